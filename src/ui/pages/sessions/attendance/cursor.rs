//! Where the cursor of the sheet stands, which block it spans, and what a key does to it. Knows no egui.

use super::sheet::Sheet;
use crate::model::{PersonId, SlotNo};

/// A place in the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The row, from 0.
    pub row: usize,
    /// The half day, from 0.
    pub column: usize,
}

/// The cursor and the other corner of the block it spans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    /// Where it stands.
    pub at: Place,
    /// The other corner of the block; the same place for a single cell.
    pub anchor: Place,
}

/// A step of the cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// One half day back.
    Left,
    /// One half day on.
    Right,
    /// To the next cell, going on in the next row.
    Next,
    /// To the cell before.
    Back,
    /// Rows up by a screenful.
    PageUp(usize),
    /// Rows down by a screenful.
    PageDown(usize),
    /// To the first half day.
    Home,
    /// To the last half day.
    End,
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
}

impl Cursor {
    /// A cursor on one cell.
    pub fn new(row: usize, column: usize) -> Self {
        let at = Place { row, column };
        Self { at, anchor: at }
    }

    /// Whether it spans more than one cell.
    pub fn is_block(&self) -> bool {
        self.at != self.anchor
    }

    /// The rows and columns of the block, both ends included.
    pub fn block(&self) -> (std::ops::RangeInclusive<usize>, std::ops::RangeInclusive<usize>) {
        let (a, b) = (self.at, self.anchor);
        (a.row.min(b.row)..=a.row.max(b.row), a.column.min(b.column)..=a.column.max(b.column))
    }

    /// Keeps the cursor on a sheet that has become smaller.
    pub fn clamp(&mut self, sheet: &Sheet) {
        for place in [&mut self.at, &mut self.anchor] {
            place.row = place.row.min(sheet.rows.len().saturating_sub(1));
            place.column = place.column.min(sheet.slots.len().saturating_sub(1));
        }
    }

    /// Puts the cursor on a cell; `extends` keeps the other corner of the block.
    pub fn go(&mut self, to: Place, extends: bool) {
        self.at = to;
        if !extends {
            self.anchor = to;
        }
    }

    /// Takes a step; `extends` keeps the other corner of the block.
    pub fn step(&mut self, step: Step, extends: bool, sheet: &Sheet) {
        let (last_row, last_column) = (sheet.rows.len().saturating_sub(1), sheet.slots.len().saturating_sub(1));
        let Place { row, column } = self.at;
        let place = |row: usize, column: usize| Place { row: row.min(last_row), column: column.min(last_column) };
        let to = match step {
            Step::Up => place(row.saturating_sub(1), column),
            Step::Down => place(row + 1, column),
            Step::Left => place(row, column.saturating_sub(1)),
            Step::Right => place(row, column + 1),
            Step::Next if column < last_column => place(row, column + 1),
            Step::Next if row < last_row => place(row + 1, 0),
            Step::Back if column > 0 => place(row, column - 1),
            Step::Back if row > 0 => place(row - 1, last_column),
            Step::Next | Step::Back => self.at,
            Step::PageUp(n) => place(row.saturating_sub(n), column),
            Step::PageDown(n) => place(row + n, column),
            Step::Home => place(row, 0),
            Step::End => place(row, last_column),
            Step::Top => place(0, column),
            Step::Bottom => place(last_row, column),
        };
        self.go(to, extends);
    }

    /// The cells of the block that ask for a mark.
    pub fn due_cells(&self, sheet: &Sheet) -> Vec<(PersonId, SlotNo)> {
        let (rows, columns) = self.block();
        let mut cells = Vec::new();
        for row in sheet.rows.iter().skip(*rows.start()).take(rows.end() - rows.start() + 1) {
            let slots = row.cells.iter().zip(&sheet.slots).skip(*columns.start());
            let wanted = slots.take(columns.end() - columns.start() + 1).filter(|(cell, _)| cell.is_due());
            cells.extend(wanted.map(|(_, slot)| (row.person, slot.no)));
        }
        cells
    }

