//! Making and changing sessions, enrolling people, and money.

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use lunxun::app::{SessionFilter, SessionTab};
use lunxun::model::{EnrolmentState, Mode};

use super::{Desk, class, press, retype, signature, window};
use crate::support::district::day;

#[test]
fn a_session_is_made_with_the_keyboard() {
    let class = class();
    let mut window = window(Desk::new(class.ws));
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.run();
    window.get_by_role_and_label(Role::TextInput, "课程").type_text("sjlx");
    window.run();
    press(&mut window, &[Key::Enter]);
    let desk = window.state();
    let made = desk.ws().sessions.iter().find(|session| session.title == "书记轮训第 9 期").expect("it was made");
    assert_eq!((made.max_heads, made.slots.len()), (50, 6), "the room seats 50, the course takes three days");
    assert_eq!(made.span().map(|span| (span.first, span.last)), Some((day(7, 2), day(7, 4))));
    assert_eq!(desk.page.chosen(), Some(made.id), "and it is open");
}

#[test]
fn a_new_session_is_proposed_for_a_week_in_which_its_room_is_free() {
    let mut class = class();
    let (taken, _) = class.ws.copy_session(class.id, day(7, 3)).expect("a copy");
    class.ws = taken;
    let mut window = window(Desk::new(class.ws));
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::N);
    window.run();
    window.get_by_role_and_label(Role::TextInput, "课程").type_text("sjlx");
    window.run();
    press(&mut window, &[Key::Enter]);
    let desk = window.state();
    let made = desk.page.chosen().and_then(|id| desk.ws().sessions.get(id)).expect("it was made");
    assert_eq!(made.span().map(|span| span.first), Some(day(7, 9)));
}

#[test]
fn a_session_that_ends_before_it_begins_is_not_made() {
    let class = class();
    let mut window = window(Desk::new(class.ws.clone()));
    window.run();
    window.get_by_label("新班次").click();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "课程").type_text("sjlx");
    window.run();
    retype(&mut window, "结束日期", "6-1");
    press(&mut window, &[Key::Enter]);
    assert!(window.query_by_label_contains("结束日期 2012-06-01 早于开始日期 2012-07-02").is_some());
    assert_eq!(window.state().ws().sessions.len(), class.ws.sessions.len());
}

#[test]
fn fields_are_changed_in_place_and_impossible_values_are_refused() {
    let class = class();
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(class.id, SessionTab::Basics);
    let mut window = window(desk);
    window.run();
    retype(&mut window, "容纳人数", "0");
    press(&mut window, &[Key::Enter]);
    assert!(window.query_by_label("容纳人数不能为 0，请填写大于 0 的数").is_some());
    retype(&mut window, "班次名称", "书记轮训第 18 期");
    press(&mut window, &[Key::Enter]);
    let session = window.state().ws().sessions.get(class.id).expect("it is there");
    assert_eq!((session.title.as_str(), session.max_heads), ("书记轮训第 18 期", 50));
}

#[test]
fn a_township_is_filled_up_to_its_quota_with_those_not_yet_trained() {
    let mut class = class();
    class.ws = class.ws.unenrol(class.id, &class.people[..2]).expect("they were enrolled");
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(class.id, SessionTab::Enrolment);
    let mut window = window(desk);
    window.run();
    retype(&mut window, "魏城镇名额", "2");
    press(&mut window, &[Key::Enter]);
    window.get_by_label("从魏城镇未训人员中补 2 人").click();
    window.run();
    let ws = window.state().ws();
    let session = ws.sessions.get(class.id).expect("it is there");
    assert_eq!(session.quotas.iter().find(|quota| quota.township == class.unit).map(|quota| quota.heads), Some(2));
    assert_eq!(ws.n_enrolled(class.id), 12, "both secretaries are back");
}

#[test]
fn a_person_is_enrolled_by_initials_and_the_dialog_says_who_cannot_be() {
    let mut class = class();
    class.ws = class.ws.unenrol(class.id, &class.people[..1]).expect("he was enrolled");
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(class.id, SessionTab::Enrolment);
    let mut window = window(desk);
    window.run();
    window.get_by_label("添加人员").click();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "查找人员").type_text("ljg");
    window.run();
    press(&mut window, &[Key::Enter]);
    assert!(window.state().ws().enrolments.has((class.id, class.people[0])));
    window.get_by_role_and_label(Role::TextInput, "查找人员").type_text("hxj");
    window.run();
    press(&mut window, &[Key::Enter]);
    assert!(window.query_by_label("何小军 不属于本班次的培训对象，请先在人员页设置").is_some());
}

#[test]
fn a_pasted_list_is_enrolled_but_for_those_it_cannot_place() {
    let mut class = class();
    class.ws = class.ws.unenrol(class.id, &class.people[..3]).expect("they were enrolled");
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(class.id, SessionTab::Enrolment);
    let mut window = window(desk);
    window.run();
    window.get_by_label("粘贴名单…").click();
    window.run();
    let list = "姓名\t乡镇\r\n李建国\t魏城镇\r\n王秀英\t魏城镇\r\n不存在的人\t魏城镇\r\n刘桂芳\t街子乡\r\n";
    window.event(egui::Event::Paste(list.to_owned()));
    window.run();
    assert!(window.query_by_label("查无此人").is_some());
    window.get_by_label("加入 2 人").click();
    window.run();
    let ws = window.state().ws();
    assert!(ws.enrolments.has((class.id, class.people[0])) && ws.enrolments.has((class.id, class.people[1])));
    assert!(!ws.enrolments.has((class.id, class.people[2])), "she was not on the list");
}

