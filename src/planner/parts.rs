//! Splits a problem into parts that share nothing but money.
//!
//! Customers hang together by offers, offers by rooms and pools, secretaries of a township by duty. A budget that
//! several parts draw on is shared out, or, where it is scarce, charged for: with a charge `λ ≥ 0` on each yuan,
//! `Σ parts' bounds at prices 1 + λ, less λ·limit`, is a bound for the whole (Lagrangian relaxation).

use std::collections::{BTreeMap, BTreeSet};

use super::Watch;
use super::lp::Status;
use super::master::{Master, Row, Shape, one_period};
use super::problem::{Cohort, Problem};

/// Bisections of a charge.
const BISECTIONS: usize = 10;

/// A part of the problem.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// What bounds are proved on: scarce shared budgets are charged for.
    pub proof: Shape,
    /// What plans are drafted on: scarce shared budgets are shared out. `None`: as the proof.
    pub draft: Option<Shape>,
}

/// The parts, and what to add to the sum of their bounds.
pub(super) struct Division {
    pub parts: Vec<Part>,
    pub constant: f64,
}

/// Splits a problem. A shared budget of which the relaxation spends less than the share `ample` is left to each part
/// whole.
pub(super) fn divide(problem: &Problem, ample: f64, watch: &dyn Watch) -> Division {
    let mut shapes = components(problem);
    let shared = shared_budgets(problem, &shapes);
    let mut division = Division { parts: Vec::new(), constant: 0.0 };
    let mut drafts = shapes.clone();
    let mut is_scarce = false;
    for budget in shared {
        let Some(limit) = problem.budget_limit(budget).map(|limit| limit as f64) else { continue };
        let free = spending(problem, &shapes, (budget, 0.0), watch);
        if watch.stop() || free.iter().sum::<f64>() <= ample * limit {
            continue;
        }
        is_scarce = true;
        let (charge, shares) = share_out(problem, &shapes, (budget, limit), free, watch);
        division.constant -= charge * limit;
        for shape in &mut shapes {
            shape.budget_limits.insert(budget, 0.0);
            shape.charged.insert(Row::Budget { budget }, charge);
        }
        for (draft, share) in drafts.iter_mut().zip(shares) {
            draft.budget_limits.insert(budget, share);
        }
    }
    let drafts = drafts.into_iter().map(|draft| is_scarce.then_some(draft));
    division.parts = shapes.into_iter().zip(drafts).map(|(proof, draft)| Part { proof, draft }).collect();
    division
}

/// The charge at which the parts spend about the limit together, and each one's share of it.
fn share_out(
    problem: &Problem,
    shapes: &[Shape],
    (budget, limit): (usize, f64),
    free: Vec<f64>,
    watch: &dyn Watch,
) -> (f64, Vec<f64>) {
    let (mut low, mut high) = ((0.0, free), None);
    let mut next = 1.0;
    for _ in 0..2 * BISECTIONS {
        if watch.stop() {
            break;
        }
        let spent = spending(problem, shapes, (budget, next), watch);
        if spent.iter().sum::<f64>() > limit {
            low = (next, spent);
        } else {
            high = Some((next, spent));
        }
        next = match &high {
            None => 2.0 * low.0.max(1.0),
            Some((charge, _)) => 0.5 * (low.0 + charge),
        };
        if high.as_ref().is_some_and(|(charge, _)| charge - low.0 < 1e-3 * charge) || next > 1e9 {
            break;
        }
    }
    let (charge, least) = high.unwrap_or_else(|| (low.0, vec![0.0; shapes.len()]));
    let more: Vec<f64> = low.1.iter().zip(&least).map(|(most, least)| (most - least).max(0.0)).collect();
    let (all_least, all_more) = (least.iter().sum::<f64>(), more.iter().sum::<f64>());
    let left = (limit - all_least).max(0.0);
    let even = left / shapes.len() as f64;
    let share =
        |(least, more): (&f64, &f64)| (least + if all_more > 0.0 { left * more / all_more } else { even }).floor();
    (charge, least.iter().zip(&more).map(share).collect())
}

