//! Why no plan at all can meet what is locked: the constraints that exclude each other.

use std::collections::BTreeMap;

use super::lp::simplex::Allowance;
use super::lp::{Lp, Status, Var};
use super::problem::{Cohort, Problem};

/// Constraints that cannot hold together, as few as could be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// Locks and what stands against them, in the problem's order.
    pub constraints: Vec<Constraint>,
}

/// A constraint of the problem, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Constraint {
    /// `locked[lock]`: these sessions are held.
    Lock {
        /// Its position.
        lock: usize,
    },
    /// `locked[lock].flows`: these heads keep their places.
    Promise {
        /// The lock's position.
        lock: usize,
    },
    /// The offer may be run in these weeks only.
    Weeks {
        /// The offer.
        offer: usize,
    },
    /// The room has only so many days in the week.
    RoomDays {
        /// The room.
        room: usize,
        /// The week.
        week: usize,
    },
    /// The trainers have only so many days in the week.
    PoolDays {
        /// The pool.
        pool: usize,
        /// The week.
        week: usize,
    },
    /// A session of the offer needs so many heads.
    Minimum {
        /// The offer.
        offer: usize,
    },
    /// Only these customers may come to the offer.
    Invited {
        /// The offer.
        offer: usize,
    },
    /// The customer has no more heads.
    Demand {
        /// The customer.
        customer: usize,
    },
    /// The customer cannot come in the week.
    Blocked {
        /// The customer.
        customer: usize,
        /// The week.
        week: usize,
    },
    /// At most so many secretaries of the group are away in the week.
    Duty {
        /// The group.
        group: usize,
        /// The week.
        week: usize,
    },
    /// `shares[share]`.
    Share {
        /// Its position.
        share: usize,
    },
    /// `budgets[budget]`.
    Budget {
        /// Its position.
        budget: usize,
    },
}

/// Looks for locked sessions and promises that no plan can keep; `None`: they can be kept, as far as fractions of
/// heads tell.
///
/// Nothing but what is locked needs to run, since further sessions only add needs. So the question is a small linear
/// program over the locked sessions alone, with a row for every constraint that has a name. If it is infeasible, rows
/// are left out as long as it stays so; those that are left exclude each other.
pub(super) fn find(problem: &Problem) -> Option<Contradiction> {
    if problem.locked.is_empty() {
        return None;
    }
    let mut question = Question::new(problem);
    if question.is_feasible() {
        return None;
    }
    // What a reader would rather hear of comes last, because it is the first to stay.
    let mut named: Vec<usize> = (0..question.rows.len()).collect();
    named.sort_by_key(|row| std::cmp::Reverse(plainness(question.rows[*row].0)));
    question.reduce(&named);
    let mut constraints: Vec<Constraint> = question.rows.iter().filter(|row| row.1.is_kept).map(|row| row.0).collect();
    constraints.sort_unstable();
    constraints.dedup();
    Some(Contradiction { constraints })
}

/// How readily a constraint explains something.
fn plainness(constraint: Constraint) -> u8 {
    match constraint {
        Constraint::Lock { .. } => 0,
        Constraint::Promise { .. } => 1,
        Constraint::Weeks { .. } | Constraint::Invited { .. } | Constraint::Minimum { .. } => 2,
        Constraint::RoomDays { .. } => 3,
        Constraint::PoolDays { .. } | Constraint::Demand { .. } | Constraint::Blocked { .. } => 4,
        Constraint::Duty { .. } | Constraint::Share { .. } | Constraint::Budget { .. } => 5,
    }
}

/// A named row, whether it holds at present, and its bounds when it does.
struct Named {
    var: Var,
    is_kept: bool,
    bounds: (f64, f64),
    free: (f64, f64),
}

/// The linear program over what is locked.
struct Question {
    lp: Lp,
    rows: Vec<(Constraint, Named)>,
}

/// Columns of the program: sessions by (offer, week), heads by (customer, offer, week).
struct Columns {
    sessions: BTreeMap<(usize, usize), usize>,
    heads: BTreeMap<(usize, usize, usize), usize>,
    boxes: Vec<(f64, f64, f64)>,
}

