//! The search as a whole: provers and drafters of all parts take turns in rounds.
//!
//! In a round every prover and every drafter does a fixed amount of counted work, on as many threads as there are;
//! what they have found is exchanged between rounds only. So the course of the search does not depend on the number
//! of threads or on time, except for the moment at which it is stopped.

use std::sync::Mutex;

use super::check::{Price, check};
use super::contradiction::{self, Constraint, Contradiction};
use super::dice::Dice;
use super::draft::{Sketch, locked_in, realise};
use super::heads::{Assigned, assign};
use super::master::Shape;
use super::parts::{Part, divide};
use super::plan::Plan;
use super::problem::Problem;
use super::prove::Prover;
use super::{Options, Outcome, Progress, Watch};

/// Steps of arithmetic in a unit of work.
const UNIT: u64 = 1_000_000;
/// Units of work of each task in a round.
const ROUND: u64 = 4;
/// A shared budget with less than this share spent by the relaxation is not shared out at first.
const AMPLE: f64 = 0.97;
/// Rounds in which a drafter may try its best sketch again in other moods.
const MOODS: u32 = 12;

pub(super) fn search(problem: &Problem, options: &Options, watch: &dyn Watch) -> Result<Outcome, Contradiction> {
    if let Some(contradiction) = contradiction::find(problem) {
        return Err(contradiction);
    }
    let mut search = Search::new(problem, options, watch);
    search.draft_locked()?;
    search.draft_start(options.start.as_ref());
    search.report();
    loop {
        while !search.is_over(options.work) && !search.is_settled() {
            search.round(options.threads.max(1));
            search.collect();
        }
        if search.is_over(options.work) || search.is_shared_out || !search.is_overspent() {
            return Ok(search.outcome());
        }
        search.share_out(options);
        search.draft_locked()?;
    }
}

/// A part with those who work on it.
struct Desk {
    prover: Prover,
    /// Looks for plans where the proof itself is on other terms.
    scout: Option<Prover>,
    drafter: Drafter,
}

impl Desk {
    fn goal(&self) -> f64 {
        self.drafter.best.as_ref().map_or(f64::INFINITY, |best| best.objective)
    }

    /// Whether more work on the part could change nothing.
    fn is_settled(&self) -> bool {
        let goal = self.goal();
        match &self.scout {
            None => self.prover.bound >= goal || (self.prover.is_done() && self.drafter.is_idle()),
            Some(scout) => {
                let is_drafted = scout.bound >= goal || (scout.is_done() && self.drafter.is_idle());
                self.prover.is_done() && is_drafted
            }
        }
    }
}

struct Search<'a> {
    problem: &'a Problem,
    watch: &'a dyn Watch,
    desks: Vec<Desk>,
    /// Added to the sum of the parts' bounds.
    constant: f64,
    best: Option<(Plan, Price)>,
    bound: i64,
    told: Option<(i64, i64)>,
    /// Whether every budget that several parts draw on has been shared out among them.
    is_shared_out: bool,
    /// Steps of arithmetic of desks that have been cleared.
    work_before: u64,
}

impl<'a> Search<'a> {
    fn new(problem: &'a Problem, options: &Options, watch: &'a dyn Watch) -> Self {
        let mut search = Self {
            problem,
            watch,
            desks: Vec::new(),
            constant: 0.0,
            best: None,
            bound: 0,
            told: None,
            is_shared_out: false,
            work_before: 0,
        };
        search.set_desks(options.seed, AMPLE);
        search
    }

    fn set_desks(&mut self, seed: u64, ample: f64) {
        let problem = self.problem;
        let division = divide(problem, ample, self.watch);
        let desk = |(i, part): (usize, Part)| Desk {
            prover: Prover::new(problem, &part.proof),
            scout: part.draft.as_ref().map(|shape| Prover::new(problem, shape)),
            drafter: Drafter::new(part.draft.unwrap_or(part.proof), seed.wrapping_add(i as u64)),
        };
        self.desks = division.parts.into_iter().enumerate().map(desk).collect();
        self.constant = division.constant;
    }

