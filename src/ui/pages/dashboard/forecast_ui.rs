//! The forecast with what it is made of, and a trial: what changes if sessions are dropped or held again.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use egui::{Label, RichText, ScrollArea, Sense, Ui};

use super::draw::{GAP, panel_ui};
use crate::app::{Commands, Place, SessionTab, View};
use crate::model::{Fen, SessionId};
use crate::report::forecast;
use crate::report::forecast::{Band, Coming, Forecast, Milestone, Rate, Reach, what_if};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{
    Column, Grid, GridState, bare_checkbox, bare_icon_button, button, card_title, cell_label, note,
};
use crate::words::forecast::{self as words, ForecastWords};
use crate::words::records;
use crate::words::widgets::WidgetWords;

/// Room for the table of cohorts beside its notes, in points.
const UPPER: f32 = 0.52;

/// The state of the tab.
#[derive(Default)]
pub(super) struct ForecastTab {
    rows: GridState<usize>,
    inputs: GridState<usize>,
    dropped: BTreeSet<SessionId>,
    again: BTreeMap<SessionId, u32>,
    trial: Option<(u64, Forecast)>,
}

impl ForecastTab {
    /// Draws the tab for the day that is looked at.
    pub(super) fn ui(&mut self, ui: &mut Ui, seen: View<'_>, commands: &mut Commands) {
        let plan = seen.derived.forecast(seen.ws);
        self.try_out(seen);
        let whole = ui.available_rect_before_wrap();
        let (left, right) = whole.split_left_right_at_fraction(0.66);
        let (left, right) = (left.with_max_x(left.right() - GAP / 2.0), right.with_min_x(right.left() + GAP / 2.0));
        let (upper, lower) = left.split_top_bottom_at_fraction(UPPER);
        let chosen = self.rows.cursor().unwrap_or(0);
        panel_ui(ui, "forecast", upper.with_max_y(upper.bottom() - GAP / 2.0), |ui| {
            table_ui(ui, seen, plan, &mut self.rows);
        });
        panel_ui(ui, "inputs", lower.with_min_y(lower.top() + GAP / 2.0), |ui| {
            inputs_ui(ui, seen, plan, chosen, &mut self.inputs);
        });
        panel_ui(ui, "trial", right, |ui| self.trial_ui(ui, seen, plan, commands));
        ui.allocate_rect(whole, Sense::hover());
    }

    fn try_out(&mut self, view: View<'_>) {
        let revision = view.derived.revision();
        if self.dropped.is_empty() && self.again.is_empty() {
            self.trial = None;
        } else if self.trial.as_ref().is_none_or(|(of, _)| *of != revision) {
            let dropped: Vec<SessionId> = self.dropped.iter().copied().collect();
            let again: Vec<(SessionId, u32)> = self.again.iter().map(|(id, n)| (*id, *n)).collect();
            let ws = what_if(view.ws, &dropped, &again);
            self.trial = Some((revision, forecast(&ws, view.derived.index(view.ws))));
        }
    }

    fn trial_ui(&mut self, ui: &mut Ui, view: View<'_>, plan: &Forecast, commands: &mut Commands) {
        let words = ForecastWords::of(view.lang);
        card_title(ui, words.what_if);
        let effect = |of: &Forecast| {
            let rate = records::percent(of.heads.year_end.middle, of.heads.eligible);
            (words.effect)(&words::heads(of.heads.year_end), &rate, &words::wan(of.year_end_spent()))
        };
        ui.add(Label::new(RichText::new(effect(plan)).size(SMALL)).wrap());
        match &self.trial {
            None => drop(note(ui, words.what_if_hint)),
            Some((_, trial)) => {
                let text = RichText::new(format!("→ {}", effect(trial))).font(fonts::bold(SMALL));
                ui.add(Label::new(text.color(palette(ui).accent_text)).wrap());
                if button(ui, words.reset).clicked() {
                    self.dropped.clear();
                    self.again.clear();
                }
            }
        }
        ui.add_space(4.0);
        if plan.sessions.is_empty() {
            note(ui, words.no_sessions);
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, 42.0, plan.sessions.len(), |ui, rows| {
            for coming in &plan.sessions[rows] {
                self.session_ui(ui, view, coming, commands);
            }
        });
    }

