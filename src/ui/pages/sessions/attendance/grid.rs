//! Draws the sheet's grid with the painter: only the rows in sight, one widget for all cells.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, CornerRadius, FontId, Id, Painter, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::cursor::{Cursor, Place};
use super::keys::{self, Asked};
use super::sheet::{Cell, Outcome, Row, Sheet};
use crate::model::MarkKind;
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{Palette, ROW_HEIGHT, SMALL, palette};
use crate::words::records;
use crate::words::sessions::SessionWords;

const SERIAL: f32 = 44.0;
const NAME: f32 = 74.0;
const TOWNSHIP: f32 = 74.0;
const LEAST_BRANCH: f32 = 92.0;
const HOURS: f32 = 50.0;
const OUTCOME: f32 = 40.0;
const LEAST_SLOT: f32 = 44.0;
const MOST_SLOT: f32 = 72.0;
const PADDING: f32 = 8.0;

/// Which columns are in sight and how wide they are.
struct Columns {
    branch: f32,
    slot: f32,
    first: usize,
    n_shown: usize,
}

impl Columns {
    fn new(width: f32, n_slots: usize, first: usize, cursor: usize) -> Self {
        let fixed = SERIAL + NAME + TOWNSHIP + HOURS + OUTCOME;
        let room = (width - fixed - LEAST_BRANCH).max(LEAST_SLOT);
        let n_shown = n_slots.min((room / LEAST_SLOT) as usize).max(1);
        let slot = (room / n_shown as f32).clamp(LEAST_SLOT, MOST_SLOT);
        let branch = (width - fixed - slot * n_shown as f32).max(LEAST_BRANCH);
        let first = first.min(n_slots.saturating_sub(n_shown)).min(cursor).max((cursor + 1).saturating_sub(n_shown));
        Self { branch, slot, first, n_shown }
    }

    fn slots_left(&self) -> f32 {
        SERIAL + NAME + TOWNSHIP + self.branch
    }

    fn slot_rect(&self, row: Rect, column: usize) -> Rect {
        let left = row.left() + self.slots_left() + self.slot * (column - self.first) as f32;
        Rect::from_min_size(pos2(left, row.top()), vec2(self.slot, row.height()))
    }

    fn column_at(&self, row_left: f32, x: f32, n_slots: usize) -> Option<usize> {
        let offset = x - row_left - self.slots_left();
        let column = self.first + (offset / self.slot).floor().max(0.0) as usize;
        (offset >= 0.0 && column < (self.first + self.n_shown).min(n_slots)).then_some(column)
    }
}

/// The grid's state between frames.
#[derive(Debug, Default)]
pub struct GridState {
    /// The cursor.
    pub cursor: Cursor,
    /// Whether the cursor should be brought into sight.
    pub must_show_cursor: bool,
    /// Whether the keyboard's focus was given away on purpose.
    pub is_released: bool,
    first_column: usize,
    /// Rows in sight: a page of the keyboard.
    pub(super) n_rows_shown: usize,
}

/// What drawing the grid needs besides its state.
pub struct GridLook<'a> {
    /// The sheet.
    pub sheet: &'a Sheet,
    /// The page's words.
    pub words: &'a SessionWords,
    /// Whether a dialog stands in front, so that the focus must not be taken.
    pub is_covered: bool,
}

/// The id of the grid as a widget: who wants to type marks gives it the focus.
pub fn grid_id() -> Id {
    Id::unique("attendance grid")
}

