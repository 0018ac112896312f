//! What a row would do, why the user has to decide, why it cannot be taken, and what deserves a look.

use chrono::NaiveDate;

use super::RosterColumn;
use crate::model::{BranchId, PersonId, Refusal};
use crate::report::duplicates::Evidence;

/// What to do with a row in conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is this person.
    Same(PersonId),
    /// It is someone else of the same name.
    New,
    /// It is this person, and what the row says takes the place of what is known.
    Overwrite(PersonId),
    /// It is this person, and what is known stays.
    Keep(PersonId),
}

impl Decision {
    /// Whom the row was said to be about; `None` for someone else.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Self::Same(person) | Self::Overwrite(person) | Self::Keep(person) => Some(person),
            Self::New => None,
        }
    }
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Add a person.
    New,
    /// Fill these blanks of a person.
    Changed {
        /// Whom.
        person: PersonId,
        /// What.
        fields: Vec<RosterColumn>,
    },
    /// Nothing: all is known.
    Unchanged {
        /// About whom.
        person: PersonId,
    },
    /// Nothing, until the user decides.
    Conflict(Conflict),
    /// Nothing: the row cannot be taken.
    Refused(RowFault),
    /// Nothing: the row is a title, a heading, a sum or blank.
    Skipped,
}

/// Why the user has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// Someone of this name is in this branch, but no number or date of birth says that it is the same one.
    SameName {
        /// Who it may be.
        candidates: Vec<PersonId>,
    },
    /// Someone of this name is so much like it that it may be the same one.
    Alike {
        /// Who it may be, those first for whom most speaks.
        candidates: Vec<PersonId>,
        /// What is known of the first.
        like: Box<Likeness>,
    },
    /// The ID number belongs to someone of another name.
    OtherName {
        /// Whose it is.
        person: PersonId,
        /// Their name.
        name: String,
    },
    /// Something else is known about the person in these fields.
    Differs {
        /// Who it is.
        person: PersonId,
        /// In which fields.
        fields: Vec<RosterColumn>,
    },
}

/// What is known of somebody whom a row may be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Township and branch, as they are written.
    pub unit: String,
    /// The name.
    pub name: String,
    /// The date of birth, if the row says another one.
    pub birth: Option<NaiveDate>,
    /// What speaks for it; nothing but the same name in the same branch if it is empty.
    pub evidence: Vec<Evidence>,
}

/// Why a row cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowFault {
    /// There is no name.
    NoName,
    /// A number of heads stands in the place of a name.
    HeadCount(String),
    /// What stands in the place of the name can be nobody's.
    NotAName(String),
    /// Neither the row nor the options say to which branch a new person belongs.
    NoUnit,
    /// No such township.
    UnknownTownship(String),
    /// No such branch.
    UnknownBranch(String),
    /// Several branches could be meant.
    AmbiguousBranch {
        /// The text.
        text: String,
        /// Which.
        candidates: Vec<BranchId>,
    },
    /// No such cohort.
    UnknownCohort(String),
    /// The person would be impossible.
    Refused(Refusal),
}

/// Something in a row that was left out or deserves a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The ID number lost its last digits in a spreadsheet; it was left out.
    IdNumberLost,
    /// The ID number cannot be right; it was left out.
    IdNumberBad,
    /// The phone lost digits in a spreadsheet; it was left out.
    PhoneLost,
    /// This can be no phone number; it was left out.
    PhoneOdd(String),
    /// The number of a landline has no area code.
    PhoneLocal,
    /// There are digits in the name.
    OddName,
    /// This of the row was not understood; the person was found without it, and it was left out.
    Left(RowFault),
    /// Another row is about the same person.
    SameAsRow {
        /// Its sheet, if it is in another one.
        sheet: String,
        /// Its number.
        row: u32,
    },
    /// The date cannot be read; it was left out.
    DateUnreadable(String),
    /// Only the month of birth is known; the first stands for it.
    MonthOnly,
    /// January, or October typed as a number.
    JanuaryOrOctober,
    /// The date of birth is not the one in the ID number, which counts.
    BirthNotInIdNumber,
    /// A character of the name that some program could not write.
    DamagedName,
    /// The row is hidden in the file, as by a filter.
    Hidden,
    /// The person's field says something else; it was left as it is.
    Differs {
        /// Which field.
        field: RosterColumn,
        /// What the row says.
        text: String,
    },
}
