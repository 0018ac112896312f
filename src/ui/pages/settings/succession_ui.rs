//! The dialog that calls a township or a branch otherwise from a day on, or merges it into another.

use chrono::NaiveDate;
use egui::Ui;

use crate::app::{Commands, View};
use crate::model::{BranchId, Label, Refusal, TownshipId, Workspace};
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{DatePicker, Dialog, DialogAnswer, Field, note, segmented, select_wide};
use crate::words::refusals;
use crate::words::widgets::WidgetWords;
use crate::words::year_end::YearEndWords;

/// Which unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Township(TownshipId),
    Branch(BranchId),
}

/// The dialog, with what has been chosen and typed.
pub(super) struct Succession {
    unit: Unit,
    is_merge: bool,
    name: String,
    into: Option<Unit>,
    on: NaiveDate,
    fault: Option<String>,
}

impl Succession {
    pub(super) fn new(unit: Unit, view: View<'_>) -> Self {
        Self { unit, is_merge: false, name: name_of(view.ws, unit), into: None, on: view.as_of, fault: None }
    }

    /// Draws the dialog. Returns whether it stays open.
    pub(super) fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = YearEndWords::of(view.lang);
        let title = (words.unit_title)(&name_of(view.ws, self.unit));
        let answer = Dialog::new(&title, words.carry_out, words.cancel).show(ui.ctx(), |ui| {
            let mut at = usize::from(self.is_merge);
            if segmented(ui, &[words.rename, words.merge], &mut at) {
                self.is_merge = at == 1;
                self.fault = None;
            }
            ui.add_space(4.0);
            if self.is_merge {
                self.merge_ui(ui, view, words);
            } else {
                self.rename_ui(ui, words);
            }
            let picker = DatePicker::new(words.from_day, view.today, view.as_of);
            picker.ui(ui, &mut self.on, WidgetWords::of(view.lang));
            if let Some(fault) = &self.fault {
                ui.colored_label(palette(ui).bad, egui::RichText::new(fault).size(SMALL));
            }
        });
        match answer {
            DialogAnswer::Open => true,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => self.carry_out(view, commands),
        }
    }

    fn rename_ui(&mut self, ui: &mut Ui, words: &YearEndWords) {
        note(ui, words.rename_note);
        Field::new(words.new_name).width(280.0).text_ui(ui, &mut self.name);
    }

    fn merge_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &YearEndWords) {
        note(ui, &(words.merge_note)(n_people(view.ws, self.unit, self.on)));
        let others = others(view.ws, self.unit);
        let names: Vec<&str> =
            std::iter::once(words.choose_unit).chain(others.iter().map(|(_, name)| name.as_str())).collect();
        let mut at = others.iter().position(|(unit, _)| Some(*unit) == self.into).map_or(0, |at| at + 1);
        note(ui, words.into);
        if select_wide(ui, "", &names, &mut at, Some(280.0)).changed() {
            self.into = at.checked_sub(1).and_then(|at| others.get(at)).map(|(unit, _)| *unit);
        }
    }

    fn carry_out(&mut self, view: View<'_>, commands: &mut Commands) -> bool {
        let from = name_of(view.ws, self.unit);
        let (unit, on, name) = (self.unit, self.on, self.name.trim().to_owned());
        let into = self.into.filter(|_| self.is_merge);
        if self.is_merge && into.is_none() {
            self.fault = Some(refusals::refusal(view.lang, &Refusal::Empty(crate::model::refusal::Field::Successor)));
            return true;
        }
        let label = match into {
            Some(into) => Label::MergeUnit { from, into: name_of(view.ws, into), on },
            None => Label::Rename { from, to: name.clone(), on },
        };
        let change = move |ws: &Workspace| change(ws, (unit, into), &name, on);
        if let Err(refusal) = change(view.ws) {
            self.fault = Some(refusals::refusal(view.lang, &refusal));
            return true;
        }
        commands.edit(label, change);
        false
    }
}

fn change(ws: &Workspace, units: (Unit, Option<Unit>), name: &str, on: NaiveDate) -> Result<Workspace, Refusal> {
    match units {
        (Unit::Township(id), Some(Unit::Township(into))) => ws.merge_township(id, into, on),
        (Unit::Branch(id), Some(Unit::Branch(into))) => ws.merge_branch(id, into, on),
        (Unit::Township(id), _) => ws.rename_township(id, name, on),
        (Unit::Branch(id), _) => ws.rename_branch(id, name, on),
    }
}

fn name_of(ws: &Workspace, unit: Unit) -> String {
    let name = match unit {
        Unit::Township(id) => ws.townships.get(id).map(|township| &township.name),
        Unit::Branch(id) => ws.branches.get(id).map(|branch| &branch.name),
    };
    name.cloned().unwrap_or_default()
}

/// The units it can be merged into: all other townships, or the other branches of its own.
fn others(ws: &Workspace, unit: Unit) -> Vec<(Unit, String)> {
    match unit {
        Unit::Township(id) => {
            let others = ws.townships_in_order().into_iter().filter(|other| other.id != id);
            others.map(|other| (Unit::Township(other.id), other.name.clone())).collect()
        }
        Unit::Branch(id) => {
            let home = ws.branches.get(id).map(|branch| branch.township);
            let others = ws.branches.iter().filter(|other| other.id != id && Some(other.township) == home);
            others.map(|other| (Unit::Branch(other.id), other.name.clone())).collect()
        }
    }
}

fn n_people(ws: &Workspace, unit: Unit, on: NaiveDate) -> usize {
    let is_in = |person: &&crate::model::Person| match unit {
        Unit::Township(id) => ws.township_of(person, on) == Some(id),
        Unit::Branch(id) => person.home_on(on) == Some(id),
    };
    ws.people.iter().filter(|person| person.is_here(on)).filter(is_in).count()
}
