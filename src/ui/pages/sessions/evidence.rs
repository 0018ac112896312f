//! The card of a session's photos, scans and receipts, which are dropped on the page.

use std::path::{Path, PathBuf};

use egui::Ui;

use crate::app::{Command, Commands, EvidenceTask, View};
use crate::model::{Evidence, EvidenceKind, Label, Session};
use crate::ui::icons::Icon;
use crate::ui::widgets::{bare_icon_button, button, card, card_title, link, note, select_wide};
use crate::words::evidence::{self, EvidenceWords};

/// Endings of files that are evidence wherever they are dropped; lists of people are not among them.
const ENDINGS: [&str; 9] = ["jpg", "jpeg", "png", "heic", "webp", "bmp", "tif", "tiff", "pdf"];

/// Draws the card.
pub fn card_ui(ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
    let words = EvidenceWords::of(view.lang);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        card_title(ui, words.title);
        note(ui, words.hint);
        for one in &session.filing.evidence {
            ui.push_id(&one.file, |ui| row_ui(ui, session, one, view, commands));
        }
        if ui.add_enabled_ui(!view.is_read_only, |ui| button(ui, words.add)).inner.clicked() {
            commands.push(Command::Evidence(session.id, EvidenceTask::Ask));
        }
    });
}

fn row_ui(ui: &mut Ui, session: &Session, one: &Evidence, view: View<'_>, commands: &mut Commands) {
    let words = EvidenceWords::of(view.lang);
    let (id, file) = (session.id, one.file.clone());
    ui.horizontal(|ui| {
        let names = EvidenceKind::ALL.map(|kind| evidence::kind(view.lang, kind));
        let mut at = EvidenceKind::ALL.iter().position(|kind| *kind == one.kind).unwrap_or(0);
        let chosen = select_wide(ui, "", &names, &mut at, Some(104.0));
        if chosen.on_hover_text((words.kind_of)(&file)).changed() {
            let (kind, file) = (EvidenceKind::ALL[at], file.clone());
            let label = Label::Evidence { session: session.title.clone(), n: 1 };
            commands.edit(label, move |ws| ws.set_evidence_kind(id, &file, kind));
        }
        if bare_icon_button(ui, Icon::Cross, &(words.remove)(&file)).clicked() {
            let (gone, label) = (file.clone(), Label::Evidence { session: session.title.clone(), n: 1 });
            commands.edit(label, move |ws| ws.remove_evidence(id, &gone));
        }
        if link(ui, &file).on_hover_text((words.open)(&file)).clicked() {
            commands.push(Command::Evidence(id, EvidenceTask::Open(file.clone())));
        }
    });
}

/// Takes in what was dropped on the page, if it is evidence.
pub fn take_dropped(ui: &Ui, session: &Session, commands: &mut Commands) {
    let is_evidence = |path: &Path| {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    };
    let dropped: Vec<PathBuf> = ui.input_mut(|input| {
        let files = std::mem::take(&mut input.raw.dropped_files);
        let (taken, left): (Vec<_>, Vec<_>) = files.into_iter().partition(|file| is_evidence(file.path()));
        input.raw.dropped_files = left;
        taken.iter().map(|file| file.path().to_owned()).collect()
    });
    if !dropped.is_empty() {
        commands.push(Command::Evidence(session.id, EvidenceTask::TakeIn(dropped)));
    }
}
