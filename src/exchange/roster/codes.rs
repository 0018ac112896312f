//! Stable names for other programs of what can be wrong with a row, and the column it is about.

use super::{Conflict, Doubt, RosterColumn, RowFault};

impl RowFault {
    /// A stable name for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoName => "no_name",
            Self::HeadCount(_) => "head_count",
            Self::NotAName(_) => "not_a_name",
            Self::NoUnit => "no_unit",
            Self::UnknownTownship(_) => "unknown_township",
            Self::UnknownBranch(_) => "unknown_branch",
            Self::AmbiguousBranch { .. } => "ambiguous_branch",
            Self::UnknownCohort(_) => "unknown_cohort",
            Self::Refused(_) => "refused",
        }
    }

    /// The column it is about.
    pub fn column(&self) -> RosterColumn {
        match self {
            Self::NoName | Self::HeadCount(_) | Self::NotAName(_) | Self::Refused(_) => RosterColumn::Name,
            Self::UnknownTownship(_) => RosterColumn::Township,
            Self::NoUnit | Self::UnknownBranch(_) | Self::AmbiguousBranch { .. } => RosterColumn::Branch,
            Self::UnknownCohort(_) => RosterColumn::Cohort,
        }
    }
}

impl Conflict {
    /// A stable name for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SameName { .. } => "same_name",
            Self::Alike { .. } => "alike",
            Self::OtherName { .. } => "other_name",
            Self::Differs { .. } => "differs",
        }
    }

    /// The column it is about.
    pub fn column(&self) -> RosterColumn {
        match self {
            Self::SameName { .. } | Self::Alike { .. } => RosterColumn::Name,
            Self::OtherName { .. } => RosterColumn::IdNumber,
            Self::Differs { fields, .. } => fields.first().copied().unwrap_or(RosterColumn::Name),
        }
    }
}

impl Doubt {
    /// A stable name for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::IdNumberLost => "id_number_lost",
            Self::IdNumberBad => "id_number_bad",
            Self::PhoneLost => "phone_lost",
            Self::PhoneOdd(_) => "phone_odd",
            Self::PhoneLocal => "phone_local",
            Self::OddName => "odd_name",
            Self::Left(fault) => fault.code(),
            Self::SameAsRow { .. } => "same_as_row",
            Self::DateUnreadable(_) => "date_unreadable",
            Self::MonthOnly => "month_only",
            Self::JanuaryOrOctober => "january_or_october",
            Self::BirthNotInIdNumber => "birth_not_in_id_number",
            Self::DamagedName => "damaged_name",
            Self::Hidden => "hidden_row",
            Self::Differs { .. } => "differs",
        }
    }

    /// The column it is about.
    pub fn column(&self) -> RosterColumn {
        match self {
            Self::IdNumberLost | Self::IdNumberBad => RosterColumn::IdNumber,
            Self::PhoneLost | Self::PhoneOdd(_) | Self::PhoneLocal => RosterColumn::Phone,
            Self::DateUnreadable(_) | Self::MonthOnly | Self::JanuaryOrOctober | Self::BirthNotInIdNumber => {
                RosterColumn::Birth
            }
            Self::DamagedName | Self::OddName | Self::Hidden | Self::SameAsRow { .. } => RosterColumn::Name,
            Self::Left(fault) => fault.column(),
            Self::Differs { field, .. } => *field,
        }
    }
}
