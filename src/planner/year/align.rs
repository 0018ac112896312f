//! A plan's sessions one by one, laid beside the drafts in force: what can stay in its week stays there.
//!
//! The planner sees weeks of a season as alike, so a plan may move a class for nothing. Here sessions go back to
//! the weeks, rooms and townships of the drafts they continue, as far as every limit of the problem allows and as
//! long as that costs no more than a change is said to be worth.

use std::collections::{BTreeMap, BTreeSet};

use super::instance::Instance;
use super::offers::yuan_up;
use crate::model::{SessionId, Workspace};
use crate::planner::check;
use crate::planner::plan::Plan;
use crate::planner::problem::{Cohort, Offer};

/// One session of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub offer: usize,
    pub week: usize,
    /// Heads by customer.
    pub heads: BTreeMap<usize, u32>,
    /// The draft it continues.
    pub from: Option<SessionId>,
    /// Its half days, once they are found.
    pub at: Vec<super::calendar::At>,
}

impl Unit {
    pub fn n_heads(&self) -> u32 {
        self.heads.values().sum()
    }
}

/// The sessions of a plan, matched to the drafts they continue.
pub(super) fn units(workspace: &Workspace, instance: &Instance, plan: &Plan, drafts: &[SessionId]) -> Vec<Unit> {
    let mut table = Table::of(instance, split(instance, plan));
    let before = table.units.clone();
    table.continue_drafts(workspace, drafts);
    table.return_people(workspace);
    // the same checker that saw the plan sees what became of it
    if check::check(&instance.problem, &plan_of(&table.units)).is_ok() { table.units } else { before }
}

/// A plan's counts as single sessions with their share of the heads.
fn split(instance: &Instance, plan: &Plan) -> Vec<Unit> {
    let plan = plan.clone().tidy();
    let mut flows: BTreeMap<(usize, usize), Vec<(usize, u32)>> = BTreeMap::new();
    for (customer, offer, week, heads) in &plan.flows {
        flows.entry((*offer, *week)).or_default().push((*customer, *heads));
    }
    let mut units = Vec::new();
    for (offer, week, n) in &plan.sessions {
        let Some(flows) = flows.get(&(*offer, *week)) else { continue };
        let total: u32 = flows.iter().map(|flow| flow.1).sum();
        let max = instance.problem.offers[*offer].max.max(1);
        let n = (*n).min(total).max(total.div_ceil(max));
        let mut queue = flows.iter().copied();
        let mut next = queue.next();
        for i in 0..n {
            let mut room = total / n + u32::from(i < total % n);
            let mut heads = BTreeMap::new();
            while let Some((customer, left)) = next.filter(|_| room > 0) {
                let taken = left.min(room);
                *heads.entry(customer).or_default() += taken;
                room -= taken;
                next = if left > taken { Some((customer, left - taken)) } else { queue.next() };
            }
            units.push(Unit { offer: *offer, week: *week, heads, from: None, at: Vec::new() });
        }
    }
    units
}

/// What the sessions cost with all penalties, yuan.
pub(super) fn price(instance: &Instance, units: &[Unit]) -> i64 {
    check::price(&instance.problem, &plan_of(units)).total()
}

fn plan_of(units: &[Unit]) -> Plan {
    let sessions = units.iter().map(|unit| (unit.offer, unit.week, 1)).collect();
    let flows = units.iter().flat_map(|unit| unit.heads.iter().map(|(k, heads)| (*k, unit.offer, unit.week, *heads)));
    Plan { sessions, flows: flows.collect() }.tidy()
}

/// The sessions with what they use up.
struct Table<'a> {
    instance: &'a Instance,
    units: Vec<Unit>,
    rooms: BTreeMap<(usize, usize), u32>,
    pools: BTreeMap<(usize, usize), u32>,
    away: BTreeMap<(usize, usize), u32>,
}

impl<'a> Table<'a> {
    fn of(instance: &'a Instance, units: Vec<Unit>) -> Self {
        let mut table = Self { instance, units, rooms: BTreeMap::new(), pools: BTreeMap::new(), away: BTreeMap::new() };
        for at in 0..table.units.len() {
            table.count(at, true);
        }
        table
    }

    fn count(&mut self, at: usize, is_added: bool) {
        let unit = &self.units[at];
        let offer = &self.instance.problem.offers[unit.offer];
        let add = |n: &mut u32, by: u32| *n = if is_added { *n + by } else { n.saturating_sub(by) };
        if let Some(room) = offer.room {
            add(self.rooms.entry((room, unit.week)).or_default(), offer.days);
        }
        if let Some(pool) = offer.pool {
            add(self.pools.entry((pool, unit.week)).or_default(), offer.days);
        }
        for (customer, heads) in &unit.heads {
            let customer = &self.instance.problem.customers[*customer];
            if customer.cohort == Cohort::Secretary {
                add(self.away.entry((customer.group, unit.week)).or_default(), *heads);
            }
        }
    }