/// Draws the grid in all the room there is, and says what was asked for.
pub fn grid_ui(
    ui: &mut Ui,
    look: &GridLook<'_>,
    state: &mut GridState,
    add_menu: impl FnOnce(&mut Ui),
) -> (Response, Vec<Asked>) {
    let sheet = look.sheet;
    state.cursor.clamp(sheet);
    let columns = Columns::new(ui.available_width(), sheet.slots.len(), state.first_column, state.cursor.at.column);
    state.first_column = columns.first;
    head_ui(ui, look, state, &columns);

    let height = ROW_HEIGHT * sheet.rows.len() as f32;
    let scroll = ScrollArea::vertical().id_salt("sheet").auto_shrink(false);
    let shown = scroll.show_viewport(ui, |ui, viewport| {
        let (body, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let response = ui.interact(body, grid_id(), Sense::click_and_drag());
        state.n_rows_shown = (viewport.height() / ROW_HEIGHT) as usize;
        let asked = keys::hear(ui, &response, look, state);
        point(&response, body, &columns, sheet, state);
        let first = (viewport.top() / ROW_HEIGHT).max(0.0) as usize;
        let last = ((viewport.bottom() / ROW_HEIGHT).ceil() as usize).min(sheet.rows.len());
        for index in first..last {
            row_ui(ui, look, state, &columns, (index, row_rect(body, index)));
        }
        cursor_ui(ui, body, &columns, state, response.has_focus());
        if state.must_show_cursor {
            state.must_show_cursor = false;
            ui.scroll_to_rect(row_rect(body, state.cursor.at.row), None);
        }
        (response, asked)
    });
    let (response, asked) = shown.inner;
    response.context_menu(add_menu);
    (response, asked)
}

fn row_rect(body: Rect, row: usize) -> Rect {
    let top = body.top() + ROW_HEIGHT * row as f32;
    Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), ROW_HEIGHT))
}

fn head_ui(ui: &mut Ui, look: &GridLook<'_>, state: &mut GridState, columns: &Columns) {
    let palette = palette(ui);
    let sheet = look.sheet;
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW_HEIGHT), Sense::hover());
    let round = CornerRadius { nw: 7, ne: 7, sw: 0, se: 0 };
    ui.painter().rect_filled(head, round, palette.header_row);
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, palette.border));
    let font = fonts::regular(SMALL);
    let words = look.words;
    let mut left = head.left();
    for (title, width) in
        [(words.serial, SERIAL), (words.name, NAME), (words.township, TOWNSHIP), (words.branch, columns.branch)]
    {
        let cell = Rect::from_min_size(pos2(left, head.top()), vec2(width, ROW_HEIGHT));
        text_in(ui.painter(), cell, title, &font, palette.text_weak, Align2::LEFT_CENTER);
        left += width;
    }
    let outcome = Rect::from_min_max(pos2(head.right() - OUTCOME, head.top()), head.right_bottom());
    let hours = outcome.translate(vec2(-HOURS, 0.0)).with_max_x(outcome.left());
    text_in(ui.painter(), hours, words.hours, &font, palette.text_weak, Align2::RIGHT_CENTER);
    text_in(ui.painter(), outcome, words.attendance.completion_short, &font, palette.text_weak, Align2::CENTER_CENTER);

    let is_one_month = sheet.is_in_one_month();
    for column in columns.first..(columns.first + columns.n_shown).min(sheet.slots.len()) {
        let slot = &sheet.slots[column];
        let rect = columns.slot_rect(head, column);
        let response = ui.interact(rect, grid_id().with(("head", column)), Sense::click());
        let is_current = column == state.cursor.at.column;
        let color = if is_current {
            ui.painter().rect_filled(rect, 0.0, palette.accent_tint);
            palette.accent_text
        } else {
            palette.text_weak
        };
        let title = (words.attendance.slot_head)(slot.date, slot.half, is_one_month && columns.slot < 70.0);
        text_in(ui.painter(), rect.expand2(vec2(6.0, 0.0)), &title, &font, color, Align2::CENTER_CENTER);
        let name = (words.attendance.slot_name)(slot.date, slot.half);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_current, &name));
        let tip = (words.attendance.slot_tip)(
            &name,
            &records::credit_hours(u64::from(slot.minutes), sheet.credit_hour_minutes),
        );
        if response.on_hover_text(tip).clicked() {
            state.cursor.go(Place { row: state.cursor.at.row, column }, false);
            ui.memory_mut(|memory| memory.request_focus(grid_id()));
        }
    }
    more_ui(ui, look, state, columns, head);
}

