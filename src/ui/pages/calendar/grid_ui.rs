//! The layouts made of rows of days, drawn: week, month, venues, trainers.

use chrono::{Datelike, NaiveDate};
use egui::{
    Align2, CornerRadius, CursorIcon, Popup, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::bar_ui::{BarLook, HEIGHT, TALL, bar_ui, cut_in};
use super::bars::Bar;
use super::cells_ui::{cell_ui, hatch};
use super::geometry::Geometry;
use super::period::column_day;
use super::plan::{Load, Target};
use super::sheet::{Row, RowKind, Sheet};
use super::tip::tip_ui;
use crate::app::{CalendarView, View};
use crate::model::SessionId;
use crate::ui::fonts;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::words::calendar::CalendarWords;
use crate::words::records;

/// Room above the first lane of a month's cell, in points.
const MONTH_HEAD: f32 = 25.0;
/// The same in a week, whose numbers stand in the heading.
const WEEK_HEAD: f32 = 20.0;
const LANE_GAP: f32 = 3.0;
const LABELS: f32 = 148.0;
const EDGE: f32 = 7.0;

/// What the user did on the calendar.
#[derive(Clone, Debug)]
pub enum Act {
    /// A session was chosen.
    Choose(SessionId),
    /// A day was chosen, in a row.
    ChooseDay(NaiveDate, Option<usize>),
    /// A session is to be opened.
    Open(SessionId),
    /// A new session is wanted on a day.
    New(NaiveDate),
    /// Something was taken hold of.
    Grab(Load),
}

/// What the calendar is drawn from.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// The workspace.
    pub view: View<'a>,
    /// The calendar laid out.
    pub sheet: &'a Sheet,
    /// The chosen day.
    pub day: NaiveDate,
    /// The chosen row of venues or trainers.
    pub row: Option<usize>,
    /// The chosen session.
    pub chosen: Option<SessionId>,
    /// Whether something is being dragged.
    pub is_dragging: bool,
    /// Whether the keyboard's row must be scrolled to.
    pub must_show_row: bool,
}

/// What was drawn.
#[derive(Default)]
pub struct Drawn {
    /// What the user did.
    pub acts: Vec<Act>,
    /// What lies under the pointer.
    pub target: Option<Target>,
}

/// How many lanes a row has room for.
pub fn most_lanes(layout: CalendarView, height: f32, n_rows: usize) -> usize {
    let (head, pitch) = match layout {
        CalendarView::Month => (MONTH_HEAD, HEIGHT + LANE_GAP),
        CalendarView::Week => (WEEK_HEAD, TALL + LANE_GAP),
        // their rows grow
        CalendarView::Year | CalendarView::Venues | CalendarView::Trainers => return 24,
    };
    let row = (height - header_height(layout)) / n_rows.max(1) as f32;
    ((row - head) / pitch).floor().max(1.0) as usize
}

fn header_height(layout: CalendarView) -> f32 {
    match layout {
        CalendarView::Month | CalendarView::Year => 28.0,
        CalendarView::Week => 46.0,
        CalendarView::Venues | CalendarView::Trainers => 58.0,
    }
}

/// Draws the calendar into an area.
pub fn grid_ui(ui: &mut Ui, area: Rect, look: &Look<'_>) -> Drawn {
    let layout = look.sheet.layout;
    let palette = palette(ui);
    let border = Stroke::new(1.0, palette.border);
    ui.painter().rect(area, CornerRadius::same(8), palette.card, border, StrokeKind::Inside);
    let inner = area.shrink(1.0);
    let header = inner.with_max_y(inner.top() + header_height(layout));
    let body = inner.with_min_y(header.bottom());
    let mut drawn = Drawn::default();
    match layout {
        CalendarView::Month | CalendarView::Week => {
            let labels = if layout == CalendarView::Week { 44.0 } else { 0.0 };
            let cells = body.with_min_x(body.left() + labels);
            let geometry = Geometry::even(cells, look.sheet.n_columns, look.sheet.rows.len());
            header_ui(ui, header.with_min_x(cells.left()), look, &geometry);
            rows_ui(ui, look, &geometry, body.left(), &mut drawn);
        }
        CalendarView::Venues | CalendarView::Trainers | CalendarView::Year => {
            let cells = body.with_min_x(body.left() + LABELS);
            let geometry = Geometry::even(cells, look.sheet.n_columns, 1);
            header_ui(ui, header.with_min_x(cells.left()), look, &geometry);
            scrolled_rows_ui(ui, look, body, &mut drawn);
        }
    }
    ui.painter().hline(inner.x_range(), header.bottom() - 0.5, Stroke::new(1.0, palette.row_line));
    drawn
}

