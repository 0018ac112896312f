//! How the dashboard is drawn.

use egui::{
    Align, Align2, CornerRadius, Label, Layout, Rect, RichText, ScrollArea, Sense, Stroke, Ui, Vec2, pos2, vec2,
};

use super::content::{self, Card, CardTone, Content, TownshipLine, UpcomingLine};
use crate::app::{Commands, Place, SessionFilter, TopicsPlace, View};
use crate::rules::{Finding, Impact};
use crate::ui::charts::{Series, SeriesColor, YearChart};
use crate::ui::fonts;
use crate::ui::icons::dot;
use crate::ui::pages::finding_menu::FindingMenu;
use crate::ui::theme::{NOTE, Palette, SMALL, Tone, palette};
use crate::ui::widgets::{card_title, chip, link, note, progress};
use crate::words::dashboard::DashboardWords;
use crate::words::records;
use crate::words::report as report_words;
use crate::words::widgets::WidgetWords;

/// Room between panels, in points.
pub(super) const GAP: f32 = 12.0;
const CARDS_HEIGHT: f32 = 132.0;
/// Four rows of the lists below.
const LOWER_HEIGHT: f32 = 178.0;
/// A chart lower than this says little: the lists give up a row for it.
const LEAST_CHART: f32 = 240.0;
const ROW: f32 = 30.0;
const FINDING_ROW: f32 = 27.0;
/// What a panel with a list needs besides its rows.
const TITLE_HEIGHT: f32 = 56.0;
/// The height of the chart in a picture.
const PICTURE_CHART: f32 = 330.0;
/// The least rows of the lists in a picture.
const PICTURE_ROWS: f32 = 5.0;

pub(super) fn body_ui(ui: &mut Ui, view: View<'_>, content: &Content, menu: &mut FindingMenu, commands: &mut Commands) {
    let words = DashboardWords::of(view.lang);
    if !content.has_people {
        empty_ui(ui, words);
        return;
    }
    let whole = ui.available_rect_before_wrap();
    let (cards, rest) = whole.split_top_bottom_at_y(whole.top() + CARDS_HEIGHT);
    let rest = rest.with_min_y(rest.top() + GAP);
    let n_given_up = if rest.height() - LOWER_HEIGHT - GAP < LEAST_CHART { 1.0 } else { 0.0 };
    let lower_height = (LOWER_HEIGHT - n_given_up * ROW).max(rest.height() * 0.34);
    let (middle, lower) = rest.split_top_bottom_at_y(rest.bottom() - lower_height - GAP);
    let lower = lower.with_min_y(lower.top() + GAP);
    cards_ui(ui, cards, content, commands);
    let (chart, table) = middle.split_left_right_at_fraction(0.607);
    panel_ui(ui, "chart", chart.with_max_x(chart.right() - GAP / 2.0), |ui| chart_ui(ui, view, content));
    panel_ui(ui, "townships", table.with_min_x(table.left() + GAP / 2.0), |ui| {
        townships_ui(ui, view, content, commands);
    });
    let (next, attention) = lower.split_left_right_at_fraction(0.607);
    panel_ui(ui, "upcoming", next.with_max_x(next.right() - GAP / 2.0), |ui| upcoming_ui(ui, view, content, commands));
    panel_ui(ui, "attention", attention.with_min_x(attention.left() + GAP / 2.0), |ui| {
        attention_ui(ui, view, menu, commands);
    });
    ui.allocate_rect(whole, Sense::hover());
}

/// The size in points of the page as a picture: every township has its row.
pub(super) fn picture_size(content: &Content) -> Vec2 {
    vec2(1218.0, 62.0 + CARDS_HEIGHT + GAP + column_height(content))
}

/// The height of the two columns below the cards of a picture.
fn column_height(content: &Content) -> f32 {
    let townships = TITLE_HEIGHT + ROW * (content.townships.len() as f32 + 1.0);
    let left = PICTURE_CHART + 2.0 * GAP + 2.0 * TITLE_HEIGHT + PICTURE_ROWS * ROW + PICTURE_ROWS * FINDING_ROW;
    townships.max(left)
}

