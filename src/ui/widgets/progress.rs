//! How far something has come, and how far time has: a bar with a mark.

use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::theme::palette;

const HEIGHT: f32 = 8.0;
const MARK_WIDTH: f32 = 2.0;

/// A bar over the whole width.
///
/// `share` is what is done and `elapsed` the time gone by, both from 0 to 1; more than 1 fills the bar.
/// `name` is read out by screen readers, and nothing else says it, so it should hold the figure.
pub fn progress(ui: &mut Ui, name: &str, share: f32, elapsed: Option<f32>, color: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT + 2.0), Sense::hover());
    let palette = palette(ui);
    let bar = Rect::from_center_size(rect.center(), vec2(rect.width(), HEIGHT));
    let radius = CornerRadius::same(HEIGHT as u8 / 2);
    let painter = ui.painter();
    painter.rect_filled(bar, radius, palette.track);
    let share = share.clamp(0.0, 1.0);
    if share > 0.0 {
        let width = (bar.width() * share).max(HEIGHT);
        painter.rect_filled(Rect::from_min_size(bar.min, vec2(width, HEIGHT)), radius, color);
    }
    if let Some(elapsed) = elapsed {
        let x = bar.left() + bar.width() * elapsed.clamp(0.0, 1.0);
        let x = x.clamp(bar.left(), bar.right() - MARK_WIDTH).round();
        let mark = Rect::from_min_size(pos2(x, bar.top()), vec2(MARK_WIDTH, HEIGHT));
        painter.rect_filled(mark, 0.0, palette.elapsed);
    }
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from(share)),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    response
}
