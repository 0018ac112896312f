//! The keyboard in a grid that has the focus.

#![expect(clippy::wildcard_enum_match_arm, reason = "a keyboard has more keys than a grid has uses for")]

use std::hash::Hash;

use egui::{Event, EventFilter, Key, Modifiers, Ui};

use super::{Grid, GridOutput, GridState};

/// Hears the keys of this frame. Keys the grid has no use for stay for the page.
pub(super) fn hear<K: Ord + Clone + Hash>(
    ui: &Ui,
    grid: &Grid<'_>,
    state: &mut GridState<K>,
    key: &dyn Fn(usize) -> K,
    n_page: usize,
    output: &mut GridOutput,
) {
    let id = output.response.id;
    if !ui.memory(|memory| memory.has_focus(id)) {
        return;
    }
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    if super::super::ime::composition(ui).owns_keys {
        return;
    }
    let before = (state.cursor(), state.column());
    let chosen_before = state.chosen().clone();
    let taken = ui.input_mut(|input| {
        let events = std::mem::take(&mut input.events);
        let (taken, left) = events.into_iter().partition(|event| is_ours(event, grid));
        input.events = left;
        taken
    });
    let taken: Vec<Event> = taken;
    for event in taken {
        match event {
            Event::Copy => output.wants_copy = state.cursor().is_some() || !state.chosen().is_empty(),
            Event::Key { key: pressed, modifiers, .. } => {
                press(grid, state, key, n_page, pressed, modifiers, output);
            }
            _other => {}
        }
    }
    output.cursor_moved |= before != (state.cursor(), state.column());
    output.choice_changed |= chosen_before != *state.chosen();
}

fn is_ours(event: &Event, grid: &Grid<'_>) -> bool {
    match event {
        Event::Copy => true,
        Event::Key { key: Key::A, pressed: true, modifiers, .. } => modifiers.command,
        Event::Key { key: Key::ArrowLeft | Key::ArrowRight, pressed: true, .. } => grid.cells.is_some(),
        Event::Key { key, pressed: true, modifiers, .. } => !modifiers.alt && is_grid_key(*key),
        _other => false,
    }
}

fn is_grid_key(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowUp
            | Key::ArrowDown
            | Key::PageUp
            | Key::PageDown
            | Key::Home
            | Key::End
            | Key::Space
            | Key::Enter
            | Key::Escape
    )
}

fn press<K: Ord + Clone + Hash>(
    grid: &Grid<'_>,
    state: &mut GridState<K>,
    key: &dyn Fn(usize) -> K,
    n_page: usize,
    pressed: Key,
    modifiers: Modifiers,
    output: &mut GridOutput,
) {
    let Some(last) = grid.n_rows.checked_sub(1) else { return };
    let at = state.cursor();
    let row = at.unwrap_or(0);
    let target = match pressed {
        Key::ArrowDown => at.map_or(0, |row| (row + 1).min(last)),
        Key::ArrowUp => row.saturating_sub(1),
        Key::PageDown => (row + n_page).min(last),
        Key::PageUp => row.saturating_sub(n_page),
        Key::Home => 0,
        Key::End => last,
        _other => {
            act(grid, state, key, pressed, row, output);
            return;
        }
    };
    state.step_to(target, modifiers.shift, grid.is_checkable, key);
}

fn act<K: Ord + Clone + Hash>(
    grid: &Grid<'_>,
    state: &mut GridState<K>,
    key: &dyn Fn(usize) -> K,
    pressed: Key,
    row: usize,
    output: &mut GridOutput,
) {
    match pressed {
        Key::ArrowLeft => move_column(grid, state, false),
        Key::ArrowRight => move_column(grid, state, true),
        Key::A => state.choose((0..grid.n_rows).map(key)),
        Key::Space if grid.is_checkable => state.toggle(row, key),
        Key::Enter => output.opened = state.cursor(),
        Key::Escape => state.clear_choice(),
        _other => {}
    }
}

fn move_column<K: Ord + Clone>(grid: &Grid<'_>, state: &mut GridState<K>, is_right: bool) {
    let Some(cells) = &grid.cells else { return };
    let column = if is_right { state.column() + 1 } else { state.column().saturating_sub(1) };
    state.go_to_column(column.clamp(cells.start, cells.end.saturating_sub(1).max(cells.start)));
}
