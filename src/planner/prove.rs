//! Proves the bound of one part, from the coarsest relaxation to the finest that is worth it, and passes on the
//! solutions it meets.

use super::Watch;
use super::dive::dive;
use super::draft::{Sketch, rounded, sketch};
use super::lp::Status;
use super::master::{Master, Shape, by_week, one_period, two_periods};
use super::problem::Problem;
use super::tree::Tree;

/// A program by weeks with more columns than this is not worth a try.
const MOST_COLUMNS: usize = 6_000;

/// Timetables tried for a solution.
const TRIES: u32 = 6;
/// Fractions from which a fractional solution's sessions are rounded up, for a first plan; the last is tried first.
const GUESSES: [f64; 3] = [1.0, 0.4, 0.1];

/// A finer relaxation must be better by this share to be worth its price from the start.
const COARSE: f64 = 2e-5;

/// Steps of arithmetic after which a comparison of relaxations is given up for the coarser one.
const COMPARISON: u64 = 60_000_000;

/// A proof under way.
pub(super) struct Prover {
    /// Relaxations still to come, the next one last.
    stages: Vec<Shape>,
    stage: Option<(Shape, Tree)>,
    /// No plan of the part costs less.
    pub bound: f64,
    /// Solutions not yet passed on.
    pub sketches: Vec<Sketch>,
    /// What the last solution passed on costs.
    last: f64,
    work_before: u64,
    /// The program at the root, to dive from next.
    root: Option<Box<Master>>,
}

impl Prover {
    pub(super) fn new(problem: &Problem, shape: &Shape) -> Self {
        let of = |periods: Vec<Vec<usize>>| Shape { periods, ..shape.clone() };
        let mut stages = Vec::new();
        if columns_by_week(problem, shape) <= MOST_COLUMNS {
            stages.push(of(by_week(problem)));
        }
        let wants_middle = |k: &usize| problem.customers[*k].mid_min > 0 && problem.customers[*k].mid_penalty > 0;
        if shape.customers.iter().any(wants_middle) && problem.weeks > 2 {
            stages.push(of(two_periods(problem)));
        }
        stages.push(of(one_period(problem)));
        Self { stages, stage: None, bound: 0.0, sketches: Vec::new(), last: f64::INFINITY, work_before: 0, root: None }
    }

    /// Whether there is nothing left to prove it with.
    pub(super) fn is_done(&self) -> bool {
        self.stage.is_none() && self.stages.is_empty()
    }

    /// Steps of arithmetic done.
    pub(super) fn work(&self) -> u64 {
        self.work_before + self.stage.as_ref().map_or(0, |(_, tree)| tree.master.lp.work())
    }

    /// Goes on until so much work is done in all, or the watch says stop. Plans that cost `goal` or more are not
    /// looked for.
    pub(super) fn advance(&mut self, problem: &Problem, goal: f64, (limit, watch): (u64, &dyn Watch)) {
        let go_on = |work: u64| work < limit && !watch.stop();
        if let Some(root) = self.root.take() {
            self.dive(problem, *root, watch);
        }
        while go_on(self.work()) && !self.is_done() && self.bound < goal {
            let before = self.work_before;
            let Some((shape, tree)) = &mut self.stage else {
                self.open_stage(problem, goal, &|work| work < COMPARISON && !watch.stop());
                continue;
            };
            tree.lower_cutoff(goal);
            tree.search(problem, &|work| go_on(before + work));
            self.bound = self.bound.max(tree.bound());
            let relaxed = tree.relaxed.take();
            if let Some(found) = tree.best.as_ref().filter(|found| found.objective < self.last) {
                self.last = found.objective;
                self.sketches.push(sketch(problem, (shape, &tree.master), found, TRIES));
            }
            if tree.is_done() {
                self.work_before += tree.master.lp.work();
                self.stage = None;
                self.last = f64::INFINITY;
            } else if let Some(root) = relaxed {
                self.guess(problem, &root);
                self.root = Some(root);
                return;
            }
        }
    }

    /// Passes on first guesses, so that there is a plan soon.
    fn guess(&mut self, problem: &Problem, root: &Master) {
        let Some((shape, _)) = &self.stage else { return };
        let found = root.found();
        let guesses = GUESSES.map(|from| rounded(&found, from));
        self.sketches.extend(guesses.iter().map(|guess| sketch(problem, (shape, root), guess, 1)));
    }

    fn dive(&mut self, problem: &Problem, mut root: Master, watch: &dyn Watch) {
        let Some((shape, _)) = &self.stage else { return };
        let before = root.lp.work();
        if let Some(found) = dive(&mut root, &|_| !watch.stop()) {
            self.sketches.push(sketch(problem, (shape, &root), &found, TRIES));
        }
        self.work_before += root.lp.work() - before;
    }

    /// Opens the next stage; the first is passed over if the middle of the year matters to the bound.
    fn open_stage(&mut self, problem: &Problem, goal: f64, go_on: &dyn Fn(u64) -> bool) {
        let Some(shape) = self.stages.pop() else { return };
        let mut master = Master::new(problem, &shape);
        let is_coarsest = shape.periods.len() == 1 && problem.weeks > 1;
        if let Some(finer) = self.stages.last().filter(|finer| is_coarsest && finer.periods.len() == 2) {
            let mut halves = Master::new(problem, finer);
            let status = [&mut master, &mut halves].map(|master| master.solve_strong(f64::INFINITY, go_on));
            self.work_before += halves.lp.work();
            if status == [Status::Optimal; 2] && halves.objective() > master.objective() * (1.0 + COARSE) {
                self.work_before += master.lp.work();
                let halves = (finer.clone(), Tree::new(halves, goal));
                self.stages.pop();
                self.stage = Some(halves);
                return;
            }
        }
        self.stage = Some((shape, Tree::new(master, goal)));
    }
}

/// Columns of a program with a period for each week.
fn columns_by_week(problem: &Problem, shape: &Shape) -> usize {
    let columns = |o: &usize| problem.offers[*o].weeks.len() * (1 + problem.offers[*o].customers.len());
    shape.offers.iter().map(columns).sum()
}
