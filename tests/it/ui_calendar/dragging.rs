//! Sessions moved and stretched with the pointer, and what waits dragged onto days.

use egui::{Key, vec2};
use egui_kittest::kittest::Queryable as _;
use lunxun::app::CalendarView;
use lunxun::model::{Asker, MarkKind, Status, Topic, TopicArea, TopicState};

use super::{calendar, drag, drop_at, july, place, show, span, undo};
use crate::support::district::{District, day};

#[test]
fn a_session_is_dragged_two_days_later_and_undo_brings_it_back() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    let bar = place(&desk, "书记轮训第 9 期，7 月 3 日至 5 日");
    let from = bar.left_center() + vec2(30.0, 0.0);
    let to = place(&desk, "7 月 5 日").center();
    drag(&mut desk, from, to);
    assert!(desk.shows("改到 7 月 5 日至 7 日"), "{:?}", desk.texts());
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 5)), "nothing has changed yet");
    drop_at(&mut desk, to);
    assert_eq!(span(&desk, july.class), (day(7, 5), day(7, 7)));
    assert!(desk.shows("已完成：“书记轮训第 9 期”改到 7 月 5 日"), "{:?}", desk.texts());
    undo(&mut desk);
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 5)));
    assert!(desk.shows("书记轮训第 9 期，7 月 3 日至 5 日"), "the bar is back: {:?}", desk.texts());
}

#[test]
fn a_taken_room_is_shown_while_dragging_and_never_refused() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    let from = place(&desk, "书记轮训第 9 期，7 月 3 日至 5 日").left_center() + vec2(30.0, 0.0);
    let to = place(&desk, "7 月 10 日").center();
    drag(&mut desk, from, to);
    assert!(desk.shows("同用一教室"), "{:?}", desk.texts());
    drop_at(&mut desk, to);
    assert_eq!(span(&desk, july.class), (day(7, 10), day(7, 12)));
    assert!(desk.shows("同用一教室"), "the panel says it too: {:?}", desk.texts());
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    let from = place(&desk, "书记轮训第 9 期，7 月 3 日至 5 日").left_center() + vec2(30.0, 0.0);
    let to = place(&desk, "7 月 12 日").center();
    drag(&mut desk, from, to);
    desk.harness.key_press(Key::Escape);
    desk.harness.run_steps(2);
    assert!(!desk.shows("改到 7 月 12 日"), "{:?}", desk.texts());
    drop_at(&mut desk, to);
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 5)));
}

#[test]
fn the_right_edge_makes_a_session_longer_and_its_half_days_follow() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Month);
    let bar = place(&desk, "书记轮训第 9 期，7 月 3 日至 5 日");
    let from = bar.right_center() - vec2(3.0, 0.0);
    let to = place(&desk, "7 月 6 日").center();
    drag(&mut desk, from, to);
    drop_at(&mut desk, to);
    let session = desk.ws().sessions.get(july.class).expect("it is there");
    assert_eq!((session.slots.len(), span(&desk, july.class).1), (8, day(7, 6)), "four whole days");
    undo(&mut desk);
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 5)));
}

#[test]
fn a_session_with_marks_says_why_it_stays() {
    let july = july();
    let mut d = District { ws: july.ws.clone(), ..District::new() };
    d.run(|ws| ws.set_status(july.class, Status::Running));
    let who = d.ws.enrolments_in(july.class).next().expect("somebody").person;
    d.mark(july.class, &[who], &[0], MarkKind::Present);
    let mut desk = calendar(&d.ws, CalendarView::Month);
    let from = place(&desk, "书记轮训第 9 期，7 月 3 日至 5 日").left_center() + vec2(30.0, 0.0);
    let to = place(&desk, "7 月 12 日").center();
    drag(&mut desk, from, to);
    assert!(desk.shows("已有 1 条考勤"), "{:?}", desk.texts());
    drop_at(&mut desk, to);
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 5)));
    assert_eq!(desk.ws().marks_in(july.class).count(), 1);
}

