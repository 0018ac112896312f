//! Who is left out and why, and what each relaxation would free and cost: found by really planning again without
//! the limit.

use chrono::NaiveDate;
use serde::Serialize;

use super::draft::Draft;
use super::instance::{Instance, instance};
use super::settings::{Settings, settings};
use crate::model::{CohortId, DraftPolicy, Fen, Level, PersonId, PlanSettings, TownshipId, Workspace};
use crate::planner::check::{self, Price};
use crate::planner::contradiction::Contradiction;
use crate::planner::plan::Plan;
use crate::planner::problem::Customer;
use crate::planner::{Options, Watch, solve};

/// A limit that could be loosened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Relief {
    /// One secretary more of a township may be away at once.
    Duty {
        /// How many then.
        limit: u32,
    },
    /// One more class room.
    Room,
    /// No ceiling on anybody's money.
    Money,
    /// The mid-year day does not count.
    MidYear,
    /// People may be called away in the farming season.
    Blackouts,
    /// Sessions may be held with fewer people.
    MinFill {
        /// The percentage then.
        percent: u32,
    },
    /// More of the members may learn remotely.
    Remote {
        /// The percentage then.
        percent: u32,
    },
    /// Drafts that stay may be moved.
    Drafts,
}

impl Relief {
    /// What the office would say to the planner to have it so: one command to try.
    #[must_use]
    pub fn on(self, said: &PlanSettings) -> PlanSettings {
        let said = said.clone();
        match self {
            Self::Duty { limit } => PlanSettings { max_away: Some(limit), ..said },
            Self::Room => PlanSettings { extra_rooms: Some(said.extra_rooms.unwrap_or(0) + 1), ..said },
            Self::Money => PlanSettings { keeps_ceilings: Some(false), ..said },
            Self::MidYear => PlanSettings { has_mid_year: Some(false), ..said },
            Self::Blackouts => PlanSettings { avoids_blackouts: Some(false), ..said },
            Self::MinFill { percent } => PlanSettings { min_fill_percent: Some(percent), ..said },
            Self::Remote { percent } => PlanSettings { remote_percent: Some(percent), ..said },
            Self::Drafts => PlanSettings { drafts: Some(DraftPolicy::Replan), ..said },
        }
    }

    /// The limits in force under some settings, the mildest to loosen first.
    fn all(settings: &Settings, has_ceiling: bool, is_before_mid: bool) -> Vec<Self> {
        let mut all = Vec::new();
        all.extend(settings.max_away.map(|limit| Self::Duty { limit: limit + 1 }));
        all.push(Self::Room);
        all.extend((!settings.replans_drafts).then_some(Self::Drafts));
        all.extend((settings.mid_year.is_some() && is_before_mid).then_some(Self::MidYear));
        let percent = settings.min_fill_percent / 2;
        all.extend((percent > 0).then_some(Self::MinFill { percent }));
        let percent = (settings.remote_percent + 25).min(100);
        all.extend((settings.remote_percent < 100).then_some(Self::Remote { percent }));
        all.extend(settings.avoids_blackouts.then_some(Self::Blackouts));
        all.extend(has_ceiling.then_some(Self::Money));
        all
    }
}

/// Why people of one township and cohort find no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum LeftOutReason {
    /// No course in use is for them.
    NoCourse,
    /// In every week left they are kept at home.
    NoWeek,
    /// This limit keeps them out: without it so many more of them would be placed.
    Limit {
        /// The limit.
        relief: Relief,
        /// How many.
        freed: u32,
    },
    /// Their seats stayed empty: on its days they sit elsewhere or stand in for somebody.
    NoDay,
    /// A session for them would cost more than leaving them out is said to be worth.
    TooDear,
}

/// People of one township and cohort without a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOutRow {
    /// The township.
    pub township: TownshipId,
    /// The cohort.
    pub cohort: CohortId,
    /// Who.
    pub people: Vec<PersonId>,
    /// Why.
    pub reason: LeftOutReason,
}

/// What loosening one limit would do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Relaxation {
    /// The limit.
    pub relief: Relief,
    /// How many more people would be placed.
    pub freed: i64,
    /// What the sessions would cost more.
    pub cost: Fen,
    /// How much better the plan would be by its own prices, yuan; never below zero.
    pub better: i64,
}

/// Why the plan is as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Who is left out, most people first.
    pub left_out: Vec<LeftOutRow>,
    /// People away for over half a year or without a unit, whom no plan can place.
    pub n_apart: u64,
    /// What each limit costs, the most rewarding to loosen first.
    pub relaxations: Vec<Relaxation>,
}

/// How hard to look for what a relaxation would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Units of the planner's work for each relaxation.
    pub work: u64,
    /// Threads.
    pub threads: usize,
    /// The seed.
    pub seed: u64,
}

