//! 设置: the tables of the district, each edited in place.

mod programme_ui;
mod rules;
mod succession_ui;
mod tables;
mod year_ui;

use egui::Ui;

use crate::app::{Commands, SettingsTab, View, legal_holidays};
use crate::model::{Blackout, Branch, Cohort, Course, Holiday, Label, TableName, Township, TownshipId, Trainer, Venue};
use crate::ui::pages::records::{FormState, Scene, Sheet, SheetState};
use crate::ui::widgets::{button, note, page_header, select, tabs};
use crate::words::settings::SettingsWords;
use crate::words::year_end::YearEndWords;
use rules::RulesTab;
use succession_ui::{Succession, Unit};
use year_ui::YearTab;

/// The tabs in the order shown.
const TABS: [SettingsTab; 12] = [
    SettingsTab::Programme,
    SettingsTab::Cohorts,
    SettingsTab::Townships,
    SettingsTab::Branches,
    SettingsTab::Venues,
    SettingsTab::Trainers,
    SettingsTab::Courses,
    SettingsTab::Blackouts,
    SettingsTab::Holidays,
    SettingsTab::Rules,
    SettingsTab::Year,
    SettingsTab::Folder,
];

/// What the user sees and has typed on the page.
#[derive(Default)]
pub struct SettingsPage {
    tab: SettingsTab,
    programme: FormState,
    cohorts: SheetState<Cohort>,
    townships: SheetState<Township>,
    branches: SheetState<Branch>,
    branches_of: Option<TownshipId>,
    venues: SheetState<Venue>,
    trainers: SheetState<Trainer>,
    courses: SheetState<Course>,
    blackouts: SheetState<Blackout>,
    holidays: SheetState<Holiday>,
    /// The days that were announced for a year.
    announced: (i32, Vec<Holiday>),
    rules: RulesTab,
    year: YearTab,
    succession: Option<Succession>,
}

impl SettingsPage {
    /// Shows a tab.
    pub fn open(&mut self, tab: SettingsTab) {
        self.tab = tab;
    }

    /// Draws the page; `folder_ui` draws the tab of the folder, which belongs to the window.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands, folder_ui: impl FnOnce(&mut Ui)) {
        let words = SettingsWords::of(view.lang);
        let scene = Scene::of(view);
        let subtitle = if view.is_read_only { words.read_only } else { "" };
        page_header(ui, words.title, subtitle, |_| {});
        let titles = TABS.map(|tab| title(words, tab));
        let mut current = TABS.iter().position(|tab| *tab == self.tab).unwrap_or(0);
        tabs(ui, &titles, &mut current);
        self.tab = TABS[current];
        ui.add_space(4.0);
        match self.tab {
            SettingsTab::Programme => programme_ui::programme_ui(ui, &mut self.programme, scene, words, commands),
            SettingsTab::Cohorts => sheet_ui(ui, &tables::cohorts(scene, words), &mut self.cohorts, scene, commands),
            SettingsTab::Townships => {
                let unit = self.townships.cursor_key().copied().map(Unit::Township);
                let sheet = tables::townships(scene, words);
                above_note_ui(ui, words, |ui| {
                    sheet.ui(ui, &mut self.townships, scene, commands, |ui| {
                        change_unit_ui(ui, view, unit, &mut self.succession);
                    });
                });
            }
            SettingsTab::Branches => self.branches_ui(ui, view, words, commands),
            SettingsTab::Venues => sheet_ui(ui, &tables::venues(scene, words), &mut self.venues, scene, commands),
            SettingsTab::Trainers => sheet_ui(ui, &tables::trainers(scene, words), &mut self.trainers, scene, commands),
            SettingsTab::Courses => sheet_ui(ui, &tables::courses(scene, words), &mut self.courses, scene, commands),
            SettingsTab::Blackouts => {
                sheet_ui(ui, &tables::blackouts(scene, words), &mut self.blackouts, scene, commands);
            }
            SettingsTab::Holidays => self.holidays_ui(ui, scene, words, commands),
            SettingsTab::Rules => above_note_ui(ui, words, |ui| self.rules.ui(ui, view, scene, commands)),
            SettingsTab::Year => self.year.ui(ui, view, commands),
            SettingsTab::Folder => folder_ui(ui),
        }
        if let Some(dialog) = &mut self.succession
            && !dialog.ui(ui, view, commands)
        {
            self.succession = None;
        }
    }

    /// The holidays, and a click that fills in what was announced for the year and is not there.
    fn holidays_ui(&mut self, ui: &mut Ui, scene: Scene<'_>, words: &'static SettingsWords, commands: &mut Commands) {
        let year = scene.ws.programme.year;
        if self.announced.0 != year {
            self.announced = (year, legal_holidays(year));
        }
        let missing = || self.announced.1.iter().filter(|day| !scene.ws.holidays.has(day.date));
        let n = missing().count();
        let mut is_asked = false;
        let sheet = tables::holidays(scene, words);
        above_note_ui(ui, words, |ui| {
            sheet.ui(ui, &mut self.holidays, scene, commands, |ui| {
                is_asked = n > 0 && !scene.is_read_only && button(ui, &(words.fill_holidays)(year, n)).clicked();
            });
        });
        if is_asked {
            let days: Vec<Holiday> = missing().cloned().collect();
            commands.edit(Label::ChangeMany { table: TableName::Holidays, n }, move |ws| ws.with_all(days));
        }
    }

    /// The branches of one township, or of all: 691 rows are too many to look through.
    fn branches_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &'static SettingsWords, commands: &mut Commands) {
        let scene = Scene::of(view);
        let unit = self.branches.cursor_key().copied().map(Unit::Branch);
        let townships = scene.ws.townships_in_order();
        let mut options = vec![words.all_townships];
        options.extend(townships.iter().map(|township| township.name.as_str()));
        let of = &mut self.branches_of;
        let mut current = townships.iter().position(|t| Some(t.id) == *of).map_or(0, |at| at + 1);
        let sheet = tables::branches(scene, words, *of);
        above_note_ui(ui, words, |ui| {
            sheet.ui(ui, &mut self.branches, scene, commands, |ui| {
                if select(ui, "", &options, &mut current).changed() {
                    *of = current.checked_sub(1).map(|at| townships[at].id);
                }
                change_unit_ui(ui, view, unit, &mut self.succession);
            });
        });
    }
}

