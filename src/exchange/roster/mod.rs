//! People pasted from a spreadsheet: which column means what, what each row would change, and the change.
//!
//! ```text
//! text → Table (columns recognised) → Preview (row by row, nothing changed) → Workspace (one edit)
//! ```
//!
//! Rows are read one after the other against the workspace as the rows before would leave it, so that a person
//! who stands in the list twice is added once. Only blanks are filled; nothing is overwritten or deleted.

mod columns;
mod compare;
mod read;

pub use columns::{RosterColumn, Table};

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::units::Units;
use crate::model::{BranchId, CohortId, PersonId, Refusal, Workspace};
use compare::Known;
pub use read::RosterRow;
use read::{Reader, Spread};

/// What holds for all rows that say nothing of their own.
#[derive(Clone, Debug, Default)]
pub struct RosterOptions {
    /// The cohort of people whose row names none.
    pub cohort: Option<CohortId>,
    /// The branch of people whose row names none.
    pub branch: Option<BranchId>,
    /// The day from which new places in cohorts and branches hold; `None`: always have.
    pub since: Option<NaiveDate>,
    /// What the user decided about conflicts, by row.
    pub decisions: BTreeMap<usize, Decision>,
}

/// What to do with a row that could be someone who is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is this person.
    Same(PersonId),
    /// It is someone else of the same name.
    New,
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Add a person.
    New,
    /// Fill these blanks of a person.
    Changed {
        /// Whom.
        person: PersonId,
        /// What.
        fields: Vec<RosterColumn>,
    },
    /// Nothing: all is known.
    Unchanged {
        /// About whom.
        person: PersonId,
    },
    /// Nothing, until the user decides.
    Conflict(Conflict),
    /// Nothing: the row cannot be taken.
    Refused(RowFault),
    /// Nothing: the row is a title, a heading, a sum or blank.
    Skipped,
}

/// Why the user has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Someone of this name is in this branch, but no number or date of birth says that it is the same one.
    SameName {
        /// Who it may be.
        candidates: Vec<PersonId>,
    },
    /// The ID number belongs to someone of another name.
    OtherName {
        /// Whose it is.
        person: PersonId,
        /// Their name.
        name: String,
    },
}

/// Why a row cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// There is no name.
    NoName,
    /// Neither the row nor the options say to which branch a new person belongs.
    NoUnit,
    /// No such township.
    UnknownTownship(String),
    /// No such branch.
    UnknownBranch(String),
    /// Several branches could be meant.
    AmbiguousBranch {
        /// The text.
        text: String,
        /// Which.
        candidates: Vec<BranchId>,
    },
    /// No such cohort.
    UnknownCohort(String),
}

/// Something in a row that was left out or deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The ID number lost its last digits in a spreadsheet; it was left out.
    IdNumberLost,
    /// The ID number cannot be right; it was left out.
    IdNumberBad,
    /// The phone lost digits in a spreadsheet; it was left out.
    PhoneLost,
    /// The date cannot be read; it was left out.
    DateUnreadable(String),
    /// Only the month of birth is known; the first stands for it.
    MonthOnly,
    /// January, or October typed as a number.
    JanuaryOrOctober,
    /// The date of birth is not the one in the ID number, which counts.
    BirthNotInIdNumber,
    /// A character of the name that some program could not write.
    DamagedName,
    /// The person's field says something else; it was left as it is.
    Differs {
        /// Which field.
        field: RosterColumn,
        /// What the row says.
        text: String,
    },
}

/// A row of a pasted table and what it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// Its place in the table, from 0.
    pub row: usize,
    /// What it would do.
    pub verdict: Verdict,
    /// What deserves a look.
    pub doubts: Vec<Doubt>,
    /// What was understood; `None` for a row that was skipped.
    pub read: Option<RosterRow>,
}

/// How many rows would do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after the verdict it counts")]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub conflicts: usize,
    pub refused: usize,
}

/// What a pasted table would do, before it does anything.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its rows.
    pub rows: Vec<PreviewRow>,
    /// The workspace as it would become.
    after: Workspace,
}

impl Preview {
    /// How many rows would do what.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            match row.verdict {
                Verdict::New => counts.new += 1,
                Verdict::Changed { .. } => counts.changed += 1,
                Verdict::Unchanged { .. } => counts.unchanged += 1,
                Verdict::Conflict(_) => counts.conflicts += 1,
                Verdict::Refused(_) => counts.refused += 1,
                Verdict::Skipped => {}
            }
        }
        counts
    }

    /// Whether the table would change anything.
    pub fn changes_anything(&self) -> bool {
        let counts = self.counts();
        counts.new + counts.changed > 0
    }
}

/// What a table would do to a workspace. `day` is the day to which posts, branches and cohorts refer.
pub fn preview(workspace: &Workspace, table: &Table, options: &RosterOptions, day: NaiveDate) -> Preview {
    let units = Units::new(workspace);
    let reader = Reader { workspace, units: &units, table, options };
    let mut known = Known::new(workspace, options, day);
    let mut spread = Spread::default();
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in 0..table.rows.len() {
        let mut doubts = Vec::new();
        let (verdict, read) = match reader.read(row, &mut spread, &mut doubts) {
            None => (Verdict::Skipped, None),
            Some((read, Some(fault))) if known.needs_unit(&read) => (Verdict::Refused(fault), Some(read)),
            Some((read, _)) => (known.take(row, &read, &mut doubts), Some(read)),
        };
        rows.push(PreviewRow { row, verdict, doubts, read });
    }
    Preview { rows, after: known.after }
}

/// Carries out what [`preview`] shows, against the workspace as it is now. Rows in conflict without a decision and
/// refused rows are left out.
///
/// # Errors
/// The first fault that a person would have.
pub fn import(
    workspace: &Workspace,
    table: &Table,
    options: &RosterOptions,
    day: NaiveDate,
) -> Result<Workspace, Refusal> {
    let after = preview(workspace, table, options, day).after;
    let changed = workspace.people.deltas(&after.people);
    let mut next = workspace.clone();
    next.ids = after.ids;
    next.with_all(changed.iter().filter_map(|delta| delta.after().cloned()))
}
