//! 轮训: who of which township goes to which session of a cohort, edited in place, and the planner that drafts it.

mod asked;
mod cell;
mod content;
mod cursor;
mod geometry;
mod grid;
mod head;
mod keys;
mod legend;
mod plan;
mod tips;

pub use plan::status;

use egui::{Layout, ScrollArea, Ui, UiBuilder};

use self::cell::{CellCard, KeptCell, cell_ui};
use self::content::{ColumnFilter, Content};
use self::grid::{Asked, GridLook, GridState};
use self::plan::{Overlays, PlanSide};
use crate::app::{Commands, RotationTask, View};
use crate::model::{CohortId, Mode};
use crate::report::rotation::{Rotation, Stage, rotation};
use crate::ui::widgets::{bare_card, page_header, segmented, select};
use crate::words::rotation::RotationWords;
use crate::words::{Lang, records, refusals};

const SIDE_WIDTH: f32 = 292.0;
const GAP: f32 = 12.0;
/// More sessions than fit beside each other ask for filters.
const MANY: usize = 16;

/// The state of the page.
#[derive(Default)]
pub struct RotationPage {
    cohort: Option<CohortId>,
    filter: ColumnFilter,
    grid: GridState,
    shown: Option<Shown>,
    overlays: Overlays,
    cell: KeptCell,
    plan: PlanSide,
}

/// What the matrix depends on.
#[derive(Clone, Copy, PartialEq)]
struct Basis {
    revision: u64,
    draft: Option<(u64, u64)>,
    lang: Lang,
    cohort: CohortId,
    filter: ColumnFilter,
}

/// What is on screen, kept while nothing it depends on changes.
struct Shown {
    of: Basis,
    /// The rotation on screen: the draft's, if there is one.
    rotation: Rotation,
    /// The rotation in force beside a draft's.
    base: Option<Rotation>,
    content: Content,
}

impl RotationPage {
    /// Begins what was asked for from elsewhere.
    pub fn begin(&mut self, task: RotationTask) {
        self.grid.is_released = false;
        match task {
            RotationTask::Show => {}
            RotationTask::Draft => self.plan.draft(),
            RotationTask::Settings => self.plan.open_settings(),
        }
    }

