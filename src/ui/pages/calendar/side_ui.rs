//! The panel beside the calendar: the chosen session with what is wrong and what can be done, or the chosen
//! day; below it the month's figures, or what still has to find its day.

use chrono::Datelike;
use egui::{Align, Key, Label, Layout, Rect, RichText, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::bar_ui::cut_in;
use super::content::MonthFigures;
use super::drag::line_ui;
use super::grid_ui::{Act, Look};
use super::lists::{Lists, PeopleLine, TopicLine};
use super::plan::{Load, Target, plan};
use super::remedies::Remedies;
use crate::app::{Commands, Place, SessionTab};
use crate::model::{CohortId, Session};
use crate::rules::{Finding, Impact};
use crate::ui::fonts;
use crate::ui::pages::{toggle_lock, tone_of_mode};
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{card_title, chip, link, segmented};
use crate::words::calendar::CalendarWords;
use crate::words::{records, report};

const ROW: f32 = 27.0;
/// Height of the card with the month's figures, in points.
const LOWER: f32 = 176.0;
/// The gap between the cards and the margins of the upper one, in points.
const GAPS: f32 = 38.0;
const MOST_FINDINGS: usize = 5;

/// What the lower card shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lower {
    /// 本月
    #[default]
    Month,
    /// 点题
    Topics,
    /// 未训人员
    Untrained,
}

/// What the panel remembers.
#[derive(Default)]
pub struct Side {
    /// What the lower card shows.
    pub lower: Lower,
    cohort: usize,
    upper_height: f32,
    remedies: Remedies,
}

/// What is shown below.
pub struct Figures<'a> {
    /// The month's figures.
    pub month: &'a MonthFigures,
    /// What still has to find its day.
    pub lists: &'a Lists,
}

/// Draws the panel.
pub fn side_ui(
    ui: &mut Ui,
    area: Rect,
    look: &Look<'_>,
    figures: &Figures<'_>,
    side: &mut Side,
    commands: &mut Commands,
) -> Vec<Act> {
    let mut acts = Vec::new();
    let most = area.height() - LOWER - GAPS;
    let height = side.upper_height.clamp(80.0, most);
    let upper = area.with_max_y(area.top() + height + 26.0);
    panel_ui(ui, "upper", upper, |ui| {
        let shown = ScrollArea::vertical().id_salt("upper").max_height(most).show(ui, |ui| {
            ui.set_width(ui.available_width());
            match look.chosen.and_then(|id| look.view.ws.sessions.get(id)) {
                Some(session) => session_ui(ui, look, session, side, commands),
                None => day_ui(ui, look, &mut acts),
            }
        });
        if (side.upper_height - shown.content_size.y).abs() > 0.5 {
            side.upper_height = shown.content_size.y;
            ui.ctx().request_discard("the card above takes another height");
        }
    });
    let lower = area.with_min_y(upper.bottom() + 12.0);
    let lower = match side.lower {
        Lower::Month => lower.with_max_y(lower.bottom().min(lower.top() + LOWER)),
        Lower::Topics | Lower::Untrained => lower,
    };
    panel_ui(ui, "lower", lower, |ui| lower_ui(ui, look, figures, side, &mut acts, commands));
    acts
}

/// A card of exactly this place and size.
fn panel_ui(ui: &mut Ui, name: &str, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let palette = palette(ui);
    let border = egui::Stroke::new(1.0, palette.border);
    ui.painter().rect(rect, 8.0, palette.card, border, egui::StrokeKind::Inside);
    let builder = egui::UiBuilder::new().max_rect(rect.shrink2(vec2(14.0, 12.0))).id_salt(name);
    let mut child = ui.new_child(builder.layout(Layout::top_down(Align::Min)));
    child.set_clip_rect(rect.intersect(ui.clip_rect()));
    add(&mut child);
}

fn weak(ui: &mut Ui, text: &str) {
    let color = palette(ui).text_weak;
    ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).wrap());
}

fn session_ui(ui: &mut Ui, look: &Look<'_>, session: &Session, side: &mut Side, commands: &mut Commands) {
    let view = look.view;
    let words = CalendarWords::of(view.lang);
    ui.spacing_mut().item_spacing.y = 5.0;
    let title = RichText::new(&session.title).font(fonts::bold(SMALL + 0.5));
    ui.add(Label::new(title).wrap());
    let days = session.span().map_or(words.no_days.to_owned(), |span| (words.days)(span));
    let venue = session.venue.and_then(|id| view.ws.venues.get(id)).map_or(words.no_venue, |venue| &venue.name);
    weak(ui, &format!("{days} · {venue}"));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        chip(ui, records::mode(view.lang, session.mode), tone_of_mode(session.mode));
        chip(ui, records::status(view.lang, session.status), crate::ui::theme::Tone::Neutral);
        let heads = format!("{}/{}", view.ws.n_enrolled(session.id), session.max_heads);
        ui.label(RichText::new(heads).size(SMALL));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if link(ui, words.open).clicked() {
                commands.go(Place::Session(session.id, SessionTab::Basics));
            }
        });
    });
    if session.is_locked {
        lock_ui(ui, look, session, commands);
    }
    let is_told =
        |finding: &&Finding| finding.impact != Impact::Info && finding.sessions().any(|other| other == session.id);
    let told: Vec<&Finding> = view.derived.findings(view.ws).iter().filter(is_told).collect();
    for finding in told.iter().take(MOST_FINDINGS) {
        line_ui(ui, finding.impact, &report::finding(view.lang, finding, view.ws));
    }
    if told.len() > MOST_FINDINGS {
        weak(ui, &(words.more)(told.len() - MOST_FINDINGS));
    }
    if told.is_empty() {
        let color = palette(ui).good;
        ui.label(RichText::new(words.no_conflict).size(SMALL).color(color));
        return;
    }
    remedies_ui(ui, look, session, side, commands);
}

