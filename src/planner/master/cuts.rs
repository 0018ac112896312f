//! Rows that every plan meets and a fractional solution breaks.

use std::collections::{BTreeMap, BTreeSet};

use super::super::lp::simplex::Allowance;
use super::super::lp::{Status, Var};
use super::super::problem::Problem;
use super::{Master, Row, is_whole};

/// Simplex steps between two looks at the clock.
const SLICE: u64 = 250;
/// Fewer heads than this are not worth a row.
const BROKEN: f64 = 1e-3;

impl Master {
    /// Solves and adds broken strong rows `x ≤ min(demand, max, away)·n` until none is broken, or until `go_on`,
    /// asked with the work done, says no.
    pub(in super::super) fn solve_strong(&mut self, cutoff: f64, go_on: &dyn Fn(u64) -> bool) -> Status {
        loop {
            let status = self.lp.solve(Allowance { steps: SLICE, cutoff });
            let is_over = match status {
                Status::Optimal => self.add_strong() == 0,
                Status::Paused => false,
                Status::Infeasible | Status::Cutoff | Status::Lost => true,
            };
            if is_over {
                return status;
            }
            if !go_on(self.lp.work()) {
                return Status::Paused;
            }
        }
    }

    /// Tightens the relaxation: strong rows and rounded covers, up to so many rounds or until the bound stands
    /// still.
    pub(in super::super) fn tighten(
        &mut self,
        problem: &Problem,
        (rounds, cutoff): (usize, f64),
        go_on: &dyn Fn(u64) -> bool,
    ) -> Status {
        let mut status = self.solve_strong(cutoff, go_on);
        let covers = Covers::new(self, problem);
        let mut before = self.objective();
        let mut stalls = 0;
        for _ in 0..rounds {
            if status != Status::Optimal || self.is_whole() || self.add_covers(problem, &covers) == 0 {
                break;
            }
            status = self.solve_strong(cutoff, go_on);
            let gain = self.objective() - before;
            stalls = if gain < 2e-6 * before.abs() { stalls + 1 } else { 0 };
            before = self.objective();
            if stalls >= 4 {
                break;
            }
        }
        status
    }

    fn add_strong(&mut self) -> usize {
        let mut broken = Vec::new();
        for (f, flow) in self.flows.iter().enumerate() {
            let n = self.runs[flow.run].column;
            if !self.strong[f] && self.lp.value(flow.column) > flow.per_session * self.lp.value(n) + BROKEN {
                broken.push(f);
            }
        }
        for &f in &broken {
            let flow = self.flows[f];
            let n = self.runs[flow.run].column;
            self.strong[f] = true;
            self.rows.push(Row::Cut);
            self.lp.add_row(&[(flow.column, 1.0), (n, -flow.per_session)], f64::NEG_INFINITY, 0.0);
        }
        broken.len()
    }

    fn add_covers(&mut self, problem: &Problem, covers: &Covers) -> usize {
        let mut found = Vec::new();
        for set in &covers.sets {
            found.extend(self.best_cover(problem, set));
        }
        found.sort_by(|a, b| b.depth.total_cmp(&a.depth));
        found.truncate(200);
        for cut in &found {
            self.rows.push(Row::Cut);
            self.lp.add_row(&cut.entries, cut.least, f64::INFINITY);
        }
        found.len()
    }

    /// The deepest rounded cover of a set of customers.
    ///
    /// The set's heads that the shares keep out of other modes must come to sessions or be left out:
    /// `Σ places·N + Σ x + Σ u ≥ r`, each group of sessions counted either by its places or by its heads. Dividing by
    /// `d` and rounding gives, with `f` the fraction of `r/d`,
    /// `Σ (⌊places/d⌋ + min(1, frac(places/d)/f))·N + Σ x/(d·f) + Σ u/(d·f) ≥ ⌈r/d⌉`.
    /// Source: Marchand & Wolsey, Aggregation and mixed integer rounding to solve MIPs, 2001.
    fn best_cover(&self, problem: &Problem, set: &BTreeSet<usize>) -> Option<Cut> {
        let base = self.base(problem, set);
        let mut divisors: Vec<f64> =
            base.terms.iter().filter(|term| !is_whole(self.lp.value(term.sum))).map(|term| term.places).collect();
        divisors.sort_by(f64::total_cmp);
        divisors.dedup();
        let cuts = divisors.iter().filter_map(|divisor| self.round(&base, *divisor));
        cuts.max_by(|a, b| a.depth.total_cmp(&b.depth))
    }

