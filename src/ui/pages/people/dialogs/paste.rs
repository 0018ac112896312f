//! A list pasted from a spreadsheet: what it would change, row by row, before anything changes.

use egui::{ScrollArea, Ui};

use super::{Ask, Change, fault_ui};
use crate::app::View;
use crate::exchange::roster::{
    CohortChoice, Preview, PreviewRow, RosterColumn, RosterOptions, Table, Verdict, import, preview,
};
use crate::model::{BranchId, Label, TableName};
use crate::ui::pages::import::row_ui::{cell_ui, columns};
use crate::ui::widgets::{Dialog, DialogAnswer, Field, Grid, GridState, bare_card, note, select};
use crate::words::people::PeopleWords;
use crate::words::roster;
use crate::words::widgets::WidgetWords;

const WIDTH: f32 = 960.0;
const TEXT_HEIGHT: f32 = 78.0;
/// A longer text, in bytes, is not shown as text.
const MAX_TEXT: usize = 20_000;
/// What the dialog needs besides the grid, in points.
const BESIDES_GRID: f32 = 430.0;

/// A pasted list.
pub(super) struct Paste {
    text: String,
    options: RosterOptions,
    grid: GridState<usize>,
    understood: Option<Understood>,
    is_new: bool,
}

/// What was made of the text, at a revision of the workspace.
struct Understood {
    revision: u64,
    table: Table,
    preview: Preview,
    /// The rows that are people's.
    rows: Vec<usize>,
}

impl Paste {
    /// A list as it was copied; `branch` is where people belong whose row says nothing.
    pub fn new(text: String, branch: Option<BranchId>) -> Self {
        let options = RosterOptions { branch, ..RosterOptions::default() };
        Self { text, options, grid: GridState::default(), understood: None, is_new: true }
    }

    fn understand(&mut self, view: View<'_>) {
        let revision = view.derived.revision();
        if self.understood.as_ref().is_some_and(|known| known.revision == revision) {
            return;
        }
        let table = Table::read(&self.text, view.ws);
        let preview = preview(view.ws, &table, &self.options, view.as_of);
        let is_shown = |row: &&PreviewRow| row.verdict != Verdict::Skipped;
        let rows = preview.rows.iter().filter(is_shown).map(|row| row.row).collect();
        self.understood = Some(Understood { revision, table, preview, rows });
    }

    /// The text and what holds for all rows. Returns whether anything has to be understood anew.
    fn head_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PeopleWords) -> bool {
        note(ui, words.paste_hint);
        let is_typed = self.text_ui(ui, words);
        let cohorts: Vec<_> = view.ws.cohorts.iter().collect();
        let mut names = vec![words.none];
        names.extend(cohorts.iter().map(|cohort| cohort.short_name.as_str()));
        let place = cohorts.iter().position(|c| self.options.cohort == CohortChoice::Is(c.id));
        let mut current = place.map_or(0, |at| at + 1);
        let other = select(ui, words.paste_cohort, &names, &mut current).changed();
        if other {
            let chosen = current.checked_sub(1).map(|at| CohortChoice::Is(cohorts[at].id));
            self.options.cohort = chosen.unwrap_or_default();
        }
        is_typed || other
    }

    /// The text itself, in a field that scrolls; a very long one is only shown as rows.
    fn text_ui(&mut self, ui: &mut Ui, words: &PeopleWords) -> bool {
        if self.text.len() > MAX_TEXT {
            return false;
        }
        let area = ScrollArea::vertical().id_salt("text").max_height(TEXT_HEIGHT);
        let field = area.show(ui, |ui| {
            Field::new(words.paste_field).width(WIDTH).without_label().multiline_ui(ui, &mut self.text, 3)
        });
        if std::mem::take(&mut self.is_new) && self.text.is_empty() {
            field.inner.request_focus();
        }
        field.inner.changed()
    }

    /// What was recognised, how many rows do what, and the rows.
    fn preview_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PeopleWords) {
        let Some(known) = &self.understood else { return };
        if known.rows.is_empty() || !known.table.has(RosterColumn::Name) {
            let is_blank = self.text.trim().is_empty();
            note(ui, if is_blank { words.paste_nothing } else { words.paste_no_names });
            return;
        }
        let found: Vec<RosterColumn> = known.table.columns.iter().flatten().copied().collect();
        note(ui, &(words.paste_columns)(&roster::columns(view.lang, &found)));
        let n = known.preview.counts();
        ui.label((words.paste_summary)([n.new, n.changed, n.unchanged, n.conflicts, n.refused]));
        let columns = columns(words);
        let mut decided = None;
        let height = (ui.ctx().content_rect().height() - BESIDES_GRID).max(150.0);
        bare_card(ui, |ui| {
            let grid = Grid::new(words.paste_grid, &columns, known.rows.len()).height(height);
            let key = |row: usize| known.rows[row];
            grid.show(ui, &mut self.grid, WidgetWords::of(view.lang), key, |ui, row, column| {
                let row = &known.preview.rows[known.rows[row]];
                let decision = cell_ui(ui, view, row, row.row as u32 + 1, column);
                decided = decision.map(|decision| (row.row, decision)).or(decided);
            });
        });
        if let Some((row, decision)) = decided {
            self.options.decisions.insert(row, decision);
            self.understood = None;
        }
    }
}

impl Ask for Paste {
    fn show(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        self.understand(view);
        let is_ready = self.understood.as_ref().is_some_and(|known| known.preview.changes_anything());
        let dialog = Dialog::new(words.paste_title, words.paste_apply, words.cancel).ready(is_ready).width(WIDTH);
        dialog.show(ui.ctx(), |ui| {
            if self.head_ui(ui, view, words) {
                self.options.decisions.clear();
                self.understood = None;
                self.understand(view);
            }
            self.preview_ui(ui, view, words);
            fault_ui(ui, fault);
        })
    }

    fn change(&self, view: View<'_>) -> Option<(Label, Change)> {
        let known = self.understood.as_ref()?;
        let n = known.preview.counts();
        let label = Label::Import { table: TableName::People, n: n.new + n.changed };
        let (table, options, day) = (known.table.clone(), self.options.clone(), view.as_of);
        Some((label, Box::new(move |ws| import(ws, &table, &options, day))))
    }
}