    fn session_ui(&mut self, ui: &mut Ui, view: View<'_>, coming: &Coming, commands: &mut Commands) {
        let words = ForecastWords::of(view.lang);
        let Some(session) = view.ws.sessions.get(coming.session) else { return };
        let id = coming.session;
        let size = egui::vec2(ui.available_width() - 10.0, 42.0);
        ui.allocate_ui_with_layout(size, egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let mut is_counted = !self.dropped.contains(&id);
            if bare_checkbox(ui, &mut is_counted, &(words.include)(&session.title)).changed() {
                if is_counted {
                    self.dropped.remove(&id)
                } else {
                    self.dropped.insert(id)
                };
                self.trial = None;
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if bare_icon_button(ui, Icon::Plus, &(words.again)(&session.title)).clicked() {
                    *self.again.entry(id).or_default() += 1;
                    self.trial = None;
                }
                if let Some(n) = self.again.get(&id) {
                    ui.label(RichText::new((words.times)(*n)).size(NOTE).color(palette(ui).accent_text));
                }
                ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                    ui.add_space(3.0);
                    let title = format!("{} {}", coming.day.format("%m-%d"), session.title);
                    let title = Label::new(RichText::new(title).size(SMALL)).truncate().sense(Sense::click());
                    if ui.add(title).on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
                        commands.go(Place::Session(id, SessionTab::Basics));
                    }
                    let mut adds = (words.adds)(&words::heads(coming.heads), &words::wan(coming.cost));
                    if !coming.is_billed {
                        adds = format!("{adds} · {}", words.estimated);
                    }
                    let weak = palette(ui).text_weak;
                    ui.add(Label::new(RichText::new(adds).size(NOTE).color(weak)).truncate());
                });
            });
        });
    }
}

/// The rows of the table: everybody, then each cohort.
fn rows<'a>(view: View<'a>, plan: &'a Forecast) -> Vec<(String, &'a Reach, Option<Band<Fen>>)> {
    let words = ForecastWords::of(view.lang);
    let cohorts = plan.cohorts.iter().map(|one| {
        let name = view.ws.cohorts.get(one.cohort).map_or("", |cohort| cohort.short_name.as_str());
        (name.to_owned(), &one.reach, Some(one.cost))
    });
    std::iter::once((words.everybody.to_owned(), &plan.heads, Some(plan.further))).chain(cohorts).collect()
}

fn table_ui(ui: &mut Ui, view: View<'_>, plan: &Forecast, state: &mut GridState<usize>) {
    let words = ForecastWords::of(view.lang);
    card_title(ui, words.title);
    let rows = rows(view, plan);
    let shares = [800, 900, 1000];
    let by: Vec<String> = shares.iter().map(|share| (words.by)(share / 10)).collect();
    let columns = [
        Column::rest(words.who, 70.0),
        Column::fixed(words.trained, 122.0).right(),
        Column::fixed(words.year_end, 168.0).right(),
        Column::fixed(&by[0], 66.0).right(),
        Column::fixed(&by[1], 66.0).right(),
        Column::fixed(&by[2], 70.0).right(),
        Column::fixed(words.further, 130.0).right(),
    ];
    let grid = Grid::new(words.title, &columns, rows.len()).fit_rows(rows.len());
    grid.show(
        ui,
        state,
        WidgetWords::of(view.lang),
        |row| row,
        |ui, row, column| {
            let (name, reach, cost) = &rows[row];
            let text = match column {
                0 => name.clone(),
                1 => format!("{} / {}", records::count(reach.trained), records::count(reach.eligible)),
                2 => words::heads(reach.year_end),
                6 => cost.map_or_else(String::new, words::wan),
                at => milestone_text(reach, shares[at - 3]),
            };
            let response = cell_label(ui, RichText::new(text).size(SMALL));
            if let Some(told) = milestone(reach, *shares.get(column.wrapping_sub(3)).unwrap_or(&0)) {
                response.on_hover_text(milestone_hover(words, told));
            }
        },
    );
    ui.add_space(6.0);
    let middle = |band: Band<Fen>| words::wan(band);
    let full = plan.full_cost();
    let wan = records::wan(plan.spent);
    ui.add(Label::new(RichText::new((words.money)(&wan, &middle(plan.planned), &middle(full))).size(SMALL)).wrap());
    let over = full.middle - plan.ceiling;
    let (text, is_bad) = match plan.ceiling {
        Fen::ZERO => (words.no_ceiling.to_owned(), false),
        _ if over > Fen::ZERO => ((words.over_ceiling)(&records::wan(over)), true),
        _ => ((words.under_ceiling)(&records::wan(-over)), false),
    };
    let palette = palette(ui);
    let color = if is_bad { palette.bad } else { palette.good };
    ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).wrap());
    note(ui, &(words.flat)(&records::wan(plan.flat)));
}

