//! Format 1: sections of records, one record a line; what is read from such a file. [`super::write_v1`] writes it.
//!
//! Enrolments stand inside their session, each with its marks as one text, a character a slot.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{FORMAT, parse};
use crate::model::{
    Blackout, Branch, Cohort, CohortId, CostLine, Course, Enrolment, EnrolmentState, HeadCount, Holiday, IdSource,
    Mark, MarkKind, Person, PersonId, Programme, Record, RuleSet, Session, SlotNo, Topic, Township, TownshipId,
    Trainer, Venue,
};
use crate::store::layout::{FileKey, PEOPLE, SESSIONS};
use crate::store::problem::{Cause, Problem, ProblemCode};
use crate::store::text::{Field, Flaw, Piece, position, split};

/// What every file says of itself first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The id of the folder; tells copies of one workspace from another workspace.
    pub folder: String,
    /// The last journal sequence whose edits the file holds.
    pub sequence: u64,
}

/// One line of the list of files in `workspace.ron`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// The path, relative to the folder.
    pub path: String,
    /// The sequence the file had when the list was written.
    pub sequence: u64,
}

/// A record and where in its file it begins.
#[derive(Clone, Debug)]
pub struct Found<R> {
    /// The record, shared with the table it goes to.
    pub record: Arc<R>,
    /// Its first byte.
    pub at: usize,
}

impl<R: Record> Found<R> {
    /// The record's key.
    pub fn key(&self) -> R::Key {
        self.record.key()
    }
}

/// A session with all that stands inside it.
#[derive(Clone, Debug)]
pub struct Block {
    /// The session.
    pub session: Found<Session>,
    /// Its enrolments.
    pub enrolments: Vec<Found<Enrolment>>,
    /// Its marks, each found where its enrolment is.
    pub marks: Vec<Found<Mark>>,
}

macro_rules! sections {
    ($($field:ident: $record:ty,)*) => {
        /// The records of one file.
        #[derive(Clone, Debug, Default)]
        #[expect(missing_docs, reason = "each is named after the table it goes to")]
        pub struct Records {
            pub programme: Option<Found<Programme>>,
            pub ids: Vec<Found<IdSource>>,
            pub files: Vec<Found<Listed>>,
            pub removed: Vec<Found<String>>,
            $(pub $field: Vec<Found<$record>>,)*
            pub sessions: Vec<Block>,
        }

        impl Reader<'_> {
            fn section(&mut self, field: &Field<'_>) {
                match field.name {
                    "format" | "folder" | "sequence" | "township" => {}
                    "programme" => self.records.programme = self.one(field.value),
                    "ids" => self.records.ids = self.all(field),
                    "files" => self.records.files = self.all(field),
                    "removed" => self.records.removed = self.all(field),
                    "sessions" => self.sessions(field),
                    $(stringify!($field) => {
                        let found = self.all(field);
                        self.records.$field.extend(found);
                    })*
                    other => self.unknown(other, field.value.start),
                }
            }
        }
    };
}

sections! {
    cohorts: Cohort,
    rule_sets: RuleSet,
    townships: Township,
    branches: Branch,
    venues: Venue,
    trainers: Trainer,
    courses: Course,
    blackouts: Blackout,
    holidays: Holiday,
    people: Person,
    head_counts: HeadCount,
    costs: CostLine,
    stray_enrolments: Enrolment,
    stray_marks: Mark,
    topics: Topic,
}

/// A file that was taken apart.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// Its path, relative to the folder.
    pub path: String,
    /// Which file it is.
    pub key: FileKey,
    /// What it says of itself.
    pub head: Head,
    /// What could be read of it.
    pub records: Records,
    /// What could not.
    pub problems: Vec<Problem>,
}

/// Reads a file as far as it can be read.
///
/// # Errors
/// The problem that keeps anything from being read: a newer format, or text that does not come apart.
#[expect(clippy::result_large_err, reason = "one a file, and not on a hot path")]
pub fn read(path: &str, text: &str) -> Result<Parsed, Problem> {
    let problem = |flaw: Flaw| problem_at(path, text, flaw.at, ProblemCode::Unreadable(flaw.cause));
    let fields = split(Piece { text, start: 0 }).map_err(problem)?;
    let value = |name: &str| fields.iter().find(|field| field.name == name).map(|field| field.value);
    let missing = |name: &str| problem(Flaw { at: 0, cause: Cause::MissingField(name.to_owned()) });
    let format: u32 = parse(value("format").ok_or_else(|| missing("format"))?).map_err(problem)?;
    if format > FORMAT {
        return Err(Problem::of_file(path, ProblemCode::Newer { found: format, known: FORMAT }));
    }
    let folder = parse(value("folder").ok_or_else(|| missing("folder"))?).map_err(problem)?;
    let sequence = parse(value("sequence").ok_or_else(|| missing("sequence"))?).map_err(problem)?;
    let township = value("township").map(parse::<TownshipId>).transpose().map_err(problem)?;
    let head = Head { folder, sequence };
    let mut reader = Reader { path, text, records: Records::default(), problems: Vec::new() };
    for field in &fields {
        reader.section(field);
    }
    let Reader { records, problems, .. } = reader;
    Ok(Parsed { path: path.to_owned(), key: key_of(path, township), head, records, problems })
}

