//! Branch and bound over a master: proves bounds, and finds whole numbers of sessions.
//!
//! Best bound first, plunging from each node it takes up. Branches on sums of sessions before single ones: a sum over
//! rooms or topics moves the bound, a single session only shifts to its neighbour. Every node's bound is a
//! [`Lp::safe_bound`](super::lp::Lp::safe_bound).

use std::collections::BTreeMap;
use std::sync::Arc;

use super::lp::simplex::Allowance;
use super::lp::{Basis, Status, Var};
use super::master::{Found, Master, is_whole};
use super::problem::Problem;

/// Simplex steps of a trial branch.
const TRIAL_STEPS: u64 = 40;
/// Variables tried before branching while nothing is known about them.
const TRIALS: usize = 8;
/// Down to this depth, every node's relaxation is tightened.
const TIGHT_DEPTH: u32 = 6;
/// Trials after which a variable's record is trusted.
const RELIABLE: u32 = 3;

/// A search under way.
pub(super) struct Tree {
    pub master: Master,
    open: Vec<Node>,
    /// The node to go on with from the program's present state.
    plunge: Option<Node>,
    /// What a solution must beat to be of interest.
    cutoff: f64,
    /// The best solution of this tree.
    pub best: Option<Found>,
    /// The program at the root with its fractional solution, once.
    pub relaxed: Option<Box<Master>>,
    records: BTreeMap<Var, [Record; 2]>,
    /// Bounds that differ from the root's, as set in the program now.
    set: BTreeMap<Var, (f64, f64)>,
    root: BTreeMap<Var, (f64, f64)>,
    /// The least bound of a node given up for numerical trouble.
    given_up: f64,
    /// Rows the program may grow to.
    most_rows: usize,
    pub n_nodes: u64,
    has_whole_costs: bool,
}

/// A part of the question: bounds on some sums of sessions.
struct Node {
    bound: f64,
    depth: u32,
    changes: Vec<(Var, f64, f64)>,
    basis: Arc<Basis>,
    /// The branch that led here, for the record: variable, side, distance moved, the parent's bound.
    from: Option<(Var, usize, f64, f64)>,
}

/// How much a branch has raised the bound per unit so far.
#[derive(Clone, Copy, Debug, Default)]
struct Record {
    gain: f64,
    trials: u32,
}

/// What became of a node.
enum Visit {
    /// Nothing of interest in it.
    Closed,
    /// Its two halves, the more promising one last.
    Split(Node, Node),
    /// Not finished; to go on with later.
    Paused(Node),
}

impl Tree {
    /// A tree over a master, whose whole variables' bounds may have been narrowed before.
    pub(super) fn new(master: Master, cutoff: f64) -> Self {
        let root = master.whole.iter().map(|(var, _)| (*var, master.lp.bounds(*var))).collect();
        let node = Node {
            bound: f64::NEG_INFINITY,
            depth: 0,
            changes: Vec::new(),
            basis: Arc::new(master.lp.basis()),
            from: None,
        };
        let most_rows = master.lp.n_rows() * 2 + 500;
        let has_whole_costs = master.has_whole_costs();
        Self {
            master,
            open: vec![node],
            plunge: None,
            cutoff,
            best: None,
            relaxed: None,
            records: BTreeMap::new(),
            set: BTreeMap::new(),
            root,
            given_up: f64::INFINITY,
            most_rows,
            n_nodes: 0,
            has_whole_costs,
        }
    }

    /// Only solutions below are of interest from now on.
    pub(super) fn lower_cutoff(&mut self, cutoff: f64) {
        self.cutoff = self.cutoff.min(cutoff);
        self.open.retain(|node| node.bound < self.cutoff);
    }

    /// No solution of the tree costs less than this or the cutoff.
    pub(super) fn bound(&self) -> f64 {
        let open = self.open.iter().chain(&self.plunge).map(|node| node.bound).fold(f64::INFINITY, f64::min);
        open.min(self.given_up).min(self.cutoff)
    }

    /// Whether everything has been looked at.
    pub(super) fn is_done(&self) -> bool {
        self.open.is_empty() && self.plunge.is_none()
    }