fn milestone(reach: &Reach, per_mille: u64) -> Option<&Milestone> {
    reach.milestones.iter().find(|one| one.per_mille == per_mille)
}

/// The day on which a share is reached: a tick if it has been, a dash if it will not be.
fn milestone_text(reach: &Reach, per_mille: u64) -> String {
    match milestone(reach, per_mille) {
        None if reach.eligible == 0 => "—".to_owned(),
        None => "√".to_owned(),
        Some(Milestone { on: Band { middle: Some(day), .. }, .. }) => day.format("%m-%d").to_string(),
        Some(_) => "—".to_owned(),
    }
}

fn milestone_hover(words: &ForecastWords, told: &Milestone) -> String {
    let day = |day: Option<NaiveDate>| day.map_or_else(|| words.not_this_year.to_owned(), |day| day.to_string());
    let days = format!("{} – {}", day(told.on.high), day(told.on.low));
    let spent = told.spent.map_or_else(String::new, |fen| format!("\n{} {}", words.spent, records::wan(fen)));
    format!("{}\n{days}{spent}", (words.n_people)(&records::count(told.heads)))
}

/// What the figures of the chosen row are made of.
fn inputs_ui(ui: &mut Ui, view: View<'_>, plan: &Forecast, chosen: usize, state: &mut GridState<usize>) {
    let words = ForecastWords::of(view.lang);
    let cohort = chosen.checked_sub(1).and_then(|at| plan.cohorts.get(at)).map(|one| one.cohort);
    let name = rows(view, plan).into_iter().nth(chosen).map(|(name, ..)| name).unwrap_or_default();
    card_title(ui, &(words.inputs)(&name)).on_hover_text(words.method);
    let rates: Vec<&Rate> = plan.rates.iter().filter(|rate| cohort.is_none_or(|id| id == rate.cohort)).collect();
    let columns = [
        Column::rest(words.way, 150.0),
        Column::fixed(words.weight, 74.0).right(),
        Column::fixed(words.no_show, 118.0).right(),
        Column::fixed(words.cost_per_head, 116.0).right(),
        Column::fixed(words.heads_per_session, 74.0).right(),
        Column::fixed(words.heads, 74.0).right(),
        Column::fixed(words.sessions, 74.0).right(),
    ];
    let height = ui.available_height() - 46.0;
    let grid = Grid::new(words.way, &columns, rates.len()).height(height);
    grid.show(
        ui,
        state,
        WidgetWords::of(view.lang),
        |row| row,
        |ui, row, column| {
            let rate = rates[row];
            let needs = plan.cohorts.iter().find(|one| one.cohort == rate.cohort).map(|one| one.needs.as_slice());
            let need =
                needs.and_then(|needs| needs.iter().find(|one| (one.mode, one.level) == (rate.mode, rate.level)));
            let text = match column {
                0 => way_text(view, rate, cohort.is_none()),
                1 => need.map_or_else(String::new, |need| records::percent(need.weight.n, need.weight.of)),
                2 => words::per_mille(rate.no_show_per_mille),
                3 => words::yuan(rate.cost_per_head),
                4 => records::count(rate.heads_per_session),
                5 => need.map_or_else(String::new, |need| records::count(need.heads)),
                _ => need.map_or_else(String::new, |need| records::count(need.sessions)),
            };
            let response = cell_label(ui, RichText::new(text).size(SMALL));
            match column {
                2 => drop(response.on_hover_text(words.basis(rate.no_show_basis))),
                3 => drop(response.on_hover_text(words.basis(rate.cost_basis))),
                6 => drop(response.on_hover_text(
                    need.map_or_else(String::new, |need| format!("{} {}", words.cost, words::wan(need.cost))),
                )),
                _ => {}
            }
        },
    );
    note(ui, words.method);
}

fn way_text(view: View<'_>, rate: &Rate, is_named: bool) -> String {
    let way = format!("{} · {}", records::mode(view.lang, rate.mode), records::level(view.lang, rate.level));
    let cohort = view.ws.cohorts.get(rate.cohort).filter(|_| is_named);
    cohort.map_or_else(|| way.clone(), |cohort| format!("{} {way}", cohort.short_name))
}