/// Arrows over the first and last column in sight where more half days lie beyond.
fn more_ui(ui: &mut Ui, look: &GridLook<'_>, state: &mut GridState, columns: &Columns, head: Rect) {
    let n_slots = look.sheet.slots.len();
    let palette = palette(ui);
    let left = pos2(head.left() + columns.slots_left() - 7.0, head.center().y);
    let right = pos2(head.left() + columns.slots_left() + columns.slot * columns.n_shown as f32 + 7.0, head.center().y);
    let sides = [
        (left, Icon::Left, look.words.attendance.earlier_slots, columns.first > 0, columns.first.wrapping_sub(1)),
        (
            right,
            Icon::Right,
            look.words.attendance.later_slots,
            columns.first + columns.n_shown < n_slots,
            columns.first + columns.n_shown,
        ),
    ];
    for (at, icon, name, is_there, column) in sides {
        if !is_there {
            continue;
        }
        let rect = Rect::from_center_size(at, vec2(16.0, 22.0));
        let response = ui.interact(rect, grid_id().with(name), Sense::click());
        icon.paint(ui.painter(), rect.shrink(3.0), if response.hovered() { palette.accent } else { palette.text });
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if response.clicked() {
            state.cursor.go(Place { row: state.cursor.at.row, column }, false);
        }
    }
}

fn row_ui(ui: &mut Ui, look: &GridLook<'_>, state: &GridState, columns: &Columns, (index, rect): (usize, Rect)) {
    let palette = palette(ui);
    let row = &look.sheet.rows[index];
    let response = ui.interact(rect, grid_id().with(("row", index)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, row_name(row, look)));
    let painter = ui.painter();
    if index == state.cursor.at.row {
        painter.rect_filled(rect, 0.0, palette.row_hover);
    }
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.row_line));
    let font = fonts::regular(SMALL);
    let is_replaced = row.outcome == Outcome::None;
    let color = if is_replaced { palette.text_weak } else { palette.text };
    let mut left = rect.left();
    let serial = row.serial.to_string();
    let texts = [
        (serial.as_str(), SERIAL, palette.text),
        (row.name.as_str(), NAME, color),
        (row.township.as_str(), TOWNSHIP, palette.text_weak),
        (row.branch.as_str(), columns.branch, palette.text_weak),
    ];
    for (text, width, color) in texts {
        let cell = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        text_in(painter, cell, text, &font, color, Align2::LEFT_CENTER);
        left += width;
    }
    for column in columns.first..(columns.first + columns.n_shown).min(row.cells.len()) {
        cell_ui(painter, columns.slot_rect(rect, column), row.cells[column], palette);
    }
    let outcome = Rect::from_min_max(pos2(rect.right() - OUTCOME, rect.top()), rect.right_bottom());
    let hours = outcome.translate(vec2(-HOURS, 0.0)).with_max_x(outcome.left());
    let text = records::credit_hours(row.minutes, look.sheet.credit_hour_minutes);
    text_in(painter, hours, &text, &font, palette.text, Align2::RIGHT_CENTER);
    let (sign, color) = match row.outcome {
        Outcome::Completed => ("√", palette.good),
        Outcome::Missed => ("×", palette.bad),
        Outcome::Pending => ("·", palette.text_faint),
        Outcome::None => ("", palette.text),
    };
    text_in(painter, outcome, sign, &fonts::bold(SMALL), color, Align2::CENTER_CENTER);
}

fn cell_ui(painter: &Painter, rect: Rect, cell: Cell, palette: &Palette) {
    let (sign, color, is_bold) = match cell {
        Cell::Open => ("·", palette.text_weak, false),
        Cell::NotYetJoined => ("–", palette.text_faint, false),
        Cell::Replaced => ("替", palette.tone(crate::ui::theme::Tone::LectureHall).text, true),
        Cell::Marked(kind) => (records::mark_sign(kind), mark_color(kind, palette), kind != MarkKind::Present),
    };
    let font = if is_bold { fonts::bold(SMALL) } else { fonts::regular(SMALL) };
    text_in(painter, rect, sign, &font, color, Align2::CENTER_CENTER);
}

