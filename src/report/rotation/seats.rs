//! Who is seated, or taken off, when a number is typed into a cell.
//!
//! Seated are, of those not yet trained who have no other seat: lagging branches first, then who stands in the cohort
//! longest. Taken off are first who waits, then who was only invited, those last who would be seated first.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::people::{seated_in, unplaced};
use crate::model::{
    CohortId, EnrolmentState, Grade, Person, PersonId, SeatChange, Session, SessionId, TownshipId, Workspace,
};
use crate::report::index::Index;

/// A cell of the matrix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The session.
    pub session: SessionId,
    /// The cohort.
    pub cohort: CohortId,
    /// The township.
    pub township: TownshipId,
}

/// What a number typed into a cell comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatsAsked {
    /// What changes.
    pub change: SeatChange,
    /// How many of the heads asked for could not be found.
    pub n_short: u32,
}

/// Finds the people for a number of heads in a cell. A session that shares its seats out keeps the township's share at
/// that number.
pub fn seats_asked(ws: &Workspace, index: &Index, cell: Cell, heads: u32) -> SeatsAsked {
    let Some(session) = ws.sessions.get(cell.session) else { return SeatsAsked::default() };
    let seated = seated_in(ws, index, (cell.session, cell.cohort), Some(cell.township));
    let n_seated = seated.len() as u32;
    let mut asked = SeatsAsked::default();
    if heads > n_seated {
        asked.change.seat = to_seat(ws, index, cell, session, (heads - n_seated) as usize);
        asked.n_short = heads - n_seated - asked.change.seat.len() as u32;
    } else if heads < n_seated {
        asked.change.unseat = to_unseat(ws, index, cell, session, (n_seated - heads) as usize);
    }
    let owns_quota = session.cohorts.first() == Some(&cell.cohort) && !session.quotas.is_empty();
    let now = session.quotas.iter().find(|quota| quota.township == cell.township).map_or(0, |quota| quota.heads);
    asked.change.quota = (owns_quota && now != heads).then_some((cell.township, heads));
    asked
}

fn to_seat(ws: &Workspace, index: &Index, cell: Cell, session: &Session, n: usize) -> Vec<PersonId> {
    let Some(township) = index.townships.iter().position(|id| *id == cell.township) else { return Vec::new() };
    let is_unplaced = unplaced(ws, index, cell.cohort);
    let is_busy = busy(ws, index, session);
    let day = day_of(ws, session);
    let mut found: Vec<_> = (0..index.people.len())
        .filter(|at| is_unplaced[*at] && !is_busy[*at] && index.standing[*at].township == Some(township as u32))
        .filter_map(|at| Some((index.standing[at].is_floating, ws.people.get(index.people[at])?)))
        .filter(|(_, person)| ws.cohort_for(session, person).is_ok_and(|cohort| cohort == cell.cohort))
        .map(|(is_floating, person)| (is_floating, rank(ws, person, cell.cohort, day)))
        .collect();
    found.sort_unstable();
    found.into_iter().take(n).map(|(_, (.., person))| person).collect()
}

fn to_unseat(ws: &Workspace, index: &Index, cell: Cell, session: &Session, n: usize) -> Vec<PersonId> {
    let day = day_of(ws, session);
    let seated = seated_in(ws, index, (cell.session, cell.cohort), Some(cell.township));
    let mut found: Vec<_> = seated
        .into_iter()
        .filter_map(|one| Some((one.state == EnrolmentState::Confirmed, ws.people.get(one.person)?)))
        .map(|(is_confirmed, person)| (is_confirmed, Reverse(rank(ws, person, cell.cohort, day))))
        .collect();
    found.sort_unstable();
    found.into_iter().take(n).map(|(_, Reverse((.., person)))| person).collect()
}

/// Smallest first: lagging branches, then who stands in the cohort longest, then by branch and id.
type Rank = (bool, Option<NaiveDate>, Option<crate::model::BranchId>, PersonId);

fn rank(ws: &Workspace, person: &Person, cohort: CohortId, day: NaiveDate) -> Rank {
    let branch = person.home_on(day);
    let is_lagging = branch.and_then(|id| ws.branches.get(id)).is_some_and(|branch| branch.grade == Grade::Lagging);
    let membership = person.cohorts.iter().find(|one| one.cohort == cohort && one.period.holds_on(day));
    (!is_lagging, membership.and_then(|one| one.period.since), branch, person.id)
}

/// By position of the person: whether they are in this session's list in any way, or in another session on its days.
fn busy(ws: &Workspace, index: &Index, session: &Session) -> Vec<bool> {
    let days: BTreeSet<NaiveDate> = session.slots.iter().map(|slot| slot.date).collect();
    let shares_a_day = |other: &&Session| other.slots.iter().any(|slot| days.contains(&slot.date));
    let is_live = |other: &&Session| other.status != crate::model::Status::Cancelled;
    let mut is_busy = vec![false; index.people.len()];
    for other in ws.sessions.iter().filter(is_live).filter(|other| other.id == session.id || shares_a_day(other)) {
        for enrolment in ws.enrolments_in(other.id) {
            let state = enrolment.state;
            let counts = state.takes_part() || other.id == session.id && state != EnrolmentState::Withdrawn;
            if let Some(at) = index.position_of(enrolment.person).filter(|_| counts) {
                is_busy[at] = true;
            }
        }
    }
    is_busy
}

fn day_of(ws: &Workspace, session: &Session) -> NaiveDate {
    session.span().map_or(ws.programme.days().first, |span| span.first)
}
