//! Rewrites the readable files that changed, so that a crash at any moment loses no record.
//!
//! Every file is replaced as a whole, one after the other; `workspace.ron`, which lists them, comes last. A record
//! can pass from one file to another without an edit of its own, when its branch moves to another township. Then no
//! journal could bring it back if the file that loses it were written first. So files that gain are written before
//! files that lose; one that does both is first written with what it loses still in it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::disk::{Disk, replace};
use super::format::v1::{Head, Listed};
use super::format::write_v1;
use super::layout::{FileKey, FileNames, PEOPLE, Placed, SESSIONS, WORKSPACE, file_of_session, files_of, on_delta};
use super::problem::Failure;
use crate::model::{IdSource, Person, PersonId, Session, SessionId, Workspace};

/// A record that can pass from file to file without an edit of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moving {
    /// A person, whose file follows from the branch.
    Person(PersonId),
    /// A session with all that belongs to it.
    Session(SessionId),
}

/// A record in a file that is not, or soon no longer, its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stray {
    /// The file in which it stands.
    pub file: FileKey,
    /// Which record.
    pub record: Moving,
}

impl Moving {
    /// The file it belongs to; `None` if it is no more.
    fn file(self, workspace: &Workspace) -> Option<FileKey> {
        match self {
            Self::Person(id) => workspace.people.get(id).map(|person| person.file(workspace)),
            Self::Session(id) => Some(file_of_session(workspace, id)),
        }
    }
}

/// What the readable files hold.
#[derive(Clone, Debug)]
pub struct Written {
    /// The workspace they hold.
    pub workspace: Workspace,
    /// The sequence they include.
    pub sequence: u64,
    /// The files as `workspace.ron` lists them.
    pub files: Vec<Listed>,
    /// Whether they hold just that; if not, all are rewritten next.
    pub is_exact: bool,
    /// Where records may stand besides where they belong.
    pub strays: Vec<Stray>,
    /// Files that have yet to be removed.
    pub leftovers: Vec<String>,
}

/// Where a checkpoint goes.
pub struct Place<'a> {
    /// The disk.
    pub disk: &'a dyn Disk,
    /// The folder.
    pub folder: &'a Path,
    /// The folder's id.
    pub folder_id: &'a str,
    /// The id counters of other computers.
    pub ids: &'a [IdSource],
}

/// Brings the readable files to `workspace` as it is after the edit `sequence`, which must be safe in a journal.
///
/// # Errors
/// The file operation that failed. `written` then says that the files are to be rewritten, and nothing is lost.
pub fn checkpoint(
    place: &Place<'_>,
    written: &mut Written,
    workspace: &Workspace,
    sequence: u64,
) -> Result<(), Failure> {
    let names = FileNames::of(workspace);
    // A file must not be written over another township's before that one stands elsewhere: so when names pass from
    // one township to another, all files first go to names that are nobody else's.
    if names.takes_over(&FileNames::of(&written.workspace)) {
        rewrite(place, written, workspace, sequence, FileNames::apart(workspace))?;
    }
    rewrite(place, written, workspace, sequence, names)
}

fn rewrite(
    place: &Place<'_>,
    written: &mut Written,
    workspace: &Workspace,
    sequence: u64,
    names: FileNames,
) -> Result<(), Failure> {
    let plan = Plan::new(written, workspace, sequence, names);
    let leaving: Vec<Stray> = plan.leaving.iter().copied().collect();
    match plan.carry_out(place) {
        Ok((files, leftovers)) => {
            let workspace = workspace.clone();
            *written = Written { workspace, sequence, files, is_exact: true, strays: Vec::new(), leftovers };
            Ok(())
        }
        Err(failure) => {
            written.is_exact = false;
            let targets =
                leaving.iter().filter_map(|stray| Some(Stray { file: stray.record.file(workspace)?, ..*stray }));
            written.strays.extend(targets.chain(leaving.iter().copied()));
            written.strays.sort_unstable();
            written.strays.dedup();
            Err(failure)
        }
    }
}