    /// Draws the page.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
        let cohorts = cohorts(view);
        let known = self.cohort.filter(|id| cohorts.contains(id));
        let Some(cohort) = known.or_else(|| cohorts.first().copied()) else { return };
        self.cohort = Some(cohort);
        self.overlays.follow(view);
        self.bring_up_to_date(view, cohort);
        let Some(shown) = self.shown.take() else { return };
        self.header_ui(ui, view, &shown.content, &cohorts, commands);
        ui.add_space(4.0);
        let area = ui.available_rect_before_wrap();
        ui.advance_cursor_after_rect(area);
        let (left, right) = area.split_left_right_at_x(area.right() - SIDE_WIDTH);
        let down = Layout::top_down(egui::Align::Min);
        let left = left.with_max_x(left.right() - GAP);
        let asked = self.matrix_ui(&mut ui.new_child(UiBuilder::new().max_rect(left).layout(down)), view, &shown);
        let mut side = ui.new_child(UiBuilder::new().max_rect(right).layout(down));
        self.side_ui(&mut side, view, &shown, commands);
        for asked in asked {
            asked::carry_out(asked, view, (&shown.content, self.overlays.overlay.as_ref()), commands);
        }
        self.shown = Some(shown);
        self.plan.dialogs_ui(ui, view, commands);
    }

    fn bring_up_to_date(&mut self, view: View<'_>, cohort: CohortId) {
        let (revision, draft) = (view.derived.revision(), self.overlays.version());
        let of = Basis { revision, draft, lang: view.lang, cohort, filter: self.filter };
        let old = self.shown.take();
        let is_same_rotation =
            |old: &Shown| (old.of.revision, old.of.draft, old.of.cohort) == (of.revision, of.draft, of.cohort);
        let shown_view = self.overlays.overlay.as_ref().map_or(view, |overlay| overlay.view(view));
        self.shown = match old {
            Some(old) if old.of == of => Some(old),
            Some(old) if is_same_rotation(&old) => {
                let content = Content::of(shown_view, &old.rotation, old.base.as_ref(), self.filter);
                Some(Shown { of, content, ..old })
            }
            Some(_) | None => {
                let base = self.overlays.overlay.is_some().then(|| rotation_of(view, cohort));
                let rotation = rotation_of(shown_view, cohort);
                let content = Content::of(shown_view, &rotation, base.as_ref(), self.filter);
                Some(Shown { of, rotation, base, content })
            }
        };
    }

    fn header_ui(
        &mut self,
        ui: &mut Ui,
        view: View<'_>,
        content: &Content,
        cohorts: &[CohortId],
        commands: &mut Commands,
    ) {
        page_header(ui, &content.title, &content.subtitle, |ui| {
            self.plan.actions_ui(ui, view, commands);
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
        if segmented(ui, &names, &mut current) {
            self.cohort = Some(cohorts[current]);
            self.filter = ColumnFilter::default();
            self.grid = GridState::default();
        }
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

    fn matrix_ui(&mut self, ui: &mut Ui, view: View<'_>, shown: &Shown) -> Vec<Asked> {
        let content = &shown.content;
        let shown_view = self.overlays.overlay.as_ref().map_or(view, |overlay| overlay.view(view));
        let index = shown_view.derived.index(shown_view.ws);
        let (rotation, overlay) = (&shown.rotation, self.overlays.overlay.as_ref());
        let tips = tips::Tips { view: shown_view, ws: shown_view.ws, index, rotation, content, base: view, overlay };
        let look = GridLook {
            content,
            words: RotationWords::of(view.lang),
            is_draft: self.overlays.overlay.is_some(),
            tip_of_session: &|column| tips.session(column),
            tip_of_cell: &|at| tips.cell(at),
        };
        let grid = &mut self.grid;
        if !std::mem::replace(&mut grid.is_placed, true) {
            let open = content.columns.iter().position(|column| column.stage == Stage::Planned);
            grid.cursor.column = open.unwrap_or(0);
            grid.must_show_cursor = true;
        }
        bare_card(ui, |ui| {
            ui.set_min_size(ui.available_size());
            grid::grid_ui(ui, &look, grid)
        })
        .inner
    }

    fn side_ui(&mut self, ui: &mut Ui, view: View<'_>, shown: &Shown, commands: &mut Commands) {
        let stale = self.overlays.stale.as_ref().map(|refusal| refusals::refusal(view.lang, refusal));
        let at = self.grid.cursor;
        let overlay = self.overlays.overlay.as_ref();
        let cell =
            self.cell.follow((shown.of, at), || CellCard::of(view, overlay, (&shown.rotation, &shown.content), at));
        let (plan, rotation) = (&mut self.plan, &shown.rotation);
        ScrollArea::vertical().id_salt("rotation side").auto_shrink(false).show(ui, |ui| {
            plan.card_ui(ui, view, rotation, stale.as_deref(), commands);
            if let Some(cell) = cell {
                cell_ui(ui, cell, RotationWords::of(view.lang), commands);
            }
            plan.why_ui(ui, view, commands);
            legend::legend_ui(ui, RotationWords::of(view.lang));
        });
    }
}

fn rotation_of(view: View<'_>, cohort: CohortId) -> Rotation {
    rotation(view.ws, view.derived.index(view.ws), view.derived.findings(view.ws), cohort)
}

/// The cohorts, the well-known kinds first.
fn cohorts(view: View<'_>) -> Vec<CohortId> {
    let mut cohorts: Vec<_> = view.ws.cohorts.iter().map(|cohort| (cohort.kind, cohort.id)).collect();
    cohorts.sort_unstable();
    cohorts.into_iter().map(|(_, id)| id).collect()
}
