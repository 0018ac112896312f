//! What can be wrong with a folder, as typed codes with their arguments. `words` turns them into sentences.

use std::io;
use std::path::PathBuf;

use chrono::NaiveDateTime;

use crate::model::{Refusal, TableName};

/// Why a folder cannot be opened, made or saved at all.
#[derive(Clone, Debug, PartialEq)]
pub enum StoreError {
    /// The folder is not there.
    NoSuchFolder(PathBuf),
    /// The folder is no workspace: it has no `workspace.ron`.
    NotAWorkspace(PathBuf),
    /// A new workspace is to be made in a folder that holds other things.
    NotEmpty(PathBuf),
    /// `workspace.ron` cannot be read, so nothing is known about the rest.
    Damaged(Vec<Problem>),
    /// A file operation failed.
    Io(Failure),
    /// The folder is no sample, or holds files that are not the program's own, and is not removed.
    NotOnlyASample {
        /// The first thing found that would be lost.
        found: PathBuf,
    },
    /// A file is too large to be copied into the folder.
    TooLarge(PathBuf),
    /// A backup cannot be read or does not hold what it should.
    BadBackup(PathBuf),
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        Self::Io(failure)
    }
}

/// A file operation that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What the operation was about.
    pub path: PathBuf,
    /// The kind of failure that people can do something about.
    pub kind: FailureKind,
    /// What the system said, for the log.
    pub detail: String,
}

impl Failure {
    /// Names the file of an I/O error.
    pub fn new(path: impl Into<PathBuf>, error: &io::Error) -> Self {
        Self { path: path.into(), kind: FailureKind::of(error), detail: error.to_string() }
    }
}

/// The kinds of failure that people can tell apart and act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    /// No room left.
    DiskFull,
    /// The folder or file may not be written.
    NotAllowed,
    /// The folder, stick or share is no longer there.
    Gone,
    /// Another program has the file open.
    InUse,
    /// There is a folder where a file should be.
    IsFolder,
    /// Something else of that name is there.
    Taken,
    /// The medium or the network failed.
    Other,
}

impl FailureKind {
    fn of(error: &io::Error) -> Self {
        match (error.kind(), error.raw_os_error()) {
            (_, Some(32 | 33 | 1175)) if cfg!(windows) => Self::InUse,
            (io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded, _) => Self::DiskFull,
            (io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem, _) => Self::NotAllowed,
            (io::ErrorKind::NotFound | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkDown, _) => Self::Gone,
            (io::ErrorKind::ResourceBusy, _) => Self::InUse,
            (io::ErrorKind::IsADirectory, _) => Self::IsFolder,
            (io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory, _) => Self::Taken,
            _ => Self::Other,
        }
    }
}

/// Something wrong in a file, as exactly as can be said.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// The file, relative to the workspace folder, with `/` between the parts.
    pub file: String,
    /// The line, counted from 1; `None` if it is about the whole file.
    pub line: Option<u32>,
    /// The column in characters, counted from 1.
    pub column: Option<u32>,
    /// What is wrong.
    pub code: ProblemCode,
}

impl Problem {
    /// A problem of a whole file.
    pub fn of_file(file: impl Into<String>, code: ProblemCode) -> Self {
        Self { file: file.into(), line: None, column: None, code }
    }

    /// Whether something in the file has no place in a workspace and goes when the file is next written.
    pub fn is_lost_by_rewriting(&self) -> bool {
        matches!(self.code, ProblemCode::Duplicate { .. } | ProblemCode::BadMarks { .. })
    }

