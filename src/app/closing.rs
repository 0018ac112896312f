//! Folders that are being closed on threads of their own: opening one again waits for them, and so does the end.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use crate::store::Store;

/// Counts the folders that are being closed.
#[derive(Clone, Default)]
pub(super) struct Closing {
    shared: Arc<(Mutex<usize>, Condvar)>,
}

impl Closing {
    /// Announces that a folder will be closed. It is closed when [`Announced::close`] is called, on any thread.
    pub(super) fn announce(&self, store: Store) -> Announced {
        *self.shared.0.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        Announced { store: Some(store), closing: self.clone() }
    }

    /// Waits until every announced folder is closed. Not for the frame's thread, except at the very end.
    pub(super) fn wait(&self) {
        let (count, changed) = &*self.shared;
        let count = count.lock().unwrap_or_else(PoisonError::into_inner);
        drop(changed.wait_while(count, |count| *count > 0).unwrap_or_else(PoisonError::into_inner));
    }
}

/// A folder about to be closed.
pub(super) struct Announced {
    store: Option<Store>,
    closing: Closing,
}

impl Announced {
    /// Writes what is left and lets go of the folder.
    pub(super) fn close(mut self) {
        if let Some(store) = self.store.take() {
            store.close();
        }
    }
}

impl Drop for Announced {
    fn drop(&mut self) {
        drop(self.store.take());
        let (count, changed) = &*self.closing.shared;
        *count.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        changed.notify_all();
    }
}
