//! Bytes to rows to changes and back: papers, tables from elsewhere. No dialogs, no files.

pub mod attendance_sheet;
pub mod calendar_file;
pub mod clean;
mod heading;
pub mod learned;
pub mod mask;
pub mod name_list;
pub mod paper;
pub mod paper_texts;
pub mod papers;
pub mod plain_table;
pub mod records;
pub mod roster;
pub mod table_file;
pub mod tables;
pub mod template;
pub mod timetable_block;
pub mod tsv;
pub mod units;

use crate::model::Refusal;
use papers::{Format, Kind};

/// Hears how many rows were gone through and says whether to go on.
pub type Watch<'a> = &'a dyn Fn(usize) -> bool;

/// Why a paper cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperError {
    /// What it should show is not there.
    Refused(Refusal),
    /// It is about one session, and none was named.
    NeedsSession(Kind),
    /// It cannot be had in this format.
    NoFormat {
        /// The paper.
        kind: Kind,
        /// The format.
        format: Format,
    },
    /// It cannot tell of one unit alone.
    NotOfUnit(Kind),
    /// It cannot be had with a sheet for each unit: not this paper, not in this format, or not in an office's own form.
    NotOneAUnit(Kind),
    /// It cannot tell of one session alone.
    NotOfSession(Kind),
    /// Nobody has completed the session, so there is nothing to certify.
    NobodyCompleted,
    /// The office's own form cannot be filled.
    Form(template::TemplateError),
    /// It was to stop before it was whole.
    Stopped,
    /// The writer of the file cannot take it; what it said.
    Unwritable(String),
}
