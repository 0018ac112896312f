//! Where papers on their way to the printer lie: a folder that nobody else may read and that goes with the program.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tempfile::TempDir;

/// The folder, made when the first paper is printed. A paper may show whole phone numbers, so it does not stay.
#[derive(Clone, Default)]
pub struct Prints(Arc<Mutex<Option<TempDir>>>);

impl Prints {
    /// The folder. Waits for the disk: not for the frame's thread.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn folder(&self) -> io::Result<PathBuf> {
        let mut folder = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = match folder.take() {
            Some(made) => made,
            None => tempfile::Builder::new().prefix("lunxun-").tempdir()?,
        };
        let path = made.path().to_owned();
        *folder = Some(made);
        Ok(path)
    }
}
