//! A table of records edited in place: one for every table of the settings.

use egui::{Id, Key, Label, Modifiers, RichText, Ui};

use super::column::{Column, Scene};
use super::editor::{Asked, Draft};
use crate::app::search::sort_key;
use crate::app::{Command, Commands, Notice};
use crate::model::refusal::Field;
use crate::model::workspace::Keeps;
use crate::model::{IdSource, Label as EditLabel, Record, Refusal, Workspace};
use crate::ui::icons::Icon;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{
    self, Grid, GridOutput, GridState, bare_card, cell_label, danger_button, note, primary_button_with, tab_separated,
    take_paste,
};
use crate::words::refusals;
use crate::words::settings::SettingsWords;
use crate::words::widgets::WidgetWords;

type Rows<'a, R> = Box<dyn Fn(&Workspace) -> Vec<<R as Record>::Key> + 'a>;
type Fresh<'a, R> = Box<dyn Fn(&mut IdSource, String) -> R + 'a>;

/// How a table is shown and changed.
pub struct Sheet<'a, R: Record> {
    /// What the table is called.
    pub name: &'static str,
    /// What a new row is called on its button.
    pub add: &'static str,
    /// Its columns.
    pub columns: Vec<Column<'a, R>>,
    /// Which records are shown, in the order in which they stand by themselves.
    pub rows: Rows<'a, R>,
    /// A new record that could be kept as it is; it takes its id, if it has one, from the source.
    pub fresh: Fresh<'a, R>,
    /// What a record is called.
    pub name_of: fn(&R) -> &str,
    /// Whether two records would be taken for each other.
    pub is_twin: fn(&R, &R) -> bool,
    /// The command that removes a record.
    pub remove: fn(&Workspace, R::Key) -> Result<Workspace, Refusal>,
}

/// What the user does in a sheet.
pub struct SheetState<R: Record> {
    grid: GridState<R::Key>,
    editing: Option<Editing<R>>,
    fault: Option<String>,
    wanted: Option<Wanted<R>>,
}

struct Editing<R: Record> {
    key: R::Key,
    column: usize,
    draft: Draft,
}

/// A cell to go to as soon as its row is there.
struct Wanted<R: Record> {
    key: R::Key,
    column: usize,
    is_edited: bool,
}

impl<R: Record> SheetState<R> {
    /// The row under the cursor.
    pub(super) fn cursor(&self) -> Option<usize> {
        self.grid.cursor()
    }

    /// The column under the cursor.
    pub(super) fn column(&self) -> usize {
        self.grid.column()
    }

    /// Says why something could not be done.
    pub(super) fn say(&mut self, fault: String) {
        self.fault = Some(fault);
    }

    /// The record under the cursor.
    pub fn cursor_key(&self) -> Option<&R::Key> {
        self.grid.cursor_key()
    }
}

impl<R: Record> Default for SheetState<R> {
    fn default() -> Self {
        Self { grid: GridState::default(), editing: None, fault: None, wanted: None }
    }
}

