//! A session costs no more than the comprehensive rate allows for its person-days.

use super::context::Context;
use super::rate::rate_of;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for session in context.billed() {
        let lines = context.lines_of(session.id);
        if lines.is_empty() {
            continue;
        }
        let rate = rate_of(context.workspace, session, &context.board.heads(context.workspace, session), lines);
        if let Some(limit) = rate.limit.filter(|limit| rate.counted > *limit) {
            let finding = Finding::new(Rule::OverRate, vec![Subject::Session(session.id)]);
            let first = session.span().map(|span| span.first);
            findings.push(finding.on(first).counting(rate.counted.0.cast_unsigned(), limit.0.cast_unsigned()));
        }
    }
}
