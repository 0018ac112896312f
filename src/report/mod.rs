//! Coverage, budget and league tables as data: pure functions of a workspace that return plain structs.
//!
//! [`Index`] reads the records once into dense arrays for one as-of day and follows edits from then on;
//! every other report is a cheap reading of it. No report knows a word of text, a file or a clock.

pub mod attention;
mod branches;
pub mod budget;
pub mod checks;
pub mod completeness;
pub mod course;
pub mod coverage;
pub mod duplicates;
pub mod fair_share;
pub mod forecast;
pub mod hours;
mod index;
pub mod league;
pub mod people;
mod room;
pub mod rotation;
mod rows;
mod seats_for;
pub mod sessions;
pub mod settlement;
pub mod sheet;
mod sitting;
pub mod summary;
mod tally;
pub mod topics;
mod update;
pub mod who;

pub use attention::findings;
pub use budget::Budget;
pub use completeness::completeness;
pub use course::{Course, course};
pub use coverage::{Coverage, Figures, Measure};
pub use duplicates::duplicates;
pub use fair_share::{FairShare, fair_share};
pub use forecast::{Forecast, forecast};
pub use hours::{HoursReport, hours};
pub use index::Index;
pub use league::{LeagueRow, league};
pub use people::{PersonRow, history, last_taught};
pub use rotation::{Rotation, rotation};
pub use seats_for::{alternatives_to, seats_for};
pub use sessions::{SessionRow, sessions, upcoming};
pub use settlement::{Settlement, settlement};
pub use sheet::{Sheet, sheet, sheet_of};
pub use summary::summary;
pub use topics::{Topics, topics};
pub use who::{Behind, Group};

use serde::Serialize;

/// So many out of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// How many.
    pub n: u64,
    /// Out of how many.
    pub of: u64,
}

impl Share {
    /// The share in tenths of a percent, rounded half up: 520 is 52.0 %. `None` out of nothing.
    pub fn per_mille(self) -> Option<u64> {
        (self.of > 0).then(|| (2000 * self.n + self.of) / (2 * self.of))
    }

    /// The share as a number to draw with, 0 out of nothing; above 1 if more than all.
    pub fn ratio(self) -> f64 {
        if self.of == 0 { 0.0 } else { self.n as f64 / self.of as f64 }
    }
}

/// Splits a count by weights so that the parts add up to it; with no weight at all everything goes to the last.
///
/// Source: largest remainder method.
fn apportion(total: u64, weights: &[u64]) -> Vec<u64> {
    if weights.iter().all(|weight| *weight == 0) {
        let last = weights.len().saturating_sub(1);
        return (0..weights.len()).map(|i| if i == last { total } else { 0 }).collect();
    }
    let parts = crate::model::Fen(i64::try_from(total).unwrap_or(i64::MAX)).split(weights);
    parts.into_iter().map(|part| part.0 as u64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_as_the_district_reports_it() {
        assert_eq!(Share { n: 11_150, of: 21_442 }.per_mille(), Some(520));
        assert_eq!(Share { n: 11_350, of: 21_691 }.per_mille(), Some(523));
        assert_eq!(Share { n: 11_150, of: 21_691 }.per_mille(), Some(514));
        assert_eq!(Share { n: 0, of: 0 }.per_mille(), None);
    }

    #[test]
    fn places_are_shared_out_without_loss() {
        assert_eq!(apportion(10, &[1, 1, 1]), [4, 3, 3]);
        assert_eq!(apportion(691, &[300, 391, 0]), [300, 391, 0]);
        assert_eq!(apportion(7, &[0, 0]), [0, 7]);
        assert!(apportion(7, &[]).is_empty());
    }
}
