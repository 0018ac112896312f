//! Importing rosters beside the frame: files are read and compared on a job, the user decides, one edit takes them in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::command::Command;
use super::jobs::Progress;
use super::notice::Notice;
use super::program::App;
use super::table_files::read_table_file;
use crate::exchange::plain_table::{PlainSheet, xlsx};
use crate::exchange::records::{self, RecordOptions, RecordTable, What, import_records, what_of};
use crate::exchange::roster::learned::Learned;
use crate::exchange::roster::refused::{RefusedTexts, refused};
use crate::exchange::roster::{
    Counts, Decision, Previews, RosterColumn, RosterOptions, Source, Table, UnitChoice, UnitText, previews,
};
use crate::exchange::table_file::Sheet;
use crate::model::{CohortId, Label, SessionId, TableName, TownshipId, Workspace};
use crate::store::disk::RealDisk;
use crate::store::history::BackupKind;
use crate::store::imports;
use crate::words::import::{self as import_words, ImportWords};
use crate::words::import_page::ImportPageWords;
use crate::words::{Lang, import_records as record_words, roster as roster_words};

/// What the page of imports asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportTask {
    /// Ask for files and read them.
    Ask,
    /// Read these files beside those that are there.
    Read(Vec<PathBuf>),
    /// Say what a column means.
    Column {
        /// Of which table.
        table: usize,
        /// Which column.
        column: usize,
        /// What it means; `None`: it is not read.
        meaning: Option<RosterColumn>,
    },
    /// Decide about a row in conflict.
    Decide {
        /// Of which table.
        table: usize,
        /// Which row.
        row: usize,
        /// What to do with it.
        decision: Decision,
    },
    /// Say which unit a text means; `None`: nothing after all.
    Unit(UnitText, Option<UnitChoice>),
    /// The cohort of people whose row names none.
    Cohort(Option<CohortId>),
    /// The township of a whole table.
    Township {
        /// Which table.
        table: usize,
        /// Its township; `None`: the one that its title speaks of.
        township: Option<TownshipId>,
    },
    /// Whether what the files say takes the place of what is known.
    Overwrite(bool),
    /// What a table that is no roster holds.
    What {
        /// Which table.
        table: usize,
        /// What it holds.
        what: What,
    },
    /// The session of rows that name none.
    Session(Option<SessionId>),
    /// Whether a table is imported.
    Include {
        /// Which table.
        table: usize,
        /// Whether it is.
        is_included: bool,
    },
    /// Take everything in: one undo step.
    Apply,
    /// Write the rows that are not taken to a file.
    SaveRefused,
    /// Forget the files, or give up reading them.
    Discard,
}

/// A table that was read.
#[derive(Clone, Debug)]
pub struct ImportTable {
    /// The name of its file.
    pub file: String,
    /// The table with what was decided about it.
    pub source: Source,
    /// Whether it is imported.
    pub is_included: bool,
    /// What it holds, with its sheet, if it is no roster.
    pub records: Option<(What, Arc<Sheet>)>,
}

/// Files that were read, and what they would do.
#[derive(Clone, Debug, Default)]
pub struct ImportDraft {
    /// The tables with people in them.
    pub tables: Vec<ImportTable>,
    /// Files that cannot be read, and remarks on those that can: the file and what is said of it.
    pub said: Vec<(String, String)>,
    /// What holds for tables that are no rosters.
    pub options: RecordOptions,
}

/// What the tables of a draft would do.
#[derive(Clone, Debug)]
pub struct ImportShown {
    /// The rosters; tables that are none are empty here.
    pub rosters: Previews,
    /// The other tables, each at its place in the draft.
    pub records: Vec<Option<RecordTable>>,
}

impl ImportShown {
    /// How many rows of a table would do what.
    pub fn counts_of(&self, table: usize) -> Counts {
        match self.records.get(table) {
            Some(Some(records)) => records.counts(),
            _ => Counts::of(self.rosters.tables.get(table).into_iter().flatten()),
        }
    }

