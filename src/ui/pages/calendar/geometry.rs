//! Where days and rows lie on the screen, and which day lies under the pointer. Knows no sessions.

use egui::{Pos2, Rect, pos2};

/// The places of a grid of days.
#[derive(Clone, Debug)]
pub struct Geometry {
    /// The cells alone, without headings.
    pub cells: Rect,
    /// How many columns it has.
    pub n_columns: usize,
    /// The upper edges of the rows, and the lower edge of the last.
    pub tops: Vec<f32>,
}

impl Geometry {
    /// Rows of equal height that fill the cells.
    pub fn even(cells: Rect, n_columns: usize, n_rows: usize) -> Self {
        let height = cells.height() / n_rows.max(1) as f32;
        let tops = (0..=n_rows).map(|row| (cells.top() + height * row as f32).round()).collect();
        Self { cells, n_columns, tops }
    }

    /// Rows of given heights from the top of the cells down.
    pub fn stacked(cells: Rect, n_columns: usize, heights: impl Iterator<Item = f32>) -> Self {
        let mut tops = vec![cells.top()];
        for height in heights {
            tops.push(tops.last().copied().unwrap_or(cells.top()) + height);
        }
        Self { cells, n_columns, tops }
    }

    /// The left edge of a column; its number may be that after the last.
    pub fn left(&self, column: usize) -> f32 {
        (self.cells.left() + self.cells.width() * column as f32 / self.n_columns.max(1) as f32).round()
    }

    /// The columns from one to another in a row.
    pub fn span(&self, row: usize, from: usize, to: usize) -> Rect {
        let top = self.tops.get(row).copied().unwrap_or_default();
        let bottom = self.tops.get(row + 1).copied().unwrap_or(top);
        Rect::from_min_max(pos2(self.left(from), top), pos2(self.left(to + 1), bottom))
    }

    /// Row and column under a place.
    pub fn at(&self, place: Pos2) -> Option<(usize, usize)> {
        if !self.cells.x_range().contains(place.x) {
            return None;
        }
        let row = self.tops.windows(2).position(|edges| edges[0] <= place.y && place.y < edges[1])?;
        let column = (0..self.n_columns).rev().find(|column| self.left(*column) <= place.x)?;
        Some((row, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_found_again_under_its_middle() {
        let cells = Rect::from_min_max(pos2(10.0, 20.0), pos2(710.0, 320.0));
        for geometry in [Geometry::even(cells, 7, 3), Geometry::stacked(cells, 31, [28.0, 50.0, 28.0].into_iter())] {
            for row in 0..3 {
                for column in 0..geometry.n_columns {
                    let cell = geometry.span(row, column, column);
                    assert_eq!(geometry.at(cell.center()), Some((row, column)));
                }
            }
            assert_eq!(geometry.at(pos2(9.0, 30.0)), None);
        }
    }
}