fn scrolled_rows_ui(ui: &mut Ui, look: &Look<'_>, body: Rect, drawn: &mut Drawn) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(body).id_salt("rows"));
    let scroll = ScrollArea::vertical().id_salt(look.sheet.layout).auto_shrink(false);
    scroll.show(&mut child, |ui| {
        let heights = || look.sheet.rows.iter().map(row_height);
        let size = vec2(ui.available_width(), heights().sum());
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let cells = rect.with_min_x(body.left() + LABELS).with_max_x(body.right());
        let geometry = Geometry::stacked(cells, look.sheet.n_columns, heights());
        if look.must_show_row
            && let Some(row) = look.row
        {
            ui.scroll_to_rect(geometry.span(row, 0, 0), None);
        }
        rows_ui(ui, look, &geometry, body.left(), drawn);
    });
}

fn row_height(row: &Row) -> f32 {
    (row.lanes.n_lanes.max(1) as f32 * (HEIGHT + LANE_GAP) + LANE_GAP + 4.0).max(32.0)
}

/// Weekdays over a month; days over the other layouts.
fn header_ui(ui: &mut Ui, header: Rect, look: &Look<'_>, geometry: &Geometry) {
    let palette = palette(ui);
    let (lang, sheet) = (look.view.lang, look.sheet);
    for column in 0..sheet.n_columns {
        let rect = header.with_min_x(geometry.left(column)).with_max_x(geometry.left(column + 1));
        let Some(day) = sheet.day_at(0, column) else { continue };
        let weekday = records::weekday(lang, day.weekday());
        match sheet.layout {
            CalendarView::Month | CalendarView::Year => {
                let at = pos2(rect.left() + 8.0, rect.center().y);
                ui.painter().text(at, Align2::LEFT_CENTER, weekday, fonts::regular(NOTE), palette.text_weak);
            }
            CalendarView::Week => {
                let at = pos2(rect.left() + 8.0, rect.top() + 14.0);
                let text = format!("{} {weekday}", day.day());
                let color = if day == look.view.as_of { palette.accent_text } else { palette.text };
                ui.painter().text(at, Align2::LEFT_CENTER, text, fonts::bold(SMALL), color);
                note_ui(ui, rect.with_min_y(rect.top() + 24.0), look, day);
            }
            CalendarView::Venues | CalendarView::Trainers => narrow_day_ui(ui, rect, look, day),
        }
    }
    if matches!(sheet.layout, CalendarView::Venues | CalendarView::Trainers) {
        strip_ui(ui, header.with_min_y(header.bottom() - 22.0), look, geometry);
    }
}

fn note_ui(ui: &Ui, rect: Rect, look: &Look<'_>, day: NaiveDate) {
    let palette = palette(ui);
    let Some(note) = look.sheet.notes.get(&day) else { return };
    let feast = note.feast.as_ref().map(|feast| (feast.name.as_str(), palette.bad));
    let season = note.seasons.first().map(|season| (season.name.as_str(), palette.warn));
    if let Some((text, color)) = feast.or(season) {
        let galley = cut_in(ui, text, rect.width() - 12.0, color, NOTE - 0.5);
        ui.painter().galley(pos2(rect.left() + 8.0, rect.top() + 1.0), galley, color);
    }
}

