//! The ceilings of each level and source of funds, in a dialog.

use egui::Ui;

use crate::app::{Commands, View};
use crate::model::{Funding, Label, Level, Programme, TableName};
use crate::ui::pages::records::{Column, FormState, Scene, form_ui};
use crate::ui::theme::palette;
use crate::ui::widgets::{Dialog, DialogAnswer, card_title, note, take_cells};
use crate::words::budget::BudgetWords;
use crate::words::settings::SettingsWords;
use crate::words::{records, refusals};

const FIELD_WIDTH: f32 = 180.0;

/// The dialog: what is being typed, a form a level.
#[derive(Default)]
pub(super) struct Ceilings {
    forms: [FormState; 3],
    fault: Option<String>,
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
        let typed = self.forms.iter().enumerate().find_map(|(at, form)| Some((at, form.typed()?)));
        let dialog = Dialog::new(words.set_ceilings.trim_end_matches('…'), words.done, "").width(620.0);
        let answer = dialog.show(ui.ctx(), |ui| {
            note(ui, words.ceilings_note);
            if let Some(at) = typed.filter(|_| !view.is_read_only)
                && let Some(cells) = take_cells(ui)
            {
                match pasted(view, at, &cells) {
                    Ok(programme) => {
                        kept = Some(programme);
                        self.fault = None;
                        self.forms.iter_mut().for_each(FormState::let_go);
                    }
                    Err(fault) => self.fault = Some(fault),
                }
            }
            if let Some(fault) = &self.fault {
                ui.colored_label(palette(ui).bad, fault);
            }
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

/// The programme with amounts that were pasted: downwards the sources of funds, to the right the levels, from the field
/// that is typed into on.
fn pasted(view: View<'_>, at: (usize, usize), cells: &[Vec<String>]) -> Result<Programme, String> {
    let words = SettingsWords::of(view.lang);
    let (scene, levels) = (Scene::of(view), &Level::ALL[at.0..]);
    let mut programme: Programme = (*view.ws.programme).clone();
    for (row, cells) in cells.iter().enumerate() {
        let in_row = |fault: &str| (words.paste_nothing_done)(&(words.paste_row)(row + 1, fault));
        if cells.len() > levels.len() {
            return Err(in_row(&(words.paste_too_wide)(levels.len())));
        }
        for (level, cell) in levels.iter().zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let columns = columns(scene, BudgetWords::of(view.lang), *level);
            let too_long = || (words.paste_nothing_done)(&(words.paste_too_long)(columns.len() - at.1));
            let column = columns.get(at.1 + row).ok_or_else(too_long)?;
            let read = column.read(&programme, cell);
            programme = read.map_err(|reason| in_row(&(words.paste_cell)(column.title, cell, &reason)))?;
        }
    }
    match view.ws.with_programme(programme.clone()) {
        Ok(_) => Ok(programme),
        Err(refusal) => Err(refusals::refusal(view.lang, &refusal)),
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
