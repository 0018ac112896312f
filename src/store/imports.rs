//! What imports leave in the workspace's folder: reports for people, and what was learned, which is only a convenience
//! and may be missing.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::disk::{Disk, Kind, replace};
use super::layout::file_name;
use super::problem::Failure;

/// The folder of what imports leave.
pub const IMPORTS: &str = "imports";
/// What was learned.
const LEARNED: &str = "learned.ron";

/// What earlier imports have taught; empty if they left nothing or it cannot be read.
pub fn learned(disk: &dyn Disk, folder: &Path) -> String {
    let bytes = disk.read(&folder.join(IMPORTS).join(LEARNED)).unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Keeps what imports have taught.
///
/// # Errors
/// The file operation that failed; what was kept before is as it was.
pub fn keep_learned(disk: &dyn Disk, folder: &Path, text: &str) -> Result<(), Failure> {
    write(disk, folder, LEARNED, text.as_bytes()).map(drop)
}

/// Writes a report beside those of earlier imports, and returns where.
///
/// # Errors
/// The file operation that failed.
pub fn report(disk: &dyn Disk, folder: &Path, title: &str, at: NaiveDateTime, text: &str) -> Result<PathBuf, Failure> {
    let day = at.format("%Y-%m-%d %H%M%S");
    write(disk, folder, &file_name(&format!("{day} {title}.txt")), text.as_bytes())
}

fn write(disk: &dyn Disk, folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let imports = folder.join(IMPORTS);
    let fail = |error: std::io::Error| Failure::new(&imports, &error);
    if !matches!(disk.kind(&imports).map_err(fail)?, Some(Kind::Folder)) {
        disk.create_folder(&imports).map_err(fail)?;
    }
    let path = imports.join(name);
    replace(disk, &path, bytes).map_err(|error| Failure::new(&path, &error))?;
    disk.sync_folder(&imports).map_err(fail)?;
    Ok(path)
}
