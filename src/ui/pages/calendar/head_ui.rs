//! The heading of the page: which days, the way to others, the layouts, the file for phones, a new session.

use chrono::{Datelike, NaiveDate};
use egui::{Align, Label, Layout, RichText, ScrollArea, Ui, vec2};

use super::keys::Asked;
use super::period::shown;
use crate::app::{CalendarView, Commands, View};
use crate::ui::fonts;
use crate::ui::icons::Icon;
use crate::ui::papers::calendar_file;
use crate::ui::theme::{HEADING, ROW_HEIGHT, SMALL, palette};
use crate::ui::widgets::{button, icon_button, menu_button, primary_button_with, segmented};
use crate::words::calendar::CalendarWords;
use crate::words::widgets::WidgetWords;

/// Draws the heading. Returns what was asked for.
pub fn head_ui(
    ui: &mut Ui,
    view: View<'_>,
    layout: CalendarView,
    day: NaiveDate,
    commands: &mut Commands,
) -> Option<Asked> {
    let words = CalendarWords::of(view.lang);
    let mut asked = None;
    let size = vec2(ui.available_width(), ROW_HEIGHT);
    ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let title = RichText::new(title(view, layout, day)).font(fonts::bold(HEADING));
        ui.add(Label::new(title).extend());
        if icon_button(ui, Icon::Left, words.earlier).clicked() {
            asked = Some(Asked::Turn(-1));
        }
        if button(ui, words.today).on_hover_text(words.today_key).clicked() {
            asked = Some(Asked::Today);
        }
        if icon_button(ui, Icon::Right, words.later).clicked() {
            asked = Some(Asked::Turn(1));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if primary_button_with(ui, Icon::Plus, words.new_session).on_hover_text(words.new_key).clicked() {
                asked = Some(Asked::New);
            }
            file_menu_ui(ui, view, commands);
            let mut at = CalendarView::ALL.iter().position(|other| *other == layout).unwrap_or(1);
            let views = ui.scope(|ui| segmented(ui, &words.views, &mut at));
            if views.inner {
                asked = Some(Asked::View(CalendarView::ALL[at]));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let hint = RichText::new(if layout == CalendarView::Year { words.year_hint } else { words.hint })
                    .size(SMALL)
                    .color(palette(ui).text_weak);
                ui.add(Label::new(hint).truncate()).on_hover_text(words.hint_keys);
            });
        });
    });
    asked
}

fn title(view: View<'_>, layout: CalendarView, day: NaiveDate) -> String {
    let words = CalendarWords::of(view.lang);
    match layout {
        CalendarView::Week => (words.week_title)(shown(layout, day)),
        CalendarView::Month | CalendarView::Venues | CalendarView::Trainers => {
            (WidgetWords::of(view.lang).year_and_month)(day.year(), day.month())
        }
        CalendarView::Year => (words.year_title)(day.year()),
    }
}

/// The file for phones: everything, or what concerns one township.
fn file_menu_ui(ui: &mut Ui, view: View<'_>, commands: &mut Commands) {
    let words = CalendarWords::of(view.lang);
    menu_button(ui, words.export, |ui| {
        if ui.button(words.export_all).clicked() {
            commands.push(calendar_file(None));
        }
        ui.separator();
        ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
            for unit in view.ws.townships_in_order() {
                if ui.button((words.export_for)(&unit.name)).clicked() {
                    commands.push(calendar_file(Some(unit.id)));
                    ui.close();
                }
            }
        });
    });
}