struct Plan<'a> {
    workspace: &'a Workspace,
    sequence: u64,
    names: FileNames,
    /// All files the workspace fills.
    all: BTreeSet<FileKey>,
    dirty: BTreeSet<FileKey>,
    /// Records that a file holds and should not.
    leaving: BTreeSet<Stray>,
    /// Files that gain a record which another one loses.
    gaining: BTreeSet<FileKey>,
    listed: BTreeMap<String, u64>,
    leftovers: Vec<String>,
    people: BTreeMap<FileKey, Vec<&'a Person>>,
    sessions: BTreeMap<FileKey, Vec<&'a Session>>,
}

impl<'a> Plan<'a> {
    fn new(written: &Written, workspace: &'a Workspace, sequence: u64, names: FileNames) -> Self {
        let all = files_of(workspace);
        let (mut dirty, mut leaving) = changed_files(&written.workspace, workspace);
        let listed: BTreeMap<String, u64> =
            written.files.iter().map(|file| (file.path.clone(), file.sequence)).collect();
        let is_new = |key: &&FileKey| !written.is_exact || !listed.contains_key(&names.path(**key));
        dirty.extend(all.iter().filter(is_new).copied());
        dirty.retain(|key| all.contains(key));
        leaving.extend(written.strays.iter().copied());
        leaving.retain(|stray| stray.record.file(workspace).is_some_and(|file| file != stray.file));
        let gaining = leaving.iter().filter_map(|stray| stray.record.file(workspace)).collect();
        let leftovers = written.leftovers.clone();
        let (mut people, mut sessions) = (BTreeMap::<_, Vec<_>>::new(), BTreeMap::<_, Vec<_>>::new());
        if dirty.iter().any(|key| matches!(key, FileKey::People(_))) {
            for person in workspace.people.iter() {
                people.entry(person.file(workspace)).or_default().push(person);
            }
        }
        for session in workspace.sessions.iter() {
            sessions.entry(session.file(workspace)).or_default().push(session);
        }
        Self { workspace, sequence, names, all, dirty, leaving, gaining, listed, leftovers, people, sessions }
    }

    fn carry_out(mut self, place: &Place<'_>) -> Result<(Vec<Listed>, Vec<String>), Failure> {
        let loses = |key: &FileKey, plan: &Self| plan.leaving.iter().any(|stray| stray.file == *key);
        let (last, first): (Vec<_>, Vec<_>) = self.dirty.iter().copied().partition(|key| loses(key, &self));
        let both: Vec<_> = last.iter().copied().filter(|key| self.gaining.contains(key)).collect();
        let first: Vec<_> =
            first.into_iter().map(|key| (key, false)).chain(both.into_iter().map(|key| (key, true))).collect();
        let last: Vec<_> = last.into_iter().map(|key| (key, false)).collect();
        self.write_all(place, &first)?;
        self.write_all(place, &last)?;
        self.list_and_remove(place)
    }

    /// Writes files, with what they lose still in them where the second part says so, and syncs their folders.
    fn write_all(&mut self, place: &Place<'_>, files: &[(FileKey, bool)]) -> Result<(), Failure> {
        let mut folders = BTreeSet::new();
        for (key, with_leaving) in files {
            let path = self.names.path(*key);
            if let Some((folder, _)) = path.split_once('/')
                && folders.insert(place.folder.join(folder))
            {
                let folder = place.folder.join(folder);
                place.disk.create_folder(&folder).map_err(|error| Failure::new(&folder, &error))?;
            }
            folders.insert(place.folder.to_owned());
            let text = self.text(place, *key, *with_leaving);
            write(place, &path, &text)?;
            self.listed.insert(path, self.sequence);
        }
        sync_all(place, folders)
    }

    fn text(&self, place: &Place<'_>, key: FileKey, with_leaving: bool) -> ron::Result<String> {
        let head = Head { folder: place.folder_id.to_owned(), sequence: self.sequence };
        let leaving = self.leaving.iter().filter(|stray| with_leaving && stray.file == key);
        match key {
            FileKey::People(township) => {
                let mut people = self.people.get(&key).cloned().unwrap_or_default();
                people.extend(leaving.filter_map(|stray| match stray.record {
                    Moving::Person(id) => self.workspace.people.get(id),
                    Moving::Session(_) => None,
                }));
                people.sort_by_key(|person| person.id);
                write_v1::people_file(&head, township, &people)
            }
            FileKey::Sessions(township) => {
                let mut sessions = self.sessions.get(&key).cloned().unwrap_or_default();
                sessions.extend(leaving.filter_map(|stray| match stray.record {
                    Moving::Session(id) => self.workspace.sessions.get(id),
                    Moving::Person(_) => None,
                }));
                sessions.sort_by_key(|session| session.id);
                write_v1::sessions_file(self.workspace, &head, township, &sessions)
            }
            FileKey::Places => write_v1::places_file(self.workspace, &head),
            FileKey::Topics => write_v1::topics_file(self.workspace, &head),
            // Written last, by itself; it is never among the changed files.
            FileKey::Workspace => Ok(String::new()),
        }
    }

