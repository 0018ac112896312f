//! What can be done with the chosen people: one row of buttons above the grid, each one undo step.

use egui::{Button, RichText, Ui};

use super::PeoplePage;
use super::dialogs::{PeopleDialog, label_of};
use crate::app::{Commands, View};
use crate::model::{ExemptionReason, PersonId};
use crate::ui::fonts;
use crate::ui::theme::{BODY, palette};
use crate::ui::widgets::{button, link, menu_button};
use crate::words::people::PeopleWords;
use crate::words::records;

impl PeoplePage {
    pub(super) fn bulk_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PeopleWords, commands: &mut Commands) {
        let people = self.grid.meant();
        ui.horizontal(|ui| {
            let text = (words.n_chosen)(&records::count(people.len() as u64));
            ui.label(RichText::new(text).font(fonts::bold(BODY)).color(palette(ui).accent_text));
            ui.add_enabled_ui(!view.is_read_only, |ui| {
                if button(ui, words.move_to).clicked() {
                    self.dialog = Some(PeopleDialog::move_people(people.clone(), view.as_of));
                }
                cohort_menus_ui(ui, view, words, &people, commands);
                menu_button(ui, words.exempt_menu, |ui| exempt_items_ui(ui, view, words, &people, commands));
                if button(ui, words.enrol_in).clicked() {
                    self.dialog = Some(PeopleDialog::enrol(people.clone()));
                }
            });
            if button(ui, words.copy).clicked() {
                self.copy(ui, view, words, commands);
            }
            if link(ui, words.clear_choice).clicked() {
                self.grid.clear_choice();
            }
        });
    }
}

/// Putting people into a cohort and taking them out of it, from the as-of day on.
pub(super) fn cohort_menus_ui(
    ui: &mut Ui,
    view: View<'_>,
    words: &PeopleWords,
    people: &[PersonId],
    commands: &mut Commands,
) {
    menu_button(ui, words.join_cohort, |ui| {
        for cohort in view.ws.cohorts.iter() {
            if item_ui(ui, &cohort.name) {
                let (people, id, from) = (people.to_vec(), cohort.id, view.as_of);
                commands.edit(label_of(view, &people), move |ws| ws.add_to_cohort(&people, id, Some(from)));
            }
        }
    });
    menu_button(ui, words.leave_cohort, |ui| {
        for cohort in view.ws.cohorts.iter() {
            if item_ui(ui, &cohort.name) {
                let (people, id, on) = (people.to_vec(), cohort.id, view.as_of);
                commands.edit(label_of(view, &people), move |ws| ws.leave_cohort(&people, id, on));
            }
        }
    });
}

/// The reasons for an exemption, and its end.
pub(super) fn exempt_items_ui(
    ui: &mut Ui,
    view: View<'_>,
    words: &PeopleWords,
    people: &[PersonId],
    commands: &mut Commands,
) {
    let mut exempt = |reason: Option<ExemptionReason>| {
        let (people, from) = (people.to_vec(), view.as_of);
        commands.edit(label_of(view, &people), move |ws| ws.exempt_people(&people, reason, from));
    };
    for reason in ExemptionReason::ALL {
        if item_ui(ui, &format!("{}：{}", words.exempt, records::exemption(view.lang, reason))) {
            exempt(Some(reason));
        }
    }
    if item_ui(ui, words.end_exemption) {
        exempt(None);
    }
}

/// An item of a menu.
pub(super) fn item_ui(ui: &mut Ui, text: &str) -> bool {
    let width = ui.available_width().max(150.0);
    ui.add(Button::new((text, egui::Atom::grow())).frame_when_inactive(false).min_size(egui::vec2(width, 0.0)))
        .clicked()
}
