//! The forecast: when the present plan reaches what was planned, what it will have cost by then, and what is still
//! needed to reach everybody.
//!
//! Method. Everything is computed per cohort × way of learning × level, from sessions of this district that are over on
//! the as-of day, and every figure has a low, a middle and a high value:
//!
//! 1. **Rates.** Of each held session the share of those named who never came (walk-ins left out, people without any
//!    mark left out), and what it cost for each head that came. Low, middle and high are the lower quartile, the median
//!    and the upper quartile of the sessions, by nearest rank. With fewer than three sessions of a cohort in a cell all
//!    sessions of that way and level are taken, and with fewer than three of those a preset ([`Basis`] says which).
//! 2. **The plan.** The sessions to come are gone through by their next half day. Who is named in one and was not
//!    trained comes with probability 1 − no-show; seats beyond the names (shares, else the capacity) are filled with
//!    eligible people of the townships and cohorts they are for, proportionally, as long as there are any who are
//!    named nowhere else, and they come with the same probability. Who did not come is there to be asked again.
//!    Nobody is counted twice. The low value takes the high no-show.
//! 3. **Money.** What is planned and not yet paid falls due on its day, what is overdue on the next day. A session to
//!    come without a bill is priced at the heads expected times the cell's cost a head.
//! 4. **The rest.** Who is left after the plan is shared out over the ways and levels in which the cohort learnt so far
//!    (largest remainder), at the cell's cost a head; the sessions needed follow from the median size and the no-show.
//!
//! It assumes that sessions are held as planned and that the rest of the year costs what the first part did.

mod plan;
mod rates;

use chrono::NaiveDate;
use serde::Serialize;

use super::course::{Course, CoursePoint, course_of};
use super::index::{CohortSet, Index};
use super::tally::mix_position;
use super::{Share, apportion};
use crate::model::{CohortId, Fen, Level, Mode, SessionId, Status, Workspace};
pub(super) use plan::Plan;
use rates::Rates;
pub use rates::{Basis, Rate};

/// A figure that is not certain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Band<T> {
    /// With three out of four of the district's sessions it was more.
    pub low: T,
    /// What half of the sessions stayed under.
    pub middle: T,
    /// With three out of four of the sessions it was less.
    pub high: T,
}

impl<T: Copy> Band<T> {
    /// The same figure three times.
    pub fn exactly(value: T) -> Self {
        Self { low: value, middle: value, high: value }
    }

    /// A figure of each of the three.
    pub fn map<U>(self, of: impl Fn(T) -> U) -> Band<U> {
        Band { low: of(self.low), middle: of(self.middle), high: of(self.high) }
    }

    /// A figure of each of the three and its fellow.
    pub fn zip<U: Copy, V>(self, other: Band<U>, of: impl Fn(T, U) -> V) -> Band<V> {
        Band { low: of(self.low, other.low), middle: of(self.middle, other.middle), high: of(self.high, other.high) }
    }
}

/// Shares of everybody, in tenths of a percent, whose day is told.
pub const MILESTONES: [u64; 5] = [600, 700, 800, 900, 1000];

/// The day on which the plan reaches a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Milestone {
    /// The share in tenths of a percent.
    pub per_mille: u64,
    /// The people that makes.
    pub heads: u64,
    /// The day on which so many are reached; `None`: not in this year. The low value is the later day.
    pub on: Band<Option<NaiveDate>>,
    /// Money spent by the middle day.
    pub spent: Option<Fen>,
}

/// Where people stand and where the plan leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reach {
    /// Eligible people.
    pub eligible: u64,
    /// Trained so far; in a cohort on one of its places.
    pub trained: u64,
    /// Trained at the end of the year by the present plan.
    pub year_end: Band<u64>,
    /// The shares not yet reached, the lowest first.
    pub milestones: Vec<Milestone>,
}

/// What is needed beyond the plan in one way of learning at one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Need {
    /// The way of learning.
    pub mode: Mode,
    /// Who runs the sessions.
    pub level: Level,
    /// People of the cohort trained so up to now, out of all in this cohort's cells: the weight of the cell.
    pub weight: Share,
    /// People left to be trained so.
    pub heads: u64,
    /// Sessions needed for them.
    pub sessions: u64,
    /// What they cost.
    pub cost: Band<Fen>,
}

/// A cohort's forecast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CohortForecast {
    /// The cohort.
    pub cohort: CohortId,
    /// Where it stands and where the plan leads.
    pub reach: Reach,
    /// People left after the plan.
    pub left: Band<u64>,
    /// What they need, by way and level; the heads add up to the middle of [`CohortForecast::left`].
    pub needs: Vec<Need>,
    /// What that costs in all.
    pub cost: Band<Fen>,
}

