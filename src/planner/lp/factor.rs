//! The basis in factors: L·U by Markowitz elimination, then one elementary column per exchange (product form).
//!
//! A basis has one column at each position `0..m`; vectors go in by row and come out by position, or the other way
//! round. Knows no costs and no bounds.

/// Entries of a sparse column or row.
pub(super) type Sparse = Vec<(usize, f64)>;

/// A pivot smaller than this is no pivot.
const TINY: f64 = 1e-9;
/// A pivot must not be smaller than this part of its column's largest entry.
const THRESHOLD: f64 = 0.1;

/// A basis that can be solved with.
#[derive(Clone, Debug, Default)]
pub(super) struct Factor {
    /// Pivots in order: (row, position, value).
    pivots: Vec<(usize, usize, f64)>,
    /// Multipliers of the elimination: (pivot row, (row, multiplier)…), empty ones left out.
    lower: Vec<(usize, Sparse)>,
    /// By pivot: the rest of the pivot's row, by position.
    upper_rows: Vec<Sparse>,
    /// By pivot: the column of its position in the rows of earlier pivots, by row.
    upper_columns: Vec<Sparse>,
    /// Exchanges since: (position, pivot, the rest of the entering column by position).
    exchanges: Vec<(usize, f64, Sparse)>,
    /// Entries in all factors: a measure of the work of a solve.
    entries: usize,
    /// Space for a solve.
    scratch: Vec<f64>,
}

impl Factor {
    /// Factorises the columns. Positions whose column depends on others come back with a row whose unit column
    /// (with −1) has been put in their place.
    pub(super) fn new(m: usize, columns: &[Sparse]) -> (Self, Vec<(usize, usize)>) {
        let mut elimination = Elimination::new(m, columns);
        elimination.singletons();
        elimination.rest();
        elimination.finish()
    }

    /// Rows of the basis.
    pub(super) fn n_rows(&self) -> usize {
        self.pivots.len()
    }

    /// How many exchanges have been added.
    pub(super) fn n_exchanges(&self) -> usize {
        self.exchanges.len()
    }

    /// Entries in all factors.
    pub(super) fn n_entries(&self) -> usize {
        self.entries
    }

    /// Solves `B z = a`: `a` by row becomes `z` by position.
    pub(super) fn ftran(&mut self, a: &mut Vec<f64>) {
        for (row, multipliers) in &self.lower {
            let value = a[*row];
            if value != 0.0 {
                for (i, multiplier) in multipliers {
                    a[*i] -= multiplier * value;
                }
            }
        }
        let z = &mut self.scratch;
        for (k, (row, position, pivot)) in self.pivots.iter().enumerate().rev() {
            let value = a[*row];
            a[*row] = 0.0;
            if value == 0.0 {
                z[*position] = 0.0;
                continue;
            }
            let value = value / pivot;
            z[*position] = value;
            for (i, entry) in &self.upper_columns[k] {
                a[*i] -= entry * value;
            }
        }
        std::mem::swap(a, z);
        for (position, pivot, column) in &self.exchanges {
            let value = a[*position];
            if value != 0.0 {
                let value = value / pivot;
                a[*position] = value;
                for (i, entry) in column {
                    a[*i] -= entry * value;
                }
            }
        }
    }

    /// Solves `Bᵀ y = c`: `c` by position becomes `y` by row.
    pub(super) fn btran(&mut self, c: &mut Vec<f64>) {
        for (position, pivot, column) in self.exchanges.iter().rev() {
            let mut value = c[*position];
            for (i, entry) in column {
                value -= entry * c[*i];
            }
            c[*position] = value / pivot;
        }
        let y = &mut self.scratch;
        for (k, (row, position, pivot)) in self.pivots.iter().enumerate() {
            let value = c[*position];
            c[*position] = 0.0;
            if value == 0.0 {
                y[*row] = 0.0;
                continue;
            }
            let value = value / pivot;
            y[*row] = value;
            for (p, entry) in &self.upper_rows[k] {
                c[*p] -= entry * value;
            }
        }
        std::mem::swap(c, y);
        for (row, multipliers) in self.lower.iter().rev() {
            let mut value = c[*row];
            for (i, multiplier) in multipliers {
                value -= multiplier * c[*i];
            }
            c[*row] = value;
        }
    }

