//! 需要处理: what rules find in a session, and what can be done about it, each at a click.

use egui::{Align, Label, Layout, RichText, Sense, Ui, vec2};

use crate::app::{Commands, Place, SessionTab, View};
use crate::model::SessionId;
use crate::rules::{Impact, Rule, shortlist};
use crate::ui::icons::dot;
use crate::ui::pages::offer::Offer;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{card_title, link};
use crate::words::sessions::SessionWords;
use crate::words::{Lang, report};

/// So many alternatives are shown.
const SHOWN: usize = 5;

/// What is shown of one session, kept until something changes.
#[derive(Default)]
pub struct Mending {
    kept: Option<Kept>,
}

struct Kept {
    at: (u64, Lang, SessionId),
    findings: Vec<(Impact, String)>,
    /// Whether marks are missing, which are entered on another tab.
    lacks_marks: bool,
    offers: Vec<Offer>,
}

impl Mending {
    /// Whether there is anything to show.
    pub fn has_something(&mut self, id: SessionId, view: View<'_>) -> bool {
        !self.follow(id, view).findings.is_empty()
    }

    /// Draws the findings of a session, and below them what can be done.
    pub fn ui(&mut self, ui: &mut Ui, id: SessionId, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        let kept = self.follow(id, view);
        ui.spacing_mut().item_spacing.y = 2.0;
        card_title(ui, words.findings_title);
        for (impact, text) in &kept.findings {
            finding_ui(ui, *impact, text);
        }
        if kept.lacks_marks && link(ui, words.to_sheet).clicked() {
            commands.go(Place::Session(id, SessionTab::Attendance));
        }
        if kept.offers.is_empty() {
            return;
        }
        ui.add_space(6.0);
        card_title(ui, words.alternatives_title);
        for offer in &kept.offers {
            offer.ui(ui, view, commands);
        }
    }

    fn follow(&mut self, id: SessionId, view: View<'_>) -> &Kept {
        let at = (view.derived.revision(), view.lang, id);
        match self.kept.take().filter(|kept| kept.at == at) {
            Some(kept) => self.kept.insert(kept),
            None => self.kept.insert(Kept::new(at, view)),
        }
    }
}

impl Kept {
    fn new(at: (u64, Lang, SessionId), view: View<'_>) -> Self {
        let (ws, board) = (view.ws, view.derived.board(view.ws));
        let found = board.findings_for(ws, at.2);
        let alternatives = board.alternatives(ws, at.2);
        let offers = shortlist(&alternatives, SHOWN).into_iter().map(|alternative| Offer::of(view, alternative));
        let told = found.iter().map(|finding| (finding.impact, report::finding(view.lang, finding, ws)));
        let lacks_marks = found.iter().any(|finding| finding.rule == Rule::MarksMissing);
        Self { at, findings: told.collect(), lacks_marks, offers: offers.collect() }
    }
}

/// One finding with its spot.
pub(super) fn finding_ui(ui: &mut Ui, impact: Impact, text: &str) {
    let palette = palette(ui);
    let (color, spot) = match impact {
        Impact::Block => (palette.bad, palette.bad),
        Impact::Warn => (palette.warn, palette.warn_dot),
        Impact::Info => (palette.text_weak, palette.text_weak),
    };
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 20.0), Layout::left_to_right(Align::Center), |ui| {
        let (place, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
        dot(ui.painter(), place.center(), 9.0, spot);
        ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).truncate());
    });
}
