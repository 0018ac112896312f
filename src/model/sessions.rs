//! Sessions (班次): one run of a course, with its half days, quotas and status, and the commands on them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::{DateSpan, Half};
use super::filing::Filing;
use super::id::Id;
use super::places::{CourseId, TownshipId, TrainerId, VenueId, township_faults};
use super::programme::{CohortId, Level};
use super::refusal::{Field, Refusal, must_say};
use super::table::{Record, TableName};
use super::workspace::Workspace;

/// 培训方式
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// 党校集中
    PartySchool,
    /// 远程教育
    Remote,
    /// 参观考察
    FieldVisit,
    /// 大讲堂
    LectureHall,
}

impl Mode {
    /// All ways of learning.
    pub const ALL: [Self; 4] = [Self::PartySchool, Self::Remote, Self::FieldVisit, Self::LectureHall];
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// 草稿
    Draft,
    /// 已发布
    Published,
    /// 进行中
    Running,
    /// 已结束
    Finished,
    /// 已归档
    Closed,
    /// 已取消
    Cancelled,
}

impl Status {
    /// All statuses in the order of a session's life.
    pub const ALL: [Self; 6] =
        [Self::Draft, Self::Published, Self::Running, Self::Finished, Self::Closed, Self::Cancelled];

    /// Whether the session takes or took place.
    pub fn is_held(self) -> bool {
        matches!(self, Self::Running | Self::Finished | Self::Closed)
    }

    /// Whether the session is still to come: its money is committed, not spent.
    pub fn is_planned(self) -> bool {
        matches!(self, Self::Draft | Self::Published)
    }
}

/// The number of a slot in its session; never used twice, so that marks stay with their half day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SlotNo(pub u16);

/// 时段: a half day of a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Its number in the session.
    pub no: SlotNo,
    /// The day.
    pub date: NaiveDate,
    /// Morning or afternoon.
    pub half: Half,
    /// Minutes of learning that count.
    pub minutes: u32,
    /// What is taught.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// Who teaches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trainer: Option<TrainerId>,
}

/// 名额: a township's share of a session's seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// The township.
    pub township: TownshipId,
    /// Its seats.
    pub heads: u32,
}

/// The id of a session.
pub type SessionId = Id<Session>;

/// 班次: one run of a course.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Its title, such as 书记轮训第 8 期.
    pub title: String,
    /// The course it is a run of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<CourseId>,
    /// The way of learning.
    pub mode: Mode,
    /// Who runs it.
    pub level: Level,
    /// The township that runs it; `None`: the district.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub township: Option<TownshipId>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub venue: Option<VenueId>,
    /// Where it stands.
    pub status: Status,
    /// The cohorts it is for, the first choice first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<CohortId>,
    /// The fewest people for whom it is worth running; 0: no least number.
    #[serde(default)]
    pub min_heads: u32,
    /// The most people it takes.
    pub max_heads: u32,
    /// Its half days in time order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Slot>,
    /// The townships' shares of its seats.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quotas: Vec<Quota>,
    /// Whether its days, place and people stand as they are whatever is planned around it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_locked: bool,
    /// What it is for; a field visit must say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// What the annual plan and the money rules ask of it besides.
    #[serde(default, skip_serializing_if = "Filing::is_default")]
    pub filing: Filing,
    /// Anything worth remembering.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Session {
    /// The days from the first slot to the last; `None` without slots.
    pub fn span(&self) -> Option<DateSpan> {
        let first = self.slots.iter().map(|slot| slot.date).min()?;
        let last = self.slots.iter().map(|slot| slot.date).max()?;
        Some(DateSpan { first, last })
    }

    /// The slot with this number.
    pub fn slot(&self, no: SlotNo) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.no == no)
    }

    /// Minutes of learning in all slots together.
    pub fn minutes(&self) -> u64 {
        self.slots.iter().map(|slot| u64::from(slot.minutes)).sum()
    }

    /// The N of 第 N 期 in the title, if it has one.
    pub fn number(&self) -> Option<u32> {
        numbered(&self.title).map(|(_, number, _)| number)
    }

    /// The number for a slot to be added.
    pub fn next_slot_no(&self) -> SlotNo {
        SlotNo(self.slots.iter().map(|slot| slot.no.0).max().map_or(0, |no| no.saturating_add(1)))
    }

    /// Gives the session slots on every day of a span, mornings and afternoons or mornings only,
    /// keeping the slots (and so the marks) of half days that remain.
    pub fn cover_days(&mut self, days: DateSpan, halves: &[Half], minutes: u32) {
        let mut next = self.next_slot_no();
        let wanted = days.days().flat_map(|date| halves.iter().map(move |half| (date, *half)));
        let mut slots = Vec::new();
        for (date, half) in wanted {
            let kept = self.slots.iter().find(|slot| (slot.date, slot.half) == (date, half));
            slots.push(kept.cloned().unwrap_or_else(|| {
                let no = next;
                next.0 += 1;
                Slot { no, date, half, minutes, topic: String::new(), trainer: None }
            }));
        }
        self.slots = slots;
    }

    /// Moves the session so that it begins on another day; every slot keeps its distance, number and marks.
    pub fn move_to(&mut self, first: NaiveDate) {
        let Some(span) = self.span() else { return };
        let by = first - span.first;
        for slot in &mut self.slots {
            slot.date += by;
        }
    }
}

