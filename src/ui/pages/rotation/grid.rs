//! The matrix: a sticky head, foot and first columns around cells that scroll, and what is asked for in them.

use egui::{
    Align2, Color32, Id, Painter, Pos2, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    pos2, vec2,
};

use super::content::{CellLook, Content, Ground, RowLook, row_name};
use super::cursor::Cursor;
use super::geometry::{FOOT, Geometry};
use super::{head, keys};
use crate::model::TownshipId;
use crate::ui::fonts;
use crate::ui::theme::{NOTE, Palette, ROW_HEIGHT, SMALL, palette};
use crate::words::records;
use crate::words::rotation::RotationWords;

/// The matrix's state between frames.
#[derive(Debug, Default)]
pub struct GridState {
    /// The cursor.
    pub cursor: Cursor,
    /// The number being typed into the cell of the cursor.
    pub typed: Option<String>,
    /// Whether the cursor should be brought into sight.
    pub must_show_cursor: bool,
    /// Whether the keyboard's focus was given away on purpose.
    pub is_released: bool,
    /// Whether the cursor has been put on the first session that can be edited.
    pub is_placed: bool,
    /// The first session in sight.
    pub first_column: usize,
    /// Rows in sight: a page of the keyboard.
    pub n_rows_shown: usize,
    /// Sideways scrolling that has not yet made up a column.
    pub(super) sideways: f32,
}

/// What was asked for, by row and column of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A cell gets this many heads.
    Seats(Cursor, u32),
    /// A session is locked or unlocked.
    Lock(usize),
    /// A session is opened on its page.
    Open(usize),
    /// A session of the draft is dropped from it.
    Drop(usize),
    /// The people of a township who have no seat by name are shown.
    Unplaced(Option<TownshipId>),
    /// The people of a township in the cohort are shown.
    People(TownshipId),
}

/// What drawing the matrix needs besides its state.
pub struct GridLook<'a> {
    /// The matrix.
    pub content: &'a Content,
    /// The page's words.
    pub words: &'a RotationWords,
    /// Whether it shows a draft.
    pub is_draft: bool,
    /// What is told of a session's column.
    pub tip_of_session: &'a dyn Fn(usize) -> String,
    /// What is told of a cell.
    pub tip_of_cell: &'a dyn Fn(Cursor) -> String,
}

/// The id of the matrix as a widget: who wants to type numbers gives it the focus.
pub fn grid_id() -> Id {
    Id::unique("rotation matrix")
}

/// Draws the matrix in all the room there is, and says what was asked for.
pub fn grid_ui(ui: &mut Ui, look: &GridLook<'_>, state: &mut GridState) -> Vec<Asked> {
    let content = look.content;
    let size = (content.rows.len(), content.columns.len());
    state.cursor.clamp(size);
    let must_show = state.must_show_cursor.then_some(state.cursor.column);
    let geometry = Geometry::new(ui.available_width(), size.1, state.first_column, must_show);
    state.first_column = geometry.first;
    ui.spacing_mut().item_spacing.y = 0.0;
    let mut asked = head::head_ui(ui, look, state, &geometry);
    let height = (ui.available_height() - FOOT).max(ROW_HEIGHT * 2.0);
    let body = ScrollArea::vertical().id_salt("rotation").auto_shrink(false).max_height(height);
    body.show_viewport(ui, |ui, viewport| body_ui(ui, look, state, &geometry, viewport, &mut asked));
    foot_ui(ui, look, &geometry, &mut asked);
    scroll_sideways(ui, state, &geometry, size.1);
    asked
}

