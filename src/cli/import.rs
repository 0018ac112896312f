//! `lunxun import`: what tables would change, row by row, and the change itself if asked for.

mod records;
mod roster;

use std::path::Path;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::arguments::{ImportArgs, ImportKind};
use super::export::save;
use super::{Desk, Stop, complain, say, say_json};
use crate::app::{Unreadable, read_table_file};
use crate::exchange::plain_table::{PlainSheet, xlsx};
use crate::exchange::records::What;
use crate::exchange::table_file::{FileFault, Remark, Sheet};
use crate::store::disk::RealDisk;
use crate::store::{Loaded, imports};
use crate::words::import::{self as import_words, ImportWords};
use crate::words::store as store_words;

pub(super) fn run(desk: Desk, arguments: &ImportArgs, now: NaiveDateTime) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder)?;
    desk.must_be_whole(&loaded)?;
    let read = read_files(desk, arguments);
    let what = match arguments.what {
        ImportKind::Roster => return roster::run(desk, arguments, &loaded, read, now),
        ImportKind::Marks => What::Marks,
        ImportKind::Topics => What::Topics,
        ImportKind::Costs => What::Costs,
        ImportKind::Trainers => What::Trainers,
        ImportKind::Venues => What::Venues,
        ImportKind::Holidays => What::Holidays,
        ImportKind::Sessions => What::Sessions,
    };
    records::run(desk, arguments, &loaded, what, read, now)
}

/// What was made of a sheet, as other programs read it.
#[derive(Debug, Serialize)]
struct FileLine {
    file: String,
    sheet: String,
    rows: usize,
    new: usize,
    changed: usize,
    unchanged: usize,
    conflict: usize,
    refused: usize,
}

/// Something that is wrong or deserves a look, as other programs read it.
#[derive(Clone, Debug, Default, Serialize)]
struct ProblemLine {
    file: String,
    sheet: Option<String>,
    row: Option<u32>,
    column: Option<String>,
    code: &'static str,
    message: String,
}

/// What an import found, as other programs read it.
#[derive(Debug, Default, Serialize)]
struct Told {
    files: Vec<FileLine>,
    problems: Vec<ProblemLine>,
}

/// The sheets that were read, with the files they come from.
#[derive(Default)]
struct Read {
    sheets: Vec<(String, Sheet)>,
    problems: Vec<ProblemLine>,
    /// Whether a file could not be read at all.
    has_failed: bool,
}

fn read_files(desk: Desk, arguments: &ImportArgs) -> Read {
    let mut read = Read::default();
    for path in &arguments.files {
        let file = path.display().to_string();
        let problem = |code, message| ProblemLine { file: file.clone(), code, message, ..ProblemLine::default() };
        match read_file(path, arguments.sheet.as_deref()) {
            Ok((sheets, remarks)) => {
                let said = remarks.into_iter();
                read.problems.extend(said.map(|r| problem(r.code(), import_words::remark(desk.lang, r).to_owned())));
                read.sheets.extend(sheets.into_iter().map(|sheet| (file.clone(), sheet)));
            }
            Err(error) => {
                read.has_failed = true;
                read.problems.push(problem(error.code(), error.say(desk.lang)));
            }
        }
    }
    read
}

/// The sheets of a file that are meant: the one of a name, or all that are not hidden.
fn read_file(path: &Path, sheet: Option<&str>) -> Result<(Vec<Sheet>, Vec<Remark>), Unreadable> {
    let book = read_table_file(path, &|| true)?;
    let is_meant = |one: &Sheet| sheet.map_or(!one.is_hidden, |name| one.name.trim() == name.trim());
    let sheets: Vec<Sheet> = book.sheets.into_iter().filter(is_meant).collect();
    match sheet {
        Some(name) if sheets.is_empty() => Err(Unreadable::Fault(FileFault::NoSuchSheet(name.to_owned()))),
        _ => Ok((sheets, book.remarks)),
    }
}

/// Prints what was found, in the form asked for.
fn tell(desk: Desk, arguments: &ImportArgs, told: &Told) -> Result<(), Stop> {
    if arguments.json {
        return say_json(told);
    }
    for line in &told.files {
        let counts = crate::exchange::roster::Counts {
            new: line.new,
            changed: line.changed,
            unchanged: line.unchanged,
            conflicts: line.conflict,
            refused: line.refused,
        };
        say(format!("{} · {}\t{}", line.file, line.sheet, import_words::counts(desk.lang, counts)));
    }
    for problem in &told.problems {
        say(problem_text(desk, problem));
    }
    Ok(())
}

fn problem_text(desk: Desk, problem: &ProblemLine) -> String {
    let row = problem.row.map(|row| (ImportWords::of(desk.lang).row)(row));
    let parts = [Some(problem.file.clone()), problem.sheet.clone(), row, problem.column.clone()];
    let place: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    format!("{}\t{}", place.join(" · "), problem.message)
}

/// Writes the rows that were not taken, if a file was named for them and there are any.
fn save_refused(desk: Desk, arguments: &ImportArgs, sheets: &[PlainSheet]) -> Result<(), Stop> {
    let Some(path) = arguments.refused.as_ref().filter(|_| !sheets.is_empty()) else { return Ok(()) };
    let bytes = xlsx(sheets).map_err(|error| Stop::refused(error.to_string()))?;
    if arguments.json {
        return super::export::write(desk, path, &bytes);
    }
    save(desk, path, &bytes)
}

/// Keeps a report in the folder; one that cannot be written costs the report, not the import.
fn keep_report(desk: Desk, arguments: &ImportArgs, told: &Told, now: NaiveDateTime) {
    let words = ImportWords::of(desk.lang);
    let mut lines = vec![(words.report_of)(words.report_title, &now.format("%Y-%m-%d %H:%M").to_string())];
    lines.extend(told.files.iter().map(|line| {
        let FileLine { file, sheet, new, changed, unchanged, conflict, refused, .. } = line;
        let (new, changed, unchanged, conflicts, refused) = (*new, *changed, *unchanged, *conflict, *refused);
        let counts = crate::exchange::roster::Counts { new, changed, unchanged, conflicts, refused };
        format!("{file} · {sheet}  {}", import_words::counts(desk.lang, counts))
    }));
    lines.extend(told.problems.iter().map(|problem| problem_text(desk, problem)));
    let text = lines.join("\r\n");
    match imports::report(&RealDisk, &arguments.folder, words.report_title, now, &text) {
        Ok(path) if !arguments.json => say((words.report_kept)(&path.display().to_string())),
        Ok(_) => {}
        Err(failure) => complain(&store_words::failure(desk.lang, &failure)),
    }
}

/// What the command ends with when everything has been said.
fn end(read: &Read) -> Result<(), Stop> {
    if read.has_failed { Err(Stop::unreadable("")) } else { Ok(()) }
}

/// The workspace's cohort of this name.
fn cohort(desk: Desk, loaded: &Loaded, name: Option<&str>) -> Result<Option<crate::model::CohortId>, Stop> {
    let Some(name) = name else { return Ok(None) };
    let mut cohorts = loaded.workspace.cohorts.iter();
    let found = cohorts.find(|cohort| cohort.name == name || cohort.short_name == name);
    found.map(|cohort| Some(cohort.id)).ok_or_else(|| Stop::refused((ImportWords::of(desk.lang).no_such_cohort)(name)))
}
