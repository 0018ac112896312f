//! How a row is known again in a later import, so that a question that was answered is not asked twice.

use super::read::RosterRow;

/// What tells a row from others: all that it says about who somebody is.
pub fn row_key(read: &RosterRow) -> String {
    let birth = read.birth.map(|birth| birth.to_string()).unwrap_or_default();
    let branch = read.branch.map(|branch| branch.to_string()).unwrap_or_default();
    [read.name.as_str(), &read.id_number, &birth, &read.phone, &branch].join("|")
}
