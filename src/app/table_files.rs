//! Table files from the disk. The old format is read in a process of its own.

use std::path::Path;

use super::apart::read_xls;
use crate::exchange::table_file::{self, Book, FileFault, GoOn, limits};
use crate::store::disk::{Disk, Kind, RealDisk};
use crate::store::problem::Failure;
use crate::words::{Lang, import, store as store_words};

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is nothing that can be read.
    Fault(FileFault),
    /// The disk does not give it.
    Failure(Failure),
}

impl Unreadable {
    /// A stable name for other programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Fault(fault) => fault.code(),
            Self::Failure(_) => "unreadable",
        }
    }

    /// What happened and what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Fault(fault) => import::file_fault(lang, fault),
            Self::Failure(failure) => store_words::failure(lang, failure),
        }
    }
}

/// Reads a table file. A file that is too large is not even loaded.
///
/// # Errors
/// Why nothing of it can be read.
pub fn read_table_file(path: &Path, go_on: GoOn<'_>) -> Result<Book, Unreadable> {
    let fail = |error: std::io::Error| Unreadable::Failure(Failure::new(path, &error));
    if let Some(Kind::File(n_bytes)) = RealDisk.kind(path).map_err(fail)?
        && n_bytes > limits::FILE_BYTES as u64
    {
        return Err(Unreadable::Fault(FileFault::TooLarge));
    }
    let bytes = RealDisk.read(path).map_err(fail)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    table_file::read(&name, &bytes, &read_xls, go_on).map_err(Unreadable::Fault)
}
