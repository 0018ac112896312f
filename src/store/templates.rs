//! The office's own forms: xlsx files that people put into `templates/` beside the records.

use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::layout::TEMPLATES;

const ENDING: &str = ".xlsx";

/// The names of the forms without their endings, in order; none if they cannot be listed.
pub fn list(disk: &dyn Disk, folder: &Path) -> Vec<String> {
    let entries = disk.list(&folder.join(TEMPLATES)).unwrap_or_default();
    // a spreadsheet program leaves a `~$` file beside one that it has open
    let files = entries.into_iter().filter(|entry| !entry.is_folder && !entry.name.starts_with("~$"));
    files.filter_map(|entry| entry.name.strip_suffix(ENDING).map(str::to_owned)).collect()
}

/// Where a form lies, named with or without its ending.
pub fn path_of(folder: &Path, name: &str) -> PathBuf {
    let name = name.strip_suffix(ENDING).unwrap_or(name);
    folder.join(TEMPLATES).join(format!("{}{ENDING}", super::layout::file_name(name)))
}
