//! The planner's side of the page: drafting the year, looking at the draft, comparing, explaining, adopting.

mod bend;
mod card;
mod compare_ui;
mod effect;
mod mend;
mod overlay;
mod settings_ui;
mod told;
mod why;

pub use bend::bend;
pub use overlay::{Overlay, Overlays};

use egui::Ui;

use self::effect::InEffect;
use self::settings_ui::SettingsDialog;
use crate::app::{Command, Commands, PlanOptions, PlanTask, Planned, View};
use crate::report::rotation::Rotation;
use crate::ui::widgets::{Dialog, DialogAnswer, button, primary_button};
use crate::words::plan_page::PlanWords;

/// Seconds that a draft takes, and seconds for going on with it.
const SECONDS: u32 = 5;
const MORE_SECONDS: u32 = 30;

/// The state of the planner's side.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "dialogs and wishes that come and go by themselves")]
pub struct PlanSide {
    settings: Option<SettingsDialog>,
    mend: Option<mend::MendDialog>,
    is_comparing: bool,
    is_telling: bool,
    in_effect: Option<InEffect>,
    contradiction: why::ContradictionLines,
    /// How long the last run took, in seconds.
    seconds: u32,
    must_draft: bool,
    must_open_settings: bool,
}

/// The letter of a plan: A for the first.
fn letter(planned: &Planned) -> char {
    char::from(b'A' + ((planned.number.max(1) - 1) % 26) as u8)
}

impl PlanSide {
    /// Drafts the year in the next frame.
    pub fn draft(&mut self) {
        self.must_draft = true;
    }

    /// Opens the dialog of the constraints in the next frame.
    pub fn open_settings(&mut self) {
        self.must_open_settings = true;
    }

    /// The actions in the page's head, from the right.
    pub fn actions_ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let words = PlanWords::of(view.lang);
        let Some(planning) = view.planning else { return };
        let is_idle = planning.under_way().is_none() && !view.is_read_only;
        let clicked = ui.add_enabled_ui(is_idle, |ui| primary_button(ui, words.draft_year)).inner.clicked();
        if is_idle && (clicked || self.must_draft) {
            commands.push(Command::Plan(PlanTask::Start(options(SECONDS))));
        }
        self.must_draft = false;
        if button(ui, words.compare).clicked() {
            self.is_comparing = true;
        }
        if button(ui, words.constraints).clicked() {
            self.open_settings();
        }
    }

    /// The first card beside the matrix. `shown` is the rotation in force, or the draft's.
    pub fn card_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        shown: &Rotation,
        stale: Option<&str>,
        commands: &mut Commands,
    ) {
        if let Some((_, seconds, _)) = view.planning.and_then(crate::app::Planning::under_way) {
            self.seconds = seconds;
            ui.ctx().request_repaint_after(std::time::Duration::from_millis(250));
        }
        let asked = card::card_ui(ui, view, shown, (self.seconds, stale));
        match asked {
            Some(card::Asked::Task(task)) => commands.push(Command::Plan(task)),
            Some(card::Asked::Told) => self.is_telling = true,
            Some(card::Asked::Compare) => self.is_comparing = true,
            Some(card::Asked::Mend) => self.mend = Some(mend::MendDialog::new(view)),
            None => {}
        }
    }

    /// The cards below it: why it is so, and what the planner keeps to.
    pub fn why_ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        why::why_ui(ui, view, &mut self.contradiction, commands);
        InEffect::bring_up_to_date(&mut self.in_effect, view);
        if let Some(in_effect) = &self.in_effect
            && in_effect.ui(ui, view)
        {
            self.open_settings();
        }
    }

    /// The dialogs in front of the page.
    pub fn dialogs_ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        if std::mem::take(&mut self.must_open_settings) {
            self.settings = Some(SettingsDialog::new(view));
        }
        if let Some(dialog) = &mut self.settings
            && dialog.ui(ui, view, commands)
        {
            self.settings = None;
        }
        let words = PlanWords::of(view.lang);
        if self.is_comparing {
            let mut recalled = None;
            let dialog = Dialog::new(words.compare_title, words.close, "").width(620.0);
            let answer = dialog.show(ui.ctx(), |ui| recalled = compare_ui::compare_ui(ui, view));
            if let Some(at) = recalled {
                commands.push(Command::Plan(PlanTask::Recall(at)));
            }
            self.is_comparing = answer == DialogAnswer::Open;
        }
        if let Some(dialog) = &mut self.mend
            && dialog.ui(ui, view, commands)
        {
            self.mend = None;
        }
        if self.is_telling {
            self.is_telling = told::dialog_ui(ui, view, commands);
        }
    }
}

/// Ways of looking for a plan, for so many seconds.
fn options(seconds: u32) -> PlanOptions {
    PlanOptions { seconds, ..PlanOptions::default() }
}

/// What the status line says of a draft that has not been applied: how it stands against the one before.
pub fn status(view: View<'_>) -> Option<(String, String)> {
    let planning = view.planning?;
    let planned = planning.planned()?;
    let words = PlanWords::of(view.lang);
    let difference = planning.earlier().last().map(|earlier| {
        let n = |planned: &Planned| planned.comparison.sessions.1.cast_signed();
        let people = |planned: &Planned| planned.draft.n_seated().cast_signed();
        (words.difference)(&crate::words::plan_page::Difference {
            names: (letter(planned), letter(earlier)),
            sessions: n(planned) - n(earlier),
            fen: planned.draft.cost().0 - earlier.draft.cost().0,
            people: people(planned) - people(earlier),
        })
    });
    Some((words.unapplied.to_owned(), difference.unwrap_or_default()))
}