/// What a session to come adds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Coming {
    /// The session.
    pub session: SessionId,
    /// Its next half day.
    pub day: NaiveDate,
    /// People expected to come who count for a place of their cohort.
    pub heads: Band<u64>,
    /// What is committed for it, or what it costs by the rates if it has no bill.
    pub cost: Band<Fen>,
    /// Whether it has a bill.
    pub is_billed: bool,
}

/// The forecast of a district.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forecast {
    /// The day from which it looks ahead.
    pub as_of: NaiveDate,
    /// The course over the year, day by day.
    pub course: Course,
    /// All people, each once.
    pub heads: Reach,
    /// By cohort, in id order.
    pub cohorts: Vec<CohortForecast>,
    /// The sessions to come.
    pub sessions: Vec<Coming>,
    /// The rates behind it, for the cells that are used.
    pub rates: Vec<Rate>,
    /// Spent up to the as-of day.
    pub spent: Fen,
    /// What the plan still costs: bills to come, and sessions without a bill by the rates.
    pub planned: Band<Fen>,
    /// What everybody left after the plan costs.
    pub further: Band<Fen>,
    /// The most that may be spent in the year.
    pub ceiling: Fen,
    /// The rest at the mean price so far: heads left times spent by heads trained. It hides the mix of ways.
    pub flat: Fen,
}

impl Forecast {
    /// Spent at the end of the year if the plan is carried out and nothing more.
    pub fn year_end_spent(&self) -> Band<Fen> {
        self.planned.map(|planned| self.spent + planned)
    }

    /// What it takes in all to reach everybody: the year's end and the rest.
    pub fn full_cost(&self) -> Band<Fen> {
        self.year_end_spent().zip(self.further, |spent, further| spent + further)
    }
}

/// The forecast of a workspace; the index must be of the same workspace, or of one that differs in sessions to come
/// only.
pub fn forecast(workspace: &Workspace, index: &Index) -> Forecast {
    let rates = Rates::of(workspace, index);
    let plan = Plan::with(workspace, index, &rates);
    let course = course_of(workspace, index, &plan);
    let eligible = index.standing.iter().filter(|standing| standing.is_eligible());
    let trained = course.now().map_or(0, |now| now.heads);
    let heads = reach(eligible.count() as u64, trained, |milli| plan.heads_by_day(milli), &course);
    let cohorts: Vec<CohortForecast> =
        (0..index.cohorts.len()).map(|cohort| cohort_forecast(index, cohort, &plan, &course, &rates)).collect();
    let sum = |costs: &mut dyn Iterator<Item = Band<Fen>>| {
        costs.fold(Band::default(), |sum: Band<Fen>, cost| sum.zip(cost, |one, other| one + other))
    };
    let further = sum(&mut cohorts.iter().map(|cohort| cohort.cost));
    let spent = course.now().map_or(Fen::ZERO, |now| now.spent);
    let committed = super::budget::budget(workspace, index.as_of).total.committed;
    let unbilled = sum(&mut plan.coming.iter().filter(|coming| !coming.is_billed).map(|coming| coming.cost));
    let left = heads.eligible.saturating_sub(trained);
    Forecast {
        as_of: index.as_of,
        spent,
        planned: unbilled.map(|cost| committed + cost),
        further,
        ceiling: course.ceiling,
        flat: Fen((i128::from(spent.0) * i128::from(left) / i128::from(trained.max(1))) as i64),
        rates: rates.used(&plan, &cohorts),
        sessions: plan.coming,
        heads,
        cohorts,
        course,
    }
}

/// A workspace as it would be without some sessions to come, and with others held again so many times, four weeks
/// apart. It is there to be forecast, not to be kept.
pub fn what_if(workspace: &Workspace, without: &[SessionId], again: &[(SessionId, u32)]) -> Workspace {
    let mut next = workspace.clone();
    for (id, times) in again {
        for n in 1..=u64::from(*times) {
            let first = workspace.sessions.get(*id).and_then(crate::model::Session::span).map(|span| span.first);
            let day = first.map(|first| (first + chrono::Days::new(28 * n)).min(workspace.programme.days().last));
            if let Some((with, _)) = day.and_then(|day| next.copy_session(*id, day).ok()) {
                next = with;
            }
        }
    }
    for id in without {
        if let Some(session) = next.sessions.get(*id).cloned() {
            next.sessions.put(crate::model::Session { status: Status::Cancelled, ..session });
        }
    }
    next
}

