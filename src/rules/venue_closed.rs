//! A room cannot be used on days on which it is closed or does not exist.

use super::context::Context;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked() {
        let session = class.session;
        let Some(venue) = session.venue.and_then(|id| context.workspace.venues.get(id)) else { continue };
        let is_closed = |day| venue.closed.iter().any(|span| span.contains(day)) || !venue.valid.holds_on(day);
        let closed: Vec<_> = session.slots.iter().filter(|slot| is_closed(slot.date)).collect();
        if let Some(first) = closed.first() {
            let subjects = vec![Subject::Session(session.id), Subject::Venue(venue.id)];
            let finding = Finding::new(Rule::VenueClosed, subjects).on(Some(first.date));
            findings.push(finding.counting(closed.len() as u64, 0));
        }
    }
}
