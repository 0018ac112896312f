//! A new session in a few keys: a course typed by its initials brings everything else along.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use egui::{Key, RichText, Ui};

use super::attention::{Findings, is_free};
use super::basics::choice_ui;
use super::days::day_marks;
use super::quotas::proposed;
use crate::app::search::Matcher;
use crate::app::{CalendarPlace, Commands, Place, SessionTab, TopicsPlace, View};
use crate::model::{
    Course, CourseId, DateSpan, Half, Label, Level, Mode, Refusal, Session, SessionId, Status, TableName, TopicId,
    TrainerId, VenueId, Workspace,
};
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{DatePicker, Dialog, DialogAnswer, Field, checkbox, segmented};
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;
use crate::words::{records, refusals};

const DEFAULT_HEADS: i64 = 50;
const MOST_COURSES: usize = 6;
const WEEKS_TRIED: u64 = 12;

/// The dialog's state.
#[expect(clippy::struct_excessive_bools, reason = "what was typed by hand is remembered field by field")]
pub struct NewSession {
    typed: String,
    found: Vec<CourseId>,
    highlighted: usize,
    course: Option<CourseId>,
    title: String,
    is_own_title: bool,
    first: NaiveDate,
    last: NaiveDate,
    has_own_days: bool,
    halves: usize,
    venue: usize,
    heads: i64,
    mode: Mode,
    error: Option<String>,
    findings: Findings,
    is_new: bool,
    is_for_calendar: bool,
    shares_out: bool,
    /// The topics it will teach.
    topics: Vec<TopicId>,
    /// Who is asked to teach them.
    trainer: Option<TrainerId>,
}

impl NewSession {
    /// A dialog that waits for a course; the first working day of the coming week is proposed.
    pub fn new(view: View<'_>) -> Self {
        let first = next_monday(view.as_of);
        let mut dialog = Self {
            typed: String::new(),
            found: Vec::new(),
            highlighted: 0,
            course: None,
            title: String::new(),
            is_own_title: false,
            first,
            last: first,
            has_own_days: false,
            halves: 0,
            venue: 0,
            heads: DEFAULT_HEADS,
            mode: Mode::PartySchool,
            error: None,
            findings: Findings::default(),
            is_new: true,
            is_for_calendar: false,
            shares_out: false,
            topics: Vec::new(),
            trainer: None,
        };
        dialog.find(view.ws);
        dialog
    }

    /// A dialog for a session that begins on a day chosen in the calendar, and leads back there.
    pub fn on(view: View<'_>, day: NaiveDate) -> Self {
        Self { first: day, last: day, has_own_days: true, is_for_calendar: true, ..Self::new(view) }
    }

    /// A dialog for a session that teaches topics, as a run of a course and by a trainer if they are known already;
    /// it leads back to the topics.
    pub fn for_topics(
        view: View<'_>,
        topics: Vec<TopicId>,
        course: Option<CourseId>,
        trainer: Option<TrainerId>,
    ) -> Self {
        let mut dialog = Self { topics, trainer, is_own_title: true, ..Self::new(view) };
        dialog.title = dialog.topic_texts(view.ws).into_iter().next().unwrap_or_default().to_owned();
        if let Some(course) = course.and_then(|id| view.ws.courses.get(id)) {
            dialog.typed.clone_from(&course.name);
            dialog.find(view.ws);
            dialog.highlighted = dialog.found.iter().position(|id| *id == course.id).unwrap_or(0);
            dialog.take_defaults(view);
        }
        dialog
    }

