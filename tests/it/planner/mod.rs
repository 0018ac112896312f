//! Course plans: the checker, the search, the command line.

mod checker;
mod command_line;
mod small;
mod solver;

use std::collections::BTreeMap;

use lunxun::planner::problem::{Budget, Cohort, Customer, Duty, Lock, Mode, Offer, Pool, Problem, Room, Share};

/// The problem of a small town: 72 customers, 24 offers.
pub fn town() -> Problem {
    Problem::read(include_str!("../../fixtures/planner/town.json")).expect("the fixture is well formed")
}

/// The problem of a whole district.
pub fn district() -> Problem {
    Problem::read(include_str!("../../fixtures/planner/district.json")).expect("the fixture is well formed")
}

/// Chance that is the same in every run.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) + 1)
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: u32, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        least + u32::try_from(self.0 % u64::from(most - least + 1)).expect("a small number")
    }

    pub fn once_in(&mut self, n: u32) -> bool {
        self.between(1, n) == 1
    }
}

/// How large an invented problem is.
#[derive(Clone, Copy)]
pub struct Size {
    pub weeks: u32,
    pub customers: u32,
    pub offers: u32,
    pub heads: u32,
}

/// An invented problem with every kind of limit in it.
pub fn invented(seed: u64, size: Size) -> Problem {
    let mut chance = Chance::new(seed);
    let weeks = size.weeks as usize;
    let mut problem = Problem {
        format: "course-plan-1".to_owned(),
        name: format!("invented {seed}"),
        weeks,
        mid_week: weeks / 2,
        rooms: (0..2).map(|id| room(id, weeks, &mut chance)).collect(),
        pools: vec![Pool { id: 0, name: "trainers".to_owned(), days: vec![chance.between(2, 4); weeks] }],
        duty: vec![Duty { group: 0, max_away: chance.between(1, 2) }],
        ..Problem::default()
    };
    problem.customers = (0..size.customers as usize).map(|id| customer(id, size, &mut chance)).collect();
    problem.offers = (0..size.offers as usize).map(|id| offer(id, size, &mut chance)).collect();
    if chance.once_in(2) {
        let max_heads = chance.between(0, size.heads);
        problem.shares.push(Share { customer: 0, modes: vec![Mode::Remote], max_heads });
    }
    if chance.once_in(2) {
        let limit = i64::from(chance.between(20, 60)) * i64::from(size.customers);
        problem.budgets = vec![
            Budget { name: "district".to_owned(), limit },
            Budget { name: "township".to_owned(), limit: i64::from(chance.between(2, 30)) },
        ];
    }
    problem
}

fn room(id: usize, weeks: usize, chance: &mut Chance) -> Room {
    Room { id, name: format!("room {id}"), days: (0..weeks).map(|_| chance.between(0, 3)).collect() }
}

fn customer(id: usize, size: Size, chance: &mut Chance) -> Customer {
    let cohort = if id.is_multiple_of(2) { Cohort::Secretary } else { Cohort::Member };
    let demand = chance.between(1, size.heads);
    let blocked = if chance.once_in(3) { vec![chance.between(0, size.weeks - 1) as usize] } else { Vec::new() };
    let wish = if chance.once_in(2) { BTreeMap::from([("law".to_owned(), 1)]) } else { BTreeMap::new() };
    Customer {
        id,
        group: 0,
        cohort,
        demand,
        budget: 1,
        blocked,
        unserved_penalty: i64::from(chance.between(10, 60)),
        mid_min: chance.between(0, demand),
        mid_penalty: i64::from(chance.between(0, 8)),
        wish,
        wish_penalty: i64::from(chance.between(0, 9)),
    }
}

fn offer(id: usize, size: Size, chance: &mut Chance) -> Offer {
    let cohort = if id.is_multiple_of(2) { Cohort::Secretary } else { Cohort::Member };
    let customers: Vec<usize> = (0..size.customers as usize).filter(|_| !chance.once_in(4)).collect();
    let max = chance.between(1, size.heads * 2);
    Offer {
        id,
        mode: if chance.once_in(2) { Mode::Remote } else { Mode::School },
        cohort,
        topic: if chance.once_in(2) { "law" } else { "theory" }.to_owned(),
        room: Some(id % 2),
        pool: Some(0),
        days: chance.between(1, 2),
        fixed: i64::from(chance.between(0, 30)),
        min: chance.between(0, max),
        max,
        weeks: (0..size.weeks as usize).filter(|_| !chance.once_in(4)).collect(),
        head: i64::from(chance.between(0, 9)),
        travel: customers.iter().map(|_| i64::from(chance.between(0, 6))).collect(),
        customers,
    }
}

/// A session of the offer in the week is settled.
pub fn locked(offer: usize, week: usize) -> Lock {
    Lock { offer, week, sessions: 1, flows: Vec::new() }
}
