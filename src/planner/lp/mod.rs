//! Linear programs over boxes: minimise `c·x` with `lower ≤ x ≤ upper` and `lower ≤ a·x ≤ upper` for each row.
//!
//! A bounded dual simplex method: since every variable has two finite bounds, any basis can be made dual feasible,
//! so there is no first phase, and after a change of bounds or a new row the old basis is a warm start. Costs are
//! perturbed a little, once, against stalling. Nothing here is trusted by the bound: [`Lp::safe_bound`] recomputes
//! it from the prices alone, by weak duality.

mod factor;
pub mod simplex;

use factor::{Factor, Sparse};

/// How a solve ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The optimum is found.
    Optimal,
    /// Nothing meets the bounds and rows.
    Infeasible,
    /// The optimum lies above the cutoff.
    Cutoff,
    /// The allowance of steps is used up; a later solve goes on from here.
    Paused,
    /// The arithmetic got into trouble; the prices are still good for a bound.
    Lost,
}

/// A variable of the program: a column, or a row's activity.
pub type Var = usize;

/// Where a variable rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    Basic,
    Lower,
    Upper,
}

/// Which variables are basic and where the others rest: a start for a later solve.
#[derive(Clone, Debug)]
pub struct Basis {
    rests: Vec<Rest>,
}

/// A linear program and the state of its solution.
#[derive(Clone, Debug)]
pub struct Lp {
    n: usize,
    /// By column: entries by row, scaled.
    columns: Vec<Sparse>,
    /// By row: entries by column, scaled.
    rows: Vec<Sparse>,
    /// By row: what its entries were multiplied with.
    scales: Vec<f64>,
    /// True costs by variable; rows have none.
    costs: Vec<f64>,
    /// Costs the simplex works with.
    perturbed: Vec<f64>,
    lower: Vec<f64>,
    upper: Vec<f64>,
    rests: Vec<Rest>,
    /// The basic variable at each position.
    basis: Vec<Var>,
    values: Vec<f64>,
    /// Reduced costs.
    reduced: Vec<f64>,
    /// Steepest-edge weights by position.
    weights: Vec<f64>,
    factor: Factor,
    is_fresh: bool,
    /// Steps of arithmetic done.
    work: u64,
    /// Simplex steps done.
    steps: u64,
}

impl Lp {
    /// A program with columns (cost, lower, upper) and no rows. All bounds must be finite.
    pub fn new(columns: &[(f64, f64, f64)]) -> Self {
        let costs: Vec<f64> = columns.iter().map(|column| column.0).collect();
        let lower: Vec<f64> = columns.iter().map(|column| column.1).collect();
        let rests = costs.iter().map(|cost| if *cost < 0.0 { Rest::Upper } else { Rest::Lower }).collect();
        Self {
            n: columns.len(),
            columns: vec![Vec::new(); columns.len()],
            rows: Vec::new(),
            scales: Vec::new(),
            perturbed: perturb(&costs),
            costs,
            values: lower.clone(),
            lower,
            upper: columns.iter().map(|column| column.2).collect(),
            rests,
            basis: Vec::new(),
            reduced: vec![0.0; columns.len()],
            weights: Vec::new(),
            factor: Factor::default(),
            is_fresh: false,
            work: 0,
            steps: 0,
        }
    }

    /// Adds `lower ≤ Σ entries ≤ upper` and returns the variable that stands for the row's activity. An infinite
    /// bound becomes what the columns' first bounds imply.
    pub fn add_row(&mut self, entries: &[(usize, f64)], lower: f64, upper: f64) -> Var {
        let largest = entries.iter().map(|entry| entry.1.abs()).fold(0.0, f64::max);
        let smallest = entries.iter().map(|entry| entry.1.abs()).fold(f64::INFINITY, f64::min);
        let scale = if largest > 0.0 { 2f64.powi((-(largest * smallest).sqrt().log2()).round() as i32) } else { 1.0 };
        let row = self.rows.len();
        let entries: Sparse = entries.iter().filter(|entry| entry.1 != 0.0).map(|e| (e.0, e.1 * scale)).collect();
        let (mut least, mut most) = (0.0, 0.0);
        for &(column, entry) in &entries {
            let (at_lower, at_upper) = (entry * self.lower[column], entry * self.upper[column]);
            least += at_lower.min(at_upper);
            most += at_lower.max(at_upper);
            self.columns[column].push((row, entry));
        }
        let slack = 1.0 + 1e-3 * (most - least);
        self.rows.push(entries);
        self.scales.push(scale);
        self.lower.push(if lower.is_finite() { lower * scale } else { least - slack });
        self.upper.push(if upper.is_finite() { upper * scale } else { most + slack });
        self.costs.push(0.0);
        self.perturbed.push(0.0);
        self.rests.push(Rest::Basic);
        self.basis.push(self.n + row);
        self.values.push(0.0);
        self.reduced.push(0.0);
        self.weights.push(1.0);
        self.is_fresh = false;
        self.n + row
    }

