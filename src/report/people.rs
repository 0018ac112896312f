//! What each person comes to: a row for the grid of all people, and one person's history.

use chrono::NaiveDate;
use serde::Serialize;

use super::hours::Hours;
use super::index::{CohortSet, Index};
use crate::model::{
    CohortId, EnrolmentState, Half, MarkKind, Mode, Person, PersonId, Session, SessionId, SlotNo, Status, Workspace,
};

/// The last day up to the as-of day on which somebody was taught; `None`: never in the records of this year.
pub fn last_taught(index: &Index, person: PersonId) -> Option<NaiveDate> {
    let position = index.position_of(person)? as u32;
    let taught = index.sittings_of(position).flat_map(|sitting| {
        let slots = &index.sessions[sitting.session as usize].slots;
        index.taught_in(sitting).iter().map(|taught| slots[usize::from(taught.slot)].date)
    });
    taught.max()
}

/// A person's row in the grid of all people, by positions of the index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts by which the grid filters")]
pub struct PersonRow {
    /// Who.
    pub person: PersonId,
    /// Position of the township in [`Index::townships`]; `None` without a home branch.
    pub township: Option<u32>,
    /// Position of the home branch in [`Index::branches`].
    pub branch: Option<u32>,
    /// The cohorts they stand in.
    pub cohorts: CohortSet,
    /// Their hours of the year.
    pub hours: Hours,
    /// Sessions in which they were taught.
    pub n_sessions: u32,
    /// Whether they count as trained.
    pub is_trained: bool,
    /// Whether they count among those to be trained.
    pub is_eligible: bool,
    /// Whether they have no hard duty.
    pub is_exempt: bool,
    /// Whether they are away for over half a year.
    pub is_floating: bool,
    /// Whether they are alive and belong to the district.
    pub is_here: bool,
}

impl Index {
    /// The row of the person at a position.
    pub fn row(&self, position: usize) -> PersonRow {
        let (standing, learning) = (&self.standing[position], &self.learning[position]);
        PersonRow {
            person: self.people[position],
            township: standing.township,
            branch: standing.branch,
            cohorts: standing.cohorts,
            hours: self.hours(position),
            n_sessions: learning.n_sessions,
            is_trained: learning.trained_on.is_some(),
            is_eligible: standing.is_eligible(),
            is_exempt: standing.is_exempt,
            is_floating: standing.is_floating,
            is_here: standing.is_here,
        }
    }

    /// The rows of all people, in id order.
    pub fn rows(&self) -> Vec<PersonRow> {
        (0..self.people.len()).map(|position| self.row(position)).collect()
    }
}

/// One half day in a person's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HistorySlot {
    /// The slot's number in its session.
    pub no: SlotNo,
    /// The day.
    pub date: NaiveDate,
    /// Morning or afternoon.
    pub half: Half,
    /// Minutes of learning.
    pub minutes: u32,
    /// How they stood; `None`: not marked.
    pub kind: Option<MarkKind>,
    /// Whether its minutes count, and if not, why.
    pub counting: Counting,
}

/// Whether the minutes of a half day count for a person's hours of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Counting {
    /// They count.
    Counts,
    /// Attended, but in another year: they count there.
    OtherYear,
    /// Not attended: on leave, or absent.
    Missed,
    /// Held, and not marked yet.
    Unmarked,
    /// After the as-of day.
    ToCome,
    /// The session was not held, or they took no part in it.
    NotTaken,
}

/// One session in a person's history.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HistoryRow {
    /// The session.
    pub session: SessionId,
    /// Its title.
    pub title: String,
    /// The way of learning.
    pub mode: Mode,
    /// Where the session stands.
    pub status: Status,
    /// Its first day; `None` without half days.
    pub first_day: Option<NaiveDate>,
    /// The cohort whose place it uses.
    pub cohort: CohortId,
    /// Where the enrolment stands.
    pub state: EnrolmentState,
    /// Minutes attended up to the as-of day that count in the programme year.
    pub minutes: u64,
    /// Whether the session's attendance rule is met.
    pub is_completed: bool,
    /// The half days.
    pub slots: Vec<HistorySlot>,
}

/// The sessions a person is or was enrolled in, in time order, up to any date; hours and completion as of a day.
pub fn history(workspace: &Workspace, person: PersonId, as_of: NaiveDate) -> Vec<HistoryRow> {
    let mut rows: Vec<HistoryRow> =
        workspace.sessions.iter().filter_map(|session| history_row(workspace, session, person, as_of)).collect();
    rows.sort_by_key(|row| (row.first_day, row.session));
    rows
}

fn history_row(workspace: &Workspace, session: &Session, person: PersonId, as_of: NaiveDate) -> Option<HistoryRow> {
    let enrolment = workspace.enrolments.get((session.id, person))?;
    let year = workspace.programme.days();
    let is_taken = session.status != Status::Cancelled && enrolment.state.takes_part();
    let counting = |date: NaiveDate, kind: Option<MarkKind>| match kind {
        _ if !is_taken => Counting::NotTaken,
        _ if date > as_of => Counting::ToCome,
        _ if !session.status.is_held() => Counting::NotTaken,
        None => Counting::Unmarked,
        Some(kind) if !kind.is_attended() => Counting::Missed,
        Some(_) if year.contains(date) => Counting::Counts,
        Some(_) => Counting::OtherYear,
    };
    let slots: Vec<HistorySlot> = session
        .slots
        .iter()
        .map(|slot| {
            let kind = workspace.mark((session.id, person, slot.no));
            let counting = counting(slot.date, kind);
            HistorySlot { no: slot.no, date: slot.date, half: slot.half, minutes: slot.minutes, kind, counting }
        })
        .collect();
    let minutes_of = |kinds: &[Counting]| -> u64 {
        slots.iter().filter(|slot| kinds.contains(&slot.counting)).map(|slot| u64::from(slot.minutes)).sum()
    };
    let attended = minutes_of(&[Counting::Counts, Counting::OtherYear]);
    let in_year = minutes_of(&[Counting::Counts]);
    let first_day = session.span().map(|span| span.first);
    let rules = workspace.rules_for(first_day.unwrap_or(year.first), Some(session.level));
    let missed = session.minutes().saturating_sub(attended);
    Some(HistoryRow {
        session: session.id,
        title: session.title.clone(),
        mode: session.mode,
        status: session.status,
        first_day,
        cohort: enrolment.cohort,
        state: enrolment.state,
        minutes: in_year,
        is_completed: attended > 0 && rules.lets_complete(missed, session.minutes()),
        slots,
    })
}

/// The topics a person has asked for, in id order.
pub fn topics_of(workspace: &Workspace, person: &Person) -> Vec<crate::model::TopicId> {
    let asked = |topic: &&crate::model::Topic| topic.askers.iter().any(|asker| asker.person == Some(person.id));
    workspace.topics.iter().filter(asked).map(|topic| topic.id).collect()
}
