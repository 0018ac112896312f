//! Coverage and budget with names instead of ids, as the command line prints them.

use chrono::NaiveDate;
use serde::Serialize;

use super::budget::budget;
use super::coverage::{Coverage, Figures, UnitRow};
use super::index::Index;
use crate::model::{CohortId, Fen, Level, Workspace};

/// People trained and eligible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeadsSummary {
    /// Distinct people trained.
    pub trained: u64,
    /// Distinct people to be trained.
    pub eligible: u64,
    /// People trained at most, counting those of whom only a number is known.
    pub trained_at_most: u64,
}

/// Places of a cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PlacesSummary {
    /// The cohort's name.
    pub cohort: String,
    /// Places planned.
    pub planned: u64,
    /// Places used.
    pub used: u64,
}

/// People who have reached their hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HoursSummary {
    /// How many have.
    pub reached: u64,
    /// How many should.
    pub eligible: u64,
}

/// Money of one payer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LevelSummary {
    /// Who pays: `district`, `township` or `village`.
    pub level: &'static str,
    /// Paid, in fen.
    pub spent_fen: Fen,
    /// Planned and not yet paid, in fen.
    pub committed_fen: Fen,
    /// The most that may be spent, in fen.
    pub ceiling_fen: Fen,
}

/// Money of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BudgetSummary {
    /// Paid, in fen.
    pub spent_fen: Fen,
    /// Planned and not yet paid, in fen.
    pub committed_fen: Fen,
    /// The most that may be spent, in fen.
    pub ceiling_fen: Fen,
    /// Paid for each person trained, in fen.
    pub per_head_fen: Option<Fen>,
    /// By payer.
    pub by_level: Vec<LevelSummary>,
}

/// Coverage of a township.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TownshipSummary {
    /// The unit's name; empty for people without a unit.
    pub name: String,
    /// People trained and eligible.
    pub heads: HeadsSummary,
    /// Places by cohort.
    pub places: Vec<PlacesSummary>,
    /// Attendances with names.
    pub attendances: u64,
    /// People who have reached their hours.
    pub hours: HoursSummary,
    /// Paid, in fen.
    pub spent_fen: Fen,
}

/// Coverage and budget of a district on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The day.
    pub as_of: NaiveDate,
    /// People trained and eligible.
    pub heads: HeadsSummary,
    /// Places by cohort.
    pub places: Vec<PlacesSummary>,
    /// Attendances with names.
    pub attendances: u64,
    /// Attendances of which only a number is known.
    pub attendances_counted: u64,
    /// Sessions held.
    pub sessions: u64,
    /// People who have reached their hours.
    pub hours: HoursSummary,
    /// Money.
    pub budget: BudgetSummary,
    /// By township, those without any record first; people without a unit, if there are any, last.
    pub townships: Vec<TownshipSummary>,
}

/// Coverage and budget of a workspace at the end of a day.
pub fn summary(workspace: &Workspace, as_of: NaiveDate) -> Summary {
    let coverage = Index::new(workspace, as_of).coverage();
    let total = &coverage.total;
    let places = coverage.cohorts.iter().map(|row| places(workspace, row.cohort, &row.figures));
    let homeless = Some(&coverage.elsewhere).filter(|row| row.figures.heads.of > 0);
    let rows = coverage.townships.iter().chain(homeless);
    Summary {
        as_of,
        heads: heads(total),
        places: places.collect(),
        attendances: total.attendances,
        attendances_counted: total.counted,
        sessions: total.sessions,
        hours: hours(total),
        budget: money(workspace, &coverage),
        townships: rows.map(|row| township(workspace, &coverage, row)).collect(),
    }
}

fn township(workspace: &Workspace, coverage: &Coverage, row: &UnitRow) -> TownshipSummary {
    let record = row.township.and_then(|id| workspace.townships.get(id));
    let cohorts = coverage.cohorts.iter().zip(&row.cohorts);
    TownshipSummary {
        name: record.map(|township| township.name.clone()).unwrap_or_default(),
        heads: heads(&row.figures),
        places: cohorts.map(|(cohort, figures)| places(workspace, cohort.cohort, figures)).collect(),
        attendances: row.figures.attendances,
        hours: hours(&row.figures),
        spent_fen: row.figures.spent,
    }
}

fn heads(figures: &Figures) -> HeadsSummary {
    HeadsSummary { trained: figures.heads.n, eligible: figures.heads.of, trained_at_most: figures.heads_high }
}

fn hours(figures: &Figures) -> HoursSummary {
    HoursSummary { reached: figures.hours.n, eligible: figures.hours.of }
}

fn places(workspace: &Workspace, cohort: CohortId, figures: &Figures) -> PlacesSummary {
    let name = workspace.cohorts.get(cohort).map(|cohort| cohort.name.clone()).unwrap_or_default();
    PlacesSummary { cohort: name, planned: figures.places.of, used: figures.places.n }
}

fn money(workspace: &Workspace, coverage: &Coverage) -> BudgetSummary {
    let budget = budget(workspace, coverage.as_of);
    let level = |level: Level| match level {
        Level::District => "district",
        Level::Township => "township",
        Level::Village => "village",
    };
    BudgetSummary {
        spent_fen: budget.total.spent,
        committed_fen: budget.total.committed,
        ceiling_fen: budget.total.ceiling,
        per_head_fen: budget.total.spent.per_head(coverage.total.heads.n),
        by_level: budget
            .levels
            .iter()
            .map(|(payer, money)| LevelSummary {
                level: level(*payer),
                spent_fen: money.spent,
                committed_fen: money.committed,
                ceiling_fen: money.ceiling,
            })
            .collect(),
    }
}
