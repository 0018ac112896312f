//! The year planned: everyone placed once, nothing broken, what is settled left alone, and why it is so.

mod locks;
mod mishap;
mod money;
mod pairs;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use lunxun::app::{Document, Signature};
use lunxun::model::{
    Blackout, BranchId, CohortId, CohortKind, Course, CourseId, DateSpan, History, Label, Level, Mode, Period,
    PersonId, PlanSettings, RuleSet, Status, TownshipId, Trainer, TrainerTitle, Workspace,
};
use lunxun::planner::plan::Plan;
use lunxun::planner::year::{
    Comparison, Draft, Effort, Explanation, Instance, LeftOutReason, Relief, Why, WhyHere, compare, draft, explain,
    instance, settings, why, why_here,
};
use lunxun::planner::{Options, Patient, solve};
use lunxun::words::Lang;
use lunxun::words::year::YearWords;

use crate::support::district::{District, day};

/// A district with a three-day class for secretaries, a room and trainers.
struct Office {
    d: District,
    course: CourseId,
    townships: Vec<TownshipId>,
    secretaries: Vec<Vec<PersonId>>,
}

impl Office {
    /// So many secretaries in each township, each of a branch of their own; at most `max_away` away at once.
    fn new(sizes: &[usize], max_away: u32) -> Self {
        let mut d = District::new();
        let id = d.ws.ids.take();
        d.put(RuleSet { name: "规则".into(), max_away: Some(max_away), ..RuleSet::fallback(id) });
        let course = d.ws.ids.take();
        let secretary = d.secretary;
        d.put(Course {
            id: course,
            name: "书记轮训".into(),
            mode: Mode::PartySchool,
            level: Level::District,
            cohorts: vec![secretary],
            n_days: 3,
            slot_minutes: 180,
            max_heads: 8,
            purpose: "轮训".into(),
        });
        d.venue("党校一教室", 12);
        for name in ["赵教师", "钱教师"] {
            let id = d.ws.ids.take();
            d.put(Trainer {
                id,
                name: name.into(),
                title: TrainerTitle::Other,
                unit: String::new(),
                phone: String::new(),
                subjects: String::new(),
                valid: Period::ALWAYS,
            });
        }
        let mut office = Self { d, course, townships: Vec::new(), secretaries: Vec::new() };
        for (at, n) in sizes.iter().enumerate() {
            office.add_township(&format!("乡镇{at}"), *n);
        }
        // money is not what these stories are about
        office.d.run(|ws| {
            let programme = lunxun::model::Programme { ceilings: Vec::new(), ..(*ws.programme).clone() };
            ws.with_programme(programme)
        });
        office
    }

    fn add_township(&mut self, name: &str, n: usize) {
        let township = self.d.township(name);
        let people = (0..n).map(|i| {
            let branch: BranchId = self.d.branch(township, &format!("{name}村{i}"));
            self.d.person(&format!("{name}书记{i}"), branch, &[self.d.secretary])
        });
        let people = people.collect();
        self.townships.push(township);
        self.secretaries.push(people);
    }

    fn tell(&mut self, change: impl FnOnce(&mut PlanSettings)) {
        let mut said = self.d.ws.programme.planning.clone();
        change(&mut said);
        self.d.run(|ws| ws.with_plan_settings(said));
    }

    fn close(&mut self, first: NaiveDate, last: NaiveDate, townships: &[TownshipId]) {
        let id = self.d.ws.ids.take();
        let days = DateSpan { first, last };
        self.d.put(Blackout { id, name: "农忙".into(), days, townships: townships.to_vec() });
    }

    /// A run of the course with people named for it.
    fn run(&mut self, title: &str, first: NaiveDate, status: Status, people: &[PersonId]) -> lunxun::model::SessionId {
        let (course, secretary) = (self.course, self.d.secretary);
        let venue = self.d.ws.venues.iter().next().map(|venue| venue.id);
        let trainer = self.d.ws.trainers.iter().next().map(|trainer| trainer.id);
        let id = self.d.session(title, first, 3, &[secretary]);
        self.d.edit_session(id, |session| {
            (session.course, session.venue, session.status, session.max_heads) = (Some(course), venue, status, 8);
            session.slots.iter_mut().for_each(|slot| slot.trainer = trainer);
        });
        self.d.run(|ws| ws.enrol(id, people));
        id
    }
}

struct Planned {
    instance: Instance,
    plan: Plan,
    draft: Draft,
    comparison: Comparison,
}

