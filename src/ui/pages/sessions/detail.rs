//! The head of a session: title, date line, papers, its next step, and the dialogs these open.

use chrono::{Days, NaiveDate};
use egui::{Align, Label, Layout, Rect, RichText, Ui, UiBuilder, pos2};

use super::list::mode_tone;
use super::row_size;
use crate::app::{Commands, Place, SessionTab, View};
use crate::exchange::papers::{Kind, Request};
use crate::model::{Label as EditLabel, Session, SessionId, Status, TableName};
use crate::rules::{Finding, Impact};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::pages::checks::filing::blocked_ui;
use crate::ui::pages::toggle_lock;
use crate::ui::papers::{OF_SESSION, papers_menu_ui};
use crate::ui::theme::{HEADING, SMALL, Tone, palette};
use crate::ui::widgets::{DatePicker, Dialog, DialogAnswer, Field, button, chip, icon_button, note, tabs};
use crate::words::checks::ChecksWords;
use crate::words::export::ExportWords;
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;
use crate::words::{records, refusals};

/// A dialog about a session.
pub enum Ask {
    /// Something is asked.
    Question(Question),
    /// It is said what holds up its publication.
    Blocked(Vec<Finding>),
}

impl Ask {
    /// Asks why a closed session is to be reopened.
    pub fn reopen(session: &Session) -> Self {
        Self::Question(Question::new(session, QuestionKind::Reopen { reason: String::new() }))
    }

    fn copy(session: &Session, view: View<'_>) -> Self {
        let first = session.span().map_or(view.as_of, |span| span.first) + Days::new(7);
        Self::Question(Question::new(session, QuestionKind::Copy { first }))
    }

    /// Draws the dialog. Returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
        match self {
            Self::Question(question) => question.ui(ui, view, commands),
            Self::Blocked(findings) => {
                let words = ChecksWords::of(view.lang);
                blocked_ui(ui, view, (words.submit_title, words.submit_blocked), findings, commands)
            }
        }
    }
}

/// A question about a session that is to be answered.
pub struct Question {
    session: SessionId,
    kind: QuestionKind,
    error: Option<String>,
    is_new: bool,
}

enum QuestionKind {
    Reopen { reason: String },
    Copy { first: NaiveDate },
}

impl Question {
    fn new(session: &Session, kind: QuestionKind) -> Self {
        Self { session: session.id, kind, error: None, is_new: true }
    }

    fn ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) -> bool {
        let words = SessionWords::of(view.lang);
        let Some(session) = view.ws.sessions.get(self.session) else { return false };
        let (title, confirm) = match self.kind {
            QuestionKind::Reopen { .. } => (words.reopen_title, words.reopen_confirm),
            QuestionKind::Copy { .. } => (words.copy_title, words.copy_confirm),
        };
        let is_new = std::mem::take(&mut self.is_new);
        let (kind, error) = (&mut self.kind, self.error.as_deref());
        let answer = Dialog::new(title, confirm, words.cancel).show(ui.ctx(), |ui| {
            let response = match kind {
                QuestionKind::Reopen { reason } => {
                    note(ui, words.reopen_note);
                    let field = Field::new(words.reason).hint(words.reason_hint).error(error);
                    field.width(ui.available_width()).text_ui(ui, reason)
                }
                QuestionKind::Copy { first } => {
                    note(ui, words.copy_note);
                    let picker = DatePicker::new(words.first_day, view.today, *first);
                    picker.field(|field| field.error(error)).ui(ui, first, WidgetWords::of(view.lang))
                }
            };
            if is_new {
                response.request_focus();
            }
        });
        match answer {
            DialogAnswer::Open => true,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => self.carry_out(session, view, commands),
        }
    }

    fn carry_out(&mut self, session: &Session, view: View<'_>, commands: &mut Commands) -> bool {
        let id = session.id;
        let result = match &self.kind {
            QuestionKind::Reopen { reason } => {
                let (reason, on) = (reason.trim().to_owned(), view.today);
                view.ws.reopen(id, &reason, on).map(|_| {
                    let label = EditLabel::Reopen { session: session.title.clone(), reason: reason.clone() };
                    commands.edit(label, move |ws| ws.reopen(id, &reason, on));
                })
            }
            QuestionKind::Copy { first } => {
                let first = *first;
                view.ws.copy_session(id, first).map(|(next, copy)| {
                    let name = next.sessions.get(copy).map(|copy| copy.title.clone()).unwrap_or_default();
                    let label = EditLabel::Add { table: TableName::Sessions, name };
                    commands.edit(label, move |ws| ws.copy_session(id, first).map(|(next, _)| next));
                    commands.go(Place::Session(copy, SessionTab::Basics));
                })
            }
        };
        if let Err(refusal) = &result {
            self.error = Some(refusals::refusal(view.lang, refusal));
            self.is_new = true;
        }
        result.is_err()
    }
}

