//! Opening a folder: reads the files, puts them together, carries out what they lack of the journals, and says what
//! is wrong. Writes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::archive;
use super::checkpoint::{Moving, Stray};
use super::disk::Disk;
use super::format::v1::{self, Head, Listed, Parsed};
use super::journal::{self, Chain, Journal, Line};
use super::layout::{FileKey, FileNames, JOURNAL, PEOPLE, Placed, SESSIONS, WORKSPACE};
use super::problem::{Failure, Notice, Problem, ProblemCode, StoreError};
use super::replay::{Included, merge, places, replay, see_all_ids};
use super::text::position;
use crate::model::{DeviceCode, IdSource, Workspace};

/// A folder as it was found.
#[derive(Debug)]
pub struct Opened {
    /// The workspace, with all that the journals hold.
    pub workspace: Workspace,
    /// The id of the folder.
    pub folder_id: String,
    /// The id counters of all computers.
    pub ids: Vec<IdSource>,
    /// The last sequence that all files include.
    pub base: u64,
    /// The last sequence there is.
    pub end: u64,
    /// The files as `workspace.ron` lists them.
    pub files: Vec<Listed>,
    /// Files that a checkpoint was done with and had yet to remove.
    pub leftovers: Vec<String>,
    /// The edits beyond `base`.
    pub tail: Vec<Line>,
    /// The emergency journal on this computer that is done with once the tail is written.
    pub emergency: Option<PathBuf>,
    /// The journals that nothing needs any more, by file name.
    pub done_journals: Vec<String>,
    /// Whether the files are just what a checkpoint of the workspace would leave.
    pub is_at_rest: bool,
    /// Records that stand in another file than where a checkpoint would put them.
    pub strays: Vec<Stray>,
    /// What is wrong.
    pub problems: Vec<Problem>,
    /// What happened.
    pub notices: Vec<Notice>,
}

/// Reads a folder.
///
/// # Errors
/// When the folder is not there, is no workspace, or its `workspace.ron` or a journal cannot be read.
pub fn load(disk: &dyn Disk, folder: &Path, device: DeviceCode) -> Result<Opened, StoreError> {
    let texts = Texts::read(disk, folder)?;
    let (parsed, problems) = parse_all(&texts);
    let Some(main) = parsed.iter().find(|file| file.path == WORKSPACE) else {
        return Err(StoreError::Damaged(problems));
    };
    let Some(programme) = main.records.programme.as_ref().filter(|_| main.problems.is_empty()) else {
        return Err(StoreError::Damaged(main.problems.clone()));
    };
    let mut ids: Vec<IdSource> = main.records.ids.iter().map(|found| *found.record).collect();
    let mut opening = Opening::new(main, problems);
    let files = opening.choose(&parsed, &texts);
    let mut workspace = Workspace::new(device, programme.record.as_ref().clone());
    let twice = merge(&mut workspace, &files, &mut opening.included);
    opening.problems.extend(twice.into_iter().map(|problem| texts.with_lines(problem)));
    see_all_ids(&workspace, &mut ids);
    workspace.ids.next = ids.iter().find(|source| source.device == device).map_or(1, |source| source.next);

    let (chain, done_journals) = read_chain(disk, folder, &opening.included)?;
    let needs = opening.included.lowest();
    opening.replay(&mut workspace, &chain.lines);
    opening.tell_of(&chain);
    opening.faults(&workspace, &files, &texts);

    let end = opening.highest().max(chain.lines.last().map_or(0, |line| line.sequence));
    let tail: Vec<Line> = chain.lines.into_iter().filter(|line| line.sequence > opening.base).collect();
    if !tail.is_empty() {
        opening.notices.push(Notice::Recovered { n_edits: tail.len() });
    }
    ids.retain(|source| source.device != device);
    let (is_in_place, strays) = misplaced(&workspace, &files);
    let is_at_rest = end == opening.base
        && needs == opening.base
        && opening.leftovers.is_empty()
        && is_in_place
        && !opening.problems.iter().any(Problem::is_lost_by_rewriting);
    Ok(Opened {
        workspace,
        folder_id: main.head.folder.clone(),
        ids,
        base: opening.base,
        end,
        files: opening.listed.values().cloned().collect(),
        leftovers: opening.leftovers,
        tail,
        emergency: None,
        done_journals,
        is_at_rest,
        strays,
        problems: opening.problems,
        notices: opening.notices,
    })
}