/// The page as a picture: the townships beside all the rest, which has as many rows as there is room for.
pub(super) fn picture_ui(ui: &mut Ui, view: View<'_>, content: &Content) {
    if !content.has_people {
        empty_ui(ui, DashboardWords::of(view.lang));
        return;
    }
    let (commands, menu) = (&mut Commands::default(), &mut FindingMenu::default());
    let whole = ui.available_rect_before_wrap();
    let (cards, rest) = whole.split_top_bottom_at_y(whole.top() + CARDS_HEIGHT);
    cards_ui(ui, cards, content, commands);
    let rest = Rect::from_min_size(rest.min + vec2(0.0, GAP), vec2(rest.width(), column_height(content)));
    let (left, right) = rest.split_left_right_at_fraction(0.607);
    let (left, right) = (left.with_max_x(left.right() - GAP / 2.0), right.with_min_x(right.left() + GAP / 2.0));
    panel_ui(ui, "townships", right, |ui| townships_ui(ui, view, content, commands));
    let (chart, lists) = left.split_top_bottom_at_y(left.top() + PICTURE_CHART);
    panel_ui(ui, "chart", chart, |ui| chart_ui(ui, view, content));
    let lists = lists.with_min_y(lists.top() + GAP);
    // whole rows of both lists: none is cut in two
    let n_rows = ((lists.height() - 2.0 * TITLE_HEIGHT - GAP) / (ROW + FINDING_ROW)).floor();
    let (next, attention) = lists.split_top_bottom_at_y(lists.top() + TITLE_HEIGHT + n_rows * ROW);
    panel_ui(ui, "upcoming", next, |ui| upcoming_ui(ui, view, content, commands));
    let attention = attention.with_min_y(attention.top() + GAP);
    panel_ui(ui, "attention", attention, |ui| attention_ui(ui, view, menu, commands));
}

fn empty_ui(ui: &mut Ui, words: &DashboardWords) {
    ui.vertical_centered(|ui| {
        ui.add_space(ui.available_height() * 0.3);
        ui.label(RichText::new(words.empty).font(fonts::bold(18.0)));
        note(ui, words.empty_people);
    });
}

/// A card of exactly this place and size.
pub(super) fn panel_ui(ui: &mut Ui, name: impl egui::AsIdSalt, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let palette = palette(ui);
    let border = Stroke::new(1.0, palette.border);
    ui.painter().rect(rect, CornerRadius::same(8), palette.card, border, egui::StrokeKind::Inside);
    let inner = rect.shrink2(vec2(15.0, 13.0));
    let builder = egui::UiBuilder::new().id_salt(name).max_rect(inner).layout(Layout::top_down(Align::Min));
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.shrink(1.0).intersect(ui.clip_rect()));
        add(ui);
    });
}

fn cards_ui(ui: &mut Ui, rect: Rect, content: &Content, commands: &mut Commands) {
    let n = content.cards.len().max(1) as f32;
    let width = (rect.width() - GAP * (n - 1.0)) / n;
    for (i, card) in content.cards.iter().enumerate() {
        let left = rect.left() + (width + GAP) * i as f32;
        let place = Rect::from_min_size(pos2(left, rect.top()), vec2(width, rect.height()));
        let response = ui.interact(place, ui.scope_id().with(("card", i)), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &card.title));
        panel_ui(ui, ("card body", i), place, |ui| card_ui(ui, card));
        if response.hovered() || response.has_focus() {
            let line = Stroke::new(1.0, palette(ui).accent);
            ui.painter().rect_stroke(place, CornerRadius::same(8), line, egui::StrokeKind::Inside);
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            commands.go(card.place.clone());
        }
    }
}

fn card_ui(ui: &mut Ui, card: &Card) {
    let palette = palette(ui);
    ui.spacing_mut().item_spacing.y = 7.0;
    card_title(ui, &card.title);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add(Label::new(RichText::new(&card.value).font(fonts::bold(28.0))).selectable(false));
        ui.with_layout(Layout::left_to_right(Align::Max), |ui| {
            let fraction = RichText::new(&card.fraction).size(15.0).color(palette.text_weak);
            ui.add(Label::new(fraction).selectable(false).truncate());
        });
    });
    ui.add_space(1.0);
    let color = if card.is_money { palette.money } else { palette.accent };
    let name = format!("{} {} {}", card.title, card.value, card.fraction);
    progress(ui, &name, card.share, Some(card.elapsed), color);
    ui.add_space(2.0);
    let color = match card.tone {
        CardTone::Good => palette.good,
        CardTone::Bad => palette.bad,
        CardTone::Plain => palette.text_weak,
    };
    ui.add(Label::new(RichText::new(&card.note).size(NOTE).color(color)).selectable(false).truncate());
}