impl<R> Sheet<'_, R>
where
    R: Record + Send + 'static,
    R::Key: Send + std::hash::Hash,
    Workspace: Keeps<R>,
{
    /// Draws the table with its buttons; `head` adds what else belongs above it.
    pub fn ui(
        &self,
        ui: &mut Ui,
        state: &mut SheetState<R>,
        scene: Scene<'_>,
        commands: &mut Commands,
        head: impl FnOnce(&mut Ui),
    ) {
        let words = SettingsWords::of(scene.lang);
        let rows = self.sorted(scene, state);
        self.bar_ui(ui, state, scene, commands, rows.len(), head);
        if let Some(wanted) = &state.wanted
            && let Some(row) = rows.iter().position(|key| *key == wanted.key)
        {
            let is_edited = wanted.is_edited;
            state.grid.go_to(row, wanted.key);
            state.grid.go_to_column(wanted.column);
            state.wanted = None;
            if is_edited {
                self.begin(state, scene, None);
            }
        }
        if !scene.is_read_only
            && let Some(text) = take_paste(ui)
        {
            self.paste(state, scene, commands, &rows, text);
        }
        if rows.is_empty() {
            note(ui, words.empty_table);
            return;
        }
        let output = bare_card(ui, |ui| self.grid_ui(ui, state, scene, &rows)).inner;
        if output.1 == Asked::Nothing {
            self.hear(ui, state, scene, commands, &rows, &output.0);
        } else {
            self.finish(state, scene, commands, &rows, &output);
        }
    }

    /// Adding, removing, how many there are, and why a row could not be removed.
    fn bar_ui(
        &self,
        ui: &mut Ui,
        state: &mut SheetState<R>,
        scene: Scene<'_>,
        commands: &mut Commands,
        n_rows: usize,
        head: impl FnOnce(&mut Ui),
    ) {
        let words = SettingsWords::of(scene.lang);
        ui.horizontal(|ui| {
            ui.add_enabled_ui(!scene.is_read_only, |ui| {
                if primary_button_with(ui, Icon::Plus, self.add).clicked() {
                    self.add_row(state, scene, commands);
                }
                let has_cursor = state.grid.cursor().is_some() && n_rows > 0;
                let delete = ui.add_enabled_ui(has_cursor, |ui| danger_button(ui, words.delete_row)).inner;
                if delete.clicked() {
                    self.remove_row(state, scene, commands);
                }
            });
            head(ui);
            let palette = palette(ui);
            match &state.fault {
                Some(fault) => ui.add(Label::new(RichText::new(fault).size(SMALL).color(palette.bad)).wrap()),
                None => ui.add(Label::new(RichText::new((words.n_rows)(n_rows)).size(SMALL).color(palette.text_weak))),
            };
        });
    }

    fn grid_ui(
        &self,
        ui: &mut Ui,
        state: &mut SheetState<R>,
        scene: Scene<'_>,
        rows: &[R::Key],
    ) -> (GridOutput, Asked) {
        let columns: Vec<widgets::Column<'_>> = self
            .columns
            .iter()
            .map(|column| widgets::Column {
                title: column.title,
                width: column.width,
                align: column.align,
                is_sortable: true,
            })
            .collect();
        let grid = Grid::new(self.name, &columns, rows.len()).with_cells(0..columns.len());
        let editing = &mut state.editing;
        let mut asked = Asked::Nothing;
        let key = |row: usize| rows[row];
        let words = WidgetWords::of(scene.lang);
        let output = grid.show(ui, &mut state.grid, words, key, |ui, row, at| {
            let column = &self.columns[at];
            if let Some(editing) = editing.as_mut().filter(|editing| (editing.key, editing.column) == (rows[row], at)) {
                let id = Id::unique(("cell", self.name, format!("{:?}", editing.key), at));
                let name = format!("{} {}", self.name, column.title);
                let is_right = column.align == egui::Align::Max;
                asked = editing.draft.ui(ui, id, &name, column.choices(), is_right);
            } else if let Some(record) = scene.ws.table().get(rows[row]) {
                cell_label(ui, RichText::new(column.text_of(record)).size(SMALL));
            }
        });
        (output, asked)
    }

    /// The keys of a grid in which nothing is being typed.
    fn hear(
        &self,
        ui: &Ui,
        state: &mut SheetState<R>,
        scene: Scene<'_>,
        commands: &mut Commands,
        rows: &[R::Key],
        output: &GridOutput,
    ) {
        if output.wants_copy {
            ui.copy_text(self.table(scene, rows));
            commands.push(Command::Notify(Notice::info(SettingsWords::of(scene.lang).copied)));
        }
        if output.cursor_moved {
            state.fault = None;
        }
        if scene.is_read_only {
            return;
        }
        let is_elsewhere = state.editing.as_ref().is_some_and(|editing| {
            output.clicked.is_some_and(|(row, column)| (rows[row], column) != (editing.key, editing.column))
        });
        if is_elsewhere {
            state.editing = None;
        }
        if output.opened.is_some() && state.editing.is_none() {
            self.begin(state, scene, None);
            return;
        }
        if !output.response.has_focus() || state.editing.is_some() {
            return;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::F2)) {
            self.begin(state, scene, None);
        } else if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete)) {
            self.remove_row(state, scene, commands);
        } else if let Some(text) = typed(ui) {
            self.begin(state, scene, Some(text));
        }
    }

    /// Opens the cell under the cursor.
    fn begin(&self, state: &mut SheetState<R>, scene: Scene<'_>, typed: Option<String>) {
        let Some(key) = state.grid.cursor_key().copied() else { return };
        let Some(record) = scene.ws.table().get(key) else { return };
        let column = state.grid.column().min(self.columns.len().saturating_sub(1));
        let before = self.columns[column].text_of(record);
        let draft = match typed {
            Some(text) => Draft::typed(before, text),
            None => Draft::of(before),
        };
        state.fault = None;
        state.editing = Some(Editing { key, column, draft });
    }

    /// Takes what was typed if it can be kept, and goes where the user asked to go.
    fn finish(
        &self,
        state: &mut SheetState<R>,
        scene: Scene<'_>,
        commands: &mut Commands,
        rows: &[R::Key],
        (output, asked): &(GridOutput, Asked),
    ) {
        let Some(editing) = &mut state.editing else { return };
        let taken = if *asked == Asked::Forget { Ok(editing.key) } else { self.take(editing, scene, commands) };
        let new_key = match taken {
            Ok(key) => key,
            Err(fault) => {
                editing.draft.fault = Some(fault);
                return;
            }
        };
        let (key, column) = (editing.key, editing.column);
        state.editing = None;
        if *asked != Asked::Leave {
            output.response.request_focus();
        }
        let n_columns = self.columns.len();
        let Some(row) = rows.iter().position(|other| *other == key) else { return };
        let cell = row * n_columns + column;
        let next = match asked {
            Asked::TakeAndNext => Some(cell + 1).filter(|next| *next < rows.len() * n_columns),
            Asked::TakeAndBack => cell.checked_sub(1),
            Asked::Nothing | Asked::Take | Asked::Leave | Asked::Forget => None,
        };
        if new_key != key {
            // the row goes to another place in the next frame
            let step = next.filter(|next| next / n_columns == row).map(|next| next % n_columns);
            state.wanted = Some(Wanted { key: new_key, column: step.unwrap_or(column), is_edited: step.is_some() });
        } else if let Some(next) = next {
            state.grid.go_to(next / n_columns, rows[next / n_columns]);
            state.grid.go_to_column(next % n_columns);
            // What was just taken is not in the workspace yet, but the next cell shows another field.
            self.begin(state, scene, None);
        }
    }

    /// Tries what was typed and asks for the change. Returns the key under which the record stands then.
    fn take(&self, editing: &Editing<R>, scene: Scene<'_>, commands: &mut Commands) -> Result<R::Key, String> {
        let say = |refusal: &Refusal| refusals::refusal(scene.lang, refusal);
        let before: &R = scene.ws.find(editing.key).map_err(|refusal| say(&refusal))?;
        let column = &self.columns[editing.column];
        if column.text_of(before) == editing.draft.text.trim() {
            return Ok(editing.key);
        }
        let after = column.read(before, &editing.draft.text)?;
        if after == *before {
            return Ok(editing.key);
        }
        let is_twin = |other: &&R| other.key() != editing.key && (self.is_twin)(other, &after);
        let twin = scene.ws.table().iter().find(is_twin);
        if twin.is_some() && !(self.is_twin)(before, &after) {
            let value = (self.name_of)(&after).to_owned();
            return Err(say(&Refusal::Twice { field: Field::Name, value }));
        }
        let (old_key, new_key) = (editing.key, after.key());
        scene.ws.with_in_place_of(old_key, after.clone()).map_err(|refusal| say(&refusal))?;
        let label = EditLabel::Change { table: R::TABLE, name: (self.name_of)(&after).to_owned() };
        commands.edit(label, move |ws| ws.with_in_place_of(old_key, after));
        Ok(new_key)
    }

    fn add_row(&self, state: &mut SheetState<R>, scene: Scene<'_>, commands: &mut Commands) {
        let mut ids = scene.ws.ids;
        let record = (self.fresh)(&mut ids, self.free_name(scene));
        state.wanted = Some(Wanted { key: record.key(), column: 0, is_edited: true });
        state.fault = None;
        state.editing = None;
        let label = EditLabel::Add { table: R::TABLE, name: (self.name_of)(&record).to_owned() };
        commands.edit(label, move |ws| {
            let mut next = ws.with(record)?;
            next.ids.next = next.ids.next.max(ids.next);
            Ok(next)
        });
    }

    /// A name that no record has yet: 新场地, 新场地 2, …
    fn free_name(&self, scene: Scene<'_>) -> String {
        let names: Vec<&str> = scene.ws.table().iter().map(|record: &R| (self.name_of)(record)).collect();
        let numbered = (2..).map(|n| format!("{} {n}", self.add));
        std::iter::once(self.add.to_owned())
            .chain(numbered)
            .find(|name| !names.contains(&name.as_str()))
            .unwrap_or_default()
    }

    fn remove_row(&self, state: &mut SheetState<R>, scene: Scene<'_>, commands: &mut Commands) {
        let Some(key) = state.grid.cursor_key().copied() else { return };
        let Some(record) = scene.ws.table().get(key) else { return };
        state.editing = None;
        let remove = self.remove;
        state.fault = remove(scene.ws, key).err().map(|refusal| refusals::refusal(scene.lang, &refusal));
        if state.fault.is_none() {
            let label = EditLabel::Remove { table: R::TABLE, name: (self.name_of)(record).to_owned() };
            commands.edit(label, move |ws| remove(ws, key));
        }
    }

    /// The rows in the order asked for.
    fn sorted(&self, scene: Scene<'_>, state: &SheetState<R>) -> Vec<R::Key> {
        let mut rows = (self.rows)(scene.ws);
        let Some(sort) = state.grid.sort else { return rows };
        let Some(column) = self.columns.get(sort.column) else { return rows };
        rows.sort_by_cached_key(|key| {
            let text = scene.ws.table().get(*key).map_or_else(String::new, |record| column.text_of(record));
            (text.is_empty(), number_in(&text), sort_key(&text))
        });
        if sort.is_descending {
            rows.reverse();
        }
        rows
    }

    fn table(&self, scene: Scene<'_>, rows: &[R::Key]) -> String {
        let heading: Vec<String> = self.columns.iter().map(|column| column.title.to_owned()).collect();
        let records = rows.iter().filter_map(|key| scene.ws.table().get(*key));
        let texts = records.map(|record| self.columns.iter().map(|column| column.text_of(record)).collect());
        tab_separated(std::iter::once(heading).chain(texts))
    }
}

/// What a number's text sorts by, in hundredths; other texts come after all numbers.
fn number_in(text: &str) -> i64 {
    let plain: String = text.chars().filter(|c| *c != ',').collect();
    plain.parse::<f64>().map_or(i64::MAX, |number| (number * 100.0) as i64)
}

/// The first letters typed into a grid.
fn typed(ui: &Ui) -> Option<String> {
    ui.input(|input| {
        let mut texts = input
            .events
            .iter()
            .filter_map(|event| if let egui::Event::Text(text) = event { Some(text.clone()) } else { None });
        texts.find(|text| !text.trim().is_empty())
    })
}