    /// Searches until `go_on` says no, which is asked with the work done before each node.
    pub(super) fn search(&mut self, problem: &Problem, go_on: &dyn Fn(u64) -> bool) {
        while go_on(self.master.lp.work()) {
            let is_jump = self.plunge.is_none();
            let Some(node) = self.plunge.take().or_else(|| self.best_open()) else { return };
            match self.visit(problem, node, is_jump, go_on) {
                Visit::Closed => {}
                Visit::Paused(node) => self.plunge = Some(node),
                Visit::Split(other, first) => {
                    self.open.push(other);
                    self.plunge = Some(first);
                }
            }
        }
    }

    fn best_open(&mut self) -> Option<Node> {
        let least = self.open.iter().enumerate().min_by(|a, b| a.1.bound.total_cmp(&b.1.bound));
        least.map(|(at, _)| at).map(|at| self.open.swap_remove(at))
    }

    fn visit(&mut self, problem: &Problem, node: Node, is_jump: bool, go_on: &dyn Fn(u64) -> bool) -> Visit {
        if node.bound >= self.cutoff {
            return Visit::Closed;
        }
        self.enter(&node, is_jump);
        let status = self.relax(problem, node.depth, go_on);
        if status == Status::Infeasible {
            return Visit::Closed;
        }
        let bound = self.proven().max(node.bound);
        if status == Status::Paused {
            let basis = Arc::new(self.master.lp.basis());
            return Visit::Paused(Node { bound, basis, ..node });
        }
        self.n_nodes += 1;
        if node.depth == 0 {
            self.relaxed = Some(Box::new(self.master.clone()));
        }
        self.record(&node, bound);
        if bound >= self.cutoff {
            return Visit::Closed;
        }
        if status != Status::Optimal {
            // Cut off by the perturbed costs but not quite by the true ones, or in numerical trouble.
            self.given_up = self.given_up.min(bound);
            return Visit::Closed;
        }
        let Some(fractional) = self.choose(bound) else {
            self.take(bound);
            return Visit::Closed;
        };
        self.split(&node, fractional, bound)
    }

    /// Solves the node's relaxation, tightened near the root.
    fn relax(&mut self, problem: &Problem, depth: u32, go_on: &dyn Fn(u64) -> bool) -> Status {
        let cutoff = self.cutoff - self.master.constant;
        let may_grow = self.master.lp.n_rows() < self.most_rows;
        let rounds = match depth {
            0 => 30,
            1..=TIGHT_DEPTH => 1,
            _ => 0,
        };
        if may_grow && rounds > 0 {
            self.master.tighten(problem, (rounds, cutoff), go_on)
        } else if may_grow {
            self.master.solve_strong(cutoff, go_on)
        } else {
            self.master.lp.solve(Allowance { steps: 20_000, cutoff })
        }
    }

    /// Sets the node's bounds, and its basis unless the program has just come from its parent.
    fn enter(&mut self, node: &Node, is_jump: bool) {
        let wanted: BTreeMap<Var, (f64, f64)> = node.changes.iter().map(|(var, lo, hi)| (*var, (*lo, *hi))).collect();
        for var in self.set.keys().filter(|var| !wanted.contains_key(*var)) {
            let (lower, upper) = self.root[var];
            self.master.lp.set_bounds(*var, lower, upper);
        }
        for (&var, &(lower, upper)) in &wanted {
            if self.set.get(&var) != Some(&(lower, upper)) {
                self.master.lp.set_bounds(var, lower, upper);
            }
        }
        self.set = wanted;
        if is_jump {
            self.master.lp.set_basis(&node.basis);
        }
    }

    fn record(&mut self, node: &Node, bound: f64) {
        if let Some((var, side, distance, before)) = node.from {
            self.add_record(var, side, (bound - before) / distance);
        }
    }

    fn add_record(&mut self, var: Var, side: usize, gain: f64) {
        let record = &mut self.records.entry(var).or_default()[side];
        record.gain += gain.max(0.0);
        record.trials += 1;
    }

    /// A whole solution: keeps it if it is the best.
    fn take(&mut self, bound: f64) {
        let found = self.master.found();
        if found.objective < self.cutoff {
            self.cutoff = found.objective;
            self.open.retain(|node| node.bound < found.objective);
            self.best = Some(found);
        }
        self.given_up = self.given_up.min(bound);
    }

