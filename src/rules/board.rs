//! What rules need of every session, gathered when first asked for and kept up with edits.
//!
//! Reading enrolments, people and marks is what rules spend their time on; an edit touches one or two
//! sessions, so all the others keep what was read.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::context::Context;
use super::marks_missing;
use super::rate::heads_by_day;
use super::{Finding, Rule, is_open, run};
use crate::model::workspace::Change;
use crate::model::{BranchId, CohortId, Delta, Person, PersonId, Session, SessionId, Status, TownshipId, Workspace};

/// More changed people than this and everything is read anew.
const MANY_PEOPLE: usize = 64;

/// Somebody who takes a seat in a session.
#[derive(Clone, Copy, Debug)]
pub(super) struct Seat {
    pub person: PersonId,
    /// The cohort whose place is used.
    pub cohort: CohortId,
    /// The unit on the session's first day.
    pub township: Option<TownshipId>,
    /// Who stands in for them.
    pub cover: Option<PersonId>,
}

/// What was read of one session.
#[derive(Clone, Debug, Default)]
struct Sheet {
    /// By person id.
    seats: OnceCell<Arc<[Seat]>>,
    /// Marks missing, and marks that should be there.
    marks: OnceCell<(u64, u64)>,
    /// Heads on each day of class.
    heads: OnceCell<Vec<u64>>,
}

/// What rules need of the sessions of a workspace. It holds no record, so every call is given the workspace
/// that it follows.
#[derive(Clone, Debug)]
pub struct Board {
    as_of: NaiveDate,
    sheets: BTreeMap<SessionId, Sheet>,
    by_day: OnceCell<BTreeMap<NaiveDate, Vec<SessionId>>>,
    units: OnceCell<Vec<(BranchId, TownshipId)>>,
}

impl Board {
    /// A board on which nothing has been read yet.
    pub fn new(workspace: &Workspace, as_of: NaiveDate) -> Self {
        let sheets = workspace.sessions.iter().map(|session| (session.id, Sheet::default())).collect();
        Self { as_of, sheets, by_day: OnceCell::new(), units: OnceCell::new() }
    }

    /// The day on which it is decided what is late.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// Follows an edit to the workspace it made.
    pub fn update(&mut self, workspace: &Workspace, changes: &[Change]) {
        let n_people = changes.iter().filter(|change| matches!(change, Change::Person(_))).count();
        let is_wide = |change: &Change| matches!(change, Change::Branch(_) | Change::Township(_));
        if n_people > MANY_PEOPLE || changes.iter().any(is_wide) {
            *self = Self::new(workspace, self.as_of);
            return;
        }
        for change in changes {
            match change {
                Change::Session(delta) => self.session_changed(delta),
                Change::Enrolment(delta) => self.forget(delta.key().0),
                Change::Mark(delta) => self.forget_marks(delta.key().0),
                Change::HeadCount(delta) => {
                    for count in [delta.before(), delta.after()].into_iter().flatten() {
                        self.forget_marks(count.session);
                    }
                }
                Change::Person(delta) => self.forget_seats_of(delta.key()),
                Change::Programme { .. }
                | Change::Cohort(_)
                | Change::Township(_)
                | Change::Branch(_)
                | Change::Venue(_)
                | Change::Trainer(_)
                | Change::Course(_)
                | Change::Blackout(_)
                | Change::Holiday(_)
                | Change::RuleSet(_)
                | Change::CostLine(_)
                | Change::Topic(_) => {}
            }
        }
    }

    /// What the rules find in the sessions of the district, the weightiest first, then by date.
    pub fn findings(&self, workspace: &Workspace) -> Vec<Finding> {
        self.read_all(workspace);
        run(&Context::of_district(workspace, self))
    }

    /// What the rules find in one session as it would be, such as while it is dragged to other days or into
    /// another room: it need not be part of the workspace yet.
    pub fn findings_of(&self, workspace: &Workspace, session: &Session) -> Vec<Finding> {
        run(&Context::of_session(workspace, self, session))
    }

    /// What the rules find in one session as it is; in one that is over, nothing but marks and money.
    pub fn findings_for(&self, workspace: &Workspace, id: SessionId) -> Vec<Finding> {
        let Some(session) = workspace.sessions.get(id) else { return Vec::new() };
        let mut findings = self.findings_of(workspace, session);
        findings.retain(|finding| is_open(session) || looks_back(finding.rule));
        findings
    }

    /// The people who take a seat in a session, as it would be.
    pub(super) fn seats(&self, workspace: &Workspace, session: &Session) -> Arc<[Seat]> {
        let known = workspace.sessions.get(session.id).map(first_day);
        match self.sheets.get(&session.id).filter(|_| known == Some(first_day(session))) {
            Some(sheet) => sheet.seats.get_or_init(|| self.read_seats(workspace, session)).clone(),
            None => self.read_seats(workspace, session),
        }
    }

    /// Marks of a session that are missing, and that should be there.
    pub(super) fn marks(&self, workspace: &Workspace, session: &Session) -> (u64, u64) {
        let is_known = workspace.sessions.get(session.id).is_some_and(|known| known.slots == session.slots);
        match self.sheets.get(&session.id).filter(|_| is_known) {
            Some(sheet) => *sheet.marks.get_or_init(|| marks_missing::missing(workspace, session)),
            None => marks_missing::missing(workspace, session),
        }
    }

