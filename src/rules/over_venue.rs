//! A room seats no more people than it has seats; a network of stations has more than one room.

use super::context::Context;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked() {
        let Some(venue) = class.session.venue.and_then(|id| context.workspace.venues.get(id)) else { continue };
        let (n, limit) = (class.heads(), u64::from(venue.capacity));
        if n > limit && !venue.is_shared {
            let subjects = vec![Subject::Session(class.session.id), Subject::Venue(venue.id)];
            let finding = Finding::new(Rule::OverVenue, subjects).on(class.first_day());
            findings.push(finding.counting(n, limit));
        }
    }
}
