//! A session without half days cannot be marked, and nobody knows when it is.

use super::context::Context;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked().filter(|class| class.session.slots.is_empty()) {
        findings.push(Finding::new(Rule::NoSlots, vec![Subject::Session(class.session.id)]));
    }
}
