//! 日程: when and where sessions are held, with what stands in their way. Sessions are moved and stretched with
//! the pointer or the keyboard; topics and people who wait are dragged onto days and sessions.

mod bar_ui;
mod bars;
mod cells_ui;
mod content;
mod drag;
mod geometry;
mod grid_ui;
mod head_ui;
mod keys;
mod lanes;
mod lists;
mod notes;
mod period;
mod plan;
mod remedies;
mod runs;
mod sheet;
mod side_ui;
mod tip;
mod year_ui;

use chrono::NaiveDate;
use egui::{Response, Sense, Ui};

use self::content::{Content, MonthFigures, figures};
use self::drag::{Drag, Held, carry_out};
use self::grid_ui::{Act, Drawn, Look, grid_ui, most_lanes};
use self::keys::{Asked, Tabs};
use self::lists::Lists;
use self::period::{later, month, turn};
use self::plan::{Load, moved, stretched};
use self::sheet::{KeptSheet, Request, RowKind, Sheet};
use self::side_ui::{Figures, Lower, Side};
use crate::app::{CalendarPlace, CalendarView, Commands, Place, SessionTab, View};
use crate::model::{Session, SessionId};
use crate::ui::pages::sessions::new_session::NewSession;
use crate::ui::pages::toggle_lock;
use crate::words::Lang;

const SIDE: f32 = 262.0;
const GAP: f32 = 12.0;

/// The state of the page.
#[derive(Default)]
pub struct CalendarPage {
    layout: CalendarView,
    day: Option<NaiveDate>,
    row: Option<usize>,
    chosen: Option<SessionId>,
    /// A session to be looked for when the page is drawn next.
    wanted: Option<SessionId>,
    /// A session to be chosen as soon as it is there.
    dropped: Option<SessionId>,
    content: Content,
    sheet: KeptSheet,
    month: Option<(u64, Lang, NaiveDate, MonthFigures)>,
    lists: Lists,
    side: Side,
    drag: Option<Drag>,
    new_session: Option<NewSession>,
    is_released: bool,
    wants_focus: bool,
    must_show_row: bool,
}

impl CalendarPage {
    /// Shows what a place names.
    pub fn open(&mut self, place: CalendarPlace) {
        self.layout = place.view.unwrap_or(self.layout);
        self.day = place.day.or(self.day);
        self.wanted = place.session;
        self.wants_focus = true;
    }

    /// The session that is chosen.
    pub fn chosen(&self) -> Option<SessionId> {
        self.chosen
    }

    /// The chosen day.
    pub fn day(&self) -> Option<NaiveDate> {
        self.day
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        self.follow(view);
        let day = self.day.unwrap_or(view.as_of);
        let mut acts = Vec::new();
        let pressed = head_ui::head_ui(ui, view, self.layout, day, commands);
        if let Some(asked) = pressed {
            self.answer(view, asked, None, commands);
            self.wants_focus = true;
        }
        ui.add_space(2.0);
        let area = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(area);
        let (left, right) = area.split_left_right_at_x(area.right() - SIDE);
        let board = left.with_max_x(left.right() - GAP);
        let focus = ui.interact(board, ui.scope_id().with("calendar"), Sense::click());
        name(&focus, view);

        let request = self.request(board.height(), day);
        let is_dragging = self.drag.is_some();
        let (chosen, row) = (self.chosen, self.row);
        let must_show_row = std::mem::take(&mut self.must_show_row);
        let sheet = self.sheet.get(view, &self.content, request);
        let look = Look { view, sheet, day, row, chosen, is_dragging, must_show_row };
        let would_be = self.drag.as_ref().and_then(Drag::outlook).and_then(|outlook| outlook.would_be.as_ref());
        let drawn = if self.layout == CalendarView::Year {
            let days = would_be.map(|(session, _)| session.days()).unwrap_or_default();
            year_ui::year_ui(ui, board, &look, &days)
        } else {
            grid_ui(ui, board, &look)
        };
        let Drawn { acts: on_board, target } = drawn;
        if std::mem::take(&mut self.wants_focus) || !on_board.is_empty() {
            focus.request_focus();
        }
        acts.extend(on_board);
        let figures = Figures { month: month_figures(&mut self.month, view, &self.content, day), lists: &self.lists };
        acts.extend(side_ui::side_ui(ui, right, &look, &figures, &mut self.side, commands));
        let tabs = tabs(sheet, chosen);
        let keys = keys::hear(ui, &focus, tabs, is_dragging, &mut self.is_released);
        let order = sheet.order.clone();
        let kinds: Vec<RowKind> = sheet.rows.iter().map(|row| row.kind).collect();
        for asked in keys {
            self.answer(view, asked, Some((&order, &kinds)), commands);
        }
        if self.is_released {
            ui.memory_mut(|memory| memory.surrender_focus(focus.id));
        }
        for act in acts {
            self.carry_out(act, commands, view);
        }
        self.follow_drag(ui, view, target, commands);
        self.dialog_ui(ui, view, commands);
    }

