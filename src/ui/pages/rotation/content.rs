//! What stands in the matrix, as plain values: computed once a revision, drawn as it is. Knows no egui.

use crate::app::View;
use crate::model::{CohortId, Mode, SessionId, TownshipId};
use crate::report::rotation::{Placing, Rotation, SeatCell, SessionColumn, Stage, TownshipSeats};
use crate::words::records;
use crate::words::rotation::{RotationWords, SessionTip, short_day};

/// Which sessions are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ColumnFilter {
    /// Only this way of learning.
    pub mode: Option<Mode>,
    /// Only sessions that begin in this month.
    pub month: Option<u32>,
}

impl ColumnFilter {
    fn lets_pass(self, column: &SessionColumn) -> bool {
        use chrono::Datelike;
        let month = column.first_day().map(|day| day.month());
        self.mode.is_none_or(|mode| mode == column.mode) && self.month.is_none_or(|wanted| month == Some(wanted))
    }
}

/// The ground of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Nothing.
    Empty,
    /// Who came: three steps.
    Done(u8),
    /// Who is to come: three steps.
    Planned(u8),
    /// Seats without names: only a frame.
    Unnamed(u8),
    /// Over a limit.
    Over,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellLook {
    /// The number; empty for none.
    pub text: String,
    /// The heads that the cell stands for.
    pub heads: u32,
    /// What it looks like.
    pub ground: Ground,
    /// The heads before the draft, if the draft changes them.
    pub was: Option<u32>,
}

/// The head of a column and its foot.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one session")]
pub struct ColumnLook {
    /// The session.
    pub session: SessionId,
    /// Its title.
    pub title: String,
    /// What stands over the column, such as `9 期`.
    pub name: String,
    /// Its first day, such as `7-03`.
    pub day: String,
    /// How far it has come.
    pub stage: Stage,
    /// Whether it is locked.
    pub is_locked: bool,
    /// Whether the draft adds it.
    pub is_new: bool,
    /// Whether the draft moves it.
    pub is_moved: bool,
    /// Everybody in it.
    pub heads: u32,
    /// Its seats.
    pub seats: u32,
    /// Whether more sit in it than it takes.
    pub is_over: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowLook {
    /// The township; `None`: people without any.
    pub township: Option<TownshipId>,
    /// Its name.
    pub name: String,
    /// Its people.
    pub placing: Placing,
    /// Its cells, one a column shown.
    pub cells: Vec<CellLook>,
}

/// The matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Of which cohort.
    pub cohort: CohortId,
    /// The cohort's name.
    pub title: String,
    /// The cohort's name over the column of its people.
    pub size_title: String,
    /// What stands beside it.
    pub subtitle: String,
    /// The columns shown.
    pub columns: Vec<ColumnLook>,
    /// The rows.
    pub rows: Vec<RowLook>,
    /// All rows together.
    pub total: Placing,
    /// The ways of learning that the cohort's sessions use.
    pub modes: Vec<Mode>,
    /// How many sessions there are before the filter.
    pub n_sessions: usize,
}

impl Content {
    /// The matrix of a rotation; `base` is the one in force when `rotation` is a draft's.
    pub fn of(view: View<'_>, rotation: &Rotation, base: Option<&Rotation>, filter: ColumnFilter) -> Self {
        let words = RotationWords::of(view.lang);
        let shown: Vec<usize> =
            (0..rotation.columns.len()).filter(|i| filter.lets_pass(&rotation.columns[*i])).collect();
        let most = most_heads(rotation);
        let mut modes: Vec<Mode> = rotation.columns.iter().map(|column| column.mode).collect();
        modes.sort_unstable();
        modes.dedup();
        let cohort = view.ws.cohorts.get(rotation.cohort);
        let name = cohort.map(|cohort| cohort.short_name.clone()).unwrap_or_default();
        Self {
            cohort: rotation.cohort,
            title: (words.title)(&name),
            size_title: name,
            subtitle: (words.subtitle)(&rotation.total, rotation.columns.len()),
            columns: shown.iter().map(|i| column_look(words, &rotation.columns[*i], base)).collect(),
            rows: rotation.rows.iter().map(|row| row_look(view, rotation, row, (&shown, base, most))).collect(),
            total: rotation.total,
            modes,
            n_sessions: rotation.columns.len(),
        }
    }
}

