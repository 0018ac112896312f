//! People or seats elsewhere.

use std::collections::BTreeSet;

use super::trial::Trial;
use super::{Alternative, Remedy};
use crate::model::{EnrolmentState, PersonId, Session, TownshipId};
use crate::rules::board::Seat;
use crate::rules::{Finding, Rule, Subject};

/// So many sessions are tried out, and so many proposed.
const TRIED: usize = 6;
const PROPOSED: usize = 2;
/// So often other people are chosen because the first ones would have trouble there.
const TURNS: usize = 4;

/// Some of these have to go.
struct Surplus {
    n: usize,
    /// Whom it is easiest to ask first.
    people: Vec<PersonId>,
}

/// Moves as many people as it takes to another session that teaches the same and has seats.
pub(super) fn propose(trial: &Trial<'_>, finding: &Finding) -> Vec<Alternative> {
    let mut found = Vec::new();
    for surplus in surplus(trial, finding).iter().filter(|surplus| surplus.people.len() >= surplus.n) {
        let targets = trial.siblings().into_iter().filter(|target| n_free(trial, target) >= surplus.n);
        found.extend(targets.take(TRIED).filter_map(|target| move_some(trial, surplus, target)).take(PROPOSED));
    }
    if let (true, Some((township, heads))) = (found.is_empty(), seats_over(trial, finding)) {
        let targets = trial.siblings().into_iter().filter(|target| n_free(trial, target) >= heads as usize);
        let run = |target: &Session| trial.run(Remedy::MoveSeats { township, heads, to: target.id }).ok();
        found.extend(targets.take(TRIED).filter_map(run).take(PROPOSED));
    }
    found
}

/// Puts those who are too many on the waiting list.
pub(super) fn propose_waiting(trial: &Trial<'_>, finding: &Finding) -> Vec<Alternative> {
    let surplus = surplus(trial, finding);
    let enough = surplus.iter().filter(|surplus| surplus.people.len() >= surplus.n);
    let wait = enough.filter_map(|surplus| {
        let mut people = surplus.people[..surplus.n].to_vec();
        people.sort_unstable();
        trial.run(Remedy::Wait { people }).ok()
    });
    wait.take(1).collect()
}

/// Sends everybody to another session and cancels this one.
pub(super) fn propose_merging(trial: &Trial<'_>) -> Vec<Alternative> {
    let n = n_heads(trial, trial.session);
    let is_to_come = trial.is_to_come();
    let targets = trial.siblings().into_iter().filter(|target| is_to_come && n_free(trial, target) >= n);
    let merged = targets.take(TRIED).filter_map(|target| trial.run(Remedy::MergeInto { into: target.id }).ok());
    merged.take(PROPOSED).collect()
}

fn move_some(trial: &Trial<'_>, surplus: &Surplus, target: &Session) -> Option<Alternative> {
    let ws = trial.workspace;
    let can_go = |id: &PersonId| {
        let person = ws.people.get(*id);
        person.is_some_and(|person| ws.cohort_for(target, person).is_ok()) && !ws.enrolments.has((target.id, *id))
    };
    let mut willing: Vec<PersonId> = surplus.people.iter().copied().filter(can_go).collect();
    for _ in 0..TURNS {
        let mut people = willing.get(..surplus.n)?.to_vec();
        people.sort_unstable();
        match trial.run(Remedy::MovePeople { people: people.clone(), to: target.id }) {
            Ok(alternative) => return Some(alternative),
            Err(new) => {
                let unfit = unfit(trial, &new, &people);
                if unfit.is_empty() {
                    return None;
                }
                willing.retain(|person| !unfit.contains(person));
            }
        }
    }
    None
}

/// Those of the people because of whom something new is found: they, or their township, are named in it.
fn unfit(trial: &Trial<'_>, new: &[Finding], people: &[PersonId]) -> BTreeSet<PersonId> {
    let seats = trial.board.seats(trial.workspace, trial.session);
    let subjects: Vec<Subject> = new.iter().flat_map(|finding| finding.subjects.iter().copied()).collect();
    let is_named = |seat: &&Seat| {
        let township = seat.township.map(Subject::Township);
        subjects.contains(&Subject::Person(seat.person)) || township.is_some_and(|unit| subjects.contains(&unit))
    };
    seats.iter().filter(|seat| people.contains(&seat.person)).filter(is_named).map(|seat| seat.person).collect()
}

