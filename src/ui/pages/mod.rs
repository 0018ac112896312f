//! One file or folder a page: its state, its content as plain structs, and how it is drawn.

pub mod budget;
pub mod calendar;
pub mod checks;
mod choose;
pub mod dashboard;
pub mod finding_menu;
pub mod import;
mod offer;
pub mod people;
pub mod records;
pub mod rotation;
pub mod sessions;
pub mod settings;
pub mod topics;
pub mod welcome;

use crate::app::{Command, Commands, ImportTask, Pasted, PeopleFilter, Place, SessionTab, SettingsTab};
use crate::model::{Label, Mode, Session};
use crate::rules::{Finding, Rule, Subject};
use crate::ui::theme::Tone;

/// The colour of a way of learning, the same on every page.
pub fn tone_of_mode(mode: Mode) -> Tone {
    match mode {
        Mode::PartySchool => Tone::PartySchool,
        Mode::Remote => Tone::Remote,
        Mode::FieldVisit => Tone::FieldVisit,
        Mode::LectureHall => Tone::LectureHall,
    }
}

/// Shows what a pasted table would do, on the page of imports.
pub fn import_pasted(pasted: Pasted, commands: &mut Commands) {
    commands.go(Place::Import);
    commands.push(Command::Import(ImportTask::Paste(pasted)));
}

/// Asks that planning and dragging leave a session alone from now on, or no longer do.
pub fn toggle_lock(session: &Session, commands: &mut Commands) {
    let (id, is_locked) = (session.id, !session.is_locked);
    let label = Label::Lock { session: session.title.clone(), is_locked };
    commands.edit(label, move |ws| ws.lock_sessions(&[id], is_locked));
}

/// Where a finding can be mended: the session with what can be done about it (marks are entered, though), or the
/// people or settings behind it.
pub fn place_of_finding(finding: &Finding) -> Option<Place> {
    let tab = if finding.rule == Rule::MarksMissing { SessionTab::Attendance } else { SessionTab::Basics };
    if let Some(session) = finding.sessions().next() {
        return Some(Place::Session(session, tab));
    }
    finding.subjects.iter().find_map(|subject| match subject {
        Subject::Township(township) => {
            let (township, is_trained) = (Some(*township), Some(false));
            Some(Place::People(PeopleFilter { township, is_trained, ..PeopleFilter::default() }))
        }
        Subject::Person(person) => Some(Place::Person(*person)),
        Subject::Level(_) | Subject::Funding(_) => Some(Place::Budget),
        Subject::Programme => Some(Place::Checks(Some(finding.rule))),
        Subject::Cohort(_) => Some(Place::Settings(SettingsTab::Cohorts)),
        Subject::Session(_) | Subject::Venue(_) | Subject::Trainer(_) | Subject::Blackout(_) => None,
    })
}
