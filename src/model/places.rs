//! Units, branches, venues, trainers, courses, and the days on which nobody must be called away.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::{DateSpan, Period};
use super::id::Id;
use super::money::Fen;
use super::programme::{CohortId, Level};
use super::refusal::{Field, Refusal, must_say};
use super::sessions::Mode;
use super::succession::Succession;
use super::table::{Record, TableName};
use super::workspace::Workspace;

/// What sort of unit it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TownshipKind {
    /// 镇
    Town,
    /// 乡
    Township,
    /// 街道
    Street,
    /// 区直机关: the district's own organs
    Organs,
}

/// The id of a township.
pub type TownshipId = Id<Township>;

/// 乡镇, 街道 or the district's own organs: a unit to which branches belong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Township {
    /// Its id.
    pub id: TownshipId,
    /// Its name, such as 魏城镇.
    pub name: String,
    /// What sort of unit it is.
    pub kind: TownshipKind,
    /// Its place in the official order, from 1.
    pub order: u32,
    /// Other names under which lists know it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The days on which it exists.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub valid: Period,
    /// What became of it, and what it was called before.
    #[serde(default, skip_serializing_if = "Succession::is_default")]
    pub succession: Succession<TownshipId>,
}

impl Record for Township {
    type Key = TownshipId;
    const TABLE: TableName = TableName::Townships;

    fn key(&self) -> TownshipId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        period_faults(self.valid, faults);
        if workspace.townships.iter().any(|other| other.id != self.id && other.name == self.name) {
            faults.push(Refusal::Twice { field: Field::Township, value: self.name.clone() });
        }
    }
}

/// What sort of organisation a branch belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is named after the organisation it stands for")]
pub enum BranchKind {
    Village,
    Community,
    Agency,
    Company,
    Social,
    Industry,
    School,
}

impl BranchKind {
    /// All kinds.
    pub const ALL: [Self; 7] =
        [Self::Village, Self::Community, Self::Agency, Self::Company, Self::Social, Self::Industry, Self::School];
}

/// How well a branch was found to work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Grade {
    /// 先进
    Advanced,
    /// 一般
    Average,
    /// 后进
    Lagging,
}

impl Grade {
    /// All grades, the best first.
    pub const ALL: [Self; 3] = [Self::Advanced, Self::Average, Self::Lagging];
}

/// The id of a branch.
pub type BranchId = Id<Branch>;

/// 党支部, a grass-roots party organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Branch {
    /// Its id.
    pub id: BranchId,
    /// Its name.
    pub name: String,
    /// The unit it belongs to.
    pub township: TownshipId,
    /// What sort of organisation it belongs to.
    pub kind: BranchKind,
    /// How well it was found to work.
    pub grade: Grade,
    /// Other names under which lists know it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The days on which it exists.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub valid: Period,
    /// What became of it, and what it was called before.
    #[serde(default, skip_serializing_if = "Succession::is_default")]
    pub succession: Succession<BranchId>,
}

impl Record for Branch {
    type Key = BranchId;
    const TABLE: TableName = TableName::Branches;

    fn key(&self) -> BranchId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        period_faults(self.valid, faults);
        if !workspace.townships.has(self.township) {
            faults.push(Refusal::Dangling { field: Field::Township, id: self.township.to_string() });
        }
    }
}

/// The id of a venue.
pub type VenueId = Id<Venue>;

/// 场地: a room, a station or a place to visit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Venue {
    /// Its id.
    pub id: VenueId,
    /// Its name.
    pub name: String,
    /// The unit it belongs to; `None`: the district's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub township: Option<TownshipId>,
    /// How many people it seats.
    pub capacity: u32,
    /// Days on which it cannot be used, as for repairs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<DateSpan>,
    /// Whether several sessions can use it at once, as a network of stations or a place to visit.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_shared: bool,
    /// What it costs a day; `None`: not known, or nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_rate: Option<Fen>,
    /// The days on which it exists.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub valid: Period,
}

impl Record for Venue {
    type Key = VenueId;
    const TABLE: TableName = TableName::Venues;

    fn key(&self) -> VenueId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        period_faults(self.valid, faults);
        if self.capacity == 0 {
            faults.push(Refusal::Zero(Field::Capacity));
        }
        for span in &self.closed {
            span_faults(*span, faults);
        }
        money_faults(self.day_rate.unwrap_or_default(), Field::Rate, faults);
        township_faults(self.township, workspace, faults);
    }
}

