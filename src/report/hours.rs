//! Hours (学时) of the year: who has reached the target of their cohorts, who is short and by how much, and which
//! sessions to come would mend it.
//!
//! - A half day has the minutes that were entered for it; by the rule sets a half day in class is 4 credit hours, what
//!   is learnt online the logged time. Minutes count in the year in which the half day falls.
//! - The target is the highest of the cohorts in which a person stands on the day. What was learnt online stands apart
//!   and counts up to the hours that the rule sets allow.
//! - Exempt people have no target. Who was away for more of a class than the rule set allows has not completed it;
//!   the half days attended count all the same.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::Share;
use super::index::{CohortSet, Index, position};
use super::room::{Room, takes_more, to_come};
use crate::model::people::NEW_TERM_MONTHS;
use crate::model::{
    CohortId, CohortKind, DateSpan, EnrolmentState, Level, Membership, Person, PersonId, Session, SessionId,
    TownshipId, Workspace,
};

/// Days before and after the Spring Festival in which people away for work are at home.
const AT_HOME_DAYS: u64 = 7;
/// The holiday for which people away for work come home, as the table of holidays names it.
const SPRING_FESTIVAL: &str = "春节";

/// A person's hours of the year up to the as-of day, in minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// What should be reached; 0: no target.
    pub target_minutes: u32,
    /// Attended in class, on a visit, in the lecture hall, at home.
    pub class_minutes: u32,
    /// Learnt online.
    pub online_minutes: u32,
    /// Those of them that count.
    pub online_counted: u32,
}

impl Hours {
    /// All minutes that count.
    pub fn counted(self) -> u32 {
        self.class_minutes + self.online_counted
    }

    /// Minutes missing to the target.
    pub fn short(self) -> u32 {
        self.target_minutes.saturating_sub(self.counted())
    }

    /// Whether there is a target and it is reached.
    pub fn is_reached(self) -> bool {
        self.target_minutes > 0 && self.short() == 0
    }
}

/// The hours of a row: the district, a cohort or a township. Only eligible people with a target are in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct HoursLine {
    /// People who have reached their target / people with a target.
    pub reached: Share,
    /// People without a single minute.
    pub untouched: u64,
    /// Minutes missing to the targets of all who are short.
    pub short_minutes: u64,
    /// Minutes learnt online.
    pub online_minutes: u64,
    /// Those of them above what counts.
    pub online_uncounted: u64,
}

impl HoursLine {
    fn add(&mut self, hours: Hours) {
        self.reached.of += 1;
        self.reached.n += u64::from(hours.is_reached());
        self.untouched += u64::from(hours.counted() == 0);
        self.short_minutes += u64::from(hours.short());
        self.online_minutes += u64::from(hours.online_minutes);
        self.online_uncounted += u64::from(hours.online_minutes - hours.online_counted);
    }
}

/// Somebody whose hours miss the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ShortRow {
    /// Who.
    pub person: PersonId,
    /// Their township.
    pub township: Option<TownshipId>,
    /// Their hours.
    pub hours: Hours,
    /// Whether they are away for over half a year.
    pub is_floating: bool,
}

/// Somebody new in a cohort of secretaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct NewTerm {
    /// Who.
    pub person: PersonId,
    /// When the term began.
    pub since: NaiveDate,
    /// The day by which they have to be trained.
    pub due: NaiveDate,
    /// The day on which they were trained in it.
    pub trained_on: Option<NaiveDate>,
}

impl NewTerm {
    /// Whether the day has passed without a training.
    pub fn is_overdue(&self, as_of: NaiveDate) -> bool {
        self.due < as_of && self.trained_on.is_none_or(|day| day > self.due)
    }
}

/// Somebody who is away for over half a year and still has to learn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Away {
    /// Who.
    pub person: PersonId,
    /// When they are at home in the programme year.
    pub at_home: Vec<DateSpan>,
}

/// Somebody who missed too much of a class that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Incomplete {
    /// The session.
    pub session: SessionId,
    /// Who.
    pub person: PersonId,
    /// Minutes missed.
    pub missed_minutes: u64,
    /// Minutes of the class.
    pub class_minutes: u64,
}

/// A session to come with seats left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Offer {
    /// The session.
    pub session: SessionId,
    /// Its first half day after the as-of day.
    pub day: NaiveDate,
    /// Minutes it brings in the programme year: to the person asked about, else at most.
    pub minutes: u32,
    /// Seats left for the person's township, else in all.
    pub seats: u64,
    /// People short of hours for whom it is and who have no seat in it; 1 if asked about a person.
    pub n_short: u64,
}

