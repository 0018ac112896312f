//! How a bar is drawn: its ground by the way of learning, a letter so that colour never stands alone, title and
//! heads, and a ring for what needs a look.

use egui::{Align2, CornerRadius, Galley, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};
use std::sync::Arc;

use super::bars::Bar;
use crate::model::Status;
use crate::rules::Impact;
use crate::ui::fonts;
use crate::ui::pages::tone_of_mode;
use crate::ui::theme::{NOTE, Palette, Tone, palette};
use crate::words::Lang;
use crate::words::calendar::CalendarWords;

/// Height of a bar with one line, in points.
pub const HEIGHT: f32 = 20.0;
/// Height of a bar with two lines, in points.
pub const TALL: f32 = 40.0;
const BADGE: f32 = 14.0;
const RADIUS: u8 = 4;

/// How a bar is to look.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "a bar can be all of them at once")]
pub struct BarLook<'a> {
    /// The language of its letter.
    pub lang: Lang,
    /// Whether its session is the chosen one.
    pub is_chosen: bool,
    /// Whether the pointer is on it.
    pub is_hovered: bool,
    /// Whether its left end is the run's first day.
    pub begins: bool,
    /// Whether its right end is the run's last day.
    pub ends: bool,
    /// What stands on its second line, if it is tall.
    pub second: &'a str,
}

/// Draws a bar.
pub fn bar_ui(ui: &Ui, rect: Rect, bar: &Bar, look: &BarLook<'_>) {
    let palette = palette(ui);
    let is_cancelled = bar.face.status == Status::Cancelled;
    let tone = if is_cancelled { Tone::Neutral } else { tone_of_mode(bar.face.mode) };
    let pair = palette.tone(tone);
    let (left, right) = (u8::from(look.begins) * RADIUS, u8::from(look.ends) * RADIUS);
    let radius = CornerRadius { nw: left, sw: left, ne: right, se: right };
    ui.painter().rect_filled(rect, radius, pair.fill);
    border_ui(ui, rect, radius, bar, look, palette);
    let text = if is_cancelled { palette.text_weak } else { pair.text };
    let inner = rect.shrink2(vec2(3.0, 0.0));
    let line = inner.with_max_y(inner.top() + HEIGHT.min(rect.height()));
    let badge = Rect::from_center_size(pos2(line.left() + BADGE / 2.0, line.center().y), vec2(BADGE, BADGE));
    if rect.width() >= BADGE + 4.0 {
        ui.painter().rect_filled(badge, CornerRadius::same(3), text);
        let letter = CalendarWords::of(look.lang).mode_letter(bar.face.mode);
        ui.painter().text(badge.center(), Align2::CENTER_CENTER, letter, fonts::regular(10.0), pair.fill);
    }
    let from = badge.right() + 4.0;
    let until = counts_ui(ui, line, bar, from, palette);
    if until - from < 24.0 {
        return;
    }
    let title = cut(ui, &bar.face.title, until - from, text);
    let at = pos2(from, line.center().y - title.size().y / 2.0);
    if is_cancelled {
        let stroke = Stroke::new(1.0, text);
        ui.painter().hline(at.x..=at.x + title.size().x, line.center().y, stroke);
    }
    ui.painter().galley(at, title, text);
    if rect.height() >= TALL && !look.second.is_empty() {
        let second = cut(ui, look.second, inner.right() - inner.left(), text);
        ui.painter().galley(pos2(inner.left() + 1.0, line.bottom() - 2.0), second, text);
    }
}

/// Heads and seats and the sign of something wrong at the right end, if there is room; returns where the
/// title has to stop.
fn counts_ui(ui: &Ui, line: Rect, bar: &Bar, from: f32, palette: &Palette) -> f32 {
    let mut right = line.right() - 1.0;
    if bar.face.impact == Some(Impact::Block) {
        let sign = ui.painter().layout_no_wrap("！".to_owned(), fonts::bold(NOTE), palette.bad);
        if right - from >= sign.size().x - 4.0 {
            right -= sign.size().x - 3.0;
            ui.painter().galley(pos2(right, line.center().y - sign.size().y / 2.0), sign, palette.bad);
        }
    }
    if bar.face.is_locked && right - from > 30.0 {
        right -= 12.0;
        lock_ui(ui, pos2(right + 5.0, line.center().y), palette);
    }
    let is_over = bar.face.heads > bar.face.max_heads;
    let color = if is_over { palette.bad } else { palette.text_weak };
    let text = format!("{}/{}", bar.face.heads, bar.face.max_heads);
    let counts = ui.painter().layout_no_wrap(text, fonts::regular(NOTE - 0.5), color);
    if bar.face.heads > 0 && right - from >= counts.size().x + 56.0 {
        right -= counts.size().x;
        ui.painter().galley(pos2(right, line.center().y - counts.size().y / 2.0), counts, color);
        right -= 4.0;
    }
    right
}

/// A padlock.
fn lock_ui(ui: &Ui, center: Pos2, palette: &Palette) {
    let body = Rect::from_center_size(center + vec2(0.0, 2.0), vec2(8.0, 6.0));
    ui.painter().rect_filled(body, 1.0, palette.text_weak);
    let bow = Rect::from_center_size(center - vec2(0.0, 2.0), vec2(5.0, 6.0));
    ui.painter().rect_stroke(bow, 2.5, Stroke::new(1.2, palette.text_weak), StrokeKind::Inside);
}

fn border_ui(ui: &Ui, rect: Rect, radius: CornerRadius, bar: &Bar, look: &BarLook<'_>, palette: &Palette) {
    let is_wrong = bar.face.impact == Some(Impact::Block) && bar.face.status != Status::Cancelled;
    let tone = palette.tone(tone_of_mode(bar.face.mode));
    if look.is_chosen || bar.is_would_be {
        let color = if is_wrong { palette.bad } else { palette.text };
        ui.painter().rect_stroke(rect, radius, Stroke::new(2.0, color), StrokeKind::Inside);
    } else if is_wrong {
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, palette.bad), StrokeKind::Inside);
    } else if bar.face.status == Status::Draft {
        dashed_ui(ui, rect.shrink(0.5), Stroke::new(1.0, tone.text.gamma_multiply(0.55)));
    } else if look.is_hovered {
        ui.painter().rect_stroke(rect, radius, Stroke::new(1.0, tone.text), StrokeKind::Inside);
    }
}

/// A dashed frame: not yet announced.
fn dashed_ui(ui: &Ui, rect: Rect, stroke: Stroke) {
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom(), rect.left_top()];
    ui.painter().extend(Shape::dashed_line(&corners, stroke, 4.0, 3.0));
}

/// A line of text cut off with … at a width.
pub fn cut(ui: &Ui, text: &str, width: f32, color: egui::Color32) -> Arc<Galley> {
    cut_in(ui, text, width, color, NOTE)
}

/// The same at another size.
pub fn cut_in(ui: &Ui, text: &str, width: f32, color: egui::Color32, size: f32) -> Arc<Galley> {
    let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), fonts::regular(size), color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(1.0));
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}