    /// Writes `workspace.ron`, and only then removes the files it no longer lists.
    fn list_and_remove(mut self, place: &Place<'_>) -> Result<(Vec<Listed>, Vec<String>), Failure> {
        let paths: BTreeSet<String> = self.all.iter().map(|key| self.names.path(*key)).collect();
        self.leftovers.extend(self.listed.keys().filter(|path| !paths.contains(*path)).cloned());
        self.leftovers.retain(|path| !paths.contains(path));
        self.listed.retain(|path, _| paths.contains(path));
        let files: Vec<Listed> =
            self.listed.iter().map(|(path, sequence)| Listed { path: path.clone(), sequence: *sequence }).collect();
        let head = Head { folder: place.folder_id.to_owned(), sequence: self.sequence };
        let mut ids = place.ids.to_vec();
        ids.push(self.workspace.ids);
        ids.sort_by_key(|source| source.device);
        let text = write_v1::workspace_file(self.workspace, &head, &ids, (&files, &self.leftovers));
        write(place, WORKSPACE, &text)?;
        sync_all(place, [place.folder.to_owned()])?;
        // What cannot be removed now is removed another time; it is listed as not counting.
        self.leftovers.retain(|path| place.disk.remove_file(&place.folder.join(path)).is_err());
        Ok((files, self.leftovers))
    }
}

fn write(place: &Place<'_>, path: &str, text: &ron::Result<String>) -> Result<(), Failure> {
    let path = place.folder.join(path);
    let done = match text {
        Ok(text) => replace(place.disk, &path, text.as_bytes()),
        Err(error) => Err(std::io::Error::other(error.to_string())),
    };
    done.map_err(|error| Failure::new(path, &error))
}

fn sync_all(place: &Place<'_>, folders: impl IntoIterator<Item = PathBuf>) -> Result<(), Failure> {
    for folder in folders {
        place.disk.sync_folder(&folder).map_err(|error| Failure::new(folder, &error))?;
    }
    Ok(())
}

/// The files in which two versions of a workspace differ, and the people and sessions that pass between files.
fn changed_files(before: &Workspace, after: &Workspace) -> (BTreeSet<FileKey>, BTreeSet<Stray>) {
    let (mut dirty, mut leaving) = (BTreeSet::new(), BTreeSet::new());
    for change in before.changes_to(after) {
        on_delta!(&change,
            programme(_, _) => {},
            delta => {
                dirty.extend(delta.before().map(|record| record.file(before)));
                dirty.extend(delta.after().map(|record| record.file(after)));
            }
        );
        if let crate::model::Change::Session(delta) = &change {
            // What belongs to a session goes where it goes, and to the district's file when it is gone.
            let file = file_of_session(before, delta.key());
            dirty.extend([file, file_of_session(after, delta.key())]);
            leaving.insert(Stray { file, record: Moving::Session(delta.key()) });
        }
    }
    let is_moved =
        !before.branches.is_same_version(&after.branches) || !before.townships.is_same_version(&after.townships);
    if is_moved {
        let people = before.people.iter().map(|person| (Moving::Person(person.id), person.file(before)));
        let sessions = before.sessions.iter().map(|session| (Moving::Session(session.id), session.file(before)));
        for (record, file) in people.chain(sessions) {
            if let Some(now) = record.file(after).filter(|now| *now != file) {
                leaving.insert(Stray { file, record });
                dirty.extend([file, now]);
            }
        }
    }
    (dirty, leaving)
}

/// The folders that files lie in.
pub fn folders(folder: &Path) -> [PathBuf; 2] {
    [folder.join(PEOPLE), folder.join(SESSIONS)]
}