    /// Columns.
    pub fn n_columns(&self) -> usize {
        self.n
    }

    /// Rows.
    pub fn n_rows(&self) -> usize {
        self.rows.len()
    }

    /// The bounds of a variable.
    pub fn bounds(&self, var: Var) -> (f64, f64) {
        let scale = self.scale_of(var);
        (self.lower[var] / scale, self.upper[var] / scale)
    }

    /// Sets the bounds of a variable; both must be finite.
    pub fn set_bounds(&mut self, var: Var, lower: f64, upper: f64) {
        let scale = self.scale_of(var);
        self.lower[var] = lower * scale;
        self.upper[var] = upper * scale;
        self.is_fresh = false;
    }

    /// Sets a column's cost.
    pub fn set_cost(&mut self, column: usize, cost: f64) {
        self.perturbed[column] += cost - self.costs[column];
        self.costs[column] = cost;
        self.is_fresh = false;
    }

    /// A column's cost.
    pub fn cost(&self, column: usize) -> f64 {
        self.costs[column]
    }

    /// The value of a column or a row's activity.
    pub fn value(&self, var: Var) -> f64 {
        self.values[var] / self.scale_of(var)
    }

    /// The cost of the present values, without perturbation.
    pub fn objective(&self) -> f64 {
        (0..self.n).map(|j| self.costs[j] * self.values[j]).sum()
    }

    /// Steps of arithmetic done so far.
    pub fn work(&self) -> u64 {
        self.work
    }

    /// Simplex steps done so far.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The present basis, to come back to.
    pub fn basis(&self) -> Basis {
        Basis { rests: self.rests.clone() }
    }

    /// Goes back to a basis; rows added since rest in it.
    pub fn set_basis(&mut self, basis: &Basis) {
        let known = basis.rests.len().min(self.rests.len());
        self.rests[..known].copy_from_slice(&basis.rests[..known]);
        self.rests[known..].fill(Rest::Basic);
        self.basis = (0..self.rests.len()).filter(|var| self.rests[*var] == Rest::Basic).collect();
        self.weights.fill(1.0);
        self.factor = Factor::default();
        self.is_fresh = false;
    }

    /// The rows' prices by the true costs.
    pub fn prices(&mut self) -> Vec<f64> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let costs = self.costs.clone();
        let scaled = self.prices_of(&costs);
        scaled.iter().zip(&self.scales).map(|(price, scale)| price * scale).collect()
    }

    /// A bound from below for the optimum within the present bounds, by weak duality: for any prices `y`,
    /// `min c·x ≥ Σ min (c − yA)·x + Σ min y·r` over the boxes. Rounding errors are taken off.
    pub fn safe_bound(&mut self) -> f64 {
        if self.rows.is_empty() {
            let least = |j: usize| (self.costs[j] * self.lower[j]).min(self.costs[j] * self.upper[j]);
            return (0..self.n).map(least).sum();
        }
        let costs = self.costs.clone();
        let prices = self.prices_of(&costs);
        let (mut bound, mut size) = (0.0, 0.0);
        for (j, cost) in costs.iter().enumerate().take(self.n) {
            let reduced = cost - self.columns[j].iter().map(|(i, entry)| prices[*i] * entry).sum::<f64>();
            let least = (reduced * self.lower[j]).min(reduced * self.upper[j]);
            bound += least;
            size += least.abs();
        }
        for (i, price) in prices.iter().enumerate() {
            let least = (price * self.lower[self.n + i]).min(price * self.upper[self.n + i]);
            bound += least;
            size += least.abs();
        }
        bound - 1e-11 * size - 1e-9
    }

    fn prices_of(&mut self, costs: &[f64]) -> Vec<f64> {
        if self.factor.n_rows() != self.rows.len() {
            self.refactor();
        }
        let mut prices: Vec<f64> = self.basis.iter().map(|var| costs[*var]).collect();
        self.factor.btran(&mut prices);
        prices
    }

    fn scale_of(&self, var: Var) -> f64 {
        if var < self.n { 1.0 } else { self.scales[var - self.n] }
    }
}

/// Costs a little above the true ones, all different, so that ratios hardly ever tie.
fn perturb(costs: &[f64]) -> Vec<f64> {
    let noise = |j: usize| {
        let mixed = (j as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        0.5 + 0.5 * ((mixed >> 40) as f64 / (1u64 << 24) as f64)
    };
    costs.iter().enumerate().map(|(j, cost)| cost + 2e-7 * (1.0 + cost.abs()) * noise(j)).collect()
}

#[cfg(test)]
mod tests;
