//! The five measures of coverage, in all and by cohort, township, branch, mode, level and month.
//!
//! What each measure counts (source: `ARCHITECTURE.md`, "Five measures"), up to the as-of day and within the programme year:
//!
//! - **heads**: distinct eligible people who were trained in any session, out of all eligible people. In a
//!   cohort's row: the people who stand in it on the day, trained on a place of this cohort; so people in
//!   two cohorts stand in two rows and are one head in all. People count in the unit they belong to on the day.
//! - **places**: people who used a place of the cohort, each once, out of the places planned. A township's
//!   planned places are the cohort's, shared out by the eligible people who stand in it. Exempt people use
//!   no planned place.
//! - **attendances** (人次): a person in a session with at least one half day attended, in the unit of the
//!   first such day; exempt people and people who left since count too.
//! - **sessions** (期次): held, with a half day in the year up to the day; in the unit that runs them. One for several cohorts
//!   stands in the row of each of them.
//! - **hours**: eligible people whose attended minutes reach the highest target of their cohorts, out of the
//!   eligible people who have a target.
//! - **cost**: what was spent, split over cohorts and units by the heads that came.
//!
//! By mode and level heads overlap (a person learns in several ways); by month each person stands in the
//! month in which they came to count as trained.

use chrono::NaiveDate;
use serde::Serialize;

use super::Share;
use super::tally::Tally;
use crate::model::{BranchId, CohortId, Fen, Level, Mode, TownshipId};

/// The five measures; cost per head is the fifth, attendances and sessions share the third.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Measure {
    /// 覆盖率
    #[default]
    Heads,
    /// 名额完成率
    Places,
    /// 人次
    Attendances,
    /// 期次
    Sessions,
    /// 学时达标率
    Hours,
    /// 人均经费
    CostPerHead,
}

impl Measure {
    /// All measures in the order of a menu.
    pub const ALL: [Self; 6] =
        [Self::Heads, Self::Places, Self::Attendances, Self::Sessions, Self::Hours, Self::CostPerHead];
}

/// By which rule a number was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum CountRule {
    /// Distinct eligible people with a half day attended.
    HeadsAttended,
    /// Distinct eligible people who completed a session.
    HeadsCompleted,
    /// Distinct eligible people; some cohorts ask for attendance, others for completion.
    HeadsByCohort,
    /// Each person uses a cohort's place once.
    PlacesUsedOnce,
    /// A person in a session with a half day attended.
    PersonsInSessions,
    /// Sessions held.
    SessionsHeld,
    /// Minutes of attended half days against the highest target of the person's cohorts.
    HoursReached,
    /// Money spent by distinct people trained.
    SpentByHeads,
}

/// One number with everything that has to be said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What is measured.
    pub measure: Measure,
    /// By which rule.
    pub rule: CountRule,
    /// The day to which it refers.
    pub as_of: NaiveDate,
    /// Heads, places, attendances, sessions; fen for the cost per head.
    pub numerator: u64,
    /// Out of how many; heads trained for the cost per head; `None` for plain counts.
    pub denominator: Option<u64>,
}

/// All measures of one row: the whole, a unit, a cohort, a mode, a level or a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// People trained / eligible people.
    pub heads: Share,
    /// People trained at most, if all head-counts without names were people not yet trained.
    pub heads_high: u64,
    /// Places used / planned.
    pub places: Share,
    /// Attendances with names.
    pub attendances: u64,
    /// Attendances of which only a number is known; they come on top.
    pub counted: u64,
    /// Sessions held.
    pub sessions: u64,
    /// Minutes attended by all people together.
    pub minutes: u64,
    /// Those of them learnt remotely.
    pub remote_minutes: u64,
    /// People whose hours are reached / eligible people with a target.
    pub hours: Share,
    /// Money spent.
    pub spent: Fen,
    /// Money spent for each person trained.
    pub cost_per_head: Option<Fen>,
    /// Exempt people trained / exempt people; they come on top of the eligible ones.
    pub exempt: Share,
    /// Floating people trained / floating people; they are among the eligible ones.
    pub floating: Share,
    /// People trained who no longer belong to the district or a cohort; they come on top.
    pub gone_trained: u64,
}

impl Figures {
    pub(super) fn of(tally: &Tally) -> Self {
        let share = |n: i32, of: i32| Share { n: count(n), of: count(of) };
        let heads = share(tally.trained, tally.eligible);
        Self {
            heads,
            heads_high: heads.n,
            places: share(tally.places, 0),
            attendances: count(tally.attendances),
            minutes: tally.minutes.max(0) as u64,
            remote_minutes: tally.remote_minutes.max(0) as u64,
            hours: share(tally.reached, tally.targeted),
            exempt: share(tally.exempt_trained, tally.exempt),
            floating: share(tally.floating_trained, tally.floating),
            gone_trained: count(tally.gone_trained),
            ..Self::default()
        }
    }

