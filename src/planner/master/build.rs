//! Builds the master's columns and rows from the problem.

use std::collections::BTreeMap;

use super::super::lp::{Lp, Var};
use super::super::problem::{Cohort, Mode, Problem};
use super::{Class, Flow, Group, Master, Row, Run, Shape, away_limit};

/// Entries of a row under construction.
type Entries = Vec<(usize, f64)>;

impl Master {
    /// Models the part of the problem that the shape names.
    pub(in super::super) fn new(problem: &Problem, shape: &Shape) -> Self {
        Builder::new(problem, shape).build()
    }
}

/// A column before the program exists.
#[derive(Clone, Copy)]
struct Column {
    cost: f64,
    lower: f64,
    upper: f64,
}

struct Builder<'a> {
    problem: &'a Problem,
    shape: &'a Shape,
    in_shape: Vec<bool>,
    /// By week: its period.
    period_of: Vec<usize>,
    classes: Vec<Class>,
    runs: Vec<Run>,
    flows: Vec<Flow>,
    flows_of: Vec<Vec<usize>>,
    columns: Vec<Column>,
    left_out: Vec<(usize, Var)>,
    rows: Vec<(Row, Entries, f64, f64)>,
    constant: f64,
}

impl<'a> Builder<'a> {
    fn new(problem: &'a Problem, shape: &'a Shape) -> Self {
        let mut in_shape = vec![false; problem.customers.len()];
        for &customer in &shape.customers {
            in_shape[customer] = true;
        }
        let mut period_of = vec![usize::MAX; problem.weeks];
        for (period, weeks) in shape.periods.iter().enumerate() {
            for &week in weeks {
                period_of[week] = period;
            }
        }
        let mut builder = Self {
            problem,
            shape,
            in_shape,
            period_of,
            classes: Vec::new(),
            runs: Vec::new(),
            flows: Vec::new(),
            flows_of: Vec::new(),
            columns: Vec::new(),
            left_out: Vec::new(),
            rows: Vec::new(),
            constant: 0.0,
        };
        builder.classes = builder.classes();
        builder
    }

    fn build(mut self) -> Master {
        self.add_runs();
        self.add_demands();
        self.add_fill();
        self.add_rooms_and_pools();
        self.add_duty();
        self.add_shares();
        self.add_mid_year();
        self.add_wishes();
        self.add_budgets();
        self.finish()
    }

    fn classes(&self) -> Vec<Class> {
        let mut classes: Vec<Class> = Vec::new();
        let mut alike: BTreeMap<Likeness<'_>, usize> = BTreeMap::new();
        for &offer in &self.shape.offers {
            if self.shape.merges {
                let likeness = Likeness::of(self.problem, offer);
                if let Some(class) = alike.get(&likeness) {
                    let offers = &mut classes[*class].offers;
                    offers.push(offer);
                    // The cheapest stands for all: nothing is lost by running it in place of another.
                    offers.sort_by_key(|offer| (self.problem.offers[*offer].fixed, *offer));
                    continue;
                }
                alike.insert(likeness, classes.len());
            }
            classes.push(Class { offers: vec![offer] });
        }
        classes
    }

    fn add_runs(&mut self) {
        let periods = self.shape.periods.len();
        for class in 0..self.classes.len() {
            for period in 0..periods {
                self.add_run(class, period);
            }
        }
    }

    fn add_run(&mut self, class: usize, period: usize) {
        let offers = self.classes[class].offers.clone();
        let offer = &self.problem.offers[offers[0]];
        let weeks: Vec<usize> = offer.weeks.iter().copied().filter(|w| self.period_of[*w] == period).collect();
        let guests = self.guests(offers[0], &weeks);
        let heads: f64 = guests.iter().map(|guest| guest.most).sum();
        let (lower, upper) = self.session_bounds(&offers, &weeks, period, heads);
        if upper <= 0.0 {
            return;
        }
        let run = self.runs.len();
        let column = self.add_column(offer.fixed as f64, lower, upper);
        self.runs.push(Run { class, period, column });
        self.flows_of.push(Vec::new());
        for guest in guests {
            let most = guest.most.min(guest.per_session * upper);
            if most <= 0.0 {
                continue;
            }
            let cost = (offer.head + guest.travel) as f64;
            let promised = self.promised(guest.customer, &offers, period);
            let column = self.add_column(cost, promised.min(most), most);
            self.flows_of[run].push(self.flows.len());
            self.flows.push(Flow { customer: guest.customer, run, column, per_session: guest.per_session });
        }
    }