/// That it stays where it is, and the way out of that.
fn lock_ui(ui: &mut Ui, look: &Look<'_>, session: &Session, commands: &mut Commands) {
    let words = CalendarWords::of(look.view.lang);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        weak(ui, words.is_locked);
        if !look.view.is_read_only && link(ui, words.unlock).clicked() {
            toggle_lock(session, commands);
        }
    });
}

/// What can be done, one click away.
fn remedies_ui(ui: &mut Ui, look: &Look<'_>, session: &Session, side: &mut Side, commands: &mut Commands) {
    let words = CalendarWords::of(look.view.lang);
    let remedies = side.remedies.of(look.view, session.id);
    if remedies.is_empty() {
        return;
    }
    ui.add_space(2.0);
    ui.separator();
    card_title(ui, words.remedies);
    for remedy in remedies {
        let adopt = ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            let adopt = link(ui, words.adopt);
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.add(Label::new(RichText::new(&remedy.text).size(SMALL)).wrap());
                let color = palette(ui).text_weak;
                ui.add(Label::new(RichText::new(&remedy.terms).size(NOTE - 0.5).color(color)).truncate());
            });
            adopt
        });
        let name = || WidgetInfo::labeled(Role::Link, true, format!("{}：{}", words.adopt, remedy.text));
        adopt.inner.widget_info(name);
        if adopt.inner.clicked() {
            commands.push(remedy.command());
        }
    }
}

/// The chosen day with what is held on it.
fn day_ui(ui: &mut Ui, look: &Look<'_>, acts: &mut Vec<Act>) {
    let view = look.view;
    let words = CalendarWords::of(view.lang);
    ui.spacing_mut().item_spacing.y = 4.0;
    let weekday = records::weekday(view.lang, look.day.weekday());
    let title = format!("{} {weekday}", records::month_day(view.lang, look.day));
    ui.add(Label::new(RichText::new(title).font(fonts::bold(SMALL + 0.5))));
    if let Some(note) = look.sheet.notes.get(&look.day) {
        let palette = palette(ui);
        let names =
            note.feast.iter().map(|feast| (&feast.name, if feast.is_worked { palette.warn } else { palette.bad }));
        for (name, color) in names.chain(note.seasons.iter().map(|season| (&season.name, palette.warn))) {
            ui.add(Label::new(RichText::new(name).size(NOTE).color(color)).wrap());
        }
    }
    let here = view.ws.sessions.iter().filter(|session| session.slots.iter().any(|slot| slot.date == look.day));
    let mut n = 0;
    for session in here {
        n += 1;
        let text = RichText::new(&session.title).size(SMALL);
        let label = ui.add(Label::new(text).truncate().sense(Sense::click()));
        label.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{}：{}", words.choose, session.title)));
        if label.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            acts.push(Act::Choose(session.id));
        }
    }
    if n == 0 {
        weak(ui, words.nothing_on_day);
    }
    weak(ui, words.day_hint);
}

fn lower_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    figures: &Figures<'_>,
    side: &mut Side,
    acts: &mut Vec<Act>,
    commands: &mut Commands,
) {
    let words = CalendarWords::of(look.view.lang);
    let mut at = side.lower as usize;
    ui.spacing_mut().item_spacing.y = 4.0;
    segmented(ui, &words.lower, &mut at);
    side.lower = [Lower::Month, Lower::Topics, Lower::Untrained][at.min(2)];
    ui.add_space(4.0);
    match side.lower {
        Lower::Month => month_ui(ui, look, figures.month),
        Lower::Topics => topics_ui(ui, look, &figures.lists.topics, acts, commands),
        Lower::Untrained => untrained_ui(ui, look, figures.lists, &mut side.cohort, acts, commands),
    }
}

fn month_ui(ui: &mut Ui, look: &Look<'_>, figures: &MonthFigures) {
    let words = CalendarWords::of(look.view.lang);
    fact_ui(ui, words.n_sessions, &records::count(figures.n_sessions as u64));
    fact_ui(ui, words.planned_heads, &(words.heads)(&records::count(figures.heads)));
    fact_ui(ui, words.money, &(words.wan)(&records::wan(figures.money)));
    if let Some((before, after)) = figures.trained {
        let share = |heads| records::percent(heads, figures.eligible);
        fact_ui(ui, words.coverage, &format!("{} → {}", share(before), share(after)));
    }
}

