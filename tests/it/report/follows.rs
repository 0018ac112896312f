//! The index follows any edits and then equals a new one; parts add up to the whole whatever the district.

use chrono::Days;
use lunxun::model::{
    CohortId, EnrolmentState, Exemption, ExemptionReason, Fen, HeadCount, MarkKind, Mode, Period, PersonId, SessionId,
    SlotNo, Status, Workspace,
};
use lunxun::report::{Coverage, Figures, Index, Share};
use proptest::prelude::*;

use crate::support::district::{District, day};

/// Something a clerk does, with numbers that pick whom and what.
#[derive(Clone, Debug)]
enum Deed {
    Mark(usize, usize, u16, usize),
    Clear(usize, usize, u16),
    Withdraw(usize, usize),
    Replace(usize, usize, usize),
    Move(usize, usize, u64),
    Exempt(usize, bool),
    Float(usize),
    LeaveCohort(usize, usize, u64),
    JoinCohort(usize, usize),
    MoveSession(usize, u64),
    Status(usize, usize),
    Mode(usize, usize),
    Cohorts(usize, usize),
    Spend(usize, i64),
    Repay(usize, i64),
    Count(usize, usize, u32),
    NewPerson(usize, usize, bool),
    NewSession(usize, u64, bool),
    DropSession(usize),
    Target(usize, u32),
}

fn deed() -> impl Strategy<Value = Deed> {
    let n = 0..64_usize;
    let slot = 0..6_u16;
    let date = 0..366_u64;
    prop_oneof![
        12 => (n.clone(), n.clone(), slot.clone(), n.clone()).prop_map(|(s, p, no, k)| Deed::Mark(s, p, no, k)),
        2 => (n.clone(), n.clone(), slot).prop_map(|(s, p, no)| Deed::Clear(s, p, no)),
        1 => (n.clone(), n.clone()).prop_map(|(s, p)| Deed::Withdraw(s, p)),
        1 => (n.clone(), n.clone(), n.clone()).prop_map(|(s, p, q)| Deed::Replace(s, p, q)),
        2 => (n.clone(), n.clone(), date.clone()).prop_map(|(p, b, d)| Deed::Move(p, b, d)),
        1 => (n.clone(), any::<bool>()).prop_map(|(p, is)| Deed::Exempt(p, is)),
        1 => n.clone().prop_map(Deed::Float),
        1 => (n.clone(), n.clone(), date.clone()).prop_map(|(p, c, d)| Deed::LeaveCohort(p, c, d)),
        1 => (n.clone(), n.clone()).prop_map(|(p, c)| Deed::JoinCohort(p, c)),
        1 => (n.clone(), date.clone()).prop_map(|(s, d)| Deed::MoveSession(s, d)),
        1 => (n.clone(), n.clone()).prop_map(|(s, to)| Deed::Status(s, to)),
        1 => (n.clone(), n.clone()).prop_map(|(s, to)| Deed::Mode(s, to)),
        1 => (n.clone(), n.clone()).prop_map(|(s, c)| Deed::Cohorts(s, c)),
        2 => (n.clone(), 1..10_000_i64).prop_map(|(s, fen)| Deed::Spend(s, fen)),
        1 => (n.clone(), 1..10_000_i64).prop_map(|(s, fen)| Deed::Repay(s, fen)),
        1 => (n.clone(), n.clone(), 1..9_u32).prop_map(|(s, t, heads)| Deed::Count(s, t, heads)),
        2 => (n.clone(), n.clone(), any::<bool>()).prop_map(|(b, c, far)| Deed::NewPerson(b, c, far)),
        2 => (n.clone(), date, any::<bool>()).prop_map(|(s, d, far)| Deed::NewSession(s, d, far)),
        1 => n.clone().prop_map(Deed::DropSession),
        1 => (n, 0..4_u32).prop_map(|(c, hours)| Deed::Target(c, hours)),
    ]
}

/// Three townships with two branches each, twelve people, six sessions around the year.
fn small_district() -> District {
    let mut d = District::new();
    for name in ["魏城镇", "石马镇", "新桥镇"] {
        let town = d.township(name);
        for village in ["一村", "二村"] {
            let branch = d.branch(town, village);
            d.person("甲", branch, &[d.member]);
            d.person("乙", branch, &[d.secretary, d.member]);
        }
    }
    for month in [1, 2, 5, 6, 8, 12] {
        d.session("班", day(month, 27), 3, &[d.secretary, d.member]);
    }
    d
}

fn pick<T>(mut items: impl Iterator<Item = T>, n: usize) -> Option<T> {
    let all: Vec<T> = items.by_ref().collect();
    let at = n % all.len().max(1);
    all.into_iter().nth(at)
}

fn person(ws: &Workspace, n: usize) -> PersonId {
    pick(ws.people.iter().map(|p| p.id), n).expect("there are people")
}

