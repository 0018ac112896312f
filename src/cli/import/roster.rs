//! `lunxun import roster`

use chrono::NaiveDateTime;

use super::{FileLine, ProblemLine, Read, Told, cohort, end, keep_report, save_refused, tell};
use crate::cli::arguments::ImportArgs;
use crate::cli::{Desk, Stop, complain, say};
use crate::exchange::plain_table::PlainSheet;
use crate::exchange::roster::learned::Learned;
use crate::exchange::roster::refused::{RefusedTexts, refused};
use crate::exchange::roster::{
    Counts, PreviewRow, Previews, RosterColumn, RosterOptions, Source, Table, Verdict, import_all, previews,
};
use crate::model::{Label, TableName};
use crate::store::disk::RealDisk;
use crate::store::{Loaded, imports};
use crate::words::import::{self as import_words, ImportWords};
use crate::words::{Lang, roster as roster_words, store as store_words};

pub(super) fn run(
    desk: Desk,
    arguments: &ImportArgs,
    loaded: &Loaded,
    mut read: Read,
    now: NaiveDateTime,
) -> Result<(), Stop> {
    let ws = &loaded.workspace;
    let day = ws.as_of(desk.today);
    let mut learned = Learned::read(&imports::learned(&RealDisk, &arguments.folder));
    let cohort = cohort(desk, loaded, arguments.cohort.as_deref())?;
    let (mut files, mut sources) = (Vec::new(), Vec::new());
    let mut told = Told { files: Vec::new(), problems: std::mem::take(&mut read.problems) };
    for (file, sheet) in std::mem::take(&mut read.sheets) {
        let options = RosterOptions { cohort, overwrites: arguments.overwrite, ..RosterOptions::default() };
        let mut source = Source { table: Table::of_sheet(sheet, ws), options };
        learned.prepare(&mut source);
        if source.table.has(RosterColumn::Name) {
            files.push(file);
            sources.push(source);
        } else if !source.table.rows.is_empty() {
            told.problems.push(no_names(desk, file, &source.table));
        }
    }
    let shown = previews(ws, &sources, day);
    for ((file, source), rows) in files.iter().zip(&sources).zip(&shown.tables) {
        told.files.push(file_line(file, &source.table, rows));
        told.problems.extend(rows.iter().flat_map(|row| problems(desk, file, &source.table, row)));
    }
    tell(desk, arguments, &told)?;
    save_refused(desk, arguments, &left(desk, loaded, &sources, &shown))?;
    if !arguments.json && !shown.missing.is_empty() {
        say((ImportWords::of(desk.lang).missing)(shown.missing.len()));
    }
    if !read.has_failed && sources.is_empty() {
        return Err(Stop::refused(if arguments.json { "" } else { ImportWords::of(desk.lang).no_names }));
    }
    if arguments.apply && !read.has_failed {
        apply(desk, arguments, loaded, &sources, &shown)?;
        keep_report(desk, arguments, &told, now);
        for (source, rows) in sources.iter().zip(&shown.tables) {
            learned.remember(source, rows);
        }
        if let Err(failure) = imports::keep_learned(&RealDisk, &arguments.folder, &learned.text()) {
            complain(&store_words::failure(desk.lang, &failure));
        }
    } else if !arguments.json {
        say(ImportWords::of(desk.lang).not_applied);
    }
    end(&read)
}

fn apply(
    desk: Desk,
    arguments: &ImportArgs,
    loaded: &Loaded,
    sources: &[Source],
    shown: &Previews,
) -> Result<(), Stop> {
    let words = ImportWords::of(desk.lang);
    let counts = Counts::of(shown.tables.iter().flatten());
    let n = counts.new + counts.changed;
    let ws = &loaded.workspace;
    if n > 0 {
        let label = Label::Import { table: TableName::People, n };
        let day = ws.as_of(desk.today);
        desk.append(&arguments.folder, ws, label, |ws| import_all(ws, sources, day))?;
    }
    if !arguments.json {
        say(if n > 0 { (words.applied)(counts.new, counts.changed) } else { words.nothing_to_apply.to_owned() });
    }
    Ok(())
}

fn file_line(file: &str, table: &Table, rows: &[PreviewRow]) -> FileLine {
    let counts = Counts::of(rows);
    FileLine {
        file: file.to_owned(),
        sheet: table.name.clone(),
        rows: counts.rows(),
        new: counts.new,
        changed: counts.changed,
        unchanged: counts.unchanged,
        conflict: counts.conflicts,
        refused: counts.refused,
    }
}

fn no_names(desk: Desk, file: String, table: &Table) -> ProblemLine {
    let message = ImportWords::of(desk.lang).no_names.to_owned();
    ProblemLine { file, sheet: Some(table.name.clone()), code: "no_names", message, ..ProblemLine::default() }
}

/// Why a row was not taken, and what deserves a look about it.
fn problems(desk: Desk, file: &str, table: &Table, row: &PreviewRow) -> Vec<ProblemLine> {
    let line = |column: RosterColumn, code, message| {
        let position = table.columns.iter().position(|meaning| *meaning == Some(column));
        let heading = position.and_then(|at| table.headings.get(at)).filter(|heading| !heading.is_empty());
        ProblemLine {
            file: file.to_owned(),
            sheet: Some(table.name.clone()),
            row: Some(table.rows[row.row].number),
            column: Some(heading.cloned().unwrap_or_else(|| roster_words::column(desk.lang, column).to_owned())),
            code,
            message,
        }
    };
    let mut lines = match &row.verdict {
        Verdict::Refused(fault) => vec![line(fault.column(), fault.code(), roster_words::fault(desk.lang, fault))],
        Verdict::Conflict(conflict) => {
            vec![line(conflict.column(), conflict.code(), roster_words::conflict(desk.lang, conflict))]
        }
        Verdict::New | Verdict::Changed { .. } | Verdict::Unchanged { .. } | Verdict::Skipped => Vec::new(),
    };
    lines.extend(
        row.doubts.iter().map(|doubt| line(doubt.column(), doubt.code(), roster_words::doubt(desk.lang, doubt))),
    );
    lines
}

/// The rows that were not taken, a sheet a table. Headings are Chinese whatever the language of the output.
fn left(desk: Desk, loaded: &Loaded, sources: &[Source], shown: &Previews) -> Vec<PlainSheet> {
    let texts = RefusedTexts {
        reason: ImportWords::of(desk.lang).reason,
        heading: |column| roster_words::column(Lang::Zh, column),
        why: &|row| import_words::row(desk.lang, row),
    };
    let sheets = sources.iter().zip(&shown.tables);
    sheets.filter_map(|(source, rows)| refused(&loaded.workspace, source, rows, &texts)).collect()
}
