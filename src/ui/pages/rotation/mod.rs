//! 轮训: who of which township goes to which session of a cohort, edited in place.

mod content;
mod cursor;
mod geometry;
mod grid;
mod head;
mod keys;
mod side;
mod tips;

use egui::{Layout, Ui, UiBuilder, vec2};

use self::content::{ColumnFilter, Content};
use self::grid::{Asked, GridLook, GridState};
use crate::app::{Commands, Notice, PeopleFilter, Place, RotationTask, SessionTab, View};
use crate::model::{CohortId, Label, Mode, TownshipId};
use crate::report::rotation::{Cell, Rotation, rotation, seats_asked};
use crate::ui::widgets::{bare_card, page_header, segmented, select};
use crate::words::rotation::RotationWords;
use crate::words::{Lang, records, refusals};

const SIDE_WIDTH: f32 = 292.0;
const GAP: f32 = 12.0;
/// Names told when people are seated or taken off.
const NAMES_TOLD: usize = 3;
/// More sessions than fit beside each other ask for filters.
const MANY: usize = 16;

/// The state of the page.
#[derive(Default)]
pub struct RotationPage {
    cohort: Option<CohortId>,
    filter: ColumnFilter,
    grid: GridState,
    shown: Option<Shown>,
}

/// What is on screen, kept while nothing it depends on changes.
struct Shown {
    of: (u64, Lang, CohortId, ColumnFilter),
    rotation: Rotation,
    content: Content,
}

impl RotationPage {
    /// Begins what was asked for from elsewhere.
    pub fn begin(&mut self, task: RotationTask) {
        match task {
            RotationTask::Show | RotationTask::Draft | RotationTask::Settings => self.grid.is_released = false,
        }
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let words = RotationWords::of(view.lang);
        let cohorts = cohorts(view);
        let known = self.cohort.filter(|id| cohorts.contains(id));
        let Some(cohort) = known.or_else(|| cohorts.first().copied()) else { return };
        self.cohort = Some(cohort);
        self.bring_up_to_date(view, cohort);
        let Some(shown) = self.shown.take() else { return };
        self.header_ui(ui, view, &shown.content, &cohorts);
        ui.add_space(4.0);
        let area = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(area);
        let (left, right) = area.split_left_right_at_x(area.right() - SIDE_WIDTH);
        let mut main = ui.new_child(
            UiBuilder::new().max_rect(left.with_max_x(left.right() - GAP)).layout(Layout::top_down(egui::Align::Min)),
        );
        let asked = self.matrix_ui(&mut main, view, &shown, words);
        let mut side = ui.new_child(UiBuilder::new().max_rect(right).layout(Layout::top_down(egui::Align::Min)));
        side::side_ui(&mut side, view, &shown.rotation);
        for asked in asked {
            carry_out(asked, view, &shown, commands);
        }
        self.shown = Some(shown);
    }

    fn bring_up_to_date(&mut self, view: View<'_>, cohort: CohortId) {
        let of = (view.derived.revision(), view.lang, cohort, self.filter);
        let old = self.shown.take();
        self.shown = match old {
            Some(old) if old.of == of => Some(old),
            Some(old) if (old.of.0, old.of.2) == (of.0, of.2) => {
                let content = Content::of(view, &old.rotation, None, self.filter);
                Some(Shown { of, content, rotation: old.rotation })
            }
            Some(_) | None => {
                let index = view.derived.index(view.ws);
                let rotation = rotation(view.ws, index, view.derived.findings(view.ws), cohort);
                Some(Shown { of, content: Content::of(view, &rotation, None, self.filter), rotation })
            }
        };
    }

    fn header_ui(&mut self, ui: &mut Ui, view: View<'_>, content: &Content, cohorts: &[CohortId]) {
        page_header(ui, &content.title, &content.subtitle, |ui| {
            if content.n_sessions > MANY || self.filter != ColumnFilter::default() {
                self.filters_ui(ui, view, content);
            }
            self.cohorts_ui(ui, view, cohorts);
        });
    }

    fn cohorts_ui(&mut self, ui: &mut Ui, view: View<'_>, cohorts: &[CohortId]) {
        let names: Vec<&str> =
            cohorts.iter().filter_map(|id| view.ws.cohorts.get(*id)).map(|cohort| cohort.short_name.as_str()).collect();
        let mut current = cohorts.iter().position(|id| Some(*id) == self.cohort).unwrap_or(0);
        ui.allocate_ui_with_layout(vec2(0.0, 30.0), Layout::left_to_right(egui::Align::Center), |ui| {
            if segmented(ui, &names, &mut current) {
                self.cohort = Some(cohorts[current]);
                self.filter = ColumnFilter::default();
                self.grid = GridState::default();
            }
        });
    }

