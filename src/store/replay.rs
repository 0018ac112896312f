//! From what the files and the journals hold to one workspace: which copy of a record counts, and which edits it
//! still lacks.
//!
//! Files are rewritten one at a time, so after a crash each may include another sequence. A record counts from the
//! file with the highest; an edit is carried out on a record only if the file it came from does not include it yet.
//! Carrying out means setting the record to what it was after the edit, so what is there already does no harm.

use std::collections::BTreeMap;

use super::format::v1::{Found, Parsed};
use super::layout::{FileKey, HasId, Placed, on_delta};
use super::problem::{Problem, ProblemCode};
use crate::model::workspace::Keeps;
use crate::model::{
    Change, CostId, CostLine, Delta, Edit, Enrolment, HeadCount, HeadCountId, IdSource, Mark, Person, PersonId, Record,
    Session, SessionId, TableName, Workspace,
};

/// Which sequence each file, and each record out of several files, includes.
#[derive(Debug, Default)]
pub struct Included {
    /// What a file includes that is not there, because it never was.
    pub base: u64,
    /// What each file includes.
    pub files: BTreeMap<FileKey, u64>,
    people: BTreeMap<PersonId, u64>,
    sessions: BTreeMap<SessionId, u64>,
    costs: BTreeMap<CostId, u64>,
    head_counts: BTreeMap<HeadCountId, u64>,
}

impl Included {
    /// What is included if nothing else is known.
    pub fn of_base(base: u64) -> Self {
        Self { base, ..Self::default() }
    }

    /// The lowest sequence of any file.
    pub fn lowest(&self) -> u64 {
        self.files.values().copied().min().unwrap_or(self.base)
    }

    fn is_mixed(&self) -> bool {
        self.files.values().any(|sequence| *sequence != self.base)
    }

    fn by_file<R: Placed>(&self, record: &R, workspace: &Workspace) -> u64 {
        self.files.get(&record.file(workspace)).copied().unwrap_or(self.base)
    }
}

/// A record of which is known what the file it came from includes.
trait Replayed: Placed {
    fn included(&self, _included: &Included) -> Option<u64> {
        None
    }

    fn note(&self, _included: &mut Included, _sequence: u64) {}
}

macro_rules! by_file {
    ($($record:ident,)*) => { $(impl Replayed for crate::model::$record {})* };
}
by_file! { Cohort, RuleSet, Township, Branch, Venue, Trainer, Course, Blackout, Holiday, Topic, }

macro_rules! by_id {
    ($($record:ident in $map:ident,)*) => {$(
        impl Replayed for $record {
            fn included(&self, included: &Included) -> Option<u64> {
                included.$map.get(&self.id).copied()
            }

            fn note(&self, included: &mut Included, sequence: u64) {
                included.$map.insert(self.id, sequence);
            }
        }
    )*};
}
by_id! { Person in people, Session in sessions, CostLine in costs, HeadCount in head_counts, }

impl Replayed for Enrolment {
    fn included(&self, included: &Included) -> Option<u64> {
        included.sessions.get(&self.session).copied()
    }
}

impl Replayed for Mark {
    fn included(&self, included: &Included) -> Option<u64> {
        included.sessions.get(&self.session).copied()
    }
}

/// Where the first of two records with one key was found.
type Places = BTreeMap<(TableName, String), (String, usize)>;

/// Fills the tables from the files, the one with the highest sequence first. Lists records found twice at one sequence.
pub fn merge(workspace: &mut Workspace, files: &[(u64, &Parsed)], included: &mut Included) -> Vec<Problem> {
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|index| std::cmp::Reverse(files[*index].0));
    let mut merge = Merge { workspace, is_mixed: included.is_mixed(), included, twice: Vec::new(), at: (0, 0) };
    for index in order {
        let (sequence, file) = files[index];
        merge.at = (index, sequence);
        merge.file(file);
    }
    let twice = std::mem::take(&mut merge.twice);
    let places = if twice.is_empty() { Places::new() } else { places(files.iter().map(|(_, file)| *file)) };
    let problem = |Twice { index, table, key, at, is_same }: Twice| {
        let (first_file, first_at) = places.get(&(table, key.clone())).cloned().unwrap_or_default();
        let path = files[index].1.path.clone();
        // A checkpoint writes a record that moves into its new file before it takes it out of the old one.
        if is_same && first_file != path {
            return None;
        }
        // The lines follow once the texts are at hand; until then they hold the bytes.
        let code = ProblemCode::Duplicate { table, key, first_file, first_line: Some(first_at as u32) };
        Some(Problem { file: path, line: Some(at as u32), column: None, code })
    };
    twice.into_iter().filter_map(problem).collect()
}

/// A record whose key was known already.
struct Twice {
    index: usize,
    table: TableName,
    key: String,
    at: usize,
    /// Whether it is in no way different from the first.
    is_same: bool,
}

struct Merge<'a> {
    workspace: &'a mut Workspace,
    included: &'a mut Included,
    is_mixed: bool,
    twice: Vec<Twice>,
    /// The file that is being merged, and what it includes.
    at: (usize, u64),
}

