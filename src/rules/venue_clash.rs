//! Two sessions cannot use one room in the same half day, unless it is a network of stations or a place to visit.

use super::context::Context;
use super::{Finding, Impact, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for meeting in &context.meetings {
        let (one, other) = (context.classes[meeting.one].session, context.classes[meeting.other].session);
        let Some(id) = one.venue.filter(|id| other.venue == Some(*id)) else { continue };
        if context.workspace.venues.get(id).is_some_and(|venue| !venue.is_shared) {
            let subjects = vec![Subject::Session(one.id), Subject::Session(other.id), Subject::Venue(id)];
            let finding = Finding::new(Rule::VenueClash, Impact::Block, subjects).on(Some(meeting.date));
            findings.push(Finding { half: Some(meeting.half), ..finding });
        }
    }
}