    /// Brings what is kept up to date, and lets go of what is no longer there.
    fn follow(&mut self, view: View<'_>) {
        self.content.follow(view);
        if self.side.lower != Lower::Month {
            self.lists.follow(view);
        }
        if self.chosen.is_some_and(|id| !view.ws.sessions.has(id)) {
            self.chosen = None;
        }
        self.chosen = self.dropped.take().filter(|id| view.ws.sessions.has(*id)).or(self.chosen);
        let day = *self.day.get_or_insert(view.as_of);
        if let Some(session) = self.wanted.take().and_then(|id| view.ws.sessions.get(id)) {
            self.chosen = Some(session.id);
            self.day = Some(session.span().map_or(day, |span| span.first));
        }
    }

    fn request(&self, height: f32, day: NaiveDate) -> Request {
        let n_rows = match self.layout {
            CalendarView::Month => period::weeks(day).len(),
            CalendarView::Week => 2,
            CalendarView::Year | CalendarView::Venues | CalendarView::Trainers => 1,
        };
        let would_be = self.drag.as_ref().and_then(Drag::outlook).and_then(|outlook| outlook.would_be.clone());
        Request {
            layout: self.layout,
            // a sheet shows a whole month or week, whichever of its days is chosen
            day: if self.layout == CalendarView::Week { period::monday(day) } else { month(day).first },
            most_lanes: most_lanes(self.layout, height, n_rows),
            pinned: self.chosen,
            would_be,
        }
    }

    fn carry_out(&mut self, act: Act, commands: &mut Commands, view: View<'_>) {
        match act {
            Act::Choose(id) => self.chosen = Some(id),
            Act::ChooseDay(day, row) => {
                self.day = Some(day);
                self.row = row;
                self.chosen = None;
            }
            Act::Open(id) => commands.go(Place::Session(id, SessionTab::Basics)),
            Act::New(day) => {
                self.day = Some(day);
                self.new_session = Some(NewSession::on(view, day));
            }
            Act::Grab(load) => {
                if let Load::Session { id, .. } | Load::End { id } = load {
                    self.chosen = Some(id);
                }
                self.drag = Some(Drag::new(load));
            }
        }
    }

    /// Does what a key or a button of the heading asked for.
    fn answer(
        &mut self,
        view: View<'_>,
        asked: Asked,
        board: Option<(&[SessionId], &[RowKind])>,
        commands: &mut Commands,
    ) {
        let day = self.day.unwrap_or(view.as_of);
        let (order, rows) = board.unwrap_or((&[], &[]));
        match asked {
            Asked::Step(days, n_rows) => self.step(day, days, n_rows, rows.len()),
            Asked::Next(is_on) => self.choose_next(view, is_on, order),
            Asked::Move(days, n_rows) => {
                if let Some(plan) = self.chosen.and_then(|id| self.moved(view, id, (days, n_rows), rows)) {
                    commands_then_show(self, view, plan, commands);
                }
            }
            Asked::Stretch(days) => {
                let last = self.chosen.and_then(|id| view.ws.sessions.get(id)).and_then(Session::span);
                if let (Some(id), Some(span)) = (self.chosen, last)
                    && let Some(plan) = stretched(view, id, later(span.last, days))
                {
                    commands_then_show(self, view, plan, commands);
                }
            }
            Asked::Turn(pages) => {
                self.day = Some(turn(self.layout, day, pages));
                self.row = None;
            }
            Asked::Open => match self.chosen {
                Some(id) => commands.go(Place::Session(id, SessionTab::Basics)),
                None => self.chosen = first_on(view, day),
            },
            Asked::New => self.new_session = Some(NewSession::on(view, day)),
            Asked::Lock => {
                if let Some(session) = self.chosen.and_then(|id| view.ws.sessions.get(id)) {
                    toggle_lock(session, commands);
                }
            }
            Asked::Today => self.day = Some(view.as_of),
            Asked::View(layout) => {
                self.layout = layout;
                self.row = None;
            }
            Asked::Release => {
                if self.chosen.take().is_none() && self.drag.is_none() {
                    self.is_released = true;
                }
            }
        }
    }

    fn step(&mut self, day: NaiveDate, days: i64, n_rows: i64, rows: usize) {
        self.chosen = None;
        match self.layout {
            CalendarView::Venues | CalendarView::Trainers if n_rows != 0 => {
                let last = rows.saturating_sub(1);
                let at = match (self.row, n_rows > 0) {
                    (None, true) => 0,
                    (None, false) => last,
                    (Some(row), true) => row + 1,
                    (Some(row), false) => row.saturating_sub(1),
                };
                self.row = Some(at.min(last));
                self.must_show_row = true;
            }
            CalendarView::Week if n_rows != 0 => {}
            CalendarView::Week | CalendarView::Month | CalendarView::Year => {
                self.day = Some(later(day, days + n_rows * 7));
            }
            CalendarView::Venues | CalendarView::Trainers => self.day = Some(later(day, days)),
        }
    }