fn session(ws: &Workspace, n: usize) -> SessionId {
    pick(ws.sessions.iter().map(|s| s.id), n).unwrap_or(SessionId::MAX)
}

fn cohort(ws: &Workspace, n: usize) -> CohortId {
    pick(ws.cohorts.iter().map(|c| c.id), n).expect("there are cohorts")
}

/// Another computer's ids stand before this one's, so that records come in between.
fn new_id<R>(ws: &mut Workspace, is_from_afar: bool) -> lunxun::model::Id<R> {
    let own = ws.ids.take::<R>();
    let afar = lunxun::model::DeviceCode::from_seed(0);
    if is_from_afar { lunxun::model::Id::new(afar, 1_000_000 - own.counter()) } else { own }
}

/// The workspace after the deed; as it was if the deed is refused.
fn done(ws: &Workspace, deed: &Deed) -> Workspace {
    let branch = |n| pick(ws.branches.iter().map(|b| b.id), n).expect("there are branches");
    let date = |n: u64| day(1, 1) + Days::new(n);
    let mut next = ws.clone();
    let result = match *deed {
        Deed::Mark(s, p, no, kind) => {
            let cells = [(person(ws, p), SlotNo(no))];
            let enrolled = ws.enrol(session(ws, s), &[person(ws, p)]);
            enrolled.and_then(|ws| ws.set_marks(session(&ws, s), &cells, Some(MarkKind::ALL[kind % 9])))
        }
        Deed::Clear(s, p, no) => ws.set_marks(session(ws, s), &[(person(ws, p), SlotNo(no))], None),
        Deed::Withdraw(s, p) => ws.set_enrolment(session(ws, s), &[person(ws, p)], EnrolmentState::Withdrawn),
        Deed::Replace(s, p, q) => ws.replace((session(ws, s), person(ws, p)), person(ws, q)),
        Deed::Move(p, b, d) => ws.move_people(&[person(ws, p)], branch(b), date(d)),
        Deed::Exempt(p, is) => ws.with_person(person(ws, p), |p| {
            p.exemption = is.then_some(Exemption { reason: ExemptionReason::Ill, period: Period::ALWAYS });
        }),
        Deed::Float(p) => ws.with_person(person(ws, p), |p| p.floating = Some(Period::ALWAYS)),
        Deed::LeaveCohort(p, c, d) => ws.leave_cohort(&[person(ws, p)], cohort(ws, c), date(d)),
        Deed::JoinCohort(p, c) => ws.add_to_cohort(&[person(ws, p)], cohort(ws, c), None),
        Deed::MoveSession(s, d) => ws.with_session(session(ws, s), |session| session.move_to(date(d))),
        Deed::Status(s, to) => ws.set_status(session(ws, s), Status::ALL[to % 6]),
        Deed::Mode(s, to) => ws.with_session(session(ws, s), |session| session.mode = Mode::ALL[to % 4]),
        Deed::Cohorts(s, c) => {
            let one = cohort(ws, c);
            ws.with_session(session(ws, s), |session| session.cohorts = vec![one])
        }
        Deed::Spend(s, fen) => {
            let line = lunxun::model::CostLine {
                id: next.ids.take(),
                session: pick(ws.sessions.iter().map(|s| s.id), s),
                item: lunxun::model::CostItem::Meals,
                payer: lunxun::model::Level::District,
                township: None,
                funding: None,
                date: date(s as u64 * 5),
                planned: Fen(fen),
                actual: Some(Fen(fen)),
                note: String::new(),
            };
            next.with(line)
        }
        Deed::Repay(s, fen) => match pick(ws.costs.iter(), s) {
            Some(line) => ws.with(lunxun::model::CostLine { actual: Some(Fen(fen)), session: None, ..line.clone() }),
            None => Ok(ws.clone()),
        },
        Deed::Count(s, t, heads) => {
            let id = next.ids.take();
            let township = pick(ws.townships.iter().map(|t| t.id), t);
            next.with(HeadCount { id, session: session(ws, s), township, branch: None, heads, evidence: String::new() })
        }
        Deed::NewPerson(b, c, is_from_afar) => {
            let mut newcomer = ws.people.get(person(ws, b)).expect("just picked").clone();
            newcomer.id = new_id(&mut next, is_from_afar);
            newcomer.cohorts.push(lunxun::model::Membership { cohort: cohort(ws, c), period: Period::ALWAYS });
            next.with(newcomer)
        }
        Deed::NewSession(s, d, is_from_afar) => match ws.sessions.get(session(ws, s)) {
            Some(like) => {
                let mut session = like.clone();
                session.id = new_id(&mut next, is_from_afar);
                session.move_to(date(d));
                next.with(session)
            }
            None => Ok(ws.clone()),
        },
        Deed::DropSession(s) if ws.sessions.len() > 3 => ws.without_session(session(ws, s)),
        Deed::DropSession(_) => Ok(ws.clone()),
        Deed::Target(c, hours) => {
            let record = ws.cohorts.get(cohort(ws, c)).expect("just picked").clone();
            ws.with(lunxun::model::Cohort { target_minutes: hours * 45, ..record })
        }
    };
    result.unwrap_or_else(|_| ws.clone())
}

