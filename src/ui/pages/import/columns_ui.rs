//! What holds for a whole table: its columns, its unit, and the units that were not recognised.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, Ui};

use super::ImportPage;
use crate::app::{Command, Commands, ImportTask, Importing, View};
use crate::exchange::records::{Col, Fault, Outcome, Signs, What};
use crate::exchange::roster::{CohortChoice, RosterColumn, Source};
use crate::exchange::tables::{Holds, Meaning, TableSource};
use crate::model::{MarkKind, Status};
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{card, checkbox, note, select, select_wide};
use crate::words::import_page::ImportPageWords;
use crate::words::{Lang, import_records, records, roster};

/// Width of the choice of a column's meaning, in points, by language.
const COLUMN_WIDTH: [f32; 2] = [116.0, 136.0];
/// Room below the columns for their scroll bar, in points.
const SCROLL_BAR_ROOM: f32 = 12.0;

impl ImportPage {
    pub(super) fn columns_ui(&mut self, ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        let Some(table) = importing.draft().tables.get(self.table) else { return };
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
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
                    let chosen = columns.ui(ui, view.lang, name);
                    needed_ui(ui, view, &source.missing());
                    chosen.map(|(column, meaning)| (column, Meaning::Record(meaning)))
                }
                TableSource::Roster(source) => {
                    let (headings, meanings) = (&source.table.headings, &source.table.columns);
                    let columns = Columns { headings, meanings, offered: &RosterColumn::ALL };
                    let chosen = columns.ui(ui, view.lang, |column| roster::column(view.lang, column));
                    if self.content.n_without_cohort > 0 {
                        let told = (words.without_cohort)(self.content.n_without_cohort);
                        ui.label(RichText::new(told).size(SMALL).color(palette(ui).warn));
                    }
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

    /// The cohort of people whose row names none: the one of the title, none, or another.
    fn cohort_ui(&self, ui: &mut Ui, view: View<'_>, source: &Source, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        let spoken_of = source.table.unit.cohort.and_then(|id| view.ws.cohorts.get(id));
        let first = spoken_of.map_or_else(
            || words.from_title.to_owned(),
            |cohort| format!("{} · {}", cohort.short_name, words.from_title),
        );
        let mut choices = vec![(CohortChoice::OfTitle, first.as_str()), (CohortChoice::None, words.no_cohort)];
        let all = view.ws.cohorts.iter();
        choices.extend(all.map(|cohort| (CohortChoice::Is(cohort.id), cohort.short_name.as_str())));
        let names: Vec<&str> = choices.iter().map(|(_, name)| *name).collect();
        let mut current = choices.iter().position(|(choice, _)| *choice == source.options.cohort).unwrap_or(0);
        if select(ui, words.cohort, &names, &mut current).changed() {
            let cohort = choices[current].0;
            commands.push(Command::Import(ImportTask::Cohort { table: self.table, cohort }));
        }
    }

    /// The cohort and the township of rows that name none, and whether the file wins.
    fn options_ui(&self, ui: &mut Ui, view: View<'_>, source: &Source, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        let options = &source.options;
        self.cohort_ui(ui, view, source, commands);
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
}

/// The columns of a table: what stands above each, what it means, and what it can mean.
struct Columns<'a, C> {
    headings: &'a [String],
    meanings: &'a [Option<C>],
    offered: &'a [C],
}

impl<C: Copy + PartialEq> Columns<'_, C> {
    /// Draws each column with its heading and its meaning; returns what the user chose for one.
    fn ui(&self, ui: &mut Ui, lang: Lang, name: impl Fn(C) -> &'static str) -> Option<(usize, Option<C>)> {
        let words = ImportPageWords::of(lang);
        note(ui, words.columns);
        let mut names = vec![words.not_read];
        names.extend(self.offered.iter().map(|meaning| name(*meaning)));
        let mut chosen = None;
        let room = ui.available_width();
        ScrollArea::horizontal().id_salt("columns").show(ui, |ui| {
            ui.horizontal(|ui| {
                for (column, meaning) in self.meanings.iter().enumerate() {
                    let heading = self.headings.get(column).filter(|heading| !heading.is_empty());
                    let heading = heading.cloned().unwrap_or_else(|| (column + 1).to_string());
                    let place = meaning.and_then(|meaning| self.offered.iter().position(|c| *c == meaning));
                    let mut current = place.map_or(0, |at| at + 1);
                    if column_ui(ui, lang, &heading, &names, &mut current) {
                        chosen = Some((column, current.checked_sub(1).map(|at| self.offered[at])));
                    }
                }
            });
            if ui.min_rect().width() > room {
                ui.add_space(SCROLL_BAR_ROOM);
            }
        });
        chosen
    }
}

/// One column: its heading above its meaning, which the user may change.
fn column_ui(ui: &mut Ui, lang: Lang, heading: &str, names: &[&str], current: &mut usize) -> bool {
    let (words, width) = (ImportPageWords::of(lang), lang.pick(COLUMN_WIDTH[0], COLUMN_WIDTH[1]));
    ui.vertical(|ui| {
        ui.set_width(width);
        let color = palette(ui).text_weak;
        ui.add(egui::Label::new(RichText::new(heading).size(NOTE).color(color)).truncate());
        let response = select_wide(ui, "", names, current, Some(width));
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
    if what == What::Marks {
        signs_ui(ui, view, importing, commands);
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

/// What ○ and △ mean, where a sheet has them and does not say.
fn signs_ui(ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
    let words = ImportPageWords::of(view.lang);
    let tables = importing.shown().into_iter().flat_map(|shown| shown.records.iter().flatten());
    let open = tables.flat_map(|table| &table.rows).filter_map(|row| match &row.outcome {
        Outcome::Refused(Fault::OpenSign(sign)) => Some(Signs::is_triangle(sign)),
        Outcome::New | Outcome::Changed | Outcome::Unchanged | Outcome::Conflict(_) | Outcome::Refused(_) => None,
    });
    let are_triangles: BTreeSet<bool> = open.collect();
    let known = importing.draft().options.signs;
    let has_circle = known.circle.is_some() || are_triangles.contains(&false);
    let has_triangle = known.triangle.is_some() || are_triangles.contains(&true);
    let mut names = vec![words.leave_out];
    names.extend(MarkKind::ALL.map(|kind| records::mark(view.lang, kind)));
    let choose = |ui: &mut Ui, sign, kind: Option<MarkKind>| {
        let place = kind.and_then(|kind| MarkKind::ALL.iter().position(|other| *other == kind));
        let mut current = place.map_or(0, |at| at + 1);
        let is_changed = select(ui, (words.sign_means)(sign).as_str(), &names, &mut current).changed();
        (is_changed, current.checked_sub(1).map(|at| MarkKind::ALL[at]))
    };
    let circle = has_circle.then(|| choose(ui, "○", known.circle)).filter(|(is_new, _)| *is_new);
    let triangle = has_triangle.then(|| choose(ui, "△", known.triangle)).filter(|(is_new, _)| *is_new);
    let circle = circle.map(|(_, circle)| Signs { circle, ..known });
    let triangle = triangle.map(|(_, triangle)| Signs { triangle, ..known });
    if let Some(signs) = circle.or(triangle) {
        commands.push(Command::Import(ImportTask::Signs(signs)));
    }
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
