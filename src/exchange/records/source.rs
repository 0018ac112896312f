//! A sheet with the meaning of its columns.

use std::sync::Arc;

use super::kinds::Column;
use super::{Col, What, marks};
use crate::exchange::clean::without_spaces;
use crate::exchange::heading::{self, Known, plain_heading};
use crate::exchange::table_file::{Cell, Sheet};

/// A sheet with the meaning of its columns.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordSource {
    /// What it holds.
    pub what: What,
    /// The sheet.
    pub sheet: Arc<Sheet>,
    /// The last row of the heading; `None` if nothing looks like one.
    pub heading: Option<usize>,
    /// What stands above each column; empty without a heading.
    pub headings: Vec<String>,
    /// What each column means; `None`: it is not read. The user may change it.
    pub columns: Vec<Option<Col>>,
}

impl RecordSource {
    /// Takes up a sheet as a table of a kind and recognises its columns as far as their headings are known.
    pub fn of_sheet(what: What, sheet: impl Into<Arc<Sheet>>) -> Self {
        let sheet = sheet.into();
        let n_columns = sheet.n_columns();
        let known =
            Known { meaning: &|text| meaning(text, what.columns()), is_one: &|columns, _| has_needed(what, columns) };
        let found = heading::find(&sheet.rows, n_columns, &known);
        if let Some(found) = found.or_else(|| heading::likely(&sheet.rows, n_columns, &known)) {
            return Self { what, sheet, heading: Some(found.last), headings: found.headings, columns: found.columns };
        }
        let mut columns = vec![None; n_columns];
        // one column without a heading, as when a few lines were copied, can only be what is needed
        if let [only] = columns.as_mut_slice() {
            *only = what.needed().next();
        }
        Self { what, sheet, heading: None, headings: Vec::new(), columns }
    }

    /// The columns that are needed and that nothing was found for; an attendance sheet is read otherwise.
    pub fn missing(&self) -> Vec<Col> {
        if self.what == What::Marks && marks::is_sheet(&self.sheet) {
            return Vec::new();
        }
        self.what.needed().filter(|col| !self.columns.contains(&Some(*col))).collect()
    }

    /// Gives a column a meaning; the column that had it before loses it.
    pub fn set_column(&mut self, column: usize, meaning: Option<Col>) {
        heading::set_meaning(&mut self.columns, column, meaning);
    }

    /// What tells this layout from others: its headings in order. Empty without a heading.
    pub fn layout(&self) -> String {
        heading::layout_of(&self.headings)
    }

    /// Whether the heading, or a line above it, says that amounts are in 10,000 yuan.
    pub(super) fn is_ten_thousand(&self) -> bool {
        let above = self.heading.map_or(0, |last| last + 1);
        self.sheet.rows[..above].iter().any(|row| row.cells.iter().any(|cell| cell.text().contains("万元")))
    }

    /// Whether a row is the heading again, as on every page.
    pub(super) fn repeats_heading(&self, cells: &[Cell]) -> bool {
        let is_repeated = |(at, cell): (usize, &Cell)| {
            let plain = without_spaces(&cell.text());
            self.headings.get(at).is_some_and(|heading| heading.split('/').any(|part| part == plain))
        };
        cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()).all(is_repeated)
    }
}

fn has_needed(what: What, columns: &[Option<Col>]) -> bool {
    what.needed().all(|col| columns.contains(&Some(col)))
}

fn meaning(text: &str, columns: &[Column]) -> Option<Col> {
    let plain = plain_heading(text)?;
    let exact = columns.iter().find(|column| column.exact.contains(&plain.as_str()));
    let part = || columns.iter().find(|column| column.parts.iter().any(|part| plain.contains(part)));
    exact.or_else(part).map(|column| column.holds)
}
