//! Days off, and people who stand in for each other.

use lunxun::model::{Holiday, Mode, Refusal, Workspace};
use lunxun::rules::{Board, Impact, Rule, findings, findings_for_session};
use lunxun::words::{Lang, report};

use super::{District, day, found, villagers};

fn holiday(d: &mut District, month: u32, date: u32, name: &str, is_workday: bool) {
    d.put(Holiday { date: day(month, date), name: name.into(), is_workday });
}

fn of(ws: &Workspace, rule: Rule) -> Vec<String> {
    let all = findings(ws, day(6, 28));
    all.iter().filter(|found| found.rule == rule).map(|found| report::finding(Lang::Zh, found, ws)).collect()
}

#[test]
fn nobody_is_called_away_on_a_holiday_but_lessons_near_home_go_on() {
    let mut d = District::new();
    holiday(&mut d, 10, 1, "国庆节", false);
    holiday(&mut d, 10, 2, "国庆节", false);
    let class = d.session("党员班", day(10, 1), 3, &[d.member]);
    assert_eq!(found(&d), [(Rule::Holiday, 2, 0)]);
    assert_eq!(of(&d.ws, Rule::Holiday), ["党员班安排在国庆节（10 月 1 日）"]);
    d.edit_session(class, |session| session.mode = Mode::Remote);
    assert_eq!(found(&d), []);
}

#[test]
fn a_weekend_is_a_note_unless_it_is_worked_in_exchange() {
    let mut d = District::new();
    d.session("周末班", day(9, 28), 2, &[d.member]);
    assert_eq!(of(&d.ws, Rule::Weekend), ["周末班有 1 天安排在周末（9 月 29 日起）"]);
    assert_eq!(found(&d), [], "nothing to warn of");
    holiday(&mut d, 9, 29, "国庆节", true);
    assert!(of(&d.ws, Rule::Weekend).is_empty(), "a Saturday on which offices work");
}

#[test]
fn two_who_stand_in_for_each_other_are_not_away_together() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 3, |d| d.secretary);
    let first = d.session("一期", day(7, 3), 2, &[d.secretary]);
    let second = d.session("二期", day(7, 4), 1, &[d.secretary]);
    d.run(|ws| ws.enrol(first, &people[..1])?.enrol(second, &people[1..2]));
    d.run(|ws| ws.set_cover(people[0], Some(people[1])));
    assert_eq!(found(&d), [(Rule::CoverAway, 0, 0)]);
    assert_eq!(of(&d.ws, Rule::CoverAway), ["甲1、甲2互为替岗，7 月 4 日同时离岗（一期）"]);
    assert_eq!(findings(&d.ws, day(6, 28))[0].impact, Impact::Block);
    d.edit_session(second, |session| session.move_to(day(7, 5)));
    assert_eq!(found(&d), [], "one is back when the other leaves");
    d.run(|ws| ws.unenrol(second, &people[1..2])?.enrol(first, &people[1..2]));
    assert_eq!(found(&d), [(Rule::CoverAway, 0, 0)], "in one class as well");
    d.run(|ws| ws.set_cover(people[0], Some(people[2])));
    assert_eq!(found(&d), [], "somebody else stands in now");
    let cover = |id| d.ws.people.get(id).and_then(|person| person.cover);
    assert_eq!(people.iter().map(|id| cover(*id)).collect::<Vec<_>>(), [Some(people[2]), None, Some(people[0])]);
}

#[test]
fn nobody_stands_in_for_themselves_and_whoever_goes_leaves_nobody_behind() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 2, |d| d.secretary);
    assert!(matches!(d.ws.set_cover(people[0], Some(people[0])), Err(Refusal::Itself(_))));
    d.run(|ws| ws.set_cover(people[0], Some(people[1])));
    d.run(|ws| ws.without_person(people[1]));
    assert_eq!(d.ws.people.get(people[0]).and_then(|person| person.cover), None);
    assert!(d.ws.faults().is_empty());
}

/// Something a clerk does.
type Step<'a> = &'a dyn Fn(&Workspace) -> Result<Workspace, Refusal>;

#[test]
fn what_was_read_follows_every_edit() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 6, |d| d.secretary);
    let [one, other] = super::two_classes(&mut d);
    let room = d.venue("小教室", 4);
    let mut board = Board::new(&d.ws, day(6, 28));
    let steps: [Step<'_>; 8] = [
        &|ws| ws.enrol(one, &people),
        &|ws| ws.with_session(one, |session| session.venue = Some(room)),
        &|ws| ws.with_session(other, |session| session.venue = Some(room)),
        &|ws| ws.with_session(other, |session| session.move_to(day(7, 10))),
        &|ws| ws.set_cover(people[0], Some(people[1])),
        &|ws| ws.with_session(one, |session| session.move_to(day(6, 4))),
        &|ws| ws.unenrol(one, &people[..3]),
        &|ws| ws.without_session(other),
    ];
    for (n, step) in steps.into_iter().enumerate() {
        let next = step(&d.ws).expect("a legal step");
        board.update(&next, &d.ws.changes_to(&next));
        d.ws = next;
        assert_eq!(board.findings(&d.ws), findings(&d.ws, day(6, 28)), "step {n}");
        for id in [one, other] {
            assert_eq!(board.findings_for(&d.ws, id), findings_for_session(&d.ws, id, day(6, 28)), "step {n}");
        }
    }
}
