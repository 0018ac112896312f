//! A trainer cannot teach two sessions in the same half day.

use super::context::Context;
use super::{Finding, Impact, Rule, Subject};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for meeting in &context.meetings {
        let (one, other) = (context.classes[meeting.one].session, context.classes[meeting.other].session);
        for slot in &one.slots {
            let same = other.slots.iter().find(|theirs| {
                theirs.trainer.is_some()
                    && (theirs.date, theirs.half, theirs.trainer) == (slot.date, slot.half, slot.trainer)
            });
            let Some(trainer) = same.and_then(|slot| slot.trainer) else { continue };
            let subjects = vec![Subject::Session(one.id), Subject::Session(other.id), Subject::Trainer(trainer)];
            let finding = Finding::new(Rule::TrainerClash, Impact::Block, subjects).on(Some(slot.date));
            findings.push(Finding { half: Some(slot.half), ..finding });
            break;
        }
    }
}
