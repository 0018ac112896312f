//! A trainer cannot teach two sessions in the same half day.

use super::context::Context;
use super::{Finding, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for ((one, other, trainer), (date, half)) in context.meetings(|_, slot| slot.trainer) {
        let sessions = [one, other].map(|at| Subject::Session(context.classes[at].session.id));
        let subjects = vec![sessions[0], sessions[1], Subject::Trainer(trainer)];
        let finding = Finding::new(Rule::TrainerClash, subjects).on(Some(date));
        findings.push(Finding { half: Some(half), ..finding });
    }
}