fn key_of(path: &str, township: Option<TownshipId>) -> FileKey {
    match path.split_once('/') {
        Some((PEOPLE, _)) => FileKey::People(township),
        Some((SESSIONS, _)) => FileKey::Sessions(township),
        _ if path.starts_with("places") => FileKey::Places,
        _ if path.starts_with("topics") => FileKey::Topics,
        _ => FileKey::Workspace,
    }
}

/// A problem at a byte of a file.
pub fn problem_at(path: &str, text: &str, at: usize, code: ProblemCode) -> Problem {
    let (line, column) = position(text, at);
    Problem { file: path.to_owned(), line: Some(line), column: Some(column), code }
}

/// An enrolment inside its session. `marks` has a character for each slot of the session, in their order.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnrolledLine {
    pub person: PersonId,
    pub cohort: CohortId,
    pub state: EnrolmentState,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joined: Option<SlotNo>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_walk_in: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub marks: String,
}

/// The characters of the marks, in the order of [`MarkKind::ALL`].
pub(super) const MARKS: [char; 9] = ['到', '迟', '退', '病', '事', '公', '缺', '送', '补'];
/// The character of a slot without a mark.
pub(super) const NO_MARK: char = '·';

struct Reader<'a> {
    path: &'a str,
    text: &'a str,
    records: Records,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn flaw(&mut self, flaw: Flaw) {
        self.problems.push(problem_at(self.path, self.text, flaw.at, ProblemCode::Unreadable(flaw.cause)));
    }

    fn unknown(&mut self, name: &str, at: usize) {
        self.flaw(Flaw { at, cause: Cause::UnknownField { found: name.to_owned(), expected: Vec::new() } });
    }

    fn one<R: DeserializeOwned>(&mut self, piece: Piece<'_>) -> Option<Found<R>> {
        match parse(piece) {
            Ok(record) => Some(Found { record: Arc::new(record), at: piece.start }),
            Err(flaw) => {
                self.flaw(flaw);
                None
            }
        }
    }

    fn all<R: DeserializeOwned>(&mut self, field: &Field<'_>) -> Vec<Found<R>> {
        if !field.value.text.starts_with('[') {
            self.flaw(Flaw { at: field.value.start, cause: Cause::Other("expected `[`".to_owned()) });
        }
        let mut all = Vec::with_capacity(field.elements.len());
        all.extend(field.elements.iter().filter_map(|piece| self.one(*piece)));
        all
    }

    fn sessions(&mut self, field: &Field<'_>) {
        for element in &field.elements {
            match split(*element) {
                Ok(parts) => self.session(*element, &parts),
                Err(flaw) => self.flaw(flaw),
            }
        }
    }

    fn session(&mut self, whole: Piece<'_>, parts: &[Field<'_>]) {
        let Some(part) = parts.iter().find(|part| part.name == "session") else {
            return self.flaw(Flaw { at: whole.start, cause: Cause::MissingField("session".to_owned()) });
        };
        let Some(session) = self.one::<Session>(part.value) else { return };
        let mut block = Block { session, enrolments: Vec::new(), marks: Vec::new() };
        for part in parts {
            match part.name {
                "session" => {}
                "enrolled" => self.enrolled(part, &mut block),
                "head_counts" => {
                    let found = self.all(part);
                    self.records.head_counts.extend(found);
                }
                "costs" => {
                    let found = self.all(part);
                    self.records.costs.extend(found);
                }
                "stray_marks" => block.marks.extend(self.all(part)),
                other => self.unknown(other, part.value.start),
            }
        }
        self.records.sessions.push(block);
    }

    fn enrolled(&mut self, part: &Field<'_>, block: &mut Block) {
        let Block { session, enrolments, marks: all_marks } = block;
        let Session { id, slots, .. } = session.record.as_ref();
        let session = *id;
        for Found { record: line, at } in self.all::<EnrolledLine>(part) {
            let EnrolledLine { person, cohort, state, joined, is_walk_in, ref marks } = *line;
            let record = Arc::new(Enrolment { session, person, cohort, state, joined, is_walk_in });
            enrolments.push(Found { record, at });
            let is_bad = marks.chars().any(|mark| mark != NO_MARK && !MARKS.contains(&mark));
            if is_bad || marks.chars().count() > slots.len() {
                let code = ProblemCode::BadMarks { text: marks.clone() };
                self.problems.push(problem_at(self.path, self.text, at, code));
            }
            for (slot, mark) in slots.iter().zip(marks.chars()) {
                if let Some(place) = MARKS.iter().position(|known| *known == mark) {
                    let record = Arc::new(Mark { session, person, slot: slot.no, kind: MarkKind::ALL[place] });
                    all_marks.push(Found { record, at });
                }
            }
        }
    }
}