/// The button that renames or merges the unit under the cursor.
fn change_unit_ui(ui: &mut Ui, view: View<'_>, unit: Option<Unit>, dialog: &mut Option<Succession>) {
    let words = YearEndWords::of(view.lang);
    let response = ui.add_enabled_ui(unit.is_some() && !view.is_read_only, |ui| button(ui, words.change_unit)).inner;
    if let Some(unit) = unit.filter(|_| response.on_disabled_hover_text(words.choose_first).clicked()) {
        *dialog = Some(Succession::new(unit, view));
    }
}

fn title(words: &SettingsWords, tab: SettingsTab) -> &'static str {
    match tab {
        SettingsTab::Programme => words.programme,
        SettingsTab::Cohorts => words.cohorts,
        SettingsTab::Townships => words.townships,
        SettingsTab::Branches => words.branches,
        SettingsTab::Venues => words.venues,
        SettingsTab::Trainers => words.trainers,
        SettingsTab::Courses => words.courses,
        SettingsTab::Blackouts => words.blackouts,
        SettingsTab::Holidays => words.holidays,
        SettingsTab::Rules => words.rules,
        SettingsTab::Year => words.year_end,
        SettingsTab::Folder => words.folder,
    }
}

fn sheet_ui<R>(ui: &mut Ui, sheet: &Sheet<'_, R>, state: &mut SheetState<R>, scene: Scene<'_>, commands: &mut Commands)
where
    R: crate::model::Record + Send + 'static,
    R::Key: Send + std::hash::Hash,
    crate::model::Workspace: crate::model::workspace::Keeps<R>,
{
    let words = SettingsWords::of(scene.lang);
    above_note_ui(ui, words, |ui| sheet.ui(ui, state, scene, commands, |_| {}));
}

/// What fills the page down to a last line that says how to edit.
fn above_note_ui(ui: &mut Ui, words: &SettingsWords, add: impl FnOnce(&mut Ui)) {
    let size = egui::vec2(ui.available_width(), ui.available_height() - 26.0);
    ui.allocate_ui_with_layout(size, egui::Layout::top_down(egui::Align::Min), |ui| {
        ui.set_min_size(size);
        add(ui);
    });
    note(ui, words.keys_note);
}
