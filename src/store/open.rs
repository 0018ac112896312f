//! Making, opening and removing a workspace folder, and the right to write to it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use crc32c::crc32c;
use serde::{Deserialize, Serialize};

use super::checkpoint::{Place, Written, checkpoint};
use super::disk::{Disk, Held, UNFINISHED, replace};
use super::format::{parse, to_line};
use super::history::{must_be_new, walk};
use super::imports::IMPORTS;
use super::journal::{self, Line};
use super::layout::{HISTORY, HOLDER, JOURNAL, LOCK, PEOPLE, README, SESSIONS};
use super::load::{Opened, load};
use super::problem::{Failure, Holder, Mode, Notice, Problem, ProblemCode, ReadOnlyReason, StoreError};
use super::text::Piece;
use super::writer::{Desk, emergency_name};
use crate::model::{DeviceCode, Workspace};

/// What the folder's own file says.
const README_TEXT: &str = include_str!("README.txt");

/// A folder that was opened for writing or reading.
pub struct Access {
    /// What was found.
    pub opened: Opened,
    /// Whether it may be changed.
    pub mode: Mode,
    /// The right to write, if it was given.
    pub lock: Option<Box<dyn Held>>,
}

/// Makes a new workspace folder.
///
/// # Errors
/// [`StoreError::NotEmpty`], or the file operation that failed; then the folder is no workspace yet.
pub fn create(disk: &dyn Disk, folder: &Path, workspace: &Workspace, now: NaiveDateTime) -> Result<(), StoreError> {
    must_be_new(disk, folder)?;
    for path in [folder.to_owned(), folder.join(PEOPLE), folder.join(SESSIONS), folder.join(JOURNAL)] {
        disk.create_folder(&path).map_err(|error| Failure::new(&path, &error))?;
    }
    let readme = folder.join(README);
    replace(disk, &readme, README_TEXT.as_bytes()).map_err(|error| Failure::new(&readme, &error))?;
    let folder_id = new_folder_id(folder, workspace.ids.device, now);
    let mut written = Written {
        workspace: workspace.clone(),
        sequence: 0,
        files: Vec::new(),
        is_exact: false,
        strays: Vec::new(),
        leftovers: Vec::new(),
    };
    checkpoint(&Place { disk, folder, folder_id: &folder_id, ids: &[] }, &mut written, workspace, 0)?;
    match folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(parent) => Ok(disk.sync_folder(parent).map_err(|error| Failure::new(parent, &error))?),
        None => Ok(()),
    }
}

fn new_folder_id(folder: &Path, device: DeviceCode, now: NaiveDateTime) -> String {
    format!("{device}-{:08x}", crc32c(format!("{} {now}", folder.display()).as_bytes()))
}

/// Opens a folder: for writing if nobody else has it open, nothing in it is damaged and no newer program wrote it.
///
/// # Errors
/// When the folder is no workspace, or cannot be read at all.
pub fn open(at: &Desk, name: &str, now: NaiveDateTime, ask_read_only: bool) -> Result<Access, StoreError> {
    let Desk { folder, device, .. } = at;
    let disk = at.disk.as_ref();
    let mut cannot_lock = false;
    let (lock, mut mode) = if ask_read_only {
        (None, Mode::ReadOnly(ReadOnlyReason::Asked))
    } else {
        match take_lock(disk, folder, name, now) {
            Ok(Some(lock)) => (Some(lock), Mode::Writable),
            Ok(None) => (None, Mode::ReadOnly(ReadOnlyReason::HeldBy(holder(disk, folder)))),
            Err(error) if error.kind() == ErrorKind::Unsupported => {
                cannot_lock = true;
                (None, Mode::Writable)
            }
            Err(_not_writable) => (None, Mode::ReadOnly(ReadOnlyReason::NotAllowed)),
        }
    };
    let mut opened = load(disk, folder, *device)?;
    if cannot_lock {
        opened.notices.push(Notice::CannotLock);
    }
    if mode == Mode::Writable {
        if let Some(reason) = damage(&opened.problems) {
            mode = Mode::ReadOnly(reason);
        } else {
            remove_unfinished(disk, folder);
            adopt_emergency(at, &mut opened);
        }
    }
    let lock = lock.filter(|_| mode == Mode::Writable);
    Ok(Access { opened, mode, lock })
}

