//! One person beside the grid: who they are, their hours, what they went through, and what can be changed.

use egui::{Label, RichText, ScrollArea, Sense, Stroke, Ui, vec2};

use super::bulk_ui::{cohort_menus_ui, exempt_items_ui, item_ui};
use super::dialogs::{PeopleDialog, label_of};
use super::grid_ui::phone_text;
use super::{PeoplePage, form};
use crate::app::{Command, Commands, Notice, Place, SessionTab, View};
use crate::exchange::mask::masked_id_number;
use crate::model::{Label as EditLabel, Period, Person, Status, TableName, TopicStage};
use crate::report::people::{HistoryRow, history, topics_of};
use crate::ui::fonts;
use crate::ui::pages::records::{Scene, form_ui};
use crate::ui::pages::tone_of_mode;
use crate::ui::theme::{HEADING, SMALL, Tone, palette};
use crate::ui::widgets::{button, card, card_title, chip, link, menu_button, note, progress};
use crate::words::duplicates::DuplicateWords;
use crate::words::hours::HoursWords;
use crate::words::people::PeopleWords;
use crate::words::{records, refusals};

/// Room for the scroll bar, in points.
const SCROLL_BAR: f32 = 8.0;

impl PeoplePage {
    pub(super) fn detail_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        words: &'static PeopleWords,
        commands: &mut Commands,
    ) {
        let size = ui.available_size() - vec2(30.0, 26.0);
        card(ui, |ui| {
            ui.set_min_size(size);
            ui.set_max_width(size.x);
            let Some(person) = self.current(view) else {
                note(ui, words.choose_someone);
                return;
            };
            ScrollArea::vertical().max_height(size.y).auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                ui.set_max_width(size.x - SCROLL_BAR);
                head_ui(ui, view, words, person);
                if hours_ui(ui, view, words, person) {
                    self.dialog = Some(PeopleDialog::hours(person.id));
                }
                self.actions_ui(ui, view, words, person, commands);
                if self.is_editing {
                    self.form_ui(ui, view, words, person, commands);
                } else {
                    history_ui(ui, view, words, person, commands);
                    topics_ui(ui, view, words, person);
                    places_ui(ui, view, words, person);
                }
            });
        });
    }

    fn actions_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        words: &PeopleWords,
        person: &Person,
        commands: &mut Commands,
    ) {
        ui.add_space(2.0);
        ui.add_enabled_ui(!view.is_read_only, |ui| {
            ui.horizontal_wrapped(|ui| {
                let text = if self.is_editing { words.done } else { words.edit };
                if button(ui, text).clicked() {
                    self.is_editing = !self.is_editing;
                }
                if button(ui, words.enrol_in).clicked() {
                    self.dialog = Some(PeopleDialog::enrol(vec![person.id]));
                }
                menu_button(ui, words.more, |ui| self.more_ui(ui, view, words, person, commands));
            });
        });
    }

    fn more_ui(&mut self, ui: &mut Ui, view: View<'_>, words: &PeopleWords, person: &Person, commands: &mut Commands) {
        let people = [person.id];
        if item_ui(ui, words.move_to) {
            self.dialog = Some(PeopleDialog::move_people(people.to_vec(), view.as_of));
        }
        if item_ui(ui, words.new_term) {
            self.dialog = Some(PeopleDialog::new_term(person.id, view.as_of));
        }
        cohort_menus_ui(ui, view, words, &people, commands);
        if item_ui(ui, words.set_cover) {
            self.dialog = Some(PeopleDialog::set_cover(view, person));
        }
        if person.cover.is_some() && item_ui(ui, words.end_cover) {
            let id = person.id;
            commands.edit(label_of(view, &people), move |ws| ws.set_cover(id, None));
        }
        ui.separator();
        exempt_items_ui(ui, view, words, &people, commands);
        ui.separator();
        if item_ui(ui, DuplicateWords::of(view.lang).button) {
            self.open_duplicates();
        }
        if person.is_here(view.as_of) {
            if item_ui(ui, words.moved_away) {
                self.dialog = Some(PeopleDialog::moved_away(people.to_vec(), view.as_of));
            }
            if item_ui(ui, words.died) {
                self.dialog = Some(PeopleDialog::died(person.id, view.as_of));
            }
        } else if item_ui(ui, words.back_here) {
            commands.edit(label_of(view, &people), move |ws| {
                ws.with_people(&people, |person| {
                    person.moved_away = None;
                    person.died = None;
                })
            });
        }
        if item_ui(ui, words.remove) {
            remove(view, person, commands);
        }
    }

    fn form_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        words: &'static PeopleWords,
        person: &Person,
        commands: &mut Commands,
    ) {
        ui.add_space(4.0);
        card_title(ui, words.particulars);
        let check = |person: &Person| match view.ws.with(person.clone()) {
            Ok(_) => Ok(()),
            Err(refusal) => Err(refusals::refusal(view.lang, &refusal)),
        };
        if self.form.0 != Some(person.id) {
            self.form = (Some(person.id), crate::ui::pages::records::FormState::default());
        }
        let columns = form::columns(Scene::of(view), words, view.is_masked);
        let width = ui.available_width();
        let kept = ui.push_id(person.id, |ui| form_ui(ui, &columns, person, &mut self.form.1, width, check)).inner;
        if let Some(person) = kept {
            let label = EditLabel::Change { table: TableName::People, name: person.name.clone() };
            commands.edit(label, move |ws| ws.with(person));
        }
    }
}

