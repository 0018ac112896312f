//! A session takes no more people than it says.

use super::context::Context;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked() {
        let (n, limit) = (class.n_seats(), u64::from(class.session.max_heads));
        if n > limit {
            let subjects = vec![Subject::Session(class.session.id)];
            let finding = Finding::new(Rule::OverCapacity, subjects).on(class.first_day());
            findings.push(finding.counting(n, limit));
        }
    }
}