    /// Puts a column, already solved with, at a position.
    pub(super) fn exchange(&mut self, position: usize, column: &[f64]) {
        let rest: Sparse = column
            .iter()
            .enumerate()
            .filter(|(i, value)| *i != position && value.abs() > 1e-14)
            .map(|(i, value)| (i, *value))
            .collect();
        self.entries += rest.len() + 1;
        self.exchanges.push((position, column[position], rest));
    }
}

/// A factorisation under way.
struct Elimination {
    m: usize,
    /// Active entries of each row by position.
    rows: Vec<Sparse>,
    /// Rows that may have an entry at each position.
    columns: Vec<Vec<usize>>,
    column_count: Vec<usize>,
    row_done: Vec<bool>,
    column_done: Vec<bool>,
    pivots: Vec<(usize, usize, f64)>,
    lower: Vec<(usize, Sparse)>,
    upper_rows: Vec<Sparse>,
}

impl Elimination {
    fn new(m: usize, basis: &[Sparse]) -> Self {
        let mut rows: Vec<Sparse> = vec![Vec::new(); m];
        let mut columns = vec![Vec::new(); m];
        for (position, column) in basis.iter().enumerate() {
            for &(row, value) in column {
                rows[row].push((position, value));
                columns[position].push(row);
            }
        }
        let column_count = columns.iter().map(Vec::len).collect();
        Self {
            m,
            rows,
            columns,
            column_count,
            row_done: vec![false; m],
            column_done: vec![false; m],
            pivots: Vec::with_capacity(m),
            lower: Vec::new(),
            upper_rows: Vec::with_capacity(m),
        }
    }

    fn value_at(&self, row: usize, position: usize) -> f64 {
        self.rows[row].iter().find(|entry| entry.0 == position).map_or(0.0, |entry| entry.1)
    }

    /// Takes columns and rows with a single entry left, which cost nothing.
    fn singletons(&mut self) {
        let mut columns: Vec<usize> = (0..self.m).filter(|p| self.column_count[*p] == 1).collect();
        let mut rows: Vec<usize> = (0..self.m).filter(|i| self.rows[*i].len() == 1).collect();
        loop {
            if let Some(position) = columns.pop() {
                if self.column_done[position] || self.column_count[position] != 1 {
                    continue;
                }
                let rows_here = &self.columns[position];
                let found = rows_here
                    .iter()
                    .copied()
                    .find(|i| !self.row_done[*i] && self.rows[*i].iter().any(|entry| entry.0 == position));
                let Some(row) = found else { continue };
                if self.value_at(row, position).abs() > TINY {
                    self.pivot(row, position);
                    let left = self.upper_rows.last().into_iter().flatten();
                    columns.extend(left.map(|entry| entry.0).filter(|p| self.column_count[*p] == 1));
                }
            } else if let Some(row) = rows.pop() {
                if self.row_done[row] || self.rows[row].len() != 1 {
                    continue;
                }
                let (position, value) = self.rows[row][0];
                if value.abs() > 1e-5 {
                    let below = self.pivot(row, position);
                    rows.extend(below.into_iter().filter(|i| self.rows[*i].len() == 1));
                }
            } else {
                return;
            }
        }
    }

