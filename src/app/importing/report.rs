//! What an import leaves for people: the report that is kept, and the rows that were not taken.

use super::draft::{ImportDraft, ImportTable};
use crate::exchange::learned::Learned;
use crate::exchange::plain_table::PlainSheet;
use crate::exchange::records::{self, RecordRow};
use crate::exchange::roster::refused::{RefusedTexts, refused};
use crate::exchange::tables::{TableSource, Together};
use crate::model::Workspace;
use crate::words::import::{self as import_words, ImportWords};
use crate::words::{Lang, import_records as record_words, roster as roster_words};

/// The rows that are not taken, a sheet a table.
pub fn rows_left(ws: &Workspace, draft: &ImportDraft, shown: &Together, lang: Lang) -> Vec<PlainSheet> {
    let reason = ImportWords::of(lang).reason;
    let texts = RefusedTexts {
        reason,
        heading: |column| roster_words::column(Lang::Zh, column),
        why: &|row| import_words::row(lang, row),
    };
    let why = |row: &RecordRow| record_words::outcome(lang, &row.outcome);
    let of = |(at, table): (usize, &ImportTable)| match &table.source {
        TableSource::Records(source) => {
            let found = shown.records.get(at)?.as_ref()?;
            records::refused(&source.sheet, found, draft.options.session, reason, &why)
        }
        TableSource::Roster(source) => refused(ws, source, shown.rosters.tables.get(at)?, &texts),
    };
    draft.tables.iter().enumerate().filter_map(of).collect()
}

/// What the import did, for people.
pub fn import_report(draft: &ImportDraft, shown: &Together, lang: Lang) -> String {
    let words = ImportWords::of(lang);
    let (mut heads, mut rows) = (Vec::new(), Vec::new());
    for (at, table) in draft.tables.iter().enumerate().filter(|(_, table)| table.is_included) {
        let counts = import_words::counts(lang, table.source.holds(), shown.counts_of(at));
        heads.push(format!("{}  {counts}", place(table)));
        let lines = match &table.source {
            TableSource::Roster(source) => {
                let told = shown.rosters.tables.get(at).into_iter().flatten().map(|row| {
                    let number = source.table.sheet.rows.get(row.row).map_or(0, |row| row.number);
                    let name = row.read.as_ref().map_or("", |read| read.name.as_str());
                    (number, name, import_words::row(lang, row))
                });
                told.collect::<Vec<_>>()
            }
            TableSource::Records(_) => {
                let told = shown.records.get(at).into_iter().flatten().flat_map(|table| &table.rows);
                told.map(|row| (row.number, row.text.as_str(), record_words::row(lang, row))).collect()
            }
        };
        let lines = lines.into_iter().filter(|(.., said)| !said.is_empty());
        rows.extend(
            lines.map(|(number, name, said)| format!("  {} {}  {name}  {said}", place(table), (words.row)(number))),
        );
    }
    let mut lines = vec![words.report_title.to_owned()];
    lines.extend(heads);
    lines.extend(rows);
    if draft.tables.iter().any(|table| table.is_included && table.source.roster().is_some()) {
        lines.push((words.missing)(shown.rosters.missing.len()));
    }
    lines.extend(draft.said.iter().map(|(file, said)| format!("{file}  {said}")));
    lines.join("\r\n")
}

fn place(table: &ImportTable) -> String {
    let parts = [table.file.as_str(), table.source.sheet().name.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Remembers what the tables of an import have taught.
pub fn remember_import(learned: &mut Learned, draft: &ImportDraft, shown: &Together) {
    for (at, table) in draft.tables.iter().enumerate().filter(|(_, table)| table.is_included) {
        match &table.source {
            TableSource::Roster(source) => {
                learned.remember(source, shown.rosters.tables.get(at).map_or(&[][..], Vec::as_slice));
            }
            TableSource::Records(source) if !is_ours(shown, at) => learned.remember_records(source),
            TableSource::Records(_) => {}
        }
    }
}

/// An attendance sheet of ours teaches nothing: it is read by its ids.
fn is_ours(shown: &Together, at: usize) -> bool {
    matches!(shown.records.get(at), Some(Some(table)) if table.is_ours)
}
