//! A proposal for the townships' shares of a session's seats, with the reasons, to be bent and taken over.

use egui::{RichText, Ui};

use crate::app::{Commands, View};
use crate::exchange::clean::{half_width, without_spaces};
use crate::model::{Label, Quota, Session, TableName, TownshipId};
use crate::report::fair_share::{FairShare, ShareRow, fair_share};
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{
    Column, Dialog, DialogAnswer, Field, Grid, GridState, bare_card, cell_label, note, take_cells,
};
use crate::words::sessions::{SessionWords, quota_reason};
use crate::words::widgets::WidgetWords;
use crate::words::{Lang, records};

const WIDTH: f32 = 760.0;
/// Townships shown without scrolling.
const N_ROWS: usize = 12;

/// The dialog's state.
pub struct QuotaDialog {
    seats: i64,
    share: FairShare,
    /// What is proposed, or was typed instead, by row.
    given: Vec<i64>,
    grid: GridState<TownshipId>,
    /// The row that was typed into in the last frame.
    typed: Option<usize>,
    fault: Option<String>,
}

impl QuotaDialog {
    /// A proposal for all seats of a session.
    pub fn new(view: View<'_>, session: &Session) -> Self {
        let seats = i64::from(session.max_heads);
        let (share, given) = proposal(view, session, seats);
        Self { seats, share, given, grid: GridState::default(), typed: None, fault: None }
    }

    /// Draws the dialog. Returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, session: &Session, view: View<'_>, commands: &mut Commands) -> bool {
        let words = SessionWords::of(view.lang);
        let is_ready = self.given.iter().any(|heads| *heads > 0) && !view.is_read_only;
        let dialog = Dialog::new(words.quotas.title, words.quotas.apply, words.cancel).width(WIDTH).ready(is_ready);
        match dialog.show(ui.ctx(), |ui| self.body_ui(ui, session, view)) {
            DialogAnswer::Open => true,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => {
                let (id, quotas) = (session.id, self.quotas());
                let label = Label::Change { table: TableName::Sessions, name: session.title.clone() };
                commands.edit(label, move |ws| ws.share_out(id, quotas));
                false
            }
        }
    }

    fn quotas(&self) -> Vec<Quota> {
        let rows = self.share.rows.iter().zip(&self.given);
        rows.map(|(row, heads)| Quota { township: row.township, heads: u32::try_from(*heads).unwrap_or(0) }).collect()
    }

    fn body_ui(&mut self, ui: &mut Ui, session: &Session, view: View<'_>) {
        let words = &SessionWords::of(view.lang).quotas;
        let field = Field::new(words.seats).width(110.0);
        if field.number_ui(ui, &mut self.seats, 0..=100_000, WidgetWords::of(view.lang)).changed() {
            (self.share, self.given) = proposal(view, session, self.seats);
        }
        let sum: u64 = self.given.iter().map(|heads| (*heads).max(0) as u64).sum();
        let mean = records::percent(self.share.mean.n, self.share.mean.of);
        note(ui, &(words.sum)(sum, &mean));
        if let Some(over) = sum.checked_sub(u64::from(session.max_heads)).filter(|over| *over > 0) {
            let text = RichText::new((words.too_many)(over)).size(SMALL).color(palette(ui).bad);
            ui.label(text);
        }
        if self.share.rows.iter().all(|row| row.left == 0) {
            note(ui, words.nobody);
        }
        self.take_pasted(ui, view);
        if let Some(fault) = &self.fault {
            ui.label(RichText::new(fault).size(SMALL).color(palette(ui).bad));
        }
        let columns = [
            Column::fixed(SessionWords::of(view.lang).township, 96.0),
            Column::fixed(words.left, 60.0).right(),
            Column::fixed(words.trained, 104.0).right(),
            Column::fixed(words.gap, 90.0).right(),
            Column::fixed(words.exact, 62.0).right(),
            Column::fixed(words.quota, 66.0).right(),
            Column::rest(words.reason, 200.0),
        ];
        let (rows, given, typed) = (&self.share.rows, &mut self.given, &mut self.typed);
        bare_card(ui, |ui| {
            let grid = Grid::new(words.table, &columns, rows.len()).fit_rows(rows.len().min(N_ROWS));
            let key = |row: usize| rows[row].township;
            grid.show(ui, &mut self.grid, WidgetWords::of(view.lang), key, |ui, row, column| {
                if cell_ui(ui, view, &rows[row], &mut given[row], column) {
                    *typed = Some(row);
                }
            });
        });
    }
}

