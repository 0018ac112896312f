//! `lunxun import`: what tables would change, row by row, and the change itself if asked for.

mod told;

use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::arguments::{ImportArgs, ImportKind};
use super::export::save;
use super::{Desk, Stop, complain, say};
use crate::app::{
    ImportDraft, ImportTable, Unreadable, import_label, import_report, read_table_file, remember_import, rows_left,
};
use crate::exchange::learned::Learned;
use crate::exchange::plain_table::xlsx;
use crate::exchange::records::What;
use crate::exchange::roster::{CohortChoice, n_without_cohort};
use crate::exchange::table_file::{FileFault, Remark, Sheet};
use crate::exchange::tables::{Holds, TableSource, Together, sums_up, together};
use crate::model::{CohortId, Refusal, SessionId, TableName, Workspace};
use crate::store::disk::RealDisk;
use crate::store::{Loaded, imports};
use crate::words::import::{self as import_words, ImportWords};
use crate::words::{import_records as record_words, refusals, store as store_words};
use told::{ProblemLine, Weight, not_understood, tell, told};

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
