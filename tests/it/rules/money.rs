//! Money rules: the comprehensive rate, lecture fees, ceilings, amounts in the wrong unit.

use lunxun::model::{
    CostItem, CostLine, Fen, Funding, Impact, LectureFee, Level, MarkKind, Period, Refusal, Rule, RuleSet, RuleSetId,
    SessionId, SlotNo, Status, Trainer, TrainerId, TrainerTitle,
};
use lunxun::report::Index;
use lunxun::rules::{findings, presets, session_rate, take_over};
use lunxun::words::{Lang, refusals, report};

use super::{found, say};
use crate::support::district::{District, day};

fn rate_of_260(d: &mut District) {
    let id = d.ws.ids.take();
    d.put(RuleSet { name: "样例".into(), person_day_rate: Some(Fen::yuan(260)), ..RuleSet::empty(id) });
}

/// A class of four in two days that costs so much.
fn class(d: &mut District, yuan: i64) -> (SessionId, Vec<lunxun::model::PersonId>) {
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let people = d.people(4, branch, d.member);
    let id = d.session("党员班", day(6, 20), 2, &[d.member]);
    d.run(|ws| ws.enrol(id, &people));
    d.cost(id, yuan, None);
    (id, people)
}

#[test]
fn a_session_may_cost_its_person_days_and_not_a_yuan_more() {
    let mut d = District::new();
    rate_of_260(&mut d);
    let (id, _) = class(&mut d, 4 * 2 * 260);
    assert_eq!(found(&d), []);
    let line = d.ws.costs.iter().next().cloned().expect("its line");
    d.run(|ws| ws.with_cost(id, CostLine { planned: line.planned + Fen(1), ..line }));
    assert_eq!(found(&d), [(Rule::OverRate, 208_001, 208_000)]);
    assert_eq!(say(&d), ["党员班综合定额内费用 2,080.01 元，限额 2,080.00 元，超 0.01 元"]);
    d.edit_session(id, |session| session.filing.arrival_days = 1);
    assert_eq!(found(&d), [], "a day of reporting in counts");
    let rate = session_rate(&d.ws, d.ws.sessions.get(id).expect("there"));
    assert_eq!((rate.person_days, rate.limit), (12, Some(Fen::yuan(12 * 260))));
}

#[test]
fn days_of_travel_count_as_far_as_the_rule_lets_them() {
    let mut d = District::new();
    let class_iii = presets().iter().find(|preset| preset.key == "rate-iii-2017").expect("it comes along");
    d.run(|ws| take_over(ws, class_iii));
    let mut set = d.ws.rule_sets.iter().next().cloned().expect("just taken");
    set.valid = Period::ALWAYS;
    d.put(set);
    let (id, _) = class(&mut d, 100);
    d.edit_session(id, |session| (session.filing.arrival_days, session.filing.departure_days) = (3, 1));
    let rate = session_rate(&d.ws, d.ws.sessions.get(id).expect("there"));
    assert_eq!((rate.person_days, rate.limit), (4 * (1 + 2 + 1), Some(Fen::yuan(16 * 550))));
}

#[test]
fn once_all_marks_are_there_those_who_came_count() {
    let mut d = District::new();
    rate_of_260(&mut d);
    let (id, people) = class(&mut d, 4 * 2 * 260);
    d.mark(id, &people, &[0, 1, 2], MarkKind::Present);
    d.run(|ws| ws.set_status(id, Status::Finished));
    assert!(!found(&d).iter().any(|(rule, ..)| *rule == Rule::OverRate), "the last half day is not marked yet");
    d.mark(id, &people[..3], &[3], MarkKind::Present);
    d.mark(id, &people[3..], &[2, 3], MarkKind::Absent);
    assert_eq!(found(&d), [(Rule::OverRate, 208_000, 7 * 26_000)], "one was away on the second day");
}

