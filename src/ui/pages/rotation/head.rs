//! The head of the matrix: sessions by number and day, their locks and menus, and the way to those out of sight.

use egui::{Align2, CornerRadius, Id, Rect, Response, Sense, Stroke, Ui, pos2, vec2};

use super::content::ColumnLook;
use super::geometry::{Geometry, HEAD};
use super::grid::{Asked, GridLook, GridState, grid_id, named, paint_change, text_in};
use crate::report::rotation::Stage;
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{NOTE, Palette, SMALL, palette};

/// Side of the sign of a lock, in points.
const LOCK: f32 = 10.0;

/// Draws the head and says what was asked for there.
pub fn head_ui(ui: &mut Ui, look: &GridLook<'_>, state: &mut GridState, geometry: &Geometry) -> Vec<Asked> {
    let palette = palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEAD), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius { nw: 7, ne: 7, sw: 0, se: 0 }, palette.header_row);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.border));
    let font = fonts::regular(SMALL);
    let words = look.words;
    for (cell, text, align) in [
        (geometry.township(rect), words.township, Align2::LEFT_CENTER),
        (geometry.size(rect), look.content.size_title.as_str(), Align2::RIGHT_CENTER),
        (geometry.unnamed(rect), words.unnamed, Align2::RIGHT_CENTER),
        (geometry.left(rect), words.left, Align2::RIGHT_CENTER),
    ] {
        text_in(ui.painter(), cell, text, &font, palette.text_weak, align);
    }
    let mut asked = Vec::new();
    for column in geometry.shown(look.content.columns.len()) {
        column_ui(ui, look, state, (column, geometry.cell(rect, column)), &mut asked);
    }
    more_ui(ui, look, state, geometry, rect);
    asked
}

fn column_ui(ui: &Ui, look: &GridLook<'_>, state: &GridState, (column, rect): (usize, Rect), asked: &mut Vec<Asked>) {
    let palette = palette(ui);
    let at = &look.content.columns[column];
    let response = ui.interact(rect, grid_id().with(("head", column)), Sense::CLICK);
    named(&response, &(look.words.session_name)(&at.title, &at.day));
    let is_current = column == state.cursor.column;
    if response.hovered() || is_current {
        let fill = if is_current { palette.accent_tint } else { palette.row_hover };
        ui.painter().rect_filled(rect.with_max_y(rect.bottom() - 1.0), 0.0, fill);
    }
    let color = color_of(at, palette);
    let (upper, lower) = rect.split_top_bottom_at_fraction(0.5);
    let font = if at.is_new { fonts::bold(SMALL) } else { fonts::regular(SMALL) };
    // a lock takes its room from the left
    let aside = if at.is_locked { LOCK / 2.0 } else { 0.0 };
    text_in(ui.painter(), upper.translate(vec2(aside, 2.0)), &at.name, &font, color, Align2::CENTER_CENTER);
    let day = if at.is_moved { fonts::bold(NOTE) } else { fonts::regular(NOTE) };
    text_in(ui.painter(), lower.translate(vec2(0.0, -2.0)), &at.day, &day, color, Align2::CENTER_CENTER);
    if at.is_new || at.is_moved {
        paint_change(ui.painter(), rect, palette);
    }
    if at.is_locked {
        let lock = Rect::from_min_size(pos2(rect.left() + 1.0, upper.center().y - 3.0), vec2(LOCK, LOCK));
        Icon::Lock.paint(ui.painter(), lock, palette.text_soft);
    }
    if response.clicked() {
        asked.push(Asked::Open(column));
    }
    menu_ui(&response, look, column, asked);
    response.on_hover_text((look.tip_of_session)(column));
}

fn color_of(at: &ColumnLook, palette: &Palette) -> egui::Color32 {
    match at.stage {
        Stage::Held | Stage::Running => palette.good,
        Stage::Planned if at.is_new || at.is_moved => palette.accent_text,
        Stage::Planned => palette.text_weak,
    }
}

fn menu_ui(response: &Response, look: &GridLook<'_>, column: usize, asked: &mut Vec<Asked>) {
    let at = &look.content.columns[column];
    response.context_menu(|ui| {
        if !at.is_new && ui.button(look.words.open_session).clicked() {
            asked.push(Asked::Open(column));
        }
        if !at.is_new {
            let text = if at.is_locked { look.words.unlock } else { look.words.lock };
            if ui.button(text).clicked() {
                asked.push(Asked::Lock(column));
            }
        }
        if look.is_draft && at.stage == Stage::Planned && ui.button(look.words.drop_session).clicked() {
            asked.push(Asked::Drop(column));
        }
    });
}

/// Arrows over the first and last column in sight where more sessions lie beyond.
fn more_ui(ui: &Ui, look: &GridLook<'_>, state: &mut GridState, geometry: &Geometry, head: Rect) {
    let n = look.content.columns.len();
    let sessions = geometry.sessions(head);
    let page = geometry.n_shown.saturating_sub(1).max(1);
    let last = n.saturating_sub(geometry.n_shown);
    let sides = [
        (
            sessions.left() - 6.0,
            Icon::Left,
            look.words.earlier,
            geometry.first > 0,
            geometry.first.saturating_sub(page),
        ),
        (
            sessions.right() + 6.0,
            Icon::Right,
            look.words.later,
            geometry.first < last,
            (geometry.first + page).min(last),
        ),
    ];
    for (x, icon, name, is_there, first) in sides {
        if !is_there {
            continue;
        }
        let rect = Rect::from_center_size(pos2(x, head.center().y), vec2(16.0, 24.0));
        let response = ui.interact(rect, Id::unique(("rotation more", name)), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        let palette = palette(ui);
        let line = if response.hovered() || response.has_focus() { palette.accent } else { palette.control_border };
        ui.painter().rect(rect, 4.0, palette.card, Stroke::new(1.0, line), egui::StrokeKind::Inside);
        icon.paint(ui.painter(), rect.shrink2(vec2(3.0, 6.0)), palette.text);
        if response.on_hover_text(name).clicked() {
            state.first_column = first;
            ui.ctx().request_repaint();
        }
    }
}
