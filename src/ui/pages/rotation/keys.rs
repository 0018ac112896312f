//! What the keys of the matrix mean: steps of the cursor, a number being typed, a lock, opening.

#![expect(clippy::wildcard_enum_match_arm, reason = "a keyboard has more keys than the matrix has uses for")]

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

use super::cursor::Step;
use super::grid::{Asked, GridState};

/// Digits that fit into a cell.
const MOST_DIGITS: usize = 4;

/// Reads the keys while the matrix has the focus, and takes the focus when nothing else has it.
pub fn hear(ui: &Ui, response: &Response, state: &mut GridState, size: (usize, usize)) -> Vec<Asked> {
    let mut asked = Vec::new();
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        return asked;
    }
    let is_free = ui.memory(|memory| memory.focused().is_none()) && !egui::Popup::is_any_open(ui.ctx());
    if is_free && !state.is_released {
        response.request_focus();
    }
    if !response.has_focus() {
        commit(state, &mut asked);
        return asked;
    }
    state.is_released = false;
    let filter =
        EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: state.typed.is_some() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    for event in ui.input(|input| input.events.clone()) {
        match event {
            Event::Key { key, pressed: true, modifiers, .. } => press(key, modifiers, state, size, &mut asked),
            Event::Text(text) => type_text(&text, state, &mut asked),
            _ => {}
        }
    }
    asked
}

/// Carries out what is being typed.
pub fn commit(state: &mut GridState, asked: &mut Vec<Asked>) {
    if let Some(heads) = state.typed.take().and_then(|typed| typed.parse().ok()) {
        asked.push(Asked::Seats(state.cursor, heads));
    }
}

fn press(key: Key, modifiers: Modifiers, state: &mut GridState, size: (usize, usize), asked: &mut Vec<Asked>) {
    if let Some(step) = step_of(key, modifiers, state.n_rows_shown.saturating_sub(1).max(1)) {
        commit(state, asked);
        state.cursor.step(step, size);
        state.must_show_cursor = true;
        return;
    }
    if modifiers.command || modifiers.alt {
        return;
    }
    match key {
        Key::Backspace if state.typed.as_ref().is_some_and(|typed| typed.len() > 1) => {
            state.typed.as_mut().map(String::pop);
        }
        Key::Delete | Key::Backspace => {
            state.typed = None;
            asked.push(Asked::Seats(state.cursor, 0));
        }
        Key::Escape if state.typed.is_some() => state.typed = None,
        Key::Escape => state.is_released = true,
        _ => {}
    }
}

fn step_of(key: Key, modifiers: Modifiers, page: usize) -> Option<Step> {
    let is_far = modifiers.command;
    Some(match key {
        Key::ArrowUp | Key::Home if is_far => Step::Top,
        Key::ArrowDown | Key::End if is_far => Step::Bottom,
        Key::ArrowUp => Step::Up,
        Key::Enter if modifiers.shift => Step::Up,
        Key::ArrowDown | Key::Enter => Step::Down,
        Key::ArrowLeft => Step::Left,
        Key::ArrowRight => Step::Right,
        Key::PageUp => Step::PageUp(page),
        Key::PageDown => Step::PageDown(page),
        Key::Home => Step::Home,
        Key::End => Step::End,
        _ => return None,
    })
}

/// Digits, also full-width ones, begin or go on with a number; letters ask for something.
fn type_text(text: &str, state: &mut GridState, asked: &mut Vec<Asked>) {
    for character in text.chars() {
        let plain = match character {
            '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')).unwrap_or('0'),
            other => other,
        };
        match plain {
            '0'..='9' => {
                let typed = state.typed.get_or_insert_default();
                if typed.len() < MOST_DIGITS {
                    typed.push(plain);
                }
            }
            'l' | 'L' => asked.push(Asked::Lock(state.cursor.column)),
            'o' | 'O' => asked.push(Asked::Open(state.cursor.column)),
            _ => {}
        }
    }
}
