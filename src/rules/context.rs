//! What several rules need of the sessions they look at, gathered once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{CohortId, Half, PersonId, Session, SessionId, Slot, Status, TownshipId, Workspace};

/// A session with the people who take a seat in it.
pub(super) struct Class<'w> {
    pub session: &'w Session,
    /// By person id.
    pub people: Vec<(PersonId, CohortId)>,
}

impl Class<'_> {
    pub(super) fn first_day(&self) -> Option<NaiveDate> {
        self.session.span().map(|span| span.first)
    }

    /// People by name, or seats given to townships if these are more.
    pub(super) fn heads(&self) -> u64 {
        let quotas: u64 = self.session.quotas.iter().map(|quota| u64::from(quota.heads)).sum();
        quotas.max(self.people.len() as u64)
    }
}

/// Two sessions that share a half day, the first one they share, and the people who sit in both.
pub(super) struct Meeting {
    pub one: usize,
    pub other: usize,
    pub date: NaiveDate,
    pub half: Half,
    pub people: Vec<PersonId>,
}

/// The sessions that rules look at.
pub(super) struct Context<'w> {
    pub workspace: &'w Workspace,
    pub as_of: NaiveDate,
    /// Sessions that can stand in each other's way.
    pub classes: Vec<Class<'w>>,
    /// The one session asked about; `None`: all.
    focus: Option<SessionId>,
}

impl<'w> Context<'w> {
    /// All sessions planned or running.
    pub(super) fn of_district(workspace: &'w Workspace, as_of: NaiveDate) -> Self {
        let open = workspace.sessions.iter().filter(|session| is_open(session));
        Self::of(workspace, as_of, open.collect(), None)
    }

    /// One session, as given, and those that share a day with it.
    pub(super) fn of_session(workspace: &'w Workspace, session: &'w Session, as_of: NaiveDate) -> Self {
        let shares_day = |other: &&Session| {
            other.slots.iter().any(|theirs| session.slots.iter().any(|slot| slot.date == theirs.date))
        };
        let is_other = |other: &&Session| other.id != session.id && other.status != Status::Cancelled;
        let others = workspace.sessions.iter().filter(is_other).filter(shares_day);
        Self::of(workspace, as_of, std::iter::once(session).chain(others).collect(), Some(session.id))
    }

    fn of(workspace: &'w Workspace, as_of: NaiveDate, sessions: Vec<&'w Session>, focus: Option<SessionId>) -> Self {
        let class = |session: &'w Session| {
            let seated = workspace.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part());
            Class { session, people: seated.map(|enrolment| (enrolment.person, enrolment.cohort)).collect() }
        };
        let classes: Vec<Class<'w>> = sessions.into_iter().map(class).collect();
        Self { workspace, as_of, classes, focus }
    }

    /// Every pair of sessions that need the same thing in the same half day, once for each thing, with the
    /// first such half day.
    pub(super) fn meetings<K: Copy + Ord>(
        &self,
        need: impl Fn(&Session, &Slot) -> Option<K>,
    ) -> BTreeMap<(usize, usize, K), (NaiveDate, Half)> {
        let mut at: BTreeMap<(NaiveDate, Half, K), Vec<usize>> = BTreeMap::new();
        for (position, class) in self.classes.iter().enumerate() {
            for slot in &class.session.slots {
                if let Some(thing) = need(class.session, slot) {
                    at.entry((slot.date, slot.half, thing)).or_default().push(position);
                }
            }
        }
        let mut first = BTreeMap::new();
        for ((date, half, thing), here) in at {
            for (i, one) in here.iter().enumerate() {
                for other in here[i + 1..].iter().filter(|other| one != *other && self.is_asked(*one, **other)) {
                    first.entry((*one, *other, thing)).or_insert((date, half));
                }
            }
        }
        first
    }

    /// The people who sit in two sessions in the same half day, by pair of sessions, with the first such half day.
    pub(super) fn double_bookings(&self) -> Vec<Meeting> {
        let numbered = self.classes.iter().enumerate();
        let mut seats: Vec<(PersonId, usize)> =
            numbered.flat_map(|(at, class)| class.people.iter().map(move |(person, _)| (*person, at))).collect();
        seats.sort_unstable();
        let mut meetings: BTreeMap<(usize, usize), Option<Meeting>> = BTreeMap::new();
        for own in seats.chunk_by(|one, other| one.0 == other.0) {
            for (i, (person, one)) in own.iter().enumerate() {
                for (_, other) in own[i + 1..].iter().filter(|(_, other)| self.is_asked(*one, *other)) {
                    let meeting = meetings.entry((*one, *other)).or_insert_with(|| self.meeting(*one, *other));
                    if let Some(meeting) = meeting {
                        meeting.people.push(*person);
                    }
                }
            }
        }
        meetings.into_values().flatten().collect()
    }

    fn meeting(&self, one: usize, other: usize) -> Option<Meeting> {
        let theirs = &self.classes[other].session.slots;
        let shared = |slot: &&Slot| theirs.iter().any(|other| (other.date, other.half) == (slot.date, slot.half));
        let slot = self.classes[one].session.slots.iter().find(shared)?;
        Some(Meeting { one, other, date: slot.date, half: slot.half, people: Vec::new() })
    }

    fn is_asked(&self, one: usize, other: usize) -> bool {
        let is_focus = |at: usize| Some(self.classes[at].session.id) == self.focus;
        self.focus.is_none() || is_focus(one) || is_focus(other)
    }

    /// The sessions asked about.
    pub(super) fn checked(&self) -> impl Iterator<Item = &Class<'w>> {
        self.classes.iter().filter(|class| self.focus.is_none_or(|focus| focus == class.session.id))
    }

    /// The one session asked about; `None`: all.
    pub(super) fn focus(&self) -> Option<SessionId> {
        self.focus
    }

    /// The unit a person belongs to on a day.
    pub(super) fn township_of(&self, person: PersonId, day: NaiveDate) -> Option<TownshipId> {
        self.workspace.people.get(person).and_then(|person| self.workspace.township_of(person, day))
    }
}

/// Whether something can still be done about a session.
pub(super) fn is_open(session: &Session) -> bool {
    session.status.is_planned() || session.status == Status::Running
}
