//! 基本信息: what a session is, edited in place.

use std::collections::BTreeMap;

use egui::{RichText, ScrollArea, Ui};

use super::draft::Draft;
use super::evidence::EvidenceCard;
use super::mend::Mending;
use super::slots::SlotTable;
use crate::app::{Commands, View};
use crate::model::{DateSpan, Half, Label, Level, Mode, Refusal, Session, SessionId, TableName, Workspace};
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{DatePicker, Field, card, card_title, checkbox, note, select_wide};
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;
use crate::words::{records, refusals};

/// The fields that can be refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    First,
    Last,
    Most,
    Least,
    Choice,
    Slots,
}

/// The state of the tab: what is being typed, and what was refused.
#[derive(Default)]
pub struct BasicsTab {
    title: Draft,
    purpose: Draft,
    note: Draft,
    slots: SlotTable,
    mending: Mending,
    evidence: EvidenceCard,
    errors: Errors,
}

/// What was refused last, by field.
#[derive(Default)]
pub(super) struct Errors(BTreeMap<What, String>);

impl Errors {
    /// The reason to show below a field.
    pub(super) fn of(&self, what: What) -> Option<&str> {
        self.0.get(&what).map(String::as_str)
    }
}

/// What editing a session in place needs.
pub(super) struct Desk<'a> {
    pub(super) view: View<'a>,
    pub(super) session: &'a Session,
    pub(super) errors: &'a mut Errors,
    pub(super) commands: &'a mut Commands,
}

impl Desk<'_> {
    /// Asks for a change of the session, or keeps the reason why it cannot be.
    pub(super) fn change(&mut self, what: What, change: impl Fn(&mut Session) + Clone + Send + 'static) {
        let id = self.session.id;
        self.run(what, move |ws| ws.with_session(id, change.clone()));
    }

    /// The same for its days and its place, which a lock holds.
    pub(super) fn change_place(&mut self, what: What, change: impl Fn(&mut Session) + Clone + Send + 'static) {
        let id = self.session.id;
        self.run(what, move |ws| {
            ws.must_be_unlocked(id)?;
            ws.with_session(id, change.clone())
        });
    }

    /// Keeps the reason why something cannot be.
    pub(super) fn refuse(&mut self, what: What, reason: String) {
        self.errors.0.insert(what, reason);
    }

    /// Asks for any command on the session, or keeps the reason why it cannot be.
    pub(super) fn run(
        &mut self,
        what: What,
        command: impl Fn(&Workspace) -> Result<Workspace, Refusal> + Send + 'static,
    ) {
        match command(self.view.ws) {
            Ok(_) => {
                self.errors.0.remove(&what);
                let label = Label::Change { table: TableName::Sessions, name: self.session.title.clone() };
                self.commands.edit(label, command);
            }
            Err(refusal) => {
                self.errors.0.insert(what, refusals::refusal(self.view.lang, &refusal));
            }
        }
    }
}

/// A change of a text of the session, or the reason why it cannot be.
fn text_change(
    view: View<'_>,
    session: &Session,
    commands: &mut Commands,
    change: impl Fn(&mut Session) + Clone + Send + 'static,
) -> Result<(), String> {
    let id = session.id;
    let test = change.clone();
    view.ws.with_session(id, test).map_err(|refusal| refusals::refusal(view.lang, &refusal))?;
    let label = Label::Change { table: TableName::Sessions, name: session.title.clone() };
    commands.edit(label, move |ws| ws.with_session(id, change));
    Ok(())
}

