//! The old binary format. The library that reads it allocates what a file asks for and may abort, so this belongs
//! into a process of its own; see [`ReadApart`](super::ReadApart).
#![expect(clippy::wildcard_enum_match_arm, reason = "the library has many errors, of which one tells of a password")]

use std::io::Cursor;

use calamine::{Data, Reader, SheetVisible, Xls, XlsError};

use super::{Book, Cell, FileFault, Remark, Row, Sheet, limits};

/// Reads an .xls file. It may abort the process, or take much memory, if the file is made to do so.
///
/// # Errors
/// Why nothing of it can be read.
pub fn read(bytes: &[u8]) -> Result<Book, FileFault> {
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => FileFault::Encrypted,
        _ => FileFault::Damaged,
    })?;
    let mut book = Book::default();
    if workbook.vba_project().is_ok_and(|project| project.is_some()) {
        book.remarks.push(Remark::Macros);
    }
    let sheets = workbook.sheets_metadata().to_vec();
    for sheet in sheets.iter().take(limits::SHEETS) {
        let Ok(range) = workbook.worksheet_range(&sheet.name) else { continue };
        let is_hidden = sheet.visible != SheetVisible::Visible;
        let (top, left) = range.start().unwrap_or_default();
        let rows = (top..).zip(range.rows()).map(|(row, cells)| self::row(row, left, cells));
        let rows = rows.filter(|row| !row.cells.is_empty()).collect();
        book.sheets.push(Sheet { name: sheet.name.clone(), is_hidden, rows });
    }
    if book.sheets.is_empty() { Err(FileFault::Empty) } else { Ok(book) }
}

fn row(number: u32, left: u32, data: &[Data]) -> Row {
    let mut cells = vec![Cell::Empty; left as usize];
    cells.extend(data.iter().map(cell));
    cells.truncate(cells.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |last| last + 1));
    Row { number: number + 1, is_hidden: false, cells }
}

fn cell(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::typed(text),
        Data::Bool(is) => Cell::Bool(*is),
        Data::DateTime(date) => Cell::Date(date.as_f64()),
        Data::Error(_) => Cell::NoValue,
    }
}
