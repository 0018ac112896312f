//! Backups: zips of the readable files under `history/`, verified after writing, thinned out with age.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::archive;
use super::disk::{Disk, Kind, UNFINISHED, replace};
use super::layout::{HISTORY, HOLDER, LOCK, README, WORKSPACE};
use super::problem::{Failure, StoreError};

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BackupKind {
    /// Before the first change of a day.
    Daily,
    /// Before an import.
    BeforeImport,
    /// Before the program rewrites files that were damaged or contradict each other.
    BeforeMending,
    /// Because the user asked for it.
    Asked,
}

impl BackupKind {
    const ALL: [Self; 4] = [Self::Daily, Self::BeforeImport, Self::BeforeMending, Self::Asked];

    fn suffix(self) -> &'static str {
        match self {
            Self::Daily => "",
            Self::BeforeImport => "-import",
            Self::BeforeMending => "-mending",
            Self::Asked => "-asked",
        }
    }
}

/// A backup a user can go back to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Backup {
    /// The day on which it was made: it holds the workspace as it was then before it was changed.
    pub date: NaiveDate,
    /// Why.
    pub kind: BackupKind,
    /// Its number among those of the day and kind, from 1.
    pub number: u32,
    /// The file name in `history/`.
    pub name: String,
}

impl Backup {
    fn new(date: NaiveDate, kind: BackupKind, number: u32) -> Self {
        let number_text = if number == 1 { String::new() } else { format!("-{number}") };
        Self { date, kind, number, name: format!("{date}{}{number_text}.zip", kind.suffix()) }
    }