impl Record for Session {
    type Key = SessionId;
    const TABLE: TableName = TableName::Sessions;

    fn key(&self) -> SessionId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.title, Field::Title, faults);
        if self.max_heads == 0 {
            faults.push(Refusal::Zero(Field::Capacity));
        } else if self.min_heads > self.max_heads {
            faults.push(Refusal::MinAboveMax { min: self.min_heads, max: self.max_heads });
        }
        self.slot_faults(workspace, faults);
        self.reference_faults(workspace, faults);
    }
}

impl Session {
    fn slot_faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        for (i, slot) in self.slots.iter().enumerate() {
            if slot.minutes == 0 {
                faults.push(Refusal::Zero(Field::Hours));
            }
            if !workspace.programme.may_hold(slot.date) {
                faults.push(Refusal::DateOutOfRange(slot.date));
            }
            if self.slots[..i].iter().any(|other| other.no == slot.no) {
                faults.push(Refusal::Twice { field: Field::Slot, value: slot.no.0.to_string() });
            }
            if let Some(earlier) = self.slots[..i].last().filter(|e| (e.date, e.half) > (slot.date, slot.half)) {
                faults.push(Refusal::Reversed { first: earlier.date, last: slot.date });
            }
            if self.slots[..i].iter().any(|other| (other.date, other.half) == (slot.date, slot.half)) {
                faults.push(Refusal::Twice { field: Field::Slot, value: slot.date.to_string() });
            }
        }
    }

    fn reference_faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        let mut dangling = |field, id: String| faults.push(Refusal::Dangling { field, id });
        for cohort in self.cohorts.iter().filter(|id| !workspace.cohorts.has(**id)) {
            dangling(Field::Cohort, cohort.to_string());
        }
        if let Some(venue) = self.venue.filter(|id| !workspace.venues.has(*id)) {
            dangling(Field::Venue, venue.to_string());
        }
        if let Some(course) = self.course.filter(|id| !workspace.courses.has(*id)) {
            dangling(Field::Course, course.to_string());
        }
        for trainer in self.slots.iter().filter_map(|slot| slot.trainer).filter(|id| !workspace.trainers.has(*id)) {
            dangling(Field::Trainer, trainer.to_string());
        }
        township_faults(self.township, workspace, faults);
        for quota in &self.quotas {
            township_faults(Some(quota.township), workspace, faults);
        }
    }
}

impl Workspace {
    /// The session, if its content may change.
    ///
    /// # Errors
    /// [`Refusal::Missing`], or [`Refusal::Closed`] until it is reopened.
    pub fn open_session(&self, id: SessionId) -> Result<&Session, Refusal> {
        let session: &Session = self.find(id)?;
        if session.status == Status::Closed {
            return Err(Refusal::Closed { session: session.title.clone() });
        }
        Ok(session)
    }

    /// This workspace with a session changed by `change`. Marks of slots that went go with them.
    ///
    /// # Errors
    /// [`Refusal::Closed`] for a closed session; the first fault the change brings.
    pub fn with_session(&self, id: SessionId, change: impl FnOnce(&mut Session)) -> Result<Self, Refusal> {
        let mut session = self.open_session(id)?.clone();
        change(&mut session);
        session.slots.sort_by_key(|slot| (slot.date, slot.half));
        let slots: Vec<SlotNo> = session.slots.iter().map(|slot| slot.no).collect();
        let mut next = self.with(session)?;
        let orphans: Vec<_> = next.marks_in(id).filter(|m| !slots.contains(&m.slot)).map(Record::key).collect();
        for key in orphans {
            next.marks.remove(key);
        }
        Ok(next)
    }