/// A day's number and weekday, one above the other.
fn narrow_day_ui(ui: &mut Ui, rect: Rect, look: &Look<'_>, day: NaiveDate) {
    let palette = palette(ui);
    let is_off = look.sheet.notes.get(&day).is_some_and(|note| note.is_off);
    let color = match (day == look.view.as_of, is_off) {
        (true, _) => palette.accent_text,
        (_, true) => palette.text_weak,
        _ => palette.text,
    };
    let font = if day == look.view.as_of { fonts::bold(NOTE) } else { fonts::regular(NOTE) };
    ui.painter().text(pos2(rect.center().x, rect.top() + 11.0), Align2::CENTER_CENTER, day.day(), font, color);
    let letter = CalendarWords::of(look.view.lang).weekday_letters[day.weekday().num_days_from_monday() as usize];
    let at = pos2(rect.center().x, rect.top() + 26.0);
    ui.painter().text(at, Align2::CENTER_CENTER, letter, fonts::regular(10.5), palette.text_weak);
    let response = ui.interact(rect, ui.scope_id().with(("day", day)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, records::month_day(look.view.lang, day)));
}

/// Holidays and seasons over the days they last.
fn strip_ui(ui: &Ui, strip: Rect, look: &Look<'_>, geometry: &Geometry) {
    let palette = palette(ui);
    let name_of = |column: usize| {
        let note = look.sheet.notes.get(&look.sheet.day_at(0, column)?)?;
        let feast = note.feast.as_ref().map(|feast| (feast.name.clone(), true));
        feast.or_else(|| note.seasons.first().map(|season| (season.name.clone(), false)))
    };
    let mut column = 0;
    while column < look.sheet.n_columns {
        let name = name_of(column);
        let mut end = column;
        while name.is_some() && end + 1 < look.sheet.n_columns && name_of(end + 1) == name {
            end += 1;
        }
        if let Some((text, is_feast)) = name {
            let rect = strip.with_min_x(geometry.left(column) + 1.0).with_max_x(geometry.left(end + 1) - 1.0);
            let rect = rect.shrink2(vec2(0.0, 2.0));
            let color = if is_feast { palette.bad } else { palette.warn };
            let fill = if is_feast { palette.tone(crate::ui::theme::Tone::Bad).fill } else { palette.season };
            ui.painter().rect_filled(rect, 3.0, fill);
            let first = text.chars().next().map(String::from).unwrap_or_default();
            let text = if rect.width() < 34.0 { first } else { text };
            let galley = cut_in(ui, &text, rect.width() - 4.0, color, 10.5);
            let at = rect.center() - galley.size() / 2.0;
            ui.painter().galley(at, galley, color);
        }
        column = end + 1;
    }
}

fn rows_ui(ui: &mut Ui, look: &Look<'_>, geometry: &Geometry, left: f32, drawn: &mut Drawn) {
    let clip = ui.clip_rect();
    let pointer = ui.input(|input| input.pointer.latest_pos()).filter(|place| clip.contains(*place));
    if let Some((row, column)) = pointer.and_then(|place| geometry.at(place))
        && let Some(day) = look.sheet.day_at(row, column)
    {
        drawn.target = Some(Target { day, row: look.sheet.rows.get(row).map(|row| row.kind), session: None });
    }
    for (at, row) in look.sheet.rows.iter().enumerate() {
        let whole = geometry.span(at, 0, look.sheet.n_columns.saturating_sub(1));
        if !clip.intersects(whole) {
            continue;
        }
        label_ui(ui, whole.with_min_x(left).with_max_x(whole.left()), look, at, row, drawn);
        match row.kind {
            RowKind::Week(_) | RowKind::Half(_) => day_cells_ui(ui, look, geometry, at, row, drawn),
            RowKind::Venue(_) | RowKind::Trainer(_) => long_row_ui(ui, look, geometry, at, row, drawn),
        }
    }
    for (at, row) in look.sheet.rows.iter().enumerate() {
        if clip.intersects(geometry.span(at, 0, 0).with_max_x(f32::INFINITY)) {
            bars_ui(ui, look, geometry, at, row, pointer, drawn);
        }
    }
}

