//! 需要处理: what rules find in a session, and what can be done about it, each at a click.

use egui::{Align, Label, Layout, Response, RichText, Role, Sense, Ui, WidgetInfo, vec2};

use crate::app::{Commands, View};
use crate::model::{Label as EditLabel, SessionId};
use crate::rules::{Alternative, Impact, shortlist};
use crate::ui::icons::dot;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{card_title, link};
use crate::words::sessions::SessionWords;
use crate::words::{Lang, remedies, report};

/// So many alternatives are shown.
const SHOWN: usize = 5;
const ROW: f32 = 24.0;

/// What is shown of one session, kept until something changes.
#[derive(Default)]
pub struct Mending {
    kept: Option<Kept>,
}

struct Kept {
    at: (u64, Lang, SessionId),
    findings: Vec<(Impact, String)>,
    offers: Vec<Offer>,
}

/// An alternative in words.
struct Offer {
    alternative: Alternative,
    label: EditLabel,
    what: String,
    terms: String,
    mends: String,
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
        if kept.offers.is_empty() {
            return;
        }
        ui.add_space(6.0);
        card_title(ui, words.alternatives_title);
        for offer in &kept.offers {
            if offer_ui(ui, offer, words, view.is_read_only) {
                let alternative = offer.alternative.clone();
                commands.edit(offer.label.clone(), move |ws| alternative.apply(ws));
            }
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
        let offers = shortlist(&alternatives, SHOWN).into_iter().map(|alternative| {
            let mends: Vec<&str> =
                alternative.mends.iter().map(|finding| report::rule(view.lang, finding.rule)).collect();
            Offer {
                label: alternative.label(ws),
                what: remedies::remedy(view.lang, alternative, ws),
                terms: remedies::terms(view.lang, alternative),
                mends: mends.join(view.lang.pick("、", ", ")),
                alternative: alternative.clone(),
            }
        });
        let told = found.iter().map(|finding| (finding.impact, report::finding(view.lang, finding, ws)));
        Self { at, findings: told.collect(), offers: offers.collect() }
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

/// What can be done, its price, and the link that does it; whether it was clicked.
fn offer_ui(ui: &mut Ui, offer: &Offer, words: &SessionWords, is_read_only: bool) -> bool {
    let weak = palette(ui).text_weak;
    let size = vec2(ui.available_width(), ROW);
    let row = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(2.0);
        let adopt =
            ui.add_enabled_ui(!is_read_only, |ui| named(link(ui, words.adopt), &(words.adopt_what)(&offer.what)));
        ui.add_space(6.0);
        ui.add(Label::new(RichText::new(&offer.terms).size(SMALL).color(weak)).selectable(false));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let what = ui.add(Label::new(RichText::new(&offer.what).size(SMALL)).selectable(false).truncate());
            what.on_hover_text((words.mends)(&offer.mends));
        });
        adopt.inner.clicked()
    });
    row.inner
}

/// Tells screen readers which of the many links this is.
fn named(response: Response, name: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    response
}
