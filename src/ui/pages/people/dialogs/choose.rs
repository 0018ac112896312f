//! Choosing one of many by search: a branch to move to, a session to be enrolled in.

use chrono::NaiveDate;
use egui::Ui;

use super::{Ask, Change, about, fault_ui, label_of};
use crate::app::View;
use crate::model::{BranchId, Label, Person, PersonId, Session, SessionId, Status};
use crate::ui::pages::choose::{ChooseLook, choose_branch_ui, choose_ui};
use crate::ui::widgets::{DatePicker, Dialog, DialogAnswer, SearchText, note};
use crate::words::people::PeopleWords;
use crate::words::records::credit_hours;
use crate::words::widgets::WidgetWords;

/// Moves people to another branch from a day on.
pub(super) struct MoveTo {
    people: Vec<PersonId>,
    from: NaiveDate,
    search: SearchText,
    branch: Option<BranchId>,
}

impl MoveTo {
    pub fn new(people: Vec<PersonId>, from: NaiveDate) -> Self {
        Self { people, from, search: SearchText::default(), branch: None }
    }
}

impl Ask for MoveTo {
    fn show(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        let dialog = Dialog::new(words.choose_branch, words.apply, words.cancel).ready(self.branch.is_some());
        let widgets = WidgetWords::of(view.lang);
        dialog.show(ui.ctx(), |ui| {
            note(ui, &about(view, words, &self.people));
            DatePicker::new(words.from_day, view.today, view.as_of).ui(ui, &mut self.from, widgets);
            choose_branch_ui(ui, view, &mut self.search, &mut self.branch);
            fault_ui(ui, fault);
        })
    }

    fn change(&self, view: View<'_>) -> Option<(Label, Change)> {
        let (people, to, from) = (self.people.clone(), self.branch?, self.from);
        Some((label_of(view, &people), Box::new(move |ws| ws.move_people(&people, to, from))))
    }
}

/// Enrols people in a session.
pub(super) struct EnrolIn {
    people: Vec<PersonId>,
    search: SearchText,
    session: Option<SessionId>,
    kept: Option<(u64, Vec<Choice>)>,
}

/// A session that people can be put into.
struct Choice {
    session: SessionId,
    text: String,
    note: String,
}

impl EnrolIn {
    pub fn new(people: Vec<PersonId>) -> Self {
        Self { people, search: SearchText::default(), session: None, kept: None }
    }
}

impl Ask for EnrolIn {
    fn show(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        let revision = view.derived.revision();
        if self.kept.as_ref().is_none_or(|(kept, _)| *kept != revision) {
            self.kept = Some((revision, choices(view, words, &self.people)));
        }
        let Some((_, choices)) = &self.kept else { return DialogAnswer::Cancelled };
        let dialog = Dialog::new(words.choose_session, words.apply, words.cancel).ready(self.session.is_some());
        dialog.width(580.0).show(ui.ctx(), |ui| {
            note(ui, &about(view, words, &self.people));
            let items = choices.iter().map(|choice| (choice.session, choice.text.clone(), choice.note.clone()));
            let look = ChooseLook { name: words.session_search, nothing_found: words.nothing_found };
            choose_ui(ui, view, look, &mut self.search, items, &mut self.session);
            fault_ui(ui, fault);
        })
    }

    fn change(&self, view: View<'_>) -> Option<(Label, Change)> {
        let (people, id) = (self.people.clone(), self.session?);
        let session = view.ws.sessions.get(id)?.title.clone();
        Some((Label::Enrol { n: people.len(), session }, Box::new(move |ws| ws.enrol(id, &people))))
    }
}

/// The sessions, those to come that are for all of the people and have a seat first.
fn choices(view: View<'_>, words: &PeopleWords, people: &[PersonId]) -> Vec<Choice> {
    let ws = view.ws;
    let people: Vec<&Person> = people.iter().filter_map(|id| ws.people.get(*id)).collect();
    let is_open = |session: &&Session| !matches!(session.status, Status::Closed | Status::Cancelled);
    let mut sessions: Vec<_> = ws
        .sessions
        .iter()
        .filter(is_open)
        .map(|session| {
            let first = session.span().map(|span| span.first);
            let day = first.unwrap_or(view.as_of);
            let is_for = |person: &&&Person| {
                let is_here = session.township.is_none_or(|unit| ws.township_of(person, day) == Some(unit));
                is_here && ws.cohort_for(session, person).is_ok()
            };
            let n_fit = people.iter().filter(is_for).count();
            let is_full = ws.n_enrolled(session.id) >= session.max_heads as usize;
            let order =
                (first.is_some_and(|first| first < view.as_of), n_fit < people.len(), is_full, first, session.id);
            (order, session, n_fit)
        })
        .collect();
    sessions.sort_by_key(|(order, ..)| *order);
    let unit = ws.rules_on(view.as_of).credit_hour_minutes;
    let choice = |session: &Session, n_fit: usize| {
        let day = session.span().map_or_else(String::new, |span| span.first.format("%m-%d ").to_string());
        let seats = (words.enrolled_note)(&ws.n_enrolled(session.id).to_string(), session.max_heads);
        let hours = (words.hours)(&credit_hours(session.minutes(), unit));
        let misfit = if n_fit < people.len() { (words.fits)(n_fit, people.len()) } else { String::new() };
        Choice {
            session: session.id,
            text: format!("{day}{}", session.title),
            note: format!("{misfit}{hours} · {seats}"),
        }
    };
    sessions.into_iter().map(|(_, session, n_fit)| choice(session, n_fit)).collect()
}
