//! Marks are entered within a week after the end of a session.

use super::context::Context;
use super::{Finding, Rule, Subject, is_open};
use crate::model::attendance::asks_for;
use crate::model::{Session, Status, Workspace};

/// Days after the last half day in which marks may still be missing.
pub const GRACE_DAYS: i64 = 7;

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    match context.focus() {
        Some(session) => findings.extend(look(context, session)),
        None => findings.extend(context.workspace.sessions.iter().filter_map(|session| look(context, session))),
    }
}

fn look(context: &Context<'_>, session: &Session) -> Option<Finding> {
    let can_be_marked = is_open(session) || session.status == Status::Finished;
    let span = session.span().filter(|_| can_be_marked)?;
    if (context.as_of - span.last).num_days() <= GRACE_DAYS {
        return None;
    }
    let (missing, due) = context.board.marks(context.workspace, session);
    let finding = Finding::new(Rule::MarksMissing, vec![Subject::Session(session.id)]);
    (missing > 0).then(|| finding.on(Some(span.last)).counting(missing, due))
}

/// Marks that are not there, and marks that should be. Counts first: most sessions are complete.
pub(super) fn missing(workspace: &Workspace, session: &Session) -> (u64, u64) {
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
