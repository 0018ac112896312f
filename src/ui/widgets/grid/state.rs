//! What the user chose in a grid: rows, cursor, order. Plain values, owned by the page.

use std::collections::BTreeSet;
use std::ops::Range;

/// The order asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// Index of the column.
    pub column: usize,
    /// Largest first.
    pub is_descending: bool,
}

/// Cursor, chosen rows and order of a grid whose rows have keys `K`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GridState<K> {
    /// The order asked for, or `None` for the caller's own.
    pub sort: Option<Sort>,
    cursor: Option<(usize, K)>,
    column: usize,
    anchor: Option<usize>,
    chosen: BTreeSet<K>,
    scroll_to: Option<usize>,
}

impl<K> Default for GridState<K> {
    fn default() -> Self {
        Self { sort: None, cursor: None, column: 0, anchor: None, chosen: BTreeSet::new(), scroll_to: None }
    }
}

impl<K: Ord + Clone> GridState<K> {
    /// The row the cursor is on, in the order shown.
    pub fn cursor(&self) -> Option<usize> {
        self.cursor.as_ref().map(|(row, _)| *row)
    }

    /// The key of the row the cursor is on.
    pub fn cursor_key(&self) -> Option<&K> {
        self.cursor.as_ref().map(|(_, key)| key)
    }

    /// The column the cursor is on, in grids with cells.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The chosen rows: boxes ticked, ranges marked. Empty when only the cursor says which row is meant.
    pub fn chosen(&self) -> &BTreeSet<K> {
        &self.chosen
    }

    /// What a command should act on: the chosen rows, else the one under the cursor.
    pub fn meant(&self) -> Vec<K> {
        if self.chosen.is_empty() {
            self.cursor_key().cloned().into_iter().collect()
        } else {
            self.chosen.iter().cloned().collect()
        }
    }

    /// Puts the cursor on a row and shows it.
    pub fn go_to(&mut self, row: usize, key: K) {
        self.cursor = Some((row, key));
        self.anchor = Some(row);
        self.scroll_to = Some(row);
    }

    /// Puts the cursor on a column.
    pub fn go_to_column(&mut self, column: usize) {
        self.column = column;
    }

    /// Chooses exactly these rows.
    pub fn choose(&mut self, keys: impl IntoIterator<Item = K>) {
        self.chosen = keys.into_iter().collect();
    }

    /// Chooses nothing; the cursor stays.
    pub fn clear_choice(&mut self) {
        self.chosen.clear();
    }

    /// Finds the cursor's row again after the rows have changed; it goes to where it was if it is gone.
    pub(super) fn follow(&mut self, n_rows: usize, cells: Option<&Range<usize>>, key: &dyn Fn(usize) -> K) {
        if let Some(cells) = cells {
            self.column = self.column.clamp(cells.start, cells.end.saturating_sub(1).max(cells.start));
        }
        let Some((row, known)) = &self.cursor else { return };
        if *row < n_rows && key(*row) == *known {
            return;
        }
        let found = (0..n_rows).find(|&row| key(row) == *known);
        let last = n_rows.checked_sub(1);
        self.cursor = found.or(last.map(|last| last.min(*row))).map(|row| (row, key(row)));
        self.anchor = self.cursor();
        self.scroll_to = self.cursor();
    }

    /// Moves the cursor; with `extend` the rows from where it started are chosen.
    pub(super) fn step_to(&mut self, row: usize, extend: bool, keeps_choice: bool, key: &dyn Fn(usize) -> K) {
        let anchor = self.anchor.or(self.cursor()).unwrap_or(row);
        self.cursor = Some((row, key(row)));
        self.scroll_to = Some(row);
        if extend {
            self.anchor = Some(anchor);
            self.chosen = (anchor.min(row)..=anchor.max(row)).map(key).collect();
        } else {
            self.anchor = Some(row);
            if !keeps_choice {
                self.chosen.clear();
            }
        }
    }

    /// Chooses a row or drops it from the choice.
    pub(super) fn toggle(&mut self, row: usize, key: &dyn Fn(usize) -> K) {
        let key = key(row);
        if !self.chosen.remove(&key) {
            self.chosen.insert(key);
        }
        self.anchor = Some(row);
    }

    /// Chooses all rows, or none if all are chosen.
    pub(super) fn toggle_all(&mut self, n_rows: usize, key: &dyn Fn(usize) -> K) {
        if self.chosen.len() >= n_rows {
            self.chosen.clear();
        } else {
            self.chosen = (0..n_rows).map(key).collect();
        }
    }

    /// Asks for the order of a column: upwards, then downwards, then the caller's own.
    pub(super) fn sort_by(&mut self, column: usize) {
        self.sort = match self.sort {
            Some(Sort { column: old, is_descending: false }) if old == column => {
                Some(Sort { column, is_descending: true })
            }
            Some(Sort { column: old, is_descending: true }) if old == column => None,
            _ => Some(Sort { column, is_descending: false }),
        };
    }

    pub(super) fn take_scroll(&mut self) -> Option<usize> {
        self.scroll_to.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [&str; 5] = ["刘桂芳", "李建国", "王秀英", "张志强", "陈明亮"];

    fn key(row: usize) -> &'static str {
        ROWS.get(row).copied().unwrap_or_default()
    }

    #[test]
    fn the_cursor_stays_on_its_person_when_the_order_changes() {
        let mut state = GridState::default();
        state.go_to(1, "李建国");
        let turned = |row: usize| key(4 - row);
        state.follow(5, None, &turned);
        assert_eq!((state.cursor(), state.cursor_key()), (Some(3), Some(&"李建国")));
    }

    #[test]
    fn the_cursor_stays_near_when_its_person_is_filtered_away() {
        let mut state = GridState::default();
        state.go_to(4, "陈明亮");
        state.follow(2, None, &key);
        assert_eq!(state.cursor_key(), Some(&"李建国"));
        state.follow(0, None, &key);
        assert_eq!(state.cursor(), None);
    }

    #[test]
    fn a_range_grows_and_shrinks_from_where_it_started() {
        let mut state = GridState::default();
        state.step_to(2, false, false, &key);
        state.step_to(3, true, false, &key);
        state.step_to(4, true, false, &key);
        assert_eq!(state.chosen().len(), 3);
        state.step_to(1, true, false, &key);
        assert_eq!(state.chosen().iter().copied().collect::<Vec<_>>(), ["李建国", "王秀英"]);
        state.step_to(0, false, false, &key);
        assert_eq!(state.meant(), ["刘桂芳"], "a plain step means one row again");
    }

    #[test]
    fn headings_go_through_up_down_and_none() {
        let mut state: GridState<usize> = GridState::default();
        let seen: Vec<_> = (0..3)
            .map(|_| {
                state.sort_by(2);
                state.sort.map(|sort| sort.is_descending)
            })
            .collect();
        assert_eq!(seen, [Some(false), Some(true), None]);
    }
}
