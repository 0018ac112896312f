//! The dialogs of submission: the annual plan is filed, or what holds it up is shown; the same for a session.

use chrono::NaiveDate;
use egui::Ui;

use super::finding_rows_ui;
use crate::app::{Commands, View};
use crate::model::Label;
use crate::report::checks::blocking;
use crate::rules::Finding;
use crate::ui::widgets::{DatePicker, Dialog, DialogAnswer, Field, note};
use crate::words::checks::ChecksWords;
use crate::words::refusals;
use crate::words::widgets::WidgetWords;

/// Files the annual plan.
pub(super) struct FilePlan {
    blocked: Vec<Finding>,
    by: String,
    on: NaiveDate,
    fault: Option<String>,
}

impl FilePlan {
    /// Runs the checks that can hold it up.
    pub(super) fn new(view: View<'_>) -> Self {
        let blocked = blocking(view.derived.findings(view.ws)).cloned().collect();
        Self { blocked, by: view.ws.programme.organiser.clone(), on: view.as_of, fault: None }
    }

    /// Draws the dialog. Returns whether it stays open.
    pub(super) fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = ChecksWords::of(view.lang);
        if !self.blocked.is_empty() {
            let text = (words.filing_blocked)(self.blocked.len());
            return blocked_ui(ui, view, (words.filing_title, &text), &self.blocked, commands);
        }
        let n = view.ws.sessions.iter().filter(|session| session.status.is_planned()).count();
        let dialog = Dialog::new(words.filing_title, words.confirm, words.cancel);
        let answer = dialog.show(ui.ctx(), |ui| {
            note(ui, &(words.filing_ready)(n));
            Field::new(words.filed_by).width(300.0).text_ui(ui, &mut self.by);
            let picker = DatePicker::new(words.filed_on, view.today, self.on);
            let error = self.fault.as_deref();
            picker.field(|field| field.error(error)).ui(ui, &mut self.on, WidgetWords::of(view.lang));
        });
        match answer {
            DialogAnswer::Open => true,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => self.carry_out(view, commands),
        }
    }

    fn carry_out(&mut self, view: View<'_>, commands: &mut Commands) -> bool {
        let (by, on) = (self.by.clone(), self.on);
        if let Err(refusal) = view.ws.file_plan(on, &by) {
            self.fault = Some(refusals::refusal(view.lang, &refusal));
            return true;
        }
        let label = Label::FilePlan { year: view.ws.programme.year, is_filed: true };
        commands.edit(label, move |ws| ws.file_plan(on, &by));
        false
    }
}

/// Shows what holds a submission up, each with the way there. Returns whether the dialog stays open.
pub fn blocked_ui(
    ui: &Ui,
    view: View<'_>,
    (title, text): (&str, &str),
    blocked: &[Finding],
    commands: &mut Commands,
) -> bool {
    let words = ChecksWords::of(view.lang);
    let mut is_gone = false;
    let answer = Dialog::new(title, words.close, "").width(560.0).show(ui.ctx(), |ui| {
        note(ui, text);
        is_gone = finding_rows_ui(ui, view, blocked, words.go, commands);
    });
    answer == DialogAnswer::Open && !is_gone
}
