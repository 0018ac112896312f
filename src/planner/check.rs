//! The checker: validates and prices a plan by the definition alone. Shares nothing with the solver.

use std::collections::{BTreeMap, BTreeSet};

use super::plan::Plan;
use super::problem::{Cohort, Problem};

/// What a plan costs, by its parts, yuan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Price {
    /// Sessions.
    pub fixed: i64,
    /// Heads in sessions.
    pub heads: i64,
    /// The way there.
    pub travel: i64,
    /// Penalty for heads not trained in the year.
    pub unserved: i64,
    /// Penalty for heads missing at the middle of the year.
    pub mid_year: i64,
    /// Penalty for topics asked for and not given.
    pub wishes: i64,
}

impl Price {
    /// The sum: what the planner minimises.
    pub fn total(&self) -> i64 {
        self.money() + self.unserved + self.mid_year + self.wishes
    }

    /// What has to be paid: the sum without penalties.
    pub fn money(&self) -> i64 {
        self.fixed + self.heads + self.travel
    }
}

/// What a plan does that it must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Violation {
    /// `sessions[row]` names an offer or a week that does not exist.
    BadSession {
        /// The row.
        row: usize,
    },
    /// `flows[row]` names a customer, an offer or a week that does not exist.
    BadFlow {
        /// The row.
        row: usize,
    },
    /// The offer is not to be had in the week.
    NotOffered {
        /// The offer.
        offer: usize,
        /// The week.
        week: usize,
    },
    /// The customer may not come to the offer.
    NotInvited {
        /// The customer.
        customer: usize,
        /// The offer.
        offer: usize,
    },
    /// The customer cannot come in the week.
    Blocked {
        /// The customer.
        customer: usize,
        /// The week.
        week: usize,
    },
    /// The room is used for more days than it has.
    RoomDays {
        /// The room.
        room: usize,
        /// The week.
        week: usize,
        /// Days used.
        days: u64,
        /// Days there are.
        limit: u64,
    },
    /// The trainers are used for more days than they have.
    PoolDays {
        /// The pool.
        pool: usize,
        /// The week.
        week: usize,
        /// Days used.
        days: u64,
        /// Days there are.
        limit: u64,
    },
    /// Too few heads or too many for the sessions run.
    Fill {
        /// The offer.
        offer: usize,
        /// The week.
        week: usize,
        /// Heads that come.
        heads: u64,
        /// Sessions run.
        sessions: u64,
    },
    /// Too many secretaries of a group are away.
    Duty {
        /// The group.
        group: usize,
        /// The week.
        week: usize,
        /// Heads away.
        heads: u64,
        /// Heads at most.
        limit: u64,
    },
    /// More heads of a customer than it has.
    Demand {
        /// The customer.
        customer: usize,
        /// Heads trained.
        heads: u64,
        /// Heads there are.
        limit: u64,
    },
    /// Too many heads of a customer in some modes.
    Share {
        /// The row of `shares`.
        share: usize,
        /// Heads in the modes.
        heads: u64,
        /// Heads at most.
        limit: u64,
    },
    /// A budget is overspent.
    Budget {
        /// The budget.
        budget: usize,
        /// Yuan spent.
        spent: i64,
        /// Yuan at most.
        limit: i64,
    },
    /// Fewer sessions than are locked.
    Lock {
        /// The row of `locked`.
        lock: usize,
        /// Sessions run.
        sessions: u64,
    },
    /// Fewer heads than were promised their places.
    Promise {
        /// The row of `locked`.
        lock: usize,
        /// The customer.
        customer: usize,
        /// Heads that have them.
        heads: u64,
    },
}

/// Validates and prices a plan.
///
/// # Errors
/// Everything the plan does that it must not, in a fixed order.
pub fn check(problem: &Problem, plan: &Plan) -> Result<Price, Vec<Violation>> {
    let (ledger, mut violations) = Ledger::new(problem, plan);
    ledger.sessions_at_their_weeks(problem, &mut violations);
    ledger.rooms_and_pools(problem, &mut violations);
    ledger.heads_where_they_may_be(problem, &mut violations);
    ledger.fill(problem, &mut violations);
    ledger.duty(problem, &mut violations);
    ledger.demands_and_shares(problem, &mut violations);
    ledger.budgets(problem, &mut violations);
    ledger.locks(problem, &mut violations);
    if violations.is_empty() { Ok(ledger.price(problem)) } else { Err(violations) }
}