impl BasicsTab {
    /// Draws the tab.
    pub fn ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        ScrollArea::vertical().id_salt("basics").auto_shrink(false).show(ui, |ui| {
            if self.mending.has_something(session.id, view) {
                card(ui, |ui| {
                    ui.set_width(ui.available_width());
                    self.mending.ui(ui, session.id, view, commands);
                });
            }
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                self.texts_ui(ui, session, view, commands);
                let errors = &mut self.errors;
                let mut desk = Desk { view, session, errors, commands };
                days_ui(ui, &mut desk);
                choices_ui(ui, &mut desk);
                cohorts_ui(ui, &mut desk);
            });
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                card_title(ui, SessionWords::of(view.lang).basics.slots_title);
                let mut desk = Desk { view, session, errors: &mut self.errors, commands };
                self.slots.ui(ui, &mut desk);
            });
            card(ui, |ui| {
                ui.set_width(ui.available_width());
                self.notes_ui(ui, session, view, commands);
            });
            self.evidence.ui(ui, session, view, commands);
        });
    }

    fn texts_ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        ui.horizontal_top(|ui| {
            let field = Field::new(words.basics.title_field).width(300.0);
            self.title.ui(ui, field, &session.title, |text| {
                let text = text.trim().to_owned();
                text_change(view, session, commands, move |session| session.title.clone_from(&text))
            });
            let mut desk = Desk { view, session, errors: &mut self.errors, commands };
            heads_ui(ui, &mut desk);
        });
    }

    fn notes_ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        let width = ui.available_width() - 4.0;
        let hint = if session.mode == Mode::FieldVisit { words.basics.purpose_needed } else { "" };
        let field = Field::new(words.basics.purpose).hint(hint).width(width);
        self.purpose.ui(ui, field, &session.purpose, |text| {
            let text = text.trim().to_owned();
            text_change(view, session, commands, move |session| session.purpose.clone_from(&text))
        });
        ui.add_space(4.0);
        self.note.multiline_ui(ui, Field::new(words.note).width(width), &session.note, 3, |text| {
            let text = text.trim().to_owned();
            text_change(view, session, commands, move |session| session.note.clone_from(&text))
        });
    }
}

fn heads_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let words = SessionWords::of(desk.view.lang);
    let widget_words = WidgetWords::of(desk.view.lang);
    let (mut least, mut most) = (i64::from(desk.session.min_heads), i64::from(desk.session.max_heads));
    let most_field = Field::new(words.basics.most_heads).width(100.0).error(desk.errors.of(What::Most));
    if most_field.number_ui(ui, &mut most, 0..=100_000, widget_words).changed() {
        let most = u32::try_from(most).unwrap_or(0);
        desk.change(What::Most, move |session| session.max_heads = most);
    }
    let least_field = Field::new(words.basics.least_heads).width(100.0).error(desk.errors.of(What::Least));
    if least_field.number_ui(ui, &mut least, 0..=100_000, widget_words).changed() {
        let least = u32::try_from(least).unwrap_or(0);
        desk.change(What::Least, move |session| session.min_heads = least);
    }
}

fn days_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let view = desk.view;
    let words = SessionWords::of(view.lang);
    let widget_words = WidgetWords::of(view.lang);
    let id: SessionId = desk.session.id;
    let days = desk.session.span();
    let near = days.map_or(view.as_of, |span| span.first);
    let marks = super::days::day_marks(view);
    ui.horizontal_top(|ui| {
        let mut first = days.map(|span| span.first);
        let picker = DatePicker::new(words.basics.first_day_field, view.today, near).marks(&marks);
        let error = desk.errors.of(What::First).map(str::to_owned);
        let picker = picker.field(|field| field.error(error.as_deref()));
        if picker.optional_ui(ui, &mut first, widget_words).changed()
            && let Some(first) = first
        {
            match days {
                Some(_) => desk.change_place(What::First, move |session| session.move_to(first)),
                None => desk.run(What::First, move |ws| ws.set_days(id, DateSpan::day(first), &Half::ALL, 180)),
            }
        }
        let mut last = days.map(|span| span.last);
        let picker = DatePicker::new(words.basics.last_day_field, view.today, near).marks(&marks);
        let error = desk.errors.of(What::Last).map(str::to_owned);
        let picker = picker.field(|field| field.error(error.as_deref()));
        if picker.optional_ui(ui, &mut last, widget_words).changed()
            && let (Some(span), Some(last)) = (days, last)
        {
            let span = DateSpan { first: span.first, last };
            let halves = halves_of(desk.session);
            desk.run(What::Last, move |ws| {
                ws.must_be_unlocked(id)?;
                ws.set_days(id, span, &halves, 180)
            });
        }
    });
}

/// The halves of a day on which the session is held; both, if that differs from day to day.
fn halves_of(session: &Session) -> Vec<Half> {
    let has = |half| session.slots.iter().any(|slot| slot.half == half);
    let halves: Vec<Half> = Half::ALL.into_iter().filter(|half| has(*half)).collect();
    if halves.is_empty() { Half::ALL.to_vec() } else { halves }
}

