//! What the keys mean on the calendar. Everything that the pointer can do can be done with them.

#![expect(clippy::wildcard_enum_match_arm, reason = "a keyboard has more keys than the calendar has uses for")]

use egui::{Event, EventFilter, Key, Modifiers, Response, Ui};

use crate::app::CalendarView;
use crate::ui::widgets::composition;

/// What a key asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The chosen day so many days and rows on.
    Step(i64, i64),
    /// The next session on screen, or with `false` the one before.
    Next(bool),
    /// The chosen session so many days and rows on.
    Move(i64, i64),
    /// The chosen session so many days longer.
    Stretch(i64),
    /// So many pages on.
    Turn(i32),
    /// The chosen session opened; without one, the day's first is chosen.
    Open,
    /// A new session on the chosen day.
    New,
    /// Today.
    Today,
    /// The chosen session locked, or unlocked.
    Lock,
    /// Another layout.
    View(CalendarView),
    /// The chosen session let go, then the focus.
    Release,
}

/// Whether the calendar keeps Tab for itself: not beyond the last or before the first session.
#[derive(Clone, Copy, Debug)]
pub struct Tabs {
    /// Whether there is a session after the chosen one.
    pub has_next: bool,
    /// Whether there is one before it.
    pub has_previous: bool,
}

/// Reads the keys while the calendar has the focus, and takes the focus when nothing else has it.
/// While something is dragged only pages turn, and Escape is the drag's.
pub fn hear(ui: &Ui, response: &Response, tabs: Tabs, is_dragging: bool, is_released: &mut bool) -> Vec<Asked> {
    if !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        return Vec::new();
    }
    let is_popup_open = egui::Popup::is_any_open(ui.ctx());
    let is_free = ui.memory(|memory| memory.focused().is_none()) && !is_popup_open;
    if is_free && !*is_released {
        response.request_focus();
    }
    if !response.has_focus() || is_popup_open {
        return Vec::new();
    }
    *is_released = false;
    let shift = ui.input(|input| input.modifiers.shift);
    let keeps_tab = if shift { tabs.has_previous } else { tabs.has_next };
    let filter = EventFilter { tab: keeps_tab, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    if composition(ui).owns_keys {
        return Vec::new();
    }
    let mut asked = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let meant = meaning(*key, *modifiers)
                .filter(|meant| keeps_tab || !matches!(meant, Asked::Next(_)))
                .filter(|meant| !is_dragging || matches!(meant, Asked::Turn(_)));
            asked.extend(meant);
            meant.is_none()
        });
    });
    asked
}

/// What a key means.
fn meaning(key: Key, modifiers: Modifiers) -> Option<Asked> {
    let Modifiers { alt, shift, command, .. } = modifiers;
    if key == Key::Tab {
        return Some(Asked::Next(!shift));
    }
    if let Some((days, rows)) = arrow(key) {
        return Some(match (alt || command, shift) {
            (true, false) => Asked::Move(days, rows),
            (false, true) => Asked::Stretch(days + rows * 7),
            (false, false) => Asked::Step(days, rows),
            (true, true) => return None,
        });
    }
    if command && key == Key::N {
        return Some(Asked::New);
    }
    if alt || command || shift {
        return None;
    }
    Some(match key {
        Key::PageUp => Asked::Turn(-1),
        Key::PageDown => Asked::Turn(1),
        Key::Enter => Asked::Open,
        Key::Escape => Asked::Release,
        Key::N => Asked::New,
        Key::L => Asked::Lock,
        Key::T | Key::Home => Asked::Today,
        Key::Num1 | Key::W => Asked::View(CalendarView::Week),
        Key::Num2 | Key::M => Asked::View(CalendarView::Month),
        Key::Num3 | Key::Y => Asked::View(CalendarView::Year),
        Key::Num4 | Key::V => Asked::View(CalendarView::Venues),
        Key::Num5 | Key::R => Asked::View(CalendarView::Trainers),
        _ => return None,
    })
}

/// Days and rows that an arrow leads on.
fn arrow(key: Key) -> Option<(i64, i64)> {
    Some(match key {
        Key::ArrowLeft => (-1, 0),
        Key::ArrowRight => (1, 0),
        Key::ArrowUp => (0, -1),
        Key::ArrowDown => (0, 1),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_step_move_and_stretch() {
        let none = Modifiers::NONE;
        assert_eq!(meaning(Key::ArrowRight, none), Some(Asked::Step(1, 0)));
        assert_eq!(meaning(Key::ArrowDown, Modifiers::COMMAND), Some(Asked::Move(0, 1)));
        assert_eq!(meaning(Key::ArrowLeft, Modifiers::ALT), Some(Asked::Move(-1, 0)));
        assert_eq!(meaning(Key::ArrowRight, Modifiers::SHIFT), Some(Asked::Stretch(1)));
        assert_eq!(meaning(Key::Tab, Modifiers::SHIFT), Some(Asked::Next(false)));
    }

    #[test]
    fn letters_with_a_modifier_belong_to_others() {
        assert_eq!(meaning(Key::N, Modifiers::NONE), Some(Asked::New));
        assert_eq!(meaning(Key::K, Modifiers::COMMAND), None);
        assert_eq!(meaning(Key::Num2, Modifiers::ALT), None);
    }
}
