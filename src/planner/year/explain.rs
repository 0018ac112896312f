//! Who is left out and why, and what each relaxation would free and cost: found by really planning again without
//! the limit, or without a lock.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::Serialize;

use super::draft::Draft;
use super::instance::{Instance, instance};
use super::settings::{Settings, settings};
use crate::model::{
    CohortId, DraftPolicy, Fen, Level, PersonId, PlanSettings, Refusal, Session, SessionId, Status, TownshipId,
    Workspace,
};
use crate::planner::check::{self, Price};
use crate::planner::contradiction::Contradiction;
use crate::planner::plan::Plan;
use crate::planner::problem::Customer;
use crate::planner::{Options, Watch, solve};
use crate::rules::{Board, Finding, Impact};

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
    /// A locked draft may be moved.
    Lock {
        /// Which.
        session: SessionId,
    },
}

impl Relief {
    /// The workspace in which it is so: one command to try.
    ///
    /// # Errors
    /// [`Refusal::Missing`] if a locked session is gone.
    pub fn on(self, workspace: &Workspace) -> Result<Workspace, Refusal> {
        let said = workspace.programme.planning.clone();
        let said = match self {
            Self::Lock { session } => return workspace.lock_sessions(&[session], false),
            Self::Duty { limit } => PlanSettings { max_away: Some(limit), ..said },
            Self::Room => PlanSettings { extra_rooms: Some(said.extra_rooms.unwrap_or(0) + 1), ..said },
            Self::Money => PlanSettings { keeps_ceilings: Some(false), ..said },
            Self::MidYear => PlanSettings { has_mid_year: Some(false), ..said },
            Self::Blackouts => PlanSettings { avoids_blackouts: Some(false), ..said },
            Self::MinFill { percent } => PlanSettings { min_fill_percent: Some(percent), ..said },
            Self::Remote { percent } => PlanSettings { remote_percent: Some(percent), ..said },
            Self::Drafts => PlanSettings { drafts: Some(DraftPolicy::Replan), ..said },
        };
        workspace.with_plan_settings(said)
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
    /// Locks that cannot hold as things are, with what the rules find in their sessions.
    pub broken_locks: Vec<(SessionId, Vec<Finding>)>,
    /// Locks that were tried and cost nothing.
    pub n_free_locks: u64,
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
    let locks = locked_drafts(workspace, instance);
    for session in locks.iter().take(MOST_LOCKS).take_while(|_| !watch.stop()) {
        let relief = Relief::Lock { session: *session };
        tried.extend(attempt(workspace, instance, (plan, base), relief, effort, watch)?);
    }
    let is_worth_it = |one: &Relaxation| one.freed > 0 || one.better > 0;
    let is_free_lock = |one: &Relaxation| matches!(one.relief, Relief::Lock { .. }) && !is_worth_it(one);
    let n_free_locks = tried.iter().filter(|(one, _)| is_free_lock(one)).count() as u64;
    let mut relaxations: Vec<Relaxation> =
        tried.iter().map(|(relaxation, _)| *relaxation).filter(is_worth_it).collect();
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
    let broken_locks = broken_locks(workspace, instance.as_of, &locks);
    Ok(Explanation { left_out, n_apart: instance.apart.len() as u64, relaxations, broken_locks, n_free_locks })
}

/// Drafts that the planner might move if they were not locked, the next first.
fn locked_drafts(workspace: &Workspace, instance: &Instance) -> Vec<SessionId> {
    let from = instance.as_of + Days::new(u64::from(instance.settings.notice_days));
    let is_held_back = |session: &&Session| {
        let is_to_come = session.span().is_some_and(|span| span.first > from);
        session.is_locked && session.status == Status::Draft && is_to_come && instance.settings.replans_drafts
    };
    let mut locked: Vec<&Session> = workspace.sessions.iter().filter(is_held_back).collect();
    locked.sort_by_key(|session| (session.span().map(|span| span.first), session.id));
    locked.into_iter().map(|session| session.id).collect()
}

/// Locks that the rules speak against: a room that is closed, people in two places.
fn broken_locks(workspace: &Workspace, as_of: NaiveDate, locks: &[SessionId]) -> Vec<(SessionId, Vec<Finding>)> {
    let board = Board::new(workspace, as_of);
    let grave = |session: &SessionId| -> Vec<Finding> {
        let found = board.findings_for(workspace, *session).into_iter();
        found.filter(|finding| finding.impact == Impact::Block).collect()
    };
    locks.iter().map(|session| (*session, grave(session))).filter(|(_, found)| !found.is_empty()).collect()
}

/// What a lock holds: heads by township and cohort, and the money that its session is to cost.
fn held(workspace: &Workspace, relief: Relief, as_of: NaiveDate) -> (BTreeMap<(TownshipId, CohortId), u32>, Fen) {
    let mut heads = BTreeMap::new();
    let Relief::Lock { session } = relief else { return (heads, Fen::ZERO) };
    let Some(session) = workspace.sessions.get(session) else { return (heads, Fen::ZERO) };
    let day = session.span().map_or(as_of, |span| span.first);
    for seat in workspace.enrolments_in(session.id).filter(|seat| seat.state.takes_part()) {
        let person = workspace.people.get(seat.person);
        if let Some(township) = person.and_then(|person| workspace.township_of(person, day)) {
            *heads.entry((township, seat.cohort)).or_default() += 1;
        }
    }
    if let Some(cohort) = session.cohorts.first() {
        for quota in &session.quotas {
            let named: &mut u32 = heads.entry((quota.township, *cohort)).or_default();
            *named = (*named).max(quota.heads);
        }
    }
    let lines = workspace.costs.iter().filter(|line| line.session == Some(session.id) && line.actual.is_none());
    (heads, lines.map(|line| line.planned).sum())
}

fn reliefs(workspace: &Workspace, instance: &Instance) -> Vec<Relief> {
    let has_ceiling = instance.settings.keeps_ceilings
        && Level::ALL.iter().any(|level| workspace.programme.ceiling(*level) > Fen::ZERO);
    let is_before_mid = instance.settings.mid_year.is_some_and(|mid: NaiveDate| mid > instance.as_of);
    Relief::all(&instance.settings, has_ceiling, is_before_mid)
}

type Tried = (Relaxation, Vec<(TownshipId, CohortId, u32)>);

/// Locks that are tried, each of which is a plan of its own.
const MOST_LOCKS: usize = 4;

/// Plans again without a limit, beginning with the plan at hand; `None` if nothing came of it.
fn attempt(
    workspace: &Workspace,
    before: &Instance,
    (plan, base): (&Plan, Price),
    relief: Relief,
    effort: Effort,
    watch: &dyn Watch,
) -> Result<Option<Tried>, Contradiction> {
    let Ok(relaxed) = relief.on(workspace) else { return Ok(None) };
    let (held, held_money) = held(workspace, relief, before.as_of);
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
        let had = place.map_or(0, |place| old[place]) + held.get(&(of.township, of.cohort)).copied().unwrap_or(0);
        let more = new[at].saturating_sub(had);
        if more > 0 {
            freed.push((of.township, of.cohort, more));
        }
    }
    let sum = |served: &[u32]| served.iter().map(|n| i64::from(*n)).sum::<i64>();
    let n_held = held.values().map(|n| i64::from(*n)).sum::<i64>();
    let relaxation = Relaxation {
        relief,
        freed: sum(&new) - sum(&old) - n_held,
        cost: Fen::yuan(outcome.price.money() - base.money()) - held_money,
        better: (base.total() + held_money.0 / 100 - outcome.objective).max(0),
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
