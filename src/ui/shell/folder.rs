//! The folder tab of the settings: where the data is, its backups and copies, and the latest edits.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use crate::app::{App, Command, Commands, Folder, FolderTask, Look};
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, Field, button, card, card_title, danger_button, link, note};
use crate::words::edits;
use crate::words::folder::FolderWords;
use crate::words::shell::ShellWords;

const MOST_EDITS: usize = 200;

/// What the user is asked before it is done.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Question {
    #[default]
    None,
    Restore(String),
    RemoveSample,
}

pub(super) fn folder_ui(ui: &mut Ui, app: &App, question: &mut Question, commands: &mut Commands) {
    let words = FolderWords::of(app.lang());
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        ui.set_max_width(820.0);
        place_ui(ui, app, words, commands);
        ui.add_space(10.0);
        backups_ui(ui, app, words, question, commands);
        if app.view().is_some_and(|view| view.ws.programme.is_sample) {
            ui.add_space(10.0);
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                card_title(ui, words.sample);
                note(ui, words.sample_note);
                if danger_button(ui, words.remove_sample).clicked() {
                    *question = Question::RemoveSample;
                }
            });
        }
        ui.add_space(10.0);
        edits_ui(ui, app, words);
    });
    ask_ui(ui, app, words, question, commands);
}

fn place_ui(ui: &mut Ui, app: &App, words: &FolderWords, commands: &mut Commands) {
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        card_title(ui, words.title);
        let place = app.folder().map(|folder| folder.path().display().to_string()).unwrap_or_default();
        ui.horizontal(|ui| {
            ui.label(RichText::new(words.place).color(palette(ui).text_weak));
            ui.add(Label::new(place).selectable(true).truncate());
        });
        note(ui, words.explain);
        author_ui(ui, app, commands);
        ui.horizontal(|ui| {
            if button(ui, words.copy).on_hover_text(words.copy_note).clicked() {
                commands.push(Command::Folder(FolderTask::CopyTo));
            }
        });
    });
}

/// The name of whoever works here, which stands in every edit and is shown to a second window.
fn author_ui(ui: &mut Ui, app: &App, commands: &mut Commands) {
    let words = FolderWords::of(app.lang());
    let id = ui.scope_id().with("author");
    let mut name = ui.data_mut(|data| data.get_temp::<String>(id)).unwrap_or_else(|| app.settings().author.clone());
    let field = Field::new(words.author).width(460.0).text_ui(ui, &mut name);
    if field.lost_focus() && name != app.settings().author {
        commands.push(Command::Look(Look::Author(name.trim().to_owned())));
    }
    ui.data_mut(|data| data.insert_temp(id, name));
}

fn backups_ui(ui: &mut Ui, app: &App, words: &FolderWords, question: &mut Question, commands: &mut Commands) {
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            card_title(ui, words.backups);
            note(ui, words.backups_note);
        });
        let backups = app.folder().map(Folder::backups).unwrap_or_default();
        if backups.is_empty() {
            note(ui, words.no_backups);
        }
        Grid::new("backups").spacing([24.0, 6.0]).show(ui, |ui| {
            for name in backups.iter().rev().take(12) {
                ui.label(name.trim_end_matches(".zip"));
                if link(ui, words.restore).clicked() {
                    *question = Question::Restore(name.clone());
                }
                ui.end_row();
            }
        });
        if button(ui, words.back_up).clicked() {
            commands.push(Command::Folder(FolderTask::BackUp));
        }
    });
}

fn edits_ui(ui: &mut Ui, app: &App, words: &FolderWords) {
    let Some(document) = app.document() else { return };
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            card_title(ui, words.history);
            note(ui, words.history_note);
        });
        let weak = palette(ui).text_weak;
        Grid::new("edits").spacing([18.0, 4.0]).show(ui, |ui| {
            for (_, edit) in document.history().edits().rev().take(MOST_EDITS) {
                let at = edit.at.format("%m-%d %H:%M").to_string();
                ui.label(RichText::new(at).size(NOTE).color(weak));
                let author = if edit.author.is_empty() { words.nobody } else { edit.author.as_str() };
                ui.label(RichText::new(author).size(NOTE).color(weak));
                let shell = ShellWords::of(app.lang());
                let label = edits::label(app.lang(), &edit.label);
                let text = match edit.echo {
                    None => label,
                    Some(crate::model::edit::Echo::Undoes(_)) => (shell.undone)(&label),
                    Some(crate::model::edit::Echo::Redoes(_)) => (shell.redone)(&label),
                };
                ui.label(RichText::new(text).size(SMALL));
                ui.end_row();
            }
        });
    });
}

fn ask_ui(ui: &Ui, app: &App, words: &FolderWords, question: &mut Question, commands: &mut Commands) {
    let cancel = ShellWords::of(app.lang()).cancel;
    let (title, text, confirm, task, is_dangerous) = match &*question {
        Question::None => return,
        Question::Restore(name) => {
            let task = FolderTask::Restore { name: name.clone() };
            (words.restore_title, (words.restore_text)(name), words.restore, task, false)
        }
        Question::RemoveSample => {
            (words.remove_title, words.remove_text.to_owned(), words.remove_sample, FolderTask::RemoveSample, true)
        }
    };
    let dialog = Dialog::new(title, confirm, cancel);
    let dialog = if is_dangerous { dialog.dangerous() } else { dialog };
    match dialog.show(ui.ctx(), |ui| drop(ui.label(text))) {
        DialogAnswer::Open => {}
        DialogAnswer::Cancelled => *question = Question::None,
        DialogAnswer::Confirmed => {
            *question = Question::None;
            commands.push(Command::Folder(task));
        }
    }
}
