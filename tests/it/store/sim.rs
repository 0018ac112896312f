//! A disk that forgets. It keeps apart what programs see and what would be there after a loss of power.
//!
//! What was written and not synced may be lost, torn, filled with zeros, left stale or have a bit flipped. What was
//! created, renamed or removed and not followed by a sync of the folder may have lasted or not, each for itself.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use lunxun::store::disk::{Disk, Entry, Held, Kind, OpenFile};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Node {
    Folder,
    File(u32),
}

#[derive(Clone, Debug, Default)]
struct Content {
    now: Arc<Vec<u8>>,
    durable: Arc<Vec<u8>>,
    /// After a failed sync the system believes that the file is clean, and no later sync writes what was dropped.
    is_poisoned: bool,
}

/// A change of names that is not synced.
#[derive(Clone, Debug)]
struct Renaming {
    folder: PathBuf,
    gone: Option<PathBuf>,
    come: Option<(PathBuf, Node)>,
}

/// The disk as programs see it, and as it would be after a loss of power.
#[derive(Clone, Debug, Default)]
pub struct State {
    names: BTreeMap<PathBuf, Node>,
    durable: BTreeMap<PathBuf, Node>,
    pending: Vec<Renaming>,
    files: BTreeMap<u32, Content>,
    /// Grows with every change.
    version: u64,
}

/// What becomes of written bytes that were not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bytes {
    Lost,
    Kept,
    Torn,
    Zeros,
    Stale,
    Flipped,
}

/// What becomes of names that were not synced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    Lost,
    Kept,
    /// Some are kept and some lost, as the number says.
    Some(u64),
}

