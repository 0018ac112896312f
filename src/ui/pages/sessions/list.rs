//! The list of sessions: what it shows, in which order, and how it is drawn.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use egui::{Align, Layout, RichText, Ui, vec2};

use super::attention;
use crate::app::search::Matcher;
use crate::app::{SessionFilter, View};
use crate::model::{Delta, Enrolment, HeadCount, Mode, Session, SessionId, Status, Table};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::theme::{HEADING, Tone, palette};
use crate::ui::widgets::{
    Column, Grid, GridState, SearchLook, SearchText, Sort, bare_card, cell_label, chip, menu_button,
    primary_button_with, search_field,
};
use crate::words::records;
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// Which session.
    pub id: SessionId,
    /// Its first day.
    pub first: Option<NaiveDate>,
    /// Its title.
    pub title: String,
    /// Its way of learning.
    pub mode: Mode,
    /// How many take a seat.
    pub heads: usize,
    /// Of how many more only the number is known.
    pub counted: u32,
    /// How many it takes.
    pub max_heads: u32,
    /// Where it stands.
    pub status: Status,
}

impl ListRow {
    /// Whether more people take a seat than there are.
    pub fn is_over_full(&self) -> bool {
        self.heads > self.max_heads as usize
    }
}

/// The list's state between frames.
#[derive(Default)]
pub struct SessionList {
    /// Which sessions to show.
    filter: SessionFilter,
    search: SearchText,
    rows: Vec<ListRow>,
    grid: GridState<SessionId>,
    seats: Seats,
    kept: Option<Kept>,
    must_sort: bool,
}

/// What the rows were made from.
struct Kept {
    revision: u64,
    sessions: Table<Session>,
    enrolments: Table<Enrolment>,
    head_counts: Table<HeadCount>,
}

/// How many take a seat in each session; follows the enrolments by their differences.
#[derive(Default)]
pub struct Seats {
    counted: Table<Enrolment>,
    by_session: BTreeMap<SessionId, usize>,
}

impl Seats {
    /// How many take a seat in a session.
    pub fn of(&self, session: SessionId) -> usize {
        self.by_session.get(&session).copied().unwrap_or(0)
    }

    /// Brings the numbers up to date.
    pub fn follow(&mut self, enrolments: &Table<Enrolment>) {
        if self.counted.is_same_version(enrolments) {
            return;
        }
        for delta in self.counted.deltas(enrolments) {
            let takes = |enrolment: Option<&Enrolment>| usize::from(enrolment.is_some_and(|e| e.state.takes_part()));
            let seats = self.by_session.entry(delta_session(&delta)).or_default();
            *seats = *seats + takes(delta.after()) - takes(delta.before());
        }
        self.counted = enrolments.clone();
    }
}

fn delta_session(delta: &Delta<Enrolment>) -> SessionId {
    delta.key().0
}

/// What the user did in the list.
#[derive(Default)]
pub struct ListOutput {
    /// Another session was chosen.
    pub chosen: Option<SessionId>,
    /// A new session is wanted.
    pub wants_new: bool,
}

impl SessionList {
    /// Shows only sessions under this filter.
    pub fn set_filter(&mut self, filter: SessionFilter) {
        self.search = SearchText::new(filter.search.clone());
        self.filter = filter;
        self.grid = GridState::default();
        self.kept = None;
    }

    /// Puts the cursor on a session, if it is in the list.
    pub fn go_to(&mut self, id: SessionId) {
        if let Some(row) = self.rows.iter().position(|row| row.id == id) {
            self.grid.go_to(row, id);
        }
    }

    /// The session to show when none is chosen: the one that moved up to where the cursor was, or at first
    /// the next to come, else the last.
    pub fn first_choice(&self, as_of: NaiveDate) -> Option<SessionId> {
        if let (Some(row), Some(last)) = (self.grid.cursor(), self.rows.len().checked_sub(1)) {
            return self.rows.get(row.min(last)).map(|row| row.id);
        }
        let is_due = |row: &&ListRow| row.first.is_some_and(|first| first >= as_of);
        self.rows.iter().find(is_due).or(self.rows.last()).map(|row| row.id)
    }

