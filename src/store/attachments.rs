//! Photos, scans and receipts, kept as files beside the records: `attachments/<session>/`.
//!
//! They are copied in and never changed or removed by the program; which of them count is told by the records.

use std::path::{Path, PathBuf};

use super::disk::{Disk, Kind, replace};
use super::layout::{ATTACHMENTS, file_name};
use super::problem::{Failure, StoreError};
use crate::model::{Session, SessionId};

/// The largest file that is taken in: a phone's photo has 5 MB, a scan of many pages 50.
pub const MOST_BYTES: u64 = 100 * 1024 * 1024;

/// Where a session's files lie.
fn folder_of(folder: &Path, session: SessionId) -> PathBuf {
    folder.join(ATTACHMENTS).join(session.to_string())
}

/// Where the file of a piece of evidence lies. A name that was changed by hand does not lead out of the folder.
pub fn path_of(folder: &Path, session: SessionId, file: &str) -> PathBuf {
    folder_of(folder, session).join(file_name(file))
}

/// A session's files, read.
#[derive(Debug, Default)]
pub struct Attached {
    /// Their names and what is in them.
    pub files: Vec<(String, Vec<u8>)>,
    /// The names of those that are on record and can no longer be read.
    pub missing: Vec<String>,
}

/// Reads the files of all evidence on a session's record.
pub fn read_all(disk: &dyn Disk, folder: &Path, session: &Session) -> Attached {
    let mut attached = Attached::default();
    for one in &session.filing.evidence {
        match disk.read(&path_of(folder, session.id, &one.file)) {
            Ok(bytes) => attached.files.push((one.file.clone(), bytes)),
            Err(_) => attached.missing.push(one.file.clone()),
        }
    }
    attached
}

/// Copies a file into a session's folder and returns its name there. The same file again keeps its name; another of
/// the same name gets a number.
///
/// # Errors
/// [`StoreError::TooLarge`], or the file operation that failed.
pub fn take_in(disk: &dyn Disk, folder: &Path, session: SessionId, from: &Path) -> Result<String, StoreError> {
    let failed = |error: std::io::Error| Failure::new(from, &error);
    match disk.kind(from).map_err(failed)? {
        Some(Kind::File(n_bytes)) if n_bytes > MOST_BYTES => return Err(StoreError::TooLarge(from.to_owned())),
        Some(Kind::File(_)) => {}
        Some(Kind::Folder) | None => {
            return Err(Failure::new(from, &std::io::Error::from(std::io::ErrorKind::NotFound)).into());
        }
    }
    let bytes = disk.read(from).map_err(failed)?;
    let place = folder_of(folder, session);
    for part in [folder.join(ATTACHMENTS), place.clone()] {
        disk.create_folder(&part).map_err(|error| Failure::new(&part, &error))?;
    }
    let name = free_name(disk, &place, from, &bytes)?;
    let path = place.join(&name);
    let written = |error: std::io::Error| Failure::new(&path, &error);
    if disk.kind(&path).map_err(written)?.is_none() {
        replace(disk, &path, &bytes).map_err(written)?;
        disk.sync_folder(&place).map_err(written)?;
    }
    Ok(name)
}

/// The first name under which nothing else lies.
fn free_name(disk: &dyn Disk, place: &Path, from: &Path, bytes: &[u8]) -> Result<String, StoreError> {
    let text =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    let (stem, ending) = (file_name(&text(from.file_stem())), file_name(&text(from.extension())));
    let stem = if stem.is_empty() { "file".to_owned() } else { stem };
    let named = |n: u32| {
        let number = if n == 1 { String::new() } else { format!(" ({n})") };
        if ending.is_empty() { format!("{stem}{number}") } else { format!("{stem}{number}.{ending}") }
    };
    for n in 1..10_000 {
        let name = named(n);
        let path = place.join(&name);
        let failed = |error: std::io::Error| Failure::new(&path, &error);
        match disk.kind(&path).map_err(failed)? {
            None => return Ok(name),
            Some(Kind::File(_)) if disk.read(&path).map_err(failed)? == bytes => return Ok(name),
            Some(_) => {}
        }
    }
    Err(Failure::new(place, &std::io::Error::from(std::io::ErrorKind::AlreadyExists)).into())
}
