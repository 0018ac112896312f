//! The open workspace with its history and its revision.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::derived::Derived;
use crate::model::edit::Echo;
use crate::model::workspace::Change;
use crate::model::{Edit, History, Label, Refusal, Workspace};

/// The open workspace. It changes only through [`Document::run`], [`Document::undo`] and [`Document::redo`].
pub struct Document {
    workspace: Workspace,
    history: History,
    derived: Derived,
    next_seq: u64,
    /// Whether edits are refused, because the folder is another's or newer than the program.
    pub is_read_only: bool,
}

/// When and by whom an edit is made.
#[derive(Clone, Debug)]
pub struct Signature {
    /// When, in local time.
    pub at: NaiveDateTime,
    /// Who.
    pub author: String,
}

impl Document {
    /// A workspace just opened, with the edits that led to it as far as they have been read, and the sequence
    /// number of the last one.
    pub fn new(workspace: Workspace, history: History, last_seq: u64, today: NaiveDate) -> Self {
        let derived = Derived::new(&workspace, today);
        let next_seq = last_seq.max(history.last_seq()) + 1;
        Self { workspace, history, derived, next_seq, is_read_only: false }
    }

    /// The workspace as it stands.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// The edits so far.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What follows from the workspace.
    pub fn derived(&self) -> &Derived {
        &self.derived
    }

    /// What follows from the workspace, to be brought up to date.
    pub fn derived_mut(&mut self) -> &mut Derived {
        &mut self.derived
    }

    /// Carries out a command. The edit it makes is returned with its sequence number, to be written down;
    /// `None` if nothing changed.
    ///
    /// # Errors
    /// The command's refusal; the workspace stays as it was.
    pub fn run(
        &mut self,
        label: Label,
        change: impl FnOnce(&Workspace) -> Result<Workspace, Refusal>,
        signature: Signature,
    ) -> Result<Option<(u64, Arc<Edit>)>, Refusal> {
        if self.is_read_only {
            return Err(Refusal::ReadOnly);
        }
        let newer = change(&self.workspace)?;
        let changes = self.workspace.changes_to(&newer);
        if changes.is_empty() {
            return Ok(None);
        }
        self.workspace.may_become(&newer)?;
        Ok(Some(self.adopt(newer, label, changes, None, signature)))
    }

    /// Puts something into the audit trail that changes nothing and so cannot be undone.
    ///
    /// # Errors
    /// [`Refusal::ReadOnly`].
    pub fn note(&mut self, label: Label, signature: Signature) -> Result<(u64, Arc<Edit>), Refusal> {
        if self.is_read_only {
            return Err(Refusal::ReadOnly);
        }
        Ok(self.adopt(self.workspace.clone(), label, Vec::new(), None, signature))
    }

    /// Takes the last edit back.
    ///
    /// # Errors
    /// [`Refusal::Stale`] if a record is not as that edit left it; [`Refusal::ReadOnly`].
    pub fn undo(&mut self, signature: Signature) -> Result<Option<(u64, Arc<Edit>)>, Refusal> {
        let Some((seq, edit)) = self.history.next_undo().map(|(seq, edit)| (seq, edit.clone())) else {
            return Ok(None);
        };
        self.echo(edit.label.clone(), edit.inverse_changes(), Echo::Undoes(seq), signature)
    }

    /// Carries out again what was taken back last.
    ///
    /// # Errors
    /// [`Refusal::Stale`] if a record is not as that edit found it; [`Refusal::ReadOnly`].
    pub fn redo(&mut self, signature: Signature) -> Result<Option<(u64, Arc<Edit>)>, Refusal> {
        let Some((seq, edit)) = self.history.next_redo().map(|(seq, edit)| (seq, edit.clone())) else {
            return Ok(None);
        };
        self.echo(edit.label.clone(), edit.changes.clone(), Echo::Redoes(seq), signature)
    }

    /// Puts older edits, read after opening, before those made since.
    pub fn take_up_history(&mut self, older: History) {
        let newer = self.history.edits().filter(|(seq, _)| *seq > older.last_seq());
        let newer: Vec<_> = newer.map(|(seq, edit)| (seq, edit.clone())).collect();
        self.history = older;
        for (seq, edit) in newer {
            self.history.push(seq, edit);
        }
        self.next_seq = self.next_seq.max(self.history.last_seq() + 1);
    }

    fn echo(
        &mut self,
        label: Label,
        changes: Vec<Change>,
        echo: Echo,
        signature: Signature,
    ) -> Result<Option<(u64, Arc<Edit>)>, Refusal> {
        if self.is_read_only {
            return Err(Refusal::ReadOnly);
        }
        let newer = self.workspace.apply(&changes)?;
        self.workspace.may_become(&newer)?;
        Ok(Some(self.adopt(newer, label, changes, Some(echo), signature)))
    }

    fn adopt(
        &mut self,
        newer: Workspace,
        label: Label,
        changes: Vec<Change>,
        echo: Option<Echo>,
        signature: Signature,
    ) -> (u64, Arc<Edit>) {
        let edit = Arc::new(Edit { label, at: signature.at, author: signature.author, echo, changes });
        let seq = self.next_seq;
        self.next_seq += 1;
        self.derived.follow(&newer, &edit.changes);
        self.workspace = newer;
        self.history.push(seq, edit.clone());
        (seq, edit)
    }
}
