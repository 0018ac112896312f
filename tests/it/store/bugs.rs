//! Mistakes a store could make, planted between the real one and the disk. The suite that finds nothing in the real
//! one must find every one of them, or it is too weak.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use lunxun::store::disk::{Disk, Entry, Held, Kind, OpenFile};
use lunxun::store::journal;

use super::faults::{crash_everywhere, fail_everywhere};
use super::sim::SimDisk;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bug {
    /// Edits are acknowledged when they are written, not when they are synced.
    NoSyncOfTheJournal,
    /// Edits are acknowledged and written when the next ones come.
    AcknowledgedBeforeWriting,
    /// Whatever stands in a journal is believed.
    NoChecksum,
    /// A new journal is synced, its name is not.
    NoSyncOfTheJournalFolder,
    /// Files are renamed into place, and the folder is not synced.
    NoSyncOfFoldersAfterRenaming,
    /// Files are renamed into place before their content is on the medium.
    RenamedBeforeSynced,
    /// Files are overwritten where they are.
    WrittenInPlace,
    /// `workspace.ron` claims to include an edit more than it does.
    WrongIncludedSequence,
    /// The journals are not read on opening.
    JournalsNotReplayed,
    /// The last edit of a journal is taken for torn.
    LastLineLost,
    /// A new journal takes the name of the first one.
    JournalReused,
    /// Journals are removed when the files are written, before they are listed.
    EarlyTruncation,
    /// A journal is removed before its archive is safe.
    EarlyArchiving,
    /// The list of files is in place before the files are.
    ListedBeforeWritten,
    /// Files that lose records to others are in place before those.
    LosersFirst,
    /// A failed sync is taken for a sync.
    FailedSyncIgnored,
    /// A failed write is taken for a write.
    FailedWriteIgnored,
}

const ALL: [Bug; 17] = [
    Bug::NoSyncOfTheJournal,
    Bug::AcknowledgedBeforeWriting,
    Bug::NoChecksum,
    Bug::NoSyncOfTheJournalFolder,
    Bug::NoSyncOfFoldersAfterRenaming,
    Bug::RenamedBeforeSynced,
    Bug::WrittenInPlace,
    Bug::WrongIncludedSequence,
    Bug::JournalsNotReplayed,
    Bug::LastLineLost,
    Bug::JournalReused,
    Bug::EarlyTruncation,
    Bug::EarlyArchiving,
    Bug::ListedBeforeWritten,
    Bug::LosersFirst,
    Bug::FailedSyncIgnored,
    Bug::FailedWriteIgnored,
];

#[derive(Default)]
struct Memory {
    /// Whether the folder was opened: making it is not what the mistakes are about.
    is_armed: bool,
    /// Renames that wait for their turn: where the content waits, and where it goes.
    waiting: Vec<(PathBuf, PathBuf)>,
    /// A journal was archived just now.
    has_archived: bool,
    /// The next list of journals is for the name of a new one.
    names_a_journal: bool,
}

struct Buggy {
    sim: SimDisk,
    bug: Bug,
    memory: Arc<Mutex<Memory>>,
}

fn is_journal(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("journal")) && path.extension().is_some_and(|it| it == "ron")
}

fn is_unfinished(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "tmp")
}

fn is_archive(path: &Path) -> bool {
    path.parent().is_some_and(|folder| folder.ends_with("journal")) && !is_journal(path)
}

fn is_list(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("workspace.ron"))
}

/// A journal whose checksums are made to fit whatever it holds.
fn with_checksums(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    let Some(journal) = journal::read(format!("{head}\n").as_bytes()) else { return bytes.to_vec() };
    let mut believed = format!("{head}\n");
    for line in lines {
        let Some((sequence, rest)) = line.strip_prefix("(seq:").and_then(|line| line.split_once(",crc:\"")) else {
            break;
        };
        let (Ok(sequence), Some((_, edit))) = (sequence.parse(), rest.split_once("\",edit:")) else { break };
        let edit = edit.strip_suffix(')').unwrap_or(edit).to_owned();
        believed += &journal::Line { sequence, edit }.text(&journal.head);
    }
    believed.into_bytes()
}

struct BuggyFile {
    file: Box<dyn OpenFile>,
    path: PathBuf,
    bug: Bug,
    waiting: Vec<u8>,
}

impl OpenFile for BuggyFile {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the other mistakes are made elsewhere")]
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self.bug {
            Bug::AcknowledgedBeforeWriting if is_journal(&self.path) => {
                let late = std::mem::replace(&mut self.waiting, bytes.to_vec());
                self.file.write(&late)
            }
            Bug::WrongIncludedSequence if is_list(&self.path) => {
                let text = String::from_utf8_lossy(bytes).into_owned();
                let more = |line: &str| match line.strip_prefix("    sequence: ").and_then(|n| n.strip_suffix(",\n")) {
                    Some(n) => format!("    sequence: {},\n", n.parse::<u64>().unwrap_or(0) + 1),
                    None => line.to_owned(),
                };
                self.file.write(text.split_inclusive('\n').map(more).collect::<String>().as_bytes())
            }
            Bug::FailedWriteIgnored => self.file.write(bytes).or(Ok(())),
            _ => self.file.write(bytes),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the other mistakes are made elsewhere")]
    fn sync(&mut self) -> io::Result<()> {
        match self.bug {
            Bug::NoSyncOfTheJournal if is_journal(&self.path) => Ok(()),
            Bug::RenamedBeforeSynced if is_unfinished(&self.path) => Ok(()),
            Bug::EarlyArchiving if is_archive(&self.path) => Ok(()),
            Bug::FailedSyncIgnored => self.file.sync().or(Ok(())),
            _ => self.file.sync(),
        }
    }
}

impl Buggy {
    fn bug(&self) -> Option<Bug> {
        self.memory().is_armed.then_some(self.bug)
    }

