//! Edits as differences: applied, inverted, replayed, echoed, in any order a user can bring about.

use chrono::{NaiveDate, NaiveDateTime};
use lunxun::app::{Document, Signature};
use lunxun::model::{
    Edit, EnrolmentState, ExemptionReason, Fen, History, Label, MarkKind, PersonId, Refusal, SessionId, TableName,
    Workspace,
};
use proptest::prelude::*;

use crate::support::district::{District, day};

fn signature() -> Signature {
    let at = NaiveDate::from_ymd_opt(2012, 6, 28).and_then(|day| day.and_hms_opt(9, 0, 0));
    Signature { at: at.expect("a time"), author: "王干事".into() }
}

fn label() -> Label {
    Label::ChangeMany { table: TableName::People, n: 1 }
}

/// A small district: two branches in two towns, a class of two days, eight people.
struct Small {
    ws: Workspace,
    class: SessionId,
    people: Vec<PersonId>,
}

fn small() -> Small {
    let mut d = District::new();
    let (wei, shi) = (d.township("魏城镇"), d.township("石马镇"));
    let (one, two) = (d.branch(wei, "铁炉村"), d.branch(shi, "庙子村"));
    let member = d.member;
    let mut people = d.people(4, one, member);
    people.extend(d.people(4, two, member));
    let class = d.session("党员培训第 1 期", day(6, 18), 2, &[member]);
    Small { ws: d.ws, class, people }
}

/// One of the things a user can do, chosen by numbers; refusals are part of life.
fn act(ws: &Workspace, small: &Small, what: u8, who: usize, kind: usize) -> Result<Workspace, Refusal> {
    let person = small.people[who % small.people.len()];
    let other = small.people[(who + 1) % small.people.len()];
    let slots = &ws.sessions.get(small.class).expect("the class stays").slots;
    let slot = slots[kind % slots.len()].no;
    match what % 9 {
        0 => ws.enrol(small.class, &[person, other]),
        1 => ws.set_marks(small.class, &[(person, slot)], Some(MarkKind::ALL[kind % 9])),
        2 => ws.mark_rest_present(small.class, slot),
        3 => ws.set_enrolment(small.class, &[person], EnrolmentState::Withdrawn),
        4 => ws.replace((small.class, person), other),
        5 => ws.exempt_people(&[person], kind.is_multiple_of(2).then_some(ExemptionReason::Ill), day(6, 1)),
        6 => ws.with_session(small.class, |session| session.max_heads = 1 + kind as u32 % 4),
        7 => ws.with_person(person, |person| person.phone = format!("1380000{kind:04}")),
        _ => ws.set_marks(small.class, &[(person, slot)], None),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_can_be_taken_back_and_replayed(steps in prop::collection::vec((0u8..9, 0usize..8, 0usize..9), 1..30)) {
        let small = small();
        let mut ws = small.ws.clone();
        for (what, who, kind) in steps {
            let Ok(next) = act(&ws, &small, what, who, kind) else { continue };
            let changes = ws.changes_to(&next);
            let edit = Edit { label: label(), at: NaiveDateTime::default(), author: String::new(), echo: None, changes };
            let replayed = ws.apply(&edit.changes).expect("a difference applies to what it was taken from");
            prop_assert!(replayed.has_same_records(&next));
            let back = next.apply(&edit.inverse_changes()).expect("an inverse applies to what it leads back from");
            prop_assert!(back.has_same_records(&ws));
            prop_assert!(next.faults().is_empty(), "a command made {:?}", next.faults());
            ws = next;
        }
    }

    #[test]
    fn undo_and_redo_walk_through_the_same_states(steps in prop::collection::vec((0u8..9, 0usize..8, 0usize..9), 1..20), n_undo in 0usize..25) {
        let small = small();
        let mut document = Document::new(small.ws.clone(), History::default(), 0, day(6, 28));
        let mut states = vec![small.ws.clone()];
        for (what, who, kind) in steps {
            let before = document.workspace().clone();
            if let Ok(Some(_)) = document.run(label(), |_| act(&before, &small, what, who, kind), signature()) {
                states.push(document.workspace().clone());
            }
        }
        let n_undo = n_undo.min(states.len() - 1);
        for i in 1..=n_undo {
            document.undo(signature()).expect("undo");
            prop_assert!(document.workspace().has_same_records(&states[states.len() - 1 - i]));
        }
        // A restart knows no more than the edits in order.
        let edits: Vec<_> = document.history().edits().map(|(seq, edit)| (seq, edit.clone())).collect();
        let mut reopened = Document::new(document.workspace().clone(), History::from_edits(edits), 0, day(6, 28));
        for i in (0..n_undo).rev() {
            reopened.redo(signature()).expect("redo");
            prop_assert!(reopened.workspace().has_same_records(&states[states.len() - 1 - i]));
        }
        prop_assert!(reopened.redo(signature()).expect("nothing more").is_none());
    }
}

#[test]
fn a_stale_edit_is_refused_whole() {
    let small = small();
    let person = small.people[0];
    let renamed = small.ws.with_person(person, |person| person.name = "李建国".into()).expect("a name");
    let edit = small.ws.changes_to(&renamed);
    let elsewhere = small.ws.with_person(person, |person| person.name = "李建华".into()).expect("a name");
    assert!(matches!(elsewhere.apply(&edit), Err(Refusal::Stale { table: TableName::People, .. })));
}

#[test]
fn ids_are_never_used_twice_not_even_after_an_undo() {
    let small = small();
    let mut document = Document::new(small.ws.clone(), History::default(), 0, day(6, 28));
    let copy = |ws: &Workspace| ws.copy_session(small.class, day(7, 3)).map(|(ws, _)| ws);
    document.run(label(), copy, signature()).expect("a copy");
    let first = document.workspace().sessions.iter().last().expect("the copy").id;
    document.undo(signature()).expect("undo");
    document.run(label(), copy, signature()).expect("another copy");
    let second = document.workspace().sessions.iter().last().expect("the copy").id;
    assert_ne!(first, second);
}

#[test]
fn nothing_changes_in_a_folder_opened_for_reading() {
    let small = small();
    let mut document = Document::new(small.ws.clone(), History::default(), 0, day(6, 28));
    document.is_read_only = true;
    let refusal = document.run(label(), |ws| ws.enrol(small.class, &small.people), signature());
    assert_eq!(refusal.err(), Some(Refusal::ReadOnly));
    assert!(document.workspace().has_same_records(&small.ws));
}

#[test]
fn impossible_values_are_refused_with_their_reason() {
    let small = small();
    let zero = small.ws.with_session(small.class, |session| session.max_heads = 0);
    assert_eq!(zero.err(), Some(Refusal::Zero(lunxun::model::refusal::Field::Capacity)));
    let far = small
        .ws
        .with_session(small.class, |session| session.move_to(NaiveDate::from_ymd_opt(2021, 6, 18).expect("a day")));
    assert!(matches!(far, Err(Refusal::DateOutOfRange(_))));
    let mut ws = small.ws.clone();
    let line = lunxun::model::CostLine {
        id: ws.ids.take(),
        session: Some(small.class),
        item: lunxun::model::CostItem::Meals,
        payer: lunxun::model::Level::District,
        township: None,
        funding: None,
        date: day(6, 18),
        planned: Fen(-1),
        actual: None,
        note: String::new(),
    };
    assert_eq!(ws.with(line).err(), Some(Refusal::Negative(lunxun::model::refusal::Field::Planned)));
}
