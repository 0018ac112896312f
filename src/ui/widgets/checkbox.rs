//! A box to tick.

use egui::{CornerRadius, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::button::ring;
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{BODY, palette};

/// Side of the box in points.
pub const SIDE: f32 = 15.0;
const GAP: f32 = 7.0;

/// A box with its text.
pub fn checkbox(ui: &mut Ui, checked: &mut bool, text: &str) -> Response {
    let palette = palette(ui);
    let galley = ui.painter().layout_no_wrap(text.to_owned(), fonts::regular(BODY), palette.text);
    let size = vec2(SIDE + GAP + galley.size().x + 2.0, ui.spacing().interact_size.y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let at = pos2(rect.left() + SIDE + GAP, rect.center().y - galley.size().y / 2.0);
    let color = if response.enabled() { palette.text } else { palette.text_faint };
    ui.painter().galley_with_override_text_color(at, galley, color);
    let square = Rect::from_min_size(rect.min, vec2(SIDE, rect.height()));
    boxed(ui, response, square, checked, text)
}

/// A box without a text, for rows of a grid; `name` says for screen readers what it chooses.
pub fn bare_checkbox(ui: &mut Ui, checked: &mut bool, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SIDE + 2.0), Sense::click());
    boxed(ui, response, rect, checked, name)
}

fn boxed(ui: &Ui, mut response: Response, rect: Rect, checked: &mut bool, name: &str) -> Response {
    if response.clicked() {
        *checked = !*checked;
        response.mark_changed();
    }
    paint_box(ui, rect, *checked, response.hovered() || response.has_focus());
    if response.has_focus() {
        ring(ui, &response);
    }
    let enabled = response.enabled();
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, *checked, name));
    response
}

/// Only the picture of a box, for a cell whose row does the work.
pub fn paint_box(ui: &Ui, rect: Rect, checked: bool, lit: bool) {
    let palette = palette(ui);
    let square = Rect::from_center_size(rect.center(), Vec2::splat(SIDE));
    let radius = CornerRadius::same(3);
    if checked {
        ui.painter().rect_filled(square, radius, palette.accent);
        Icon::Tick.paint(ui.painter(), square.shrink(2.0), palette.on_accent);
    } else {
        let line = if lit { palette.accent } else { palette.text_weak };
        ui.painter().rect(square, radius, palette.card, Stroke::new(1.0, line), StrokeKind::Inside);
    }
}
