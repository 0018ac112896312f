//! Two people who stand in for each other are not called away on the same day; lessons near home call nobody away.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::context::Context;
use super::{Finding, Rule, Subject};
use crate::model::{Mode, PersonId};

/// One finding for each pair of people and pair of sessions, on the first day that both are away.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut told: BTreeMap<(PersonId, PersonId, usize, usize), NaiveDate> = BTreeMap::new();
    for (one, class) in context.classes.iter().enumerate() {
        for seat in class.seats.iter() {
            let Some(other) = seat.cover else { continue };
            let seats = context.by_person();
            let from = seats.partition_point(|(person, _)| *person < other);
            for (_, theirs) in seats[from..].iter().take_while(|(person, _)| *person == other) {
                let key = (seat.person.min(other), seat.person.max(other), one.min(*theirs), one.max(*theirs));
                if context.is_asked(one, *theirs) && !told.contains_key(&key) {
                    told.extend(first_day_away(context, one, *theirs).map(|day| (key, day)));
                }
            }
        }
    }
    for ((a, b, one, other), day) in told {
        let mut subjects = vec![Subject::Person(a), Subject::Person(b)];
        subjects.push(Subject::Session(context.classes[one].session.id));
        if other != one {
            subjects.push(Subject::Session(context.classes[other].session.id));
        }
        findings.push(Finding::new(Rule::CoverAway, subjects).on(Some(day)));
    }
}

fn first_day_away(context: &Context<'_>, one: usize, other: usize) -> Option<NaiveDate> {
    let [one, other] = [one, other].map(|at| context.classes[at].session);
    if one.mode == Mode::Remote || other.mode == Mode::Remote {
        return None;
    }
    let theirs = other.days();
    one.days().into_iter().find(|day| theirs.contains(day))
}
