//! The dual simplex method: steepest-edge rows, ratio test with bound flips.

use super::factor::Factor;
use super::{Lp, Rest, Sparse, Status, Var};

/// A value may miss its bound by this much, in scaled units.
const FEASIBLE: f64 = 1e-7;
/// A pivot below this is not trusted.
const PIVOT: f64 = 1e-6;
/// Exchanges before the basis is factorised afresh.
const EXCHANGES: usize = 64;

/// How far a solve may go.
#[derive(Clone, Copy, Debug)]
pub struct Allowance {
    /// Simplex steps at most.
    pub steps: u64,
    /// The solve stops when the optimum is sure to be above.
    pub cutoff: f64,
}

impl Default for Allowance {
    fn default() -> Self {
        Self { steps: u64::MAX, cutoff: f64::INFINITY }
    }
}

/// A column that may enter the basis.
struct Candidate {
    var: Var,
    ratio: f64,
    pivot: f64,
}

/// What the ratio test chose.
enum Entering {
    /// Flip these to their other bounds, then this one enters.
    Var { var: Var, flips: Vec<Var> },
    /// No change of the nonbasic variables mends the row.
    Nothing,
    /// Only pivots too small to trust.
    Unsure,
}

impl Lp {
    /// Looks for the optimum from the present basis.
    pub fn solve(&mut self, allowance: Allowance) -> Status {
        if !self.is_fresh {
            self.refresh();
        }
        let last = self.steps.saturating_add(allowance.steps);
        let mut distrusted = vec![false; self.rows.len()];
        let mut troubles = 0;
        loop {
            if self.factor.n_exchanges() >= EXCHANGES {
                self.refactor();
                self.refresh();
                distrusted.fill(false);
            }
            if self.steps.is_multiple_of(16) && allowance.cutoff.is_finite() && self.dual_objective() > allowance.cutoff
            {
                return Status::Cutoff;
            }
            let Some(position) = self.most_infeasible(&distrusted) else {
                if !distrusted.contains(&true) {
                    return if self.objective() > allowance.cutoff { Status::Cutoff } else { Status::Optimal };
                }
                troubles += 1;
                if troubles > 3 {
                    return Status::Lost;
                }
                self.refactor();
                self.refresh();
                distrusted.fill(false);
                continue;
            };
            if self.steps >= last {
                return Status::Paused;
            }
            self.steps += 1;
            let (rho, alpha) = self.pivot_row(position);
            match self.ratio_test(position, &alpha) {
                Entering::Nothing => {
                    if self.factor.n_exchanges() == 0 {
                        return Status::Infeasible;
                    }
                    self.refactor();
                    self.refresh();
                    if self.is_within(self.basis[position]) {
                        continue;
                    }
                    let (_, alpha) = self.pivot_row(position);
                    if matches!(self.ratio_test(position, &alpha), Entering::Nothing) {
                        return Status::Infeasible;
                    }
                }
                Entering::Unsure => distrusted[position] = true,
                Entering::Var { var, flips } => {
                    if !self.step(position, var, &flips, rho, &alpha) {
                        if self.factor.n_exchanges() == 0 {
                            distrusted[position] = true;
                        } else {
                            self.refactor();
                        }
                        self.refresh();
                    }
                }
            }
        }
    }

    /// The cost of the present basic solution by the perturbed costs: it never falls during a solve.
    fn dual_objective(&self) -> f64 {
        (0..self.n).map(|j| self.perturbed[j] * self.values[j]).sum()
    }

    fn is_within(&self, var: Var) -> bool {
        let (value, tolerance) = (self.values[var], FEASIBLE * (1.0 + self.values[var].abs() * 1e-3));
        value >= self.lower[var] - tolerance && value <= self.upper[var] + tolerance
    }

    fn most_infeasible(&mut self, distrusted: &[bool]) -> Option<usize> {
        self.work += self.basis.len() as u64;
        let mut best = (0.0, None);
        for (position, &var) in self.basis.iter().enumerate() {
            let value = self.values[var];
            let miss = (self.lower[var] - value).max(value - self.upper[var]);
            let is_worse = miss > FEASIBLE && miss * miss > best.0 * self.weights[position];
            if is_worse && !distrusted[position] && !self.is_within(var) {
                best = (miss * miss / self.weights[position], Some(position));
            }
        }
        best.1
    }

