//! What the program tells the user, for a toast.

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
    /// Whether it offers to undo the last edit.
    pub offers_undo: bool,
}

impl Notice {
    /// A notice that something was done and can be undone.
    pub fn done(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Done, text: text.into(), offers_undo: true }
    }

    /// A notice of something worth knowing.
    pub fn info(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Info, text: text.into(), offers_undo: false }
    }

    /// A notice that something could not be done.
    pub fn problem(text: impl Into<String>) -> Self {
        Self { kind: NoticeKind::Problem, text: text.into(), offers_undo: false }
    }
}