fn cohort_forecast(index: &Index, cohort: usize, plan: &Plan, course: &Course, rates: &Rates) -> CohortForecast {
    let is_in = |at: &usize| index.standing[*at].is_eligible() && index.standing[*at].cohorts.has(cohort);
    let people: Vec<usize> = (0..index.people.len()).filter(is_in).collect();
    let trained = people.iter().filter(|at| index.learning[**at].places.has(cohort)).count() as u64;
    let eligible = people.len() as u64;
    let reach = reach(eligible, trained, |which| plan.cohort_by_day(cohort, which), course);
    let left = Band {
        low: eligible.saturating_sub(reach.year_end.high),
        middle: eligible.saturating_sub(reach.year_end.middle),
        high: eligible.saturating_sub(reach.year_end.low),
    };
    let needs = needs(index, cohort, left, rates);
    let cost = needs.iter().fold(Band::default(), |sum: Band<Fen>, need| sum.zip(need.cost, |one, other| one + other));
    CohortForecast { cohort: index.cohorts[cohort], reach, left, needs, cost }
}

/// The people left, over the ways and levels in which the cohort learnt so far.
fn needs(index: &Index, cohort: usize, left: Band<u64>, rates: &Rates) -> Vec<Need> {
    let cells = Mode::ALL.into_iter().flat_map(|mode| Level::ALL.map(|level| (mode, level)));
    let learnt = |(mode, level)| index.tallies.mix[mix_position(cohort as u32, mode, level)].trained.max(0) as u64;
    let mut cells: Vec<((Mode, Level), u64)> = cells.map(|cell| (cell, learnt(cell))).filter(|(_, n)| *n > 0).collect();
    if cells.is_empty() {
        cells.push(((Mode::PartySchool, Level::District), 1));
    }
    let weights: Vec<u64> = cells.iter().map(|(_, n)| *n).collect();
    let of = weights.iter().sum();
    let heads = Band {
        low: apportion(left.low, &weights),
        middle: apportion(left.middle, &weights),
        high: apportion(left.high, &weights),
    };
    let rows = cells.into_iter().enumerate().map(|(i, ((mode, level), n))| {
        let rate = rates.rate(cohort as u32, mode, level);
        let here = Band { low: heads.low[i], middle: heads.middle[i], high: heads.high[i] };
        Need {
            mode,
            level,
            weight: Share { n, of },
            heads: here.middle,
            sessions: rate.sessions_for(here.middle),
            cost: rate.cost_per_head.zip(here, |fen, heads| Fen(fen.0.saturating_mul(heads.cast_signed()))),
        }
    });
    rows.filter(|need| need.heads > 0 || need.cost.high > Fen::ZERO).collect()
}

/// Which of the three values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Low,
    Middle,
    High,
}

impl Which {
    pub(super) const ALL: [Self; 3] = [Self::Low, Self::Middle, Self::High];
}

/// Where a number of people leads, by what each day of the plan adds in thousandths of a head.
fn reach<D: IntoIterator<Item = (NaiveDate, u64)>>(
    eligible: u64,
    trained: u64,
    by_day: impl Fn(Which) -> D,
    course: &Course,
) -> Reach {
    let curve = |which| -> Vec<(NaiveDate, u64)> {
        let mut milli = trained * 1000;
        let days = by_day(which).into_iter().map(|(day, added)| {
            milli += added;
            (day, heads_of(milli).min(eligible))
        });
        days.collect()
    };
    let [low, middle, high] = Which::ALL.map(curve);
    let end = |curve: &[(NaiveDate, u64)]| curve.last().map_or(trained, |(_, heads)| *heads);
    let on = |curve: &[(NaiveDate, u64)], wanted| curve.iter().find(|(_, heads)| *heads >= wanted).map(|(day, _)| *day);
    let spent_on =
        |day: NaiveDate| course.forecast.iter().find(|point: &&CoursePoint| point.day == day).map(|p| p.spent);
    let milestone = |per_mille: u64| {
        let wanted = (eligible * per_mille).div_ceil(1000);
        let days = Band { low: on(&low, wanted), middle: on(&middle, wanted), high: on(&high, wanted) };
        Milestone { per_mille, heads: wanted, on: days, spent: days.middle.and_then(spent_on) }
    };
    Reach {
        eligible,
        trained,
        year_end: Band { low: end(&low), middle: end(&middle), high: end(&high) },
        milestones: MILESTONES.into_iter().map(milestone).filter(|one| one.heads > trained).collect(),
    }
}

/// Whole heads of thousandths, rounded half up.
pub(super) fn heads_of(milli: u64) -> u64 {
    (milli + 500) / 1000
}

/// The cohorts of a set that another does not hold.
fn without(set: CohortSet, other: CohortSet) -> CohortSet {
    let mut rest = CohortSet::default();
    set.iter().filter(|cohort| !other.has(*cohort)).for_each(|cohort| rest.insert(cohort as u32));
    rest
}
