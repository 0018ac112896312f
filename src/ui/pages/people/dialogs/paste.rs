//! A list pasted from a spreadsheet: what it would change, before anything changes.

use egui::Ui;

use super::{Ask, Change, fault_ui};
use crate::app::View;
use crate::model::Label;
use crate::ui::widgets::{Dialog, DialogAnswer, Field, note};
use crate::words::people::PeopleWords;

pub(super) struct Paste {
    text: String,
}

impl Paste {
    pub fn new(text: String) -> Self {
        Self { text }
    }
}

impl Ask for Paste {
    fn show(&mut self, ui: &mut Ui, _view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        let dialog = Dialog::new(words.paste_title, words.paste_apply, words.cancel).ready(false);
        dialog.width(860.0).show(ui.ctx(), |ui| {
            note(ui, words.paste_hint);
            Field::new(words.paste_field).width(840.0).multiline_ui(ui, &mut self.text, 4);
            fault_ui(ui, fault);
        })
    }

    fn change(&self, _view: View<'_>) -> Option<(Label, Change)> {
        None
    }
}
