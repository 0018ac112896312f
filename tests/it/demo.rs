//! The demo district: every published figure, counted from the records by plain code.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate, Weekday};
use lunxun::demo::district;
use lunxun::model::{
    BranchKind, CohortId, CohortKind, CostItem, Enrolment, EnrolmentState, ExemptionReason, Fen, Grade, Half, Level,
    MarkKind, Mode, Person, PersonId, Session, SessionId, Status, TopicState, TownshipId, TownshipKind, Workspace,
};

type At = (NaiveDate, Half);

fn demo() -> &'static Workspace {
    static DEMO: OnceLock<Workspace> = OnceLock::new();
    DEMO.get_or_init(|| district(1))
}

fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2012, month, day).expect("a date of 2012")
}

fn as_of() -> NaiveDate {
    date(6, 28)
}

fn cohort(workspace: &Workspace, kind: CohortKind) -> CohortId {
    workspace.cohorts.iter().find(|cohort| cohort.kind == kind).expect("the demo has the three cohorts").id
}

fn kinds() -> [CohortKind; 3] {
    [CohortKind::Secretary, CohortKind::Leader, CohortKind::Member]
}

fn eligible(workspace: &Workspace) -> impl Iterator<Item = &Person> {
    workspace.people.iter().filter(|person| person.is_eligible(as_of()))
}

/// Who was taught through a place of which cohort up to a day, and first when.
fn trained(workspace: &Workspace, until: NaiveDate) -> BTreeMap<(CohortId, PersonId), NaiveDate> {
    let mut trained = BTreeMap::new();
    for mark in workspace.marks.iter().filter(|mark| mark.kind.is_attended()) {
        let session = workspace.sessions.get(mark.session).expect("the session of a mark");
        let slot = session.slot(mark.slot).expect("the slot of a mark");
        let enrolment = workspace.enrolments.get((mark.session, mark.person)).expect("the enrolment of a mark");
        if session.status.is_held() && slot.date <= until {
            let first = trained.entry((enrolment.cohort, mark.person)).or_insert(slot.date);
            *first = slot.date.min(*first);
        }
    }
    trained
}

fn heads(workspace: &Workspace, until: NaiveDate) -> BTreeSet<PersonId> {
    trained(workspace, until).into_keys().map(|(_, person)| person).collect()
}

fn n_places(workspace: &Workspace) -> [usize; 3] {
    let trained = trained(workspace, as_of());
    kinds().map(|kind| trained.keys().filter(|(id, _)| *id == cohort(workspace, kind)).count())
}

/// Trained and eligible heads by township in the official order.
fn by_township(workspace: &Workspace) -> Vec<(String, usize, usize)> {
    let heads = heads(workspace, as_of());
    workspace
        .townships_in_order()
        .iter()
        .map(|township| {
            let here: Vec<&Person> =
                eligible(workspace).filter(|p| workspace.township_of(p, as_of()) == Some(township.id)).collect();
            let n = here.iter().filter(|person| heads.contains(&person.id)).count();
            (township.name.clone(), n, here.len())
        })
        .collect()
}

fn spent(workspace: &Workspace, level: Level) -> Fen {
    workspace.costs.iter().filter(|line| line.payer == level).filter_map(|line| line.actual).sum()
}

fn committed(workspace: &Workspace, level: Level) -> Fen {
    let is_planned = |id: Option<SessionId>| {
        id.and_then(|id| workspace.sessions.get(id)).is_some_and(|session| session.status.is_planned())
    };
    workspace.costs.iter().filter(|line| line.payer == level && is_planned(line.session)).map(|line| line.planned).sum()
}

fn occupied(session: &Session) -> Vec<At> {
    session.slots.iter().map(|slot| (slot.date, slot.half)).collect()
}

fn alive(workspace: &Workspace) -> impl Iterator<Item = &Session> {
    workspace.sessions.iter().filter(|session| session.status != Status::Cancelled)
}

#[test]
fn the_same_scale_makes_the_same_district() {
    let again = district(1);
    assert!(demo().has_same_records(&again));
    assert_eq!(demo().ids, again.ids);
    assert!(demo().programme.is_sample);
    assert_eq!(demo().programme.as_of, Some(as_of()));
}

#[test]
fn nothing_in_it_is_impossible() {
    assert_eq!(demo().faults(), []);
}

