//! A locked session stays where it is: the calendar says so, and unlocks it at a click or a key.

use egui::{Key, vec2};
use lunxun::app::CalendarView;

use super::{calendar, drag, drop_at, july, place, span};
use crate::support::district::{District, day};

#[test]
fn neither_a_drag_nor_a_key_moves_it_until_it_is_unlocked() {
    let july = july();
    let mut d = District { ws: july.ws.clone(), ..District::new() };
    d.run(|ws| ws.lock_sessions(&[july.class], true));
    let mut desk = calendar(&d.ws, CalendarView::Month);
    let from = place(&desk, "书记轮训第 9 期，7 月 3 日至 5 日").left_center() + vec2(30.0, 0.0);
    let to = place(&desk, "7 月 12 日").center();
    drag(&mut desk, from, to);
    assert!(desk.shows("“书记轮训第 9 期”已锁定，请先解锁"), "{:?}", desk.texts());
    drop_at(&mut desk, to);
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 5)));
    assert!(desk.shows("已锁定：排班、拖动和按键都不改动它"), "the panel says it too: {:?}", desk.texts());
    desk.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::ArrowRight);
    desk.harness.run_steps(2);
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 5)));
    desk.click("解锁");
    assert!(!desk.shows("已锁定：排班"), "{:?}", desk.texts());
    drag(&mut desk, from, to);
    drop_at(&mut desk, to);
    assert_eq!(span(&desk, july.class).0, day(7, 12), "now it moves");
    desk.harness.key_press(Key::L);
    desk.harness.run_steps(2);
    assert_eq!(desk.ws().sessions.get(july.class).map(|session| session.is_locked), Some(true));
}
