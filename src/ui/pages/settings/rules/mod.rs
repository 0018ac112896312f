//! The tab of rule sets: the sets as a table, the figures of the one under the cursor as a form beside it, and the
//! presets that come with the program.

mod form;
mod presets;

use egui::{Align, Layout, Ui, vec2};

use crate::app::{Commands, View};
use crate::model::{Level, RuleSet, RuleSetId, Workspace};
use crate::ui::pages::records::{Column, FormState, Scene, Sheet, SheetState};
use crate::ui::widgets::{button, card, note};
use crate::words::records;
use crate::words::rule_sets::RuleSetWords;
use crate::words::settings::SettingsWords;

const FORM_WIDTH: f32 = 360.0;

/// What the user sees and has typed on the tab.
#[derive(Default)]
pub(super) struct RulesTab {
    sheet: SheetState<RuleSet>,
    form: (Option<RuleSetId>, FormState),
    is_choosing: bool,
}

impl RulesTab {
    /// Draws the tab.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: View<'_>, scene: Scene<'_>, commands: &mut Commands) {
        let words = RuleSetWords::of(view.lang);
        let size = vec2(ui.available_width() - FORM_WIDTH - 12.0, ui.available_height());
        ui.horizontal_top(|ui| {
            ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(size);
                sheet(scene).ui(ui, &mut self.sheet, scene, commands, |ui| {
                    self.is_choosing |= !scene.is_read_only && button(ui, words.from_presets).clicked();
                });
            });
            card(ui, |ui| {
                ui.set_min_size(vec2(FORM_WIDTH - 30.0, size.y - 26.0));
                ui.set_max_width(FORM_WIDTH - 30.0);
                self.form_ui(ui, scene, words, commands);
            });
        });
        if self.is_choosing {
            self.is_choosing = presets::presets_ui(ui, view, commands);
        }
    }

    fn form_ui(&mut self, ui: &mut Ui, scene: Scene<'_>, words: &'static RuleSetWords, commands: &mut Commands) {
        let under = self.sheet.cursor_key().copied().or(scene.ws.rule_sets.iter().next().map(|set| set.id));
        let Some(set) = under.and_then(|id| scene.ws.rule_sets.get(id)) else {
            note(ui, words.choose);
            return;
        };
        if self.form.0 != Some(set.id) {
            self.form = (Some(set.id), FormState::default());
        }
        form::figures_ui(ui, scene, set, &mut self.form.1, commands);
    }
}

/// The sets as a table: where each comes from and when and for whom it holds.
fn sheet(scene: Scene<'_>) -> Sheet<'_, RuleSet> {
    let (words, own) = (SettingsWords::of(scene.lang), RuleSetWords::of(scene.lang));
    let levels = Level::ALL.map(|level| (Some(level), records::level(scene.lang, level).to_owned()));
    let levels = std::iter::once((None, own.all_levels.to_owned())).chain(levels).collect();
    Sheet {
        name: words.rules,
        add: words.add_rule_set,
        columns: vec![
            Column::text(words.name, |r: &RuleSet| &r.name, |r, text| r.name = text).share(1.3),
            Column::date(scene, words.since, |r: &RuleSet| r.valid.since, |r, day| r.valid.since = day).wide(92.0),
            Column::date(scene, words.until, |r: &RuleSet| r.valid.until, |r, day| r.valid.until = day).wide(92.0),
            Column::choice(scene, own.level, levels, |r: &RuleSet| r.level, |r, level| r.level = level).wide(72.0),
            Column::text(words.source, |r: &RuleSet| &r.source, |r, text| r.source = text),
            Column::text(own.issuer, |r: &RuleSet| &r.issuer, |r, text| r.issuer = text).share(0.7),
            Column::flag(scene, words.verified, |r: &RuleSet| r.is_verified, |r, is| r.is_verified = is).wide(64.0),
        ],
        rows: Box::new(|ws| ws.rule_sets.iter().map(|r| r.id).collect()),
        fresh: Box::new(|ids, name| RuleSet { name, ..RuleSet::empty(ids.take()) }),
        name_of: |r| &r.name,
        is_twin: |a, b| a.name == b.name && a.valid == b.valid,
        remove: Workspace::without::<RuleSet>,
    }
}
