//! What an import found, row by row, as people and other programs read it.

use serde::Serialize;

use super::Read;
use crate::cli::arguments::ImportArgs;
use crate::cli::{Desk, Stop, say, say_json};
use crate::exchange::records::{Outcome, RecordRow, RecordTable, What};
use crate::exchange::roster::{Conflict, Counts, Doubt, PreviewRow, RosterColumn, Source, Verdict};
use crate::exchange::table_file::Sheet;
use crate::exchange::tables::{Holds, TableSource, Together};
use crate::model::{SessionId, Workspace};
use crate::words::import::{self as import_words, ImportWords};
use crate::words::people::PeopleWords;
use crate::words::{import_records as record_words, roster as roster_words};

/// What was made of a sheet, as other programs read it.
#[derive(Debug, Serialize)]
struct FileLine {
    file: String,
    sheet: String,
    /// What it was taken for; left out where the command says it.
    #[serde(skip)]
    holds: Holds,
    #[serde(skip_serializing_if = "Option::is_none")]
    what: Option<&'static str>,
    rows: usize,
    new: usize,
    changed: usize,
    unchanged: usize,
    conflict: usize,
    refused: usize,
}

/// Something that is wrong or deserves a look, as other programs read it.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct ProblemLine {
    pub file: String,
    pub sheet: Option<String>,
    pub row: Option<u32>,
    pub column: Option<String>,
    /// `refused` and `undecided` rows are not taken; a `remark` is about one that is, or about a file.
    pub kind: Weight,
    pub code: &'static str,
    pub message: String,
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Weight {
    Refused,
    Undecided,
    #[default]
    Remark,
}

/// What an import found, as other programs read it.
#[derive(Debug, Default, Serialize)]
pub(super) struct Told {
    files: Vec<FileLine>,
    problems: Vec<ProblemLine>,
}

/// What was found in each table.
pub(super) fn told(desk: Desk, ws: &Workspace, read: &Read, shown: &Together) -> Told {
    let mut told = Told { files: Vec::new(), problems: read.problems.clone() };
    for (at, table) in read.draft.tables.iter().enumerate() {
        let (file, sheet) = (&table.file, table.source.sheet());
        let Counts { new, changed, unchanged, conflicts, refused } = shown.counts_of(at);
        let (rows, holds) = (shown.counts_of(at).rows(), table.source.holds());
        told.files.push(FileLine {
            file: file.clone(),
            sheet: sheet.name.clone(),
            holds,
            what: read.tells_kind.then(|| name_of(holds)),
            rows,
            new,
            changed,
            unchanged,
            conflict: conflicts,
            refused,
        });
        told.problems.extend(columns_not_read(desk, file, &table.source, shown.records.get(at)));
        match &table.source {
            TableSource::Roster(source) => {
                let rows = shown.rosters.tables.get(at).into_iter().flatten();
                told.problems.extend(rows.flat_map(|row| person_problems(desk, file, source, row)));
            }
            TableSource::Records(_) => {
                let found = shown.records.get(at).and_then(Option::as_ref);
                let named = read.draft.options.session;
                let other = found.and_then(|table| table.session).filter(|of| named.is_some_and(|named| named != *of));
                told.problems.extend(other.map(|of| other_session(desk, ws, file, sheet, of)));
                let rows = found.into_iter().flat_map(|table| &table.rows);
                told.problems.extend(rows.filter_map(|row| record_problem(desk, file, &sheet.name, row)));
            }
        }
    }
    told
}

/// Why a row of a list of people was not taken, and what deserves a look about it.
fn person_problems(desk: Desk, file: &str, source: &Source, row: &PreviewRow) -> Vec<ProblemLine> {
    let table = &source.table;
    let line = |kind, column: RosterColumn, code, message| {
        let position = table.columns.iter().position(|meaning| *meaning == Some(column));
        let heading = position.and_then(|at| table.headings.get(at)).filter(|heading| !heading.is_empty());
        ProblemLine {
            file: file.to_owned(),
            sheet: Some(table.sheet.name.clone()),
            row: Some(table.sheet.rows[row.row].number),
            column: Some(heading.cloned().unwrap_or_else(|| roster_words::column(desk.lang, column).to_owned())),
            kind,
            code,
            message,
        }
    };
    let mut lines = match &row.verdict {
        Verdict::Refused(fault) => {
            vec![line(Weight::Refused, fault.column(), fault.code(), roster_words::fault(desk.lang, fault))]
        }
        // the doubts tell each field that differs
        Verdict::Conflict(Conflict::Differs { .. }) => Vec::new(),
        Verdict::Conflict(conflict) => {
            let said = roster_words::conflict(desk.lang, conflict);
            vec![line(Weight::Undecided, conflict.column(), conflict.code(), said)]
        }
        Verdict::New | Verdict::Changed { .. } | Verdict::Unchanged { .. } | Verdict::Skipped => Vec::new(),
    };
    let is_open = matches!(row.verdict, Verdict::Conflict(Conflict::Differs { .. }));
    lines.extend(row.doubts.iter().map(|doubt| {
        let is_undecided = is_open && matches!(doubt, Doubt::Differs { .. });
        let kind = if is_undecided { Weight::Undecided } else { Weight::Remark };
        line(kind, doubt.column(), doubt.code(), roster_words::doubt(desk.lang, doubt))
    }));
    lines
}