    /// How many rows of all tables would do what.
    pub fn counts(&self) -> Counts {
        let all = (0..self.records.len()).map(|table| self.counts_of(table));
        all.fold(Counts::default(), |sum, one| Counts {
            new: sum.new + one.new,
            changed: sum.changed + one.changed,
            unchanged: sum.unchanged + one.unchanged,
            conflicts: sum.conflicts + one.conflicts,
            refused: sum.refused + one.refused,
        })
    }
}

impl ImportDraft {
    /// The tables of one kind that are imported, with their places.
    fn sheets(&self, what: What) -> Vec<(usize, Arc<Sheet>)> {
        let of = |(at, table): (usize, &ImportTable)| {
            let (own, sheet) = table.records.as_ref().filter(|_| table.is_included)?;
            (*own == what).then(|| (at, sheet.clone()))
        };
        self.tables.iter().enumerate().filter_map(of).collect()
    }

    /// What the draft would do to a workspace.
    fn show(&self, ws: &Workspace, day: chrono::NaiveDate) -> ImportShown {
        let mut shown =
            ImportShown { rosters: previews(ws, &self.sources(), day), records: vec![None; self.tables.len()] };
        for what in What::ALL {
            let sheets = self.sheets(what);
            let of_kind: Vec<&Sheet> = sheets.iter().map(|(_, sheet)| sheet.as_ref()).collect();
            let tables = records::records(ws, what, &of_kind, self.options, day).tables;
            for ((at, _), table) in sheets.iter().zip(tables) {
                shown.records[*at] = Some(table);
            }
        }
        shown
    }

    /// The rosters that are imported; other tables as empty ones, so that places stay.
    fn sources(&self) -> Vec<Source> {
        let source = |table: &ImportTable| {
            if table.is_included { table.source.clone() } else { Source::default() }
        };
        self.tables.iter().map(source).collect()
    }
}

/// What a job has found.
pub enum ImportResult {
    /// Files that were read.
    Read(Box<ImportDraft>),
    /// What the draft would do at a version.
    Shown(u64, Box<ImportShown>),
}

/// Importing as the page shows it.
#[derive(Default)]
pub struct Importing {
    draft: Arc<ImportDraft>,
    shown: Option<Arc<ImportShown>>,
    version: u64,
    /// The workspace's revision to which what is shown belongs.
    revision: u64,
    n_reading: usize,
}

impl Importing {
    /// The files that were read.
    pub fn draft(&self) -> &ImportDraft {
        &self.draft
    }

    /// What they would do; `None` while that is being worked out.
    pub fn shown(&self) -> Option<&ImportShown> {
        self.shown.as_deref()
    }

    /// Goes up with everything that changes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether files are being read.
    pub fn is_reading(&self) -> bool {
        self.n_reading > 0
    }
}

impl App {
    /// What is being imported.
    pub fn importing(&self) -> &Importing {
        &self.importing
    }

    pub(super) fn import_task(&mut self, task: ImportTask) {
        match task {
            ImportTask::Ask => self.ask_import(),
            ImportTask::Read(paths) => self.read_tables(paths),
            ImportTask::Apply => self.apply_import(),
            ImportTask::SaveRefused => self.save_refused(),
            ImportTask::Discard => self.discard_import(),
            change @ (ImportTask::Column { .. }
            | ImportTask::Decide { .. }
            | ImportTask::Unit(..)
            | ImportTask::Cohort(_)
            | ImportTask::Township { .. }
            | ImportTask::Overwrite(_)
            | ImportTask::What { .. }
            | ImportTask::Session(_)
            | ImportTask::Include { .. }) => {
                let draft = Arc::make_mut(&mut self.importing.draft);
                decide(draft, change);
                self.compare_import();
            }
        }
    }