fn body_ui(
    ui: &mut Ui,
    look: &GridLook<'_>,
    state: &mut GridState,
    geometry: &Geometry,
    viewport: Rect,
    asked: &mut Vec<Asked>,
) {
    let content = look.content;
    let size = (content.rows.len(), content.columns.len());
    let height = ROW_HEIGHT * size.0 as f32;
    let (body, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let response = ui.interact(body, grid_id(), Sense::click());
    state.n_rows_shown = (viewport.height() / ROW_HEIGHT) as usize;
    asked.extend(keys::hear(ui, &response, state, size));
    if response.clicked() {
        response.request_focus();
    }
    let first = (viewport.top() / ROW_HEIGHT).max(0.0) as usize;
    let last = ((viewport.bottom() / ROW_HEIGHT).ceil() as usize).min(size.0);
    for index in first..last {
        row_ui(ui, look, state, geometry, (index, row_rect(body, index)), asked);
    }
    if size.0 > 0 && size.1 > 0 {
        cursor_ui(ui, body, geometry, state, response.has_focus());
        let row = &content.rows[state.cursor.row];
        let at = &content.columns[state.cursor.column];
        let name = (look.words.cell_name)(&row.name, &at.name, row.cells[state.cursor.column].heads);
        let name = format!("{} {name}", look.words.grid_name);
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, &name));
    }
    if state.must_show_cursor {
        state.must_show_cursor = false;
        ui.scroll_to_rect(row_rect(body, state.cursor.row), None);
    }
}

fn row_rect(body: Rect, row: usize) -> Rect {
    let top = body.top() + ROW_HEIGHT * row as f32;
    Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), ROW_HEIGHT))
}

fn row_ui(
    ui: &mut Ui,
    look: &GridLook<'_>,
    state: &mut GridState,
    geometry: &Geometry,
    (index, rect): (usize, Rect),
    asked: &mut Vec<Asked>,
) {
    let palette = palette(ui);
    let row = &look.content.rows[index];
    let label = ui.interact(geometry.township(rect), grid_id().with(("row", index)), Sense::CLICK);
    label.widget_info(|| WidgetInfo::labeled(Role::Label, true, row_name(row, &look.content.columns)));
    if index == state.cursor.row {
        ui.painter().rect_filled(rect, 0.0, palette.row_hover);
    }
    for column in geometry.shown(row.cells.len()) {
        let cell = geometry.cell(rect, column);
        paint_cell(ui.painter(), cell, &row.cells[column], palette);
        let at = Cursor { row: index, column };
        let response = ui.interact(cell, grid_id().with(("cell", index, column)), Sense::CLICK);
        let name = || (look.words.cell_name)(&row.name, &look.content.columns[column].name, row.cells[column].heads);
        response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, name()));
        if response.clicked() {
            keys::commit(state, asked);
            state.cursor = at;
            state.is_released = false;
            ui.memory_mut(|memory| memory.request_focus(grid_id()));
        }
        response.on_hover_ui(|ui| {
            ui.label((look.tip_of_cell)(at));
        });
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.row_line));
    margins_ui(ui, look, geometry, (row, rect), asked);
    if let Some(township) = row.township.filter(|_| label.clicked()) {
        asked.push(Asked::People(township));
    }
}

/// The columns that stay in sight: the township, its people, seats to be named, people left.
fn margins_ui(
    ui: &mut Ui,
    look: &GridLook<'_>,
    geometry: &Geometry,
    (row, rect): (&RowLook, Rect),
    asked: &mut Vec<Asked>,
) {
    let palette = palette(ui);
    let font = fonts::regular(SMALL);
    text_in(ui.painter(), geometry.township(rect), &row.name, &font, palette.text, Align2::LEFT_CENTER);
    let size = records::count(u64::from(row.placing.size));
    text_in(ui.painter(), geometry.size(rect), &size, &font, palette.text, Align2::RIGHT_CENTER);
    let link = Link { row, asked };
    let words = look.words;
    let warm = |n: u32, color: Color32| if n > 0 { color } else { palette.text_weak };
    let mut link = link;
    link.number_ui(ui, geometry.unnamed(rect), row.placing.unnamed, (words.unnamed, palette.text, words.unnamed_tip));
    let red = warm(row.placing.left, palette.bad);
    link.number_ui(ui, geometry.left(rect), row.placing.left, (words.left, red, words.left_tip));
}

