//! What a paper offers to a form: single values by the labels of its facts, and its table by the headings of columns.

use std::collections::{BTreeMap, BTreeSet};

use crate::exchange::paper::{Block, Column, Head, Paper, RowKind, Table};

/// The values that placeholders stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values {
    /// Values that stand once.
    pub single: BTreeMap<String, String>,
    /// The names of the table's columns; empty where a column has none of its own.
    pub columns: Vec<String>,
    /// The names of single values that are figures.
    pub numbers: BTreeSet<String>,
    /// Which columns hold figures: a cell with nothing but such a placeholder becomes a number.
    pub figures: Vec<bool>,
    /// The table's rows, sums left out.
    pub rows: Vec<Vec<String>>,
}

/// The longest label of a fact in a paragraph, in characters; more before a colon is a sentence.
const LONGEST_LABEL: usize = 6;

impl Values {
    /// What a paper offers: its title under `title`, facts such as `时间：6月18日` under their labels, whether they stand in a
    /// line or open a paragraph, and the table of its first section.
    pub fn of(paper: &Paper, title: &str) -> Self {
        let mut values = Self::default();
        values.single.insert(title.to_owned(), paper.title.clone());
        let Some(section) = paper.sections.first() else { return values };
        for block in section.above.iter().chain(&section.below) {
            let texts = match block {
                Block::Line { texts, .. } => texts.as_slice(),
                Block::Text(text) => std::slice::from_ref(&text.text),
                Block::Title(_) | Block::Signed(_) => &[],
            };
            let facts = texts.iter().filter_map(|text| text.split_once(['：', ':']));
            for (label, value) in facts.filter(|(label, _)| label.chars().count() <= LONGEST_LABEL) {
                values.single.insert(label.trim().to_owned(), value.trim().to_owned());
            }
        }
        if let Some(table) = &section.table {
            values.take_table(table, &section.columns);
        }
        values
    }

    /// Offers a table in the place of the paper's own.
    pub fn take_table(&mut self, table: &Table, columns: &[Column]) {
        self.columns = names(table, columns.len());
        self.figures = columns.iter().map(|column| column.is_figures).collect();
        let plain = table.rows.iter().filter(|row| row.kind == RowKind::Plain);
        self.rows = plain.map(|row| row.cells.clone()).collect();
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

/// The headings of the columns, without what stands in brackets; the lower heading where there are two. The second
/// column of a name is called 上午2, and so on.
fn names(table: &Table, n_columns: usize) -> Vec<String> {
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
                let numbered = |n: usize| if n == 1 { plain.clone() } else { format!("{plain}{n}") };
                let free = (1..=n_columns).map(numbered).find(|name| !names.contains(name));
                names[column] = free.unwrap_or_default();
            }
        }
    }
    names
}
