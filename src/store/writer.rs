//! The one who writes: takes edits, makes them last in the journal, and in quiet moments rewrites the files, makes
//! backups and puts old journals away. A step at a time and with the time passed in, so that tests can stop it anywhere.
//!
//! What it promises: an edit is acknowledged when the journal with it is synced, and the journal's name in its folder
//! too. A journal on which anything failed is never written again: what a failed sync has dropped cannot be known.
//! Its unacknowledged edits go to a new one, and until that succeeds to an emergency journal on this computer.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{NaiveDateTime, TimeDelta};

use super::archive;
use super::checkpoint::{Place, Written, checkpoint, folders};
use super::disk::{Disk, OpenFile, replace};
use super::history::{self, BackupKind};
use super::journal::{JournalHead, Line, generation_of};
use super::layout::JOURNAL;
use super::load::{Opened, journal_names};
use super::problem::{Failure, Problem};
use super::settings::make_folders;
use crate::model::{DeviceCode, Edit, IdSource, Workspace};

/// How long the user must have been quiet before the files are rewritten.
const QUIET: TimeDelta = TimeDelta::seconds(2);
/// The wait after a first failure; it doubles up to [`LONGEST_WAIT`].
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(1);
const LONGEST_WAIT: TimeDelta = TimeDelta::seconds(30);

/// Whether the user's work is safe.
#[derive(Clone, Debug, PartialEq)]
pub enum SaveStatus {
    /// All edits are in the folder's journal, on the medium.
    Saved {
        /// Since when; `None`: nothing had to be saved since the folder was opened.
        at: Option<NaiveDateTime>,
        /// The last edit's sequence number.
        sequence: u64,
    },
    /// Edits are on their way.
    Saving,
    /// The folder cannot be written just now. The program keeps trying.
    Failing {
        /// What fails.
        failure: Failure,
        /// Since when.
        since: NaiveDateTime,
        /// How many edits are not in the folder yet.
        n_edits: usize,
        /// The emergency journal on this computer that has them; `None`: they are in memory only.
        kept: Option<PathBuf>,
    },
}

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Something; there may be more to do at once.
    Worked,
    /// Nothing is to be done before this time.
    WaitUntil(NaiveDateTime),
    /// Nothing is to be done before there is a new edit.
    Idle,
}

/// Where and for whom a writer writes.
pub struct Desk {
    /// The disk.
    pub disk: Arc<dyn Disk>,
    /// The folder.
    pub folder: PathBuf,
    /// This computer.
    pub device: DeviceCode,
    /// Where the emergency journal goes; `None`: nowhere.
    pub emergency: Option<PathBuf>,
}

struct OpenJournal {
    head: JournalHead,
    file: Box<dyn OpenFile>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Chore {
    BackUp(BackupKind),
    Archive(String),
    ThinOut,
}

/// The one who writes.
pub struct Writer {
    desk: Desk,
    folder_id: String,
    ids: Vec<IdSource>,
    written: Written,
    journal: Option<OpenJournal>,
    /// Edits that are not acknowledged, in order.
    queue: Vec<Line>,
    acknowledged: u64,
    newest: (u64, Workspace),
    last_edit_at: Option<NaiveDateTime>,
    status: SaveStatus,
    /// What failed when the files were last rewritten or backed up; the edits are safe in the journal.
    trouble: Option<Failure>,
    retry: Option<(NaiveDateTime, TimeDelta)>,
    chores: Vec<Chore>,
    emergency: Option<PathBuf>,
}

impl Writer {
    /// A writer for a folder that was just read. Edits beyond the files are written to a journal again first.
    pub fn new(desk: Desk, opened: Opened) -> Self {
        let mut chores: Vec<Chore> = Vec::new();
        if opened.problems.iter().any(Problem::is_lost_by_rewriting) {
            // Rewriting drops what could not be read, such as the second of two records with one id.
            chores.push(Chore::BackUp(BackupKind::BeforeMending));
        }
        chores.extend(opened.done_journals.into_iter().map(Chore::Archive));
        let written = Written {
            workspace: opened.workspace.clone(),
            sequence: opened.base,
            files: opened.files,
            is_exact: opened.is_at_rest,
            strays: opened.strays,
            leftovers: opened.leftovers,
        };
        let acknowledged = opened.tail.first().map_or(opened.end, |line| line.sequence - 1);
        let status = SaveStatus::Saved { at: None, sequence: opened.end };
        Self {
            desk,
            folder_id: opened.folder_id,
            ids: opened.ids,
            written,
            journal: None,
            queue: opened.tail,
            acknowledged,
            newest: (opened.end, opened.workspace),
            last_edit_at: None,
            status,
            trouble: None,
            retry: None,
            chores,
            emergency: opened.emergency,
        }
    }

    /// Takes the next edit and the workspace after it.
    ///
    /// # Errors
    /// Never for what the model holds.
    pub fn push(&mut self, sequence: u64, edit: &Edit, after: Workspace, now: NaiveDateTime) -> ron::Result<()> {
        self.queue.push(Line::new(sequence, edit)?);
        self.newest = (sequence, after);
        self.last_edit_at = Some(now);
        if !matches!(self.status, SaveStatus::Failing { .. }) {
            self.status = SaveStatus::Saving;
        }
        Ok(())
    }

