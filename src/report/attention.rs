//! What needs attention: the findings of all rules, those about coverage and money included.

use super::budget::budget;
use super::coverage::Coverage;
use crate::model::{TownshipId, Workspace};
use crate::rules::{self, Board, Finding};

/// The findings of all rules in a district, the weightiest first, then by date.
pub fn findings(workspace: &Workspace, coverage: &Coverage) -> Vec<Finding> {
    findings_on(&Board::new(workspace, coverage.as_of), workspace, coverage)
}

/// The same from a board that has followed the workspace, so that only what changed is read again.
pub fn findings_on(board: &Board, workspace: &Workspace, coverage: &Coverage) -> Vec<Finding> {
    let as_of = coverage.as_of;
    let mut findings = board.findings(workspace);
    findings.extend(rules::over_budget(&budget(workspace, as_of).purses(), as_of));
    findings.extend(rules::plan_late(workspace, as_of));
    findings.extend(rules::low_targets(workspace));
    let rows = coverage.townships.iter();
    let rates: Vec<(TownshipId, Option<u64>)> =
        rows.filter_map(|row| Some((row.township?, row.figures.heads.per_mille()))).collect();
    findings.extend(rules::lagging(&rates, coverage.total.heads.per_mille(), as_of));
    rules::settle(workspace, &mut findings);
    findings
}