/// The first row: what the session is, and its papers.
pub fn head_ui(ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) {
    let words = SessionWords::of(view.lang);
    let size = row_size(ui);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let about = Request::of(Kind::Attendance, session.id);
        papers_menu_ui(ui, ExportWords::of(view.lang).session_papers, OF_SESSION, &about, view.lang, commands);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let title = RichText::new(&session.title).font(fonts::bold(HEADING));
            ui.add(Label::new(title).truncate());
            chip(ui, records::mode(view.lang, session.mode), mode_tone(session.mode));
            if session.is_locked {
                chip(ui, words.is_locked, Tone::Neutral).on_hover_text(words.is_locked_tip);
            }
            let line = RichText::new(date_line(session, view)).size(SMALL).color(palette(ui).text_weak);
            ui.add(Label::new(line).truncate());
        });
    });
}

/// Days with their weekdays, place and hours: 6 月 18 日（周一）至 20 日 · 区委党校一教室 · 24 学时.
fn date_line(session: &Session, view: View<'_>) -> String {
    let words = SessionWords::of(view.lang);
    let mut parts = vec![session.span().map_or(words.no_dates.to_owned(), words.span)];
    if let Some(venue) = session.venue.and_then(|id| view.ws.venues.get(id)) {
        parts.push(venue.name.clone());
    }
    let day = session.span().map_or(view.as_of, |span| span.first);
    let unit = view.ws.rules_on(day).credit_hour_minutes;
    parts.push((words.n_hours)(&records::credit_hours(session.minutes(), unit)));
    parts.join(" · ")
}

/// The tabs, and at the right of them where the session stands and its next step.
pub fn tabs_ui(
    ui: &mut Ui,
    session: &Session,
    view: View<'_>,
    tab: &mut SessionTab,
    commands: &mut Commands,
) -> Option<Ask> {
    let words = SessionWords::of(view.lang);
    let order = [SessionTab::Basics, SessionTab::Enrolment, SessionTab::Attendance, SessionTab::Costs];
    let enrolled = format!("{} {}", words.enrolment_tab, view.ws.n_enrolled(session.id));
    let titles = [words.basics_tab, enrolled.as_str(), words.attendance_tab, words.costs_tab];
    let mut current = order.iter().position(|other| other == tab).unwrap_or(0);
    let top = ui.cursor().top();
    tabs(ui, &titles, &mut current);
    *tab = order[current];
    let bar = Rect::from_min_max(pos2(ui.max_rect().left() + 320.0, top), pos2(ui.max_rect().right(), top + 36.0));
    let layout = Layout::right_to_left(Align::Center);
    let mut actions = ui.new_child(UiBuilder::new().max_rect(bar).layout(layout).id_salt("session actions"));
    actions_ui(&mut actions, session, view, commands)
}

