//! The open folder beside its document: whether the edits are safe, who holds it, which backups there are.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDateTime;

use crate::model::{Edit, Workspace};
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

/// The open folder.
pub struct Folder {
    store: Store,
    mode: Mode,
    problems: Vec<Problem>,
    backups: Vec<String>,
}

impl Folder {
    /// A folder just opened.
    pub(super) fn new(store: Store, mode: Mode, problems: Vec<Problem>) -> Self {
        let backups = backup_names(&store);
        Self { store, mode, problems, backups }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.store.folder()
    }

    /// What was wrong with its files when it was opened.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
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

fn backup_names(store: &Store) -> Vec<String> {
    match store.backups() {
        Ok(backups) => backups.into_iter().map(|backup| backup.name).collect(),
        Err(error) => {
            tracing::warn!(?error, "the backups cannot be listed");
            Vec::new()
        }
    }
}
