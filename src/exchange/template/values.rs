//! What a paper offers to a form: single values by the labels of its facts, and its table by the headings of columns.

use std::collections::BTreeMap;

use crate::exchange::paper::{Block, Head, Paper, RowKind, Table};

/// The values that placeholders stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Values that stand once.
    pub single: BTreeMap<String, String>,
    /// The names of the table's columns; empty where a column has none of its own.
    pub columns: Vec<String>,
    /// The table's rows, sums left out.
    pub rows: Vec<Vec<String>>,
}

impl Values {
    /// What a paper offers: its title under `title`, facts such as `时间：6月18日` under their labels, and the table of
    /// its first section.
    pub fn of(paper: &Paper, title: &str) -> Self {
        let mut values = Self::default();
        values.single.insert(title.to_owned(), paper.title.clone());
        let Some(section) = paper.sections.first() else { return values };
        for block in section.above.iter().chain(&section.below) {
            let Block::Line { texts, .. } = block else { continue };
            for (label, value) in texts.iter().filter_map(|text| text.split_once(['：', ':'])) {
                values.single.insert(label.trim().to_owned(), value.trim().to_owned());
            }
        }
        if let Some(table) = &section.table {
            values.columns = columns(table, section.columns.len());
            let plain = table.rows.iter().filter(|row| row.kind == RowKind::Plain);
            values.rows = plain.map(|row| row.cells.clone()).collect();
        }
        values
    }

    /// The names that a form may use, those of the table last.
    pub fn names(&self) -> Vec<String> {
        let columns = self.columns.iter().filter(|name| !name.is_empty());
        self.single.keys().chain(columns).cloned().collect()
    }

    /// Where a column of this name stands.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}

/// The headings of the columns, without what stands in brackets; the lower heading where there are two.
fn columns(table: &Table, n_columns: usize) -> Vec<String> {
    let mut names = vec![String::new(); n_columns];
    let mut is_taken = vec![vec![false; n_columns]; table.head.len()];
    for (row, heads) in table.head.iter().enumerate() {
        for Head { text, n_columns: wide, n_rows: tall } in heads {
            let Some(column) = is_taken[row].iter().position(|taken| !taken) else { break };
            let last = (column + usize::from(*wide)).min(n_columns);
            for line in is_taken.iter_mut().skip(row).take(usize::from(*tall)) {
                line[column..last].fill(true);
            }
            if *wide == 1 {
                let plain = text.split(['（', '(']).next().unwrap_or_default().trim().to_owned();
                names[column] = if names.contains(&plain) { String::new() } else { plain };
            }
        }
    }
    names
}