    /// Brings the rows up to date.
    pub fn follow(&mut self, view: View<'_>) {
        let revision = view.derived.revision();
        if self.kept.as_ref().is_some_and(|kept| kept.revision == revision) && !self.must_sort {
            return;
        }
        let (sessions, enrolments) = (&view.ws.sessions, &view.ws.enrolments);
        let head_counts = &view.ws.head_counts;
        let is_same = self.kept.as_ref().is_some_and(|kept| {
            kept.sessions.is_same_version(sessions)
                && kept.enrolments.is_same_version(enrolments)
                && kept.head_counts.is_same_version(head_counts)
        });
        if !is_same || self.must_sort || self.filter.needs_attention {
            self.seats.follow(enrolments);
            self.rows = self.matching(view);
            sort(&mut self.rows, self.grid.sort);
            self.must_sort = false;
        }
        self.kept = Some(Kept {
            revision,
            sessions: sessions.clone(),
            enrolments: enrolments.clone(),
            head_counts: head_counts.clone(),
        });
    }

    fn matching(&self, view: View<'_>) -> Vec<ListRow> {
        let filter = &self.filter;
        let matcher = Matcher::new(self.search.query());
        let wanted = view.ws.sessions.iter().filter(|session| {
            filter.mode.is_none_or(|mode| session.mode == mode)
                && filter.status.is_none_or(|status| session.status == status)
                && matcher.matches(&session.title)
        });
        let mut counted: BTreeMap<SessionId, u32> = BTreeMap::new();
        for line in view.ws.head_counts.iter() {
            *counted.entry(line.session).or_default() += line.heads;
        }
        let rows = wanted.map(|session| ListRow {
            id: session.id,
            first: session.span().map(|span| span.first),
            title: session.title.clone(),
            mode: session.mode,
            heads: self.seats.of(session.id),
            counted: counted.get(&session.id).copied().unwrap_or(0),
            max_heads: session.max_heads,
            status: session.status,
        });
        let found = if filter.needs_attention { attention::sessions(view) } else { BTreeSet::new() };
        rows.filter(|row| !filter.needs_attention || found.contains(&row.id)).collect()
    }

    /// Draws the list.
    pub fn ui(&mut self, ui: &mut Ui, view: View<'_>) -> ListOutput {
        let mut output = ListOutput::default();
        self.head_ui(ui, view, &mut output);
        self.follow(view);
        let words = SessionWords::of(view.lang);
        let columns = [
            Column::fixed(words.first_day, 56.0).sortable(),
            Column::rest(words.title, 76.0).sortable(),
            Column::fixed(words.mode, view.lang.pick(84.0, 98.0)).sortable(),
            Column::fixed(words.heads, 72.0).right().sortable(),
            Column::fixed(words.status, view.lang.pick(64.0, 80.0)).sortable(),
        ];
        let rows = &self.rows;
        bare_card(ui, |ui| {
            if rows.is_empty() {
                ui.set_min_size(ui.available_size());
                ui.vertical_centered(|ui| {
                    ui.add_space(60.0);
                    let text = if view.ws.sessions.is_empty() { words.no_sessions_yet } else { words.no_match };
                    ui.label(RichText::new(text).color(palette(ui).text_weak));
                });
                return;
            }
            let grid = Grid::new(words.page_title, &columns, rows.len());
            let key = |row: usize| rows[row].id;
            let shown = grid.show(ui, &mut self.grid, WidgetWords::of(view.lang), key, |ui, row, column| {
                cell_ui(ui, &rows[row], column, view);
            });
            if shown.cursor_moved {
                output.chosen = self.grid.cursor_key().copied();
            }
            self.must_sort |= shown.sort_changed;
        });
        output
    }