fn plan(ws: &Workspace, as_of: NaiveDate) -> Planned {
    let instance = instance(ws, &settings(ws, as_of), as_of);
    assert_eq!(instance.problem.validate(), Ok(()), "the problem is well formed");
    let options = Options { work: Some(300), ..Options::default() };
    let outcome = solve(&instance.problem, &options, &Patient).expect("nothing contradicts");
    let naming = YearWords::of(Lang::Zh).naming;
    let draft = draft(ws, &instance, &outcome.plan, naming, outcome.bound);
    let comparison = compare(ws, &draft, as_of).expect("it applies");
    Planned { instance, plan: outcome.plan, draft, comparison }
}

/// Seats of a cohort in sessions to come, by person.
fn seats(ws: &Workspace, cohort: CohortId) -> BTreeMap<PersonId, usize> {
    let mut seats = BTreeMap::new();
    for seat in ws.enrolments.iter().filter(|seat| seat.cohort == cohort && seat.state.takes_part()) {
        if ws.sessions.get(seat.session).is_some_and(|session| session.status.is_planned()) {
            *seats.entry(seat.person).or_default() += 1;
        }
    }
    seats
}

fn signature() -> Signature {
    let at = day(6, 28).and_hms_opt(9, 0, 0).expect("nine o'clock");
    Signature { at, author: "王秀兰".into() }
}

#[test]
fn everybody_is_placed_once_and_the_rules_find_nothing() {
    let office = Office::new(&[6, 7, 5], 3);
    let made = plan(&office.d.ws, day(6, 28));
    assert_eq!((made.draft.n_seated(), made.draft.n_left_out()), (18, 0));
    assert_eq!(made.comparison.brought, []);
    let after = made.draft.apply(&office.d.ws).expect("it applies");
    assert_eq!(after.faults(), []);
    let seats = seats(&after, office.d.secretary);
    assert_eq!(seats.len(), 18);
    assert!(seats.values().all(|n| *n == 1));
    for session in after.sessions.iter() {
        assert_eq!(session.status, Status::Draft);
        assert_eq!(session.slots.len(), 6, "three whole days");
        assert!(session.slots.iter().all(|slot| slot.trainer.is_some()));
        assert!(session.quotas.iter().all(|quota| quota.heads <= 3));
        let named = after.n_enrolled(session.id) as u32;
        assert_eq!(named, session.quotas.iter().map(|quota| quota.heads).sum::<u32>());
        assert!(named <= 8);
    }
}

#[test]
fn adopting_is_one_step_that_can_be_taken_back() {
    let office = Office::new(&[6, 5], 3);
    let made = plan(&office.d.ws, day(6, 28));
    let mut document = Document::new(office.d.ws.clone(), History::default(), 0, day(6, 28));
    let label = Label::Plan { sessions: made.draft.sessions.len(), people: made.draft.n_seated() as usize };
    document.run(label, |ws| made.draft.apply(ws), signature()).expect("it applies");
    assert_eq!(seats(document.workspace(), office.d.secretary).len(), 11);
    document.undo(signature()).expect("it can be taken back");
    assert!(document.workspace().has_same_records(&office.d.ws));
}

#[test]
fn locked_drafts_and_published_classes_stay_as_they_are() {
    let mut office = Office::new(&[6, 6], 3);
    let (one, two) = (office.secretaries[0].clone(), office.secretaries[1].clone());
    let locked = office.run("书记轮训第 1 期", day(7, 16), Status::Draft, &[one[0], two[0]]);
    let published = office.run("书记轮训第 2 期", day(8, 13), Status::Published, &[one[1], two[1]]);
    office.d.run(|ws| ws.lock_sessions(&[locked], true));
    let made = plan(&office.d.ws, day(6, 28));
    let after = made.draft.apply(&office.d.ws).expect("it applies");
    for id in [locked, published] {
        assert_eq!(after.sessions.get(id), office.d.ws.sessions.get(id));
        let people = |ws: &Workspace| ws.enrolments_in(id).cloned().collect::<Vec<_>>();
        assert_eq!(people(&after), people(&office.d.ws));
    }
    let seats = seats(&after, office.d.secretary);
    assert!(seats.len() == 12 && seats.values().all(|n| *n == 1));
    assert_eq!(made.comparison.brought, []);
}

#[test]
fn a_draft_that_can_stay_stays_with_its_people() {
    let mut office = Office::new(&[4, 4], 3);
    let named =
        [office.secretaries[0][2], office.secretaries[0][3], office.secretaries[1][0], office.secretaries[1][3]];
    let id = office.run("书记轮训第 1 期", day(9, 25), Status::Draft, &named);
    let made = plan(&office.d.ws, day(6, 28));
    let kept = made.draft.sessions.iter().find(|session| session.from == Some(id)).expect("it goes on");
    let before = office.d.ws.sessions.get(id).expect("it is there");
    assert_eq!(kept.session.span(), before.span());
    assert_eq!(made.comparison.people_moved, []);
    let reasons = why(&office.d.ws, &made.instance, &made.draft, (named[0], office.d.secretary));
    assert!(reasons.contains(&Why::NamedBefore), "{reasons:?}");
}