    fn ask_import(&mut self) {
        let (dialogs, lang) = (self.dialogs.clone(), self.lang());
        let words = ImportPageWords::of(lang);
        self.jobs.start(words.choosing, move |_| {
            let paths = dialogs.pick_files(words.choose_title, &["xlsx", "xls", "xlsm", "csv", "tsv", "txt"]);
            if paths.is_empty() { Vec::new() } else { vec![Command::Import(ImportTask::Read(paths))] }
        });
    }

    fn read_tables(&mut self, paths: Vec<PathBuf>) {
        let (Some(document), Some(folder)) = (&self.document, &self.folder) else { return };
        let (ws, lang) = (document.workspace().clone(), self.lang());
        let folder = folder.path().to_owned();
        self.importing.n_reading += 1;
        self.jobs.start(ImportPageWords::of(lang).reading, move |progress| {
            let learned = Learned::read(&imports::learned(&RealDisk, &folder));
            let mut draft = ImportDraft::default();
            for (i, path) in paths.iter().enumerate() {
                progress.set((1_000 * i / paths.len()) as u32);
                read_into(&mut draft, path, &ws, &learned, progress, lang);
            }
            vec![Command::ImportResult(ImportResult::Read(Box::new(draft)))]
        });
    }

    pub(super) fn take_up_import(&mut self, result: ImportResult) {
        match result {
            ImportResult::Read(read) => {
                // what was given up while it was read is not wanted any more
                let Some(n_left) = self.importing.n_reading.checked_sub(1) else { return };
                self.importing.n_reading = n_left;
                let draft = Arc::make_mut(&mut self.importing.draft);
                draft.tables.extend(read.tables);
                draft.said.extend(read.said);
                self.compare_import();
            }
            ImportResult::Shown(version, shown) => {
                if version == self.importing.version {
                    self.importing.shown = Some(Arc::new(*shown));
                }
            }
        }
    }

    /// Works out anew what the draft would do, when it or the workspace has changed.
    fn compare_import(&mut self) {
        let Some(document) = &self.document else { return };
        self.importing.version += 1;
        self.importing.revision = document.derived().revision();
        let (version, draft) = (self.importing.version, self.importing.draft.clone());
        let (ws, day) = (document.workspace().clone(), document.derived().as_of());
        self.jobs.start(ImportPageWords::of(self.lang()).comparing, move |_| {
            let shown = draft.show(&ws, day);
            vec![Command::ImportResult(ImportResult::Shown(version, Box::new(shown)))]
        });
    }

    /// Compares again if the workspace has changed since; called once a frame.
    pub(super) fn follow_import(&mut self) {
        let Some(document) = &self.document else { return };
        if !self.importing.draft.tables.is_empty() && self.importing.revision != document.derived().revision() {
            self.compare_import();
        }
    }

    fn apply_import(&mut self) {
        let (Some(shown), Some(document)) = (self.importing.shown.clone(), &self.document) else { return };
        let (draft, day, before) =
            (self.importing.draft.clone(), document.derived().as_of(), document.history().last_seq());
        if let Some(folder) = &self.folder {
            folder.store().back_up(BackupKind::BeforeImport);
        }
        let counts = shown.rosters.counts();
        if counts.new + counts.changed > 0 {
            let label = Label::Import { table: TableName::People, n: counts.new + counts.changed };
            let (adopted, sources) = (shown.clone(), draft.sources());
            let change = Box::new(move |ws: &Workspace| adopted.rosters.adopt(ws, &sources, day));
            self.run_all(vec![Command::Edit { label, change }]);
        }
        for what in What::ALL {
            self.apply_records(&draft, &shown, what, day);
        }
        let is_done = self.document.as_ref().is_some_and(|document| document.history().last_seq() > before);
        if is_done {
            self.keep_import(&draft, &shown);
            self.importing = Importing::default();
        }
    }

