//! What several rules need of the sessions they look at, gathered once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{CohortId, Half, PersonId, Session, SessionId, Status, TownshipId, Workspace};

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

/// Two sessions that share a half day, and the first one they share.
pub(super) struct Meeting {
    pub one: usize,
    pub other: usize,
    pub date: NaiveDate,
    pub half: Half,
}

/// The sessions that rules look at.
pub(super) struct Context<'w> {
    pub workspace: &'w Workspace,
    pub as_of: NaiveDate,
    /// Sessions that can stand in each other's way.
    pub classes: Vec<Class<'w>>,
    /// The one session asked about; `None`: all.
    focus: Option<SessionId>,
    pub meetings: Vec<Meeting>,
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
        let meetings = meetings(&classes, focus);
        Self { workspace, as_of, classes, focus, meetings }
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

/// Every pair of sessions that share a half day, once, in the order of that half day.
fn meetings(classes: &[Class<'_>], focus: Option<SessionId>) -> Vec<Meeting> {
    let mut at: BTreeMap<(NaiveDate, Half), Vec<usize>> = BTreeMap::new();
    for (position, class) in classes.iter().enumerate() {
        for slot in &class.session.slots {
            at.entry((slot.date, slot.half)).or_default().push(position);
        }
    }
    let is_asked = |position: usize| focus.is_none_or(|focus| classes[position].session.id == focus);
    let mut first: BTreeMap<(usize, usize), (NaiveDate, Half)> = BTreeMap::new();
    for (time, here) in &at {
        for (i, one) in here.iter().enumerate() {
            for other in here[i + 1..].iter().filter(|other| **other != *one) {
                if is_asked(*one) || is_asked(*other) {
                    first.entry((*one.min(other), *one.max(other))).or_insert(*time);
                }
            }
        }
    }
    first.into_iter().map(|((one, other), (date, half))| Meeting { one, other, date, half }).collect()
}
