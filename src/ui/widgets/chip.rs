//! A word on a coloured ground: a mode, a status.

use egui::{CornerRadius, Response, Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::fonts;
use crate::ui::theme::{NOTE, Tone, palette};

const HEIGHT: f32 = 20.0;
const PADDING: f32 = 9.0;

/// A chip as wide as its text; what is left of the width cuts it off.
pub fn chip(ui: &mut Ui, text: &str, tone: Tone) -> Response {
    let pair = palette(ui).tone(tone);
    let room = (ui.available_width() - 2.0 * PADDING).max(12.0);
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), fonts::regular(NOTE + 0.5), pair.text);
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + 2.0 * PADDING, HEIGHT), Sense::hover());
    if ui.is_rect_visible(rect) {
        ui.painter().rect_filled(rect, CornerRadius::same(HEIGHT as u8 / 2), pair.fill);
        let at = rect.center() - galley.size() / 2.0;
        let elided = galley.elided;
        ui.painter().galley(at, galley, pair.text);
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        if elided {
            return response.on_hover_text(text);
        }
    }
    response
}