    /// What is asked for in its topics.
    fn topic_texts<'w>(&self, ws: &'w Workspace) -> Vec<&'w str> {
        self.topics.iter().filter_map(|id| ws.topics.get(*id)).map(|topic| topic.text.as_str()).collect()
    }

    /// Draws the dialog. Returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = SessionWords::of(view.lang);
        let is_ready = !self.title.trim().is_empty();
        let dialog =
            Dialog::new(words.basics.new_title, words.basics.create, words.cancel).width(560.0).ready(is_ready);
        match dialog.show(ui.ctx(), |ui| self.body_ui(ui, view)) {
            DialogAnswer::Open => true,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => self.create(view, commands),
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        self.course_ui(ui, view);
        ui.add_space(4.0);
        let title = Field::new(words.basics.title_field).width(ui.available_width());
        if title.text_ui(ui, &mut self.title).changed() {
            self.is_own_title = true;
            self.error = None;
        }
        ui.add_space(4.0);
        self.days_ui(ui, view);
        ui.add_space(4.0);
        self.place_ui(ui, view);
        checkbox(ui, &mut self.shares_out, words.quotas.at_once);
        if let Some(error) = &self.error {
            ui.add_space(4.0);
            ui.label(RichText::new(error).size(NOTE).color(palette(ui).bad));
        }
        if self.first <= self.last && view.ws.programme.may_hold(self.last) {
            let session = self.preview(view);
            self.findings.ui(ui, &session, view);
        }
    }

    /// The session as it would be.
    fn preview(&self, view: View<'_>) -> Session {
        let draft = self.draft(view);
        let mut session = draft.session.clone();
        session.cover_days(draft.days, &draft.halves, draft.minutes);
        draft.fill(&mut session);
        session
    }

    /// Proposes the first of the coming weeks in which nothing stands in the way; the next one if there is none.
    fn propose_week(&mut self, view: View<'_>) {
        let n_days = (self.last - self.first).num_days().max(0) as u64;
        let soonest = next_monday(view.as_of);
        for week in 0..WEEKS_TRIED {
            self.first = soonest + Days::new(7 * week);
            self.last = self.first + Days::new(n_days);
            if is_free(view, &self.preview(view)) {
                return;
            }
        }
        self.first = soonest;
        self.last = soonest + Days::new(n_days);
    }

    fn course_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        let field = Field::new(words.basics.course).hint(words.basics.course_hint).width(ui.available_width());
        let response = field.text_ui(ui, &mut self.typed);
        if std::mem::take(&mut self.is_new) {
            response.request_focus();
        }
        if response.changed() {
            self.find(view.ws);
            self.take_defaults(view);
        }
        if response.has_focus() {
            let (up, down) = ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
            let to = if down { self.highlighted + 1 } else { self.highlighted.saturating_sub(usize::from(up)) };
            if to != self.highlighted && to < self.found.len() {
                self.highlighted = to;
                self.take_defaults(view);
            }
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 4.0);
            let mut clicked = None;
            for (i, id) in self.found.iter().enumerate() {
                let Some(course) = view.ws.courses.get(*id) else { continue };
                let is_on = self.course == Some(*id);
                if ui.selectable_label(is_on, RichText::new(&course.name).size(SMALL)).clicked() {
                    clicked = Some(i);
                }
            }
            if let Some(i) = clicked {
                self.highlighted = i;
                self.take_defaults(view);
            }
        });
    }

    fn days_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        let widget_words = WidgetWords::of(view.lang);
        let marks = day_marks(view);
        ui.horizontal_top(|ui| {
            let n_days = (self.last - self.first).num_days().max(0) as u64;
            let picker = DatePicker::new(words.basics.first_day_field, view.today, self.first).marks(&marks);
            if picker.ui(ui, &mut self.first, widget_words).changed() {
                self.last = self.first + Days::new(n_days);
                self.has_own_days = true;
                self.error = None;
            }
            let picker = DatePicker::new(words.basics.last_day_field, view.today, self.first).marks(&marks);
            if picker.ui(ui, &mut self.last, widget_words).changed() {
                self.error = None;
            }
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.label(RichText::new(words.basics.half).size(SMALL).color(palette(ui).text_weak));
                segmented(
                    ui,
                    &[words.basics.whole_day, words.basics.mornings, words.basics.afternoons],
                    &mut self.halves,
                );
            });
        });
    }

    fn place_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        ui.horizontal_top(|ui| {
            let modes: Vec<&str> = Mode::ALL.into_iter().map(|mode| records::mode(view.lang, mode)).collect();
            let at = Mode::ALL.iter().position(|mode| *mode == self.mode).unwrap_or(0);
            if let Some(i) = choice_ui(ui, words.mode, &modes, at, 120.0) {
                self.mode = Mode::ALL[i];
            }
            let marked = super::taken::venue_names(view, &self.preview(view));
            let mut names = vec![words.none];
            names.extend(marked.iter().map(String::as_str));
            if let Some(i) = choice_ui(ui, words.basics.venue, &names, self.venue, 220.0) {
                self.venue = i;
                self.heads = self.proposed_heads(view);
            }
            let heads = Field::new(words.basics.most_heads).width(110.0);
            if heads.number_ui(ui, &mut self.heads, 0..=100_000, WidgetWords::of(view.lang)).changed() {
                self.error = None;
            }
        });
    }

    /// Finds the courses that match what was typed.
    fn find(&mut self, ws: &Workspace) {
        let matcher = Matcher::new(&self.typed);
        let matching = ws.courses.iter().filter(|course| matcher.matches(&course.name));
        self.found = matching.take(MOST_COURSES).map(|course| course.id).collect();
        self.highlighted = 0;
    }

    /// Fills in what the highlighted course brings along; what the user typed stays.
    fn take_defaults(&mut self, view: View<'_>) {
        let course = self.found.get(self.highlighted).and_then(|id| view.ws.courses.get(*id));
        let is_other = self.course != course.map(|course| course.id);
        self.course = course.map(|course| course.id);
        let Some(course) = course else {
            if !self.is_own_title {
                self.title = self.typed.trim().to_owned();
            }
            return;
        };
        if !self.is_own_title {
            self.title = title_for(view.ws, course);
        }
        self.mode = course.mode;
        self.last = self.first + Days::new(u64::from(course.n_days.saturating_sub(1)));
        let venue = latest_run(view.ws, course.id).and_then(|session| session.venue);
        self.venue = place_of(view.ws, venue);
        self.heads = self.proposed_heads(view);
        if is_other && !self.has_own_days {
            self.propose_week(view);
        }
    }

    /// The course's own number, but no more than the room seats.
    fn proposed_heads(&self, view: View<'_>) -> i64 {
        let course = self.course.and_then(|id| view.ws.courses.get(id));
        let heads = course.map_or(DEFAULT_HEADS, |course| i64::from(course.max_heads));
        let venue = self.venue.checked_sub(1).and_then(|i| view.ws.venues.iter().nth(i));
        venue.filter(|venue| !venue.is_shared).map_or(heads, |venue| heads.min(i64::from(venue.capacity)))
    }

    fn create(&mut self, view: View<'_>, commands: &mut Commands) -> bool {
        let mut draft = self.draft(view);
        if self.shares_out {
            draft.session.quotas = proposed(view, &draft.session);
        }
        match draft.add_to(view.ws) {
            Err(refusal) => {
                self.error = Some(refusals::refusal(view.lang, &refusal));
                true
            }
            Ok((_, id)) => {
                let label = Label::Add { table: TableName::Sessions, name: draft.session.title.clone() };
                commands.edit(label, move |ws| draft.add_to(ws).map(|(next, _)| next));
                commands.go(if let Some(topic) = self.topics.first() {
                    Place::Topics(TopicsPlace::Topic(*topic))
                } else if self.is_for_calendar {
                    Place::Calendar(CalendarPlace { session: Some(id), ..CalendarPlace::default() })
                } else {
                    Place::Session(id, SessionTab::Basics)
                });
                false
            }
        }
    }

    fn draft(&self, view: View<'_>) -> Draft {
        let course = self.course.and_then(|id| view.ws.courses.get(id));
        let latest = course.and_then(|course| latest_run(view.ws, course.id));
        let halves: &[Half] = match self.halves {
            0 => &Half::ALL,
            1 => &[Half::Morning],
            _ => &[Half::Afternoon],
        };
        let session = Session {
            id: SessionId::MIN,
            title: self.title.trim().to_owned(),
            course: self.course,
            mode: self.mode,
            level: course.map_or(view.ws.programme.level, |course| course.level),
            township: latest.and_then(|latest| latest.township),
            venue: self.venue.checked_sub(1).and_then(|i| view.ws.venues.iter().nth(i)).map(|venue| venue.id),
            status: Status::Draft,
            cohorts: course.map(|course| course.cohorts.clone()).unwrap_or_default(),
            min_heads: 0,
            max_heads: u32::try_from(self.heads).unwrap_or(0),
            slots: Vec::new(),
            quotas: Vec::new(),
            is_locked: false,
            filing: crate::model::Filing::default(),
            purpose: course.map(|course| course.purpose.clone()).unwrap_or_default(),
            note: String::new(),
        };
        let session = Session { township: session.township.filter(|_| session.level != Level::District), ..session };
        let usual = view.ws.rules_on(self.first).half_day_minutes();
        let minutes = course.map_or(usual, |course| course.slot_minutes);
        let days = DateSpan { first: self.first, last: self.last };
        let mut draft = Draft {
            session,
            days,
            halves: halves.to_vec(),
            minutes,
            topics: self.topics.clone(),
            taught: self.topic_texts(view.ws).join("、"),
            trainer: self.trainer,
        };
        if draft.session.purpose.is_empty() {
            draft.session.purpose.clone_from(&draft.taught);
        }
        draft
    }
}

