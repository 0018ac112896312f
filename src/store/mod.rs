//! The folder on disk: the only code that touches files.
//!
//! A [`Store`] stands for an open folder. It takes edits from the program without ever making it wait; a thread of
//! its own drives the [`writer`]. [`Store::open`] reads the files and the journals ([`load`]) and lists what is wrong
//! with them ([`problem`]) rather than failing.

mod archive;
pub mod attachments;
mod checkpoint;
pub mod disk;
pub mod format;
pub mod history;
pub mod imports;
pub mod journal;
pub mod layout;
pub mod load;
pub mod open;
pub mod problem;
mod replay;
pub mod settings;
pub mod templates;
pub mod text;
pub mod writer;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::NaiveDateTime;

use crate::model::{DeviceCode, Edit, Refusal, Workspace};
use disk::Disk;
use history::{Backup, BackupKind};
use problem::{Failure, Mode, Notice, Problem, StoreError};
pub use writer::SaveStatus;
use writer::{Desk, Step, Writer};

/// Tells the time. The program asks the system, tests say what they like.
pub trait Clock: Send + Sync {
    /// The local time.
    fn now(&self) -> NaiveDateTime;
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> NaiveDateTime {
        chrono::Local::now().naive_local()
    }
}

/// Who opens a folder, and how.
#[derive(Clone)]
pub struct Opener {
    /// The name others see while the folder is open.
    pub name: String,
    /// This computer.
    pub device: DeviceCode,
    /// Where edits go while the folder cannot be written; `None`: nowhere.
    pub emergency: Option<PathBuf>,
    /// Whether to open for reading only.
    pub is_read_only: bool,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Called from another thread whenever the status changes; `None`: nobody waits for it.
    pub wake: Option<Arc<dyn Fn() + Send + Sync>>,
}

/// What was found on opening.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The workspace.
    pub workspace: Workspace,
    /// The last edit's sequence number.
    pub sequence: u64,
    /// What is wrong with the files.
    pub problems: Vec<Problem>,
    /// What happened.
    pub notices: Vec<Notice>,
    /// Whether the workspace may be changed.
    pub mode: Mode,
}

enum Message {
    Edit(u64, Arc<Edit>, Box<Workspace>),
    BackUp(BackupKind),
    Close,
}

/// What the writer's thread tells.
struct Told {
    status: SaveStatus,
    trouble: Option<Failure>,
}

/// An open folder. Dropping it closes it: what is left is written first.
pub struct Store {
    disk: Arc<dyn Disk>,
    folder: PathBuf,
    last: u64,
    told: Arc<Mutex<Told>>,
    writer: Option<(Sender<Message>, JoinHandle<()>)>,
    clock: Arc<dyn Clock>,
}

impl Store {
    /// Makes a new workspace folder, which can then be opened.
    ///
    /// # Errors
    /// [`StoreError::NotEmpty`], or the file operation that failed.
    pub fn create(disk: &dyn Disk, folder: &Path, workspace: &Workspace, now: NaiveDateTime) -> Result<(), StoreError> {
        open::create(disk, folder, workspace, now)
    }

    /// Opens a folder.
    ///
    /// # Errors
    /// When the folder is no workspace or cannot be read at all. Anything less is listed in [`Loaded`].
    pub fn open(disk: Arc<dyn Disk>, folder: &Path, opener: Opener) -> Result<(Self, Loaded), StoreError> {
        let Opener { name, device, emergency, is_read_only, clock, wake } = opener;
        let at = Desk { disk: disk.clone(), folder: folder.to_owned(), device, emergency };
        let open::Access { opened, mode, lock } = open::open(&at, &name, clock.now(), is_read_only)?;
        let loaded = Loaded {
            workspace: opened.workspace.clone(),
            sequence: opened.end,
            problems: opened.problems.clone(),
            notices: opened.notices.clone(),
            mode: mode.clone(),
        };
        let status = SaveStatus::Saved { at: None, sequence: opened.end };
        let told = Arc::new(Mutex::new(Told { status, trouble: None }));
        let last = opened.end;
        let mut store = Self { disk, folder: folder.to_owned(), last, told, writer: None, clock };
        if mode == Mode::Writable {
            let (sender, messages) = channel();
            let (told, clock) = (store.told.clone(), store.clock.clone());
            let writer = Writer::new(at, opened);
            let run = move || {
                let _lock = lock;
                Desktop { writer, messages, told, clock, wake }.run();
            };
            let thread = std::thread::Builder::new().name("writer".to_owned()).spawn(run);
            let thread = thread.map_err(|error| Failure::new(folder, &error))?;
            store.writer = Some((sender, thread));
        }
        Ok((store, loaded))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The disk.
    pub fn disk(&self) -> &Arc<dyn Disk> {
        &self.disk
    }

    /// Hands over an edit and the workspace after it, and returns the edit's sequence number at once.
    ///
    /// # Errors
    /// [`Refusal::ReadOnly`] if the folder is open for reading only.
    pub fn append(&mut self, edit: Arc<Edit>, after: Workspace) -> Result<u64, Refusal> {
        let Some((writer, _)) = &self.writer else { return Err(Refusal::ReadOnly) };
        self.last += 1;
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        if matches!(told.status, SaveStatus::Saved { .. }) {
            told.status = SaveStatus::Saving;
        }
        drop(told);
        writer.send(Message::Edit(self.last, edit, Box::new(after))).map_err(|_writer_is_gone| Refusal::ReadOnly)?;
        Ok(self.last)
    }

    /// Whether the user's work is safe.
    pub fn status(&self) -> SaveStatus {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).status.clone()
    }

