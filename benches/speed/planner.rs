//! Course plans: how good after how many seconds, on two threads.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use lunxun::planner::problem::Problem;
use lunxun::planner::{Options, Outcome, Progress, Watch, gap_percent, solve};

use super::Bench;

/// Runs of each case; the median is printed.
const RUNS: u64 = 5;

pub fn run(_bench: &mut Bench) {
    let read = |text: &str| Problem::read(text).expect("a well-formed fixture");
    let town = read(include_str!("../../tests/fixtures/planner/town.json"));
    let district = read(include_str!("../../tests/fixtures/planner/district.json"));
    let city = read(include_str!("../../tests/fixtures/planner/city.json"));
    let mut tight = district.clone();
    tight.budgets[0].limit = 480_000;
    let cases = [
        ("town", &town, 5, 1.0),
        ("district", &district, 5, 1.0),
        ("district", &district, 30, 0.5),
        ("district, budget 480,000", &tight, 10, 1.0),
        ("city", &city, 30, 3.0),
    ];
    for (name, problem, seconds, wanted) in cases {
        let mut runs: Vec<Run> = (1..=RUNS).map(|seed| Run::new(problem, seconds, seed)).collect();
        runs.sort_by(|a, b| a.outcome.gap_percent().total_cmp(&b.outcome.gap_percent()));
        let median = &runs[runs.len() / 2];
        println!(
            "{name:<26} {:>9} ≥ {:>9}  gap {:>6.3} % (wanted ≤ {wanted}) in {:>5.2} of {seconds} s; first {:.2} s, 1 % {:.2} s",
            median.outcome.objective,
            median.outcome.bound,
            median.outcome.gap_percent(),
            median.all.as_secs_f64(),
            median.complete.as_secs_f64(),
            median.within_one.as_secs_f64(),
        );
    }
}

/// One search.
struct Run {
    outcome: Outcome,
    all: Duration,
    /// Until nearly everybody had a place for the first time (95 % of those who have one in the end).
    complete: Duration,
    /// Until the gap was 1 %.
    within_one: Duration,
}

impl Run {
    fn new(problem: &Problem, seconds: u64, seed: u64) -> Self {
        let clock = Clock { start: Instant::now(), limit: Duration::from_secs(seconds), told: Mutex::default() };
        let options = Options { seed, threads: 2, ..Options::default() };
        let outcome = solve(problem, &options, &clock).expect("nothing contradicts itself");
        let all = clock.start.elapsed();
        let told = clock.told.into_inner().expect("nobody panicked");
        let when = |wanted: &dyn Fn(&Told) -> bool| told.iter().find(|told| wanted(told)).map_or(all, |told| told.at);
        let served = outcome.plan.heads_served();
        Self {
            complete: when(&|told| told.heads_served * 20 >= served * 19),
            within_one: when(&|told| told.gap_percent <= 1.0),
            outcome,
            all,
        }
    }
}

/// What the search told, and when.
struct Told {
    at: Duration,
    heads_served: u64,
    gap_percent: f64,
}

struct Clock {
    start: Instant,
    limit: Duration,
    told: Mutex<Vec<Told>>,
}

impl Watch for Clock {
    fn stop(&self) -> bool {
        self.start.elapsed() >= self.limit
    }

    fn improved(&self, progress: &Progress<'_>) {
        let at = self.start.elapsed();
        let gap_percent = gap_percent(progress.objective, progress.bound);
        if let Ok(mut told) = self.told.lock() {
            told.push(Told { at, heads_served: progress.heads_served, gap_percent });
        }
    }
}
