//! What can be done about findings that concern no single session: money over its ceiling, a township that lags.

use lunxun::model::{Ceiling, CostItem, CostLine, Fen, Level, Programme, SessionId, Status, Venue};
use lunxun::report::{Index, alternatives_to, attention};
use lunxun::rules::{Alternative, Board, Finding, Remedy, Rule};
use lunxun::words::{Lang, remedies};

use super::{District, day, villagers};

/// All findings of a rule, with what can be done about each.
fn offers(d: &District, rule: Rule) -> Vec<(Finding, Vec<Alternative>)> {
    let index = Index::new(&d.ws, day(6, 28));
    let board = Board::new(&d.ws, day(6, 28));
    let found = attention::findings_on(&board, &d.ws, &index.coverage()).into_iter();
    let found = found.filter(|finding| finding.rule == rule);
    found.map(|finding| (finding.clone(), alternatives_to(&d.ws, &index, &board, &finding))).collect()
}

fn told(d: &District, alternatives: &[Alternative]) -> Vec<String> {
    let line = |one: &Alternative| {
        let (place, what) = (remedies::place(Lang::Zh, one, &d.ws), remedies::remedy(Lang::Zh, one, &d.ws));
        format!("{place}{what}（{}）", remedies::terms(Lang::Zh, one))
    };
    alternatives.iter().map(line).collect()
}

fn room_bill(d: &mut District, session: SessionId, yuan: i64) {
    let id = d.ws.ids.take();
    d.put(CostLine {
        id,
        session: Some(session),
        item: CostItem::Room,
        payer: Level::District,
        township: None,
        date: day(7, 4),
        planned: Fen::yuan(yuan),
        actual: None,
        funding: None,
        note: String::new(),
    });
}

fn ceiling(d: &mut District, yuan: i64) {
    let ceilings = vec![Ceiling { level: Level::District, funding: None, amount: Fen::yuan(yuan) }];
    d.run(|ws| ws.with_programme(Programme { ceilings, ..(*ws.programme).clone() }));
}

#[test]
fn money_over_the_ceiling_is_saved_by_a_cheaper_room_a_draft_given_up_or_the_ceiling_is_raised() {
    let mut d = District::new();
    let class = d.session("书记班", day(7, 3), 2, &[d.secretary]);
    let draft = d.session("交流会", day(8, 7), 1, &[d.leader]);
    d.edit_session(draft, |session| session.status = Status::Draft);
    for (name, rate) in [("大礼堂", 900), ("一教室", 300)] {
        let id = d.venue(name, 60);
        let venue = d.ws.venues.get(id).cloned().expect("just made");
        d.put(Venue { day_rate: Some(Fen::yuan(rate)), ..venue });
    }
    let hall = d.ws.venues.iter().next().expect("the first").id;
    d.edit_session(class, |session| session.venue = Some(hall));
    room_bill(&mut d, class, 1_800);
    d.cost(draft, 500, None);
    ceiling(&mut d, 1_500);
    let found = offers(&d, Rule::OverBudget);
    let (finding, ways) = found.first().expect("it is over");
    assert_eq!(
        told(&d, ways),
        [
            "书记班：换到一教室（60 座）（节省 1,200.00 元 · 无需通知）",
            "把区级经费上限提高到 2,300.00 元（不增费用 · 无需通知）",
            "取消草稿“交流会”（节省 500.00 元 · 无需通知）",
        ]
    );
    assert_eq!(ways[0].mends.as_slice(), std::slice::from_ref(finding), "1,100 is enough");
    assert_eq!(ways[2].mends, [], "500 only helps");
    assert!(matches!(ways[1].remedy, Remedy::LiftCeiling { level: Level::District, .. }) && ways[1].session.is_none());
    for (at, is_mended) in [(0, true), (1, true), (2, false)] {
        let mut after = d.clone();
        after.run(|ws| ways[at].apply(ws));
        assert_eq!(offers(&after, Rule::OverBudget).is_empty(), is_mended, "{at}");
    }
    d.run(|ws| ws.lock_sessions(&[class, draft], true));
    let (_, ways) = offers(&d, Rule::OverBudget).remove(0);
    assert_eq!(ways.len(), 1, "what is locked is left alone: {:?}", told(&d, &ways));
}

#[test]
fn a_township_that_lags_is_given_seats_where_there_is_room_and_no_more_than_may_be_away() {
    let mut d = District::new();
    let (_, _) = villagers(&mut d, 4, |d| d.secretary);
    let other = d.township("石马镇");
    let branch = d.branch(other, "柳林村");
    let trained = d.people(4, branch, d.secretary);
    let held = d.session("书记班第 1 期", day(3, 5), 1, &[d.secretary]);
    d.attend(held, &trained);
    let roomy = d.session("书记班第 2 期", day(7, 3), 1, &[d.secretary]);
    let small = d.session("书记班第 3 期", day(7, 10), 1, &[d.secretary]);
    d.edit_session(small, |session| session.max_heads = 1);
    d.put(lunxun::model::RuleSet {
        name: "样例".into(),
        max_away: Some(2),
        ..lunxun::model::RuleSet::fallback(lunxun::model::RuleSetId::MIN)
    });
    let (_, ways) = offers(&d, Rule::LaggingTownship).remove(0);
    assert_eq!(
        told(&d, &ways),
        [
            "魏城镇再排 2 人到书记班第 2 期（不增费用 · 通知 2 人）",
            "魏城镇再排 1 人到书记班第 3 期（不增费用 · 通知 1 人）",
        ]
    );
    d.run(|ws| ways[0].apply(ws));
    assert_eq!(d.ws.n_enrolled(roomy), 2);
    let (_, ways) = offers(&d, Rule::LaggingTownship).remove(0);
    assert_eq!(ways.iter().map(|one| one.session).collect::<Vec<_>>(), [Some(small)], "no third may be away that day");
}
