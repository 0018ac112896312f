//! Marks are entered within a week after the end of a session.

use super::context::{Context, is_open};
use super::{Finding, Impact, Rule, Subject};
use crate::model::attendance::asks_for;
use crate::model::{Session, Status, Workspace};

/// Days after the last half day in which marks may still be missing.
pub const GRACE_DAYS: i64 = 7;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for session in context.workspace.sessions.iter() {
        let is_asked = context.focus().is_none_or(|focus| focus == session.id);
        let can_be_marked = is_open(session) || session.status == Status::Finished;
        let Some(span) = session.span().filter(|_| is_asked && can_be_marked) else { continue };
        if (context.as_of - span.last).num_days() <= GRACE_DAYS {
            continue;
        }
        let (missing, due) = missing(context.workspace, session);
        if missing > 0 {
            let finding = Finding::new(Rule::MarksMissing, Impact::Warn, vec![Subject::Session(session.id)]);
            findings.push(finding.on(Some(span.last)).counting(missing, due));
        }
    }
}

/// Marks that are not there, and marks that should be. Counts first: most sessions are complete.
fn missing(workspace: &Workspace, session: &Session) -> (u64, u64) {
    let n_slots = session.slots.len();
    let (mut due, mut n_whole) = (0, 0);
    for enrolment in workspace.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part()) {
        let from = enrolment.joined.and_then(|no| session.slots.iter().position(|slot| slot.no == no));
        due += n_slots - from.unwrap_or(0);
        n_whole += usize::from(from.unwrap_or(0) == 0);
    }
    let is_simple = n_whole * n_slots == due;
    let entered = if is_simple {
        workspace.marks_in(session.id).count().min(due)
    } else {
        workspace
            .marks_in(session.id)
            .filter(|mark| {
                let enrolment = workspace.enrolments.get((mark.session, mark.person));
                enrolment.is_some_and(|enrolment| asks_for(session, enrolment, mark.slot))
            })
            .count()
    };
    ((due - entered) as u64, due as u64)
}
