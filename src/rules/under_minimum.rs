//! A published session with too few people, by name or by quota, is not worth running.

use super::context::Context;
use super::{Finding, Rule, Subject};
use crate::model::Status;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked().filter(|class| class.session.status == Status::Published) {
        let (n, limit) = (class.heads(), u64::from(class.session.min_heads));
        if n < limit {
            let subjects = vec![Subject::Session(class.session.id)];
            let finding = Finding::new(Rule::UnderMinimum, subjects).on(class.first_day());
            findings.push(finding.counting(n, limit));
        }
    }
}
