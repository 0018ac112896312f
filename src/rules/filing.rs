//! The annual plan is filed by its day; what is added later has somebody who approved it.

use chrono::NaiveDate;

use super::context::Context;
use super::{Finding, Rule, Subject};
use crate::model::Workspace;

/// What is found about the annual plan as a whole on a day.
pub fn plan_late(workspace: &Workspace, as_of: NaiveDate) -> Option<Finding> {
    let deadline = workspace.plan_deadline()?;
    let is_late = match &workspace.programme.filed {
        Some(filed) => filed.on > deadline,
        None => as_of > deadline,
    };
    is_late.then(|| Finding::new(Rule::PlanLate, vec![Subject::Programme]).on(Some(deadline)))
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked() {
        let filing = &class.session.filing;
        if context.workspace.is_added(class.session) && filing.approver.trim().is_empty() {
            let subjects = vec![Subject::Session(class.session.id)];
            findings.push(Finding::new(Rule::NotApproved, subjects).on(filing.filed_on));
        }
    }
}
