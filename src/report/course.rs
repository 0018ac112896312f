//! The course over the year: coverage and spending day by day, and what the sessions planned already promise.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Serialize;

use super::apportion;
use super::budget::{LineState, state};
use super::index::{CohortSet, Index, position};
use crate::model::{Fen, Session, Status, Workspace};

/// Where coverage and spending stand at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CoursePoint {
    /// The day.
    pub day: NaiveDate,
    /// People trained by then.
    pub heads: u64,
    /// Money spent by then.
    pub spent: Fen,
}

/// The course over the year.
///
/// The people are those eligible on the as-of day, at every point: so the as-of point is the figure of the
/// coverage report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Course {
    /// The day up to which something is known.
    pub as_of: NaiveDate,
    /// Eligible people on that day.
    pub eligible: u64,
    /// The most that may be spent in the year.
    pub ceiling: Fen,
    /// One point a day from the first of the year to the as-of day; empty if that lies before the year.
    pub done: Vec<CoursePoint>,
    /// One point a day from the as-of day to the end of the year.
    ///
    /// Expected from the sessions planned or running, in the order of their next half day: everybody named
    /// in them who is not yet trained comes on that day; seats beyond the names (quotas, else the capacity)
    /// are filled with untrained eligible people of the townships and cohorts they are for, as long as
    /// there are any who are named nowhere else. Nobody is counted twice. What is committed is spent on
    /// its day, what is overdue on the next day. It promises what is planned, not that everybody comes.
    pub forecast: Vec<CoursePoint>,
}

impl Course {
    /// The point of the as-of day.
    pub fn now(&self) -> Option<CoursePoint> {
        self.done.last().copied()
    }

    /// What is expected at the end of the year.
    pub fn year_end(&self) -> Option<CoursePoint> {
        self.forecast.last().or(self.done.last()).copied()
    }
}

/// The course of a workspace over its year; the index must be of the same workspace.
pub fn course(workspace: &Workspace, index: &Index) -> Course {
    let year = workspace.programme.days();
    let eligible = index.standing.iter().filter(|standing| standing.is_eligible()).count();
    let mut heads: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for (standing, learning) in index.standing.iter().zip(&index.learning) {
        if let Some(day) = learning.trained_on.filter(|_| standing.is_eligible()) {
            *heads.entry(day).or_default() += 1;
        }
    }
    let (paid, due) = money_by_day(workspace, index.as_of);
    let start = CoursePoint { day: year.first, heads: 0, spent: Fen::ZERO };
    let done = accumulate(start, index.window.first..=index.window.last, &heads, &paid);
    let now = done.last().copied().unwrap_or(start);
    let next = now.day.succ_opt().filter(|_| !done.is_empty()).unwrap_or(year.first);
    let to_come = accumulate(now, next..=year.last, &expected(workspace, index), &due);
    let forecast = done.last().copied().into_iter().chain(to_come).collect();
    Course {
        as_of: index.as_of,
        eligible: eligible as u64,
        ceiling: workspace.programme.total_ceiling(),
        done,
        forecast,
    }
}

fn accumulate(
    start: CoursePoint,
    days: std::ops::RangeInclusive<NaiveDate>,
    heads: &BTreeMap<NaiveDate, u64>,
    money: &BTreeMap<NaiveDate, Fen>,
) -> Vec<CoursePoint> {
    let mut point = start;
    let (first, last) = days.into_inner();
    let points = first.iter_days().take_while(|day| *day <= last).map(|day| {
        point.day = day;
        point.heads += heads.get(&day).copied().unwrap_or(0);
        point.spent += money.get(&day).copied().unwrap_or_default();
        point
    });
    points.collect()
}

/// What was paid and what will have to be paid, by day.
fn money_by_day(workspace: &Workspace, as_of: NaiveDate) -> (BTreeMap<NaiveDate, Fen>, BTreeMap<NaiveDate, Fen>) {
    let (mut paid, mut due) = (BTreeMap::new(), BTreeMap::new());
    let tomorrow = as_of.succ_opt().unwrap_or(as_of).max(workspace.programme.days().first);
    for line in workspace.costs.iter() {
        match state(workspace, line, as_of) {
            LineState::Spent(amount) => *paid.entry(line.date).or_default() += amount,
            LineState::Committed(amount) => *due.entry(line.date.max(tomorrow)).or_default() += amount,
            LineState::Void => {}
        }
    }
    (paid, due)
}

