//! The list of sessions: a row each, and which come next.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{
    EnrolmentState, Fen, Level, Mode, PersonId, Record, Session, SessionId, Slot, SlotNo, Status, TownshipId, VenueId,
    Workspace,
};

/// A session's row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionRow {
    /// The session.
    pub session: SessionId,
    /// Its title.
    pub title: String,
    /// The way of learning.
    pub mode: Mode,
    /// Who runs it.
    pub level: Level,
    /// The township that runs it; `None`: the district.
    pub township: Option<TownshipId>,
    /// Where.
    pub venue: Option<VenueId>,
    /// Where it stands.
    pub status: Status,
    /// Its first day; `None` without half days.
    pub first_day: Option<NaiveDate>,
    /// Its last day.
    pub last_day: Option<NaiveDate>,
    /// Half days.
    pub n_slots: usize,
    /// People who take a seat.
    pub enrolled: usize,
    /// People on the waiting list.
    pub waitlisted: usize,
    /// Seats given to townships.
    pub quota_heads: u32,
    /// The most people it takes.
    pub max_heads: u32,
    /// People who attended at least one half day up to the as-of day.
    pub attended: usize,
    /// People of whom only a number is known.
    pub counted: u32,
    /// Marks that should be there: of half days up to the as-of day, unless it is cancelled.
    pub marks_due: usize,
    /// Those of them that are.
    pub marks_entered: usize,
    /// Money spent up to the as-of day.
    pub spent: Fen,
}

impl SessionRow {
    /// Marks that should be there and are not.
    pub fn marks_missing(&self) -> usize {
        self.marks_due - self.marks_entered
    }
}

/// All sessions by their first day; those without half days last.
pub fn sessions(workspace: &Workspace, as_of: NaiveDate) -> Vec<SessionRow> {
    let mut rows: Vec<SessionRow> = workspace.sessions.iter().map(bare_row).collect();
    count_people(workspace, as_of, &mut rows);
    let at = |rows: &[SessionRow], id| rows.binary_search_by_key(&id, |row| row.session).ok();
    for count in workspace.head_counts.iter() {
        if let Some(position) = at(&rows, count.session) {
            rows[position].counted += count.heads;
        }
    }
    for line in workspace.costs.iter().filter(|line| line.date <= as_of) {
        if let Some(position) = line.session.and_then(|id| at(&rows, id)) {
            rows[position].spent += line.actual.unwrap_or_default();
        }
    }
    rows.sort_by_key(|row| (row.first_day.is_none(), row.first_day, row.session));
    rows
}

/// The sessions that are running or still to come on a day, the next first.
pub fn upcoming(rows: &[SessionRow], as_of: NaiveDate) -> Vec<&SessionRow> {
    let is_open = |row: &&SessionRow| row.status.is_planned() || row.status == Status::Running;
    rows.iter().filter(is_open).filter(|row| row.last_day.is_some_and(|last| last >= as_of)).collect()
}

fn bare_row(session: &Session) -> SessionRow {
    let span = session.span();
    SessionRow {
        session: session.id,
        title: session.title.clone(),
        mode: session.mode,
        level: session.level,
        township: session.township,
        venue: session.venue,
        status: session.status,
        first_day: span.map(|span| span.first),
        last_day: span.map(|span| span.last),
        n_slots: session.slots.len(),
        enrolled: 0,
        waitlisted: 0,
        quota_heads: session.quotas.iter().map(|quota| quota.heads).sum(),
        max_heads: session.max_heads,
        attended: 0,
        counted: 0,
        marks_due: 0,
        marks_entered: 0,
        spent: Fen::ZERO,
    }
}

/// Walks sessions, enrolments and marks side by side: all stand in the order of session and person.
fn count_people(workspace: &Workspace, as_of: NaiveDate, rows: &mut [SessionRow]) {
    let mut marks = workspace.marks.iter().peekable();
    let mut pairs = workspace.sessions.iter().zip(rows).peekable();
    let mut current: Option<(&Session, &mut SessionRow)> = None;
    for enrolment in workspace.enrolments.iter() {
        while current.as_ref().is_none_or(|(session, _)| session.id < enrolment.session) {
            let Some(next) = pairs.next() else { return };
            current = Some(next);
        }
        let Some((session, row)) = current.as_mut().filter(|(session, _)| session.id == enrolment.session) else {
            continue;
        };
        row.waitlisted += usize::from(enrolment.state == EnrolmentState::Waitlisted);
        if !enrolment.state.takes_part() {
            continue;
        }
        row.enrolled += 1;
        let key: (SessionId, PersonId) = enrolment.key();
        let asked = asked_slots(session, enrolment.joined);
        let is_due = |slot: &Slot| slot.date <= as_of && session.status != Status::Cancelled;
        row.marks_due += asked.iter().filter(|slot| is_due(slot)).count();
        while marks.next_if(|mark| (mark.session, mark.person) < key).is_some() {}
        let mut is_attended = false;
        while let Some(mark) = marks.next_if(|mark| (mark.session, mark.person) == key) {
            let slot = find(asked, mark.slot).filter(|slot| is_due(slot));
            row.marks_entered += usize::from(slot.is_some());
            is_attended |= slot.is_some() && mark.kind.is_attended();
        }
        row.attended += usize::from(is_attended);
    }
}

/// The half days that ask for a mark of someone who joined at a slot: from that one on.
pub(super) fn asked_slots(session: &Session, joined: Option<SlotNo>) -> &[Slot] {
    let from = joined.and_then(|no| session.slots.iter().position(|slot| slot.no == no)).unwrap_or(0);
    session.slots.get(from..).unwrap_or_default()
}

fn find(slots: &[Slot], no: SlotNo) -> Option<&Slot> {
    slots.iter().find(|slot| slot.no == no)
}
