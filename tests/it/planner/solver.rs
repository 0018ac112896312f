//! Properties of the search, and the sample problems within a limit of work.

use std::sync::Mutex;

use lunxun::planner::check::check;
use lunxun::planner::contradiction::Constraint;
use lunxun::planner::problem::{Lock, Problem};
use lunxun::planner::{Options, Outcome, Patient, Progress, Watch, solve};

use super::{Size, district, invented, locked, town};

const MIDDLE: Size = Size { weeks: 8, customers: 6, offers: 6, heads: 9 };

fn within(problem: &Problem, work: u64, threads: usize) -> Outcome {
    let options = Options { work: Some(work), threads, ..Options::default() };
    let outcome = solve(problem, &options, &Patient).expect("nothing contradicts itself");
    assert_eq!(check(problem, &outcome.plan), Ok(outcome.price), "{}", problem.name);
    assert!(outcome.bound <= outcome.objective, "{}", problem.name);
    outcome
}

#[test]
fn the_towns_plan_is_proved_best() {
    let outcome = within(&town(), 400, 2);
    assert_eq!((outcome.objective, outcome.bound), (40_418, 40_418));
    assert!(outcome.gap_percent() < f64::EPSILON);
}

#[test]
fn the_districts_first_plan_trains_everybody_within_little_work() {
    let problem = district();
    let outcome = within(&problem, 80, 2);
    assert_eq!(outcome.plan.heads_served(), problem.heads_wanted());
    assert!(outcome.bound > 850_000, "the bound is {}", outcome.bound);
    assert!(outcome.gap_percent() < 10.0, "{}", outcome.gap_percent());
}

#[test]
fn more_work_never_makes_a_plan_worse_or_a_bound_weaker() {
    for seed in 0..3 {
        let problem = invented(seed, MIDDLE);
        let outcomes = [0, 1, 6, 30].map(|work| within(&problem, work, 1));
        for pair in outcomes.windows(2) {
            assert!(pair[1].objective <= pair[0].objective, "{}", problem.name);
            assert!(pair[1].bound >= pair[0].bound, "{}", problem.name);
        }
    }
}

#[test]
fn the_same_seed_and_work_give_the_same_plan_on_any_number_of_threads() {
    for seed in 3..6 {
        let problem = invented(seed, MIDDLE);
        let one = within(&problem, 8, 1);
        assert_eq!(one, within(&problem, 8, 1), "{}", problem.name);
        assert_eq!(one, within(&problem, 8, 3), "{}", problem.name);
    }
}

#[test]
fn what_is_locked_stays_locked() {
    let mut n = 0;
    for seed in 0..12 {
        let mut problem = invented(seed, MIDDLE);
        let customer = problem.offers[1].customers.first().copied();
        let places = problem.offers[0].weeks.first().copied().zip(problem.offers[1].weeks.last().copied());
        let (Some((first, last)), Some(customer)) = (places, customer) else { continue };
        let promise = Lock { offer: 1, week: last, sessions: 1, flows: vec![(customer, 1)] };
        problem.locked = vec![locked(0, first), promise];
        let options = Options { work: Some(8), ..Options::default() };
        let Ok(outcome) = solve(&problem, &options, &Patient) else { continue };
        assert_eq!(check(&problem, &outcome.plan), Ok(outcome.price), "{}", problem.name);
        assert!(outcome.plan.sessions.iter().any(|row| (row.0, row.1) == (0, first)), "{}", problem.name);
        let kept = outcome.plan.flows.iter().any(|row| (row.0, row.1, row.2) == (customer, 1, last));
        assert!(kept, "{}", problem.name);
        n += 1;
    }
    assert!(n >= 3, "only {n} of the invented problems can hold their locks");
}

/// Two sessions of three days in one room that has five, in the town's week 15.
#[test]
fn locks_that_need_the_same_days_are_named() {
    let mut problem = town();
    problem.pools[0].days[15] = 20;
    problem.locked = vec![locked(0, 15), locked(1, 15)];
    let contradiction = solve(&problem, &Options::default(), &Patient).expect_err("they exclude each other");
    let room = problem.offers[0].room.expect("a room");
    let wanted = [Constraint::Lock { lock: 0 }, Constraint::Lock { lock: 1 }, Constraint::RoomDays { room, week: 15 }];
    assert_eq!(contradiction.constraints, wanted);
}

#[test]
fn a_locked_session_nobody_can_fill_is_explained() {
    let mut problem = town();
    problem.offers[12].customers.truncate(1);
    problem.offers[12].travel.truncate(1);
    let week = problem.offers[12].weeks[0];
    problem.locked = vec![locked(12, week)];
    let contradiction = solve(&problem, &Options::default(), &Patient).expect_err("nobody fills it");
    let customer = problem.offers[12].customers[0];
    let wanted = [Constraint::Lock { lock: 0 }, Constraint::Minimum { offer: 12 }, Constraint::Demand { customer }];
    assert_eq!(contradiction.constraints, wanted);
}

#[test]
fn a_lock_over_the_budget_is_explained() {
    let mut problem = town();
    problem.budgets[0].limit = 100;
    problem.locked = vec![locked(8, problem.offers[8].weeks[0])];
    let contradiction = solve(&problem, &Options::default(), &Patient).expect_err("it costs 9,000 yuan");
    assert_eq!(contradiction.constraints, [Constraint::Lock { lock: 0 }, Constraint::Budget { budget: 0 }]);
}

/// Notes what it is told, and stops at the first plan that is better than nothing.
#[derive(Default)]
struct Note(Mutex<Vec<(i64, i64)>>);

impl Watch for Note {
    fn stop(&self) -> bool {
        self.0.lock().is_ok_and(|told| told.len() > 2)
    }

    fn improved(&self, progress: &Progress<'_>) {
        if let Ok(mut told) = self.0.lock() {
            told.push((progress.objective, progress.bound));
        }
    }
}

#[test]
fn the_search_tells_what_improves_and_stops_when_it_is_told_to() {
    let note = Note::default();
    let outcome = solve(&town(), &Options::default(), &note).expect("a plan");
    let told = note.0.into_inner().expect("nobody panicked");
    assert!(told.len() >= 3);
    assert!(told.windows(2).all(|pair| pair[1].0 <= pair[0].0 && pair[1].1 >= pair[0].1 && pair[1] != pair[0]));
    assert_eq!(told.last(), Some(&(outcome.objective, outcome.bound)));
}

#[test]
fn odd_problems_are_solved_too() {
    let mut one_week = invented(7, Size { weeks: 1, customers: 2, offers: 3, heads: 5 });
    one_week.budgets.clear();
    one_week.rooms.iter_mut().for_each(|room| room.days = vec![1]);
    within(&one_week, 50, 1);
    let mut dear = invented(8, MIDDLE);
    dear.offers.iter_mut().for_each(|offer| offer.fixed *= 1_000_000);
    dear.customers.iter_mut().for_each(|customer| customer.unserved_penalty *= 1_000_000);
    dear.budgets.clear();
    within(&dear, 20, 1);
    let nothing = Problem { format: "course-plan-1".to_owned(), weeks: 1, ..Problem::default() };
    assert_eq!(within(&nothing, 1, 1).objective, 0);
}
