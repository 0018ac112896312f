//! Tables that were read, and what the user decided about them.

use std::path::Path;
use std::sync::Arc;

use super::ImportTask;
use crate::app::jobs::Progress;
use crate::app::table_files::read_table_file;
use crate::exchange::learned::Learned;
use crate::exchange::records::RecordOptions;
use crate::exchange::roster::{RosterOptions, Source};
use crate::exchange::table_file::Sheet;
use crate::exchange::tables::{Holds, TableSource, may_be_a_table, sums_up};
use crate::exchange::tsv;
use crate::model::{SessionId, Workspace};
use crate::words::Lang;
use crate::words::import as import_words;
use crate::words::import::ImportWords;
use crate::words::import_page::ImportPageWords;

/// A table that was read.
#[derive(Clone, Debug)]
pub struct ImportTable {
    /// The name of its file.
    pub file: String,
    /// The table with what was decided about it.
    pub source: TableSource,
    /// Whether it is imported.
    pub is_included: bool,
}

/// Files that were read, and what was decided about them.
#[derive(Clone, Debug, Default)]
pub struct ImportDraft {
    /// The tables, in the order in which they were read.
    pub tables: Vec<ImportTable>,
    /// Files that cannot be read, and remarks on those that can: the file and what is said of it.
    pub said: Vec<(String, String)>,
    /// What holds for tables that are no rosters.
    pub options: RecordOptions,
    /// What earlier imports have taught.
    pub learned: Arc<Learned>,
}

/// A text copied from a spreadsheet, and what it is pasted for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// Cells between tabs, rows between line ends.
    pub text: String,
    /// What it holds, if the place where it was pasted says so.
    pub holds: Option<Holds>,
    /// The session that it was pasted into.
    pub session: Option<SessionId>,
}

impl ImportDraft {
    /// Reads a file into the draft, and says what cannot be read of it.
    pub(super) fn read(&mut self, path: &Path, ws: &Workspace, progress: &Progress, lang: Lang) {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let book = match read_table_file(path, &|| !progress.is_stopped()) {
            Ok(book) => book,
            Err(error) => {
                self.said.push((file, error.say(lang)));
                return;
            }
        };
        let remarks = book.remarks.iter().map(|remark| (file.clone(), import_words::remark(lang, *remark).to_owned()));
        self.said.extend(remarks);
        let n_sheets = book.sheets.len();
        let sheets = book.sheets.into_iter().filter(|sheet| !sheet.is_hidden);
        let is_any = sheets.map(|sheet| self.take_up(&file, sheet, n_sheets, ws)).fold(false, std::ops::BitOr::bitor);
        if !is_any {
            self.said.push((file, ImportWords::of(lang).no_heading.to_owned()));
        }
    }

    /// Takes over what was read later. A table that is there already, from a file of the same name, is not taken twice.
    pub(super) fn take_over(&mut self, read: Self, lang: Lang) {
        for table in read.tables {
            let is_it = |known: &ImportTable| known.file == table.file && known.source.sheet() == table.source.sheet();
            if !table.file.is_empty() && self.tables.iter().any(is_it) {
                self.said.push((table.file, ImportPageWords::of(lang).read_already.to_owned()));
            } else {
                self.tables.push(table);
            }
        }
        self.said.extend(read.said);
        self.learned = read.learned;
        self.options.session = read.options.session.or(self.options.session);
    }

    /// Takes a sheet up if it looks like a table; returns whether it was recognised.
    fn take_up(&mut self, file: &str, sheet: Sheet, n_sheets: usize, ws: &Workspace) -> bool {
        let sheet = Arc::new(sheet);
        let found = TableSource::recognised(&sheet, ws, &self.learned);
        let (is_known, is_included) = (found.is_some(), found.is_some() && !sums_up(&sheet, n_sheets));
        let guess = || TableSource::of_sheet(Holds::People, &sheet, ws, &self.learned);
        let source = found.or_else(|| may_be_a_table(&sheet).then(guess));
        self.tables.extend(source.map(|source| ImportTable { file: file.to_owned(), source, is_included }));
        is_known
    }

