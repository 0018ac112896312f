//! The frame of a page: cards, titles, the row of a page's heading.

use egui::{Align, CornerRadius, Frame, InnerResponse, Label, Layout, Margin, RichText, Stroke, Ui, vec2};

use crate::ui::fonts;
use crate::ui::theme::{CARD_RADIUS, HEADING, ROW_HEIGHT, SMALL, palette};

/// A white card with a thin border; what is in it stands one below the other. It is as large as its content; for a card of a given size, set the
/// content's size inside, or use [`Ui::allocate_ui`].
pub fn card<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_frame(ui).inner_margin(Margin::symmetric(14, 12)).show(ui, |ui| ui.vertical(add_contents).inner)
}

/// A card without inner margins: for grids, which reach to the border.
pub fn bare_card<R>(ui: &mut Ui, add_contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card_frame(ui).inner_margin(Margin::same(1)).show(ui, |ui| ui.vertical(add_contents).inner)
}

fn card_frame(ui: &Ui) -> Frame {
    let palette = palette(ui);
    Frame::new()
        .fill(palette.card)
        .stroke(Stroke::new(1.0, palette.border))
        .corner_radius(CornerRadius::same(CARD_RADIUS))
}

/// The title in a card, small and bold.
pub fn card_title(ui: &mut Ui, text: &str) -> egui::Response {
    let color = palette(ui).text_soft;
    ui.add(Label::new(RichText::new(text).font(fonts::bold(SMALL)).color(color)).truncate())
}

/// What is secondary: a note under a field, a subtitle.
pub fn note(ui: &mut Ui, text: &str) -> egui::Response {
    let color = palette(ui).text_weak;
    ui.add(Label::new(RichText::new(text).size(SMALL).color(color)).wrap())
}

/// The first row of a page: title, subtitle, and actions at the right edge.
///
/// `add_actions` adds from the right edge leftwards, so the main action comes first.
pub fn page_header<R>(ui: &mut Ui, title: &str, subtitle: &str, add_actions: impl FnOnce(&mut Ui) -> R) -> R {
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    let row = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let result = add_actions(ui);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(RichText::new(title).font(fonts::bold(HEADING))).truncate());
            if !subtitle.is_empty() {
                let color = palette(ui).text_weak;
                ui.add(Label::new(RichText::new(subtitle).color(color)).truncate());
            }
        });
        result
    });
    row.inner
}
