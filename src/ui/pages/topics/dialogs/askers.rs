//! The part of a form that says who asked: people and branches by search, and a number of people without names.

use chrono::NaiveDate;
use egui::{Key, Modifiers, RichText, Ui, vec2};

use super::super::detail::asker_text;
use crate::app::View;
use crate::app::search::Matcher;
use crate::model::{Asker, BranchId, PersonId, TopicId};
use crate::report::topics::askers_of_list;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{DatePicker, Field, SearchLook, SearchText, composition, note, search_field};
use crate::words::topics::TopicWords;
use crate::words::widgets::WidgetWords;

/// Height of a hit, in points.
const ROW: f32 = 26.0;
const MOST_PEOPLE: usize = 6;
const MOST_BRANCHES: usize = 2;
const MOST_UNNAMED: i64 = 100_000;

/// Somebody a search finds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Person(PersonId),
    Branch(BranchId),
}

/// Who asks, as far as it was typed.
pub struct AskersField {
    askers: Vec<Asker>,
    unnamed: i64,
    on: NaiveDate,
    search: SearchText,
    found: (String, Vec<Found>),
    highlighted: usize,
}

impl AskersField {
    /// Those known so far; who is added asked on a day.
    pub fn new(askers: Vec<Asker>, on: NaiveDate) -> Self {
        Self { askers, unnamed: 0, on, search: SearchText::default(), found: <_>::default(), highlighted: 0 }
    }

    /// All who ask.
    pub fn all(&self) -> Vec<Asker> {
        let unnamed = u32::try_from(self.unnamed).ok().filter(|n| *n > 0).map(|n| Asker::unnamed(n, self.on));
        self.askers.iter().cloned().chain(unnamed).collect()
    }

    /// Draws the fields.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = TopicWords::of(view.lang);
        ui.add_space(4.0);
        note(ui, words.who);
        self.search_ui(ui, view);
        self.chips_ui(ui, view);
        ui.horizontal_top(|ui| {
            let widgets = WidgetWords::of(view.lang);
            Field::new(words.n_unnamed).width(150.0).number_ui(ui, &mut self.unnamed, 0..=MOST_UNNAMED, widgets);
            DatePicker::new(words.asked_on, view.today, view.as_of).ui(ui, &mut self.on, widgets);
        });
    }

    fn search_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = TopicWords::of(view.lang);
        self.find(view);
        // before the field sees it: Enter there would answer the dialog
        let is_typing = !self.found.1.is_empty() && !composition(ui).owns_keys;
        let enters = is_typing && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let look =
            SearchLook { name: words.who, placeholder: words.who_hint, width: ui.available_width(), shortcut: "" };
        let response = search_field(ui, &mut self.search, &look, WidgetWords::of(view.lang));
        if response.has_focus() && is_typing {
            let pressed = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
            let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
            self.highlighted = (self.highlighted + down).saturating_sub(up).min(self.found.1.len() - 1);
        }
        let clicked = self.hits_ui(ui, view);
        if let Some(at) = clicked.or(enters.then_some(self.highlighted)) {
            self.add(at);
            response.request_focus();
        }
    }

    fn find(&mut self, view: View<'_>) {
        let query = self.search.query();
        if self.found.0 == query {
            return;
        }
        let matcher = Matcher::new(query);
        let hits = view.derived.names(view.ws).hits(&matcher);
        let people = view.ws.people.iter().zip(hits).filter(|(person, is_hit)| *is_hit && person.is_here(self.on));
        let mut people: Vec<_> = people.map(|(person, _)| person).collect();
        // those whose surname was typed stand before those whose given name holds it
        people.sort_by_cached_key(|person| matcher.span(&person.name).map(|span| span.start));
        let branches = view.ws.branches.iter().filter(|branch| matcher.matches(&branch.name));
        let people = people.into_iter().take(MOST_PEOPLE).map(|person| Found::Person(person.id));
        let branches = branches.take(MOST_BRANCHES).map(|branch| Found::Branch(branch.id));
        let found = if matcher.is_empty() { Vec::new() } else { people.chain(branches).collect() };
        (self.found, self.highlighted) = ((query.to_owned(), found), 0);
    }

    /// Draws what the search finds; returns which was clicked.
    fn hits_ui(&self, ui: &mut Ui, view: View<'_>) -> Option<usize> {
        let words = TopicWords::of(view.lang);
        let mut clicked = None;
        if self.found.1.is_empty() && !self.found.0.is_empty() {
            note(ui, words.nothing_found);
        }
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.spacing_mut().interact_size.y = ROW;
            for (at, found) in self.found.1.iter().enumerate() {
                let (name, unit) = self.told(view, *found);
                let weak = palette(ui).text_weak;
                let text =
                    (RichText::new(name).size(SMALL), egui::Atom::grow(), RichText::new(unit).size(SMALL).color(weak));
                let row = egui::Button::selectable(at == self.highlighted, text);
                if ui.add(row.min_size(vec2(ui.available_width(), ROW)).truncate()).clicked() {
                    clicked = Some(at);
                }
            }
        });
        clicked
    }

    /// A hit by name and unit.
    fn told(&self, view: View<'_>, found: Found) -> (String, String) {
        let asker = self.asker(found);
        let line = askers_of_list(view.ws, TopicId::MIN, std::slice::from_ref(&asker)).into_iter().next();
        line.map(|line| asker_text(view, &line)).map(|text| (text.name, text.unit)).unwrap_or_default()
    }

    fn asker(&self, found: Found) -> Asker {
        match found {
            Found::Person(id) => Asker::person(id, self.on),
            Found::Branch(id) => Asker::branch(id, self.on),
        }
    }

    fn add(&mut self, at: usize) {
        if let Some(found) = self.found.1.get(at).copied() {
            let asker = self.asker(found);
            let is_there = |known: &&Asker| match found {
                Found::Person(_) => known.person == asker.person,
                Found::Branch(_) => known.person.is_none() && known.branch == asker.branch,
            };
            if self.askers.iter().find(is_there).is_none() {
                self.askers.push(asker);
            }
        }
        self.search.clear();
    }

    /// Those added, each to be taken out again.
    fn chips_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = TopicWords::of(view.lang);
        let lines = askers_of_list(view.ws, TopicId::MIN, &self.askers);
        let mut goes = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
            ui.spacing_mut().button_padding = vec2(8.0, 2.0);
            for line in &lines {
                let name = asker_text(view, line).name;
                let chip = ui.button(RichText::new(format!("{name}  ×")).size(SMALL));
                chip.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, (words.take_out)(&name)));
                if chip.clicked() {
                    goes = Some(line.who);
                }
            }
        });
        if let Some(who) = goes {
            let mut at = 0;
            self.askers.retain(|asker| {
                let is_same = crate::report::topics::who(TopicId::MIN, at, asker) == who;
                at += 1;
                !is_same
            });
        }
    }
}
