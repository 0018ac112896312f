//! The units that were not recognised: what they may be, any other branch by search, or a new one.

use egui::{RichText, ScrollArea, Ui};

use super::ImportPage;
use super::content::UnknownUnit;
use crate::app::{Command, Commands, ImportTask, View};
use crate::exchange::roster::{Source, UnitChoice, UnitText, name_in};
use crate::model::BranchId;
use crate::ui::pages::choose::choose_branch_ui;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, SearchText, link, select};
use crate::words::import_page::ImportPageWords;
use crate::words::people::PeopleWords;

/// Height of the list of unknown units, in points.
const UNITS_HEIGHT: f32 = 108.0;

/// The search for the branch that a text means.
pub(super) struct ChoosingUnit {
    text: UnitText,
    search: SearchText,
    branch: Option<BranchId>,
}

impl ImportPage {
    /// The units that were not recognised with what they may be, and those that the user has named.
    pub(super) fn units_ui(&mut self, ui: &mut Ui, view: View<'_>, source: &Source, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        let mut asked = None;
        ScrollArea::vertical().id_salt("units").max_height(UNITS_HEIGHT).show(ui, |ui| {
            for unit in &self.content.units {
                match unknown_ui(ui, view, unit) {
                    Some(Answer::Is(choice)) => {
                        commands.push(Command::Import(ImportTask::Unit(unit.text.clone(), Some(choice))));
                    }
                    Some(Answer::Other) => asked = Some(unit.text.clone()),
                    None => {}
                }
            }
            for (text, choice) in &source.options.units {
                ui.horizontal(|ui| {
                    let told = (words.unit_chosen)(&written(text), &chosen(view, *choice));
                    ui.label(RichText::new(told).size(SMALL).color(palette(ui).text_weak));
                    if link(ui, words.take_back).clicked() {
                        commands.push(Command::Import(ImportTask::Unit(text.clone(), None)));
                    }
                });
            }
        });
        if let Some(text) = asked {
            self.choosing = Some(ChoosingUnit { text, search: SearchText::default(), branch: None });
        }
        self.choosing_ui(ui, view, commands);
    }

    /// The dialog in which any branch is found.
    fn choosing_ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let Some(choosing) = &mut self.choosing else { return };
        let (page, words) = (ImportPageWords::of(view.lang), PeopleWords::of(view.lang));
        let title = (page.which_branch)(&written(&choosing.text));
        let dialog = Dialog::new(&title, words.apply, words.cancel).ready(choosing.branch.is_some());
        let answer = dialog.show(ui.ctx(), |ui| {
            choose_branch_ui(ui, view, &mut choosing.search, &mut choosing.branch);
        });
        let choice = choosing.branch.filter(|_| answer == DialogAnswer::Confirmed).map(UnitChoice::Branch);
        if choice.is_some() {
            commands.push(Command::Import(ImportTask::Unit(choosing.text.clone(), choice)));
        }
        if answer != DialogAnswer::Open {
            self.choosing = None;
        }
    }
}

/// What the user says about a unit.
enum Answer {
    Is(UnitChoice),
    Other,
}

fn unknown_ui(ui: &mut Ui, view: View<'_>, unit: &UnknownUnit) -> Option<Answer> {
    let words = ImportPageWords::of(view.lang);
    let told = (words.unit_rows)(&written(&unit.text), unit.n_rows);
    let mut names = vec![words.leave_out.to_owned()];
    let mut answers = vec![None];
    for (choice, name) in &unit.proposals {
        names.push(name.clone());
        answers.push(Some(Answer::Is(*choice)));
    }
    if !unit.text.branch.is_empty() {
        let township = unit.township.and_then(|id| view.ws.townships.get(id));
        if let Some(township) = township {
            let name = name_in(view.ws, township.id, &unit.text.branch);
            names.push((words.found_branch)(&name, &township.name));
            answers.push(Some(Answer::Is(UnitChoice::NewBranch(township.id))));
        }
        names.push(words.other_branch.to_owned());
        answers.push(Some(Answer::Other));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut current = 0;
    ui.horizontal(|ui| select(ui, &format!("{told} → "), &names, &mut current));
    answers.into_iter().nth(current).flatten()
}

fn written(text: &UnitText) -> String {
    let parts = [text.township.as_str(), text.branch.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn chosen(view: View<'_>, choice: UnitChoice) -> String {
    let township = |id| view.ws.townships.get(id).map(|township| township.name.clone());
    match choice {
        UnitChoice::Township(id) => township(id),
        UnitChoice::Branch(id) => view.ws.branches.get(id).map(|branch| branch.name.clone()),
        UnitChoice::NewBranch(id) => township(id).map(|name| (ImportPageWords::of(view.lang).founded)(&name)),
    }
    .unwrap_or_default()
}
