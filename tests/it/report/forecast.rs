//! The forecast, worked by hand.

use lunxun::model::{Fen, MarkKind, PersonId, SessionId};
use lunxun::report::forecast::{Band, Basis, what_if};
use lunxun::report::{Forecast, Index, forecast};

use crate::support::district::{District, day};

/// A hundred members. Three classes of ten named people each: ten, nine and eight came, for 10, 20 and 30 yuan a head.
/// One class of twenty seats is to come, without a bill.
fn district() -> (District, Vec<PersonId>, SessionId) {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(100, branch, d.member);
    for (at, (month, n_came, yuan)) in [(2, 10, 100), (3, 9, 180), (4, 8, 240)].into_iter().enumerate() {
        let class = d.session("班", day(month, 6), 1, &[d.member]);
        let named = &people[at * 10..at * 10 + 10];
        d.mark(class, &named[n_came..], &[0, 1], MarkKind::Absent);
        d.attend(class, &named[..n_came]);
        d.spend(class, yuan);
    }
    let next = d.session("七月班", day(7, 10), 1, &[d.member]);
    d.edit_session(next, |session| session.max_heads = 20);
    (d, people, next)
}

fn of(d: &District) -> Forecast {
    forecast(&d.ws, &Index::new(&d.ws, day(6, 28)))
}

fn band<T>(low: T, middle: T, high: T) -> Band<T> {
    Band { low, middle, high }
}

#[test]
fn rates_are_the_quartiles_of_the_districts_own_sessions() {
    let (d, ..) = district();
    let forecast = of(&d);
    assert_eq!(forecast.rates.len(), 1, "one cell is used");
    let rate = forecast.rates[0];
    assert_eq!((rate.no_show_per_mille, rate.no_show_basis), (band(0, 100, 200), Basis::Own(3)));
    assert_eq!((rate.cost_per_head, rate.cost_basis), (band(10, 20, 30).map(Fen::yuan), Basis::Own(3)));
    assert_eq!(rate.heads_per_session, 9);
}

#[test]
fn the_plan_the_money_and_the_rest_follow_from_them() {
    let (d, _, next) = district();
    let forecast = of(&d);
    assert_eq!((forecast.heads.eligible, forecast.heads.trained), (100, 27));
    assert_eq!(forecast.heads.year_end, band(43, 45, 47), "20 seats at 20, 10 and 0 % no-show");
    let coming = forecast.sessions.iter().find(|coming| coming.session == next).expect("it is to come");
    assert_eq!((coming.heads, coming.is_billed), (band(16, 18, 20), false));
    assert_eq!(coming.cost, band(160, 360, 600).map(Fen::yuan), "heads expected times the price of a head");
    assert_eq!(forecast.spent, Fen::yuan(520));
    assert_eq!(forecast.year_end_spent(), band(680, 880, 1120).map(Fen::yuan));
    let members = forecast.cohorts.iter().find(|row| row.cohort == d.member).expect("a row");
    assert_eq!((members.reach.year_end, members.left), (band(43, 45, 47), band(53, 55, 57)));
    assert_eq!(members.needs.len(), 1, "they learnt in one way only");
    let need = &members.needs[0];
    assert_eq!((need.heads, need.sessions), (55, 7), "55 heads at 9 × 90 % a session");
    assert_eq!(need.cost, band(530, 1100, 1710).map(Fen::yuan));
    assert_eq!(forecast.full_cost(), band(1210, 1980, 2830).map(Fen::yuan));
    assert_eq!(forecast.flat, Fen(140_592), "73 heads at the mean of 520 / 27 yuan");
    assert!(forecast.heads.milestones.iter().all(|one| one.on == Band::exactly(None)), "45 % reach no milestone");
}

#[test]
fn a_bill_says_what_a_session_costs_and_when_it_falls_due() {
    let (mut d, _, next) = district();
    d.cost(next, 500, None);
    let forecast = of(&d);
    assert_eq!(forecast.planned, Band::exactly(Fen::yuan(500)));
    let end = forecast.course.year_end().expect("an end");
    assert_eq!((end.heads_low, end.heads, end.heads_high, end.spent), (43, 45, 47, Fen::yuan(1020)));
}

#[test]
fn milestones_tell_the_day_and_the_money_spent_by_then() {
    let (mut d, _, next) = district();
    d.edit_session(next, |session| session.max_heads = 60);
    d.session("八月班", day(8, 8), 1, &[d.member]);
    let forecast = of(&d);
    let told: Vec<_> = forecast.heads.milestones.iter().map(|one| (one.per_mille, one.on)).collect();
    let (july, august) = (Some(day(7, 10)), Some(day(8, 8)));
    assert_eq!(told[0], (600, Band::exactly(july)));
    assert_eq!(told[2], (800, band(august, july, july)), "27 and 48, 54 or 60");
    assert_eq!(told[4], (1000, band(None, None, august)), "who never comes is never reached");
    assert_eq!(forecast.heads.milestones[2].spent, Some(Fen::yuan(520 + 54 * 20)));
}

