//! The running program without widgets: the one door through which the workspace changes.
//!
//! A frame reads a [`View`], pushes [`Command`]s, and [`Commands`] carries them out in the order given.

mod command;
mod derived;
mod document;
mod jobs;
mod notice;
mod place;
pub mod search;

pub use command::{Change, Command, Commands, Paper};
pub use derived::Derived;
pub use document::{Document, Signature};
pub use jobs::{Jobs, Progress};
pub use notice::{Notice, NoticeKind, Notices};
pub use place::{PeopleFilter, Place, SessionFilter, SessionTab, SettingsTab};

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::words::Lang;

/// What a page reads.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The workspace as it stands.
    pub ws: &'a Workspace,
    /// What follows from it.
    pub derived: &'a Derived,
    /// The language of the window.
    pub lang: Lang,
    /// Today, by the clock.
    pub today: NaiveDate,
    /// The day to which every figure refers.
    pub as_of: NaiveDate,
    /// Whether phones and ID numbers are hidden.
    pub is_masked: bool,
    /// Whether edits are refused.
    pub is_read_only: bool,
}
