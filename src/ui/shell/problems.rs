//! What is wrong with the open folder's files, and the last good copy of each damaged one a click away.

use egui::{RichText, ScrollArea, Ui};

use crate::app::{App, Command, Commands, Folder, FolderTask};
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, link, note};
use crate::words::folder::FolderWords;
use crate::words::shell::ShellWords;
use crate::words::store as store_words;

const MOST_SHOWN: usize = 200;

/// Shows the dialog. Returns whether it stays open.
pub(super) fn problems_ui(ui: &Ui, app: &App, folder: &Folder, commands: &mut Commands) -> bool {
    let (words, shell) = (FolderWords::of(app.lang()), ShellWords::of(app.lang()));
    let dialog = Dialog::new(words.problems_title, shell.ok, shell.cancel).width(760.0);
    let answer = dialog.show(ui.ctx(), |ui| {
        if let Some(reason) = folder.read_only() {
            ui.label(store_words::read_only(app.lang(), reason));
        }
        note(ui, words.problems_note);
        ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for problem in folder.problems().iter().take(MOST_SHOWN) {
                let text = RichText::new(store_words::problem(app.lang(), problem)).size(SMALL);
                ui.label(if problem.is_damage() { text.color(palette(ui).bad) } else { text });
            }
            for repair in folder.repairs() {
                ui.horizontal(|ui| {
                    let text = (words.repair)(&repair.file, repair.backup.trim_end_matches(".zip"));
                    if link(ui, &text).clicked() {
                        let (backup, file) = (repair.backup.clone(), repair.file.clone());
                        commands.push(Command::Folder(FolderTask::RestoreFile { backup, file }));
                    }
                });
            }
        });
    });
    answer == DialogAnswer::Open
}
