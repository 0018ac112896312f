//! What follows from the workspace: computed when first asked for at a revision, never stored on disk.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::search::NameIndex;
use crate::model::Workspace;
use crate::model::workspace::Change;
use crate::report::Index;

/// What follows from the workspace at its present revision.
pub struct Derived {
    revision: u64,
    as_of: NaiveDate,
    index: OnceCell<Index>,
    names: OnceCell<NameIndex>,
}

impl Derived {
    /// Nothing computed yet.
    pub fn new(workspace: &Workspace, today: NaiveDate) -> Self {
        Self { revision: 0, as_of: workspace.as_of(today), index: OnceCell::new(), names: OnceCell::new() }
    }

    /// Goes up by one with every edit; views keep it beside what they cached.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The day to which every figure refers.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Everybody's standing and learning on the as-of day. `workspace` is the one this follows.
    #[expect(clippy::should_implement_trait, reason = "it looks nothing up, it is the index")]
    pub fn index(&self, workspace: &Workspace) -> &Index {
        self.index.get_or_init(|| Index::new(workspace, self.as_of))
    }

    /// The names of all people in id order, prepared for searching and sorting. `workspace` is the one
    /// this follows.
    pub fn names(&self, workspace: &Workspace) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::new(workspace.people.iter().map(|person| person.name.as_str())))
    }

    /// Follows an edit to the workspace it made.
    pub(super) fn follow(&mut self, workspace: &Workspace, changes: &[Change]) {
        self.revision += 1;
        let as_of = workspace.programme.as_of.unwrap_or(self.as_of);
        if as_of != self.as_of {
            self.as_of = as_of;
            self.index.take();
        } else if let Some(index) = self.index.get_mut() {
            index.update(workspace, changes);
        }
        if changes.iter().any(changes_name) {
            self.names.take();
        }
    }
}

fn changes_name(change: &Change) -> bool {
    let Change::Person(delta) = change else { return false };
    delta.before().map(|person| &person.name) != delta.after().map(|person| &person.name)
}
