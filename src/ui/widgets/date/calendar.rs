//! A month to choose a day from: by mouse, or with arrows, page keys and Enter.

use chrono::{Datelike as _, Days, Months, NaiveDate};
use egui::{
    Align, Align2, CornerRadius, EventFilter, Key, Label, Layout, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::super::button::{bare_icon_button, link};
use super::{DatePicker, Month};
use crate::ui::fonts;
use crate::ui::icons::{Icon, dot};
use crate::ui::theme::{BODY, NOTE, SMALL, palette};
use crate::words::widgets::WidgetWords;

const CELL: Vec2 = vec2(38.0, 32.0);
const N_WEEKS: usize = 6;

/// Draws the month around its cursor and moves it; returns the day that was chosen.
pub(super) fn calendar_ui(
    ui: &mut Ui,
    picker: &DatePicker<'_>,
    chosen: Option<NaiveDate>,
    month: &mut Month,
    words: &WidgetWords,
) -> Option<NaiveDate> {
    let cursor = &mut month.cursor;
    ui.set_width(CELL.x * 7.0);
    ui.spacing_mut().item_spacing = vec2(0.0, 4.0);
    head_ui(ui, cursor, words);
    weekdays_ui(ui, words);
    let (area, _) = ui.allocate_exact_size(vec2(CELL.x * 7.0, CELL.y * N_WEEKS as f32), Sense::hover());
    let days = ui.interact(area, ui.scope_id().with("days"), Sense::click());
    if month.wants_focus && !ui.is_sizing_pass() {
        days.request_focus();
        month.wants_focus = false;
    }
    days.widget_info(|| WidgetInfo::labeled(Role::Grid, true, picker.label));
    let entered = keys(ui, &days, cursor);
    let clicked = days_ui(ui, picker, area, chosen, *cursor, days.has_focus());
    let today = foot_ui(ui, picker, *cursor, words);
    entered.or(clicked).or(today).filter(|day| picker.allows(*day))
}

fn head_ui(ui: &mut Ui, cursor: &mut NaiveDate, words: &WidgetWords) {
    ui.horizontal(|ui| {
        if bare_icon_button(ui, Icon::Left, words.previous_month).clicked() {
            *cursor = months_later(*cursor, -1);
        }
        let width = ui.available_width() - 22.0;
        let title = RichText::new((words.year_and_month)(cursor.year(), cursor.month())).font(fonts::bold(BODY));
        ui.allocate_ui_with_layout(
            vec2(width, 22.0),
            Layout::centered_and_justified(egui::Direction::LeftToRight),
            |ui| {
                ui.add(Label::new(title));
            },
        );
        if bare_icon_button(ui, Icon::Right, words.next_month).clicked() {
            *cursor = months_later(*cursor, 1);
        }
    });
}

fn weekdays_ui(ui: &mut Ui, words: &WidgetWords) {
    let (row, _) = ui.allocate_exact_size(vec2(CELL.x * 7.0, 20.0), Sense::hover());
    let color = palette(ui).text_weak;
    for (index, name) in words.weekdays_short.iter().enumerate() {
        let at = pos2(row.left() + CELL.x * (index as f32 + 0.5), row.center().y);
        ui.painter().text(at, Align2::CENTER_CENTER, name, fonts::regular(NOTE), color);
    }
}

/// The day of `cursor` moves with the keyboard; Enter and Space choose it.
fn keys(ui: &Ui, days: &Response, cursor: &mut NaiveDate) -> Option<NaiveDate> {
    if !days.has_focus() {
        return None;
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(days.id, filter));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    for (key, step) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1), (Key::ArrowUp, -7), (Key::ArrowDown, 7)] {
        if pressed(key) {
            *cursor = days_later(*cursor, step);
        }
    }
    for (key, step) in [(Key::PageUp, -1), (Key::PageDown, 1)] {
        if pressed(key) {
            *cursor = months_later(*cursor, step);
        }
    }
    (pressed(Key::Enter) || pressed(Key::Space)).then_some(*cursor)
}