fn label_ui(ui: &mut Ui, rect: Rect, look: &Look<'_>, at: usize, row: &Row, drawn: &mut Drawn) {
    if row.label.is_empty() {
        return;
    }
    let palette = palette(ui);
    let is_chosen = look.row == Some(at);
    if is_chosen && look.sheet.n_columns > 7 {
        ui.painter().rect_filled(rect, 0.0, palette.accent_tint);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.row_line));
    let color = if is_chosen { palette.accent_text } else { palette.text };
    if look.sheet.n_columns <= 7 {
        let font = fonts::regular(NOTE);
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, &row.label, font, palette.text_weak);
        return;
    }
    let galley = cut_in(ui, &row.label, rect.width() - 14.0, color, NOTE);
    let is_cut = galley.elided;
    let top = if row.note.is_empty() { rect.top() + 8.0 } else { rect.top() + 2.0 };
    ui.painter().galley(pos2(rect.left() + 10.0, top), galley, color);
    let note = cut_in(ui, &row.note, rect.width() - 14.0, palette.text_weak, 10.5);
    ui.painter().galley(pos2(rect.left() + 10.0, rect.top() + 17.0), note, palette.text_weak);
    let response = ui.interact(rect, ui.scope_id().with(("row", at)), Sense::CLICK);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &row.label));
    if response.clicked() {
        drawn.acts.push(Act::ChooseDay(look.day, Some(at)));
    }
    if is_cut {
        response.on_hover_text(format!("{}\n{}", row.label, row.note));
    }
}

/// Cells that can be pointed at one by one.
fn day_cells_ui(ui: &mut Ui, look: &Look<'_>, geometry: &Geometry, at: usize, row: &Row, drawn: &mut Drawn) {
    for column in 0..look.sheet.n_columns {
        let Some(day) = look.sheet.day_at(at, column) else { continue };
        let rect = geometry.span(at, column, column);
        let id = ui.scope_id().with(("cell", at, column));
        let response = ui.interact(rect, id, Sense::CLICK);
        cell_ui(ui, rect, look, day, row.kind, column == 0);
        let name = records::month_day(look.view.lang, day);
        let n = row.stretches.iter().filter(|stretch| stretch.from <= column && column <= stretch.to).count();
        let words = CalendarWords::of(look.view.lang);
        let half = if row.label.is_empty() { String::new() } else { format!(" {}", row.label) };
        let label = (words.cell_name)(&format!("{name}{half}"), n);
        response.widget_info(|| WidgetInfo::selected(Role::GridCell, true, look.day == day, &label));
        day_acts(&response, day, None, drawn);
    }
}

fn day_acts(response: &Response, day: NaiveDate, row: Option<usize>, drawn: &mut Drawn) {
    if response.double_clicked() {
        drawn.acts.push(Act::New(day));
    } else if response.clicked() {
        drawn.acts.push(Act::ChooseDay(day, row));
    }
}

