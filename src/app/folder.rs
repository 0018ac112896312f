//! The open folder beside its document: whether the edits are safe, who holds it, which backups there are.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::model::{Edit, Workspace};
use crate::store::disk::Disk;
use crate::store::open::last_good_copy;
use crate::store::problem::{Holder, Mode, Problem, ReadOnlyReason};
use crate::store::{SaveStatus, Store};
use crate::words::{Lang, store as store_words};

/// Whether the edits are on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// All of them; since that time, or since the folder was opened.
    At(Option<NaiveDateTime>),
    /// The last ones are on their way.
    Saving,
    /// The folder cannot be written; the reason, in the user's language. The edits are kept elsewhere.
    Failing(String),
}

/// A damaged file of which a backup holds a sound copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The file, relative to the folder.
    pub file: String,
    /// The newest backup with a sound copy of it.
    pub backup: String,
}

/// The open folder.
pub struct Folder {
    store: Store,
    mode: Mode,
    problems: Vec<Problem>,
    backups: Vec<String>,
    repairs: Vec<Repair>,
}

impl Folder {
    /// A folder just opened.
    pub(super) fn new(store: Store, mode: Mode, problems: Vec<Problem>) -> Self {
        let backups = backup_names(&store);
        let repairs = repairs(store.disk().as_ref(), store.folder(), &problems);
        Self { store, mode, problems, backups, repairs }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.store.folder()
    }

    /// What was wrong with its files when it was opened.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The damaged files of which a backup holds a sound copy.
    pub fn repairs(&self) -> &[Repair] {
        &self.repairs
    }

    /// The file names of its backups, the oldest first.
    pub fn backups(&self) -> &[String] {
        &self.backups
    }

    /// Who else has it open, if it is open for reading only because of them.
    pub fn holder(&self) -> Option<&Holder> {
        match &self.mode {
            Mode::ReadOnly(ReadOnlyReason::HeldBy(holder)) => Some(holder),
            Mode::ReadOnly(_) | Mode::Writable => None,
        }
    }

    /// Why it may not be changed; `None` if it may.
    pub fn read_only(&self) -> Option<&ReadOnlyReason> {
        match &self.mode {
            Mode::ReadOnly(reason) => Some(reason),
            Mode::Writable => None,
        }
    }

    /// Whether the edits are on disk.
    pub fn saved(&self, lang: Lang) -> Saved {
        match self.store.status() {
            SaveStatus::Saved { at, .. } => Saved::At(at),
            SaveStatus::Saving => Saved::Saving,
            SaveStatus::Failing { failure, .. } => Saved::Failing(store_words::failure(lang, &failure)),
        }
    }

    /// Hands over an edit and the workspace it made. Its sequence number is the document's.
    pub(super) fn write(&mut self, edit: Arc<Edit>, after: &Workspace) {
        if let Err(refusal) = self.store.append(edit, after.clone()) {
            tracing::error!(?refusal, "an edit was made that the folder does not take");
        }
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    pub(super) fn set_backups(&mut self, backups: Vec<String>) {
        self.backups = backups;
    }

    pub(super) fn into_store(self) -> Store {
        self.store
    }
}

/// A folder that could not be opened because the file that lists all others is damaged.
pub struct Damage {
    /// Where it is.
    pub path: PathBuf,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// The damaged files of which a backup holds a sound copy.
    pub repairs: Vec<Repair>,
}

impl Damage {
    /// What is wrong with a folder, and what its backups offer.
    pub(super) fn of(disk: &dyn Disk, path: &Path, problems: Vec<Problem>) -> Self {
        Self { path: path.to_owned(), repairs: repairs(disk, path, &problems), problems }
    }
}

fn repairs(disk: &dyn Disk, folder: &Path, problems: &[Problem]) -> Vec<Repair> {
    let mut files: Vec<&String> =
        problems.iter().filter(|problem| problem.is_damage()).map(|problem| &problem.file).collect();
    files.sort();
    files.dedup();
    let copy = |file: &String| last_good_copy(disk, folder, file);
    let repair = |file: &String| Some(Repair { backup: copy(file)?.name, file: file.clone() });
    files.into_iter().filter_map(repair).collect()
}

fn backup_names(store: &Store) -> Vec<String> {
    match store.backups() {
        Ok(backups) => backups.into_iter().map(|backup| backup.name).collect(),
        Err(error) => {
            tracing::warn!(?error, "the backups cannot be listed");
            Vec::new()
        }
    }
}
