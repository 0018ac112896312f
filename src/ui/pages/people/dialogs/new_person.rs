//! A new person: name, branch and cohort; everything else can follow.

use egui::Ui;

use super::{Ask, Change, fault_ui};
use crate::app::{PeopleFilter, View};
use crate::model::{
    Affiliation, BranchId, CohortId, Label, Membership, Period, Person, PersonId, Post, Sex, TableName,
};
use crate::ui::pages::choose::choose_branch_ui;
use crate::ui::widgets::{Dialog, DialogAnswer, Field, SearchText, note, select_wide};
use crate::words::people::PeopleWords;
use crate::words::records;

const FIELD_WIDTH: f32 = 212.0;

pub(super) struct NewPerson {
    id: PersonId,
    name: String,
    sex: Option<Sex>,
    phone: String,
    id_number: String,
    post: String,
    cohort: Option<CohortId>,
    branch: Option<BranchId>,
    search: SearchText,
    is_new: bool,
}

impl NewPerson {
    pub fn new(view: View<'_>, filter: &PeopleFilter) -> Self {
        let mut ids = view.ws.ids;
        let township = filter.township.and_then(|id| view.ws.townships.get(id));
        let search = township.map_or_else(SearchText::default, |township| SearchText::new(township.name.clone()));
        let last_cohort = view.ws.cohorts.iter().last().map(|cohort| cohort.id);
        Self {
            id: ids.take(),
            name: String::new(),
            sex: None,
            phone: String::new(),
            id_number: String::new(),
            post: String::new(),
            cohort: filter.cohort.or(last_cohort),
            branch: filter.branch,
            search,
            is_new: true,
        }
    }

    fn person(&self) -> Person {
        let trimmed = |text: &str| text.trim().to_owned();
        let mut person = Person::new(self.id, trimmed(&self.name));
        person.sex = self.sex;
        person.phone = trimmed(&self.phone);
        person.id_number = trimmed(&self.id_number).to_uppercase();
        person.cohorts.extend(self.cohort.map(|cohort| Membership { cohort, period: Period::ALWAYS }));
        person.homes.extend(self.branch.map(|branch| Affiliation { branch, period: Period::ALWAYS }));
        if !self.post.trim().is_empty() {
            person.posts.push(Post { title: trimmed(&self.post), period: Period::ALWAYS });
        }
        person
    }

    fn fields_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords) {
        ui.horizontal_top(|ui| {
            let name = Field::new(words.name).width(FIELD_WIDTH).text_ui(ui, &mut self.name);
            if std::mem::take(&mut self.is_new) {
                name.request_focus();
            }
            let sexes = [None, Some(Sex::Male), Some(Sex::Female)];
            let names = sexes.map(|sex| sex.map_or(words.unknown, |sex| records::sex(view.lang, sex)));
            let mut current = sexes.iter().position(|sex| *sex == self.sex).unwrap_or(0);
            labelled_select_ui(ui, words.sex, &names, &mut current);
            self.sex = sexes[current];
        });
        ui.horizontal_top(|ui| {
            Field::new(words.phone).width(FIELD_WIDTH).text_ui(ui, &mut self.phone);
            Field::new(words.id_number).width(FIELD_WIDTH).text_ui(ui, &mut self.id_number);
        });
        ui.horizontal_top(|ui| {
            Field::new(words.post).width(FIELD_WIDTH).text_ui(ui, &mut self.post);
            let cohorts: Vec<_> = view.ws.cohorts.iter().collect();
            let mut names = vec![words.none];
            names.extend(cohorts.iter().map(|cohort| cohort.short_name.as_str()));
            let mut current = cohorts.iter().position(|c| Some(c.id) == self.cohort).map_or(0, |at| at + 1);
            labelled_select_ui(ui, words.cohort, &names, &mut current);
            self.cohort = current.checked_sub(1).map(|at| cohorts[at].id);
        });
    }
}

impl Ask for NewPerson {
    fn show(&mut self, ui: &mut Ui, view: View<'_>, words: &'static PeopleWords, fault: Option<&str>) -> DialogAnswer {
        let is_ready = !self.name.trim().is_empty();
        let dialog = Dialog::new(words.new_person_title, words.add, words.cancel).ready(is_ready);
        dialog.width(2.0 * FIELD_WIDTH + 20.0).show(ui.ctx(), |ui| {
            self.fields_ui(ui, view, words);
            note(ui, words.branch);
            choose_branch_ui(ui, view, &mut self.search, &mut self.branch);
            fault_ui(ui, fault);
        })
    }

    fn change(&self, _view: View<'_>) -> Option<(Label, Change)> {
        let person = self.person();
        let label = Label::Add { table: TableName::People, name: person.name.clone() };
        let change = move |ws: &crate::model::Workspace| {
            let mut next = ws.with(person.clone())?;
            next.ids.has_seen(person.id);
            Ok(next)
        };
        Some((label, Box::new(change)))
    }

    fn brings(&self) -> Option<PersonId> {
        Some(self.id)
    }
}

fn labelled_select_ui(ui: &mut Ui, label: &str, options: &[&str], current: &mut usize) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        note(ui, label);
        select_wide(ui, "", options, current, Some(FIELD_WIDTH));
    });
}
