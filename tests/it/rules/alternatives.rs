//! What can be done about a finding: tried out, priced, and in the order in which it should be offered.

use lunxun::model::{
    CostItem, CostLine, DateSpan, Fen, Level, Mode, Period, PersonId, Quota, RuleSet, RuleSetId, SessionId, Status,
    Trainer, TrainerId, TrainerTitle, Venue, VenueId, Workspace,
};
use lunxun::rules::{Alternative, Finding, Remedy, Rule, alternatives, findings, findings_for_session, shortlist};
use lunxun::words::{Lang, remedies};
use proptest::prelude::*;

use super::{District, day, villagers};

fn offers(d: &District, id: SessionId) -> Vec<Alternative> {
    alternatives(&d.ws, id, day(6, 28))
}

/// What is offered, in words, with what it costs and who is told.
fn told(d: &District, id: SessionId) -> Vec<String> {
    let all = offers(d, id);
    all.iter()
        .map(|offer| format!("{}（{}）", remedies::remedy(Lang::Zh, offer, &d.ws), remedies::terms(Lang::Zh, offer)))
        .collect()
}

fn adopt(d: &mut District, offer: &Alternative) {
    d.run(|ws| offer.apply(ws));
}

/// What is found in a session, its gaps in the annual plan left out.
fn rules(d: &District, id: SessionId) -> Vec<Rule> {
    let found = findings_for_session(&d.ws, id, day(6, 28)).into_iter().map(|found| found.rule);
    found.filter(|rule| *rule != Rule::PlanGaps).collect()
}

/// A class of 4 secretaries for 3, and another with room for all, both with a trainer in every half day.
fn full_class(d: &mut District) -> ([SessionId; 2], Vec<PersonId>) {
    let (_, people) = villagers(d, 4, |d| d.secretary);
    let first = d.session("书记班第 1 期", day(7, 3), 2, &[d.secretary]);
    let second = d.session("书记班第 2 期", day(7, 17), 2, &[d.secretary]);
    for class in [first, second] {
        teach(d, class);
    }
    d.run(|ws| ws.enrol(first, &people));
    d.edit_session(first, |session| session.max_heads = 3);
    ([first, second], people)
}

/// A trainer of its own for every half day of a session, so that this is no trouble.
fn teach(d: &mut District, id: SessionId) -> TrainerId {
    let trainer = trainer(d, "赵老师", "");
    d.edit_session(id, |session| {
        for slot in &mut session.slots {
            slot.trainer = Some(trainer);
        }
    });
    trainer
}

fn trainer(d: &mut District, name: &str, subjects: &str) -> TrainerId {
    let id = d.ws.ids.take();
    d.put(Trainer {
        id,
        name: name.into(),
        title: TrainerTitle::Other,
        unit: String::new(),
        phone: String::new(),
        subjects: subjects.into(),
        valid: Period::ALWAYS,
    });
    id
}

fn room(d: &mut District, name: &str, capacity: u32, yuan_a_day: i64) -> VenueId {
    let id = d.venue(name, capacity);
    let venue = d.ws.venues.get(id).cloned().expect("just made");
    d.put(Venue { day_rate: Some(Fen::yuan(yuan_a_day)), ..venue });
    id
}

#[test]
fn one_person_too_many_can_go_to_the_next_class() {
    let mut d = District::new();
    let ([first, second], people) = full_class(&mut d);
    d.edit_session(first, |session| session.venue = None);
    let small = room(&mut d, "小教室", 3, 100);
    d.edit_session(first, |session| session.venue = Some(small));
    let all = told(&d, first);
    assert_eq!(all[0], "移 1 人（甲4）到书记班第 2 期（不增费用 · 通知 1 人）");
    assert_eq!(all.last().map(String::as_str), Some("1 人（甲4）转为候补（不增费用 · 通知 1 人）"));
    let best = offers(&d, first).remove(0);
    adopt(&mut d, &best);
    assert_eq!(rules(&d, first), []);
    assert!(d.ws.enrolments.has((second, people[3])) && !d.ws.enrolments.has((first, people[3])));
}

#[test]
fn the_class_takes_one_more_where_the_room_seats_them() {
    let mut d = District::new();
    let ([first, _], _) = full_class(&mut d);
    let large = room(&mut d, "大教室", 30, 100);
    d.edit_session(first, |session| session.venue = Some(large));
    assert_eq!(told(&d, first)[0], "容纳人数改为 4 人（不增费用 · 无需通知）");
}