/// The texts of the files by path.
struct Texts {
    texts: Vec<(String, String)>,
    problems: Vec<Problem>,
}

impl Texts {
    fn read(disk: &dyn Disk, folder: &Path) -> Result<Self, StoreError> {
        let fail = |error| StoreError::Io(Failure::new(folder, &error));
        let entries = disk.list(folder).map_err(|error| {
            let is_absent = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory);
            if is_absent { StoreError::NoSuchFolder(folder.to_owned()) } else { fail(error) }
        })?;
        if !entries.iter().any(|entry| entry.name == WORKSPACE && !entry.is_folder) {
            return Err(StoreError::NotAWorkspace(folder.to_owned()));
        }
        let has = |name: &str| entries.iter().any(|entry| entry.name == name);
        let mut paths: Vec<String> = [WORKSPACE, "places.ron", "topics.ron"].map(str::to_owned).to_vec();
        paths.retain(|path| has(path));
        for part in [PEOPLE, SESSIONS] {
            if has(part) {
                let files = disk.list(&folder.join(part)).map_err(fail)?;
                let names = files.into_iter().filter(|file| !file.is_folder && has_extension(&file.name, "ron"));
                paths.extend(names.map(|file| format!("{part}/{}", file.name)));
            }
        }
        let mut found = Self { texts: Vec::new(), problems: Vec::new() };
        for path in paths {
            match disk.read(&folder.join(&path)) {
                Ok(bytes) => found.push(path, bytes),
                Err(error) => {
                    let failure = Failure::new(folder.join(&path), &error);
                    found.problems.push(Problem::of_file(path, ProblemCode::FileFailed(failure)));
                }
            }
        }
        Ok(found)
    }

    fn push(&mut self, path: String, bytes: Vec<u8>) {
        match String::from_utf8(bytes) {
            Ok(text) => {
                // Windows' editor puts a byte order mark first.
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                self.texts.push((path, text));
            }
            Err(_not_utf8) => self.problems.push(Problem::of_file(path, ProblemCode::NotText)),
        }
    }

    fn line(&self, path: &str, at: usize) -> Option<u32> {
        self.texts.iter().find(|(known, _)| known == path).map(|(_, text)| position(text, at).0)
    }

    /// Turns the bytes that a problem names into lines.
    fn with_lines(&self, mut problem: Problem) -> Problem {
        problem.line = problem.line.and_then(|at| self.line(&problem.file, at as usize));
        if let ProblemCode::Duplicate { first_file, first_line, .. } = &mut problem.code {
            *first_line = first_line.and_then(|at| self.line(first_file, at as usize));
        }
        problem
    }
}

/// Parses all files, several at a time, in a stable order.
fn parse_all(texts: &Texts) -> (Vec<Parsed>, Vec<Problem>) {
    let n_bytes: usize = texts.texts.iter().map(|(_, text)| text.len()).sum();
    // A thread is worth its start from some hundred kilobytes on.
    let n_threads = std::thread::available_parallelism().map_or(1, usize::from).min(4).min(1 + n_bytes / 400_000);
    let (next, parsed) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || {
        while let Some((index, (path, text))) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|index| Some((index, texts.texts.get(index)?)))
        {
            let file = v1::read(path, text);
            parsed.lock().unwrap_or_else(PoisonError::into_inner).push((index, file));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..n_threads {
            scope.spawn(work);
        }
        work();
    });
    let mut parsed = parsed.into_inner().unwrap_or_else(PoisonError::into_inner);
    parsed.sort_by_key(|(index, _)| *index);
    let (mut files, mut problems) = (Vec::new(), texts.problems.clone());
    for (_, file) in parsed {
        match file {
            Ok(file) => {
                problems.extend(file.problems.iter().cloned());
                files.push(file);
            }
            Err(problem) => problems.push(problem),
        }
    }
    (files, problems)
}

struct Opening {
    folder_id: String,
    base: u64,
    listed: BTreeMap<String, Listed>,
    removed: BTreeSet<String>,
    included: Included,
    leftovers: Vec<String>,
    problems: Vec<Problem>,
    notices: Vec<Notice>,
}

