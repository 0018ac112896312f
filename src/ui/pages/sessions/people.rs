//! A dialog that finds one person: for walk-ins, replacements and enrolment.

use egui::{Key, RichText, Ui};

use super::candidates::{Candidate, Facts};
use crate::app::View;
use crate::model::{BranchId, PersonId, Refusal, Session};
use crate::ui::theme::{NOTE, palette};
use crate::ui::widgets::{
    Column, Dialog, DialogAnswer, Grid, GridState, SearchLook, SearchText, cell_label, search_field,
};
use crate::words::sessions::SessionWords;
use crate::words::widgets::WidgetWords;
use crate::words::{records, refusals};

/// What the person is looked for.
#[derive(Clone, Debug)]
pub enum Picking {
    /// Someone who came without having been enrolled.
    WalkIn,
    /// Anyone to be enrolled; the dialog stays open for the next one.
    Enrol,
    /// Someone to come in the place of the named person, best from the same branch.
    Substitute {
        /// Who cannot come.
        name: String,
        /// Their branch.
        branch: Option<BranchId>,
    },
}

/// The dialog's state.
pub struct Picker {
    picking: Picking,
    search: SearchText,
    found: Vec<Candidate>,
    searched: Option<(String, u64)>,
    rows: GridState<PersonId>,
    error: Option<String>,
    is_new: bool,
}

impl Picker {
    /// A dialog with an empty search.
    pub fn new(picking: Picking) -> Self {
        Self {
            picking,
            search: SearchText::default(),
            found: Vec::new(),
            searched: None,
            rows: GridState::default(),
            error: None,
            is_new: true,
        }
    }

    /// Draws the dialog. `pick` carries out the choice or says why not. Returns whether it stays open.
    pub fn ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        view: View<'_>,
        pick: impl FnOnce(PersonId) -> Result<(), Refusal>,
    ) -> bool {
        let words = SessionWords::of(view.lang);
        let title = match &self.picking {
            Picking::WalkIn => words.enrolment.walk_in_title.to_owned(),
            Picking::Enrol => words.enrolment.enrol_title.to_owned(),
            Picking::Substitute { name, .. } => (words.enrolment.substitute_title)(name),
        };
        self.follow(session, view);
        let dialog = Dialog::new(&title, words.enrolment.add, words.cancel).width(640.0).ready(!self.found.is_empty());
        let mut opened = false;
        let answer = dialog.show(ui.ctx(), |ui| opened = self.body_ui(ui, view));
        match answer {
            DialogAnswer::Cancelled => return false,
            DialogAnswer::Open if !opened => return true,
            DialogAnswer::Open | DialogAnswer::Confirmed => {}
        }
        let Some(person) = self.rows.cursor_key().copied() else { return true };
        match pick(person) {
            Ok(()) => self.stays_open(),
            Err(refusal) => {
                self.error = Some(refusals::refusal(view.lang, &refusal));
                self.is_new = true;
                true
            }
        }
    }

    /// After a choice: ready for the next one, if more are to be enrolled.
    fn stays_open(&mut self) -> bool {
        self.search.clear();
        self.is_new = true;
        matches!(self.picking, Picking::Enrol)
    }

    fn follow(&mut self, session: &Session, view: View<'_>) {
        let wanted = (self.search.query().to_owned(), view.derived.revision());
        if self.searched.as_ref() == Some(&wanted) {
            return;
        }
        let near = match &self.picking {
            Picking::WalkIn | Picking::Enrol => None,
            Picking::Substitute { branch, .. } => *branch,
        };
        self.found = Facts::new(view, session).search(&wanted.0, near);
        self.rows = GridState::default();
        if let Some(first) = self.found.first() {
            self.rows.go_to(0, first.person);
        }
        self.searched = Some(wanted);
    }

    fn body_ui(&mut self, ui: &mut Ui, view: View<'_>) -> bool {
        let words = SessionWords::of(view.lang);
        let widget_words = WidgetWords::of(view.lang);
        let look = SearchLook {
            name: words.enrolment.search_person,
            placeholder: words.enrolment.search_person_hint,
            width: ui.available_width(),
            shortcut: "",
        };
        let response = search_field(ui, &mut self.search, &look, widget_words);
        if std::mem::take(&mut self.is_new) {
            response.request_focus();
        }
        if response.changed() {
            self.error = None;
        }
        if response.has_focus() {
            self.step_with_arrows(ui);
        }
        if let Some(error) = &self.error {
            ui.label(RichText::new(error).size(NOTE).color(palette(ui).bad));
        }
        let columns = candidate_columns(words);
        let found = &self.found;
        let grid = Grid::new(words.enrolment.candidates, &columns, found.len()).height(300.0);
        let output = grid.show(
            ui,
            &mut self.rows,
            widget_words,
            |row| found[row].person,
            |ui, row, column| {
                candidate_cell_ui(ui, &found[row], column, view);
            },
        );
        output.opened.is_some()
    }

    fn step_with_arrows(&mut self, ui: &Ui) {
        let (up, down) = ui.input(|input| (input.key_pressed(Key::ArrowUp), input.key_pressed(Key::ArrowDown)));
        let at = self.rows.cursor().unwrap_or(0);
        let to = if down {
            at + 1
        } else if up {
            at.saturating_sub(1)
        } else {
            return;
        };
        if let Some(candidate) = self.found.get(to) {
            self.rows.go_to(to, candidate.person);
        }
    }
}

/// The columns of a grid of candidates.
pub fn candidate_columns(words: &SessionWords) -> [Column<'static>; 5] {
    [
        Column::fixed(words.name, 84.0),
        Column::fixed(words.township, 84.0),
        Column::rest(words.branch, 90.0),
        Column::fixed(words.enrolment.post, 84.0),
        Column::rest(words.enrolment.remark, 150.0),
    ]
}

/// One cell of a grid of candidates.
pub fn candidate_cell_ui(ui: &mut Ui, candidate: &Candidate, column: usize, view: View<'_>) {
    let palette = palette(ui);
    let soft = |text: &str| RichText::new(text).color(palette.text_weak);
    match column {
        0 => cell_label(ui, &candidate.name),
        1 => cell_label(ui, soft(&candidate.township)),
        2 => cell_label(ui, soft(&candidate.branch)),
        3 => cell_label(ui, soft(&candidate.post)),
        _ => {
            let (text, is_warning) = remark(candidate, view);
            let color = if is_warning { palette.warn } else { palette.text_weak };
            let response = cell_label(ui, RichText::new(&text).color(color));
            response.on_hover_text(text)
        }
    };
}

/// What speaks for or against a candidate, and whether it is a warning.
pub fn remark(candidate: &Candidate, view: View<'_>) -> (String, bool) {
    let words = SessionWords::of(view.lang);
    if let Some(state) = candidate.here {
        return ((words.enrolment.is_here_already)(records::enrolment(view.lang, state)), true);
    }
    if let Some(other) = &candidate.elsewhere {
        return ((words.enrolment.is_elsewhere)(other), true);
    }
    if !candidate.has_place {
        return (words.enrolment.not_in_cohort.to_owned(), true);
    }
    if let Some(other) = &candidate.trained_in {
        return ((words.enrolment.trained_already)(other), true);
    }
    if candidate.is_set_apart {
        return (words.enrolment.is_set_apart.to_owned(), true);
    }
    (words.enrolment.not_yet_trained.to_owned(), false)
}
