//! One row of a list before it is imported: what was understood, what it would do, and what the user can decide.

use egui::{RichText, Ui};

use crate::app::View;
use crate::exchange::mask::masked_phone;
use crate::exchange::records::Outcome;
use crate::exchange::roster::{Conflict, Decision, PreviewRow, Verdict};
use crate::model::PersonId;
use crate::ui::theme::{SMALL, Tone, palette};
use crate::ui::widgets::{Column, cell_label, chip, link, menu_button};
use crate::words::import;
use crate::words::import_page::ImportPageWords;
use crate::words::people::PeopleWords;

/// Width of the column of verdicts, in points.
pub const OUTCOME_WIDTH: f32 = 104.0;

/// The columns of a grid of such rows.
pub fn columns(words: &PeopleWords) -> [Column<'_>; 8] {
    [
        Column::fixed(words.col_row, 44.0).right(),
        Column::fixed(words.col_outcome, OUTCOME_WIDTH),
        Column::fixed(words.col_name, 84.0),
        Column::fixed(words.col_township, 84.0),
        Column::fixed(words.col_branch, 120.0),
        Column::fixed(words.col_post, 84.0),
        Column::fixed(words.col_cohorts, 84.0),
        Column::rest(words.col_reason, 200.0),
    ]
}

/// One cell of a row that has this number in its sheet; returns what the user decided about a row in conflict.
pub fn cell_ui(ui: &mut Ui, view: View<'_>, row: &PreviewRow, number: u32, column: usize) -> Option<Decision> {
    let words = PeopleWords::of(view.lang);
    let read = row.read.as_ref();
    let branch = read.and_then(|read| read.branch).and_then(|id| view.ws.branches.get(id));
    let written = |of: fn(&crate::exchange::roster::UnitText) -> &String| {
        row.unit.as_deref().map(of).cloned().unwrap_or_default()
    };
    let text = match column {
        0 => number.to_string(),
        1 => {
            let (text, tone) = outcome(words, &row.verdict);
            chip(ui, text, tone);
            return None;
        }
        2 => read.map_or_else(String::new, |read| read.name.clone()),
        3 => {
            let township = branch.map(|branch| branch.township).or(row.township);
            let township = township.and_then(|id| view.ws.townships.get(id));
            township.map_or_else(|| written(|unit| &unit.township), |township| township.name.clone())
        }
        4 => branch.map_or_else(|| written(|unit| &unit.branch), |branch| branch.name.clone()),
        5 => read.map_or_else(String::new, |read| read.post.clone()),
        6 => {
            let cohorts = read.into_iter().flat_map(|read| &read.cohorts).filter_map(|id| view.ws.cohorts.get(*id));
            cohorts.map(|cohort| cohort.short_name.as_str()).collect::<Vec<_>>().join(" ")
        }
        _reason => return reason_ui(ui, view, words, row),
    };
    cell_label(ui, RichText::new(text).size(SMALL));
    None
}

fn reason_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, row: &PreviewRow) -> Option<Decision> {
    let decided = match &row.verdict {
        Verdict::Conflict(conflict) => conflict_ui(ui, view, words, conflict),
        Verdict::New | Verdict::Changed { .. } | Verdict::Unchanged { .. } | Verdict::Refused(_) | Verdict::Skipped => {
            None
        }
    };
    let palette = palette(ui);
    let color = if matches!(row.verdict, Verdict::Refused(_)) { palette.bad } else { palette.text_weak };
    cell_label(ui, RichText::new(import::row(view.lang, row)).size(SMALL).color(color));
    decided
}

fn conflict_ui(ui: &mut Ui, view: View<'_>, words: &PeopleWords, conflict: &Conflict) -> Option<Decision> {
    let page = ImportPageWords::of(view.lang);
    match conflict {
        Conflict::Differs { person, .. } => {
            let takes = link(ui, page.take_file).clicked();
            let keeps = link(ui, page.keep_known).clicked();
            takes.then_some(Decision::Overwrite(*person)).or(keeps.then_some(Decision::Keep(*person)))
        }
        Conflict::OtherName { person, .. } => same_or_new_ui(ui, words, *person),
        Conflict::SameName { candidates } | Conflict::Alike { candidates, .. } => match candidates.as_slice() {
            [only] => same_or_new_ui(ui, words, *only),
            several => {
                let chosen = menu_button(ui, page.which_person, |ui| which_ui(ui, view, several));
                let is_new = link(ui, words.other_person).clicked();
                chosen.inner.flatten().map(Decision::Same).or(is_new.then_some(Decision::New))
            }
        },
    }
}

fn same_or_new_ui(ui: &mut Ui, words: &PeopleWords, person: PersonId) -> Option<Decision> {
    let is_same = link(ui, words.same_person).clicked();
    let is_new = link(ui, words.other_person).clicked();
    is_same.then_some(Decision::Same(person)).or(is_new.then_some(Decision::New))
}

/// Who of several namesakes is meant, told apart by birth, phone and branch.
fn which_ui(ui: &mut Ui, view: View<'_>, people: &[PersonId]) -> Option<PersonId> {
    let mut chosen = None;
    for person in people.iter().filter_map(|id| view.ws.people.get(*id)) {
        let birth = person.birth.map(|birth| birth.to_string()).unwrap_or_default();
        let phone = if view.is_masked { masked_phone(&person.phone) } else { person.phone.clone() };
        let branch = person.home_on(view.as_of).and_then(|id| view.ws.branches.get(id));
        let branch = branch.map_or("", |branch| branch.name.as_str());
        if ui.button(format!("{} {birth} {phone} {branch}", person.name)).clicked() {
            chosen = Some(person.id);
        }
    }
    chosen
}

/// What a row of another table than a roster would do, as a word on a colour.
pub fn outcome_ui(ui: &mut Ui, words: &PeopleWords, outcome: &Outcome) {
    let (text, tone) = match outcome {
        Outcome::New => (words.outcome_new, Tone::Good),
        Outcome::Changed => (words.outcome_changed, Tone::PartySchool),
        Outcome::Unchanged => (words.outcome_unchanged, Tone::Neutral),
        Outcome::Conflict(_) => (words.outcome_conflict, Tone::Warn),
        Outcome::Refused(_) => (words.outcome_refused, Tone::Bad),
    };
    chip(ui, text, tone);
}

fn outcome(words: &PeopleWords, verdict: &Verdict) -> (&'static str, Tone) {
    match verdict {
        Verdict::New => (words.outcome_new, Tone::Good),
        Verdict::Changed { .. } => (words.outcome_changed, Tone::PartySchool),
        Verdict::Unchanged { .. } | Verdict::Skipped => (words.outcome_unchanged, Tone::Neutral),
        Verdict::Conflict(_) => (words.outcome_conflict, Tone::Warn),
        Verdict::Refused(_) => (words.outcome_refused, Tone::Bad),
    }
}