    /// Takes in the tables of one kind that are no rosters: one undo step.
    fn apply_records(&mut self, draft: &ImportDraft, shown: &ImportShown, what: What, day: chrono::NaiveDate) {
        let sheets = draft.sheets(what);
        let n = sheets.iter().map(|(at, _)| shown.counts_of(*at)).map(|counts| counts.new + counts.changed).sum();
        if n > 0 {
            let (label, options) = (Label::Import { table: what.table(), n }, draft.options);
            let change = Box::new(move |ws: &Workspace| {
                let sheets: Vec<&Sheet> = sheets.iter().map(|(_, sheet)| sheet.as_ref()).collect();
                import_records(ws, what, &sheets, options, day)
            });
            self.run_all(vec![Command::Edit { label, change }]);
        }
    }

    /// Keeps a report and what was learned in the folder.
    fn keep_import(&mut self, draft: &Arc<ImportDraft>, shown: &Arc<ImportShown>) {
        let Some(folder) = &self.folder else { return };
        let (folder, now, lang) = (folder.path().to_owned(), self.now, self.lang());
        let (draft, shown) = (draft.clone(), shown.clone());
        self.jobs.start(ImportPageWords::of(lang).reporting, move |_| {
            let words = ImportWords::of(lang);
            let mut learned = Learned::read(&imports::learned(&RealDisk, &folder));
            let rosters = draft.tables.iter().zip(&shown.rosters.tables);
            for (table, rows) in rosters.filter(|(table, _)| table.is_included && table.records.is_none()) {
                learned.remember(&table.source, rows);
            }
            let text = report(&draft, &shown, lang);
            let written = imports::keep_learned(&RealDisk, &folder, &learned.text())
                .and_then(|()| imports::report(&RealDisk, &folder, words.report_title, now, &text));
            match written {
                Ok(_) => Vec::new(),
                Err(failure) => {
                    vec![Command::Notify(Notice::problem(crate::words::store::failure(lang, &failure)))]
                }
            }
        });
    }

    fn save_refused(&mut self) {
        let (Some(shown), Some(document)) = (self.importing.shown.clone(), &self.document) else { return };
        let (draft, ws, lang) = (self.importing.draft.clone(), document.workspace().clone(), self.lang());
        let file_name = ImportPageWords::of(lang).refused_file.to_owned();
        let make = move |_: &super::Progress| xlsx(&left(&ws, &draft, &shown, lang)).map_err(|error| error.to_string());
        self.run_all(vec![Command::Save { file_name, make: Box::new(make) }]);
    }

    pub(super) fn discard_import(&mut self) {
        let version = self.importing.version + 1;
        self.importing = Importing { version, ..Importing::default() };
    }
}

fn read_into(draft: &mut ImportDraft, path: &Path, ws: &Workspace, learned: &Learned, progress: &Progress, lang: Lang) {
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let book = match read_table_file(path, &|| !progress.is_stopped()) {
        Ok(book) => book,
        Err(error) => {
            draft.said.push((file, error.say(lang)));
            return;
        }
    };
    let remarks = book.remarks.iter().map(|remark| (file.clone(), import_words::remark(lang, *remark).to_owned()));
    draft.said.extend(remarks);
    let n_before = draft.tables.len();
    for sheet in book.sheets.into_iter().filter(|sheet| !sheet.is_hidden) {
        if let Some(what) = what_of(ws, &sheet) {
            let source = Source { table: Table { name: sheet.name.clone(), ..Table::default() }, ..Source::default() };
            let records = Some((what, Arc::new(sheet)));
            draft.tables.push(ImportTable { file: file.clone(), source, is_included: true, records });
            continue;
        }
        let mut source = Source { table: Table::of_sheet(sheet, ws), options: RosterOptions::default() };
        learned.prepare(&mut source);
        if source.table.has(RosterColumn::Name) {
            draft.tables.push(ImportTable { file: file.clone(), source, is_included: true, records: None });
        }
    }
    if draft.tables.len() == n_before {
        draft.said.push((file, ImportWords::of(lang).no_names.to_owned()));
    }
}

