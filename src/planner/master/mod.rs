//! The master program: sessions and heads by period, as a mixed-integer program over [`Lp`].
//!
//! A period is a set of weeks. With one period for the whole year, or two around its middle, weeks within a period
//! are taken for interchangeable: a relaxation of the weekly question, so that its bound holds for every plan. With
//! a period for each week it is the question itself. Sets: customers `k`, offers `o` (alike ones merged), periods
//! `t`. Columns: sessions `n[o,t]` (whole), heads `x[k,o,t]`, heads left out `u[k]`, heads missing at the middle of
//! the year, topics missed. Rows: see [`Row`]. Minimise
//! `Σ fixed·n + Σ (head + travel)·x + Σ penalties`.

mod build;
pub(super) mod cuts;

use std::collections::BTreeMap;

use super::lp::{Lp, Var};
use super::problem::{Cohort, Problem};

/// What a row of the master stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Row {
    /// `Σ x + u = demand`.
    Demand { customer: usize },
    /// `Σ x ≤ max·n`.
    Most { offer: usize },
    /// `Σ x ≥ min·n`.
    Least { offer: usize },
    /// Days of a room in a period.
    Room { room: usize, period: usize },
    /// Days of a pool in a period.
    Pool { pool: usize, period: usize },
    /// Secretaries of a group away in a period.
    Duty { group: usize, period: usize },
    /// `shares[share]`.
    Share { share: usize },
    /// `budgets[budget]`.
    Budget { budget: usize },
    /// Heads before the middle of the year.
    Mid { customer: usize },
    /// Heads with a topic they asked for.
    Wish { customer: usize },
    /// A sum of sessions, to branch on.
    Group,
    /// A valid inequality.
    Cut,
}

/// Which part of the problem to model, and how finely.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// The customers to train; all others are left out of account.
    pub customers: Vec<usize>,
    /// The offers to consider.
    pub offers: Vec<usize>,
    /// Weeks by period.
    pub periods: Vec<Vec<usize>>,
    /// Whether offers that are alike in all that counts become one.
    pub merges: bool,
    /// If given, these sessions (by offer and week) are run and no others.
    pub fixed: Option<BTreeMap<(usize, usize), u32>>,
    /// Rows left out and charged for instead (Lagrangian relaxation): yuan for each unit over the limit.
    pub charged: BTreeMap<Row, f64>,
    /// In place of the budgets' own limits, where given.
    pub budget_limits: BTreeMap<usize, f64>,
}

/// The whole year as one period.
pub(super) fn one_period(problem: &Problem) -> Vec<Vec<usize>> {
    vec![(0..problem.weeks).collect()]
}

/// The year before and after its middle.
pub(super) fn two_periods(problem: &Problem) -> Vec<Vec<usize>> {
    let middle = problem.mid_week.min(problem.weeks);
    let halves = [(0..middle).collect::<Vec<usize>>(), (middle..problem.weeks).collect()];
    halves.into_iter().filter(|weeks| !weeks.is_empty()).collect()
}

/// Each week for itself.
pub(super) fn by_week(problem: &Problem) -> Vec<Vec<usize>> {
    (0..problem.weeks).map(|week| vec![week]).collect()
}

/// Offers that are alike in all that counts; mostly a single one.
#[derive(Clone, Debug)]
pub(super) struct Class {
    /// The offers, the cheapest first.
    pub offers: Vec<usize>,
}

/// Sessions of a class in a period: a whole number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub class: usize,
    pub period: usize,
    pub column: Var,
}

/// Heads of a customer at a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flow {
    pub customer: usize,
    pub run: usize,
    pub column: Var,
    /// Heads of the customer a single session can take.
    pub per_session: f64,
}

/// Runs in the same room, for the same cohort, of the same size: sessions that can stand in for each other.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub runs: Vec<usize>,
    /// The variable of the sum of sessions.
    pub sum: Var,
    /// Places of a session.
    pub places: f64,
}

/// A solution of the master: sessions and heads by period.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub objective: f64,
    /// By run.
    pub sessions: Vec<f64>,
    /// By flow.
    pub heads: Vec<f64>,
}

/// The program and what its columns and rows mean.
#[derive(Clone, Debug)]
pub(super) struct Master {
    pub lp: Lp,
    /// Added to every objective: what does not depend on the plan.
    pub constant: f64,
    pub classes: Vec<Class>,
    pub runs: Vec<Run>,
    pub flows: Vec<Flow>,
    /// By run: its flows.
    pub flows_of: Vec<Vec<usize>>,
    /// Sessions that can stand in for each other, by room.
    pub groups: Vec<Group>,
    /// By customer in the shape: (customer, column of heads left out).
    pub left_out: Vec<(usize, Var)>,
    /// By row.
    pub rows: Vec<Row>,
    /// Sums of sessions and sessions in order of importance: what must be whole, coarsest first.
    pub whole: Vec<(Var, u8)>,
    /// By share row in the master: (share, the row's variable).
    pub shares: Vec<(usize, Var)>,
    /// (customer, class) pairs whose strong rows have been added, by flow.
    strong: Vec<bool>,
}

impl Master {
    /// The present solution.
    pub(super) fn found(&self) -> Found {
        Found {
            objective: self.objective(),
            sessions: self.runs.iter().map(|run| self.lp.value(run.column)).collect(),
            heads: self.flows.iter().map(|flow| self.lp.value(flow.column)).collect(),
        }
    }

    /// Whether all that must be whole is.
    pub(super) fn is_whole(&self) -> bool {
        self.runs.iter().all(|run| is_whole(self.lp.value(run.column)))
    }

    /// The objective of the present solution.
    pub(super) fn objective(&self) -> f64 {
        self.constant + self.lp.objective()
    }

    /// A bound that holds whatever the arithmetic did.
    pub(super) fn safe_bound(&mut self) -> f64 {
        self.constant + self.lp.safe_bound()
    }

    /// Whether the cost of any whole solution is a whole number.
    pub(super) fn has_whole_costs(&self) -> bool {
        let costs = (0..self.lp.n_columns()).map(|column| self.lp.cost(column));
        costs.chain([self.constant]).all(|cost| cost.fract() == 0.0)
    }
}

/// Whether a value is a whole number but for rounding errors.
pub(super) fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-5
}

/// How many secretaries of the customer's group may be away at once; `None`: no limit, or no secretaries.
pub(super) fn away_limit(problem: &Problem, customer: usize) -> Option<u32> {
    let customer = &problem.customers[customer];
    if customer.cohort == Cohort::Secretary { problem.max_away(customer.group) } else { None }
}
