//! Choosing one of a few: tabs with a line under the current one, and buttons joined together.

use egui::{CornerRadius, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button::ring;
use crate::ui::fonts;
use crate::ui::theme::{BODY, CONTROL_RADIUS, ROW_HEIGHT, palette};

const TAB_HEIGHT: f32 = 38.0;
const TAB_GAP: f32 = 26.0;

/// Tabs over the whole width. Returns true when the choice changed; left and right arrows change it too
/// while a tab has the focus.
pub fn tabs(ui: &mut Ui, titles: &[&str], current: &mut usize) -> bool {
    let palette = palette(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), TAB_HEIGHT), Sense::hover());
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, palette.border));
    let before = *current;
    let mut left = row.left();
    let mut responses = Vec::with_capacity(titles.len());
    for (index, title) in titles.iter().enumerate() {
        let is_current = index == before;
        let font = if is_current { fonts::bold(BODY) } else { fonts::regular(BODY) };
        let color = if is_current { palette.accent_text } else { palette.text_weak };
        let galley = ui.painter().layout_no_wrap((*title).to_owned(), font, color);
        let rect = Rect::from_min_size(pos2(left, row.top()), vec2(galley.size().x + 4.0, TAB_HEIGHT));
        let response = ui.interact(rect, ui.scope_id().with(("tab", index, title)), Sense::click());
        let color = if response.hovered() && !is_current { palette.text } else { color };
        let at = pos2(rect.left() + 2.0, rect.center().y - galley.size().y / 2.0);
        ui.painter().galley_with_override_text_color(at, galley, color);
        if is_current {
            let line = Rect::from_min_max(pos2(rect.left(), rect.bottom() - 2.0), rect.right_bottom());
            ui.painter().rect_filled(line, 0.0, palette.accent);
        }
        response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_current, title));
        if response.clicked() {
            *current = index;
        }
        left = rect.right() + TAB_GAP - 4.0;
        responses.push(response);
    }
    step_with_arrows(ui, &responses, current);
    for response in responses.iter().filter(|response| response.has_focus()) {
        ring(ui, &response.clone().with_new_rect(response.rect.shrink2(vec2(-3.0, 6.0))));
    }
    *current != before
}

/// Buttons joined to a row, one of them chosen. Returns true when the choice changed.
pub fn segmented(ui: &mut Ui, titles: &[&str], current: &mut usize) -> bool {
    let palette = palette(ui);
    let before = *current;
    let galleys: Vec<_> = titles
        .iter()
        .map(|title| ui.painter().layout_no_wrap((*title).to_owned(), fonts::regular(BODY), palette.text))
        .collect();
    let width: f32 = galleys.iter().map(|galley| galley.size().x + 24.0).sum();
    let (row, _) = ui.allocate_exact_size(vec2(width, ROW_HEIGHT), Sense::hover());
    let radius = CornerRadius::same(CONTROL_RADIUS);
    ui.painter().rect_filled(row, radius, palette.card);
    let mut left = row.left();
    let mut responses = Vec::with_capacity(titles.len());
    let last = titles.len().saturating_sub(1);
    for (index, (title, galley)) in titles.iter().zip(galleys).enumerate() {
        let rect = Rect::from_min_size(pos2(left, row.top()), vec2(galley.size().x + 24.0, ROW_HEIGHT));
        let response = ui.interact(rect, ui.scope_id().with(("segment", index, title)), Sense::click());
        let is_current = index == before;
        let corners = ends(index == 0, index == last);
        if is_current || response.hovered() {
            let fill = if is_current { palette.accent_tint } else { palette.control_hover };
            ui.painter().rect_filled(rect, corners, fill);
        }
        if index > 0 {
            ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, palette.control_border));
        }
        let color = if is_current { palette.accent_text } else { palette.text };
        let at = rect.center() - galley.size() / 2.0;
        ui.painter().galley_with_override_text_color(at, galley, color);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, title));
        if response.clicked() {
            *current = index;
        }
        left = rect.right();
        responses.push(response);
    }
    ui.painter().rect_stroke(row, radius, Stroke::new(1.0, palette.control_border), StrokeKind::Inside);
    step_with_arrows(ui, &responses, current);
    for response in responses.iter().filter(|response| response.has_focus()) {
        let stroke = Stroke::new(1.5, palette.accent);
        ui.painter().rect_stroke(response.rect, radius, stroke, StrokeKind::Inside);
    }
    *current != before
}

fn ends(is_first: bool, is_last: bool) -> CornerRadius {
    let (left, right) = (u8::from(is_first) * CONTROL_RADIUS, u8::from(is_last) * CONTROL_RADIUS);
    CornerRadius { nw: left, sw: left, ne: right, se: right }
}

/// While one of a row has the focus, left and right arrows choose its neighbour and take the focus along.
fn step_with_arrows(ui: &Ui, responses: &[Response], current: &mut usize) {
    let Some(focused) = responses.iter().position(Response::has_focus) else { return };
    let lock = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(responses[focused].id, lock));
    let (left, right) = ui.input(|input| (input.key_pressed(Key::ArrowLeft), input.key_pressed(Key::ArrowRight)));
    let next = match (left, right) {
        (true, false) => focused.checked_sub(1),
        (false, true) => Some(focused + 1).filter(|&next| next < responses.len()),
        _ => None,
    };
    if let Some(next) = next {
        *current = next;
        responses[next].request_focus();
    }
}