impl Opening {
    fn new(main: &Parsed, problems: Vec<Problem>) -> Self {
        let listed = main.records.files.iter().map(|found| (found.record.path.clone(), found.record.as_ref().clone()));
        let Head { folder, sequence } = main.head.clone();
        Self {
            folder_id: folder,
            base: sequence,
            listed: listed.collect(),
            removed: main.records.removed.iter().map(|found| found.record.as_ref().clone()).collect(),
            included: Included::of_base(sequence),
            leftovers: Vec::new(),
            problems,
            notices: Vec::new(),
        }
    }

    /// The files that count, each with the sequence it includes.
    fn choose<'a>(&mut self, parsed: &'a [Parsed], texts: &Texts) -> Vec<(u64, &'a Parsed)> {
        let mut files = Vec::new();
        for file in parsed {
            let path = &file.path;
            let sequence = file.head.sequence;
            let included = match self.listed.get(path) {
                _ if path == WORKSPACE => self.base,
                _ if file.head.folder != self.folder_id => {
                    self.problems.push(Problem::of_file(path, ProblemCode::ForeignFile));
                    continue;
                }
                // Not rewritten since the list was: nothing up to the list's own sequence concerned it.
                Some(listed) if listed.sequence == sequence => self.base.max(sequence),
                Some(_) => sequence,
                // Written by a checkpoint that did not live to list it.
                None if sequence > self.base || self.listed.is_empty() => sequence,
                None if self.removed.contains(path) => {
                    self.leftovers.push(path.clone());
                    continue;
                }
                None => {
                    self.notices.push(Notice::UnknownFile { file: path.clone() });
                    continue;
                }
            };
            let known = self.included.files.entry(file.key).or_insert(included);
            *known = included.max(*known);
            files.push((included, file));
        }
        let there = |path: &String| {
            texts.texts.iter().any(|(known, _)| known == path) || texts.problems.iter().any(|known| known.file == *path)
        };
        for path in self.listed.keys().filter(|path| !there(path)) {
            self.problems.push(Problem::of_file(path, ProblemCode::FileMissing));
        }
        files
    }

    fn highest(&self) -> u64 {
        self.included.files.values().copied().max().unwrap_or(0).max(self.base)
    }

    fn replay(&mut self, workspace: &mut Workspace, lines: &[Line]) {
        let lowest = self.included.lowest();
        let mut before = None;
        for line in lines.iter().filter(|line| line.sequence > lowest) {
            let has_gap = before.is_some_and(|before| before + 1 != line.sequence);
            let Some(edit) = line.parse().filter(|_| !has_gap) else {
                self.problems.push(Problem::of_file(JOURNAL, ProblemCode::JournalDamaged));
                return;
            };
            replay(workspace, &mut self.included, line.sequence, &edit);
            before = Some(line.sequence);
        }
    }

    fn tell_of(&mut self, chain: &Chain) {
        let path = |name: String| format!("{JOURNAL}/{name}");
        if let Some((head, n_bytes)) = &chain.torn {
            let code = ProblemCode::TornTail { n_bytes: *n_bytes };
            self.problems.push(Problem::of_file(path(head.file_name()), code));
        }
        for (head, n_edits) in &chain.forks {
            let code = ProblemCode::JournalForked { n_edits: *n_edits };
            self.problems.push(Problem::of_file(path(head.file_name()), code));
        }
    }

    /// Lists what is impossible, with the line where it stands.
    fn faults(&mut self, workspace: &Workspace, files: &[(u64, &Parsed)], texts: &Texts) {
        let faults = workspace.faults();
        if faults.is_empty() {
            return;
        }
        let places = places(files.iter().map(|(_, file)| *file));
        for fault in faults {
            let (file, at) = match places.get(&(fault.table, fault.key.clone())) {
                Some((file, at)) => (file.clone(), Some(*at)),
                None => (String::new(), None),
            };
            let line = at.and_then(|at| texts.line(&file, at));
            let code = ProblemCode::Fault { table: fault.table, key: fault.key, reason: fault.reason };
            self.problems.push(Problem { file, line, column: None, code });
        }
    }
}