    /// The heads of each day of class of a session.
    pub(super) fn heads(&self, workspace: &Workspace, session: &Session) -> Vec<u64> {
        let is_known = workspace.sessions.get(session.id).is_some_and(|known| known == session);
        match self.sheets.get(&session.id).filter(|_| is_known) {
            Some(sheet) => sheet.heads.get_or_init(|| heads_by_day(workspace, session)).clone(),
            None => heads_by_day(workspace, session),
        }
    }

    /// The sessions that are held on a day, cancelled ones left out, by id.
    pub(super) fn on_day(&self, workspace: &Workspace, day: NaiveDate) -> &[SessionId] {
        let by_day = self.by_day.get_or_init(|| {
            let mut by_day: BTreeMap<NaiveDate, Vec<SessionId>> = BTreeMap::new();
            for session in workspace.sessions.iter() {
                for day in held_days(Some(session)) {
                    by_day.entry(day).or_default().push(session.id);
                }
            }
            by_day
        });
        by_day.get(&day).map_or(&[], Vec::as_slice)
    }

    /// Reads the seats of all open sessions that have not been read: people in the order of their ids, so that
    /// those who lie side by side in memory are looked up one after the other.
    fn read_all(&self, workspace: &Workspace) {
        let open = workspace.sessions.iter().filter(|session| is_open(session));
        let unread = open.filter_map(|session| Some((session, self.sheets.get(&session.id)?)));
        let unread: Vec<(&Session, &Sheet)> = unread.filter(|(_, sheet)| sheet.seats.get().is_none()).collect();
        let mut taken: Vec<(PersonId, usize, CohortId)> = Vec::new();
        for (at, (session, _)) in unread.iter().enumerate() {
            let seated = workspace.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part());
            taken.extend(seated.map(|enrolment| (enrolment.person, at, enrolment.cohort)));
        }
        taken.sort_unstable();
        let mut seats: Vec<Vec<Seat>> = unread.iter().map(|_| Vec::new()).collect();
        let days: Vec<NaiveDate> = unread.iter().map(|(session, _)| self.day_of(session)).collect();
        for own in taken.chunk_by(|one, other| one.0 == other.0) {
            let person = workspace.people.get(own[0].0);
            for (id, at, cohort) in own {
                seats[*at].push(self.seat(workspace, (*id, *cohort), person, days[*at]));
            }
        }
        for ((_, sheet), seats) in unread.iter().zip(seats) {
            sheet.seats.get_or_init(|| seats.into());
        }
    }

    fn read_seats(&self, workspace: &Workspace, session: &Session) -> Arc<[Seat]> {
        let day = self.day_of(session);
        let seated = workspace.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part());
        let seats = seated.map(|enrolment| {
            let person = workspace.people.get(enrolment.person);
            self.seat(workspace, (enrolment.person, enrolment.cohort), person, day)
        });
        seats.collect()
    }

    fn seat(
        &self,
        workspace: &Workspace,
        (id, cohort): (PersonId, CohortId),
        person: Option<&Person>,
        day: NaiveDate,
    ) -> Seat {
        let units = self.units.get_or_init(|| workspace.branches.iter().map(|b| (b.id, b.township)).collect());
        let unit_of = |person: &Person| {
            let branch = person.home_on(day)?;
            units.binary_search_by_key(&branch, |unit| unit.0).ok().map(|at| units[at].1)
        };
        Seat { person: id, cohort, township: person.and_then(unit_of), cover: person.and_then(|person| person.cover) }
    }

    /// The day that decides where people belong.
    fn day_of(&self, session: &Session) -> NaiveDate {
        first_day(session).unwrap_or(self.as_of)
    }

    fn session_changed(&mut self, delta: &Delta<Session>) {
        let id = delta.key();
        if let Some(by_day) = self.by_day.get_mut() {
            for day in held_days(delta.before()) {
                by_day.entry(day).or_default().retain(|other| *other != id);
            }
            for day in held_days(delta.after()) {
                let here = by_day.entry(day).or_default();
                here.insert(here.partition_point(|other| *other < id), id);
            }
        }
        match delta.after() {
            Some(_) => drop(self.sheets.insert(id, Sheet::default())),
            None => drop(self.sheets.remove(&id)),
        }
    }

    fn forget(&mut self, session: SessionId) {
        if let Some(sheet) = self.sheets.get_mut(&session) {
            *sheet = Sheet::default();
        }
    }

    fn forget_marks(&mut self, session: SessionId) {
        if let Some(sheet) = self.sheets.get_mut(&session) {
            sheet.marks.take();
            sheet.heads.take();
        }
    }

    fn forget_seats_of(&mut self, person: PersonId) {
        for sheet in self.sheets.values_mut() {
            let sits = |seats: &Arc<[Seat]>| seats.binary_search_by_key(&person, |seat| seat.person).is_ok();
            if sheet.seats.get().is_some_and(sits) {
                sheet.seats.take();
            }
        }
    }
}

/// The days of a session that is not cancelled.
fn held_days(session: Option<&Session>) -> Vec<NaiveDate> {
    session.filter(|session| session.status != Status::Cancelled).map(Session::days).unwrap_or_default()
}

/// Whether a rule still has something to say of a session that is over.
fn looks_back(rule: Rule) -> bool {
    matches!(rule, Rule::MarksMissing | Rule::OverRate | Rule::OverLectureFee)
}

fn first_day(session: &Session) -> Option<NaiveDate> {
    session.slots.iter().map(|slot| slot.date).min()
}
