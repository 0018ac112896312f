//! What a draft does with budgets made by hand, and what a change of the plan in force is worth to it.

use lunxun::model::{CostId, CostItem, CostLine, Fen, Level, SessionId, Status, Venue, Workspace};
use lunxun::planner::year::{Change, choose, settings};
use lunxun::planner::{Options, Patient};
use lunxun::words::Lang;
use lunxun::words::year::YearWords;

use super::{Office, plan};
use crate::support::district::day;

fn budget(office: &mut Office, session: SessionId, item: CostItem, yuan: i64) -> CostId {
    let id = office.d.ws.ids.take();
    office.d.put(CostLine {
        id,
        session: Some(session),
        item,
        payer: Level::District,
        township: None,
        date: day(9, 26),
        planned: Fen::yuan(yuan),
        actual: None,
        funding: None,
        note: "已与食堂谈妥".into(),
    });
    id
}

#[test]
fn a_budget_made_by_hand_stays_with_a_draft_that_goes_on() {
    let mut office = Office::new(&[4], 4);
    let people = office.secretaries[0].clone();
    let draft = office.run("书记轮训第 1 期", day(9, 24), Status::Draft, &people[..2]);
    let room = budget(&mut office, draft, CostItem::Room, 777);
    let meals = budget(&mut office, draft, CostItem::Meals, 300);
    let made = plan(&office.d.ws, day(6, 28));
    let kept = made.draft.sessions.iter().find(|one| one.from == Some(draft)).expect("it goes on");
    assert_eq!((kept.change, kept.people.len()), (Change::Kept, 4));
    let after = made.draft.apply(&office.d.ws).expect("it applies");
    let line = |ws: &Workspace, id| ws.costs.get(id).cloned().expect("it is there");
    assert_eq!(line(&after, room), line(&office.d.ws, room), "the room costs what it costs");
    let was = line(&office.d.ws, meals);
    assert_eq!(line(&after, meals), CostLine { planned: Fen::yuan(600), ..was }, "four eat twice what two do");
    assert_eq!(after.costs.iter().filter(|line| line.session == Some(draft)).count(), 2);
    assert_eq!(kept.cost(), Fen::yuan(1_377));
}

/// A draft in the district's room for four of a township that has a room of its own, in which the course was held:
/// going there costs each of them 50 yuan.
fn near_and_far(change: i64) -> (Office, SessionId) {
    let mut office = Office::new(&[4], 4);
    let people = office.secretaries[0].clone();
    let near = office.d.venue("魏城镇礼堂", 12);
    let venue = office.d.ws.venues.get(near).cloned().expect("just made");
    let township = office.townships[0];
    office.d.put(Venue { township: Some(township), ..venue });
    let held = office.run("书记轮训第 1 期", day(3, 12), Status::Published, &[]);
    office.d.edit_session(held, |session| session.venue = Some(near));
    office.d.run(|ws| ws.set_status(held, Status::Running)?.set_status(held, Status::Finished));
    let draft = office.run("书记轮训第 2 期", day(9, 24), Status::Draft, &people);
    let far = office.d.ws.venues.iter().next().expect("the first room").id;
    office.d.edit_session(draft, |session| session.venue = Some(far));
    office.tell(|said| {
        said.travel = Some(Fen::yuan(50));
        said.change = Some(Fen::yuan(change));
    });
    (office, draft)
}

#[test]
fn a_session_moves_only_if_that_saves_more_than_a_change_is_worth() {
    for (change, wanted) in [(1_000, Change::Kept), (100, Change::Moved)] {
        let (office, draft) = near_and_far(change);
        let made = plan(&office.d.ws, day(6, 28));
        let drafted = made.draft.sessions.iter().find(|one| one.from == Some(draft)).expect("it goes on");
        assert_eq!(drafted.change, wanted, "it saves 200 yuan of travel, and a change is worth {change}");
        let moved = if wanted == Change::Moved { change } else { 200 };
        assert!(made.draft.bound <= made.draft.objective, "the bound holds with changes priced");
        let (cheapest, _) = near_and_far(0);
        let least = plan(&cheapest.d.ws, day(6, 28)).draft.objective;
        assert_eq!(made.draft.objective, least + moved, "what keeping, or the change, costs is in the price");
    }
}

#[test]
fn drafts_that_could_be_merged_are_merged_only_if_that_saves_more_than_the_change_is_worth() {
    let mut office = Office::new(&[3, 3], 3);
    let (one, two) = (office.secretaries[0].clone(), office.secretaries[1].clone());
    office.tell(|said| said.min_fill_percent = Some(10));
    let first = office.run("书记轮训第 1 期", day(9, 24), Status::Draft, &one);
    let second = office.run("书记轮训第 2 期", day(10, 15), Status::Draft, &two);
    // one run less saves 3,600 yuan
    for (change, n_dropped) in [(100, 1), (5_000, 0)] {
        office.tell(|said| said.change = Some(Fen::yuan(change)));
        let options = Options { work: Some(300), ..Options::default() };
        let naming = YearWords::of(Lang::Zh).naming;
        let settings = settings(&office.d.ws, day(6, 28));
        let chosen = choose(&office.d.ws, &settings, day(6, 28), (&options, naming), &Patient).expect("a plan");
        assert_eq!(chosen.draft.dropped.len(), n_dropped, "a change is worth {change}");
        assert!(chosen.draft.bound <= chosen.draft.objective);
        let after = chosen.draft.apply(&office.d.ws).expect("it applies");
        let seats: usize = after.sessions.iter().map(|session| after.n_enrolled(session.id)).sum();
        assert_eq!(seats, 6, "everybody has one seat either way");
        if n_dropped == 0 {
            for id in [first, second] {
                assert_eq!(after.sessions.get(id), office.d.ws.sessions.get(id), "both stay as they are");
            }
        }
    }
}
