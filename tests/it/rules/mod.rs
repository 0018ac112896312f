//! Rules: what they find, what they leave alone, and how it is told.

mod alternatives;
mod away;
mod district;
mod money;

use lunxun::model::{
    Blackout, CohortId, DateSpan, EnrolmentState, Fen, MarkKind, Mode, Period, PersonId, Quota, RuleSet, Session,
    SessionId, SlotNo, Status, TownshipId, Trainer, TrainerId, Venue,
};
use lunxun::report::Index;
use lunxun::rules::{Finding, Impact, Rule, Subject, findings, findings_of};
use lunxun::words::{Lang, report};

use crate::support::district::{District, day};

/// What is found on 28 June, without the notes.
fn found(d: &District) -> Vec<(Rule, u64, u64)> {
    let all = findings(&d.ws, day(6, 28));
    all.iter().filter(|f| f.impact != Impact::Info).map(|f| (f.rule, f.n, f.limit)).collect()
}

fn say(d: &District) -> Vec<String> {
    let all = findings(&d.ws, day(6, 28));
    let all = all.iter().filter(|f| f.impact != Impact::Info);
    all.map(|finding| report::finding(Lang::Zh, finding, &d.ws)).collect()
}

/// Two classes in July, the second a day after the first.
fn two_classes(d: &mut District) -> [SessionId; 2] {
    [d.session("书记班", day(7, 3), 2, &[d.secretary]), d.session("党员班", day(7, 4), 1, &[d.member])]
}

fn villagers(d: &mut District, n: usize, cohort: impl Fn(&District) -> CohortId) -> (TownshipId, Vec<PersonId>) {
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let cohort = cohort(d);
    (town, d.people(n, branch, cohort))
}

#[test]
fn a_well_planned_class_has_nothing_to_complain_about() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 3, |d| d.secretary);
    let [first, _] = two_classes(&mut d);
    let room = d.venue("一教室", 50);
    d.edit_session(first, |session| session.venue = Some(room));
    d.run(|ws| ws.enrol(first, &people));
    assert_eq!(found(&d), []);
}

#[test]
fn two_classes_in_one_room_clash_but_stations_can_be_shared() {
    let mut d = District::new();
    let classes = two_classes(&mut d);
    let room = d.venue("一教室", 50);
    for class in classes {
        d.edit_session(class, |session| session.venue = Some(room));
    }
    assert_eq!(found(&d), [(Rule::VenueClash, 0, 0)]);
    assert_eq!(say(&d), ["书记班与党员班 7 月 4 日上午同用一教室"]);
    let venue = d.ws.venues.get(room).cloned().expect("just made");
    d.put(Venue { is_shared: true, ..venue.clone() });
    assert_eq!(found(&d), []);
    d.put(venue);
    d.run(|ws| ws.set_status(classes[1], Status::Cancelled));
    assert_eq!(found(&d), [], "a cancelled class needs no room");
}

#[test]
fn a_room_under_repair_cannot_be_used() {
    let mut d = District::new();
    let [class, _] = two_classes(&mut d);
    let room = d.venue("一教室", 50);
    let venue = d.ws.venues.get(room).cloned().expect("just made");
    d.put(Venue { closed: vec![DateSpan::day(day(7, 4))], ..venue });
    d.edit_session(class, |session| session.venue = Some(room));
    assert_eq!(found(&d), [(Rule::VenueClosed, 2, 0)]);
}

#[test]
fn a_trainer_cannot_be_in_two_rooms() {
    let mut d = District::new();
    let classes = two_classes(&mut d);
    let id: TrainerId = d.ws.ids.take();
    d.put(Trainer {
        id,
        name: "赵老师".into(),
        title: lunxun::model::TrainerTitle::Other,
        unit: String::new(),
        phone: String::new(),
        subjects: String::new(),
        valid: Period::ALWAYS,
    });
    d.edit_session(classes[0], |session| session.slots[3].trainer = Some(id));
    d.edit_session(classes[1], |session| session.slots[0].trainer = Some(id));
    assert_eq!(found(&d), [], "morning and afternoon are two half days");
    d.edit_session(classes[1], |session| session.slots[1].trainer = Some(id));
    assert_eq!(say(&d), ["赵老师 7 月 4 日下午同时在书记班、党员班授课"]);
}

