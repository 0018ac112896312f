//! `lunxun report budget`: ceilings, spent, committed and free money, by payer, item, source, month and session.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::arguments::CoverageArgs;
use super::super::check::snake_case;
use super::super::{Desk, Stop, say, say_json};
use crate::model::{Fen, Workspace};
use crate::report::budget::{Median, MonthMoney, SessionMoney, medians, months, sessions};
use crate::report::budget::{Money, budget};
use crate::words::records::{self, yuan};

/// Amounts as other programs read them.
#[derive(Serialize)]
#[expect(clippy::struct_field_names, reason = "the unit stands in the name, for whoever reads the JSON")]
struct Amounts {
    spent_fen: i64,
    committed_fen: i64,
    ceiling_fen: i64,
    left_fen: i64,
}

impl From<Money> for Amounts {
    fn from(money: Money) -> Self {
        Self {
            spent_fen: money.spent.0,
            committed_fen: money.committed.0,
            ceiling_fen: money.ceiling.0,
            left_fen: money.left().0,
        }
    }
}

#[derive(Serialize)]
struct Named {
    name: String,
    #[serde(flatten)]
    amounts: Amounts,
}

#[derive(Serialize)]
struct Cell {
    level: String,
    item: String,
    spent_fen: i64,
    committed_fen: i64,
}

#[derive(Serialize)]
struct Purse {
    level: String,
    /// `null`: lines that name no source.
    source: Option<String>,
    #[serde(flatten)]
    amounts: Amounts,
}

#[derive(Serialize)]
struct SessionLine {
    id: String,
    title: String,
    first_day: Option<NaiveDate>,
    planned_fen: i64,
    spent_fen: i64,
    committed_fen: i64,
    heads: u64,
    person_days: u64,
    per_head_fen: Option<i64>,
    per_person_day_fen: Option<i64>,
    rate_counted_fen: i64,
    rate_limit_fen: Option<i64>,
    lecture_fees_fen: i64,
    lecture_limit_fen: Option<i64>,
    over_fen: Option<i64>,
}

#[derive(Serialize)]
struct Report {
    as_of: NaiveDate,
    total: Amounts,
    levels: Vec<Named>,
    items: Vec<Named>,
    cells: Vec<Cell>,
    sources: Vec<Purse>,
    months: Vec<MonthMoney>,
    medians: Vec<Median>,
    sessions: Vec<SessionLine>,
}

pub(super) fn run(desk: Desk, arguments: &CoverageArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder.folder)?;
    let workspace = &loaded.workspace;
    let as_of = arguments.as_of.unwrap_or_else(|| workspace.as_of(desk.today));
    let report = report(workspace, as_of);
    if arguments.folder.json {
        say_json(&report)?;
    } else {
        tell(desk, workspace, as_of, &report);
    }
    desk.must_be_whole(&loaded)
}

fn code(value: impl std::fmt::Debug) -> String {
    snake_case(&format!("{value:?}"))
}

fn report(workspace: &Workspace, as_of: NaiveDate) -> Report {
    let budget = budget(workspace, as_of);
    let rows = sessions(workspace, as_of);
    Report {
        as_of,
        total: budget.total.into(),
        levels: budget.levels.iter().map(|(level, m)| Named { name: code(level), amounts: (*m).into() }).collect(),
        items: budget.items.iter().map(|(item, m)| Named { name: code(item), amounts: (*m).into() }).collect(),
        cells: budget
            .cells
            .iter()
            .map(|((level, item), money)| Cell {
                level: code(level),
                item: code(item),
                spent_fen: money.spent.0,
                committed_fen: money.committed.0,
            })
            .collect(),
        sources: budget
            .sources
            .iter()
            .map(|((level, source), money)| Purse {
                level: code(level),
                source: source.map(code),
                amounts: (*money).into(),
            })
            .collect(),
        months: months(workspace, as_of),
        medians: medians(&rows),
        sessions: rows.iter().map(|row| line(workspace, row)).collect(),
    }
}

fn line(workspace: &Workspace, row: &SessionMoney) -> SessionLine {
    let fen = |amount: Option<Fen>| amount.map(|fen| fen.0);
    SessionLine {
        id: row.session.to_string(),
        title: workspace.sessions.get(row.session).map(|session| session.title.clone()).unwrap_or_default(),
        first_day: row.first_day,
        planned_fen: row.planned.0,
        spent_fen: row.money.spent.0,
        committed_fen: row.money.committed.0,
        heads: row.heads,
        person_days: row.rate.person_days,
        per_head_fen: fen(row.per_head),
        per_person_day_fen: fen(row.per_day),
        rate_counted_fen: row.rate.counted.0,
        rate_limit_fen: fen(row.rate.limit),
        lecture_fees_fen: row.lecture_fees.0,
        lecture_limit_fen: fen(row.lecture_limit),
        over_fen: fen(row.over()),
    }
}

fn tell(desk: Desk, workspace: &Workspace, as_of: NaiveDate, report: &Report) {
    let words = desk.words();
    let budget = budget(workspace, as_of);
    say((words.coverage_of)(&workspace.programme.district, as_of));
    say(format!("\t{}\t{}\t{}\t{}", words.spent, words.committed, words.ceiling, words.left));
    let row = |name: &str, money: Money| {
        let left = if money.ceiling == Fen::ZERO { "—".to_owned() } else { yuan(money.left()) };
        say(format!("{name}\t{}\t{}\t{}\t{left}", yuan(money.spent), yuan(money.committed), yuan(money.ceiling)));
    };
    row(words.sum, budget.total);
    for (level, money) in &budget.levels {
        row(records::level(desk.lang, *level), *money);
    }
    for (item, money) in &budget.items {
        row(records::cost_item(desk.lang, *item), *money);
    }
    for month in &report.months {
        let (spent, committed, free) = (yuan(month.spent), yuan(month.committed), yuan(month.free));
        say(format!("{}-{:02}\t{spent}\t{committed}\t\t{free}", workspace.programme.year, month.month));
    }
    for session in report.sessions.iter().filter(|session| session.over_fen.is_some()) {
        let over = yuan(Fen(session.over_fen.unwrap_or(0)));
        say(format!("{}\t{}\t{over}", words.over, session.title));
    }
}
