//! Enrolments (学员): who takes which session, for which cohort's place, and the commands on them.

use serde::{Deserialize, Serialize};

use super::people::{Person, PersonId};
use super::programme::CohortId;
use super::refusal::{Field, Refusal};
use super::sessions::{Session, SessionId, SlotNo, Status};
use super::table::{Record, TableName};
use super::workspace::Workspace;

/// Where an enrolment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum EnrolmentState {
    /// 已通知
    Invited,
    /// 已回执
    Confirmed,
    /// 候补
    Waitlisted,
    /// 替训: someone else came instead.
    Replaced {
        /// Who.
        by: PersonId,
    },
    /// 退出
    Withdrawn,
}

impl EnrolmentState {
    /// Whether the person takes a seat.
    pub fn takes_part(self) -> bool {
        matches!(self, Self::Invited | Self::Confirmed)
    }
}

/// The key of an enrolment.
pub type EnrolmentKey = (SessionId, PersonId);

/// 学员: a person in a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enrolment {
    /// The session.
    pub session: SessionId,
    /// The person.
    pub person: PersonId,
    /// The cohort whose place it uses.
    pub cohort: CohortId,
    /// Where it stands.
    pub state: EnrolmentState,
    /// A late joiner's first slot: earlier ones are not asked for. `None`: from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<SlotNo>,
    /// Whether they came without having been enrolled; such rows stand last on the sheet.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_walk_in: bool,
}

impl Record for Enrolment {
    type Key = EnrolmentKey;
    const TABLE: TableName = TableName::Enrolments;

    fn key(&self) -> EnrolmentKey {
        (self.session, self.person)
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        let mut dangling = |field, id: String| faults.push(Refusal::Dangling { field, id });
        if !workspace.people.has(self.person) {
            dangling(Field::Person, self.person.to_string());
        }
        if !workspace.cohorts.has(self.cohort) {
            dangling(Field::Cohort, self.cohort.to_string());
        }
        match workspace.sessions.get(self.session) {
            None => dangling(Field::Session, self.session.to_string()),
            Some(session) => {
                if let Some(no) = self.joined.filter(|no| session.slot(*no).is_none()) {
                    dangling(Field::Slot, no.0.to_string());
                }
            }
        }
        if let EnrolmentState::Replaced { by } = self.state {
            if by == self.person {
                faults.push(Refusal::Itself(Field::Person));
            } else if !workspace.people.has(by) {
                faults.push(Refusal::Dangling { field: Field::Person, id: by.to_string() });
            }
        }
    }
}

impl Workspace {
    /// The enrolments of a session, by person id.
    pub fn enrolments_in(&self, session: SessionId) -> impl Iterator<Item = &Enrolment> {
        self.enrolments.range((session, PersonId::MIN)..=(session, PersonId::MAX))
    }

    /// How many people take a seat in a session.
    pub fn n_enrolled(&self, session: SessionId) -> usize {
        self.enrolments_in(session).filter(|enrolment| enrolment.state.takes_part()).count()
    }

    /// The cohort whose place a person would use in a session: the first of the session's cohorts in which
    /// they stand on its first day (any of theirs, if the session names none).
    ///
    /// # Errors
    /// [`Refusal::NotInCohort`] if there is none.
    pub fn cohort_for(&self, session: &Session, person: &Person) -> Result<CohortId, Refusal> {
        let day = session.span().map_or(self.programme.days().first, |span| span.first);
        let mine: Vec<CohortId> = person.cohorts_on(day).collect();
        let wanted = session.cohorts.iter().copied().find(|cohort| mine.contains(cohort));
        let any = mine.first().copied().filter(|_| session.cohorts.is_empty());
        wanted.or(any).ok_or_else(|| Refusal::NotInCohort { person: person.name.clone() })
    }

    /// Enrols people as invited; those who find no seat left are put on the waiting list. Who is enrolled
    /// already stays as they are; who had withdrawn comes back.
    ///
    /// # Errors
    /// [`Refusal::Closed`], [`Refusal::Cancelled`], [`Refusal::NotInCohort`].
    pub fn enrol(&self, id: SessionId, people: &[PersonId]) -> Result<Self, Refusal> {
        let session = self.changeable(id)?;
        let mut next = self.clone();
        let mut free = (session.max_heads as usize).saturating_sub(self.n_enrolled(id));
        for person in people {
            let before = self.enrolments.get((id, *person));
            if before.is_some_and(|enrolment| enrolment.state != EnrolmentState::Withdrawn) {
                continue;
            }
            let cohort = self.cohort_for(session, self.find(*person)?)?;
            let state = if free > 0 { EnrolmentState::Invited } else { EnrolmentState::Waitlisted };
            free = free.saturating_sub(1);
            next.enrolments.put(Enrolment {
                session: id,
                person: *person,
                cohort,
                state,
                joined: None,
                is_walk_in: false,
            });
        }
        Ok(next)
    }

