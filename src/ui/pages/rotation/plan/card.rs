//! The first card: the plan in force, the work under way, or the draft in figures.

use egui::{Align, Label, Layout, RichText, Ui, vec2};

use super::{MORE_SECONDS, letter, options};
use crate::app::{PlanProgress, PlanTask, Planned, View};
use crate::model::Fen;
use crate::report::rotation::Rotation;
use crate::ui::fonts;
use crate::ui::theme::{NOTE, ROW_HEIGHT, SMALL, palette};
use crate::ui::widgets::{button, card, card_title, link, primary_button, progress};
use crate::words::mend::MendWords;
use crate::words::plan_page::{PlanWords, amount, gap};
use crate::words::records;

/// What was asked for on the card.
pub enum Asked {
    /// Something of the planner.
    Task(PlanTask),
    /// Who must be told.
    Told,
    /// The comparison.
    Compare,
    /// What to do after a mishap.
    Mend,
}

/// Draws the card. `seconds` is how long the last run took, `stale` why the draft no longer fits.
pub fn card_ui(ui: &mut Ui, view: View<'_>, shown: &Rotation, (seconds, stale): (u32, Option<&str>)) -> Option<Asked> {
    let planning = view.planning?;
    let mut asked = None;
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 3.0;
        asked = if let Some((progress, seconds, limit)) = planning.under_way() {
            working_ui(ui, view, &progress, (seconds, limit))
        } else if let Some(planned) = planning.planned() {
            draft_ui(ui, view, planned, (seconds, stale))
        } else {
            in_force_ui(ui, view, shown)
        };
    });
    asked
}

/// A line of the card: what, and how much at the right edge.
fn line_ui(ui: &mut Ui, what: &str, value: RichText) -> egui::Response {
    let size = vec2(ui.available_width(), 24.0);
    let row = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.add(Label::new(value.size(SMALL)));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(what).size(SMALL).color(palette(ui).text_soft)).truncate());
        });
    });
    row.response
}

fn plain(text: impl Into<String>) -> RichText {
    RichText::new(text)
}

fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).font(fonts::bold(SMALL))
}

fn in_force_ui(ui: &mut Ui, view: View<'_>, shown: &Rotation) -> Option<Asked> {
    let words = PlanWords::of(view.lang);
    card_title(ui, words.in_force);
    let total = shown.total;
    let n = |n: u32| records::count(u64::from(n));
    let covered = total.size - total.left;
    line_ui(ui, words.coverage, strong(format!("{} / {}", n(covered), n(total.size))));
    let to_come = shown.columns.iter().filter(|column| column.status.is_planned()).count();
    line_ui(ui, words.sessions_to_come, plain(to_come.to_string()));
    let left = if total.left > 0 { strong(n(total.left)).color(palette(ui).bad) } else { plain("0") };
    line_ui(ui, words.left, left);
    let budget = view.derived.budget(view.ws).total;
    let money = (words.wan)(&format!("{} / {}", records::wan(budget.bound()), records::wan(budget.ceiling)));
    line_ui(ui, words.money_bound, plain(money));
    link(ui, MendWords::of(view.lang).open).clicked().then_some(Asked::Mend)
}

fn working_ui(ui: &mut Ui, view: View<'_>, of: &PlanProgress, (seconds, limit): (u32, u32)) -> Option<Asked> {
    let words = PlanWords::of(view.lang);
    card_title(ui, words.working);
    let share = seconds as f32 / limit.max(1) as f32;
    let name = (words.seconds_of)(seconds, limit);
    let accent = palette(ui).accent;
    progress(ui, &name, share.min(1.0), None, accent);
    match of.objective {
        None => {
            line_ui(ui, words.first_plan, plain(""));
        }
        Some(objective) => {
            let served = format!("{} / {}", records::count(of.heads_served), records::count(of.heads_wanted));
            line_ui(ui, words.placed, strong(served));
            line_ui(ui, words.price, plain(amount(view.lang, objective)));
            line_ui(ui, words.bound, plain(amount(view.lang, of.bound)));
            line_ui(ui, words.gap, gap_text(ui, words, of.gap_percent()));
        }
    }
    line_ui(ui, words.solving, plain(name));
    ui.add_space(4.0);
    let mut asked = None;
    ui.horizontal(|ui| {
        if of.objective.is_some() && button(ui, words.stop).clicked() {
            asked = Some(Asked::Task(PlanTask::Stop));
        }
        if button(ui, words.give_up).clicked() {
            asked = Some(Asked::Task(PlanTask::Discard));
        }
    });
    asked
}

