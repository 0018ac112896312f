//! 班次: the list of sessions, and one of them with its people, marks and costs.

pub mod attendance;
mod attention;
mod basics;
mod candidates;
mod costs;
mod days;
mod detail;
mod draft;
mod enrolment;
mod evidence;
pub(super) mod list;
pub mod mend;
mod money_rule;
pub(super) mod new_session;
mod paste;
mod people;
mod quotas;
mod slots;
mod taken;

use egui::{Label, Layout, RichText, Ui, UiBuilder, vec2};

use self::attendance::AttendanceTab;
use self::basics::BasicsTab;
use self::costs::CostsTab;
use self::detail::Ask;
use self::enrolment::EnrolmentTab;
use self::list::SessionList;
use self::new_session::NewSession;
use crate::app::{Commands, SessionFilter, SessionTab, View};
use crate::model::{Session, SessionId, Status};
use crate::ui::theme::palette;
use crate::ui::widgets::link;
use crate::words::sessions::SessionWords;

const LIST_WIDTH: f32 = 430.0;
/// Width of the page below which the list makes room for the sheet beside it, in points.
const ROOMY: f32 = 1170.0;
const GAP: f32 = 14.0;

/// The state of the page.
#[derive(Default)]
pub struct SessionsPage {
    list: SessionList,
    chosen: Option<SessionId>,
    is_fresh_choice: bool,
    tab: SessionTab,
    basics: BasicsTab,
    enrolment: EnrolmentTab,
    attendance: AttendanceTab,
    costs: CostsTab,
    new_session: Option<NewSession>,
    ask: Option<Ask>,
}

impl SessionsPage {
    /// Shows one session on one of its tabs.
    pub fn open(&mut self, id: SessionId, tab: SessionTab) {
        self.choose(id);
        self.tab = tab;
        self.is_fresh_choice = true;
        self.attendance.take_focus();
    }

    /// Shows only sessions under a filter.
    pub fn set_filter(&mut self, filter: SessionFilter) {
        self.list.set_filter(filter);
        self.chosen = None;
    }

    /// Asks for a new session, as the button does.
    pub fn start_new(&mut self, view: View<'_>) {
        self.new_session = Some(NewSession::new(view));
    }

    /// The session on screen.
    pub fn chosen(&self) -> Option<SessionId> {
        self.chosen
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        self.list.follow(view);
        self.keep_choice(view);
        let area = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(area);
        let (left, right) =
            area.split_left_right_at_x(area.left() + LIST_WIDTH - (ROOMY - area.width()).clamp(0.0, 60.0));
        let mut left_ui = ui.new_child(UiBuilder::new().max_rect(left).layout(Layout::top_down(egui::Align::Min)));
        let output = self.list.ui(&mut left_ui, view);
        if let Some(id) = output.chosen {
            self.choose(id);
        }
        let by_key = ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, egui::Key::N));
        if output.wants_new || (by_key && self.new_session.is_none()) {
            self.start_new(view);
        }
        let right = right.with_min_x(right.left() + GAP);
        let mut right_ui = ui.new_child(UiBuilder::new().max_rect(right).layout(Layout::top_down(egui::Align::Min)));
        self.detail_ui(&mut right_ui, view, commands);
        self.dialogs_ui(ui, view, commands);
    }

    fn choose(&mut self, id: SessionId) {
        if self.chosen == Some(id) {
            return;
        }
        self.chosen = Some(id);
        self.basics = BasicsTab::default();
        self.enrolment = EnrolmentTab::default();
        self.costs = CostsTab::default();
        self.attendance.reset();
    }

    /// Keeps to a session that exists.
    fn keep_choice(&mut self, view: View<'_>) {
        let is_there = self.chosen.is_some_and(|id| view.ws.sessions.has(id));
        if !is_there {
            self.is_fresh_choice = false;
            match self.list.first_choice(view.as_of) {
                Some(id) => {
                    self.choose(id);
                    self.list.go_to(id);
                }
                None => self.chosen = None,
            }
        }
        if is_there
            && std::mem::take(&mut self.is_fresh_choice)
            && let Some(id) = self.chosen
        {
            self.list.go_to(id);
        }
    }

    fn detail_ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let words = SessionWords::of(view.lang);
        let Some(session) = self.chosen.and_then(|id| view.ws.sessions.get(id)) else {
            ui.vertical_centered(|ui| {
                ui.add_space(120.0);
                ui.add(Label::new(RichText::new(words.begin_here).color(palette(ui).text_weak)));
            });
            return;
        };
        evidence::take_dropped(ui, session, commands);
        detail::head_ui(ui, session, view, commands);
        if let Some(ask) = detail::tabs_ui(ui, session, view, &mut self.tab, commands) {
            self.ask = Some(ask);
        }
        self.closed_ui(ui, session, words);
        ui.add_space(2.0);
        let is_covered = self.ask.is_some() || self.new_session.is_some();
        match self.tab {
            SessionTab::Basics => self.basics.ui(ui, session, view, commands),
            SessionTab::Enrolment => self.enrolment.ui(ui, session, view, commands),
            SessionTab::Attendance => self.attendance.ui(ui, session, view, commands, is_covered),
            SessionTab::Costs => self.costs.ui(ui, session, view, commands),
        }
    }

    /// The bar over a session whose content must not change.
    fn closed_ui(&mut self, ui: &mut Ui, session: &Session, words: &SessionWords) {
        let text = match session.status {
            Status::Closed => words.is_closed,
            Status::Cancelled => words.is_cancelled,
            Status::Draft | Status::Published | Status::Running | Status::Finished => return,
        };
        let palette = palette(ui);
        let frame = egui::Frame::new().fill(palette.tone(crate::ui::theme::Tone::Warn).fill).corner_radius(6.0);
        frame.inner_margin(egui::Margin::symmetric(12, 5)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.colored_label(palette.tone(crate::ui::theme::Tone::Warn).text, text);
                if session.status == Status::Closed && link(ui, words.reopen).clicked() {
                    self.ask = Some(Ask::reopen(session));
                }
            });
        });
    }

    fn dialogs_ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) {
        if let Some(dialog) = &mut self.new_session
            && !dialog.ui(ui, view, commands)
        {
            self.new_session = None;
        }
        if let Some(ask) = &mut self.ask
            && !ask.ui(ui, view, commands)
        {
            self.ask = None;
        }
    }
}

/// A size as wide as what is left, one row high.
fn row_size(ui: &Ui) -> egui::Vec2 {
    vec2(ui.available_width(), ui.spacing().interact_size.y)
}
