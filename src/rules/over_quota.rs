//! A township sends no more people than its share of the seats.

use super::context::Context;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked().filter(|class| !class.session.quotas.is_empty()) {
        let Some(day) = class.first_day() else { continue };
        for (township, n) in class.sent(|_| true) {
            let quotas = class.session.quotas.iter().filter(|quota| quota.township == township);
            let limit: u64 = quotas.map(|quota| u64::from(quota.heads)).sum();
            if n > limit {
                let subjects = vec![Subject::Session(class.session.id), Subject::Township(township)];
                let finding = Finding::new(Rule::OverQuota, subjects).on(Some(day));
                findings.push(finding.counting(n, limit));
            }
        }
    }
}