fn chart_ui(ui: &mut Ui, view: View<'_>, content: &Content) {
    let words = DashboardWords::of(view.lang);
    let course = &content.course;
    let of_eligible = |share: f32| format!("{:.1}%", share * 100.0);
    let in_wan = |share: f32| format!("{:.2} {}", share * course.ceiling_wan, words.unit_wan);
    let series = [
        Series {
            name: words.done,
            color: SeriesColor::People,
            reached: &course.heads_done,
            planned: &course.heads_forecast,
            band: &course.heads_band,
            planned_name: words.expected,
            end_label: &course.year_end,
            describe: &of_eligible,
        },
        Series {
            name: words.spending,
            color: SeriesColor::Money,
            reached: &course.money_done,
            planned: &[],
            band: &[],
            planned_name: "",
            end_label: "",
            describe: &in_wan,
        },
    ];
    let chart = YearChart {
        name: &course.name,
        year: view.ws.programme.year,
        series: &series,
        seasons: &course.seasons,
        seasons_name: words.farming,
        today: Some(view.as_of),
        today_label: &course.today,
    };
    ui.horizontal(|ui| {
        card_title(ui, words.course);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| chart.legend_ui(ui));
    });
    let height = ui.available_height() - 18.0;
    chart.ui(ui, height, WidgetWords::of(view.lang));
    let apart = RichText::new(&content.apart).size(NOTE).color(palette(ui).text_weak);
    ui.add(Label::new(apart).selectable(false).truncate());
}

fn townships_ui(ui: &mut Ui, view: View<'_>, content: &Content, commands: &mut Commands) {
    let words = DashboardWords::of(view.lang);
    card_title(ui, &(words.townships)(content.townships.len()));
    ui.add_space(2.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let columns = Columns::of(ui, content.cohort_names.len());
    columns.header_ui(ui, words, &content.cohort_names);
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, content.townships.len(), |ui, rows| {
        for line in &content.townships[rows] {
            columns.row_ui(ui, line, commands);
        }
    });
}

/// Where the columns of the township table stand.
struct Columns {
    left: f32,
    cells: Vec<(f32, f32)>,
    right: f32,
}

impl Columns {
    fn of(ui: &Ui, n: usize) -> Self {
        let area = ui.available_rect_before_wrap();
        let (left, right) = (area.left(), area.right() - 10.0);
        let (name, last) = (96.0, 64.0);
        let width = (right - left - name - last) / n.max(1) as f32;
        let cells = (0..n).map(|i| left + name + width * i as f32).map(|x| (x, x + width)).collect();
        Self { left, cells, right }
    }

    fn header_ui(&self, ui: &mut Ui, words: &DashboardWords, names: &[String]) {
        let palette = palette(ui);
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        ui.painter().rect_filled(row, 0.0, palette.header_row);
        let font = || fonts::regular(SMALL);
        let text = |x: f32, align, text: &str| {
            ui.painter().text(pos2(x, row.center().y), align, text, font(), palette.text_weak);
        };
        text(self.left + 8.0, Align2::LEFT_CENTER, words.township);
        for ((_, right), name) in self.cells.iter().zip(names) {
            text(right - 8.0, Align2::RIGHT_CENTER, name);
        }
        text(self.right - 8.0, Align2::RIGHT_CENTER, words.per_head);
        ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, palette.row_line));
    }

    fn row_ui(&self, ui: &mut Ui, line: &TownshipLine, commands: &mut Commands) {
        let palette = palette(ui);
        let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &line.name));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(row, 0.0, palette.row_hover);
        }
        let text = |x: f32, align, text: &str| {
            ui.painter().text(pos2(x, row.center().y), align, text, fonts::regular(SMALL), palette.text);
        };
        text(self.left + 8.0, Align2::LEFT_CENTER, &line.name);
        for ((left, right), (value, heat)) in self.cells.iter().zip(&line.cells) {
            let cell = Rect::from_x_y_ranges(*left..=*right, row.y_range());
            if *heat > 0.0 {
                ui.painter().rect_filled(cell, 0.0, palette.heat(*heat));
            }
            text(right - 8.0, Align2::RIGHT_CENTER, value);
        }
        text(self.right - 8.0, Align2::RIGHT_CENTER, &line.per_head);
        ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, palette.row_line));
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            commands.go(content::behind_row(line.id));
        }
    }
}

/// A note that leads somewhere. Returns whether it was clicked.
fn small_link(ui: &mut Ui, text: &str) -> bool {
    let note = RichText::new(text).size(NOTE).color(palette(ui).text_weak).underline();
    let response = ui.add(Label::new(note).sense(Sense::click()));
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, text));
    response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
}

fn upcoming_ui(ui: &mut Ui, view: View<'_>, content: &Content, commands: &mut Commands) {
    let words = DashboardWords::of(view.lang);
    ui.horizontal(|ui| {
        card_title(ui, words.upcoming);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if view.is_picture() {
                content.topics.as_ref().map(|answered| note(ui, answered));
            } else if content.topics.as_ref().is_some_and(|answered| small_link(ui, answered)) {
                commands.go(Place::Topics(TopicsPlace::Board));
            }
        });
    });
    if content.upcoming.is_empty() {
        note(ui, words.no_upcoming);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, content.upcoming.len(), |ui, rows| {
        for line in &content.upcoming[rows] {
            upcoming_row_ui(ui, view, line, commands);
        }
    });
}

