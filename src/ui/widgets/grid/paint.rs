//! Drawing a grid: the header row, the rows on screen, and what the pointer does there.

use std::hash::Hash;

use egui::{Align, Layout, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::super::checkbox::{bare_checkbox, paint_box};
use super::{CHECK_WIDTH, Grid, GridOutput, GridState, HEADER_HEIGHT, Sort};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{ROW_HEIGHT, SMALL, palette};
use crate::words::widgets::WidgetWords;

/// Room between a cell's edge and its content, in points.
const PADDING: f32 = 8.0;
/// Room between widgets in a cell, in points.
const CELL_SPACING: egui::Vec2 = vec2(6.0, 0.0);

pub(super) fn grid_ui<K: Ord + Clone + Hash>(
    ui: &mut Ui,
    grid: &Grid<'_>,
    state: &mut GridState<K>,
    words: &WidgetWords,
    key: &dyn Fn(usize) -> K,
    draw_cell: impl FnMut(&mut Ui, usize, usize),
    output: &mut GridOutput,
) {
    ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
    let width = ui.max_rect().width();
    let edges = grid.edges(width);
    let full = edges.last().copied().unwrap_or(width);
    if full <= width + 0.5 {
        header_ui(ui, grid, &edges, state, words, key, output);
        rows_ui(ui, grid, &edges, state, key, draw_cell, output);
        return;
    }
    ScrollArea::horizontal().auto_shrink(false).id_salt("sideways").show(ui, |ui| {
        ui.set_min_width(full);
        header_ui(ui, grid, &edges, state, words, key, output);
        rows_ui(ui, grid, &edges, state, key, draw_cell, output);
    });
}

fn header_ui<K: Ord + Clone + Hash>(
    ui: &mut Ui,
    grid: &Grid<'_>,
    edges: &[f32],
    state: &mut GridState<K>,
    words: &WidgetWords,
    key: &dyn Fn(usize) -> K,
    output: &mut GridOutput,
) {
    let palette = palette(ui);
    let width = ui.available_width();
    let row = Rect::from_min_size(ui.cursor().min, vec2(width, HEADER_HEIGHT));
    ui.advance_cursor_after_rect(row);
    let rounding = egui::CornerRadius { nw: 7, ne: 7, sw: 0, se: 0 };
    ui.painter().rect_filled(row, rounding, palette.header_row);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, palette.row_line));
    if grid.is_checkable {
        let place = Rect::from_min_size(row.min, vec2(CHECK_WIDTH, HEADER_HEIGHT));
        let mut all = grid.n_rows > 0 && state.chosen().len() >= grid.n_rows;
        let mut cell = ui.new_child(cell_builder(place, Align::Min, "all"));
        if bare_checkbox(&mut cell, &mut all, words.choose_all).clicked() {
            state.toggle_all(grid.n_rows, key);
            output.choice_changed = true;
        }
    }
    for (index, column) in grid.columns.iter().enumerate() {
        let place = Rect::from_min_max(
            pos2(row.left() + edges[index], row.top()),
            pos2(row.left() + edges[index + 1], row.bottom()),
        );
        let is_current = grid.cells.is_some() && state.cursor().is_some() && state.column() == index;
        if is_current {
            ui.painter().rect_filled(place, 0.0, palette.accent_tint);
        }
        let sort = state.sort.filter(|sort| sort.column == index);
        let color = if is_current { palette.accent_text } else { palette.text_weak };
        title_ui(ui, place, column, sort, color);
        if column.is_sortable && sort_click(ui, place, index, column.title, sort, words) {
            state.sort_by(index);
            output.sort_changed = true;
        }
    }
}

