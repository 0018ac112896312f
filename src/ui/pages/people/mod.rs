//! 人员: everybody in one grid, and one person beside it.

mod bulk_ui;
mod detail_ui;
mod dialogs;
mod duplicates_ui;
mod filters_ui;
mod form;
mod grid_ui;
pub mod list;

use egui::{Ui, vec2};

pub(super) use self::dialogs::{DialogEnd, PeopleDialog};
pub(super) use self::grid_ui::{cohort_names, hours_text};

use self::duplicates_ui::Duplicates;
use self::list::PeopleList;
use crate::app::{Command, Commands, ImportTask, Pasted, PeopleFilter, Place, View};
use crate::exchange::papers::{Kind, Request};
use crate::exchange::tables::Holds;
use crate::model::{Person, PersonId};
use crate::ui::icons::Icon;
use crate::ui::pages::import_pasted;
use crate::ui::pages::records::FormState;
use crate::ui::papers::{OF_PEOPLE, papers_menu_ui};
use crate::ui::theme::ROW_HEIGHT;
use crate::ui::widgets::{GridState, SearchText, Sort, bare_card, menu_button, primary_button_with, take_paste};
use crate::words::duplicates::DuplicateWords;
use crate::words::import_page::ImportPageWords;
use crate::words::people::PeopleWords;
use crate::words::records::count;
use crate::words::shell::ShellWords;

/// Width of the card that shows one person, in points.
const DETAIL_WIDTH: f32 = 286.0;
/// Width of the page below which the detail makes room for the grid beside it, in points.
const ROOMY: f32 = 1170.0;
/// Bytes of a pasted list that is read while a frame is drawn, some hundreds of people.
const MOST_PASTED: usize = 40_000;
/// Room between the cards, in points.
const GAP: f32 = 12.0;

/// What the user sees and has typed on the page.
pub struct PeoplePage {
    filter: PeopleFilter,
    search: SearchText,
    list: PeopleList,
    grid: GridState<PersonId>,
    /// Somebody to be shown as soon as the list is known.
    wanted: Option<PersonId>,
    dialog: Option<PeopleDialog>,
    duplicates: Option<Duplicates>,
    is_editing: bool,
    /// What is typed into the form, and about whom.
    form: (Option<PersonId>, FormState),
}

impl Default for PeoplePage {
    fn default() -> Self {
        let mut grid = GridState::default();
        grid.sort = Some(Sort { column: 0, is_descending: false });
        Self {
            filter: PeopleFilter::default(),
            search: SearchText::default(),
            list: PeopleList::default(),
            grid,
            wanted: None,
            dialog: None,
            duplicates: None,
            is_editing: false,
            form: (None, FormState::default()),
        }
    }
}

impl PeoplePage {
    /// Shows a person, whatever the filter.
    pub fn open(&mut self, person: PersonId) {
        self.set_filter(PeopleFilter::default());
        self.wanted = Some(person);
    }

    /// Shows who may be one person with two records.
    pub fn open_duplicates(&mut self) {
        self.duplicates = Some(Duplicates::default());
    }

    /// Shows the people who pass a filter.
    pub fn set_filter(&mut self, filter: PeopleFilter) {
        self.search = SearchText::new(filter.search.clone());
        self.filter = filter;
        self.grid.clear_choice();
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let words = PeopleWords::of(view.lang);
        self.list.follow(view, &self.filter, grid_ui::order(self.grid.sort));
        self.go_to_wanted(view);
        self.header_ui(ui, view, words, commands);
        if !view.is_read_only
            && let Some(text) = take_paste(ui)
        {
            self.paste(text, commands);
        }
        // below the grid, so that no row moves away from under the pointer that ticks it
        let bar_height = if self.grid.chosen().is_empty() { 0.0 } else { ROW_HEIGHT + ui.spacing().item_spacing.y };
        let (width, height) = (ui.available_width(), ui.available_height());
        let detail_width = DETAIL_WIDTH - (ROOMY - width).clamp(0.0, 56.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.allocate_ui(vec2(width - detail_width - GAP, height), |ui| {
                ui.vertical(|ui| {
                    let size = vec2(ui.available_width(), height - bar_height);
                    ui.allocate_ui(size, |ui| bare_card(ui, |ui| self.grid_ui(ui, view, words, commands)));
                    if bar_height > 0.0 {
                        self.bulk_ui(ui, view, words, commands);
                    }
                });
            });
            ui.allocate_ui(vec2(detail_width, height), |ui| self.detail_ui(ui, view, words, commands));
        });
        self.dialog_ui(ui, view, words, commands);
        self.duplicates_ui(ui, view, commands);
    }

    /// Title, count, search and filters; what can be added at the right.
    fn header_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PeopleWords, commands: &mut Commands) {
        let all = count(self.list.n_here() as u64);
        let subtitle = if list::is_open(&self.filter) {
            (words.n_people)(&all)
        } else {
            (words.n_hits)(&all, &count(self.list.positions().len() as u64))
        };
        let size = vec2(ui.available_width(), ROW_HEIGHT);
        ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_enabled_ui(!view.is_read_only, |ui| {
                if primary_button_with(ui, Icon::Plus, words.new_person).clicked() {
                    self.dialog = Some(PeopleDialog::new_person(view, &self.filter));
                }
            });
            self.lists_ui(ui, view, words, commands);
            let about = Request { township: self.filter.township, ..Request::new(Kind::Rows) };
            papers_menu_ui(ui, ShellWords::of(view.lang).export, OF_PEOPLE, &about, view.lang, commands);
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                self.filters_ui(ui, view, words, &subtitle);
            });
        });
    }

    /// What can be done with lists of people from elsewhere, and with what they have left twice.
    fn lists_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PeopleWords, commands: &mut Commands) {
        menu_button(ui, words.lists, |ui| {
            ui.add_enabled_ui(!view.is_read_only, |ui| {
                if ui.button(words.paste_list).clicked() {
                    self.dialog = Some(PeopleDialog::paste(String::new(), &self.filter));
                }
                if ui.button(ImportPageWords::of(view.lang).button).clicked() {
                    commands.go(Place::Import);
                    commands.push(Command::Import(ImportTask::Ask));
                }
            });
            if ui.button(DuplicateWords::of(view.lang).button).clicked() {
                self.open_duplicates();
            }
        });
    }

    /// Shows what a pasted list would do; a long one where that is worked out beside the frame.
    fn paste(&mut self, text: String, commands: &mut Commands) {
        if text.len() > MOST_PASTED {
            import_pasted(Pasted { text, holds: Some(Holds::People), session: None }, commands);
        } else {
            self.dialog = Some(PeopleDialog::paste(text, &self.filter));
        }
    }

    fn go_to_wanted(&mut self, view: View<'_>) {
        let Some(wanted) = self.wanted.take() else { return };
        let people = view.derived.index(view.ws).people();
        let row = self.list.positions().iter().position(|position| people[*position as usize] == wanted);
        if let Some(row) = row {
            self.grid.go_to(row, wanted);
        }
    }

    /// The person under the cursor.
    fn current<'a>(&self, view: View<'a>) -> Option<&'a Person> {
        self.grid.cursor_key().and_then(|id| view.ws.people.get(*id))
    }
}
