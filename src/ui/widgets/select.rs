//! Choosing one of several from a menu: `口径：覆盖率 ▾`.

use egui::{Popup, Response, ScrollArea, Ui};

use super::button::caret_button;

/// A button that shows the choice and opens the others below it. `prefix` stands before the choice on the
/// button (`口径：`). [`Response::changed`] says that `current` is new.
pub fn select(ui: &mut Ui, prefix: &str, options: &[&str], current: &mut usize) -> Response {
    select_wide(ui, prefix, options, current, None)
}

/// [`select`] with a fixed width in points, for forms and rows of filters.
pub fn select_wide(ui: &mut Ui, prefix: &str, options: &[&str], current: &mut usize, width: Option<f32>) -> Response {
    let chosen = options.get(*current).copied().unwrap_or_default();
    let mut response = caret_button(ui, &format!("{prefix}{chosen}"), width);
    let before = *current;
    Popup::menu(&response).gap(4.0).show(|ui| {
        ui.set_min_width(response.rect.width().max(120.0));
        ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
            for (index, option) in options.iter().enumerate() {
                if ui.selectable_label(index == before, *option).clicked() {
                    *current = index;
                    ui.close();
                }
            }
        });
    });
    if *current != before {
        response.mark_changed();
    }
    response
}