/// Who would have to go so that a finding is gone: a way for each entry.
#[expect(clippy::wildcard_enum_match_arm, reason = "only some rules ask for fewer people")]
fn surplus(trial: &Trial<'_>, finding: &Finding) -> Vec<Surplus> {
    if !trial.is_to_come() {
        return Vec::new();
    }
    let too_many = usize::try_from(finding.n.saturating_sub(finding.limit)).unwrap_or(usize::MAX);
    let units: Vec<TownshipId> = finding.subjects.iter().filter_map(Subject::township).collect();
    let of_units = |seat: &Seat| seat.township.is_some_and(|unit| units.contains(&unit));
    match finding.rule {
        Rule::OverCapacity | Rule::OverVenue => vec![Surplus { n: too_many, people: whom(trial, |_| true) }],
        Rule::OverQuota => vec![Surplus { n: too_many, people: whom(trial, of_units) }],
        Rule::TooManyAway => {
            let is_secretary = |seat: &Seat| {
                let cohort = trial.workspace.cohorts.get(seat.cohort);
                cohort.is_some_and(|cohort| cohort.kind == crate::model::CohortKind::Secretary)
            };
            vec![Surplus { n: too_many, people: whom(trial, |seat| of_units(seat) && is_secretary(seat)) }]
        }
        Rule::Blackout if !units.is_empty() => {
            let people = whom(trial, of_units);
            vec![Surplus { n: people.len(), people }]
        }
        Rule::PersonClash => {
            let people = whom(trial, |seat| finding.subjects.contains(&Subject::Person(seat.person)));
            vec![Surplus { n: people.len(), people }]
        }
        Rule::CoverAway => {
            let pair = whom(trial, |seat| finding.subjects.contains(&Subject::Person(seat.person)));
            pair.into_iter().map(|person| Surplus { n: 1, people: vec![person] }).collect()
        }
        _ => Vec::new(),
    }
    .into_iter()
    .filter(|surplus| surplus.n > 0)
    .collect()
}

/// A township's seats without names that are too many.
#[expect(clippy::wildcard_enum_match_arm, reason = "only some rules ask for fewer people")]
fn seats_over(trial: &Trial<'_>, finding: &Finding) -> Option<(TownshipId, u32)> {
    let too_many = u32::try_from(finding.n.saturating_sub(finding.limit)).ok();
    let too_many = too_many.filter(|n| *n > 0 && trial.is_to_come())?;
    let named = trial.board.seats(trial.workspace, trial.session);
    let nameless = |unit: TownshipId, heads: u32| {
        let n = named.iter().filter(|seat| seat.township == Some(unit)).count();
        heads.saturating_sub(u32::try_from(n).unwrap_or(u32::MAX))
    };
    let free = trial.session.quotas.iter().map(|quota| (quota.township, nameless(quota.township, quota.heads)));
    match finding.rule {
        Rule::TooManyAway => {
            let unit = finding.subjects.iter().find_map(Subject::township)?;
            free.into_iter().find(|(one, heads)| *one == unit && *heads >= too_many).map(|(unit, _)| (unit, too_many))
        }
        Rule::OverVenue => {
            let most = free.into_iter().max_by_key(|(unit, heads)| (*heads, std::cmp::Reverse(*unit)))?;
            (most.1 >= too_many).then_some((most.0, too_many))
        }
        _ => None,
    }
}

/// People of the session: those who have not confirmed first, then those who were enrolled last.
fn whom(trial: &Trial<'_>, is_meant: impl Fn(&Seat) -> bool) -> Vec<PersonId> {
    let seats = trial.board.seats(trial.workspace, trial.session);
    let mut people: Vec<PersonId> = seats.iter().filter(|seat| is_meant(seat)).map(|seat| seat.person).collect();
    people.sort_by_key(|person| {
        let enrolment = trial.workspace.enrolments.get((trial.session.id, *person));
        (enrolment.is_some_and(|e| e.state == EnrolmentState::Confirmed), std::cmp::Reverse(*person))
    });
    people
}

/// People by name, or seats given away if these are more.
fn n_heads(trial: &Trial<'_>, session: &Session) -> usize {
    let seats: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
    trial.board.seats(trial.workspace, session).len().max(seats as usize)
}

/// Seats for which there is no name yet.
fn n_free(trial: &Trial<'_>, session: &Session) -> usize {
    (session.max_heads as usize).saturating_sub(trial.board.seats(trial.workspace, session).len())
}
