//! What the keys of the sheet's grid mean: steps of the cursor, marks, and letters that find a row.

#![expect(clippy::wildcard_enum_match_arm, reason = "a keyboard has more keys than the sheet has uses for")]

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

use super::cursor::Step;
use super::grid::{GridLook, GridState};
use super::sheet::Sheet;
use crate::model::MarkKind;

/// What the user asked the grid for in one frame, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The cells of the block, or the cell at the cursor, get a mark or lose theirs.
    Mark(Option<MarkKind>),
    /// A letter was typed to find a row by its initials.
    Jump(char),
    /// The last letter is taken back.
    JumpBack,
    /// The letters are forgotten.
    JumpOver,
    /// The focus is given away: Tab goes on to the buttons.
    Release,
}

/// Reads the keys while the grid has the focus, and takes the focus when nothing else has it.
pub fn hear(ui: &Ui, response: &Response, look: &GridLook<'_>, state: &mut GridState) -> Vec<Asked> {
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        return Vec::new();
    }
    let is_free = ui.memory(|memory| memory.focused().is_none()) && !egui::Popup::is_any_open(ui.ctx());
    if is_free && !look.is_covered && !state.is_released {
        response.request_focus();
    }
    if !response.has_focus() {
        return Vec::new();
    }
    state.is_released = false;
    let filter = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let events = ui.input(|input| input.filtered_events(&filter));
    let mut asked = Vec::new();
    for event in events {
        if let Event::Key { key, pressed: true, modifiers, .. } = event {
            press(key, modifiers, look.sheet, state, &mut asked);
        }
    }
    asked
}

fn press(key: Key, modifiers: Modifiers, sheet: &Sheet, state: &mut GridState, asked: &mut Vec<Asked>) {
    if let Some(step) = step_of(key, modifiers, state.n_rows_shown.saturating_sub(1).max(1)) {
        let extends = modifiers.shift && !matches!(key, Key::Tab | Key::Enter);
        state.cursor.step(step, extends, sheet);
        state.must_show_cursor = true;
        asked.push(Asked::JumpOver);
    } else if !modifiers.command && !modifiers.alt {
        type_key(key, state, asked);
    }
}

fn step_of(key: Key, modifiers: Modifiers, page: usize) -> Option<Step> {
    let is_far = modifiers.command;
    Some(match key {
        Key::ArrowUp | Key::Home if is_far => Step::Top,
        Key::ArrowDown | Key::End if is_far => Step::Bottom,
        Key::Enter if modifiers.shift => Step::Up,
        Key::ArrowUp => Step::Up,
        Key::ArrowDown | Key::Enter => Step::Down,
        Key::ArrowLeft => Step::Left,
        Key::ArrowRight => Step::Right,
        Key::Tab if modifiers.shift => Step::Back,
        Key::Tab => Step::Next,
        Key::PageUp => Step::PageUp(page),
        Key::PageDown => Step::PageDown(page),
        Key::Home => Step::Home,
        Key::End => Step::End,
        _ => return None,
    })
}

fn type_key(key: Key, state: &mut GridState, asked: &mut Vec<Asked>) {
    let mut name = key.name().chars();
    match (key, name.next(), name.next()) {
        (Key::Backspace, ..) => asked.push(Asked::JumpBack),
        (Key::Escape, ..) => {
            let is_block = state.cursor.is_block();
            let cell = state.cursor.at;
            state.cursor.go(cell, false);
            asked.push(if is_block { Asked::JumpOver } else { Asked::Release });
        }
        (Key::Delete | Key::Num0, ..) => asked.push(Asked::Mark(None)),
        (_, Some(digit @ '1'..='9'), None) => {
            let kind = MarkKind::ALL[digit as usize - '1' as usize];
            asked.push(Asked::Mark(Some(kind)));
        }
        (_, Some(letter @ 'A'..='Z'), None) => asked.push(Asked::Jump(letter.to_ascii_lowercase())),
        _ => {}
    }
}
