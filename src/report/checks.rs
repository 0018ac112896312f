//! All checks with what they do, where they come from and what they have found.

use chrono::NaiveDate;

use crate::model::{Impact, Rule, Workspace};
use crate::rules::{Finding, Source, source_of};

/// One check.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckRow<'w> {
    /// The check.
    pub rule: Rule,
    /// What it does; `None`: it is off.
    pub impact: Option<Impact>,
    /// Where it comes from.
    pub source: Source<'w>,
    /// What it has found, in the order of the findings given.
    pub findings: Vec<Finding>,
}

/// All checks, those that found something first, the gravest of them first; then as they are listed.
pub fn checks<'w>(workspace: &'w Workspace, findings: &[Finding], as_of: NaiveDate) -> Vec<CheckRow<'w>> {
    let row = |rule: &Rule| CheckRow {
        rule: *rule,
        impact: workspace.impact_of(*rule),
        source: source_of(workspace, *rule, as_of),
        findings: findings.iter().filter(|finding| finding.rule == *rule).cloned().collect(),
    };
    let mut rows: Vec<CheckRow<'w>> = Rule::ALL.iter().map(row).collect();
    rows.sort_by_key(|row| {
        let weight = row.impact.map_or(3, |impact| impact as u8);
        (row.findings.is_empty(), weight, row.rule)
    });
    rows
}

/// What holds up the submission of the annual plan: the blocking findings.
pub fn blocking(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| finding.impact == Impact::Block)
}
