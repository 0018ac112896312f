//! What the keys mean on the board. Everything that the pointer can do can be done with them.

#![expect(clippy::wildcard_enum_match_arm, reason = "a keyboard has more keys than the board has uses for")]

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

use super::{Act, Ask};
use crate::ui::widgets::composition;

/// Reads the keys while the board has the focus, and takes the focus when nothing else has it.
pub fn hear(ui: &Ui, board: &Response, is_released: &mut bool) -> Vec<Act> {
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) || egui::Popup::is_any_open(ui.ctx()) {
        return Vec::new();
    }
    if ui.memory(|memory| memory.focused().is_none()) && !*is_released {
        board.request_focus();
    }
    if !board.has_focus() {
        return Vec::new();
    }
    *is_released = false;
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(board.id, filter));
    if composition(ui).owns_keys {
        return Vec::new();
    }
    let mut acts = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let meant = meaning(*key, *modifiers);
            let is_free = meant.is_none();
            acts.extend(meant);
            is_free
        });
    });
    acts
}

/// What a key means.
fn meaning(key: Key, modifiers: Modifiers) -> Option<Act> {
    let Modifiers { alt, shift, command, .. } = modifiers;
    if alt || shift {
        return None;
    }
    if command {
        return Some(match key {
            Key::ArrowRight => Act::Advance,
            Key::ArrowLeft => Act::Retreat,
            Key::N => Act::Ask(Ask::New),
            _ => return None,
        });
    }
    Some(match key {
        Key::ArrowLeft => Act::Step(-1, 0),
        Key::ArrowRight => Act::Step(1, 0),
        Key::ArrowUp => Act::Step(0, -1),
        Key::ArrowDown => Act::Step(0, 1),
        Key::Space => Act::MarkChosen,
        Key::Enter | Key::E => Act::Ask(Ask::Edit),
        Key::N => Act::Ask(Ask::New),
        Key::P => Act::Plan,
        Key::S => Act::Ask(Ask::Schedule),
        Key::M => Act::Ask(Ask::Merge),
        Key::U => Act::Reopen,
        Key::X => Act::Ask(Ask::Decline),
        Key::T => Act::Ask(Ask::Tell),
        Key::I => Act::Invite,
        Key::Delete => Act::Remove,
        Key::Escape => Act::Release,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_with_a_modifier_belong_to_others() {
        assert_eq!(meaning(Key::N, Modifiers::NONE), Some(Act::Ask(Ask::New)));
        assert_eq!(meaning(Key::ArrowRight, Modifiers::COMMAND), Some(Act::Advance));
        assert_eq!(meaning(Key::K, Modifiers::COMMAND), None);
        assert_eq!(meaning(Key::Num2, Modifiers::ALT), None);
    }
}