    /// Adds someone who came without having been enrolled, from a slot on, whether or not a seat is left.
    ///
    /// # Errors
    /// [`Refusal::AlreadyEnrolled`], [`Refusal::NotInCohort`], [`Refusal::Closed`], [`Refusal::Cancelled`].
    pub fn walk_in(&self, id: SessionId, person: PersonId, from: Option<SlotNo>) -> Result<Self, Refusal> {
        let session = self.changeable(id)?;
        let who: &Person = self.find(person)?;
        let before = self.enrolments.get((id, person));
        if before.is_some_and(|enrolment| enrolment.state.takes_part()) {
            return Err(Refusal::AlreadyEnrolled { person: who.name.clone(), session: session.title.clone() });
        }
        let cohort = self.cohort_for(session, who)?;
        let joined = from.filter(|no| session.slots.first().is_none_or(|first| first.no != *no));
        self.with(Enrolment { session: id, person, cohort, state: EnrolmentState::Confirmed, joined, is_walk_in: true })
    }

    /// Sets the slot from which a late joiner takes part; marks of earlier slots are cleared.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::Closed`], [`Refusal::Dangling`] for a slot that is not there.
    pub fn join_from(&self, key: EnrolmentKey, from: Option<SlotNo>) -> Result<Self, Refusal> {
        let session = self.changeable(key.0)?;
        let mut enrolment = self.enrolment(key)?.clone();
        enrolment.joined = from;
        let mut next = self.with(enrolment)?;
        let earlier = session.slots.iter().map(|slot| slot.no).take_while(|no| from.is_some_and(|from| *no != from));
        for no in earlier {
            next.marks.remove((key.0, key.1, no));
        }
        Ok(next)
    }

    /// Sets people's enrolments to invited, confirmed, waitlisted or withdrawn. When seats become free, the
    /// waiting list moves up: the first by township, branch and name on the sheet.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::Closed`], [`Refusal::Cancelled`].
    pub fn set_enrolment(&self, id: SessionId, people: &[PersonId], state: EnrolmentState) -> Result<Self, Refusal> {
        let session = self.changeable(id)?;
        let mut next = self.clone();
        for person in people {
            let mut enrolment = self.enrolment((id, *person))?.clone();
            enrolment.state = state;
            next = next.with(enrolment)?;
        }
        if state == EnrolmentState::Withdrawn {
            let left: Vec<_> =
                next.marks_in(id).filter(|mark| people.contains(&mark.person)).map(Record::key).collect();
            next.marks.remove_all(left);
            next.move_up(session);
        }
        Ok(next)
    }

    /// Takes people off a session's list altogether, with their marks; the waiting list moves up.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::Closed`], [`Refusal::Cancelled`].
    pub fn unenrol(&self, id: SessionId, people: &[PersonId]) -> Result<Self, Refusal> {
        let session = self.changeable(id)?;
        let mut next = self.set_enrolment(id, people, EnrolmentState::Withdrawn)?;
        for person in people {
            next.enrolments.remove((id, *person));
        }
        next.move_up(session);
        Ok(next)
    }

    /// Moves people from one session to another, where they are invited anew; their marks go, and the waiting
    /// list of the first moves up. Where seats are shared out to townships, theirs move along.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::AlreadyEnrolled`], [`Refusal::NotInCohort`], [`Refusal::Closed`],
    /// [`Refusal::Cancelled`].
    pub fn move_enrolments(&self, from: SessionId, people: &[PersonId], to: SessionId) -> Result<Self, Refusal> {
        let (source, target) = (self.changeable(from)?, self.changeable(to)?);
        let mut next = self.clone();
        for person in people {
            let who: &Person = self.find(*person)?;
            self.enrolment((from, *person))?;
            if self.enrolments.get((to, *person)).is_some_and(|other| other.state != EnrolmentState::Withdrawn) {
                return Err(Refusal::AlreadyEnrolled { person: who.name.clone(), session: target.title.clone() });
            }
            let marks: Vec<_> = self.marks_of((from, *person)).map(Record::key).collect();
            next.marks.remove_all(marks);
            next.enrolments.remove((from, *person));
            next.enrolments.put(Enrolment {
                session: to,
                person: *person,
                cohort: self.cohort_for(target, who)?,
                state: EnrolmentState::Invited,
                joined: None,
                is_walk_in: false,
            });
        }
        next.move_seats_along(source, people, target)?;
        next.move_up(source);
        Ok(next)
    }