impl Columns {
    fn new(problem: &Problem) -> Self {
        let mut columns = Self { sessions: BTreeMap::new(), heads: BTreeMap::new(), boxes: Vec::new() };
        for lock in &problem.locked {
            let offer = &problem.offers[lock.offer];
            let promised: u32 = lock.flows.iter().map(|flow| flow.1).sum();
            let most = f64::from(lock.sessions.max(promised) + 1);
            let column = *columns.sessions.entry((lock.offer, lock.week)).or_insert(columns.boxes.len());
            columns.widen(column, most);
            let guests = offer.customers.iter().chain(lock.flows.iter().map(|flow| &flow.0));
            for &customer in guests {
                let key = (customer, lock.offer, lock.week);
                let column = *columns.heads.entry(key).or_insert(columns.boxes.len());
                columns.widen(column, most * f64::from(offer.max.max(1)) + f64::from(promised));
            }
        }
        columns
    }

    fn widen(&mut self, column: usize, most: f64) {
        if column == self.boxes.len() {
            self.boxes.push((0.0, 0.0, most));
        }
        self.boxes[column].2 = self.boxes[column].2.max(most);
    }
}

impl Question {
    fn new(problem: &Problem) -> Self {
        let columns = Columns::new(problem);
        let mut question = Self { lp: Lp::new(&columns.boxes), rows: Vec::new() };
        question.add_locks(problem, &columns);
        question.add_offers(problem, &columns);
        question.add_days(problem, &columns);
        question.add_customers(problem, &columns);
        question.add_duty(problem, &columns);
        question.add_budgets(problem, &columns);
        question
    }

    fn add(&mut self, constraint: Constraint, entries: &[(usize, f64)], lower: f64, upper: f64) {
        let (mut least, mut most) = (-1.0, 1.0);
        for &(column, entry) in entries {
            let bounds = self.lp.bounds(column);
            least += (entry * bounds.0).min(entry * bounds.1);
            most += (entry * bounds.0).max(entry * bounds.1);
        }
        let bounds = (lower.max(least - 1.0), upper.min(most + 1.0));
        // A row no values can meet still needs bounds in order.
        let bounds = if lower > most {
            (lower, lower + 1.0)
        } else if upper < least {
            (upper - 1.0, upper)
        } else {
            bounds
        };
        let var = self.lp.add_row(entries, bounds.0, bounds.1);
        self.rows.push((constraint, Named { var, is_kept: true, bounds, free: (least, most) }));
    }

    fn add_locks(&mut self, problem: &Problem, columns: &Columns) {
        for (lock, row) in problem.locked.iter().enumerate() {
            let n = columns.sessions[&(row.offer, row.week)];
            self.add(Constraint::Lock { lock }, &[(n, 1.0)], f64::from(row.sessions), f64::INFINITY);
            for (customer, heads) in &row.flows {
                let x = columns.heads[&(*customer, row.offer, row.week)];
                self.add(Constraint::Promise { lock }, &[(x, 1.0)], f64::from(*heads), f64::INFINITY);
                if !problem.offers[row.offer].customers.contains(customer) {
                    self.add(Constraint::Invited { offer: row.offer }, &[(x, 1.0)], f64::NEG_INFINITY, 0.0);
                }
            }
        }
    }

    fn add_offers(&mut self, problem: &Problem, columns: &Columns) {
        for (&(offer, week), &n) in &columns.sessions {
            let row = &problem.offers[offer];
            if !row.weeks.contains(&week) {
                self.add(Constraint::Weeks { offer }, &[(n, 1.0)], f64::NEG_INFINITY, 0.0);
            }
            let guests = columns.heads.iter().filter(|(key, _)| (key.1, key.2) == (offer, week));
            let mut entries: Vec<(usize, f64)> = guests.map(|(_, column)| (*column, 1.0)).collect();
            entries.push((n, -f64::from(row.max)));
            self.lp.add_row(&entries, f64::NEG_INFINITY, 0.0);
            entries.pop();
            entries.push((n, -f64::from(row.min)));
            self.add(Constraint::Minimum { offer }, &entries, 0.0, f64::INFINITY);
        }
    }

    fn add_days(&mut self, problem: &Problem, columns: &Columns) {
        let mut rooms: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        let mut pools: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        for (&(offer, week), &n) in &columns.sessions {
            let offer = &problem.offers[offer];
            let entry = (n, f64::from(offer.days));
            if let Some(room) = offer.room {
                rooms.entry((room, week)).or_default().push(entry);
            }
            if let Some(pool) = offer.pool {
                pools.entry((pool, week)).or_default().push(entry);
            }
        }
        for ((room, week), entries) in rooms {
            let limit = f64::from(problem.rooms[room].days[week]);
            self.add(Constraint::RoomDays { room, week }, &entries, f64::NEG_INFINITY, limit);
        }
        for ((pool, week), entries) in pools {
            let limit = f64::from(problem.pools[pool].days[week]);
            self.add(Constraint::PoolDays { pool, week }, &entries, f64::NEG_INFINITY, limit);
        }
    }

