//! What follows from the workspace: computed when first asked for at a revision, never stored on disk.

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::workspace::Change;

/// What follows from the workspace at its present revision.
pub struct Derived {
    revision: u64,
    as_of: NaiveDate,
}

impl Derived {
    /// Nothing computed yet.
    pub fn new(workspace: &Workspace, today: NaiveDate) -> Self {
        Self { revision: 0, as_of: workspace.as_of(today) }
    }

    /// Goes up by one with every edit; views keep it beside what they cached.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The day to which every figure refers.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Follows an edit to the workspace it made.
    pub(super) fn follow(&mut self, workspace: &Workspace, _changes: &[Change]) {
        self.revision += 1;
        self.as_of = workspace.programme.as_of.unwrap_or(self.as_of);
    }
}