/// Whether everything stands where a checkpoint would put it, and the people and sessions that do not.
fn misplaced(workspace: &Workspace, files: &[(u64, &Parsed)]) -> (bool, Vec<Stray>) {
    let names = FileNames::of(workspace);
    let mut strays = Vec::new();
    let mut is_in_place = true;
    for (_, file) in files {
        let records = &file.records;
        let is_elsewhere = |key: FileKey| key != file.key;
        let people = records.people.iter().filter(|found| is_elsewhere(found.record.file(workspace)));
        strays.extend(people.map(|found| Stray { file: file.key, record: Moving::Person(found.record.id) }));
        let sessions = records.sessions.iter().map(|block| &block.session.record);
        let sessions = sessions.filter(|session| is_elsewhere(session.file(workspace)));
        strays.extend(sessions.map(|session| Stray { file: file.key, record: Moving::Session(session.id) }));
        is_in_place &= names.path(file.key) == file.path
            && !records.costs.iter().any(|found| is_elsewhere(found.record.file(workspace)))
            && !records.head_counts.iter().any(|found| is_elsewhere(found.record.file(workspace)));
    }
    (is_in_place && strays.is_empty(), strays)
}

/// The edits that the journals hold, and the journals that nothing needs any more.
fn read_chain(disk: &dyn Disk, folder: &Path, included: &Included) -> Result<(Chain, Vec<String>), StoreError> {
    let (lowest, base) = (included.lowest(), included.base);
    let live = read_live(disk, folder)?;
    let is_done = |journal: &Journal| lowest >= base && journal.last() <= base;
    let done = live.iter().filter(|(_, journal)| journal.as_ref().is_none_or(is_done));
    let done = done.map(|(name, _)| name.clone()).collect();
    let mut journals: Vec<Journal> = live.into_iter().filter_map(|(_, journal)| journal).collect();
    if lowest < base && !journals.iter().any(|journal| journal.head.after <= lowest) {
        journals.extend(read_archived(disk, folder)?);
    }
    Ok((journal::chain(journals), done))
}

/// The journals that are not archived, by file name; `None`: not even the head can be read.
fn read_live(disk: &dyn Disk, folder: &Path) -> Result<Vec<(String, Option<Journal>)>, StoreError> {
    let mut journals = Vec::new();
    for name in journal_names(disk, folder)?.into_iter().filter(|name| has_extension(name, "ron")) {
        let path = folder.join(JOURNAL).join(&name);
        let bytes = disk.read(&path).map_err(|error| Failure::new(&path, &error))?;
        journals.push((name, journal::read(&bytes)));
    }
    Ok(journals)
}

fn read_archived(disk: &dyn Disk, folder: &Path) -> Result<Vec<Journal>, StoreError> {
    let mut journals = Vec::new();
    for name in journal_names(disk, folder)?.into_iter().filter(|name| has_extension(name, "zip")) {
        let path = folder.join(JOURNAL).join(&name);
        let bytes = disk.read(&path).map_err(|error| Failure::new(&path, &error))?;
        let files = archive::unpack(&bytes).ok_or_else(|| StoreError::BadBackup(path.clone()))?;
        journals.extend(files.iter().filter_map(|(_, bytes)| journal::read(bytes)));
    }
    Ok(journals)
}

/// Whether a file name ends so, in capitals or not.
pub fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The names of all journals of a folder, archived or not.
///
/// # Errors
/// Any I/O error but a journals' folder that is not there.
pub fn journal_names(disk: &dyn Disk, folder: &Path) -> Result<Vec<String>, Failure> {
    let path = folder.join(JOURNAL);
    match disk.list(&path) {
        Ok(entries) => Ok(entries.into_iter().filter(|entry| !entry.is_folder).map(|entry| entry.name).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(Failure::new(path, &error)),
    }
}

/// All edits of a folder, the archived ones too: the audit trail, and what undo remembers.
///
/// # Errors
/// When a journal or an archive cannot be read.
pub fn read_history(disk: &dyn Disk, folder: &Path) -> Result<Chain, StoreError> {
    let mut journals = read_archived(disk, folder)?;
    journals.extend(read_live(disk, folder)?.into_iter().filter_map(|(_, journal)| journal));
    Ok(journal::chain(journals))
}
