//! The card that says why it does not fit, and what loosening a constraint would do: one click to try.

use egui::{Label, RichText, Role, Ui, WidgetInfo};

use super::{SECONDS, options};
use crate::app::{Command, Commands, PeopleFilter, Place, PlanTask, Planned, View};
use crate::model::SessionId;
use crate::planner::year::{Explanation, LeftOutRow, Relief, instance, settings};
use crate::rules::Finding;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{card, card_title, link};
use crate::words::plan_page::PlanWords;
use crate::words::{Lang, report, year};

/// Rows of people left out that are told.
const MOST_ROWS: usize = 4;
/// Relaxations that are offered.
const MOST_RELAXATIONS: usize = 4;

/// Constraints that exclude each other, in words, kept while they are the same.
#[derive(Default)]
pub struct ContradictionLines {
    of: Option<(u64, Lang)>,
    lines: Vec<String>,
}

impl ContradictionLines {
    fn follow(&mut self, view: View<'_>) {
        let Some(planning) = view.planning else { return };
        let of = Some((planning.version(), view.lang));
        if let Some(contradiction) = planning.contradiction().filter(|_| self.of != of) {
            let instance = instance(view.ws, &settings(view.ws, view.as_of), view.as_of);
            self.lines = year::contradiction(view.lang, view.ws, &instance, contradiction);
            self.of = of;
        }
    }
}

/// Draws the card; nothing where there is nothing to explain.
pub fn why_ui(ui: &mut Ui, view: View<'_>, contradiction: &mut ContradictionLines, commands: &mut Commands) {
    let Some(planning) = view.planning else { return };
    if planning.under_way().is_some() {
        return;
    }
    if planning.contradiction().is_some() {
        contradiction.follow(view);
        titled_ui(ui, PlanWords::of(view.lang).contradiction, |ui| {
            for line in &contradiction.lines {
                said_ui(ui, line, palette(ui).bad);
            }
        });
    } else if let Some(planned) = planning.planned() {
        titled_ui(ui, PlanWords::of(view.lang).why_title, |ui| draft_ui(ui, view, planned, commands));
    }
}

fn titled_ui(ui: &mut Ui, title: &str, add: impl FnOnce(&mut Ui)) {
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        card_title(ui, title);
        add(ui);
    });
}

fn draft_ui(ui: &mut Ui, view: View<'_>, planned: &Planned, commands: &mut Commands) {
    let words = PlanWords::of(view.lang);
    let n_left = planned.draft.n_left_out();
    if n_left == 0 {
        said_ui(ui, words.all_placed, palette(ui).good);
    }
    match &planned.explanation {
        None if n_left > 0 => said_ui(ui, words.why_working, palette(ui).text_weak),
        None => {}
        Some(explanation) => explanation_ui(ui, view, explanation, commands),
    }
}

fn explanation_ui(ui: &mut Ui, view: View<'_>, explanation: &Explanation, commands: &mut Commands) {
    let words = PlanWords::of(view.lang);
    for row in explanation.left_out.iter().take(MOST_ROWS) {
        row_ui(ui, view, row, commands);
    }
    if explanation.left_out.len() > MOST_ROWS {
        said_ui(ui, &(words.more_left_out)(explanation.left_out.len() - MOST_ROWS), palette(ui).text_weak);
    }
    if explanation.n_apart > 0 {
        said_ui(ui, &(year::YearWords::of(view.lang).apart)(explanation.n_apart), palette(ui).text_weak);
    }
    for (session, findings) in &explanation.broken_locks {
        broken_lock_ui(ui, view, *session, findings, commands);
    }
    if explanation.n_free_locks > 0 {
        said_ui(ui, &(words.free_locks)(explanation.n_free_locks), palette(ui).text_weak);
    }
    if explanation.relaxations.is_empty() {
        if !explanation.left_out.is_empty() {
            said_ui(ui, words.why_nothing, palette(ui).text_weak);
        }
        return;
    }
    ui.add_space(2.0);
    card_title(ui, words.relax);
    for relaxation in explanation.relaxations.iter().take(MOST_RELAXATIONS) {
        said_ui(ui, &year::relaxation(view.lang, view.ws, relaxation), palette(ui).text_soft);
        try_ui(ui, view, relaxation.relief, commands);
    }
}

/// A lock that cannot hold, why, and a click that tries to do without it.
fn broken_lock_ui(ui: &mut Ui, view: View<'_>, id: SessionId, findings: &[Finding], commands: &mut Commands) {
    let words = PlanWords::of(view.lang);
    let Some(session) = view.ws.sessions.get(id) else { return };
    said_ui(ui, &(words.broken_lock)(&session.title), palette(ui).bad);
    for finding in findings.iter().take(MOST_ROWS) {
        said_ui(ui, &report::finding(view.lang, finding, view.ws), palette(ui).text_weak);
    }
    try_ui(ui, view, Relief::Lock { session: id }, commands);
}

/// The click that loosens a constraint and plans again.
fn try_ui(ui: &mut Ui, view: View<'_>, relief: Relief, commands: &mut Commands) {
    let what = year::relief(view.lang, view.ws, relief);
    let response = ui.push_id(&what, |ui| link(ui, PlanWords::of(view.lang).try_it)).inner;
    response
        .widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{}：{what}", PlanWords::of(view.lang).try_it)));
    if response.on_hover_text(&what).clicked() {
        commands.push(Command::Plan(PlanTask::Try(relief, options(SECONDS))));
    }
}

fn row_ui(ui: &mut Ui, view: View<'_>, row: &LeftOutRow, commands: &mut Commands) {
    let words = PlanWords::of(view.lang);
    let township = view.ws.townships.get(row.township).map_or("", |township| township.name.as_str());
    let cohort = view.ws.cohorts.get(row.cohort).map_or("", |cohort| cohort.short_name.as_str());
    let text = (words.left_out_line)(township, cohort, row.people.len());
    let label = Label::new(RichText::new(text).size(SMALL).color(palette(ui).bad)).sense(egui::Sense::click());
    if ui.add(label).on_hover_text(names(view, row)).clicked() {
        let (township, cohort) = (Some(row.township), Some(row.cohort));
        let filter = PeopleFilter { township, cohort, is_unplaced: true, ..PeopleFilter::default() };
        commands.go(Place::People(filter));
    }
    said_ui(ui, &year::left_out_reason(view.lang, view.ws, row.reason), palette(ui).text_weak);
}

fn names(view: View<'_>, row: &LeftOutRow) -> String {
    let names = row.people.iter().filter_map(|id| view.ws.people.get(*id)).map(|person| person.name.as_str());
    names.take(20).collect::<Vec<_>>().join("、")
}

fn said_ui(ui: &mut Ui, text: &str, color: egui::Color32) {
    ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).wrap());
}