#[test]
fn the_units_stand_in_the_official_order() {
    let names: Vec<&str> = demo().townships_in_order().iter().map(|township| township.name.as_str()).collect();
    let towns = "游仙镇 石马镇 新桥镇 小枧沟镇 魏城镇 沉抗镇 忠兴镇 松垭镇 柏林镇 徐家镇 石板镇 刘家镇 玉河镇";
    let rural = "街子乡 东林乡 白蝉乡 东宣乡 凤凰乡 建华乡 观太乡 太平乡 梓棉乡 朝真乡 云凤乡";
    let rest = "涪江街道 富乐街道 区直机关";
    let wanted: Vec<&str> = [towns, rural, rest].iter().flat_map(|part| part.split(' ')).collect();
    assert_eq!(names, wanted);
}

#[test]
fn there_are_691_branches_of_every_kind_and_grade() {
    let branches = &demo().branches;
    assert_eq!(branches.len(), 691);
    let graded = |grade| branches.iter().filter(|branch| branch.grade == grade).count();
    assert_eq!(Grade::ALL.map(graded), [207, 415, 69]);
    for kind in BranchKind::ALL {
        assert!(branches.iter().filter(|branch| branch.kind == kind).count() >= 20, "{kind:?}");
    }
    for branch in branches.iter() {
        let township = demo().townships.get(branch.township).expect("the unit of a branch");
        let is_village = branch.kind == BranchKind::Village;
        assert!(!is_village || matches!(township.kind, TownshipKind::Town | TownshipKind::Township));
    }
    let names: BTreeSet<(TownshipId, &str)> =
        branches.iter().map(|branch| (branch.township, branch.name.as_str())).collect();
    assert_eq!(names.len(), 691);
}

#[test]
fn as_many_people_are_eligible_as_the_district_says() {
    assert_eq!(eligible(demo()).count(), 21_442);
    let memberships = kinds().map(|kind| {
        let cohort = cohort(demo(), kind);
        eligible(demo()).filter(|person| person.is_in(cohort, as_of())).count()
    });
    assert_eq!(memberships, [691, 1_000, 20_000]);
    assert_eq!(eligible(demo()).filter(|person| person.cohorts_on(as_of()).count() == 2).count(), 249);
    let planned = kinds().map(|kind| demo().cohorts.get(cohort(demo(), kind)).map(|cohort| cohort.places));
    assert_eq!(planned, [Some(691), Some(1_000), Some(20_000)]);
}

#[test]
fn some_are_exempt_some_away_and_some_gone() {
    let exempt: Vec<&Person> =
        demo().people.iter().filter(|person| person.is_exempt(as_of()) && person.is_here(as_of())).collect();
    assert!((200..600).contains(&exempt.len()));
    for reason in ExemptionReason::ALL {
        assert!(exempt.iter().any(|person| person.exemption.as_ref().is_some_and(|e| e.reason == reason)));
    }
    assert!(exempt.iter().all(|person| person.cohorts_on(as_of()).count() > 0));
    assert!((500..1_500).contains(&eligible(demo()).filter(|person| person.is_floating(as_of())).count()));
    assert!(demo().people.iter().any(|person| person.moved_away.is_some_and(|day| day <= as_of())));
    assert!(demo().people.iter().any(|person| person.died.is_some_and(|day| day <= as_of())));
    assert!(eligible(demo()).any(|person| person.homes.len() > 1));
    assert!(eligible(demo()).any(|person| !person.industries.is_empty()));
}

#[test]
fn every_branch_has_one_secretary_on_every_day() {
    for day in [date(1, 1), date(4, 15), as_of(), date(12, 31)] {
        let secretary = cohort(demo(), CohortKind::Secretary);
        let led: Vec<_> = demo()
            .people
            .iter()
            .filter(|person| person.is_here(day) && person.post_on(day) == "支部书记")
            .map(|person| {
                assert!(person.is_in(secretary, day), "{}", person.name);
                person.home_on(day)
            })
            .collect();
        assert_eq!(led.len(), 691, "{day}");
        assert_eq!(led.iter().collect::<BTreeSet<_>>().len(), 691, "{day}");
    }
    assert!(demo().people.iter().filter(|person| person.posts.len() > 1).count() >= 5, "new terms in mid-year");
}

