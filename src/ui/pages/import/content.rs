//! What the page of imports shows, as plain values: the rows under a filter, the units that are not known.

use std::collections::BTreeMap;

use crate::app::{Importing, View};
use crate::exchange::records::{Outcome, RecordRow};
use crate::exchange::roster::{Counts, PreviewRow, RowFault, UnitChoice, UnitText, Verdict, n_without_cohort};
use crate::exchange::units::Units;
use crate::model::TownshipId;

/// Which rows are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    #[default]
    All,
    New,
    Changed,
    Conflicts,
    Refused,
    Unchanged,
    Missing,
}

impl Shown {
    /// All of them in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::All, Self::New, Self::Changed, Self::Conflicts, Self::Refused, Self::Unchanged, Self::Missing];

    fn shows_outcome(self, outcome: &Outcome) -> bool {
        matches!(
            (self, outcome),
            (Self::All, _)
                | (Self::New, Outcome::New)
                | (Self::Changed, Outcome::Changed)
                | (Self::Conflicts, Outcome::Conflict(_))
                | (Self::Refused, Outcome::Refused(_))
                | (Self::Unchanged, Outcome::Unchanged)
        )
    }

    fn shows(self, verdict: &Verdict) -> bool {
        match (self, verdict) {
            (_, Verdict::Skipped) | (Self::Missing, _) => false,
            (Self::All, _) => true,
            (Self::New, Verdict::New)
            | (Self::Changed, Verdict::Changed { .. })
            | (Self::Conflicts, Verdict::Conflict(_))
            | (Self::Refused, Verdict::Refused(_))
            | (Self::Unchanged, Verdict::Unchanged { .. }) => true,
            _ => false,
        }
    }
}

/// A unit that was not recognised, on how many rows, and what it may be. A township is one of all; a branch of a
/// township that is known may be founded there.
#[derive(Clone, Debug, PartialEq)]
pub struct UnknownUnit {
    /// As the rows write it.
    pub text: UnitText,
    /// On how many rows.
    pub n_rows: usize,
    /// What it may be, the nearest name first, with what to call it.
    pub proposals: Vec<(UnitChoice, String)>,
    /// The township that it is of, if that is known.
    pub township: Option<TownshipId>,
}

/// What is shown of one table; worked out when something has changed.
#[derive(Default)]
pub struct Content {
    of: Option<(u64, bool, usize, Shown)>,
    /// The rows under the filter, by place.
    pub rows: Vec<usize>,
    /// How many rows there are of each kind.
    pub counts: Counts,
    /// The units that were not recognised, those on most rows first, as many as can be looked through.
    pub units: Vec<UnknownUnit>,
    /// How many units were not recognised.
    pub n_units: usize,
    /// How many people would be added who stand in no cohort.
    pub n_without_cohort: usize,
}

impl Content {
    /// Brings the content up to date.
    pub fn follow(&mut self, view: View<'_>, importing: &Importing, table: usize, filter: Shown) {
        let of = (importing.version(), importing.is_current(), table, filter);
        if self.of == Some(of) {
            return;
        }
        let shown = importing.shown();
        let rows = shown.and_then(|shown| shown.rosters.tables.get(table)).map_or(&[][..], Vec::as_slice);
        let others = shown.and_then(|shown| shown.records.get(table)?.as_ref());
        self.rows = match others {
            Some(others) => {
                let is_shown = |(_, row): &(usize, &RecordRow)| filter.shows_outcome(&row.outcome);
                others.rows.iter().enumerate().filter(is_shown).map(|(at, _)| at).collect()
            }
            None => rows.iter().filter(|row| filter.shows(&row.verdict)).map(|row| row.row).collect(),
        };
        self.counts = shown.map(|shown| shown.counts_of(table)).unwrap_or_default();
        (self.units, self.n_units) = unknown_units(view, rows);
        self.n_without_cohort = n_without_cohort(rows);
        self.of = Some(of);
    }
}

/// So many units are offered at a time; once they are named, the next come up.
const MOST_UNITS: usize = 30;
/// So many branches of the township are offered where none is called anything like it; all are found by search.
const MOST_BRANCHES: usize = 5;

/// The units that were not recognised, and how many there are.
fn unknown_units(view: View<'_>, rows: &[PreviewRow]) -> (Vec<UnknownUnit>, usize) {
    let mut counts: BTreeMap<UnitText, (usize, Option<TownshipId>)> = BTreeMap::new();
    for row in rows {
        let (Verdict::Refused(fault), Some(unit)) = (&row.verdict, &row.unit) else { continue };
        let text = match fault {
            RowFault::UnknownTownship(_) => UnitText { township: unit.township.clone(), branch: String::new() },
            RowFault::UnknownBranch(_) | RowFault::AmbiguousBranch { .. } => UnitText::clone(unit),
            RowFault::NoName
            | RowFault::HeadCount(_)
            | RowFault::NotAName(_)
            | RowFault::NoUnit
            | RowFault::UnknownCohort(_)
            | RowFault::Refused(_) => continue,
        };
        let (n_rows, township) = counts.entry(text).or_default();
        *n_rows += 1;
        *township = row.township;
    }
    if counts.is_empty() {
        return (Vec::new(), 0);
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, (n, _))| std::cmp::Reverse(*n));
    let n_units = counts.len();
    counts.truncate(MOST_UNITS);
    let units = Units::new(view.ws);
    let unknown = |(text, (n_rows, township)): (UnitText, (usize, Option<TownshipId>))| {
        let proposals = proposals(view, &units, &text, township);
        UnknownUnit { text, n_rows, proposals, township }
    };
    (counts.into_iter().map(unknown).collect(), n_units)
}

fn proposals(
    view: View<'_>,
    units: &Units,
    text: &UnitText,
    township: Option<TownshipId>,
) -> Vec<(UnitChoice, String)> {
    if text.branch.is_empty() {
        let near = units.townships_like(&text.township);
        let all = view.ws.townships_in_order().into_iter().map(|township| township.id);
        let others: Vec<TownshipId> = all.filter(|id| !near.contains(id)).collect();
        let named = near.into_iter().chain(others);
        let named = named.filter_map(|id| Some((id, view.ws.townships.get(id)?.name.clone())));
        return named.map(|(id, name)| (UnitChoice::Township(id), name)).collect();
    }
    let mut near = units.branches_like(&text.branch, township);
    if near.is_empty() {
        near.extend(units.branches_of(township).take(MOST_BRANCHES));
    }
    let named = near.into_iter().filter_map(|id| {
        let branch = view.ws.branches.get(id)?;
        let township = view.ws.townships.get(branch.township).map_or("", |township| township.name.as_str());
        Some((UnitChoice::Branch(id), format!("{township} · {}", branch.name)))
    });
    named.collect()
}
