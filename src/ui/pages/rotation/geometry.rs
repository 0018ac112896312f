//! How wide the columns of the matrix are and which of them are in sight.

use egui::{Rect, pos2, vec2};

const TOWNSHIP: f32 = 100.0;
const SIZE: f32 = 48.0;
const OPEN: f32 = 46.0;
const LEAST_SESSION: f32 = 38.0;
const MOST_SESSION: f32 = 64.0;
/// Height of the head, in points.
pub const HEAD: f32 = 44.0;
/// Height of the foot, in points.
pub const FOOT: f32 = 40.0;

/// Where the columns of the matrix stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    township: f32,
    session: f32,
    /// The first session in sight.
    pub first: usize,
    /// How many sessions are in sight.
    pub n_shown: usize,
}

impl Geometry {
    /// Fits `n` sessions into a width, `first` leading, with the session of the cursor in sight if it `must_show`.
    pub fn new(width: f32, n: usize, first: usize, must_show: Option<usize>) -> Self {
        let room = (width - TOWNSHIP - SIZE - 2.0 * OPEN).max(LEAST_SESSION);
        let n_shown = n.min((room / LEAST_SESSION) as usize).max(1);
        let session = (room / n_shown as f32).clamp(LEAST_SESSION, MOST_SESSION);
        let township = width - SIZE - 2.0 * OPEN - session * n_shown as f32;
        let mut first = first.min(n.saturating_sub(n_shown));
        if let Some(cursor) = must_show {
            first = first.min(cursor).max((cursor + 1).saturating_sub(n_shown));
        }
        Self { township: township.max(TOWNSHIP), session, first, n_shown }
    }

    /// The sessions in sight, of `n`.
    pub fn shown(&self, n: usize) -> std::ops::Range<usize> {
        self.first.min(n)..(self.first + self.n_shown).min(n)
    }

    /// The township's name in a row.
    pub fn township(&self, row: Rect) -> Rect {
        Rect::from_min_size(row.min, vec2(self.township, row.height()))
    }

    /// The number of people in a row.
    pub fn size(&self, row: Rect) -> Rect {
        Rect::from_min_size(pos2(row.left() + self.township, row.top()), vec2(SIZE, row.height()))
    }

    /// The cells of all sessions in sight in a row.
    pub fn sessions(&self, row: Rect) -> Rect {
        let left = row.left() + self.township + SIZE;
        Rect::from_min_size(pos2(left, row.top()), vec2(self.session * self.n_shown as f32, row.height()))
    }

    /// The cell of a session in a row.
    pub fn cell(&self, row: Rect, column: usize) -> Rect {
        let left = row.left() + self.township + SIZE + self.session * (column as f32 - self.first as f32);
        Rect::from_min_size(pos2(left, row.top()), vec2(self.session, row.height()))
    }

    /// Seats to be named, in a row.
    pub fn unnamed(&self, row: Rect) -> Rect {
        self.left(row).translate(vec2(-OPEN, 0.0))
    }

    /// People left, in a row.
    #[expect(clippy::unused_self, reason = "asked like the other columns")]
    pub fn left(&self, row: Rect) -> Rect {
        Rect::from_min_max(pos2(row.right() - OPEN, row.top()), row.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fourteen_sessions_fit_beside_the_panel_on_the_smallest_screen() {
        let geometry = Geometry::new(878.0, 14, 0, None);
        assert_eq!((geometry.first, geometry.n_shown), (0, 14));
        let row = Rect::from_min_size(pos2(0.0, 0.0), vec2(878.0, 30.0));
        assert!(geometry.cell(row, 13).right() <= geometry.unnamed(row).left() + 0.5);
    }

    #[test]
    fn the_cursor_stays_in_sight_among_a_hundred_sessions() {
        for cursor in [0, 7, 50, 99] {
            let geometry = Geometry::new(878.0, 100, 40, Some(cursor));
            assert!(geometry.shown(100).contains(&cursor), "{cursor}: {geometry:?}");
        }
        assert_eq!(Geometry::new(878.0, 100, 400, None).shown(100).end, 100);
    }
}
