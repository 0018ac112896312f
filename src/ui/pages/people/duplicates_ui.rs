//! The dialog that finds people with two records: pairs at the left, the two side by side at the right.

use egui::{Align, Button, Grid, Key, Layout, Modifiers, RichText, ScrollArea, Ui, vec2};

use super::grid_ui::{cohort_names, phone_text};
use super::{PeoplePage, dialogs};
use crate::app::{Commands, View};
use crate::exchange::mask::masked_id_number;
use crate::model::{Label, MergeClashes, Person, PersonId};
use crate::report::duplicates::{Duplicate, duplicates};
use crate::ui::fonts;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Dialog, DialogAnswer, button, cell_label, composition, note};
use crate::words::duplicates::{DuplicateWords, evidence};
use crate::words::people::PeopleWords;
use crate::words::{records, refusals};

/// Width of the dialog, of its list and of one record, in points; what a line is called is as wide as its longest.
const WIDTH: f32 = 880.0;
const LIST_WIDTH: f32 = 260.0;
const RECORD_WIDTH: f32 = 220.0;
/// Heights of a line of a record, of the list and of what stands between note and buttons, in points.
const LINE_HEIGHT: f32 = 22.0;
const HEIGHT: f32 = 400.0;
const BODY_HEIGHT: f32 = 410.0;

/// The open dialog: what was found at a revision, and where the user is.
#[derive(Default)]
pub(super) struct Duplicates {
    found: Option<(u64, Vec<Duplicate>)>,
    at: usize,
    /// The pair that is shown, which of them is kept, and what they say differently of sessions.
    shown: Option<Shown>,
    fault: Option<String>,
}

struct Shown {
    pair: Duplicate,
    revision: u64,
    kept: usize,
    n_sessions: [usize; 2],
    clashes: MergeClashes,
}

impl Shown {
    /// The record that is in the district, has been in more sessions and knows more is kept, unless the user says
    /// otherwise.
    fn new(view: View<'_>, pair: Duplicate) -> Self {
        let n_of = |id: PersonId| view.ws.enrolments.iter().filter(|enrolment| enrolment.person == id).count();
        let n_sessions = pair.people.map(n_of);
        let worth = |i: usize| {
            let person = view.ws.people.get(pair.people[i]);
            let has_number = person.is_some_and(|person| !person.id_number.is_empty());
            let n_cohorts = person.map_or(0, |person| person.cohorts.len());
            (person.is_some_and(|person| person.is_here(view.as_of)), n_sessions[i], has_number, n_cohorts)
        };
        let [one, other] = [0, 1].map(worth);
        let clashes = view.ws.merge_clashes(pair.people[0], pair.people[1]);
        Self { kept: usize::from(other > one), revision: view.derived.revision(), n_sessions, clashes, pair }
    }
}

impl PeoplePage {
    /// Draws the dialog that finds people with two records, while it is open.
    pub(super) fn duplicates_ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        if self.duplicates.as_mut().is_some_and(|duplicates| !duplicates.ui(ui, view, commands)) {
            self.duplicates = None;
        }
    }
}