    fn head_ui(&mut self, ui: &mut Ui, view: View<'_>, output: &mut ListOutput) {
        let words = SessionWords::of(view.lang);
        let before = self.filter.clone();
        let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
        ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            output.wants_new = primary_button_with(ui, Icon::Plus, words.new_session).clicked();
            self.filter_ui(ui, view);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.label(RichText::new(words.page_title).font(fonts::bold(HEADING)));
                ui.label(RichText::new(self.rows.len().to_string()).color(palette(ui).text_weak));
                let look = SearchLook {
                    name: words.search_sessions,
                    placeholder: words.search_short,
                    width: ui.available_width().max(90.0),
                    shortcut: "",
                };
                if search_field(ui, &mut self.search, &look, WidgetWords::of(view.lang)).changed() {
                    self.must_sort = true;
                }
            });
        });
        self.must_sort |= before != self.filter;
    }

    fn filter_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        let filter = &mut self.filter;
        let n = usize::from(filter.mode.is_some())
            + usize::from(filter.status.is_some())
            + usize::from(filter.needs_attention);
        let title = if n == 0 { words.filter.to_owned() } else { format!("{} {n}", words.filter) };
        menu_button(ui, &title, |ui| {
            if ui.selectable_label(n == 0, words.all_sessions).clicked() {
                *filter = SessionFilter::default();
            }
            if ui.selectable_label(filter.needs_attention, words.needs_attention).clicked() {
                filter.needs_attention = !filter.needs_attention;
            }
            ui.separator();
            for mode in Mode::ALL {
                let is_on = filter.mode == Some(mode);
                if ui.selectable_label(is_on, records::mode(view.lang, mode)).clicked() {
                    filter.mode = (!is_on).then_some(mode);
                }
            }
            ui.separator();
            for status in Status::ALL {
                let is_on = filter.status == Some(status);
                if ui.selectable_label(is_on, records::status(view.lang, status)).clicked() {
                    filter.status = (!is_on).then_some(status);
                }
            }
        });
    }
}

fn cell_ui(ui: &mut Ui, row: &ListRow, column: usize, view: View<'_>) {
    let palette = palette(ui);
    match column {
        0 => {
            let first = row.first.map_or("—".to_owned(), |day| format!("{:02}-{:02}", day.month(), day.day()));
            cell_label(ui, first);
        }
        1 => drop(cell_label(ui, &row.title)),
        2 => drop(chip(ui, records::mode(view.lang, row.mode), mode_tone(row.mode))),
        3 => {
            let text = match (row.heads, row.counted) {
                (0, 1..) => (SessionWords::of(view.lang).about)(row.counted),
                _ => format!("{}/{}", row.heads, row.max_heads),
            };
            let text = RichText::new(text);
            let text = if row.is_over_full() { text.font(fonts::bold(13.0)).color(palette.bad) } else { text };
            let response = cell_label(ui, text);
            if row.is_over_full() {
                let over = row.heads - row.max_heads as usize;
                response.on_hover_text((SessionWords::of(view.lang).over_full)(over));
            }
        }
        _ => drop(cell_label(ui, RichText::new(records::status(view.lang, row.status)).color(palette.text_weak))),
    }
}

/// The colour of a way of learning.
pub fn mode_tone(mode: Mode) -> Tone {
    match mode {
        Mode::PartySchool => Tone::PartySchool,
        Mode::Remote => Tone::Remote,
        Mode::FieldVisit => Tone::FieldVisit,
        Mode::LectureHall => Tone::LectureHall,
    }
}

/// Puts rows into the order asked for; by first day otherwise.
fn sort(rows: &mut [ListRow], by: Option<Sort>) {
    rows.sort_by_key(|row| (row.first, row.id));
    let Some(Sort { column, is_descending }) = by else { return };
    rows.sort_by(|a, b| {
        let order = match column {
            0 => a.first.cmp(&b.first),
            1 => a.title.cmp(&b.title),
            2 => a.mode.cmp(&b.mode),
            3 => a.heads.cmp(&b.heads),
            _ => a.status.cmp(&b.status),
        };
        if is_descending { order.reverse() } else { order }
    });
}