/// Numbers that lead to the people without a seat by name.
struct Link<'a> {
    row: &'a RowLook,
    asked: &'a mut Vec<Asked>,
}

impl Link<'_> {
    fn number_ui(&mut self, ui: &Ui, rect: Rect, n: u32, (what, color, tip): (&str, Color32, &str)) {
        let palette = palette(ui);
        let text = if n == 0 { "0".to_owned() } else { records::count(u64::from(n)) };
        let color = if n == 0 { palette.text_weak } else { color };
        let at = text_in(ui.painter(), rect, &text, &fonts::regular(SMALL), color, Align2::RIGHT_CENTER);
        if n == 0 {
            return;
        }
        let response = ui.interact(rect, grid_id().with((what, self.row.township)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{} {what} {n}", self.row.name)));
        if response.hovered() {
            ui.painter().hline(at.x_range(), at.bottom() - 1.0, Stroke::new(1.0, color));
        }
        if response.on_hover_text(tip).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            self.asked.push(Asked::Unplaced(self.row.township));
        }
    }
}

fn paint_cell(painter: &Painter, rect: Rect, cell: &CellLook, palette: &Palette) {
    let inside = rect.with_max_y(rect.bottom() - 1.0).with_max_x(rect.right() - 1.0);
    let fill = |color| {
        painter.rect_filled(inside, 0.0, color);
    };
    let mut font = fonts::regular(SMALL);
    let mut color = palette.text;
    match cell.ground {
        Ground::Empty => {
            if cell.was.is_none() {
                painter.circle_filled(rect.center(), 1.5, palette.text_faint);
            }
        }
        Ground::Done(step) => fill(palette.done_steps[usize::from(step)]),
        Ground::Planned(step) => fill(palette.planned_steps[usize::from(step)]),
        Ground::Unnamed(_) => {
            let frame = inside.shrink(3.0);
            painter.rect_stroke(frame, 3.0, Stroke::new(1.0, palette.planned_steps[2]), StrokeKind::Inside);
            color = palette.text_weak;
        }
        Ground::Over => {
            fill(palette.bad_fill);
            font = fonts::bold(SMALL);
        }
    }
    text_in(painter, rect, &cell.text, &font, color, Align2::CENTER_CENTER);
    if cell.was.is_some() {
        paint_change(painter, inside, palette);
        if cell.heads == 0 {
            text_in(painter, rect, "0", &font, palette.text_weak, Align2::CENTER_CENTER);
        }
    }
}

/// A corner folded over: the draft has changed this.
pub(super) fn paint_change(painter: &Painter, rect: Rect, palette: &Palette) {
    let corner = rect.right_top();
    let points = vec![corner, corner + vec2(-9.0, 0.0), corner + vec2(0.0, 9.0)];
    painter.add(egui::Shape::convex_polygon(points, palette.accent, Stroke::NONE));
}

fn cursor_ui(ui: &Ui, body: Rect, geometry: &Geometry, state: &GridState, has_focus: bool) {
    let Cursor { row, column } = state.cursor;
    if column < geometry.first || column >= geometry.first + geometry.n_shown {
        return;
    }
    let palette = palette(ui);
    let cell = geometry.cell(row_rect(body, row), column);
    let cell = cell.with_max_x(cell.right() - 1.0).with_max_y(cell.bottom() - 1.0);
    if let Some(typed) = &state.typed {
        ui.painter().rect_filled(cell, 2.0, palette.card);
        let at = text_in(ui.painter(), cell, typed, &fonts::bold(SMALL), palette.text, Align2::CENTER_CENTER);
        ui.painter().vline(at.right() + 1.5, at.y_range(), Stroke::new(1.5, palette.accent));
    }
    let color = if has_focus { palette.accent } else { palette.control_border };
    ui.painter().rect_stroke(cell, 2.0, Stroke::new(2.0, color), StrokeKind::Inside);
}