/// The hours of a district.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HoursReport {
    /// The day to which all figures refer.
    pub as_of: NaiveDate,
    /// The whole district.
    pub total: HoursLine,
    /// By cohort, in id order; who stands in two cohorts is in two rows.
    pub cohorts: Vec<(CohortId, HoursLine)>,
    /// By township in the official order, then people without one.
    pub townships: Vec<(Option<TownshipId>, HoursLine)>,
    /// Exempt people: they have no target.
    pub n_exempt: u64,
    /// Who is short: by township, the most missing first.
    pub short: Vec<ShortRow>,
    /// New secretaries whose six months touch the year, the first due first.
    pub new_terms: Vec<NewTerm>,
    /// Secretaries without a session of the district this year: each should be rotated once at county level or above.
    pub unrotated: Vec<PersonId>,
    /// Who is away for over half a year and is untrained or short of hours.
    pub away: Vec<Away>,
    /// Who missed too much of a class that is over, by session.
    pub incomplete: Vec<Incomplete>,
    /// Sessions to come with seats for people who are short, the next first.
    pub offers: Vec<Offer>,
}

impl Index {
    /// The hours of the person at a position.
    pub fn hours(&self, position: usize) -> Hours {
        let (target_minutes, learning) = (self.standing[position].target_minutes, &self.learning[position]);
        let most = self.hour_rules.online_minutes_at_most();
        Hours {
            target_minutes,
            class_minutes: learning.minutes - learning.remote_minutes,
            online_minutes: learning.remote_minutes,
            online_counted: most.map_or(learning.remote_minutes, |most| learning.remote_minutes.min(most)),
        }
    }

    /// Whether the person at a position has reached the hours of their cohorts.
    pub fn has_hours(&self, position: usize) -> bool {
        self.hours(position).is_reached()
    }
}

/// The hours of a district on the day of the index, which must be of the same workspace.
pub fn hours(workspace: &Workspace, index: &Index) -> HoursReport {
    let mut report = HoursReport {
        as_of: index.as_of,
        total: HoursLine::default(),
        cohorts: index.cohorts.iter().map(|id| (*id, HoursLine::default())).collect(),
        townships: index
            .townships
            .iter()
            .map(|id| Some(*id))
            .chain([None])
            .map(|id| (id, HoursLine::default()))
            .collect(),
        n_exempt: index.standing.iter().filter(|standing| standing.is_set_apart()).count() as u64,
        short: Vec::new(),
        new_terms: new_terms(workspace, index),
        unrotated: unrotated(workspace, index),
        away: away(workspace, index),
        incomplete: incomplete(index),
        offers: offers(workspace, index),
    };
    for (at, standing) in index.standing.iter().enumerate() {
        if !standing.is_eligible() || standing.target_minutes == 0 {
            continue;
        }
        let hours = index.hours(at);
        report.total.add(hours);
        standing.cohorts.iter().for_each(|cohort| report.cohorts[cohort].1.add(hours));
        let township = standing.township.map_or(index.townships.len(), |township| township as usize);
        report.townships[township].1.add(hours);
        if !hours.is_reached() {
            let township = report.townships[township].0;
            report.short.push(ShortRow {
                person: index.people[at],
                township,
                hours,
                is_floating: standing.is_floating,
            });
        }
    }
    if report.townships.last().is_some_and(|(id, line)| id.is_none() && line.reached.of == 0) {
        report.townships.pop();
    }
    let order = |id: Option<TownshipId>| id.map_or(u32::MAX, |id| position(&index.townships, &id));
    report.short.sort_by_key(|row| (order(row.township), u32::MAX - row.hours.short(), row.person));
    report
}

/// Positions of the cohorts of secretaries.
fn of_secretaries(workspace: &Workspace, index: &Index) -> Vec<usize> {
    let is_secretary = |id: CohortId| workspace.cohorts.get(id).is_some_and(|one| one.kind == CohortKind::Secretary);
    (0..index.cohorts.len()).filter(|at| is_secretary(index.cohorts[*at])).collect()
}

/// Source: 2019–23 plan, at least one rotation at county level or above a year.
fn unrotated(workspace: &Workspace, index: &Index) -> Vec<PersonId> {
    let cohorts = of_secretaries(workspace, index);
    let is_due = |at: &usize| {
        let standing = &index.standing[*at];
        let mut sessions = index.sittings_of(*at as u32).map(|sitting| &index.sessions[sitting.session as usize]);
        let is_secretary = cohorts.iter().any(|cohort| standing.cohorts.has(*cohort));
        standing.is_eligible() && is_secretary && !sessions.any(|facts| facts.level == Level::District)
    };
    (0..index.people.len()).filter(is_due).map(|at| index.people[at]).collect()
}