    /// Row `position` of B⁻¹ (by row) and of the tableau (by variable, the nonbasic ones).
    fn pivot_row(&mut self, position: usize) -> (Vec<f64>, Vec<(Var, f64)>) {
        let mut rho = vec![0.0; self.rows.len()];
        rho[position] = 1.0;
        self.factor.btran(&mut rho);
        let mut row = vec![0.0; self.n];
        let mut alpha = Vec::new();
        for (i, &weight) in rho.iter().enumerate() {
            if weight.abs() < 1e-13 {
                continue;
            }
            self.work += self.rows[i].len() as u64;
            for &(column, entry) in &self.rows[i] {
                row[column] += weight * entry;
            }
            if self.rests[self.n + i] != Rest::Basic {
                alpha.push((self.n + i, -weight));
            }
        }
        for (column, &value) in row.iter().enumerate() {
            if value.abs() > 1e-11 && self.rests[column] != Rest::Basic {
                alpha.push((column, value));
            }
        }
        self.work += (self.n + self.rows.len() + self.factor.n_entries()) as u64;
        (rho, alpha)
    }

    /// Chooses the entering variable, letting boxed variables whose reduced cost would change sign flip to their
    /// other bound as long as the row stays infeasible.
    fn ratio_test(&mut self, position: usize, alpha: &[(Var, f64)]) -> Entering {
        let leaving = self.basis[position];
        let is_above = self.values[leaving] > self.upper[leaving];
        let mut slope = if is_above {
            self.values[leaving] - self.upper[leaving]
        } else {
            self.lower[leaving] - self.values[leaving]
        };
        let mut candidates = Vec::new();
        for &(var, entry) in alpha {
            let pivot = if is_above { entry } else { -entry };
            let moves = match self.rests[var] {
                Rest::Lower => pivot > 1e-9,
                Rest::Upper => pivot < -1e-9,
                Rest::Basic => false,
            };
            if moves && self.upper[var] > self.lower[var] {
                let ratio = (self.reduced[var] / pivot).max(0.0);
                candidates.push(Candidate { var, ratio, pivot: pivot.abs() });
            }
        }
        self.work += (alpha.len() + 4 * candidates.len()) as u64;
        candidates.sort_unstable_by(|a, b| a.ratio.total_cmp(&b.ratio).then(a.var.cmp(&b.var)));
        let mut passed = 0;
        for candidate in &candidates {
            slope -= candidate.pivot * (self.upper[candidate.var] - self.lower[candidate.var]);
            if slope < 0.0 {
                break;
            }
            passed += 1;
        }
        if passed == candidates.len() {
            return if slope > FEASIBLE { Entering::Nothing } else { Entering::Unsure };
        }
        choose(&candidates, passed)
    }

    /// Exchanges the variable at `position` for `entering`. `false`: the pivot was not to be trusted and nothing
    /// but flips was done.
    fn step(&mut self, position: usize, entering: Var, flips: &[Var], rho: Vec<f64>, alpha: &[(Var, f64)]) -> bool {
        let leaving = self.basis[position];
        let in_row = alpha.iter().find(|entry| entry.0 == entering).map_or(0.0, |entry| entry.1);
        let mut column = self.dense_column(entering);
        self.factor.ftran(&mut column);
        let pivot = column[position];
        if pivot.abs() < PIVOT || (pivot - in_row).abs() > 1e-6 * (1.0 + pivot.abs()) {
            return false;
        }
        let (bound, rest) = if self.values[leaving] > self.upper[leaving] {
            (self.upper[leaving], Rest::Upper)
        } else {
            (self.lower[leaving], Rest::Lower)
        };
        self.flip(flips);
        let theta = self.reduced[entering] / in_row;
        for &(var, entry) in alpha {
            self.reduced[var] -= theta * entry;
        }
        self.reduced[entering] = 0.0;
        self.reduced[leaving] = -theta;
        let change = (self.values[leaving] - bound) / pivot;
        for (p, &entry) in column.iter().enumerate() {
            if entry != 0.0 {
                self.values[self.basis[p]] -= change * entry;
            }
        }
        self.values[entering] += change;
        self.values[leaving] = bound;
        self.update_weights(position, &column, rho);
        self.rests[leaving] = rest;
        self.rests[entering] = Rest::Basic;
        self.basis[position] = entering;
        self.factor.exchange(position, &column);
        self.work += (3 * self.factor.n_entries() + 3 * column.len() + alpha.len()) as u64;
        true
    }

    fn flip(&mut self, flips: &[Var]) {
        if flips.is_empty() {
            return;
        }
        let mut moved = vec![0.0; self.rows.len()];
        for &var in flips {
            let change = match self.rests[var] {
                Rest::Lower => self.upper[var] - self.lower[var],
                Rest::Upper => self.lower[var] - self.upper[var],
                Rest::Basic => 0.0,
            };
            self.values[var] += change;
            self.rests[var] = if change > 0.0 { Rest::Upper } else { Rest::Lower };
            if var < self.n {
                for &(row, entry) in &self.columns[var] {
                    moved[row] += entry * change;
                }
            } else {
                moved[var - self.n] -= change;
            }
        }
        self.factor.ftran(&mut moved);
        for (position, change) in moved.iter().enumerate() {
            self.values[self.basis[position]] -= change;
        }
        self.work += self.factor.n_entries() as u64;
    }

