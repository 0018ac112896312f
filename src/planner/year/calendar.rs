//! Weeks of the plan, and which days a room, a trainer, a township or a person still has. Knows no plan.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::settings::Settings;
use crate::model::{
    CohortKind, DateSpan, Half, Mode, PersonId, Session, SessionId, Status, TownshipId, TrainerId, Venue, VenueId,
    Workspace,
};

/// The plan's weeks, Monday to Sunday; the first holds 1 January.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weeks {
    first: NaiveDate,
    year: DateSpan,
}

impl Weeks {
    /// The weeks of a workspace's programme year.
    pub fn of(workspace: &Workspace) -> Self {
        let year = workspace.programme.days();
        let first = year.first - Days::new(u64::from(year.first.weekday().num_days_from_monday()));
        Self { first, year }
    }

    /// How many there are.
    pub fn n(self) -> usize {
        usize::try_from((self.year.last - self.first).num_days() / 7 + 1).unwrap_or(0)
    }

    /// The week of a day; `None` outside the year.
    pub fn week_of(self, day: NaiveDate) -> Option<usize> {
        self.year.contains(day).then(|| usize::try_from((day - self.first).num_days() / 7).unwrap_or(0))
    }

    /// The days of a week that lie in the year.
    pub fn days(self, week: usize) -> impl Iterator<Item = NaiveDate> {
        let monday = self.first + Days::new(7 * week as u64);
        monday.iter_days().take(7).filter(move |day| self.year.contains(*day))
    }

    /// The Monday of a week.
    pub fn monday(self, week: usize) -> NaiveDate {
        self.first + Days::new(7 * week as u64)
    }
}

/// Half a day.
pub(super) type At = (NaiveDate, Half);

/// Who and what is taken when, by the sessions that stay; filled up while a plan becomes dates.
#[derive(Clone, Debug)]
pub(super) struct Diary<'w> {
    pub workspace: &'w Workspace,
    pub weeks: Weeks,
    /// The last day on which nothing new can be held.
    pub from: NaiveDate,
    avoids_blackouts: bool,
    avoids_days_off: bool,
    rooms: BTreeMap<(VenueId, NaiveDate), u32>,
    trainers: BTreeSet<(TrainerId, NaiveDate, Half)>,
    people: BTreeMap<PersonId, Vec<At>>,
    /// Weeks in which secretaries of a township are away already.
    pub away: BTreeSet<(TownshipId, usize)>,
}

impl<'w> Diary<'w> {
    /// A diary with the sessions that stay, as of a day; new ones come after `from`.
    pub fn new(workspace: &'w Workspace, settings: &Settings, as_of: NaiveDate, from: NaiveDate) -> Self {
        let mut diary = Self {
            workspace,
            weeks: Weeks::of(workspace),
            from,
            avoids_blackouts: settings.avoids_blackouts,
            avoids_days_off: settings.avoids_days_off,
            rooms: BTreeMap::new(),
            trainers: BTreeSet::new(),
            people: BTreeMap::new(),
            away: BTreeSet::new(),
        };
        for session in workspace.sessions.iter().filter(|session| stays(session, settings, as_of)) {
            diary.enter(session);
        }
        diary
    }

    /// Takes up a session that stays.
    fn enter(&mut self, session: &Session) {
        let slots: Vec<At> = session.slots.iter().map(|slot| (slot.date, slot.half)).collect();
        self.take_room(session.venue, &slots);
        for slot in &session.slots {
            self.trainers.extend(slot.trainer.map(|trainer| (trainer, slot.date, slot.half)));
        }
        let first = session.span().map(|span| span.first);
        for enrolment in self.workspace.enrolments_in(session.id).filter(|one| one.state.takes_part()) {
            self.people.entry(enrolment.person).or_default().extend(&slots);
            let is_secretary = is_secretary(self.workspace, enrolment.cohort);
            let township = self.workspace.people.get(enrolment.person).zip(first);
            let township = township.and_then(|(person, day)| self.workspace.township_of(person, day));
            if let Some(township) = township.filter(|_| is_secretary && session.mode != Mode::Remote) {
                self.send_away(township, &slots);
            }
        }
        let is_for_secretaries =
            !session.cohorts.is_empty() && session.cohorts.iter().all(|id| is_secretary(self.workspace, *id));
        if is_for_secretaries && session.mode != Mode::Remote {
            for quota in session.quotas.iter().filter(|quota| quota.heads > 0) {
                self.send_away(quota.township, &slots);
            }
        }
    }

    fn send_away(&mut self, township: TownshipId, slots: &[At]) {
        let weeks = slots.iter().filter_map(|(day, _)| self.weeks.week_of(*day)).map(|week| (township, week));
        self.away.extend(weeks.collect::<Vec<_>>());
    }

