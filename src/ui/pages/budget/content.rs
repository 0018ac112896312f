//! What stands on the budget page, as plain values.

use crate::app::View;
use crate::model::dates::elapsed;
use crate::model::{CostItem, Fen, Funding, Level, SessionId};
use crate::report::budget::{Budget, Median, Money, SessionMoney, medians, months};
use crate::words::budget::BudgetWords;
use crate::words::records;

/// Which rows the table of money has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum By {
    #[default]
    Item,
    Source,
}

/// Which amounts it shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum What {
    #[default]
    Spent,
    Committed,
    Bound,
}

impl What {
    pub(super) const ALL: [Self; 3] = [Self::Spent, Self::Committed, Self::Bound];

    fn of(self, money: Money) -> Fen {
        match self {
            Self::Spent => money.spent,
            Self::Committed => money.committed,
            Self::Bound => money.bound(),
        }
    }
}

/// Everything on the page but the table, which follows what is chosen.
pub(super) struct Content {
    pub subtitle: String,
    pub cards: Vec<PurseCard>,
    pub months: Vec<MonthLine>,
    pub sessions: Vec<SessionLine>,
    pub n_over: usize,
    pub is_empty: bool,
}

/// One payer's money against its ceiling and the time gone by.
pub(super) struct PurseCard {
    pub title: String,
    pub value: String,
    pub fraction: String,
    pub share: f32,
    pub elapsed: f32,
    pub note: String,
    pub is_over: bool,
}

/// One month.
pub(super) struct MonthLine {
    pub cells: [String; 4],
    pub is_short: bool,
}

/// One session.
pub(super) struct SessionLine {
    pub id: SessionId,
    pub title: String,
    pub day: String,
    pub money: SessionMoney,
    /// By how many percent a person-day costs more than in the middle session of its kind.
    pub against_percent: Option<i64>,
    pub why: String,
}

impl Content {
    pub(super) fn of(view: View<'_>) -> Self {
        let words = BudgetWords::of(view.lang);
        let budget = view.derived.budget(view.ws);
        let total = budget.total;
        let rows = view.derived.session_money(view.ws);
        let medians = medians(rows);
        let mut sessions: Vec<SessionLine> = rows.iter().map(|row| session_line(view, words, row, &medians)).collect();
        sessions.sort_by_key(|line| std::cmp::Reverse(line.money.over()));
        let wan = records::wan;
        Self {
            subtitle: (words.subtitle)(
                &records::month_day(view.lang, view.as_of),
                &wan(total.spent),
                &wan(total.committed),
                &if total.ceiling == Fen::ZERO { "—".to_owned() } else { wan(total.left()) },
            ),
            cards: cards(view, words, budget),
            months: month_lines(view, words),
            n_over: sessions.iter().filter(|line| line.money.over().is_some()).count(),
            sessions,
            is_empty: view.ws.costs.is_empty() && total.ceiling == Fen::ZERO,
        }
    }
}

fn cards(view: View<'_>, words: &BudgetWords, budget: &Budget) -> Vec<PurseCard> {
    let levels = budget.levels.iter().map(|(level, money)| (records::level(view.lang, *level), *money));
    let all = std::iter::once((words.all_levels, budget.total)).chain(levels);
    all.map(|(title, money)| card(view, words, title, money)).collect()
}

fn card(view: View<'_>, words: &BudgetWords, title: &str, money: Money) -> PurseCard {
    let wan = records::wan;
    let (gone, days) = elapsed(view.ws.programme.days(), view.as_of);
    let has_ceiling = money.ceiling > Fen::ZERO;
    let positive = |amount: Fen| amount.0.max(0).cast_unsigned();
    let note = if !has_ceiling {
        (words.left)(&wan(money.committed), "—")
    } else if money.spent > money.ceiling {
        (words.below_spent)(&wan(money.spent - money.ceiling))
    } else if money.left() < Fen::ZERO {
        (words.short)(&wan(money.committed), &wan(-money.left()))
    } else {
        (words.left)(&wan(money.committed), &wan(money.left()))
    };
    PurseCard {
        title: title.to_owned(),
        value: records::percent(positive(money.spent), positive(money.ceiling)),
        fraction: if has_ceiling {
            (words.wan)(&wan(money.spent), &wan(money.ceiling))
        } else {
            (words.no_ceiling)(&wan(money.spent))
        },
        share: if has_ceiling { money.spent.0 as f32 / money.ceiling.0 as f32 } else { 0.0 },
        elapsed: gone as f32 / days.max(1) as f32,
        note,
        is_over: has_ceiling && money.left() < Fen::ZERO,
    }
}