    fn add_customers(&mut self, problem: &Problem, columns: &Columns) {
        let mut all: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        let mut blocked: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        for (&(customer, _, week), &x) in &columns.heads {
            all.entry(customer).or_default().push((x, 1.0));
            if problem.customers[customer].blocked.contains(&week) {
                blocked.entry((customer, week)).or_default().push((x, 1.0));
            }
        }
        for ((customer, week), entries) in blocked {
            self.add(Constraint::Blocked { customer, week }, &entries, f64::NEG_INFINITY, 0.0);
        }
        for (customer, entries) in all {
            let demand = f64::from(problem.customers[customer].demand);
            self.add(Constraint::Demand { customer }, &entries, f64::NEG_INFINITY, demand);
        }
        for (share, row) in problem.shares.iter().enumerate() {
            let counts =
                |key: &(usize, usize, usize)| key.0 == row.customer && row.modes.contains(&problem.offers[key.1].mode);
            let entries: Vec<(usize, f64)> =
                columns.heads.iter().filter(|(key, _)| counts(key)).map(|(_, x)| (*x, 1.0)).collect();
            if !entries.is_empty() {
                self.add(Constraint::Share { share }, &entries, f64::NEG_INFINITY, f64::from(row.max_heads));
            }
        }
    }

    fn add_duty(&mut self, problem: &Problem, columns: &Columns) {
        let mut away: BTreeMap<(usize, usize), Vec<(usize, f64)>> = BTreeMap::new();
        for (&(customer, _, week), &x) in &columns.heads {
            let customer = &problem.customers[customer];
            if customer.cohort == Cohort::Secretary {
                away.entry((customer.group, week)).or_default().push((x, 1.0));
            }
        }
        for ((group, week), entries) in away {
            if let Some(limit) = problem.max_away(group) {
                self.add(Constraint::Duty { group, week }, &entries, f64::NEG_INFINITY, f64::from(limit));
            }
        }
    }

    fn add_budgets(&mut self, problem: &Problem, columns: &Columns) {
        let mut spent: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
        for (&(offer, _), &n) in &columns.sessions {
            *spent.entry(0).or_default().entry(n).or_default() += problem.offers[offer].fixed as f64;
        }
        for (&(customer, o, _), &x) in &columns.heads {
            let offer = &problem.offers[o];
            let place = offer.customers.iter().position(|guest| *guest == customer);
            let travel = place.map_or(0, |place| offer.travel[place]) as f64;
            let payer = problem.customers[customer].budget;
            *spent.entry(0).or_default().entry(x).or_default() += offer.head as f64;
            *spent.entry(payer).or_default().entry(x).or_default() += travel;
        }
        for (budget, entries) in spent {
            let entries: Vec<(usize, f64)> = entries.into_iter().filter(|entry| entry.1 != 0.0).collect();
            if let Some(limit) = problem.budget_limit(budget).filter(|_| !entries.is_empty()) {
                self.add(Constraint::Budget { budget }, &entries, f64::NEG_INFINITY, limit as f64);
            }
        }
    }

    fn is_feasible(&mut self) -> bool {
        self.lp.solve(Allowance::default()) != Status::Infeasible
    }

    /// Leaves out of the rows what is not needed for the contradiction: all at once if that can be, else by halves.
    fn reduce(&mut self, rows: &[usize]) {
        if rows.is_empty() {
            return;
        }
        self.keep(rows, false);
        if !self.is_feasible() {
            return;
        }
        self.keep(rows, true);
        if rows.len() > 1 {
            let (first, second) = rows.split_at(rows.len() / 2);
            self.reduce(first);
            self.reduce(second);
        }
    }

    fn keep(&mut self, rows: &[usize], is_kept: bool) {
        for &row in rows {
            let named = &mut self.rows[row].1;
            named.is_kept = is_kept;
            let bounds = if is_kept { named.bounds } else { named.free };
            self.lp.set_bounds(named.var, bounds.0, bounds.1);
        }
    }
}
