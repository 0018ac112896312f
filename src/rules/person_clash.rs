//! Nobody can sit in two sessions in the same half day.

use super::context::Context;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for meeting in context.double_bookings() {
        let n = meeting.people.len() as u64;
        let sessions = [meeting.one, meeting.other].map(|at| Subject::Session(context.classes[at].session.id));
        let subjects = sessions.into_iter().chain(meeting.people.into_iter().map(Subject::Person)).collect();
        let finding = Finding::new(Rule::PersonClash, subjects).on(Some(meeting.date));
        findings.push(Finding { half: Some(meeting.half), ..finding }.counting(n, 0));
    }
}
