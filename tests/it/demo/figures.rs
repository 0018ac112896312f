//! The published figures.

use std::collections::{BTreeMap, BTreeSet};

use lunxun::demo::district;
use lunxun::model::{CostItem, Fen, Level, Person, PersonId, Workspace};
use lunxun::report::Index;

use super::{as_of, by_township, committed, date, demo, eligible, heads, n_places, spent, trained};

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
    assert!(demo().costs.iter().any(|line| line.actual.is_some_and(|actual| actual.0 % 100 != 0)), "odd fen");
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

#[test]
fn reports_count_what_the_records_say() {
    let index = Index::new(demo(), as_of());
    let coverage = index.coverage();
    assert_eq!((coverage.total.heads.n, coverage.total.heads.of), (11_150, 21_442));
    let rows: Vec<_> = coverage
        .townships
        .iter()
        .filter(|row| row.township.is_some())
        .map(|row| (row.figures.heads.n, row.figures.heads.of))
        .collect();
    let mut counted: Vec<_> = by_township(demo()).into_iter().map(|(_, n, of)| (n as u64, of as u64)).collect();
    let mut rows = rows;
    rows.sort_unstable();
    counted.sort_unstable();
    assert_eq!(rows, counted);
}

#[test]
fn a_mark_less_a_move_and_another_day_change_the_figures_by_the_right_amount() {
    let heads_in = |workspace: &Workspace, day| {
        let share = Index::new(workspace, day).coverage().total.heads;
        (share.n, share.of)
    };
    let mut once: BTreeMap<PersonId, Vec<_>> = BTreeMap::new();
    for mark in demo().marks.iter().filter(|mark| mark.kind.is_attended()) {
        once.entry(mark.person).or_default().push((mark.session, mark.person, mark.slot));
    }
    let (person, only) = once.into_iter().find(|(_, marks)| marks.len() == 1).expect("someone came only once");
    let mut less = demo().clone();
    less.marks.remove(only[0]);
    assert_eq!(heads_in(&less, as_of()), (11_149, 21_442));
    assert_eq!(n_places(&less).iter().sum::<usize>(), 11_349);

    let from = demo().people.get(person).and_then(|person| demo().township_of(person, as_of())).expect("a unit");
    let to = demo().branches.iter().find(|branch| branch.township != from).expect("another unit");
    let moved = demo().move_people(&[person], to.id, date(6, 27)).expect("both exist");
    assert_eq!(heads_in(&moved, as_of()), (11_150, 21_442));
    let trained_in = |workspace: &Workspace, township| {
        Index::new(workspace, as_of()).coverage().township(township).map(|row| row.figures.heads.n)
    };
    assert_eq!(trained_in(&moved, from).map(|n| n + 1), trained_in(demo(), from));
    assert_eq!(trained_in(&moved, to.township), trained_in(demo(), to.township).map(|n| n + 1));

    let (n, _) = heads_in(demo(), date(4, 30));
    let eligible: BTreeSet<PersonId> =
        demo().people.iter().filter(|person| person.is_eligible(date(4, 30))).map(|person| person.id).collect();
    assert_eq!(n, heads(demo(), date(4, 30)).intersection(&eligible).count() as u64);
}
