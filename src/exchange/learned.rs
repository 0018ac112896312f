//! What imports teach: what a table of a layout holds and what its columns mean, and who a row was found to be.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::records::{Col, RecordSource, What};
use super::roster::{Decision, PreviewRow, RosterColumn, Source, Verdict, is_telling, row_key, whole_key};
use super::tables::TableSource;
use crate::model::PersonId;

/// The meaning of a layout's columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Layout<C> {
    headings: String,
    columns: Vec<Option<C>>,
}

/// The layouts of one kind of table, those used last at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
struct Layouts<C>(Vec<Layout<C>>);

impl<C> Default for Layouts<C> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// So many layouts of a kind are remembered.
const MOST_LAYOUTS: usize = 200;

impl<C: Copy> Layouts<C> {
    fn find(&self, headings: &str) -> Option<&Layout<C>> {
        self.0.iter().find(|layout| !headings.is_empty() && layout.headings == headings)
    }

    /// Gives columns the meanings that their layout had before.
    fn prepare(&self, headings: &str, columns: &mut [Option<C>]) {
        let known = self.find(headings).map_or(&[][..], |layout| layout.columns.as_slice());
        if !known.is_empty() && known.len() <= columns.len() {
            columns.fill(None);
            columns[..known.len()].copy_from_slice(known);
        }
    }

    fn remember(&mut self, headings: String, columns: &[Option<C>]) {
        if headings.is_empty() {
            return;
        }
        self.forget(&headings);
        let n_used = headings.split('|').count().min(columns.len());
        self.0.push(Layout { headings, columns: columns[..n_used].to_vec() });
        let n_over = self.0.len().saturating_sub(MOST_LAYOUTS);
        self.0.drain(..n_over);
    }

    fn forget(&mut self, headings: &str) {
        self.0.retain(|layout| layout.headings != headings);
    }
}

/// What earlier imports have taught. It is only a convenience: without it the user is asked again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Learned {
    /// Lists of people.
    layouts: Layouts<RosterColumn>,
    /// Other tables.
    tables: BTreeMap<What, Layouts<Col>>,
    /// Who rows in conflict were decided to be, by [`row_key`].
    rows: BTreeMap<String, PersonId>,
    /// Who rows became that say no more than a name and a unit, by the layout of their list and [`row_key`].
    lists: BTreeMap<String, BTreeMap<String, PersonId>>,
    /// Rows of which it was said that what is known stays, by [`whole_key`].
    kept: BTreeSet<String>,
}

impl Learned {
    /// Reads what was kept; what cannot be read is forgotten.
    pub fn read(text: &str) -> Self {
        ron::from_str(text).unwrap_or_default()
    }

    /// What is kept, as text; empty if it cannot be written.
    pub fn text(&self) -> String {
        ron::ser::to_string_pretty(self, ron::ser::PrettyConfig::new()).unwrap_or_default()
    }

    /// Whether a table of this layout was imported before as what it is taken for now.
    pub fn knows(&self, table: &TableSource) -> bool {
        match table {
            TableSource::Roster(source) => self.layouts.find(&source.table.layout()).is_some(),
            TableSource::Records(source) => {
                self.tables.get(&source.what).is_some_and(|layouts| layouts.find(&source.layout()).is_some())
            }
        }
    }

    /// Gives a list of people the meanings that its layout had before, and what was decided about its rows.
    pub fn prepare(&self, source: &mut Source) {
        let headings = source.table.layout();
        self.layouts.prepare(&headings, &mut source.table.columns);
        source.options.known_rows.clone_from(&self.rows);
        let of_list = self.lists.get(&headings).into_iter().flatten();
        source.options.known_rows.extend(of_list.map(|(key, person)| (key.clone(), *person)));
        source.options.kept_rows.clone_from(&self.kept);
    }

    /// Gives another table the meanings that its layout had before.
    pub fn prepare_records(&self, source: &mut RecordSource) {
        let headings = source.layout();
        if let Some(layouts) = self.tables.get(&source.what) {
            layouts.prepare(&headings, &mut source.columns);
        }
    }

    /// Remembers what a list of people that was imported has taught.
    pub fn remember(&mut self, source: &Source, rows: &[PreviewRow]) {
        let headings = source.table.layout();
        self.tables.values_mut().for_each(|layouts| layouts.forget(&headings));
        self.layouts.remember(headings, &source.table.columns);
        let of_list = self.lists.entry(source.table.layout()).or_default();
        for row in rows {
            let PreviewRow { read: Some(read), person: Some(person), verdict, .. } = row else { continue };
            let decision = source.options.decisions.get(&row.row);
            if matches!(verdict, Verdict::Refused(_) | Verdict::Conflict(_)) {
                continue;
            }
            if decision.is_some() {
                self.rows.insert(row_key(read), *person);
            } else if !is_telling(read) {
                of_list.insert(row_key(read), *person);
            }
            if matches!(decision, Some(Decision::Keep(_))) {
                self.kept.insert(whole_key(read));
            }
        }
    }

    /// Remembers what another table that was imported has taught.
    pub fn remember_records(&mut self, source: &RecordSource) {
        let headings = source.layout();
        self.layouts.forget(&headings);
        self.tables.values_mut().for_each(|layouts| layouts.forget(&headings));
        self.tables.entry(source.what).or_default().remember(headings, &source.columns);
    }
}
