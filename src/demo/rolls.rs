//! Who is on the roll of which session: everyone who is to have been trained meets a first session, some
//! meet a second, and nobody is in two places in the same half day.

use super::calendar::AS_OF;
use super::dice::{Dice, apportion};
use super::people::{LEADER, MEMBER, SECRETARY, Someone};
use super::sessions::{Family, Fate, Plan, Row};
use super::units::{DONGXUAN, N_UNITS};
use crate::model::{EnrolmentState, Status};

/// People who come to each secretaries' class: those held, then those planned.
const TAUGHT: [usize; 8] = [54, 53, 53, 52, 52, 51, 49, 48];
const PLANNED: [usize; 6] = [48, 50, 51, 45, 45, 40];
/// Secretaries of one unit away at once.
const MAX_AWAY: usize = 3;
/// Planned sessions up to this many days ahead have names, later ones only quotas.
const NAMED_DAYS: i64 = 27;

/// People of one cohort by unit, to be called one after the other.
#[derive(Default)]
struct Pool(Vec<Vec<usize>>);

impl Pool {
    fn of(people: &[Someone], dice: &mut Dice, is_meant: impl Fn(&Someone) -> bool) -> Self {
        let mut pool = vec![Vec::new(); N_UNITS];
        for (i, someone) in people.iter().enumerate().filter(|(_, someone)| is_meant(someone)) {
            pool[someone.unit].push(i);
        }
        for unit in &mut pool {
            dice.shuffle(unit);
        }
        Self(pool)
    }

    /// The next of a unit who is free in the session's half days, taken out.
    fn take(&mut self, unit: usize, people: &[Someone], plan: &Plan) -> Option<usize> {
        let at = self.0[unit].iter().rposition(|i| people[*i].is_free(&plan.slots))?;
        Some(self.0[unit].remove(at))
    }

    /// Somebody of a unit who is free in the session's half days, left in.
    fn lend(&self, unit: usize, people: &[Someone], plan: &Plan, dice: &mut Dice) -> Option<usize> {
        let pool = &self.0[unit];
        let start = dice.below(pool.len());
        let mut turn = (0..pool.len().min(40)).map(|i| pool[(start + i) % pool.len()]);
        turn.find(|i| people[*i].is_free(&plan.slots))
    }

    fn sizes(&self) -> Vec<usize> {
        self.0.iter().map(Vec::len).collect()
    }
}

/// What the rolls are made from.
pub(super) struct Rolls<'a> {
    pub(super) people: &'a mut [Someone],
    /// In time order.
    pub(super) plans: &'a mut [Plan],
    pub(super) dice: &'a mut Dice,
}