/// A session to be added.
struct Draft {
    session: Session,
    days: DateSpan,
    halves: Vec<Half>,
    minutes: u32,
    topics: Vec<TopicId>,
    /// What is taught in its half days.
    taught: String,
    trainer: Option<TrainerId>,
}

impl Draft {
    fn add_to(&self, ws: &Workspace) -> Result<(Workspace, SessionId), Refusal> {
        let mut next = ws.clone();
        let id = next.ids.take();
        let next = next.with(Session { id, ..self.session.clone() })?;
        let next = next.set_days(id, self.days, &self.halves, self.minutes)?;
        let next = next.with_session(id, |session| self.fill(session))?;
        Ok((next.schedule_topics(&self.topics, id)?, id))
    }

    /// Writes down what is taught, and by whom.
    fn fill(&self, session: &mut Session) {
        for slot in &mut session.slots {
            slot.topic.clone_from(&self.taught);
            slot.trainer = self.trainer;
        }
    }
}

/// The title for the next run of a course: the number after its last run's, or 第 1 期.
fn title_for(ws: &Workspace, course: &Course) -> String {
    match latest_run(ws, course.id) {
        Some(latest) => ws.next_title(&latest.title),
        None => format!("{}第 1 期", course.name),
    }
}

/// The run of a course that begins last.
fn latest_run(ws: &Workspace, course: CourseId) -> Option<&Session> {
    let runs = ws.sessions.iter().filter(|session| session.course == Some(course));
    runs.max_by_key(|session| (session.span().map(|span| span.first), session.id))
}

fn place_of(ws: &Workspace, venue: Option<VenueId>) -> usize {
    venue.and_then(|id| ws.venues.iter().position(|venue| venue.id == id)).map_or(0, |i| i + 1)
}

fn next_monday(day: NaiveDate) -> NaiveDate {
    let days = day.iter_days().skip(1).take(7);
    days.into_iter().find(|day| day.weekday() == Weekday::Mon).unwrap_or(day)
}