    /// Gives the seats of people who have moved from one session to another to the other, where seats are
    /// shared out at all.
    fn move_seats_along(&mut self, from: &Session, people: &[PersonId], to: &Session) -> Result<(), Refusal> {
        let day = from.span().map_or(self.programme.days().first, |span| span.first);
        let unit = |ws: &Self, id: PersonId| ws.people.get(id).and_then(|person| ws.township_of(person, day));
        let mut units: Vec<_> = people.iter().filter_map(|person| unit(self, *person)).collect();
        units.sort_unstable();
        for group in units.chunk_by(|one, other| one == other) {
            let (township, moved) = (group[0], group.len() as u32);
            let seated = |ws: &Self, session: SessionId| {
                let seated = ws.enrolments_in(session).filter(|enrolment| enrolment.state.takes_part());
                seated.filter(|enrolment| unit(ws, enrolment.person) == Some(township)).count() as u32
            };
            let quota = |session: &Session| {
                session.quotas.iter().filter(|quota| quota.township == township).map(|quota| quota.heads).sum::<u32>()
            };
            if quota(from) > 0 {
                let left = quota(from).saturating_sub(moved).max(seated(self, from.id)).min(quota(from));
                *self = self.set_quota(from.id, township, left)?;
            }
            let wanted = seated(self, to.id);
            if !to.quotas.is_empty() && quota(to) < wanted {
                *self = self.set_quota(to.id, township, wanted)?;
            }
        }
        Ok(())
    }

    /// Sends `substitute` in the place of the enrolled person. The link stays on record; the enrolled
    /// person's marks are cleared.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`] for the absentee, [`Refusal::AlreadyEnrolled`] for the substitute,
    /// [`Refusal::NotInCohort`], [`Refusal::Itself`].
    pub fn replace(&self, key: EnrolmentKey, substitute: PersonId) -> Result<Self, Refusal> {
        let (id, absentee) = key;
        let session = self.changeable(id)?;
        let mut enrolment = self.enrolment(key)?.clone();
        let who: &Person = self.find(substitute)?;
        if substitute == absentee {
            return Err(Refusal::Itself(Field::Person));
        }
        if self.enrolments.get((id, substitute)).is_some_and(|other| other.state.takes_part()) {
            return Err(Refusal::AlreadyEnrolled { person: who.name.clone(), session: session.title.clone() });
        }
        let cohort = self.cohort_for(session, who).unwrap_or(enrolment.cohort);
        enrolment.state = EnrolmentState::Replaced { by: substitute };
        let mut next = self.with(enrolment)?.with(Enrolment {
            session: id,
            person: substitute,
            cohort,
            state: EnrolmentState::Confirmed,
            joined: None,
            is_walk_in: false,
        })?;
        let marks: Vec<_> = self.marks_of(key).map(Record::key).collect();
        next.marks.remove_all(marks);
        Ok(next)
    }

    /// The enrolment.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`] if there is none, with the names.
    pub fn enrolment(&self, key: EnrolmentKey) -> Result<&Enrolment, Refusal> {
        self.enrolments.get(key).ok_or_else(|| Refusal::NotEnrolled {
            person: self.people.get(key.1).map_or_else(|| key.1.to_string(), |person| person.name.clone()),
            session: self.sessions.get(key.0).map_or_else(|| key.0.to_string(), |session| session.title.clone()),
        })
    }

    /// The session, if people and marks may be changed in it.
    pub(super) fn changeable(&self, id: SessionId) -> Result<&Session, Refusal> {
        let session = self.open_session(id)?;
        if session.status == Status::Cancelled {
            return Err(Refusal::Cancelled { session: session.title.clone() });
        }
        Ok(session)
    }

    /// Gives free seats to those who wait.
    pub(super) fn move_up(&mut self, session: &Session) {
        let free = (session.max_heads as usize).saturating_sub(self.n_enrolled(session.id));
        let waiting: Vec<EnrolmentKey> = self
            .roll(session.id)
            .into_iter()
            .map(|row| (session.id, row.person))
            .filter(|key| self.enrolments.get(*key).is_some_and(|e| e.state == EnrolmentState::Waitlisted))
            .take(free)
            .collect();
        for key in waiting {
            if let Some(mut enrolment) = self.enrolments.get(key).cloned() {
                enrolment.state = EnrolmentState::Invited;
                self.enrolments.put(enrolment);
            }
        }
    }
}