    /// Writes what is left and makes a backup of it.
    pub fn back_up(&mut self, kind: BackupKind, now: NaiveDateTime) {
        self.finish(now);
        self.chores.insert(0, Chore::BackUp(kind));
        self.finish(now);
    }

    /// Whether the user's work is safe.
    pub fn status(&self) -> &SaveStatus {
        &self.status
    }

    /// What keeps the readable files or the backups behind the journal, if anything does.
    pub fn trouble(&self) -> Option<&Failure> {
        self.trouble.as_ref()
    }

    /// The last edit that will outlast a loss of power.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged
    }

    /// Does the next thing that is due.
    pub fn step(&mut self, now: NaiveDateTime) -> Step {
        if let SaveStatus::Failing { failure, since, n_edits, .. } = &self.status
            && *n_edits < self.queue.len()
        {
            // While the folder cannot be written, what is typed goes to the emergency journal without waiting.
            let (failure, since) = (failure.clone(), *since);
            self.keep_for_emergency();
            self.status = self.failing(failure, since);
        }
        if let Some((at, wait)) = self.retry
            && now < at
            && at - now <= wait
        {
            return Step::WaitUntil(at);
        }
        if !self.queue.is_empty() {
            return self.write_journal(now);
        }
        if self.must_back_up_first() {
            return self.chore(now);
        }
        if self.is_behind() {
            // A clock that was set back must not keep the files waiting.
            let due = self.last_edit_at.filter(|at| *at <= now).map_or(now, |at| at + QUIET);
            return if due > now { Step::WaitUntil(due) } else { self.rewrite(now) };
        }
        if self.chores.is_empty() { Step::Idle } else { self.chore(now) }
    }

    /// Does all that is left, without waiting for quiet. Whatever fails is tried once.
    pub fn finish(&mut self, now: NaiveDateTime) {
        self.retry = None;
        self.last_edit_at = None;
        while matches!(self.step(now), Step::Worked) {}
    }

    fn is_behind(&self) -> bool {
        !self.written.is_exact || self.written.sequence != self.newest.0
    }

    /// Whether a backup must be made of the files before they are rewritten.
    fn must_back_up_first(&self) -> bool {
        matches!(self.chores.first(), Some(Chore::BackUp(BackupKind::BeforeMending)))
    }

    fn write_journal(&mut self, now: NaiveDateTime) -> Step {
        match self.try_journal() {
            Ok(()) => {
                self.acknowledged = self.queue.last().map_or(self.acknowledged, |line| line.sequence);
                self.queue.clear();
                self.retry = None;
                self.status = SaveStatus::Saved { at: Some(now), sequence: self.acknowledged };
                if let Some(path) = self.emergency.take() {
                    // It holds nothing more than the folder does now; if it stays, the next opening sees that too.
                    let _ = self.desk.disk.remove_file(&path);
                }
                Step::Worked
            }
            Err(failure) => {
                self.journal = None;
                self.keep_for_emergency();
                let since = match &self.status {
                    SaveStatus::Failing { since, .. } => *since,
                    SaveStatus::Saved { .. } | SaveStatus::Saving => now,
                };
                self.status = self.failing(failure, since);
                self.wait(now)
            }
        }
    }

    fn failing(&self, failure: Failure, since: NaiveDateTime) -> SaveStatus {
        SaveStatus::Failing { failure, since, n_edits: self.queue.len(), kept: self.emergency.clone() }
    }

    fn wait(&mut self, now: NaiveDateTime) -> Step {
        let wait = self.retry.map_or(FIRST_WAIT, |(_, wait)| (wait * 2).min(LONGEST_WAIT));
        self.retry = Some((now + wait, wait));
        Step::WaitUntil(now + wait)
    }

    fn try_journal(&mut self) -> Result<(), Failure> {
        let is_new = self.journal.is_none();
        if is_new {
            self.journal = Some(self.new_journal()?);
        }
        let Some(journal) = &mut self.journal else { return Ok(()) };
        let folder = self.desk.folder.join(JOURNAL);
        let path = folder.join(journal.head.file_name());
        let text: String = self.queue.iter().map(|line| line.text(&journal.head)).collect();
        let fail = |error: std::io::Error| Failure::new(&path, &error);
        journal.file.write(text.as_bytes()).map_err(fail)?;
        journal.file.sync().map_err(fail)?;
        if is_new {
            // Without this the file itself could be gone after a loss of power, with all that was synced into it.
            self.desk.disk.sync_folder(&folder).map_err(fail)?;
            self.desk.disk.sync_folder(&self.desk.folder).map_err(fail)?;
        }
        Ok(())
    }