/// A long row of narrow days, pointed at as a whole.
fn long_row_ui(ui: &mut Ui, look: &Look<'_>, geometry: &Geometry, at: usize, row: &Row, drawn: &mut Drawn) {
    let palette = palette(ui);
    let whole = geometry.span(at, 0, look.sheet.n_columns.saturating_sub(1));
    for column in 0..look.sheet.n_columns {
        let Some(day) = look.sheet.day_at(at, column) else { continue };
        let rect = geometry.span(at, column, column);
        let note = look.sheet.notes.get(&day);
        if note.is_some_and(|note| note.is_off) {
            ui.painter().rect_filled(rect, 0.0, palette.header_row);
        } else if note.is_some_and(|note| note.seasons.iter().any(|season| season.is_general)) {
            ui.painter().rect_filled(rect, 0.0, palette.season.gamma_multiply(0.6));
        }
        ui.painter().vline(rect.left(), rect.y_range(), Stroke::new(1.0, palette.row_line.gamma_multiply(0.7)));
        if row.closed.iter().any(|span| span.contains(day)) {
            hatch(ui, rect, palette.bad.gamma_multiply(0.45));
        }
        if day == look.view.as_of {
            ui.painter().rect_filled(rect, 0.0, palette.accent_tint.gamma_multiply(0.5));
        }
        if look.row == Some(at) && day == look.day {
            let stroke = Stroke::new(1.5, palette.accent);
            ui.painter().rect_stroke(rect, 2.0, stroke, StrokeKind::Inside);
        }
    }
    ui.painter().hline(whole.x_range(), whole.bottom() - 0.5, Stroke::new(1.0, palette.row_line));
    let response = ui.interact(whole, ui.scope_id().with(("days", at)), Sense::CLICK);
    let day = response
        .interact_pointer_pos()
        .and_then(|place| geometry.at(place))
        .and_then(|(_, column)| look.sheet.day_at(at, column));
    if let Some(day) = day {
        day_acts(&response, day, Some(at), drawn);
    }
}

fn bars_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    geometry: &Geometry,
    at: usize,
    row: &Row,
    pointer: Option<Pos2>,
    drawn: &mut Drawn,
) {
    let layout = look.sheet.layout;
    let (head, height) = match layout {
        CalendarView::Month => (MONTH_HEAD, HEIGHT),
        CalendarView::Week => (WEEK_HEAD, TALL),
        CalendarView::Year | CalendarView::Venues | CalendarView::Trainers => (5.0, HEIGHT),
    };
    let inset = if look.sheet.n_columns > 7 { 1.0 } else { 4.0 };
    for ((bar, stretch), lane) in row.bars.iter().zip(&row.stretches).zip(&row.lanes.lane) {
        let Some(lane) = lane else { continue };
        let cell = geometry.span(at, stretch.from, stretch.to);
        let begins = bar.days.first >= row.first;
        let ends = look.sheet.day_at(at, stretch.to) == Some(bar.days.last);
        let top = cell.top() + head + *lane as f32 * (height + LANE_GAP);
        let left = cell.left() + if begins { inset } else { 0.0 };
        let right = cell.right() - if ends { inset } else { 0.0 };
        let rect = Rect::from_min_max(pos2(left, top), pos2(right, top + height));
        let lying = Lying { rect, begins, ends, row: at };
        one_bar_ui(ui, look, bar, lying, row, drawn);
        if pointer.is_some_and(|place| rect.contains(place))
            && let Some(target) = &mut drawn.target
        {
            target.session = Some(bar.session);
        }
    }
    more_ui(ui, look, geometry, at, row, drawn);
}

/// How a bar lies in its row.
#[derive(Clone, Copy)]
struct Lying {
    rect: Rect,
    begins: bool,
    ends: bool,
    row: usize,
}