impl Duplicates {
    /// Draws the dialog; `false` when it was left.
    fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = DuplicateWords::of(view.lang);
        self.follow(view);
        self.step(ui);
        self.follow(view);
        let is_ready = self.shown.is_some() && !view.is_read_only;
        let mut are_two = is_ready && is_pressed(ui, Key::N);
        let dialog = Dialog::new(words.title, words.merge, words.close).width(WIDTH).ready(is_ready);
        let answer = dialog.show(ui.ctx(), |ui| are_two |= self.body_ui(ui, view, words));
        if are_two {
            self.keep_apart(view, commands);
            return true;
        }
        match answer {
            DialogAnswer::Open => true,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => {
                self.merge(view, commands);
                true
            }
        }
    }

    /// Brings what was found, and the pair that is shown, up to date.
    fn follow(&mut self, view: View<'_>) {
        let revision = view.derived.revision();
        if self.found.as_ref().is_none_or(|(of, _)| *of != revision) {
            self.found = Some((revision, duplicates(view.ws)));
        }
        let pairs = self.pairs();
        let at = self.at.min(pairs.len().saturating_sub(1));
        let pair = pairs.get(at).cloned();
        self.at = at;
        let is_shown = |shown: &Shown| shown.revision == revision && Some(&shown.pair) == pair.as_ref();
        if !self.shown.as_ref().is_some_and(is_shown) {
            self.shown = pair.map(|pair| Shown::new(view, pair));
            self.fault = None;
        }
    }

    fn pairs(&self) -> &[Duplicate] {
        self.found.as_ref().map_or(&[], |(_, pairs)| pairs)
    }

    fn step(&mut self, ui: &Ui) {
        if is_pressed(ui, Key::ArrowDown) {
            self.at += 1;
        }
        if is_pressed(ui, Key::ArrowUp) {
            self.at = self.at.saturating_sub(1);
        }
        if let Some(shown) = &mut self.shown {
            if is_pressed(ui, Key::ArrowLeft) {
                shown.kept = 0;
            }
            if is_pressed(ui, Key::ArrowRight) {
                shown.kept = 1;
            }
        }
    }

    /// What stands between title and buttons; whether the user says that the two are not the same.
    fn body_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &DuplicateWords) -> bool {
        let n = self.pairs().len();
        if n == 0 {
            note(ui, words.none_found);
            return false;
        }
        note(ui, &format!("{} · {}", (words.n_pairs)(n), words.hint));
        let mut are_two = false;
        let size = vec2(ui.available_width(), BODY_HEIGHT);
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Min), |ui| {
            ui.allocate_ui(vec2(LIST_WIDTH, HEIGHT), |ui| self.list_ui(ui, view));
            ui.separator();
            ui.vertical(|ui| {
                self.records_ui(ui, view, words);
                let Some(shown) = &self.shown else { return };
                ui.add_space(6.0);
                note(ui, &(words.clashes)(shown.clashes.sessions, shown.clashes.marks));
                dialogs::fault_ui(ui, self.fault.as_deref());
                ui.add_space(6.0);
                let answer = ui.add_enabled_ui(!view.is_read_only, |ui| button(ui, words.not_same));
                are_two = answer.inner.clicked();
            });
        });
        are_two
    }

    fn list_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let height = ui.spacing().interact_size.y;
        let mut at = self.at;
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let area = ScrollArea::vertical().id_salt("duplicates").max_height(HEIGHT).auto_shrink(false);
            area.show_rows(ui, height, self.pairs().len(), |ui, rows| {
                for row in rows {
                    let pair = &self.pairs()[row];
                    let said = pair.evidence.first().map_or("", |strongest| evidence(view.lang, *strongest));
                    let text = RichText::new(name_of(view, pair.people[0])).size(SMALL);
                    let side = RichText::new(said).size(SMALL).color(palette(ui).text_weak);
                    let item = Button::selectable(self.at == row, (text, egui::Atom::grow(), side));
                    if ui.add(item.min_size(vec2(ui.available_width(), height)).truncate()).clicked() {
                        at = row;
                    }
                }
            });
        });
        self.at = at;
    }

    /// Both records line by line; what differs stands out.
    fn records_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &DuplicateWords) {
        let Some(shown) = &mut self.shown else { return };
        let [Some(one), Some(other)] = shown.pair.people.map(|id| view.ws.people.get(id)) else { return };
        let lines = lines(view, words, [one, other], shown.n_sessions);
        let title_width = lines.iter().map(|(title, _)| width_of(ui, title)).fold(0.0, f32::max).ceil();
        Grid::new("records").num_columns(3).min_row_height(LINE_HEIGHT).spacing(vec2(10.0, 4.0)).show(ui, |ui| {
            ui.label("");
            for (i, person) in [one, other].into_iter().enumerate() {
                let text = RichText::new((words.keep)(&format!("{} {}", i + 1, person.name))).size(SMALL);
                let choice = Button::selectable(shown.kept == i, text).truncate();
                if ui.add_sized(vec2(RECORD_WIDTH, ui.spacing().interact_size.y), choice).clicked() {
                    shown.kept = i;
                }
            }
            ui.end_row();
            for (title, values) in lines {
                let differs = values[0] != values[1];
                let colors = palette(ui);
                line_cell_ui(ui, title_width, RichText::new(title).color(colors.text_weak));
                let color = if differs { colors.warn } else { colors.text };
                for value in values {
                    line_cell_ui(ui, RECORD_WIDTH, RichText::new(value).color(color));
                }
                ui.end_row();
            }
        });
    }

    fn merge(&mut self, view: View<'_>, commands: &mut Commands) {
        let Some(shown) = &self.shown else { return };
        let (keep, gone) = (shown.pair.people[shown.kept], shown.pair.people[1 - shown.kept]);
        if let Err(refusal) = view.ws.with_people_merged(keep, gone) {
            self.fault = Some(refusals::refusal(view.lang, &refusal));
            return;
        }
        let label = Label::MergePeople { person: name_of(view, keep) };
        commands.edit(label, move |ws| ws.with_people_merged(keep, gone));
    }

    fn keep_apart(&self, view: View<'_>, commands: &mut Commands) {
        let Some(shown) = &self.shown else { return };
        let [one, other] = shown.pair.people;
        let label = Label::NotSame { one: name_of(view, one), other: name_of(view, other) };
        commands.edit(label, move |ws| ws.set_not_same(one, other));
    }
}

