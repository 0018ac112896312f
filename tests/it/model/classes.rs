//! A class from its list to its marks: seats, waiting list, replacements, late joiners, closing.

use lunxun::model::{EnrolmentState, MarkKind, Refusal, SlotNo, Status};

use crate::support::district::{District, day};

#[test]
fn the_waiting_list_moves_up_when_somebody_withdraws() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let member = d.member;
    let people = d.people(4, branch, member);
    let class = d.session("党员培训第 1 期", day(6, 18), 1, &[member]);
    let ws = d.ws.with_session(class, |session| session.max_heads = 2).expect("two seats");
    let ws = ws.enrol(class, &people).expect("enrolled");
    let state = |ws: &lunxun::model::Workspace, i: usize| ws.enrolments.get((class, people[i])).map(|e| e.state);
    assert_eq!(ws.n_enrolled(class), 2);
    assert_eq!(state(&ws, 2), Some(EnrolmentState::Waitlisted));
    let ws = ws.set_enrolment(class, &people[..1], EnrolmentState::Withdrawn).expect("withdrawn");
    assert_eq!(state(&ws, 2), Some(EnrolmentState::Invited));
    assert_eq!(state(&ws, 3), Some(EnrolmentState::Waitlisted));
}

#[test]
fn all_present_touches_only_unmarked_cells_and_nobody_who_joined_later() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let member = d.member;
    let people = d.people(3, branch, member);
    let class = d.session("党员培训第 1 期", day(6, 18), 1, &[member]);
    let ws = d.ws.enrol(class, &people).expect("enrolled");
    let (morning, afternoon) = (SlotNo(0), SlotNo(1));
    let ws = ws.set_marks(class, &[(people[0], morning)], Some(MarkKind::Sick)).expect("ill");
    let ws = ws.join_from((class, people[2]), Some(afternoon)).expect("joins at noon");
    let ws = ws.mark_rest_present(class, morning).expect("the rest is there");
    assert_eq!(ws.mark((class, people[0], morning)), Some(MarkKind::Sick));
    assert_eq!(ws.mark((class, people[1], morning)), Some(MarkKind::Present));
    assert_eq!(ws.mark((class, people[2], morning)), None);
    assert_eq!(ws.sessions.get(class).map(|session| session.status), Some(Status::Running));
}

#[test]
fn a_range_of_serial_numbers_marks_the_rows_of_the_sheet() {
    let mut d = District::new();
    let (second, first) = (d.township("石马镇"), d.township("魏城镇"));
    let (shi, wei) = (d.branch(second, "庙子村"), d.branch(first, "铁炉村"));
    let member = d.member;
    let late = d.people(2, wei, member);
    let early = d.people(2, shi, member);
    let class = d.session("党员培训第 1 期", day(6, 18), 1, &[member]);
    let ws = d.ws.enrol(class, &[late.clone(), early.clone()].concat()).expect("enrolled");
    let ws = ws.mark_serials(class, SlotNo(0), "1-2,4", Some(MarkKind::Late)).expect("marked");
    let kind = |who| ws.mark((class, who, SlotNo(0)));
    assert_eq!([kind(early[0]), kind(early[1])], [Some(MarkKind::Late); 2]);
    assert_eq!([kind(late[0]), kind(late[1])], [None, Some(MarkKind::Late)]);
    let refusal = ws.mark_serials(class, SlotNo(0), "3-5", None).err();
    assert_eq!(refusal, Some(Refusal::NoSuchSerial { serial: 5, last: 4 }));
}

#[test]
fn a_replaced_person_keeps_the_link_and_cannot_be_marked() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let member = d.member;
    let people = d.people(2, branch, member);
    let class = d.session("党员培训第 1 期", day(6, 18), 1, &[member]);
    let ws = d.ws.enrol(class, &people[..1]).expect("enrolled");
    let ws = ws.replace((class, people[0]), people[1]).expect("replaced");
    let state = ws.enrolments.get((class, people[0])).map(|enrolment| enrolment.state);
    assert_eq!(state, Some(EnrolmentState::Replaced { by: people[1] }));
    let marked = ws.set_marks(class, &[(people[0], SlotNo(0))], Some(MarkKind::Present));
    assert!(matches!(marked, Err(Refusal::NotTakingPart { .. })));
    assert_eq!(ws.n_enrolled(class), 1);
}

#[test]
fn a_closed_session_changes_only_after_it_is_reopened_with_a_reason() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let member = d.member;
    let people = d.people(1, branch, member);
    let class = d.session("党员培训第 1 期", day(6, 18), 1, &[member]);
    let mut ws = d.ws.enrol(class, &people).expect("enrolled");
    for status in [Status::Running, Status::Finished, Status::Closed] {
        ws = ws.set_status(class, status).expect("a step");
    }
    let cell = [(people[0], SlotNo(0))];
    assert!(matches!(ws.set_marks(class, &cell, Some(MarkKind::Present)), Err(Refusal::Closed { .. })));
    assert!(ws.reopen(class, "  ", day(6, 28)).is_err());
    let ws = ws.reopen(class, "漏登一人", day(6, 28)).expect("reopened");
    assert!(ws.sessions.get(class).is_some_and(|session| session.note.contains("漏登一人")));
    assert!(ws.set_marks(class, &cell, Some(MarkKind::Present)).is_ok());
}

#[test]
fn a_copy_takes_the_next_number_and_none_of_the_people() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let member = d.member;
    let people = d.people(2, branch, member);
    let class = d.session("书记轮训第 8 期", day(6, 18), 3, &[member]);
    d.session("书记轮训第 9 期", day(7, 3), 3, &[member]);
    let ws = d.ws.enrol(class, &people).expect("enrolled");
    let (ws, copy) = ws.copy_session(class, day(7, 16)).expect("a copy");
    let session = ws.sessions.get(copy).expect("the copy");
    assert_eq!(session.title, "书记轮训第 10 期");
    assert_eq!(session.span().map(|span| (span.first, span.last)), Some((day(7, 16), day(7, 18))));
    assert_eq!((session.status, ws.n_enrolled(copy)), (Status::Draft, 0));
}

#[test]
fn a_removed_slot_takes_its_marks_and_a_deleted_session_everything() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let member = d.member;
    let people = d.people(2, branch, member);
    let class = d.session("党员培训第 1 期", day(6, 18), 2, &[member]);
    d.attend(class, &people);
    let before = d.ws.marks.len();
    let ws = d.ws.with_session(class, |session| session.slots.truncate(3)).expect("a slot less");
    assert_eq!(ws.marks.len(), before - people.len());
    let ws = ws.without_session(class).expect("deleted");
    assert!(ws.marks.is_empty() && ws.enrolments.is_empty() && ws.faults().is_empty());
}
