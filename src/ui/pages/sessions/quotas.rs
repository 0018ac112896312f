//! A proposal for the townships' shares of a session's seats, with the reasons, to be bent and taken over.

use egui::{RichText, Ui};

use crate::app::{Commands, View};
use crate::model::{Label, Quota, Session, TableName, TownshipId};
use crate::report::fair_share::{FairShare, ShareRow, fair_share};
use crate::ui::theme::{SMALL, palette};
use crate::ui::widgets::{Column, Dialog, DialogAnswer, Field, Grid, GridState, bare_card, cell_label, note};
use crate::words::records;
use crate::words::sessions::{SessionWords, quota_reason};
use crate::words::widgets::WidgetWords;

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
}

impl QuotaDialog {
    /// A proposal for all seats of a session.
    pub fn new(view: View<'_>, session: &Session) -> Self {
        let seats = i64::from(session.max_heads);
        let (share, given) = proposal(view, session, seats);
        Self { seats, share, given, grid: GridState::default() }
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
        let columns = [
            Column::fixed(SessionWords::of(view.lang).township, 96.0),
            Column::fixed(words.left, 60.0).right(),
            Column::fixed(words.trained, 104.0).right(),
            Column::fixed(words.gap, 90.0).right(),
            Column::fixed(words.exact, 62.0).right(),
            Column::fixed(words.quota, 66.0).right(),
            Column::rest(words.reason, 200.0),
        ];
        let (rows, given) = (&self.share.rows, &mut self.given);
        bare_card(ui, |ui| {
            let grid = Grid::new(words.table, &columns, rows.len()).fit_rows(rows.len().min(N_ROWS));
            let key = |row: usize| rows[row].township;
            grid.show(ui, &mut self.grid, WidgetWords::of(view.lang), key, |ui, row, column| {
                cell_ui(ui, view, &rows[row], &mut given[row], column);
            });
        });
    }
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

fn cell_ui(ui: &mut Ui, view: View<'_>, row: &ShareRow, given: &mut i64, column: usize) {
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
            field.number_ui(ui, given, 0..=100_000, WidgetWords::of(view.lang));
            return;
        }
        _ => (quota_reason(view.lang, row), palette.text_weak),
    };
    cell_label(ui, RichText::new(text).size(SMALL).color(color));
}
