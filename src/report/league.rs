//! The league table of townships: who lags behind, by any measure.

use serde::Serialize;

use super::Share;
use super::coverage::{Coverage, Figures, Measure};
use crate::model::dates::elapsed;
use crate::model::{Fen, TownshipId, Workspace};

/// What a measure comes to in one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Value {
    /// So many out of so many.
    Share(Share),
    /// A plain count.
    Count(u64),
    /// Money; `None` where nobody was trained.
    Money(Option<Fen>),
}

impl Figures {
    /// What a measure comes to in this row.
    pub fn value(&self, measure: Measure) -> Value {
        match measure {
            Measure::Heads => Value::Share(self.heads),
            Measure::Places => Value::Share(self.places),
            Measure::Hours => Value::Share(self.hours),
            Measure::Attendances => Value::Count(self.attendances),
            Measure::Sessions => Value::Count(self.sessions),
            Measure::CostPerHead => Value::Money(self.cost_per_head),
        }
    }
}

/// A township in the league table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LeagueRow {
    /// The township.
    pub township: TownshipId,
    /// Its place, 1 for the one that lags behind most.
    pub rank: u32,
    /// Whether anything at all was recorded there.
    pub has_record: bool,
    /// What the measure comes to.
    pub value: Value,
    /// What the measure comes to by cohort, in the order of [`Coverage::cohorts`].
    pub cohorts: Vec<Value>,
    /// Tenths of a percent by which it is ahead of the elapsed share of the year, negative if it lags behind;
    /// `None` for measures that are no share, or a share of nothing.
    pub ahead_per_mille: Option<i64>,
    /// Heads trained and eligible.
    pub heads: Share,
    /// Money spent for each person trained.
    pub cost_per_head: Option<Fen>,
}

/// The share of the programme year that has gone by at the end of the as-of day.
pub fn elapsed_share(workspace: &Workspace, coverage: &Coverage) -> Share {
    let (n, of) = elapsed(workspace.programme.days(), coverage.as_of);
    Share { n, of }
}

/// Tenths of a percent by which a share is ahead of the elapsed share; `None` out of nothing.
pub fn ahead_per_mille(share: Share, elapsed: Share) -> Option<i64> {
    let (done, gone) = (share.per_mille()?, elapsed.per_mille()?);
    Some(i64::try_from(done).unwrap_or(i64::MAX) - i64::try_from(gone).unwrap_or(0))
}

/// The townships by how far they lag behind: those without any record first, then the lowest share or count,
/// or the highest cost per head; equals in the official order.
pub fn league(workspace: &Workspace, coverage: &Coverage, measure: Measure) -> Vec<LeagueRow> {
    let elapsed = elapsed_share(workspace, coverage);
    let order = |id: TownshipId| workspace.townships.get(id).map_or(u32::MAX, |township| township.order);
    let mut rows: Vec<LeagueRow> = coverage
        .townships
        .iter()
        .filter_map(|row| Some((row.township?, row)))
        .map(|(township, row)| {
            let value = row.figures.value(measure);
            let ahead = if let Value::Share(share) = value { ahead_per_mille(share, elapsed) } else { None };
            LeagueRow {
                township,
                rank: 0,
                has_record: row.figures.has_record(),
                value,
                cohorts: row.cohorts.iter().map(|cohort| cohort.value(measure)).collect(),
                ahead_per_mille: ahead,
                heads: row.figures.heads,
                cost_per_head: row.figures.cost_per_head,
            }
        })
        .collect();
    rows.sort_by_key(|row| (row.has_record, standing(row.value), order(row.township), row.township));
    rows.iter_mut().zip(1..).for_each(|(row, rank)| row.rank = rank);
    rows
}

/// A number that is smaller the more a row lags behind; shares to a millionth.
fn standing(value: Value) -> i64 {
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    match value {
        Value::Share(Share { n, of }) => number(n.saturating_mul(1_000_000).checked_div(of).unwrap_or(u64::MAX)),
        Value::Count(n) => number(n),
        Value::Money(fen) => fen.map_or(i64::MAX, |fen| -fen.0),
    }
}
