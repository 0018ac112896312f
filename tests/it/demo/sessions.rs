//! Sessions, rolls, marks, bills and topics are all there, and clean.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Weekday};
use lunxun::model::{Enrolment, EnrolmentState, Fen, Level, MarkKind, Mode, PersonId, Status, TopicStage, TownshipId};

use super::{At, alive, as_of, demo, occupied};

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
fn topics_stand_at_every_stage() {
    let mut seen = BTreeSet::new();
    for topic in demo().topics.iter() {
        let stage = demo().topic_stage(topic, as_of());
        let status = topic.state.session().and_then(|id| demo().sessions.get(id)).map(|session| session.status);
        match stage {
            TopicStage::Scheduled => assert!(status.is_some_and(Status::is_planned), "{}", topic.text),
            TopicStage::Taught | TopicStage::Answered => assert!(status.is_some_and(Status::is_held), "{}", topic.text),
            TopicStage::Asked | TopicStage::Merged | TopicStage::Planned | TopicStage::Declined => {
                assert_eq!(status, None, "{}", topic.text);
            }
        }
        seen.insert(stage);
        assert!(!topic.askers.is_empty() && topic.askers.iter().all(|asker| asker.on <= as_of()), "{}", topic.text);
    }
    assert_eq!(seen.into_iter().collect::<Vec<_>>(), TopicStage::ALL);
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
