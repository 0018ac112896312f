//! During the farming season people must not be called away; remote lessons near home call nobody away.

use super::context::{Class, Context};
use super::{Finding, Rule, Subject};
use crate::model::{Blackout, Mode, TownshipId};

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked().filter(|class| class.session.mode != Mode::Remote) {
        for blackout in context.workspace.blackouts.iter() {
            let mut days = class.session.slots.iter().map(|slot| slot.date);
            let Some(day) = days.find(|day| blackout.days.contains(*day)) else { continue };
            let called = called_away(class, blackout);
            if blackout.townships.is_empty() || !called.is_empty() {
                let n = called.len() as u64;
                let subjects = [Subject::Session(class.session.id), Subject::Blackout(blackout.id)];
                let subjects = subjects.into_iter().chain(called.into_iter().map(Subject::Township)).collect();
                findings.push(Finding::new(Rule::Blackout, subjects).on(Some(day)).counting(n, 0));
            }
        }
    }
}

/// The townships of a blackout that a session calls away: it is theirs, they have seats, or people sit in it.
fn called_away(class: &Class<'_>, blackout: &Blackout) -> Vec<TownshipId> {
    if blackout.townships.is_empty() {
        return Vec::new();
    }
    let session = class.session;
    let own = session.township.into_iter().chain(session.quotas.iter().map(|quota| quota.township));
    let sent = class.seats.iter().filter_map(|seat| seat.township);
    let mut called: Vec<TownshipId> = own.chain(sent).filter(|id| blackout.townships.contains(id)).collect();
    called.sort_unstable();
    called.dedup();
    called
}
