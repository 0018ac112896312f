//! What a session is while the district is being made, and the sorts there are.

use chrono::NaiveDate;

use super::calendar::AS_OF;
use super::people::{LEADER, MEMBER, SECRETARY};
use crate::model::{EnrolmentState, Half, Level, Mode, Status, VenueId};

/// A half day.
pub(super) type At = (NaiveDate, Half);

/// The sorts of sessions the district runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Family {
    Secretary,
    LeaderClass,
    Visit,
    Lecture,
    Remote,
    TownClass,
    TownRemote,
    Exchange,
    Spring,
    HeadCount,
}

impl Family {
    pub(super) const ALL: [Self; 10] = [
        Self::Secretary,
        Self::LeaderClass,
        Self::Visit,
        Self::Lecture,
        Self::Remote,
        Self::TownClass,
        Self::TownRemote,
        Self::Exchange,
        Self::Spring,
        Self::HeadCount,
    ];

    pub(super) fn mode(self) -> Mode {
        match self {
            Self::Secretary | Self::LeaderClass | Self::TownClass | Self::Spring => Mode::PartySchool,
            Self::Visit | Self::Exchange => Mode::FieldVisit,
            Self::Lecture => Mode::LectureHall,
            Self::Remote | Self::TownRemote | Self::HeadCount => Mode::Remote,
        }
    }

    pub(super) fn level(self) -> Level {
        match self {
            Self::Secretary | Self::LeaderClass | Self::Visit | Self::Lecture | Self::Remote => Level::District,
            Self::TownClass | Self::TownRemote | Self::Spring => Level::Township,
            Self::Exchange | Self::HeadCount => Level::Village,
        }
    }

    pub(super) fn cohort(self) -> usize {
        match self {
            Self::Secretary => SECRETARY,
            Self::LeaderClass | Self::Visit => LEADER,
            Self::Lecture
            | Self::Remote
            | Self::TownClass
            | Self::TownRemote
            | Self::Exchange
            | Self::Spring
            | Self::HeadCount => MEMBER,
        }
    }
}

/// Whether someone on the roll was taught.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    Attends,
    Misses,
    Unknown,
}

/// Someone on the roll.
pub(super) struct Row {
    /// Position among the layer's people.
    pub(super) who: usize,
    pub(super) state: EnrolmentState,
    pub(super) fate: Fate,
    /// Position of a late joiner's first slot.
    pub(super) joined: Option<usize>,
    pub(super) is_walk_in: bool,
}

/// A session while the district is being made.
pub(super) struct Plan {
    pub(super) family: Family,
    pub(super) title: String,
    pub(super) unit: Option<usize>,
    /// The units it serves.
    pub(super) units: Vec<usize>,
    pub(super) venue: VenueId,
    pub(super) slots: Vec<At>,
    /// Its share of what is left to be trained; for a planned one the number of people.
    pub(super) weight: usize,
    pub(super) status: Status,
    /// What is taught.
    pub(super) subject: &'static str,
    pub(super) purpose: String,
    pub(super) note: String,
    pub(super) max_heads: usize,
    pub(super) rows: Vec<Row>,
    /// Seats by position of the unit.
    pub(super) quotas: Vec<(usize, usize)>,
}

impl Plan {
    pub(super) fn first_day(&self) -> NaiveDate {
        self.slots.first().map_or(AS_OF, |slot| slot.0)
    }

    pub(super) fn last_day(&self) -> NaiveDate {
        self.slots.last().map_or(AS_OF, |slot| slot.0)
    }
}