#[test]
fn the_places_used_and_the_heads_trained_are_the_published_ones() {
    assert_eq!(n_places(demo()), [412, 468, 10_470]);
    let heads = heads(demo(), as_of());
    assert_eq!(heads.len(), 11_150);
    let people: Vec<&Person> = heads.iter().filter_map(|id| demo().people.get(*id)).collect();
    assert!(people.iter().all(|person| person.is_eligible(as_of())));
    for (cohort, person) in trained(demo(), as_of()).into_keys() {
        assert!(demo().people.get(person).is_some_and(|person| person.is_in(cohort, as_of())));
    }
}

#[test]
fn townships_differ_but_not_beyond_belief() {
    let rows = by_township(demo());
    assert_eq!(rows.iter().map(|row| row.1).sum::<usize>(), 11_150);
    assert_eq!(rows.iter().map(|row| row.2).sum::<usize>(), 21_442);
    let mut rates: Vec<(usize, &str)> = rows.iter().map(|(name, n, of)| (n * 1_000_000 / of, name.as_str())).collect();
    rates.sort_unstable();
    assert!(rates.iter().all(|(rate, _)| (300_000..700_000).contains(rate)), "{rates:?}");
    assert!(rates.windows(2).all(|pair| pair[0].0 != pair[1].0), "{rates:?}");
    assert_eq!([rates[0].1, rates[1].1], ["东宣乡", "云凤乡"]);
}

#[test]
fn coverage_rises_slowly_in_january_and_rests_in_may() {
    let ends = [date(1, 31), date(2, 29), date(3, 31), date(4, 30), date(5, 31), as_of()];
    let trained = ends.map(|end| heads(demo(), end).len());
    let mut gains = trained;
    for i in 1..6 {
        gains[i] = trained[i] - trained[i - 1];
    }
    assert!(gains.iter().all(|gain| *gain > 0), "{gains:?}");
    assert!(gains[0] < 1_200 && gains[4] < 1_000, "{gains:?}");
    assert!([gains[1], gains[2], gains[3], gains[5]].iter().all(|gain| *gain > 1_300), "{gains:?}");
}

#[test]
fn the_money_is_the_published_sum() {
    let by_level = Level::ALL.map(|level| spent(demo(), level));
    assert_eq!(by_level.into_iter().sum::<Fen>(), Fen(68_000_000));
    assert!(by_level.iter().all(|sum| *sum > Fen::yuan(40_000)));
    assert_eq!(demo().programme.total_ceiling(), Fen::yuan(1_300_000));
    assert!(demo().costs.iter().all(|line| line.actual.is_none() || line.date <= as_of()));
    for item in CostItem::ALL {
        assert!(demo().costs.iter().any(|line| line.item == item && line.actual.is_some()), "{item:?}");
    }
    let forecast: Fen =
        by_level.into_iter().sum::<Fen>() + Level::ALL.map(|level| committed(demo(), level)).into_iter().sum();
    assert!((Fen::yuan(1_315_000)..Fen::yuan(1_330_000)).contains(&forecast), "{forecast:?}");
}

#[test]
fn no_session_is_dearer_than_the_rate_a_person_and_day() {
    let rate = demo().rules_on(as_of()).person_day_rate.expect("the demo has a rate");
    for session in alive(demo()) {
        let cost: Fen = demo()
            .costs
            .iter()
            .filter(|line| line.session == Some(session.id))
            .map(|line| line.actual.unwrap_or_default().max(line.planned))
            .sum();
        let counted: u32 = demo().head_counts.iter().filter(|h| h.session == session.id).map(|h| h.heads).sum();
        let quotas: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
        let heads = demo().n_enrolled(session.id).max((quotas + counted) as usize);
        let heads = i64::try_from(heads).expect("few enough");
        let half_days = i64::try_from(session.slots.len()).expect("few enough");
        assert!(cost > Fen::ZERO && heads > 0, "{}", session.title);
        assert!(cost.0 * 2 <= rate.0 * heads * half_days, "{}: {cost:?} for {heads} × {half_days}", session.title);
    }
}

