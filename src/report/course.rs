//! The course over the year: coverage and spending day by day, and what the sessions planned already promise.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::budget::{LineState, state};
use super::forecast::{Plan, Which, heads_of};
use super::index::Index;
use crate::model::{Fen, Workspace};

/// Where coverage and spending stand at the end of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CoursePoint {
    /// The day.
    pub day: NaiveDate,
    /// People trained by then; beyond the as-of day the middle of what is expected.
    pub heads: u64,
    /// The low value of what is expected.
    pub heads_low: u64,
    /// The high value of what is expected.
    pub heads_high: u64,
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
    /// One point a day from the as-of day to the end of the year: what the sessions to come promise, by the method of
    /// [`super::forecast`].
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
    course_of(workspace, index, &Plan::of(workspace, index))
}

pub(super) fn course_of(workspace: &Workspace, index: &Index, plan: &Plan) -> Course {
    let year = workspace.programme.days();
    let eligible = index.standing.iter().filter(|standing| standing.is_eligible()).count() as u64;
    let mut heads: BTreeMap<NaiveDate, u64> = BTreeMap::new();
    for (standing, learning) in index.standing.iter().zip(&index.learning) {
        if let Some(day) = learning.trained_on.filter(|_| standing.is_eligible()) {
            *heads.entry(day).or_default() += 1;
        }
    }
    let (paid, mut due) = money_by_day(workspace, index.as_of);
    for (day, cost) in plan.unbilled() {
        *due.entry(day).or_default() += cost;
    }
    let start = CoursePoint { day: year.first, heads: 0, heads_low: 0, heads_high: 0, spent: Fen::ZERO };
    let mut now = start;
    let done: Vec<CoursePoint> = index
        .window
        .days()
        .map(|day| {
            let n = now.heads + heads.get(&day).copied().unwrap_or(0);
            let spent = now.spent + paid.get(&day).copied().unwrap_or_default();
            now = CoursePoint { day, heads: n, heads_low: n, heads_high: n, spent };
            now
        })
        .collect();
    let next = now.day.succ_opt().filter(|_| !done.is_empty()).unwrap_or(year.first);
    let to_come = ahead(now, next..=year.last, plan, &due, eligible);
    let forecast = done.last().copied().into_iter().chain(to_come).collect();
    Course { as_of: index.as_of, eligible, ceiling: workspace.programme.total_ceiling(), done, forecast }
}

/// What is expected on each day after a point.
fn ahead(
    now: CoursePoint,
    days: std::ops::RangeInclusive<NaiveDate>,
    plan: &Plan,
    due: &BTreeMap<NaiveDate, Fen>,
    eligible: u64,
) -> Vec<CoursePoint> {
    let added = Which::ALL.map(|which| plan.heads_by_day(which).collect::<BTreeMap<NaiveDate, u64>>());
    let mut milli = [now.heads * 1000; 3];
    let mut spent = now.spent;
    let (first, last) = days.into_inner();
    let points = first.iter_days().take_while(|day| *day <= last).map(|day| {
        milli.iter_mut().zip(&added).for_each(|(sum, added)| *sum += added.get(&day).copied().unwrap_or(0));
        spent += due.get(&day).copied().unwrap_or_default();
        let [heads_low, heads, heads_high] = milli.map(|milli| heads_of(milli).min(eligible));
        CoursePoint { day, heads, heads_low, heads_high, spent }
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