/// A trainer's professional title, on which the limit of the fee depends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TrainerTitle {
    /// No title that a fee rule names.
    #[default]
    Other,
    /// 副高: associate professor and the like.
    Associate,
    /// 正高: professor and the like.
    Professor,
    /// 院士、全国知名专家
    Academician,
}

/// The id of a trainer.
pub type TrainerId = Id<Trainer>;

/// 教师
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trainer {
    /// Their id.
    pub id: TrainerId,
    /// Their name.
    pub name: String,
    /// Their title.
    #[serde(default)]
    pub title: TrainerTitle,
    /// The office or school they come from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Their phone.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// What they teach.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subjects: String,
    /// The days on which they can be asked.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub valid: Period,
}

impl Record for Trainer {
    type Key = TrainerId;
    const TABLE: TableName = TableName::Trainers;

    fn key(&self) -> TrainerId {
        self.id
    }

    fn faults(&self, _workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        period_faults(self.valid, faults);
    }
}

/// The id of a course.
pub type CourseId = Id<Course>;

/// 课程, 专题: what sessions are runs of; it supplies a new session's defaults.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// Its name, such as 书记轮训.
    pub name: String,
    /// The way of learning.
    pub mode: Mode,
    /// Who runs it.
    pub level: Level,
    /// The cohorts it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<CohortId>,
    /// The number of days a run takes.
    pub n_days: u32,
    /// Minutes of learning in a slot.
    pub slot_minutes: u32,
    /// How many people a run takes.
    pub max_heads: u32,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
}

impl Record for Course {
    type Key = CourseId;
    const TABLE: TableName = TableName::Courses;

    fn key(&self) -> CourseId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        for (number, field) in
            [(self.n_days, Field::Dates), (self.slot_minutes, Field::Hours), (self.max_heads, Field::Capacity)]
        {
            if number == 0 {
                faults.push(Refusal::Zero(field));
            }
        }
        for cohort in self.cohorts.iter().filter(|cohort| !workspace.cohorts.has(**cohort)) {
            faults.push(Refusal::Dangling { field: Field::Cohort, id: cohort.to_string() });
        }
    }
}

/// The id of a blackout.
pub type BlackoutId = Id<Blackout>;

/// 农忙 and the like: days on which a township, or all, must not be called away.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blackout {
    /// Its id.
    pub id: BlackoutId,
    /// Its name, such as 双抢.
    pub name: String,
    /// The days.
    pub days: DateSpan,
    /// The townships it concerns; empty: all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub townships: Vec<TownshipId>,
}

impl Record for Blackout {
    type Key = BlackoutId;
    const TABLE: TableName = TableName::Blackouts;

    fn key(&self) -> BlackoutId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        span_faults(self.days, faults);
        for township in &self.townships {
            township_faults(Some(*township), workspace, faults);
        }
    }
}

/// A public holiday, or a weekend day on which people work in exchange.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// What it belongs to, such as 国庆节.
    pub name: String,
    /// Whether people work on it all the same.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_workday: bool,
}

impl Record for Holiday {
    type Key = NaiveDate;
    const TABLE: TableName = TableName::Holidays;

    fn key(&self) -> NaiveDate {
        self.date
    }

    fn faults(&self, _workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
    }
}

impl Workspace {
    /// The townships in the official order.
    pub fn townships_in_order(&self) -> Vec<&Township> {
        let mut townships: Vec<&Township> = self.townships.iter().collect();
        townships.sort_by_key(|township| (township.order, township.id));
        townships
    }

    /// This workspace without a township.
    ///
    /// # Errors
    /// [`Refusal::InUse`] while branches, venues or sessions belong to it.
    pub fn without_township(&self, id: TownshipId) -> Result<Self, Refusal> {
        let township: &Township = self.find(id)?;
        let branches = self.branches.iter().filter(|branch| branch.township == id).count();
        let venues = self.venues.iter().filter(|venue| venue.township == Some(id)).count();
        let sessions = self
            .sessions
            .iter()
            .filter(|session| session.township == Some(id) || session.quotas.iter().any(|quota| quota.township == id))
            .count();
        let users = [(TableName::Branches, branches), (TableName::Venues, venues), (TableName::Sessions, sessions)];
        refuse_if_used(&township.name, &users)?;
        let mut next = self.clone();
        next.townships.remove(id);
        Ok(next)
    }

    /// This workspace without a branch.
    ///
    /// # Errors
    /// [`Refusal::InUse`] while people have it in their history.
    pub fn without_branch(&self, id: BranchId) -> Result<Self, Refusal> {
        let branch: &Branch = self.find(id)?;
        let people = self
            .people
            .iter()
            .filter(|person| person.homes.iter().chain(&person.industries).any(|a| a.branch == id))
            .count();
        refuse_if_used(&branch.name, &[(TableName::People, people)])?;
        let mut next = self.clone();
        next.branches.remove(id);
        Ok(next)
    }

