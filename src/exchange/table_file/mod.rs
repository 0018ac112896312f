//! Table files as other offices send them: bytes to sheets of typed cells. Knows nothing of what the cells mean.
//!
//! What a file is follows from its bytes, never from its name. Everything is read as a stream and counted against
//! [limits](limits), so that a file of a few kilobytes cannot ask for more memory than the machine has. The old binary
//! format (.xls) is left to a library that may abort; the caller reads it where that does no harm, with [`xls::read`].

mod kind;
pub mod limits;
mod text;
pub mod xls;
mod xlsx;
mod xml;

use std::borrow::Cow;
use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use kind::Kind;

/// The sheets of a table file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// Its sheets in their order.
    pub sheets: Vec<Sheet>,
    /// What deserves to be said about the file as a whole.
    pub remarks: Vec<Remark>,
}

/// A sheet: its rows that hold anything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// What it is called; empty in files that have no sheets.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    /// Its rows from the top.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// The number of columns of its widest row.
    pub fn n_columns(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its number in the sheet, from 1.
    pub number: u32,
    /// Whether it is hidden, as by a filter.
    pub is_hidden: bool,
    /// Its cells from the first column on.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Text.
    Text(Arc<str>),
    /// A number.
    Number(f64),
    /// A day and time of day, in days since 30 December 1899.
    Date(f64),
    /// Yes or no.
    Bool(bool),
    /// A formula whose result the file does not hold, or is an error.
    NoValue,
}

/// The first whole number that a spreadsheet cannot keep to the last digit.
const LOST: f64 = 1e15;

impl Cell {
    /// A text as it was typed; blank is empty.
    pub fn typed(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() { Self::Empty } else { Self::Text(text.into()) }
    }

    /// The cell as somebody would type it. A whole number whose last digits are lost comes as `1.23456789012345E+17`,
    /// so that nobody takes it for a number that can be trusted.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Empty | Self::NoValue => Cow::Borrowed(""),
            Self::Text(text) => Cow::Borrowed(text),
            Self::Number(number) if number.abs() >= LOST => Cow::Owned(format!("{number:.14E}").replace('E', "E+")),
            Self::Number(number) => Cow::Owned(number.to_string()),
            Self::Date(serial) => {
                Cow::Owned(day_of_serial(*serial).map_or_else(|| serial.to_string(), |d| d.to_string()))
            }
            Self::Bool(is) => Cow::Borrowed(if *is { "TRUE" } else { "FALSE" }),
        }
    }

    /// Whether nothing can be read in it.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty | Self::NoValue => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) => false,
        }
    }
}

fn day_of_serial(serial: f64) -> Option<NaiveDate> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    if !(1.0..=100_000.0).contains(&serial) {
        return None;
    }
    epoch.checked_add_signed(TimeDelta::days(serial.floor() as i64))
}

impl Row {
    /// Whether no cell can be read.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(Cell::is_blank)
    }
}

/// What deserves to be said about a file that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Remark {
    /// It holds macros, which were not run.
    Macros,
    /// It refers to other files, which were not looked at.
    ExternalLinks,
    /// Cells far to the right were left out.
    FarCells,
    /// Some characters could not be decoded.
    BadCharacters,
    /// Formulas without a result were taken for blank cells.
    FormulasWithoutValue,
}

impl Remark {
    /// A stable name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Macros => "macros",
            Self::ExternalLinks => "external_links",
            Self::FarCells => "far_cells",
            Self::BadCharacters => "bad_characters",
            Self::FormulasWithoutValue => "formulas_without_value",
        }
    }
}

/// Why a file cannot be read as tables.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileFault {
    /// There is nothing in it.
    Empty,
    /// It is larger than anything that is read.
    TooLarge,
    /// A sheet has more rows than are read.
    TooManyRows(String),
    /// It holds more cells, or more text, than are read.
    TooMuch,
    /// It asks for a password.
    Encrypted,
    /// It breaks off or is damaged.
    Damaged,
    /// It is a web page with the name of a spreadsheet.
    WebPage,
    /// It is a spreadsheet in a format that is not read, such as `.et`.
    OtherSpreadsheet(String),
    /// It is no table at all.
    NoTable,
    /// It has no sheet of this name.
    NoSuchSheet(String),
    /// Reading took too long or broke off.
    ReaderFailed,
    /// The user did not want to wait.
    Stopped,
}

impl FileFault {
    /// A stable name for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::TooManyRows(_) => "too_many_rows",
            Self::TooMuch => "too_much",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::WebPage => "web_page",
            Self::OtherSpreadsheet(_) => "other_spreadsheet",
            Self::NoTable => "no_table",
            Self::NoSuchSheet(_) => "no_such_sheet",
            Self::ReaderFailed => "reader_failed",
            Self::Stopped => "stopped",
        }
    }
}

/// Reads what can abort the program that reads it, somewhere else.
pub type ReadApart<'a> = &'a dyn Fn(&[u8]) -> Result<Book, FileFault>;

/// Says from time to time whether to go on.
pub type GoOn<'a> = &'a dyn Fn() -> bool;

/// Reads a table file. Its name tells apart only what its bytes do not.
///
/// # Errors
/// Why nothing of it can be read.
pub fn read(name: &str, bytes: &[u8], read_apart: ReadApart<'_>, go_on: GoOn<'_>) -> Result<Book, FileFault> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(FileFault::TooLarge);
    }
    let mut book = match kind::of(name, bytes)? {
        Kind::Zip => xlsx::read(bytes, go_on)?,
        Kind::Compound => read_apart(bytes)?,
        Kind::Text => text::read(bytes, go_on)?,
    };
    book.remarks.sort_unstable();
    book.remarks.dedup();
    for sheet in book.sheets.iter_mut().filter(|sheet| sheet.name.is_empty()) {
        let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
        file.rsplit_once('.').map_or(file, |(stem, _)| stem).clone_into(&mut sheet.name);
    }
    Ok(book)
}

/// A cell with a text; one that repeats the cell above, as units do in lists, shares it.
fn text_below(rows: &[Row], column: usize, text: &str) -> Cell {
    match rows.last().and_then(|above| above.cells.get(column)) {
        Some(Cell::Text(above)) if above.as_ref() == text => Cell::Text(above.clone()),
        _ => Cell::typed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_read_as_somebody_would_type_them() {
        for (cell, text) in [
            (Cell::Number(13_800_001_037.0), "13800001037"),
            (Cell::Number(1965.3), "1965.3"),
            (Cell::Number(110_105_194_912_310_021.0), "1.10105194912310E+17"),
            (Cell::Date(23_816.0), "1965-03-15"),
            (Cell::Date(23_816.4), "1965-03-15"),
            (Cell::Date(0.5), "0.5"),
            (Cell::typed("  张勇 "), "张勇"),
            (Cell::NoValue, ""),
        ] {
            assert_eq!(cell.text(), text);
        }
    }
}