fn title_ui(ui: &Ui, place: Rect, column: &super::Column<'_>, sort: Option<Sort>, color: egui::Color32) {
    let room = place.width() - 2.0 * PADDING - if sort.is_some() { 14.0 } else { 0.0 };
    let mut job = egui::text::LayoutJob::simple_singleline(column.title.to_owned(), fonts::regular(SMALL), color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room.max(8.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let size = galley.size() + vec2(if sort.is_some() { 14.0 } else { 0.0 }, 0.0);
    let left = match column.align {
        Align::Min => place.left() + PADDING,
        Align::Center => place.center().x - size.x / 2.0,
        Align::Max => place.right() - PADDING - size.x,
    };
    let at = pos2(left.round(), (place.center().y - size.y / 2.0).round());
    let arrow = Rect::from_center_size(pos2(at.x + galley.size().x + 9.0, place.center().y), vec2(9.0, 9.0));
    ui.painter().galley(at, galley, color);
    if let Some(sort) = sort {
        let icon = if sort.is_descending { Icon::SortDown } else { Icon::SortUp };
        icon.paint(ui.painter(), arrow, color);
    }
}

fn sort_click(ui: &Ui, place: Rect, index: usize, title: &str, sort: Option<Sort>, words: &WidgetWords) -> bool {
    let response = ui.interact(place, ui.scope_id().with(("title", index)), Sense::click());
    response.widget_info(|| {
        let name = match sort {
            None => title.to_owned(),
            Some(Sort { is_descending: false, .. }) => (words.sorted_ascending)(title),
            Some(Sort { is_descending: true, .. }) => (words.sorted_descending)(title),
        };
        WidgetInfo::labeled(Role::Button, true, name)
    });
    if response.has_focus() {
        let stroke = Stroke::new(1.5, palette(ui).accent);
        ui.painter().rect_stroke(place.shrink(2.0), 3.0, stroke, StrokeKind::Inside);
    }
    response.clicked()
}

fn rows_ui<K: Ord + Clone + Hash>(
    ui: &mut Ui,
    grid: &Grid<'_>,
    edges: &[f32],
    state: &mut GridState<K>,
    key: &dyn Fn(usize) -> K,
    mut draw_cell: impl FnMut(&mut Ui, usize, usize),
    output: &mut GridOutput,
) {
    let body = ui.available_rect_before_wrap();
    ScrollArea::vertical().auto_shrink(false).id_salt("rows").show_viewport(ui, |ui, viewport| {
        ui.set_height(grid.n_rows as f32 * ROW_HEIGHT);
        ui.spacing_mut().item_spacing = CELL_SPACING;
        let origin = ui.max_rect().min;
        let width = ui.max_rect().width();
        let row_rect = |row: usize| {
            let top = origin.y + row as f32 * ROW_HEIGHT;
            Rect::from_min_size(pos2(origin.x, top), vec2(width, ROW_HEIGHT))
        };
        let first = (viewport.min.y / ROW_HEIGHT).floor().max(0.0) as usize;
        let end = ((viewport.max.y / ROW_HEIGHT).ceil() as usize).min(grid.n_rows);
        output.visible = first.min(end)..end;
        let places = Places { grid, edges, origin, first, end };
        point(ui, body, &places, state, key, output);
        if let Some(row) = state.take_scroll() {
            ui.scroll_to_rect(row_rect(row), None);
        }
        let hovered = ui
            .rect_contains_pointer(body)
            .then(|| ui.input(|input| input.pointer.hover_pos()).and_then(|at| places.row_at(at)))
            .flatten();
        for row in output.visible.clone() {
            let rect = row_rect(row);
            let key = key(row);
            let is_marked = state.chosen().contains(&key) || (grid.cells.is_none() && state.cursor() == Some(row));
            row_ground_ui(ui, rect, is_marked, hovered == Some(row));
            if grid.is_checkable {
                check_ui(ui, rect, state.chosen().contains(&key), hovered == Some(row));
            }
            for column in 0..grid.columns.len() {
                let mut cell = ui.new_child(places.cell_builder(rect, column, &key));
                cell.set_clip_rect(cell.max_rect().expand2(vec2(PADDING, 0.0)).intersect(ui.clip_rect()));
                draw_cell(&mut cell, row, column);
            }
        }
        cursor_ui(ui, &places, state, output.response.has_focus(), row_rect);
    });
}

/// Where the cells are.
struct Places<'a> {
    grid: &'a Grid<'a>,
    edges: &'a [f32],
    origin: egui::Pos2,
    first: usize,
    end: usize,
}

impl Places<'_> {
    fn row_at(&self, at: egui::Pos2) -> Option<usize> {
        let row = ((at.y - self.origin.y) / ROW_HEIGHT).floor();
        (row >= 0.0).then_some(row as usize).filter(|row| (self.first..self.end).contains(row))
    }

    /// The column, or `None` for the boxes and beyond the last column.
    fn column_at(&self, at: egui::Pos2) -> Option<usize> {
        let x = at.x - self.origin.x;
        (0..self.grid.columns.len()).find(|&column| (self.edges[column]..self.edges[column + 1]).contains(&x))
    }

    fn is_on_box(&self, at: egui::Pos2) -> bool {
        self.grid.is_checkable && at.x - self.origin.x < CHECK_WIDTH
    }

    fn cell(&self, row: Rect, column: usize) -> Rect {
        Rect::from_min_max(
            pos2(row.left() + self.edges[column], row.top()),
            pos2(row.left() + self.edges[column + 1], row.bottom()),
        )
    }

    fn cell_builder<K: Hash>(&self, row: Rect, column: usize, key: &K) -> UiBuilder {
        let align = self.grid.columns[column].align;
        cell_builder(self.cell(row, column), align, (key, column))
    }
}