    /// Eliminates what is left, sparse columns first, and within a column the sparse rows.
    fn rest(&mut self) {
        let mut open: Vec<usize> = (0..self.m).filter(|p| !self.column_done[*p]).collect();
        while !open.is_empty() {
            let Some(best) = (0..open.len()).min_by_key(|i| self.column_count[open[*i]]) else { return };
            let position = open.swap_remove(best);
            if self.column_done[position] {
                continue;
            }
            let entries: Vec<(usize, f64)> = self
                .active_rows(position)
                .into_iter()
                .map(|row| (row, self.value_at(row, position)))
                .filter(|entry| entry.1 != 0.0)
                .collect();
            let largest = entries.iter().map(|entry| entry.1.abs()).fold(0.0, f64::max);
            if largest < TINY {
                continue;
            }
            let stable = entries.iter().filter(|entry| entry.1.abs() >= THRESHOLD * largest);
            if let Some((row, _)) = stable.min_by_key(|entry| (self.rows[entry.0].len(), entry.0)) {
                self.pivot(*row, position);
            }
        }
    }

    fn active_rows(&self, position: usize) -> Vec<usize> {
        let rows = self.columns[position].iter().copied();
        rows.filter(|row| !self.row_done[*row]).collect()
    }

    /// Pivots and returns the rows that have changed.
    fn pivot(&mut self, row: usize, position: usize) -> Vec<usize> {
        let mut pivot_row = std::mem::take(&mut self.rows[row]);
        let place = pivot_row.iter().position(|entry| entry.0 == position);
        let (_, pivot) = place.map_or((position, 1.0), |place| pivot_row.swap_remove(place));
        self.row_done[row] = true;
        self.column_done[position] = true;
        for (p, _) in &pivot_row {
            self.column_count[*p] -= 1;
        }
        let below = self.active_rows(position);
        let mut multipliers = Sparse::new();
        let mut changed = Vec::new();
        for i in below {
            let Some(place) = self.rows[i].iter().position(|entry| entry.0 == position) else { continue };
            let (_, value) = self.rows[i].swap_remove(place);
            let multiplier = value / pivot;
            multipliers.push((i, multiplier));
            self.subtract(i, multiplier, &pivot_row);
            changed.push(i);
        }
        if !multipliers.is_empty() {
            self.lower.push((row, multipliers));
        }
        self.pivots.push((row, position, pivot));
        self.upper_rows.push(pivot_row);
        changed
    }

    /// Row `i` −= multiplier × pivot row.
    fn subtract(&mut self, i: usize, multiplier: f64, pivot_row: &[(usize, f64)]) {
        for &(p, value) in pivot_row {
            let change = multiplier * value;
            if let Some(entry) = self.rows[i].iter_mut().find(|entry| entry.0 == p) {
                entry.1 -= change;
            } else {
                self.rows[i].push((p, -change));
                self.columns[p].push(i);
                self.column_count[p] += 1;
            }
        }
    }

    /// Puts the unit columns of rows without a pivot at the positions without one.
    fn finish(mut self) -> (Factor, Vec<(usize, usize)>) {
        let positions: Vec<usize> = (0..self.m).filter(|p| !self.column_done[*p]).collect();
        let rows: Vec<usize> = (0..self.m).filter(|i| !self.row_done[*i]).collect();
        let replaced: Vec<(usize, usize)> = positions.into_iter().zip(rows).collect();
        for row in &mut self.upper_rows {
            row.retain(|entry| self.column_done[entry.0]);
        }
        for &(position, row) in &replaced {
            self.pivots.push((row, position, -1.0));
            self.upper_rows.push(Sparse::new());
        }
        let mut pivot_of = vec![0; self.m];
        for (k, (_, position, _)) in self.pivots.iter().enumerate() {
            pivot_of[*position] = k;
        }
        let mut upper_columns = vec![Sparse::new(); self.m];
        let mut entries = self.m;
        for (k, row) in self.upper_rows.iter().enumerate() {
            for &(position, value) in row {
                upper_columns[pivot_of[position]].push((self.pivots[k].0, value));
            }
            entries += row.len();
        }
        entries += self.lower.iter().map(|(_, multipliers)| multipliers.len()).sum::<usize>();
        let factor = Factor {
            pivots: self.pivots,
            lower: self.lower,
            upper_rows: self.upper_rows,
            upper_columns,
            exchanges: Vec::new(),
            entries,
            scratch: vec![0.0; self.m],
        };
        (factor, replaced)
    }
}
