//! Where things lie on a paper: widths of columns, heights of rows, where pages end. Pure numbers, in points unless
//! said otherwise.
//!
//! A spreadsheet program measures with its own fonts, so everything is planned a little smaller than the paper:
//! what a program draws wider is shrunk to one page's width, and the rows keep their least height.

use super::fitting::{
    Fit, INSET, LEADING, LEAST_ROW_POINTS, Measure, PADDING, TEXT_POINTS, fit_figure, fit_id, fit_reading, fit_text,
    fit_title, fit_writing, line_height, title_height,
};
use super::pages::{Stack, page_breaks};
use super::{Block, Column, Heights, Role, Row, RowKind, Section, Table};

/// Points in a millimetre.
pub const POINTS_A_MM: f64 = 72.0 / 25.4;

/// The size of text in a table of many columns.
const DENSE_POINTS: f64 = 9.5;
/// Heights: a line of facts, a line of the heading, the line of totals.
pub const FACTS_POINTS: f64 = 22.5;
/// See [`FACTS_POINTS`].
pub const HEADING_POINTS: f64 = 21.0;
/// See [`FACTS_POINTS`].
pub const TOTALS_POINTS: f64 = 33.0;
/// Between a table and what stands below it.
pub const BELOW_TABLE_POINTS: f64 = 4.0;
/// From line to line of a signature.
pub const SIGNED_POINTS: f64 = 28.0;

/// The greatest height of rows to write in; higher ones only waste paper.
const MOST_ROW_POINTS: f64 = 30.0;
/// The least height of a row that is only read.
const READ_ROW_POINTS: f64 = 20.25;
/// Row heights are whole pixels.
const PIXEL_POINTS: f64 = 0.75;
/// The share of the height that is planned for; the rest is left to how programs differ.
const SAFE_SHARE: f64 = 0.97;
/// The greatest height a row has in a spreadsheet.
const MOST_IN_A_SPREADSHEET: f64 = 405.0;

/// A row with its texts fitted.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidRow {
    /// Its cells.
    pub cells: Vec<Fit>,
    /// What it is.
    pub kind: RowKind,
    /// Its height.
    pub height: f64,
}

/// A cell of the heading in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedHead {
    /// Its first row, column, and how many of each.
    pub row: u16,
    /// See `row`.
    pub column: u16,
    /// See `row`.
    pub n_rows: u16,
    /// See `row`.
    pub n_columns: u16,
    /// What it says.
    pub fit: Fit,
}

/// A section with everything measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Laid {
    /// The widths of the columns in millimetres.
    pub widths_mm: Vec<u32>,
    /// The heading.
    pub heads: Vec<PlacedHead>,
    /// The heights of its rows.
    pub head_heights: Vec<f64>,
    /// The rows.
    pub rows: Vec<LaidRow>,
    /// The rows, counted from 0, before which a new page begins.
    pub breaks: Vec<usize>,
}

impl Laid {
    /// The width of the table.
    pub fn width(&self) -> f64 {
        f64::from(self.widths_mm.iter().sum::<u32>()) * POINTS_A_MM
    }

    /// The height of the heading.
    pub fn head_height(&self) -> f64 {
        self.head_heights.iter().sum()
    }
}

/// A line of short texts laid over columns: for each text the column after its last, or several such lines.
#[derive(Clone, Debug, PartialEq)]
pub struct LaidLine {
    /// The texts.
    pub texts: Vec<String>,
    /// Where each ends.
    pub ends: Vec<usize>,
}

/// Margins of a section's paper in millimetres: left and right, top, bottom, and from the edge to the page number.
///
/// Source: GB/T 9704-2012, 5.2.1: a letter's text takes 156 × 225 mm, 37 mm below the edge.
pub fn margins_mm(section: &Section) -> [f64; 4] {
    if section.is_letter { [25.0, 37.0, 35.0, 25.0] } else { [10.0, 12.0, 16.0, 8.0] }
}

/// Width and height of a section's paper in millimetres.
pub fn paper_mm(section: &Section) -> [f64; 2] {
    if section.is_landscape { [297.0, 210.0] } else { [210.0, 297.0] }
}

/// How much of a page's height is planned for.
pub fn page_height(section: &Section) -> f64 {
    let [_, top, bottom, _] = margins_mm(section);
    let share = if section.is_letter { 1.0 } else { SAFE_SHARE };
    (paper_mm(section)[1] - top - bottom) * POINTS_A_MM * share
}