    /// What keeps the readable files or the backups behind the journal, if anything does. The edits are safe.
    pub fn trouble(&self) -> Option<Failure> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).trouble.clone()
    }

    /// Asks for a backup of the workspace as it is now, before any later edit.
    pub fn back_up(&self, kind: BackupKind) {
        if let Some((writer, _)) = &self.writer {
            // A writer that is gone has told why.
            let _ = writer.send(Message::BackUp(kind));
        }
    }

    /// Writes what is left and lets go of the folder. The status after that is the last word.
    pub fn close(mut self) -> SaveStatus {
        self.stop();
        self.status()
    }

    fn stop(&mut self) {
        if let Some((writer, thread)) = self.writer.take() {
            let _ = writer.send(Message::Close);
            let _ = thread.join();
        }
    }

    /// All edits, those in archived journals too, with their sequence numbers: the audit trail and undo's memory.
    /// Edits that are not saved yet are not among them.
    ///
    /// # Errors
    /// When a journal cannot be read.
    pub fn load_history(&self) -> Result<Vec<(u64, Arc<Edit>)>, StoreError> {
        load_history(self.disk.as_ref(), &self.folder)
    }

    /// The backups a user can go back to, the oldest first.
    ///
    /// # Errors
    /// When they cannot be listed.
    pub fn backups(&self) -> Result<Vec<Backup>, StoreError> {
        Ok(history::backups(self.disk.as_ref(), &self.folder)?)
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.stop();
    }
}

/// All edits of a folder with their sequence numbers, in order.
///
/// # Errors
/// When a journal cannot be read.
pub fn load_history(disk: &dyn Disk, folder: &Path) -> Result<Vec<(u64, Arc<Edit>)>, StoreError> {
    let chain = load::read_history(disk, folder)?;
    Ok(chain.lines.iter().filter_map(|line| Some((line.sequence, Arc::new(line.parse()?)))).collect())
}

/// Reads a folder without the intention to change it, for the command line.
///
/// # Errors
/// When the folder is no workspace or cannot be read at all.
pub fn read_only(disk: &dyn Disk, folder: &Path) -> Result<Loaded, StoreError> {
    let opened = load::load(disk, folder, DeviceCode::from_seed(0))?;
    Ok(Loaded {
        workspace: opened.workspace,
        sequence: opened.end,
        problems: opened.problems,
        notices: opened.notices,
        mode: Mode::ReadOnly(problem::ReadOnlyReason::Asked),
    })
}

/// The workspace that a backup holds, to look at or to go back to with one edit.
///
/// # Errors
/// [`StoreError::BadBackup`], or what keeps it from being read.
pub fn read_backup(disk: &dyn Disk, folder: &Path, backup: &str) -> Result<Loaded, StoreError> {
    let files = history::read_backup(disk, folder, backup)?;
    let memory = disk::MemoryDisk::new(files);
    read_only(&memory, Path::new(""))
}

/// The writer's thread.
struct Desktop {
    writer: Writer,
    messages: Receiver<Message>,
    told: Arc<Mutex<Told>>,
    clock: Arc<dyn Clock>,
    wake: Option<Arc<dyn Fn() + Send + Sync>>,
}

impl Desktop {
    fn run(mut self) {
        loop {
            let step = self.writer.step(self.clock.now());
            self.tell();
            let message = match step {
                Step::Worked => match self.messages.try_recv() {
                    Ok(message) => Ok(message),
                    Err(std::sync::mpsc::TryRecvError::Empty) => continue,
                    Err(std::sync::mpsc::TryRecvError::Disconnected) => Err(RecvTimeoutError::Disconnected),
                },
                Step::WaitUntil(at) => {
                    let wait = (at - self.clock.now()).to_std().unwrap_or(Duration::from_millis(10));
                    self.messages.recv_timeout(wait.max(Duration::from_millis(1)))
                }
                Step::Idle => self.messages.recv().map_err(|_sender_is_gone| RecvTimeoutError::Disconnected),
            };
            let is_last = match message {
                Ok(message) => !self.take(message),
                Err(RecvTimeoutError::Timeout) => false,
                Err(RecvTimeoutError::Disconnected) => true,
            };
            if is_last {
                return self.finish();
            }
            // Edits that came in the meantime share one sync.
            while let Ok(message) = self.messages.try_recv() {
                if !self.take(message) {
                    return self.finish();
                }
            }
        }
    }

    /// Takes a message; `false` if it was the last.
    fn take(&mut self, message: Message) -> bool {
        let now = self.clock.now();
        match message {
            Message::Edit(sequence, edit, after) => {
                if let Err(error) = self.writer.push(sequence, &edit, *after, now) {
                    tracing::error!("edit {sequence} cannot be written: {error}");
                }
                true
            }
            Message::BackUp(kind) => {
                self.writer.back_up(kind, now);
                true
            }
            Message::Close => false,
        }
    }

    fn finish(mut self) {
        self.writer.finish(self.clock.now());
        self.tell();
    }

    fn tell(&self) {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let (status, trouble) = (self.writer.status(), self.writer.trouble());
        if told.status != *status || told.trouble.as_ref() != trouble {
            *told = Told { status: status.clone(), trouble: trouble.cloned() };
            drop(told);
            if let Some(wake) = &self.wake {
                wake();
            }
        }
    }
}
