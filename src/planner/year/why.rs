//! Why a person sits where they sit, or why not; and why a township's people go to a session at all.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::draft::Draft;
use super::instance::{Apart, Instance};
use super::priority::{self, Claim};
use crate::model::{CohortId, PersonId, SessionId, TownshipId, Workspace};
use crate::planner::problem::Customer;

/// One reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Why {
    /// The branch is lagging and goes first.
    Lagging,
    /// A new secretary, due by a day.
    New {
        /// The day.
        due: NaiveDate,
    },
    /// Not trained since a day.
    Waiting {
        /// The day.
        since: NaiveDate,
    },
    /// They asked for a topic, and here topics can be ordered.
    Asked,
    /// They were named for this session already.
    NamedBefore,
    /// They were named for another session, which is given up or has no seat for their township.
    NamedElsewhere {
        /// That session.
        session: SessionId,
    },
    /// So many of their township sit in this session, and it may not be more at a time.
    Duty {
        /// How many there may be.
        limit: u32,
    },
    /// So many of their township come before them.
    Behind {
        /// How many.
        n: u32,
    },
    /// Away for over half a year.
    Floating,
    /// Without a home branch.
    NoUnit,
    /// Trained already, exempt, or seated in a session that stays: there is nothing to plan.
    NothingToPlan,
}

/// The reasons for a person's place in a draft, the strongest first.
pub fn why(
    workspace: &Workspace,
    instance: &Instance,
    draft: &Draft,
    (person, cohort): (PersonId, CohortId),
) -> Vec<Why> {
    if let Some((_, _, apart)) = instance.apart.iter().find(|row| (row.0, row.1) == (person, cohort)) {
        return vec![match apart {
            Apart::Floating => Why::Floating,
            Apart::NoUnit => Why::NoUnit,
        }];
    }
    let place = |of: &&super::CustomerOf| of.cohort == cohort && of.people.iter().any(|rank| rank.person == person);
    let Some(of) = instance.customers.iter().find(place) else { return vec![Why::NothingToPlan] };
    let position = of.people.iter().position(|rank| rank.person == person).unwrap_or(0);
    let seat = draft.seat_of(person, cohort);
    let mut reasons = Vec::new();
    match of.people[position].claim {
        Claim::Lagging => reasons.push(Why::Lagging),
        Claim::New { due } => reasons.push(Why::New { due }),
        Claim::Waiting { since, asked } => {
            let is_ordered = seat.is_some_and(|seat| !instance.problem.offers[seat.offer].topic.is_empty());
            reasons.extend(Some(Why::Asked).filter(|_| asked.0 && is_ordered));
            reasons.extend(since.map(|since| Why::Waiting { since }));
        }
    }
    let touched = draft.sessions.iter().filter_map(|session| session.from).chain(draft.dropped.iter().copied());
    let mut named = touched.filter(|id| {
        workspace.enrolments.get((*id, person)).is_some_and(|seat| seat.cohort == cohort && seat.state.takes_part())
    });
    if let Some(before) = named.next() {
        let is_same = seat.is_some_and(|seat| seat.from == Some(before));
        reasons.push(if is_same { Why::NamedBefore } else { Why::NamedElsewhere { session: before } });
    }
    if let (Some(seat), Some(limit)) = (seat, instance.settings.max_away) {
        let quota = seat.session.quotas.iter().find(|quota| quota.township == of.township);
        let is_secretary = super::calendar::is_secretary(workspace, cohort);
        if is_secretary && quota.is_some_and(|quota| quota.heads >= limit) {
            reasons.push(Why::Duty { limit });
        }
    }
    if seat.is_none() || reasons.is_empty() {
        reasons.push(Why::Behind { n: position as u32 });
    }
    reasons
}

/// What speaks for somebody of a cohort who is still to be trained, whatever the plan: the strongest first.
pub fn claims(workspace: &Workspace, (person, cohort): (PersonId, CohortId), as_of: NaiveDate) -> Vec<Why> {
    let Some(person) = workspace.people.get(person) else { return Vec::new() };
    let rank = priority::rank(workspace, &priority::askers(workspace), person, cohort, as_of);
    match rank.claim {
        Claim::Lagging => vec![Why::Lagging],
        Claim::New { due } => vec![Why::New { due }],
        Claim::Waiting { since, .. } => since.map(|since| Why::Waiting { since }).into_iter().collect(),
    }
}