impl Rolls<'_> {
    /// Fills every roll.
    pub(super) fn fill(&mut self) {
        self.secretaries();
        self.leaders();
        self.members();
        for plan in self.plans.iter_mut() {
            settle(plan, self.people);
        }
    }

    fn of(&self, family: Family) -> Vec<usize> {
        (0..self.plans.len())
            .filter(|i| self.plans[*i].family == family && self.plans[*i].status != Status::Cancelled)
            .collect()
    }

    fn put(&mut self, plan: usize, who: usize, fate: Fate, state: EnrolmentState) {
        let plan = &mut self.plans[plan];
        self.people[who].busy.extend(&plan.slots);
        plan.rows.push(Row { who, state, fate, joined: None, is_walk_in: false });
    }

    fn n_of_unit(&self, plan: usize, unit: usize) -> usize {
        self.plans[plan].rows.iter().filter(|row| self.people[row.who].unit == unit).count()
    }

    fn secretaries(&mut self) {
        let classes = self.of(Family::Secretary);
        let (held, planned) = classes.split_at(TAUGHT.len());
        let trained = Pool::of(self.people, self.dice, |s| s.trained[SECRETARY]);
        let trained = trained.0.concat();
        let seats = self.spread(&trained, deck(&TAUGHT));
        for (who, class) in trained.into_iter().zip(seats) {
            self.put(held[class], who, Fate::Attends, EnrolmentState::Confirmed);
        }
        self.missing_secretaries(held);
        let rest = Pool::of(self.people, self.dice, |s| s.is[SECRETARY] && !s.trained[SECRETARY]);
        let rest: Vec<usize> = rest.0.concat();
        let mut seats = self.spread(&rest, deck(&PLANNED));
        self.call_dongxuan(&rest, &mut seats);
        for (who, class) in rest.into_iter().zip(seats) {
            let plan = planned[class];
            if class < 3 {
                let state = if self.dice.per_mille(700) { EnrolmentState::Confirmed } else { EnrolmentState::Invited };
                self.put(plan, who, Fate::Unknown, state);
            } else {
                add_quota(&mut self.plans[plan], self.people[who].unit, 1);
            }
        }
    }

    /// Swaps seats until no class takes more of one unit than may be away at once.
    fn spread(&self, who: &[usize], mut seats: Vec<usize>) -> Vec<usize> {
        let unit = |i: usize| self.people[who[i]].unit;
        let n_classes = seats.iter().max().map_or(0, |last| last + 1);
        let mut n = vec![[0; N_UNITS]; n_classes];
        for (i, class) in seats.iter().enumerate() {
            n[*class][unit(i)] += 1;
        }
        for i in 0..seats.len() {
            let (from, mine) = (seats[i], unit(i));
            if n[from][mine] <= MAX_AWAY {
                continue;
            }
            let suits = |j: &usize| n[seats[*j]][mine] < MAX_AWAY && n[from][unit(*j)] < MAX_AWAY;
            let Some(j) = (0..seats.len()).find(suits) else { continue };
            let (to, theirs) = (seats[j], unit(j));
            n[from][mine] -= 1;
            n[to][mine] += 1;
            n[to][theirs] -= 1;
            n[from][theirs] += 1;
            seats.swap(i, j);
        }
        seats
    }

    /// In each class held, a few who were expected stay away, and one sends somebody else.
    fn missing_secretaries(&mut self, held: &[usize]) {
        let mut rest = Pool::of(self.people, self.dice, |s| {
            s.is[SECRETARY] && !s.trained[SECRETARY] && !s.is_special && !s.is[LEADER]
        });
        for (class, plan) in held.iter().enumerate() {
            let mut n_missing = if class < 6 { 2 + class % 3 } else { 1 };
            let mut needs_substitute = class != 6;
            let mut units: Vec<usize> = (0..N_UNITS).collect();
            self.dice.shuffle(&mut units);
            for unit in units {
                let n = self.n_of_unit(*plan, unit);
                let may_come = (1..MAX_AWAY).contains(&n) && (needs_substitute || n_missing > 0);
                let Some(who) =
                    Some(unit).filter(|_| may_come).and_then(|u| rest.take(u, self.people, &self.plans[*plan]))
                else {
                    continue;
                };
                if needs_substitute {
                    let by = self.plans[*plan].rows.iter().find(|row| self.people[row.who].unit == unit);
                    let by = by.map_or(who, |row| row.who);
                    let state = EnrolmentState::Replaced { by: self.people[by].person.id };
                    self.put(*plan, who, Fate::Unknown, state);
                    needs_substitute = false;
                } else {
                    self.put(*plan, who, Fate::Misses, EnrolmentState::Confirmed);
                    n_missing -= 1;
                }
            }
        }
    }

    /// Five secretaries of one township are called away at once: something that needs attention.
    fn call_dongxuan(&self, rest: &[usize], seats: &mut [usize]) {
        let unit = |i: usize| self.people[rest[i]].unit;
        let n = |seats: &[usize], u: usize, class: usize| {
            (0..rest.len()).filter(|i| unit(*i) == u && seats[*i] == class).count()
        };
        while n(seats, DONGXUAN, 1) < 5 {
            let from = (0..rest.len()).find(|i| unit(*i) == DONGXUAN && seats[*i] != 1);
            let Some(from) = from else { return };
            let class = seats[from];
            let to = (0..rest.len())
                .find(|i| unit(*i) != DONGXUAN && seats[*i] == 1 && n(seats, unit(*i), class) + 1 < MAX_AWAY);
            let Some(to) = to else { return };
            seats.swap(from, to);
        }
    }

    fn leaders(&mut self) {
        let mut sessions = [self.of(Family::LeaderClass), self.of(Family::Visit)].concat();
        sessions.sort_unstable();
        let (held, planned): (Vec<usize>, Vec<usize>) =
            sessions.into_iter().partition(|plan| self.plans[*plan].first_day() <= AS_OF);
        let mut trained = Pool::of(self.people, self.dice, |s| s.trained[LEADER]);
        let weights: Vec<u64> =
            held.iter().map(|i| if self.plans[*i].family == Family::Visit { 40 } else { 46 }).collect();
        let sizes = apportion(trained.sizes().iter().sum(), &weights);
        let seats = deck(&sizes);
        let units: Vec<usize> =
            (0..N_UNITS).flat_map(|unit| std::iter::repeat_n(unit, trained.0[unit].len())).collect();
        let mut done = vec![Vec::new(); N_UNITS];
        for (unit, class) in units.into_iter().zip(seats) {
            if let Some(who) = trained.take(unit, self.people, &self.plans[held[class]]) {
                self.put(held[class], who, Fate::Attends, EnrolmentState::Confirmed);
                done[unit].push(who);
            }
        }
        self.seat_stragglers(&trained, &held);
        let done = Pool(done);
        let rest = Pool::of(self.people, self.dice, |s| s.is == [false, true, false] && !s.trained[LEADER]);
        for plan in held {
            let n_again = if self.plans[plan].family == Family::Visit { 3 } else { 4 };
            self.lend(plan, &done, n_again, Fate::Attends);
            self.lend(plan, &rest, 1, Fate::Misses);
        }
        self.invite_leaders(rest, &planned);
    }

    fn invite_leaders(&mut self, mut rest: Pool, planned: &[usize]) {
        for plan in planned {
            let weights: Vec<u64> = rest.sizes().iter().map(|n| *n as u64).collect();
            let seats = apportion(self.plans[*plan].weight, &weights);
            for (unit, n) in seats.into_iter().enumerate() {
                self.invite(*plan, unit, n, &mut rest);
            }
            if self.plans[*plan].family == Family::LeaderClass && is_named(&self.plans[*plan]) {
                for unit in [0, 4, 7, 24] {
                    if let Some(who) = rest.take(unit, self.people, &self.plans[*plan]) {
                        self.put(*plan, who, Fate::Unknown, EnrolmentState::Waitlisted);
                    }
                }
            }
        }
    }

    /// Names people for a session that is near, sets a quota for one that is far.
    fn invite(&mut self, plan: usize, unit: usize, n: usize, rest: &mut Pool) {
        if !is_named(&self.plans[plan]) {
            let left = rest.0[unit].len().saturating_sub(n);
            add_quota(&mut self.plans[plan], unit, rest.0[unit].len() - left);
            rest.0[unit].truncate(left);
            return;
        }
        for _ in 0..n {
            let Some(who) = rest.take(unit, self.people, &self.plans[plan]) else { return };
            let state = if self.dice.per_mille(450) { EnrolmentState::Confirmed } else { EnrolmentState::Invited };
            self.put(plan, who, Fate::Unknown, state);
        }
    }

    /// Calls some people of the session's units who have been to others, or who stay away.
    fn lend(&mut self, plan: usize, pool: &Pool, n: usize, fate: Fate) {
        for _ in 0..n {
            let unit = self.dice.pick(&self.plans[plan].units);
            if let Some(who) = pool.lend(unit, self.people, &self.plans[plan], self.dice) {
                self.put(plan, who, fate, EnrolmentState::Confirmed);
            }
        }
    }

    fn members(&mut self) {
        let firsts = self.first_heads();
        let shared: Vec<usize> =
            firsts.iter().map(|(plan, _)| *plan).filter(|plan| self.plans[*plan].unit.is_none()).collect();
        let mut floating = Pool::of(self.people, self.dice, |s| s.trained[MEMBER] && s.is_floating);
        let mut fresh = Pool::of(self.people, self.dice, |s| s.trained[MEMBER] && !s.is_floating);
        let mut rest = Pool::of(self.people, self.dice, |s| {
            s.is == [false, false, true] && !s.trained[MEMBER] && !s.is_special && !s.is_floating
        });
        let mut done = Pool(vec![Vec::new(); N_UNITS]);
        for (plan, firsts) in firsts {
            let pool = if self.plans[plan].family == Family::Spring { &mut floating } else { &mut fresh };
            let mut n_first = 0;
            for (unit, n) in firsts {
                for _ in 0..n {
                    if let Some(who) = pool.take(unit, self.people, &self.plans[plan]) {
                        self.put(plan, who, Fate::Attends, EnrolmentState::Confirmed);
                        done.0[unit].push(who);
                        n_first += 1;
                    }
                }
            }
            if self.plans[plan].family != Family::Spring {
                self.lend(plan, &done, n_first * 25 / 100, Fate::Attends);
                self.absentees(plan, &rest, n_first);
            }
        }
        self.seat_stragglers(&fresh, &shared);
        self.invite_members(&mut rest, &done);
    }

    /// Whoever was busy elsewhere each time goes to the first session in which they are free.
    fn seat_stragglers(&mut self, pool: &Pool, plans: &[usize]) {
        for who in pool.0.concat() {
            let suits = |plan: &&usize| {
                let plan = &self.plans[**plan];
                plan.units.contains(&self.people[who].unit) && self.people[who].is_free(&plan.slots)
            };
            if let Some(plan) = plans.iter().find(suits) {
                self.put(*plan, who, Fate::Attends, EnrolmentState::Confirmed);
            }
        }
    }

    fn absentees(&mut self, plan: usize, rest: &Pool, n_first: usize) {
        self.lend(plan, rest, n_first / 40 + 1, Fate::Misses);
        for _ in 0..n_first / 100 {
            let unit = self.dice.pick(&self.plans[plan].units);
            let Some(who) = rest.lend(unit, self.people, &self.plans[plan], self.dice) else { continue };
            let by = self.plans[plan].rows.iter().find(|r| r.fate == Fate::Attends && self.people[r.who].unit == unit);
            let state = match by.filter(|_| self.dice.per_mille(600)) {
                Some(row) => EnrolmentState::Replaced { by: self.people[row.who].person.id },
                None => EnrolmentState::Withdrawn,
            };
            self.put(plan, who, Fate::Unknown, state);
        }
    }

    /// How many of each unit are trained for the first time in each session held, in time order.
    fn first_heads(&self) -> Vec<(usize, Vec<(usize, usize)>)> {
        let held = |plan: &&usize| {
            let plan = &self.plans[**plan];
            plan.first_day() <= AS_OF
                && plan.status != Status::Cancelled
                && plan.family.cohort() == MEMBER
                && plan.family != Family::HeadCount
        };
        let all: Vec<usize> = (0..self.plans.len()).collect();
        let held: Vec<usize> = all.iter().filter(held).copied().collect();
        let mut firsts: Vec<(usize, Vec<(usize, usize)>)> = held.iter().map(|plan| (*plan, Vec::new())).collect();
        for unit in 0..N_UNITS {
            let to_train = |is_floating: bool| {
                let meant = |s: &&Someone| s.unit == unit && s.trained[MEMBER] && s.is_floating == is_floating;
                self.people.iter().filter(meant).count()
            };
            let (total, n_floating) = (to_train(false), to_train(true));
            let mut left = total;
            for (plan, firsts) in &mut firsts {
                let plan = &self.plans[*plan];
                if plan.unit != Some(unit) {
                    continue;
                }
                let is_spring = plan.family == Family::Spring;
                let n = if is_spring {
                    n_floating
                } else if plan.family == Family::Exchange {
                    plan.weight
                } else {
                    total * plan.weight / 1000
                };
                firsts.push((unit, n));
                left -= if is_spring { 0 } else { n };
            }
            let weight = |plan: usize| {
                let plan = &self.plans[plan];
                let is_shared = plan.unit.is_none() && plan.units.contains(&unit);
                if is_shared { plan.weight as u64 } else { 0 }
            };
            let weights: Vec<u64> = held.iter().map(|plan| weight(*plan)).collect();
            for ((_, firsts), n) in firsts.iter_mut().zip(apportion(left, &weights)).filter(|(_, n)| *n > 0) {
                firsts.push((unit, n));
            }
        }
        firsts
    }

    fn invite_members(&mut self, rest: &mut Pool, done: &Pool) {
        let is_meant = |plan: &Plan| plan.family.cohort() == MEMBER && plan.status.is_planned();
        let mut planned: Vec<usize> = (0..self.plans.len()).filter(|i| is_meant(&self.plans[*i])).collect();
        // a unit's own sessions are filled before it sends the rest to the district's
        planned.sort_by_key(|i| (self.plans[*i].unit.is_none(), *i));
        for plan in planned {
            let sizes = rest.sizes();
            let by_share = matches!(self.plans[plan].family, Family::TownClass | Family::TownRemote);
            let heads = match self.plans[plan].unit.filter(|_| by_share) {
                Some(unit) => (sizes[unit] * self.plans[plan].weight / 1000).max(self.dice.between(31, 52) as usize),
                None => self.plans[plan].weight,
            };
            let n_again = if is_named(&self.plans[plan]) { heads / 15 } else { 0 };
            let weights: Vec<u64> =
                (0..N_UNITS).map(|u| if self.plans[plan].units.contains(&u) { sizes[u] as u64 } else { 0 }).collect();
            for (unit, n) in apportion(heads - n_again, &weights).into_iter().enumerate().filter(|(_, n)| *n > 0) {
                self.invite(plan, unit, n, rest);
            }
            self.lend(plan, done, n_again, Fate::Unknown);
        }
    }
}

