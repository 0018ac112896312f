//! After a mishap: the fewest moves, places changed where no seat is free, an extra run with its price.

use lunxun::model::{DateSpan, Status};
use lunxun::planner::year::{Disruption, Stuck, replan, settings};
use lunxun::words::Lang;
use lunxun::words::year::to_tell;

use super::Office;
use crate::support::district::day;

fn flood(office: &Office) -> Disruption {
    let days = DateSpan { first: day(7, 14), last: day(7, 20) };
    Disruption::TownshipCut { township: office.townships[0], days, name: "洪水".into() }
}

#[test]
fn a_flood_moves_only_the_people_it_hits() {
    let mut office = Office::new(&[3, 3], 3);
    let (wet, dry) = (office.secretaries[0].clone(), office.secretaries[1].clone());
    let hit = office.run("书记轮训第 1 期", day(7, 16), Status::Published, &[wet[0], wet[1], dry[0], dry[1]]);
    let other = office.run("书记轮训第 2 期", day(8, 13), Status::Published, &[wet[2], dry[2]]);
    let disruption = Disruption::TownshipCut {
        township: office.townships[0],
        days: DateSpan { first: day(7, 14), last: day(7, 20) },
        name: "洪水".into(),
    };
    let settings = settings(&office.d.ws, day(6, 28));
    let mended = replan(&office.d.ws, &settings, disruption, day(6, 28)).expect("it can be mended");
    let moves: Vec<_> = mended.people.iter().map(|moved| (moved.person, moved.from, moved.to)).collect();
    assert_eq!(moves, [(wet[0], hit, Some(other)), (wet[1], hit, Some(other))]);
    assert!(mended.sessions.is_empty() && mended.stuck.is_empty());
    assert_eq!(mended.to_tell(), [(hit, vec![wet[0], wet[1]])]);
    let text = to_tell(Lang::Zh, &office.d.ws, &mended);
    assert!(text.contains("乡镇0书记0→ 书记轮训第 2 期") && !text.contains("乡镇1"), "{text}");

    let after = mended.apply(&office.d.ws).expect("it applies");
    assert_eq!(after.n_enrolled(hit), 2);
    assert_eq!(after.n_enrolled(other), 4);
    assert_eq!(lunxun::rules::findings(&after, day(6, 28)), lunxun::rules::findings(&office.d.ws, day(6, 28)));
}

#[test]
fn a_burst_pipe_moves_the_class_next_door_and_nobody_changes_days() {
    let mut office = Office::new(&[3, 3], 3);
    let people = [office.secretaries[0][0], office.secretaries[1][0]];
    let hit = office.run("书记轮训第 1 期", day(7, 16), Status::Published, &people);
    let far = office.run("书记轮训第 2 期", day(8, 13), Status::Published, &[office.secretaries[0][1]]);
    let next_door = office.d.venue("党校二教室", 10);
    let room = office.d.ws.sessions.get(hit).and_then(|session| session.venue).expect("a room");
    let disruption = Disruption::VenueClosed { venue: room, days: DateSpan { first: day(7, 17), last: day(7, 18) } };
    let settings = settings(&office.d.ws, day(6, 28));
    let mended = replan(&office.d.ws, &settings, disruption.clone(), day(6, 28)).expect("it can be mended");
    let moved = mended.sessions.first().expect("one class moves");
    assert_eq!((mended.sessions.len(), moved.after.venue), (1, Some(next_door)));
    assert_eq!(moved.after.span(), moved.before.span());
    assert_eq!(mended.to_tell(), [(hit, people.to_vec())]);
    let after = mended.apply(&office.d.ws).expect("it applies");
    assert_eq!(after.sessions.get(far), office.d.ws.sessions.get(far));

    // without another room it goes to the nearest days
    office.d.run(|ws| ws.without_venue(next_door));
    let mended = replan(&office.d.ws, &settings, disruption, day(6, 28)).expect("it can be mended");
    let moved = mended.sessions.first().expect("one class moves");
    assert_eq!(moved.after.venue, Some(room));
    let first = moved.after.span().expect("it has days").first;
    assert!(
        (first - day(7, 16)).num_days().abs() <= 7 && !moved.after.slots.iter().any(|slot| slot.date == day(7, 17))
    );
}