fn days_ui(
    ui: &Ui,
    picker: &DatePicker<'_>,
    area: Rect,
    chosen: Option<NaiveDate>,
    cursor: NaiveDate,
    has_focus: bool,
) -> Option<NaiveDate> {
    let month_start = cursor.with_day(1)?;
    let first = days_later(month_start, -i64::from(month_start.weekday().num_days_from_monday()));
    let mut clicked = None;
    for (index, day) in first.iter_days().take(7 * N_WEEKS).enumerate() {
        let place = vec2((index % 7) as f32 * CELL.x, (index / 7) as f32 * CELL.y);
        let rect = Rect::from_min_size(area.min + place, CELL);
        let response = ui.interact(rect, ui.scope_id().with(("day", index)), Sense::CLICK);
        let look = DayLook {
            is_chosen: chosen == Some(day),
            is_cursor: has_focus && cursor == day,
            is_outside: day.month() != cursor.month(),
            is_hovered: response.hovered(),
        };
        day_ui(ui, picker, rect, day, &look);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, look.is_chosen, day));
        if response.clicked() {
            clicked = Some(day);
        }
        if let Some(mark) = picker.mark(day) {
            response.on_hover_text(mark.text);
        }
    }
    clicked
}

#[expect(clippy::struct_excessive_bools, reason = "a day can be all of them at once")]
struct DayLook {
    is_chosen: bool,
    is_cursor: bool,
    is_outside: bool,
    is_hovered: bool,
}

fn day_ui(ui: &Ui, picker: &DatePicker<'_>, rect: Rect, day: NaiveDate, look: &DayLook) {
    let palette = palette(ui);
    let painter = ui.painter();
    let plate = Rect::from_center_size(rect.center(), vec2(30.0, 28.0));
    let radius = CornerRadius::same(6);
    let mark = picker.mark(day);
    let color = if look.is_chosen {
        palette.on_accent
    } else if look.is_outside || !picker.allows(day) {
        palette.text_faint
    } else if let Some(mark) = &mark {
        palette.tone(mark.tone).text
    } else if day.weekday().num_days_from_monday() >= 5 {
        palette.text_weak
    } else {
        palette.text
    };
    if look.is_chosen {
        painter.rect_filled(plate, radius, palette.accent);
    } else if look.is_hovered {
        painter.rect_filled(plate, radius, palette.control_hover);
    }
    if day == picker.today && !look.is_chosen {
        painter.rect_stroke(plate, radius, Stroke::new(1.0, palette.control_border), StrokeKind::Inside);
    }
    if look.is_cursor {
        painter.rect_stroke(plate, radius, Stroke::new(1.5, palette.accent), StrokeKind::Outside);
    }
    let number_at = rect.center() - vec2(0.0, if mark.is_some() { 2.0 } else { 0.0 });
    let font = if day == picker.today { fonts::bold(SMALL) } else { fonts::regular(SMALL) };
    painter.text(number_at, Align2::CENTER_CENTER, day.day(), font, color);
    if mark.is_some() {
        dot(painter, rect.center() + vec2(0.0, 9.5), 3.5, color);
    }
}

/// What the day under the cursor is, and a way back to today.
fn foot_ui(ui: &mut Ui, picker: &DatePicker<'_>, cursor: NaiveDate, words: &WidgetWords) -> Option<NaiveDate> {
    let size = vec2(ui.available_width(), 22.0);
    let row = ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        let today = link(ui, words.today).clicked().then_some(picker.today);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add_space(6.0);
            let mark = picker.mark(cursor).map(|mark| format!("{} {}", cursor.day(), mark.text)).unwrap_or_default();
            let color = palette(ui).text_weak;
            ui.add(Label::new(RichText::new(mark).size(NOTE).color(color)).truncate());
        });
        today
    });
    row.inner
}

fn days_later(day: NaiveDate, n_days: i64) -> NaiveDate {
    let step = Days::new(n_days.unsigned_abs());
    let moved = if n_days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) };
    moved.unwrap_or(day)
}

fn months_later(day: NaiveDate, n_months: i32) -> NaiveDate {
    let step = Months::new(n_months.unsigned_abs());
    let moved = if n_months < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) };
    moved.unwrap_or(day)
}
