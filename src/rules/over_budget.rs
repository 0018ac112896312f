//! Nobody spends more than the ceiling, what is committed included. No ceiling is no limit.

use chrono::NaiveDate;

use super::{Finding, Rule, Subject};
use crate::model::{Fen, Funding, Level};

/// What a payer, or one source of its funds, has spent and bound (spent and committed), and may spend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purse {
    /// Who pays.
    pub level: Level,
    /// The source of funds; `None`: all of them together.
    pub funding: Option<Funding>,
    /// What is paid.
    pub spent: Fen,
    /// What is paid or will have to be.
    pub bound: Fen,
    /// The most it may be.
    pub ceiling: Fen,
}

/// What the rules find in purses: more spent than there is, or else more spent and committed.
pub fn over_budget(purses: &[Purse], as_of: NaiveDate) -> Vec<Finding> {
    let limited = purses.iter().filter(|purse| purse.ceiling > Fen::ZERO);
    let found = limited.filter_map(|purse| {
        let (rule, amount) = match () {
            () if purse.spent > purse.ceiling => (Rule::OverSpent, purse.spent),
            () if purse.bound > purse.ceiling => (Rule::OverBudget, purse.bound),
            () => return None,
        };
        let subjects = std::iter::once(Subject::Level(purse.level)).chain(purse.funding.map(Subject::Funding));
        let finding = Finding::new(rule, subjects.collect()).on(Some(as_of));
        Some(finding.counting(amount.0.cast_unsigned(), purse.ceiling.0.cast_unsigned()))
    });
    found.collect()
}