#[test]
fn seats_shared_out_to_townships_move_with_their_people() {
    let mut d = District::new();
    let ([first, second], people) = full_class(&mut d);
    let town = d.ws.townships.iter().next().map(|town| town.id).expect("there is one");
    let small = room(&mut d, "小教室", 3, 100);
    d.edit_session(first, |session| {
        session.venue = Some(small);
        session.quotas = vec![Quota { township: town, heads: 4 }];
    });
    let other = d.township("石马镇");
    d.edit_session(second, |session| session.quotas = vec![Quota { township: other, heads: 1 }]);
    let offer = offers(&d, first).into_iter().find(|offer| matches!(offer.remedy, Remedy::MovePeople { .. }));
    let offer = offer.expect("the second class has seats");
    adopt(&mut d, &offer);
    let seats = |id| d.ws.sessions.get(id).map(|session| session.quotas.clone()).unwrap_or_default();
    assert_eq!(seats(first), [Quota { township: town, heads: 3 }]);
    assert!(seats(second).contains(&Quota { township: town, heads: 1 }));
    assert_eq!((rules(&d, first), rules(&d, second)), (vec![], vec![]));
    assert!(d.ws.enrolments.has((second, people[3])));
}

#[test]
fn a_closed_room_is_changed_for_the_smallest_that_is_free_and_its_price_is_planned() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 4, |d| d.secretary);
    let class = d.session("书记班", day(7, 24), 3, &[d.secretary]);
    teach(&mut d, class);
    d.run(|ws| ws.enrol(class, &people));
    let rooms = [("一教室", 50, 300), ("二教室", 60, 340), ("三教室", 120, 420)];
    let rooms = rooms.map(|(name, seats, rate)| room(&mut d, name, seats, rate));
    let one = d.ws.venues.get(rooms[0]).cloned().expect("just made");
    d.put(Venue { closed: vec![DateSpan { first: day(7, 23), last: day(7, 27) }], ..one });
    d.edit_session(class, |session| session.venue = Some(rooms[0]));
    d.put(CostLine {
        id: lunxun::model::CostId::MIN,
        session: Some(class),
        item: CostItem::Room,
        payer: Level::District,
        township: None,
        funding: None,
        date: day(7, 26),
        planned: Fen::yuan(900),
        actual: None,
        note: String::new(),
    });
    let all = told(&d, class);
    assert_eq!(all[0], "改到 7 月 30 日至 8 月 1 日（不增费用 · 通知 5 人）");
    assert!(all.contains(&"换到二教室（60 座）（增加 120.00 元 · 通知 5 人）".to_owned()), "{all:?}");
    let offer = offers(&d, class).into_iter().find(|offer| matches!(offer.remedy, Remedy::UseVenue { .. }));
    adopt(&mut d, &offer.expect("two rooms are free"));
    assert_eq!(rules(&d, class), []);
    assert_eq!(d.ws.costs.iter().map(|line| line.planned).sum::<Fen>(), Fen::yuan(1_020));
}

#[test]
fn days_are_offered_only_where_nothing_else_stands_in_the_way() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 2, |d| d.secretary);
    let class = d.session("书记班", day(7, 3), 2, &[d.secretary]);
    let other = d.session("培训班", day(7, 3), 3, &[d.secretary]);
    for session in [class, other] {
        teach(&mut d, session);
    }
    let hall = room(&mut d, "礼堂", 50, 0);
    for session in [class, other] {
        d.edit_session(session, |session| session.venue = Some(hall));
    }
    d.run(|ws| ws.enrol(class, &people));
    let days: Vec<_> = offers(&d, class)
        .into_iter()
        .filter_map(|offer| if let Remedy::MoveTo { first, .. } = offer.remedy { Some(first) } else { None })
        .collect();
    // 2 July touches the other's first day, 6 July a Saturday, and nobody can be called before 29 June
    assert_eq!(days, [day(7, 9), day(7, 10)]);
    let mut elsewhere = d.ws.sessions.get(class).cloned().expect("it is there");
    elsewhere.move_to(day(7, 2));
    assert!(!lunxun::rules::findings_of(&d.ws, &elsewhere, day(6, 28)).is_empty());
}

