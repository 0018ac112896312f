//! What papers have to say, as a form that a language fills in. Knows no language itself.

use chrono::NaiveDate;

use crate::model::{DateSpan, Half};

/// Every text on a printed paper, in one language.
#[derive(Clone, Copy, Debug)]
pub struct PaperTexts {
    /// The title of an attendance sheet, from the session's title.
    pub attendance_title: fn(&str) -> String,
    /// Label of the days.
    pub time: &'static str,
    /// Label of the venue.
    pub place: &'static str,
    /// Label of the office that runs the session.
    pub organiser: &'static str,
    /// Label of the trainers.
    pub trainer: &'static str,
    /// Stands for more trainers than a line can name.
    pub by_timetable: &'static str,
    /// Between two names.
    pub and: &'static str,
    /// The days of a session, and the half of a single one.
    pub days: fn(DateSpan, Option<Half>) -> String,
    /// Heading of a day's sign columns: the day, with its month if `true`.
    pub day: fn(NaiveDate, bool) -> String,
    /// A half day.
    pub half: fn(Half) -> &'static str,
    /// Heading of the serial numbers.
    pub serial: &'static str,
    /// Heading of the names.
    pub name: &'static str,
    /// Heading of the units.
    pub unit: &'static str,
    /// Heading of the posts.
    pub post: &'static str,
    /// Heading of the phone numbers.
    pub phone: &'static str,
    /// Heading of the only sign column of a session without half days.
    pub signature: &'static str,
    /// Heading of the remarks.
    pub remark: &'static str,
    /// Heading of the ids.
    pub id: &'static str,
    /// In the sign box of someone whom another replaces.
    pub replaced: &'static str,
    /// In the sign box of a half day before someone joined.
    pub not_due: &'static str,
    /// The remark on someone whom this person replaces.
    pub replaced_by: fn(&str) -> String,
    /// The remark on someone who comes in this person's place.
    pub stands_in_for: fn(&str) -> String,
    /// The remark on someone who came without having been enrolled.
    pub walk_in: &'static str,
    /// The line of totals: so many should attend, blanks for the rest.
    pub totals: fn(usize) -> String,
    /// Label of who kept the sheet.
    pub keeper: &'static str,
    /// Label of who leads the group.
    pub leader: &'static str,
    /// Page x of y, in a spreadsheet's codes `&P` and `&N`.
    pub page_of: &'static str,
    /// People whose unit is not known.
    pub no_unit: &'static str,
    /// The name of a worksheet with all people.
    pub sheet: &'static str,
}