    fn choose_next(&mut self, view: View<'_>, is_on: bool, order: &[SessionId]) {
        let at = self.chosen.and_then(|id| order.iter().position(|other| *other == id));
        let next = match (at, is_on) {
            (Some(at), true) => order.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| order.get(at)),
            (None, true) => order.first(),
            (None, false) => order.last(),
        };
        if let Some(session) = next.and_then(|id| view.ws.sessions.get(*id)) {
            self.chosen = Some(session.id);
            self.keep_in_sight(&session.days());
        }
    }

    /// Makes a day of a session the chosen one, one that is on the sheet already if there is one.
    fn keep_in_sight(&mut self, days: &[NaiveDate]) {
        let Some(day) = self.day else { return };
        let shown = period::shown(self.layout, day);
        let is_same = |other: &&NaiveDate| match self.layout {
            CalendarView::Week => shown.contains(**other),
            CalendarView::Month | CalendarView::Year | CalendarView::Venues | CalendarView::Trainers => {
                month(day).contains(**other)
            }
        };
        let here = days.iter().find(is_same).or(days.first()).copied();
        self.day = here.or(self.day);
    }

    /// What Ctrl and an arrow would do: days, or weeks, halves, rooms and trainers, as the layout has it.
    fn moved(&self, view: View<'_>, id: SessionId, (days, n_rows): (i64, i64), rows: &[RowKind]) -> Option<plan::Plan> {
        let session = view.ws.sessions.get(id)?;
        if n_rows == 0 {
            return moved(view, id, days, (None, None));
        }
        let of = match self.layout {
            CalendarView::Month | CalendarView::Year => return moved(view, id, n_rows * 7, (None, None)),
            CalendarView::Week => RowKind::Half(session.only_half()?),
            CalendarView::Venues => RowKind::Venue(session.venue),
            CalendarView::Trainers => RowKind::Trainer(session.slots.first()?.trainer),
        };
        let at = rows.iter().position(|row| *row == of)?;
        let to = rows.get(if n_rows > 0 { at + 1 } else { at.checked_sub(1)? })?;
        moved(view, id, 0, (Some(of), Some(*to)))
    }

    fn follow_drag(&mut self, ui: &Ui, view: View<'_>, target: Option<plan::Target>, commands: &mut Commands) {
        let Some(drag) = &mut self.drag else { return };
        match drag.follow(ui, view, target, commands) {
            Held::On => {
                drag.card_ui(ui, view);
                ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
            }
            Held::Over => self.let_go(ui, None),
            Held::Dropped(session) => self.let_go(ui, Some(session)),
        }
    }

    fn let_go(&mut self, ui: &Ui, dropped: Option<SessionId>) {
        self.drag = None;
        self.dropped = dropped;
        ui.ctx().request_repaint();
    }

    fn dialog_ui(&mut self, ui: &Ui, view: View<'_>, commands: &mut Commands) {
        if let Some(dialog) = &mut self.new_session
            && !dialog.ui(ui, view, commands)
        {
            self.new_session = None;
        }
    }
}

/// Makes the edit of a key, and goes along with the session.
fn commands_then_show(page: &mut CalendarPage, view: View<'_>, plan: plan::Plan, commands: &mut Commands) {
    if let Ok(after) = (plan.change)(view.ws)
        && let Some(session) = after.sessions.get(plan.session)
    {
        page.keep_in_sight(&session.days());
    }
    carry_out(plan, commands);
}

/// The first session on a day.
fn first_on(view: View<'_>, day: NaiveDate) -> Option<SessionId> {
    let is_here = |session: &&crate::model::Session| session.slots.iter().any(|slot| slot.date == day);
    view.ws.sessions.iter().find(is_here).map(|session| session.id)
}

/// Whether there is a session before and after the chosen one.
fn tabs(sheet: &Sheet, chosen: Option<SessionId>) -> Tabs {
    let order = &sheet.order;
    let at = chosen.and_then(|id| order.iter().position(|other| *other == id));
    Tabs {
        has_next: at.map_or(!order.is_empty(), |at| at + 1 < order.len()),
        has_previous: at.map_or(!order.is_empty(), |at| at > 0),
    }
}

fn month_figures<'a>(
    kept: &'a mut Option<(u64, Lang, NaiveDate, MonthFigures)>,
    view: View<'_>,
    content: &Content,
    day: NaiveDate,
) -> &'a MonthFigures {
    let first = month(day).first;
    let key = (content.version, view.lang, first);
    if kept.as_ref().is_some_and(|(version, lang, month, _)| (*version, *lang, *month) != key) {
        *kept = None;
    }
    let (.., figures) = kept.get_or_insert_with(|| (key.0, key.1, key.2, figures(view, content, month(day))));
    figures
}

/// What a screen reader calls the board.
fn name(response: &Response, view: View<'_>) {
    let words = crate::words::calendar::CalendarWords::of(view.lang);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Grid, true, words.board_name));
}
