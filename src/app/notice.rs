//! What the program tells the user: short-lived toasts.

use chrono::NaiveDateTime;

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

/// The notices on screen, the newest last.
#[derive(Debug, Default)]
pub struct Notices {
    shown: Vec<(NaiveDateTime, Notice)>,
}

impl Notices {
    /// Shows a notice from now on.
    pub fn push(&mut self, now: NaiveDateTime, notice: Notice) {
        self.shown.retain(|(_, other)| *other != notice);
        self.shown.push((now, notice));
    }

    /// Forgets what has been shown long enough: problems stay for 12 seconds, the rest for 6.
    pub fn expire(&mut self, now: NaiveDateTime) {
        self.shown.retain(|(since, notice)| {
            let seconds = if notice.kind == NoticeKind::Problem { 12 } else { 6 };
            (now - *since).num_seconds() < seconds
        });
    }

    /// Takes a notice off the screen.
    pub fn dismiss(&mut self, i: usize) {
        if i < self.shown.len() {
            self.shown.remove(i);
        }
    }

    /// The notices on screen.
    pub fn iter(&self) -> impl Iterator<Item = &Notice> {
        self.shown.iter().map(|(_, notice)| notice)
    }

    /// Whether nothing is on screen.
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }
}