    /// Takes up a pasted text; a place that knows what it holds need not recognise it.
    pub(super) fn paste(&mut self, pasted: &Pasted, ws: &Workspace, lang: Lang) {
        let words = ImportPageWords::of(lang);
        let sheet = Sheet { name: words.pasted.to_owned(), ..tsv::sheet(&pasted.text) };
        if sheet.rows.is_empty() {
            self.said.push((words.pasted.to_owned(), words.nothing_pasted.to_owned()));
            return;
        }
        if pasted.session.is_some() {
            self.options.session = pasted.session;
        }
        let sheet = Arc::new(sheet);
        let hinted = pasted.holds.map(|holds| TableSource::of_sheet(holds, &sheet, ws, &self.learned));
        let found = match hinted.clone() {
            Some(source) if source.is_understood() => Some(source),
            _ => TableSource::recognised(&sheet, ws, &self.learned),
        };
        let is_included = found.is_some();
        if !is_included {
            self.said.push((words.pasted.to_owned(), ImportWords::of(lang).no_heading.to_owned()));
        }
        let guess = || TableSource::of_sheet(Holds::People, &sheet, ws, &self.learned);
        let source = found.or(hinted).unwrap_or_else(guess);
        self.tables.push(ImportTable { file: String::new(), source, is_included });
    }

    /// The tables that are imported, each at its place.
    pub(super) fn included(&self) -> Vec<Option<&TableSource>> {
        self.tables.iter().map(|table| table.is_included.then_some(&table.source)).collect()
    }

    /// How many rows the tables have that are imported.
    pub(super) fn n_rows(&self) -> usize {
        self.included().into_iter().flatten().map(|source| source.sheet().rows.len()).sum()
    }

    /// Carries out what the user decided.
    pub(super) fn decide(&mut self, task: ImportTask, ws: &Workspace) {
        match task {
            ImportTask::Column { table, column, meaning } => {
                self.change(table, |table| table.source.set_column(column, meaning));
            }
            ImportTask::Holds { table, holds } => {
                let learned = self.learned.clone();
                self.change(table, |table| {
                    table.source = TableSource::of_sheet(holds, &table.source.sheet().clone(), ws, &learned);
                    table.is_included = true;
                });
            }
            ImportTask::Decide { table, row, decision } => {
                self.change_roster(table, |source| {
                    source.options.decisions.insert(row, decision);
                });
            }
            ImportTask::Township { table, township } => {
                self.change_roster(table, |source| source.options.township = township);
            }
            ImportTask::Unit(text, choice) => self.change_options(&|options| {
                options.units.remove(&text);
                options.units.extend(choice.map(|choice| (text.clone(), choice)));
            }),
            ImportTask::Cohort { table, cohort } => {
                self.change_roster(table, |source| source.options.cohort = cohort);
            }
            ImportTask::Overwrite(overwrites) => {
                self.options.overwrites = overwrites;
                self.change_options(&|options| options.overwrites = overwrites);
            }
            ImportTask::Session(session) => self.options.session = session,
            ImportTask::Signs(signs) => self.options.signs = signs,
            ImportTask::Include { table, is_included } => self.change(table, |table| table.is_included = is_included),
            ImportTask::Ask
            | ImportTask::Read(_)
            | ImportTask::Paste(_)
            | ImportTask::Compare
            | ImportTask::Apply
            | ImportTask::SaveRefused
            | ImportTask::Discard => {}
        }
    }

    fn change(&mut self, table: usize, change: impl FnOnce(&mut ImportTable)) {
        if let Some(table) = self.tables.get_mut(table) {
            change(table);
        }
    }

    fn change_roster(&mut self, table: usize, change: impl FnOnce(&mut Source)) {
        self.change(table, |table| {
            if let TableSource::Roster(source) = &mut table.source {
                change(source);
            }
        });
    }

    fn change_options(&mut self, change: &dyn Fn(&mut RosterOptions)) {
        for table in 0..self.tables.len() {
            self.change_roster(table, |source| change(&mut source.options));
        }
    }
}