    /// Source: Forrest & Goldfarb, Steepest-edge simplex algorithms, 1992 (dual algorithm I).
    fn update_weights(&mut self, position: usize, column: &[f64], rho: Vec<f64>) {
        let own: f64 = rho.iter().map(|value| value * value).sum::<f64>().max(1e-10);
        let mut tau = rho;
        self.factor.ftran(&mut tau);
        let pivot = column[position];
        for (p, &entry) in column.iter().enumerate() {
            if entry != 0.0 && p != position {
                let ratio = entry / pivot;
                let weight = self.weights[p] - 2.0 * ratio * tau[p] + ratio * ratio * own;
                self.weights[p] = weight.max(ratio * ratio * own * 1e-2).max(1e-6);
            }
        }
        self.weights[position] = (own / (pivot * pivot)).max(1e-6);
    }

    fn dense_column(&self, var: Var) -> Vec<f64> {
        let mut dense = vec![0.0; self.rows.len()];
        if var < self.n {
            for &(row, entry) in &self.columns[var] {
                dense[row] = entry;
            }
        } else {
            dense[var - self.n] = -1.0;
        }
        dense
    }

    pub(super) fn refactor(&mut self) {
        let n = self.n;
        let columns: Vec<Sparse> = self
            .basis
            .iter()
            .map(|&var| if var < n { self.columns[var].clone() } else { vec![(var - n, -1.0)] })
            .collect();
        let (factor, replaced) = Factor::new(self.rows.len(), &columns);
        self.factor = factor;
        for (position, row) in replaced {
            let out = self.basis[position];
            self.rests[out] = Rest::Lower;
            self.basis[position] = n + row;
            self.rests[n + row] = Rest::Basic;
            self.weights[position] = 1.0;
        }
        self.work += 4 * self.factor.n_entries() as u64;
    }

    /// Computes reduced costs and values from the basis, nonbasic variables at the bound their cost asks for.
    fn refresh(&mut self) {
        if self.factor.n_rows() != self.rows.len() {
            self.refactor();
        }
        let perturbed = std::mem::take(&mut self.perturbed);
        let prices = self.prices_of(&perturbed);
        self.perturbed = perturbed;
        let mut moved = vec![0.0; self.rows.len()];
        for var in 0..self.rests.len() {
            if self.rests[var] == Rest::Basic {
                self.reduced[var] = 0.0;
                continue;
            }
            let reduced = if var < self.n {
                let priced: f64 = self.columns[var].iter().map(|(i, entry)| prices[*i] * entry).sum();
                self.perturbed[var] - priced
            } else {
                prices[var - self.n]
            };
            self.reduced[var] = reduced;
            if reduced > 1e-9 {
                self.rests[var] = Rest::Lower;
            } else if reduced < -1e-9 {
                self.rests[var] = Rest::Upper;
            }
            let value = if self.rests[var] == Rest::Lower { self.lower[var] } else { self.upper[var] };
            self.values[var] = value;
            if value != 0.0 {
                if var < self.n {
                    for &(row, entry) in &self.columns[var] {
                        moved[row] -= entry * value;
                    }
                } else {
                    moved[var - self.n] += value;
                }
            }
        }
        self.factor.ftran(&mut moved);
        for (position, value) in moved.into_iter().enumerate() {
            self.values[self.basis[position]] = value;
        }
        self.work += (2 * self.factor.n_entries() + 8 * self.rests.len()) as u64;
        self.is_fresh = true;
    }
}

/// The last candidate that can be passed, or one close to it with a better pivot.
fn choose(candidates: &[Candidate], passed: usize) -> Entering {
    let ratio = candidates[passed].ratio;
    let is_close = |candidate: &&Candidate| candidate.ratio <= ratio + 1e-9 * (1.0 + ratio);
    let tied = candidates[passed..].iter().take_while(is_close);
    let mut best = passed;
    for (k, candidate) in tied.enumerate() {
        if candidate.pivot > candidates[best].pivot {
            best = passed + k;
        }
    }
    while candidates[best].pivot < 1e-5 && best > 0 && best <= passed {
        best -= 1;
    }
    if candidates[best].pivot < PIVOT {
        return Entering::Unsure;
    }
    let flips = candidates[..best.min(passed)].iter().map(|candidate| candidate.var).collect();
    Entering::Var { var: candidates[best].var, flips }
}