/// Why a folder with these problems must not be written.
fn damage(problems: &[Problem]) -> Option<ReadOnlyReason> {
    let newer = problems.iter().find_map(|problem| {
        let ProblemCode::Newer { found, known } = problem.code else { return None };
        Some(ReadOnlyReason::Newer { found, known })
    });
    newer.or_else(|| problems.iter().any(Problem::is_damage).then_some(ReadOnlyReason::Damaged))
}

#[derive(Serialize, Deserialize)]
struct HolderLine {
    name: String,
    since: NaiveDateTime,
}

fn take_lock(disk: &dyn Disk, folder: &Path, name: &str, now: NaiveDateTime) -> std::io::Result<Option<Box<dyn Held>>> {
    let Some(lock) = disk.lock(&folder.join(LOCK))? else { return Ok(None) };
    if let Ok(line) = to_line(&HolderLine { name: name.to_owned(), since: now }) {
        // Only the name is lost if this fails; the lock holds all the same.
        let _ = disk.create(&folder.join(HOLDER)).and_then(|mut file| file.write(line.as_bytes()));
    }
    Ok(Some(lock))
}

/// Who has the folder open.
pub fn holder(disk: &dyn Disk, folder: &Path) -> Holder {
    let text = disk.read(&folder.join(HOLDER)).unwrap_or_default();
    let line = parse::<HolderLine>(Piece { text: &String::from_utf8_lossy(&text), start: 0 });
    line.map(|line| Holder { name: line.name, since: Some(line.since) }).unwrap_or_default()
}

/// Removes what a crash left half-written beside its place. Nothing depends on it.
fn remove_unfinished(disk: &dyn Disk, folder: &Path) {
    for part in ["", PEOPLE, SESSIONS, JOURNAL, HISTORY] {
        let path = if part.is_empty() { folder.to_owned() } else { folder.join(part) };
        let entries = disk.list(&path).unwrap_or_default();
        for entry in entries.iter().filter(|entry| !entry.is_folder && entry.name.ends_with(UNFINISHED)) {
            let _ = disk.remove_file(&path.join(&entry.name));
        }
    }
}

/// Takes up edits that were kept on this computer while the folder could not be written.
fn adopt_emergency(at: &Desk, opened: &mut Opened) {
    let Some(folder) = &at.emergency else { return };
    let path = folder.join(emergency_name(&opened.folder_id, at.device));
    let Some(kept) = at.disk.read(&path).ok().and_then(|bytes| journal::read(&bytes)) else { return };
    let known = |line: &Line| opened.tail.iter().any(|one| one.edit == line.edit);
    let mut new: Vec<&Line> = kept.lines.iter().filter(|line| !known(line)).collect();
    let is_next = new.first().is_none_or(|line| line.sequence == opened.end + 1);
    if !is_next && kept.last() <= opened.base {
        // All of them reached the folder, and its files, before the program ended.
        new.clear();
    }
    let (mut workspace, n_new) = (opened.workspace.clone(), new.len());
    let mut taken = Vec::new();
    for line in new {
        let Some(edit) = line.parse() else { break };
        let Ok(next) = workspace.apply(&edit.changes) else { break };
        workspace = next;
        for change in &edit.changes {
            super::replay::see_ids(&mut workspace.ids, change);
        }
        let sequence = opened.end + taken.len() as u64 + 1;
        taken.push(Line { sequence, edit: line.edit.clone() });
    }
    if taken.len() < n_new {
        let code = ProblemCode::EmergencyKept { n_edits: n_new - taken.len() };
        opened.problems.push(Problem::of_file(path.display().to_string(), code));
        // What fits is not taken either: half of someone's work is harder to understand than none.
        return;
    }
    if !taken.is_empty() {
        opened.notices.push(Notice::EmergencyAdopted { n_edits: taken.len() });
        opened.end += taken.len() as u64;
        opened.workspace = workspace;
        opened.tail.extend(taken);
        opened.is_at_rest = false;
    }
    opened.emergency = Some(path);
}

