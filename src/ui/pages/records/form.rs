//! One record as a form: the same columns, one below the other.

use std::collections::BTreeMap;

use egui::{Key, Response, Ui};

use super::column::Column;
use crate::ui::widgets::{Field, note, select_wide};

/// What is being typed into a form.
#[derive(Default)]
pub struct FormState {
    drafts: BTreeMap<&'static str, Draft>,
    /// The place of the field that was typed into in the last frame.
    typed: Option<usize>,
    is_let_go: bool,
}

impl FormState {
    /// The place of the field that was typed into in the last frame.
    pub fn typed(&self) -> Option<usize> {
        self.typed
    }

    /// Forgets what is being typed, because the values are set in another way.
    pub fn let_go(&mut self) {
        self.drafts.clear();
        self.is_let_go = true;
    }
}

#[derive(Default)]
struct Draft {
    text: String,
    fault: Option<String>,
}

/// Draws the fields of a record, `width` points wide. Returns the record as it is to be kept when a field
/// was filled in and `check` has nothing against it; what `check` refuses stays in the field with the
/// reason below it.
pub fn form_ui<R: Clone + PartialEq>(
    ui: &mut Ui,
    columns: &[Column<'_, R>],
    record: &R,
    state: &mut FormState,
    width: f32,
    check: impl Fn(&R) -> Result<(), String>,
) -> Option<R> {
    let mut kept = None;
    let is_let_go = std::mem::take(&mut state.is_let_go);
    state.typed = None;
    for (at, column) in columns.iter().enumerate() {
        let before = column.text_of(record);
        if !column.choices().is_empty() {
            kept = choice_ui(ui, column, record, &before, width, state, &check).or(kept);
            continue;
        }
        let draft = state.drafts.entry(column.title).or_default();
        if is_let_go {
            before.clone_into(&mut draft.text);
        }
        let response = field_ui(ui, column.title, draft, &before, width);
        if response.has_focus() {
            state.typed = Some(at);
        }
        if response.lost_focus() {
            let is_left = ui.input(|input| input.key_pressed(Key::Escape));
            if is_left || draft.text.trim() == before {
                state.drafts.remove(column.title);
                continue;
            }
            match tried(column, record, &draft.text, &check) {
                Ok(after) => {
                    state.drafts.remove(column.title);
                    kept = after.or(kept);
                }
                Err(fault) => draft.fault = Some(fault),
            }
        }
    }
    kept
}

fn field_ui(ui: &mut Ui, title: &'static str, draft: &mut Draft, before: &str, width: f32) -> Response {
    let field = Field::new(title).width(width).error(draft.fault.as_deref());
    let id = ui.make_persistent_id(("form", title));
    let is_typing = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    if !is_typing && draft.fault.is_none() {
        before.clone_into(&mut draft.text);
    }
    let response = field.text_ui(ui, &mut draft.text);
    let has_focus = response.has_focus();
    ui.data_mut(|data| data.insert_temp(id, has_focus));
    if response.changed() {
        draft.fault = None;
    }
    response
}

/// The record with a field as typed; `None` if that changes nothing.
fn tried<R: Clone + PartialEq>(
    column: &Column<'_, R>,
    record: &R,
    text: &str,
    check: &impl Fn(&R) -> Result<(), String>,
) -> Result<Option<R>, String> {
    let after = column.read(record, text)?;
    if after == *record {
        return Ok(None);
    }
    check(&after)?;
    Ok(Some(after))
}

fn choice_ui<R: Clone + PartialEq>(
    ui: &mut Ui,
    column: &Column<'_, R>,
    record: &R,
    before: &str,
    width: f32,
    state: &mut FormState,
    check: &impl Fn(&R) -> Result<(), String>,
) -> Option<R> {
    let choices: Vec<&str> = column.choices().iter().map(String::as_str).collect();
    let mut current = choices.iter().position(|choice| *choice == before).unwrap_or(usize::MAX);
    let mut kept = None;
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        note(ui, column.title);
        let response = select_wide(ui, "", &choices, &mut current, Some(width));
        if response.changed()
            && let Some(text) = choices.get(current)
        {
            match tried(column, record, text, check) {
                Ok(after) => kept = after,
                Err(fault) => state.drafts.entry(column.title).or_default().fault = Some(fault),
            }
        }
        if let Some(fault) = state.drafts.get(column.title).and_then(|draft| draft.fault.as_deref()) {
            ui.colored_label(crate::ui::theme::palette(ui).bad, fault);
        }
    });
    kept
}
