//! The dialogs of the page. Each asks for what a command still needs, and shows why it was refused.

mod choose;
mod cover;
mod dates;
mod hours;
mod new_person;
mod paste;

use chrono::NaiveDate;
use egui::{RichText, Ui};

use super::PeoplePage;
use crate::app::{Commands, PeopleFilter, View};
use crate::model::{Label, Person, PersonId, Refusal, TableName, Workspace};
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::DialogAnswer;
use crate::words::people::PeopleWords;
use crate::words::records::count;
use crate::words::refusals;

/// A change that can be tried before it is asked for.
pub(super) type Change = Box<dyn Fn(&Workspace) -> Result<Workspace, Refusal> + Send>;

/// A dialog: what it shows, and what it asks for in the end.
pub(super) trait Ask {
    /// Draws the dialog with the reason why the last try was refused.
    fn show(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer;
    /// The change it stands for.
    fn change(&self, view: View<'_>) -> Option<(Label, Change)>;
    /// Somebody the change brings, to be shown afterwards.
    fn brings(&self) -> Option<PersonId> {
        None
    }
}

/// An open dialog.
pub(in crate::ui::pages) struct PeopleDialog {
    ask: Box<dyn Ask>,
    fault: Option<String>,
}

impl PeopleDialog {
    fn new(ask: impl Ask + 'static) -> Self {
        Self { ask: Box::new(ask), fault: None }
    }

    /// Asks for a new person, in the branch or unit that is being looked at.
    pub fn new_person(view: View<'_>, filter: &PeopleFilter) -> Self {
        Self::new(new_person::NewPerson::new(view, filter))
    }

    /// Asks for a branch to which people move.
    pub fn move_people(people: Vec<PersonId>, from: NaiveDate) -> Self {
        Self::new(choose::MoveTo::new(people, from))
    }

    /// Asks for a session in which people are enrolled.
    pub fn enrol(people: Vec<PersonId>) -> Self {
        Self::new(choose::EnrolIn::new(people))
    }

    /// Shows what a person's hours are made of, and enrols them where more can be had.
    pub fn hours(person: PersonId) -> Self {
        Self::new(hours::HoursOf::new(person))
    }

    /// Asks who stands in for a person.
    pub fn set_cover(view: View<'_>, person: &Person) -> Self {
        Self::new(cover::CoverBy::new(view, person))
    }

    /// Asks for a new post of a person.
    pub fn new_term(person: PersonId, from: NaiveDate) -> Self {
        Self::new(dates::NewTerm::new(person, from))
    }

    /// Asks for the day on which people moved away.
    pub fn moved_away(people: Vec<PersonId>, on: NaiveDate) -> Self {
        Self::new(dates::Gone::new(people, false, on))
    }

    /// Asks for the day on which somebody died.
    pub fn died(person: PersonId, on: NaiveDate) -> Self {
        Self::new(dates::Gone::new(vec![person], true, on))
    }

    /// Shows what a list from a spreadsheet would change.
    pub fn paste(text: String, filter: &PeopleFilter) -> Self {
        Self::new(paste::Paste::new(text, filter.branch))
    }
}

/// How a dialog ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::pages) enum DialogEnd {
    /// Not yet: show it again.
    Open,
    /// It was left, or what it asked for is under way; with somebody it brings.
    Closed(Option<PersonId>),
}

impl PeopleDialog {
    /// Draws the dialog, tries what it asks for, and asks for it if it can be done.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        words: &'static PeopleWords,
        commands: &mut Commands,
    ) -> DialogEnd {
        match self.ask.show(ui, view, words, self.fault.as_deref()) {
            DialogAnswer::Open => return DialogEnd::Open,
            DialogAnswer::Cancelled => return DialogEnd::Closed(None),
            DialogAnswer::Confirmed => {}
        }
        let Some((label, change)) = self.ask.change(view) else { return DialogEnd::Open };
        if let Err(refusal) = change(view.ws) {
            self.fault = Some(refusals::refusal(view.lang, &refusal));
            return DialogEnd::Open;
        }
        commands.edit(label, change);
        DialogEnd::Closed(self.ask.brings())
    }
}

impl PeoplePage {
    /// Draws the open dialog.
    pub(super) fn dialog_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        words: &'static PeopleWords,
        commands: &mut Commands,
    ) {
        let Some(dialog) = &mut self.dialog else { return };
        if let DialogEnd::Closed(brought) = dialog.ui(ui, view, words, commands) {
            self.wanted = brought.or(self.wanted);
            self.dialog = None;
        }
    }
}

/// What a change of people is called.
pub(super) fn label_of(view: View<'_>, people: &[PersonId]) -> Label {
    match people {
        [one] => {
            let name = view.ws.people.get(*one).map_or_else(|| one.to_string(), |person| person.name.clone());
            Label::Change { table: TableName::People, name }
        }
        many => Label::ChangeMany { table: TableName::People, n: many.len() },
    }
}

/// Whom a dialog is about: a name, or how many.
fn about(view: View<'_>, words: &PeopleWords, people: &[PersonId]) -> String {
    match people {
        [one] => view.ws.people.get(*one).map_or_else(String::new, |person| person.name.clone()),
        many => (words.people_affected)(&count(many.len() as u64)),
    }
}

pub(super) fn fault_ui(ui: &mut Ui, fault: Option<&str>) {
    if let Some(fault) = fault {
        let color = palette(ui).bad;
        ui.label(RichText::new(fault).size(SMALL).color(color));
    }
}