    /// Starts again with a share of every budget for each part, because together they spend too much.
    fn share_out(&mut self, options: &Options) {
        self.work_before = self.steps();
        self.is_shared_out = true;
        self.set_desks(options.seed, 0.0);
    }

    /// Whether the parts' plans would be cheaper than the best, but cannot be had together.
    fn is_overspent(&self) -> bool {
        self.desks.iter().map(Desk::goal).sum::<f64>() < self.objective() as f64
    }

    fn is_settled(&self) -> bool {
        self.desks.iter().all(Desk::is_settled)
    }

    /// A plan of the locked sessions alone.
    fn draft_locked(&mut self) -> Result<(), Contradiction> {
        for desk in &mut self.desks {
            let drafter = &mut desk.drafter;
            let timetable = locked_in(self.problem, &drafter.shape);
            drafter.best = assign(self.problem, &drafter.shape, &timetable, &mut drafter.work);
        }
        self.adopt();
        if self.best.is_none() {
            let constraints = (0..self.problem.locked.len()).map(|lock| Constraint::Lock { lock }).collect();
            return Err(Contradiction { constraints });
        }
        Ok(())
    }

    fn draft_start(&mut self, start: Option<&Plan>) {
        let Some(start) = start else { return };
        let Ok(price) = check(self.problem, start) else { return };
        if self.best.as_ref().is_none_or(|best| price.total() < best.1.total()) {
            self.best = Some((start.clone().tidy(), price));
        }
    }

    fn work(&self) -> u64 {
        self.steps() / UNIT
    }

    fn steps(&self) -> u64 {
        let work = |desk: &Desk| desk.prover.work() + desk.scout.as_ref().map_or(0, Prover::work) + desk.drafter.work;
        self.work_before + self.desks.iter().map(work).sum::<u64>()
    }

    fn objective(&self) -> i64 {
        self.best.as_ref().map_or(i64::MAX, |best| best.1.total())
    }

    fn is_over(&self, limit: Option<u64>) -> bool {
        self.bound >= self.objective() || limit.is_some_and(|limit| self.work() >= limit) || self.watch.stop()
    }

    /// Lets everybody work for a while.
    fn round(&mut self, threads: usize) {
        let (problem, watch) = (self.problem, self.watch);
        let mut tasks: Vec<Task<'_>> = Vec::new();
        for desk in &mut self.desks {
            let goal = desk.goal();
            let bound = desk.prover.bound;
            let has_scout = desk.scout.is_some();
            if !desk.prover.is_done() {
                tasks.push(Task::Prove(&mut desk.prover, if has_scout { f64::INFINITY } else { goal }));
            }
            if let Some(scout) = desk.scout.as_mut().filter(|scout| !scout.is_done()) {
                tasks.push(Task::Prove(scout, goal));
            }
            if !desk.drafter.is_idle() && (has_scout || bound < goal) {
                tasks.push(Task::Draft(&mut desk.drafter));
            }
        }
        let n_workers = threads.min(tasks.len());
        let queue = Mutex::new(tasks.into_iter());
        let work = || {
            loop {
                let next = queue.lock().ok().and_then(|mut tasks| tasks.next());
                let Some(task) = next else { return };
                task.run(problem, watch);
            }
        };
        if n_workers <= 1 {
            work();
        } else {
            std::thread::scope(|scope| {
                for _ in 0..n_workers {
                    scope.spawn(work);
                }
            });
        }
    }

    /// Exchanges what has been found.
    fn collect(&mut self) {
        for desk in &mut self.desks {
            let sketches = std::mem::take(&mut desk.prover.sketches);
            match &mut desk.scout {
                Some(scout) => desk.drafter.pending.append(&mut scout.sketches),
                None => desk.drafter.pending.extend(sketches),
            }
        }
        self.adopt();
        let bound: f64 = self.desks.iter().map(|desk| desk.prover.bound).sum::<f64>() + self.constant;
        let bound = (bound - 1e-6 - 1e-12 * bound.abs()).ceil() as i64;
        self.bound = self.bound.max(bound).min(self.objective());
        self.report();
    }