/// Why a row of another table was not taken.
fn record_problem(desk: Desk, file: &str, sheet: &str, row: &RecordRow) -> Option<ProblemLine> {
    let place = ProblemLine {
        file: file.to_owned(),
        sheet: Some(sheet.to_owned()),
        row: Some(row.number),
        ..ProblemLine::default()
    };
    let (kind, fault) = match (&row.outcome, row.remark) {
        (Outcome::Conflict(fault), _) => (Weight::Undecided, fault),
        (Outcome::Refused(fault), _) => (Weight::Refused, fault),
        (_, Some(remark)) => {
            let message = record_words::remark(desk.lang, remark).to_owned();
            return Some(ProblemLine { code: remark.code(), message, ..place });
        }
        (Outcome::New | Outcome::Changed | Outcome::Unchanged, None) => return None,
    };
    Some(ProblemLine {
        kind,
        column: fault.column().map(|column| record_words::column(desk.lang, column).to_owned()),
        code: fault.code(),
        message: record_words::fault(desk.lang, fault),
        ..place
    })
}

/// Which columns of a table were not read, but for serial numbers; an attendance sheet is read otherwise.
fn columns_not_read(
    desk: Desk,
    file: &str,
    source: &TableSource,
    found: Option<&Option<RecordTable>>,
) -> Option<ProblemLine> {
    if matches!(found, Some(Some(table)) if table.is_ours) {
        return None;
    }
    let (headings, is_read): (&[String], Vec<bool>) = match source {
        TableSource::Roster(source) => {
            (&source.table.headings, source.table.columns.iter().map(Option::is_some).collect())
        }
        TableSource::Records(source) => (&source.headings, source.columns.iter().map(Option::is_some).collect()),
    };
    let is_left = |heading: &str, is_read: bool| !is_read && !heading.is_empty() && !heading.contains("序号");
    let left = headings.iter().zip(is_read).filter(|(heading, is_read)| is_left(heading, *is_read));
    let names: Vec<&str> = left.map(|(heading, _)| heading.as_str()).collect();
    if names.is_empty() {
        return None;
    }
    let message = (ImportWords::of(desk.lang).columns_not_read)(&names.join(desk.lang.pick("、", ", ")));
    let (file, sheet) = (file.to_owned(), Some(source.sheet().name.clone()));
    Some(ProblemLine { file, sheet, code: "columns_not_read", message, ..ProblemLine::default() })
}

/// That a sheet says itself which session it is of, and not the one that was named.
fn other_session(desk: Desk, ws: &Workspace, file: &str, sheet: &Sheet, session: SessionId) -> ProblemLine {
    let title = ws.sessions.get(session).map_or("", |session| session.title.as_str());
    let message = (ImportWords::of(desk.lang).other_session)(title);
    let (file, sheet) = (file.to_owned(), Some(sheet.name.clone()));
    ProblemLine { file, sheet, code: "other_session", message, ..ProblemLine::default() }
}

/// That a sheet is not the kind of table that it was to be.
pub(super) fn not_understood(desk: Desk, file: &str, sheet: &Sheet, source: Option<&TableSource>) -> ProblemLine {
    let words = ImportWords::of(desk.lang);
    let (code, message) = match source {
        Some(TableSource::Roster(_)) => ("no_names", words.no_names.to_owned()),
        Some(TableSource::Records(source)) => {
            ("no_heading", (words.not_understood)(&record_words::columns(desk.lang, source.what.needed())))
        }
        None => ("no_heading", words.no_heading.to_owned()),
    };
    let (file, sheet) = (file.to_owned(), Some(sheet.name.clone()));
    ProblemLine { file, sheet, kind: Weight::Refused, code, message, ..ProblemLine::default() }
}

/// Prints what was found, in the form asked for.
pub(super) fn tell(desk: Desk, arguments: &ImportArgs, told: &Told) -> Result<(), Stop> {
    if arguments.json {
        return say_json(told);
    }
    let words = PeopleWords::of(desk.lang);
    for line in &told.files {
        let FileLine { new, changed, unchanged, conflict, refused, .. } = *line;
        let counts = Counts { new, changed, unchanged, conflicts: conflict, refused };
        let kind = if line.what.is_some() { record_words::holds(desk.lang, line.holds) } else { "" };
        let parts = [line.file.as_str(), line.sheet.as_str(), kind].into_iter().filter(|part| !part.is_empty());
        let place = parts.collect::<Vec<_>>().join(" · ");
        say(format!("{place}\t{}", import_words::counts(desk.lang, line.holds, counts)));
    }
    for problem in &told.problems {
        let row = problem.row.map(|row| (ImportWords::of(desk.lang).row)(row));
        let parts = [Some(problem.file.clone()), problem.sheet.clone(), row, problem.column.clone()];
        let place: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let weight = match problem.kind {
            Weight::Refused => words.outcome_refused,
            Weight::Undecided => words.outcome_conflict,
            Weight::Remark => ImportWords::of(desk.lang).remark,
        };
        say(format!("{}\t{weight}\t{}", place.join(" · "), problem.message));
    }
    Ok(())
}

/// The kind by its name on the command line.
fn name_of(holds: Holds) -> &'static str {
    match holds {
        Holds::People => "roster",
        Holds::Records(What::Marks) => "marks",
        Holds::Records(What::Topics) => "topics",
        Holds::Records(What::Costs) => "costs",
        Holds::Records(What::Trainers) => "trainers",
        Holds::Records(What::Venues) => "venues",
        Holds::Records(What::Holidays) => "holidays",
        Holds::Records(What::Sessions) => "sessions",
    }
}
