//! The few file operations the store needs, as a trait, and the real disk behind it.
//!
//! Everything the store does to a folder goes through [`Disk`], so that tests can stand a simulated disk in its
//! place that forgets, tears and refuses. Knows nothing of what the files hold.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

/// What a folder lists.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name, without the folder.
    pub name: String,
    /// Whether it is a folder itself.
    pub is_folder: bool,
}

/// What lies at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file of so many bytes.
    File(u64),
    /// A folder.
    Folder,
}

/// A held lock; dropping it lets go.
pub trait Held: Send {}

impl Held for File {}

/// A file open for writing.
pub trait OpenFile: Send {
    /// Writes all bytes at the end of what was written before.
    ///
    /// # Errors
    /// Any I/O error; a part of the bytes may have been written.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Returns when the file's content is on the medium. The name of a new file is not part of that promise.
    ///
    /// # Errors
    /// Any I/O error; what was not synced before may be lost, and a second attempt proves nothing.
    fn sync(&mut self) -> io::Result<()>;
}

/// File operations. Each is one point at which a machine can stop.
pub trait Disk: Send + Sync {
    /// The whole file.
    ///
    /// # Errors
    /// Any I/O error, `NotFound` among them.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// What the folder holds, sorted by name.
    ///
    /// # Errors
    /// Any I/O error, `NotFound` among them.
    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>>;

    /// What lies there; `None` if nothing does.
    ///
    /// # Errors
    /// Any I/O error but `NotFound`.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;

    /// Makes a folder whose parent exists; one that is there already is fine.
    ///
    /// # Errors
    /// Any I/O error.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Makes an empty file, or empties the one that is there.
    ///
    /// # Errors
    /// Any I/O error.
    fn create(&self, path: &Path) -> io::Result<Box<dyn OpenFile>>;

    /// Makes an empty file where nothing is yet.
    ///
    /// # Errors
    /// `AlreadyExists`, or any other I/O error.
    fn create_new(&self, path: &Path) -> io::Result<Box<dyn OpenFile>>;

    /// Returns when all that was created, renamed or removed directly in the folder will last.
    ///
    /// # Errors
    /// Any I/O error.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Moves a file within its folder, replacing one of the new name.
    ///
    /// # Errors
    /// Any I/O error; both files are as they were.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file.
    ///
    /// # Errors
    /// Any I/O error.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    ///
    /// # Errors
    /// Any I/O error, also when the folder is not empty.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Takes the lock that this file stands for, making the file if need be; `None` if someone else holds it.
    ///
    /// # Errors
    /// `Unsupported` where files cannot be locked, or any other I/O error.
    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>>;
}

/// Writes a file beside its place, syncs it, and renames it into place: whoever reads sees the old or the new
/// content, never a mixture. The rename itself lasts only once the folder is synced.
///
/// # Errors
/// Any I/O error; the file at `path` is as it was, and nothing is left beside it if that can be helped.
pub fn replace(disk: &dyn Disk, path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path);
    let written = disk.create(&beside).and_then(|mut file| {
        file.write(bytes)?;
        file.sync()
    });
    let done = written.and_then(|()| disk.rename(&beside, path));
    if done.is_err() {
        // A half-written leftover takes up room on a full disk. If it cannot be removed either, the next opening does it.
        let _ = disk.remove_file(&beside);
    }
    done
}

/// How the names of files that are not in place yet end.
pub const UNFINISHED: &str = ".tmp";

fn beside(path: &Path) -> std::path::PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_os_string();
    name.push(UNFINISHED);
    path.with_file_name(name)
}

/// The real disk.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealDisk;

impl OpenFile for File {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.sync_all()
    }
}

