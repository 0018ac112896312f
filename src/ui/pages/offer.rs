//! Something that can be done about a finding, in words, with its price and the click that does it.

use egui::{Align, Label, Layout, Response, RichText, Role, Ui, WidgetInfo, vec2};

use crate::app::{Commands, View};
use crate::model::Label as EditLabel;
use crate::rules::Alternative;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::link;
use crate::words::sessions::SessionWords;
use crate::words::{remedies, report};

const ROW: f32 = 24.0;

/// An alternative in words.
pub(super) struct Offer {
    alternative: Alternative,
    label: EditLabel,
    what: String,
    terms: String,
    mends: String,
}

impl Offer {
    /// An alternative in the words of the window's language.
    pub(super) fn of(view: View<'_>, alternative: &Alternative) -> Self {
        let mends: Vec<&str> = alternative.mends.iter().map(|finding| report::rule(view.lang, finding.rule)).collect();
        Self {
            label: alternative.label(view.ws),
            what: remedies::remedy(view.lang, alternative, view.ws),
            terms: remedies::terms(view.lang, alternative),
            mends: mends.join(view.lang.pick("、", ", ")),
            alternative: alternative.clone(),
        }
    }

    /// The same where nothing else says which session is meant.
    pub(super) fn with_place(self, view: View<'_>) -> Self {
        let place = remedies::place(view.lang, &self.alternative, view.ws);
        Self { what: format!("{place}{}", self.what), ..self }
    }

    /// Draws what can be done, its price, and the link that does it.
    pub(super) fn ui(&self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        let weak = palette(ui).text_weak;
        let size = vec2(ui.available_width(), ROW);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(2.0);
            let adopt = ui
                .add_enabled_ui(!view.is_read_only, |ui| named(link(ui, words.adopt), &(words.adopt_what)(&self.what)));
            ui.add_space(6.0);
            ui.add(Label::new(RichText::new(&self.terms).size(SMALL).color(weak)).selectable(false));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let what = ui.add(Label::new(RichText::new(&self.what).size(SMALL)).selectable(false).truncate());
                if !self.mends.is_empty() {
                    what.on_hover_text((words.mends)(&self.mends));
                }
            });
            if adopt.inner.clicked() {
                let alternative = self.alternative.clone();
                commands.edit(self.label.clone(), move |ws| alternative.apply(ws));
            }
        });
    }
}

/// Tells screen readers which of the many links this is.
fn named(response: Response, name: &str) -> Response {
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    response
}