    /// Joins the parts' plans, if the whole passes the checker and is better.
    fn adopt(&mut self) {
        let Some(plans) = self.desks.iter().map(|desk| desk.drafter.best.as_ref()).collect::<Option<Vec<_>>>() else {
            return;
        };
        let cost: f64 = plans.iter().map(|assigned| assigned.objective).sum();
        if cost >= self.objective() as f64 {
            return;
        }
        let mut plan = Plan::default();
        for assigned in plans {
            plan.sessions.extend(&assigned.plan.sessions);
            plan.flows.extend(&assigned.plan.flows);
        }
        let plan = plan.tidy();
        if let Ok(price) = check(self.problem, &plan)
            && price.total() < self.objective()
        {
            self.best = Some((plan, price));
        }
    }

    fn report(&mut self) {
        let Some((plan, price)) = &self.best else { return };
        let now = (price.total(), self.bound);
        if self.told == Some(now) {
            return;
        }
        self.told = Some(now);
        self.watch.improved(&Progress {
            objective: now.0,
            bound: now.1,
            heads_served: plan.heads_served(),
            heads_wanted: self.problem.heads_wanted(),
            work: self.work(),
            plan,
        });
    }

    fn outcome(self) -> Outcome {
        let work = self.work();
        let bound = self.bound;
        let (plan, price) = self.best.unwrap_or_default();
        Outcome { plan, price, objective: price.total(), bound, work }
    }
}

/// What a thread does in a round.
enum Task<'a> {
    Prove(&'a mut Prover, f64),
    Draft(&'a mut Drafter),
}

impl Task<'_> {
    fn run(self, problem: &Problem, watch: &dyn Watch) {
        match self {
            Task::Prove(prover, goal) => {
                let limit = prover.work() + ROUND * UNIT;
                prover.advance(problem, goal, (limit, watch));
            }
            Task::Draft(drafter) => drafter.advance(problem, watch),
        }
    }
}

/// Turns sketches of a part into plans.
struct Drafter {
    shape: Shape,
    best: Option<Assigned>,
    pending: Vec<Sketch>,
    /// The sketch of the best plan.
    favourite: Option<Sketch>,
    /// Rounds for which the favourite has been tried again.
    moods: u32,
    dice: Dice,
    work: u64,
}

impl Drafter {
    fn new(shape: Shape, seed: u64) -> Self {
        Self { shape, best: None, pending: Vec::new(), favourite: None, moods: 0, dice: Dice::new(seed), work: 0 }
    }

    fn is_idle(&self) -> bool {
        self.pending.is_empty() && (self.moods >= MOODS || !self.is_hopeful())
    }

    /// Whether the favourite could be realised at less cost.
    fn is_hopeful(&self) -> bool {
        let objective = self.best.as_ref().map_or(f64::INFINITY, |best| best.objective);
        self.favourite.as_ref().is_some_and(|sketch| sketch.objective + 0.5 < objective)
    }

    fn advance(&mut self, problem: &Problem, watch: &dyn Watch) {
        let limit = self.work + ROUND * UNIT;
        while self.work < limit && !watch.stop() {
            // The newest solutions are the best.
            if let Some(sketch) = self.pending.pop() {
                self.try_sketch(problem, sketch, 0.0);
            } else if self.moods < MOODS && self.is_hopeful() {
                self.moods += 1;
                if let Some(sketch) = self.favourite.clone() {
                    self.try_sketch(problem, sketch, 0.5);
                }
            } else {
                return;
            }
        }
    }

    fn try_sketch(&mut self, problem: &Problem, sketch: Sketch, mood: f64) {
        let limit = self.best.as_ref().map_or(f64::INFINITY, |best| best.objective);
        if sketch.objective >= limit {
            return;
        }
        let drafted = realise(problem, &self.shape, &sketch, (&mut self.dice, mood), &mut self.work);
        if let Some(assigned) = drafted.filter(|assigned| assigned.objective < limit) {
            self.best = Some(assigned);
            self.favourite = Some(sketch);
            self.moods = 0;
        } else if self.favourite.as_ref().is_none_or(|favourite| sketch.objective < favourite.objective) {
            self.favourite = Some(sketch);
            self.moods = 0;
        }
    }
}