fn new_terms(workspace: &Workspace, index: &Index) -> Vec<NewTerm> {
    let cohorts = of_secretaries(workspace, index);
    let mut terms = Vec::new();
    for at in 0..index.people.len() {
        let mine = cohorts.iter().filter(|cohort| index.standing[at].cohorts.has(**cohort));
        terms.extend(mine.filter_map(|cohort| new_term(workspace, index, at, *cohort)));
    }
    terms.sort_by_key(|term| (term.due, term.person));
    terms
}

/// The term of an eligible person in a cohort of secretaries, if its six months touch the year.
fn new_term(workspace: &Workspace, index: &Index, at: usize, cohort: usize) -> Option<NewTerm> {
    let person = workspace.people.get(index.people[at]).filter(|_| index.standing[at].is_eligible())?;
    let holds = |m: &&Membership| m.cohort == index.cohorts[cohort] && m.period.holds_on(index.as_of);
    let membership = person.cohorts.iter().rfind(holds)?;
    let months = index.hour_rules.new_secretary_months.unwrap_or(NEW_TERM_MONTHS);
    let (since, due) = membership.period.began().zip(membership.new_term_due(months))?;
    let trained_on = index.trained_for(at, cohort).filter(|day| *day >= since);
    (due >= index.window.first).then_some(NewTerm { person: person.id, since, due, trained_on })
}

fn away(workspace: &Workspace, index: &Index) -> Vec<Away> {
    let is_due = |at: &usize| {
        let standing = &index.standing[*at];
        let is_short = standing.target_minutes > 0 && !index.has_hours(*at);
        standing.is_floating && standing.is_eligible() && (is_short || index.learning[*at].trained_on.is_none())
    };
    let festival = festival(workspace);
    let people = (0..index.people.len()).filter(is_due).filter_map(|at| workspace.people.get(index.people[at]));
    people.map(|person| Away { person: person.id, at_home: at_home(workspace, person, festival) }).collect()
}

/// When somebody who is away is at home in the programme year: around the festival, and once they are back.
fn at_home(workspace: &Workspace, person: &Person, festival: Option<DateSpan>) -> Vec<DateSpan> {
    let year = workspace.programme.days();
    let back = person.floating.and_then(|period| period.until).filter(|day| year.contains(*day));
    festival.into_iter().chain(back.map(|first| DateSpan { first, last: year.last })).collect()
}

/// The days around the Spring Festival of the year, as its table of holidays gives them.
///
/// Source: 2019 regulation on educating members, art. 33: who is away is trained when they come home.
pub fn festival(workspace: &Workspace) -> Option<DateSpan> {
    let year = workspace.programme.days();
    let days = workspace.holidays.iter().filter(|holiday| year.contains(holiday.date) && !holiday.is_workday);
    let days: Vec<NaiveDate> =
        days.filter(|holiday| holiday.name.contains(SPRING_FESTIVAL)).map(|holiday| holiday.date).collect();
    let (first, last) = (days.iter().min()?, days.iter().max()?);
    let margin = Days::new(AT_HOME_DAYS);
    Some(DateSpan { first: (*first - margin).max(year.first), last: (*last + margin).min(year.last) })
}

fn incomplete(index: &Index) -> Vec<Incomplete> {
    let is_over = |session: u32| {
        let slots = &index.sessions[session as usize].slots;
        slots.last().is_some_and(|slot| slot.date <= index.as_of)
    };
    let mut rows = Vec::new();
    for person in 0..index.people.len() as u32 {
        for sitting in index.sittings_of(person).filter(|one| !one.is_completed && is_over(one.session)) {
            let facts = &index.sessions[sitting.session as usize];
            let attended = u64::from(sitting.attended_minutes);
            rows.push(Incomplete {
                session: facts.id,
                person: index.people[person as usize],
                missed_minutes: facts.class_minutes.saturating_sub(attended),
                class_minutes: facts.class_minutes,
            });
        }
    }
    rows.sort_by_key(|row| (row.session, row.person));
    rows
}

/// Minutes that a session still brings in the programme year.
fn minutes_to_come(workspace: &Workspace, session: &Session, as_of: NaiveDate) -> u32 {
    let year = workspace.programme.days();
    let slots = session.slots.iter().filter(|slot| slot.date > as_of && year.contains(slot.date));
    slots.map(|slot| slot.minutes).sum()
}

/// People with something in common, and how many they are.
type Groups = BTreeMap<(Option<u32>, CohortSet), u64>;