#[test]
fn sessions_of_every_mode_level_and_status_fit_their_dates() {
    let n = demo().sessions.len();
    assert!((200..225).contains(&n), "{n}");
    for mode in Mode::ALL {
        assert!(alive(demo()).filter(|session| session.mode == mode).count() >= 10, "{mode:?}");
    }
    for level in Level::ALL {
        assert!(alive(demo()).filter(|session| session.level == level).count() >= 25, "{level:?}");
    }
    for status in Status::ALL {
        assert!(demo().sessions.iter().any(|session| session.status == status), "{status:?}");
    }
    for session in alive(demo()) {
        let span = session.span().expect("every session has slots");
        match session.status {
            Status::Draft | Status::Published => assert!(span.first > as_of(), "{}", session.title),
            Status::Running => assert!(span.contains(as_of()), "{}", session.title),
            Status::Finished | Status::Closed | Status::Cancelled => assert!(span.last <= as_of(), "{}", session.title),
        }
    }
}

#[test]
fn marks_of_all_nine_kinds_stand_only_in_half_days_gone_by() {
    let n = demo().marks.len();
    assert!((30_000..48_000).contains(&n), "{n}");
    for kind in MarkKind::ALL {
        assert!(demo().marks.iter().filter(|mark| mark.kind == kind).count() >= 20, "{kind:?}");
    }
    for mark in demo().marks.iter() {
        let session = demo().sessions.get(mark.session).expect("the session of a mark");
        assert!(session.status.is_held());
        assert!(session.slot(mark.slot).is_some_and(|slot| slot.date <= as_of()));
        let enrolment = demo().enrolments.get((mark.session, mark.person)).expect("the enrolment of a mark");
        assert!(enrolment.state.takes_part() && enrolment.joined.is_none_or(|from| from <= mark.slot));
    }
}

#[test]
fn enrolments_come_in_every_form() {
    let any = |is_meant: &dyn Fn(&Enrolment) -> bool| demo().enrolments.iter().filter(|e| is_meant(e)).count();
    assert!(any(&|e| e.state == EnrolmentState::Invited) > 100);
    assert!(any(&|e| e.state == EnrolmentState::Waitlisted) > 0);
    assert!(any(&|e| e.state == EnrolmentState::Withdrawn) > 5);
    assert!(any(&|e| matches!(e.state, EnrolmentState::Replaced { .. })) > 10);
    assert!(any(&|e| e.is_walk_in) > 20);
    assert!(any(&|e| e.joined.is_some()) > 20);
    for enrolment in demo().enrolments.iter() {
        if let EnrolmentState::Replaced { by } = enrolment.state {
            let substitute = demo().enrolments.get((enrolment.session, by)).expect("the substitute is enrolled");
            assert!(substitute.state.takes_part());
        }
    }
}

#[test]
fn head_counts_add_no_names() {
    assert!((3..=5).contains(&demo().head_counts.len()));
    for count in demo().head_counts.iter() {
        assert_eq!(demo().enrolments_in(count.session).count(), 0);
        assert!(count.heads > 0 && !count.evidence.is_empty());
        assert!(demo().sessions.get(count.session).is_some_and(|session| session.status.is_held()));
    }
}

#[test]
fn nobody_is_in_two_sessions_at_once() {
    let mut seen: BTreeMap<(PersonId, At), &str> = BTreeMap::new();
    for enrolment in demo().enrolments.iter() {
        let session = demo().sessions.get(enrolment.session).expect("the session of an enrolment");
        for at in occupied(session) {
            let before = seen.insert((enrolment.person, at), &session.title);
            assert_eq!(before, None, "{} {at:?}", session.title);
        }
    }
}

#[test]
fn one_class_stands_in_a_closed_room_and_no_other_clashes() {
    let mut rooms = BTreeSet::new();
    let mut trainers = BTreeSet::new();
    let mut closed = Vec::new();
    for session in alive(demo()) {
        let venue = session.venue.and_then(|id| demo().venues.get(id)).expect("every session has a venue");
        for slot in &session.slots {
            let at = (slot.date, slot.half);
            assert!(venue.is_shared || rooms.insert((venue.id, at)), "{} {at:?}", session.title);
            assert!(slot.trainer.is_none_or(|trainer| trainers.insert((trainer, at))), "{} {at:?}", session.title);
            if venue.closed.iter().any(|span| span.contains(slot.date)) {
                closed.push(session.title.as_str());
            }
        }
    }
    closed.dedup();
    assert_eq!(closed, ["书记轮训第 11 期"]);
}

