//! The rows of a table under a filter.

use egui::{RichText, Ui};

use super::ImportPage;
use super::content::Shown;
use super::row_ui::{OUTCOME_WIDTH, cell_ui, columns, outcome_ui};
use crate::app::{Command, Commands, ImportTask, Importing, View};
use crate::exchange::records::RecordTable;
use crate::model::PersonId;
use crate::ui::theme::SMALL;
use crate::ui::widgets::{Column, Grid, bare_card, cell_label, link, note, segmented};
use crate::words::import_page::ImportPageWords;
use crate::words::import_records;
use crate::words::people::PeopleWords;
use crate::words::widgets::WidgetWords;

impl ImportPage {
    pub(super) fn rows_ui(&mut self, ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        if !importing.draft().tables.is_empty() && !importing.is_current() {
            waiting_ui(ui, words, importing, commands);
        }
        let (Some(table), Some(shown)) = (importing.draft().tables.get(self.table), importing.shown()) else { return };
        self.filter_ui(ui, view, shown.rosters.missing.len());
        ui.add_space(6.0);
        if self.filter == Shown::Missing {
            note(ui, words.missing_note);
            self.missing_ui(ui, view, &shown.rosters.missing);
            return;
        }
        if self.content.rows.is_empty() {
            note(ui, words.no_rows);
            return;
        }
        if let Some(Some(others)) = shown.records.get(self.table) {
            self.records_ui(ui, view, others);
            return;
        }
        let Some(rows) = shown.rosters.tables.get(self.table) else { return };
        let columns = columns(PeopleWords::of(view.lang));
        let places = &self.content.rows;
        let mut decided = None;
        bare_card(ui, |ui| {
            let grid = Grid::new(words.rows, &columns, places.len());
            grid.show(
                ui,
                &mut self.grid,
                WidgetWords::of(view.lang),
                |row| places[row],
                |ui, row, column| {
                    let Some(row) = rows.get(places[row]) else { return };
                    let number = table.source.sheet().rows.get(row.row).map_or(0, |row| row.number);
                    let decision = cell_ui(ui, view, row, number, column);
                    decided = decision.map(|decision| (row.row, decision)).or(decided);
                },
            );
        });
        if let Some((row, decision)) = decided {
            commands.push(Command::Import(ImportTask::Decide { table: self.table, row, decision }));
        }
    }

    /// One button for each verdict, with how many rows have it.
    fn filter_ui(&mut self, ui: &mut Ui, view: View<'_>, n_missing: usize) {
        let (words, people) = (ImportPageWords::of(view.lang), PeopleWords::of(view.lang));
        let n = self.content.counts;
        let titles = [
            (words.all_rows, n.rows()),
            (people.outcome_new, n.new),
            (people.outcome_changed, n.changed),
            (people.outcome_conflict, n.conflicts),
            (people.outcome_refused, n.refused),
            (people.outcome_unchanged, n.unchanged),
            (words.missing, n_missing),
        ];
        let titles = titles.map(|(name, n)| format!("{name} {n}"));
        let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        let mut current = Shown::ALL.iter().position(|shown| *shown == self.filter).unwrap_or(0);
        if segmented(ui, &titles, &mut current) {
            self.filter = Shown::ALL[current];
        }
    }

    /// The rows of a table that is no roster.
    fn records_ui(&mut self, ui: &mut Ui, view: View<'_>, table: &RecordTable) {
        let words = PeopleWords::of(view.lang);
        let columns = [
            Column::fixed(words.col_row, 44.0).right(),
            Column::fixed(words.col_outcome, OUTCOME_WIDTH),
            Column::rest(ImportPageWords::of(view.lang).content, 300.0),
            Column::rest(words.col_reason, 260.0),
        ];
        let places = &self.content.rows;
        bare_card(ui, |ui| {
            let grid = Grid::new(ImportPageWords::of(view.lang).rows, &columns, places.len());
            grid.show(
                ui,
                &mut self.grid,
                WidgetWords::of(view.lang),
                |row| places[row],
                |ui, row, column| {
                    let Some(row) = table.rows.get(places[row]) else { return };
                    let text = match column {
                        0 => row.number.to_string(),
                        1 => {
                            outcome_ui(ui, words, &row.outcome);
                            return;
                        }
                        2 => row.text.clone(),
                        _ => import_records::row(view.lang, row),
                    };
                    cell_label(ui, RichText::new(text).size(SMALL));
                },
            );
        });
    }

    fn missing_ui(&mut self, ui: &mut Ui, view: View<'_>, missing: &[PersonId]) {
        let words = PeopleWords::of(view.lang);
        let columns = [
            Column::fixed(words.col_name, 120.0),
            Column::fixed(words.col_township, 140.0),
            Column::rest(words.col_branch, 200.0),
        ];
        bare_card(ui, |ui| {
            let grid = Grid::new(ImportPageWords::of(view.lang).missing, &columns, missing.len());
            grid.show(
                ui,
                &mut self.grid,
                WidgetWords::of(view.lang),
                |row| row,
                |ui, row, column| {
                    let Some(person) = view.ws.people.get(missing[row]) else { return };
                    let branch = person.home_on(view.as_of).and_then(|id| view.ws.branches.get(id));
                    let township = branch.and_then(|branch| view.ws.townships.get(branch.township));
                    let text = match column {
                        0 => person.name.as_str(),
                        1 => township.map_or("", |township| township.name.as_str()),
                        _ => branch.map_or("", |branch| branch.name.as_str()),
                    };
                    cell_label(ui, RichText::new(text).size(SMALL));
                },
            );
        });
    }
}

/// That what is shown is not what would be done now: it is being worked out, or that was stopped.
fn waiting_ui(ui: &mut Ui, words: &ImportPageWords, importing: &Importing, commands: &mut Commands) {
    if importing.is_comparing() {
        note(ui, words.comparing);
        return;
    }
    ui.horizontal(|ui| {
        note(ui, words.stopped);
        if link(ui, words.compare).clicked() {
            commands.push(Command::Import(ImportTask::Compare));
        }
    });
}
