//! The annual plan names for each session its purpose, audience, content, time, place, number, cost and source of
//! funds.

use super::context::Context;
use super::{Finding, Rule, Subject};
use crate::model::{CostLine, Session, Workspace};

/// A column of the annual plan that a session can lack; a name and a number it always has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after the column it stands for")]
pub enum PlanColumn {
    Purpose,
    Audience,
    Content,
    Time,
    Place,
    Cost,
    Funding,
}

/// The columns of the annual plan that a session lacks, in their order.
pub fn plan_gaps(workspace: &Workspace, session: &Session) -> Vec<PlanColumn> {
    gaps_in(workspace, session, &workspace.costs_of(session.id).collect::<Vec<_>>())
}

fn gaps_in(workspace: &Workspace, session: &Session, lines: &[&CostLine]) -> Vec<PlanColumn> {
    let has_topics = session.slots.iter().any(|slot| !slot.topic.trim().is_empty());
    let has_costs = lines.iter().any(|line| line.planned.0 > 0 || line.actual.is_some());
    let are_funded = !lines.is_empty() && lines.iter().all(|line| workspace.funding_of(line).is_some());
    let filled = [
        (PlanColumn::Purpose, !session.purpose.trim().is_empty()),
        (PlanColumn::Audience, !session.cohorts.is_empty()),
        (PlanColumn::Content, session.course.is_some() || has_topics),
        (PlanColumn::Time, !session.slots.is_empty()),
        (PlanColumn::Place, session.venue.is_some()),
        (PlanColumn::Cost, has_costs),
        (PlanColumn::Funding, session.filing.funding.is_some() || are_funded),
    ];
    filled.into_iter().filter(|(_, is_filled)| !is_filled).map(|(column, _)| column).collect()
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked().filter(|class| class.session.status.is_planned()) {
        let gaps = gaps_in(context.workspace, class.session, context.lines_of(class.session.id));
        if !gaps.is_empty() {
            let finding = Finding::new(Rule::PlanGaps, vec![Subject::Session(class.session.id)]);
            findings.push(finding.on(class.first_day()).counting(gaps.len() as u64, 0));
        }
    }
}