    fn wrap(&self, path: &Path, file: Box<dyn OpenFile>) -> Box<dyn OpenFile> {
        match self.bug() {
            Some(bug) => Box::new(BuggyFile { file, path: path.to_owned(), bug, waiting: Vec::new() }),
            None => file,
        }
    }

    fn memory(&self) -> std::sync::MutexGuard<'_, Memory> {
        self.memory.lock().expect("not poisoned")
    }

    /// Lets the content of a file wait beside its place.
    fn wait(&self, from: &Path, to: &Path) -> io::Result<()> {
        let waiting = to.with_extension("waiting");
        self.sim.rename(from, &waiting)?;
        let mut memory = self.memory();
        memory.waiting.retain(|(_, place)| place != to);
        memory.waiting.push((waiting, to.to_owned()));
        Ok(())
    }

    /// Carries out the renames that wait, the last first.
    fn catch_up(&self) -> io::Result<()> {
        let waiting = std::mem::take(&mut self.memory().waiting);
        waiting.iter().rev().try_for_each(|(from, to)| self.rename_and_sync(from, to))
    }

    fn rename_and_sync(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.sim.rename(from, to)?;
        self.sim.sync_folder(to.parent().unwrap_or(to))
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the other mistakes are made elsewhere")]
impl Disk for Buggy {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let bytes = self.sim.read(path)?;
        Ok(match self.bug {
            Bug::NoChecksum if is_journal(path) => with_checksums(&bytes),
            Bug::LastLineLost if is_journal(path) => {
                let end = bytes[..bytes.len().saturating_sub(1)].iter().rposition(|byte| *byte == b'\n');
                bytes[..end.map_or(bytes.len(), |end| end + 1)].to_vec()
            }
            _ => bytes,
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<Entry>> {
        let mut entries = self.sim.list(folder)?;
        let is_naming = std::mem::take(&mut self.memory().names_a_journal);
        let is_hidden = match self.bug {
            Bug::JournalsNotReplayed => folder.ends_with("journal"),
            Bug::JournalReused => folder.ends_with("journal") && is_naming,
            _ => false,
        };
        entries.retain(|entry| !is_hidden || !is_journal(&folder.join(&entry.name)));
        Ok(entries)
    }

    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.memory().names_a_journal |= path.ends_with("journal");
        self.sim.kind(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.sim.create_folder(path)
    }

    fn create(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        let is_in_place = self.bug() == Some(Bug::WrittenInPlace) && is_unfinished(path);
        let place = if is_in_place { path.with_extension("") } else { path.to_owned() };
        Ok(self.wrap(path, self.sim.create(&place)?))
    }

    fn create_new(&self, path: &Path) -> io::Result<Box<dyn OpenFile>> {
        let file = if self.bug == Bug::JournalReused { self.sim.create(path) } else { self.sim.create_new(path) };
        Ok(self.wrap(path, file?))
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let is_journal = folder.ends_with("journal");
        let has_archived = std::mem::take(&mut self.memory().has_archived);
        match self.bug() {
            Some(Bug::NoSyncOfTheJournalFolder) if is_journal => Ok(()),
            Some(Bug::NoSyncOfFoldersAfterRenaming) if !is_journal => Ok(()),
            Some(Bug::EarlyArchiving) if has_archived => Ok(()),
            Some(Bug::FailedSyncIgnored) => self.sim.sync_folder(folder).or(Ok(())),
            _ => self.sim.sync_folder(folder),
        }
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        let is_file =
            ["people", "sessions", "w"].iter().any(|folder| to.parent().is_some_and(|it| it.ends_with(folder)));
        self.memory().has_archived = is_archive(to);
        match self.bug() {
            Some(Bug::WrittenInPlace) => Ok(()),
            Some(Bug::ListedBeforeWritten) if is_list(to) => {
                self.rename_and_sync(from, to)?;
                self.catch_up()
            }
            Some(Bug::LosersFirst) if is_list(to) => {
                self.catch_up()?;
                self.sim.rename(from, to)
            }
            Some(Bug::ListedBeforeWritten | Bug::LosersFirst) if is_file => self.wait(from, to),
            Some(Bug::EarlyTruncation) if is_list(to) => {
                let journals = to.with_file_name("journal");
                for entry in self.sim.list(&journals)?.iter().filter(|entry| is_journal(&journals.join(&entry.name))) {
                    self.sim.remove_file(&journals.join(&entry.name))?;
                }
                self.sim.rename(from, to)
            }
            _ => self.sim.rename(from, to),
        }
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.sim.remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.sim.remove_folder(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Held>>> {
        self.memory().is_armed = true;
        self.sim.lock(path)
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "only these need a disk that fails")]
fn find(bug: Bug) -> Option<String> {
    let wrap = move |sim: SimDisk| -> Arc<dyn Disk> { Arc::new(Buggy { sim, bug, memory: Arc::default() }) };
    let found = match bug {
        Bug::FailedSyncIgnored | Bug::FailedWriteIgnored => fail_everywhere(&wrap),
        _ => crash_everywhere(&wrap),
    };
    found.err()
}

#[test]
fn every_planted_mistake_is_found() {
    let missed: Vec<Bug> = ALL.into_iter().filter(|bug| find(*bug).is_none()).collect();
    assert!(missed.is_empty(), "not found: {missed:?}");
}