fn foot_ui(ui: &mut Ui, look: &GridLook<'_>, geometry: &Geometry, asked: &mut Vec<Asked>) {
    let palette = palette(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), FOOT), Sense::hover());
    let round = egui::CornerRadius { nw: 0, ne: 0, sw: 7, se: 7 };
    ui.painter().rect_filled(rect, round, palette.header_row);
    ui.painter().hline(rect.x_range(), rect.top() + 0.5, Stroke::new(1.0, palette.border));
    let bold = fonts::bold(SMALL);
    let total = look.content.total;
    text_in(ui.painter(), geometry.township(rect), look.words.total, &bold, palette.text, Align2::LEFT_CENTER);
    let number = |n: u32| records::count(u64::from(n));
    text_in(ui.painter(), geometry.size(rect), &number(total.size), &bold, palette.text, Align2::RIGHT_CENTER);
    for column in geometry.shown(look.content.columns.len()) {
        let at = &look.content.columns[column];
        let cell = geometry.cell(rect, column);
        let (upper, lower) = cell.split_top_bottom_at_fraction(0.5);
        let color = if at.is_over { palette.bad } else { palette.text };
        let font = fonts::regular(NOTE);
        text_in(
            ui.painter(),
            upper.translate(vec2(0.0, 2.0)),
            &at.heads.to_string(),
            &font,
            color,
            Align2::CENTER_CENTER,
        );
        let seats = format!("/{}", at.seats);
        text_in(
            ui.painter(),
            lower.translate(vec2(0.0, -2.0)),
            &seats,
            &font,
            palette.text_weak,
            Align2::CENTER_CENTER,
        );
        let response = ui.interact(cell, grid_id().with(("foot", column)), Sense::hover());
        response
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{} {}/{}", at.name, at.heads, at.seats)));
    }
    for (cell, n, what) in [
        (geometry.unnamed(rect), total.unnamed, look.words.unnamed),
        (geometry.left(rect), total.left, look.words.left),
    ] {
        let color = if what == look.words.left && n > 0 { palette.bad } else { palette.text };
        text_in(ui.painter(), cell, &number(n), &bold, color, Align2::RIGHT_CENTER);
        let response = ui.interact(cell, grid_id().with(("foot", what)), Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{} {what} {n}", look.words.total)));
        if n > 0 && response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            asked.push(Asked::Unplaced(None));
        }
    }
}

/// The wheel turned sideways, or with Shift, moves on by columns.
fn scroll_sideways(ui: &Ui, state: &mut GridState, geometry: &Geometry, n: usize) {
    let over = ui.rect_contains_pointer(ui.min_rect());
    let by = if over { ui.input(|input| input.smooth_scroll_delta().x) } else { 0.0 };
    state.sideways -= by;
    let width = geometry.cell(Rect::ZERO, 0).width().max(1.0);
    let columns = (state.sideways / width).trunc();
    if columns != 0.0 {
        state.sideways -= columns * width;
        let first = state.first_column as f32 + columns;
        state.first_column = (first.max(0.0) as usize).min(n.saturating_sub(geometry.n_shown));
        ui.ctx().request_repaint();
    }
}

/// A text in a cell, cut off at its edge; where it stands is returned.
pub(super) fn text_in(
    painter: &Painter,
    cell: Rect,
    text: &str,
    font: &egui::FontId,
    color: Color32,
    align: Align2,
) -> Rect {
    let room = if align == Align2::CENTER_CENTER { cell } else { cell.shrink2(vec2(9.0, 0.0)) };
    let at: Pos2 = align.pos_in_rect(&room);
    let clip = cell.intersect(painter.clip_rect());
    painter.with_clip_rect(clip).text(at, align, text, font.clone(), color)
}

/// What a click on a column's head asks for, with its menu.
pub(super) fn named(response: &Response, name: &str) {
    response.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, name));
}