/// Measures a section.
pub fn lay(section: &Section, measure: &impl Measure) -> Laid {
    let wanted = if section.is_landscape { 268 } else { 184 };
    let columns = if section.columns.is_empty() { &[Column::words(170, 184)] } else { section.columns.as_slice() };
    let widths_mm = widths(columns, wanted);
    let Some(table) = &section.table else {
        let none = (Vec::new(), Vec::new());
        return Laid { widths_mm, heads: none.0, head_heights: none.1, rows: Vec::new(), breaks: Vec::new() };
    };
    let (heads, head_heights) = lay_head(table, &widths_mm, measure);
    let head: f64 = head_heights.iter().sum();
    let blocks = |blocks: &[Block]| blocks.iter().map(|block| block_height(block, columns, &widths_mm, measure)).sum();
    let (above, below): (f64, f64) = (blocks(&section.above), blocks(&section.below));
    let below = if below > 0.0 { below + BELOW_TABLE_POINTS } else { below };
    let page = page_height(section);
    let rooms = [page - above - head, page - head];
    let mut rows = lay_rows(table, columns, &widths_mm, rooms[1], measure);
    let breaks = match table.heights {
        Heights::Grow => breaks_of(&rows, rooms, below),
        Heights::Even => even_out(&mut rows, rooms, below),
    };
    Laid { widths_mm, heads, head_heights, rows, breaks }
}

/// Widths in millimetres that fill the paper as far as the columns' greatest widths allow.
fn widths(columns: &[Column], wanted: u32) -> Vec<u32> {
    let mut widths: Vec<u32> = columns.iter().map(|column| column.least_mm).collect();
    let least: u32 = widths.iter().sum();
    if least > wanted {
        return widths.into_iter().map(|width| (width * wanted / least).max(1)).collect();
    }
    let mut room = wanted - least;
    while room > 0 {
        let mut given = 0;
        for (column, width) in columns.iter().zip(&mut widths) {
            let share = column.share.min(column.most_mm.saturating_sub(*width)).min(room - given);
            *width += share;
            given += share;
        }
        if given == 0 {
            break;
        }
        room -= given;
    }
    widths
}

fn inner_width(width_mm: u32) -> f64 {
    (f64::from(width_mm) * POINTS_A_MM - 2.0 * INSET).max(4.0)
}

/// The heading's cells in their places, and the heights of its rows.
fn lay_head(table: &Table, widths_mm: &[u32], measure: &impl Measure) -> (Vec<PlacedHead>, Vec<f64>) {
    let (head, points) = (&table.head, table_size(table));
    let mut is_taken = vec![vec![false; widths_mm.len()]; head.len()];
    let mut placed = Vec::new();
    for (row, cells) in head.iter().enumerate() {
        for cell in cells {
            let Some(column) = is_taken[row].iter().position(|taken| !taken) else { break };
            let n_columns = usize::from(cell.n_columns.max(1)).min(widths_mm.len() - column);
            let n_rows = usize::from(cell.n_rows.max(1)).min(head.len() - row);
            for line in &mut is_taken[row..row + n_rows] {
                line[column..column + n_columns].fill(true);
            }
            let width = widths_mm[column..column + n_columns].iter().sum();
            let fit = fit_reading(&cell.text, inner_width(width), points, Role::Heading, measure);
            let (row, column) = (row as u16, column as u16);
            placed.push(PlacedHead { row, column, n_rows: n_rows as u16, n_columns: n_columns as u16, fit });
        }
    }
    let mut heights = vec![HEADING_POINTS; head.len()];
    for cell in &placed {
        let rows = usize::from(cell.row)..usize::from(cell.row + cell.n_rows);
        let missing = cell.fit.height(measure.leading()) - heights[rows.clone()].iter().sum::<f64>();
        heights[rows.end - 1] += missing.max(0.0);
    }
    (placed, heights)
}

