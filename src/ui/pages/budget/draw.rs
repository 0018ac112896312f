//! How the budget page is drawn.

use egui::{Align, Align2, Label, Layout, RichText, Sense, Stroke, Ui, pos2, vec2};

use super::content::{By, Content, PurseCard, SessionLine, What, table};
use crate::app::{Commands, Place, SessionTab, View};
use crate::model::{Fen, SessionId};
use crate::ui::fonts;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{
    Column, Grid, GridState, bare_card, card, card_title, cell_label, note, progress, segmented, select,
};
use crate::words::budget::BudgetWords;
use crate::words::records;
use crate::words::widgets::WidgetWords;

const GAP: f32 = 10.0;
/// Height of the tables in the middle, in points.
const TABLES: f32 = 272.0;
const MONTHS_WIDTH: f32 = 430.0;

/// A card for all levels together and one for each.
pub(super) fn cards_ui(ui: &mut Ui, cards: &[PurseCard]) {
    let width = (ui.available_width() - GAP * (cards.len() as f32 - 1.0)) / cards.len().max(1) as f32;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        for card_content in cards {
            card(ui, |ui| {
                ui.set_width(width - 30.0);
                card_ui(ui, card_content);
            });
        }
    });
}

fn card_ui(ui: &mut Ui, card: &PurseCard) {
    let palette = palette(ui);
    ui.spacing_mut().item_spacing.y = 5.0;
    card_title(ui, &card.title);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.add(Label::new(RichText::new(&card.value).font(fonts::bold(22.0))).selectable(false));
        let fraction = RichText::new(&card.fraction).size(SMALL).color(palette.text_weak);
        ui.add(Label::new(fraction).selectable(false).truncate());
    });
    let name = format!("{} {} {}", card.title, card.value, card.fraction);
    progress(ui, &name, card.share, Some(card.elapsed), palette.money);
    let color = if card.is_over { palette.bad } else { palette.text_weak };
    ui.add(Label::new(RichText::new(&card.note).size(NOTE).color(color)).selectable(false).truncate());
}

/// Level by item or source, and the months beside it.
pub(super) fn tables_ui(ui: &mut Ui, view: View<'_>, content: &Content, (by, what): (&mut By, &mut What)) {
    let words = BudgetWords::of(view.lang);
    let width = ui.available_width() - MONTHS_WIDTH - GAP;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = GAP;
        card(ui, |ui| {
            ui.set_width(width - 30.0);
            ui.set_min_height(TABLES - 26.0);
            choices_ui(ui, words, by, what);
            let (heads, rows) = table(view, *by, *what);
            let n = rows.len();
            figures_ui(ui, &heads, rows.iter().map(Vec::as_slice), 22.0, |row, _| (row + 1 == n, false));
        });
        card(ui, |ui| {
            ui.set_width(MONTHS_WIDTH - 30.0);
            ui.set_min_height(TABLES - 26.0);
            let heads = [words.months, words.spent, words.committed, words.free_after].map(str::to_owned);
            let rows = content.months.iter().map(|line| line.cells.as_slice());
            figures_ui(ui, &heads, rows, 18.5, |row, column| (false, column == 3 && content.months[row].is_short));
        });
    });
}

fn choices_ui(ui: &mut Ui, words: &BudgetWords, by: &mut By, what: &mut What) {
    ui.horizontal(|ui| {
        let mut at = usize::from(*by == By::Source);
        if segmented(ui, &[words.by_item, words.by_source], &mut at) {
            *by = if at == 0 { By::Item } else { By::Source };
        }
        let mut at = What::ALL.iter().position(|other| other == what).unwrap_or(0);
        if select(ui, "", &[words.spent, words.committed, words.bound], &mut at).changed() {
            *what = What::ALL[at];
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| note(ui, words.in_yuan));
    });
}

/// A small table: names at the left, figures at the right. `look` says of a cell whether it is bold and whether bad.
fn figures_ui<'a>(
    ui: &mut Ui,
    heads: &[String],
    rows: impl Iterator<Item = &'a [String]>,
    height: f32,
    look: impl Fn(usize, usize) -> (bool, bool),
) {
    let palette = palette(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    let size = if height < 18.0 { NOTE } else { SMALL };
    let first = 110.0_f32.min(ui.available_width() / 4.0);
    let width = (ui.available_width() - first) / heads.len().saturating_sub(1).max(1) as f32;
    let line = |ui: &mut Ui, cells: &[String], row: Option<usize>| {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, cells.join(" ")));
        if row.is_none() {
            ui.painter().rect_filled(rect, 0.0, palette.header_row);
        }
        for (column, cell) in cells.iter().enumerate() {
            let (is_bold, is_bad) = row.map_or((false, false), |row| look(row, column));
            let font = if is_bold { fonts::bold(size) } else { fonts::regular(size) };
            let color = match (row, is_bad) {
                (None, _) => palette.text_weak,
                (Some(_), true) => palette.bad,
                (Some(_), false) => palette.text,
            };
            let (x, align) = match column {
                0 => (rect.left() + 6.0, Align2::LEFT_CENTER),
                _ => (rect.left() + first + width * column as f32 - 6.0, Align2::RIGHT_CENTER),
            };
            ui.painter().text(pos2(x, rect.center().y), align, cell, font, color);
        }
        ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, palette.row_line));
    };
    line(ui, heads, None);
    for (row, cells) in rows.enumerate() {
        line(ui, cells, Some(row));
    }
}

