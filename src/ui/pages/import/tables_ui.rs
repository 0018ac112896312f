//! The tables that were read, and what is said of their files.

use egui::{Label, RichText, ScrollArea, Sense, Ui};

use super::ImportPage;
use crate::app::{Command, Commands, ImportTask, Importing, View};
use crate::ui::fonts;
use crate::ui::theme::{BODY, NOTE, palette};
use crate::ui::widgets::{bare_checkbox, card, card_title};
use crate::words::import_page::ImportPageWords;
use crate::words::import_records;

impl ImportPage {
    pub(super) fn tables_ui(&mut self, ui: &mut Ui, view: View<'_>, importing: &Importing, commands: &mut Commands) {
        let words = ImportPageWords::of(view.lang);
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.set_min_height(ui.available_height());
            card_title(ui, words.files);
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                for (at, table) in importing.draft().tables.iter().enumerate() {
                    let name = &table.source.sheet().name;
                    ui.horizontal(|ui| {
                        let mut is_included = table.is_included;
                        if bare_checkbox(ui, &mut is_included, &(words.include)(name)).changed() {
                            commands.push(Command::Import(ImportTask::Include { table: at, is_included }));
                        }
                        let font = if at == self.table { fonts::bold(BODY) } else { fonts::regular(BODY) };
                        let label = Label::new(RichText::new(name).font(font)).truncate().sense(Sense::click());
                        if ui.add(label).clicked() {
                            self.table = at;
                        }
                    });
                    let counts = importing.shown().map(|shown| shown.counts_of(at)).unwrap_or_default();
                    let text = (words.sheet_counts)(counts.new + counts.changed, counts.conflicts + counts.refused);
                    let weak = palette(ui).text_weak;
                    let holds = import_records::holds(view.lang, table.source.holds());
                    let parts = [holds, table.file.as_str()].into_iter().filter(|part| !part.is_empty());
                    for text in [&parts.collect::<Vec<_>>().join(" · "), &text] {
                        ui.add(Label::new(RichText::new(text).size(NOTE).color(weak)).truncate());
                    }
                    ui.add_space(8.0);
                }
                let color = palette(ui).warn;
                for (file, said) in &importing.draft().said {
                    ui.add(Label::new(RichText::new(file).size(NOTE)).truncate());
                    ui.add(Label::new(RichText::new(said).size(NOTE).color(color)).wrap());
                    ui.add_space(8.0);
                }
            });
        });
    }
}
