//! The edits of a workspace in order, and which of them can be undone and redone.
//!
//! ```text
//! edits:   1 a   2 b   3 c   4 undoes 3   5 undoes 2   6 redoes 2   7 d
//! undo:    1     1 2   1 2 3   1 2          1            1 2          1 2 7
//! redo:                         3           3 2          3            (cleared)
//! ```
//!
//! The lists hold sequence numbers of edits that did something new; an echo only moves one from list to
//! list. So the whole state follows from reading the edits in order, also after a restart.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::edit::{Echo, Edit};

/// The edits of a workspace, and which of them can be undone and redone.
#[derive(Clone, Debug, Default)]
pub struct History {
    edits: BTreeMap<u64, Arc<Edit>>,
    undo: Vec<u64>,
    redo: Vec<u64>,
}

impl History {
    /// The history that these edits make, in the order of their sequence numbers.
    pub fn from_edits(edits: impl IntoIterator<Item = (u64, Arc<Edit>)>) -> Self {
        let mut history = Self::default();
        for (seq, edit) in edits {
            history.push(seq, edit);
        }
        history
    }

    /// Takes up the next edit.
    pub fn push(&mut self, seq: u64, edit: Arc<Edit>) {
        match edit.echo {
            // an edit that changed nothing stands in the audit trail only
            None if edit.changes.is_empty() => {}
            None => {
                self.redo.clear();
                self.undo.push(seq);
            }
            Some(Echo::Undoes(target)) => {
                self.undo.retain(|seq| *seq != target);
                self.redo.push(target);
            }
            Some(Echo::Redoes(target)) => {
                self.redo.retain(|seq| *seq != target);
                self.undo.push(target);
            }
        }
        self.edits.insert(seq, edit);
    }

    /// The edit that undo would take back next.
    pub fn next_undo(&self) -> Option<(u64, &Arc<Edit>)> {
        self.undo.last().and_then(|seq| Some((*seq, self.edits.get(seq)?)))
    }

    /// The edit that redo would carry out again next.
    pub fn next_redo(&self) -> Option<(u64, &Arc<Edit>)> {
        self.redo.last().and_then(|seq| Some((*seq, self.edits.get(seq)?)))
    }

    /// All edits in order: the audit trail.
    pub fn edits(&self) -> impl DoubleEndedIterator<Item = (u64, &Arc<Edit>)> {
        self.edits.iter().map(|(seq, edit)| (*seq, edit))
    }

    /// The sequence number of the last edit; 0 before the first.
    pub fn last_seq(&self) -> u64 {
        self.edits.last_key_value().map_or(0, |(seq, _)| *seq)
    }
}
