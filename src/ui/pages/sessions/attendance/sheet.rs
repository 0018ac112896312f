//! What stands on a session's attendance sheet: rows, half days, signs, hours and sums, before any drawing.

use chrono::{Datelike, NaiveDate};

use crate::model::attendance::{asks_for, is_replaced};
use crate::model::{
    BranchId, EnrolmentState, Figures, Half, MarkKind, PersonId, Session, SessionId, SlotNo, Workspace,
};
use crate::report::Share;
use crate::report::sheet::{SheetRow, sheet};

/// A half day at the head of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SlotHead {
    /// Its number in the session.
    pub no: SlotNo,
    /// The day.
    pub date: NaiveDate,
    /// The half of it.
    pub half: Half,
    /// Minutes of learning in it.
    pub minutes: u32,
}

/// What a cell shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing has been entered yet.
    Open,
    /// A mark.
    Marked(MarkKind),
    /// The person joined later: nothing is asked for.
    NotYetJoined,
    /// Somebody else came instead: 替.
    Replaced,
}

impl Cell {
    /// Whether a mark may be entered here.
    pub fn is_due(self) -> bool {
        matches!(self, Self::Open | Self::Marked(_))
    }
}

/// Whether a person completes the session, as far as it can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Half days are still to be entered, and the rule can still be met.
    Pending,
    /// What was missed, half days still open among them, is within the limit.
    Completed,
    /// More was missed than the rule allows.
    Missed,
    /// Nothing is asked for: replaced.
    None,
}

/// A row of the sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// 序号
    pub serial: u32,
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their township's name.
    pub township: String,
    /// Their branch's name.
    pub branch: String,
    /// Their branch.
    pub branch_id: Option<BranchId>,
    /// One cell a slot.
    pub cells: Vec<Cell>,
    /// Minutes of learning in the slots attended.
    pub minutes: u64,
    /// Whether they complete the session.
    pub outcome: Outcome,
    /// Whether they came without having been enrolled.
    pub is_walk_in: bool,
}

/// The attendance sheet of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Which session.
    pub session: SessionId,
    /// Its columns.
    pub slots: Vec<SlotHead>,
    /// Its rows in the order of the paper; who waits for a seat is left out.
    pub rows: Vec<Row>,
    /// How many of each mark, in the order of [`MarkKind::ALL`].
    pub counts: [u64; 9],
    /// How many marks of each column are entered, and how many are asked for.
    pub entered: Vec<(u32, u32)>,
    /// Marks that count as attended, of all that are entered.
    pub rate: Share,
    /// How many people have completed the session so far, of those who take part.
    pub completed: (u32, u32),
    /// Minutes in a credit hour by the rules of the session's first day.
    pub credit_hour_minutes: u32,
    /// The most that may be missed, as numerator and denominator of a share of the hours.
    pub leave_limit: (u32, u32),
}

impl Sheet {
    /// The sheet of a session as it stands; its sums are the report's.
    pub fn new(ws: &Workspace, session: &Session) -> Option<Self> {
        let sums = sheet(ws, session.id)?;
        let day = session.span().map_or(ws.programme.days().first, |span| span.first);
        let rules = ws.rules_for(day, Some(session.level));
        let slots: Vec<SlotHead> = session
            .slots
            .iter()
            .map(|slot| SlotHead { no: slot.no, date: slot.date, half: slot.half, minutes: slot.minutes })
            .collect();
        let shown = sums.rows.iter().filter(|sum| sum.state != EnrolmentState::Waitlisted);
        let rows = shown.filter_map(|sum| row(ws, session, sum, &slots, &rules)).collect();
        Some(Self {
            session: session.id,
            rows,
            counts: MarkKind::ALL.map(|kind| u64::from(sums.kinds.get(kind))),
            entered: sums.slots.iter().map(|slot| (slot.entered, slot.due)).collect(),
            rate: sums.rate,
            completed: (sums.completed, sums.expected),
            credit_hour_minutes: rules.credit_hour_minutes,
            leave_limit: rules.leave_limit,
            slots,
        })
    }

    /// How many marks of a column are entered, and how many are asked for.
    pub fn entered(&self, column: usize) -> (u32, u32) {
        self.entered.get(column).copied().unwrap_or_default()
    }

    /// The row and column to begin with: the first open cell of the first half day that has one, else the
    /// top of the last.
    pub fn first_open(&self) -> (usize, usize) {
        let open_row = |column: usize| self.rows.iter().position(|row| row.cells.get(column) == Some(&Cell::Open));
        let first = (0..self.slots.len()).find_map(|column| Some((open_row(column)?, column)));
        first.unwrap_or((0, self.slots.len().saturating_sub(1)))
    }

    /// Whether all half days lie in one month, so that a column's head can leave it out.
    pub fn is_in_one_month(&self) -> bool {
        let months = |slot: &SlotHead| (slot.date.year(), slot.date.month());
        self.slots.windows(2).all(|pair| months(&pair[0]) == months(&pair[1]))
    }
}

fn row(ws: &Workspace, session: &Session, sum: &SheetRow, slots: &[SlotHead], rules: &Figures) -> Option<Row> {
    let day = session.span().map_or(ws.programme.days().first, |span| span.first);
    let enrolment = ws.enrolments.get((session.id, sum.person))?;
    let person = ws.people.get(sum.person);
    let branch = person.and_then(|p| p.home_on(day)).and_then(|id| ws.branches.get(id));
    let township = branch.and_then(|branch| ws.townships.get(branch.township));
    let cells: Vec<Cell> = slots
        .iter()
        .map(|slot| match ws.mark((session.id, sum.person, slot.no)) {
            _ if is_replaced(enrolment) => Cell::Replaced,
            Some(kind) => Cell::Marked(kind),
            None if asks_for(session, enrolment, slot.no) => Cell::Open,
            None => Cell::NotYetJoined,
        })
        .collect();
    let open_cells = cells.iter().zip(slots).filter(|(cell, _)| **cell == Cell::Open);
    let open_minutes: u64 = open_cells.map(|(_, slot)| u64::from(slot.minutes)).sum();
    let surely_missed = session.minutes().saturating_sub(sum.minutes + open_minutes);
    let outcome = match () {
        () if is_replaced(enrolment) => Outcome::None,
        () if sum.is_completed => Outcome::Completed,
        () if open_minutes > 0 && rules.lets_complete(surely_missed, session.minutes()) => Outcome::Pending,
        () => Outcome::Missed,
    };
    Some(Row {
        serial: sum.serial,
        person: sum.person,
        name: person.map_or_else(|| sum.person.to_string(), |person| person.name.clone()),
        township: township.map(|township| township.name.clone()).unwrap_or_default(),
        branch: branch.map(|branch| branch.name.clone()).unwrap_or_default(),
        branch_id: branch.map(|branch| branch.id),
        cells,
        minutes: sum.minutes,
        outcome,
        is_walk_in: sum.is_walk_in,
    })
}
