//! A level spends no more than its ceiling, what is committed included. No ceiling is no limit.

use chrono::NaiveDate;

use super::{Finding, Impact, Rule, Subject};
use crate::model::{Fen, Level};

/// What the rule finds in what each level has bound (spent and committed) and may spend.
pub fn over_budget(levels: &[(Level, Fen, Fen)], as_of: NaiveDate) -> Vec<Finding> {
    let broken = levels.iter().filter(|(_, bound, ceiling)| *ceiling > Fen::ZERO && bound > ceiling);
    broken
        .map(|(level, bound, ceiling)| {
            let fen = |amount: Fen| u64::try_from(amount.0).unwrap_or(0);
            let finding = Finding::new(Rule::OverBudget, Impact::Block, vec![Subject::Level(*level)]);
            finding.on(Some(as_of)).counting(fen(*bound), fen(*ceiling))
        })
        .collect()
}
