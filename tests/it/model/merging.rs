//! Two records of one person made one: sessions, marks, topics and stand-ins follow, and nothing is there twice.

use lunxun::model::topics::Asker;
use lunxun::model::{
    EnrolmentState, MarkKind, MergeClashes, PersonId, Refusal, SlotNo, Status, Topic, TopicArea, TopicState,
};
use lunxun::report::duplicates::{Evidence, duplicates};

use crate::support::district::{District, day};

/// Someone with a record in each of two towns, and somebody else.
struct Twice {
    d: District,
    keep: PersonId,
    gone: PersonId,
    third: PersonId,
}

fn twice() -> Twice {
    let mut d = District::new();
    let (wei, jie) = (d.township("魏城镇"), d.township("街子乡"));
    let (village, market) = (d.branch(wei, "铁炉村"), d.branch(jie, "街子村"));
    let (secretary, member) = (d.secretary, d.member);
    let keep = d.person("李金花", village, &[member]);
    let gone = d.person("李金花", market, &[member, secretary]);
    let third = d.person("王秀英", village, &[member]);
    d.edit_person(gone, |person| person.phone = "13800001037".into());
    Twice { d, keep, gone, third }
}

#[test]
fn of_two_marks_of_a_half_day_attended_counts_and_the_rest_moves() {
    let Twice { mut d, keep, gone, .. } = twice();
    let (both, only) =
        (d.session("两条都在", day(3, 1), 2, &[d.member]), d.session("只有一条", day(4, 1), 1, &[d.member]));
    d.mark(both, &[keep], &[0, 1], MarkKind::Absent);
    d.mark(both, &[keep], &[2], MarkKind::Late);
    d.mark(both, &[gone], &[0, 2], MarkKind::Present);
    d.mark(both, &[gone], &[1], MarkKind::Sick);
    d.mark(both, &[gone], &[3], MarkKind::Personal);
    d.attend(only, &[gone]);
    assert_eq!(d.ws.merge_clashes(keep, gone), MergeClashes { sessions: 1, marks: 3 });
    d.run(|ws| ws.with_people_merged(keep, gone));
    let kinds = [0, 1, 2, 3].map(|no| d.ws.mark((both, keep, SlotNo(no))));
    let expected = [MarkKind::Present, MarkKind::Sick, MarkKind::Late, MarkKind::Personal];
    assert_eq!(kinds, expected.map(Some), "attended before leave before absent");
    assert_eq!(d.ws.mark((only, keep, SlotNo(1))), Some(MarkKind::Present));
    assert_eq!((d.ws.enrolments_in(both).count(), d.ws.enrolments_in(only).count()), (1, 1));
    let person = d.ws.people.get(keep).expect("kept");
    assert_eq!((person.cohorts.len(), person.homes.len()), (2, 1), "the same cohort is there once");
    assert_eq!(person.phone, "13800001037", "a blank is filled");
    assert!(!d.ws.people.has(gone));
    assert_eq!(d.ws.faults(), []);
}

#[test]
fn a_seat_that_both_had_goes_to_whoever_waits() {
    let Twice { mut d, keep, gone, third } = twice();
    let class = d.session("满员", day(3, 1), 1, &[d.member]);
    d.run(|ws| ws.with_session(class, |session| session.max_heads = 2)?.enrol(class, &[keep, gone, third]));
    let state = |d: &District| d.ws.enrolments.get((class, third)).map(|enrolment| enrolment.state);
    assert_eq!(state(&d), Some(EnrolmentState::Waitlisted));
    d.run(|ws| ws.with_people_merged(keep, gone));
    assert_eq!(state(&d), Some(EnrolmentState::Invited));
    assert_eq!(d.ws.n_enrolled(class), 2);
}