#[test]
fn the_waiting_list_moves_up_when_somebody_withdraws() {
    let mut class = class();
    let last = class.people[11];
    class.ws = class.ws.set_enrolment(class.id, &[last], EnrolmentState::Waitlisted).expect("she waits");
    class.ws = class.ws.with_session(class.id, |session| session.max_heads = 11).expect("a smaller room");
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(class.id, SessionTab::Enrolment);
    let mut window = window(desk);
    window.run();
    window.get_by_label("李建国").click();
    window.run();
    window.get_by_label("退出").click();
    window.run();
    let state = |person| window.state().ws().enrolments.get((class.id, person)).map(|enrolment| enrolment.state);
    assert_eq!(state(class.people[0]), Some(EnrolmentState::Withdrawn));
    assert_eq!(state(last), Some(EnrolmentState::Invited));
}

#[test]
fn money_is_typed_in_yuan_and_never_negative() {
    let class = class();
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(class.id, SessionTab::Costs);
    let mut window = window(desk);
    window.run();
    window.get_by_label("加一行").click();
    window.run();
    retype(&mut window, "预算（元）", "-5");
    press(&mut window, &[Key::Enter]);
    assert!(window.query_by_label("金额不能为负数").is_some());
    retype(&mut window, "预算（元）", "1234.5");
    press(&mut window, &[Key::Enter]);
    let planned: Vec<i64> = window.state().ws().costs.iter().map(|line| line.planned.0).collect();
    assert_eq!(planned, [450_000, 180_000, 123_450]);
    assert!(window.query_by_label_contains("7,534.50").is_some());
}

#[test]
fn a_deleted_session_comes_back_with_its_people() {
    let class = class();
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(class.id, SessionTab::Basics);
    let mut window = window(desk);
    window.run();
    window.get_by_label("更多操作").click();
    window.run();
    window.get_by_label("删除班次").click();
    window.run();
    assert!(window.state().ws().sessions.get(class.id).is_none());
    window.state_mut().document.undo(signature()).expect("it can be undone");
    window.run();
    assert_eq!(window.state().ws().n_enrolled(class.id), 12);
}

#[test]
fn the_list_can_be_searched_by_initials_and_filtered() {
    let class = class();
    let mut window = window(Desk::new(class.ws));
    window.run();
    window.get_by_role_and_label(Role::TextInput, "搜索班次").focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "搜索班次").type_text("tdlz");
    window.run();
    assert!(window.query_by_label("书记轮训第 7 期").is_none());
    assert!(window.query_all_by_label("土地流转政策").next().is_some());

    let filter = SessionFilter { mode: Some(Mode::PartySchool), ..SessionFilter::default() };
    window.state_mut().page.set_filter(filter);
    window.run();
    assert!(window.query_all_by_label("书记轮训第 7 期").next().is_some());
    assert!(window.query_by_label("土地流转政策").is_none());
}

#[test]
fn quotas_are_proposed_by_who_is_left_bent_and_taken_over() {
    let mut d = crate::support::district::District::new();
    let (wei, jie) = (d.township("甲镇"), d.township("乙镇"));
    let (one, other) = (d.branch(wei, "一村"), d.branch(jie, "二村"));
    let member = d.member;
    d.people(7, one, member);
    d.people(2, other, member);
    let next = d.session("名额班", day(8, 6), 1, &[member]);
    d.edit_session(next, |session| session.max_heads = 3);
    let mut desk = Desk::new(d.ws);
    desk.page.open(next, SessionTab::Enrolment);
    let mut window = window(desk);
    window.run();
    window.get_by_label("按待训人数分配…").click();
    window.run();
    window.get_by_label_contains("应得 2.33 席");
    window.get_by_label("采用").click();
    window.run();
    let quota = |window: &egui_kittest::Harness<'_, Desk>, township| {
        let session = window.state().ws().sessions.get(next).expect("it is there");
        session.quotas.iter().find(|quota| quota.township == township).map(|quota| quota.heads)
    };
    assert_eq!((quota(&window, wei), quota(&window, jie)), (Some(2), Some(1)), "7 and 2 people for 3 seats");
    window.state_mut().document.undo(signature()).expect("one step");
    assert_eq!(quota(&window, wei), None);
}

#[test]
fn a_list_of_rooms_says_which_are_taken_on_these_days_and_by_whom() {
    let mut class = class();
    let room = class.ws.sessions.get(class.id).and_then(|session| session.venue).expect("it has a room");
    let (ws, other) = class.ws.copy_session(class.id, day(6, 18)).expect("a copy on the same days");
    class.ws = ws.set_venue(other, None).expect("without a room");
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(other, SessionTab::Basics);
    let mut window = window(desk);
    window.run();
    let name = class.ws.venues.get(room).map(|venue| venue.name.clone()).expect("it is there");
    let none = window.get_all_by_label("（未定）").next().expect("the choice of the room");
    none.click();
    window.run();
    assert!(window.query_by_label(&format!("{name}（已被“书记轮训第 8 期”占用）")).is_some(), "it says so");
    window.get_by_label(&format!("{name}（已被“书记轮训第 8 期”占用）")).click();
    window.run();
    let chosen = window.state().ws().sessions.get(other).and_then(|session| session.venue);
    assert_eq!(chosen, Some(room), "it is flagged, not refused");
}