/// Explains a draft of a plan of an instance: plans again without each limit, a little each time.
///
/// # Errors
/// Constraints that exclude each other, if what is locked cannot hold.
pub fn explain(
    workspace: &Workspace,
    instance: &Instance,
    plan: &Plan,
    draft: &Draft,
    effort: Effort,
    watch: &dyn Watch,
) -> Result<Explanation, Contradiction> {
    let served = served(instance, plan);
    let base = check::price(&instance.problem, plan);
    let mut tried: Vec<Tried> = Vec::new();
    if served.iter().zip(&instance.problem.customers).any(|(n, customer)| *n < customer.demand) || base.mid_year > 0 {
        for relief in reliefs(workspace, instance) {
            if watch.stop() {
                break;
            }
            tried.extend(attempt(workspace, instance, (plan, base), relief, effort, watch)?);
        }
    }
    let mut relaxations: Vec<Relaxation> =
        tried.iter().map(|(relaxation, _)| *relaxation).filter(|one| one.freed > 0 || one.better > 0).collect();
    relaxations.sort_by_key(|one| (std::cmp::Reverse((one.freed, one.better)), one.relief));
    let mut left_out: Vec<LeftOutRow> = draft
        .left_out
        .iter()
        .map(|row| LeftOutRow {
            township: row.township,
            cohort: row.cohort,
            people: row.people.clone(),
            reason: reason(instance, &served, &tried, (row.township, row.cohort)),
        })
        .collect();
    left_out.sort_by_key(|row| (std::cmp::Reverse(row.people.len()), row.township, row.cohort));
    Ok(Explanation { left_out, n_apart: instance.apart.len() as u64, relaxations })
}

fn reliefs(workspace: &Workspace, instance: &Instance) -> Vec<Relief> {
    let has_ceiling = instance.settings.keeps_ceilings
        && Level::ALL.iter().any(|level| workspace.programme.ceiling(*level) > Fen::ZERO);
    let is_before_mid = instance.settings.mid_year.is_some_and(|mid: NaiveDate| mid > instance.as_of);
    Relief::all(&instance.settings, has_ceiling, is_before_mid)
}

type Tried = (Relaxation, Vec<(TownshipId, CohortId, u32)>);

/// Plans again without a limit, beginning with the plan at hand; `None` if nothing came of it.
fn attempt(
    workspace: &Workspace,
    before: &Instance,
    (plan, base): (&Plan, Price),
    relief: Relief,
    effort: Effort,
    watch: &dyn Watch,
) -> Result<Option<Tried>, Contradiction> {
    let Ok(relaxed) = workspace.with_plan_settings(relief.on(&workspace.programme.planning)) else { return Ok(None) };
    let wished = Settings { kept: before.settings.kept.clone(), ..settings(&relaxed, before.as_of) };
    let after = instance(&relaxed, &wished, before.as_of);
    let start =
        if after.offers == before.offers && after.customers == before.customers { Some(plan.clone()) } else { None };
    let options = Options { seed: effort.seed, threads: effort.threads, work: Some(effort.work), start };
    let outcome = solve(&after.problem, &options, watch)?;
    let (old, new) = (served(before, plan), served(&after, &outcome.plan));
    let mut freed = Vec::new();
    for (at, of) in after.customers.iter().enumerate() {
        let place =
            before.customers.iter().position(|other| (other.township, other.cohort) == (of.township, of.cohort));
        let more = new[at].saturating_sub(place.map_or(0, |place| old[place]));
        if more > 0 {
            freed.push((of.township, of.cohort, more));
        }
    }
    let sum = |served: &[u32]| served.iter().map(|n| i64::from(*n)).sum::<i64>();
    let relaxation = Relaxation {
        relief,
        freed: sum(&new) - sum(&old),
        cost: Fen::yuan(outcome.price.money() - base.money()),
        better: (base.total() - outcome.objective).max(0),
    };
    Ok(Some((relaxation, freed)))
}

/// Heads placed by customer.
fn served(instance: &Instance, plan: &Plan) -> Vec<u32> {
    let mut served = vec![0; instance.problem.customers.len()];
    for (customer, _, _, heads) in &plan.flows {
        served[*customer] += heads;
    }
    served
}

/// The first reason that holds; of the limits the one without which most of them would be placed.
fn reason(
    instance: &Instance,
    served: &[u32],
    tried: &[Tried],
    (township, cohort): (TownshipId, CohortId),
) -> LeftOutReason {
    let place = instance.customers.iter().position(|of| (of.township, of.cohort) == (township, cohort));
    let Some(at) = place else { return LeftOutReason::NoDay };
    let customer: &Customer = &instance.problem.customers[at];
    let mut offers = instance.problem.offers.iter().filter(|offer| offer.customers.contains(&at)).peekable();
    let has_course = offers.peek().is_some();
    let has_week = offers.any(|offer| offer.weeks.iter().any(|week| !customer.blocked.contains(week)));
    if served[at] >= customer.demand {
        return LeftOutReason::NoDay;
    }
    let freed = |rows: &[(TownshipId, CohortId, u32)]| {
        rows.iter().find(|row| (row.0, row.1) == (township, cohort)).map_or(0, |row| row.2)
    };
    let best = tried.iter().map(|(relaxation, rows)| (freed(rows), relaxation.relief)).filter(|(n, _)| *n > 0);
    // of equal reliefs the mildest, which was tried first
    let best = best.rev().max_by_key(|(n, _)| *n);
    match best {
        Some((freed, relief)) => LeftOutReason::Limit { relief, freed },
        None if !has_course => LeftOutReason::NoCourse,
        None if !has_week => LeftOutReason::NoWeek,
        None => LeftOutReason::TooDear,
    }
}
