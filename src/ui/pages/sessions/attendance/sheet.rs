//! What stands on a session's attendance sheet: rows, half days, signs, hours and sums, before any drawing.

use chrono::{Datelike, NaiveDate};

use crate::model::attendance::{asks_for, is_replaced};
use crate::model::{BranchId, EnrolmentState, Half, MarkKind, PersonId, Session, SessionId, SlotNo, Workspace};

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
    /// Half days are still to be entered, and nothing is lost yet.
    Pending,
    /// Everything is entered and what was missed is within the limit.
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
    /// Minutes in a credit hour by the rules of the session's first day.
    pub credit_hour_minutes: u32,
    /// The most that may be missed, as numerator and denominator of a share of the hours.
    pub leave_limit: (u32, u32),
}

impl Sheet {
    /// The sheet of a session as it stands.
    pub fn new(ws: &Workspace, session: &Session) -> Self {
        let day = session.span().map_or(ws.programme.days().first, |span| span.first);
        let rules = ws.rules_on(day);
        let slots: Vec<SlotHead> = session
            .slots
            .iter()
            .map(|slot| SlotHead { no: slot.no, date: slot.date, half: slot.half, minutes: slot.minutes })
            .collect();
        let rows: Vec<Row> = ws
            .roll(session.id)
            .into_iter()
            .filter_map(|entry| {
                let enrolment = ws.enrolments.get((session.id, entry.person))?;
                if enrolment.state == EnrolmentState::Waitlisted {
                    return None;
                }
                let person = ws.people.get(entry.person);
                let branch = person.and_then(|p| p.home_on(day)).and_then(|id| ws.branches.get(id));
                let township = branch.and_then(|branch| ws.townships.get(branch.township));
                let marks: Vec<_> = ws.marks_of((session.id, entry.person)).collect();
                let mark_in = |no| marks.iter().find(|mark| mark.slot == no).map(|mark| mark.kind);
                let cells: Vec<Cell> = slots
                    .iter()
                    .map(|slot| match mark_in(slot.no) {
                        _ if is_replaced(enrolment) => Cell::Replaced,
                        Some(kind) => Cell::Marked(kind),
                        None if asks_for(session, enrolment, slot.no) => Cell::Open,
                        None => Cell::NotYetJoined,
                    })
                    .collect();
                let (minutes, missed) = minutes_of(&cells, &slots);
                let outcome = match () {
                    () if is_replaced(enrolment) => Outcome::None,
                    () if !rules.lets_complete(missed, session.minutes()) => Outcome::Missed,
                    () if cells.contains(&Cell::Open) => Outcome::Pending,
                    () => Outcome::Completed,
                };
                Some(Row {
                    serial: entry.serial,
                    person: entry.person,
                    name: person.map_or_else(|| entry.person.to_string(), |person| person.name.clone()),
                    township: township.map(|township| township.name.clone()).unwrap_or_default(),
                    branch: branch.map(|branch| branch.name.clone()).unwrap_or_default(),
                    branch_id: branch.map(|branch| branch.id),
                    cells,
                    minutes,
                    outcome,
                    is_walk_in: enrolment.is_walk_in,
                })
            })
            .collect();
        let mut counts = [0; 9];
        for cell in rows.iter().flat_map(|row| &row.cells) {
            if let Cell::Marked(kind) = cell {
                counts[*kind as usize] += 1;
            }
        }
        let (credit_hour_minutes, leave_limit) = (rules.credit_hour_minutes, rules.leave_limit);
        Self { session: session.id, slots, rows, counts, credit_hour_minutes, leave_limit }
    }

    /// How many marks of a column are entered, and how many are asked for.
    pub fn entered(&self, column: usize) -> (usize, usize) {
        let cells = self.rows.iter().filter_map(|row| row.cells.get(column));
        cells.fold((0, 0), |(entered, due), cell| {
            (entered + usize::from(matches!(cell, Cell::Marked(_))), due + usize::from(cell.is_due()))
        })
    }

    /// Marks that count as attended, and all marks: the rate of attendance.
    pub fn attended(&self) -> (u64, u64) {
        let kinds = MarkKind::ALL.into_iter().zip(self.counts);
        let attended = kinds.filter(|(kind, _)| kind.is_attended()).map(|(_, n)| n).sum();
        (attended, self.counts.iter().sum())
    }

    /// How many people have completed the session so far.
    pub fn n_completed(&self) -> usize {
        self.rows.iter().filter(|row| row.outcome == Outcome::Completed).count()
    }

    /// The column to begin with: the first that still has something open, else the last.
    pub fn first_open_column(&self) -> usize {
        let open = |column: &usize| self.rows.iter().any(|row| row.cells.get(*column) == Some(&Cell::Open));
        (0..self.slots.len()).find(open).unwrap_or(self.slots.len().saturating_sub(1))
    }

    /// Whether all half days lie in one month, so that a column's head can leave it out.
    pub fn is_in_one_month(&self) -> bool {
        let months = |slot: &SlotHead| (slot.date.year(), slot.date.month());
        self.slots.windows(2).all(|pair| months(&pair[0]) == months(&pair[1]))
    }
}

/// Minutes attended and minutes missed in the marked cells of a row.
fn minutes_of(cells: &[Cell], slots: &[SlotHead]) -> (u64, u64) {
    cells.iter().zip(slots).fold((0, 0), |(attended, missed), (cell, slot)| match cell {
        Cell::Marked(kind) if kind.is_attended() => (attended + u64::from(slot.minutes), missed),
        Cell::Marked(_) => (attended, missed + u64::from(slot.minutes)),
        Cell::Open | Cell::NotYetJoined | Cell::Replaced => (attended, missed),
    })
}