fn actions_ui(ui: &mut Ui, session: &Session, view: View<'_>, commands: &mut Commands) -> Option<Ask> {
    let words = SessionWords::of(view.lang);
    let mut ask = None;
    let more = icon_button(ui, Icon::More, words.more);
    egui::Popup::menu(&more).gap(4.0).show(|ui| {
        ui.set_min_width(120.0);
        if ui.button(words.copy).clicked() {
            ask = Some(Ask::copy(session, view));
        }
        if session.status.is_planned() {
            let text = if session.is_locked { words.unlock } else { words.lock };
            if ui.button(text).clicked() {
                toggle_lock(session, commands);
            }
        }
        for (from, to, text) in other_steps(words) {
            if session.status == from && ui.button(text).clicked() {
                step_to(session, to, commands);
            }
        }
        ui.separator();
        let delete = egui::Button::new(RichText::new(words.delete).color(palette(ui).bad));
        if ui.add_enabled(session.status != Status::Closed, delete).clicked() {
            delete_session(session, commands);
        }
    });
    if session.status == Status::Closed {
        if button(ui, words.reopen).clicked() {
            ask = Some(Ask::reopen(session));
        }
    } else if let Some((to, text)) = next_step(session.status, words)
        && button(ui, text).clicked()
    {
        if session.status == Status::Draft {
            ask = submit(session, view, commands).or(ask);
        } else {
            step_to(session, to, commands);
        }
    }
    chip(ui, records::status(view.lang, session.status), status_tone(session.status));
    ask
}

fn next_step(status: Status, words: &SessionWords) -> Option<(Status, &'static str)> {
    match status {
        Status::Draft => Some((Status::Published, words.publish)),
        Status::Published => Some((Status::Running, words.start)),
        Status::Running => Some((Status::Finished, words.finish)),
        Status::Finished => Some((Status::Closed, words.close)),
        Status::Cancelled => Some((Status::Draft, words.restore)),
        Status::Closed => None,
    }
}

/// The steps back and aside, which stand in the menu.
fn other_steps(words: &SessionWords) -> [(Status, Status, &'static str); 6] {
    [
        (Status::Published, Status::Draft, words.back_to_draft),
        (Status::Running, Status::Published, words.not_started_yet),
        (Status::Finished, Status::Running, words.still_running),
        (Status::Draft, Status::Cancelled, words.cancel_session),
        (Status::Published, Status::Cancelled, words.cancel_session),
        (Status::Running, Status::Cancelled, words.cancel_session),
    ]
}

/// Publishes a draft, unless a check that blocks submission finds something in it as it would be: then that is told.
fn submit(session: &Session, view: View<'_>, commands: &mut Commands) -> Option<Ask> {
    let (id, on) = (session.id, view.as_of);
    let published = view.ws.publish(id, on).ok();
    let would_be = published.as_ref().and_then(|ws| ws.sessions.get(id)).unwrap_or(session);
    let mut found = view.derived.board(view.ws).findings_of(view.ws, would_be);
    found.retain(|finding| finding.impact == Impact::Block);
    if !found.is_empty() {
        return Some(Ask::Blocked(found));
    }
    let label = EditLabel::Status { session: session.title.clone(), to: Status::Published };
    commands.edit(label, move |ws| ws.publish(id, on));
    None
}

fn step_to(session: &Session, to: Status, commands: &mut Commands) {
    let id = session.id;
    let label = EditLabel::Status { session: session.title.clone(), to };
    commands.edit(label, move |ws| ws.set_status(id, to));
}

fn delete_session(session: &Session, commands: &mut Commands) {
    let id = session.id;
    let label = EditLabel::Remove { table: TableName::Sessions, name: session.title.clone() };
    commands.edit(label, move |ws| ws.without_session(id));
}

fn status_tone(status: Status) -> Tone {
    match status {
        Status::Draft | Status::Closed => Tone::Neutral,
        Status::Published => Tone::PartySchool,
        Status::Running => Tone::Accent,
        Status::Finished => Tone::Good,
        Status::Cancelled => Tone::Bad,
    }
}