/// What a plan costs, whether it is allowed or not. Rows that name nothing cost nothing.
pub fn price(problem: &Problem, plan: &Plan) -> Price {
    Ledger::new(problem, plan).0.price(problem)
}

/// The plan's rows, added up.
struct Ledger {
    /// (offer, week) → sessions.
    sessions: BTreeMap<(usize, usize), u64>,
    /// (customer, offer, week) → heads.
    flows: BTreeMap<(usize, usize, usize), u64>,
}

impl Ledger {
    fn new(problem: &Problem, plan: &Plan) -> (Self, Vec<Violation>) {
        let mut ledger = Self { sessions: BTreeMap::new(), flows: BTreeMap::new() };
        let mut violations = Vec::new();
        for (row, &(offer, week, count)) in plan.sessions.iter().enumerate() {
            if offer >= problem.offers.len() || week >= problem.weeks {
                violations.push(Violation::BadSession { row });
            } else {
                *ledger.sessions.entry((offer, week)).or_default() += u64::from(count);
            }
        }
        for (row, &(customer, offer, week, heads)) in plan.flows.iter().enumerate() {
            if customer >= problem.customers.len() || offer >= problem.offers.len() || week >= problem.weeks {
                violations.push(Violation::BadFlow { row });
            } else if heads > 0 {
                *ledger.flows.entry((customer, offer, week)).or_default() += u64::from(heads);
            }
        }
        (ledger, violations)
    }

    fn sessions_at_their_weeks(&self, problem: &Problem, violations: &mut Vec<Violation>) {
        for (&(offer, week), &sessions) in &self.sessions {
            if sessions > 0 && !problem.offers[offer].weeks.contains(&week) {
                violations.push(Violation::NotOffered { offer, week });
            }
        }
    }

    fn rooms_and_pools(&self, problem: &Problem, violations: &mut Vec<Violation>) {
        let mut rooms: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        let mut pools: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (&(offer, week), &sessions) in &self.sessions {
            let offer = &problem.offers[offer];
            let days = sessions * u64::from(offer.days);
            if let Some(room) = offer.room {
                *rooms.entry((room, week)).or_default() += days;
            }
            if let Some(pool) = offer.pool {
                *pools.entry((pool, week)).or_default() += days;
            }
        }
        for ((room, week), days) in rooms {
            let limit = u64::from(problem.rooms[room].days[week]);
            if days > limit {
                violations.push(Violation::RoomDays { room, week, days, limit });
            }
        }
        for ((pool, week), days) in pools {
            let limit = u64::from(problem.pools[pool].days[week]);
            if days > limit {
                violations.push(Violation::PoolDays { pool, week, days, limit });
            }
        }
    }

    fn heads_where_they_may_be(&self, problem: &Problem, violations: &mut Vec<Violation>) {
        for &(customer, offer, week) in self.flows.keys() {
            if !problem.offers[offer].customers.contains(&customer) {
                violations.push(Violation::NotInvited { customer, offer });
            }
            if problem.customers[customer].blocked.contains(&week) {
                violations.push(Violation::Blocked { customer, week });
            }
        }
    }

    fn fill(&self, problem: &Problem, violations: &mut Vec<Violation>) {
        let mut load: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (&(_, offer, week), &heads) in &self.flows {
            *load.entry((offer, week)).or_default() += heads;
        }
        let places: BTreeSet<(usize, usize)> = self.sessions.keys().chain(load.keys()).copied().collect();
        for (offer, week) in places {
            let sessions = self.sessions.get(&(offer, week)).copied().unwrap_or(0);
            let heads = load.get(&(offer, week)).copied().unwrap_or(0);
            let (min, max) = (u64::from(problem.offers[offer].min), u64::from(problem.offers[offer].max));
            if heads < min * sessions || heads > max * sessions {
                violations.push(Violation::Fill { offer, week, heads, sessions });
            }
        }
    }

    fn duty(&self, problem: &Problem, violations: &mut Vec<Violation>) {
        let mut away: BTreeMap<(usize, usize), u64> = BTreeMap::new();
        for (&(customer, _, week), &heads) in &self.flows {
            let customer = &problem.customers[customer];
            if customer.cohort == Cohort::Secretary {
                *away.entry((customer.group, week)).or_default() += heads;
            }
        }
        for ((group, week), heads) in away {
            for duty in problem.duty.iter().filter(|duty| duty.group == group) {
                let limit = u64::from(duty.max_away);
                if heads > limit {
                    violations.push(Violation::Duty { group, week, heads, limit });
                }
            }
        }
    }