#[test]
fn who_did_not_come_is_asked_again() {
    let (mut d, people, next) = district();
    d.edit_session(next, |session| session.max_heads = 10);
    d.run(|ws| ws.enrol(next, &people[30..40]));
    d.run(|ws| {
        let rest: Vec<PersonId> = people[40..].iter().chain([&people[19], &people[28], &people[29]]).copied().collect();
        ws.exempt_people(&rest, Some(lunxun::model::ExemptionReason::Old), day(1, 1))
    });
    d.session("八月班", day(8, 8), 1, &[d.member]);
    let end = of(&d).heads.year_end;
    assert_eq!(end, band(37, 37, 37), "nine of ten come in July, nine tenths of the tenth in August");
    assert_eq!(of(&d).heads.eligible, 37);
}

#[test]
fn sessions_dropped_or_added_change_it_without_touching_the_workspace() {
    let (d, _, next) = district();
    let index = Index::new(&d.ws, day(6, 28));
    let dropped = forecast(&what_if(&d.ws, &[next], &[]), &index);
    assert_eq!((dropped.heads.year_end, dropped.planned), (Band::exactly(27), Band::exactly(Fen::ZERO)));
    let twice = what_if(&d.ws, &[], &[(next, 2)]);
    let more = forecast(&twice, &index);
    assert_eq!(more.heads.year_end, band(75, 81, 87), "three times twenty seats");
    assert_eq!((d.ws.sessions.len(), twice.sessions.len()), (4, 6));
    assert_eq!(more, forecast(&twice, &Index::new(&twice, day(6, 28))), "the index of before serves as well");
}

#[test]
fn too_few_sessions_fall_back_and_say_so() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(40, branch, d.member);
    d.people(10, branch, d.leader);
    for month in [2, 3, 4] {
        let class = d.session("班", day(month, 6), 1, &[d.member]);
        d.attend(class, &people[..5]);
        d.spend(class, 100);
    }
    d.session("带头人班", day(7, 10), 1, &[d.leader]);
    let forecast = of(&d);
    let leaders = forecast.rates.iter().find(|rate| rate.cohort == d.leader).expect("a cell to come");
    assert_eq!((leaders.no_show_basis, leaders.cost_basis), (Basis::AnyCohort(3), Basis::AnyCohort(3)));
    let empty = District::new();
    let nothing = of(&empty);
    assert_eq!((nothing.heads.eligible, nothing.further), (0, Band::exactly(Fen::ZERO)));
}

#[test]
fn the_demo_is_forecast_per_cohort_and_adds_up() {
    let ws = lunxun::demo::district(1);
    let index = Index::new(&ws, day(6, 28));
    let forecast = forecast(&ws, &index);
    assert_eq!((forecast.heads.trained, forecast.heads.eligible), (11_150, 21_442));
    assert_eq!(forecast.spent, Fen::yuan(680_000));
    assert_eq!(forecast.flat.0 / 1_000_000, 62, "about 0.63 million more at the mean price");
    let Band { low, middle, high } = forecast.heads.year_end;
    assert!(11_150 < low && low <= middle && middle <= high && high <= 21_442);
    for cohort in &forecast.cohorts {
        assert_eq!(cohort.needs.iter().map(|need| need.heads).sum::<u64>(), cohort.left.middle);
        assert_eq!(cohort.needs.iter().map(|need| need.cost.middle).sum::<Fen>(), cohort.cost.middle);
    }
    assert_eq!(forecast.cohorts.iter().map(|cohort| cohort.cost.middle).sum::<Fen>(), forecast.further.middle);
    let end = forecast.course.year_end().expect("an end");
    assert_eq!((end.heads, end.spent), (middle, forecast.year_end_spent().middle));
}

#[test]
fn nothing_changes_when_the_records_come_in_another_order() {
    let build = |is_reversed: bool| {
        let mut d = District::new();
        let town = d.township("魏城镇");
        let branch = d.branch(town, "铁炉村");
        let mut people = vec![PersonId::MIN; 30];
        let order: Vec<usize> = if is_reversed { (0..30).rev().collect() } else { (0..30).collect() };
        for at in order {
            let cohorts = if at % 3 == 0 { vec![d.member, d.leader] } else { vec![d.member] };
            people[at] = d.person(&format!("甲{at}"), branch, &cohorts);
        }
        let class = d.session("班", day(3, 1), 1, &[d.leader, d.member]);
        d.attend(class, &people[..12]);
        d.spend(class, 777);
        let next = d.session("七月班", day(7, 10), 1, &[d.member]);
        d.run(|ws| ws.enrol(next, &people[9..20]));
        d.ws
    };
    let told = |ws: &lunxun::model::Workspace| {
        let index = Index::new(ws, day(6, 28));
        let forecast = forecast(ws, &index);
        let hours = lunxun::report::hours(ws, &index);
        let full_cost = forecast.full_cost();
        let cohorts: Vec<_> = forecast.cohorts.into_iter().map(|one| (one.reach, one.needs)).collect();
        (index.coverage(), forecast.heads, cohorts, full_cost, hours.total, hours.cohorts)
    };
    assert_eq!(told(&build(false)), told(&build(true)));
}