impl Merge<'_> {
    fn file(&mut self, file: &Parsed) {
        let records = &file.records;
        if let Some(programme) = &records.programme {
            self.workspace.programme = programme.record.clone();
        }
        self.all(&records.cohorts);
        self.all(&records.rule_sets);
        self.all(&records.townships);
        self.all(&records.branches);
        self.all(&records.venues);
        self.all(&records.trainers);
        self.all(&records.courses);
        self.all(&records.blackouts);
        self.all(&records.holidays);
        self.all(&records.people);
        self.all(&records.head_counts);
        self.all(&records.costs);
        self.all(&records.stray_enrolments);
        self.all(&records.stray_marks);
        self.all(&records.topics);
        for block in &records.sessions {
            // A session is taken whole or not at all: an older copy may hold enrolments that are gone.
            let is_older = self.is_mixed
                && self.included.sessions.get(&block.session.record.id).is_some_and(|known| *known > self.at.1);
            if !is_older {
                self.all(std::slice::from_ref(&block.session));
                self.all(&block.enrolments);
                self.all(&block.marks);
            }
        }
    }

    fn all<R: Replayed>(&mut self, found: &[Found<R>])
    where
        Workspace: Keeps<R>,
    {
        for Found { record, at } in found {
            let key = record.key();
            let table: &mut crate::model::Table<R> = self.workspace.table_mut();
            if !table.has(key) {
                table.put_shared(record.clone());
                if self.is_mixed {
                    record.note(self.included, self.at.1);
                }
            } else if !self.is_mixed || record.included(self.included).is_none_or(|known| known == self.at.1) {
                let is_same = table.get(key) == Some(record.as_ref());
                let (index, table, key) = (self.at.0, R::TABLE, format!("{key:?}"));
                self.twice.push(Twice { index, table, key, at: *at, is_same });
            }
        }
    }
}

/// Where each record stands in the files.
pub fn places<'a>(files: impl Iterator<Item = &'a Parsed>) -> Places {
    let mut places = Places::new();
    for file in files {
        let records = &file.records;
        let mut put = |table, key: String, at| {
            places.entry((table, key)).or_insert_with(|| (file.path.clone(), at));
        };
        macro_rules! all {
            ($($found:expr),*) => {$(for found in $found { put(table_of(found), format!("{:?}", found.key()), found.at); })*};
        }
        all!(&records.cohorts, &records.rule_sets, &records.townships, &records.branches, &records.venues);
        all!(&records.trainers, &records.courses, &records.blackouts, &records.holidays, &records.people);
        all!(&records.head_counts, &records.costs, &records.stray_enrolments, &records.stray_marks, &records.topics);
        for block in &records.sessions {
            all!(std::slice::from_ref(&block.session), &block.enrolments, &block.marks);
        }
        if let Some(programme) = &records.programme {
            put(TableName::Programme, String::new(), programme.at);
        }
    }
    places
}

fn table_of<R: Record>(_found: &Found<R>) -> TableName {
    R::TABLE
}

/// Carries out on each record what it lacks of an edit.
pub fn replay(workspace: &mut Workspace, included: &mut Included, sequence: u64, edit: &Edit) {
    for change in &edit.changes {
        on_delta!(change,
            programme(_, after) => {
                let known = included.files.get(&FileKey::Workspace).copied().unwrap_or(included.base);
                if sequence > known {
                    workspace.programme = after.clone();
                }
            },
            delta => replay_one(workspace, included, sequence, delta)
        );
        see_ids(&mut workspace.ids, change);
    }
}

fn replay_one<R: Replayed>(workspace: &mut Workspace, included: &mut Included, sequence: u64, delta: &Delta<R>)
where
    Workspace: Keeps<R>,
{
    let Some(record) = delta.after().or(delta.before()) else { return };
    let known = record.included(included).unwrap_or_else(|| included.by_file(record, workspace));
    if sequence <= known {
        return;
    }
    match delta.after_shared() {
        Some(after) => {
            // Later edits of this record are judged by the same file, wherever it has moved by then.
            after.note(included, known);
            workspace.table_mut().put_shared(after.clone());
        }
        None => drop(Keeps::<R>::table_mut(workspace).remove(delta.key())),
    }
}

/// Makes sure that no id an edit names is given out again.
pub fn see_ids(ids: &mut IdSource, change: &Change) {
    let id = on_delta!(change, programme(_, _) => None, delta => delta.key().id());
    if let Some((device, counter)) = id
        && device == ids.device
    {
        ids.next = ids.next.max(counter + 1);
    }
}

/// The id counters that all records of a workspace ask for, after those that are known.
pub fn see_all_ids(workspace: &Workspace, ids: &mut Vec<IdSource>) {
    let mut see = |id: Option<(crate::model::DeviceCode, u64)>| {
        let Some((device, counter)) = id else { return };
        match ids.iter_mut().find(|source| source.device == device) {
            Some(source) => source.next = source.next.max(counter + 1),
            None => ids.push(IdSource { device, next: counter + 1 }),
        }
    };
    macro_rules! all {
        ($($table:ident),*) => {$(for record in workspace.$table.iter() { see(record.key().id()); })*};
    }
    all!(cohorts, townships, branches, people, venues, trainers, courses, blackouts, rule_sets, sessions);
    all!(head_counts, costs, topics);
}