#[test]
fn one_class_is_over_full() {
    let mut over = Vec::new();
    for session in alive(demo()) {
        let venue = session.venue.and_then(|id| demo().venues.get(id)).expect("every session has a venue");
        let quotas: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
        let heads = demo().n_enrolled(session.id).max(quotas as usize) as u32;
        assert!(session.max_heads <= venue.capacity, "{}", session.title);
        if heads > session.max_heads {
            over.push((session.title.as_str(), heads, session.max_heads));
        }
    }
    assert_eq!(over, [("书记轮训第 11 期", 51, 50)]);
}

#[test]
fn sessions_keep_clear_of_weekends_holidays_and_harvests() {
    for session in alive(demo()) {
        let mut units: BTreeSet<TownshipId> = session.quotas.iter().map(|quota| quota.township).collect();
        units.extend(session.township);
        for slot in &session.slots {
            let is_weekend = matches!(slot.date.weekday(), Weekday::Sat | Weekday::Sun);
            assert!(!is_weekend && !demo().holidays.has(slot.date), "{} {}", session.title, slot.date);
            for blackout in demo().blackouts.iter().filter(|blackout| blackout.days.contains(slot.date)) {
                let is_bound = |unit: &TownshipId| blackout.townships.is_empty() || blackout.townships.contains(unit);
                assert!(!units.iter().any(is_bound), "{} {}", session.title, slot.date);
            }
        }
    }
}

#[test]
fn five_secretaries_of_dongxuan_are_away_at_once_and_nowhere_else_more_than_three() {
    let limit = demo().rules_on(as_of()).max_away.expect("the demo has a limit") as usize;
    let mut away: BTreeMap<(NaiveDate, TownshipId), BTreeSet<PersonId>> = BTreeMap::new();
    for enrolment in demo().enrolments.iter() {
        let session = demo().sessions.get(enrolment.session).expect("the session of an enrolment");
        let person = demo().people.get(enrolment.person).expect("the person of an enrolment");
        for slot in &session.slots {
            if person.post_on(slot.date) == "支部书记" {
                let unit = demo().township_of(person, slot.date).expect("a secretary has a branch");
                away.entry((slot.date, unit)).or_default().insert(person.id);
            }
        }
    }
    let over: Vec<_> = away.iter().filter(|(_, who)| who.len() > limit).collect();
    let name = |id: TownshipId| demo().townships.get(id).map(|township| township.name.clone());
    let over: Vec<_> = over.into_iter().map(|((day, unit), who)| (*day, name(*unit), who.len())).collect();
    let dongxuan = |day| (date(7, day), Some("东宣乡".to_owned()), 5);
    assert_eq!(over, [dongxuan(16), dongxuan(17), dongxuan(18)]);
}

#[test]
fn two_or_three_sheets_were_not_typed_in() {
    let mut missing = Vec::new();
    for session in alive(demo()).filter(|session| session.status.is_held()) {
        let due = demo().enrolments_in(session.id).filter(|e| e.state.takes_part()).flat_map(|enrolment| {
            let slots = session.slots.iter().filter(|slot| slot.date <= as_of());
            let slots = slots.filter(|slot| enrolment.joined.is_none_or(|from| from <= slot.no));
            slots.map(|slot| (session.id, enrolment.person, slot.no))
        });
        let n = due.filter(|key| demo().mark(*key).is_none()).count();
        if n > 0 && session.status != Status::Running {
            let last = session.span().expect("every session has slots").last;
            assert!((as_of() - last).num_days() > 7, "{}", session.title);
            missing.push((session.title.as_str(), n));
        }
    }
    assert!((2..=3).contains(&missing.len()), "{missing:?}");
    assert!(missing.iter().any(|(title, _)| *title == "书记轮训第 8 期"), "{missing:?}");
}

#[test]
fn one_field_visit_has_no_purpose() {
    let without = |session: &&Session| session.mode == Mode::FieldVisit && session.purpose.is_empty();
    let titles: Vec<&str> = alive(demo()).filter(without).map(|session| session.title.as_str()).collect();
    assert_eq!(titles, ["先进村考察第 8 批"]);
}