    fn parse(name: &str) -> Option<Self> {
        let date = name.get(..10)?.parse().ok()?;
        let rest = name.get(10..)?.strip_suffix(".zip")?;
        let (suffix, number) = match rest.rsplit_once('-') {
            Some((suffix, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                (suffix, number.parse().ok()?)
            }
            _ => (rest, 1),
        };
        let kind = BackupKind::ALL.into_iter().find(|kind| kind.suffix() == suffix)?;
        Some(Self { date, kind, number, name: name.to_owned() })
    }
}

/// All backups of a folder, the oldest first.
///
/// # Errors
/// Any I/O error but a history folder that is not there.
pub fn backups(disk: &dyn Disk, folder: &Path) -> Result<Vec<Backup>, Failure> {
    let history = folder.join(HISTORY);
    let fail = |error: std::io::Error| Failure::new(&history, &error);
    if disk.kind(&history).map_err(fail)?.is_none() {
        return Ok(Vec::new());
    }
    let entries = disk.list(&history).map_err(fail)?;
    let mut backups: Vec<_> = entries.iter().filter_map(|entry| Backup::parse(&entry.name)).collect();
    backups.sort();
    Ok(backups)
}

/// Whether the daily backup of this day is still to be made.
pub fn is_due(disk: &dyn Disk, folder: &Path, today: NaiveDate) -> bool {
    backups(disk, folder).is_ok_and(|all| !all.iter().any(|one| one.kind == BackupKind::Daily && one.date == today))
}

/// Packs the files named, and `workspace.ron`, and reads the zip back.
///
/// # Errors
/// The file operation that failed; no backup of that name is there then.
pub fn back_up(
    disk: &dyn Disk,
    folder: &Path,
    paths: &[String],
    kind: BackupKind,
    now: NaiveDateTime,
) -> Result<Backup, Failure> {
    let history = folder.join(HISTORY);
    let fail = |error: std::io::Error| Failure::new(&history, &error);
    let mut files = Vec::new();
    for path in [WORKSPACE, README].into_iter().chain(paths.iter().map(String::as_str)) {
        let whole = folder.join(path);
        match disk.read(&whole) {
            Ok(bytes) => files.push((path, bytes)),
            // A file that is missing is told of on opening; the others are worth keeping all the same.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(Failure::new(whole, &error)),
        }
    }
    let zip = archive::pack(files.iter().map(|(path, bytes)| (*path, bytes.as_slice()))).map_err(fail)?;
    let known = backups(disk, folder)?;
    let same = known.iter().filter(|one| one.date == now.date() && one.kind == kind);
    let backup = Backup::new(now.date(), kind, same.map(|one| one.number).max().unwrap_or(0) + 1);
    disk.create_folder(&history).map_err(fail)?;
    let path = history.join(&backup.name);
    replace(disk, &path, &zip).map_err(fail)?;
    disk.sync_folder(&history).map_err(fail)?;
    let back = disk.read(&path).ok().and_then(|bytes| archive::unpack(&bytes)).unwrap_or_default();
    let is_sound =
        back.iter().map(|(path, bytes)| (path.as_str(), bytes)).eq(files.iter().map(|(path, bytes)| (*path, bytes)));
    if is_sound {
        Ok(backup)
    } else {
        let _ = disk.remove_file(&path);
        Err(fail(std::io::Error::other("the backup did not read back")))
    }
}

/// Removes old daily backups: all of the last 7 days stay, then one a week for three months, then one a month.
///
/// # Errors
/// The file operation that failed.
pub fn thin_out(disk: &dyn Disk, folder: &Path, today: NaiveDate) -> Result<(), Failure> {
    for backup in to_remove(&backups(disk, folder)?, today) {
        let path = folder.join(HISTORY).join(&backup.name);
        disk.remove_file(&path).map_err(|error| Failure::new(path, &error))?;
    }
    Ok(())
}

fn to_remove(backups: &[Backup], today: NaiveDate) -> Vec<Backup> {
    let mut kept = BTreeSet::new();
    let is_too_many = |backup: &&Backup| {
        let age = today - backup.date;
        if age < TimeDelta::days(7) {
            return false;
        }
        let week = backup.date.iso_week();
        let slot = if age < TimeDelta::days(92) {
            (week.year(), week.week(), 'w')
        } else {
            (backup.date.year(), backup.date.month(), 'm')
        };
        !kept.insert((slot, backup.kind))
    };
    backups.iter().filter(is_too_many).cloned().collect()
}

/// The files of a backup.
///
/// # Errors
/// [`StoreError::BadBackup`], or the failure to read it.
pub fn read_backup(disk: &dyn Disk, folder: &Path, name: &str) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let path = folder.join(HISTORY).join(name);
    let bytes = disk.read(&path).map_err(|error| Failure::new(&path, &error))?;
    archive::unpack(&bytes).ok_or(StoreError::BadBackup(path))
}

/// Unpacks a backup into a new folder, which is then a workspace of its own.
///
/// # Errors
/// [`StoreError::NotEmpty`], [`StoreError::BadBackup`], or the file operation that failed.
pub fn restore_copy(disk: &dyn Disk, folder: &Path, name: &str, to: &Path) -> Result<(), StoreError> {
    let files = read_backup(disk, folder, name)?;
    write_new(disk, to, files)
}

/// Copies a whole workspace, journals, history and attachments too, into a new folder, as onto a stick.
///
/// # Errors
/// [`StoreError::NotEmpty`], or the file operation that failed.
pub fn copy_to(disk: &dyn Disk, folder: &Path, to: &Path) -> Result<(), StoreError> {
    let mut paths = Vec::new();
    walk(disk, folder, "", &mut paths)?;
    paths.retain(|path| path != LOCK && path != HOLDER && !path.ends_with(UNFINISHED));
    let mut files = Vec::new();
    for path in paths {
        let bytes = disk.read(&folder.join(&path)).map_err(|error| Failure::new(folder.join(&path), &error))?;
        files.push((path, bytes));
    }
    write_new(disk, to, files)
}

