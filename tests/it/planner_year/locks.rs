//! What a lock costs, why one cannot hold, and a plan without it.

use lunxun::model::{DateSpan, Fen, SessionId, Status, Venue};
use lunxun::planner::year::Relief;
use lunxun::rules::Rule;

use super::{Office, explained, plan};
use crate::support::district::day;

/// Two weeks are left, of which the room is open in one only: that in which a draft for one person lies.
fn december() -> (Office, SessionId) {
    let mut office = Office::new(&[6], 6);
    let secretary = office.d.secretary;
    office.tell(|said| {
        said.min_fill_percent = Some(1);
        said.cohort_mut(secretary).left_out = Some(Fen::yuan(50_000));
    });
    let one = office.secretaries[0][0];
    let draft = office.run("书记轮训第 1 期", day(12, 17), Status::Draft, &[one]);
    let room = office.d.ws.sessions.get(draft).and_then(|session| session.venue).expect("a room");
    let venue = office.d.ws.venues.get(room).cloned().expect("it is there");
    office.d.put(Venue { closed: vec![DateSpan { first: day(12, 20), last: day(12, 31) }], ..venue });
    (office, draft)
}

#[test]
fn a_lock_says_what_it_costs_and_one_click_tries_without_it() {
    let (mut office, draft) = december();
    office.d.run(|ws| ws.lock_sessions(&[draft], true));
    let as_of = day(12, 7);
    let made = plan(&office.d.ws, as_of);
    assert_eq!((made.draft.n_seated(), made.draft.n_left_out()), (0, 5), "its days are all there are");
    let explanation = explained(&office.d.ws, &made);
    let relief = Relief::Lock { session: draft };
    let lock = explanation.relaxations.iter().find(|one| one.relief == relief).expect("it was tried");
    assert_eq!(lock.freed, 5);
    assert_eq!((explanation.n_free_locks, explanation.broken_locks.as_slice()), (0, [].as_slice()));

    office.d.run(|ws| relief.on(ws));
    assert_eq!(office.d.ws.sessions.get(draft).map(|session| session.is_locked), Some(false));
    assert_eq!(plan(&office.d.ws, as_of).draft.n_seated(), 6, "all of them in one class");
}

#[test]
fn a_lock_that_costs_nothing_is_only_counted() {
    let mut office = Office::new(&[4], 4);
    let people = office.secretaries[0].clone();
    let locked = office.run("书记轮训第 1 期", day(9, 24), Status::Draft, &people);
    office.d.run(|ws| ws.lock_sessions(&[locked], true));
    let made = plan(&office.d.ws, day(6, 28));
    let explanation = explained(&office.d.ws, &made);
    assert!(!explanation.relaxations.iter().any(|one| one.relief == Relief::Lock { session: locked }));
    assert_eq!(explanation.n_free_locks, 1);
}

#[test]
fn a_lock_on_a_closed_room_cannot_hold() {
    let (mut office, draft) = december();
    office.d.run(|ws| ws.lock_sessions(&[draft], true));
    let room = office.d.ws.sessions.get(draft).and_then(|session| session.venue).expect("a room");
    let venue = office.d.ws.venues.get(room).cloned().expect("it is there");
    office.d.put(Venue { closed: vec![DateSpan { first: day(12, 18), last: day(12, 31) }], ..venue });
    let made = plan(&office.d.ws, day(12, 7));
    let explanation = explained(&office.d.ws, &made);
    let broken: Vec<_> = explanation.broken_locks.iter().map(|(id, found)| (*id, found[0].rule)).collect();
    assert_eq!(broken, [(draft, Rule::VenueClosed)]);
}
