//! Buttons: the one main action of a page, ordinary ones, dangerous ones, links, signs, menus.

use egui::style::Widgets;
use egui::{
    Atom, AtomExt as _, Button, CursorIcon, Id, InnerResponse, Label, Popup, Rect, Response, RichText, Role, Sense,
    Stroke, StrokeKind, TextWrapMode, Ui, Vec2, WidgetInfo, WidgetText, vec2,
};

use crate::ui::icons::Icon;
use crate::ui::theme::{Palette, palette};

/// An ordinary button: white, with a border.
pub fn button(ui: &mut Ui, text: &str) -> Response {
    ui.add(Button::new(text).wrap_mode(TextWrapMode::Extend))
}

/// The main action of a page or dialog: red. There is one at most.
pub fn primary_button(ui: &mut Ui, text: &str) -> Response {
    with_visuals(ui, paint_primary, |ui| ui.add(Button::new(text).wrap_mode(TextWrapMode::Extend)))
}

/// The main action with a sign before its name.
pub fn primary_button_with(ui: &mut Ui, icon: Icon, text: &str) -> Response {
    with_visuals(ui, paint_primary, |ui| {
        ui.add(Button::new((icon_atom(icon, 13.0), text)).gap(6.0).wrap_mode(TextWrapMode::Extend))
    })
}

/// Something that takes data away: an ordinary button with red text. It can still be undone.
pub fn danger_button(ui: &mut Ui, text: &str) -> Response {
    let paint = |palette: &Palette, visuals: &mut Widgets| {
        for state in [&mut visuals.inactive, &mut visuals.hovered, &mut visuals.active] {
            state.fg_stroke.color = palette.bad;
        }
    };
    with_visuals(ui, paint, |ui| button(ui, text))
}

/// An underlined word in running text or at the end of a row.
pub fn link(ui: &mut Ui, text: &str) -> Response {
    let palette = palette(ui);
    let label = Label::new(RichText::new(text).underline().color(palette.text)).sense(Sense::click());
    let response = ui.add(label.wrap_mode(TextWrapMode::Extend));
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, text));
    if response.has_focus() {
        ring(ui, &response);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A square button with only a sign on it; `name` is what it does, shown when the pointer rests on it.
pub fn icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let response = ui.add(Button::new(icon_atom(icon, 15.0)).min_size(vec2(36.0, 0.0)));
    named(response, name)
}

/// A sign without a frame, for notices and ends of rows.
pub fn bare_icon_button(ui: &mut Ui, icon: Icon, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::click());
    bare_icon(ui, rect, response, icon, name)
}

/// A sign without a frame inside another widget, which has taken the room already.
pub(super) fn bare_icon_at(ui: &Ui, id: Id, rect: Rect, icon: Icon, name: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    bare_icon(ui, rect, response, icon, name)
}

fn bare_icon(ui: &Ui, rect: Rect, response: Response, icon: Icon, name: &str) -> Response {
    let palette = palette(ui);
    let is_lit = response.hovered() || response.has_focus();
    let color = if is_lit { palette.text } else { palette.text_weak };
    icon.paint(ui.painter(), rect.shrink(5.0), color);
    if response.has_focus() {
        ring(ui, &response);
    }
    named(response, name)
}

/// A button `text ▾` that opens a menu below it. Items are ordinary egui buttons; the menu closes on a click.
pub fn menu_button<R>(ui: &mut Ui, text: &str, add_items: impl FnOnce(&mut Ui) -> R) -> InnerResponse<Option<R>> {
    let response = caret_button(ui, text, None);
    let inner = Popup::menu(&response).gap(4.0).show(|ui| {
        ui.set_min_width(response.rect.width().max(140.0));
        add_items(ui)
    });
    InnerResponse::new(inner.map(|inner| inner.inner), response)
}

/// A button with a caret at its right edge, `width` points wide or as wide as its text.
pub(super) fn caret_button(ui: &mut Ui, text: &str, width: Option<f32>) -> Response {
    let caret = Atom::paint(Vec2::splat(9.0), |ui, args| {
        Icon::CaretDown.paint(ui.painter(), args.rect, args.fallback_text_color);
    });
    let Some(width) = width else {
        return ui.add(Button::new((text, caret)).gap(6.0).wrap_mode(TextWrapMode::Extend));
    };
    let size = vec2(width, ui.spacing().interact_size.y);
    let label = Atom::from(text).atom_shrink(true);
    let button = Button::new((label, Atom::grow(), caret)).gap(6.0).min_size(size).truncate();
    ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| ui.add(button)).inner
}

fn icon_atom<'a>(icon: Icon, side: f32) -> Atom<'a> {
    Atom::paint(Vec2::splat(side), move |ui, args| icon.paint(ui.painter(), args.rect, args.fallback_text_color))
}

fn named(response: Response, name: &str) -> Response {
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, name));
    response.on_hover_text(name)
}

/// The ring around what has the keyboard's focus.
pub(super) fn ring(ui: &Ui, response: &Response) {
    let stroke = Stroke::new(1.5, palette(ui).accent);
    ui.painter().rect_stroke(response.rect.expand(1.0), 4.0, stroke, StrokeKind::Outside);
}

fn paint_primary(palette: &Palette, visuals: &mut Widgets) {
    let states = [
        (&mut visuals.inactive, palette.accent),
        (&mut visuals.hovered, palette.accent_hover),
        (&mut visuals.active, palette.accent_hover),
    ];
    for (state, fill) in states {
        state.bg_fill = fill;
        state.weak_bg_fill = fill;
        state.bg_stroke = Stroke::new(1.0, fill);
        state.fg_stroke.color = palette.on_accent;
    }
    visuals.active.bg_stroke = Stroke::new(2.0, palette.text);
}

fn with_visuals<R>(ui: &mut Ui, change: impl FnOnce(&Palette, &mut Widgets), add: impl FnOnce(&mut Ui) -> R) -> R {
    let before = ui.style().clone();
    let palette = palette(ui);
    change(palette, &mut ui.visuals_mut().widgets);
    let result = add(ui);
    ui.set_style(before);
    result
}

/// Text cut off at the width that is left, with the whole of it shown when the pointer rests on it.
pub fn cell_label(ui: &mut Ui, text: impl Into<WidgetText>) -> Response {
    ui.add(Label::new(text).truncate().selectable(false))
}
