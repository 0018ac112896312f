//! Where the cursor of the matrix stands and what a step does to it. Knows no egui.

/// A place in the matrix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// The township, from 0.
    pub row: usize,
    /// The session among those shown, from 0.
    pub column: usize,
}

/// A step of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Up,
    Down,
    Left,
    Right,
    PageUp(usize),
    PageDown(usize),
    Home,
    End,
    Top,
    Bottom,
}

impl Cursor {
    /// Takes a step in a matrix of this many rows and columns.
    pub fn step(&mut self, step: Step, (n_rows, n_columns): (usize, usize)) {
        let Self { row, column } = *self;
        (self.row, self.column) = match step {
            Step::Up => (row.saturating_sub(1), column),
            Step::Down => (row + 1, column),
            Step::Left => (row, column.saturating_sub(1)),
            Step::Right => (row, column + 1),
            Step::PageUp(n) => (row.saturating_sub(n), column),
            Step::PageDown(n) => (row + n, column),
            Step::Home => (row, 0),
            Step::End => (row, usize::MAX),
            Step::Top => (0, column),
            Step::Bottom => (usize::MAX, column),
        };
        self.clamp((n_rows, n_columns));
    }

    /// Keeps the cursor inside a matrix that has become smaller.
    pub fn clamp(&mut self, (n_rows, n_columns): (usize, usize)) {
        self.row = self.row.min(n_rows.saturating_sub(1));
        self.column = self.column.min(n_columns.saturating_sub(1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_end_at_the_edges() {
        let mut cursor = Cursor { row: 1, column: 1 };
        for (step, row, column) in [
            (Step::Down, 2, 1),
            (Step::PageDown(9), 2, 1),
            (Step::End, 2, 3),
            (Step::Right, 2, 3),
            (Step::Top, 0, 3),
            (Step::Up, 0, 3),
            (Step::Home, 0, 0),
            (Step::Left, 0, 0),
        ] {
            cursor.step(step, (3, 4));
            assert_eq!((cursor.row, cursor.column), (row, column), "{step:?}");
        }
    }
}