    /// A bound for the node in the program; if every cost is whole, so is every plan's.
    fn proven(&mut self) -> f64 {
        let bound = self.master.safe_bound();
        if self.has_whole_costs { (bound - 1e-6).ceil() } else { bound }
    }

    /// The variable to branch on, with its value: of the coarsest fractional rank, the one that promises most on both sides.
    fn choose(&mut self, bound: f64) -> Option<(Var, f64)> {
        let values: Vec<(Var, u8, f64)> =
            self.master.whole.iter().map(|(var, rank)| (*var, *rank, self.master.lp.value(*var))).collect();
        let fractional: Vec<(Var, u8, f64)> = values.into_iter().filter(|entry| !is_whole(entry.2)).collect();
        let rank = fractional.iter().map(|entry| entry.1.max(1)).min()?;
        let mut ranked: Vec<(f64, Var, f64)> = fractional
            .into_iter()
            .filter(|entry| entry.1 <= rank)
            .map(|(var, _, value)| (self.promise(var, value), var, value))
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let basis = self.master.lp.basis();
        let mut has_tried = false;
        for entry in ranked.iter_mut().take(TRIALS) {
            if !self.is_reliable(entry.1) {
                self.try_branches(entry.1, entry.2, bound, &basis);
                entry.0 = self.promise(entry.1, entry.2);
                has_tried = true;
            }
        }
        if has_tried {
            self.master.lp.set_basis(&basis);
        }
        let best = ranked.iter().take(TRIALS).max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        best.map(|entry| (entry.1, entry.2))
    }

    fn is_reliable(&self, var: Var) -> bool {
        self.records.get(&var).is_some_and(|sides| sides.iter().all(|side| side.trials >= RELIABLE))
    }

    /// The product of what both branches have gained so far per unit.
    fn promise(&self, var: Var, value: f64) -> f64 {
        let fraction = value - value.floor();
        let gain = |side: usize| {
            let record = self.records.get(&var).map_or_else(Record::default, |sides| sides[side]);
            if record.trials == 0 { 1.0 } else { record.gain / f64::from(record.trials) }
        };
        (gain(0) * fraction).max(1e-3) * (gain(1) * (1.0 - fraction)).max(1e-3)
    }

    /// Solves both branches a few steps to see how the bound moves.
    fn try_branches(&mut self, var: Var, value: f64, bound: f64, basis: &Basis) {
        let (lower, upper) = self.master.lp.bounds(var);
        let fraction = value - value.floor();
        let sides = [(lower, value.floor(), fraction), (value.ceil(), upper, 1.0 - fraction)];
        for (side, (lower, upper, distance)) in sides.into_iter().enumerate() {
            self.master.lp.set_bounds(var, lower, upper);
            self.master.lp.set_basis(basis);
            let allowance = Allowance { steps: TRIAL_STEPS, cutoff: self.cutoff - self.master.constant };
            let gain = match self.master.lp.solve(allowance) {
                Status::Infeasible | Status::Cutoff => (self.cutoff - bound).min(0.02 * bound.abs()),
                Status::Optimal | Status::Paused | Status::Lost => self.master.objective() - bound,
            };
            self.add_record(var, side, gain.max(0.0) / distance.max(1e-6));
        }
        self.master.lp.set_bounds(var, lower, upper);
    }

    fn split(&self, node: &Node, (var, value): (Var, f64), bound: f64) -> Visit {
        let (lower, upper) = self.master.lp.bounds(var);
        let basis = Arc::new(self.master.lp.basis());
        let fraction = value - value.floor();
        let half = |side: usize| {
            let (lower, upper) = if side == 0 { (lower, value.floor()) } else { (value.ceil(), upper) };
            let mut changes: Vec<(Var, f64, f64)> = node.changes.iter().copied().filter(|c| c.0 != var).collect();
            changes.push((var, lower, upper));
            let distance = if side == 0 { fraction } else { 1.0 - fraction };
            let from = Some((var, side, distance.max(1e-6), bound));
            Node { bound, depth: node.depth + 1, changes, basis: Arc::clone(&basis), from }
        };
        if fraction > 0.5 { Visit::Split(half(0), half(1)) } else { Visit::Split(half(1), half(0)) }
    }
}
