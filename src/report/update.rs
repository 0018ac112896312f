//! How the index follows an edit: only the people and sessions it touches are counted again.

use super::index::{Index, Learning, NONE};
use super::sitting::{SessionFacts, can_count};
use super::tally::Tallies;
use crate::model::{Change, Enrolment, Mark, Person, PersonId, Session, SessionId, Workspace};

/// Beyond so many touched people it is cheaper to read the whole workspace again.
const MAX_TOUCHED: usize = 3000;

/// Beyond so many new people and sessions too: each moves all that come after it by one position.
const MAX_NEW: usize = 16;

/// What an edit touches, by position.
#[derive(Default)]
struct Touched {
    people: Vec<u32>,
    sittings: Vec<(u32, u32)>,
    sessions: Vec<u32>,
    has_head_counts: bool,
}

impl Index {
    /// Follows an edit: `workspace` is the one after it, `changes` are the edit's.
    ///
    /// The index then equals a new one of the same workspace and day. People and sessions that went, many
    /// new ones, and changes of units, cohorts, rules or the programme, make it read everything again.
    pub fn update(&mut self, workspace: &Workspace, changes: &[Change]) {
        let has_taken_in = self.take_in(workspace, changes);
        match has_taken_in.then(|| self.touched(workspace, changes)).flatten() {
            Some(touched) => self.follow(workspace, changes, &touched),
            None => *self = Self::new(workspace, self.as_of),
        }
    }

    /// Gives new people and sessions a position; `false` if everything has to be read again.
    fn take_in(&mut self, workspace: &Workspace, changes: &[Change]) -> bool {
        let people: Vec<&Person> = changes.iter().filter_map(new_person).take(MAX_NEW + 1).collect();
        let sessions: Vec<&Session> = changes.iter().filter_map(new_session).take(MAX_NEW + 1).collect();
        if people.len().max(sessions.len()) > MAX_NEW {
            return false;
        }
        for person in people {
            self.take_in_person(person);
        }
        for session in sessions {
            self.take_in_session(workspace, session);
        }
        true
    }

    fn take_in_person(&mut self, person: &Person) {
        let Err(position) = self.people.binary_search(&person.id) else { return };
        let standing = self.stands(person, &mut 0);
        self.people.insert(position, person.id);
        self.standing.insert(position, standing);
        self.learning.insert(position, Learning::default());
        self.first_sitting.insert(position, NONE);
        let mut tallies = std::mem::take(&mut self.tallies);
        tallies.count(self, position as u32, 1);
        self.tallies = tallies;
    }

    fn take_in_session(&mut self, workspace: &Workspace, session: &Session) {
        let found = self.sessions.binary_search_by_key(&session.id, |facts| facts.id);
        let Err(position) = found else { return };
        self.sessions.insert(position, self.session_facts(workspace, session));
        self.sittings
            .iter_mut()
            .filter(|sitting| sitting.session as usize >= position)
            .for_each(|sitting| sitting.session += 1);
        self.tallies.take_in_session(position);
    }

    /// `None` if everything has to be read again.
    fn touched(&self, workspace: &Workspace, changes: &[Change]) -> Option<Touched> {
        let mut touched = Touched::default();
        if changes.len() > MAX_TOUCHED || self.sittings.len() > 2 * self.n_read + MAX_TOUCHED {
            return None;
        }
        for change in changes {
            match change {
                Change::Mark(delta) => {
                    let (session, person, _) = delta.key();
                    touched.sittings.push(self.cell_of(session, person)?);
                }
                Change::Enrolment(delta) => {
                    let (session, person) = delta.key();
                    touched.sittings.push(self.cell_of(session, person)?);
                }
                Change::Person(delta) => {
                    delta.after()?;
                    touched.people.push(self.position_of(delta.key())? as u32);
                }
                Change::Session(delta) => {
                    let after = delta.after()?;
                    let session = self.session_position(delta.key())?;
                    if self.sessions[session] != self.session_facts(workspace, after) {
                        touched.sessions.push(session as u32);
                    }
                }
                Change::HeadCount(_) => touched.has_head_counts = true,
                Change::CostLine(_)
                | Change::Venue(_)
                | Change::Trainer(_)
                | Change::Course(_)
                | Change::Blackout(_)
                | Change::Holiday(_)
                | Change::Topic(_) => {}
                Change::Programme { .. }
                | Change::Cohort(_)
                | Change::Township(_)
                | Change::Branch(_)
                | Change::RuleSet(_) => return None,
            }
        }
        self.widen(workspace, &mut touched);
        (touched.people.len() <= MAX_TOUCHED).then_some(touched)
    }

