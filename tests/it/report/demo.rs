//! The demo district: the published figures come out of its records, and follow them.

use std::sync::LazyLock;

use lunxun::model::{CohortId, CohortKind, Fen, Mark, MarkKind, PersonId, Record, Workspace};
use lunxun::report::{Behind, Coverage, Group, Index, Measure, Share, budget::budget, course, league};

use crate::support::district::day;

static DEMO: LazyLock<Workspace> = LazyLock::new(|| lunxun::demo::district(1));

fn coverage(ws: &Workspace) -> Coverage {
    Index::new(ws, day(6, 28)).coverage()
}

fn share(n: u64, of: u64) -> Share {
    Share { n, of }
}

fn cohort(kind: CohortKind) -> CohortId {
    DEMO.cohorts.iter().find(|cohort| cohort.kind == kind).expect("the demo has the three cohorts").id
}

#[test]
fn the_published_figures_come_out_of_the_records() {
    let all = coverage(&DEMO);
    assert_eq!(all.total.heads, share(11_150, 21_442));
    assert_eq!(all.total.heads.per_mille(), Some(520));
    assert_eq!(all.total.places, share(11_350, 21_691));
    assert_eq!(all.total.places.per_mille(), Some(523));
    let mistake = Share { n: all.total.heads.n, of: all.total.places.of };
    assert_eq!(mistake.per_mille(), Some(514), "heads divided by places");
    assert_eq!((all.total.spent, all.total.cost_per_head), (Fen::yuan(680_000), Some(Fen(6099))));
    for (kind, used, planned) in
        [(CohortKind::Secretary, 412, 691), (CohortKind::Leader, 468, 1000), (CohortKind::Member, 10_470, 20_000)]
    {
        let row = all.cohort(cohort(kind)).expect("a row");
        assert_eq!((row.places, row.heads), (share(used, planned), share(used, planned)), "{kind:?}");
    }
    assert_eq!(all.townships.len(), 27);
    assert_eq!(all.townships.iter().map(|row| row.figures.heads.n).sum::<u64>(), 11_150);
    assert_eq!(all.townships.iter().map(|row| row.figures.heads.of).sum::<u64>(), 21_442);
    let money = budget(&DEMO, day(6, 28));
    assert_eq!((money.total.spent, money.total.ceiling), (Fen::yuan(680_000), Fen::yuan(1_300_000)));
    assert!(all.total.counted > 0 && all.total.exempt.of > 0 && all.total.floating.of > 0);
    assert_eq!(all.total.heads_high, 11_150 + all.total.counted);
}

#[test]
fn one_mark_less_is_one_head_less_and_the_money_stays() {
    let index = Index::new(&DEMO, day(6, 28));
    let once = (0..index.people().len()).find(|person| {
        let learning = index.learning(*person);
        let place = learning.places.iter().count();
        learning.trained_on.is_some() && learning.n_sessions == 1 && place == 1 && index.standing(*person).is_eligible()
    });
    let person = index.people()[once.expect("most people came once")];
    let marks: Vec<Mark> = DEMO.marks.iter().filter(|mark| mark.person == person).copied().collect();
    let attended: Vec<&Mark> = marks.iter().filter(|mark| mark.kind.is_attended()).collect();
    let mut ws = DEMO.clone();
    for mark in &attended[1..] {
        ws.marks.remove(mark.key());
    }
    let before = coverage(&DEMO);
    assert_eq!(coverage(&ws).total.heads, before.total.heads, "one half day is enough");
    ws.marks.put(Mark { kind: MarkKind::Sick, ..*attended[0] });
    let after = coverage(&ws);
    assert_eq!(after.total.heads, share(11_149, 21_442));
    assert_eq!(after.total.places, share(11_349, 21_691));
    assert_eq!(after.total.attendances + 1, before.total.attendances);
    assert_eq!((after.total.spent, after.total.sessions), (before.total.spent, before.total.sessions));
}

#[test]
fn one_person_moved_moves_one_head_and_no_attendance() {
    let before = coverage(&DEMO);
    let index = Index::new(&DEMO, day(6, 28));
    let [from, to] = [&before.townships[0], &before.townships[5]].map(|row| row.township.expect("a township"));
    let trained = Behind { group: Group::Trained, township: Some(from), ..Behind::default() };
    let person: PersonId = index.who(&trained)[0];
    let branch = DEMO.branches.iter().find(|branch| branch.township == to).expect("a branch").id;
    let ws = DEMO.move_people(&[person], branch, day(6, 28)).expect("they can move");
    let after = coverage(&ws);
    let row = |all: &Coverage, id| all.township(id).expect("a row").figures;
    let (left, came) = (row(&before, from), row(&before, to));
    assert_eq!(row(&after, from).heads, share(left.heads.n - 1, left.heads.of - 1));
    assert_eq!(row(&after, to).heads, share(came.heads.n + 1, came.heads.of + 1));
    assert_eq!(row(&after, from).attendances, left.attendances);
    assert_eq!((row(&after, to).attendances, row(&after, to).spent), (came.attendances, came.spent));
    assert_eq!(after.total, before.total);
}

#[test]
fn the_day_decides_what_counts() {
    let on = |date| Index::new(&DEMO, date).coverage().total;
    assert_eq!((on(day(1, 1)).heads.n, on(day(1, 1)).spent), (0, Fen::ZERO));
    let (may, june) = (on(day(5, 31)), on(day(6, 28)));
    assert!(may.heads.n < june.heads.n && may.spent < june.spent && may.sessions < june.sessions);
    let index = Index::new(&DEMO, day(6, 28));
    let course = course(&DEMO, &index);
    let at = |date| course.done.iter().find(|point| point.day == date).expect("a point");
    assert_eq!((at(day(6, 28)).heads, at(day(6, 28)).spent), (11_150, Fen::yuan(680_000)));
    assert_eq!(at(day(5, 31)).spent, may.spent);
    let end = course.year_end().expect("an end");
    assert!(end.heads > 11_150 && end.heads <= 21_442 && end.spent > Fen::yuan(680_000));
}

#[test]
fn every_measure_ranks_all_townships() {
    let all = coverage(&DEMO);
    for measure in Measure::ALL {
        let rows = league(&DEMO, &all, measure);
        assert_eq!((rows.len(), rows[26].rank), (27, 27), "{measure:?}");
    }
}

#[test]
fn one_edit_on_the_demo_is_followed_exactly() {
    let mut index = Index::new(&DEMO, day(6, 28));
    let mark = DEMO.marks.iter().nth(12_345).copied().expect("there are more marks");
    let mut ws = DEMO.clone();
    ws.marks.remove(mark.key());
    index.update(&ws, &DEMO.changes_to(&ws));
    assert_eq!(index.coverage(), coverage(&ws));
}