#[test]
fn another_row_is_another_room() {
    let july = july();
    let mut desk = calendar(&july.ws, CalendarView::Venues);
    let bar = place(&desk, "书记轮训第 9 期，7 月 3 日至 5 日");
    let room = place(&desk, "二教室");
    let from = bar.center();
    let to = egui::pos2(from.x, room.center().y);
    drag(&mut desk, from, to);
    assert!(desk.shows("改到 7 月 3 日至 5 日，二教室"), "{:?}", desk.texts());
    drop_at(&mut desk, to);
    assert_eq!(desk.ws().sessions.get(july.class).and_then(|session| session.venue), Some(july.rooms[1]));
    assert_eq!(span(&desk, july.class), (day(7, 3), day(7, 5)));
}

#[test]
fn a_topic_dropped_on_a_day_becomes_a_session_and_undo_takes_both_back() {
    let july = july();
    let mut d = District { ws: july.ws, ..District::new() };
    let id = d.ws.ids.take();
    let askers = vec![Asker::unnamed(1, day(6, 1))];
    let text = "沼气池维护".to_owned();
    d.put(Topic { id, text, area: TopicArea::NewCountryside, state: TopicState::Asked, askers });
    let mut desk = calendar(&d.ws, CalendarView::Month);
    desk.harness.get_by_role_and_label(egui::accesskit::Role::Button, "点题").click();
    desk.harness.run_steps(3);
    let from = place(&desk, "沼气池维护 1 人点").center();
    let to = place(&desk, "7 月 25 日").center();
    drag(&mut desk, from, to);
    assert!(desk.shows("新班次“沼气池维护”"), "{:?}", desk.texts());
    drop_at(&mut desk, to);
    let made = desk.ws().sessions.iter().find(|session| session.title == "沼气池维护").expect("it was made");
    assert_eq!((made.status, made.span().map(|span| span.first)), (Status::Draft, Some(day(7, 25))));
    let session = made.id;
    assert_eq!(desk.ws().topics.get(id).map(|topic| topic.state.clone()), Some(TopicState::Scheduled { session }));
    undo(&mut desk);
    assert_eq!(desk.ws().topics.get(id).map(|topic| topic.state.clone()), Some(TopicState::Asked));
    assert!(!desk.ws().sessions.has(session));
}

#[test]
fn untrained_people_dropped_on_a_session_take_the_seats_it_has() {
    let july = july();
    let mut d = District { ws: july.ws.clone(), ..District::new() };
    d.edit_session(july.other, |session| session.max_heads = 1);
    let mut desk = calendar(&d.ws, CalendarView::Month);
    desk.click("未训");
    let from = place(&desk, "魏城镇 2 人").center();
    let to = place(&desk, "两新书记班，7 月 11 日至 12 日").center();
    drag(&mut desk, from, to);
    assert!(desk.shows("1 人加入“两新书记班”"), "{:?}", desk.texts());
    drop_at(&mut desk, to);
    assert_eq!(desk.ws().n_enrolled(july.other), 1, "one seat, one of the two");
    assert_eq!(desk.ws().enrolments_in(july.other).count(), 1, "nobody is put on the waiting list");
}

#[test]
fn what_a_day_cannot_show_stands_in_a_list() {
    let mut d = District::new();
    let member = d.member;
    for n in 1..=8 {
        d.session(&format!("小班第 {n} 期"), day(7, 4), 1, &[member]);
    }
    let mut desk = calendar(&d.ws, CalendarView::Month);
    assert!(!desk.shows("小班第 8 期，"), "{:?}", desk.texts());
    let more = place(&desk, "项 7 月 4 日");
    desk.harness.hover_at(more.center());
    desk.harness.run();
    desk.harness.drag_at(more.center());
    desk.harness.drop_at(more.center());
    desk.harness.run();
    desk.click("小班第 8 期  0/50");
    assert!(desk.shows("小班第 8 期，7 月 4 日"), "the chosen one is never hidden: {:?}", desk.texts());
    show(&mut desk, CalendarView::Week, day(7, 4));
}
