//! What is wrong with a folder's files, and the last good copy of each damaged one a click away.

use egui::{RichText, ScrollArea, Ui};

use crate::app::{App, Command, Commands, Damage, Folder, FolderTask, Repair};
use crate::store::problem::Problem;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, link, note};
use crate::words::Lang;
use crate::words::folder::FolderWords;
use crate::words::shell::ShellWords;
use crate::words::store as store_words;

const MOST_SHOWN: usize = 200;

/// Shows what is wrong with the open folder. Returns whether the dialog stays open.
pub(super) fn problems_ui(ui: &Ui, app: &App, folder: &Folder, commands: &mut Commands) -> bool {
    let (words, shell) = (FolderWords::of(app.lang()), ShellWords::of(app.lang()));
    let dialog = Dialog::new(words.problems_title, shell.ok, shell.cancel).width(760.0);
    let answer = dialog.show(ui.ctx(), |ui| {
        if let Some(reason) = folder.read_only() {
            ui.label(store_words::read_only(app.lang(), reason));
        }
        note(ui, words.problems_note);
        list_ui(ui, app.lang(), folder.problems(), folder.repairs(), commands);
    });
    answer == DialogAnswer::Open
}

/// Shows what is wrong with a folder that could not be opened.
pub(super) fn damage_ui(ui: &Ui, app: &App, damage: &Damage, commands: &mut Commands) {
    let (words, shell) = (FolderWords::of(app.lang()), ShellWords::of(app.lang()));
    let dialog = Dialog::new(words.damage_title, shell.ok, shell.cancel).width(760.0);
    let answer = dialog.show(ui.ctx(), |ui| {
        note(ui, words.damage_note);
        note(ui, &damage.path.display().to_string());
        list_ui(ui, app.lang(), &damage.problems, &damage.repairs, commands);
    });
    if answer != DialogAnswer::Open {
        commands.push(Command::LeaveDamage);
    }
}

fn list_ui(ui: &mut Ui, lang: Lang, problems: &[Problem], repairs: &[Repair], commands: &mut Commands) {
    let words = FolderWords::of(lang);
    ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
        for problem in problems.iter().take(MOST_SHOWN) {
            let text = RichText::new(store_words::problem(lang, problem)).size(SMALL);
            ui.label(if problem.is_damage() { text.color(palette(ui).bad) } else { text });
        }
        for repair in repairs {
            ui.horizontal(|ui| {
                let text = (words.repair)(&repair.file, repair.backup.trim_end_matches(".zip"));
                if link(ui, &text).clicked() {
                    let (backup, file) = (repair.backup.clone(), repair.file.clone());
                    commands.push(Command::Folder(FolderTask::RestoreFile { backup, file }));
                }
            });
        }
    });
}
