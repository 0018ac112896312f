//! What is pasted where no field is being typed into: the one way in which grids and pages hear of it.

use egui::{Event, Ui};

use super::ime::composition;
use crate::exchange::tsv;

/// Takes the text that was pasted in this frame, unless it belongs to a field or to a dialog that stands before `ui`.
/// Nobody else hears of it then.
pub fn take_paste(ui: &Ui) -> Option<String> {
    let is_free = !ui.ctx().text_edit_focused() && is_in_front(ui);
    if is_free { taken(ui, |_| true) } else { None }
}

/// Takes cells that were pasted into a matrix, even while one of its fields is typed in; one cell alone is that
/// field's. The field lets go of the keyboard, so that it does not put back what it held.
pub fn take_cells(ui: &Ui) -> Option<Vec<Vec<String>>> {
    let text = if is_in_front(ui) { taken(ui, has_several_cells) } else { None }?;
    ui.memory_mut(|memory| {
        if let Some(field) = memory.focused() {
            memory.surrender_focus(field);
        }
    });
    Some(tsv::parse(&text))
}

/// Whether a text is a piece of a table rather than a word or a sentence.
pub fn has_several_cells(text: &str) -> bool {
    tsv::parse(text).iter().map(Vec::len).sum::<usize>() > 1
}

fn is_in_front(ui: &Ui) -> bool {
    ui.memory(|memory| memory.allows_interaction(ui.layer_id())) && !composition(ui).owns_keys
}

fn taken(ui: &Ui, is_wanted: impl Fn(&str) -> bool) -> Option<String> {
    ui.input_mut(|input| {
        let is_it = |event: &Event| matches!(event, Event::Paste(text) if is_wanted(text));
        let at = input.events.iter().position(is_it)?;
        if let Event::Paste(text) = input.events.remove(at) { Some(text) } else { None }
    })
}
