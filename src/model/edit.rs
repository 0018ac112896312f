//! An edit: what one command changed, with its label, time and author. The journal writes it, undo inverts it.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::attendance::MarkKind;
use super::checks::{Impact, Rule};
use super::dates::Half;
use super::sessions::Status;
use super::table::TableName;
use super::topics::TopicStage;
use super::workspace::Change;

/// What a user would call an edit; carries the names as they were, so that it can be told later. `words` says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Label {
    /// A record was added.
    Add {
        /// To which table.
        table: TableName,
        /// Its name.
        name: String,
    },
    /// A record was changed.
    Change {
        /// In which table.
        table: TableName,
        /// Its name.
        name: String,
    },
    /// A record was removed.
    Remove {
        /// From which table.
        table: TableName,
        /// Its name.
        name: String,
    },
    /// Many records were changed at once.
    ChangeMany {
        /// In which table.
        table: TableName,
        /// How many.
        n: usize,
    },
    /// Rows were pasted or imported.
    Import {
        /// Into which table.
        table: TableName,
        /// How many.
        n: usize,
    },
    /// Tables of several kinds were imported together.
    ImportTables {
        /// How many tables.
        n_tables: usize,
        /// How many rows of them.
        n: usize,
    },
    /// One cell was marked, or cleared with `None`.
    Mark {
        /// Whose.
        person: String,
        /// The day.
        date: NaiveDate,
        /// The half of it.
        half: Half,
        /// How.
        kind: Option<MarkKind>,
    },
    /// Many cells were marked, or cleared with `None`.
    MarkMany {
        /// How many.
        n: usize,
        /// In which session.
        session: String,
        /// How.
        kind: Option<MarkKind>,
    },
    /// People were enrolled.
    Enrol {
        /// How many.
        n: usize,
        /// In which session.
        session: String,
    },
    /// People's enrolments were changed.
    Enrolment {
        /// Whose, or the first of them.
        person: String,
        /// How many.
        n: usize,
        /// In which session.
        session: String,
    },
    /// Somebody came in the place of somebody else.
    Replace {
        /// Who was enrolled.
        person: String,
        /// Who came.
        by: String,
    },
    /// A session went to another status.
    Status {
        /// Which session.
        session: String,
        /// The status it has now.
        to: Status,
    },
    /// A closed session was reopened.
    Reopen {
        /// Which session.
        session: String,
        /// Why.
        reason: String,
    },
    /// A session was moved to another first day.
    Move {
        /// Which session.
        session: String,
        /// Its first day now.
        first: NaiveDate,
    },
    /// The year was mended after a mishap.
    Mishap {
        /// Sessions that moved.
        sessions: usize,
        /// People who moved.
        people: usize,
    },
    /// A drafted year was adopted.
    Plan {
        /// Sessions of the draft.
        sessions: usize,
        /// People in them.
        people: usize,
    },
    /// A session was locked against planning, or unlocked.
    Lock {
        /// Which session.
        session: String,
        /// Whether it is locked now.
        is_locked: bool,
    },
    /// A unit's people were given seats of a session, or taken off it.
    Seats {
        /// The unit's name.
        township: String,
        /// Which session.
        session: String,
        /// How many of its people the session has now.
        heads: u32,
        /// How many were seated.
        n_in: usize,
        /// How many were taken off.
        n_out: usize,
        /// The first few of them by name, those seated first.
        names: Vec<String>,
    },
    /// A session was made longer or shorter.
    Length {
        /// Which session.
        session: String,
        /// Its last day now.
        last: NaiveDate,
    },
    /// A session was given another room or trainer, and perhaps other days.
    Place {
        /// Which session.
        session: String,
        /// The room's or trainer's name.
        at: String,
        /// Its first day now.
        first: NaiveDate,
    },
    /// A topic that was asked for was taken up by a session.
    Topic {
        /// What was asked for.
        topic: String,
        /// The session that will teach it.
        session: String,
    },
    /// A topic went to another stage.
    TopicStep {
        /// What was asked for.
        topic: String,
        /// The stage it was put to.
        to: TopicStage,
    },
    /// A topic was merged into another.
    MergeTopic {
        /// What was asked for.
        topic: String,
        /// The topic that stands for it now.
        into: String,
    },
    /// Two records of one person were made one.
    MergePeople {
        /// The name of the one that is left.
        person: String,
    },
    /// Two people who look alike were said not to be the same.
    NotSame {
        /// The name of the one.
        one: String,
        /// The name of the other.
        other: String,
    },
    /// A session was moved to another venue.
    Venue {
        /// Which session.
        session: String,
        /// The venue it is held in now.
        venue: String,
    },
    /// Half days of a session were given to a trainer.
    Teach {
        /// Which session.
        session: String,
        /// The trainer.
        trainer: String,
    },
    /// People were moved from one session to another.
    MovePeople {
        /// How many.
        n: usize,
        /// From which session.
        from: String,
        /// To which session.
        to: String,
    },
    /// A session was merged into another and cancelled.
    Merge {
        /// The session that is no longer held.
        from: String,
        /// The session that takes its people.
        into: String,
    },
    /// A check does something else from now on.
    Check {
        /// The check.
        rule: Rule,
        /// What it does now; `None`: it is off.
        impact: Option<Impact>,
    },
    /// The annual plan was filed, or its filing taken back.
    FilePlan {
        /// Of which year.
        year: i32,
        /// Whether it is filed now.
        is_filed: bool,
    },
    /// The year was closed.
    CloseYear(i32),
    /// A closed year was opened again.
    ReopenYear {
        /// The year.
        year: i32,
        /// Why.
        reason: String,
    },
    /// A unit is called otherwise from a day on.
    Rename {
        /// What it was called.
        from: String,
        /// What it is called now.
        to: String,
        /// From which day on.
        on: NaiveDate,
    },
    /// A unit was merged into another from a day on.
    MergeUnit {
        /// The unit that ends.
        from: String,
        /// The unit that follows it.
        into: String,
        /// From which day on.
        on: NaiveDate,
    },
    /// A session was put right by changing its own figures or words.
    Mend {
        /// Which session.
        session: String,
    },
    /// Photos, scans or receipts of a session were put on record, or taken off it.
    Evidence {
        /// Which session.
        session: String,
        /// How many.
        n: usize,
    },
    /// Nothing was changed, but whole phones and ID numbers were taken out of the workspace.
    Disclose {
        /// On which paper.
        paper: String,
        /// What for.
        reason: String,
    },
}

/// Which earlier edit an edit takes back or carries out again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Echo {
    /// It takes back the edit with this sequence number.
    Undoes(u64),
    /// It carries out again the edit with this sequence number.
    Redoes(u64),
}

/// What one command changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    /// What a user would call it.
    pub label: Label,
    /// When, in local time.
    pub at: NaiveDateTime,
    /// Who.
    pub author: String,
    /// The earlier edit it echoes, if it is an undo or a redo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub echo: Option<Echo>,
    /// What changed.
    pub changes: Vec<Change>,
}

impl Edit {
    /// The changes that take this edit back, the last first.
    pub fn inverse_changes(&self) -> Vec<Change> {
        self.changes.iter().rev().map(Change::inverse).collect()
    }
}