fn remove(view: View<'_>, person: &Person, commands: &mut Commands) {
    let id = person.id;
    match view.ws.without_person(id) {
        Ok(_) => {
            let label = EditLabel::Remove { table: TableName::People, name: person.name.clone() };
            commands.edit(label, move |ws| ws.without_person(id));
        }
        Err(refusal) => {
            let text = refusals::refusal(view.lang, &refusal);
            commands.push(Command::Notify(Notice::problem(text)));
        }
    }
}

/// Name, where they belong, what is special about them.
fn head_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, person: &Person) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add(Label::new(RichText::new(&person.name).font(fonts::bold(HEADING))).selectable(true));
        let day = view.as_of;
        if person.died.is_some_and(|died| died <= day) {
            chip(ui, words.dead, Tone::Neutral);
        } else if person.moved_away.is_some_and(|left| left <= day) {
            chip(ui, words.gone, Tone::Neutral);
        }
        if let Some(exemption) = person.exemption.as_ref().filter(|_| person.is_exempt(day)) {
            chip(ui, &format!("{}：{}", words.exempt, records::exemption(view.lang, exemption.reason)), Tone::Warn);
        }
        if person.is_floating(day) {
            chip(ui, words.floating, Tone::Remote);
        }
    });
    let color = palette(ui).text_weak;
    ui.add(Label::new(RichText::new(standing_text(view, words, person)).size(SMALL).color(color)).wrap());
    if let Some(other) = person.cover.and_then(|id| view.ws.people.get(id)) {
        ui.add(Label::new(RichText::new((words.covers)(&other.name)).size(SMALL).color(color)).wrap());
    }
    if let Some(day) = person.last_taught {
        ui.add(Label::new(RichText::new((words.taught_before)(day)).size(SMALL).color(color)).wrap());
    }
    let mut private = Vec::new();
    if !person.phone.is_empty() {
        private.push(phone_text(view, person));
    }
    if !person.id_number.is_empty() {
        let masked = masked_id_number(&person.id_number);
        private.push(if view.is_masked { masked } else { person.id_number.clone() });
    }
    if !private.is_empty() {
        let text = RichText::new(private.join(" · ")).size(SMALL).color(color);
        ui.add(Label::new(text).wrap().selectable(!view.is_masked));
    }
}

