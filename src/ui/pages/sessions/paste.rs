//! A list of names from a spreadsheet, to be enrolled: who is meant by each row, before anything changes.

use egui::{RichText, Ui};

use super::candidates::{Candidate, Facts};
use super::people::remark;
use crate::app::{Commands, View};
use crate::exchange::name_list::find_people;
use crate::exchange::units::Found;
use crate::model::{Label, PersonId, Session};
use crate::ui::theme::palette;
use crate::ui::widgets::{
    Column, Dialog, DialogAnswer, Field, Grid, GridState, bare_checkbox, cell_label, note, select_wide,
};
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;

/// The dialog's state.
#[derive(Default)]
pub struct PasteNames {
    text: String,
    read: Option<String>,
    lines: Vec<Line>,
    rows: GridState<usize>,
    is_asked: bool,
}

/// A row of the list, who could be meant, and whether they are to be enrolled.
struct Line {
    text: String,
    meant: Vec<Candidate>,
    chosen: usize,
    is_wanted: bool,
}

impl Line {
    fn candidate(&self) -> Option<&Candidate> {
        self.meant.get(self.chosen)
    }

    /// The person to be enrolled, if the row is wanted and nothing forbids it.
    fn enrolled(&self) -> Option<PersonId> {
        let candidate = self.candidate().filter(|_| self.is_wanted)?;
        can_be_enrolled(candidate).then_some(candidate.person)
    }
}

fn can_be_enrolled(candidate: &Candidate) -> bool {
    candidate.has_place && candidate.here.is_none()
}

impl PasteNames {
    /// A dialog that begins with this text.
    pub fn new(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// Draws the dialog. Returns whether it stays open.
    pub fn ui(&mut self, ui: &Ui, session: &Session, view: View<'_>, commands: &mut Commands) -> bool {
        let words = SessionWords::of(view.lang);
        self.follow(session, view);
        let people: Vec<PersonId> = self.lines.iter().filter_map(Line::enrolled).collect();
        let confirm = (words.enrolment.enrol_n)(people.len());
        let dialog =
            Dialog::new(words.enrolment.paste_title, &confirm, words.cancel).width(720.0).ready(!people.is_empty());
        match dialog.show(ui.ctx(), |ui| self.body_ui(ui, view)) {
            DialogAnswer::Open => true,
            DialogAnswer::Cancelled => false,
            DialogAnswer::Confirmed => {
                let id = session.id;
                let label = Label::Enrol { n: people.len(), session: session.title.clone() };
                commands.edit(label, move |ws| ws.enrol(id, &people));
                false
            }
        }
    }

    fn follow(&mut self, session: &Session, view: View<'_>) {
        if self.read.as_ref() == Some(&self.text) {
            return;
        }
        let facts = Facts::new(view, session);
        let candidate = |id: PersonId| view.ws.people.get(id).map(|person| facts.candidate(person));
        let named = find_people(view.ws, &self.text, facts.day());
        self.lines = named
            .into_iter()
            .map(|named| {
                let meant: Vec<Candidate> = match named.found {
                    Found::One(id) => candidate(id).into_iter().collect(),
                    Found::Many(ids) => ids.into_iter().filter_map(candidate).collect(),
                    Found::None => Vec::new(),
                };
                // one of several namesakes is never chosen without being asked for
                let is_wanted = matches!(meant.as_slice(), [only] if can_be_enrolled(only) && only.elsewhere.is_none());
                Line { text: named.text, meant, chosen: 0, is_wanted }
            })
            .collect();
        self.read = Some(self.text.clone());
    }

    fn body_ui(&mut self, ui: &mut Ui, view: View<'_>) {
        let words = SessionWords::of(view.lang);
        note(ui, words.enrolment.paste_note);
        let field = Field::new(words.enrolment.paste_field)
            .without_label()
            .hint(words.enrolment.paste_hint)
            .width(ui.available_width());
        let response = field.multiline_ui(ui, &mut self.text, 4);
        if !std::mem::replace(&mut self.is_asked, true) {
            response.request_focus();
        }
        let columns = [
            Column::fixed("", 34.0),
            Column::rest(words.enrolment.pasted_row, 130.0),
            Column::fixed(words.enrolment.who_is_meant, 230.0),
            Column::rest(words.enrolment.remark, 150.0),
        ];
        let lines = &mut self.lines;
        let grid = Grid::new(words.enrolment.paste_title, &columns, lines.len()).height(300.0);
        grid.show(
            ui,
            &mut self.rows,
            WidgetWords::of(view.lang),
            |row| row,
            |ui, row, column| {
                cell_ui(ui, &mut lines[row], column, row, view);
            },
        );
    }
}

fn cell_ui(ui: &mut Ui, line: &mut Line, column: usize, row: usize, view: View<'_>) {
    let words = SessionWords::of(view.lang);
    let palette = palette(ui);
    match column {
        0 => {
            let is_possible = line.candidate().is_some_and(can_be_enrolled);
            ui.add_enabled_ui(is_possible, |ui| {
                bare_checkbox(ui, &mut line.is_wanted, &(WidgetWords::of(view.lang).choose_row)(row + 1));
            });
        }
        1 => drop(cell_label(ui, &line.text)),
        2 => match line.meant.as_slice() {
            [] => drop(cell_label(ui, RichText::new(words.enrolment.nobody_found).color(palette.bad))),
            [only] => drop(cell_label(ui, told(only))),
            several => {
                let names: Vec<String> = several.iter().map(told).collect();
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                if select_wide(ui, "", &names, &mut line.chosen, Some(212.0)).changed() {
                    line.is_wanted = line.candidate().is_some_and(can_be_enrolled);
                }
            }
        },
        _ => {
            let (text, is_warning) = match (line.candidate(), line.meant.len()) {
                (Some(_), 2..) if !line.is_wanted => ((words.enrolment.namesakes)(line.meant.len()), true),
                (Some(candidate), _) => remark(candidate, view),
                (None, _) => (String::new(), false),
            };
            let color = if is_warning { palette.warn } else { palette.text_weak };
            cell_label(ui, RichText::new(text).color(color));
        }
    }
}

/// Name, township and branch.
fn told(candidate: &Candidate) -> String {
    format!("{} · {} · {}", candidate.name, candidate.township, candidate.branch)
}