fn fact_ui(ui: &mut Ui, name: &str, value: &str) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
    let palette = palette(ui);
    let font = fonts::regular(SMALL);
    ui.painter().text(rect.left_center(), egui::Align2::LEFT_CENTER, name, font.clone(), palette.text);
    ui.painter().text(rect.right_center(), egui::Align2::RIGHT_CENTER, value, font, palette.text);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{name} {value}")));
}

fn topics_ui(ui: &mut Ui, look: &Look<'_>, topics: &[TopicLine], acts: &mut Vec<Act>, commands: &mut Commands) {
    let words = CalendarWords::of(look.view.lang);
    if topics.is_empty() {
        weak(ui, words.no_topics);
        return;
    }
    let rows = topics.iter().map(|line| Row {
        text: line.text.clone(),
        number: (words.askers)(line.n_askers),
        load: Load::Topic(line.id),
    });
    rows_ui(ui, look, &rows.collect::<Vec<_>>(), acts, commands);
}

fn untrained_ui(
    ui: &mut Ui,
    look: &Look<'_>,
    lists: &Lists,
    cohort: &mut usize,
    acts: &mut Vec<Act>,
    commands: &mut Commands,
) {
    let words = CalendarWords::of(look.view.lang);
    let cohorts: Vec<(CohortId, &str)> =
        look.view.ws.cohorts.iter().take(4).map(|cohort| (cohort.id, cohort.short_name.as_str())).collect();
    let names: Vec<&str> = cohorts.iter().map(|(_, name)| *name).collect();
    if !names.is_empty() {
        segmented(ui, &names, cohort);
    }
    let Some((id, _)) = cohorts.get(*cohort) else { return };
    let lines: &[PeopleLine] = lists.people.get(id).map(Vec::as_slice).unwrap_or_default();
    if lines.is_empty() {
        weak(ui, words.nobody_left);
        return;
    }
    let rows = lines.iter().map(|line| Row {
        text: line.name.clone(),
        number: (words.people)(line.people.len()),
        load: Load::People { township: line.township, cohort: *id, people: line.people.clone() },
    });
    rows_ui(ui, look, &rows.collect::<Vec<_>>(), acts, commands);
}

/// Something that can be dragged onto the calendar.
struct Row {
    text: String,
    number: String,
    load: Load,
}

/// Rows to drag; Enter puts one onto the chosen session, else on the chosen day.
fn rows_ui(ui: &mut Ui, look: &Look<'_>, rows: &[Row], acts: &mut Vec<Act>, commands: &mut Commands) {
    let words = CalendarWords::of(look.view.lang);
    let where_to = match look.chosen.and_then(|id| look.view.ws.sessions.get(id)) {
        Some(session) => (words.drop_on_session)(&session.title),
        None => (words.drop_on_day)(&records::month_day(look.view.lang, look.day)),
    };
    weak_line(ui, &where_to);
    ScrollArea::vertical().id_salt("rows").auto_shrink(false).show_rows(ui, ROW - 4.0, rows.len(), |ui, shown| {
        for row in rows.get(shown).unwrap_or_default() {
            row_ui(ui, look, row, acts, commands);
        }
    });
}

fn weak_line(ui: &mut Ui, text: &str) {
    let color = palette(ui).text_weak;
    ui.add(Label::new(RichText::new(text).size(NOTE - 0.5).color(color)).truncate());
}

fn row_ui(ui: &mut Ui, look: &Look<'_>, row: &Row, acts: &mut Vec<Act>, commands: &mut Commands) {
    let palette = palette(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - 4.0), Sense::click_and_drag());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect.expand2(vec2(4.0, 0.0)), 4.0, palette.control_hover);
    }
    let number = ui.painter().layout_no_wrap(row.number.clone(), fonts::regular(NOTE), palette.text_weak);
    // the scroll bar floats over the right end
    let right = rect.right() - 10.0;
    let text = cut_in(ui, &row.text, right - rect.left() - number.size().x - 10.0, palette.text, SMALL);
    let middle = |height: f32| rect.center().y - height / 2.0;
    ui.painter().galley(pos2(rect.left(), middle(text.size().y)), text, palette.text);
    let at = pos2(right - number.size().x, middle(number.size().y));
    ui.painter().galley(at, number, palette.text_weak);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{} {}", row.text, row.number)));
    if response.drag_started() {
        acts.push(Act::Grab(row.load.clone()));
    }
    let by_key = response.has_focus() && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter));
    if by_key || response.double_clicked() {
        let target = Target { day: look.day, row: None, session: look.chosen };
        if let Some(plan) = plan(look.view, &row.load, &target) {
            acts.push(Act::Choose(plan.session));
            super::drag::carry_out(plan, commands);
        }
    }
    response.on_hover_cursor(egui::CursorIcon::Grab);
}