fn gap_text(ui: &Ui, words: &PlanWords, percent: Option<f64>) -> RichText {
    match percent {
        None => plain("—"),
        Some(percent) if percent < 0.005 => strong(words.best_possible).color(palette(ui).good),
        Some(percent) if percent <= 1.0 => strong((words.at_most)(&gap(percent))).color(palette(ui).good),
        Some(percent) => strong((words.at_most)(&gap(percent))),
    }
}

fn draft_ui(ui: &mut Ui, view: View<'_>, planned: &Planned, (seconds, stale): (u32, Option<&str>)) -> Option<Asked> {
    let words = PlanWords::of(view.lang);
    let draft = &planned.draft;
    card_title(ui, &(words.current_draft)(letter(planned)));
    figures_ui(ui, view, planned, seconds);
    let comparison = &planned.comparison;
    let changes = (comparison.added.len(), comparison.moved.len(), comparison.dropped.len());
    let text = (words.changes_line)(changes.0, changes.1, changes.2);
    line_ui(ui, words.changes, plain(if text.is_empty() { words.nothing_changes.to_owned() } else { text }));
    line_ui(ui, words.row_people, plain((words.people_moved)(comparison.people_moved.len())));
    if !comparison.mended.is_empty() {
        said_ui(ui, &(words.mended)(comparison.mended.len()), palette(ui).good);
    }
    if !comparison.brought.is_empty() {
        said_ui(ui, &(words.brought)(comparison.brought.len()), palette(ui).bad);
    }
    match stale {
        Some(why) => said_ui(ui, &(words.stale)(why), palette(ui).bad),
        None => said_ui(ui, words.unapplied_hint, palette(ui).text_weak),
    }
    ui.add_space(4.0);
    let mut asked = None;
    let _ = draft;
    ui.horizontal(|ui| {
        let can_apply = stale.is_none() && !view.is_read_only;
        if ui.add_enabled_ui(can_apply, |ui| primary_button(ui, words.apply)).inner.clicked() {
            asked = Some(Asked::Task(PlanTask::Apply));
        }
        if button(ui, words.go_on).on_hover_text(words.go_on_tip).clicked() {
            asked = Some(Asked::Task(PlanTask::Start(options(MORE_SECONDS))));
        }
    });
    ui.allocate_ui_with_layout(vec2(ui.available_width(), ROW_HEIGHT), Layout::left_to_right(Align::Center), |ui| {
        if link(ui, words.told).clicked() {
            asked = Some(Asked::Told);
        }
        if link(ui, words.compare).clicked() {
            asked = Some(Asked::Compare);
        }
        if link(ui, words.discard).clicked() {
            asked = Some(Asked::Task(PlanTask::Discard));
        }
    });
    asked
}

fn figures_ui(ui: &mut Ui, view: View<'_>, planned: &Planned, seconds: u32) {
    let words = PlanWords::of(view.lang);
    let draft = &planned.draft;
    for row in planned.comparison.cohorts.iter().filter(|row| row.eligible > row.trained) {
        let name = view.ws.cohorts.get(row.cohort).map_or("", |cohort| cohort.short_name.as_str());
        let text = format!("{} / {}", records::count(row.trained + row.seated_after), records::count(row.eligible));
        let is_all = row.trained + row.seated_after >= row.eligible;
        let text = strong(text);
        line_ui(ui, &format!("{}（{name}）", words.coverage), if is_all { text.color(palette(ui).good) } else { text });
    }
    let cost = strong(amount(view.lang, yuan(draft.cost())));
    line_ui(ui, words.session_cost, cost).on_hover_text(words.session_cost_tip);
    line_ui(ui, words.price, plain(amount(view.lang, draft.objective))).on_hover_text(words.price_tip);
    line_ui(ui, words.bound, plain(amount(view.lang, draft.bound))).on_hover_text(words.bound_tip);
    line_ui(ui, words.gap, gap_text(ui, words, Some(draft.gap_percent())));
    line_ui(ui, words.solving, plain((words.seconds)(seconds)));
}

fn yuan(amount: Fen) -> i64 {
    (amount.0 + 50).div_euclid(100)
}

fn said_ui(ui: &mut Ui, text: &str, color: egui::Color32) {
    ui.add(Label::new(RichText::new(text).size(NOTE).color(color)).wrap());
}
