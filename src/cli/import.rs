//! `lunxun import`: what tables would change, row by row, and the change itself if asked for.

use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use serde::Serialize;

use super::arguments::{ImportArgs, ImportKind};
use super::export::save;
use super::{Desk, Stop, complain, say, say_json};
use crate::app::{
    ImportDraft, ImportTable, Unreadable, import_label, import_report, read_table_file, remember_import, rows_left,
};
use crate::exchange::learned::Learned;
use crate::exchange::plain_table::xlsx;
use crate::exchange::records::{Outcome, RecordRow, RecordTable, What};
use crate::exchange::roster::{
    CohortChoice, Conflict, Counts, Doubt, PreviewRow, RosterColumn, Source, Verdict, n_without_cohort,
};
use crate::exchange::table_file::{FileFault, Remark, Sheet};
use crate::exchange::tables::{Holds, TableSource, Together, sums_up, together};
use crate::model::{CohortId, Refusal, SessionId, TableName, Workspace};
use crate::store::disk::RealDisk;
use crate::store::{Loaded, imports};
use crate::words::import::{self as import_words, ImportWords};
use crate::words::people::PeopleWords;
use crate::words::{import_records as record_words, refusals, roster as roster_words, store as store_words};

pub(super) fn run(desk: Desk, arguments: &ImportArgs, now: NaiveDateTime) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder)?;
    desk.must_be_whole(&loaded)?;
    let ws = &loaded.workspace;
    let day = ws.as_of(desk.today);
    let read = read_files(desk, arguments, &loaded)?;
    let refused = |refusal: Option<Refusal>| {
        Stop::refused(refusal.map(|refusal| refusals::refusal(desk.lang, &refusal)).unwrap_or_default())
    };
    let shown = compared(ws, &read.draft, day).map_err(refused)?;
    let told = told(desk, ws, &read, &shown);
    tell(desk, arguments, &told)?;
    save_refused(desk, arguments, ws, &read.draft, &shown)?;
    let words = ImportWords::of(desk.lang);
    if !arguments.json && !shown.rosters.missing.is_empty() {
        say((words.missing)(shown.rosters.missing.len()));
    }
    let n = n_without_cohort(shown.rosters.tables.iter().flatten());
    if !arguments.json && n > 0 {
        say((words.without_cohort)(n));
    }
    if read.has_failed {
        return Err(Stop::unreadable(""));
    }
    if read.draft.tables.is_empty() {
        return Err(Stop::refused(""));
    }
    if arguments.apply {
        return apply(desk, arguments, ws, &read.draft, (day, now));
    }
    if !arguments.json {
        say(words.not_applied);
    }
    Ok(())
}

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
struct ProblemLine {
    file: String,
    sheet: Option<String>,
    row: Option<u32>,
    column: Option<String>,
    /// `refused` and `undecided` rows are not taken; a `remark` is about one that is, or about a file.
    kind: Weight,
    code: &'static str,
    message: String,
}

/// How much a problem weighs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Weight {
    Refused,
    Undecided,
    #[default]
    Remark,
}

/// What an import found, as other programs read it.
#[derive(Debug, Default, Serialize)]
struct Told {
    files: Vec<FileLine>,
    problems: Vec<ProblemLine>,
}

/// The tables that were read.
struct Read {
    draft: ImportDraft,
    problems: Vec<ProblemLine>,
    /// Whether tables are told what they were taken for.
    tells_kind: bool,
    /// Whether a file could not be read at all.
    has_failed: bool,
}