#[test]
fn whatever_spoke_of_the_one_speaks_of_the_other() {
    let Twice { mut d, keep, gone, third } = twice();
    let class = d.session("替训", day(3, 1), 1, &[d.member]);
    d.run(|ws| ws.enrol(class, &[third, keep])?.replace((class, third), gone));
    d.run(|ws| ws.set_cover(gone, Some(third)));
    let id = d.ws.ids.take();
    d.put(Topic {
        id,
        text: "嫁接技术".into(),
        area: TopicArea::Prosperity,
        state: TopicState::Asked,
        askers: vec![Asker::person(keep, day(5, 1)), Asker::person(third, day(2, 1)), Asker::person(gone, day(1, 9))],
    });
    let before = d.ws.clone();
    d.run(|ws| ws.with_people_merged(keep, gone));
    let state = |person| d.ws.enrolments.get((class, person)).map(|enrolment| enrolment.state);
    assert_eq!(state(third), Some(EnrolmentState::Replaced { by: keep }));
    assert_eq!(state(keep), Some(EnrolmentState::Confirmed), "the firmer of two enrolments is left");
    assert_eq!(d.ws.people.get(third).and_then(|person| person.cover), Some(keep));
    assert_eq!(d.ws.people.get(keep).and_then(|person| person.cover), Some(third));
    let asked = &d.ws.topics.get(id).expect("the topic").askers;
    assert_eq!(asked, &[Asker::person(keep, day(1, 9)), Asker::person(third, day(2, 1))], "asked once, first then");
    assert_eq!(d.ws.faults(), []);
    let back: Vec<_> = before.changes_to(&d.ws).iter().rev().map(lunxun::model::Change::inverse).collect();
    assert!(d.ws.apply(&back).expect("taken back").has_same_records(&before));
}

#[test]
fn someone_who_came_for_their_own_other_record_is_enrolled_once() {
    let Twice { mut d, keep, gone, .. } = twice();
    let class = d.session("替训", day(3, 1), 1, &[d.member]);
    d.run(|ws| ws.enrol(class, &[keep])?.replace((class, keep), gone));
    d.run(|ws| ws.with_people_merged(keep, gone));
    let states: Vec<_> = d.ws.enrolments_in(class).map(|enrolment| (enrolment.person, enrolment.state)).collect();
    assert_eq!(states, [(keep, EnrolmentState::Confirmed)]);
    assert_eq!(d.ws.faults(), []);
}

#[test]
fn two_people_and_closed_figures_are_left_alone() {
    let Twice { mut d, keep, gone, third } = twice();
    d.edit_person(keep, |person| person.id_number = "510704197001011237".into());
    d.edit_person(third, |person| person.id_number = "51070419650315123X".into());
    assert!(matches!(d.ws.with_people_merged(keep, third), Err(Refusal::TwoPeople { .. })));
    assert!(matches!(d.ws.with_people_merged(keep, keep), Err(Refusal::Itself(_))));
    let class = d.session("已办结", day(3, 1), 1, &[d.member]);
    d.attend(class, &[keep, gone]);
    d.run(|ws| ws.set_status(class, Status::Closed));
    assert!(matches!(d.ws.with_people_merged(keep, gone), Err(Refusal::Closed { .. })));
}

#[test]
fn a_name_alone_is_no_evidence_and_what_was_said_is_remembered() {
    let Twice { mut d, keep, gone, third } = twice();
    assert_eq!(duplicates(&d.ws), [], "only the names are the same");
    d.edit_person(keep, |person| person.phone = "13800001037".into());
    let evidence =
        |d: &District| duplicates(&d.ws).into_iter().map(|pair| (pair.people, pair.evidence)).collect::<Vec<_>>();
    assert_eq!(evidence(&d), [([keep, gone], vec![Evidence::NameAndPhone])]);
    for (id, birth) in [(keep, day(7, 1)), (gone, day(7, 9))] {
        d.edit_person(id, |person| person.birth = Some(birth));
    }
    assert_eq!(evidence(&d), [([keep, gone], vec![Evidence::NameAndPhone, Evidence::NameAndBirthMonth])]);
    for id in [gone, third] {
        d.edit_person(id, |person| person.id_number = "510704197001011237".into());
    }
    assert_eq!(evidence(&d)[0], ([gone, third], vec![Evidence::IdNumber]), "the strongest first");
    d.edit_person(keep, |person| person.id_number = "51070419650315123X".into());
    assert_eq!(evidence(&d).len(), 1, "two ID numbers are two people");
    d.run(|ws| ws.set_not_same(third, gone));
    assert_eq!(evidence(&d), []);
    d.run(|ws| ws.without_person(gone));
    assert_eq!(d.ws.faults(), [], "nothing speaks of who has gone");
}
