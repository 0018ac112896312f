//! What can be done about the chosen session, in words and one click away; kept until something changes.

use std::sync::Arc;

use super::plan::Trial;
use crate::app::{Command, View};
use crate::model::{Label, SessionId};
use crate::rules::{Alternative, shortlist};
use crate::words::{Lang, remedies};

/// How many are offered.
const MOST: usize = 3;

/// Something that can be done.
pub struct RemedyLine {
    /// What, in words.
    pub text: String,
    /// At what price, and how many people have to be told.
    pub terms: String,
    label: Label,
    change: Trial,
}

impl RemedyLine {
    /// The command that does it.
    pub fn command(&self) -> Command {
        let change = self.change.clone();
        Command::Edit { label: self.label.clone(), change: Box::new(move |ws| change(ws)) }
    }
}

/// What can be done about one session.
#[derive(Default)]
pub struct Remedies {
    kept: Option<(u64, Lang, SessionId)>,
    lines: Vec<RemedyLine>,
}

impl Remedies {
    /// What can be done about a session, the best first.
    pub fn of(&mut self, view: View<'_>, id: SessionId) -> &[RemedyLine] {
        let now = Some((view.derived.revision(), view.lang, id));
        if self.kept != now {
            let found = view.derived.board(view.ws).alternatives(view.ws, id);
            self.lines = shortlist(&found, MOST).into_iter().map(|alternative| line(view, alternative)).collect();
            self.kept = now;
        }
        &self.lines
    }
}

fn line(view: View<'_>, alternative: &Alternative) -> RemedyLine {
    let own = Arc::new(alternative.clone());
    RemedyLine {
        text: remedies::remedy(view.lang, alternative, view.ws),
        terms: remedies::terms(view.lang, alternative),
        label: alternative.label(view.ws),
        change: Arc::new(move |ws| own.apply(ws)),
    }
}