fn upcoming_row_ui(ui: &mut Ui, view: View<'_>, line: &UpcomingLine, commands: &mut Commands) {
    let palette = palette(ui);
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &line.title));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(row, 0.0, palette.row_hover);
    }
    let x = |share: f32| row.left() + row.width() * share;
    text_ui(ui, row, x(0.0) + 8.0, x(0.19), &line.days, palette.text);
    text_ui(ui, row, x(0.19), x(0.52), &line.title, palette.text);
    let chip_place = Rect::from_x_y_ranges(x(0.53)..=x(0.67), row.y_range());
    ui.scope_builder(egui::UiBuilder::new().max_rect(chip_place).layout(Layout::left_to_right(Align::Center)), |ui| {
        chip(ui, records::mode(view.lang, line.mode), tone_of(line.mode))
    });
    text_ui(ui, row, x(0.67), x(0.88), &line.venue, palette.text_weak);
    let color = if line.is_over_full { palette.bad } else { palette.text };
    let at = pos2(row.right() - 14.0, row.center().y);
    ui.painter().text(at, Align2::RIGHT_CENTER, &line.heads, fonts::regular(SMALL), color);
    ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, palette.row_line));
    if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
        commands.go(content::session(line.id));
    }
}

/// Text between two edges of a row, cut off with … where it does not fit.
fn text_ui(ui: &mut Ui, row: Rect, left: f32, right: f32, text: &str, color: egui::Color32) {
    let place = Rect::from_x_y_ranges(left..=right - 6.0, row.y_range());
    ui.scope_builder(egui::UiBuilder::new().max_rect(place).layout(Layout::left_to_right(Align::Center)), |ui| {
        ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).selectable(false).truncate())
    });
}

/// The colour of a way of learning.
fn tone_of(mode: crate::model::Mode) -> Tone {
    crate::ui::pages::tone_of_mode(mode)
}

fn attention_ui(ui: &mut Ui, view: View<'_>, menu: &mut FindingMenu, commands: &mut Commands) {
    let words = DashboardWords::of(view.lang);
    let findings = view.derived.findings(view.ws);
    ui.horizontal(|ui| {
        card_title(ui, words.attention);
        if !findings.is_empty() {
            let n = RichText::new(findings.len().to_string()).font(fonts::bold(SMALL)).color(palette(ui).bad);
            ui.add(Label::new(n).selectable(false));
        }
    });
    if findings.is_empty() {
        note(ui, words.nothing_to_attend);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    if view.is_picture() {
        let room = (ui.available_height() / FINDING_ROW) as usize;
        let n_shown = if findings.len() > room { room.saturating_sub(1) } else { findings.len() };
        for finding in &findings[..n_shown] {
            finding_ui(ui, view, finding, menu, commands);
        }
        if n_shown < findings.len() {
            note(ui, &(words.and_more)(findings.len() - n_shown));
        }
        return;
    }
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, FINDING_ROW, findings.len(), |ui, rows| {
        for finding in &findings[rows] {
            finding_ui(ui, view, finding, menu, commands);
        }
    });
}

fn finding_ui(ui: &mut Ui, view: View<'_>, finding: &Finding, menu: &mut FindingMenu, commands: &mut Commands) {
    let words = DashboardWords::of(view.lang);
    let palette: &Palette = palette(ui);
    let text = report_words::finding(view.lang, finding, view.ws);
    ui.allocate_ui_with_layout(vec2(ui.available_width(), FINDING_ROW), Layout::right_to_left(Align::Center), |ui| {
        ui.add_space(12.0);
        let place = place_of(finding).filter(|_| !view.is_picture());
        let verb = if finding.impact == Impact::Block { words.attend } else { words.look };
        if let Some(place) = place
            && link(ui, verb).clicked()
        {
            commands.go(place);
        }
        if finding.sessions().next().is_none() && !view.is_read_only {
            menu.ui(ui, view, finding, commands);
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let (rect, _) = ui.allocate_exact_size(vec2(12.0, 12.0), Sense::hover());
            let color = match finding.impact {
                Impact::Block => palette.bad,
                Impact::Warn => palette.warn_dot,
                Impact::Info => palette.text_weak,
            };
            dot(ui.painter(), rect.center(), 11.0, color);
            ui.add(Label::new(RichText::new(&text).size(SMALL)).selectable(false).truncate());
        });
    });
}

/// Where a finding can be mended.
fn place_of(finding: &Finding) -> Option<Place> {
    crate::ui::pages::place_of_finding(finding).or_else(|| Some(Place::Sessions(SessionFilter::default())))
}
