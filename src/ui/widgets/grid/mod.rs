//! A grid of many rows: only those on screen are drawn. It keeps what the user chose by the rows' keys, so
//! a new order or filter loses nothing; what is in the cells it leaves to the caller.

mod keys;
mod paint;
mod state;

use std::hash::Hash;
use std::ops::Range;

use egui::{Align, Id, Rect, Response, Role, Sense, TextStyle, Ui, UiBuilder, WidgetInfo, vec2};

use crate::ui::fonts;
use crate::ui::theme::{ROW_HEIGHT, SMALL};
use crate::words::widgets::WidgetWords;

pub use state::{GridState, Sort};

/// Height of the header row, in points.
pub const HEADER_HEIGHT: f32 = 30.0;
/// Width of the column of boxes, in points.
const CHECK_WIDTH: f32 = 36.0;

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Width {
    /// So many points.
    Fixed(f32),
    /// A part of what the fixed columns leave: `parts` of the sum of all parts, `least` points or more.
    Rest {
        /// Share compared with the other columns of this kind.
        parts: f32,
        /// Least width in points.
        least: f32,
    },
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// Its heading.
    pub title: &'a str,
    /// Its width.
    pub width: Width,
    /// Where heading and cells stand: text at the left, figures at the right, marks in the middle.
    pub align: Align,
    /// Whether a click on the heading sorts.
    pub is_sortable: bool,
}

impl<'a> Column<'a> {
    /// A column of text of a fixed width, at the left, not sortable.
    pub const fn fixed(title: &'a str, width: f32) -> Self {
        Self { title, width: Width::Fixed(width), align: Align::Min, is_sortable: false }
    }

    /// A column of text that takes a share of what is left, and `least` points at least.
    pub const fn rest(title: &'a str, least: f32) -> Self {
        Self { width: Width::Rest { parts: 1.0, least }, ..Self::fixed(title, least) }
    }

    /// Puts it at the right: for figures.
    #[must_use]
    pub const fn right(self) -> Self {
        Self { align: Align::Max, ..self }
    }

    /// Puts it in the middle: for marks.
    #[must_use]
    pub const fn centered(self) -> Self {
        Self { align: Align::Center, ..self }
    }

    /// Lets a click on the heading sort.
    #[must_use]
    pub const fn sortable(self) -> Self {
        Self { is_sortable: true, ..self }
    }
}

/// A grid to be.
#[derive(Debug, Clone)]
pub struct Grid<'a> {
    name: &'a str,
    columns: &'a [Column<'a>],
    n_rows: usize,
    is_checkable: bool,
    cells: Option<Range<usize>>,
    height: Option<f32>,
}

/// What the user did with a grid in this frame. Rows count in the order shown.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is an event of its own; any of them may happen together")]
pub struct GridOutput {
    /// The grid itself; it has the focus after a click and then hears the keyboard.
    pub response: Response,
    /// Another order was asked for: see [`GridState::sort`].
    pub sort_changed: bool,
    /// The cursor is on another row or cell: see [`GridState::cursor`].
    pub cursor_moved: bool,
    /// Other rows are chosen: see [`GridState::chosen`].
    pub choice_changed: bool,
    /// The row that Enter or a double click opens.
    pub opened: Option<usize>,
    /// The row and column that was clicked.
    pub clicked: Option<(usize, usize)>,
    /// Ctrl+C: put the chosen rows on the clipboard as text separated by tabs; see [`tab_separated`].
    pub wants_copy: bool,
    /// The rows on screen, for pages that prepare the next ones.
    pub visible: Range<usize>,
}