    /// Gives a session half days on every day of a span, keeping those (and their marks) that remain. New
    /// half days are as long as the session's first, or `minutes` long if it has none.
    ///
    /// # Errors
    /// [`Refusal::Reversed`] for an end before the beginning; [`Refusal::DateOutOfRange`] for a day far from
    /// the programme year; [`Refusal::Closed`].
    pub fn set_days(&self, id: SessionId, days: DateSpan, halves: &[Half], minutes: u32) -> Result<Self, Refusal> {
        if !days.is_ordered() {
            return Err(Refusal::Reversed { first: days.first, last: days.last });
        }
        if let Some(day) = [days.first, days.last].into_iter().find(|day| !self.programme.may_hold(*day)) {
            return Err(Refusal::DateOutOfRange(day));
        }
        self.with_session(id, |session| {
            let minutes = session.slots.first().map_or(minutes, |slot| slot.minutes);
            session.cover_days(days, halves, minutes);
        })
    }

    /// Moves a session from one status to another. A closed session goes back to finished only with a
    /// reason ([`Workspace::reopen`]); a cancelled one may become a draft again.
    ///
    /// # Errors
    /// [`Refusal::NoSuchStep`] for a step that makes no sense, such as from finished to draft.
    pub fn set_status(&self, id: SessionId, to: Status) -> Result<Self, Refusal> {
        let mut session: Session = self.find::<Session>(id)?.clone();
        let from = session.status;
        let makes_sense = match from {
            Status::Draft => matches!(to, Status::Published | Status::Running | Status::Cancelled),
            Status::Published => matches!(to, Status::Draft | Status::Running | Status::Cancelled),
            Status::Running => matches!(to, Status::Published | Status::Finished | Status::Cancelled),
            Status::Finished => matches!(to, Status::Running | Status::Closed),
            Status::Closed => false,
            Status::Cancelled => matches!(to, Status::Draft),
        };
        if from != to && !makes_sense {
            return Err(Refusal::NoSuchStep { from, to });
        }
        session.status = to;
        self.with(session)
    }

    /// Reopens a closed session so that it can be corrected. The reason stays in the audit trail and in
    /// the session's note.
    ///
    /// # Errors
    /// [`Refusal::Empty`] without a reason; [`Refusal::NoSuchStep`] if it is not closed.
    pub fn reopen(&self, id: SessionId, reason: &str, on: NaiveDate) -> Result<Self, Refusal> {
        let mut session: Session = self.find::<Session>(id)?.clone();
        if reason.trim().is_empty() {
            return Err(Refusal::Empty(Field::Reason));
        }
        if session.status != Status::Closed {
            return Err(Refusal::NoSuchStep { from: session.status, to: Status::Finished });
        }
        session.status = Status::Finished;
        let entry = format!("{on} ↺ {}", reason.trim());
        session.note = if session.note.is_empty() { entry } else { format!("{}\n{entry}", session.note) };
        self.with(session)
    }

    /// A draft with the content of another session but without its people, marks and costs, beginning
    /// on `first`; `第 8 期` in the title becomes the next number that no session has.
    ///
    /// # Errors
    /// [`Refusal::Missing`]; [`Refusal::DateOutOfRange`] for a day far from the programme year.
    pub fn copy_session(&self, id: SessionId, first: NaiveDate) -> Result<(Self, SessionId), Refusal> {
        let mut copy: Session = self.find::<Session>(id)?.clone();
        let mut next = self.clone();
        copy.id = next.ids.take();
        copy.status = Status::Draft;
        copy.note.clear();
        copy.is_locked = false;
        copy.filing = Filing { funding: copy.filing.funding, ..Filing::default() };
        copy.title = self.next_title(&copy.title);
        copy.move_to(first);
        let id = copy.id;
        Ok((next.with(copy)?, id))
    }

    /// The title with its `第 N 期` raised to the first number that no session has; unchanged without one.
    pub fn next_title(&self, title: &str) -> String {
        let Some((head, number, tail)) = numbered(title) else { return title.to_owned() };
        let taken = self.sessions.iter().filter_map(|session| numbered(&session.title));
        let last = taken.filter(|(h, _, t)| *h == head && *t == tail).map(|(_, n, _)| n).max();
        format!("{head}{}{tail}", last.unwrap_or(number).max(number) + 1)
    }

    /// This workspace without a session and all that belongs to it: enrolments, marks, head-counts, costs. Topics
    /// it was to teach are back in the plan.
    ///
    /// # Errors
    /// [`Refusal::Closed`] for a closed session.
    pub fn without_session(&self, id: SessionId) -> Result<Self, Refusal> {
        self.open_session(id)?;
        let mut next = self.clone();
        let enrolments: Vec<_> = self.enrolments_in(id).map(Record::key).collect();
        let marks: Vec<_> = self.marks_in(id).map(Record::key).collect();
        let head_counts: Vec<_> = self.head_counts.iter().filter(|h| h.session == id).map(Record::key).collect();
        let costs: Vec<_> = self.costs.iter().filter(|c| c.session == Some(id)).map(Record::key).collect();
        next.enrolments.remove_all(enrolments);
        next.marks.remove_all(marks);
        next.head_counts.remove_all(head_counts);
        next.costs.remove_all(costs);
        next.let_go_of_topics(id);
        next.sessions.remove(id);
        Ok(next)
    }

