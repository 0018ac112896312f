//! What holds for a whole table: its columns, its unit, and the units that were not recognised.

use egui::{RichText, ScrollArea, Ui};

use super::ImportPage;
use super::content::UnknownUnit;
use crate::app::{Command, Commands, ImportTask, Importing, View};
use crate::exchange::records::{Col, What};
use crate::exchange::roster::{RosterColumn, Source, UnitChoice, UnitText};
use crate::exchange::tables::{Holds, Meaning, TableSource};
use crate::model::Status;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{card, checkbox, link, note, select, select_wide};
use crate::words::import_page::ImportPageWords;
use crate::words::{import_records, roster};

/// Width of the choice of a column's meaning, in points.
const COLUMN_WIDTH: f32 = 104.0;
/// Height of the list of unknown units, in points.
const UNITS_HEIGHT: f32 = 108.0;

impl ImportPage {
    pub(super) fn columns_ui(&self, ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        let Some(table) = importing.draft().tables.get(self.table) else { return };
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                self.holds_ui(ui, view, table.source.holds(), commands);
                match &table.source {
                    TableSource::Roster(source) => self.options_ui(ui, view, source, commands),
                    TableSource::Records(source) => record_options_ui(ui, view, importing, source.what, commands),
                }
            });
            let meaning = match &table.source {
                TableSource::Records(_) if self.is_ours(importing) => {
                    note(ui, words.ours);
                    return;
                }
                TableSource::Records(source) => {
                    let offered: Vec<Col> = source.what.offered().collect();
                    let name = |col| import_records::column(view.lang, col);
                    let columns = Columns { headings: &source.headings, meanings: &source.columns, offered: &offered };
                    let chosen = columns.ui(ui, words, name);
                    needed_ui(ui, view, &source.missing());
                    chosen.map(|(column, meaning)| (column, Meaning::Record(meaning)))
                }
                TableSource::Roster(source) => {
                    let (headings, meanings) = (&source.table.headings, &source.table.columns);
                    let columns = Columns { headings, meanings, offered: &RosterColumn::ALL };
                    let chosen = columns.ui(ui, words, |column| roster::column(view.lang, column));
                    if !self.content.units.is_empty() || !source.options.units.is_empty() {
                        ui.add_space(4.0);
                        note(ui, &(words.units)(self.content.n_units));
                        self.units_ui(ui, view, source, commands);
                    }
                    chosen.map(|(column, meaning)| (column, Meaning::Person(meaning)))
                }
            };
            if let Some((column, meaning)) = meaning {
                commands.push(Command::Import(ImportTask::Column { table: self.table, column, meaning }));
            }
        });
    }

    /// What the table holds.
    fn holds_ui(&self, ui: &mut Ui, view: View<'_>, holds: Holds, commands: &mut Commands) {
        let all: Vec<Holds> = Holds::all().collect();
        let names: Vec<&str> = all.iter().map(|holds| import_records::holds(view.lang, *holds)).collect();
        let mut current = all.iter().position(|other| *other == holds).unwrap_or(0);
        if select(ui, ImportPageWords::of(view.lang).what, &names, &mut current).changed() {
            commands.push(Command::Import(ImportTask::Holds { table: self.table, holds: all[current] }));
        }
    }

    fn is_ours(&self, importing: &Importing) -> bool {
        let found = importing.shown().and_then(|shown| shown.records.get(self.table)?.as_ref());
        found.is_some_and(|table| table.is_ours)
    }

    /// The cohort and the township of rows that name none, and whether the file wins.
    fn options_ui(&self, ui: &mut Ui, view: View<'_>, source: &Source, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        let options = &source.options;
        let cohorts: Vec<_> = view.ws.cohorts.iter().collect();
        let mut names = vec!["—"];
        names.extend(cohorts.iter().map(|cohort| cohort.short_name.as_str()));
        let mut current = cohorts.iter().position(|c| Some(c.id) == options.cohort).map_or(0, |at| at + 1);
        if select(ui, words.cohort, &names, &mut current).changed() {
            let cohort = current.checked_sub(1).map(|at| cohorts[at].id);
            commands.push(Command::Import(ImportTask::Cohort(cohort)));
        }
        let townships = view.ws.townships_in_order();
        let spoken_of = source.table.unit.township.and_then(|id| view.ws.townships.get(id));
        let first = spoken_of
            .map_or_else(|| words.from_title.to_owned(), |unit| format!("{} · {}", unit.name, words.from_title));
        let mut names = vec![first.as_str()];
        names.extend(townships.iter().map(|township| township.name.as_str()));
        let mut current = townships.iter().position(|t| Some(t.id) == options.township).map_or(0, |at| at + 1);
        if select(ui, words.township, &names, &mut current).changed() {
            let township = current.checked_sub(1).map(|at| townships[at].id);
            commands.push(Command::Import(ImportTask::Township { table: self.table, township }));
        }
        let mut overwrites = options.overwrites;
        if checkbox(ui, &mut overwrites, words.overwrite).changed() {
            commands.push(Command::Import(ImportTask::Overwrite(overwrites)));
        }
    }

    /// The units that were not recognised with what they may be, and those that the user has named.
    fn units_ui(&self, ui: &mut Ui, view: View<'_>, source: &Source, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        ScrollArea::vertical().id_salt("units").max_height(UNITS_HEIGHT).show(ui, |ui| {
            for unit in &self.content.units {
                unknown_ui(ui, words, unit, commands);
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
    }
}