    pub fn take_room(&mut self, venue: Option<VenueId>, slots: &[At]) {
        let Some(venue) = venue else { return };
        let days: BTreeSet<NaiveDate> = slots.iter().map(|slot| slot.0).collect();
        for day in days {
            *self.rooms.entry((venue, day)).or_default() += 1;
        }
    }

    pub fn take_trainer(&mut self, trainer: TrainerId, at: At) {
        self.trainers.insert((trainer, at.0, at.1));
    }

    pub fn take_person(&mut self, person: PersonId, slots: &[At]) {
        self.people.entry(person).or_default().extend(slots);
    }

    /// Lets go of a person's half days again.
    pub fn release_person(&mut self, person: PersonId, slots: &[At]) {
        if let Some(busy) = self.people.get_mut(&person) {
            busy.retain(|at| !slots.contains(at));
        }
    }

    /// Whether a person sits in no session in any of the half days.
    pub fn is_free(&self, person: PersonId, slots: &[At]) -> bool {
        self.people.get(&person).is_none_or(|busy| !busy.iter().any(|at| slots.contains(at)))
    }

    /// Whether a person is called away on none of the days.
    pub fn is_home(&self, person: PersonId, slots: &[At]) -> bool {
        self.people.get(&person).is_none_or(|busy| !busy.iter().any(|at| slots.iter().any(|slot| slot.0 == at.0)))
    }

    /// Whether a trainer can teach in a half day.
    pub fn has_trainer(&self, trainer: TrainerId, at: At) -> bool {
        let holds = self.workspace.trainers.get(trainer).is_some_and(|trainer| trainer.valid.holds_on(at.0));
        holds && !self.trainers.contains(&(trainer, at.0, at.1))
    }

    /// Whether a day to come can hold a session at all.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let is_off = match self.workspace.holidays.get(day) {
            Some(holiday) => !holiday.is_workday,
            None => is_weekend,
        };
        day > self.from && !(is_off && self.avoids_days_off)
    }

    /// Whether all townships, or one of these, must not be called away on the day.
    pub fn is_blacked_out(&self, day: NaiveDate, townships: &[TownshipId]) -> bool {
        self.avoids_blackouts
            && self.workspace.blackouts.iter().any(|blackout| {
                let binds = blackout.townships.is_empty() || townships.iter().any(|id| blackout.townships.contains(id));
                binds && blackout.days.contains(day)
            })
    }

    /// How many more sessions the venue takes on the day; `parallel`: how many at a time.
    pub fn room_left(&self, venue: &Venue, day: NaiveDate, parallel: u32) -> u32 {
        let is_closed = venue.closed.iter().any(|span| span.contains(day)) || !venue.valid.holds_on(day);
        if is_closed {
            return 0;
        }
        parallel.saturating_sub(self.rooms.get(&(venue.id, day)).copied().unwrap_or(0))
    }
}

/// How many sessions of so many people a venue holds at a time.
pub(super) fn parallel(venue: &Venue, max_heads: u32) -> u32 {
    if venue.is_shared { (venue.capacity / max_heads.max(1)).max(1) } else { 1 }
}

/// Whether a cohort is one of secretaries, whose absence the duty limit counts.
pub(super) fn is_secretary(workspace: &Workspace, cohort: crate::model::CohortId) -> bool {
    workspace.cohorts.get(cohort).is_some_and(|cohort| cohort.kind == CohortKind::Secretary)
}

/// Whether a session still to come is left alone by the planner: everything but a draft that may be re-planned.
pub(super) fn stays(session: &Session, settings: &Settings, as_of: NaiveDate) -> bool {
    let is_open = session.status.is_planned() || session.status == Status::Running;
    is_open && !is_replannable(session, settings, as_of)
}

/// Whether the planner may move, mend or drop a session: a draft of which nothing has been held.
pub(super) fn is_replannable(session: &Session, settings: &Settings, as_of: NaiveDate) -> bool {
    let from = as_of + Days::new(u64::from(settings.notice_days));
    let is_to_come = session.span().is_some_and(|span| span.first > from);
    let is_loose = session.status == Status::Draft && !session.is_locked;
    settings.replans_drafts && is_loose && is_to_come && !settings.kept.contains(&session.id)
}

/// Sessions that the planner may move, mend or drop.
pub(super) fn replannable(workspace: &Workspace, settings: &Settings, as_of: NaiveDate) -> Vec<SessionId> {
    workspace.sessions.iter().filter(|s| is_replannable(s, settings, as_of)).map(|s| s.id).collect()
}
