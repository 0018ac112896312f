//! An over-full class is mended at a click, and the click can be taken back.

use egui_kittest::kittest::Queryable;
use lunxun::app::SessionTab;
use lunxun::model::SessionId;

use super::{Class, Desk, class, signature, window};
use crate::support::district::day;

/// The class with one person too many for its room, and the next one a week later.
fn over_full() -> (Class, SessionId) {
    let mut class = class();
    let room = class.ws.sessions.get(class.id).and_then(|session| session.venue).expect("it has a room");
    let small = class.ws.venues.get(room).cloned().expect("it is there");
    class.ws = class.ws.with(lunxun::model::Venue { capacity: 11, ..small }).expect("a smaller room");
    class.ws = class.ws.with_session(class.id, |session| session.move_to(day(7, 3))).expect("it is still to come");
    let (ws, next) = class.ws.copy_session(class.id, day(7, 17)).expect("a copy");
    class.ws = ws.with_session(class.id, |session| session.max_heads = 11).expect("a smaller class");
    class.ws = class.ws.with_session(next, |session| session.max_heads = 11).expect("a smaller class");
    (class, next)
}

#[test]
fn one_click_moves_a_person_to_the_next_class_and_undo_brings_them_back() {
    let (class, next) = over_full();
    let last = *class.people.last().expect("twelve people");
    let mut desk = Desk::new(class.ws);
    desk.page.open(class.id, SessionTab::Basics);
    let mut window = window(desk);
    window.run();
    let trouble = "书记轮训第 8 期已报 12 人，超过容量 11 人";
    assert!(window.query_by_label(trouble).is_some());
    assert!(window.query_by_label("可行的改法").is_some());
    window.get_by_label("采用：移 1 人（马永贵）到书记轮训第 9 期").click();
    window.run();
    let ws = window.state().ws();
    assert!(ws.enrolments.has((next, last)) && !ws.enrolments.has((class.id, last)));
    assert!(window.query_by_label(trouble).is_none(), "the finding is gone");
    window.state_mut().document.undo(signature()).expect("it can be undone");
    window.run();
    assert_eq!(window.state().ws().n_enrolled(class.id), 12);
    assert!(window.query_by_label(trouble).is_some(), "and is back");
}
