//! What imports teach: what the columns of a layout mean, and who a row was found to be.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Decision, PreviewRow, RosterColumn, Source, row_key};
use crate::model::PersonId;

/// The meaning of a layout's columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Layout {
    headings: String,
    columns: Vec<Option<RosterColumn>>,
}

/// What earlier imports have taught. It is only a convenience: without it the user is asked again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Learned {
    layouts: Vec<Layout>,
    /// Who rows in conflict were decided to be, by [`row_key`].
    rows: BTreeMap<String, PersonId>,
}

/// So many layouts are remembered.
const MOST_LAYOUTS: usize = 200;

impl Learned {
    /// Reads what was kept; what cannot be read is forgotten.
    pub fn read(text: &str) -> Self {
        ron::from_str(text).unwrap_or_default()
    }

    /// What is kept, as text; empty if it cannot be written.
    pub fn text(&self) -> String {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new()).unwrap_or_default()
    }

    /// Gives a table the meanings that its layout had before, and what was decided about its rows.
    pub fn prepare(&self, source: &mut Source) {
        let headings = source.table.layout();
        let known = self.layouts.iter().find(|layout| !headings.is_empty() && layout.headings == headings);
        if let Some(layout) = known.filter(|layout| layout.columns.len() <= source.table.columns.len()) {
            source.table.columns.fill(None);
            source.table.columns[..layout.columns.len()].clone_from_slice(&layout.columns);
        }
        source.options.known_rows.clone_from(&self.rows);
    }

    /// Remembers what a table that was imported has taught.
    pub fn remember(&mut self, source: &Source, rows: &[PreviewRow]) {
        let headings = source.table.layout();
        if !headings.is_empty() {
            let used = headings.split('|').count().min(source.table.columns.len());
            self.layouts.retain(|layout| layout.headings != headings);
            self.layouts.push(Layout { headings, columns: source.table.columns[..used].to_vec() });
            let n_over = self.layouts.len().saturating_sub(MOST_LAYOUTS);
            self.layouts.drain(..n_over);
        }
        for (row, decision) in &source.options.decisions {
            let Some(PreviewRow { read: Some(read), person: Some(person), .. }) = rows.get(*row) else { continue };
            if matches!(decision, Decision::Same(_) | Decision::New) {
                self.rows.insert(row_key(read), *person);
            }
        }
    }
}