/// What the user says the tables hold; `None`: what they look like.
fn holds(kind: ImportKind) -> Option<Holds> {
    Some(match kind {
        ImportKind::Tables => return None,
        ImportKind::Roster => Holds::People,
        ImportKind::Marks => Holds::Records(What::Marks),
        ImportKind::Topics => Holds::Records(What::Topics),
        ImportKind::Costs => Holds::Records(What::Costs),
        ImportKind::Trainers => Holds::Records(What::Trainers),
        ImportKind::Venues => Holds::Records(What::Venues),
        ImportKind::Holidays => Holds::Records(What::Holidays),
        ImportKind::Sessions => Holds::Records(What::Sessions),
    })
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

fn read_files(desk: Desk, arguments: &ImportArgs, loaded: &Loaded) -> Result<Read, Stop> {
    let mut draft = ImportDraft {
        learned: Arc::new(Learned::read(&imports::learned(&RealDisk, &arguments.folder))),
        ..ImportDraft::default()
    };
    draft.options.session = session(desk, arguments)?;
    for said in &arguments.sign {
        let signs = draft.options.signs.with_said(said);
        draft.options.signs = signs.ok_or_else(|| Stop::refused((ImportWords::of(desk.lang).no_such_sign)(said)))?;
    }
    draft.options.overwrites = arguments.overwrite;
    let cohort = cohort(desk, loaded, arguments.cohort.as_deref())?;
    let tells_kind = arguments.what == ImportKind::Tables;
    let mut read = Read { draft, problems: Vec::new(), tells_kind, has_failed: false };
    for path in &arguments.files {
        let file = path.display().to_string();
        let problem = |code, message| ProblemLine { file: file.clone(), code, message, ..ProblemLine::default() };
        match read_file(path, arguments.sheet.as_deref()) {
            Ok((sheets, remarks)) => {
                let said = remarks.into_iter();
                read.problems.extend(said.map(|r| problem(r.code(), import_words::remark(desk.lang, r).to_owned())));
                let n_sheets = sheets.len();
                for sheet in sheets {
                    if sums_up(&sheet, n_sheets) {
                        let message = ImportWords::of(desk.lang).sums_up.to_owned();
                        let (file, sheet) = (file.clone(), Some(sheet.name.clone()));
                        let code = "sums_up";
                        read.problems.push(ProblemLine { file, sheet, code, message, ..ProblemLine::default() });
                        continue;
                    }
                    read.take_up(desk, arguments, &file, sheet, &loaded.workspace);
                }
            }
            Err(error) => {
                read.has_failed = true;
                let problem = problem(error.code(), error.say(desk.lang));
                read.problems.push(ProblemLine { kind: Weight::Refused, ..problem });
            }
        }
    }
    for table in &mut read.draft.tables {
        if let TableSource::Roster(source) = &mut table.source {
            source.options.cohort = cohort.map_or(CohortChoice::OfTitle, CohortChoice::Is);
            source.options.overwrites = arguments.overwrite;
        }
    }
    Ok(read)
}

impl Read {
    fn take_up(&mut self, desk: Desk, arguments: &ImportArgs, file: &str, sheet: Sheet, ws: &Workspace) {
        let (sheet, learned) = (Arc::new(sheet), &self.draft.learned);
        let source = match holds(arguments.what) {
            Some(holds) => Some(TableSource::of_sheet(holds, &sheet, ws, learned)),
            None => TableSource::recognised(&sheet, ws, learned),
        };
        match source {
            Some(source) if source.is_understood() || is_read_by_ids(ws, &sheet, &source) => {
                self.draft.tables.push(ImportTable { file: file.to_owned(), source, is_included: true });
            }
            _ if sheet.rows.is_empty() => {}
            source => self.problems.push(not_understood(desk, file, &sheet, source.as_ref())),
        }
    }
}

/// An attendance sheet of ours needs no columns.
fn is_read_by_ids(ws: &Workspace, sheet: &Arc<Sheet>, source: &TableSource) -> bool {
    let is_marks = source.holds() == Holds::Records(What::Marks);
    is_marks && crate::exchange::records::what_of(ws, sheet) == Some(What::Marks)
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

fn compared(ws: &Workspace, draft: &ImportDraft, day: NaiveDate) -> Result<Together, Option<Refusal>> {
    let tables: Vec<Option<&TableSource>> = draft.tables.iter().map(|table| Some(&table.source)).collect();
    together(ws, &tables, draft.options, day, &|_| true)
}

fn told(desk: Desk, ws: &Workspace, read: &Read, shown: &Together) -> Told {
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
fn not_understood(desk: Desk, file: &str, sheet: &Sheet, source: Option<&TableSource>) -> ProblemLine {
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
fn tell(desk: Desk, arguments: &ImportArgs, told: &Told) -> Result<(), Stop> {
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

/// Writes the rows that were not taken, if a file was named for them and there are any.
fn save_refused(
    desk: Desk,
    arguments: &ImportArgs,
    ws: &Workspace,
    draft: &ImportDraft,
    shown: &Together,
) -> Result<(), Stop> {
    let sheets = rows_left(ws, draft, shown, desk.lang);
    let Some(path) = arguments.refused.as_ref().filter(|_| !sheets.is_empty()) else { return Ok(()) };
    let bytes = xlsx(&sheets).map_err(|error| Stop::refused(error.to_string()))?;
    if arguments.json {
        return super::export::write(desk, path, &bytes);
    }
    save(desk, path, &bytes)
}

/// Takes the tables in as one edit, keeps a report and remembers what was learned.
fn apply(
    desk: Desk,
    arguments: &ImportArgs,
    ws: &Workspace,
    draft: &ImportDraft,
    (day, now): (NaiveDate, NaiveDateTime),
) -> Result<(), Stop> {
    let words = ImportWords::of(desk.lang);
    let stale = || Refusal::Stale { table: TableName::Programme, key: String::new() };
    let shown = compared(ws, draft, day)
        .map_err(|refusal| Stop::refused(refusals::refusal(desk.lang, &refusal.unwrap_or_else(stale))))?;
    let counts = shown.counts();
    let n = counts.new + counts.changed;
    let mut applied = None;
    if n > 0 {
        // the folder gives out ids of its own once it is opened for writing
        desk.append(&arguments.folder, ws, import_label(draft, &shown), |ws| {
            let shown = compared(ws, draft, day).map_err(|refusal| refusal.unwrap_or_else(stale))?;
            let after = shown.after().clone();
            applied = Some(shown);
            Ok(after)
        })?;
    }
    let shown = applied.unwrap_or(shown);
    let mut learned = Learned::read(&imports::learned(&RealDisk, &arguments.folder));
    remember_import(&mut learned, draft, &shown);
    let fail = |failure| complain(&store_words::failure(desk.lang, &failure));
    imports::keep_learned(&RealDisk, &arguments.folder, &learned.text()).unwrap_or_else(fail);
    let text = import_report(draft, &shown, desk.lang);
    match imports::report(&RealDisk, &arguments.folder, words.report_title, now, &text) {
        Ok(path) if !arguments.json => say((words.report_kept)(&path.display().to_string())),
        Ok(_) => {}
        Err(failure) => fail(failure),
    }
    if !arguments.json {
        say(match holds(arguments.what) {
            _ if n == 0 => words.nothing_to_apply.to_owned(),
            Some(Holds::People) => (words.applied)(counts.new, counts.changed),
            Some(Holds::Records(what)) => (words.records_applied)(n, record_words::what(desk.lang, what)),
            None => (words.records_applied)(n, ""),
        });
    }
    Ok(())
}

fn session(desk: Desk, arguments: &ImportArgs) -> Result<Option<SessionId>, Stop> {
    let Some(text) = &arguments.session else { return Ok(None) };
    let id = text.parse().map_err(|_no_id| Stop::refused((desk.words().no_session)(text)))?;
    Ok(Some(id))
}

/// The workspace's cohort of this name.
fn cohort(desk: Desk, loaded: &Loaded, name: Option<&str>) -> Result<Option<CohortId>, Stop> {
    let Some(name) = name else { return Ok(None) };
    let mut cohorts = loaded.workspace.cohorts.iter();
    let found = cohorts.find(|cohort| cohort.name == name || cohort.short_name == name);
    found.map(|cohort| Some(cohort.id)).ok_or_else(|| Stop::refused((ImportWords::of(desk.lang).no_such_cohort)(name)))
}