fn lay_rows(table: &Table, columns: &[Column], widths_mm: &[u32], room: f64, measure: &impl Measure) -> Vec<LaidRow> {
    let most = room.min(MOST_IN_A_SPREADSHEET);
    let full: u32 = widths_mm.iter().sum();
    let mut laid = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let cells = match row.kind {
            RowKind::Group => {
                let text = row.cells.first().map_or("", String::as_str);
                vec![fit_reading(text, inner_width(full), table_size(table), Role::Heading, measure)]
            }
            RowKind::Plain | RowKind::Total => fit_cells(row, table, columns, widths_mm, measure),
        };
        let room = match table.heights {
            Heights::Even => RowRoom { least: LEAST_ROW_POINTS, most, leading: LEADING },
            Heights::Grow => RowRoom { least: READ_ROW_POINTS, most, leading: measure.leading() },
        };
        lay_row(cells, row.kind, &room, &mut laid);
    }
    laid
}

fn fit_cells(row: &Row, table: &Table, columns: &[Column], widths_mm: &[u32], measure: &impl Measure) -> Vec<Fit> {
    let role = row_role(row.kind);
    let cells = row.cells.iter().zip(columns).zip(widths_mm);
    cells
        .map(|((text, column), width)| match table.heights {
            _ if column.is_id => fit_id(text, inner_width(*width), measure),
            _ if column.is_figures => fit_figure(text, inner_width(*width), table_size(table), role, measure),
            Heights::Even => fit_writing(text, inner_width(*width), measure),
            Heights::Grow => fit_reading(text, inner_width(*width), table_size(table), role, measure),
        })
        .collect()
}

/// The letters of a row: sums and headings stand out.
pub fn row_role(kind: RowKind) -> Role {
    if kind == RowKind::Plain { Role::Body } else { Role::Heading }
}

/// The size of a table's letters.
fn table_size(table: &Table) -> f64 {
    if table.is_dense { DENSE_POINTS } else { TEXT_POINTS }
}

/// How high a row may be, and how far its lines are from each other in sizes of the letters.
struct RowRoom {
    least: f64,
    most: f64,
    leading: f64,
}

/// Adds a row, or several if a text is higher than a page.
fn lay_row(cells: Vec<Fit>, kind: RowKind, room: &RowRoom, laid: &mut Vec<LaidRow>) {
    let height = |cells: &[Fit]| cells.iter().map(|fit| fit.height(room.leading)).fold(room.least, f64::max);
    let need = height(&cells);
    if need <= room.most {
        let pixels = (need / PIXEL_POINTS).ceil();
        laid.push(LaidRow { cells, kind, height: pixels * PIXEL_POINTS });
        return;
    }
    let n_most = |fit: &Fit| (((room.most - PADDING) / (fit.points * room.leading)) as usize).max(1);
    let n_parts = cells.iter().map(|fit| fit.lines.len().div_ceil(n_most(fit))).max().unwrap_or(1);
    for part in 0..n_parts {
        let piece = |fit: &Fit| {
            let lines: Vec<String> = fit.lines.iter().skip(part * n_most(fit)).take(n_most(fit)).cloned().collect();
            Fit { text: lines.join("\n"), points: fit.points, lines }
        };
        let cells: Vec<Fit> = cells.iter().map(piece).collect();
        laid.push(LaidRow { height: height(&cells), cells, kind });
    }
}

fn breaks_of(rows: &[LaidRow], rooms: [f64; 2], below: f64) -> Vec<usize> {
    let stack = Stack { heights: rows.iter().map(|row| row.height).collect(), below };
    page_breaks(&stack, rooms, |row| rows[row].kind == RowKind::Group)
}

/// Makes rows as high as the fewest pages allow.
fn even_out(rows: &mut [LaidRow], rooms: [f64; 2], below: f64) -> Vec<usize> {
    let needs: Vec<f64> = rows.iter().map(|row| row.height).collect();
    let at_least = |least: f64| Stack { heights: needs.iter().map(|need| need.max(least)).collect(), below };
    let plan = |least: f64| page_breaks(&at_least(least), rooms, |_| false);
    let fewest = plan(LEAST_ROW_POINTS).len();
    let steps = ((MOST_ROW_POINTS - LEAST_ROW_POINTS) / PIXEL_POINTS) as u32;
    let sizes = (0..=steps).rev().map(|step| LEAST_ROW_POINTS + f64::from(step) * PIXEL_POINTS);
    let best = sizes.into_iter().find(|size| plan(*size).len() == fewest).unwrap_or(LEAST_ROW_POINTS);
    for row in rows {
        row.height = row.height.max(best);
    }
    plan(best)
}

