//! Importing tables beside the frame: files are read and compared on a job, the user decides, one edit takes them in.

mod draft;
mod report;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

pub use draft::{ImportDraft, ImportTable, Pasted};
pub use report::{import_report, remember_import, rows_left};

use super::command::Command;
use super::jobs::Progress;
use super::notice::Notice;
use super::program::App;
use crate::exchange::learned::Learned;
use crate::exchange::plain_table::xlsx;
use crate::exchange::records::Signs;
use crate::exchange::roster::{CohortChoice, Counts, Decision, UnitChoice, UnitText};
use crate::exchange::tables::{Holds, Meaning, TableSource, Together, together};
use crate::model::{Label, PersonId, Refusal, SessionId, TableName, TownshipId, Workspace};
use crate::report::duplicates::duplicates_among;
use crate::store::disk::RealDisk;
use crate::store::history::BackupKind;
use crate::store::imports;
use crate::words::import::ImportWords;
use crate::words::import_page::ImportPageWords;
use crate::words::{Lang, refusals};

/// What the page of imports asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportTask {
    /// Ask for files and read them.
    Ask,
    /// Read these files beside those that are there.
    Read(Vec<PathBuf>),
    /// Take up a text from the clipboard beside them.
    Paste(Pasted),
    /// Say what a column means.
    Column {
        /// Of which table.
        table: usize,
        /// Which column.
        column: usize,
        /// What it means.
        meaning: Meaning,
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
    /// The cohort of people of a table whose row names none.
    Cohort {
        /// Which table.
        table: usize,
        /// Their cohort.
        cohort: CohortChoice,
    },
    /// The township of a whole table.
    Township {
        /// Which table.
        table: usize,
        /// Its township; `None`: the one that its title speaks of.
        township: Option<TownshipId>,
    },
    /// Whether what the files say takes the place of what is known.
    Overwrite(bool),
    /// What a table holds.
    Holds {
        /// Which table.
        table: usize,
        /// What it holds.
        holds: Holds,
    },
    /// The session of rows that name none.
    Session(Option<SessionId>),
    /// What signs mean on attendance sheets.
    Signs(Signs),
    /// Whether a table is imported.
    Include {
        /// Which table.
        table: usize,
        /// Whether it is.
        is_included: bool,
    },
    /// Work out once more what the tables would do, after that was stopped.
    Compare,
    /// Take everything in: one undo step.
    Apply,
    /// Write the rows that are not taken to a file.
    SaveRefused,
    /// Forget the files, or give up reading them.
    Discard,
}

/// What a job has found.
pub enum ImportResult {
    /// Files that were read, with the number of the reading.
    Read(u64, Box<ImportDraft>),
    /// What the draft would do at a version.
    Shown(u64, Box<Together>),
    /// What it would do at a version is impossible.
    Impossible(u64, Refusal),
    /// How many of the people that were brought may have had a record before.
    Alike(u64, usize),
}

/// What the last import has brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportDone {
    /// How many rows did what.
    pub counts: Counts,
    /// How many tables there were.
    pub n_tables: usize,
    /// How many of the people may have had a record before; `None` while they are looked for, or where none came.
    pub n_alike: Option<usize>,
    /// The last edit, by which the import is told from later ones.
    seq: u64,
}

/// Importing as the page shows it.
#[derive(Default)]
pub struct Importing {
    draft: Arc<ImportDraft>,
    shown: Option<Arc<Together>>,
    version: u64,
    /// The version and the workspace's revision to which what is shown belongs.
    shown_of: (u64, u64),
    /// The workspace's revision for which it is or was worked out.
    revision: u64,
    /// Readings under way: their numbers and their jobs.
    reading: Vec<(u64, u64)>,
    n_readings: u64,
    /// The job that works out what the draft would do.
    comparing: Option<u64>,
    done: Option<ImportDone>,
    /// What the last import was made of, for its rows that were left.
    last: Option<Left>,
}

/// An import that was carried out.
struct Left {
    ws: Workspace,
    draft: Arc<ImportDraft>,
    shown: Arc<Together>,
}

impl Importing {
    /// The files that were read.
    pub fn draft(&self) -> &ImportDraft {
        &self.draft
    }

    /// What they would do; `None` until that was worked out once.
    pub fn shown(&self) -> Option<&Together> {
        self.shown.as_deref()
    }

    /// Goes up with everything that changes.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Whether files are being read.
    pub fn is_reading(&self) -> bool {
        !self.reading.is_empty()
    }

    /// Whether what they would do is being worked out.
    pub fn is_comparing(&self) -> bool {
        self.comparing.is_some()
    }

    /// Whether what is shown is what the tables would do now, so that it can be carried out.
    pub fn is_current(&self) -> bool {
        self.shown.is_some() && self.shown_of == (self.version, self.revision)
    }