#[test]
fn a_draft_says_why_a_township_is_where_it_is() {
    let mut office = Office::new(&[7, 3], 3);
    let first = office.townships[0];
    office.close(day(7, 1), day(8, 31), &[first]);
    let made = plan(&office.d.ws, day(6, 28));
    let sends = |one: &&lunxun::planner::year::Drafted| one.session.quotas.iter().any(|q| q.township == first);
    let n = made.draft.sessions.iter().filter(sends).count() as u32;
    let at = made.draft.sessions.iter().position(|one| sends(&one)).expect("they go somewhere");
    let reasons = why_here(&office.d.ws, &made.instance, &made.draft, at, (first, office.d.secretary));
    assert!(n >= 2 && reasons.contains(&WhyHere::Turns { sessions: n, limit: 3 }), "{n}: {reasons:?}");
    let is_season = |why: &WhyHere| matches!(why, WhyHere::Weeks { open, of } if open < of);
    assert!(reasons.iter().any(is_season), "{reasons:?}");
    let by_month: u32 = made.comparison.months.iter().map(|(_, after)| after).sum();
    assert_eq!(u64::from(by_month), made.comparison.sessions.1, "every session to come stands in a month");
}

#[test]
fn nobody_is_called_away_in_the_farming_season() {
    let mut office = Office::new(&[5, 5], 3);
    let first = office.townships[0];
    office.close(day(7, 1), day(9, 30), &[first]);
    office.close(day(10, 1), day(10, 31), &[]);
    let made = plan(&office.d.ws, day(6, 28));
    let after = made.draft.apply(&office.d.ws).expect("it applies");
    assert_eq!(made.draft.n_left_out(), 0);
    for session in after.sessions.iter() {
        for slot in &session.slots {
            assert_ne!(chrono::Datelike::month(&slot.date), 10, "all townships stay at home");
            let calls_first = session.quotas.iter().any(|quota| quota.township == first);
            assert!(!calls_first || slot.date > day(9, 30), "{}", slot.date);
        }
    }
    assert_eq!(made.comparison.brought, []);
}

#[test]
fn colleagues_who_stand_in_for_each_other_are_not_away_together() {
    let mut office = Office::new(&[4], 3);
    let pair = (office.secretaries[0][0], office.secretaries[0][1]);
    office.d.run(|ws| ws.set_cover(pair.0, Some(pair.1)));
    office.tell(|said| said.min_fill_percent = Some(10));
    let made = plan(&office.d.ws, day(6, 28));
    let cohort = office.d.secretary;
    let sessions = [pair.0, pair.1].map(|person| made.draft.seat_of(person, cohort).map(|one| one.session.span()));
    assert!(sessions[0].is_none() || sessions[0] != sessions[1], "{sessions:?}");
    assert_eq!(made.comparison.brought, []);
}

#[test]
fn the_lagging_branch_and_the_new_secretary_go_first() {
    let mut office = Office::new(&[6], 1);
    let (lagging, new) = (office.secretaries[0][4], office.secretaries[0][5]);
    let branch = office.d.ws.people.get(lagging).and_then(|person| person.home_on(day(6, 28))).expect("a branch");
    let mut record = office.d.ws.branches.get(branch).expect("it is there").clone();
    record.grade = lunxun::model::Grade::Lagging;
    office.d.put(record);
    office.d.edit_person(new, |person| person.cohorts[0].period = Period::from(day(5, 1)));
    let instance = instance(&office.d.ws, &settings(&office.d.ws, day(6, 28)), day(6, 28));
    let order: Vec<PersonId> = instance.customers[0].people.iter().map(|rank| rank.person).collect();
    assert_eq!(order[..2], [lagging, new]);
}

fn explained(ws: &Workspace, made: &Planned) -> Explanation {
    let effort = Effort { work: 200, threads: 1, seed: 1 };
    explain(ws, &made.instance, &made.plan, &made.draft, effort, &Patient).expect("nothing contradicts")
}

