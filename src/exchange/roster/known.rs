//! How a row is known again in a later import, so that a question that was answered is not asked twice.

use super::read::RosterRow;

/// Whether a row says more of who somebody is than a name and a unit.
pub fn is_telling(read: &RosterRow) -> bool {
    !read.id_number.is_empty() || read.birth.is_some()
}

/// All that a row says, by which it is known that what it says was already passed over.
pub fn whole_key(read: &RosterRow) -> String {
    [row_key(read).as_str(), &read.post, &read.note].join("|")
}

/// What tells a row from others: all that it says about who somebody is.
pub fn row_key(read: &RosterRow) -> String {
    let birth = read.birth.map(|birth| birth.to_string()).unwrap_or_default();
    let branch = read.branch.map(|branch| branch.to_string()).unwrap_or_default();
    [read.name.as_str(), &read.id_number, &birth, &read.phone, &branch].join("|")
}
