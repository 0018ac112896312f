//! The few things that need attention, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use lunxun::model::{Half, Mode, PersonId, Session, Status, TownshipId};
use lunxun::report::{Index, findings};
use lunxun::rules::{Impact, Rule};

use super::{alive, as_of, date, demo};

#[test]
fn one_class_stands_in_a_closed_room_and_one_in_a_hall_that_is_taken_and_no_other_clashes() {
    let mut rooms = BTreeMap::new();
    let mut shared = Vec::new();
    let mut trainers = BTreeSet::new();
    let mut closed = Vec::new();
    for session in alive(demo()) {
        let venue = session.venue.and_then(|id| demo().venues.get(id)).expect("every session has a venue");
        for slot in &session.slots {
            let at = (slot.date, slot.half);
            let before = rooms.insert((venue.id, at), session.title.as_str()).filter(|_| !venue.is_shared);
            shared.extend(before.map(|before| (before, session.title.as_str(), slot.date, slot.half)));
            assert!(slot.trainer.is_none_or(|trainer| trainers.insert((trainer, at))), "{} {at:?}", session.title);
            if venue.closed.iter().any(|span| span.contains(slot.date)) {
                closed.push(session.title.as_str());
            }
        }
    }
    closed.dedup();
    let hall = shared.first().copied().expect("two want the hall");
    assert_eq!((shared.len(), hall.2, hall.3), (1, date(8, 24), Half::Morning));
    assert!([hall.0, hall.1].contains(&"致富带头人培训班第 8 期"), "{hall:?}");
    assert_eq!(closed, ["书记轮训第 11 期"]);
}

#[test]
fn one_class_is_over_full() {
    let mut over = Vec::new();
    for session in alive(demo()) {
        let venue = session.venue.and_then(|id| demo().venues.get(id)).expect("every session has a venue");
        let quotas: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
        let heads = demo().n_enrolled(session.id).max(quotas as usize) as u32;
        assert!(session.max_heads <= venue.capacity, "{}", session.title);
        if heads > session.max_heads {
            over.push((session.title.as_str(), heads, session.max_heads));
        }
    }
    assert_eq!(over, [("书记轮训第 11 期", 51, 50)]);
}

#[test]
fn five_secretaries_of_dongxuan_are_away_at_once_and_nowhere_else_more_than_three() {
    let limit = demo().rules_on(as_of()).max_away.expect("the demo has a limit") as usize;
    let mut away: BTreeMap<(NaiveDate, TownshipId), BTreeSet<PersonId>> = BTreeMap::new();
    for enrolment in demo().enrolments.iter() {
        let session = demo().sessions.get(enrolment.session).expect("the session of an enrolment");
        let person = demo().people.get(enrolment.person).expect("the person of an enrolment");
        for slot in &session.slots {
            if person.post_on(slot.date) == "支部书记" {
                let unit = demo().township_of(person, slot.date).expect("a secretary has a branch");
                away.entry((slot.date, unit)).or_default().insert(person.id);
            }
        }
    }
    let over: Vec<_> = away.iter().filter(|(_, who)| who.len() > limit).collect();
    let name = |id: TownshipId| demo().townships.get(id).map(|township| township.name.clone());
    let over: Vec<_> = over.into_iter().map(|((day, unit), who)| (*day, name(*unit), who.len())).collect();
    let dongxuan = |day| (date(7, day), Some("东宣乡".to_owned()), 5);
    assert_eq!(over, [dongxuan(16), dongxuan(17), dongxuan(18)]);
}

#[test]
fn two_or_three_sheets_were_not_typed_in() {
    let mut missing = Vec::new();
    for session in alive(demo()).filter(|session| session.status.is_held()) {
        let due = demo().enrolments_in(session.id).filter(|e| e.state.takes_part()).flat_map(|enrolment| {
            let slots = session.slots.iter().filter(|slot| slot.date <= as_of());
            let slots = slots.filter(|slot| enrolment.joined.is_none_or(|from| from <= slot.no));
            slots.map(|slot| (session.id, enrolment.person, slot.no))
        });
        let n = due.filter(|key| demo().mark(*key).is_none()).count();
        if n > 0 && session.status != Status::Running {
            let last = session.span().expect("every session has slots").last;
            assert!((as_of() - last).num_days() > 7, "{}", session.title);
            missing.push((session.title.as_str(), n));
        }
    }
    assert!((2..=3).contains(&missing.len()), "{missing:?}");
    assert!(missing.iter().any(|(title, _)| *title == "书记轮训第 8 期"), "{missing:?}");
}

#[test]
fn one_field_visit_has_no_purpose() {
    let without = |session: &&Session| session.mode == Mode::FieldVisit && session.purpose.is_empty();
    let titles: Vec<&str> = alive(demo()).filter(without).map(|session| session.title.as_str()).collect();
    assert_eq!(titles, ["先进村考察第 8 批"]);
}

#[test]
fn the_program_points_out_these_and_nothing_else() {
    let coverage = Index::new(demo(), as_of()).coverage();
    let mut found: BTreeMap<Rule, usize> = BTreeMap::new();
    for finding in findings(demo(), &coverage).iter().filter(|finding| finding.impact != Impact::Info) {
        *found.entry(finding.rule).or_default() += 1;
    }
    let wanted = [
        (Rule::VenueClash, 1),
        (Rule::VenueClosed, 1),
        (Rule::NoPurpose, 1),
        (Rule::TooManyAway, 1),
        (Rule::OverBudget, 1),
        (Rule::OverCapacity, 1),
        (Rule::OverVenue, 1),
        (Rule::MarksMissing, 3),
        (Rule::LaggingTownship, 2),
    ];
    assert_eq!(found, wanted.into_iter().collect());
}
