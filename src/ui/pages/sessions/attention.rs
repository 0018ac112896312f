//! What deserves a look in sessions: the findings of the rules, in words.

use std::collections::BTreeSet;

use egui::Ui;

use super::mend::finding_ui;
use crate::app::View;
use crate::model::{Session, SessionId};
use crate::rules::{Finding, Impact};
use crate::words::{Lang, report};

/// The sessions in which a rule found something that should be looked at.
pub fn sessions(view: View<'_>) -> BTreeSet<SessionId> {
    let findings = view.derived.findings(view.ws);
    findings.iter().filter(|finding| is_grave(finding)).flat_map(Finding::sessions).collect()
}

fn is_grave(finding: &Finding) -> bool {
    finding.impact != Impact::Info
}

/// Whether nothing stands in the way of a session, which need not be part of the workspace yet.
pub fn is_free(view: View<'_>, session: &Session) -> bool {
    view.derived.board(view.ws).findings_of(view.ws, session).iter().all(|finding| finding.impact != Impact::Block)
}

/// The findings of one session, kept until something changes.
#[derive(Default)]
pub struct Findings {
    kept: Option<Kept>,
}

struct Kept {
    revision: (u64, Lang),
    session: Session,
    lines: Vec<(Impact, String)>,
}

impl Findings {
    /// Draws a line for each finding of the session, which need not be part of the workspace yet.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>) {
        let now = (view.derived.revision(), view.lang);
        if self.kept.as_ref().is_none_or(|kept| kept.revision != now || kept.session != *session) {
            let found = view.derived.board(view.ws).findings_of(view.ws, session);
            // so that a session yet to be made is called by its title
            let with_it = view.ws.with(session.clone()).unwrap_or_else(|_| view.ws.clone());
            let told = found.iter().filter(|finding| is_grave(finding));
            let lines = told.map(|finding| (finding.impact, report::finding(view.lang, finding, &with_it)));
            self.kept = Some(Kept { revision: now, session: session.clone(), lines: lines.collect() });
        }
        let Some(kept) = &self.kept else { return };
        for (impact, text) in &kept.lines {
            finding_ui(ui, *impact, text);
        }
    }
}
