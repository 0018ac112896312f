//! The end of a year: closing it for good, and what the next one begins with.

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::dates::{DateSpan, Period};
use super::people::{Affiliation, Membership, Person, PersonId};
use super::programme::Programme;
use super::refusal::{Field, Refusal};
use super::topics::{Asker, Topic, TopicStage, TopicState};
use super::workspace::Workspace;

/// A year was closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closure {
    /// When.
    pub on: NaiveDate,
    /// By whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl Workspace {
    /// Closes the year: from now on every figure stays as it is on the year's last day, or on the day it had.
    ///
    /// # Errors
    /// [`Refusal::YearClosed`] if it is closed already.
    pub fn close_year(&self, on: NaiveDate, by: &str) -> Result<Self, Refusal> {
        let mut programme = (*self.programme).clone();
        if programme.closed.is_some() {
            return Err(Refusal::YearClosed(programme.year));
        }
        let last = programme.days().last;
        programme.as_of = Some(programme.as_of.unwrap_or(on.min(last)));
        programme.closed = Some(Closure { on, by: by.trim().to_owned() });
        self.with_programme(programme)
    }

    /// Opens a closed year again so that it can be corrected; the reason belongs into the audit trail.
    ///
    /// # Errors
    /// [`Refusal::Empty`] without a reason.
    pub fn reopen_year(&self, reason: &str) -> Result<Self, Refusal> {
        if reason.trim().is_empty() {
            return Err(Refusal::Empty(Field::Reason));
        }
        self.with_programme(Programme { closed: None, ..(*self.programme).clone() })
    }

    /// Refuses what would change a closed year; reopening it is the only way.
    ///
    /// # Errors
    /// [`Refusal::YearClosed`].
    pub fn may_become(&self, newer: &Self) -> Result<(), Refusal> {
        let is_closed = self.programme.closed.is_some() && newer.programme.closed.is_some();
        if is_closed { Err(Refusal::YearClosed(self.programme.year)) } else { Ok(()) }
    }

    /// What the next year begins with: the people who are still there, their units, rooms, trainers and courses,
    /// the rules that still hold, the seasons a year later, and the topics nobody has taught yet. Sessions,
    /// attendance and money stay behind. `last_taught` says when somebody was last taught in this year.
    ///
    /// # Errors
    /// A fault of the new programme, such as a year out of range.
    pub fn next_year(&self, last_taught: impl Fn(PersonId) -> Option<NaiveDate>) -> Result<Self, Refusal> {
        let programme = self.programme.next();
        let first = programme.days().first;
        let mut next = Self::new(self.ids.device, programme.clone()).with_programme(programme)?;
        next.ids = self.ids;
        let lasts = |valid: Period| valid.until.is_none_or(|until| until > first);
        next.cohorts = self.cohorts.clone();
        next.courses = self.courses.clone();
        next.rule_sets = self.rule_sets.iter().filter(|set| lasts(set.valid)).cloned().collect();
        next.trainers = self.trainers.iter().filter(|trainer| lasts(trainer.valid)).cloned().collect();
        let people = self.people.iter().filter(|person| person.is_here(first));
        next.people = people.map(|person| carried(person, first, last_taught(person.id))).collect();
        self.carry_units(&mut next, lasts);
        for season in self.blackouts.iter() {
            let mut season = season.clone();
            season.days = DateSpan { first: a_year_later(season.days.first), last: a_year_later(season.days.last) };
            season.townships.retain(|township| next.townships.has(*township));
            next.blackouts.put(season);
        }
        next.topics = self.topics.iter().filter_map(|topic| open_topic(self, topic, &next)).collect();
        next.forget_the_gone();
        Ok(next)
    }

    /// Carries over the units that last, and those that somebody still stands in.
    fn carry_units(&self, next: &mut Self, lasts: impl Fn(Period) -> bool) {
        let places = next.people.iter().flat_map(|person| person.homes.iter().chain(&person.industries));
        let used: std::collections::BTreeSet<_> = places.map(|place| place.branch).collect();
        let branches = self.branches.iter().filter(|branch| lasts(branch.valid) || used.contains(&branch.id));
        next.branches = branches.cloned().collect();
        let used: std::collections::BTreeSet<_> = next.branches.iter().map(|branch| branch.township).collect();
        let townships = self.townships.iter().filter(|unit| lasts(unit.valid) || used.contains(&unit.id));
        next.townships = townships.cloned().collect();
        let first = next.programme.days().first;
        for venue in self.venues.iter().filter(|venue| lasts(venue.valid)) {
            let mut venue = venue.clone();
            venue.closed.retain(|span| span.last >= first);
            venue.township = venue.township.filter(|unit| next.townships.has(*unit));
            next.venues.put(venue);
        }
    }

    /// Nobody stands in for somebody whose record has gone, or looks like them.
    pub(super) fn forget_the_gone(&mut self) {
        let has_gone = |other: &PersonId| !self.people.has(*other);
        let speaks_of_them = |person: &&Arc<Person>| person.cover.iter().chain(&person.not_same).any(has_gone);
        let concerned: Vec<Arc<Person>> = self.people.iter_shared().filter(speaks_of_them).cloned().collect();
        for person in concerned {
            let mut person = (*person).clone();
            person.cover = person.cover.filter(|other| self.people.has(*other));
            person.not_same.retain(|other| self.people.has(*other));
            self.people.put(person);
        }
    }
}

