//! The heading of a table of records.

use super::{Col, Column};
use crate::exchange::clean::without_spaces;
use crate::exchange::table_file::{Cell, Row};

/// A heading stands among the first rows.
const WITHIN: usize = 12;

/// A heading.
pub(super) struct Heading {
    /// Its last row.
    pub last: usize,
    /// What each column holds.
    pub columns: Vec<Option<Col>>,
    /// What stands above each column.
    headings: Vec<String>,
    /// Whether it, or a line above it, says that amounts are in 10,000 yuan.
    pub is_ten_thousand: bool,
}

impl Heading {
    /// Whether a row is the heading again, as on every page.
    pub fn is_repeated(&self, cells: &[Cell]) -> bool {
        let mut filled = cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        filled.all(|(at, cell)| self.headings.get(at).is_some_and(|heading| *heading == without_spaces(&cell.text())))
    }
}

/// The row that names most columns, and all that are needed.
pub(super) fn find(rows: &[Row], columns: &[Column]) -> Option<Heading> {
    let mut best: Option<(usize, usize)> = None;
    for (at, row) in rows.iter().enumerate().take(WITHIN) {
        let found = meanings(row, columns);
        let has = |column: &&Column| !column.is_needed || found.contains(&Some(column.holds));
        let n = found.iter().flatten().count();
        if columns.iter().filter(has).count() == columns.len() && best.is_none_or(|(most, _)| n > most) {
            best = Some((n, at));
        }
    }
    let (_, last) = best?;
    let says = |row: &Row| row.cells.iter().any(|cell| cell.text().contains("万元"));
    Some(Heading {
        last,
        columns: meanings(&rows[last], columns),
        headings: rows[last].cells.iter().map(|cell| without_spaces(&cell.text())).collect(),
        is_ten_thousand: rows[..=last].iter().any(says),
    })
}

/// What each cell of a row means as a heading; of two that mean the same the first counts.
fn meanings(row: &Row, columns: &[Column]) -> Vec<Option<Col>> {
    let mut found: Vec<Option<Col>> = Vec::with_capacity(row.cells.len());
    for cell in &row.cells {
        let meaning = meaning(&cell.text(), columns);
        found.push(meaning.filter(|meaning| !found.contains(&Some(*meaning))));
    }
    found
}

fn meaning(text: &str, columns: &[Column]) -> Option<Col> {
    let plain = without_spaces(text).to_lowercase();
    let plain = plain.split(['(', ':']).next().unwrap_or_default().trim_matches('*');
    if plain.is_empty() || plain.chars().count() > 14 {
        return None;
    }
    let exact = columns.iter().find(|column| column.exact.contains(&plain));
    let part = || columns.iter().find(|column| column.parts.iter().any(|part| plain.contains(part)));
    exact.or_else(part).map(|column| column.holds)
}