    /// Whether data could not be read, so that writing would lose it.
    pub fn is_damage(&self) -> bool {
        matches!(
            self.code,
            ProblemCode::Unreadable(_)
                | ProblemCode::NotText
                | ProblemCode::FileFailed(_)
                | ProblemCode::FileMissing
                | ProblemCode::Newer { .. }
                | ProblemCode::ForeignFile
                | ProblemCode::JournalDamaged
        )
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum ProblemCode {
    /// The text cannot be read here.
    Unreadable(Cause),
    /// The file is not UTF-8 text.
    NotText,
    /// The file could not be read from the disk.
    FileFailed(Failure),
    /// A file that `workspace.ron` lists is not there.
    FileMissing,
    /// The file is written in a newer format than this program knows.
    Newer {
        /// The format of the file.
        found: u32,
        /// The newest format this program reads.
        known: u32,
    },
    /// The file belongs to another workspace.
    ForeignFile,
    /// Two records have one id; the first one counts.
    Duplicate {
        /// Their table.
        table: TableName,
        /// Their id.
        key: String,
        /// The file of the first.
        first_file: String,
        /// The line of the first.
        first_line: Option<u32>,
    },
    /// A record is impossible.
    Fault {
        /// Its table.
        table: TableName,
        /// Its id.
        key: String,
        /// What is impossible about it.
        reason: Refusal,
    },
    /// A text of marks is longer than the session has slots, or has a character that is no mark.
    BadMarks {
        /// The text.
        text: String,
    },
    /// Edits that were never acknowledged were found damaged at the end of a journal and left out.
    TornTail {
        /// The bytes that were left out.
        n_bytes: u64,
    },
    /// A journal is damaged before its end: edits that were saved cannot be read from it.
    JournalDamaged,
    /// Two computers have written the folder at the same time; the edits of this journal are left out.
    JournalForked {
        /// How many edits.
        n_edits: usize,
    },
    /// Edits kept on this computer while the folder could not be written do not fit what is in the folder now.
    EmergencyKept {
        /// How many edits.
        n_edits: usize,
    },
}

/// Why text cannot be read, as far as it can be guessed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// A full-width character stands where a plain one is meant.
    FullWidth {
        /// What stands there.
        found: char,
        /// What is meant.
        meant: char,
    },
    /// A text has no quotation mark at its beginning or end.
    MissingQuote,
    /// Two things stand side by side without a comma.
    MissingComma,
    /// A bracket is not closed.
    UnclosedBracket(char),
    /// A bracket closes nothing, or not the one that is open.
    StrayBracket(char),
    /// A word that is none of those possible here.
    UnknownWord {
        /// The word.
        found: String,
        /// Those that are possible.
        expected: Vec<String>,
    },
    /// A field that such a record does not have.
    UnknownField {
        /// The field.
        found: String,
        /// Those that it has.
        expected: Vec<String>,
    },
    /// A field that must be there is not.
    MissingField(String),
    /// A field stands there twice.
    FieldTwice(String),
    /// A date that is none, such as 2012-04-31.
    NoSuchDate(String),
    /// A text that is no id such as `K7QF-000123`.
    BadId(String),
    /// A number that is too large, too small or no number.
    BadNumber,
    /// The file ends too early.
    Cut,
    /// Anything else, in the parser's words.
    Other(String),
}

/// Something that happened on opening and is worth saying, but is no problem.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The last run ended early; so many edits were taken from the journal.
    Recovered {
        /// How many edits.
        n_edits: usize,
    },
    /// Edits kept on this computer while the folder could not be written are in it now.
    EmergencyAdopted {
        /// How many edits.
        n_edits: usize,
    },
    /// A file that is no part of the workspace lies among its files and was left alone.
    UnknownFile {
        /// The file.
        file: String,
    },
    /// Files cannot be locked here, so nothing stops a second window.
    CannotLock,
}

/// Whether the workspace may be changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Mode {
    /// It may.
    Writable,
    /// It may not.
    ReadOnly(ReadOnlyReason),
}

/// Why a workspace may not be changed.
#[derive(Clone, Debug, PartialEq)]
pub enum ReadOnlyReason {
    /// Someone else has it open.
    HeldBy(Holder),
    /// It was written by a newer program.
    Newer {
        /// The format of the folder.
        found: u32,
        /// The newest format this program writes.
        known: u32,
    },
    /// Files are damaged or missing: writing would make the loss final.
    Damaged,
    /// The folder may not be written.
    NotAllowed,
    /// It was asked for.
    Asked,
}

/// Who has a workspace open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holder {
    /// The name; empty if it is not known.
    pub name: String,
    /// Since when, by that computer's clock.
    pub since: Option<NaiveDateTime>,
}