/// The columns of a table: what stands above each, what it means, and what it can mean.
struct Columns<'a, C> {
    headings: &'a [String],
    meanings: &'a [Option<C>],
    offered: &'a [C],
}

impl<C: Copy + PartialEq> Columns<'_, C> {
    /// Draws each column with its heading and its meaning; returns what the user chose for one.
    fn ui(&self, ui: &mut Ui, words: &ImportPageWords, name: impl Fn(C) -> &'static str) -> Option<(usize, Option<C>)> {
        note(ui, words.columns);
        let mut names = vec![words.not_read];
        names.extend(self.offered.iter().map(|meaning| name(*meaning)));
        let mut chosen = None;
        ScrollArea::horizontal().id_salt("columns").show(ui, |ui| {
            ui.horizontal(|ui| {
                for (column, meaning) in self.meanings.iter().enumerate() {
                    let heading = self.headings.get(column).filter(|heading| !heading.is_empty());
                    let heading = heading.cloned().unwrap_or_else(|| (column + 1).to_string());
                    let place = meaning.and_then(|meaning| self.offered.iter().position(|c| *c == meaning));
                    let mut current = place.map_or(0, |at| at + 1);
                    if column_ui(ui, words, &heading, &names, &mut current) {
                        chosen = Some((column, current.checked_sub(1).map(|at| self.offered[at])));
                    }
                }
            });
        });
        chosen
    }
}

/// One column: its heading above its meaning, which the user may change.
fn column_ui(ui: &mut Ui, words: &ImportPageWords, heading: &str, names: &[&str], current: &mut usize) -> bool {
    ui.vertical(|ui| {
        ui.set_width(COLUMN_WIDTH);
        let color = palette(ui).text_weak;
        ui.add(egui::Label::new(RichText::new(heading).size(NOTE).color(color)).truncate());
        let response = select_wide(ui, "", names, current, Some(COLUMN_WIDTH));
        response.widget_info(|| {
            let name = format!("{} {}", (words.column_of)(heading), names[*current]);
            egui::WidgetInfo::labeled(egui::Role::Button, true, name)
        });
        response.changed()
    })
    .inner
}

/// What holds for all rows of a table that is no roster.
fn record_options_ui(ui: &mut Ui, view: View<'_>, importing: &Importing, what: What, commands: &mut Commands) {
    if matches!(what, What::Marks | What::Costs) {
        session_ui(ui, view, importing, commands);
    }
    let mut overwrites = importing.draft().options.overwrites;
    if checkbox(ui, &mut overwrites, ImportPageWords::of(view.lang).overwrite).changed() {
        commands.push(Command::Import(ImportTask::Overwrite(overwrites)));
    }
}

/// The columns without which nothing can be read.
fn needed_ui(ui: &mut Ui, view: View<'_>, missing: &[Col]) {
    if missing.is_empty() {
        return;
    }
    let names = import_records::columns(view.lang, missing.iter().copied());
    let text = (ImportPageWords::of(view.lang).missing_columns)(&names);
    ui.label(RichText::new(text).size(SMALL).color(palette(ui).warn));
}

/// The session of rows that name none.
fn session_ui(ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
    let words = ImportPageWords::of(view.lang);
    let sessions: Vec<_> = view.ws.sessions.iter().filter(|session| session.status != Status::Cancelled).collect();
    let mut names = vec![words.leave_out];
    names.extend(sessions.iter().map(|session| session.title.as_str()));
    let chosen = importing.draft().options.session;
    let mut current = sessions.iter().position(|session| Some(session.id) == chosen).map_or(0, |at| at + 1);
    if select(ui, words.session, &names, &mut current).changed() {
        let session = current.checked_sub(1).map(|at| sessions[at].id);
        commands.push(Command::Import(ImportTask::Session(session)));
    }
}

fn unknown_ui(ui: &mut Ui, words: &ImportPageWords, unit: &UnknownUnit, commands: &mut Commands) {
    ui.horizontal(|ui| {
        let told = (words.unit_rows)(&written(&unit.text), unit.n_rows);
        let mut names = vec![words.leave_out];
        names.extend(unit.proposals.iter().map(|(_, name)| name.as_str()));
        let mut current = 0;
        if select(ui, &format!("{told} → "), &names, &mut current).changed()
            && let Some((choice, _)) = current.checked_sub(1).and_then(|at| unit.proposals.get(at))
        {
            commands.push(Command::Import(ImportTask::Unit(unit.text.clone(), Some(*choice))));
        }
    });
}

fn written(text: &UnitText) -> String {
    let parts = [text.township.as_str(), text.branch.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn chosen(view: View<'_>, choice: UnitChoice) -> String {
    match choice {
        UnitChoice::Township(id) => view.ws.townships.get(id).map(|township| township.name.clone()),
        UnitChoice::Branch(id) => view.ws.branches.get(id).map(|branch| branch.name.clone()),
    }
    .unwrap_or_default()
}