/// What each part would spend of a budget if each yuan cost `1 + charge`, by the relaxation.
fn spending(problem: &Problem, shapes: &[Shape], (budget, charge): (usize, f64), watch: &dyn Watch) -> Vec<f64> {
    let spent = |shape: &Shape| {
        let mut shape = shape.clone();
        shape.budget_limits.insert(budget, 0.0);
        shape.charged.insert(Row::Budget { budget }, charge);
        let mut master = Master::new(problem, &shape);
        let go_on = |_| !watch.stop();
        let status = master.solve_strong(f64::INFINITY, &go_on);
        if status == Status::Infeasible { 0.0 } else { master.spent(problem, budget) }
    };
    shapes.iter().map(spent).collect()
}

impl Master {
    /// Yuan of a budget spent by the present solution.
    pub(super) fn spent(&self, problem: &Problem, budget: usize) -> f64 {
        let offer = |class: usize| &problem.offers[self.classes[class].offers[0]];
        let mut spent = 0.0;
        if budget == 0 {
            spent += self.runs.iter().map(|run| offer(run.class).fixed as f64 * self.lp.value(run.column)).sum::<f64>();
        }
        for flow in &self.flows {
            let offer = offer(self.runs[flow.run].class);
            let place = offer.customers.iter().position(|guest| *guest == flow.customer);
            let travel = place.map_or(0, |place| offer.travel[place]);
            let pays_travel = problem.customers[flow.customer].budget == budget;
            let cost = if budget == 0 { offer.head } else { 0 } + if pays_travel { travel } else { 0 };
            spent += cost as f64 * self.lp.value(flow.column);
        }
        spent
    }
}

/// Parts that share no offer, room, pool or duty; what has no offers is one part.
fn components(problem: &Problem) -> Vec<Shape> {
    let n_customers = problem.customers.len();
    let n_offers = problem.offers.len();
    let mut union = Union::new(n_customers + n_offers + problem.rooms.len() + problem.pools.len());
    let mut has_offer = vec![false; n_customers];
    for (o, offer) in problem.offers.iter().enumerate() {
        for &customer in &offer.customers {
            union.join(customer, n_customers + o);
            has_offer[customer] = true;
        }
        if let Some(room) = offer.room {
            union.join(n_customers + o, n_customers + n_offers + room);
        }
        if let Some(pool) = offer.pool {
            union.join(n_customers + o, n_customers + n_offers + problem.rooms.len() + pool);
        }
    }
    let mut first_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut idle = None;
    for (k, customer) in problem.customers.iter().enumerate() {
        if !has_offer[k] {
            union.join(k, *idle.get_or_insert(k));
        } else if customer.cohort == Cohort::Secretary && problem.max_away(customer.group).is_some() {
            union.join(k, *first_of.entry(customer.group).or_insert(k));
        }
    }
    let mut shapes: BTreeMap<usize, Shape> = BTreeMap::new();
    let empty = || Shape { periods: one_period(problem), merges: true, ..Shape::default() };
    for k in 0..n_customers {
        shapes.entry(union.root(k)).or_insert_with(empty).customers.push(k);
    }
    for o in 0..n_offers {
        shapes.entry(union.root(n_customers + o)).or_insert_with(empty).offers.push(o);
    }
    shapes.into_values().collect()
}

/// Budgets that several parts draw on.
fn shared_budgets(problem: &Problem, shapes: &[Shape]) -> Vec<usize> {
    let mut drawn: BTreeMap<usize, usize> = BTreeMap::new();
    for shape in shapes.iter().filter(|shape| !shape.offers.is_empty()) {
        let payers = shape.customers.iter().map(|customer| problem.customers[*customer].budget);
        let payers: BTreeSet<usize> = payers.chain([0]).collect();
        for budget in payers {
            *drawn.entry(budget).or_default() += 1;
        }
    }
    drawn.into_iter().filter(|(_, parts)| *parts > 1).map(|(budget, _)| budget).collect()
}

/// Disjoint sets. Source: Tarjan, Efficiency of a good but not linear set union algorithm, 1975 (path halving).
struct Union {
    parent: Vec<usize>,
}

impl Union {
    fn new(n: usize) -> Self {
        Self { parent: (0..n).collect() }
    }

    fn root(&mut self, mut item: usize) -> usize {
        while self.parent[item] != item {
            self.parent[item] = self.parent[self.parent[item]];
            item = self.parent[item];
        }
        item
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b);
    }
}