#[test]
fn costs_outside_the_items_of_the_rate_do_not_count() {
    let mut d = District::new();
    let county = presets().iter().find(|preset| preset.key == "rate-county-260").expect("it comes along");
    d.run(|ws| take_over(ws, county));
    let (id, _) = class(&mut d, 4 * 2 * 260);
    let line = d.ws.costs.iter().next().cloned().expect("its line");
    let lecture = CostLine { id: d.ws.ids.take(), item: CostItem::Lecture, planned: Fen::yuan(900), ..line };
    d.run(|ws| ws.with_cost(id, lecture));
    assert_eq!(found(&d), [], "lectures are paid apart");
}

fn professor(d: &mut District, title: TrainerTitle) -> TrainerId {
    let id = d.ws.ids.take();
    d.put(Trainer {
        id,
        name: "赵老师".into(),
        title,
        unit: String::new(),
        phone: String::new(),
        subjects: String::new(),
        valid: Period::ALWAYS,
    });
    id
}

fn lecture(d: &mut District, session: SessionId, yuan: i64) {
    d.cost(session, yuan, None);
    let line = d.ws.costs.iter().last().cloned().expect("just added");
    d.put(CostLine { item: CostItem::Lecture, ..line });
}

#[test]
fn lecture_fees_follow_title_and_hours_and_joint_classes_are_paid_once() {
    let mut d = District::new();
    let id = d.ws.ids.take();
    let lecture_fees = vec![LectureFee { title: TrainerTitle::Professor, amount: Fen::yuan(1_000) }];
    d.put(RuleSet { name: "讲课费".into(), lecture_fees, half_day_fee_hours: Some(4), ..RuleSet::empty(id) });
    let trainer = professor(&mut d, TrainerTitle::Professor);
    let classes = ["一班", "二班"].map(|title| d.session(title, day(7, 4), 1, &[d.member]));
    for class in classes {
        d.edit_session(class, |session| {
            session.slots.truncate(1);
            session.slots[0].minutes = 6 * 45;
            session.slots[0].trainer = Some(trainer);
        });
    }
    let fees = |d: &District| -> Vec<(u64, u64)> {
        let all = findings(&d.ws, day(6, 28));
        all.iter().filter(|f| f.rule == Rule::OverLectureFee).map(|f| (f.n, f.limit)).collect()
    };
    lecture(&mut d, classes[0], 4_000);
    assert_eq!(fees(&d), [], "six hours, of which four are paid");
    lecture(&mut d, classes[1], 500);
    assert_eq!(fees(&d), [(50_000, 0)], "the class that listens too pays nothing");
    d.edit_session(classes[1], |session| session.move_to(day(7, 5)));
    assert_eq!(fees(&d), []);
    let other = professor(&mut d, TrainerTitle::Other);
    d.edit_session(classes[0], |session| session.slots[0].trainer = Some(other));
    lecture(&mut d, classes[0], 90_000);
    assert_eq!(fees(&d), [], "no rule names the title, so nothing can be said");
}

#[test]
fn what_was_typed_in_the_wrong_unit_is_refused_and_nothing_is_lost() {
    let mut d = District::new();
    let (id, _) = class(&mut d, 680);
    let line = d.ws.costs.iter().next().cloned().expect("its line");
    let huge = CostLine { planned: Fen::yuan(10_000_001), ..line.clone() };
    let refusal = d.ws.with_cost(id, huge).expect_err("no session costs that much");
    let text = refusals::refusal(Lang::Zh, &refusal);
    assert!(text.contains("10,000,001.00 元（1,000.00 万元）") && text.contains("元和万元"), "{text}");
    let half = |d: &mut District| CostLine { id: d.ws.ids.take(), planned: Fen::yuan(6_000_000), ..line.clone() };
    let (one, other) = (half(&mut d), half(&mut d));
    d.run(|ws| ws.with_cost(id, one));
    assert!(matches!(d.ws.with_cost(id, other), Err(Refusal::TooMuch { .. })), "nor two halves of it");
    assert_eq!(d.ws.costs.len(), 2);
}