#[test]
fn topics_stand_in_every_state() {
    let mut seen = BTreeSet::new();
    for topic in demo().topics.iter() {
        seen.insert(match &topic.state {
            TopicState::Asked => 0,
            TopicState::Merged { .. } => 1,
            TopicState::Planned => 2,
            TopicState::Scheduled { session } => {
                assert!(demo().sessions.get(*session).is_some_and(|s| s.status.is_planned()), "{}", topic.text);
                3
            }
            TopicState::Taught { session } => {
                assert!(demo().sessions.get(*session).is_some_and(|s| s.status.is_held()), "{}", topic.text);
                4
            }
            TopicState::Answered { session } => {
                assert!(demo().sessions.get(*session).is_some_and(|s| s.status.is_held()), "{}", topic.text);
                5
            }
            TopicState::Declined { .. } => 6,
        });
        assert!(!topic.askers.is_empty() && topic.askers.iter().all(|asker| asker.on <= as_of()), "{}", topic.text);
    }
    assert_eq!(seen.len(), 7);
}

#[test]
fn nearly_everyone_will_be_trained_by_the_end_of_the_year() {
    let done = heads(demo(), as_of());
    let mut to_come: usize = 0;
    let mut named = BTreeSet::new();
    for session in demo().sessions.iter().filter(|session| session.status.is_planned()) {
        let people: Vec<PersonId> =
            demo().enrolments_in(session.id).filter(|e| e.state.takes_part()).map(|e| e.person).collect();
        if people.is_empty() {
            to_come += session.quotas.iter().map(|quota| quota.heads as usize).sum::<usize>();
        }
        named.extend(people);
    }
    let share = (done.union(&named).count() + to_come) * 1000 / 21_442;
    assert!((940..=980).contains(&share), "{share}");
    assert!(named.len() > 1_000);
}

#[test]
fn people_are_invented() {
    let taken = [
        "毛泽东",
        "周恩来",
        "刘少奇",
        "朱德",
        "邓小平",
        "江泽民",
        "胡锦涛",
        "温家宝",
        "习近平",
        "李克强",
        "李鹏",
        "陈云",
        "李先念",
        "朱镕基",
        "吴邦国",
        "贾庆林",
        "王岐山",
        "张德江",
        "李强",
    ];
    let mut id_numbers = BTreeSet::new();
    let mut phones = BTreeSet::new();
    for person in demo().people.iter() {
        assert!(!taken.contains(&person.name.as_str()), "{}", person.name);
        if !person.id_number.is_empty() {
            assert!(person.id_number.starts_with("519999"), "no region has this code");
            assert_eq!(check_digit(&person.id_number), person.id_number.chars().last(), "{}", person.id_number);
            let birth = person.birth.expect("who has an ID number has a birth date");
            assert_eq!(person.id_number[6..14], birth.format("%Y%m%d").to_string());
            assert!(id_numbers.insert(&person.id_number));
        }
        if !person.phone.is_empty() {
            assert!(person.phone.starts_with("101") && person.phone.len() == 11, "no mobile number begins so");
            assert!(phones.insert(&person.phone));
        }
    }
}

/// Source: GB 11643-1999, ISO 7064 MOD 11-2, by its recursive form.
fn check_digit(id_number: &str) -> Option<char> {
    let mut rest = 0;
    for digit in id_number.chars().take(17) {
        rest = (rest + digit.to_digit(10)?) * 2 % 11;
    }
    "0123456789X".chars().nth(((12 - rest) % 11) as usize)
}

#[test]
fn rare_characters_and_namesakes_occur() {
    for rare in ['𬭎', '㛃', '䶮', '喆', '堃', '祎', '·'] {
        assert!(demo().people.iter().any(|person| person.name.contains(rare)), "{rare}");
    }
    let mut seen = BTreeSet::new();
    let twins = demo().people.iter().filter(|p| !seen.insert((p.home_on(as_of()), p.name.as_str()))).count();
    assert!(twins >= 10, "{twins}");
}

#[test]
fn twice_the_district_has_twice_the_figures() {
    let double = district(2);
    assert_eq!(double.townships.len(), 27);
    assert_eq!(double.branches.len(), 2 * 691);
    assert_eq!(eligible(&double).count(), 2 * 21_442);
    assert_eq!(double.sessions.len(), 2 * demo().sessions.len());
    assert_eq!(n_places(&double), [2 * 412, 2 * 468, 2 * 10_470]);
    assert_eq!(heads(&double, as_of()).len(), 2 * 11_150);
    assert_eq!(Level::ALL.map(|level| spent(&double, level)).into_iter().sum::<Fen>(), Fen::yuan(2 * 680_000));
    assert_eq!(double.programme.total_ceiling(), Fen::yuan(2 * 1_300_000));
    assert_eq!(double.faults(), []);
}
