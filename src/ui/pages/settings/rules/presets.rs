//! The presets that come with the program, each taken over at a click.

use egui::{Align, Layout, RichText, Ui, vec2};

use crate::app::{Commands, View};
use crate::model::{Label, TableName};
use crate::rules::{Preset, presets, take_over};
use crate::ui::fonts;
use crate::ui::theme::{SMALL, Tone, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, button, chip, note};
use crate::words::rule_sets::RuleSetWords;
use crate::words::{checks, refusals};

/// Draws the dialog. Returns whether it stays open.
pub(super) fn presets_ui(ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
    let words = RuleSetWords::of(view.lang);
    let answer = Dialog::new(words.presets_title, words.close, "").width(760.0).show(ui.ctx(), |ui| {
        note(ui, words.presets_note);
        ui.add_space(4.0);
        for preset in presets() {
            ui.separator();
            ui.push_id(&preset.key, |ui| preset_ui(ui, view, preset, commands));
        }
    });
    answer == DialogAnswer::Open
}

fn preset_ui(ui: &mut Ui, view: View<'_>, preset: &'static Preset, commands: &mut Commands) {
    let words = RuleSetWords::of(view.lang);
    let name = view.lang.pick(preset.set.name.as_str(), preset.name_en.as_str());
    let tried = take_over(view.ws, preset).err();
    let is_taken = view.ws.rule_sets.iter().any(|set| set.name == preset.set.name && set.valid == preset.set.valid);
    ui.horizontal_top(|ui| {
        let width = ui.available_width() - 110.0;
        ui.allocate_ui_with_layout(vec2(width, 20.0), Layout::top_down(Align::Min), |ui| {
            ui.set_min_width(width);
            ui.horizontal(|ui| {
                ui.label(RichText::new(name).font(fonts::bold(SMALL)));
                if !preset.set.is_verified {
                    chip(ui, words.not_verified, Tone::Warn);
                }
            });
            note(ui, view.lang.pick(&preset.note, &preset.note_en));
            note(ui, &format!("{}{}", preset.set.source, checks::period(view.lang, preset.set.valid)));
            if let Some(refusal) = tried.as_ref().filter(|_| !is_taken) {
                ui.colored_label(palette(ui).bad, RichText::new(refusals::refusal(view.lang, refusal)).size(SMALL));
            }
        });
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            // clear of the scroll bar
            ui.add_space(14.0);
            if is_taken {
                note(ui, words.taken);
            } else if tried.is_none() {
                let response = button(ui, words.take);
                let text = format!("{} {name}", words.take);
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &text));
                if response.clicked() {
                    let label = Label::Add { table: TableName::RuleSets, name: preset.set.name.clone() };
                    commands.edit(label, move |ws| take_over(ws, preset));
                }
            }
        });
    });
}