fn cell_builder(place: Rect, align: Align, salt: impl Hash) -> UiBuilder {
    let layout = match align {
        Align::Min => Layout::left_to_right(Align::Center),
        Align::Center => Layout::centered_and_justified(egui::Direction::LeftToRight),
        Align::Max => Layout::right_to_left(Align::Center),
    };
    let salt = egui::util::hash(salt);
    UiBuilder::new().max_rect(place.shrink2(vec2(PADDING, 0.0))).layout(layout).id_salt(salt)
}

fn row_ground_ui(ui: &Ui, rect: Rect, is_marked: bool, is_hovered: bool) {
    let palette = palette(ui);
    if is_marked {
        ui.painter().rect_filled(rect, 0.0, palette.accent_tint);
    } else if is_hovered {
        ui.painter().rect_filled(rect, 0.0, palette.row_hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.row_line));
}

fn check_ui(ui: &Ui, row: Rect, is_chosen: bool, is_hovered: bool) {
    let place = Rect::from_min_size(row.min + vec2(PADDING, 0.0), vec2(17.0, ROW_HEIGHT));
    paint_box(ui, place, is_chosen, is_hovered);
}

fn cursor_ui<K: Ord + Clone>(
    ui: &Ui,
    places: &Places<'_>,
    state: &GridState<K>,
    has_focus: bool,
    row_rect: impl Fn(usize) -> Rect,
) {
    if has_focus && state.cursor().is_none() {
        let stroke = Stroke::new(1.5, palette(ui).accent);
        ui.painter().rect_stroke(ui.clip_rect().shrink(1.0), 4.0, stroke, StrokeKind::Inside);
    }
    let Some(row) = state.cursor().filter(|row| (places.first..places.end).contains(row)) else { return };
    let accent = palette(ui).accent;
    if places.grid.cells.is_some() && state.column() < places.grid.columns.len() {
        let cell = places.cell(row_rect(row), state.column());
        ui.painter().rect_stroke(cell, 1.0, Stroke::new(2.0, accent), StrokeKind::Inside);
    } else if has_focus {
        let bar = Rect::from_min_size(row_rect(row).min, vec2(3.0, ROW_HEIGHT));
        ui.painter().rect_filled(bar, 0.0, accent);
    }
}

/// What a click does: on a box it ticks; elsewhere it moves the cursor, with Shift up to here, with Ctrl it
/// adds the row; twice it opens.
fn point<K: Ord + Clone>(
    ui: &Ui,
    body: Rect,
    places: &Places<'_>,
    state: &mut GridState<K>,
    key: &dyn Fn(usize) -> K,
    output: &mut GridOutput,
) {
    if !output.response.clicked() && !output.response.double_clicked() {
        return;
    }
    output.response.request_focus();
    let Some(at) = output.response.interact_pointer_pos().filter(|at| body.contains(*at)) else { return };
    let Some(row) = places.row_at(at) else { return };
    let modifiers = ui.input(|input| input.modifiers);
    if places.is_on_box(at) && !modifiers.shift {
        state.toggle(row, key);
        output.choice_changed = true;
        return;
    }
    let before = (state.cursor(), state.column());
    if modifiers.command {
        if let (Some(old), true) = (state.cursor(), state.chosen().is_empty()) {
            state.toggle(old, key);
        }
        state.toggle(row, key);
        output.choice_changed = true;
    } else {
        let had_choice = !state.chosen().is_empty();
        state.step_to(row, modifiers.shift, places.grid.is_checkable, key);
        output.choice_changed |= had_choice || modifiers.shift;
    }
    if let Some(column) = places.column_at(at) {
        output.clicked = Some((row, column));
        if places.grid.cells.as_ref().is_some_and(|cells| cells.contains(&column)) {
            state.go_to_column(column);
        }
    }
    if output.response.double_clicked() {
        output.opened = Some(row);
    }
    output.cursor_moved |= before != (state.cursor(), state.column());
}