/// Deals the seats of several sessions evenly, so that neighbours get different ones.
fn deck(sizes: &[usize]) -> Vec<usize> {
    let mut cards: Vec<(u64, usize)> = sizes
        .iter()
        .enumerate()
        .flat_map(|(class, n)| (0..*n as u64).map(move |j| ((2 * j + 1) * 1_000_000 / *n as u64, class)))
        .collect();
    cards.sort_unstable();
    cards.into_iter().map(|(_, class)| class).collect()
}

fn is_named(plan: &Plan) -> bool {
    plan.status.is_planned() && (plan.first_day() - AS_OF).num_days() <= NAMED_DAYS
}

fn add_quota(plan: &mut Plan, unit: usize, n: usize) {
    match plan.quotas.iter_mut().find(|quota| quota.0 == unit) {
        Some(quota) => quota.1 += n,
        None if n > 0 => plan.quotas.push((unit, n)),
        None => {}
    }
}

/// Sets the quotas that the names make, and the capacity of a session that had none yet.
fn settle(plan: &mut Plan, people: &[Someone]) {
    let seated: Vec<usize> =
        plan.rows.iter().filter(|row| row.state.takes_part()).map(|row| people[row.who].unit).collect();
    for unit in seated {
        add_quota(plan, unit, 1);
    }
    plan.quotas.sort_unstable();
    if plan.max_heads == 0 {
        let heads: usize = plan.quotas.iter().map(|quota| quota.1).sum();
        plan.max_heads = (heads + 2).next_multiple_of(10).max(30);
    }
}