fn add(rows: &[&Figures]) -> Figures {
    let share = |of: &dyn Fn(&Figures) -> Share| Share {
        n: rows.iter().map(|row| of(row).n).sum(),
        of: rows.iter().map(|row| of(row).of).sum(),
    };
    let sum = |of: &dyn Fn(&Figures) -> u64| rows.iter().map(|row| of(row)).sum();
    Figures {
        heads: share(&|f| f.heads),
        places: share(&|f| f.places),
        hours: share(&|f| f.hours),
        exempt: share(&|f| f.exempt),
        floating: share(&|f| f.floating),
        attendances: sum(&|f| f.attendances),
        counted: sum(&|f| f.counted),
        sessions: sum(&|f| f.sessions),
        minutes: sum(&|f| f.minutes),
        remote_minutes: sum(&|f| f.remote_minutes),
        gone_trained: sum(&|f| f.gone_trained),
        spent: rows.iter().map(|row| row.spent).sum(),
        heads_high: 0,
        cost_per_head: None,
    }
}

/// Every breakdown adds up to the whole in all that it does not count twice by its nature.
fn assert_adds_up(all: &Coverage, index: &Index) {
    let units: Vec<&Figures> = all.townships.iter().chain([&all.elsewhere]).map(|row| &row.figures).collect();
    let sum = add(&units);
    let total = Figures { heads_high: 0, cost_per_head: None, ..all.total };
    let loose = total.spent - sum.spent;
    assert!(loose >= Fen::ZERO && loose <= all.unsplit, "only money for no session is in no unit");
    assert_eq!(Figures { spent: total.spent, ..sum }, total, "townships");

    let cohorts = add(&all.cohorts.iter().map(|row| &row.figures).collect::<Vec<_>>());
    assert_eq!(
        (cohorts.places, cohorts.attendances, cohorts.minutes),
        (total.places, total.attendances, total.minutes)
    );
    assert_eq!(cohorts.spent + all.unsplit, total.spent, "cohorts' money");
    for rows in [all.modes.iter().map(|(_, f)| f).collect::<Vec<_>>(), all.levels.iter().map(|(_, f)| f).collect()] {
        let sum = add(&rows);
        let parts = (sum.attendances, sum.minutes, sum.sessions, sum.counted, sum.spent);
        assert_eq!(parts, (total.attendances, total.minutes, total.sessions, total.counted, total.spent - loose));
    }
    let months = add(&all.months.iter().collect::<Vec<_>>());
    let parts = (months.heads.n, months.attendances, months.minutes, months.sessions, months.spent);
    assert_eq!(parts, (total.heads.n, total.attendances, total.minutes, total.sessions, total.spent), "months");
    for row in &all.townships {
        let branches = index.branches_of(row.township);
        let sum = add(&branches.iter().map(|branch| &branch.figures).collect::<Vec<_>>());
        let parts = (sum.heads, sum.attendances, sum.minutes, sum.hours, sum.exempt, sum.places.n);
        let whole = row.figures;
        let wholes = (whole.heads, whole.attendances, whole.minutes, whole.hours, whole.exempt, whole.places.n);
        assert_eq!(parts, wholes, "branches");
        let cohort_spent: Fen = row.cohorts.iter().map(|cohort| cohort.spent).sum();
        assert!(cohort_spent <= whole.spent);
        if sum.attendances > 0 && all.total.counted == 0 {
            assert_eq!(sum.spent, whole.spent, "branches' money");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_the_index_equals_a_new_one_and_everything_adds_up(
        deeds in prop::collection::vec(deed(), 1..60), as_of in 0..366_u64,
    ) {
        let as_of = day(1, 1) + Days::new(as_of);
        let mut ws = small_district().ws;
        let mut index = Index::new(&ws, as_of);
        for deed in &deeds {
            let next = done(&ws, deed);
            index.update(&next, &ws.changes_to(&next));
            ws = next;
        }
        let fresh = Index::new(&ws, as_of);
        prop_assert_eq!(index.coverage(), fresh.coverage());
        for person in 0..fresh.people().len() {
            prop_assert_eq!(index.standing(person), fresh.standing(person));
            prop_assert_eq!(index.learning(person), fresh.learning(person));
        }
        assert_adds_up(&fresh.coverage(), &fresh);
    }
}
