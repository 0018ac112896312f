//! 导入: rosters that were dropped or chosen, what they would do row by row, and what the user decides about them.

mod columns_ui;
mod content;
pub mod row_ui;
mod rows_ui;
mod tables_ui;
mod units_ui;

use egui::{Align, Key, Layout, Modifiers, RichText, Ui, vec2};

use self::content::{Content, Shown};
use self::units_ui::ChoosingUnit;
use crate::app::{Command, Commands, ImportDone, ImportTask, Importing, Place, View};
use crate::exchange::tables::Together;
use crate::ui::fonts;
use crate::ui::theme::palette;
use crate::ui::widgets::{GridState, button, card, page_header, primary_button};
use crate::words::duplicates::DuplicateWords;
use crate::words::import_page::ImportPageWords;

/// Width of the list of tables, in points.
const TABLES_WIDTH: f32 = 236.0;
/// Room between the cards, in points.
const GAP: f32 = 12.0;
/// The keys that import, as they are shown.
const APPLY_KEYS: &str = "Ctrl+Enter";

/// What the user sees on the page.
#[derive(Default)]
pub struct ImportPage {
    table: usize,
    n_tables: usize,
    filter: Shown,
    grid: GridState<usize>,
    content: Content,
    choosing: Option<ChoosingUnit>,
}

impl ImportPage {
    /// Ctrl+Enter imports, unless something is being typed or asked.
    fn keys_ui(&self, ui: &Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
        let is_typing = ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx());
        if self.choosing.is_some() || is_typing || ui.ctx().memory(|memory| memory.top_modal_layer().is_some()) {
            return;
        }
        let applies = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if applies && is_ready(view, importing) {
            commands.push(Command::Import(ImportTask::Apply));
        }
    }

    /// Shows the first of the tables that came last.
    fn follow(&mut self, n_tables: usize) {
        if n_tables > self.n_tables {
            self.table = self.n_tables;
            self.filter = Shown::All;
        }
        self.n_tables = n_tables;
        self.table = self.table.min(n_tables.saturating_sub(1));
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
        self.follow(importing.draft().tables.len());
        self.content.follow(view, importing, self.table, self.filter);
        self.keys_ui(ui, view, importing, commands);
        header_ui(ui, view, importing, commands);
        ui.add_space(8.0);
        if importing.draft().tables.is_empty() && importing.draft().said.is_empty() {
            empty_ui(ui, view, importing, commands);
            return;
        }
        let (width, height) = (ui.available_width(), ui.available_height());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = GAP;
            ui.allocate_ui(vec2(TABLES_WIDTH, height), |ui| self.tables_ui(ui, view, importing, commands));
            ui.allocate_ui(vec2(width - TABLES_WIDTH - GAP, height), |ui| {
                ui.vertical(|ui| {
                    self.columns_ui(ui, view, importing, commands);
                    ui.add_space(8.0);
                    self.rows_ui(ui, view, importing, commands);
                });
            });
        });
    }
}

/// Whether what is shown can be carried out and brings anything.
fn is_ready(view: View<'_>, importing: &Importing) -> bool {
    let brings = importing.shown().map(Together::counts).is_some_and(|counts| counts.new + counts.changed > 0);
    brings && !view.is_read_only && !importing.is_reading() && importing.is_current()
}

fn header_ui(ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
    let words = ImportPageWords::of(view.lang);
    let n_tables = importing.draft().tables.len();
    let subtitle = if n_tables == 0 { String::new() } else { (words.subtitle)(n_tables) };
    page_header(ui, words.title, &subtitle, |ui| {
        let Some(shown) = importing.shown().filter(|_| n_tables > 0) else {
            choose_ui(ui, words, commands);
            return;
        };
        let counts = shown.counts();
        let n = counts.new + counts.changed;
        let is_ready = is_ready(view, importing);
        let apply = ui.add_enabled_ui(is_ready, |ui| primary_button(ui, &(words.apply)(n))).inner;
        if apply.on_hover_text(APPLY_KEYS).clicked() {
            commands.push(Command::Import(ImportTask::Apply));
        }
        let n_left = counts.conflicts + counts.refused;
        if n_left > 0 && button(ui, &(words.save_refused)(n_left)).clicked() {
            commands.push(Command::Import(ImportTask::SaveRefused));
        }
        choose_ui(ui, words, commands);
        if button(ui, words.discard).clicked() {
            commands.push(Command::Import(ImportTask::Discard));
        }
    });
}

fn choose_ui(ui: &mut Ui, words: &ImportPageWords, commands: &mut Commands) {
    if button(ui, words.choose).clicked() {
        commands.push(Command::Import(ImportTask::Ask));
    }
}

/// What the last import has brought, and who may have had a record before.
fn done_ui(ui: &mut Ui, view: View<'_>, done: &ImportDone, commands: &mut Commands) {
    let words = ImportPageWords::of(view.lang);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.add(egui::Label::new((words.done)(done.n_tables, done.counts)).wrap());
        let n_left = done.counts.conflicts + done.counts.refused;
        if n_left > 0 {
            ui.add_space(4.0);
            if button(ui, &(words.save_refused)(n_left)).clicked() {
                commands.push(Command::Import(ImportTask::SaveRefused));
            }
        }
        let Some(n_alike) = done.n_alike.filter(|n| *n > 0) else { return };
        ui.horizontal(|ui| {
            ui.label(RichText::new((words.alike)(n_alike)).color(palette(ui).warn));
            if button(ui, DuplicateWords::of(view.lang).button).clicked() {
                commands.go(Place::Duplicates);
            }
        });
    });
}

fn empty_ui(ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
    let words = ImportPageWords::of(view.lang);
    if let Some(done) = importing.done() {
        done_ui(ui, view, done, commands);
        ui.add_space(8.0);
    }
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(ui.available_height());
        ui.with_layout(Layout::top_down(Align::Center), |ui| {
            ui.add_space(ui.available_height() / 3.0);
            if importing.is_reading() {
                ui.label(RichText::new(words.reading).font(fonts::bold(16.0)));
                ui.add_space(6.0);
                if button(ui, words.stop).clicked() {
                    commands.push(Command::Import(ImportTask::Discard));
                }
                return;
            }
            ui.label(RichText::new(words.empty_title).font(fonts::bold(16.0)));
            ui.add_space(4.0);
            ui.allocate_ui(vec2(560.0, 60.0), |ui| {
                let color = palette(ui).text_weak;
                ui.add(egui::Label::new(RichText::new(words.empty_text).color(color)).wrap());
            });
            ui.add_space(8.0);
            if primary_button(ui, words.choose).clicked() {
                commands.push(Command::Import(ImportTask::Ask));
            }
        });
    });
}