#[test]
fn money_of_one_source_has_its_own_ceiling() {
    let mut d = District::new();
    let (id, _) = class(&mut d, 3_000);
    d.edit_session(id, |session| session.filing.funding = Some(Funding::Dues));
    let mut programme = (*d.ws.programme).clone();
    programme.set_ceiling(Level::District, Some(Funding::Dues), Some(Fen::yuan(2_000)));
    d.run(|ws| ws.with_programme(programme));
    let money = |d: &District| -> Vec<(Rule, String)> {
        let all = lunxun::report::findings(&d.ws, &Index::new(&d.ws, day(6, 28)).coverage());
        let all = all.iter().filter(|f| matches!(f.rule, Rule::OverBudget | Rule::OverSpent));
        all.map(|f| (f.rule, report::finding(Lang::Zh, f, &d.ws))).collect()
    };
    let text = "区级·党费经费已支出和已安排 0.30 万元，超过上限 0.20 万元".to_owned();
    assert_eq!(money(&d), [(Rule::OverBudget, text)]);
    let line = d.ws.costs.iter().next().cloned().expect("its line");
    d.put(CostLine { actual: Some(line.planned), ..line });
    assert_eq!(money(&d).first().map(|(rule, _)| *rule), Some(Rule::OverSpent), "the ceiling is below what is spent");
}

#[test]
fn a_rate_of_nothing_and_sets_that_contradict_each_other_are_refused() {
    let mut d = District::new();
    rate_of_260(&mut d);
    let id: RuleSetId = d.ws.ids.take();
    let set = RuleSet { name: "另一套".into(), ..RuleSet::empty(id) };
    let zero = RuleSet { person_day_rate: Some(Fen::ZERO), ..set.clone() };
    assert!(matches!(d.ws.with(zero), Err(Refusal::Zero(_))));
    let other = RuleSet { person_day_rate: Some(Fen::yuan(300)), ..set };
    let refusal = d.ws.with(other.clone()).expect_err("two rates for one day");
    assert_eq!(
        refusals::refusal(Lang::Zh, &refusal),
        "综合定额与“样例”在同一时期、同一层级都有规定，请先改其中一个的起止日期或适用层级"
    );
    d.put(RuleSet { level: Some(Level::Township), ..other });
    let rate = |level| d.ws.rules_for(day(6, 28), Some(level)).person_day_rate;
    assert_eq!((rate(Level::Township), rate(Level::District)), (Some(Fen::yuan(300)), Some(Fen::yuan(260))));
}

#[test]
fn the_office_decides_what_a_check_does() {
    let mut d = District::new();
    rate_of_260(&mut d);
    class(&mut d, 9_000);
    let impact = |d: &District| findings(&d.ws, day(6, 28)).iter().find(|f| f.rule == Rule::OverRate).map(|f| f.impact);
    assert_eq!(impact(&d), Some(Impact::Warn));
    d.run(|ws| ws.set_impact(Rule::OverRate, Some(Impact::Block)));
    assert_eq!(impact(&d), Some(Impact::Block));
    d.run(|ws| ws.set_impact(Rule::OverRate, None));
    assert_eq!(impact(&d), None, "it is off");
    d.run(|ws| ws.set_impact(Rule::OverRate, Some(Impact::Warn)));
    assert!(d.ws.programme.checks.is_empty(), "the usual is not written down");
}

#[test]
fn what_comes_after_the_plan_is_added_and_wants_an_approver() {
    let mut d = District::new();
    let early = d.session("春季班", day(4, 10), 1, &[d.member]);
    let late = d.session("秋季班", day(9, 24), 1, &[d.member]);
    for class in [early, late] {
        d.edit_session(class, |session| session.status = Status::Draft);
    }
    d.run(|ws| ws.publish(early, day(3, 18)));
    d.run(|ws| ws.publish(late, day(6, 28)));
    assert_eq!(found(&d), [(Rule::NotApproved, 0, 0)]);
    assert_eq!(say(&d), ["秋季班是6 月 28 日追加的班次，还没有写明审批人"]);
    d.edit_session(late, |session| session.filing.approver = "王部长".into());
    assert_eq!(found(&d), []);
    assert_eq!(d.ws.sessions.get(early).and_then(|s| s.slots.first()).map(|slot| slot.no), Some(SlotNo(0)));
}