    /// Whether a session taken out of the table could stand as another offer in another week.
    fn fits(&self, unit: &Unit, offer: usize, week: usize) -> bool {
        let problem = &self.instance.problem;
        let row = &problem.offers[offer];
        let left = |days: &[u32], used: Option<&u32>| {
            days.get(week).copied().unwrap_or(0).saturating_sub(used.copied().unwrap_or(0))
        };
        let has_room = row.room.is_none_or(|id| left(&problem.rooms[id].days, self.rooms.get(&(id, week))) >= row.days);
        let has_pool = row.pool.is_none_or(|id| left(&problem.pools[id].days, self.pools.get(&(id, week))) >= row.days);
        let may_come = unit.heads.iter().all(|(customer, heads)| self.may_come(*customer, *heads, offer, week));
        let is_late = week >= problem.mid_week && unit.week < problem.mid_week;
        let spoils_mid = is_late && unit.heads.keys().any(|customer| problem.customers[*customer].mid_min > 0);
        let is_filled = (row.min..=row.max).contains(&unit.n_heads());
        row.weeks.contains(&week) && is_filled && has_room && has_pool && may_come && !spoils_mid
    }

    fn may_come(&self, customer: usize, heads: u32, offer: usize, week: usize) -> bool {
        let problem = &self.instance.problem;
        let row = &problem.customers[customer];
        let away = self.away.get(&(row.group, week)).copied().unwrap_or(0);
        let is_kept_home =
            row.cohort == Cohort::Secretary && problem.max_away(row.group).is_some_and(|limit| away + heads > limit);
        problem.offers[offer].customers.contains(&customer) && !row.blocked.contains(&week) && !is_kept_home
    }

    /// Gives each draft the session that continues it with the least change: same week and room, same week, nearest
    /// week; and moves that session to the draft's week and room if it fits there and that is worth it.
    fn continue_drafts(&mut self, workspace: &Workspace, drafts: &[SessionId]) {
        let mut wanted: Vec<(SessionId, Vec<usize>, Option<usize>, usize)> = Vec::new();
        for id in drafts {
            let Some(session) = workspace.sessions.get(*id) else { continue };
            let alike = |at: &usize| {
                let of = &self.instance.offers[*at];
                let same_unit = of.township == session.township || session.township.is_none() && of.township.is_none();
                session.course == Some(of.course) && session.cohorts.first() == Some(&of.cohort) && same_unit
            };
            let offers: Vec<usize> = (0..self.instance.offers.len()).filter(alike).collect();
            let home = offers.iter().copied().find(|at| self.instance.offers[*at].venue == session.venue);
            let Some(week) = session.span().and_then(|span| self.instance.weeks.week_of(span.first)) else { continue };
            wanted.push((*id, offers, home, week));
        }
        let mut taken: BTreeSet<usize> = BTreeSet::new();
        for rank in 0..3 {
            for (id, offers, home, week) in &wanted {
                let is_free = |at: &usize| !taken.contains(at) && offers.contains(&self.units[*at].offer);
                let distance = |at: &usize| self.units[*at].week.abs_diff(*week);
                let suits = |at: &usize| match rank {
                    0 => distance(at) == 0 && Some(self.units[*at].offer) == *home,
                    1 => distance(at) == 0,
                    _ => true,
                };
                if self.units.iter().any(|unit| unit.from == Some(*id)) {
                    continue;
                }
                let candidates = (0..self.units.len()).filter(is_free).filter(suits);
                let Some(at) = candidates.min_by_key(|at| (distance(at), *at)) else { continue };
                taken.insert(at);
                self.units[at].from = Some(*id);
                self.bring_home(at, offers, *home, *week);
            }
        }
    }

    /// Puts a session where the draft it continues is; if it does not fit there, or costs more than the change is
    /// worth, at least into the draft's week if that costs nothing.
    fn bring_home(&mut self, at: usize, offers: &[usize], home: Option<usize>, week: usize) {
        let change = yuan_up(self.instance.settings.change);
        let own = self.units[at].offer;
        let there = home.into_iter().map(|offer| (offer, change));
        let same_week = std::iter::once(own).chain(offers.iter().copied()).map(|offer| (offer, 0));
        for (offer, worth) in there.chain(same_week).collect::<Vec<_>>() {
            if self.bring_to(at, (offer, week), worth) {
                return;
            }
        }
    }

    /// Makes a session another offer's in another week if it fits there and costs no more than `worth` yuan for it.
    fn bring_to(&mut self, at: usize, (offer, week): (usize, usize), worth: i64) -> bool {
        let unit = self.units[at].clone();
        if (unit.offer, unit.week) == (offer, week) {
            return true;
        }
        self.count(at, false);
        let mut is_taken = self.fits(&unit, offer, week);
        if is_taken {
            let more = self.surcharge(at, offer, week);
            (self.units[at].offer, self.units[at].week) = (offer, week);
            // a dearer place may break a budget, which this table does not keep
            is_taken = more <= worth && (more <= 0 || self.is_sound());
        }
        if !is_taken {
            self.units[at] = unit;
        }
        self.count(at, true);
        is_taken
    }