/// 女 · 街子乡 · 蔬菜支部 · 支部书记 · 党员、致富带头人
fn standing_text(view: View<'_>, words: &PeopleWords, person: &Person) -> String {
    let branch = person.home_on(view.as_of).and_then(|id| view.ws.branches.get(id));
    let township = branch.and_then(|branch| view.ws.townships.get(branch.township));
    let cohorts: Vec<&str> = person
        .cohorts_on(view.as_of)
        .filter_map(|id| view.ws.cohorts.get(id))
        .map(|cohort| cohort.short_name.as_str())
        .collect();
    let cohorts = if cohorts.is_empty() { words.no_cohort.to_owned() } else { cohorts.join("、") };
    let parts = [
        person.sex.map_or("", |sex| records::sex(view.lang, sex)),
        township.map_or("", |township| township.name.as_str()),
        branch.map_or(words.nobody_home, |branch| branch.name.as_str()),
        person.post_on(view.as_of),
        &cohorts,
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Hours against the target, with a bar. Returns whether the half days behind them are asked for.
fn hours_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, person: &Person) -> bool {
    let index = view.derived.index(view.ws);
    let Some(position) = index.position_of(person.id) else { return false };
    let hours_of_year = index.hours(position);
    let (minutes, target) = (hours_of_year.counted(), hours_of_year.target_minutes);
    let unit = view.ws.rules_on(view.as_of).credit_hour_minutes;
    let hours = |minutes: u32| records::credit_hours(u64::from(minutes), unit);
    let palette = palette(ui);
    let state = if target == 0 {
        words.no_target.to_owned()
    } else if hours_of_year.is_reached() {
        words.reached.to_owned()
    } else {
        (words.hours_missing)(&hours(hours_of_year.short()))
    };
    let figure = hours(minutes);
    let text = (words.of_target)(&hours(target), &state);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.label(RichText::new(&figure).font(fonts::bold(26.0)));
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Max), |ui| {
            ui.label(RichText::new(&text).color(palette.text_weak));
        });
    });
    let color = if hours_of_year.is_reached() { palette.good } else { palette.accent };
    let share = if target == 0 { 0.0 } else { minutes as f32 / target as f32 };
    progress(ui, &format!("{figure} {text}"), share, None, color);
    link(ui, HoursWords::of(view.lang).open).clicked()
}

/// The sessions of the year, along a line.
fn history_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, person: &Person, commands: &mut Commands) {
    ui.add_space(6.0);
    card_title(ui, words.history);
    let rows = history(view.ws, person.id, view.as_of);
    if rows.is_empty() {
        note(ui, words.no_history);
    }
    let left = ui.cursor().left() + 1.0;
    for row in &rows {
        let top = ui.cursor().top();
        ui.horizontal(|ui| {
            ui.add_space(10.0);
            ui.vertical(|ui| history_row_ui(ui, view, words, row, commands));
        });
        let line = Stroke::new(2.0, palette(ui).track);
        ui.painter().vline(left, top..=ui.cursor().top(), line);
    }
}

fn history_row_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, row: &HistoryRow, commands: &mut Commands) {
    ui.spacing_mut().item_spacing = vec2(5.0, 2.0);
    ui.horizontal(|ui| {
        let day = row.first_day.map_or_else(String::new, |day| day.format("%m-%d").to_string());
        ui.label(RichText::new(day).font(fonts::bold(SMALL)));
        let chip_width = 78.0;
        let width = (ui.available_width() - chip_width).max(60.0);
        let title = Label::new(RichText::new(&row.title).size(SMALL)).truncate().sense(Sense::click());
        let galley_width =
            ui.painter().layout_no_wrap(row.title.clone(), fonts::regular(SMALL), palette(ui).text).size().x.min(width);
        let response = ui
            .allocate_ui(vec2(galley_width, 20.0), |ui| {
                ui.set_max_width(galley_width);
                ui.add(title)
            })
            .inner
            .on_hover_cursor(egui::CursorIcon::PointingHand);
        if response.clicked() {
            commands.go(Place::Session(row.session, SessionTab::Attendance));
        }
        chip(ui, records::mode(view.lang, row.mode), tone_of_mode(row.mode));
    });
    let unit = view.ws.rules_on(view.as_of).credit_hour_minutes;
    let hours = (words.hours)(&records::credit_hours(row.minutes, unit));
    let outcome = outcome(row);
    let text = match outcome {
        Outcome::Enrolled => records::enrolment(view.lang, row.state).to_owned(),
        Outcome::Attended => format!("{hours} · {}", words.attended),
        Outcome::Completed => format!("{hours} · {}", words.completed),
        Outcome::NotCompleted => format!("{hours} · {}", words.not_completed),
        Outcome::NeverCame => words.not_attended.to_owned(),
    };
    let palette = palette(ui);
    let is_bad = matches!(outcome, Outcome::NeverCame | Outcome::NotCompleted);
    let color = if is_bad { palette.bad } else { palette.text_weak };
    ui.label(RichText::new(text).size(SMALL).color(color));
    ui.add_space(4.0);
}