    /// Who of the shape can come to an offer in some of the weeks.
    fn guests(&self, offer: usize, weeks: &[usize]) -> Vec<Guest> {
        let offer = &self.problem.offers[offer];
        let pairs = offer.customers.iter().zip(&offer.travel);
        let guest = |(&customer, &travel): (&usize, &i64)| {
            let blocked = &self.problem.customers[customer].blocked;
            let open = weeks.iter().filter(|week| !blocked.contains(week)).count();
            let demand = f64::from(self.problem.customers[customer].demand);
            let away = away_limit(self.problem, customer).map_or(f64::INFINITY, f64::from);
            let per_session = demand.min(f64::from(offer.max)).min(away);
            let most = if open == 0 { 0.0 } else { demand.min(away * open as f64) };
            (self.in_shape[customer] && most > 0.0).then_some(Guest { customer, travel, most, per_session })
        };
        pairs.filter_map(guest).collect()
    }

    /// Sessions that are locked and sessions that can be of use, in a period.
    fn session_bounds(&self, offers: &[usize], weeks: &[usize], period: usize, heads: f64) -> (f64, f64) {
        if let Some(fixed) = &self.shape.fixed {
            let pairs = weeks.iter().flat_map(|week| offers.iter().map(move |offer| (*offer, *week)));
            let n: u32 = pairs.filter_map(|pair| fixed.get(&pair)).sum();
            return (f64::from(n), f64::from(n));
        }
        let offer = &self.problem.offers[offers[0]];
        let locked = f64::from(locked_sessions(self.problem, offers, &self.period_of, period));
        let days_allow: f64 = weeks.iter().map(|week| self.sessions_in_week(offers[0], *week)).sum();
        let useful = if offer.max == 0 {
            0.0
        } else if offer.min > 0 {
            (heads / f64::from(offer.min)).floor()
        } else {
            heads.min(weeks.len() as f64 + (heads / f64::from(offer.max)).ceil())
        };
        (locked, days_allow.min(useful).max(locked))
    }

    /// How many sessions of an offer the days of its room and trainers allow in a week.
    fn sessions_in_week(&self, offer: usize, week: usize) -> f64 {
        let offer = &self.problem.offers[offer];
        let rooms = offer.room.map(|room| self.problem.rooms[room].days[week]);
        let pools = offer.pool.map(|pool| self.problem.pools[pool].days[week]);
        let least = rooms.into_iter().chain(pools).min();
        match least {
            Some(days) if offer.days > 0 => f64::from(days / offer.days),
            _ => f64::from(u16::MAX),
        }
    }

    /// Heads that have been promised their places at the offers in a period.
    fn promised(&self, customer: usize, offers: &[usize], period: usize) -> f64 {
        let mut promised: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for lock in &self.problem.locked {
            if offers.contains(&lock.offer) && self.period_of[lock.week] == period {
                for (_, heads) in lock.flows.iter().filter(|flow| flow.0 == customer) {
                    let most = promised.entry((lock.offer, lock.week)).or_default();
                    *most = (*most).max(*heads);
                }
            }
        }
        promised.values().map(|heads| f64::from(*heads)).sum()
    }

    fn add_demands(&mut self) {
        let mut served: BTreeMap<usize, Entries> = BTreeMap::new();
        for flow in &self.flows {
            served.entry(flow.customer).or_default().push((flow.column, 1.0));
        }
        for &k in &self.shape.customers {
            let customer = &self.problem.customers[k];
            let demand = f64::from(customer.demand);
            let Some(mut entries) = served.remove(&k) else {
                self.constant += demand * customer.unserved_penalty as f64;
                continue;
            };
            let column = self.add_column(customer.unserved_penalty as f64, 0.0, demand);
            self.left_out.push((k, column));
            entries.push((column, 1.0));
            self.rows.push((Row::Demand { customer: k }, entries, demand, demand));
        }
    }