/// Removes a sample workspace.
///
/// # Errors
/// [`StoreError::NotOnlyASample`] when it is no sample or holds anything that is not the program's own.
pub fn remove_sample(disk: &dyn Disk, folder: &Path) -> Result<(), StoreError> {
    let opened = load(disk, folder, DeviceCode::from_seed(0))?;
    if !opened.workspace.programme.is_sample {
        return Err(StoreError::NotOnlyASample { found: folder.to_owned() });
    }
    let mut paths = Vec::new();
    walk(disk, folder, "", &mut paths)?;
    if let Some(foreign) = paths.iter().find(|path| !is_ours(path)) {
        return Err(StoreError::NotOnlyASample { found: folder.join(foreign) });
    }
    // From the moment the first file is gone the folder is no workspace.
    paths.sort_by_key(|path| path != super::layout::WORKSPACE);
    for path in paths {
        let path = folder.join(path);
        disk.remove_file(&path).map_err(|error| Failure::new(&path, &error))?;
    }
    for part in [PEOPLE, SESSIONS, JOURNAL, HISTORY, IMPORTS] {
        let path = folder.join(part);
        if disk.kind(&path).map_err(|error| Failure::new(&path, &error))?.is_some() {
            disk.remove_folder(&path).map_err(|error| Failure::new(&path, &error))?;
        }
    }
    Ok(disk.remove_folder(folder).map_err(|error| Failure::new(folder, &error))?)
}

/// Whether the program makes files of such a path.
fn is_ours(path: &str) -> bool {
    let path = path.strip_suffix(UNFINISHED).unwrap_or(path);
    let ends = |suffix: &str| path.ends_with(suffix);
    match path.split_once('/') {
        None => [super::layout::WORKSPACE, "places.ron", "topics.ron", README, LOCK, HOLDER].contains(&path),
        Some((PEOPLE | SESSIONS, rest)) => ends(".ron") && !rest.contains('/'),
        Some((JOURNAL, rest)) => (ends(".ron") || ends(".ron.zip")) && !rest.contains('/'),
        Some((HISTORY, rest)) => ends(".zip") && !rest.contains('/'),
        Some((IMPORTS, rest)) => (ends(".txt") || ends(".ron")) && !rest.contains('/'),
        Some(_) => false,
    }
}

/// Puts a file of a backup in the place of a damaged one, which is kept beside it. Opened again, the file gets from
/// the journals whatever it lacks.
///
/// # Errors
/// When no such backup can be read, or the file operation that failed.
pub fn restore_file(disk: &dyn Disk, folder: &Path, backup: &str, file: &str) -> Result<PathBuf, StoreError> {
    let files = super::history::read_backup(disk, folder, backup)?;
    let path = folder.join(file);
    let Some((_, bytes)) = files.into_iter().find(|(name, _)| name == file) else {
        return Err(StoreError::BadBackup(folder.join(HISTORY).join(backup)));
    };
    let aside = path.with_extension("damaged");
    let fail = |error: std::io::Error| Failure::new(&path, &error);
    if disk.kind(&path).map_err(fail)?.is_some() {
        let damaged = disk.read(&path).map_err(fail)?;
        replace(disk, &aside, &damaged).map_err(fail)?;
    }
    replace(disk, &path, &bytes).map_err(fail)?;
    let parent = path.parent().unwrap_or(folder);
    disk.sync_folder(parent).map_err(fail)?;
    Ok(aside)
}

/// The newest backup that holds a sound copy of a file.
pub fn last_good_copy(disk: &dyn Disk, folder: &Path, file: &str) -> Option<super::history::Backup> {
    let backups = super::history::backups(disk, folder).ok()?;
    backups.into_iter().rev().find(|backup| {
        let files = super::history::read_backup(disk, folder, &backup.name).unwrap_or_default();
        let found = files.iter().find(|(name, _)| name == file);
        let text = found.and_then(|(_, bytes)| std::str::from_utf8(bytes).ok());
        text.and_then(|text| super::format::v1::read(file, text).ok()).is_some_and(|parsed| parsed.problems.is_empty())
    })
}