impl Disk for RealDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            entries.push(Entry {
                name: entry.file_name().to_string_lossy().into_owned(),
                is_folder: entry.file_type()?.is_dir(),
            });
        }
        entries.sort();
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match fs::metadata(path) {
            Ok(found) if found.is_dir() => Ok(Some(Kind::Folder)),
            Ok(found) => Ok(Some(Kind::File(found.len()))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        match fs::create_dir(path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
            done => done,
        }
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        Ok(Box::new(File::create(path)?))
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        Ok(Box::new(File::create_new(path)?))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        sync_folder(folder)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        patiently(|| fs::rename(from, to))
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        patiently(|| fs::remove_file(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

#[cfg(not(windows))]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some network file systems cannot sync a folder; there a rename lasts when it returns, or nothing helps.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        done => done,
    }
}

/// NTFS keeps the order of its own changes, and Windows has no way for a program to sync a folder.
#[cfg(windows)]
#[expect(clippy::unnecessary_wraps, reason = "the other systems can fail here")]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Waits between attempts, about 2.5 s together: as long as a virus scanner may sit on a new file.
const WAITS_MS: [u64; 9] = [5, 10, 25, 60, 125, 275, 500, 700, 800];

fn patiently(mut attempt: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    for wait in WAITS_MS {
        match attempt() {
            Err(error) if is_passing(&error) => thread::sleep(Duration::from_millis(wait)),
            done => return done,
        }
    }
    attempt()
}

/// Whether the error is one by which Windows says that another program has the file open just now:
/// access denied, sharing violation, lock violation, or "unable to remove the file to be replaced".
fn is_passing(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33 | 1175))
}

/// Files in memory that can only be read, such as those of a backup.
#[derive(Clone, Debug, Default)]
pub struct MemoryDisk {
    files: std::collections::BTreeMap<String, Vec<u8>>,
}

impl MemoryDisk {
    /// A disk with these files, by path with `/` between the parts.
    pub fn new(files: Vec<(String, Vec<u8>)>) -> Self {
        Self { files: files.into_iter().collect() }
    }

    fn name(path: &Path) -> String {
        path.to_string_lossy().replace('\\', "/")
    }
}

fn read_only<T>() -> io::Result<T> {
    Err(io::ErrorKind::ReadOnlyFilesystem.into())
}

impl Disk for MemoryDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(&Self::name(path)).cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let folder = Self::name(folder);
        let prefix = if folder.is_empty() { folder } else { format!("{folder}/") };
        let below = self.files.keys().filter_map(|path| path.strip_prefix(&prefix));
        let mut entries: Vec<Entry> = below
            .map(|rest| match rest.split_once('/') {
                Some((name, _)) => Entry { name: name.to_owned(), is_folder: true },
                None => Entry { name: rest.to_owned(), is_folder: false },
            })
            .collect();
        entries.sort();
        entries.dedup();
        if entries.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(entries) }
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        match self.files.get(&Self::name(path)) {
            Some(bytes) => Ok(Some(Kind::File(bytes.len() as u64))),
            None => Ok(self.list(path).ok().map(|_| Kind::Folder)),
        }
    }

    fn create_folder(&self, _path: &Path) -> io::Result<()> {
        read_only()
    }

    fn create(&self, _path: &Path) -> io::Result<Box<dyn OpenFile>> {
        read_only()
    }

    fn create_new(&self, _path: &Path) -> io::Result<Box<dyn OpenFile>> {
        read_only()
    }

    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        read_only()
    }

    fn rename(&self, _from: &Path, _to: &Path) -> io::Result<()> {
        read_only()
    }

    fn remove_file(&self, _path: &Path) -> io::Result<()> {
        read_only()
    }

    fn remove_folder(&self, _path: &Path) -> io::Result<()> {
        read_only()
    }

    fn lock(&self, _path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        read_only()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_file_has_the_new_content_and_leaves_nothing_beside_it() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("places.ron");
        replace(&RealDisk, &path, b"old")?;
        replace(&RealDisk, &path, b"new")?;
        RealDisk.sync_folder(folder.path())?;
        assert_eq!(RealDisk.read(&path)?, b"new");
        assert_eq!(RealDisk.list(folder.path())?, [Entry { name: "places.ron".into(), is_folder: false }]);
        Ok(())
    }

    #[test]
    fn a_lock_is_held_once_and_free_after_it_is_dropped() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(".lock");
        let first = RealDisk.lock(&path)?;
        assert!(first.is_some());
        assert!(RealDisk.lock(&path)?.is_none());
        drop(first);
        assert!(RealDisk.lock(&path)?.is_some());
        Ok(())
    }

    #[test]
    fn what_is_not_there_is_no_error_to_ask_about_and_cannot_be_made_twice() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("journal");
        assert_eq!(RealDisk.kind(&path)?, None);
        RealDisk.create_folder(&path)?;
        RealDisk.create_folder(&path)?;
        assert_eq!(RealDisk.kind(&path)?, Some(Kind::Folder));
        RealDisk.create_new(&path.join("a"))?.write(b"xyz")?;
        assert_eq!(RealDisk.kind(&path.join("a"))?, Some(Kind::File(3)));
        assert!(RealDisk.create_new(&path.join("a")).is_err());
        Ok(())
    }
}
