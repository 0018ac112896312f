//! Two sessions cannot use one room in the same half day, unless it is a network of stations or a place to visit.

use super::context::Context;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_room = |id| context.workspace.venues.get(id).is_some_and(|venue| !venue.is_shared);
    let meetings = context.meetings(|session, _| session.venue.filter(|id| is_room(*id)));
    for ((one, other, venue), (date, half)) in meetings {
        let sessions = [one, other].map(|at| Subject::Session(context.classes[at].session.id));
        let subjects = vec![sessions[0], sessions[1], Subject::Venue(venue)];
        let finding = Finding::new(Rule::VenueClash, subjects).on(Some(date));
        findings.push(Finding { half: Some(half), ..finding });
    }
}
