//! The status bar: whether everything is saved, how much there is, what needs attention, who may edit.

use egui::{Align, Layout, RichText, Sense, Ui, vec2};

use crate::app::{App, Command, Commands, Folder, Place, RotationTask, Saved, SessionFilter, View};
use crate::ui::icons::dot;
use crate::ui::theme::{NOTE, palette};
use crate::words::folder::FolderWords;
use crate::words::records;
use crate::words::shell::ShellWords;

pub(super) fn status_ui(ui: &mut Ui, app: &App, view: View<'_>, commands: &mut Commands) {
    let words = ShellWords::of(view.lang);
    let palette = palette(ui);
    let small = |text: String, color| RichText::new(text).size(NOTE).color(color);
    let Some(folder) = app.folder() else { return };
    let saved = folder.saved(view.lang);
    ui.horizontal_centered(|ui| {
        let (color, text) = match saved {
            Saved::At(Some(at)) => (palette.good, (words.saved_at)(&at.format("%H:%M:%S").to_string())),
            Saved::At(None) => (palette.good, words.all_saved.to_owned()),
            Saved::Saving => (palette.warn, words.saving.to_owned()),
            Saved::Failing(why) => (palette.bad, (words.not_saved)(&why)),
        };
        let text = if view.is_read_only { words.read_only.to_owned() } else { text };
        let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
        dot(ui.painter(), rect.center(), 9.0, color);
        ui.label(small(text, color));
        ui.add_space(10.0);
        let n = |n: usize| records::count(n as u64);
        let counts = (words.counts)(
            &n(view.ws.branches.len()),
            &records::count(view.derived.coverage(view.ws).total.heads.of),
            &n(view.ws.sessions.len()),
        );
        match crate::ui::pages::rotation::status(view) {
            None => drop(ui.label(small(counts, palette.text_weak))),
            Some((draft, difference)) => {
                let (rect, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
                dot(ui.painter(), rect.center(), 9.0, palette.warn_dot);
                if ui.add(egui::Link::new(small(draft, palette.warn))).clicked() {
                    commands.go(Place::Rotation(RotationTask::Show));
                }
                ui.label(small(difference, palette.text_weak));
            }
        }
        if !folder.problems().is_empty() {
            let n = (FolderWords::of(view.lang).see_problems)(folder.problems().len());
            ui.label(small(n, palette.bad));
        }
        for (job, name, permille) in app.stoppable() {
            ui.label(small((words.working)(name, permille / 10), palette.text_weak));
            if ui.add(egui::Link::new(small(words.stop.to_owned(), palette.text_weak))).clicked() {
                commands.push(Command::Stop(job));
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.label(small(access(folder, words), palette.text_weak));
            ui.add_space(10.0);
            let n = view.derived.findings(view.ws).len();
            if n == 0 {
                ui.label(small(words.no_findings.to_owned(), palette.text_weak));
            } else {
                let text = small((words.findings)(n), palette.bad);
                if ui.add(egui::Link::new(text)).clicked() {
                    commands.go(Place::Sessions(SessionFilter { needs_attention: true, ..SessionFilter::default() }));
                }
            }
        });
    });
}

/// Who may edit.
fn access(folder: &Folder, words: &ShellWords) -> String {
    match (folder.holder(), folder.read_only()) {
        (Some(holder), _) => (words.held_by)(if holder.name.is_empty() { words.another_window } else { &holder.name }),
        (None, Some(_)) => words.read_only.to_owned(),
        (None, None) => words.exclusive.to_owned(),
    }
}
