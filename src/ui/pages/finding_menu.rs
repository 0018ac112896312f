//! What can be done about a finding that concerns no single session, such as money or a township that lags: a link
//! that opens the ways out, each a click.

use egui::{Popup, RichText, Role, Ui, WidgetInfo};

use super::offer::Offer;
use crate::app::{Commands, View};
use crate::report::alternatives_to;
use crate::rules::Finding;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::link;
use crate::words::Lang;
use crate::words::dashboard::DashboardWords;

/// Ways out that are shown.
const MOST: usize = 8;
const WIDTH: f32 = 520.0;

/// The ways out of the finding whose menu is open, kept until something changes.
#[derive(Default)]
pub struct FindingMenu {
    of: Option<(u64, Lang, Finding)>,
    offers: Vec<Offer>,
}

impl FindingMenu {
    /// Draws the link; what it opens is found when it is opened.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, finding: &Finding, commands: &mut Commands) {
        let words = DashboardWords::of(view.lang);
        let response = ui.push_id(("remedies", &finding.subjects), |ui| link(ui, words.remedies)).inner;
        let text = crate::words::report::finding(view.lang, finding, view.ws);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{}：{text}", words.remedies)));
        Popup::menu(&response).gap(4.0).show(|ui| {
            self.follow(view, finding);
            ui.set_width(WIDTH);
            ui.label(RichText::new(&text).size(SMALL));
            ui.separator();
            if self.offers.is_empty() {
                ui.label(RichText::new(words.no_remedy).size(SMALL).color(palette(ui).text_weak));
            }
            for offer in &self.offers {
                offer.ui(ui, view, commands);
            }
        });
    }

    fn follow(&mut self, view: View<'_>, finding: &Finding) {
        let of = Some((view.derived.revision(), view.lang, finding.clone()));
        if self.of != of {
            let (index, board) = (view.derived.index(view.ws), view.derived.board(view.ws));
            let found = alternatives_to(view.ws, index, board, finding);
            self.offers = found.iter().take(MOST).map(|one| Offer::of(view, one).with_place(view)).collect();
            self.of = of;
        }
    }
}
