//! The five measures, worked by hand on small districts.

use lunxun::model::{EnrolmentState, Exemption, ExemptionReason, Fen, MarkKind, Mode, Period, TrainedBy};
use lunxun::report::{Coverage, Index, Share};

use crate::support::district::{District, day};

fn coverage(d: &District) -> Coverage {
    Index::new(&d.ws, day(6, 28)).coverage()
}

fn share(n: u64, of: u64) -> Share {
    Share { n, of }
}

#[test]
fn an_empty_district_has_nothing_to_divide_by() {
    let total = coverage(&District::new()).total;
    assert_eq!((total.heads, total.places, total.hours), (share(0, 0), share(0, 28), share(0, 0)));
    assert_eq!((total.attendances, total.sessions, total.cost_per_head), (0, 0, None));
}

#[test]
fn someone_in_two_cohorts_is_one_head_and_two_places() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let li = d.person("李建国", branch, &[d.secretary, d.member]);
    d.people(3, branch, d.member);
    let first = d.session("书记班", day(3, 1), 1, &[d.secretary]);
    let second = d.session("党员班", day(4, 2), 1, &[d.member]);
    d.attend(first, &[li]);
    assert_eq!(coverage(&d).total.heads, share(1, 4));
    assert_eq!(coverage(&d).total.places, share(1, 28));
    let members = coverage(&d).cohort(d.member).expect("a row").heads;
    assert_eq!(members, share(0, 4), "trained as a secretary, not yet as a member");
    d.attend(second, &[li]);
    let all = coverage(&d);
    assert_eq!((all.total.heads, all.total.places), (share(1, 4), share(2, 28)));
    let by_cohort: Vec<_> = all.cohorts.iter().map(|row| (row.figures.heads, row.figures.places)).collect();
    assert_eq!(by_cohort, [(share(1, 1), share(1, 3)), (share(0, 0), share(0, 5)), (share(1, 4), share(1, 20))]);
}

#[test]
fn a_repeat_is_an_attendance_but_no_second_place() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(2, branch, d.member);
    for month in [2, 3] {
        let class = d.session("党员班", day(month, 6), 1, &[d.member]);
        d.attend(class, &people[..1]);
    }
    let total = coverage(&d).total;
    assert_eq!((total.heads, total.places), (share(1, 2), share(1, 28)));
    assert_eq!((total.attendances, total.sessions, total.minutes), (2, 2, 360));
}

#[test]
fn only_half_days_up_to_the_day_count() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(2, branch, d.member);
    let class = d.session("党员班", day(6, 28), 2, &[d.member]);
    d.mark(class, &people[..1], &[0], MarkKind::Absent);
    d.mark(class, &people[..1], &[1, 2, 3], MarkKind::Late);
    d.mark(class, &people[1..], &[2], MarkKind::Present);
    let on = |date| Index::new(&d.ws, date).coverage().total;
    assert_eq!((on(day(6, 27)).heads.n, on(day(6, 27)).sessions), (0, 0));
    assert_eq!((on(day(6, 28)).heads.n, on(day(6, 28)).minutes), (1, 90));
    assert_eq!((on(day(6, 29)).heads.n, on(day(6, 29)).minutes), (2, 360));
}

#[test]
fn leave_and_absence_train_nobody_but_lessons_at_home_and_make_ups_do() {
    for kind in MarkKind::ALL {
        let mut d = District::new();
        let town = d.township("魏城镇");
        let branch = d.branch(town, "铁炉村");
        let people = d.people(1, branch, d.member);
        let class = d.session("党员班", day(3, 1), 1, &[d.member]);
        d.mark(class, &people, &[0], kind);
        assert_eq!(coverage(&d).total.heads.n, u64::from(kind.is_attended()), "{kind:?}");
    }
}

#[test]
fn a_session_that_was_cancelled_or_only_planned_trains_nobody() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(1, branch, d.member);
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.mark(class, &people, &[0], MarkKind::Present);
    assert_eq!(coverage(&d).total.heads.n, 1);
    d.run(|ws| ws.set_status(class, lunxun::model::Status::Cancelled));
    assert_eq!((coverage(&d).total.heads.n, coverage(&d).total.sessions), (0, 0));
}

#[test]
fn the_substitute_is_trained_and_not_the_one_replaced() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(2, branch, d.member);
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.mark(class, &people[..1], &[0], MarkKind::Present);
    d.run(|ws| ws.replace((class, people[0]), people[1]));
    d.mark(class, &people[1..], &[0, 1], MarkKind::Present);
    let index = Index::new(&d.ws, day(6, 28));
    let trained: Vec<bool> = (0..2).map(|i| index.learning(i).trained_on.is_some()).collect();
    assert_eq!(trained, [false, true]);
    d.run(|ws| ws.set_enrolment(class, &people[1..], EnrolmentState::Withdrawn));
    assert_eq!(coverage(&d).total.heads.n, 0);
}