#[test]
fn nobody_sits_in_two_classes_at_once_unless_replaced() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let both: Vec<_> = (0..3).map(|_| d.person("李", branch, &[d.secretary, d.member])).collect();
    let [first, second] = two_classes(&mut d);
    d.run(|ws| ws.enrol(first, &both)?.enrol(second, &both[1..]));
    assert_eq!(found(&d), [(Rule::PersonClash, 2, 0)]);
    let clash = findings(&d.ws, day(6, 28)).remove(0);
    assert!(clash.subjects.contains(&Subject::Person(both[2])) && !clash.subjects.contains(&Subject::Person(both[0])));
    d.run(|ws| ws.set_enrolment(second, &both[1..2], EnrolmentState::Withdrawn)?.replace((second, both[2]), both[0]));
    assert_eq!(found(&d), [(Rule::PersonClash, 1, 0)], "now it is the substitute");
}

#[test]
fn too_many_people_for_class_room_or_share_are_told_apart() {
    let mut d = District::new();
    let (town, people) = villagers(&mut d, 5, |d| d.member);
    let class = d.session("党员班", day(7, 4), 1, &[d.member]);
    let room = d.venue("小教室", 3);
    d.run(|ws| ws.enrol(class, &people));
    d.edit_session(class, |session| {
        session.max_heads = 4;
        session.venue = Some(room);
        session.quotas = vec![Quota { township: town, heads: 2 }];
    });
    assert_eq!(found(&d), [(Rule::OverCapacity, 5, 4), (Rule::OverVenue, 5, 3), (Rule::OverQuota, 5, 2)]);
    assert_eq!(say(&d)[2], "魏城镇在党员班报了 5 人，分配名额 2 人");
}

#[test]
fn too_few_people_are_a_note_and_quotas_count_for_names() {
    let mut d = District::new();
    let (town, people) = villagers(&mut d, 1, |d| d.member);
    let class = d.session("党员班", day(7, 4), 1, &[d.member]);
    d.run(|ws| ws.enrol(class, &people));
    d.edit_session(class, |session| session.min_heads = 3);
    let notes = |d: &District| -> Vec<Rule> { findings(&d.ws, day(6, 28)).iter().map(|f| f.rule).collect() };
    assert_eq!(notes(&d), [Rule::PlanGaps, Rule::UnderMinimum, Rule::NoTrainer]);
    d.edit_session(class, |session| session.quotas = vec![Quota { township: town, heads: 3 }]);
    assert_eq!(notes(&d), [Rule::PlanGaps, Rule::NoTrainer]);
}

#[test]
fn the_harvest_keeps_its_people_at_home() {
    let mut d = District::new();
    let (town, people) = villagers(&mut d, 1, |d| d.member);
    let other = d.township("石马镇");
    let class = d.session("党员班", day(9, 3), 1, &[d.member]);
    let mut blackout = Blackout {
        id: d.ws.ids.take(),
        name: "秋收".into(),
        days: DateSpan { first: day(9, 1), last: day(9, 20) },
        townships: vec![town],
    };
    d.put(blackout.clone());
    assert_eq!(found(&d), [], "nobody from there is called yet");
    d.run(|ws| ws.enrol(class, &people));
    assert_eq!(found(&d), [(Rule::Blackout, 1, 0)]);
    assert_eq!(say(&d), ["党员班安排在秋收期间（9 月 3 日）"]);
    blackout.townships = vec![other];
    d.put(blackout.clone());
    assert_eq!(found(&d), []);
    blackout.townships.clear();
    d.put(blackout);
    assert_eq!(found(&d), [(Rule::Blackout, 0, 0)], "a general one concerns everybody");
    d.edit_session(class, |session| session.mode = Mode::Remote);
    assert_eq!(found(&d), []);
}

#[test]
fn an_unfinished_plan_is_told_what_it_lacks() {
    let mut d = District::new();
    d.session("未定", day(7, 1), 0, &[d.member]);
    let visit = d.session("考察", day(7, 6), 1, &[d.leader]);
    d.edit_session(visit, |session| {
        session.mode = Mode::FieldVisit;
        session.purpose = "  ".into();
    });
    assert_eq!(found(&d), [(Rule::NoPurpose, 0, 0), (Rule::NoSlots, 0, 0)]);
}

#[test]
fn marks_are_missed_after_a_week_and_only_where_they_are_due() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 3, |d| d.member);
    let class = d.session("党员班", day(6, 20), 1, &[d.member]);
    d.run(|ws| ws.enrol(class, &people[..2])?.walk_in(class, people[2], Some(SlotNo(1))));
    d.mark(class, &people[..1], &[0, 1], MarkKind::Absent);
    let on = |date| findings(&d.ws, date).into_iter().find(|f| f.rule == Rule::MarksMissing);
    assert_eq!(on(day(6, 27)), None, "a week has not gone by");
    let missing = on(day(6, 28)).expect("a week and a day");
    assert_eq!((missing.n, missing.limit), (3, 5), "the walk-in owes the afternoon only");
    d.mark(class, &people[1..2], &[0, 1], MarkKind::Present);
    d.mark(class, &people[2..], &[1], MarkKind::Present);
    assert_eq!(found(&d), []);
}