/// Of the flooded town one was to go to the first class; the second is full.
fn full_house() -> Office {
    let mut office = Office::new(&[1, 5], 3);
    let (wet, dry) = (office.secretaries[0].clone(), office.secretaries[1].clone());
    office.run("书记轮训第 1 期", day(7, 16), Status::Published, &[wet[0], dry[0]]);
    let full = office.run("书记轮训第 2 期", day(8, 13), Status::Published, &dry[1..4]);
    office.d.edit_session(full, |session| session.max_heads = 3);
    office
}

#[test]
fn where_no_seat_is_free_somebody_of_another_town_changes_places() {
    let office = full_house();
    let mended = replan(&office.d.ws, &settings(&office.d.ws, day(6, 28)), flood(&office), day(6, 28));
    let mended = mended.expect("it can be mended");
    let [hit, full] = [0, 1].map(|at| office.d.ws.sessions.iter().nth(at).expect("two classes").id);
    let wet = office.secretaries[0][0];
    assert_eq!((mended.people[0].person, mended.people[0].to), (wet, Some(full)));
    let other = mended.people[1];
    assert_eq!((mended.people.len(), other.from, other.to, other.was_told), (2, full, Some(hit), true));
    assert_eq!(mended.extra, None, "nobody is left over");
    let after = mended.apply(&office.d.ws).expect("it applies");
    assert_eq!((after.n_enrolled(hit), after.n_enrolled(full)), (2, 3));
    assert_eq!(lunxun::rules::findings(&after, day(6, 28)), lunxun::rules::findings(&office.d.ws, day(6, 28)));
    assert!(mended.to_tell().iter().any(|(session, people)| *session == full && people == &[other.person]));
}

#[test]
fn for_those_who_are_left_an_extra_run_is_proposed_with_its_price() {
    let mut office = Office::new(&[2, 2], 3);
    let (wet, dry) = (office.secretaries[0].clone(), office.secretaries[1].clone());
    let hit = office.run("书记轮训第 1 期", day(7, 16), Status::Published, &[wet[0], wet[1], dry[0]]);
    let mended = replan(&office.d.ws, &settings(&office.d.ws, day(6, 28)), flood(&office), day(6, 28));
    let mended = mended.expect("it can be mended");
    assert!(mended.people.iter().all(|moved| moved.to.is_none()), "{:?}", mended.people);
    let extra = mended.extra.as_ref().expect("an extra run is proposed");
    assert_eq!(extra.people, wet);
    // three days of boarding for two: 3,000 + 600 for the run; 240 + 240 + 25 for each
    assert_eq!(extra.price, lunxun::model::Fen::yuan(3_600 + 2 * 505));

    let without = mended.apply(&office.d.ws).expect("it applies");
    assert_eq!((without.sessions.len(), without.n_enrolled(hit)), (1, 1), "nothing is added unasked");
    let with = mended.with_extra();
    let after = with.apply(&office.d.ws).expect("it applies");
    let (added, price) = with.added.expect("the run is part of it");
    let session = after.sessions.get(added).expect("it is there");
    assert_eq!((session.title.as_str(), session.status), ("书记轮训第 2 期", Status::Draft));
    assert!(session.slots.iter().all(|slot| !flood(&office).days().contains(slot.date)));
    assert_eq!(after.n_enrolled(added), 2);
    let planned = after.costs.iter().filter(|line| line.session == Some(added)).map(|line| line.planned);
    assert_eq!(planned.sum::<lunxun::model::Fen>(), price);
    assert!(with.people.iter().all(|moved| moved.to == Some(added)));
    let text = to_tell(Lang::Zh, &office.d.ws, &with);
    assert!(text.contains("书记轮训第 2 期"), "{text}");
}

#[test]
fn a_locked_class_is_left_to_the_office() {
    let mut office = Office::new(&[2], 3);
    let people = office.secretaries[0].clone();
    let hit = office.run("书记轮训第 1 期", day(7, 16), Status::Published, &people);
    office.d.venue("党校二教室", 10);
    office.d.run(|ws| ws.lock_sessions(&[hit], true));
    let room = office.d.ws.sessions.get(hit).and_then(|session| session.venue).expect("a room");
    let disruption = Disruption::VenueClosed { venue: room, days: DateSpan { first: day(7, 17), last: day(7, 18) } };
    let mended = replan(&office.d.ws, &settings(&office.d.ws, day(6, 28)), disruption, day(6, 28));
    let mended = mended.expect("it can be looked at");
    assert_eq!(mended.stuck, [Stuck { session: hit, is_locked: true }]);
    let after = mended.apply(&office.d.ws).expect("it applies");
    assert_eq!(after.sessions.get(hit), office.d.ws.sessions.get(hit));
}
