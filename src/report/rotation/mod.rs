//! The rotation of one cohort: who of which township goes to which session, against the seats, and who is left.

mod people;
mod seats;

pub use people::{Seated, seated_in, unplaced};
pub use seats::{Cell, SeatsAsked, seats_asked};

use chrono::NaiveDate;

use super::index::{Index, NONE};
use crate::model::dates::DateSpan;
use crate::model::{CohortId, Level, Mode, Session, SessionId, Status, TownshipId, Workspace};
use crate::rules::{Finding, Rule, Subject};

/// How far a session has come, as far as seats go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Over: only who came counts.
    Held,
    /// Begun: who sits in it is settled.
    Running,
    /// To come.
    Planned,
}

impl Stage {
    /// The stage of a session.
    pub fn of(status: Status) -> Self {
        match status {
            Status::Finished | Status::Closed => Self::Held,
            Status::Running => Self::Running,
            Status::Draft | Status::Published | Status::Cancelled => Self::Planned,
        }
    }
}

/// A session as a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionColumn {
    /// The session.
    pub session: SessionId,
    /// Its title.
    pub title: String,
    /// The N of 第 N 期, if its title has one.
    pub number: Option<u32>,
    /// Its first and last day; `None` without half days.
    pub days: Option<DateSpan>,
    /// The way of learning.
    pub mode: Mode,
    /// Who runs it.
    pub level: Level,
    /// Where it stands.
    pub status: Status,
    /// How far it has come, as far as seats go.
    pub stage: Stage,
    /// Whether planning leaves it as it is.
    pub is_locked: bool,
    /// The cohort's heads as the cells show them, summed up.
    pub heads: u32,
    /// People of other cohorts who take seats too.
    pub others: u32,
    /// The most people it takes.
    pub seats: u32,
}

impl SessionColumn {
    /// Whether more people sit in it than it takes.
    pub fn is_over_full(&self) -> bool {
        self.stage != Stage::Held && self.heads + self.others > self.seats
    }

    /// Its first day.
    pub fn first_day(&self) -> Option<NaiveDate> {
        self.days.map(|days| days.first)
    }
}

/// The people of one township in one session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeatCell {
    /// People with a seat, by name.
    pub seated: u32,
    /// Those who came, up to the as-of day.
    pub attended: u32,
    /// The township's share of the seats, named or not.
    pub quota: u32,
    /// Whether more of the township are away on one of the session's days than the rules allow.
    pub is_over_duty: bool,
}

impl SeatCell {
    /// The heads that stand for the cell: who came to a session that is over, who sits in one that has begun, and
    /// for one to come the names or the share of the seats, whichever is more.
    pub fn heads(self, stage: Stage) -> u32 {
        match stage {
            Stage::Held => self.attended,
            Stage::Running => self.seated.max(self.attended),
            Stage::Planned => self.seated.max(self.quota),
        }
    }

    /// Seats for which nobody has been named yet.
    pub fn unnamed(self, stage: Stage) -> u32 {
        if stage == Stage::Planned { self.quota.saturating_sub(self.seated) } else { 0 }
    }
}

/// How far some people have come. `size` is `trained` + `named` + `unnamed` + `left`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Placing {
    /// Eligible people of the cohort.
    pub size: u32,
    /// Those who have used their place.
    pub trained: u32,
    /// Those not yet trained who have a seat to come, by name.
    pub named: u32,
    /// Seats set aside for the rest without saying for whom.
    pub unnamed: u32,
    /// People for whom there is nothing.
    pub left: u32,
}

impl Placing {
    /// People still to be trained, with or without a seat.
    pub fn untrained(self) -> u32 {
        self.size - self.trained
    }

    fn add(&mut self, other: Self) {
        self.size += other.size;
        self.trained += other.trained;
        self.named += other.named;
        self.unnamed += other.unnamed;
        self.left += other.left;
    }
}

/// A township as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TownshipSeats {
    /// The township; `None`: people who belong to none.
    pub township: Option<TownshipId>,
    /// Its people.
    pub placing: Placing,
    /// Its cells, one a column.
    pub cells: Vec<SeatCell>,
}