    fn add_fill(&mut self) {
        for (r, run) in self.runs.iter().enumerate() {
            let offer = self.classes[run.class].offers[0];
            let (min, max) = (self.problem.offers[offer].min, self.problem.offers[offer].max);
            let heads: Entries = self.flows_of[r].iter().map(|flow| (self.flows[*flow].column, 1.0)).collect();
            let with = |n: u32| {
                let mut entries = heads.clone();
                entries.push((run.column, -f64::from(n)));
                entries
            };
            self.rows.push((Row::Most { offer }, with(max), f64::NEG_INFINITY, 0.0));
            if min > 0 {
                self.rows.push((Row::Least { offer }, with(min), 0.0, f64::INFINITY));
            }
        }
    }

    fn add_rooms_and_pools(&mut self) {
        for (room, row) in self.problem.rooms.iter().enumerate() {
            self.add_days(
                &row.days,
                |offer| self.problem.offers[offer].room == Some(room),
                |period| Row::Room { room, period },
            );
        }
        for (pool, row) in self.problem.pools.iter().enumerate() {
            self.add_days(
                &row.days,
                |offer| self.problem.offers[offer].pool == Some(pool),
                |period| Row::Pool { pool, period },
            );
        }
    }

    /// `Σ days·n ≤ days there are`. If all sessions are of one length, each week holds a whole number of them.
    fn add_days(&mut self, days: &[u32], uses: impl Fn(usize) -> bool, row: impl Fn(usize) -> Row) {
        for (period, weeks) in self.shape.periods.iter().enumerate() {
            let mut entries = Entries::new();
            let mut lengths = Vec::new();
            for run in self.runs.iter().filter(|run| run.period == period) {
                let offer = self.classes[run.class].offers[0];
                let length = self.problem.offers[offer].days;
                if length > 0 && uses(offer) {
                    entries.push((run.column, f64::from(length)));
                    lengths.push(length);
                }
            }
            let Some(&length) = lengths.first() else { continue };
            let limit: u32 = if lengths.iter().all(|other| *other == length) {
                weeks.iter().map(|week| days[*week] / length * length).sum()
            } else {
                weeks.iter().map(|week| days[*week]).sum()
            };
            self.add_limit(row(period), entries, f64::from(limit));
        }
    }

    fn add_duty(&mut self) {
        let mut groups: BTreeMap<(usize, usize), Entries> = BTreeMap::new();
        for flow in &self.flows {
            let customer = &self.problem.customers[flow.customer];
            if customer.cohort == Cohort::Secretary {
                let key = (customer.group, self.runs[flow.run].period);
                groups.entry(key).or_default().push((flow.column, 1.0));
            }
        }
        for ((group, period), entries) in groups {
            if let Some(away) = self.problem.max_away(group) {
                let limit = f64::from(away) * self.shape.periods[period].len() as f64;
                self.add_limit(Row::Duty { group, period }, entries, limit);
            }
        }
    }

    fn add_shares(&mut self) {
        for (share, row) in self.problem.shares.iter().enumerate() {
            let counts = |flow: &&Flow| flow.customer == row.customer && row.modes.contains(&self.mode_of(flow));
            let entries: Entries = self.flows.iter().filter(counts).map(|flow| (flow.column, 1.0)).collect();
            self.add_limit(Row::Share { share }, entries, f64::from(row.max_heads));
        }
    }

    fn mode_of(&self, flow: &Flow) -> Mode {
        let offer = self.classes[self.runs[flow.run].class].offers[0];
        self.problem.offers[offer].mode
    }

    /// Only where every period lies on one side of the middle of the year; else the penalty is left out.
    fn add_mid_year(&mut self) {
        let middle = self.problem.mid_week;
        let is_early = |weeks: &Vec<usize>| weeks.iter().all(|week| *week < middle);
        let is_late = |weeks: &Vec<usize>| weeks.iter().all(|week| *week >= middle);
        if !self.shape.periods.iter().all(|weeks| is_early(weeks) || is_late(weeks)) {
            return;
        }
        let early: Vec<bool> = self.shape.periods.iter().map(is_early).collect();
        for &k in &self.shape.customers {
            let customer = &self.problem.customers[k];
            let before = |flow: &&Flow| flow.customer == k && early[self.runs[flow.run].period];
            let entries: Entries = self.flows.iter().filter(before).map(|flow| (flow.column, 1.0)).collect();
            self.add_wanted(Row::Mid { customer: k }, entries, customer.mid_min, customer.mid_penalty);
        }
    }