/// A step of a small random number generator.
pub fn mix(seed: u64) -> u64 {
    let mixed = (seed ^ (seed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

impl State {
    /// Grows with every change.
    pub fn version(&self) -> u64 {
        self.version
    }

    /// The disk after a loss of power.
    pub fn after_power_loss(&self, bytes: Bytes, names: Names) -> Self {
        let mut after = Self { names: self.durable.clone(), version: self.version, ..Self::default() };
        for (nth, renaming) in self.pending.iter().enumerate() {
            let lasts = match names {
                Names::Lost => false,
                Names::Kept => true,
                Names::Some(seed) => mix(seed + nth as u64) & 1 == 1,
            };
            if lasts {
                renaming.carry_out(&mut after.names);
            }
        }
        after.durable = after.names.clone();
        let stale: Vec<u8> = self.files.values().rev().flat_map(|content| content.durable.iter().copied()).collect();
        for (ino, content) in &self.files {
            let left = Arc::new(content.after_power_loss(bytes, &stale, *ino));
            let content = Content { now: left.clone(), durable: left, is_poisoned: false };
            after.files.insert(*ino, content);
        }
        after
    }

    fn read(&self, path: &Path) -> io::Result<Arc<Vec<u8>>> {
        match self.names.get(path) {
            Some(Node::File(ino)) => Ok(self.files.get(ino).map(|content| content.now.clone()).unwrap_or_default()),
            Some(Node::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(io::ErrorKind::NotFound.into()),
        }
    }

    fn rename(&mut self, renaming: Renaming) {
        renaming.carry_out(&mut self.names);
        self.pending.push(renaming);
        self.version += 1;
    }

    /// Takes away a folder with all that is in it, as if by hand.
    pub fn remove_all(&mut self, folder: &Path) {
        self.names.retain(|path, _| !path.starts_with(folder));
        self.durable.retain(|path, _| !path.starts_with(folder));
    }
}

impl Renaming {
    fn carry_out(&self, names: &mut BTreeMap<PathBuf, Node>) {
        if let Some(gone) = &self.gone {
            names.remove(gone);
        }
        if let Some((path, node)) = &self.come {
            names.insert(path.clone(), *node);
        }
    }
}

impl Content {
    fn after_power_loss(&self, bytes: Bytes, stale: &[u8], seed: u32) -> Vec<u8> {
        if self.now == self.durable {
            return self.now.to_vec();
        }
        let is_appended = self.now.starts_with(&self.durable);
        let sound = if is_appended { self.durable.len() } else { 0 };
        let fresh = &self.now[sound..];
        let mut left = self.now[..sound].to_vec();
        match bytes {
            Bytes::Lost => return self.durable.to_vec(),
            Bytes::Kept => left.extend(fresh),
            Bytes::Torn => left.extend(&fresh[..fresh.len() * 2 / 3]),
            Bytes::Zeros => left.extend(fresh.iter().map(|_| 0)),
            Bytes::Stale => left.extend(stale.iter().chain(std::iter::repeat(&b'x')).take(fresh.len())),
            Bytes::Flipped => {
                left.extend(fresh);
                let place = sound + mix(u64::from(seed) + fresh.len() as u64) as usize % fresh.len().max(1);
                if let Some(byte) = left.get_mut(place) {
                    *byte ^= 1;
                }
            }
        }
        left
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// There is no room: nothing can be created, and of what is written only a part arrives.
    Full,
    /// Any operation fails; what a failed sync should have written is dropped.
    Broken,
}

/// When it goes wrong: from the operation `first` on for `n` operations in the workspace folder.
#[derive(Clone, Copy, Debug)]
pub struct Fault {
    pub trouble: Trouble,
    pub first: usize,
    pub n: usize,
}

type Watch = Box<dyn FnMut(&State) + Send>;

#[derive(Default)]
struct Inner {
    state: State,
    n_operations: usize,
    /// Which operations write.
    writes: Vec<bool>,
    fault: Option<Fault>,
    locks: BTreeSet<PathBuf>,
    on_operation: Option<Watch>,
}

/// The simulated disk. Copies are the same disk.
#[derive(Clone, Default)]
pub struct SimDisk {
    inner: Arc<Mutex<Inner>>,
}

/// The workspace folder on the simulated disk.
pub fn folder() -> PathBuf {
    PathBuf::from("/d/w")
}

/// The program's own folder on the simulated disk; it is on another medium and never fails.
pub fn home() -> PathBuf {
    PathBuf::from("/home")
}

impl SimDisk {
    pub fn new() -> Self {
        let mut state = State::default();
        for path in ["/d", "/home"] {
            state.names.insert(path.into(), Node::Folder);
        }
        state.durable = state.names.clone();
        Self::with(state)
    }

    pub fn with(state: State) -> Self {
        Self { inner: Arc::new(Mutex::new(Inner { state, ..Inner::default() })) }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn state(&self) -> State {
        self.inner().state.clone()
    }

    pub fn n_operations(&self) -> usize {
        self.inner().n_operations
    }

    /// Which of the operations so far needed room on the disk.
    pub fn writes(&self) -> Vec<bool> {
        self.inner().writes.clone()
    }

    pub fn set_fault(&self, fault: Option<Fault>) {
        self.inner().fault = fault;
    }

    /// The power goes and comes back.
    pub fn lose_power(&self, bytes: Bytes, names: Names) {
        let mut inner = self.inner();
        inner.state = inner.state.after_power_loss(bytes, names);
        inner.locks.clear();
    }

    /// Shows the disk before each operation.
    pub fn watch(&self, watch: impl FnMut(&State) + Send + 'static) {
        self.inner().on_operation = Some(Box::new(watch));
    }

    /// Counts an operation; the error with which it fails, if it is its turn.
    fn operation(&self, path: &Path, writes: bool) -> (MutexGuard<'_, Inner>, io::Result<()>) {
        let mut inner = self.inner();
        let Inner { state, on_operation, .. } = &mut *inner;
        if let Some(watch) = on_operation {
            watch(state);
        }
        if !path.starts_with(folder()) {
            return (inner, Ok(()));
        }
        inner.n_operations += 1;
        inner.writes.push(writes);
        let now = inner.n_operations;
        let fault = inner.fault.filter(|fault| now >= fault.first && now - fault.first < fault.n);
        let failed = match fault.map(|fault| fault.trouble) {
            Some(Trouble::Full) if writes => Err(io::ErrorKind::StorageFull.into()),
            Some(Trouble::Broken) => Err(io::Error::other("the medium does not answer")),
            Some(Trouble::Full) | None => Ok(()),
        };
        (inner, failed)
    }

    fn open(&self, path: &Path, must_be_new: bool) -> io::Result<Box<dyn OpenFile>> {
        let (mut inner, failed) = self.operation(path, true);
        failed?;
        let state = &mut inner.state;
        let parent = path.parent().unwrap_or(path);
        if state.names.get(parent) != Some(&Node::Folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let ino = match state.names.get(path) {
            Some(Node::Folder) => return Err(io::ErrorKind::IsADirectory.into()),
            Some(Node::File(_)) if must_be_new => return Err(io::ErrorKind::AlreadyExists.into()),
            Some(Node::File(ino)) => *ino,
            None => {
                let ino = state.files.len() as u32;
                state.files.insert(ino, Content::default());
                state.rename(Renaming {
                    folder: parent.to_owned(),
                    gone: None,
                    come: Some((path.to_owned(), Node::File(ino))),
                });
                ino
            }
        };
        if let Some(content) = state.files.get_mut(&ino) {
            content.now = Arc::default();
        }
        state.version += 1;
        Ok(Box::new(SimFile { disk: self.clone(), path: path.to_owned(), ino }))
    }
}

struct SimFile {
    disk: SimDisk,
    path: PathBuf,
    ino: u32,
}

impl OpenFile for SimFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let (mut inner, failed) = self.disk.operation(&self.path, true);
        let arrived = if failed.is_err() { &bytes[..bytes.len() / 2] } else { bytes };
        if let Some(content) = inner.state.files.get_mut(&self.ino) {
            Arc::make_mut(&mut content.now).extend(arrived);
        }
        inner.state.version += 1;
        failed
    }

    fn sync(&mut self) -> io::Result<()> {
        let (mut inner, failed) = self.disk.operation(&self.path, false);
        if let Some(content) = inner.state.files.get_mut(&self.ino) {
            content.is_poisoned |= failed.is_err();
            if !content.is_poisoned {
                content.durable = content.now.clone();
            }
        }
        inner.state.version += 1;
        failed
    }
}

struct SimLock {
    disk: SimDisk,
    path: PathBuf,
}

impl Held for SimLock {}

impl Drop for SimLock {
    fn drop(&mut self) {
        self.disk.inner().locks.remove(&self.path);
    }
}

impl Disk for SimDisk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let (inner, failed) = self.operation(path, false);
        failed?;
        inner.state.read(path).map(|content| content.to_vec())
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let (inner, failed) = self.operation(folder, false);
        failed?;
        if inner.state.names.get(folder) != Some(&Node::Folder) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let inside = inner.state.names.iter().filter(|(path, _)| path.parent() == Some(folder));
        let entry = |(path, node): (&PathBuf, &Node)| Entry {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            is_folder: *node == Node::Folder,
        };
        Ok(inside.map(entry).collect())
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let (inner, failed) = self.operation(path, false);
        failed?;
        Ok(match inner.state.names.get(path) {
            None => None,
            Some(Node::Folder) => Some(Kind::Folder),
            Some(Node::File(ino)) => {
                Some(Kind::File(inner.state.files.get(ino).map_or(0, |content| content.now.len() as u64)))
            }
        })
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        let (mut inner, failed) = self.operation(path, true);
        failed?;
        if !inner.state.names.contains_key(path) {
            let folder = path.parent().unwrap_or(path).to_owned();
            inner.state.rename(Renaming { folder, gone: None, come: Some((path.to_owned(), Node::Folder)) });
        }
        Ok(())
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        self.open(path, false)
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        self.open(path, true)
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let (mut inner, failed) = self.operation(folder, false);
        failed?;
        let state = &mut inner.state;
        let pending = std::mem::take(&mut state.pending).into_iter();
        let (synced, pending): (Vec<_>, Vec<_>) = pending.partition(|renaming| renaming.folder == *folder);
        state.pending = pending;
        state.version += 1;
        for renaming in synced {
            renaming.carry_out(&mut state.durable);
        }
        Ok(())
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let (mut inner, failed) = self.operation(from, false);
        failed?;
        let Some(node) = inner.state.names.get(from).copied() else { return Err(io::ErrorKind::NotFound.into()) };
        let folder = from.parent().unwrap_or(from).to_owned();
        inner.state.rename(Renaming { folder, gone: Some(from.to_owned()), come: Some((to.to_owned(), node)) });
        Ok(())
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        let (mut inner, failed) = self.operation(path, false);
        failed?;
        if !matches!(inner.state.names.get(path), Some(Node::File(_))) {
            return Err(io::ErrorKind::NotFound.into());
        }
        let folder = path.parent().unwrap_or(path).to_owned();
        inner.state.rename(Renaming { folder, gone: Some(path.to_owned()), come: None });
        Ok(())
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let (mut inner, failed) = self.operation(path, false);
        failed?;
        let folder = path.parent().unwrap_or(path).to_owned();
        inner.state.rename(Renaming { folder, gone: Some(path.to_owned()), come: None });
        Ok(())
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        let (mut inner, failed) = self.operation(path, true);
        failed?;
        if !inner.locks.insert(path.to_owned()) {
            return Ok(None);
        }
        drop(inner);
        Ok(Some(Box::new(SimLock { disk: self.clone(), path: path.to_owned() })))
    }
}
