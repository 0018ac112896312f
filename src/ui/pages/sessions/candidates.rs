//! Who could be enrolled in a session, and what speaks for or against each: before any drawing.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::app::View;
use crate::app::search::Matcher;
use crate::model::{
    BranchId, CohortKind, EnrolmentState, Person, PersonId, Session, SessionId, Status, TownshipId, Workspace,
};

/// The most people a search shows.
pub const MOST_SHOWN: usize = 60;

/// Someone who could be enrolled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub person: PersonId,
    /// Their name.
    pub name: String,
    /// Their township's name.
    pub township: String,
    /// Their branch's name.
    pub branch: String,
    /// Their post on the session's first day.
    pub post: String,
    /// Their state in this session, if they are in it already.
    pub here: Option<EnrolmentState>,
    /// The session in which they were trained first this year.
    pub trained_in: Option<String>,
    /// Another session in which they take part on one of the same days.
    pub elsewhere: Option<String>,
    /// Whether they stand in a cohort that the session is for.
    pub has_place: bool,
    /// Whether they have no hard duty, or are away for over half a year.
    pub is_set_apart: bool,
}

/// What is looked up once for all candidates of a session.
pub struct Facts<'a> {
    view: View<'a>,
    session: &'a Session,
    day: NaiveDate,
    held: Vec<&'a Session>,
    same_days: Vec<&'a Session>,
}

impl<'a> Facts<'a> {
    /// The facts for one session.
    pub fn new(view: View<'a>, session: &'a Session) -> Self {
        let first_day = |session: &Session| session.span().map(|span| span.first);
        let others = || view.ws.sessions.iter().filter(|other| other.id != session.id);
        let mut held: Vec<&Session> = others()
            .filter(|other| other.status.is_held() && first_day(other).is_some_and(|first| first <= view.as_of))
            .collect();
        held.sort_by_key(|other| (first_day(other), other.id));
        let days: BTreeSet<NaiveDate> = session.slots.iter().map(|slot| slot.date).collect();
        let shares_a_day = |other: &&Session| other.slots.iter().any(|slot| days.contains(&slot.date));
        let same_days = others().filter(|other| other.status != Status::Cancelled).filter(shares_a_day).collect();
        let day = session.span().map_or(view.as_of, |span| span.first);
        Self { view, session, day, held, same_days }
    }

    /// The day on which people's branches and posts are looked up: the session's first.
    pub fn day(&self) -> NaiveDate {
        self.day
    }

    /// What is to be known of one person.
    pub fn candidate(&self, person: &Person) -> Candidate {
        let (ws, day) = (self.view.ws, self.day);
        let branch = person.home_on(day).and_then(|id| ws.branches.get(id));
        let township = branch.and_then(|branch| ws.townships.get(branch.township));
        Candidate {
            person: person.id,
            name: person.name.clone(),
            township: township.map(|township| township.name.clone()).unwrap_or_default(),
            branch: branch.map(|branch| branch.name.clone()).unwrap_or_default(),
            post: person.post_on(day).to_owned(),
            here: ws.enrolments.get((self.session.id, person.id)).map(|enrolment| enrolment.state),
            trained_in: self.trained_in(person.id).map(|other| other.title.clone()),
            elsewhere: self.elsewhere(person.id).map(|other| other.title.clone()),
            has_place: ws.cohort_for(self.session, person).is_ok(),
            is_set_apart: person.is_exempt(day) || person.is_floating(day),
        }
    }

    /// The session in which the person was trained first this year, this one left out.
    pub fn trained_in(&self, person: PersonId) -> Option<&'a Session> {
        let ws = self.view.ws;
        let index = self.view.derived.index(ws);
        index.position_of(person).and_then(|position| index.learning(position).trained_on)?;
        let attended = |other: &&&Session| {
            let key = (other.id, person);
            ws.enrolments.has(key) && ws.marks_of(key).any(|mark| mark.kind.is_attended())
        };
        self.held.iter().find(attended).copied()
    }

    /// Another session in which the person takes part on one of the same days.
    pub fn elsewhere(&self, person: PersonId) -> Option<&'a Session> {
        self.same_days.iter().find(|other| takes_part(self.view.ws, other.id, person)).copied()
    }

    /// The people whose names match what was typed, the likeliest first; with nothing typed, those of
    /// `near`, if given. At most [`MOST_SHOWN`].
    pub fn search(&self, typed: &str, near: Option<BranchId>) -> Vec<Candidate> {
        let ws = self.view.ws;
        if typed.is_empty() {
            let is_near = |person: &&Person| near.is_some() && person.home_on(self.day) == near;
            let neighbours = ws.people.iter().filter(is_near).filter(|person| person.is_here(self.day));
            return neighbours.take(MOST_SHOWN).map(|person| self.candidate(person)).collect();
        }
        let hits = self.view.derived.names(ws).hits(&Matcher::new(typed));
        let found = ws.people.iter().zip(hits).filter(|(person, is_hit)| *is_hit && person.is_here(self.day));
        let mut found: Vec<Candidate> = found.take(MOST_SHOWN * 4).map(|(person, _)| self.candidate(person)).collect();
        found.sort_by_key(|candidate| (candidate.name != typed, !candidate.has_place, candidate.trained_in.is_some()));
        found.truncate(MOST_SHOWN);
        found
    }
}

/// The people of one township who stand in the session's cohorts, were not trained this year, take part in
/// no session still to come or on the same days, and have a duty: secretaries first, then leaders, then
/// the rest, each by branch.
pub fn untrained(view: View<'_>, session: &Session, township: TownshipId) -> Vec<PersonId> {
    let ws = view.ws;
    let facts = Facts::new(view, session);
    let index = view.derived.index(ws);
    let is_trained = |id| index.position_of(id).is_some_and(|at| index.learning(at).trained_on.is_some());
    let planned: BTreeSet<PersonId> = ws
        .sessions
        .iter()
        .filter(|other| other.status.is_planned())
        .flat_map(|other| ws.enrolments_in(other.id))
        .filter(|enrolment| enrolment.state.takes_part())
        .map(|enrolment| enrolment.person)
        .collect();
    let mut found: Vec<(u8, Option<BranchId>, PersonId)> = ws
        .people
        .iter()
        .filter(|person| ws.township_of(person, facts.day) == Some(township))
        .filter(|person| person.is_eligible(facts.day) && !person.is_floating(facts.day))
        .filter(|person| !is_trained(person.id) && !planned.contains(&person.id))
        .filter(|person| !ws.enrolments.has((session.id, person.id)) && ws.cohort_for(session, person).is_ok())
        .filter(|person| facts.elsewhere(person.id).is_none())
        .map(|person| (rank(ws, person, facts.day), person.home_on(facts.day), person.id))
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, _, person)| person).collect()
}

/// Secretaries come first, then leaders, then members, then the rest.
fn rank(ws: &Workspace, person: &Person, day: NaiveDate) -> u8 {
    let kinds = person.cohorts_on(day).filter_map(|id| ws.cohorts.get(id)).map(|cohort| match cohort.kind {
        CohortKind::Secretary => 0,
        CohortKind::Leader => 1,
        CohortKind::Member => 2,
        CohortKind::Other => 3,
    });
    kinds.min().unwrap_or(4)
}

fn takes_part(ws: &Workspace, session: SessionId, person: PersonId) -> bool {
    ws.enrolments.get((session, person)).is_some_and(|enrolment| enrolment.state.takes_part())
}