    fn demands_and_shares(&self, problem: &Problem, violations: &mut Vec<Violation>) {
        for (customer, heads) in self.served(problem).into_iter().enumerate() {
            let limit = u64::from(problem.customers[customer].demand);
            if heads > limit {
                violations.push(Violation::Demand { customer, heads, limit });
            }
        }
        for (share, row) in problem.shares.iter().enumerate() {
            let in_share = |(key, _): &(&(usize, usize, usize), &u64)| {
                key.0 == row.customer && row.modes.contains(&problem.offers[key.1].mode)
            };
            let heads = self.flows.iter().filter(in_share).map(|(_, heads)| heads).sum();
            let limit = u64::from(row.max_heads);
            if heads > limit {
                violations.push(Violation::Share { share, heads, limit });
            }
        }
    }

    fn budgets(&self, problem: &Problem, violations: &mut Vec<Violation>) {
        let mut spent: BTreeMap<usize, i64> = BTreeMap::new();
        for (&(offer, _), &sessions) in &self.sessions {
            add(spent.entry(0).or_default(), problem.offers[offer].fixed, sessions);
        }
        for (&(customer, offer, _), &heads) in &self.flows {
            add(spent.entry(0).or_default(), problem.offers[offer].head, heads);
            let payer = problem.customers[customer].budget;
            add(spent.entry(payer).or_default(), travel(problem, customer, offer), heads);
        }
        for (budget, spent) in spent {
            if let Some(limit) = problem.budgets.get(budget).map(|row| row.limit).filter(|limit| spent > *limit) {
                violations.push(Violation::Budget { budget, spent, limit });
            }
        }
    }

    fn locks(&self, problem: &Problem, violations: &mut Vec<Violation>) {
        for (lock, row) in problem.locked.iter().enumerate() {
            let sessions = self.sessions.get(&(row.offer, row.week)).copied().unwrap_or(0);
            if sessions < u64::from(row.sessions) {
                violations.push(Violation::Lock { lock, sessions });
            }
            for &(customer, promised) in &row.flows {
                let heads = self.flows.get(&(customer, row.offer, row.week)).copied().unwrap_or(0);
                if heads < u64::from(promised) {
                    violations.push(Violation::Promise { lock, customer, heads });
                }
            }
        }
    }

    fn served(&self, problem: &Problem) -> Vec<u64> {
        let mut served = vec![0; problem.customers.len()];
        for (&(customer, _, _), &heads) in &self.flows {
            served[customer] += heads;
        }
        served
    }

    fn price(&self, problem: &Problem) -> Price {
        let mut price = Price::default();
        for (&(offer, _), &sessions) in &self.sessions {
            add(&mut price.fixed, problem.offers[offer].fixed, sessions);
        }
        let mut early = vec![0u64; problem.customers.len()];
        let mut on_topic: BTreeMap<(usize, &str), u64> = BTreeMap::new();
        for (&(customer, offer, week), &heads) in &self.flows {
            add(&mut price.heads, problem.offers[offer].head, heads);
            add(&mut price.travel, travel(problem, customer, offer), heads);
            if week < problem.mid_week {
                early[customer] += heads;
            }
            *on_topic.entry((customer, problem.offers[offer].topic.as_str())).or_default() += heads;
        }
        let served = self.served(problem);
        for (i, customer) in problem.customers.iter().enumerate() {
            let missing = |wanted: u32, given: u64| u64::from(wanted).saturating_sub(given);
            add(&mut price.unserved, customer.unserved_penalty, missing(customer.demand, served[i]));
            add(&mut price.mid_year, customer.mid_penalty, missing(customer.mid_min, early[i]));
            for (topic, &asked) in &customer.wish {
                let given = on_topic.get(&(i, topic.as_str())).copied().unwrap_or(0);
                add(&mut price.wishes, customer.wish_penalty, missing(asked, given));
            }
        }
        price
    }
}

/// Adds `n` times an amount, as far as numbers go.
fn add(sum: &mut i64, each: i64, n: u64) {
    *sum = sum.saturating_add(each.saturating_mul(i64::try_from(n).unwrap_or(i64::MAX)));
}

/// Yuan a head of the customer pays for the way to the offer; 0 if it may not come.
fn travel(problem: &Problem, customer: usize, offer: usize) -> i64 {
    let offer = &problem.offers[offer];
    let place = offer.customers.iter().position(|invited| *invited == customer);
    place.and_then(|place| offer.travel.get(place)).copied().unwrap_or(0)
}