impl<'a> Grid<'a> {
    /// A grid of `n_rows` rows. `name` is what screen readers call it, and tells it from others beside it.
    pub fn new(name: &'a str, columns: &'a [Column<'a>], n_rows: usize) -> Self {
        Self { name, columns, n_rows, is_checkable: false, cells: None, height: None }
    }

    /// Puts a box before each row.
    #[must_use]
    pub fn checkable(self) -> Self {
        Self { is_checkable: true, ..self }
    }

    /// Gives the cursor a column too, within `columns`: left and right arrows move it.
    #[must_use]
    pub fn with_cells(self, columns: Range<usize>) -> Self {
        Self { cells: Some(columns), ..self }
    }

    /// The height in points, header included; without it the grid fills what is left.
    #[must_use]
    pub fn height(self, height: f32) -> Self {
        Self { height: Some(height), ..self }
    }

    /// The height that shows `n_rows` rows without scrolling.
    #[must_use]
    pub fn fit_rows(self, n_rows: usize) -> Self {
        self.height(HEADER_HEIGHT + n_rows as f32 * ROW_HEIGHT)
    }

    /// Draws the grid.
    ///
    /// `key` names a row for good; `draw_cell` draws the content of a cell (row, column) into its own `Ui`,
    /// which is laid out in a line from the column's side and cut off at the cell.
    pub fn show<K: Ord + Clone + Hash>(
        self,
        ui: &mut Ui,
        state: &mut GridState<K>,
        words: &WidgetWords,
        key: impl Fn(usize) -> K,
        draw_cell: impl FnMut(&mut Ui, usize, usize),
    ) -> GridOutput {
        let height = self.height.unwrap_or_else(|| ui.available_height()).max(HEADER_HEIGHT + ROW_HEIGHT);
        let (outer, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let id = ui.make_persistent_id(("grid", self.name));
        let mut inner = ui.new_child(UiBuilder::new().max_rect(outer).id_salt(("grid", self.name)));
        inner.set_clip_rect(outer.intersect(ui.clip_rect()));
        inner.style_mut().text_styles.insert(TextStyle::Body, fonts::regular(SMALL));
        self.show_in(&mut inner, id, state, words, &key, draw_cell)
    }

    fn show_in<K: Ord + Clone + Hash>(
        &self,
        ui: &mut Ui,
        id: Id,
        state: &mut GridState<K>,
        words: &WidgetWords,
        key: &dyn Fn(usize) -> K,
        draw_cell: impl FnMut(&mut Ui, usize, usize),
    ) -> GridOutput {
        let outer = ui.max_rect();
        let body = Rect::from_min_max(outer.min + vec2(0.0, HEADER_HEIGHT), outer.max);
        let response = ui.interact(body, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, self.name));
        state.follow(self.n_rows, self.cells.as_ref(), key);
        let mut output = GridOutput {
            response,
            sort_changed: false,
            cursor_moved: false,
            choice_changed: false,
            opened: None,
            clicked: None,
            wants_copy: false,
            visible: 0..0,
        };
        let n_page = (body.height() / ROW_HEIGHT).floor().max(2.0) as usize - 1;
        keys::hear(ui, self, state, key, n_page, &mut output);
        paint::grid_ui(ui, self, state, words, key, draw_cell, &mut output);
        output
    }

    /// Left edges of the columns counted from the grid's left edge, and the right edge of the last.
    fn edges(&self, width: f32) -> Vec<f32> {
        let mut left = if self.is_checkable { CHECK_WIDTH } else { 0.0 };
        let (fixed, parts) = self.columns.iter().fold((left, 0.0), |(fixed, parts), column| match column.width {
            Width::Fixed(width) => (fixed + width, parts),
            Width::Rest { parts: own, .. } => (fixed, parts + own),
        });
        let rest = (width - fixed).max(0.0);
        let mut edges = vec![left];
        for column in self.columns {
            left += match column.width {
                Width::Fixed(width) => width,
                Width::Rest { parts: own, least } => (rest * own / parts).floor().max(least),
            };
            edges.push(left);
        }
        edges
    }
}

/// Rows of cells as a spreadsheet takes them from the clipboard: cells separated by tabs, rows by line
/// breaks; breaks and tabs inside a cell become spaces.
pub fn tab_separated<Row: IntoIterator<Item = Cell>, Cell: AsRef<str>>(rows: impl IntoIterator<Item = Row>) -> String {
    let mut text = String::new();
    for row in rows {
        for (index, cell) in row.into_iter().enumerate() {
            if index > 0 {
                text.push('\t');
            }
            text.extend(cell.as_ref().chars().map(|character| match character {
                '\t' | '\n' | '\r' => ' ',
                other => other,
            }));
        }
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_what_the_fixed_ones_leave() {
        let columns = [Column::fixed("序号", 50.0), Column::rest("姓名", 80.0), Column::rest("支部", 80.0)];
        let grid = Grid::new("人员", &columns, 0);
        assert_eq!(grid.edges(450.0), [0.0, 50.0, 250.0, 450.0]);
        assert_eq!(grid.edges(100.0), [0.0, 50.0, 130.0, 210.0], "never under their least width");
        assert_eq!(grid.checkable().edges(486.0), [36.0, 86.0, 286.0, 486.0]);
    }

    #[test]
    fn a_cell_cannot_break_the_table_on_the_clipboard() {
        assert_eq!(
            tab_separated([["李建国", "魏城镇\n示例一村"], ["a\tb", ""]]),
            "李建国\t魏城镇 示例一村\r\na b\t\r\n"
        );
    }
}