/// Carries out what the user decided.
fn decide(draft: &mut ImportDraft, task: ImportTask) {
    let all = |draft: &mut ImportDraft, change: &dyn Fn(&mut RosterOptions)| {
        draft.tables.iter_mut().for_each(|table| change(&mut table.source.options));
    };
    match task {
        ImportTask::Column { table, column, meaning } => {
            if let Some(table) = draft.tables.get_mut(table) {
                table.source.table.set_column(column, meaning);
                table.source.options.decisions.clear();
            }
        }
        ImportTask::Decide { table, row, decision } => {
            if let Some(table) = draft.tables.get_mut(table) {
                table.source.options.decisions.insert(row, decision);
            }
        }
        ImportTask::Unit(text, choice) => all(draft, &|options| {
            options.units.remove(&text);
            options.units.extend(choice.map(|choice| (text.clone(), choice)));
        }),
        ImportTask::Cohort(cohort) => all(draft, &|options| options.cohort = cohort),
        ImportTask::Overwrite(overwrites) => {
            draft.options.overwrites = overwrites;
            all(draft, &|options| options.overwrites = overwrites);
        }
        ImportTask::Session(session) => draft.options.session = session,
        ImportTask::What { table, what } => {
            if let Some((own, _)) = draft.tables.get_mut(table).and_then(|table| table.records.as_mut()) {
                *own = what;
            }
        }
        ImportTask::Township { table, township } => {
            if let Some(table) = draft.tables.get_mut(table) {
                table.source.options.township = township;
            }
        }
        ImportTask::Include { table, is_included } => {
            if let Some(table) = draft.tables.get_mut(table) {
                table.is_included = is_included;
            }
        }
        ImportTask::Ask | ImportTask::Read(_) | ImportTask::Apply | ImportTask::SaveRefused | ImportTask::Discard => {}
    }
}

/// The rows that are not taken, a sheet a table.
fn left(ws: &Workspace, draft: &ImportDraft, shown: &ImportShown, lang: Lang) -> Vec<PlainSheet> {
    let reason = ImportWords::of(lang).reason;
    let texts = RefusedTexts {
        reason,
        heading: |column| roster_words::column(Lang::Zh, column),
        why: &|row| import_words::row(lang, row),
    };
    let why = |row: &records::RecordRow| record_words::outcome(lang, &row.outcome);
    let tables = draft.tables.iter().zip(&shown.rosters.tables).zip(&shown.records);
    let of = |((table, rows), others): ((&ImportTable, &Vec<_>), &Option<RecordTable>)| match (&table.records, others) {
        (Some((_, sheet)), Some(others)) => records::refused(sheet, others, reason, &why),
        _ => refused(ws, &table.source, rows, &texts),
    };
    tables.filter_map(of).collect()
}

/// What the import did, for people.
fn report(draft: &ImportDraft, shown: &ImportShown, lang: Lang) -> String {
    let words = ImportWords::of(lang);
    let mut lines = vec![words.report_title.to_owned()];
    let mut say = |number: u32, name: &str, said: &str| {
        if !said.is_empty() {
            lines.push(format!("  {}  {name}  {said}", (words.row)(number)));
        }
    };
    let mut heads = Vec::new();
    for (at, table) in draft.tables.iter().enumerate().filter(|(_, table)| table.is_included) {
        let counts = import_words::counts(lang, shown.counts_of(at));
        heads.push(format!("{} · {}  {counts}", table.file, table.source.table.name));
        for row in shown.rosters.tables.get(at).into_iter().flatten() {
            let number = table.source.table.rows.get(row.row).map_or(0, |row| row.number);
            let name = row.read.as_ref().map_or("", |read| read.name.as_str());
            say(number, name, &import_words::row(lang, row));
        }
        for row in shown.records.get(at).into_iter().flatten().flat_map(|table| &table.rows) {
            say(row.number, &row.text, &record_words::outcome(lang, &row.outcome));
        }
    }
    lines.splice(1..1, heads);
    lines.push((words.missing)(shown.rosters.missing.len()));
    lines.extend(draft.said.iter().map(|(file, said)| format!("{file}  {said}")));
    lines.join("\r\n")
}
