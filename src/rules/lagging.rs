//! No township stays far behind the district.

use chrono::NaiveDate;

use super::{Finding, Rule, Subject};
use crate::model::TownshipId;

/// A township lags when its coverage is more than so many tenths of a percent below the district's.
pub const LAG_PER_MILLE: u64 = 120;

/// What the rule finds in the coverage of the townships and the district, in tenths of a percent; people
/// to be trained there are none where it is `None`.
pub fn lagging(townships: &[(TownshipId, Option<u64>)], district: Option<u64>, as_of: NaiveDate) -> Vec<Finding> {
    let Some(district) = district else { return Vec::new() };
    let rates = townships.iter().filter_map(|(township, rate)| Some((*township, (*rate)?)));
    rates
        .filter(|(_, rate)| rate + LAG_PER_MILLE < district)
        .map(|(township, rate)| {
            let finding = Finding::new(Rule::LaggingTownship, vec![Subject::Township(township)]);
            finding.on(Some(as_of)).counting(rate, district)
        })
        .collect()
}