    /// Moves down to the next row that asks for a mark in this column; stays at the last one.
    pub fn advance(&mut self, sheet: &Sheet) {
        let column = self.at.column;
        let is_due = |row: usize| sheet.rows[row].cells.get(column).is_some_and(|cell| cell.is_due());
        if let Some(row) = (self.at.row + 1..sheet.rows.len()).find(|row| is_due(*row)) {
            self.go(Place { row, column }, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Half, MarkKind, PersonId, SessionId};
    use crate::ui::pages::sessions::attendance::sheet::{Cell, Outcome, Row, SlotHead};

    fn sheet(rows: &[&[Cell]]) -> Sheet {
        let date = chrono::NaiveDate::from_ymd_opt(2012, 6, 18).expect("a date");
        let n_slots = rows.first().map_or(0, |row| row.len());
        let slot = |no| SlotHead { no: SlotNo(no as u16), date, half: Half::Morning, minutes: 180 };
        let device = "K7QF".parse().expect("a device code");
        let row = |(i, cells): (usize, &&[Cell])| Row {
            serial: i as u32 + 1,
            person: PersonId::new(device, i as u64 + 1),
            name: format!("甲{i}"),
            township: String::new(),
            branch: String::new(),
            branch_id: None,
            cells: cells.to_vec(),
            minutes: 0,
            outcome: Outcome::Pending,
            is_walk_in: false,
        };
        Sheet {
            session: SessionId::MIN,
            slots: (0..n_slots).map(slot).collect(),
            rows: rows.iter().enumerate().map(row).collect(),
            counts: [0; 9],
            entered: Vec::new(),
            rate: crate::report::Share { n: 0, of: 0 },
            completed: (0, 0),
            credit_hour_minutes: 45,
            leave_limit: (1, 7),
        }
    }

    #[test]
    fn after_a_mark_the_cursor_goes_on_to_the_next_row_that_asks_for_one() {
        let sheet = sheet(&[&[Cell::Open], &[Cell::Replaced], &[Cell::NotYetJoined], &[Cell::Open]]);
        let mut cursor = Cursor::new(0, 0);
        cursor.advance(&sheet);
        assert_eq!(cursor.at.row, 3);
        cursor.advance(&sheet);
        assert_eq!(cursor.at.row, 3, "there is none below");
    }

    #[test]
    fn a_block_leaves_out_cells_that_ask_for_nothing() {
        let marked = Cell::Marked(MarkKind::Present);
        let sheet =
            sheet(&[&[Cell::Open, marked], &[Cell::Replaced, Cell::Replaced], &[Cell::NotYetJoined, Cell::Open]]);
        let mut cursor = Cursor::new(2, 1);
        cursor.step(Step::Top, true, &sheet);
        cursor.step(Step::Left, true, &sheet);
        let device = "K7QF".parse().expect("a device code");
        let person = |n| PersonId::new(device, n);
        let cells = cursor.due_cells(&sheet);
        assert_eq!(cells, [(person(1), SlotNo(0)), (person(1), SlotNo(1)), (person(3), SlotNo(1))]);
    }

    #[test]
    fn tab_goes_on_in_the_next_row_and_stops_at_the_ends() {
        let sheet = sheet(&[&[Cell::Open, Cell::Open], &[Cell::Open, Cell::Open]]);
        let mut cursor = Cursor::new(0, 1);
        cursor.step(Step::Next, false, &sheet);
        assert_eq!(cursor.at, Place { row: 1, column: 0 });
        cursor.step(Step::Back, false, &sheet);
        assert_eq!(cursor.at, Place { row: 0, column: 1 });
        cursor.step(Step::PageDown(20), false, &sheet);
        cursor.step(Step::Next, false, &sheet);
        assert_eq!(cursor.at, Place { row: 1, column: 1 });
    }
}
