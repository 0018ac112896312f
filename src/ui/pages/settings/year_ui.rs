//! The tab of the year's end: closing the year, opening it again, and making the next one.

use egui::Ui;

use crate::app::{Command, Commands, Place, SessionFilter, View};
use crate::model::{Label, Rule, Status};
use crate::ui::widgets::{Dialog, DialogAnswer, Field, button, card, card_title, link, note};
use crate::words::refusals;
use crate::words::year_end::YearEndWords;

/// What the user is asked.
#[derive(Default)]
pub(super) enum YearTab {
    #[default]
    Nothing,
    Close {
        by: String,
    },
    Reopen {
        reason: String,
        fault: Option<String>,
    },
}

impl YearTab {
    /// Draws the tab.
    pub(super) fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let words = YearEndWords::of(view.lang);
        let year = view.ws.programme.year;
        ui.set_max_width(820.0);
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            card_title(ui, &(words.state_title)(year));
            self.state_ui(ui, view, words, commands);
        });
        ui.add_space(8.0);
        card(ui, |ui| {
            ui.set_width(ui.available_width());
            card_title(ui, &(words.next_title)(year + 1));
            note(ui, words.next_text);
            if button(ui, &(words.next)(year + 1)).clicked() {
                commands.push(Command::NextYear);
            }
        });
        self.ask_ui(ui, view, words, commands);
    }

    fn state_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &YearEndWords, commands: &mut Commands) {
        if let Some(closed) = &view.ws.programme.closed {
            note(ui, &(words.is_closed)(&closed.on.to_string(), &closed.by));
            if ui.add_enabled_ui(!view.is_read_only, |ui| button(ui, words.reopen).clicked()).inner {
                *self = Self::Reopen { reason: String::new(), fault: None };
            }
            return;
        }
        note(ui, words.is_open);
        let count = |is_meant: fn(Status) -> bool| view.ws.sessions.iter().filter(|s| is_meant(s.status)).count();
        let (planned, running) = (count(Status::is_planned), count(|status| status == Status::Running));
        let marks = view.derived.findings(view.ws).iter().filter(|found| found.rule == Rule::MarksMissing).count();
        ui.horizontal(|ui| {
            if planned + running + marks == 0 {
                note(ui, words.all_done);
            } else {
                note(ui, &(words.unfinished)(planned, running, marks));
                if link(ui, words.show_sessions).clicked() {
                    commands.go(Place::Sessions(SessionFilter::default()));
                }
            }
        });
        if ui.add_enabled_ui(!view.is_read_only, |ui| button(ui, words.close).clicked()).inner {
            *self = Self::Close { by: String::new() };
        }
    }

    fn ask_ui(&mut self, ui: &Ui, view: View<'_>, words: &YearEndWords, commands: &mut Commands) {
        let year = view.ws.programme.year;
        match self {
            Self::Nothing => {}
            Self::Close { by } => {
                let title = (words.close_title)(year);
                let answer = Dialog::new(&title, words.close_confirm, words.cancel).show(ui.ctx(), |ui| {
                    note(ui, words.close_text);
                    Field::new(words.close_by).width(260.0).text_ui(ui, by);
                });
                if answer == DialogAnswer::Confirmed {
                    let (by, on) = (by.clone(), view.today);
                    commands.edit(Label::CloseYear(year), move |ws| ws.close_year(on, &by));
                }
                if answer != DialogAnswer::Open {
                    *self = Self::Nothing;
                }
            }
            Self::Reopen { reason, fault } => {
                let answer = Dialog::new(words.reopen_title, words.reopen, words.cancel).show(ui.ctx(), |ui| {
                    note(ui, words.reopen_text);
                    Field::new(words.reason).width(ui.available_width()).error(fault.as_deref()).text_ui(ui, reason);
                });
                let is_refused = match answer {
                    DialogAnswer::Open => return,
                    DialogAnswer::Cancelled => None,
                    DialogAnswer::Confirmed => view.ws.reopen_year(reason).err(),
                };
                if let Some(refusal) = is_refused {
                    *fault = Some(refusals::refusal(view.lang, &refusal));
                    return;
                }
                if answer == DialogAnswer::Confirmed {
                    let reason = reason.trim().to_owned();
                    let label = Label::ReopenYear { year, reason: reason.clone() };
                    commands.edit(label, move |ws| ws.reopen_year(&reason));
                }
                *self = Self::Nothing;
            }
        }
    }
}