#[test]
fn who_moves_takes_the_head_along_and_leaves_the_attendance() {
    let mut d = District::new();
    let (wei, shi) = (d.township("魏城镇"), d.township("石马镇"));
    let (tielu, shuinian) = (d.branch(wei, "铁炉村"), d.branch(shi, "水碾村"));
    let li = d.person("李建国", tielu, &[d.member]);
    d.person("王芳", shuinian, &[d.member]);
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.attend(class, &[li]);
    d.spend(class, 100);
    d.run(|ws| ws.move_people(&[li], shuinian, day(5, 1)));
    let row = |date, township| {
        let all = Index::new(&d.ws, date).coverage();
        let row = all.township(township).cloned().expect("a row");
        (row.figures.heads, row.figures.attendances, row.figures.minutes, row.figures.spent)
    };
    let paid = Fen::yuan(100);
    assert_eq!(row(day(4, 30), wei), (share(1, 1), 1, 180, paid));
    assert_eq!(row(day(6, 28), wei), (share(0, 0), 1, 180, paid));
    assert_eq!(row(day(6, 28), shi), (share(1, 2), 0, 0, Fen::ZERO));
}

#[test]
fn exempt_people_stand_apart_and_floating_ones_among_the_rest() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(4, branch, d.member);
    let exemption = Exemption { reason: ExemptionReason::Old, period: Period::ALWAYS };
    d.edit_person(people[0], |person| person.exemption = Some(exemption));
    d.edit_person(people[1], |person| person.floating = Some(Period::ALWAYS));
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.mark(class, &people[..1], &[0, 1], MarkKind::HomeVisit);
    d.attend(class, &people[1..2]);
    let total = coverage(&d).total;
    assert_eq!((total.heads, total.exempt, total.floating), (share(1, 3), share(1, 1), share(1, 1)));
    assert_eq!((total.places.n, total.attendances), (1, 2));
}

#[test]
fn who_left_or_died_is_no_longer_counted_but_remembered() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(3, branch, d.member);
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.attend(class, &people);
    d.edit_person(people[0], |person| person.moved_away = Some(day(5, 1)));
    let member = d.member;
    d.run(|ws| ws.leave_cohort(&people[1..2], member, day(6, 28)));
    let total = coverage(&d).total;
    assert_eq!((total.heads, total.gone_trained, total.attendances, total.places.n), (share(1, 1), 2, 3, 3));
    assert_eq!(Index::new(&d.ws, day(4, 1)).coverage().total.heads, share(3, 3));
}

#[test]
fn heads_without_names_make_an_interval() {
    let mut d = District::new();
    let (wei, shi) = (d.township("魏城镇"), d.township("石马镇"));
    let (tielu, shuinian) = (d.branch(wei, "铁炉村"), d.branch(shi, "水碾村"));
    let people = d.people(4, tielu, d.member);
    d.people(9, shuinian, d.member);
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.attend(class, &people[..1]);
    d.spend(class, 400);
    d.count_heads(class, Some(shi), 3);
    let all = coverage(&d);
    assert_eq!((all.total.heads.n, all.total.heads_high, all.total.counted), (1, 4, 3));
    let stone = all.township(shi).expect("a row");
    assert_eq!((stone.figures.heads, stone.figures.heads_high), (share(0, 9), 3));
    assert_eq!(stone.figures.spent, Fen::yuan(300), "money follows heads, named or not");
    d.count_heads(class, Some(wei), 50);
    let all = coverage(&d);
    assert_eq!(all.township(wei).expect("a row").figures.heads_high, 4, "never above the eligible");
    assert_eq!(all.total.heads_high, 13);
}

#[test]
fn a_cohort_may_ask_for_completion() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(2, branch, d.secretary);
    let cohort = d.ws.cohorts.get(d.secretary).cloned().expect("it is there");
    d.put(lunxun::model::Cohort { trained_by: TrainedBy::Completion, ..cohort });
    let class = d.session("书记班", day(3, 1), 4, &[d.secretary]);
    d.mark(class, &people[..1], &[0, 1, 2, 3, 4, 5, 6], MarkKind::Present);
    d.mark(class, &people[1..], &[0, 1, 2, 3, 4, 5], MarkKind::Present);
    let on = |date| Index::new(&d.ws, date).coverage().total;
    assert_eq!(on(day(6, 28)).heads, share(1, 2), "an eighth missed completes it, a quarter does not");
    assert_eq!(on(day(6, 28)).attendances, 2);
    assert_eq!(on(day(3, 3)).heads.n, 0, "not yet");
    assert_eq!(on(day(3, 4)).heads.n, 1);
}

