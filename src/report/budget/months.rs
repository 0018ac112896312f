//! Money month by month: what is paid and committed, and what is still free afterwards.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::{LineState, Money, state};
use crate::model::{Fen, Workspace};

/// One month of the programme year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct MonthMoney {
    /// The month, from 1.
    pub month: u32,
    /// Paid in it, up to the as-of day.
    pub spent: Fen,
    /// To be paid in it: planned and not yet paid.
    pub committed: Fen,
    /// What the ceilings leave at its end, with everything up to then paid and all commitments kept; below zero if
    /// they are broken. With no ceiling at all it is what is bound, below zero.
    pub free: Fen,
}

/// The twelve months of the year, as they stand at the end of a day.
pub fn months(workspace: &Workspace, as_of: NaiveDate) -> Vec<MonthMoney> {
    let mut sums = [Money::default(); 12];
    for line in workspace.costs.iter() {
        let state = state(workspace, line, as_of);
        if state != LineState::Void {
            sums[line.date.month0() as usize].add(state);
        }
    }
    let mut free = workspace.programme.total_ceiling();
    let month = |(month, money): (u32, Money)| {
        free -= money.bound();
        MonthMoney { month, spent: money.spent, committed: money.committed, free }
    };
    (1..).zip(sums).map(month).collect()
}
