//! Whether an input method is composing: half-typed pinyin is no text yet, and its keys are no commands.

use egui::{Event, Id, ImeEvent, InputState, Ui};

/// What an input method does in this frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Composition {
    /// After this frame's events something is half typed: don't search for it, don't act on it.
    pub is_open: bool,
    /// Keys of this frame belong to the input method, even if it finished in it.
    pub owns_keys: bool,
}

/// Follows the composition. Ask in every frame in which a field has the focus; asking twice does no harm.
pub fn composition(ui: &Ui) -> Composition {
    let memory = Id::unique("input method is composing");
    let frame = ui.ctx().cumulative_frame_nr();
    let (known_frame, before, after): (u64, bool, bool) =
        ui.data(|data| data.get_temp(memory)).unwrap_or((frame, false, false));
    let before = if known_frame == frame { before } else { after };
    let has_focus = ui.memory(|memory| memory.focused().is_some());
    let after = has_focus && ui.input(|input| is_open_after(input, before));
    ui.data_mut(|data| data.insert_temp(memory, (frame, before, after)));
    Composition { is_open: after, owns_keys: before || after }
}

fn is_open_after(input: &InputState, before: bool) -> bool {
    input.events.iter().fold(before, |open, event| {
        if let Event::Ime(ImeEvent::Preedit { text, .. }) = event {
            !text.is_empty()
        } else {
            open && !matches!(event, Event::Ime(ImeEvent::Commit(_)))
        }
    })
}