/// The largest number in any cell, by which the steps of colour go.
fn most_heads(rotation: &Rotation) -> u32 {
    let cells = rotation.rows.iter().flat_map(|row| row.cells.iter().zip(&rotation.columns));
    cells.map(|(cell, column)| cell.heads(column.stage)).max().unwrap_or(0)
}

/// One of three steps: 1, 2, 3 and more where cells are small, thirds of the largest where they are large.
fn step(heads: u32, most: u32) -> u8 {
    let step = if most <= 12 { heads.saturating_sub(1) } else { (heads * 3).saturating_sub(1) / most.max(1) };
    step.min(2) as u8
}

fn column_look(words: &RotationWords, column: &SessionColumn, base: Option<&Rotation>) -> ColumnLook {
    let before = base.map(|base| base.column_of(column.session).map(|at| base.columns[at].days));
    ColumnLook {
        session: column.session,
        title: column.title.clone(),
        name: column.number.map_or_else(|| column.title.clone(), words.number),
        day: column.first_day().map_or_else(|| "—".to_owned(), short_day),
        stage: column.stage,
        is_locked: column.is_locked,
        is_new: before == Some(None),
        is_moved: before.flatten().is_some_and(|days| days != column.days),
        heads: column.heads + column.others,
        seats: column.seats,
        is_over: column.is_over_full(),
    }
}

fn row_look(
    view: View<'_>,
    rotation: &Rotation,
    row: &TownshipSeats,
    (shown, base, most): (&[usize], Option<&Rotation>, u32),
) -> RowLook {
    let words = RotationWords::of(view.lang);
    let township = row.township.and_then(|id| view.ws.townships.get(id));
    let before = base.and_then(|base| Some((base, &base.rows[base.row_of(row.township?)?])));
    let cell = |column: &usize| {
        let at = &rotation.columns[*column];
        let heads = row.cells[*column].heads(at.stage);
        let before = before.map(|(base, row)| {
            base.column_of(at.session).map_or(0, |column| row.cells[column].heads(base.columns[column].stage))
        });
        CellLook {
            text: if heads == 0 { String::new() } else { heads.to_string() },
            heads,
            ground: ground(row.cells[*column], at, heads, most),
            was: before.filter(|before| *before != heads),
        }
    };
    RowLook {
        township: row.township,
        name: township.map_or_else(|| words.no_township.to_owned(), |township| township.name.clone()),
        placing: row.placing,
        cells: shown.iter().map(cell).collect(),
    }
}

fn ground(cell: SeatCell, column: &SessionColumn, heads: u32, most: u32) -> Ground {
    if heads == 0 {
        return Ground::Empty;
    }
    if cell.is_over_duty && column.stage != Stage::Held {
        return Ground::Over;
    }
    match column.stage {
        Stage::Held | Stage::Running => Ground::Done(step(heads, most)),
        Stage::Planned if cell.seated == 0 => Ground::Unnamed(step(heads, most)),
        Stage::Planned => Ground::Planned(step(heads, most)),
    }
}

/// What is told of a session when the pointer rests on its column.
pub fn session_tip(view: View<'_>, ws: &crate::model::Workspace, column: &SessionColumn) -> SessionTip {
    let day = |day| records::month_day(view.lang, day);
    let days = match column.days {
        None => String::new(),
        Some(days) if days.first == days.last => day(days.first),
        Some(days) => format!("{} – {}", day(days.first), day(days.last)),
    };
    let venue = ws.sessions.get(column.session).and_then(|session| session.venue);
    SessionTip {
        title: column.title.clone(),
        days,
        mode: records::mode(view.lang, column.mode),
        status: records::status(view.lang, column.status),
        venue: venue.and_then(|id| ws.venues.get(id)).map(|venue| venue.name.clone()).unwrap_or_default(),
        heads: column.heads,
        others: column.others,
        seats: column.seats,
        is_locked: column.is_locked,
    }
}

/// Everything a row says, for screen readers.
pub fn row_name(row: &RowLook, columns: &[ColumnLook]) -> String {
    let mut name = format!("{} {}", row.name, row.placing.size);
    for (cell, column) in row.cells.iter().zip(columns).filter(|(cell, _)| cell.heads > 0) {
        name.push_str(&format!(" {} {}", column.name, cell.heads));
    }
    name
}
