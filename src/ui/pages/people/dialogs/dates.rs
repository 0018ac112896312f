//! Dialogs that ask for a day: a new post, moved away, died.

use chrono::NaiveDate;
use egui::Ui;

use super::{Ask, Change, about, fault_ui, label_of};
use crate::app::View;
use crate::model::{Label, Period, PersonId, Post};
use crate::ui::widgets::{DatePicker, Dialog, DialogAnswer, Field, note};
use crate::words::people::PeopleWords;
use crate::words::widgets::WidgetWords;

/// Gives a person a new post from a day on; the old one stays on record.
pub(super) struct NewTerm {
    person: PersonId,
    title: String,
    from: NaiveDate,
}

impl NewTerm {
    pub fn new(person: PersonId, from: NaiveDate) -> Self {
        Self { person, title: String::new(), from }
    }
}

impl Ask for NewTerm {
    fn show(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        let is_ready = !self.title.trim().is_empty();
        Dialog::new(words.term_title, words.apply, words.cancel).ready(is_ready).show(ui.ctx(), |ui| {
            note(ui, &about(view, words, &[self.person]));
            Field::new(words.post).width(260.0).text_ui(ui, &mut self.title);
            let picker = DatePicker::new(words.from_day, view.today, view.as_of);
            picker.ui(ui, &mut self.from, WidgetWords::of(view.lang));
            fault_ui(ui, fault);
        })
    }

    fn change(&self, view: View<'_>) -> Option<(Label, Change)> {
        let (id, title, from) = (self.person, self.title.trim().to_owned(), self.from);
        let change = move |ws: &crate::model::Workspace| {
            ws.with_person(id, |person| {
                person.posts.retain(|post| post.period.since.is_none_or(|since| since < from));
                for post in person.posts.iter_mut().filter(|post| post.period.holds_on(from)) {
                    post.period.until = Some(from);
                }
                person.posts.push(Post { title: title.clone(), period: Period::from(from) });
            })
        };
        Some((label_of(view, &[id]), Box::new(change)))
    }
}

/// People no longer belong to the district from a day on.
pub(super) struct Gone {
    people: Vec<PersonId>,
    is_death: bool,
    on: NaiveDate,
}

impl Gone {
    pub fn new(people: Vec<PersonId>, is_death: bool, on: NaiveDate) -> Self {
        Self { people, is_death, on }
    }
}

impl Ask for Gone {
    fn show(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        let title = if self.is_death { words.died_title } else { words.moved_title };
        Dialog::new(title, words.apply, words.cancel).show(ui.ctx(), |ui| {
            note(ui, &about(view, words, &self.people));
            let picker = DatePicker::new(words.on_day, view.today, view.as_of);
            picker.ui(ui, &mut self.on, WidgetWords::of(view.lang));
            fault_ui(ui, fault);
        })
    }

    fn change(&self, view: View<'_>) -> Option<(Label, Change)> {
        let (people, is_death, on) = (self.people.clone(), self.is_death, self.on);
        let label = label_of(view, &people);
        let change = move |ws: &crate::model::Workspace| {
            ws.with_people(&people, |person| {
                let day = if is_death { &mut person.died } else { &mut person.moved_away };
                *day = Some(on);
            })
        };
        Some((label, Box::new(change)))
    }
}