    pub(super) fn spend(mut self, spent: i64) -> Self {
        self.spent = Fen(spent);
        self.cost_per_head = self.spent.per_head(self.heads.n);
        self
    }

    /// Adds heads of which no names are known.
    pub(super) fn add_counted(&mut self, heads: u32) {
        self.counted += u64::from(heads);
        self.heads_high = (self.heads.n + self.counted).min(self.heads.of.max(self.heads.n));
    }

    /// Whether anything at all was recorded here.
    pub fn has_record(&self) -> bool {
        self.attendances + self.counted + self.heads.n > 0
    }

    /// The heads share of this row in tenths of a percent.
    pub fn per_mille(&self) -> Option<u64> {
        self.heads.per_mille()
    }
}

pub(super) fn count(n: i32) -> u64 {
    n.max(0) as u64
}

/// A cohort's row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CohortRow {
    /// The cohort.
    pub cohort: CohortId,
    /// Its figures.
    pub figures: Figures,
}

/// A township's row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnitRow {
    /// The unit; `None`: what belongs to no township, as the district's own sessions and people without a branch.
    pub township: Option<TownshipId>,
    /// Its figures.
    pub figures: Figures,
    /// Its figures by cohort, in the order of [`Coverage::cohorts`].
    pub cohorts: Vec<Figures>,
}

/// A branch's row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BranchRow {
    /// The branch.
    pub branch: BranchId,
    /// Its figures; sessions and planned places are not kept by branch.
    pub figures: Figures,
    /// Its figures by cohort, in the order of [`Coverage::cohorts`].
    pub cohorts: Vec<Figures>,
}

/// Heads and cost of one cohort in one way of learning at one level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MixRow {
    /// The cohort whose places were used.
    pub cohort: CohortId,
    /// The way of learning.
    pub mode: Mode,
    /// Who ran the sessions.
    pub level: Level,
    /// Distinct eligible people trained so.
    pub heads: u64,
    /// Attendances with names.
    pub attendances: u64,
    /// Money spent.
    pub spent: Fen,
    /// Money spent for each of the heads.
    pub cost_per_head: Option<Fen>,
}

/// Coverage of a district on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// The day to which all figures refer.
    pub as_of: NaiveDate,
    /// The rule by which heads are counted.
    pub heads_rule: CountRule,
    /// The whole district.
    pub total: Figures,
    /// By cohort, in id order.
    pub cohorts: Vec<CohortRow>,
    /// By township: those without any record first, then in the official order.
    pub townships: Vec<UnitRow>,
    /// What belongs to no township; with the townships it adds up to the total.
    pub elsewhere: UnitRow,
    /// By way of learning.
    pub modes: Vec<(Mode, Figures)>,
    /// By the level that runs the sessions.
    pub levels: Vec<(Level, Figures)>,
    /// By month, January first.
    pub months: Vec<Figures>,
    /// By cohort, mode and level, where anything was held or spent.
    pub mix: Vec<MixRow>,
    /// Money spent that belongs to no cohort: for the programme as a whole, or before anyone came.
    pub unsplit: Fen,
}

impl Coverage {
    /// One measure of the whole district with all that has to be said about it.
    pub fn figure(&self, measure: Measure) -> Figure {
        self.figure_of(measure, &self.total)
    }

    /// One measure of a row.
    pub fn figure_of(&self, measure: Measure, row: &Figures) -> Figure {
        let (rule, numerator, denominator) = match measure {
            Measure::Heads => (self.heads_rule, row.heads.n, Some(row.heads.of)),
            Measure::Places => (CountRule::PlacesUsedOnce, row.places.n, Some(row.places.of)),
            Measure::Attendances => (CountRule::PersonsInSessions, row.attendances, None),
            Measure::Sessions => (CountRule::SessionsHeld, row.sessions, None),
            Measure::Hours => (CountRule::HoursReached, row.hours.n, Some(row.hours.of)),
            Measure::CostPerHead => (CountRule::SpentByHeads, row.spent.0.max(0) as u64, Some(row.heads.n)),
        };
        Figure { measure, rule, as_of: self.as_of, numerator, denominator }
    }

    /// The row of a cohort.
    pub fn cohort(&self, cohort: CohortId) -> Option<&Figures> {
        self.cohorts.iter().find(|row| row.cohort == cohort).map(|row| &row.figures)
    }

    /// The row of a township.
    pub fn township(&self, township: TownshipId) -> Option<&UnitRow> {
        self.townships.iter().find(|row| row.township == Some(township))
    }
}
