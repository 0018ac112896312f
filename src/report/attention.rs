//! What needs attention: the findings of all rules, those about coverage and money included.

use super::budget::budget;
use super::coverage::Coverage;
use crate::model::{Fen, Level, TownshipId, Workspace};
use crate::rules::{self, Finding};

/// The findings of all rules in a district, the weightiest first, then by date.
pub fn findings(workspace: &Workspace, coverage: &Coverage) -> Vec<Finding> {
    let as_of = coverage.as_of;
    let mut findings = rules::findings(workspace, as_of);
    let levels = budget(workspace, as_of).levels;
    let levels: Vec<(Level, Fen, Fen)> =
        levels.into_iter().map(|(level, money)| (level, money.bound(), money.ceiling)).collect();
    findings.extend(rules::over_budget(&levels, as_of));
    let rows = coverage.townships.iter();
    let rates: Vec<(TownshipId, Option<u64>)> =
        rows.filter_map(|row| Some((row.township?, row.figures.heads.per_mille()))).collect();
    findings.extend(rules::lagging(&rates, coverage.total.heads.per_mille(), as_of));
    rules::sort(&mut findings);
    findings
}