impl Programme {
    /// The programme a year later: nothing is filed or closed, and figures follow the day. Ceilings and what the
    /// checks and the planner were told stay until somebody says otherwise.
    fn next(&self) -> Self {
        let mut next = Self { year: self.year + 1, as_of: None, filed: None, closed: None, ..self.clone() };
        next.planning.mid_year = next.planning.mid_year.map(a_year_later);
        next
    }
}

/// A person as the next year knows them: what has ended is left behind.
fn carried(person: &Person, first: NaiveDate, last_taught: Option<NaiveDate>) -> Person {
    let lasts = |period: Period| period.until.is_none_or(|until| until > first);
    let places = |list: &[Affiliation]| list.iter().filter(|place| lasts(place.period)).cloned().collect();
    let cohorts: Vec<Membership> = person.cohorts.iter().filter(|place| lasts(place.period)).cloned().collect();
    Person {
        cohorts,
        homes: places(&person.homes),
        industries: places(&person.industries),
        posts: person.posts.iter().filter(|post| lasts(post.period)).cloned().collect(),
        exemption: person.exemption.clone().filter(|exemption| lasts(exemption.period)),
        floating: person.floating.filter(|period| lasts(*period)),
        last_taught: last_taught.or(person.last_taught),
        ..person.clone()
    }
}

/// A topic that still waits to be taught, or stands in one that does; its session, if it had one, has not brought it.
fn open_topic(year: &Workspace, topic: &Topic, next: &Workspace) -> Option<Topic> {
    let last = year.programme.days().last;
    let root = year.topics.get(year.topic_root(topic.id))?;
    let state = match (year.topic_stage(topic, last), year.topic_stage(root, last)) {
        (_, TopicStage::Taught | TopicStage::Answered | TopicStage::Declined) => return None,
        (TopicStage::Merged, _) => topic.state.clone(),
        (TopicStage::Planned, _) => TopicState::Planned,
        _waits => TopicState::Asked,
    };
    let asker = |asker: &Asker| Asker {
        person: asker.person.filter(|id| next.people.has(*id)),
        branch: asker.branch.filter(|id| next.branches.has(*id)),
        ..asker.clone()
    };
    Some(Topic { state, askers: topic.askers.iter().map(asker).collect(), ..topic.clone() })
}

/// The same day a year later; 29 February becomes the 28th.
fn a_year_later(day: NaiveDate) -> NaiveDate {
    let later = NaiveDate::from_ymd_opt(day.year() + 1, day.month(), day.day());
    later.or(NaiveDate::from_ymd_opt(day.year() + 1, 2, 28)).unwrap_or(day)
}