#[test]
fn a_township_keeps_some_secretaries_on_duty() {
    let mut d = District::new();
    let (town, people) = villagers(&mut d, 3, |d| d.secretary);
    d.put(RuleSet { name: "样例".into(), max_away: Some(2), ..RuleSet::fallback(lunxun::model::RuleSetId::MIN) });
    let first = d.session("一期", day(7, 3), 2, &[d.secretary]);
    let second = d.session("二期", day(7, 4), 2, &[d.secretary]);
    d.run(|ws| ws.enrol(first, &people[..2])?.enrol(second, &people[2..]));
    assert_eq!(found(&d), [(Rule::TooManyAway, 3, 2)], "on the day on which both are held");
    assert_eq!(say(&d), ["魏城镇 7 月 4 日同日离岗书记 3 人，超过上限 2 人"]);
    d.edit_session(second, |session| session.move_to(day(7, 5)));
    assert_eq!(found(&d), []);
    d.edit_session(first, |session| session.quotas = vec![Quota { township: town, heads: 4 }]);
    assert_eq!(found(&d), [(Rule::TooManyAway, 4, 2)], "seats without names will be filled");
}

#[test]
fn money_and_coverage_are_watched_over_the_whole_district() {
    let mut d = District::new();
    let towns = ["魏城镇", "石马镇", "空镇"].map(|name| d.township(name));
    let branches: Vec<_> = towns[..2].iter().map(|town| d.branch(*town, "一村")).collect();
    let people: Vec<_> = branches.iter().map(|branch| d.people(5, *branch, d.member)).collect();
    let class = d.session("班", day(3, 1), 1, &[d.member]);
    d.attend(class, &[&people[0][..4], &people[1][..2]].concat());
    d.spend(class, 9_000);
    let attention = |d: &District| {
        lunxun::report::findings(&d.ws, &Index::new(&d.ws, day(6, 28)).coverage())
            .into_iter()
            .filter(|finding| finding.impact != Impact::Info)
            .collect::<Vec<Finding>>()
    };
    let lagging = attention(&d);
    assert_eq!(lagging.len(), 1, "60 % in all; 40 % lags, and nobody is nobody's fault");
    assert_eq!(report::finding(Lang::Zh, &lagging[0], &d.ws), "石马镇覆盖率 40.0%，落后全区 20.0 个百分点");
    d.cost(class, 1_001, None);
    let all = attention(&d);
    assert_eq!((all[0].rule, all[0].n, all[0].limit), (Rule::OverBudget, 1_000_100, 1_000_000));
    assert_eq!(Fen(1_000_100), Fen::yuan(10_001));
    assert_eq!(report::finding(Lang::Zh, &all[0], &d.ws), "区级经费已支出和已安排 1.00 万元，超过上限 1.00 万元");
}

#[test]
fn a_draft_is_checked_before_it_is_saved() {
    let mut d = District::new();
    let classes = two_classes(&mut d);
    let room = d.venue("一教室", 50);
    d.edit_session(classes[0], |session| session.venue = Some(room));
    let mut draft = d.ws.sessions.get(classes[1]).cloned().expect("just made");
    draft.venue = Some(room);
    draft.id = d.ws.ids.take();
    let ws = &d.ws;
    let rules = |draft: &Session| findings_of(ws, draft, day(6, 28)).iter().map(|f| f.rule).collect::<Vec<_>>();
    assert_eq!(rules(&draft), [Rule::VenueClash, Rule::PlanGaps, Rule::NoTrainer]);
    draft.move_to(day(7, 9));
    assert_eq!(rules(&draft), [Rule::PlanGaps, Rule::NoTrainer]);
    assert_eq!(found(&d), []);
}

#[test]
fn the_weightiest_comes_first_and_then_the_earliest() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 2, |d| d.member);
    for (month, title) in [(9, "九月"), (7, "七月")] {
        let class = d.session(title, day(month, 25), 1, &[d.member]);
        d.run(|ws| ws.enrol(class, &people));
        d.edit_session(class, |session| session.max_heads = 1);
    }
    let visit = d.session("考察", day(12, 1), 1, &[d.member]);
    d.edit_session(visit, |session| {
        session.mode = Mode::FieldVisit;
        session.purpose.clear();
    });
    let all = findings(&d.ws, day(6, 28));
    let order: Vec<_> = all.iter().map(|f| (f.impact, f.date.expect("each has a day"))).collect();
    let mut sorted = order.clone();
    sorted.sort();
    assert_eq!(order, sorted);
    assert_eq!(say(&d), ["考察未写考察目的", "七月已报 2 人，超过容量 1 人", "九月已报 2 人，超过容量 1 人"]);
}
