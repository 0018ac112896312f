//! Choosing who stands in for a person: somebody of the same unit.

use egui::Ui;

use super::{Ask, Change, about, fault_ui, label_of};
use crate::app::View;
use crate::model::{Label, Person, PersonId};
use crate::ui::pages::choose::{ChooseLook, choose_ui};
use crate::ui::widgets::{Dialog, DialogAnswer, SearchText, note};
use crate::words::people::PeopleWords;

/// Makes two people stand in for each other.
pub(super) struct CoverBy {
    person: PersonId,
    /// People of the unit with their names and branches: those with the same post first.
    near: Vec<(PersonId, String, String)>,
    search: SearchText,
    other: Option<PersonId>,
}

impl CoverBy {
    pub fn new(view: View<'_>, person: &Person) -> Self {
        let (ws, day) = (view.ws, view.as_of);
        let unit = ws.township_of(person, day);
        let is_near =
            |other: &&Person| other.id != person.id && other.is_here(day) && ws.township_of(other, day) == unit;
        let mut near: Vec<&Person> = ws.people.iter().filter(is_near).collect();
        near.sort_by_key(|other| (other.post_on(day) != person.post_on(day), other.home_on(day), other.id));
        let branch = |other: &Person| other.home_on(day).and_then(|id| ws.branches.get(id)).map(|b| b.name.clone());
        let near = near.into_iter().map(|other| (other.id, other.name.clone(), branch(other).unwrap_or_default()));
        Self { person: person.id, near: near.collect(), search: SearchText::default(), other: None }
    }
}

impl Ask for CoverBy {
    fn show(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        Dialog::new(words.choose_cover, words.apply, words.cancel).ready(self.other.is_some()).show(ui.ctx(), |ui| {
            note(ui, &about(view, words, &[self.person]));
            let look = ChooseLook { name: words.cover_search, nothing_found: words.nothing_found };
            choose_ui(ui, view, look, &mut self.search, self.near.iter().cloned(), &mut self.other);
            fault_ui(ui, fault);
        })
    }

    fn change(&self, view: View<'_>) -> Option<(Label, Change)> {
        let (id, other) = (self.person, self.other?);
        Some((label_of(view, &[id, other]), Box::new(move |ws| ws.set_cover(id, Some(other)))))
    }
}