/// The colour of a mark's sign; the sign itself tells them apart.
pub fn mark_color(kind: MarkKind, palette: &Palette) -> Color32 {
    use crate::ui::theme::Tone;
    match kind {
        MarkKind::Present => palette.good,
        MarkKind::Late | MarkKind::LeftEarly => palette.warn,
        MarkKind::Sick | MarkKind::Personal | MarkKind::Official => palette.tone(Tone::PartySchool).text,
        MarkKind::Absent => palette.bad,
        MarkKind::HomeVisit | MarkKind::MakeUp => palette.tone(Tone::Remote).text,
    }
}

fn cursor_ui(ui: &Ui, body: Rect, columns: &Columns, state: &GridState, has_focus: bool) {
    if body.height() < ROW_HEIGHT {
        return;
    }
    let palette = palette(ui);
    let (rows, cols) = state.cursor.block();
    let in_sight = |column: usize| column.clamp(columns.first, columns.first + columns.n_shown - 1);
    let corner = |row: usize, column: usize| columns.slot_rect(row_rect(body, row), in_sight(column));
    let block = corner(*rows.start(), *cols.start()).union(corner(*rows.end(), *cols.end()));
    let color = if has_focus { palette.accent } else { palette.control_border };
    if state.cursor.is_block() {
        let ground = palette.accent_tint.gamma_multiply(0.5);
        ui.painter().rect_filled(block, 0.0, ground);
        ui.painter().rect_stroke(block, 0.0, Stroke::new(1.0, color), StrokeKind::Inside);
    }
    let cell = corner(state.cursor.at.row, state.cursor.at.column);
    ui.painter().rect_stroke(cell, 2.0, Stroke::new(2.0, color), StrokeKind::Inside);
}

/// Everything a row says, for screen readers.
fn row_name(row: &Row, look: &GridLook<'_>) -> String {
    let mut name = format!("{} {} {} {}", row.serial, row.name, row.township, row.branch);
    for cell in &row.cells {
        name.push(' ');
        name.push_str(match cell {
            Cell::Open => "·",
            Cell::NotYetJoined => "–",
            Cell::Replaced => "替",
            Cell::Marked(kind) => records::mark_sign(*kind),
        });
    }
    let hours = records::credit_hours(row.minutes, look.sheet.credit_hour_minutes);
    format!("{name} {} {hours}", look.words.hours)
}

fn point(response: &Response, body: Rect, columns: &Columns, sheet: &Sheet, state: &mut GridState) {
    let place = |at: Pos2| {
        let row = ((at.y - body.top()) / ROW_HEIGHT).floor().max(0.0) as usize;
        let column = columns.column_at(body.left(), at.x, sheet.slots.len()).unwrap_or(state.cursor.at.column);
        (row < sheet.rows.len()).then_some(Place { row, column })
    };
    let Some(at) = response.interact_pointer_pos().and_then(place) else { return };
    let shift = response.ctx.input(|input| input.modifiers.shift);
    let (_, cols) = state.cursor.block();
    let (rows, _) = state.cursor.block();
    let is_inside = rows.contains(&at.row) && cols.contains(&at.column);
    if response.secondary_clicked() && is_inside {
        return;
    }
    if response.drag_started() || response.clicked() || response.secondary_clicked() {
        state.cursor.go(at, shift);
        state.is_released = false;
        response.request_focus();
    } else if response.dragged() {
        state.cursor.go(at, true);
    }
}

/// A text in a cell; one that is too long ends in `…`.
fn text_in(painter: &Painter, cell: Rect, text: &str, font: &FontId, color: Color32, align: Align2) {
    if text.is_empty() {
        return;
    }
    let room = if align == Align2::CENTER_CENTER { cell } else { cell.shrink2(vec2(PADDING, 0.0)) };
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font.clone(), color);
    job.wrap = TextWrapping::truncate_at_width(room.width() + 2.0);
    let galley = painter.layout_job(job);
    painter.galley(align.align_size_within_rect(galley.size(), room).min, galley, color);
}