    /// Without files, but with its numbers, so that what comes late is known to be late.
    fn emptied(&self) -> Self {
        Self { version: self.version + 1, n_readings: self.n_readings, ..Self::default() }
    }

    /// Says no longer that an import was carried out whose edit was taken back.
    pub(super) fn forget(&mut self, seq: u64) {
        if self.done.as_ref().is_some_and(|done| done.seq == seq) {
            (self.done, self.last) = (None, None);
        }
    }

    /// What the last import has brought, until other files are read or it is undone.
    pub fn done(&self) -> Option<&ImportDone> {
        self.done.as_ref()
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
            ImportTask::Read(paths) => self.read_tables(move |draft, ws, progress, lang| {
                for (i, path) in paths.iter().enumerate() {
                    progress.set((1_000 * i / paths.len()) as u32);
                    draft.read(path, ws, progress, lang);
                }
            }),
            ImportTask::Paste(pasted) => self.read_tables(move |draft, ws, _, lang| draft.paste(&pasted, ws, lang)),
            ImportTask::Compare => self.compare_import(),
            ImportTask::Apply => self.apply_import(),
            ImportTask::SaveRefused => self.save_refused(),
            ImportTask::Discard => self.discard_import(),
            change @ (ImportTask::Column { .. }
            | ImportTask::Decide { .. }
            | ImportTask::Unit(..)
            | ImportTask::Cohort { .. }
            | ImportTask::Township { .. }
            | ImportTask::Overwrite(_)
            | ImportTask::Holds { .. }
            | ImportTask::Session(_)
            | ImportTask::Signs(_)
            | ImportTask::Include { .. }) => {
                let Some(document) = &self.document else { return };
                Arc::make_mut(&mut self.importing.draft).decide(change, document.workspace());
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

    /// Reads tables on a job, knowing what earlier imports have taught.
    fn read_tables(&mut self, read: impl FnOnce(&mut ImportDraft, &Workspace, &Progress, Lang) + Send + 'static) {
        let (Some(document), Some(folder)) = (&self.document, &self.folder) else { return };
        let (ws, lang) = (document.workspace().clone(), self.lang());
        let folder = folder.path().to_owned();
        self.importing.n_readings += 1;
        (self.importing.done, self.importing.last) = (None, None);
        let number = self.importing.n_readings;
        let job = self.jobs.start(ImportPageWords::of(lang).reading, move |progress| {
            let learned = Arc::new(Learned::read(&imports::learned(&RealDisk, &folder)));
            let mut draft = ImportDraft { learned, ..ImportDraft::default() };
            read(&mut draft, &ws, progress, lang);
            vec![Command::ImportResult(ImportResult::Read(number, Box::new(draft)))]
        });
        self.importing.reading.extend(job.map(|job| (number, job)));
    }

    pub(super) fn take_up_import(&mut self, result: ImportResult) {
        match result {
            ImportResult::Read(number, read) => {
                // what was given up while it was read is not wanted any more
                let n_before = self.importing.reading.len();
                self.importing.reading.retain(|(known, _)| *known != number);
                if self.importing.reading.len() == n_before {
                    return;
                }
                let lang = self.lang();
                Arc::make_mut(&mut self.importing.draft).take_over(*read, lang);
                self.compare_import();
            }
            ImportResult::Shown(version, shown) if version == self.importing.version => {
                self.importing.comparing = None;
                self.importing.shown = Some(Arc::new(*shown));
                self.importing.shown_of = (version, self.importing.revision);
            }
            ImportResult::Impossible(version, refusal) if version == self.importing.version => {
                self.importing.comparing = None;
                self.notices.push(Notice::problem(refusals::refusal(self.lang(), &refusal)));
            }
            ImportResult::Shown(..) | ImportResult::Impossible(..) => {}
            ImportResult::Alike(seq, n) => {
                if let Some(done) = self.importing.done.as_mut().filter(|done| done.seq == seq) {
                    done.n_alike = Some(n);
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
        if let Some(older) = self.importing.comparing.take() {
            self.jobs.stop(older);
        }
        self.importing.comparing = self.jobs.start(ImportPageWords::of(self.lang()).comparing, move |progress| {
            let n_rows = draft.n_rows().max(1);
            let watch = |n: usize| {
                progress.set((1_000 * n / n_rows) as u32);
                !progress.is_stopped()
            };
            match together(&ws, &draft.included(), draft.options, day, &watch) {
                Ok(shown) => vec![Command::ImportResult(ImportResult::Shown(version, Box::new(shown)))],
                Err(Some(refusal)) => vec![Command::ImportResult(ImportResult::Impossible(version, refusal))],
                Err(None) => Vec::new(),
            }
        });
    }

    /// Compares again if the workspace has changed since, and notices when a job was stopped; called once a frame.
    pub(super) fn follow_import(&mut self) {
        let Some(document) = &self.document else { return };
        let is_under_way = |job: u64| self.jobs.stoppable().any(|(number, ..)| number == job);
        self.importing.comparing = self.importing.comparing.filter(|job| is_under_way(*job));
        self.importing.reading.retain(|(_, job)| is_under_way(*job));
        if !self.importing.draft.tables.is_empty() && self.importing.revision != document.derived().revision() {
            self.compare_import();
        }
    }

    fn apply_import(&mut self) {
        let (Some(shown), Some(document)) = (self.importing.shown.clone(), &self.document) else { return };
        if !self.importing.is_current() {
            return;
        }
        let before = document.workspace().clone();
        if let Some(folder) = &self.folder {
            folder.store().back_up(BackupKind::BeforeImport);
        }
        let draft = self.importing.draft.clone();
        let (adopted, label) = (shown.clone(), import_label(&draft, &shown));
        let change = Box::new(move |ws: &Workspace| adopted.adopt(ws));
        let seq = document.history().last_seq();
        self.run_all(vec![Command::Edit { label, change }]);
        let last_seq = self.document.as_ref().map_or(seq, |document| document.history().last_seq());
        if last_seq > seq {
            self.keep_import(&draft, &shown);
            self.look_for_alike(before.clone(), &shown, last_seq);
            let n_tables = draft.tables.iter().filter(|table| table.is_included).count();
            let done = ImportDone { counts: shown.counts(), n_tables, n_alike: None, seq: last_seq };
            let last = Some(Left { ws: before, draft, shown });
            self.importing = Importing { done: Some(done), last, ..self.importing.emptied() };
        }
    }

    /// Looks on a job for people that were brought although they may have had a record before.
    fn look_for_alike(&mut self, before: Workspace, shown: &Arc<Together>, seq: u64) {
        let shown = shown.clone();
        self.jobs.start(ImportPageWords::of(self.lang()).looking_for_alike, move |_| {
            let after = shown.after();
            let is_new = |id: &PersonId| !before.people.has(*id);
            let new: BTreeSet<PersonId> = after.people.iter().map(|person| person.id).filter(is_new).collect();
            let n = duplicates_among(after, &new).len();
            vec![Command::ImportResult(ImportResult::Alike(seq, n))]
        });
    }

    /// Keeps a report and what was learned in the folder.
    fn keep_import(&mut self, draft: &Arc<ImportDraft>, shown: &Arc<Together>) {
        let Some(folder) = &self.folder else { return };
        let (folder, now, lang) = (folder.path().to_owned(), self.now, self.lang());
        let (draft, shown) = (draft.clone(), shown.clone());
        self.jobs.start(ImportPageWords::of(lang).reporting, move |_| {
            let words = ImportWords::of(lang);
            let mut learned = Learned::read(&imports::learned(&RealDisk, &folder));
            remember_import(&mut learned, &draft, &shown);
            let text = import_report(&draft, &shown, lang);
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
        let now = || {
            let (shown, document) = (self.importing.shown.clone()?, self.document.as_ref()?);
            Some((document.workspace().clone(), self.importing.draft.clone(), shown))
        };
        let last = self.importing.last.as_ref().map(|left| (left.ws.clone(), left.draft.clone(), left.shown.clone()));
        let Some((ws, draft, shown)) = last.or_else(now) else { return };
        let lang = self.lang();
        let file_name = ImportPageWords::of(lang).refused_file.to_owned();
        let make = move |_: &Progress| {
            let bytes = xlsx(&rows_left(&ws, &draft, &shown, lang));
            bytes.map(super::MadeFile::from).map_err(|error| error.to_string())
        };
        self.run_all(vec![Command::Save { file_name, make: Box::new(make) }]);
    }

    pub(super) fn discard_import(&mut self) {
        let reading = self.importing.reading.iter().map(|(_, job)| *job);
        for job in reading.chain(self.importing.comparing) {
            self.jobs.stop(job);
        }
        self.importing = self.importing.emptied();
    }
}

/// What the edit of an import is called: by its table if it is one kind of table.
pub fn import_label(draft: &ImportDraft, shown: &Together) -> Label {
    let counts = shown.counts();
    let n = counts.new + counts.changed;
    let included: Vec<Holds> = draft.included().into_iter().flatten().map(TableSource::holds).collect();
    match included.split_first() {
        Some((first, rest)) if rest.iter().all(|other| other == first) => Label::Import { table: table_of(*first), n },
        _ => Label::ImportTables { n_tables: included.len(), n },
    }
}

fn table_of(holds: Holds) -> TableName {
    match holds {
        Holds::People => TableName::People,
        Holds::Records(what) => what.table(),
    }
}
