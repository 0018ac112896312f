//! `lunxun import` of everything but rosters.

use chrono::NaiveDateTime;

use super::{FileLine, ProblemLine, Read, Told, end, keep_report, save_refused, tell};
use crate::cli::arguments::ImportArgs;
use crate::cli::{Desk, Stop, say};
use crate::exchange::plain_table::PlainSheet;
use crate::exchange::records::{
    Outcome, RecordOptions, RecordRow, RecordTable, Records, What, import_records, records, refused,
};
use crate::exchange::table_file::Sheet;
use crate::model::{Label, SessionId};
use crate::store::Loaded;
use crate::words::import::ImportWords;
use crate::words::import_records as record_words;

pub(super) fn run(
    desk: Desk,
    arguments: &ImportArgs,
    loaded: &Loaded,
    what: What,
    mut read: Read,
    now: NaiveDateTime,
) -> Result<(), Stop> {
    let ws = &loaded.workspace;
    let options = RecordOptions { session: session(desk, arguments)?, overwrites: arguments.overwrite };
    let sheets: Vec<&Sheet> = read.sheets.iter().map(|(_, sheet)| sheet).collect();
    let day = ws.as_of(desk.today);
    let shown = records(ws, what, &sheets, options, day);
    let mut told = Told { files: Vec::new(), problems: std::mem::take(&mut read.problems) };
    for ((file, sheet), table) in read.sheets.iter().zip(&shown.tables) {
        if table.columns.is_empty() {
            told.problems.push(not_understood(desk, what, file, sheet));
        } else {
            told.files.push(file_line(file, &sheet.name, &table.rows));
            told.problems.extend(table.rows.iter().filter_map(|row| problem(desk, file, &sheet.name, row)));
        }
    }
    tell(desk, arguments, &told)?;
    save_refused(desk, arguments, &left(desk, &sheets, &shown))?;
    if !read.has_failed && told.files.is_empty() {
        return Err(Stop::refused(""));
    }
    let n = told.files.iter().map(|line| line.new + line.changed).sum();
    let words = ImportWords::of(desk.lang);
    if !arguments.apply || read.has_failed {
        if !arguments.json {
            say(words.not_applied);
        }
        return end(&read);
    }
    if n > 0 {
        let label = Label::Import { table: what.table(), n };
        let change = |ws: &crate::model::Workspace| import_records(ws, what, &sheets, options, day);
        desk.append(&arguments.folder, ws, label, change)?;
    }
    keep_report(desk, arguments, &told, now);
    if !arguments.json {
        let applied = || (words.records_applied)(n, record_words::what(desk.lang, what));
        say(if n > 0 { applied() } else { words.nothing_to_apply.to_owned() });
    }
    end(&read)
}

fn session(desk: Desk, arguments: &ImportArgs) -> Result<Option<SessionId>, Stop> {
    let Some(text) = &arguments.session else { return Ok(None) };
    let id = text.parse().map_err(|_no_id| Stop::refused((desk.words().no_session)(text)))?;
    Ok(Some(id))
}

fn file_line(file: &str, sheet: &str, rows: &[RecordRow]) -> FileLine {
    let n = |is_it: fn(&Outcome) -> bool| rows.iter().filter(|row| is_it(&row.outcome)).count();
    FileLine {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        rows: rows.len(),
        new: n(|outcome| matches!(outcome, Outcome::New)),
        changed: n(|outcome| matches!(outcome, Outcome::Changed)),
        unchanged: n(|outcome| matches!(outcome, Outcome::Unchanged)),
        conflict: n(|outcome| matches!(outcome, Outcome::Conflict(_))),
        refused: n(|outcome| matches!(outcome, Outcome::Refused(_))),
    }
}

fn problem(desk: Desk, file: &str, sheet: &str, row: &RecordRow) -> Option<ProblemLine> {
    let (Outcome::Conflict(fault) | Outcome::Refused(fault)) = &row.outcome else { return None };
    Some(ProblemLine {
        file: file.to_owned(),
        sheet: Some(sheet.to_owned()),
        row: Some(row.number),
        column: fault.column().map(|column| record_words::column(desk.lang, column).to_owned()),
        code: fault.code(),
        message: record_words::fault(desk.lang, fault),
    })
}

fn not_understood(desk: Desk, what: What, file: &str, sheet: &Sheet) -> ProblemLine {
    let needed = record_words::columns(desk.lang, what.needed());
    let message = (ImportWords::of(desk.lang).not_understood)(&needed);
    let (file, sheet) = (file.to_owned(), Some(sheet.name.clone()));
    ProblemLine { file, sheet, code: "no_heading", message, ..ProblemLine::default() }
}

fn left(desk: Desk, sheets: &[&Sheet], shown: &Records) -> Vec<PlainSheet> {
    let reason = ImportWords::of(desk.lang).reason;
    let why = |row: &RecordRow| record_words::outcome(desk.lang, &row.outcome);
    let of = |(sheet, table): (&&Sheet, &RecordTable)| refused(sheet, table, reason, &why);
    sheets.iter().zip(&shown.tables).filter_map(of).collect()
}