    /// A touched session or person touches every sitting there is or could be of it.
    fn widen(&self, workspace: &Workspace, touched: &mut Touched) {
        for session in &touched.sessions {
            let enrolments = workspace.enrolments_in(self.sessions[*session as usize].id);
            let people = enrolments.filter_map(|enrolment| self.position_of(enrolment.person));
            touched.sittings.extend(people.map(|person| (*session, person as u32)));
        }
        if !touched.sessions.is_empty() {
            for person in 0..self.people.len() as u32 {
                let here = self.sittings_of(person).filter(|sitting| touched.sessions.contains(&sitting.session));
                touched.sittings.extend(here.map(|sitting| (sitting.session, person)));
            }
        }
        for person in &touched.people {
            touched.sittings.extend(self.sittings_of(*person).map(|sitting| (sitting.session, *person)));
        }
        touched.people.extend(touched.sittings.iter().map(|(_, person)| *person));
        touched.people.sort_unstable();
        touched.people.dedup();
        touched.sittings.sort_unstable();
        touched.sittings.dedup();
    }

    fn follow(&mut self, workspace: &Workspace, changes: &[Change], touched: &Touched) {
        let mut tallies = std::mem::take(&mut self.tallies);
        for person in &touched.people {
            tallies.count(self, *person, -1);
        }
        for session in &touched.sessions {
            tallies.take_back(self, *session as usize);
        }
        self.take_up(workspace, touched);
        for person in &touched.people {
            self.learning[*person as usize] = self.learns(*person);
            tallies.count(self, *person, 1);
        }
        self.pay_changes(&mut tallies, changes);
        if touched.has_head_counts || !touched.sessions.is_empty() {
            tallies.read_head_counts(self, workspace);
        }
        tallies.settle(self);
        self.tallies = tallies;
    }

    fn pay_changes(&self, tallies: &mut Tallies, changes: &[Change]) {
        for change in changes {
            if let Change::CostLine(delta) = change {
                delta.before().into_iter().for_each(|line| tallies.pay(self, line, -1));
                delta.after().into_iter().for_each(|line| tallies.pay(self, line, 1));
            }
        }
    }

    /// Reads the touched records again; sums are not its business.
    fn take_up(&mut self, workspace: &Workspace, touched: &Touched) {
        for session in &touched.sessions {
            let position = *session as usize;
            if let Some(record) = workspace.sessions.get(self.sessions[position].id) {
                self.sessions[position] = self.session_facts(workspace, record);
            }
        }
        let mut near = 0;
        for person in &touched.people {
            if let Some(record) = workspace.people.get(self.people[*person as usize]) {
                self.standing[*person as usize] = self.stands(record, &mut near);
            }
        }
        let mut scratch = Vec::new();
        for (session, person) in &touched.sittings {
            self.unlink(*session, *person);
            self.sit_again(workspace, *session as usize, *person as usize, &mut scratch);
        }
    }

    fn sit_again(&mut self, workspace: &Workspace, session: usize, person: usize, scratch: &mut Vec<u16>) {
        let key = (self.sessions[session].id, self.people[person]);
        let found: Option<(&Enrolment, &Person)> = workspace.enrolments.get(key).zip(workspace.people.get(key.1));
        let Some((enrolment, record)) = found else { return };
        if can_count(&self.sessions[session], enrolment) {
            let marks: Vec<Mark> = workspace.marks_of(key).copied().collect();
            self.sit(session, person, record, enrolment, marks.iter(), scratch);
        }
    }

    fn unlink(&mut self, session: u32, person: u32) {
        let mut before = NONE;
        let mut here = self.first_sitting[person as usize];
        while let Some(sitting) = self.sittings.get(here as usize).copied() {
            if sitting.session == session {
                match self.sittings.get_mut(before as usize) {
                    Some(earlier) => earlier.next = sitting.next,
                    None => self.first_sitting[person as usize] = sitting.next,
                }
                return;
            }
            before = here;
            here = sitting.next;
        }
    }

    fn session_facts(&self, workspace: &Workspace, session: &Session) -> SessionFacts {
        SessionFacts::of(session, workspace, self.window, &self.townships, &self.cohorts)
    }

    fn cell_of(&self, session: SessionId, person: PersonId) -> Option<(u32, u32)> {
        Some((self.session_position(session)? as u32, self.position_of(person)? as u32))
    }
}

fn new_person(change: &Change) -> Option<&Person> {
    let Change::Person(delta) = change else { return None };
    delta.after().filter(|_| delta.before().is_none())
}

fn new_session(change: &Change) -> Option<&Session> {
    let Change::Session(delta) = change else { return None };
    delta.after().filter(|_| delta.before().is_none())
}