/// One reason why people of a township go to a session of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum WhyHere {
    /// The session is the township's own.
    Own,
    /// So many of them were named for it already.
    Named {
        /// How many.
        n: u32,
    },
    /// Some of them should be trained by mid-year, and it is held before.
    ByMidYear {
        /// How many.
        n: u32,
        /// The day.
        day: NaiveDate,
    },
    /// No more may be away at a time, so that they go in turns.
    Turns {
        /// To how many sessions.
        sessions: u32,
        /// How many may be away.
        limit: u32,
    },
    /// They can be called away in a part of the weeks only in which the course can be held.
    Weeks {
        /// In how many they can.
        open: u32,
        /// How many there are.
        of: u32,
    },
    /// So many earlier sessions of the course are full.
    EarlierFull {
        /// How many.
        n: u32,
    },
    /// It is the only session of the draft for their cohort.
    OnlyOne,
    /// Nothing binds them here: of all plans found this one costs least.
    Price,
}

/// Why people of a township and cohort go to a session of a draft, given by its place there.
pub fn why_here(
    workspace: &Workspace,
    instance: &Instance,
    draft: &Draft,
    at: usize,
    (township, cohort): (TownshipId, CohortId),
) -> Vec<WhyHere> {
    let Some(drafted) = draft.sessions.get(at) else { return Vec::new() };
    let Some(place) = instance.customers.iter().position(|of| (of.township, of.cohort) == (township, cohort)) else {
        return Vec::new();
    };
    let (of, customer) = (&instance.customers[place], &instance.problem.customers[place]);
    let theirs: BTreeSet<PersonId> = of.people.iter().map(|rank| rank.person).collect();
    let is_theirs = |person: PersonId| theirs.contains(&person);
    let mut reasons = Vec::new();
    reasons.extend((drafted.session.township == Some(township)).then_some(WhyHere::Own));
    let was_named = |person: PersonId| {
        let before = drafted.from.and_then(|id| workspace.enrolments.get((id, person)));
        before.is_some_and(|seat| seat.state.takes_part())
    };
    let named = drafted.people.iter().filter(|seat| is_theirs(seat.person) && was_named(seat.person)).count() as u32;
    reasons.extend((named > 0).then_some(WhyHere::Named { n: named }));
    if let Some(day) = instance.settings.mid_year.filter(|_| drafted.week < instance.problem.mid_week) {
        let n = customer.mid_min;
        reasons.extend((n > 0).then_some(WhyHere::ByMidYear { n, day }));
    }
    let sends = |session: &&super::Drafted| session.people.iter().any(|seat| is_theirs(seat.person));
    let sessions = draft.sessions.iter().filter(sends).count() as u32;
    if let Some(limit) = instance.settings.max_away
        && super::calendar::is_secretary(workspace, cohort)
        && sessions > 1
    {
        reasons.push(WhyHere::Turns { sessions, limit });
    }
    reasons.extend(weeks(instance, drafted.offer, place, customer));
    let alike = |other: &&super::Drafted| {
        other.session.course == drafted.session.course && other.session.cohorts == drafted.session.cohorts
    };
    let runs: Vec<&super::Drafted> = draft.sessions.iter().filter(alike).collect();
    let is_earlier = |other: &super::Drafted| other.session.span() < drafted.session.span();
    let is_full = |other: &super::Drafted| other.people.len() as u32 >= other.session.max_heads;
    let n = runs.iter().filter(|other| is_earlier(other) && is_full(other)).count() as u32;
    reasons.extend((n > 0).then_some(WhyHere::EarlierFull { n }));
    reasons.extend((runs.len() == 1).then_some(WhyHere::OnlyOne));
    if reasons.is_empty() {
        reasons.push(WhyHere::Price);
    }
    reasons
}

/// The weeks in which the offer's course could be held and the customer may come, if those are fewer.
fn weeks(instance: &Instance, offer: usize, place: usize, customer: &Customer) -> Option<WhyHere> {
    let course = instance.offers.get(offer)?.course;
    let runs = instance.offers.iter().zip(&instance.problem.offers).filter(|(of, _)| of.course == course);
    let theirs = runs.filter(|(_, row)| row.customers.contains(&place)).flat_map(|(_, row)| row.weeks.iter().copied());
    let all: BTreeSet<usize> = theirs.collect();
    let open = all.iter().filter(|week| !customer.blocked.contains(week)).count() as u32;
    let of = all.len() as u32;
    (open < of).then_some(WhyHere::Weeks { open, of })
}
