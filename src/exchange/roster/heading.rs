//! The heading of a list: one to three rows below the title.

use super::columns::RosterColumn;
use crate::exchange::clean::without_spaces;
use crate::exchange::table_file::{Cell, Row};

/// A heading stands among the first rows, below a title at most.
const WITHIN: usize = 12;
/// Rows of a heading at most.
const TALLEST: usize = 3;

/// A heading.
pub(super) struct Band {
    /// Its last row.
    pub last: usize,
    /// What stands above each column.
    pub headings: Vec<String>,
    /// What each column means.
    pub columns: Vec<Option<RosterColumn>>,
}

/// The heading of a list: the rows that name most columns, the fewest of them. `None` if no row names the column of
/// names.
pub(super) fn band(rows: &[Row], n_columns: usize) -> Option<Band> {
    let mut best: Option<((usize, usize), Band)> = None;
    for first in 0..rows.len().min(WITHIN) {
        for height in 1..=TALLEST.min(rows.len() - first) {
            let Some(band) = read(&rows[first..first + height], first + height - 1, n_columns) else { continue };
            let worth = (band.columns.iter().flatten().count(), TALLEST - height);
            if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                best = Some((worth, band));
            }
        }
    }
    best.map(|(_, band)| band)
}

/// Rows as a heading; `None` if they are none.
fn read(rows: &[Row], last: usize, n_columns: usize) -> Option<Band> {
    let text = |row: &Row, column: usize| row.cells.get(column).map(Cell::text).unwrap_or_default().into_owned();
    // a row of the list below would only be mistaken for a heading if somebody were called 电话
    if rows.iter().skip(1).any(|row| row.cells.iter().any(is_value)) {
        return None;
    }
    // a title has one cell and says nothing about its column
    let n_filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_blank()).count();
    let is_lonely = rows.len() == 1 && n_filled(&rows[0]) == 1;
    let rows: Vec<&Row> = rows.iter().filter(|row| is_lonely || n_filled(row) > 1).collect();
    let mut columns: Vec<Option<RosterColumn>> = Vec::with_capacity(n_columns);
    let mut headings = Vec::with_capacity(n_columns);
    for column in 0..n_columns {
        let parts: Vec<String> = rows.iter().map(|row| text(row, column)).filter(|part| !part.is_empty()).collect();
        let meaning = parts.iter().rev().find_map(|part| RosterColumn::of_heading(part));
        columns.push(meaning.filter(|meaning| !columns.contains(&Some(*meaning))));
        headings.push(parts.iter().map(|part| without_spaces(part)).collect::<Vec<_>>().join("/"));
    }
    let n = columns.iter().flatten().count();
    let has_name = columns.contains(&Some(RosterColumn::Name));
    (has_name && (n > 1 || is_lonely)).then_some(Band { last, headings, columns })
}

/// Whether a cell holds what lists hold and headings do not.
fn is_value(cell: &Cell) -> bool {
    match cell {
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => true,
        Cell::Text(text) => {
            let plain = without_spaces(text);
            matches!(plain.as_str(), "男" | "女") || plain.chars().any(|c| c.is_ascii_digit())
        }
        Cell::Empty | Cell::NoValue => false,
    }
}
