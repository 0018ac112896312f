//! A search field. What it searches for stands still while an input method composes.

use egui::{Align2, Frame, Margin, Rect, Response, Sense, Stroke, TextEdit, Ui, Vec2, pos2, vec2};

use super::button::bare_icon_at;
use super::ime;
use crate::ui::icons::Icon;
use crate::ui::theme::{BODY, CONTROL_RADIUS, ROW_HEIGHT, palette};
use crate::ui::{fonts, theme};
use crate::words::widgets::WidgetWords;

/// What stands in a search field and what is searched for: the same, except while pinyin is half typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchText {
    text: String,
    query: String,
}

impl SearchText {
    /// A field that already holds `text`.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { query: text.clone(), text }
    }

    /// What to search for: without spaces at the ends, and without pinyin that is still being typed.
    pub fn query(&self) -> &str {
        self.query.trim()
    }

    /// Empties the field.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// How a search field looks.
#[derive(Debug, Clone, Copy)]
pub struct SearchLook<'a> {
    /// Accessible name.
    pub name: &'a str,
    /// Shown while the field is empty.
    pub placeholder: &'a str,
    /// Width in points.
    pub width: f32,
    /// A shortcut shown at the right edge while the field is empty, or "".
    pub shortcut: &'a str,
}

/// Draws the field. [`Response::changed`] says that [`SearchText::query`] changed; Escape empties it.
pub fn search_field(ui: &mut Ui, search: &mut SearchText, look: &SearchLook<'_>, words: &WidgetWords) -> Response {
    let palette = palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(look.width, ROW_HEIGHT), Sense::hover());
    let frame = ui.painter().add(egui::Shape::Noop);
    let inner = Rect::from_min_max(rect.min + vec2(30.0, 0.0), rect.max - vec2(28.0, 0.0));
    let mut response = ui.place(
        inner,
        TextEdit::singleline(&mut search.text)
            .hint_text(look.placeholder)
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .align(Align2::LEFT_CENTER)
            .min_size(inner.size())
            .desired_width(inner.width()),
    );
    response = response.accessible_name(look.name);
    let stroke =
        if response.has_focus() { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.control_border) };
    let shape = egui::epaint::RectShape::new(
        rect,
        egui::CornerRadius::same(CONTROL_RADIUS),
        palette.card,
        stroke,
        egui::StrokeKind::Inside,
    );
    ui.painter().set(frame, shape);
    let lens = Rect::from_center_size(pos2(rect.left() + 17.0, rect.center().y), Vec2::splat(14.0));
    Icon::Search.paint(ui.painter(), lens, palette.text_weak);

    let composing = response.has_focus() && ime::composition(ui).is_open;
    let wants_clear = response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Escape));
    if wants_clear && !composing {
        search.text.clear();
    }
    if search.text.is_empty() {
        shortcut_ui(ui, rect, look.shortcut);
    } else if clear_ui(ui, response.id.with("clear"), rect, words) {
        search.text.clear();
        response.request_focus();
    }
    let changed = !composing && search.query != search.text;
    if changed {
        search.query.clone_from(&search.text);
    }
    response.flags.set(egui::response::Flags::CHANGED, changed);
    response
}

fn shortcut_ui(ui: &Ui, rect: Rect, shortcut: &str) {
    let at = pos2(rect.right() - 10.0, rect.center().y);
    let color = theme::palette(ui).text_weak;
    ui.painter().text(at, Align2::RIGHT_CENTER, shortcut, fonts::regular(BODY), color);
}

fn clear_ui(ui: &Ui, id: egui::Id, rect: Rect, words: &WidgetWords) -> bool {
    let place = Rect::from_center_size(pos2(rect.right() - 16.0, rect.center().y), Vec2::splat(22.0));
    bare_icon_at(ui, id, place, Icon::Cross, words.clear).clicked()
}