#[test]
fn hours_count_in_the_year_in_which_they_fall() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(1, branch, d.member);
    let eve = chrono::NaiveDate::from_ymd_opt(2011, 12, 31).expect("a date");
    let class = d.session("跨年班", eve, 2, &[d.member]);
    d.mark(class, &people, &[0, 1, 2], MarkKind::Present);
    let total = coverage(&d).total;
    assert_eq!((total.heads.n, total.attendances, total.sessions, total.minutes), (1, 1, 1, 90));
    d.run(|ws| ws.set_marks(class, &[(people[0], lunxun::model::SlotNo(2))], None));
    let total = coverage(&d).total;
    assert_eq!((total.heads.n, total.attendances, total.minutes), (0, 0, 0), "last year's half days are last year's");
}

#[test]
fn hours_are_measured_against_the_highest_target_of_ones_cohorts() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let both = d.person("李建国", branch, &[d.member, d.secretary]);
    let member = d.person("王芳", branch, &[d.member]);
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.mark(class, &[both, member], &[0], MarkKind::Present);
    assert_eq!(coverage(&d).total.hours, share(1, 2), "2 credit hours are enough for a member only");
    let remote = d.session("远程", day(3, 8), 1, &[d.member]);
    d.edit_session(remote, |session| session.mode = Mode::Remote);
    d.mark(remote, &[both], &[1], MarkKind::Present);
    let total = coverage(&d).total;
    assert_eq!((total.hours, total.minutes, total.remote_minutes), (share(2, 2), 270, 90));
}

#[test]
fn the_money_of_a_session_is_split_by_the_heads_of_its_cohorts() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let leaders = d.people(1, branch, d.leader);
    let members = d.people(2, branch, d.member);
    let class = d.session("联合班", day(3, 1), 1, &[d.leader, d.member]);
    d.attend(class, &leaders);
    d.attend(class, &members);
    d.spend(class, 100);
    let all = coverage(&d);
    let spent: Vec<_> = all.cohorts.iter().map(|row| row.figures.spent).collect();
    assert_eq!(spent, [Fen(0), Fen(3333), Fen(6667)]);
    assert_eq!(all.total.cost_per_head, Some(Fen(3333)));
    let mix: Vec<_> = all.mix.iter().map(|row| (row.cohort, row.heads, row.cost_per_head)).collect();
    assert_eq!(mix, [(d.leader, 1, Some(Fen(3333))), (d.member, 2, Some(Fen(3334)))]);
    let unheld = d.session("未办", day(5, 1), 1, &[d.leader, d.member]);
    d.spend(unheld, 7);
    assert_eq!((coverage(&d).unsplit, coverage(&d).total.spent), (Fen::yuan(7), Fen::yuan(107)));
}

#[test]
fn units_without_any_record_come_first_and_at_zero() {
    let mut d = District::new();
    let towns = ["魏城镇", "石马镇", "新桥镇"].map(|name| d.township(name));
    let branches = towns.map(|town| d.branch(town, "一村"));
    let people: Vec<_> = branches.iter().map(|branch| d.people(2, *branch, d.member)).collect();
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.attend(class, &[people[0][0], people[2][0]]);
    let all = coverage(&d);
    let order: Vec<_> = all.townships.iter().map(|row| (row.township, row.figures.heads)).collect();
    let row = |i: usize, n| (Some(towns[i]), share(n, 2));
    assert_eq!(order, [row(1, 0), row(0, 1), row(2, 1)]);
    let places: Vec<_> = all.townships.iter().map(|row| row.figures.places).collect();
    assert_eq!(places, [share(0, 7), share(1, 7), share(1, 6)], "20 places shared out by the members there");
}

#[test]
fn the_command_line_gets_names_and_fen() -> Result<(), serde_json::Error> {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(2, branch, d.member);
    let class = d.session("党员班", day(3, 1), 1, &[d.member]);
    d.attend(class, &people[..1]);
    d.spend(class, 12);
    let json = serde_json::to_value(lunxun::report::summary(&d.ws, day(6, 28)))?;
    assert_eq!(json["as_of"], "2012-06-28");
    assert_eq!((&json["heads"]["trained"], &json["heads"]["eligible"]), (&1.into(), &2.into()));
    assert_eq!((&json["places"][2]["planned"], &json["places"][2]["used"]), (&20.into(), &1.into()));
    assert_eq!(json["budget"]["spent_fen"], 1200);
    assert_eq!(json["budget"]["by_level"][0]["level"], "district");
    assert_eq!(json["townships"][0]["name"], "魏城镇");
    assert_eq!(json["townships"][0]["places"][2]["used"], 1);
    Ok(())
}
