//! The year drawn: twelve small months, each day the darker the more is held on it.

use chrono::{Datelike, NaiveDate};
use egui::{Align2, CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::cells_ui::small_number;
use super::content::Load;
use super::grid_ui::{Act, Drawn, Look};
use super::period::{monday, month};
use super::plan::Target;
use crate::model::{DateSpan, SessionId};
use crate::ui::fonts;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::words::calendar::CalendarWords;
use crate::words::records;

const TITLE: f32 = 24.0;
const WEEKDAYS: f32 = 15.0;

/// Draws the year into an area. `would_be` are the days of a session being dragged.
pub fn year_ui(ui: &mut Ui, area: Rect, look: &Look<'_>, would_be: &[NaiveDate]) -> Drawn {
    let palette = palette(ui);
    ui.painter().rect(area, CornerRadius::same(8), palette.card, Stroke::new(1.0, palette.border), StrokeKind::Inside);
    let inner = area.shrink2(vec2(12.0, 8.0));
    let mut drawn = Drawn::default();
    let chosen_days = look.chosen.map(|id| days_of(look, id)).unwrap_or_default();
    let most = look.sheet.loads.values().map(|load| load.n_sessions).max().unwrap_or(1).max(1);
    for n in 0..12u32 {
        let Some(first) = NaiveDate::from_ymd_opt(look.day.year(), n + 1, 1) else { continue };
        let size = vec2(inner.width() / 4.0, inner.height() / 3.0);
        let min = inner.min + vec2(size.x * (n % 4) as f32, size.y * (n / 4) as f32);
        let rect = Rect::from_min_size(min, size).shrink2(vec2(8.0, 3.0));
        month_head_ui(ui, rect, look, month(first));
        let cells = rect.with_min_y(rect.top() + TITLE + WEEKDAYS);
        let marks = Marks { chosen: &chosen_days, would_be, most };
        for day in month(first).days() {
            day_ui(ui, cell(cells, first, day), look, day, &marks, &mut drawn);
        }
    }
    drawn
}

fn days_of(look: &Look<'_>, id: SessionId) -> Vec<NaiveDate> {
    look.view.ws.sessions.get(id).map(crate::model::Session::days).unwrap_or_default()
}

/// The month's name, what is held in it, and the weekdays.
fn month_head_ui(ui: &Ui, rect: Rect, look: &Look<'_>, days: DateSpan) {
    let palette = palette(ui);
    let words = CalendarWords::of(look.view.lang);
    let load = look.sheet.months.get(days.first.month0() as usize).copied().unwrap_or_default();
    let y = rect.top() + TITLE / 2.0;
    let is_now = days.contains(look.view.as_of);
    let color = if is_now { palette.accent_text } else { palette.text };
    let name = (words.month_name)(days.first.month());
    ui.painter().text(pos2(rect.left() + 4.0, y), Align2::LEFT_CENTER, name, fonts::bold(SMALL), color);
    let text = (words.month_load)(load.n_sessions as usize, &records::count(u64::from(load.heads)));
    let at = pos2(rect.right() - 2.0, y);
    ui.painter().text(at, Align2::RIGHT_CENTER, text, fonts::regular(NOTE - 0.5), palette.text_weak);
    for (column, letter) in words.weekday_letters.iter().enumerate() {
        let x = rect.left() + rect.width() * (column as f32 + 0.5) / 7.0;
        let at = pos2(x, rect.top() + TITLE + WEEKDAYS / 2.0);
        ui.painter().text(at, Align2::CENTER_CENTER, letter, fonts::regular(10.0), palette.text_weak);
    }
}

fn cell(cells: Rect, first: NaiveDate, day: NaiveDate) -> Rect {
    let from = monday(first);
    let on = (day - from).num_days();
    let size = vec2(cells.width() / 7.0, cells.height() / 6.0);
    Rect::from_min_size(cells.min + vec2(size.x * (on % 7) as f32, size.y * (on / 7) as f32), size)
}

/// What is marked in all months.
struct Marks<'a> {
    chosen: &'a [NaiveDate],
    would_be: &'a [NaiveDate],
    most: u32,
}

fn day_ui(ui: &mut Ui, rect: Rect, look: &Look<'_>, day: NaiveDate, marks: &Marks<'_>, drawn: &mut Drawn) {
    let palette = palette(ui);
    let words = CalendarWords::of(look.view.lang);
    let load = look.sheet.loads.get(&day).copied().unwrap_or_default();
    let note = look.sheet.notes.get(&day);
    let response = ui.interact(rect, ui.scope_id().with(("year", day)), Sense::CLICK);
    let plate = rect.shrink2(vec2(1.5, 1.0));
    if load.n_sessions > 0 {
        let steps = if day <= look.view.as_of { palette.done_steps } else { palette.planned_steps };
        ui.painter().rect_filled(plate, 3.0, steps[step(load, marks.most)]);
    }
    if note.is_some_and(|note| !note.seasons.is_empty()) {
        let line = plate.with_min_y(plate.bottom() - 2.0);
        ui.painter().rect_filled(line, 1.0, palette.warn_dot.gamma_multiply(0.6));
    }
    let is_feast = note.is_some_and(|note| note.is_off && note.feast.is_some());
    let color = match (is_feast, note.is_some_and(|note| note.is_off)) {
        (true, _) => palette.bad,
        (_, true) => palette.text_weak,
        _ => palette.text,
    };
    small_number(ui, rect, &day.day().to_string(), color, day == look.view.as_of);
    let ring = |width: f32, color| ui.painter().rect_stroke(plate, 3.0, Stroke::new(width, color), StrokeKind::Inside);
    if marks.would_be.contains(&day) {
        ring(2.0, palette.bad);
    } else if marks.chosen.contains(&day) {
        ring(1.5, palette.text);
    } else if day == look.day {
        ring(1.5, palette.accent);
    } else if day == look.view.as_of || response.hovered() {
        ring(1.0, palette.text_faint);
    }
    if response.contains_pointer() || ui.input(|i| i.pointer.latest_pos()).is_some_and(|at| rect.contains(at)) {
        drawn.target = Some(Target { day, row: None, session: None });
    }
    let name = (words.cell_name)(&records::month_day(look.view.lang, day), load.n_sessions as usize);
    response.widget_info(|| WidgetInfo::selected(Role::GridCell, true, day == look.day, &name));
    if response.double_clicked() {
        drawn.acts.push(Act::New(day));
    } else if response.clicked() {
        drawn.acts.push(Act::ChooseDay(day, None));
    }
    if !look.is_dragging {
        response.on_hover_text(tip(look, day, load));
    }
}

/// One of three steps: a third, two thirds, or all of the fullest day.
fn step(load: Load, most: u32) -> usize {
    ((load.n_sessions * 3).div_ceil(most.max(1)) as usize).clamp(1, 3) - 1
}

fn tip(look: &Look<'_>, day: NaiveDate, load: Load) -> String {
    let words = CalendarWords::of(look.view.lang);
    let mut text =
        format!("{} {}", records::month_day(look.view.lang, day), records::weekday(look.view.lang, day.weekday()));
    if let Some(note) = look.sheet.notes.get(&day) {
        for name in note.feast.iter().map(|f| &f.name).chain(note.seasons.iter().map(|s| &s.name)) {
            text.push('\n');
            text.push_str(name);
        }
    }
    text.push('\n');
    text.push_str(&(words.month_load)(load.n_sessions as usize, &records::count(u64::from(load.heads))));
    text
}
