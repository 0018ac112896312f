//! Drafts a year of courses: which sessions to run, in which weeks, and how many of whom go to each.
//!
//! A [`problem::Problem`] goes in, a [`plan::Plan`] with its price and a proven bound comes out. The planner is
//! pure: no clock, no file, no word a person reads. Time comes from the caller through [`Watch::stop`]; a seed and
//! a limit of work (counted, not timed) give the same plan on every machine.

pub mod check;
pub mod contradiction;
mod dice;
mod dive;
mod draft;
mod heads;
pub mod lp;
mod master;
mod parts;
mod place;
pub mod plan;
pub mod problem;
mod prove;
pub mod read;
mod search;
mod tree;
pub mod year;

use contradiction::Contradiction;
use plan::Plan;
use problem::Problem;

/// How long and in which way to look for a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Decides every arbitrary choice; the same seed gives the same plan.
    pub seed: u64,
    /// Threads to work on, at least one. Their number changes the time, never the plan of a given work limit.
    pub threads: usize,
    /// When to stop, in units of counted work (roughly a million steps of arithmetic each); `None`: when the
    /// watch says so or nothing better is possible.
    pub work: Option<u64>,
    /// A plan to start from, such as the one in force; ignored unless it passes the checker.
    pub start: Option<Plan>,
}

impl Default for Options {
    fn default() -> Self {
        Self { seed: 1, threads: 1, work: None, start: None }
    }
}

/// Who waits for the plan. Called from the planner's threads.
pub trait Watch: Sync {
    /// Whether to stop now with the best plan so far.
    fn stop(&self) -> bool {
        false
    }

    /// A better plan or a better bound has been found.
    fn improved(&self, progress: &Progress<'_>) {
        let _ = progress;
    }
}

/// A watch that waits for the end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Patient;

impl Watch for Patient {}

/// How far the planner has come.
#[derive(Clone, Copy, Debug)]
pub struct Progress<'a> {
    /// What the best plan costs with its penalties, yuan.
    pub objective: i64,
    /// No plan can cost less, yuan.
    pub bound: i64,
    /// Heads trained by the plan.
    pub heads_served: u64,
    /// Heads that want to be trained.
    pub heads_wanted: u64,
    /// Units of work done.
    pub work: u64,
    /// The plan; it has passed the checker.
    pub plan: &'a Plan,
}

/// The best plan that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The plan; it has passed the checker.
    pub plan: Plan,
    /// What it costs, by its parts.
    pub price: check::Price,
    /// The sum of the price, yuan.
    pub objective: i64,
    /// No plan can cost less, yuan.
    pub bound: i64,
    /// Units of work done.
    pub work: u64,
}

impl Outcome {
    /// How much better than this plan another could be at most, in percent of its objective.
    pub fn gap_percent(&self) -> f64 {
        gap_percent(self.objective, self.bound)
    }
}

/// 100 × (objective − bound) / objective; 0 for an objective of 0.
pub fn gap_percent(objective: i64, bound: i64) -> f64 {
    if objective <= 0 { 0.0 } else { 100.0 * (objective - bound) as f64 / objective as f64 }
}

/// Looks for the cheapest plan until nothing better is possible, the work is used up or the watch says stop.
///
/// # Errors
/// The constraints that no plan can meet together.
pub fn solve(problem: &Problem, options: &Options, watch: &dyn Watch) -> Result<Outcome, Contradiction> {
    search::search(problem, options, watch)
}
