//! Half days of a class without a trainer; remote lessons and visits need none.

use super::context::Context;
use super::{Finding, Rule, Subject};
use crate::model::Mode;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked() {
        let session = class.session;
        let n = session.slots.iter().filter(|slot| slot.trainer.is_none()).count();
        if n > 0 && matches!(session.mode, Mode::PartySchool | Mode::LectureHall) {
            let subjects = vec![Subject::Session(session.id)];
            let finding = Finding::new(Rule::NoTrainer, subjects).on(class.first_day());
            findings.push(finding.counting(n as u64, 0));
        }
    }
}
