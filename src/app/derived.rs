//! What follows from the workspace: computed when first asked for at a revision, never stored on disk.

use std::cell::OnceCell;
use std::sync::atomic::{AtomicU64, Ordering};

use chrono::NaiveDate;

use super::search::NameIndex;
use crate::model::Workspace;
use crate::model::workspace::Change;
use crate::report::budget::SessionMoney;
use crate::report::course::Course;
use crate::report::{self, Budget, Coverage, Forecast, Index, Topics};
use crate::rules::{Board, Finding};

/// Revisions that lie between two folders opened one after the other: more than anyone makes edits.
const APART: u64 = 1 << 32;

/// Where the next opened folder's revisions begin.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// What follows from the workspace at its present revision.
pub struct Derived {
    revision: u64,
    today: NaiveDate,
    as_of: NaiveDate,
    coverage: OnceCell<Coverage>,
    budget: OnceCell<Budget>,
    forecast: OnceCell<Forecast>,
    session_money: OnceCell<Vec<SessionMoney>>,
    board: OnceCell<Board>,
    findings: OnceCell<Vec<Finding>>,
    index: OnceCell<Index>,
    names: OnceCell<NameIndex>,
    topics: OnceCell<Topics>,
}

impl Derived {
    /// Nothing computed yet.
    pub fn new(workspace: &Workspace, today: NaiveDate) -> Self {
        Self {
            revision: NEXT.fetch_add(APART, Ordering::Relaxed),
            today,
            as_of: workspace.as_of(today),
            coverage: OnceCell::new(),
            budget: OnceCell::new(),
            forecast: OnceCell::new(),
            session_money: OnceCell::new(),
            board: OnceCell::new(),
            findings: OnceCell::new(),
            index: OnceCell::new(),
            names: OnceCell::new(),
            topics: OnceCell::new(),
        }
    }

    /// The same as it looks on another day; it follows no edits.
    pub fn on(workspace: &Workspace, today: NaiveDate, as_of: NaiveDate) -> Self {
        Self { as_of, ..Self::new(workspace, today) }
    }

    /// Goes up by one with every edit, and never comes back in another folder; views keep it beside what
    /// they cached.
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

    /// The five measures of coverage on the as-of day. `workspace` is the one this follows.
    pub fn coverage(&self, workspace: &Workspace) -> &Coverage {
        self.coverage.get_or_init(|| self.index(workspace).coverage())
    }

    /// Spent, committed and ceilings on the as-of day. `workspace` is the one this follows.
    pub fn budget(&self, workspace: &Workspace) -> &Budget {
        self.budget.get_or_init(|| report::budget::budget(workspace, self.as_of))
    }

    /// The money of each session on the as-of day. `workspace` is the one this follows.
    pub fn session_money(&self, workspace: &Workspace) -> &[SessionMoney] {
        self.session_money.get_or_init(|| report::budget::sessions(workspace, self.as_of))
    }

    /// The course over the year. `workspace` is the one this follows.
    pub fn course(&self, workspace: &Workspace) -> &Course {
        &self.forecast(workspace).course
    }

    /// Where the plan leads and what the rest takes. `workspace` is the one this follows.
    pub fn forecast(&self, workspace: &Workspace) -> &Forecast {
        self.forecast.get_or_init(|| report::forecast(workspace, self.index(workspace)))
    }

    /// What deserves a warning, the gravest first. `workspace` is the one this follows.
    pub fn findings(&self, workspace: &Workspace) -> &[Finding] {
        let coverage = self.coverage(workspace);
        self.findings.get_or_init(|| report::attention::findings_on(self.board(workspace), workspace, coverage))
    }

    /// What rules need of every session: it answers quickly what they would find in one that is moved.
    /// `workspace` is the one this follows.
    pub fn board(&self, workspace: &Workspace) -> &Board {
        self.board.get_or_init(|| Board::new(workspace, self.as_of))
    }

    /// The names of all people in id order, prepared for searching and sorting. `workspace` is the one
    /// this follows.
    pub fn names(&self, workspace: &Workspace) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::new(workspace.people.iter().map(|person| person.name.as_str())))
    }

    /// Where the topics stand on the as-of day. `workspace` is the one this follows.
    pub fn topics(&self, workspace: &Workspace) -> &Topics {
        self.topics.get_or_init(|| report::topics(workspace, self.as_of))
    }

    /// Follows an edit to the workspace it made.
    pub(super) fn follow(&mut self, workspace: &Workspace, changes: &[Change]) {
        self.revision += 1;
        self.coverage.take();
        self.budget.take();
        self.forecast.take();
        self.session_money.take();
        self.findings.take();
        self.topics.take();
        let as_of = workspace.as_of(self.today);
        if as_of != self.as_of {
            self.as_of = as_of;
            self.index.take();
            self.board.take();
        }
        if let Some(index) = self.index.get_mut() {
            index.update(workspace, changes);
        }
        if let Some(board) = self.board.get_mut() {
            board.update(workspace, changes);
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