    fn add_wishes(&mut self) {
        for &k in &self.shape.customers {
            let customer = &self.problem.customers[k];
            for (topic, &heads) in &customer.wish {
                let on_topic = |flow: &&Flow| {
                    let offer = self.classes[self.runs[flow.run].class].offers[0];
                    flow.customer == k && self.problem.offers[offer].topic == *topic
                };
                let entries: Entries = self.flows.iter().filter(on_topic).map(|flow| (flow.column, 1.0)).collect();
                self.add_wanted(Row::Wish { customer: k }, entries, heads, customer.wish_penalty);
            }
        }
    }

    /// `Σ entries + missing ≥ heads` at a penalty for each missing head.
    fn add_wanted(&mut self, row: Row, mut entries: Entries, heads: u32, penalty: i64) {
        if heads == 0 || penalty == 0 {
            return;
        }
        if entries.is_empty() {
            self.constant += f64::from(heads) * penalty as f64;
            return;
        }
        let missing = self.add_column(penalty as f64, 0.0, f64::from(heads));
        entries.push((missing, 1.0));
        self.rows.push((row, entries, f64::from(heads), f64::INFINITY));
    }

    fn add_budgets(&mut self) {
        let mut spent: BTreeMap<usize, BTreeMap<Var, f64>> = BTreeMap::new();
        for run in &self.runs {
            let offer = self.classes[run.class].offers[0];
            let fixed = self.problem.offers[offer].fixed as f64;
            *spent.entry(0).or_default().entry(run.column).or_default() += fixed;
        }
        for flow in &self.flows {
            let offer = self.classes[self.runs[flow.run].class].offers[0];
            let head = self.problem.offers[offer].head as f64;
            let travel = self.columns[flow.column].cost - head;
            let payer = self.problem.customers[flow.customer].budget;
            *spent.entry(0).or_default().entry(flow.column).or_default() += head;
            *spent.entry(payer).or_default().entry(flow.column).or_default() += travel;
        }
        for (budget, entries) in spent {
            let own = self.shape.budget_limits.get(&budget).copied();
            let limit = own.or(self.problem.budget_limit(budget).map(|limit| limit as f64));
            if let Some(limit) = limit {
                let entries = entries.into_iter().filter(|entry| entry.1 != 0.0).collect();
                self.add_limit(Row::Budget { budget }, entries, limit);
            }
        }
    }

    /// `Σ entries ≤ limit`, unless it always holds; or a charge for what is over it.
    fn add_limit(&mut self, row: Row, entries: Entries, limit: f64) {
        if let Some(&charge) = self.shape.charged.get(&row) {
            for (column, entry) in entries {
                self.columns[column].cost += charge * entry;
            }
            self.constant -= charge * limit;
            return;
        }
        let most: f64 = entries.iter().map(|(column, entry)| entry * self.columns[*column].upper).sum();
        if most > limit {
            self.rows.push((row, entries, f64::NEG_INFINITY, limit));
        }
    }

    fn add_column(&mut self, cost: f64, lower: f64, upper: f64) -> Var {
        self.columns.push(Column { cost, lower, upper });
        self.columns.len() - 1
    }

    fn finish(self) -> Master {
        let columns: Vec<(f64, f64, f64)> = self.columns.iter().map(|c| (c.cost, c.lower, c.upper)).collect();
        let mut lp = Lp::new(&columns);
        let mut rows = Vec::new();
        let mut shares = Vec::new();
        for (row, entries, lower, upper) in &self.rows {
            let var = lp.add_row(entries, *lower, *upper);
            rows.push(*row);
            if let Row::Share { share } = row {
                shares.push((*share, var));
            }
        }
        let mut master = Master {
            lp,
            constant: self.constant,
            classes: self.classes,
            runs: self.runs,
            strong: vec![false; self.flows.len()],
            flows: self.flows,
            flows_of: self.flows_of,
            groups: Vec::new(),
            left_out: self.left_out,
            rows,
            whole: Vec::new(),
            shares,
        };
        if self.shape.fixed.is_none() {
            master.add_groups(self.problem);
        }
        master
    }
}

