//! The calendar without a pointer.

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use lunxun::app::CalendarView;
use lunxun::model::Status;

use super::{calendar, july, span, undo};
use crate::support::district::day;
use crate::support::window::Desk;

fn press(desk: &mut Desk, modifiers: Modifiers, keys: &[Key]) {
    for key in keys {
        desk.harness.key_press_modifiers(modifiers, *key);
        desk.harness.run_steps(2);
    }
}

#[test]
fn a_session_is_chosen_with_tab_and_moved_with_the_arrows() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    press(&mut desk, Modifiers::NONE, &[Key::Tab]);
    assert!(desk.shows("7 月 3 日至 5 日 · 一教室"), "the first is chosen: {:?}", desk.texts());
    press(&mut desk, Modifiers::COMMAND, &[Key::ArrowRight, Key::ArrowRight, Key::ArrowLeft]);
    assert_eq!(span(&desk, july.class), (day(7, 4), day(7, 6)));
    press(&mut desk, Modifiers::ALT, &[Key::ArrowDown]);
    assert_eq!(span(&desk, july.class), (day(7, 11), day(7, 13)));
    assert!(desk.shows("同用一教室"), "{:?}", desk.texts());
    undo(&mut desk);
    assert_eq!(span(&desk, july.class), (day(7, 4), day(7, 6)), "every press is a step of its own");
}

#[test]
fn shift_and_an_arrow_change_the_length() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    press(&mut desk, Modifiers::NONE, &[Key::Tab]);
    press(&mut desk, Modifiers::SHIFT, &[Key::ArrowRight]);
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 6)));
    press(&mut desk, Modifiers::SHIFT, &[Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft, Key::ArrowLeft]);
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 3)), "one day stays");
}

#[test]
fn rooms_are_changed_in_the_layout_of_venues() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Venues);
    press(&mut desk, Modifiers::NONE, &[Key::Tab]);
    press(&mut desk, Modifiers::COMMAND, &[Key::ArrowDown]);
    let venue = desk.ws().sessions.get(july.class).and_then(|session| session.venue);
    assert_eq!(venue, Some(july.rooms[1]));
}

#[test]
fn letters_and_pages_lead_through_the_year() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    press(&mut desk, Modifiers::NONE, &[Key::PageDown]);
    assert!(desk.shows("2012 年 8 月"), "{:?}", desk.texts());
    press(&mut desk, Modifiers::NONE, &[Key::T]);
    assert!(desk.shows("2012 年 6 月"));
    press(&mut desk, Modifiers::NONE, &[Key::W]);
    assert!(desk.shows("2012 年 6 月 25 日至 7 月 1 日"), "{:?}", desk.texts());
    press(&mut desk, Modifiers::NONE, &[Key::Num3]);
    assert!(desk.shows("12 月"), "{:?}", desk.texts());
    press(&mut desk, Modifiers::NONE, &[Key::V, Key::R, Key::M]);
    assert!(desk.shows("2012 年 6 月"));
}

#[test]
fn a_new_session_begins_on_the_chosen_day_and_leads_back() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    press(&mut desk, Modifiers::NONE, &[Key::ArrowDown, Key::ArrowDown, Key::ArrowRight, Key::N]);
    let field = desk.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "课程");
    field.type_text("防汛培训");
    desk.harness.run();
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    desk.harness.run();
    let made = desk.ws().sessions.iter().find(|session| session.title == "防汛培训").expect("it was made");
    assert_eq!((made.status, made.span().map(|span| span.first)), (Status::Draft, Some(day(7, 17))));
    assert!(desk.shows("防汛培训，7 月 17 日"), "the calendar shows it: {:?}", desk.texts());
}

#[test]
fn enter_opens_the_chosen_session() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    press(&mut desk, Modifiers::NONE, &[Key::Tab, Key::Tab, Key::Enter]);
    assert!(desk.shows("两新书记班") && desk.shows("基本信息"), "{:?}", desk.texts());
}

#[test]
fn tab_leaves_the_calendar_after_the_last_session() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    press(&mut desk, Modifiers::NONE, &[Key::Tab, Key::Tab]);
    let before = desk.harness.ctx.memory(egui::Memory::focused);
    press(&mut desk, Modifiers::NONE, &[Key::Tab]);
    let after = desk.harness.ctx.memory(egui::Memory::focused);
    assert!(before.is_some() && before != after, "the focus goes on");
}

#[test]
fn the_calendar_is_saved_for_phones_from_the_palette() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    let file = desk.save_as("轮训.ics");
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    desk.harness.run();
    desk.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "全局搜索").type_text("日历订阅");
    desk.harness.run();
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    desk.wait(|window| window.app.under_way().next().is_none());
    let text = std::fs::read_to_string(file).expect("it was written");
    assert!(text.contains("SUMMARY:书记轮训第 9 期") && text.contains("DTSTAMP:20120628T014107Z"), "{text}");
}