fn one_bar_ui(ui: &mut Ui, look: &Look<'_>, bar: &Bar, lying: Lying, row: &Row, drawn: &mut Drawn) {
    let id = ui.scope_id().with(("bar", bar.session, bar.days.first, lying.row));
    let response = ui.interact(lying.rect, id, Sense::CLICK | Sense::DRAG);
    let end = lying.rect.with_min_x(lying.rect.right() - EDGE);
    let has_end = lying.ends && bar.is_last && lying.rect.width() > 3.0 * EDGE;
    let edge = has_end.then(|| ui.interact(end, id.with("end"), Sense::DRAG));
    let second = if look.sheet.layout == CalendarView::Week { second_line(look, bar) } else { "" };
    let bar_look = BarLook {
        lang: look.view.lang,
        is_chosen: look.chosen == Some(bar.session),
        is_hovered: response.hovered() && !look.is_dragging,
        begins: lying.begins,
        ends: lying.ends,
        second,
    };
    bar_ui(ui, lying.rect, bar, &bar_look);
    let words = CalendarWords::of(look.view.lang);
    response.widget_info(|| {
        WidgetInfo::selected(Role::Button, true, bar_look.is_chosen, (words.bar_name)(&bar.face.title, bar.days))
    });
    if response.double_clicked() {
        drawn.acts.push(Act::Open(bar.session));
    } else if response.clicked() {
        drawn.acts.push(Act::Choose(bar.session));
    }
    if look.is_dragging {
        return;
    }
    if let Some(edge) = edge {
        if edge.drag_started() {
            drawn.acts.push(Act::Grab(Load::End { id: bar.session }));
        }
        edge.on_hover_and_drag_cursor(CursorIcon::ResizeHorizontal);
    }
    if response.drag_started()
        && let Some(from) = grabbed_day(ui, look, bar, lying)
    {
        drawn.acts.push(Act::Grab(Load::Session { id: bar.session, from, row: Some(row.kind) }));
    }
    response.on_hover_cursor(CursorIcon::Grab).on_hover_ui(|ui| tip_ui(ui, look.view, bar.session));
}

/// The day of a bar at which the pointer was pressed.
fn grabbed_day(ui: &Ui, look: &Look<'_>, bar: &Bar, lying: Lying) -> Option<NaiveDate> {
    let place = ui.input(|input| input.pointer.press_origin())?;
    let first = look.sheet.rows.get(lying.row)?.first.max(bar.days.first);
    let row = look.sheet.rows.get(lying.row)?;
    let last = bar.days.last.min(column_day(row.first, look.sheet.n_columns.saturating_sub(1)));
    let n_days = (last - first).num_days() + 1;
    let share = (place.x - lying.rect.left()) / lying.rect.width().max(1.0);
    let on = ((share * n_days as f32).floor() as i64).clamp(0, n_days - 1);
    Some(super::period::later(first, on))
}

/// Where it is held, for bars with two lines.
fn second_line<'a>(look: &Look<'a>, bar: &Bar) -> &'a str {
    let session = look.view.ws.sessions.get(bar.session);
    let venue = session.and_then(|session| session.venue).and_then(|id| look.view.ws.venues.get(id));
    venue.map_or("", |venue| venue.name.as_str())
}

/// "+3" where a day has more than fits, with a list of all of them.
fn more_ui(ui: &mut Ui, look: &Look<'_>, geometry: &Geometry, at: usize, row: &Row, drawn: &mut Drawn) {
    let palette = palette(ui);
    let words = CalendarWords::of(look.view.lang);
    for (column, n) in row.lanes.n_hidden.iter().enumerate().filter(|(_, n)| **n > 0) {
        let Some(day) = look.sheet.day_at(at, column) else { continue };
        let cell = geometry.span(at, column, column);
        let rect = Rect::from_min_max(
            pos2(cell.right() - 30.0, cell.top() + 4.0),
            pos2(cell.right() - 4.0, cell.top() + 22.0),
        );
        let text = format!("+{n}");
        let id = ui.scope_id().with(("more", at, column));
        let response = ui.interact(rect, id, Sense::click());
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, 4.0, palette.control_hover);
        }
        let place = pos2(rect.right() - 3.0, rect.center().y);
        ui.painter().text(place, Align2::RIGHT_CENTER, &text, fonts::bold(NOTE - 0.5), palette.accent_text);
        let name = format!("{} {}", (words.more)(*n), records::month_day(look.view.lang, day));
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        Popup::menu(&response).gap(2.0).show(|ui| {
            ui.set_min_width(220.0);
            for (bar, _) in row.bars.iter().zip(&row.stretches).filter(|(_, s)| s.from <= column && column <= s.to) {
                let heads = format!("{}  {}/{}", bar.face.title, bar.face.heads, bar.face.max_heads);
                if ui.button(heads).clicked() {
                    drawn.acts.push(Act::Choose(bar.session));
                }
            }
        });
    }
}