#[test]
fn a_trainer_who_knows_the_topic_is_asked_first() {
    let mut d = District::new();
    let class = d.session("种植班", day(7, 3), 1, &[d.member]);
    d.edit_session(class, |session| session.slots.iter_mut().for_each(|slot| slot.topic = "蔬菜病虫害防治".into()));
    trainer(&mut d, "钱老师", "党史");
    let best = trainer(&mut d, "孙老师", "蔬菜栽培、病虫害防治");
    let busy = trainer(&mut d, "李老师", "蔬菜病虫害防治");
    let other = d.session("另一班", day(7, 3), 1, &[d.member]);
    d.edit_session(other, |session| session.slots.iter_mut().for_each(|slot| slot.trainer = Some(busy)));
    assert_eq!(told(&d, class)[0], "请孙老师授课（2 个半天）（不增费用 · 通知 1 人）");
    d.edit_session(class, |session| session.slots[0].trainer = Some(busy));
    let is_of_clash = |offer: &Alternative| offer.mends[0].rule == Rule::TrainerClash;
    let mut asked = offers(&d, class).into_iter().filter(is_of_clash).filter_map(|offer| {
        let Remedy::Ask { trainer, slots } = offer.remedy else { return None };
        Some((trainer, slots.len()))
    });
    assert_eq!(asked.next(), Some((best, 1)));
}

#[test]
fn secretaries_of_one_township_are_spread_over_two_classes() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 3, |d| d.secretary);
    d.put(RuleSet { name: "样例".into(), max_away: Some(2), ..RuleSet::fallback(RuleSetId::MIN) });
    let first = d.session("一期", day(7, 3), 2, &[d.secretary]);
    let busy = d.session("二期", day(7, 5), 2, &[d.secretary]);
    let third = d.session("三期", day(7, 17), 2, &[d.secretary]);
    for class in [first, busy, third] {
        teach(&mut d, class);
    }
    d.run(|ws| ws.enrol(first, &people));
    let offer = offers(&d, first).remove(0);
    assert_eq!(offer.remedy, Remedy::MovePeople { people: vec![people[2]], to: busy }, "the nearest");
    adopt(&mut d, &offer);
    assert_eq!(rules(&d, first), []);
}

#[test]
fn a_class_too_small_is_merged_and_its_money_is_saved() {
    let mut d = District::new();
    let (_, people) = villagers(&mut d, 3, |d| d.member);
    let small = d.session("一班", day(7, 3), 1, &[d.member]);
    let large = d.session("二班", day(7, 10), 1, &[d.member]);
    for class in [small, large] {
        teach(&mut d, class);
    }
    d.run(|ws| ws.enrol(small, &people[..2])?.enrol(large, &people[2..]));
    d.edit_session(small, |session| session.min_heads = 10);
    d.cost(small, 800, None);
    assert_eq!(
        told(&d, small),
        ["并入二班，取消本班次（节省 800.00 元 · 通知 3 人）", "开班人数降到 2 人（不增费用 · 无需通知）"]
    );
    let offer = offers(&d, small).remove(0);
    adopt(&mut d, &offer);
    assert_eq!(d.ws.sessions.get(small).map(|session| session.status), Some(Status::Cancelled));
    assert_eq!(d.ws.n_enrolled(large), 3);
}

#[test]
fn a_visit_says_what_the_last_one_said_and_a_session_without_days_gets_some() {
    let mut d = District::new();
    let visit = d.session("考察", day(7, 6), 1, &[d.leader]);
    d.edit_session(visit, |session| {
        session.mode = Mode::FieldVisit;
        session.purpose.clear();
    });
    assert_eq!(told(&d, visit), Vec::<String>::new(), "nobody knows what for");
    let undated = d.session("未定", day(7, 1), 0, &[d.member]);
    assert_eq!(told(&d, undated)[0], "安排在 6 月 29 日（不增费用 · 无需通知）");
}

#[test]
fn what_is_over_cannot_be_mended_and_what_has_changed_since_is_refused() {
    let mut d = District::new();
    let ([first, second], people) = full_class(&mut d);
    let offer = offers(&d, first).into_iter().find(|offer| matches!(offer.remedy, Remedy::MovePeople { .. }));
    let offer = offer.expect("the second class has seats");
    d.run(|ws| ws.enrol(second, &people[3..]));
    assert!(offer.apply(&d.ws).is_err(), "she is there already");
    d.run(|ws| ws.set_status(first, Status::Running)?.set_status(first, Status::Finished));
    assert_eq!(offers(&d, first), []);
}