    /// What a session costs more as another offer's in another week, yuan.
    fn surcharge(&self, at: usize, offer: usize, week: usize) -> i64 {
        let problem = &self.instance.problem;
        let unit = &self.units[at];
        let (own, other) = (&problem.offers[unit.offer], &problem.offers[offer]);
        if own.topic != other.topic || (unit.week < problem.mid_week) != (week < problem.mid_week) {
            let mut units = self.units.clone();
            (units[at].offer, units[at].week) = (offer, week);
            return price(self.instance, &units) - price(self.instance, &self.units);
        }
        let bill = |offer: &Offer| {
            let head = |(customer, heads): (&usize, &u32)| {
                let fare =
                    offer.customers.iter().position(|one| one == customer).map_or(0, |place| offer.travel[place]);
                i64::from(*heads) * (offer.head + fare)
            };
            offer.fixed + unit.heads.iter().map(head).sum::<i64>()
        };
        bill(other) - bill(own)
    }

    fn is_sound(&self) -> bool {
        check::check(&self.instance.problem, &plan_of(&self.units)).is_ok()
    }

    /// Exchanges heads between sessions of one course, so that townships send to a draft that goes on the people
    /// who were named for it.
    fn return_people(&mut self, workspace: &Workspace) {
        let customer_of: BTreeMap<_, usize> =
            self.instance.customers.iter().enumerate().map(|(at, of)| ((of.township, of.cohort), at)).collect();
        let named: Vec<BTreeMap<usize, u32>> = self
            .units
            .iter()
            .map(|unit| {
                let mut named = BTreeMap::new();
                let seats = unit.from.into_iter().flat_map(|id| workspace.enrolments_in(id));
                for seat in seats.filter(|seat| seat.state.takes_part()) {
                    let person = workspace.people.get(seat.person);
                    let township = person.and_then(|person| workspace.township_of(person, self.instance.as_of));
                    if let Some(at) = township.and_then(|township| customer_of.get(&(township, seat.cohort))) {
                        *named.entry(*at).or_default() += 1;
                    }
                }
                named
            })
            .collect();
        for at in 0..self.units.len() {
            for (customer, wanted) in &named[at] {
                while self.units[at].heads.get(customer).copied().unwrap_or(0) < *wanted {
                    if !self.fetch(at, *customer, &named) {
                        break;
                    }
                }
            }
        }
    }

    /// Brings one head of a customer to a session from another of the same offer or one as dear, in exchange for
    /// somebody else's if there is no seat.
    fn fetch(&mut self, to: usize, customer: usize, named: &[BTreeMap<usize, u32>]) -> bool {
        let spare = |table: &Self, at: usize, k: usize| {
            let has = table.units[at].heads.get(&k).copied().unwrap_or(0);
            has > named[at].get(&k).copied().unwrap_or(0)
        };
        let is_sister = |table: &Self, at: usize| {
            let (mine, theirs) =
                (&table.instance.offers[table.units[to].offer], &table.instance.offers[table.units[at].offer]);
            at != to && (mine.course, mine.cohort, mine.township) == (theirs.course, theirs.cohort, theirs.township)
        };
        let problem = &self.instance.problem;
        let is_full = self.units[to].n_heads() >= problem.offers[self.units[to].offer].max;
        for from in 0..self.units.len() {
            if !is_sister(self, from) || !spare(self, from, customer) {
                continue;
            }
            let swaps: Vec<Option<usize>> = if is_full {
                let others = self.units[to].heads.keys().filter(|k| **k != customer && spare(self, to, **k));
                others.map(|k| Some(*k)).collect()
            } else if self.units[from].n_heads() > problem.offers[self.units[from].offer].min {
                vec![None]
            } else {
                continue;
            };
            for swap in swaps {
                if self.exchange(from, to, customer, swap) {
                    return true;
                }
            }
        }
        false
    }

    /// Moves a head and, in exchange, another one back, if every limit holds then.
    fn exchange(&mut self, from: usize, to: usize, customer: usize, swap: Option<usize>) -> bool {
        let before = (self.units[from].clone(), self.units[to].clone());
        self.count(from, false);
        self.count(to, false);
        shift(&mut self.units, from, to, customer);
        if let Some(other) = swap {
            shift(&mut self.units, to, from, other);
        }
        let (one, two) = (self.units[from].clone(), self.units[to].clone());
        let crosses_mid = (one.week < self.instance.problem.mid_week) != (two.week < self.instance.problem.mid_week);
        let fits_one = self.fits(&one, one.offer, one.week);
        self.count(from, true);
        let is_fine = fits_one && !crosses_mid && self.fits(&two, two.offer, two.week);
        if is_fine {
            self.count(to, true);
        } else {
            self.count(from, false);
            (self.units[from], self.units[to]) = before;
            self.count(from, true);
            self.count(to, true);
        }
        is_fine
    }
}

fn shift(units: &mut [Unit], from: usize, to: usize, customer: usize) {
    let left = units[from].heads.entry(customer).or_default();
    *left = left.saturating_sub(1);
    if *left == 0 {
        units[from].heads.remove(&customer);
    }
    *units[to].heads.entry(customer).or_default() += 1;
}