fn offers(workspace: &Workspace, index: &Index) -> Vec<Offer> {
    let mut groups: Groups = BTreeMap::new();
    let is_short = |at: usize| {
        let standing = &index.standing[at];
        standing.is_eligible() && !standing.is_floating && standing.target_minutes > 0 && !index.has_hours(at)
    };
    for at in (0..index.people.len()).filter(|at| is_short(*at)) {
        *groups.entry((index.standing[at].township, index.standing[at].cohorts)).or_default() += 1;
    }
    let open = to_come(workspace, index.as_of).into_iter().filter(|(_, session)| takes_more(session));
    let offer = |(day, session): (NaiveDate, &Session)| {
        let room = Room::of(workspace, index, session);
        let seated = super::room::seated(workspace, session.id).filter_map(|id| index.position_of(id));
        let mut here: Groups = BTreeMap::new();
        for at in seated.filter(|at| is_short(*at)) {
            *here.entry((index.standing[at].township, index.standing[at].cohorts)).or_default() += 1;
        }
        let is_meant = |(group, _): &(&(Option<u32>, CohortSet), &u64)| {
            index.is_for(session, group.0, group.1) && room.for_township(group.0) > 0
        };
        let left = |(group, n): (&(Option<u32>, CohortSet), &u64)| n - here.get(group).copied().unwrap_or(0);
        let n_short = groups.iter().filter(is_meant).map(left).sum();
        let seats = room.shares.as_ref().map_or(room.free, |shares| shares.values().sum::<u64>().min(room.free));
        Offer { session: session.id, day, minutes: minutes_to_come(workspace, session, index.as_of), seats, n_short }
    };
    open.map(offer).filter(|offer| offer.minutes > 0 && offer.seats > 0 && offer.n_short > 0).collect()
}

/// The sessions to come that would bring a person hours: a seat is left for their township, they stand in a cohort it
/// is for, and sit in no other session on its days. Those that fill what is missing come first, then the next.
pub fn offers_for(workspace: &Workspace, index: &Index, person: PersonId) -> Vec<Offer> {
    let Some((at, record)) = index.position_of(person).zip(workspace.people.get(person)) else { return Vec::new() };
    let standing = &index.standing[at];
    let sessions = to_come(workspace, index.as_of);
    let is_in = |session: &Session| {
        let state = workspace.enrolments.get((session.id, person)).map(|enrolment| enrolment.state);
        state.is_some_and(|state| state != EnrolmentState::Withdrawn)
    };
    let mine: Vec<&Session> = sessions.iter().map(|(_, session)| *session).filter(|session| is_in(session)).collect();
    let is_busy = |session: &Session| {
        mine.iter().flat_map(|other| &other.slots).any(|own| session.slots.iter().any(|slot| slot.date == own.date))
    };
    let hours = index.hours(at);
    let brings = |session: &Session| {
        let minutes = minutes_to_come(workspace, session, index.as_of);
        let is_online = session.mode == crate::model::Mode::Remote;
        let most = index.hour_rules.online_minutes_at_most().filter(|_| is_online);
        most.map_or(minutes, |most| minutes.min(most.saturating_sub(hours.online_counted)))
    };
    let mut offers: Vec<Offer> = sessions
        .iter()
        .filter(|(_, session)| takes_more(session) && index.is_for(session, standing.township, standing.cohorts))
        .filter(|(_, session)| workspace.cohort_for(session, record).is_ok() && !is_in(session) && !is_busy(session))
        .map(|(day, session)| Offer {
            session: session.id,
            day: *day,
            minutes: brings(session),
            seats: Room::of(workspace, index, session).for_township(standing.township),
            n_short: 1,
        })
        .filter(|offer| offer.minutes > 0 && offer.seats > 0)
        .collect();
    offers.sort_by_key(|offer| (offer.minutes < hours.short(), offer.day, offer.session));
    offers
}

impl Index {
    /// Whether a session is for people of a township and of cohorts.
    pub(super) fn is_for(&self, session: &Session, township: Option<u32>, cohorts: CohortSet) -> bool {
        let is_here = session.township.is_none_or(|id| Some(position(&self.townships, &id)) == township);
        let is_meant = |id: &CohortId| cohorts.has(position(&self.cohorts, id) as usize);
        is_here && (session.cohorts.is_empty() || session.cohorts.iter().any(is_meant))
    }

    /// The day on which the person at a position came to be trained on a place of a cohort.
    fn trained_for(&self, person: usize, cohort: usize) -> Option<NaiveDate> {
        let sittings = self.sittings_of(person as u32).filter(|sitting| sitting.cohort as usize == cohort);
        sittings.filter_map(|sitting| sitting.trained_on).min()
    }
}
