//! The rows that were not taken, as a sheet that can be mended and imported again.

use super::{Outcome, RecordRow, RecordTable};
use crate::exchange::plain_table::PlainSheet;
use crate::exchange::table_file::{Cell, Sheet};
use crate::model::SessionId;

/// The rows of a sheet that were not taken, below its title and heading and with the reason; `None` if all were taken.
/// An attendance sheet that did not say whose it is says so then: `session` is what the user said.
pub fn refused(
    sheet: &Sheet,
    table: &RecordTable,
    session: Option<SessionId>,
    reason: &str,
    why: &dyn Fn(&RecordRow) -> String,
) -> Option<PlainSheet> {
    let is_left = |row: &&RecordRow| matches!(row.outcome, Outcome::Conflict(_) | Outcome::Refused(_));
    let left: Vec<&RecordRow> = table.rows.iter().filter(is_left).collect();
    if left.is_empty() {
        return None;
    }
    let n_columns = sheet.n_columns();
    let texts = |row: usize| {
        let cells = sheet.rows.get(row).map_or(&[][..], |row| row.cells.as_slice());
        (0..n_columns).map(|at| cells.get(at).map(Cell::text).unwrap_or_default().into_owned()).collect::<Vec<String>>()
    };
    let with = |mut texts: Vec<String>, last: String| {
        texts.push(last);
        texts
    };
    // a title may say the unit of amounts, a session, or the day above two halves
    let mut above: Vec<Vec<String>> = (0..table.heading.unwrap_or(0)).map(texts).collect();
    if let Some(session) = session.filter(|_| table.is_ours && table.session.is_none()) {
        above.insert(0, vec![session.to_string()]);
    }
    let blank = || vec![String::new(); n_columns];
    let headings = with(table.heading.map_or_else(blank, texts), reason.to_owned());
    let reasons = left.chunk_by(|one, other| one.row == other.row);
    let rows = reasons.map(|of_row| {
        let reasons: Vec<String> = of_row.iter().map(|row| why(row)).collect();
        with(texts(of_row[0].row), reasons.join("；"))
    });
    Some(PlainSheet { name: sheet.name.clone(), above, headings, rows: rows.collect() })
}