fn width_of(ui: &Ui, title: &str) -> f32 {
    ui.painter().layout_no_wrap(title.to_owned(), fonts::regular(SMALL), palette(ui).text).size().x
}

fn line_cell_ui(ui: &mut Ui, width: f32, text: RichText) {
    ui.allocate_ui_with_layout(vec2(width, LINE_HEIGHT), Layout::left_to_right(Align::Center), |ui| {
        ui.set_width(width);
        cell_label(ui, text.size(SMALL));
    });
}

/// Whether a key was pressed that nothing else wants.
fn is_pressed(ui: &Ui, key: Key) -> bool {
    let is_free = ui.memory(|memory| memory.focused().is_none()) && !composition(ui).owns_keys;
    is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key))
}

fn name_of(view: View<'_>, id: PersonId) -> String {
    view.ws.people.get(id).map_or_else(|| id.to_string(), |person| person.name.clone())
}

/// What both records say, line by line.
fn lines(
    view: View<'_>,
    words: &DuplicateWords,
    both: [&Person; 2],
    n_sessions: [usize; 2],
) -> Vec<(&'static str, [String; 2])> {
    let people = PeopleWords::of(view.lang);
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(String::new, |day| day.to_string());
    let number = |person: &Person| {
        if view.is_masked { masked_id_number(&person.id_number) } else { person.id_number.clone() }
    };
    let of = |say: &dyn Fn(&Person) -> String| both.map(say);
    vec![
        (people.name, of(&|person| person.name.clone())),
        (people.sex, of(&|person| person.sex.map_or("", |sex| records::sex(view.lang, sex)).to_owned())),
        (people.birth, of(&|person| day(person.birth))),
        (people.id_number, of(&number)),
        (people.phone, of(&|person| phone_text(view, person))),
        (words.home, of(&|person| home_text(view, person))),
        (people.post, of(&|person| person.post_on(view.as_of).to_owned())),
        (people.cohort, of(&|person| cohort_names(view, person))),
        (words.sessions, n_sessions.map(|n| n.to_string())),
        (words.moved_away, of(&|person| day(person.moved_away))),
        (people.note, of(&|person| person.note.clone())),
    ]
}

fn home_text(view: View<'_>, person: &Person) -> String {
    let branch = person.home_on(view.as_of).and_then(|id| view.ws.branches.get(id));
    let township = branch.and_then(|branch| view.ws.townships.get(branch.township));
    let names = [township.map(|unit| unit.name.as_str()), branch.map(|branch| branch.name.as_str())];
    names.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