#[test]
fn a_short_list_leaves_no_finding_and_no_sort_out() {
    let mut d = District::new();
    let ([first, _], _) = full_class(&mut d);
    let small = room(&mut d, "小教室", 3, 100);
    room(&mut d, "二教室", 60, 100);
    d.edit_session(first, |session| session.venue = Some(small));
    let all = offers(&d, first);
    let short = shortlist(&all, 3);
    let mended: Vec<Rule> = short.iter().flat_map(|offer| offer.mends.iter().map(|found| found.rule)).collect();
    assert!(mended.contains(&Rule::OverCapacity) && mended.contains(&Rule::OverVenue));
    assert!(short.iter().any(|offer| matches!(offer.remedy, Remedy::MovePeople { .. })));
    assert!(short.iter().any(|offer| matches!(offer.remedy, Remedy::UseVenue { .. })));
}

/// A district of three rooms, two townships and a few sessions that get in each other's way.
fn crowded(sessions: &[(u32, u64, usize, u32, u32, bool)], seats: &[(usize, usize)]) -> (District, Vec<SessionId>) {
    let mut d = District::new();
    d.put(RuleSet { name: "样例".into(), max_away: Some(2), ..RuleSet::fallback(RuleSetId::MIN) });
    let mut people = Vec::new();
    for name in ["魏城镇", "石马镇"] {
        let town = d.township(name);
        let branch = d.branch(town, name);
        people.extend(d.people(6, branch, d.secretary));
    }
    d.run(|ws| ws.set_cover(people[0], Some(people[7])));
    let rooms = [("一教室", 4, 300), ("二教室", 8, 340), ("三教室", 20, 500)];
    let rooms = rooms.map(|(name, seats, rate)| room(&mut d, name, seats, rate));
    let one = d.ws.venues.get(rooms[0]).cloned().expect("just made");
    d.put(Venue { closed: vec![DateSpan { first: day(7, 9), last: day(7, 13) }], ..one });
    let mut ids = Vec::new();
    for (i, (date, n_days, at, max, min, is_draft)) in sessions.iter().enumerate() {
        let id = d.session(&format!("第 {} 期", i + 1), day(7, *date), *n_days, &[d.secretary]);
        d.edit_session(id, |session| {
            session.venue = Some(rooms[at % 3]);
            session.max_heads = 12;
            session.status = if *is_draft { Status::Draft } else { Status::Published };
        });
        ids.push(id);
        let who: Vec<PersonId> =
            seats.iter().filter(|(s, _)| s % sessions.len() == i).map(|(_, p)| people[*p]).collect();
        d.run(|ws| ws.enrol(id, &who));
        d.edit_session(id, |session| (session.max_heads, session.min_heads) = (*max, (*min).min(*max)));
    }
    (d, ids)
}

/// Whether a finding is there already: the same rule about the same things, or about fewer of them.
fn was_there(before: &[Finding], after: &Finding) -> bool {
    let grew = |old: &Finding| if old.rule == Rule::UnderMinimum { after.n < old.n } else { after.n > old.n };
    let is_part = |old: &Finding| after.subjects.iter().all(|subject| old.subjects.contains(subject));
    before.iter().any(|old| old.rule == after.rule && is_part(old) && !grew(old))
}

fn all_findings(ws: &Workspace) -> Vec<Finding> {
    findings(ws, day(6, 28))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every alternative does what it says: the finding is gone and none has come, anywhere in the district.
    #[test]
    fn every_alternative_mends_and_brings_nothing(
        sessions in prop::collection::vec((2_u32..20, 1_u64..4, 0_usize..3, 1_u32..9, 0_u32..6, any::<bool>()), 2..5),
        seats in prop::collection::vec((0_usize..5, 0_usize..12), 0..24),
    ) {
        let (d, ids) = crowded(&sessions, &seats);
        let before = all_findings(&d.ws);
        for id in ids {
            for offer in offers(&d, id) {
                let next = offer.apply(&d.ws).expect("it was tried out");
                let after = all_findings(&next);
                prop_assert!(!offer.mends.is_empty());
                for found in &after {
                    prop_assert!(was_there(&before, found), "{offer:?} brings {found:?}");
                }
                for mended in &offer.mends {
                    prop_assert!(!after.iter().any(|found| was_there(std::slice::from_ref(mended), found)), "{offer:?}");
                }
                prop_assert!(next.faults().is_empty());
            }
        }
    }
}