fn choices_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let view = desk.view;
    let words = SessionWords::of(view.lang);
    let session = desk.session;
    ui.horizontal_top(|ui| {
        let modes: Vec<&str> = Mode::ALL.into_iter().map(|mode| records::mode(view.lang, mode)).collect();
        let at = Mode::ALL.iter().position(|mode| *mode == session.mode).unwrap_or(0);
        if let Some(i) = choice_ui(ui, words.mode, &modes, at, 110.0) {
            desk.change(What::Choice, move |session| session.mode = Mode::ALL[i]);
        }
        let levels: Vec<&str> = Level::ALL.into_iter().map(|level| records::level(view.lang, level)).collect();
        let at = Level::ALL.iter().position(|level| *level == session.level).unwrap_or(0);
        if let Some(i) = choice_ui(ui, words.basics.level, &levels, at, 90.0) {
            desk.change(What::Choice, move |session| {
                session.level = Level::ALL[i];
                if session.level == Level::District {
                    session.township = None;
                }
            });
        }
        if session.level != Level::District {
            let units = view.ws.townships_in_order();
            let mut names = vec![words.none];
            names.extend(units.iter().map(|unit| unit.name.as_str()));
            let at = units.iter().position(|unit| Some(unit.id) == session.township).map_or(0, |i| i + 1);
            if let Some(i) = choice_ui(ui, words.basics.organising_unit, &names, at, 130.0) {
                let unit = i.checked_sub(1).and_then(|i| units.get(i)).map(|unit| unit.id);
                desk.change(What::Choice, move |session| session.township = unit);
            }
        }
        let venues: Vec<_> = view.ws.venues.iter().collect();
        let marked = super::taken::venue_names(view, session);
        let mut names = vec![words.none];
        names.extend(marked.iter().map(String::as_str));
        let at = venues.iter().position(|venue| Some(venue.id) == session.venue).map_or(0, |i| i + 1);
        if let Some(i) = choice_ui(ui, words.basics.venue, &names, at, 170.0) {
            let venue = i.checked_sub(1).and_then(|i| venues.get(i)).map(|venue| venue.id);
            desk.change_place(What::Choice, move |session| session.venue = venue);
        }
        let courses: Vec<_> = view.ws.courses.iter().collect();
        let mut names = vec![words.none];
        names.extend(courses.iter().map(|course| course.name.as_str()));
        let at = courses.iter().position(|course| Some(course.id) == session.course).map_or(0, |i| i + 1);
        if let Some(i) = choice_ui(ui, words.basics.course, &names, at, 150.0) {
            let course = i.checked_sub(1).and_then(|i| courses.get(i)).map(|course| course.id);
            desk.change(What::Choice, move |session| session.course = course);
        }
    });
    if let Some(error) = desk.errors.of(What::Choice) {
        ui.label(RichText::new(error).size(NOTE).color(palette(ui).bad));
    }
}

/// A labelled choice; returns what is newly chosen.
pub(super) fn choice_ui(ui: &mut Ui, label: &str, names: &[&str], at: usize, width: f32) -> Option<usize> {
    let mut current = at;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        ui.set_max_width(width);
        ui.label(RichText::new(label).size(SMALL).color(palette(ui).text_weak));
        ui.push_id(label, |ui| select_wide(ui, "", names, &mut current, Some(width)));
    });
    (current != at).then_some(current)
}

fn cohorts_ui(ui: &mut Ui, desk: &mut Desk<'_>) {
    let words = SessionWords::of(desk.view.lang);
    ui.horizontal_wrapped(|ui| {
        note(ui, words.basics.cohorts);
        for cohort in desk.view.ws.cohorts.iter() {
            let id = cohort.id;
            let mut is_for = desk.session.cohorts.contains(&id);
            if checkbox(ui, &mut is_for, &cohort.name).changed() {
                desk.change(What::Choice, move |session| {
                    session.cohorts.retain(|other| *other != id);
                    if is_for {
                        session.cohorts.push(id);
                    }
                });
            }
        }
    });
}
