//! Why a command cannot be carried out, or what is impossible about a record: typed reasons. `words` says them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::sessions::Status;
use super::table::TableName;

/// A field that a refusal speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after the field it stands for")]
pub enum Field {
    Name,
    Title,
    District,
    Year,
    Places,
    HourTarget,
    Township,
    Branch,
    Cohort,
    Venue,
    Trainer,
    Course,
    Session,
    Person,
    Slot,
    Topic,
    Capacity,
    Quota,
    Hours,
    Dates,
    Period,
    Heads,
    Planned,
    Actual,
    Ceiling,
    Evidence,
    Reason,
    Rate,
    Leave,
    IdNumber,
    Phone,
    CreditHour,
    Reduction,
    LectureFee,
    Away,
    Filed,
    Successor,
}

/// Why a command cannot be carried out, or what is impossible about a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// There is no such record (any more).
    Missing {
        /// Where it was looked for.
        table: TableName,
        /// Its key, printed.
        key: String,
    },
    /// The record has changed since.
    Stale {
        /// Where it stands.
        table: TableName,
        /// Its key, printed.
        key: String,
    },
    /// A field that must be filled in is empty.
    Empty(Field),
    /// A number that must be at least one is zero.
    Zero(Field),
    /// An amount is below zero.
    Negative(Field),
    /// The end comes before the beginning.
    Reversed {
        /// The beginning.
        first: NaiveDate,
        /// The end.
        last: NaiveDate,
    },
    /// A year no programme of this century or the last can mean.
    YearOutOfRange(i32),
    /// A date outside the years that make sense for the programme.
    DateOutOfRange(NaiveDate),
    /// The least number of people is above the most.
    MinAboveMax {
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// A record refers to one that is not there.
    Dangling {
        /// Which reference.
        field: Field,
        /// The id it names.
        id: String,
    },
    /// The same thing stands there twice.
    Twice {
        /// Which field repeats.
        field: Field,
        /// What repeats.
        value: String,
    },
    /// Something refers to itself.
    Itself(Field),
    /// Something would refer to itself by way of others.
    Ring {
        /// Which reference.
        field: Field,
        /// What would be put into the other.
        one: String,
        /// What leads back to it.
        other: String,
    },
    /// The topic has a session of its own.
    TopicTaken {
        /// What was asked for.
        topic: String,
        /// The session's title.
        session: String,
    },
    /// No session has taught the topic yet, so that there is nothing to tell.
    NotTaught {
        /// What was asked for.
        topic: String,
    },
    /// The person is not enrolled in the session.
    NotEnrolled {
        /// The person's name, or id if there is no such person.
        person: String,
        /// The session's title, or id if there is no such session.
        session: String,
    },
    /// The person is enrolled already.
    AlreadyEnrolled {
        /// The person's name.
        person: String,
        /// The session's title.
        session: String,
    },
    /// The person stands in no cohort that the session is for.
    NotInCohort {
        /// The person's name.
        person: String,
    },
    /// Two records whose ID numbers differ, so that they are not of one person.
    TwoPeople {
        /// The name of the one.
        one: String,
        /// The name of the other.
        other: String,
    },
    /// The person has been replaced or has withdrawn, so there is nothing to mark.
    NotTakingPart {
        /// The person's name.
        person: String,
    },
    /// The session is closed; it has to be reopened, with a reason, before it can be changed.
    Closed {
        /// The session's title.
        session: String,
    },
    /// People are marked in half days that would move or go.
    Marked {
        /// The session's title.
        session: String,
        /// How many marks there are.
        n: usize,
    },
    /// The session is cancelled.
    Cancelled {
        /// The session's title.
        session: String,
    },
    /// The session has begun, so that who sits in it is no longer planned.
    Held {
        /// The session's title.
        session: String,
    },
    /// The session is locked and has to be unlocked first.
    Locked {
        /// The session's title.
        session: String,
    },
    /// A session cannot go from one status to the other.
    NoSuchStep {
        /// The status it has.
        from: Status,
        /// The status asked for.
        to: Status,
    },
    /// Other records still refer to it.
    InUse {
        /// Its name.
        name: String,
        /// Where the others stand.
        by: TableName,
        /// How many they are.
        n: usize,
    },
    /// Two rule sets say the same thing for the same days and level.
    Overlap {
        /// What both say.
        field: Field,
        /// The name of the other set.
        other: String,
    },
    /// A month and a day that no year has.
    NoSuchDay {
        /// The month.
        month: u32,
        /// The day.
        day: u32,
    },
    /// More money for one session than any can cost: most likely typed in the wrong unit.
    TooMuch {
        /// Which amount.
        field: Field,
        /// What was typed.
        amount: super::money::Fen,
        /// The most that is taken.
        limit: super::money::Fen,
    },
    /// A unit that does not exist on the day.
    Gone {
        /// Its name.
        name: String,
        /// The day.
        on: NaiveDate,
    },
    /// The year is closed; it has to be reopened, with a reason, before anything can be changed.
    YearClosed(i32),
    /// Text that is no list of serial numbers such as `1-18,20,23-40`.
    BadSerials {
        /// The part that cannot be read.
        part: String,
    },
    /// A serial number beyond the last row.
    NoSuchSerial {
        /// The number.
        serial: u32,
        /// The last serial number there is.
        last: u32,
    },
    /// The workspace is open for reading only.
    ReadOnly,
}

/// Adds [`Refusal::Empty`] if the text has nothing but spaces.
pub(super) fn must_say(text: &str, field: Field, faults: &mut Vec<Refusal>) {
    if text.trim().is_empty() {
        faults.push(Refusal::Empty(field));
    }
}
