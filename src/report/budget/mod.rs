//! Money: spent, committed and the ceiling, by payer, item and source of funds; by month, and by session.

mod months;
mod sessions;

pub use months::{MonthMoney, months};
pub use sessions::{Median, SessionMoney, medians, sessions};

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{CostItem, CostLine, Fen, Funding, Level, Status, Workspace};
use crate::rules::Purse;

/// Spent, committed and the ceiling of one payer, one item or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Money {
    /// Paid up to the as-of day.
    pub spent: Fen,
    /// Planned and not yet paid, for sessions that are not cancelled.
    pub committed: Fen,
    /// The most that may be spent in the year; zero for items, which have no ceiling.
    pub ceiling: Fen,
}

impl Money {
    fn add(&mut self, state: LineState) {
        match state {
            LineState::Spent(amount) => self.spent += amount,
            LineState::Committed(amount) => self.committed += amount,
            LineState::Void => {}
        }
    }

    /// What is spent and committed together.
    pub fn bound(self) -> Fen {
        self.spent + self.committed
    }

    /// What is left under the ceiling; below zero if it is broken.
    pub fn left(self) -> Fen {
        self.ceiling - self.bound()
    }
}

/// The programme's money on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Budget {
    /// The day to which all figures refer.
    pub as_of: NaiveDate,
    /// All payers together.
    pub total: Money,
    /// By payer, from the top down.
    pub levels: Vec<(Level, Money)>,
    /// By item, in the order of the settlement.
    pub items: Vec<(CostItem, Money)>,
    /// By payer and item.
    pub cells: Vec<((Level, CostItem), Money)>,
    /// By payer and source of funds, those without a source first; their ceilings are those of the source alone.
    pub sources: Vec<((Level, Option<Funding>), Money)>,
}

impl Budget {
    /// What each payer has, and each source of funds that has a ceiling of its own.
    pub fn purses(&self) -> Vec<Purse> {
        let purse = |level: Level, funding: Option<Funding>, money: Money| {
            let Money { spent, ceiling, .. } = money;
            Purse { level, funding, spent, bound: money.bound(), ceiling }
        };
        let levels = self.levels.iter().map(|(level, money)| purse(*level, None, *money));
        let named = self.sources.iter().filter(|((_, funding), _)| funding.is_some());
        levels.chain(named.map(|((level, funding), money)| purse(*level, *funding, *money))).collect()
    }
}

/// The programme's money as it stands at the end of a day.
///
/// Only lines dated in the programme year count. A line is spent when it has an actual amount and is not
/// dated after the day; one that is not spent is committed with its planned amount unless its session is
/// cancelled.
pub fn budget(workspace: &Workspace, as_of: NaiveDate) -> Budget {
    let mut grid = [[Money::default(); CostItem::ALL.len()]; Level::ALL.len()];
    let mut purses = [[Money::default(); Funding::ALL.len() + 1]; Level::ALL.len()];
    for line in workspace.costs.iter() {
        let source = workspace.funding_of(line).map_or(0, |funding| 1 + funding as usize);
        let state = state(workspace, line, as_of);
        grid[line.payer as usize][line.item as usize].add(state);
        purses[line.payer as usize][source].add(state);
    }
    let levels: Vec<(Level, Money)> = Level::ALL
        .into_iter()
        .map(|level| {
            let ceiling = workspace.programme.ceiling(level);
            (level, Money { ceiling, ..sum(grid[level as usize].iter()) })
        })
        .collect();
    let column = |item: CostItem| sum(grid.iter().map(|row| &row[item as usize]));
    let cells = Level::ALL.into_iter().flat_map(|level| CostItem::ALL.map(|item| (level, item)));
    let funds = std::iter::once(None).chain(Funding::ALL.map(Some));
    let sources = Level::ALL.into_iter().flat_map(|level| funds.clone().map(move |funding| (level, funding)));
    let source = |(level, funding): (Level, Option<Funding>)| {
        let ceiling = workspace.programme.ceiling_of(level, funding);
        let money = purses[level as usize][funding.map_or(0, |funding| 1 + funding as usize)];
        ((level, funding), Money { ceiling, ..money })
    };
    Budget {
        as_of,
        total: sum(levels.iter().map(|(_, money)| money)),
        items: CostItem::ALL.into_iter().map(|item| (item, column(item))).collect(),
        sources: sources.map(source).collect(),
        cells: cells.map(|(level, item)| ((level, item), grid[level as usize][item as usize])).collect(),
        levels,
    }
}

/// What a cost line means on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineState {
    /// It was paid: the actual amount.
    Spent(Fen),
    /// It will have to be paid: the planned amount.
    Committed(Fen),
    /// It is none of this year's, or its session is cancelled and nothing was paid.
    Void,
}

/// What a cost line means at the end of a day.
pub fn state(workspace: &Workspace, line: &CostLine, as_of: NaiveDate) -> LineState {
    let is_cancelled = || {
        let session = line.session.and_then(|id| workspace.sessions.get(id));
        session.is_some_and(|session| session.status == Status::Cancelled)
    };
    match line.actual {
        _ if !workspace.programme.days().contains(line.date) => LineState::Void,
        Some(actual) if line.date <= as_of => LineState::Spent(actual),
        _ if is_cancelled() => LineState::Void,
        _ => LineState::Committed(line.planned),
    }
}

fn sum<'m>(parts: impl Iterator<Item = &'m Money>) -> Money {
    parts.fold(Money::default(), |sum, part| Money {
        spent: sum.spent + part.spent,
        committed: sum.committed + part.committed,
        ceiling: sum.ceiling + part.ceiling,
    })
}
