//! The ceilings of each level and source of funds, in a dialog.

use egui::Ui;

use crate::app::{Commands, View};
use crate::model::{Funding, Label, Level, Programme, TableName};
use crate::ui::pages::records::{Column, FormState, Scene, form_ui};
use crate::ui::widgets::{Dialog, DialogAnswer, card_title, note};
use crate::words::budget::BudgetWords;
use crate::words::{records, refusals};

const FIELD_WIDTH: f32 = 180.0;

/// The dialog: what is being typed, a form a level.
#[derive(Default)]
pub(super) struct Ceilings {
    forms: [FormState; 3],
}

impl Ceilings {
    /// Draws the dialog; every field is kept when it is left. Returns whether it stays open.
    pub(super) fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = BudgetWords::of(view.lang);
        let scene = Scene::of(view);
        let programme: &Programme = &view.ws.programme;
        let check = |programme: &Programme| match view.ws.with_programme(programme.clone()) {
            Ok(_) => Ok(()),
            Err(refusal) => Err(refusals::refusal(view.lang, &refusal)),
        };
        let mut kept = None;
        let dialog = Dialog::new(words.set_ceilings.trim_end_matches('…'), words.done, "").width(620.0);
        let answer = dialog.show(ui.ctx(), |ui| {
            note(ui, words.ceilings_note);
            ui.add_enabled_ui(!view.is_read_only, |ui| {
                ui.horizontal_top(|ui| {
                    for (level, form) in Level::ALL.into_iter().zip(&mut self.forms) {
                        ui.vertical(|ui| {
                            ui.set_width(FIELD_WIDTH);
                            card_title(ui, records::level(view.lang, level));
                            let columns = columns(scene, words, level);
                            ui.push_id(records::level(view.lang, level), |ui| {
                                kept = form_ui(ui, &columns, programme, form, FIELD_WIDTH, check).or(kept.take());
                            });
                        });
                    }
                });
            });
        });
        if let Some(programme) = kept {
            let label = Label::Change { table: TableName::Programme, name: programme.district.clone() };
            commands.edit(label, move |ws| ws.with_programme(programme));
        }
        answer == DialogAnswer::Open
    }
}

fn columns<'a>(scene: Scene<'a>, words: &'static BudgetWords, level: Level) -> Vec<Column<'a, Programme>> {
    let sources = std::iter::once(None).chain(Funding::ALL.map(Some));
    let column = |source: Option<Funding>| {
        let title = source.map_or(words.no_source, |source| records::funding(scene.lang, source));
        Column::money(
            scene,
            title,
            move |p: &Programme| {
                let amount = p.ceiling_of(level, source);
                (amount != crate::model::Fen::ZERO).then_some(amount)
            },
            move |p, amount| p.set_ceiling(level, source, amount),
        )
    };
    sources.map(column).collect()
}