/// Who of which township goes to which session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rotation {
    /// Of which cohort.
    pub cohort: CohortId,
    /// The sessions in time order; those without days last.
    pub columns: Vec<SessionColumn>,
    /// The townships in the official order.
    pub rows: Vec<TownshipSeats>,
    /// All townships together.
    pub total: Placing,
}

impl Rotation {
    /// Position of a session's column.
    pub fn column_of(&self, session: SessionId) -> Option<usize> {
        self.columns.iter().position(|column| column.session == session)
    }

    /// Position of a township's row.
    pub fn row_of(&self, township: TownshipId) -> Option<usize> {
        self.rows.iter().position(|row| row.township == Some(township))
    }
}

/// Puts the rotation of a cohort together. People stand in the township they belong to on the as-of day; cancelled
/// sessions are left out. Findings say where too many of a township are away at once.
pub fn rotation(ws: &Workspace, index: &Index, findings: &[Finding], cohort: CohortId) -> Rotation {
    let mut sheet = Sheet::new(ws, index, cohort);
    sheet.read_enrolments(ws, index);
    sheet.read_attendance(index);
    sheet.read_quotas(ws, index);
    sheet.read_findings(index, findings);
    sheet.finish(index)
}

/// The matrix under construction: dense, a row a township and one for people without any.
struct Sheet<'a> {
    cohort: CohortId,
    cohort_at: usize,
    sessions: Vec<&'a Session>,
    /// Column by position of the session in the index; [`NONE`]: not shown.
    column_of: Vec<u32>,
    n_rows: usize,
    cells: Vec<SeatCell>,
    others: Vec<u32>,
    /// By position of the person: whether they have a seat to come.
    is_named: Vec<bool>,
}

impl<'a> Sheet<'a> {
    fn new(ws: &'a Workspace, index: &Index, cohort: CohortId) -> Self {
        let is_for = |session: &&Session| session.status != Status::Cancelled && session.cohorts.contains(&cohort);
        let mut sessions: Vec<&Session> = ws.sessions.iter().filter(is_for).collect();
        sessions.sort_by_cached_key(|session| {
            let first = session.span().map(|span| span.first);
            (first.is_none(), first, session.id)
        });
        let mut column_of = vec![NONE; index.sessions.len()];
        for (column, session) in sessions.iter().enumerate() {
            if let Some(at) = index.session_position(session.id) {
                column_of[at] = column as u32;
            }
        }
        let n_rows = index.townships.len() + 1;
        Self {
            cohort,
            cohort_at: index.cohorts.iter().position(|id| *id == cohort).unwrap_or(usize::MAX),
            cells: vec![SeatCell::default(); n_rows * sessions.len()],
            others: vec![0; sessions.len()],
            is_named: vec![false; index.people.len()],
            sessions,
            column_of,
            n_rows,
        }
    }

    fn cell(&mut self, row: usize, column: usize) -> &mut SeatCell {
        &mut self.cells[row * self.sessions.len() + column]
    }

    /// The row of the person at a position.
    fn row_of(&self, index: &Index, person: usize) -> usize {
        index.standing[person].township.map_or(self.n_rows - 1, |township| township as usize)
    }

