//! A cohort aims at no fewer hours than the rule sets of the year ask for.

use super::{Finding, Rule, Subject};
use crate::model::Workspace;

/// What is found in the hour targets of the cohorts, in credit hours.
pub fn low_targets(workspace: &Workspace) -> Vec<Finding> {
    let figures = workspace.rules_on(workspace.programme.days().last);
    let unit = figures.credit_hour_minutes.max(1);
    let short = workspace.cohorts.iter().filter_map(|cohort| {
        let wanted = figures.target_hours(cohort.kind)?;
        let has = cohort.target_minutes / unit;
        (has < wanted).then(|| {
            let finding = Finding::new(Rule::LowTarget, vec![Subject::Cohort(cohort.id)]);
            finding.counting(u64::from(has), u64::from(wanted))
        })
    });
    short.collect()
}