    /// The cover before rounding.
    fn base(&self, problem: &Problem, set: &BTreeSet<usize>) -> Base {
        let mut heads = 0.0;
        let mut columns = Vec::new();
        for &(customer, column) in self.left_out.iter().filter(|entry| set.contains(&entry.0)) {
            heads += f64::from(problem.customers[customer].demand);
            columns.push(column);
        }
        let mut kept_out = BTreeSet::new();
        for &(share, var) in &self.shares {
            let row = &problem.shares[share];
            let is_tight = self.lp.bounds(var).1 - self.lp.value(var) < 1e-6;
            let is_new = row.modes.iter().all(|mode| !kept_out.contains(&(row.customer, *mode)));
            if set.contains(&row.customer) && is_tight && is_new {
                heads -= f64::from(row.max_heads);
                kept_out.extend(row.modes.iter().map(|mode| (row.customer, *mode)));
            }
        }
        let mut terms = Vec::new();
        for group in &self.groups {
            let mut term = Term { places: 0.0, sum: group.sum, runs: Vec::new(), flows: Vec::new(), heads: 0.0 };
            let mut per_session: f64 = 0.0;
            for &run in &group.runs {
                let mut here = 0.0;
                let mode = problem.offers[self.classes[self.runs[run].class].offers[0]].mode;
                for &f in &self.flows_of[run] {
                    let flow = &self.flows[f];
                    if set.contains(&flow.customer) && !kept_out.contains(&(flow.customer, mode)) {
                        here += flow.per_session;
                        term.flows.push(flow.column);
                        term.heads += self.lp.value(flow.column);
                    }
                }
                term.runs.push(self.runs[run].column);
                per_session = per_session.max(here);
            }
            if !term.flows.is_empty() {
                term.places = group.places.min(per_session);
                terms.push(term);
            }
        }
        Base { heads, left_out: columns, terms }
    }

    fn round(&self, base: &Base, divisor: f64) -> Option<Cut> {
        let whole = base.heads / divisor;
        let fraction = whole - whole.floor();
        if divisor < 1.0 || !(0.02..=0.995).contains(&fraction) || whole < 0.0 {
            return None;
        }
        let scale = divisor * fraction;
        let mut entries: BTreeMap<Var, f64> = BTreeMap::new();
        let mut left = 0.0;
        for &column in &base.left_out {
            entries.insert(column, 1.0);
            left += self.lp.value(column);
        }
        for term in &base.terms {
            let ratio = term.places / divisor;
            let places = (ratio.floor() + ((ratio - ratio.floor()) / fraction).min(1.0)) * scale;
            let by_places = places * self.lp.value(term.sum);
            if by_places < term.heads {
                left += by_places;
                entries.extend(term.runs.iter().map(|column| (*column, places)));
            } else {
                left += term.heads;
                entries.extend(term.flows.iter().map(|column| (*column, 1.0)));
            }
        }
        let least = whole.ceil() * scale;
        let norm = entries.values().map(|entry| entry * entry).sum::<f64>().sqrt();
        let depth = (least - left) / norm;
        (depth > 1e-3 && least - left > 1e-2).then(|| Cut { entries: entries.into_iter().collect(), least, depth })
    }
}

/// A row `Σ entries ≥ least`.
struct Cut {
    entries: Vec<(Var, f64)>,
    least: f64,
    /// How far the present solution is from meeting it.
    depth: f64,
}

/// A cover before rounding.
struct Base {
    heads: f64,
    left_out: Vec<Var>,
    terms: Vec<Term>,
}

/// A group of sessions in a cover.
struct Term {
    /// Heads of the set that a session can take.
    places: f64,
    sum: Var,
    runs: Vec<Var>,
    flows: Vec<Var>,
    /// The present value of the flows.
    heads: f64,
}

/// Sets of customers worth looking at: each alone, those who share a room that is not everybody's, and all.
struct Covers {
    sets: BTreeSet<BTreeSet<usize>>,
}

impl Covers {
    fn new(master: &Master, problem: &Problem) -> Self {
        let mut sets = BTreeSet::new();
        let mut by_cohort: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
        for &(customer, _) in &master.left_out {
            sets.insert(BTreeSet::from([customer]));
            by_cohort.entry(problem.customers[customer].cohort).or_default().insert(customer);
        }
        for group in &master.groups {
            let flows = group.runs.iter().flat_map(|run| &master.flows_of[*run]);
            let guests: BTreeSet<usize> = flows.map(|flow| master.flows[*flow].customer).collect();
            if guests.len() <= 8 {
                for a in &guests {
                    sets.extend(guests.iter().filter(|b| *b != a).map(|b| BTreeSet::from([*a, *b])));
                    sets.insert(guests.iter().copied().filter(|b| b != a).collect());
                }
            }
            sets.insert(guests);
        }
        sets.extend(by_cohort.into_values());
        sets.retain(|set| !set.is_empty());
        Self { sets }
    }
}