    /// This workspace without a venue.
    ///
    /// # Errors
    /// [`Refusal::InUse`] while sessions are held there.
    pub fn without_venue(&self, id: VenueId) -> Result<Self, Refusal> {
        let venue: &Venue = self.find(id)?;
        let sessions = self.sessions.iter().filter(|session| session.venue == Some(id)).count();
        refuse_if_used(&venue.name, &[(TableName::Sessions, sessions)])?;
        let mut next = self.clone();
        next.venues.remove(id);
        Ok(next)
    }

    /// This workspace without a trainer.
    ///
    /// # Errors
    /// [`Refusal::InUse`] while slots name them.
    pub fn without_trainer(&self, id: TrainerId) -> Result<Self, Refusal> {
        let trainer: &Trainer = self.find(id)?;
        let sessions =
            self.sessions.iter().filter(|session| session.slots.iter().any(|slot| slot.trainer == Some(id))).count();
        refuse_if_used(&trainer.name, &[(TableName::Sessions, sessions)])?;
        let mut next = self.clone();
        next.trainers.remove(id);
        Ok(next)
    }

    /// This workspace without a course.
    ///
    /// # Errors
    /// [`Refusal::InUse`] while sessions are runs of it.
    pub fn without_course(&self, id: CourseId) -> Result<Self, Refusal> {
        let course: &Course = self.find(id)?;
        let sessions = self.sessions.iter().filter(|session| session.course == Some(id)).count();
        refuse_if_used(&course.name, &[(TableName::Sessions, sessions)])?;
        let mut next = self.clone();
        next.courses.remove(id);
        Ok(next)
    }

    /// This workspace with a record in the place of the one under a key; its own key may be another.
    ///
    /// # Errors
    /// [`Refusal::Missing`] if nothing stands under the key; [`Refusal::Twice`] if something else stands under the
    /// record's own; the first fault of the record.
    pub fn with_in_place_of<R: Record>(&self, key: R::Key, record: R) -> Result<Self, Refusal>
    where
        Self: super::workspace::Keeps<R>,
    {
        use super::workspace::Keeps;
        let own = record.key();
        if own == key {
            return self.with(record);
        }
        if Keeps::<R>::table(self).has(own) {
            return Err(Refusal::Twice { field: Field::Dates, value: format!("{own:?}") });
        }
        self.without::<R>(key)?.with(record)
    }

    /// This workspace without a record that nothing refers to, such as a blackout, a holiday or a rule set.
    ///
    /// # Errors
    /// [`Refusal::Missing`] if it is not there.
    pub fn without<R: Record>(&self, key: R::Key) -> Result<Self, Refusal>
    where
        Self: super::workspace::Keeps<R>,
    {
        use super::workspace::Keeps;
        let _: &R = self.find(key)?;
        let mut next = self.clone();
        Keeps::<R>::table_mut(&mut next).remove(key);
        Ok(next)
    }
}

/// Refuses to remove what other records refer to, naming the first table that does.
pub(super) fn refuse_if_used(name: &str, users: &[(TableName, usize)]) -> Result<(), Refusal> {
    match users.iter().find(|(_, n)| *n > 0) {
        Some((by, n)) => Err(Refusal::InUse { name: name.to_owned(), by: *by, n: *n }),
        None => Ok(()),
    }
}

pub(super) fn period_faults(period: Period, faults: &mut Vec<Refusal>) {
    if let (false, Some(first), Some(last)) = (period.is_ordered(), period.since, period.until) {
        faults.push(Refusal::Reversed { first, last });
    }
}

pub(super) fn span_faults(span: DateSpan, faults: &mut Vec<Refusal>) {
    if !span.is_ordered() {
        faults.push(Refusal::Reversed { first: span.first, last: span.last });
    }
}

pub(super) fn township_faults(township: Option<TownshipId>, workspace: &Workspace, faults: &mut Vec<Refusal>) {
    if let Some(id) = township.filter(|id| !workspace.townships.has(*id)) {
        faults.push(Refusal::Dangling { field: Field::Township, id: id.to_string() });
    }
}

/// Adds [`Refusal::Negative`] for an amount below zero.
pub(super) fn money_faults(amount: Fen, field: Field, faults: &mut Vec<Refusal>) {
    if amount < Fen::ZERO {
        faults.push(Refusal::Negative(field));
    }
}