impl Master {
    /// Adds the sums of sessions to branch on, from the coarsest: by mode and cohort, by room, by class.
    fn add_groups(&mut self, problem: &Problem) {
        let offer = |run: &Run, classes: &[Class]| classes[run.class].offers[0];
        let mut by_mode: BTreeMap<(Cohort, Mode), Vec<usize>> = BTreeMap::new();
        let mut by_room: BTreeMap<(Cohort, Mode, Option<usize>, u32), Vec<usize>> = BTreeMap::new();
        let mut by_class: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (r, run) in self.runs.iter().enumerate() {
            let offer = &problem.offers[offer(run, &self.classes)];
            by_mode.entry((offer.cohort, offer.mode)).or_default().push(r);
            by_room.entry((offer.cohort, offer.mode, offer.room, offer.max)).or_default().push(r);
            by_class.entry(run.class).or_default().push(r);
        }
        let mut sums: BTreeMap<Vec<usize>, Var> = BTreeMap::new();
        for runs in by_mode.values() {
            self.add_sum(runs, 0, &mut sums);
        }
        for ((_, _, _, max), runs) in &by_room {
            let sum = self.add_sum(runs, 1, &mut sums);
            self.groups.push(Group { runs: runs.clone(), sum, places: f64::from(*max) });
        }
        for runs in by_class.values() {
            self.add_sum(runs, 2, &mut sums);
        }
        for r in 0..self.runs.len() {
            self.add_sum(&[r], 3, &mut sums);
        }
    }

    fn add_sum(&mut self, runs: &[usize], rank: u8, sums: &mut BTreeMap<Vec<usize>, Var>) -> Var {
        if let Some(var) = sums.get(runs) {
            return *var;
        }
        let var = if let [run] = runs {
            self.runs[*run].column
        } else {
            let entries: Entries = runs.iter().map(|run| (self.runs[*run].column, 1.0)).collect();
            let (lower, upper) = entries.iter().fold((0.0, 0.0), |sum, entry| {
                let bounds = self.lp.bounds(entry.0);
                (sum.0 + bounds.0, sum.1 + bounds.1)
            });
            self.rows.push(Row::Group);
            self.lp.add_row(&entries, lower, upper)
        };
        self.whole.push((var, rank));
        sums.insert(runs.to_vec(), var);
        var
    }
}

/// Somebody who may come to a run.
struct Guest {
    customer: usize,
    travel: i64,
    /// Heads at most in the period.
    most: f64,
    /// Heads at most in one session.
    per_session: f64,
}

/// Sessions locked of the offers in a period.
fn locked_sessions(problem: &Problem, offers: &[usize], period_of: &[usize], period: usize) -> u32 {
    let mut locked: BTreeMap<(usize, usize), u32> = BTreeMap::new();
    for lock in &problem.locked {
        if offers.contains(&lock.offer) && period_of[lock.week] == period {
            let most = locked.entry((lock.offer, lock.week)).or_default();
            *most = (*most).max(lock.sessions);
        }
    }
    locked.values().sum()
}

/// All that distinguishes offers from the planner's point of view, but for the price of a session.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness<'a> {
    numbers: (Mode, Cohort, Option<usize>, Option<usize>, u32, u32, u32, i64),
    weeks: &'a [usize],
    customers: &'a [usize],
    travel: &'a [i64],
    /// The price of a session that is locked, which no cheaper one can stand in for.
    locked_price: Option<i64>,
    /// Nobody asks for other topics, so they are all the same.
    asked_topic: Option<&'a str>,
}

impl<'a> Likeness<'a> {
    fn of(problem: &'a Problem, offer: usize) -> Self {
        let is_locked = problem.locked.iter().any(|lock| lock.offer == offer);
        let offer = &problem.offers[offer];
        let asks = |customer: &usize| {
            let customer = &problem.customers[*customer];
            customer.wish_penalty > 0 && customer.wish.get(&offer.topic).is_some_and(|heads| *heads > 0)
        };
        Self {
            numbers: (offer.mode, offer.cohort, offer.room, offer.pool, offer.days, offer.min, offer.max, offer.head),
            locked_price: is_locked.then_some(offer.fixed),
            weeks: &offer.weeks,
            customers: &offer.customers,
            travel: &offer.travel,
            asked_topic: offer.customers.iter().any(asks).then_some(&offer.topic),
        }
    }
}
