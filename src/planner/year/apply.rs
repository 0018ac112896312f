//! A draft becomes part of the workspace, or is bent first.

use chrono::TimeDelta;

use super::draft::{Draft, Drafted, LeftOut, Seat, quotas};
use super::instance::Instance;
use crate::model::{
    CohortId, CostLine, Enrolment, EnrolmentState, PersonId, Record, Refusal, Session, SessionId, Status, TableName,
    TopicState, Workspace,
};

impl Draft {
    /// The workspace with this draft in it: drafts given up are gone, those that go on are changed, new ones are
    /// there, with quotas, people (invited) and planned bills. One difference, so one undo step.
    ///
    /// # Errors
    /// [`Refusal::Stale`] if a draft it continues or gives up has been published, locked or removed since;
    /// [`Refusal::Missing`] if a person is gone; the first fault of a session. Nothing has changed then.
    pub fn apply(&self, workspace: &Workspace) -> Result<Workspace, Refusal> {
        let mut next = workspace.clone();
        for id in &self.dropped {
            must_be_loose(&next, *id)?;
            next = next.without_session(*id)?;
        }
        for drafted in &self.sessions {
            next = put(next, drafted)?;
        }
        Ok(next)
    }

    /// The draft without one of its sessions: a draft it continues is given up, its people are left out.
    #[must_use]
    pub fn without(&self, workspace: &Workspace, at: usize) -> Self {
        let mut draft = self.clone();
        if at >= draft.sessions.len() {
            return draft;
        }
        let gone = draft.sessions.remove(at);
        draft.dropped.extend(gone.from);
        draft.dropped.sort_unstable();
        for seat in gone.people {
            draft.leave_out(workspace, seat);
        }
        draft
    }

    /// The draft with somebody moved from one of its sessions, or from those left out, to another of its sessions;
    /// `None`: left out.
    ///
    /// # Errors
    /// [`Refusal::Missing`] if they are not in the draft or the session is not; [`Refusal::NotInCohort`] if the
    /// session is not for their cohort.
    pub fn with_person(
        &self,
        workspace: &Workspace,
        (person, cohort): (PersonId, CohortId),
        to: Option<usize>,
    ) -> Result<Self, Refusal> {
        let mut draft = self.clone();
        let who = || Refusal::Missing { table: TableName::People, key: person.to_string() };
        let is_meant = |seat: &Seat| (seat.person, seat.cohort) == (person, cohort);
        let from = draft.sessions.iter().position(|session| session.people.iter().any(is_meant));
        let was_left_out = draft.left_out.iter().any(|row| row.cohort == cohort && row.people.contains(&person));
        if from.is_none() && !was_left_out {
            return Err(who());
        }
        if let Some(to) = to {
            let session = draft
                .sessions
                .get(to)
                .ok_or_else(|| Refusal::Missing { table: TableName::Sessions, key: to.to_string() })?;
            if !session.session.cohorts.contains(&cohort) {
                let name = workspace.people.get(person).ok_or_else(who)?.name.clone();
                return Err(Refusal::NotInCohort { person: name });
            }
        }
        if let Some(from) = from {
            draft.sessions[from].people.retain(|seat| !is_meant(seat));
        }
        for row in draft.left_out.iter_mut().filter(|row| row.cohort == cohort) {
            row.people.retain(|other| *other != person);
        }
        let seat = Seat { person, cohort, state: EnrolmentState::Invited };
        match to {
            Some(to) => draft.sessions[to].people.push(seat),
            None => draft.leave_out(workspace, seat),
        }
        draft.left_out.retain(|row| !row.people.is_empty());
        for at in from.into_iter().chain(to) {
            draft.sessions[at].count_again(workspace);
        }
        Ok(draft)
    }

    /// Reprices a draft that was bent, so that costs follow heads.
    pub fn reprice(&mut self, workspace: &Workspace, instance: &Instance) {
        for drafted in &mut self.sessions {
            let of = (drafted.from, drafted.offer);
            drafted.costs = super::draft::costs(workspace, instance, of, drafted.people.len() as u32);
        }
    }

    fn leave_out(&mut self, workspace: &Workspace, seat: Seat) {
        let person = workspace.people.get(seat.person);
        let Some(township) = person.and_then(|person| workspace.township_of(person, self.as_of)) else { return };
        match self.left_out.iter_mut().find(|row| (row.township, row.cohort) == (township, seat.cohort)) {
            Some(row) => row.people.push(seat.person),
            None => self.left_out.push(LeftOut { township, cohort: seat.cohort, people: vec![seat.person] }),
        }
    }
}

impl Drafted {
    fn count_again(&mut self, workspace: &Workspace) {
        if let Some(span) = self.session.span() {
            self.session.quotas = quotas(workspace, &self.people, span.first);
        }
        self.session.min_heads = self.session.min_heads.min(self.people.len() as u32);
    }
}

/// Refuses to touch a session that is no loose draft any more.
fn must_be_loose(workspace: &Workspace, id: SessionId) -> Result<(), Refusal> {
    let session: &Session = workspace.find(id)?;
    if session.status != Status::Draft || session.is_locked {
        return Err(Refusal::Stale { table: TableName::Sessions, key: session.title.clone() });
    }
    Ok(())
}

fn put(mut next: Workspace, drafted: &Drafted) -> Result<Workspace, Refusal> {
    let mut session = drafted.session.clone();
    match drafted.from {
        Some(id) => {
            must_be_loose(&next, id)?;
            clear(&mut next, id);
        }
        None => session.id = next.ids.take(),
    }
    let id = session.id;
    let span = session.span();
    let first_before = next.sessions.get(id).and_then(Session::span).map(|span| span.first);
    let shift = span.zip(first_before).map_or(TimeDelta::zero(), |(span, before)| span.first - before);
    next = next.with(session)?;
    for seat in &drafted.people {
        if !next.people.has(seat.person) {
            return Err(Refusal::Missing { table: TableName::People, key: seat.person.to_string() });
        }
        next.enrolments.put(Enrolment {
            session: id,
            person: seat.person,
            cohort: seat.cohort,
            state: seat.state,
            joined: None,
            is_walk_in: false,
        });
    }
    for cost in &drafted.costs {
        if let Some(line) = cost.line.and_then(|id| next.costs.get(id)) {
            let date = line.date.checked_add_signed(shift).unwrap_or(line.date);
            let line = CostLine { planned: cost.amount, date, ..line.clone() };
            next.costs.put(line);
            continue;
        }
        let Some(date) = span.map(|span| span.last) else { continue };
        let line = CostLine {
            id: next.ids.take(),
            session: Some(id),
            item: cost.item,
            payer: cost.payer,
            township: cost.township,
            funding: None,
            date,
            planned: cost.amount,
            actual: None,
            note: String::new(),
        };
        next.costs.put(line);
    }
    if let Some(mut topic) = drafted.topic.and_then(|id| next.topics.get(id)).cloned() {
        topic.state = TopicState::Scheduled { session: id };
        next.topics.put(topic);
    }
    Ok(next)
}

/// Takes the seats of a draft away; who has withdrawn, and what was planned or paid, stays.
fn clear(workspace: &mut Workspace, id: SessionId) {
    let is_loose =
        |state| matches!(state, EnrolmentState::Invited | EnrolmentState::Confirmed | EnrolmentState::Waitlisted);
    let seats: Vec<_> = workspace.enrolments_in(id).filter(|seat| is_loose(seat.state)).map(Record::key).collect();
    workspace.enrolments.remove_all(seats);
}
