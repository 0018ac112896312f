//! How a day's cell is drawn: its number, holidays and seasons with their names, and the chosen day.

use chrono::{Datelike, NaiveDate};
use egui::{Align2, Color32, CornerRadius, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::bar_ui::cut_in;
use super::grid_ui::Look;
use super::notes::{DayNote, Season};
use super::sheet::RowKind;
use crate::ui::fonts;
use crate::ui::theme::{NOTE, Palette, SMALL, palette};

const HATCH: f32 = 8.0;

/// Draws the cell of a day in a month or a week.
pub fn cell_ui(ui: &Ui, rect: Rect, look: &Look<'_>, day: NaiveDate, row: RowKind, is_first_column: bool) {
    let palette = palette(ui);
    let note = look.sheet.notes.get(&day);
    let is_month = matches!(row, RowKind::Week(_));
    let is_outside = is_month && day.month() != look.day.month();
    let is_off = note.is_some_and(|note| note.is_off);
    if is_off || is_outside {
        ui.painter().rect_filled(rect, 0.0, palette.header_row);
    }
    if let Some(note) = note.filter(|_| !is_outside) {
        seasons_ui(ui, rect, note, palette);
    }
    let line = Stroke::new(1.0, palette.row_line);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, line);
    if !is_first_column {
        ui.painter().vline(rect.left() + 0.5, rect.y_range(), line);
    }
    if is_month {
        head_ui(ui, rect, look, day, note, is_outside, is_first_column);
    }
    if look.day == day {
        let inner = rect.shrink2(vec2(1.5, 1.5));
        ui.painter().rect_stroke(inner, 3.0, Stroke::new(1.0, palette.accent), StrokeKind::Inside);
    }
}

/// The number and the names.
fn head_ui(
    ui: &Ui,
    rect: Rect,
    look: &Look<'_>,
    day: NaiveDate,
    note: Option<&DayNote>,
    is_outside: bool,
    is_first_column: bool,
) {
    let palette = palette(ui);
    let is_today = day == look.view.as_of;
    let at = pos2(rect.left() + 8.0, rect.top() + 13.0);
    let color = match (is_today, is_outside) {
        (true, _) => palette.on_accent,
        (_, true) => palette.text_faint,
        _ => palette.text,
    };
    let font = if is_today { fonts::bold(NOTE) } else { fonts::regular(SMALL) };
    let number = ui.painter().layout_no_wrap(day.day().to_string(), font, color);
    if is_today {
        let plate = Rect::from_center_size(at + vec2(number.size().x / 2.0, 0.0), vec2(22.0, 18.0));
        ui.painter().rect_filled(plate, CornerRadius::same(9), palette.accent);
    }
    let mut left = at.x + number.size().x + 7.0;
    ui.painter().galley(pos2(at.x, at.y - number.size().y / 2.0), number, color);
    let Some(note) = note else { return };
    let mut say = |text: &str, color: Color32| {
        let room = rect.right() - 26.0 - left;
        if room > 14.0 && !text.is_empty() {
            let galley = cut_in(ui, text, room, color, NOTE - 0.5);
            let width = galley.size().x;
            ui.painter().galley(pos2(left, at.y - galley.size().y / 2.0), galley, color);
            left += width + 6.0;
        }
    };
    let faint = |color: Color32| if is_outside { palette.text_faint } else { color };
    if let Some(feast) = &note.feast {
        say(&feast.name, faint(if feast.is_worked { palette.warn } else { palette.bad }));
    }
    let named = note.seasons.iter().filter(|season| season.is_first || is_first_column || day.day() == 1);
    for season in named {
        say(&season.name, faint(palette.warn));
    }
}

/// The ground of days on which people must not be called away: filled where it binds all, hatched else.
fn seasons_ui(ui: &Ui, rect: Rect, note: &DayNote, palette: &Palette) {
    if note.seasons.is_empty() {
        return;
    }
    if note.seasons.iter().any(|season: &Season| season.is_general) {
        ui.painter().rect_filled(rect, 0.0, palette.season);
    }
    hatch(ui, rect, palette.warn_dot.gamma_multiply(0.28));
}

/// Slanting lines over an area; they go on from one cell to the next.
pub fn hatch(ui: &Ui, rect: Rect, color: Color32) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let stroke = Stroke::new(1.0, color);
    let first = ((rect.left() + rect.top()) / HATCH).floor() as i32;
    let last = ((rect.right() + rect.bottom()) / HATCH).ceil() as i32;
    for n in first..=last {
        let sum = n as f32 * HATCH;
        painter.line_segment([pos2(sum - rect.top(), rect.top()), pos2(sum - rect.bottom(), rect.bottom())], stroke);
    }
}

/// A number in the middle of a small cell.
pub fn small_number(ui: &Ui, rect: Rect, text: &str, color: Color32, is_bold: bool) {
    let font = if is_bold { fonts::bold(NOTE - 1.0) } else { fonts::regular(NOTE - 1.0) };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, text, font, color);
}