/// How a session went for a person.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Not yet held, or not taking part.
    Enrolled,
    /// Under way, and attended so far.
    Attended,
    /// Over, and enough of it attended.
    Completed,
    /// Over, and too much of it missed.
    NotCompleted,
    /// Over, and never attended.
    NeverCame,
}

fn outcome(row: &HistoryRow) -> Outcome {
    let is_over = matches!(row.status, Status::Finished | Status::Closed);
    if !row.status.is_held() || !row.state.takes_part() || (row.minutes == 0 && !is_over) {
        Outcome::Enrolled
    } else if row.minutes == 0 {
        Outcome::NeverCame
    } else if !is_over {
        Outcome::Attended
    } else if row.is_completed {
        Outcome::Completed
    } else {
        Outcome::NotCompleted
    }
}

fn topics_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, person: &Person) {
    let topics = topics_of(view.ws, person);
    if topics.is_empty() {
        return;
    }
    ui.add_space(6.0);
    card_title(ui, words.topics);
    for topic in topics.into_iter().filter_map(|id| view.ws.topics.get(id)) {
        let palette = palette(ui);
        let stage = view.ws.topic_stage(topic, view.as_of);
        let color = match stage {
            TopicStage::Asked | TopicStage::Merged | TopicStage::Planned => palette.text_weak,
            TopicStage::Scheduled | TopicStage::Taught | TopicStage::Answered => palette.good,
            TopicStage::Declined => palette.bad,
        };
        line_ui(ui, &topic.text, records::topic_stage(view.lang, stage), color);
    }
}

/// Branches and posts with their dates, the present ones first.
fn places_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, person: &Person) {
    if person.homes.is_empty() && person.industries.is_empty() && person.posts.is_empty() {
        return;
    }
    ui.add_space(6.0);
    card_title(ui, words.places);
    let weak = palette(ui).text_weak;
    for affiliation in person.homes.iter().rev().chain(&person.industries) {
        let name = view.ws.branches.get(affiliation.branch).map_or("", |branch| branch.name.as_str());
        line_ui(ui, name, &period_text(words, affiliation.period), weak);
    }
    for post in person.posts.iter().rev() {
        line_ui(ui, &post.title, &period_text(words, post.period), weak);
    }
}

/// 2012-03-01 – 至今
fn period_text(words: &PeopleWords, period: Period) -> String {
    match (period.since, period.until) {
        (None, None) => String::new(),
        (Some(since), None) => format!("{since} – {}", words.until_now),
        (None, Some(until)) => format!("– {until}"),
        (Some(since), Some(until)) => format!("{since} – {until}"),
    }
}

/// A text at the left and a word at the right.
fn line_ui(ui: &mut Ui, text: &str, word: &str, color: egui::Color32) {
    let size = vec2(ui.available_width(), 20.0);
    ui.allocate_ui_with_layout(size, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.add(Label::new(RichText::new(word).size(SMALL).color(color)));
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.add(Label::new(RichText::new(text).size(SMALL)).truncate());
        });
    });
}
