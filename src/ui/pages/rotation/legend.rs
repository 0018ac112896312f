//! The legend beside the matrix: what the colours mean and what the keys do.

use egui::{Align2, Color32, Rect, RichText, Sense, Stroke, StrokeKind, Ui, vec2};

use super::grid::paint_change;
use crate::ui::fonts;
use crate::ui::theme::{NOTE, SMALL, palette};
use crate::ui::widgets::{card, card_title};
use crate::words::rotation::RotationWords;

/// What the grounds of the cells mean, in colour and in words, and what the keys do.
pub fn legend_ui(ui: &mut Ui, words: &RotationWords) {
    let palette = palette(ui);
    card(ui, |ui| {
        ui.set_width(ui.available_width());
        card_title(ui, words.legend);
        ui.spacing_mut().item_spacing.y = 4.0;
        swatch_ui(ui, words.legend_held, |ui, rect| fill(ui, rect, palette.done_steps[1]));
        swatch_ui(ui, words.legend_planned, |ui, rect| fill(ui, rect, palette.planned_steps[1]));
        swatch_ui(ui, words.legend_unnamed, |ui, rect| {
            ui.painter().rect_stroke(
                rect.shrink(1.0),
                3.0,
                Stroke::new(1.0, palette.planned_steps[2]),
                StrokeKind::Inside,
            );
        });
        swatch_ui(ui, words.legend_over, |ui, rect| fill(ui, rect, palette.bad_fill));
        swatch_ui(ui, words.legend_draft, |ui, rect| {
            ui.painter().rect_filled(rect, 3.0, palette.planned_steps[0]);
            paint_change(ui.painter(), rect, palette);
        });
        ui.add_space(2.0);
        ui.add(egui::Label::new(RichText::new(words.keys).size(NOTE).color(palette.text_weak)).wrap());
    });
}

fn fill(ui: &Ui, rect: Rect, color: Color32) {
    ui.painter().rect_filled(rect, 3.0, color);
}

fn swatch_ui(ui: &mut Ui, text: &str, paint: impl FnOnce(&Ui, Rect)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let swatch = Rect::from_min_size(rect.min + vec2(0.0, 2.0), vec2(24.0, 16.0));
    paint(ui, swatch);
    let color: Color32 = palette(ui).text;
    ui.painter().text(rect.left_center() + vec2(34.0, 0.0), Align2::LEFT_CENTER, text, fonts::regular(SMALL), color);
}