    fn filters_ui(&mut self, ui: &mut Ui, view: View<'_>, content: &Content) {
        let words = RotationWords::of(view.lang);
        let months: Vec<String> = (1..=12).map(words.month_name).collect();
        let mut options = vec![words.all_months];
        options.extend(months.iter().map(String::as_str));
        let mut month = self.filter.month.unwrap_or(0) as usize;
        if select(ui, words.month, &options, &mut month).changed() {
            self.filter.month = (month > 0).then_some(month as u32);
        }
        let modes: Vec<Option<Mode>> = std::iter::once(None).chain(content.modes.iter().copied().map(Some)).collect();
        let name = |mode: &Option<Mode>| mode.map_or(words.all_modes, |mode| records::mode(view.lang, mode));
        let options: Vec<&str> = modes.iter().map(name).collect();
        let mut mode = modes.iter().position(|mode| *mode == self.filter.mode).unwrap_or(0);
        if select(ui, words.mode, &options, &mut mode).changed() {
            self.filter.mode = modes[mode];
        }
    }

    fn matrix_ui(&mut self, ui: &mut Ui, view: View<'_>, shown: &Shown, words: &RotationWords) -> Vec<Asked> {
        let content = &shown.content;
        let index = view.derived.index(view.ws);
        let tips = tips::Tips { view, ws: view.ws, index, rotation: &shown.rotation, content };
        let look = GridLook {
            content,
            words,
            is_draft: false,
            tip_of_session: &|column| tips.session(column),
            tip_of_cell: &|at| tips.cell(at),
        };
        bare_card(ui, |ui| {
            ui.set_min_size(ui.available_size());
            grid::grid_ui(ui, &look, &mut self.grid)
        })
        .inner
    }
}

/// The cohorts, the well-known kinds first.
fn cohorts(view: View<'_>) -> Vec<CohortId> {
    let mut cohorts: Vec<_> = view.ws.cohorts.iter().map(|cohort| (cohort.kind, cohort.id)).collect();
    cohorts.sort_unstable();
    cohorts.into_iter().map(|(_, id)| id).collect()
}

fn carry_out(asked: Asked, view: View<'_>, shown: &Shown, commands: &mut Commands) {
    let session_at = |column: usize| shown.content.columns.get(column).map(|column| column.session);
    match asked {
        Asked::Seats(at, heads) => {
            let township = shown.content.rows.get(at.row).and_then(|row| row.township);
            if let (Some(session), Some(township)) = (session_at(at.column), township) {
                let cell = Cell { session, cohort: shown.content.cohort, township };
                set_seats(view, cell, heads, commands);
            }
        }
        Asked::Lock(column) => {
            let session = session_at(column).and_then(|id| view.ws.sessions.get(id));
            if let Some(session) = session {
                let (id, is_locked) = (session.id, !session.is_locked);
                let label = Label::Lock { session: session.title.clone(), is_locked };
                commands.edit(label, move |ws| ws.lock_sessions(&[id], is_locked));
            }
        }
        Asked::Open(column) => {
            if let Some(session) = session_at(column) {
                commands.go(Place::Session(session, SessionTab::Enrolment));
            }
        }
        Asked::Drop(_) => {}
        Asked::Unplaced(township) => {
            let cohort = Some(shown.content.cohort);
            let filter = PeopleFilter { township, cohort, is_unplaced: true, ..PeopleFilter::default() };
            commands.go(Place::People(filter));
        }
        Asked::People(township) => {
            let (township, cohort) = (Some(township), Some(shown.content.cohort));
            commands.go(Place::People(PeopleFilter { township, cohort, ..PeopleFilter::default() }));
        }
    }
}

/// Seats people of a township, or takes them off, until so many of them are in the session.
fn set_seats(view: View<'_>, cell: Cell, heads: u32, commands: &mut Commands) {
    if let Err(refusal) = view.ws.may_change_seats(cell.session) {
        commands.push(crate::app::Command::Notify(Notice::info(refusals::refusal(view.lang, &refusal))));
        return;
    }
    let asked = seats_asked(view.ws, view.derived.index(view.ws), cell, heads);
    let (township, session) = names(view, cell);
    if asked.n_short > 0 {
        let found = heads - asked.n_short;
        let text = (RotationWords::of(view.lang).short)(&township, heads, found);
        commands.push(crate::app::Command::Notify(Notice::info(text)));
    }
    if asked.change.is_empty() {
        return;
    }
    let people = asked.change.seat.iter().chain(&asked.change.unseat).take(NAMES_TOLD);
    let label = Label::Seats {
        township,
        session,
        heads: heads - asked.n_short,
        n_in: asked.change.seat.len(),
        n_out: asked.change.unseat.len(),
        names: people.filter_map(|id| view.ws.people.get(*id)).map(|person| person.name.clone()).collect(),
    };
    commands.edit(label, move |ws| ws.change_seats(cell.session, &asked.change));
}

fn names(view: View<'_>, cell: Cell) -> (String, String) {
    let township = |id: TownshipId| view.ws.townships.get(id).map(|township| township.name.clone()).unwrap_or_default();
    let session = view.ws.sessions.get(cell.session).map(|session| session.title.clone()).unwrap_or_default();
    (township(cell.township), session)
}
