//! Why a person sits where they sit, or why not.

use chrono::NaiveDate;
use serde::Serialize;

use super::draft::Draft;
use super::instance::{Apart, Instance};
use super::priority::Claim;
use crate::model::{CohortId, PersonId, SessionId, Workspace};

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
