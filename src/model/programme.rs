//! The programme year: its cohorts with their places, and the ceilings of its budget.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::checks::CheckSetting;
use super::dates::{DateSpan, year_span};
use super::filing::{Filed, Funding};
use super::id::Id;
use super::money::Fen;
use super::planning::PlanSettings;
use super::refusal::{Field, Refusal, must_say};
use super::rule_set::TrainedBy;
use super::table::{Record, TableName};
use super::workspace::Workspace;
use super::year_end::Closure;

/// Who runs and pays for a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// 区
    District,
    /// 乡镇
    Township,
    /// 村
    Village,
}

impl Level {
    /// All levels, from the top down.
    pub const ALL: [Self; 3] = [Self::District, Self::Township, Self::Village];
}

/// The most that one level may spend in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ceiling {
    /// Who pays.
    pub level: Level,
    /// The source whose money it is; `None`: whatever the level has besides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub funding: Option<Funding>,
    /// The most it may spend in the year.
    pub amount: Fen,
}

/// To whom units send their names, and how long before a session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Who in the organiser's office takes the names.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// The office's phone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// Days before a session by which names are due; `None`: the usual, see [`Reply::days_before`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

impl Reply {
    /// Days before a session by which units send their names.
    ///
    /// Source: `ARCHITECTURE.md`, "Papers": a week, so that places can still be given to others, unless the office
    /// says otherwise.
    pub fn days_before(&self) -> u32 {
        self.days.unwrap_or(7)
    }

    /// Whether nothing is said.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// 年度计划: one year of training of one district.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// The district's name, such as 游仙区.
    pub district: String,
    /// The calendar year.
    pub year: i32,
    /// Whose folder this is: the district's, or one township's part of it.
    pub level: Level,
    /// The office that runs the training, printed as 主办 on papers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub organiser: String,
    /// To whom and by when names are sent.
    #[serde(default, skip_serializing_if = "Reply::is_default")]
    pub reply: Reply,
    /// The day to which every figure refers; `None`: today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<NaiveDate>,
    /// Whether this is invented data.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_sample: bool,
    /// Budget ceilings, at most one a level and source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ceilings: Vec<Ceiling>,
    /// What the planner was told.
    #[serde(default, skip_serializing_if = "PlanSettings::is_default")]
    pub planning: PlanSettings,
    /// What the checks do where that is not the usual.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<CheckSetting>,
    /// When the annual plan was filed; `None`: not yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filed: Option<Filed>,
    /// When the year was closed; `None`: it is open. A closed year refuses every edit but its reopening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Closure>,
}

impl Programme {
    /// The days of the programme year.
    pub fn days(&self) -> DateSpan {
        year_span(self.year)
    }

    /// The ceiling of one level for the money of one source, or without one; zero if none is set.
    pub fn ceiling_of(&self, level: Level, funding: Option<Funding>) -> Fen {
        let own = self.ceilings.iter().filter(|ceiling| (ceiling.level, ceiling.funding) == (level, funding));
        own.map(|ceiling| ceiling.amount).sum()
    }

    /// Sets the ceiling of one level for the money of one source, or without one; `None` takes it away.
    pub fn set_ceiling(&mut self, level: Level, funding: Option<Funding>, amount: Option<Fen>) {
        self.ceilings.retain(|ceiling| (ceiling.level, ceiling.funding) != (level, funding));
        self.ceilings.extend(amount.map(|amount| Ceiling { level, funding, amount }));
        self.ceilings.sort_by_key(|ceiling| (ceiling.level, ceiling.funding));
    }

    /// The ceiling of one level, all sources together; zero if none is set.
    pub fn ceiling(&self, level: Level) -> Fen {
        self.ceilings.iter().filter(|ceiling| ceiling.level == level).map(|ceiling| ceiling.amount).sum()
    }

    /// The ceilings of all levels together.
    pub fn total_ceiling(&self) -> Fen {
        self.ceilings.iter().map(|ceiling| ceiling.amount).sum()
    }

    /// Whether a date can belong to something that this programme keeps: two years around its own,
    /// so that sessions over New Year and last year's plans fit, and typing errors do not.
    pub fn may_hold(&self, day: NaiveDate) -> bool {
        let (first, last) = (year_span(self.year - 2).first, year_span(self.year + 2).last);
        (first..=last).contains(&day)
    }

    pub(super) fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.district, Field::District, faults);
        if !(1949..=2100).contains(&self.year) {
            faults.push(Refusal::YearOutOfRange(self.year));
        }
        if self.ceilings.iter().any(|ceiling| ceiling.amount < Fen::ZERO) {
            faults.push(Refusal::Negative(Field::Ceiling));
        }
        self.planning.faults(workspace, faults);
    }
}

/// The three cohorts every district has, which some rules name, and any others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CohortKind {
    /// 支部书记
    Secretary,
    /// 党员致富带头人
    Leader,
    /// 普通党员
    Member,
    /// Any other, such as township cadres.
    Other,
}

/// The id of a cohort.
pub type CohortId = Id<Cohort>;

/// 培训对象: people for whom places are planned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cohort {
    /// Its id.
    pub id: CohortId,
    /// Its name, such as 支部书记轮训.
    pub name: String,
    /// A name short enough for a table's heading, such as 书记.
    pub short_name: String,
    /// Which of the well-known cohorts it is.
    pub kind: CohortKind,
    /// 名额: the places planned for the year.
    pub places: u32,
    /// Minutes of learning each person should reach in the year (45 minutes a credit hour by default).
    pub target_minutes: u32,
    /// What makes a person of this cohort count as trained.
    #[serde(default)]
    pub trained_by: TrainedBy,
}

impl Record for Cohort {
    type Key = CohortId;
    const TABLE: TableName = TableName::Cohorts;

    fn key(&self) -> CohortId {
        self.id
    }

    fn faults(&self, _workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        must_say(&self.short_name, Field::Name, faults);
    }
}

impl Workspace {
    /// The day to which figures refer: the programme's own, or today.
    pub fn as_of(&self, today: NaiveDate) -> NaiveDate {
        self.programme.as_of.unwrap_or(today)
    }

    /// This workspace with another programme.
    ///
    /// # Errors
    /// The first fault of the programme.
    pub fn with_programme(&self, programme: Programme) -> Result<Self, Refusal> {
        let mut faults = Vec::new();
        programme.faults(self, &mut faults);
        match faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(Self { programme: programme.into(), ..self.clone() }),
        }
    }

    /// This workspace without a cohort.
    ///
    /// # Errors
    /// [`Refusal::InUse`] while people or enrolments belong to it.
    pub fn without_cohort(&self, id: CohortId) -> Result<Self, Refusal> {
        let cohort: &Cohort = self.find(id)?;
        let members = self.people.iter().filter(|person| person.cohorts.iter().any(|m| m.cohort == id)).count();
        let enrolled = self.enrolments.iter().filter(|enrolment| enrolment.cohort == id).count();
        super::places::refuse_if_used(
            &cohort.name,
            &[(TableName::People, members), (TableName::Enrolments, enrolled)],
        )?;
        let mut next = self.clone();
        next.cohorts.remove(id);
        Ok(next)
    }
}
