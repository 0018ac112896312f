//! What the program tells the user, for a toast.

use std::path::PathBuf;

/// How grave a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done.
    Done,
    /// Something is worth knowing.
    Info,
    /// Something could not be done.
    Problem,
}

/// Something the program tells the user.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// How grave it is.
    pub kind: NoticeKind,
    /// What to say, in the user's language.
    pub text: String,
    /// What it offers to do.
    pub offer: Option<Offer>,
}

/// What a notice offers to do with a click.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// Undo the last edit.
    Undo,
    /// Open a file with the program that the system has for it.
    Open(PathBuf),
}

impl Notice {
    /// A notice that something was done and can be undone.
    pub fn done(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Done, text: text.into(), offer: Some(Offer::Undo) }
    }

    /// A notice of something worth knowing.
    pub fn info(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Info, text: text.into(), offer: None }
    }

    /// A notice that a file was written, which can be opened.
    pub fn file(text: impl Into<String>, path: PathBuf) -> Self {
        Self { offer: Some(Offer::Open(path)), ..Self::info(text) }
    }

    /// A notice that something could not be done.
    pub fn problem(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Problem, text: text.into(), offer: None }
    }
}
