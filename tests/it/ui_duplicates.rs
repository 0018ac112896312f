//! People with two records, found, merged and kept apart in the window, by keyboard alone.

use chrono::Datelike as _;
use egui::{Key, Modifiers};
use lunxun::app::Command;
use lunxun::model::{MarkKind, PersonId, SlotNo};

use crate::support::district::{District, day};
use crate::support::window::Desk;

fn district() -> (District, [PersonId; 4]) {
    let mut d = District::new();
    let (wei, jie) = (d.township("魏城镇"), d.township("街子乡"));
    let (village, market) = (d.branch(wei, "铁炉村"), d.branch(jie, "街子村"));
    let member = d.member;
    let people = [("李金花", village), ("李金花", market), ("王秀英", village), ("王秀英", market)];
    let people = people.map(|(name, branch)| d.person(name, branch, &[member]));
    for (id, phone) in people.iter().zip(["13800001037", "13800001037", "15200001187", "15200001187"]) {
        d.edit_person(*id, |person| person.phone = phone.into());
    }
    d.edit_person(people[0], |person| person.birth = day(5, 6).with_year(1970));
    d.edit_person(people[1], |person| person.birth = day(5, 6).with_year(1970));
    let class = d.session("党员集中轮训", day(3, 1), 1, &[member]);
    d.attend(class, &people[..1]);
    let visit = d.session("先进村考察", day(4, 1), 1, &[member]);
    d.attend(visit, &people[1..2]);
    (d, people)
}

fn open_by_palette(desk: &mut Desk) {
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    desk.harness.run_steps(3);
    desk.type_on("人员查重");
    press(desk, Key::Enter);
}

fn press(desk: &mut Desk, key: Key) {
    desk.harness.key_press(key);
    desk.harness.run_steps(4);
}

#[test]
fn two_records_are_merged_taken_back_and_others_kept_apart_for_good() {
    let (d, [keep, gone, one, other]) = district();
    let visit = d.ws.sessions.iter().find(|session| session.title == "先进村考察").expect("there").id;
    let mut desk = Desk::with(&d.ws);
    open_by_palette(&mut desk);
    assert!(desk.shows("可能重复的 2 对") && desk.shows("姓名、出生日期相同"), "{:?}", desk.texts());
    press(&mut desk, Key::Enter);
    assert_eq!(desk.ws().mark((visit, keep, SlotNo(0))), Some(MarkKind::Present), "the sessions of both are theirs");
    assert!(!desk.ws().people.has(gone));
    assert!(desk.shows("可能重复的 1 对"), "{:?}", desk.texts());
    press(&mut desk, Key::N);
    assert!(desk.ws().is_not_same(one, other) && desk.ws().people.has(other));
    assert!(desk.shows("没有发现重复的人员"), "{:?}", desk.texts());
    press(&mut desk, Key::Escape);
    assert!(!desk.shows("没有发现重复的人员"));
    desk.harness.state_mut().app.run_all(vec![Command::CloseFolder]);
    desk.wait(|window| window.app.document().is_none());
    desk.open(desk.home.path().join("district"));
    open_by_palette(&mut desk);
    assert!(desk.shows("没有发现重复的人员"), "it is remembered: {:?}", desk.texts());
    press(&mut desk, Key::Escape);
    for _ in 0..2 {
        desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        desk.harness.run_steps(3);
    }
    assert!(desk.ws().people.has(gone) && !desk.ws().is_not_same(one, other));
    assert_eq!(desk.ws().mark((visit, gone, SlotNo(0))), Some(MarkKind::Present));
}

#[test]
fn the_record_that_is_kept_can_be_chosen() {
    let (d, [first, second, ..]) = district();
    let mut desk = Desk::with(&d.ws);
    open_by_palette(&mut desk);
    press(&mut desk, Key::ArrowRight);
    desk.click("合并");
    assert!(desk.ws().people.has(second) && !desk.ws().people.has(first));
}

#[test]
fn both_records_stand_side_by_side() {
    let (d, _) = district();
    let mut desk = Desk::with(&d.ws);
    open_by_palette(&mut desk);
    desk.harness.snapshot("duplicates");
}
