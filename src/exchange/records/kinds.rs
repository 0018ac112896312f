//! The kinds of tables, and the columns that each may have.

use serde::{Deserialize, Serialize};

use super::{Desk, Fault, Line, Took, costs, holidays, log, sessions, topics, trainers, venues};
use crate::model::TableName;

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum What {
    /// 考勤: a returned attendance sheet, or the log of a platform for remote learning.
    Marks,
    /// 点题
    Topics,
    /// 经费
    Costs,
    /// 教师
    Trainers,
    /// 场地
    Venues,
    /// 节假日
    Holidays,
    /// 班次: a plan of sessions.
    Sessions,
}

impl What {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Marks, Self::Topics, Self::Costs, Self::Trainers, Self::Venues, Self::Holidays, Self::Sessions];

    /// The table of the records that it brings.
    pub fn table(self) -> TableName {
        match self {
            Self::Marks => TableName::Marks,
            Self::Topics => TableName::Topics,
            Self::Costs => TableName::Costs,
            Self::Trainers => TableName::Trainers,
            Self::Venues => TableName::Venues,
            Self::Holidays => TableName::Holidays,
            Self::Sessions => TableName::Sessions,
        }
    }

    /// The columns without which a table is none of its kind.
    pub fn needed(self) -> impl Iterator<Item = Col> {
        self.columns().iter().filter(|column| column.is_needed).map(|column| column.holds)
    }

    /// The columns that it may have, in the order of a usual table.
    pub fn offered(self) -> impl Iterator<Item = Col> {
        self.columns().iter().map(|column| column.holds)
    }

    /// Its place among the kinds that are imported together: what others refer to comes first.
    pub(super) fn turn(self) -> u8 {
        match self {
            Self::Venues | Self::Trainers | Self::Holidays => 0,
            Self::Sessions => 1,
            Self::Topics | Self::Costs => 2,
            Self::Marks => 3,
        }
    }

    pub(super) fn columns(self) -> &'static [Column] {
        match self {
            Self::Marks => log::COLUMNS,
            Self::Topics => topics::COLUMNS,
            Self::Costs => costs::COLUMNS,
            Self::Trainers => trainers::COLUMNS,
            Self::Venues => venues::COLUMNS,
            Self::Holidays => holidays::COLUMNS,
            Self::Sessions => sessions::COLUMNS,
        }
    }

    pub(super) fn take(self) -> fn(&mut Desk<'_>, &Line<'_>) -> Result<Took, Fault> {
        match self {
            Self::Marks => log::take,
            Self::Topics => topics::take,
            Self::Costs => costs::take,
            Self::Trainers => trainers::take,
            Self::Venues => venues::take,
            Self::Holidays => holidays::take,
            Self::Sessions => sessions::take,
        }
    }
}

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after what it holds")]
pub enum Col {
    Name,
    IdNumber,
    Phone,
    Township,
    Branch,
    Session,
    Date,
    Until,
    Days,
    Minutes,
    Text,
    Area,
    Item,
    Planned,
    Actual,
    Payer,
    Unit,
    TrainerTitle,
    Subjects,
    Capacity,
    DayRate,
    Workday,
    Mode,
    Level,
    Venue,
    Cohorts,
    Heads,
    Purpose,
    Trainer,
    Mark,
    Note,
}

impl Col {
    /// Whether it holds words for people to read, of which the signs between them are part.
    pub(super) fn is_prose(self) -> bool {
        matches!(self, Self::Session | Self::Purpose | Self::Note | Self::Text | Self::Subjects)
    }
}

/// A column that a kind of table may have.
pub(super) struct Column {
    pub holds: Col,
    /// Headings that are it as a whole.
    pub exact: &'static [&'static str],
    /// Words that make a heading it.
    pub parts: &'static [&'static str],
    /// Whether a table is none of its kind without it.
    pub is_needed: bool,
}

pub(super) const fn needed(holds: Col, exact: &'static [&'static str], parts: &'static [&'static str]) -> Column {
    Column { holds, exact, parts, is_needed: true }
}

pub(super) const fn optional(holds: Col, exact: &'static [&'static str], parts: &'static [&'static str]) -> Column {
    Column { holds, exact, parts, is_needed: false }
}