impl QuotaDialog {
    /// Takes heads that were pasted, from the row that is typed into on.
    fn take_pasted(&mut self, ui: &Ui, view: View<'_>) {
        let first = self.typed.take().or(self.grid.cursor()).unwrap_or(0);
        let Some(cells) = take_cells(ui) else { return };
        let name = |row: &ShareRow| view.ws.townships.get(row.township).map_or("", |unit| unit.name.as_str());
        let names: Vec<&str> = self.share.rows.iter().map(name).collect();
        match pasted_heads(&cells, first, &names, view.lang) {
            Ok(heads) => {
                self.fault = None;
                for (row, heads) in heads {
                    self.given[row] = i64::from(heads);
                }
            }
            Err(fault) => self.fault = Some(fault),
        }
    }
}

/// Heads as they were pasted, by row: a column of numbers from a row on, or names of townships with numbers.
pub fn pasted_heads(
    cells: &[Vec<String>],
    first: usize,
    names: &[&str],
    lang: Lang,
) -> Result<Vec<(usize, u32)>, String> {
    let words = &SessionWords::of(lang).quotas;
    let mut heads = Vec::new();
    for (at, cells) in cells.iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
        let named = cells.iter().find_map(|cell| names.iter().position(|name| *name == without_spaces(cell)));
        let number = cells.iter().rev().find(|cell| !cell.is_empty()).map_or("", String::as_str);
        let number = half_width(number);
        let Ok(n) = number.trim_end_matches('人').parse() else {
            return Err((words.paste_no_number)(at + 1, &number));
        };
        let row = named.unwrap_or(first + at);
        if row >= names.len() || cells.len() > 1 && named.is_none() {
            return Err((words.paste_no_township)(at + 1, &cells[0]));
        }
        heads.push((row, n));
    }
    Ok(heads)
}

/// The shares of so many seats of a session, as a quota each.
pub fn proposed(view: View<'_>, session: &Session) -> Vec<Quota> {
    let share = fair_share(view.ws, view.derived.index(view.ws), session, u64::from(session.max_heads));
    let quota = |row: &ShareRow| Quota { township: row.township, heads: u32::try_from(row.seats).unwrap_or(0) };
    share.rows.iter().filter(|row| row.seats > 0).map(quota).collect()
}

fn proposal(view: View<'_>, session: &Session, seats: i64) -> (FairShare, Vec<i64>) {
    let share = fair_share(view.ws, view.derived.index(view.ws), session, seats.max(0) as u64);
    let given = share.rows.iter().map(|row| row.seats.cast_signed()).collect();
    (share, given)
}

/// One cell; whether it is being typed into.
fn cell_ui(ui: &mut Ui, view: View<'_>, row: &ShareRow, given: &mut i64, column: usize) -> bool {
    let palette = palette(ui);
    let name = view.ws.townships.get(row.township).map_or("", |township| township.name.as_str());
    let (text, color) = match column {
        0 => (name.to_owned(), palette.text),
        1 => (records::count(row.left), palette.text),
        2 => (format!("{} / {}", records::count(row.trained.n), records::count(row.trained.of)), palette.text_weak),
        3 => (format!("{:+}", row.gap_heads), if row.gap_heads < 0 { palette.bad } else { palette.text }),
        4 => (format!("{}.{:02}", row.exact_hundredths / 100, row.exact_hundredths % 100), palette.text_weak),
        5 => {
            let name = (SessionWords::of(view.lang).enrolment.quota_of)(name);
            ui.spacing_mut().interact_size.y = 24.0;
            let field = Field::new(&name).without_label().width(50.0);
            return field.number_ui(ui, given, 0..=100_000, WidgetWords::of(view.lang)).has_focus();
        }
        _ => (quota_reason(view.lang, row), palette.text_weak),
    };
    cell_label(ui, RichText::new(text).size(SMALL).color(color));
    false
}
