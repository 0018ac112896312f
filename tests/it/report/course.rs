//! The course over the year, the league table, and the people behind a number.

use lunxun::model::{Fen, Quota, Status};
use lunxun::report::league::{Value, ahead_per_mille, elapsed_share};
use lunxun::report::{Behind, Course, Group, Index, Measure, Share, course, league};

use crate::support::district::{District, day};

fn at(course: &Course, month: u32, date: u32) -> (u64, Fen) {
    let points = course.done.iter().chain(&course.forecast);
    let point = points.rev().find(|point| point.day == day(month, date)).expect("a point for every day");
    (point.heads, point.spent)
}

#[test]
fn the_course_ends_today_at_the_figure_of_the_report_and_goes_on_with_what_is_planned() {
    let mut d = District::new();
    let (wei, shi) = (d.township("魏城镇"), d.township("石马镇"));
    let (tielu, shuinian) = (d.branch(wei, "铁炉村"), d.branch(shi, "水碾村"));
    let here = d.people(6, tielu, d.member);
    let there = d.people(3, shuinian, d.member);
    let march = d.session("三月班", day(3, 1), 1, &[d.member]);
    d.attend(march, &here[..2]);
    d.spend(march, 100);
    let july = d.session("七月班", day(7, 2), 1, &[d.member]);
    d.run(|ws| ws.enrol(july, &here[1..4]));
    d.cost(july, 300, None);
    let quotas = vec![Quota { township: wei, heads: 4 }, Quota { township: shi, heads: 2 }];
    d.edit_session(july, |session| session.quotas = quotas);
    let course = course(&d.ws, &Index::new(&d.ws, day(6, 28)));
    assert_eq!((course.eligible, course.done.len(), course.forecast.len()), (9, 180, 187));
    assert_eq!(at(&course, 2, 29), (0, Fen::ZERO));
    assert_eq!(at(&course, 6, 28), (2, Fen::yuan(100)));
    assert_eq!(course.now(), course.forecast.first().copied());
    assert_eq!(at(&course, 7, 1), (2, Fen::yuan(100)));
    assert_eq!(at(&course, 7, 2), (7, Fen::yuan(400)), "two new names, one more from 魏城, two from 石马");
    assert_eq!(course.year_end().map(|point| point.heads), Some(7));
    assert_eq!(there.len(), 3);
}

#[test]
fn seats_are_filled_only_while_there_is_someone_left_to_train() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    d.people(4, branch, d.member);
    d.people(2, branch, d.leader);
    for month in [7, 8, 9] {
        d.session("班", day(month, 2), 1, &[d.member]);
    }
    let cancelled = d.session("取消", day(7, 1), 1, &[d.leader]);
    d.run(|ws| ws.set_status(cancelled, Status::Cancelled));
    let course = course(&d.ws, &Index::new(&d.ws, day(6, 28)));
    assert_eq!(course.year_end().map(|point| point.heads), Some(4));
    assert_eq!(at(&course, 7, 2).0, 4, "the first session takes them all");
}

#[test]
fn what_is_overdue_is_expected_tomorrow() {
    let mut d = District::new();
    let class = d.session("三月班", day(3, 1), 1, &[d.member]);
    d.cost(class, 50, None);
    let course = course(&d.ws, &Index::new(&d.ws, day(6, 28)));
    assert_eq!((at(&course, 6, 28).1, at(&course, 6, 29).1), (Fen::ZERO, Fen::yuan(50)));
}

#[test]
fn the_league_begins_with_those_without_any_record_and_then_the_lowest() {
    let mut d = District::new();
    let towns = ["魏城镇", "石马镇", "新桥镇", "忠兴镇"].map(|name| d.township(name));
    let branches = towns.map(|town| d.branch(town, "一村"));
    let people: Vec<_> = branches.iter().map(|branch| d.people(4, *branch, d.member)).collect();
    let class = d.session("班", day(3, 1), 1, &[d.member]);
    d.attend(class, &[&people[0][..3], &people[1][..1], &people[3][..1]].concat());
    let coverage = Index::new(&d.ws, day(6, 28)).coverage();
    let rows = league(&d.ws, &coverage, Measure::Heads);
    let order: Vec<_> = rows.iter().map(|row| (row.rank, row.township)).collect();
    assert_eq!(order, [(1, towns[2]), (2, towns[1]), (3, towns[3]), (4, towns[0])]);
    assert_eq!(rows[3].value, Value::Share(Share { n: 3, of: 4 }));
    assert_eq!(rows[3].ahead_per_mille, Some(750 - 492));
    assert_eq!(elapsed_share(&d.ws, &coverage), Share { n: 180, of: 366 });
    assert_eq!(ahead_per_mille(Share { n: 0, of: 0 }, Share { n: 1, of: 2 }), None);
}

#[test]
fn behind_every_number_stand_as_many_people() {
    let mut d = District::new();
    let (wei, shi) = (d.township("魏城镇"), d.township("石马镇"));
    let (tielu, shuinian) = (d.branch(wei, "铁炉村"), d.branch(shi, "水碾村"));
    let mut people = d.people(5, tielu, d.member);
    people.extend(d.people(3, shuinian, d.leader));
    let class = d.session("班", day(3, 1), 1, &[d.member, d.leader]);
    d.attend(class, &people[3..7]);
    d.edit_person(people[0], |p| p.floating = Some(lunxun::model::Period::ALWAYS));
    d.edit_person(people[3], |p| p.moved_away = Some(day(5, 1)));
    d.run(|ws| ws.exempt_people(&people[4..6], Some(lunxun::model::ExemptionReason::Ill), day(5, 1)));
    let index = Index::new(&d.ws, day(6, 28));
    let all = index.coverage();
    let n = |group, cohort, township| index.who(&Behind { group, cohort, township, branch: None }).len() as u64;
    let rows = all.townships.iter().map(|row| (row.township, None, row.figures));
    let rows = rows.chain(all.cohorts.iter().map(|row| (None, Some(row.cohort), row.figures)));
    for (township, cohort, row) in rows.chain([(None, None, all.total)]) {
        assert_eq!(n(Group::Trained, cohort, township), row.heads.n);
        assert_eq!(n(Group::Eligible, cohort, township), row.heads.of);
        assert_eq!(n(Group::Untrained, cohort, township), row.heads.of - row.heads.n);
        assert_eq!(n(Group::Exempt, cohort, township), row.exempt.of);
        assert_eq!(n(Group::Floating, cohort, township), row.floating.of);
        assert_eq!(n(Group::HoursReached, cohort, township), row.hours.n);
        assert_eq!(n(Group::HoursShort, cohort, township), row.hours.of - row.hours.n);
        assert_eq!(n(Group::PlaceUsed, cohort, township), row.places.n);
    }
    assert_eq!(n(Group::GoneTrained, None, None), all.total.gone_trained);
    assert_eq!((all.total.gone_trained, all.total.exempt.of, all.total.heads.n), (1, 2, 1));
    assert_eq!(index.who(&Behind { branch: Some(tielu), ..Behind::default() }), people[..3]);
}