    /// A journal nobody has written to, with its head.
    fn new_journal(&self) -> Result<OpenJournal, Failure> {
        let Desk { disk, folder, device, .. } = &self.desk;
        let journals = folder.join(JOURNAL);
        let fail = |error: std::io::Error| Failure::new(&journals, &error);
        if disk.kind(&journals).map_err(fail)?.is_none() {
            disk.create_folder(&journals).map_err(fail)?;
        }
        let names = journal_names(disk.as_ref(), folder)?;
        let last = names.iter().filter_map(|name| generation_of(name, *device)).max().unwrap_or(0);
        let head = JournalHead::new(&self.folder_id, *device, last + 1, self.acknowledged);
        let path = journals.join(head.file_name());
        let mut file = disk.create_new(&path).map_err(|error| Failure::new(&path, &error))?;
        let line = head.line().map_err(|error| Failure::new(&path, &std::io::Error::other(error)))?;
        file.write(line.as_bytes()).map_err(|error| Failure::new(&path, &error))?;
        Ok(OpenJournal { head, file })
    }

    /// Writes what is not acknowledged to a journal on this computer, as well as that can be done.
    fn keep_for_emergency(&mut self) {
        let Some(folder) = &self.desk.emergency else { return };
        let head = JournalHead::new(&self.folder_id, self.desk.device, 0, self.acknowledged);
        let path = folder.join(emergency_name(&self.folder_id, self.desk.device));
        let text = head.line().map(|line| line + &self.queue.iter().map(|line| line.text(&head)).collect::<String>());
        let disk = self.desk.disk.as_ref();
        let done = text.is_ok_and(|text| {
            make_folders(disk, folder).and_then(|()| replace(disk, &path, text.as_bytes())).is_ok()
                && disk.sync_folder(folder).is_ok()
        });
        self.emergency = done.then_some(path);
    }

    fn rewrite(&mut self, now: NaiveDateTime) -> Step {
        if history::is_due(self.desk.disk.as_ref(), &self.desk.folder, now.date()) && self.written.is_exact {
            // The files still hold what they did before the first change of the day.
            if let Err(failure) = self.back_up_now(BackupKind::Daily, now) {
                self.trouble = Some(failure);
            }
        }
        let Desk { disk, folder, .. } = &self.desk;
        let place = Place { disk: disk.as_ref(), folder, folder_id: &self.folder_id, ids: &self.ids };
        match checkpoint(&place, &mut self.written, &self.newest.1, self.newest.0) {
            Ok(()) => {
                self.trouble = None;
                self.retry = None;
                Step::Worked
            }
            Err(failure) => {
                self.trouble = Some(failure);
                self.wait(now)
            }
        }
    }

    fn chore(&mut self, now: NaiveDateTime) -> Step {
        let chore = self.chores.remove(0);
        let done = match &chore {
            Chore::BackUp(kind) => self.back_up_now(*kind, now),
            Chore::Archive(name) => archive_journal(self.desk.disk.as_ref(), &self.desk.folder, name),
            Chore::ThinOut => history::thin_out(self.desk.disk.as_ref(), &self.desk.folder, now.date()),
        };
        if let Err(failure) = done {
            // Nothing depends on it but room on the disk, and a backup before mending: that one is tried again.
            self.trouble = Some(failure);
            if chore == Chore::BackUp(BackupKind::BeforeMending) {
                self.chores.insert(0, chore);
                return self.wait(now);
            }
        }
        Step::Worked
    }

    fn back_up_now(&mut self, kind: BackupKind, now: NaiveDateTime) -> Result<(), Failure> {
        let paths: Vec<String> = self.written.files.iter().map(|file| file.path.clone()).collect();
        history::back_up(self.desk.disk.as_ref(), &self.desk.folder, &paths, kind, now)?;
        if !self.chores.contains(&Chore::ThinOut) {
            self.chores.push(Chore::ThinOut);
        }
        Ok(())
    }
}

/// The name of the emergency journal of a folder on a computer.
pub fn emergency_name(folder_id: &str, device: DeviceCode) -> String {
    format!("{folder_id}-{device}.ron")
}

/// Compresses a journal that nothing needs any more. The plain file goes only after the compressed one was read back.
fn archive_journal(disk: &dyn Disk, folder: &Path, name: &str) -> Result<(), Failure> {
    // The files that make the journal dispensable were renamed into place by someone who may not have lived to sync.
    for path in folders(folder).iter().map(PathBuf::as_path).chain([folder]) {
        disk.sync_folder(path).map_err(|error| Failure::new(path, &error))?;
    }
    let journals = folder.join(JOURNAL);
    let plain = journals.join(name);
    let packed = journals.join(format!("{name}.zip"));
    let fail = |error: std::io::Error| Failure::new(&plain, &error);
    let bytes = disk.read(&plain).map_err(fail)?;
    let zip = archive::pack([(name, bytes.as_slice())]).map_err(fail)?;
    replace(disk, &packed, &zip).map_err(fail)?;
    disk.sync_folder(&journals).map_err(fail)?;
    let back = archive::unpack(&disk.read(&packed).map_err(fail)?);
    if back.as_deref() == Some(&[(name.to_owned(), bytes)]) {
        disk.remove_file(&plain).map_err(fail)?;
    }
    Ok(())
}