/// Heads that planned sessions will add, by day.
fn expected(workspace: &Workspace, index: &Index) -> BTreeMap<NaiveDate, u64> {
    let mut sessions: Vec<(NaiveDate, &Session)> = workspace
        .sessions
        .iter()
        .filter(|session| session.status.is_planned() || session.status == Status::Running)
        .filter_map(|session| Some((next_day(session, index.as_of)?, session)))
        .collect();
    sessions.sort_by_key(|(day, session)| (*day, session.id));
    let mut heads: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    let mut named: BTreeSet<usize> = BTreeSet::new();
    for (day, session) in &sessions {
        let fresh = taking_part(workspace, session).filter_map(|person| index.position_of(person));
        let fresh = fresh.filter(|person| is_untrained(index, *person)).filter(|person| named.insert(*person)).count();
        *heads.entry(*day).or_default() += fresh as u64;
    }
    let mut pool = Pool::of(index, &named);
    for (day, session) in &sessions {
        *heads.entry(*day).or_default() += pool.fill(workspace, index, session);
    }
    heads
}

fn next_day(session: &Session, as_of: NaiveDate) -> Option<NaiveDate> {
    session.slots.iter().map(|slot| slot.date).filter(|day| *day > as_of).min()
}

fn taking_part<'w>(
    workspace: &'w Workspace,
    session: &Session,
) -> impl Iterator<Item = crate::model::PersonId> + use<'w> {
    workspace.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part()).map(|e| e.person)
}

fn is_untrained(index: &Index, person: usize) -> bool {
    index.standing[person].is_eligible() && index.learning[person].trained_on.is_none()
}

/// Untrained eligible people who are named in no planned session, by township and cohorts.
struct Pool(Vec<(u32, CohortSet, u64)>);

impl Pool {
    fn of(index: &Index, named: &BTreeSet<usize>) -> Self {
        let mut pool: Vec<(u32, CohortSet, u64)> = Vec::new();
        for person in (0..index.people.len()).filter(|person| is_untrained(index, *person)) {
            if named.contains(&person) {
                continue;
            }
            let standing = &index.standing[person];
            let township = standing.township.unwrap_or(super::index::NONE);
            match pool.iter_mut().find(|(t, cohorts, _)| (*t, *cohorts) == (township, standing.cohorts)) {
                Some((_, _, n)) => *n += 1,
                None => pool.push((township, standing.cohorts, 1)),
            }
        }
        Self(pool)
    }

    /// Takes as many people as a session has seats beyond its names.
    fn fill(&mut self, workspace: &Workspace, index: &Index, session: &Session) -> u64 {
        let mut named: BTreeMap<Option<u32>, u64> = BTreeMap::new();
        for person in taking_part(workspace, session).filter_map(|person| index.position_of(person)) {
            *named.entry(index.standing[person].township).or_default() += 1;
        }
        let n_named: u64 = named.values().sum();
        let free = u64::from(session.max_heads).saturating_sub(n_named);
        if session.quotas.is_empty() {
            let township = session.township.map(|id| position(&index.townships, &id));
            return self.draw(index, session, township, free);
        }
        let mut left = free;
        for quota in &session.quotas {
            let township = position(&index.townships, &quota.township);
            let here = named.get(&Some(township)).copied().unwrap_or(0);
            left -= self.draw(index, session, Some(township), u64::from(quota.heads).saturating_sub(here).min(left));
        }
        free - left
    }

    fn draw(&mut self, index: &Index, session: &Session, township: Option<u32>, heads: u64) -> u64 {
        let is_for = |cohorts: CohortSet| {
            session.cohorts.is_empty()
                || session.cohorts.iter().any(|id| cohorts.has(position(&index.cohorts, id) as usize))
        };
        let here = |(at, cohorts, _): &&mut (u32, CohortSet, u64)| {
            township.is_none_or(|township| township == *at) && is_for(*cohorts)
        };
        let mut groups: Vec<&mut u64> = self.0.iter_mut().filter(here).map(|(_, _, n)| n).collect();
        let sizes: Vec<u64> = groups.iter().map(|n| **n).collect();
        let heads = heads.min(sizes.iter().sum());
        if heads > 0 {
            groups.iter_mut().zip(apportion(heads, &sizes)).for_each(|(n, taken)| **n -= taken.min(**n));
        }
        heads
    }
}
