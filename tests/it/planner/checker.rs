//! The checker finds every kind of fault, and prices by the definition.

use lunxun::planner::check::{Price, Violation, check};
use lunxun::planner::plan::Plan;
use lunxun::planner::problem::{Budget, Duty, Lock, Mode, Problem, Share};

use super::{Size, invented};

/// Two offers in two weeks for two customers, without any limit that binds.
fn quiet() -> Problem {
    let mut problem = invented(1, Size { weeks: 2, customers: 2, offers: 2, heads: 4 });
    problem.rooms.iter_mut().for_each(|room| room.days = vec![9, 9]);
    problem.pools[0].days = vec![9, 9];
    problem.duty.clear();
    problem.shares.clear();
    problem.budgets.clear();
    for customer in &mut problem.customers {
        customer.demand = 4;
        customer.blocked.clear();
        customer.unserved_penalty = 100;
        customer.mid_min = 3;
        customer.mid_penalty = 10;
        customer.wish = [("law".to_owned(), 2)].into();
        customer.wish_penalty = 5;
    }
    for offer in &mut problem.offers {
        (offer.min, offer.max, offer.days) = (2, 4, 1);
        (offer.fixed, offer.head) = (50, 7);
        offer.weeks = vec![0, 1];
        offer.customers = vec![0, 1];
        offer.travel = vec![1, 2];
        offer.mode = Mode::Remote;
        "theory".clone_into(&mut offer.topic);
    }
    "law".clone_into(&mut problem.offers[1].topic);
    problem
}

/// Everybody trained, customer 0 early, customer 1 late.
fn plan() -> Plan {
    Plan { sessions: vec![(0, 0, 1), (1, 1, 1)], flows: vec![(0, 0, 0, 4), (1, 1, 1, 4)] }
}

fn violations(change: impl FnOnce(&mut Problem, &mut Plan)) -> Vec<Violation> {
    let (mut problem, mut plan) = (quiet(), plan());
    change(&mut problem, &mut plan);
    check(&problem, &plan).err().unwrap_or_default()
}

#[test]
fn a_plan_without_fault_is_priced_by_its_parts() {
    let price = check(&quiet(), &plan()).expect("no violation");
    // Customer 1 misses three heads at mid-year, customer 0 two heads of law.
    let wanted = Price { fixed: 100, heads: 56, travel: 12, unserved: 0, mid_year: 30, wishes: 10 };
    assert_eq!(price, wanted);
    assert_eq!(price.total(), 208);
    assert_eq!(price.money(), 168);
    let nothing = check(&quiet(), &Plan::default()).expect("no violation");
    assert_eq!(nothing.total(), 800 + 60 + 20);
}

#[test]
fn rows_of_one_session_add_up() {
    let split =
        Plan { sessions: vec![(1, 1, 1), (0, 0, 1), (0, 0, 0)], flows: vec![(0, 0, 0, 1), (1, 1, 1, 4), (0, 0, 0, 3)] };
    assert_eq!(check(&quiet(), &split), check(&quiet(), &plan()));
    assert_eq!(split.tidy(), plan());
}

#[test]
fn rows_that_name_nothing_are_found() {
    let found = violations(|_, plan| {
        plan.sessions.push((2, 0, 1));
        plan.flows.push((0, 0, 2, 1));
    });
    assert_eq!(found, [Violation::BadSession { row: 2 }, Violation::BadFlow { row: 2 }]);
}

#[test]
fn each_planted_fault_is_found_and_nothing_else() {
    let found = violations(|problem, _| problem.offers[0].weeks = vec![1]);
    assert_eq!(found, [Violation::NotOffered { offer: 0, week: 0 }]);
    let found = violations(|problem, _| {
        problem.offers[0].customers = vec![1];
        problem.offers[0].travel = vec![2];
    });
    assert_eq!(found, [Violation::NotInvited { customer: 0, offer: 0 }]);
    let found = violations(|problem, _| problem.customers[1].blocked = vec![1]);
    assert_eq!(found, [Violation::Blocked { customer: 1, week: 1 }]);
    let found = violations(|problem, _| problem.rooms[0].days = vec![0, 9]);
    assert_eq!(found, [Violation::RoomDays { room: 0, week: 0, days: 1, limit: 0 }]);
    let found = violations(|problem, _| problem.pools[0].days = vec![9, 0]);
    assert_eq!(found, [Violation::PoolDays { pool: 0, week: 1, days: 1, limit: 0 }]);
    let found = violations(|problem, _| problem.offers[0].min = 5);
    assert_eq!(found, [Violation::Fill { offer: 0, week: 0, heads: 4, sessions: 1 }]);
    let found = violations(|problem, _| problem.offers[1].max = 3);
    assert_eq!(found, [Violation::Fill { offer: 1, week: 1, heads: 4, sessions: 1 }]);
    let found = violations(|_, plan| plan.sessions.truncate(1));
    assert_eq!(found, [Violation::Fill { offer: 1, week: 1, heads: 4, sessions: 0 }]);
    let found = violations(|problem, _| problem.duty = vec![Duty { group: 0, max_away: 3 }]);
    assert_eq!(found, [Violation::Duty { group: 0, week: 0, heads: 4, limit: 3 }], "customer 0 are secretaries");
    let found = violations(|problem, _| problem.customers[0].demand = 3);
    assert_eq!(found, [Violation::Demand { customer: 0, heads: 4, limit: 3 }]);
    let found = violations(|problem, _| {
        problem.shares = vec![Share { customer: 1, modes: vec![Mode::Remote, Mode::Field], max_heads: 3 }];
    });
    assert_eq!(found, [Violation::Share { share: 0, heads: 4, limit: 3 }]);
    let found = violations(|problem, _| problem.locked = vec![super::locked(0, 1)]);
    assert_eq!(found, [Violation::Lock { lock: 0, sessions: 0 }]);
    let found = violations(|problem, _| {
        problem.locked = vec![Lock { offer: 0, week: 0, sessions: 1, flows: vec![(1, 1)] }];
    });
    assert_eq!(found, [Violation::Promise { lock: 0, customer: 1, heads: 0 }]);
}

#[test]
fn each_budget_counts_what_it_pays() {
    let limits = |district: i64, township: i64| {
        let budget = |limit| Budget { name: String::new(), limit };
        violations(|problem, _| problem.budgets = vec![budget(district), budget(township)])
    };
    assert_eq!(limits(156, 12), []);
    assert_eq!(limits(155, 12), [Violation::Budget { budget: 0, spent: 156, limit: 155 }]);
    assert_eq!(limits(156, 11), [Violation::Budget { budget: 1, spent: 12, limit: 11 }]);
}
