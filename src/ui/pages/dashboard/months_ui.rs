//! Month by month, by way of learning, and how complete the data are.

use egui::{Rect, RichText, Sense, Ui, pos2, vec2};

use super::draw::{GAP, panel_ui};
use crate::app::View;
use crate::report::completeness::Item;
use crate::report::coverage::{Coverage, Figures};
use crate::report::{Share, completeness, sessions};
use crate::ui::fonts;
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Column, Grid, GridState, card_title, cell_label, note};
use crate::words::breakdown::{self as words, BreakdownWords};
use crate::words::records;
use crate::words::widgets::WidgetWords;

/// The state of the tab.
#[derive(Default)]
pub(super) struct MonthsTab {
    months: GridState<usize>,
    modes: GridState<usize>,
    data: GridState<usize>,
    kept: Option<(u64, Vec<(Item, Share)>)>,
}

impl MonthsTab {
    /// Draws the tab for the day that is looked at.
    pub(super) fn ui(&mut self, ui: &mut Ui, seen: View<'_>) {
        let coverage = seen.derived.coverage(seen.ws);
        let revision = seen.derived.revision();
        if self.kept.as_ref().is_none_or(|(of, _)| *of != revision) {
            let rows = sessions(seen.ws, seen.as_of);
            self.kept = Some((revision, completeness(seen.ws, seen.derived.index(seen.ws), coverage, &rows)));
        }
        let whole = ui.available_rect_before_wrap();
        let (left, right) = whole.split_left_right_at_fraction(0.52);
        let (left, right) = (left.with_max_x(left.right() - GAP / 2.0), right.with_min_x(right.left() + GAP / 2.0));
        let (modes, data) = right.split_top_bottom_at_fraction(0.4);
        panel_ui(ui, "months", left, |ui| months_ui(ui, seen, coverage, &mut self.months));
        panel_ui(ui, "modes", modes.with_max_y(modes.bottom() - GAP / 2.0), |ui| {
            modes_ui(ui, seen, coverage, &mut self.modes);
        });
        if let Some((_, items)) = &self.kept {
            panel_ui(ui, "data", data.with_min_y(data.top() + GAP / 2.0), |ui| {
                data_ui(ui, seen, items, &mut self.data);
            });
        }
        ui.allocate_rect(whole, Sense::hover());
    }
}

fn months_ui(ui: &mut Ui, view: View<'_>, coverage: &Coverage, state: &mut GridState<usize>) {
    let words = BreakdownWords::of(view.lang);
    card_title(ui, words.months);
    let columns = [
        Column::fixed(words.month, 56.0),
        Column::rest(words.newly_trained, 120.0),
        Column::fixed(words.attendances, 74.0).right(),
        Column::fixed(words.sessions, 56.0).right(),
        Column::fixed(words.learnt_hours, 116.0).right(),
        Column::fixed(words.spent, 104.0).right(),
    ];
    let unit = u64::from(view.ws.rules_on(view.as_of).credit_hour_minutes.max(1));
    let most = coverage.months.iter().map(|month| month.heads.n).max().unwrap_or(0);
    let widgets = WidgetWords::of(view.lang);
    let n = coverage.months.len();
    let grid = Grid::new(words.months, &columns, n + 1);
    grid.show(
        ui,
        state,
        widgets,
        |row| row,
        |ui, row, column| {
            let figures = coverage.months.get(row).unwrap_or(&coverage.total);
            let is_sum = row == n;
            let text = match column {
                0 if is_sum => words.total.to_owned(),
                0 => widgets.months[row].to_owned(),
                1 => {
                    if !is_sum {
                        bar_ui(ui, figures.heads.n, most);
                    }
                    records::count(figures.heads.n)
                }
                2 => records::count(figures.attendances),
                3 => records::count(figures.sessions),
                4 => records::count(figures.minutes / unit),
                _ => records::yuan(figures.spent),
            };
            let text = RichText::new(text).size(SMALL);
            cell_label(ui, if is_sum { text.font(fonts::bold(SMALL)) } else { text });
        },
    );
}

/// A bar behind a figure, as long as its share of the largest.
fn bar_ui(ui: &Ui, n: u64, most: u64) {
    if most == 0 {
        return;
    }
    let cell = ui.max_rect();
    let width = (cell.width() - 56.0).max(0.0) * n as f32 / most as f32;
    let at = pos2(cell.left() + 52.0, cell.center().y - 5.0);
    ui.painter().rect_filled(Rect::from_min_size(at, vec2(width, 10.0)), 2.0, palette(ui).done_steps[2]);
}

fn modes_ui(ui: &mut Ui, view: View<'_>, coverage: &Coverage, state: &mut GridState<usize>) {
    let words = BreakdownWords::of(view.lang);
    card_title(ui, words.modes);
    let columns = [
        Column::rest(words.mode, 84.0),
        Column::fixed(words.n_heads, 70.0).right(),
        Column::fixed(words.attendances, 70.0).right(),
        Column::fixed(words.share, 70.0).right(),
        Column::fixed(words.sessions, 54.0).right(),
        Column::fixed(words.spent, 100.0).right(),
    ];
    let rows: Vec<(&str, &Figures)> =
        coverage.modes.iter().map(|(mode, figures)| (records::mode(view.lang, *mode), figures)).collect();
    let grid = Grid::new(words.modes, &columns, rows.len()).fit_rows(rows.len());
    grid.show(
        ui,
        state,
        WidgetWords::of(view.lang),
        |row| row,
        |ui, row, column| {
            let (name, figures) = rows[row];
            let text = match column {
                0 => name.to_owned(),
                1 => records::count(figures.heads.n),
                2 => records::count(figures.attendances),
                3 => records::percent(figures.attendances, coverage.total.attendances),
                4 => records::count(figures.sessions),
                _ => records::yuan(figures.spent),
            };
            cell_label(ui, RichText::new(text).size(SMALL));
        },
    );
    note(ui, words.modes_note);
}

fn data_ui(ui: &mut Ui, view: View<'_>, items: &[(Item, Share)], state: &mut GridState<usize>) {
    let words = BreakdownWords::of(view.lang);
    card_title(ui, words.data);
    let columns = [
        Column::rest(words.item, 160.0),
        Column::fixed(words.complete, 150.0).right(),
        Column::fixed("%", 66.0).right(),
        Column::fixed(words.missing, 70.0).right(),
    ];
    let grid = Grid::new(words.data, &columns, items.len());
    grid.show(
        ui,
        state,
        WidgetWords::of(view.lang),
        |row| row,
        |ui, row, column| {
            let (item, share) = items[row];
            let missing = share.of.saturating_sub(share.n);
            let text = match column {
                0 => words::item(view.lang, item).to_owned(),
                1 => format!("{} / {}", records::count(share.n), records::count(share.of)),
                2 => records::percent(share.n, share.of),
                _ => records::count(missing),
            };
            let color = if column == 3 && missing > 0 { palette(ui).bad } else { palette(ui).text };
            cell_label(ui, RichText::new(text).size(SMALL).color(color));
        },
    );
}