/// The height that a block takes.
pub fn block_height(block: &Block, columns: &[Column], widths_mm: &[u32], measure: &impl Measure) -> f64 {
    let width = f64::from(widths_mm.iter().sum::<u32>()) * POINTS_A_MM;
    match block {
        Block::Title(text) => title_height(&fit_title(text, width, measure)),
        Block::Line { texts, id, points } => {
            let n_kept = usize::from(!id.is_empty());
            lay_line(texts, &widths_mm[..columns.len().max(1) - n_kept], measure).len() as f64 * points
        }
        Block::Text(text) => fit_text(text, width, measure).lines.len() as f64 * line_height(text),
        Block::Signed(lines) => lines.len() as f64 * SIGNED_POINTS,
    }
}

/// Lays short texts over columns: all on one line if they fit, else two a line.
pub fn lay_line(texts: &[String], widths_mm: &[u32], measure: &impl Measure) -> Vec<LaidLine> {
    let widths: Vec<f64> = widths_mm.iter().map(|width| f64::from(*width)).collect();
    let need = |text: &String| (measure.ems(text, Role::Body) + 1.0) * TEXT_POINTS / POINTS_A_MM;
    let needs: Vec<f64> = texts.iter().map(need).collect();
    let (_, room) = shared_ends(&widths, &needs);
    let a_line = if room >= 1.0 { texts.len().max(1) } else { 2.min(widths.len()) };
    let lines = texts.chunks(a_line).zip(needs.chunks(a_line));
    lines.map(|(texts, needs)| LaidLine { texts: texts.to_vec(), ends: shared_ends(&widths, needs).0 }).collect()
}

/// Where cells end when texts that need the given widths share the columns: the column after each one's
/// last, so chosen that the tightest text has the most room, and the share of its need that it gets.
fn shared_ends(column_widths: &[f64], needs: &[f64]) -> (Vec<usize>, f64) {
    let [need, rest @ ..] = needs else { return (Vec::new(), f64::INFINITY) };
    let n_columns = column_widths.len();
    if rest.is_empty() {
        return (vec![n_columns], column_widths.iter().sum::<f64>() / need);
    }
    let mut best = (Vec::new(), f64::NEG_INFINITY);
    for end in 1..=n_columns.saturating_sub(rest.len()) {
        let room = column_widths[..end].iter().sum::<f64>() / need;
        let (ends, others) = shared_ends(&column_widths[end..], rest);
        if room.min(others) > best.1 {
            best = ([end].into_iter().chain(ends.into_iter().map(|e| e + end)).collect(), room.min(others));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::paper::fitting::Estimate;

    #[test]
    fn texts_share_the_columns_so_that_the_tightest_has_most_room() {
        assert_eq!(shared_ends(&[10.0; 8], &[5.0, 5.0, 5.0, 5.0]).0, [2, 4, 6, 8]);
        assert_eq!(shared_ends(&[10.0; 4], &[60.0, 1.0, 1.0, 1.0]).0, [1, 2, 3, 4]);
        let (ends, room) = shared_ends(&[9.0, 18.0, 42.0, 20.0, 25.0], &[50.0, 40.0]);
        assert_eq!(ends, [3, 5]);
        assert!((room - 45.0 / 40.0).abs() < 1e-9);
    }

    #[test]
    fn columns_fill_the_paper_and_never_exceed_it() {
        let wide = [Column::new(9, 11), Column::words(42, 85), Column::new(15, 36)];
        assert_eq!(widths(&wide, 184), [11, 85, 36]);
        assert_eq!(widths(&[Column::new(30, 40); 10], 184).iter().sum::<u32>(), 180);
        assert_eq!(widths(&wide, 100).iter().sum::<u32>(), 100);
    }

    #[test]
    fn a_cell_higher_than_a_page_goes_on_in_the_next_row_without_losing_a_character() {
        let text = "字".repeat(4_000);
        let table = Table { rows: vec![Row::of(["1", text.as_str()])], ..Table::default() };
        let columns = vec![Column::new(9, 11), Column::words(40, 60)];
        let section = Section { columns, table: Some(table), ..Section::default() };
        let laid = lay(&section, &Estimate);
        assert!(laid.rows.len() > 1);
        let whole: String = laid.rows.iter().flat_map(|row| &row.cells[1].lines).map(String::as_str).collect();
        assert_eq!(whole, text);
        assert!(laid.rows.iter().all(|row| row.height <= MOST_IN_A_SPREADSHEET));
    }
}