/// The files below a folder, with `/` between the parts of their paths.
///
/// # Errors
/// The failure to list one of the folders.
pub fn walk(disk: &dyn Disk, folder: &Path, below: &str, paths: &mut Vec<String>) -> Result<(), Failure> {
    let path = folder.join(below);
    for entry in disk.list(&path).map_err(|error| Failure::new(&path, &error))? {
        let name = if below.is_empty() { entry.name } else { format!("{below}/{}", entry.name) };
        if entry.is_folder {
            walk(disk, folder, &name, paths)?;
        } else {
            paths.push(name);
        }
    }
    Ok(())
}

/// Writes files into a new folder, `workspace.ron` last: before it is there, the folder is no workspace.
fn write_new(disk: &dyn Disk, to: &Path, mut files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
    must_be_new(disk, to)?;
    files.sort_by_key(|(path, _)| (path == WORKSPACE, path.clone()));
    let mut folders = BTreeSet::from([to.to_owned()]);
    create_folder(disk, to)?;
    for (path, bytes) in files {
        let whole = to.join(&path);
        for folder in ancestors(to, &path) {
            if folders.insert(folder.clone()) {
                create_folder(disk, &folder)?;
            }
        }
        replace(disk, &whole, &bytes).map_err(|error| Failure::new(&whole, &error))?;
        let back = disk.read(&whole).map_err(|error| Failure::new(&whole, &error))?;
        if back != bytes {
            return Err(StoreError::BadBackup(whole));
        }
    }
    for folder in &folders {
        disk.sync_folder(folder).map_err(|error| Failure::new(folder, &error))?;
    }
    Ok(())
}

fn ancestors(root: &Path, path: &str) -> Vec<PathBuf> {
    path.match_indices('/').map(|(end, _)| root.join(&path[..end])).collect()
}

fn create_folder(disk: &dyn Disk, folder: &Path) -> Result<(), Failure> {
    disk.create_folder(folder).map_err(|error| Failure::new(folder, &error))
}

/// Whether a workspace can be made there: nothing is, or an empty folder.
///
/// # Errors
/// [`StoreError::NotEmpty`], or the failure to look.
pub fn must_be_new(disk: &dyn Disk, folder: &Path) -> Result<(), StoreError> {
    let fail = |error: std::io::Error| Failure::new(folder, &error);
    let is_new = match disk.kind(folder).map_err(fail)? {
        None => true,
        Some(Kind::File(_)) => false,
        Some(Kind::Folder) => disk.list(folder).map_err(fail)?.is_empty(),
    };
    if is_new { Ok(()) } else { Err(StoreError::NotEmpty(folder.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_backups_read_back() {
        let date = NaiveDate::from_ymd_opt(2012, 6, 28).expect("a date");
        for kind in BackupKind::ALL {
            for number in [1, 2] {
                let backup = Backup::new(date, kind, number);
                assert_eq!(Backup::parse(&backup.name), Some(backup));
            }
        }
        assert_eq!(Backup::new(date, BackupKind::Daily, 1).name, "2012-06-28.zip");
        assert_eq!(Backup::parse("2012-06-28.zip.tmp"), None);
    }

    #[test]
    fn a_year_of_daily_backups_thins_out_to_days_weeks_and_months() {
        let today = NaiveDate::from_ymd_opt(2012, 12, 31).expect("a date");
        let mut kept: Vec<Backup> = Vec::new();
        for day in 0..366 {
            let today = today - TimeDelta::days(365 - day);
            kept.push(Backup::new(today, BackupKind::Daily, 1));
            let gone = to_remove(&kept, today);
            kept.retain(|backup| !gone.contains(backup));
        }
        let ages: Vec<i64> = kept.iter().rev().map(|backup| (today - backup.date).num_days()).collect();
        assert_eq!(ages[..7], [0, 1, 2, 3, 4, 5, 6]);
        assert!((26..=30).contains(&kept.len()), "{ages:?}");
        assert!(ages.windows(2).all(|pair| pair[1] - pair[0] <= 37), "{ages:?}");
        assert!(ages.last().is_some_and(|oldest| *oldest >= 334), "{ages:?}");
    }
}