/// What each session costs; a click leads to its cost lines.
pub(super) fn sessions_ui(
    ui: &mut Ui,
    view: View<'_>,
    content: &Content,
    (grid, is_over_only): (&mut GridState<SessionId>, &mut bool),
    commands: &mut Commands,
) {
    let words = BudgetWords::of(view.lang);
    ui.horizontal(|ui| {
        card_title(ui, words.sessions);
        let titles = [(words.all)(content.sessions.len()), (words.over_only)(content.n_over)];
        let mut at = usize::from(*is_over_only);
        if segmented(ui, &[&titles[0], &titles[1]], &mut at) {
            *is_over_only = at == 1;
        }
        let under = grid.cursor_key().and_then(|id| content.sessions.iter().find(|line| line.id == *id));
        note(ui, under.map_or(words.in_yuan, |line| if line.why.is_empty() { words.in_yuan } else { &line.why }));
    });
    let is_shown = |line: &&SessionLine| !*is_over_only || line.money.over().is_some();
    let mut lines: Vec<&SessionLine> = content.sessions.iter().filter(is_shown).collect();
    if lines.is_empty() {
        note(ui, words.nothing_over);
        return;
    }
    if let Some(sort) = grid.sort {
        lines.sort_by_key(|line| sort_key(line, sort.column));
        if sort.is_descending {
            lines.reverse();
        }
    }
    bare_card(ui, |ui| {
        let columns = columns(words);
        let key = |row: usize| lines[row].id;
        let shown = Grid::new(words.sessions, &columns, lines.len()).show(
            ui,
            grid,
            WidgetWords::of(view.lang),
            key,
            |ui, row, column| cell_ui(ui, words, lines[row], column),
        );
        if let Some(row) = shown.opened {
            commands.go(Place::Session(lines[row].id, SessionTab::Costs));
        }
    });
}

fn columns(words: &BudgetWords) -> [Column<'_>; 11] {
    let figure = |title, width| Column::fixed(title, width).right().sortable();
    [
        Column::rest(words.session, 200.0),
        Column::fixed(words.day, 62.0).sortable(),
        figure(words.heads, 64.0),
        figure(words.person_days, 76.0),
        figure(words.spent, 98.0),
        figure(words.committed, 98.0),
        figure(words.per_head, 84.0),
        figure(words.per_day, 84.0),
        figure(words.median, 100.0),
        figure(words.limit, 104.0),
        figure(words.over, 96.0),
    ]
}

fn sort_key(line: &SessionLine, column: usize) -> (i64, String) {
    let SessionLine { money, .. } = line;
    let fen = |amount: Option<Fen>| amount.map_or(i64::MIN, |fen| fen.0);
    let number = match column {
        2 => money.heads.cast_signed(),
        3 => money.rate.person_days.cast_signed(),
        4 => money.money.spent.0,
        5 => money.money.committed.0,
        6 => fen(money.per_head),
        7 => fen(money.per_day),
        8 => line.against_percent.unwrap_or(i64::MIN),
        9 => fen(money.rate.limit),
        10 => fen(money.over()),
        _ => 0,
    };
    (number, line.day.clone())
}

fn cell_ui(ui: &mut Ui, words: &BudgetWords, line: &SessionLine, column: usize) {
    let palette = palette(ui);
    let money = &line.money;
    let yuan = |amount: Option<Fen>| amount.map_or_else(|| "—".to_owned(), records::yuan);
    let (text, color) = match column {
        0 => (line.title.clone(), palette.text),
        1 => (line.day.clone(), palette.text_weak),
        2 => (records::count(money.heads), palette.text),
        3 => (records::count(money.rate.person_days), palette.text),
        4 => (records::yuan(money.money.spent), palette.text),
        5 => (records::yuan(money.money.committed), palette.text),
        6 => (yuan(money.per_head), palette.text),
        7 => (yuan(money.per_day), palette.text),
        8 => (line.against_percent.map_or_else(|| "—".to_owned(), |n| format!("{n:+}%")), palette.text_weak),
        9 => (money.rate.limit.map_or_else(|| words.no_limit.to_owned(), records::yuan), palette.text_weak),
        _ => (money.over().map_or_else(String::new, records::yuan), palette.bad),
    };
    cell_label(ui, RichText::new(text).size(SMALL).color(color));
}