fn month_lines(view: View<'_>, words: &BudgetWords) -> Vec<MonthLine> {
    let has_ceiling = view.ws.programme.total_ceiling() > Fen::ZERO;
    let line = |month: crate::report::budget::MonthMoney| {
        let free = if has_ceiling { records::yuan(month.free) } else { "—".to_owned() };
        let name = (words.month_name)(month.month);
        MonthLine {
            cells: [name, records::yuan(month.spent), records::yuan(month.committed), free],
            is_short: has_ceiling && month.free < Fen::ZERO,
        }
    };
    months(view.ws, view.as_of).into_iter().map(line).collect()
}

fn session_line(view: View<'_>, words: &BudgetWords, row: &SessionMoney, medians: &[Median]) -> SessionLine {
    let median = medians.iter().find(|median| median.mode == row.mode && median.per_day > Fen::ZERO);
    let against = row.per_day.zip(median).map(|(own, median)| own.0 * 100 / median.per_day.0 - 100);
    let yuan = records::yuan;
    let rate = row.rate.over().zip(row.rate.limit).map(|(_, limit)| {
        (words.why_rate)(&records::count(row.rate.person_days), &yuan(row.rate.counted), &yuan(limit))
    });
    let lectures = row.lecture_limit.filter(|limit| row.lecture_fees > *limit);
    let lectures = lectures.map(|limit| (words.why_lecture)(&yuan(row.lecture_fees), &yuan(limit)));
    let why: Vec<String> = rate.into_iter().chain(lectures).collect();
    SessionLine {
        id: row.session,
        title: view.ws.sessions.get(row.session).map(|session| session.title.clone()).unwrap_or_default(),
        day: row.first_day.map(|day| day.format("%m-%d").to_string()).unwrap_or_default(),
        money: row.clone(),
        against_percent: against,
        why: why.join(view.lang.pick("；", "; ")),
    }
}

/// The table of money: headings, and rows of a name and an amount for each level and all of them, the sum last.
pub(super) fn table(view: View<'_>, by: By, what: What) -> (Vec<String>, Vec<Vec<String>>) {
    let words = BudgetWords::of(view.lang);
    let budget = view.derived.budget(view.ws);
    let level = |level: Level| records::level(view.lang, level).to_owned();
    let first = if by == By::Item { words.item } else { words.source };
    let heads = std::iter::once(first.to_owned()).chain(Level::ALL.map(level)).chain([words.sum.to_owned()]);
    let amounts: Vec<(String, Vec<Fen>)> = match by {
        By::Item => CostItem::ALL
            .map(|item| {
                let own = budget.cells.iter().filter(|((_, other), _)| *other == item);
                (records::cost_item(view.lang, item).to_owned(), own.map(|(_, money)| what.of(*money)).collect())
            })
            .to_vec(),
        By::Source => std::iter::once(None)
            .chain(Funding::ALL.map(Some))
            .map(|source| {
                let own = budget.sources.iter().filter(|((_, other), _)| *other == source);
                let name = source.map_or(words.no_source, |source| records::funding(view.lang, source));
                (name.to_owned(), own.map(|(_, money)| what.of(*money)).collect())
            })
            .collect(),
    };
    let sums = (0..Level::ALL.len()).map(|at| amounts.iter().map(|(_, own)| own[at]).sum()).collect();
    let row = |(name, own): (String, Vec<Fen>)| {
        let sum: Fen = own.iter().copied().sum();
        std::iter::once(name).chain(own.into_iter().chain([sum]).map(records::yuan)).collect()
    };
    (heads.collect(), amounts.into_iter().chain([(words.sum.to_owned(), sums)]).map(row).collect())
}