    fn read_enrolments(&mut self, ws: &Workspace, index: &Index) {
        for column in 0..self.sessions.len() {
            let session = self.sessions[column];
            for enrolment in ws.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part()) {
                let Some(person) = index.position_of(enrolment.person) else { continue };
                if enrolment.cohort != self.cohort {
                    self.others[column] += 1;
                    continue;
                }
                let row = self.row_of(index, person);
                self.cell(row, column).seated += 1;
                self.is_named[person] |= Stage::of(session.status) != Stage::Held;
            }
        }
    }

    fn read_attendance(&mut self, index: &Index) {
        let cohort_at = self.cohort_at;
        for person in 0..index.people.len() {
            let row = self.row_of(index, person);
            for sitting in index.sittings_of(person as u32).filter(|sitting| sitting.cohort as usize == cohort_at) {
                let column = self.column_of[sitting.session as usize];
                if column != NONE {
                    self.cell(row, column as usize).attended += 1;
                }
            }
        }
    }

    /// A share of the seats belongs to the session's first cohort.
    fn read_quotas(&mut self, ws: &Workspace, index: &Index) {
        let has_any = |session: &Session| session.cohorts.first() == Some(&self.cohort);
        let columns: Vec<usize> = (0..self.sessions.len()).filter(|column| has_any(self.sessions[*column])).collect();
        for column in columns {
            for quota in &self.sessions[column].quotas {
                let row = index.townships.iter().position(|id| *id == quota.township);
                if let Some(row) = row.filter(|_| ws.townships.has(quota.township)) {
                    self.cell(row, column).quota = quota.heads;
                }
            }
        }
    }

    fn read_findings(&mut self, index: &Index, findings: &[Finding]) {
        for finding in findings.iter().filter(|finding| finding.rule == Rule::TooManyAway) {
            let townships = finding.subjects.iter().filter_map(|subject| match subject {
                Subject::Township(id) => index.townships.iter().position(|other| other == id),
                Subject::Session(_)
                | Subject::Venue(_)
                | Subject::Trainer(_)
                | Subject::Person(_)
                | Subject::Blackout(_)
                | Subject::Level(_)
                | Subject::Funding(_)
                | Subject::Cohort(_)
                | Subject::Programme => None,
            });
            for row in townships {
                for session in finding.sessions() {
                    if let Some(column) = self.sessions.iter().position(|other| other.id == session) {
                        self.cell(row, column).is_over_duty = true;
                    }
                }
            }
        }
    }

    fn finish(self, index: &Index) -> Rotation {
        let stages: Vec<Stage> = self.sessions.iter().map(|session| Stage::of(session.status)).collect();
        let n = stages.len();
        let mut placings = self.placings(index);
        let mut rows = Vec::new();
        let mut total = Placing::default();
        for (row, placing) in placings.iter_mut().enumerate() {
            let cells = &self.cells[row * n..(row + 1) * n];
            let unnamed: u32 = cells.iter().zip(&stages).map(|(cell, stage)| cell.unnamed(*stage)).sum();
            placing.unnamed = unnamed.min(placing.left);
            placing.left -= placing.unnamed;
            let township = index.townships.get(row).copied();
            let is_empty = placing.size == 0 && cells.iter().zip(&stages).all(|(cell, stage)| cell.heads(*stage) == 0);
            let exists = index.is_township.get(row).copied().unwrap_or(false);
            if is_empty && !exists {
                continue;
            }
            total.add(*placing);
            rows.push(TownshipSeats { township, placing: *placing, cells: cells.to_vec() });
        }
        let column = |(at, session): (usize, &&Session)| SessionColumn {
            session: session.id,
            title: session.title.clone(),
            number: session.number(),
            days: session.span(),
            mode: session.mode,
            level: session.level,
            status: session.status,
            stage: stages[at],
            is_locked: session.is_locked,
            heads: rows.iter().map(|row| row.cells[at].heads(stages[at])).sum(),
            others: self.others[at],
            seats: session.max_heads,
        };
        let columns = self.sessions.iter().enumerate().map(column).collect();
        Rotation { cohort: self.cohort, columns, rows, total }
    }

    /// How far each row's people have come; whoever has no name on a list is left, for now.
    fn placings(&self, index: &Index) -> Vec<Placing> {
        let mut placings = vec![Placing::default(); self.n_rows];
        for person in 0..index.people.len() {
            let standing = &index.standing[person];
            if !standing.is_eligible() || !standing.cohorts.has(self.cohort_at) {
                continue;
            }
            let placing = &mut placings[self.row_of(index, person)];
            placing.size += 1;
            if index.learning[person].places.has(self.cohort_at) {
                placing.trained += 1;
            } else if self.is_named[person] {
                placing.named += 1;
            } else {
                placing.left += 1;
            }
        }
        placings
    }
}
