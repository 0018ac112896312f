//! The league table as a heat map: a row a unit, a column a measure. Knows no egui.

use super::content::warmth;
use crate::app::View;
use crate::model::{BranchId, CohortId, Fen, TownshipId};
use crate::report::coverage::{Coverage, Figures};
use crate::report::{Share, league};
use crate::words::breakdown::BreakdownWords;
use crate::words::records;

/// What a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    /// People and money of no township.
    Elsewhere,
    Township(TownshipId),
    Branch(BranchId),
}

/// A table of units.
pub(super) struct HeatTable {
    pub titles: Vec<String>,
    pub rows: Vec<HeatRow>,
}

/// A unit.
pub(super) struct HeatRow {
    pub unit: Unit,
    pub name: String,
    pub cells: Vec<HeatCell>,
}

/// What a measure comes to there.
pub(super) struct HeatCell {
    pub text: String,
    /// How far it lags behind, from 0 to 1.
    pub warmth: f32,
    /// What the column sorts by.
    pub value: i64,
}

impl HeatTable {
    /// All townships, those most behind first.
    pub(super) fn of_townships(view: View<'_>) -> Self {
        let coverage = view.derived.coverage(view.ws);
        let look = Look::new(view, coverage, true);
        let name = |id: TownshipId| view.ws.townships.get(id).map(|one| one.name.clone()).unwrap_or_default();
        let order = league(view.ws, coverage, crate::report::Measure::Heads);
        let rows = order.iter().filter_map(|row| coverage.township(row.township));
        let mut rows: Vec<HeatRow> = rows
            .filter_map(|row| Some((row.township?, row)))
            .map(|(id, row)| look.row(Unit::Township(id), name(id), &row.figures, &row.cohorts))
            .collect();
        let rest = &coverage.elsewhere;
        if rest.figures.heads.of > 0 {
            let name = BreakdownWords::of(view.lang).elsewhere.to_owned();
            rows.push(look.row(Unit::Elsewhere, name, &rest.figures, &rest.cohorts));
        }
        Self { titles: look.titles(view), rows }
    }

    /// The branches of a township, those most behind first.
    pub(super) fn of_branches(view: View<'_>, township: TownshipId) -> Self {
        let coverage = view.derived.coverage(view.ws);
        let look = Look::new(view, coverage, false);
        let mut rows = view.derived.index(view.ws).branches_of(Some(township));
        rows.sort_by_key(|row| (row.figures.has_record(), row.figures.per_mille()));
        let name = |id: BranchId| view.ws.branches.get(id).map(|one| one.name.clone()).unwrap_or_default();
        let rows = rows.iter().filter(|row| row.figures.heads.of > 0 || row.figures.has_record());
        let rows = rows.map(|row| look.row(Unit::Branch(row.branch), name(row.branch), &row.figures, &row.cohorts));
        Self { rows: rows.collect(), titles: look.titles(view) }
    }

    /// Positions of the rows by a column, 0 for the name.
    pub(super) fn order(&self, column: usize, is_descending: bool) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        match column.checked_sub(1) {
            None => order.sort_by(|one, other| self.rows[*one].name.cmp(&self.rows[*other].name)),
            Some(at) => order.sort_by_key(|row| self.rows[*row].cells.get(at).map(|cell| cell.value)),
        }
        if is_descending {
            order.reverse();
        }
        order
    }
}

/// What all rows are measured against.
struct Look {
    elapsed: f64,
    mean_cost: Option<Fen>,
    cohorts: Vec<CohortId>,
    /// Whether places and sessions are told: they are not kept by branch.
    is_whole: bool,
}

impl Look {
    fn new(view: View<'_>, coverage: &Coverage, is_whole: bool) -> Self {
        Self {
            elapsed: super::content::elapsed_share(view).ratio(),
            mean_cost: coverage.total.cost_per_head,
            cohorts: coverage.cohorts.iter().map(|row| row.cohort).collect(),
            is_whole,
        }
    }

    fn titles(&self, view: View<'_>) -> Vec<String> {
        let words = BreakdownWords::of(view.lang);
        let first = if self.is_whole { words.township } else { words.branch };
        let mut titles = vec![first.to_owned(), words.heads.to_owned()];
        let cohorts = self.cohorts.iter().filter_map(|id| view.ws.cohorts.get(*id));
        titles.extend(cohorts.map(|cohort| cohort.short_name.clone()));
        if self.is_whole {
            titles.push(words.places.to_owned());
        }
        titles.extend([words.hours, words.attendances].map(str::to_owned));
        if self.is_whole {
            titles.push(words.sessions.to_owned());
        }
        titles.extend([words.per_head, words.untrained].map(str::to_owned));
        titles
    }

    fn row(&self, unit: Unit, name: String, figures: &Figures, cohorts: &[Figures]) -> HeatRow {
        let mut cells = vec![self.share(figures.heads)];
        cells.extend(cohorts.iter().map(|cohort| self.share(cohort.heads)));
        if self.is_whole {
            cells.push(self.share(figures.places));
        }
        cells.push(self.share(figures.hours));
        cells.push(count(figures.attendances));
        if self.is_whole {
            cells.push(count(figures.sessions));
        }
        cells.push(self.cost(figures.cost_per_head));
        cells.push(count(figures.heads.of - figures.heads.n.min(figures.heads.of)));
        HeatRow { unit, name, cells }
    }

    fn share(&self, share: Share) -> HeatCell {
        HeatCell {
            text: records::percent(share.n, share.of),
            warmth: warmth(share, self.elapsed),
            value: share.per_mille().map_or(-1, u64::cast_signed),
        }
    }

    /// A head that costs twice the district's mean is as warm as can be.
    fn cost(&self, cost: Option<Fen>) -> HeatCell {
        let Some(cost) = cost else { return HeatCell { text: "—".to_owned(), warmth: 0.0, value: -1 } };
        let mean = self.mean_cost.map_or(0, |mean| mean.0);
        let above = if mean > 0 { (cost.0 - mean) as f32 / mean as f32 } else { 0.0 };
        HeatCell { text: records::yuan(cost), warmth: above.clamp(0.0, 1.0), value: cost.0 }
    }
}

fn count(n: u64) -> HeatCell {
    HeatCell { text: records::count(n), warmth: 0.0, value: n.cast_signed() }
}