    /// Locks sessions, so that planning leaves them as they are, or unlocks them.
    ///
    /// # Errors
    /// [`Refusal::Missing`]; [`Refusal::Closed`].
    pub fn lock_sessions(&self, ids: &[SessionId], is_locked: bool) -> Result<Self, Refusal> {
        let mut next = self.clone();
        for id in ids {
            next = next.with_session(*id, |session| session.is_locked = is_locked)?;
        }
        Ok(next)
    }

    /// Sets a township's share of a session's seats; 0 takes it away.
    ///
    /// # Errors
    /// [`Refusal::Closed`]; [`Refusal::Dangling`] for a township that is not there.
    pub fn set_quota(&self, id: SessionId, township: TownshipId, heads: u32) -> Result<Self, Refusal> {
        self.with_session(id, |session| {
            session.quotas.retain(|quota| quota.township != township);
            if heads > 0 {
                session.quotas.push(Quota { township, heads });
            }
        })
    }

    /// Gives a session these shares of its seats in place of those it has; shares of nothing are left out.
    ///
    /// # Errors
    /// [`Refusal::Closed`]; [`Refusal::Dangling`] for a township that is not there.
    pub fn share_out(&self, id: SessionId, mut quotas: Vec<Quota>) -> Result<Self, Refusal> {
        quotas.retain(|quota| quota.heads > 0);
        self.with_session(id, |session| session.quotas = quotas)
    }
}

/// Splits `书记轮训第 8 期` into what comes before the number, the number, and what comes after it.
fn numbered(title: &str) -> Option<(&str, u32, &str)> {
    let start = title.rfind('第')? + '第'.len_utf8();
    let digits = title[start..].find(|c: char| !c.is_whitespace())? + start;
    let end = title[digits..].find(|c: char| !c.is_ascii_digit())? + digits;
    Some((&title[..digits], title[digits..end].parse().ok()?, &title[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeviceCode, Programme};

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2012, month, day).expect("a date")
    }

    fn one_session() -> (Workspace, SessionId) {
        let programme = Programme {
            district: "游仙区".into(),
            year: 2012,
            level: Level::District,
            organiser: String::new(),
            as_of: None,
            reply: crate::model::Reply::default(),
            planning: crate::model::PlanSettings::default(),
            checks: Vec::new(),
            filed: None,
            closed: None,
            is_sample: true,
            ceilings: Vec::new(),
        };
        let mut ws = Workspace::new(DeviceCode::from_seed(7), programme);
        let id = ws.ids.take();
        let session = Session {
            id,
            title: "书记轮训第 1 期".into(),
            course: None,
            mode: Mode::PartySchool,
            level: Level::District,
            township: None,
            venue: None,
            status: Status::Draft,
            cohorts: Vec::new(),
            min_heads: 0,
            max_heads: 50,
            slots: Vec::new(),
            quotas: Vec::new(),
            is_locked: false,
            purpose: String::new(),
            filing: Filing::default(),
            note: String::new(),
        };
        (ws.with(session).expect("a legal session"), id)
    }

    #[test]
    fn days_are_set_from_first_to_last_and_keep_the_half_days_that_remain() {
        let (ws, id) = one_session();
        let days = |first, last| DateSpan { first, last };
        let ws = ws.set_days(id, days(day(6, 18), day(6, 19)), &Half::ALL, 180).expect("two days");
        let ws = ws.set_days(id, days(day(6, 19), day(6, 20)), &Half::ALL, 90).expect("the next two days");
        let session = ws.sessions.get(id).expect("it is there");
        let slots: Vec<_> = session.slots.iter().map(|slot| (slot.no.0, slot.date, slot.minutes)).collect();
        let (second, third) = (day(6, 19), day(6, 20));
        assert_eq!(slots, [(2, second, 180), (3, second, 180), (4, third, 180), (5, third, 180)]);
    }

    #[test]
    fn an_end_before_the_beginning_or_in_another_age_is_refused() {
        let (ws, id) = one_session();
        let (first, last) = (day(6, 18), day(6, 17));
        let set = |first, last| ws.set_days(id, DateSpan { first, last }, &Half::ALL, 180).err();
        assert_eq!(set(first, last), Some(Refusal::Reversed { first, last }));
        let far = NaiveDate::from_ymd_opt(2102, 6, 18).expect("a date");
        assert_eq!(set(first, far), Some(Refusal::DateOutOfRange(far)));
    }
}