#[test]
fn when_the_duty_limit_keeps_people_out_the_explanation_says_so() {
    let mut office = Office::new(&[8], 1);
    let secretary = office.d.secretary;
    office.tell(|said| {
        said.min_fill_percent = Some(1);
        said.cohort_mut(secretary).left_out = Some(lunxun::model::Fen::yuan(50_000));
    });
    // two weeks are left, in each of which one secretary may go
    let as_of = day(12, 7);
    office.d.run(|ws| {
        let programme = lunxun::model::Programme { as_of: Some(as_of), ..(*ws.programme).clone() };
        ws.with_programme(programme)
    });
    let made = plan(&office.d.ws, as_of);
    assert!(made.draft.n_left_out() > 0 && made.draft.n_seated() > 0);
    let explanation = explained(&office.d.ws, &made);
    let relief = Relief::Duty { limit: 2 };
    let row = explanation.left_out.first().expect("somebody is left out");
    assert!(matches!(row.reason, LeftOutReason::Limit { relief: found, .. } if found == relief), "{:?}", row.reason);
    let relaxation = explanation.relaxations.iter().find(|one| one.relief == relief).expect("it was tried");
    assert!(relaxation.freed > 0);

    // one click to try
    office.d.run(|ws| relief.on(ws));
    let again = plan(&office.d.ws, as_of);
    assert_eq!(again.draft.n_seated(), made.draft.n_seated() + relaxation.freed as u64);
}

#[test]
fn a_draft_is_bent_before_it_is_adopted() {
    let office = Office::new(&[6, 6], 3);
    let made = plan(&office.d.ws, day(6, 28));
    let cohort = office.d.secretary;
    let shorter = made.draft.without(&office.d.ws, 0);
    let gone = made.draft.sessions[0].people.len() as u64;
    assert_eq!(shorter.n_left_out(), gone);
    assert_eq!(shorter.n_seated() + gone, made.draft.n_seated());
    let person = made.draft.sessions[0].people[0].person;
    let moved = made.draft.with_person(&office.d.ws, (person, cohort), Some(1)).expect("she may sit there");
    let seat = moved.seat_of(person, cohort).expect("she has a seat");
    assert_eq!(seat.session.title, made.draft.sessions[1].session.title);
    let quotas: u32 = seat.session.quotas.iter().map(|quota| quota.heads).sum();
    assert_eq!(quotas as usize, seat.people.len());
}

#[test]
fn a_draft_does_not_overrun_what_was_published_since() {
    let mut office = Office::new(&[4, 4], 3);
    let id = office.run("书记轮训第 1 期", day(9, 25), Status::Draft, &[office.secretaries[0][0]]);
    let made = plan(&office.d.ws, day(6, 28));
    office.d.run(|ws| ws.set_status(id, Status::Published));
    assert!(matches!(made.draft.apply(&office.d.ws), Err(lunxun::model::Refusal::Stale { .. })));
}

#[test]
fn the_sample_district_is_planned_to_the_last_secretary() {
    let ws = lunxun::demo::district(1);
    let as_of = day(6, 28);
    let secretary = ws.cohorts.iter().find(|cohort| cohort.kind == CohortKind::Secretary).expect("a cohort").id;
    let made = plan(&ws, as_of);
    let row = made.comparison.cohorts.iter().find(|row| row.cohort == secretary).expect("a row");
    assert_eq!((row.eligible, row.trained, row.seated_after), (691, 412, 279));
    let after = made.draft.apply(&ws).expect("it applies");
    let seats = seats(&after, secretary);
    assert_eq!(seats.len(), 279);
    assert!(seats.values().all(|n| *n == 1), "each is placed once");
    let trained = |ws: &Workspace| lunxun::report::Index::new(ws, as_of).coverage().total.heads;
    assert_eq!(trained(&after), trained(&ws), "those trained stay");
    assert_eq!(made.comparison.brought, [], "the drafted sessions break no rule");
    assert!(!made.comparison.mended.is_empty(), "what was planted among the drafts is mended");
    for session in after.sessions.iter().filter(|session| session.status == Status::Published) {
        assert_eq!(Some(session), ws.sessions.get(session.id), "published sessions stay");
    }
    for level in &made.comparison.levels {
        assert!(level.after <= level.ceiling, "{level:?}");
    }
    assert_eq!(after.faults(), []);
}

#[test]
fn what_the_office_says_is_kept_and_can_be_taken_back() {
    let office = Office::new(&[2], 1);
    let said = PlanSettings { max_away: Some(2), ..PlanSettings::default() };
    let told = office.d.ws.with_plan_settings(said).expect("it may be said");
    assert_eq!(settings(&told, day(6, 28)).max_away, Some(2));
    assert_eq!(settings(&office.d.ws, day(6, 28)).max_away, Some(1), "else the rule set's");
    assert_eq!(office.d.ws.changes_to(&told).len(), 1);
}
