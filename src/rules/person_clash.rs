//! Nobody can sit in two sessions in the same half day.

use super::context::{Class, Context};
use super::{Finding, Impact, Rule, Subject};
use crate::model::PersonId;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for meeting in &context.meetings {
        let (one, other) = (&context.classes[meeting.one], &context.classes[meeting.other]);
        let both = in_both(one, other);
        if both.is_empty() {
            continue;
        }
        let n = both.len() as u64;
        let sessions = [Subject::Session(one.session.id), Subject::Session(other.session.id)];
        let subjects = sessions.into_iter().chain(both.into_iter().map(Subject::Person)).collect();
        let finding = Finding::new(Rule::PersonClash, Impact::Warn, subjects).on(Some(meeting.date));
        findings.push(Finding { half: Some(meeting.half), ..finding }.counting(n, 0));
    }
}

/// Both lists stand in id order.
fn in_both(one: &Class<'_>, other: &Class<'_>) -> Vec<PersonId> {
    let mut theirs = other.people.iter().map(|(person, _)| *person).peekable();
    let mut both = Vec::new();
    for (person, _) in &one.people {
        while theirs.next_if(|other| other < person).is_some() {}
        both.extend(theirs.next_if_eq(person));
    }
    both
}
