//! The rows that were not taken, as a sheet that can be mended and imported again.

use super::{PreviewRow, RosterColumn, Source, Verdict};
use crate::exchange::plain_table::PlainSheet;
use crate::exchange::table_file::Cell;
use crate::model::Workspace;

/// What the sheet says besides the rows.
pub struct RefusedTexts<'a> {
    /// The heading of the column of reasons.
    pub reason: &'a str,
    /// The heading of a column, in words that an import knows again.
    pub heading: fn(RosterColumn) -> &'static str,
    /// Why a row was not taken.
    pub why: &'a dyn Fn(&PreviewRow) -> String,
}

/// The rows of a table that were refused or wait for a decision, as they were, with the unit that stood in a merged
/// cell or above the list written out, and the reason; `None` if all were taken.
pub fn refused(
    workspace: &Workspace,
    source: &Source,
    rows: &[PreviewRow],
    texts: &RefusedTexts<'_>,
) -> Option<PlainSheet> {
    let table = &source.table;
    let left: Vec<&PreviewRow> =
        rows.iter().filter(|row| matches!(row.verdict, Verdict::Refused(_) | Verdict::Conflict(_))).collect();
    if left.is_empty() {
        return None;
    }
    let n_columns = table.columns.len();
    let township_of_list = source.options.township.or(table.unit.township);
    let township = township_of_list.and_then(|id| workspace.townships.get(id)).map_or("", |unit| unit.name.as_str());
    let unit = |row: &PreviewRow, column: RosterColumn| match (column, &row.unit) {
        (RosterColumn::Township, Some(unit)) if !unit.township.is_empty() => unit.township.clone(),
        (RosterColumn::Township, _) => township.to_owned(),
        (_, Some(unit)) => unit.branch.clone(),
        (_, None) => String::new(),
    };
    let is_added = |column: &RosterColumn| !table.has(*column) && left.iter().any(|row| !unit(row, *column).is_empty());
    let added: Vec<RosterColumn> =
        [RosterColumn::Township, RosterColumn::Branch].into_iter().filter(is_added).collect();

    let cells = |row: &PreviewRow| {
        let own = &table.sheet.rows[row.row].cells;
        let mut cells: Vec<String> = (0..n_columns)
            .map(|column| {
                let text = own.get(column).map(Cell::text).unwrap_or_default().into_owned();
                match table.columns[column] {
                    Some(meaning @ (RosterColumn::Township | RosterColumn::Branch)) if text.is_empty() => {
                        unit(row, meaning)
                    }
                    _ => text,
                }
            })
            .collect();
        cells.extend(added.iter().map(|column| unit(row, *column)));
        cells.push((texts.why)(row));
        cells
    };
    let heading = |column: usize| match table.columns[column] {
        Some(meaning) => (texts.heading)(meaning).to_owned(),
        None => table.headings.get(column).cloned().unwrap_or_default(),
    };
    let mut headings: Vec<String> = (0..n_columns).map(heading).collect();
    headings.extend(added.iter().map(|column| (texts.heading)(*column).to_owned()));
    headings.push(texts.reason.to_owned());
    let rows = left.into_iter().map(cells).collect();
    Some(PlainSheet { name: table.sheet.name.clone(), above: Vec::new(), headings, rows })
}
