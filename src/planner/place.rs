//! Puts sessions into weeks: within days, few blocked guests, secretaries' sessions apart.

use super::dice::Dice;
use super::heads::Timetable;
use super::problem::{Cohort, Problem};

/// Sessions that look for their weeks.
#[derive(Clone, Debug)]
pub(super) struct Booking {
    pub offer: usize,
    /// Weeks to choose from.
    pub weeks: Vec<usize>,
    pub sessions: u32,
    /// Who is to come.
    pub guests: Vec<Guest>,
}

/// A customer of whom heads are to come to a booking's sessions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guest {
    pub customer: usize,
    /// Heads to come to each session.
    pub heads: f64,
    /// How much each session is needed for them, 0..=1: heads to come over places there are for them.
    pub need: f64,
}

/// Room-days and trainer-days that are left.
#[derive(Clone, Debug)]
pub(super) struct Days {
    rooms: Vec<Vec<u32>>,
    pools: Vec<Vec<u32>>,
}

impl Days {
    pub(super) fn new(problem: &Problem) -> Self {
        Self {
            rooms: problem.rooms.iter().map(|room| room.days.clone()).collect(),
            pools: problem.pools.iter().map(|pool| pool.days.clone()).collect(),
        }
    }

    /// How many sessions of the offer still fit into the week.
    pub(super) fn sessions_left(&self, problem: &Problem, offer: usize, week: usize) -> u32 {
        let offer = &problem.offers[offer];
        if offer.days == 0 {
            return u32::MAX;
        }
        let rooms = offer.room.map(|room| self.rooms[room][week] / offer.days);
        let pools = offer.pool.map(|pool| self.pools[pool][week] / offer.days);
        rooms.into_iter().chain(pools).min().unwrap_or(u32::MAX)
    }

    /// Takes the days of sessions; days that are not there are taken as far as they are.
    pub(super) fn take(&mut self, problem: &Problem, offer: usize, week: usize, sessions: u32) {
        let offer = &problem.offers[offer];
        let days = offer.days.saturating_mul(sessions);
        if let Some(room) = offer.room {
            self.rooms[room][week] = self.rooms[room][week].saturating_sub(days);
        }
        if let Some(pool) = offer.pool {
            self.pools[pool][week] = self.pools[pool][week].saturating_sub(days);
        }
    }
}

/// Places all bookings beside what the timetable holds already, as far as days allow; returns how many sessions
/// found no week. `mood` above 0 lets chance in.
pub(super) fn place(
    problem: &Problem,
    bookings: &[Booking],
    timetable: &mut Timetable,
    (dice, mood): (&mut Dice, f64),
) -> u32 {
    let mut desk = Desk::new(problem, timetable);
    let mut homeless = 0;
    for at in desk.order(bookings) {
        let booking = &bookings[at];
        for _ in 0..booking.sessions {
            let open = booking.weeks.iter().filter(|week| desk.days.sessions_left(problem, booking.offer, **week) > 0);
            let mut trouble = |week: usize| desk.trouble(booking, week, timetable) + mood * dice.share();
            let troubles: Vec<(usize, f64)> = open.map(|week| (*week, trouble(*week))).collect();
            match troubles.into_iter().min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0))) {
                Some((week, _)) => desk.book(booking, week, timetable),
                None => homeless += 1,
            }
        }
    }
    homeless
}

/// What is known while sessions are placed.
struct Desk<'a> {
    problem: &'a Problem,
    days: Days,
    /// By week: sessions for secretaries.
    secretaries: Vec<u32>,
    /// By customer: heads still wanted before the middle of the year.
    early: Vec<f64>,
}

impl<'a> Desk<'a> {
    fn new(problem: &'a Problem, timetable: &Timetable) -> Self {
        let wanted = problem.customers.iter().map(|customer| f64::from(customer.mid_min));
        let mut desk =
            Self { problem, days: Days::new(problem), secretaries: vec![0; problem.weeks], early: wanted.collect() };
        for (&(offer, week), &sessions) in timetable {
            desk.days.take(problem, offer, week, sessions);
            if problem.offers[offer].cohort == Cohort::Secretary {
                desk.secretaries[week] += sessions;
            }
        }
        desk
    }

    /// Secretaries first, whose weeks are the scarcest; then whoever has the least choice.
    fn order(&self, bookings: &[Booking]) -> Vec<usize> {
        let freedom = |booking: &Booking| {
            let left = |week: &usize| self.days.sessions_left(self.problem, booking.offer, *week).min(100);
            f64::from(booking.weeks.iter().map(left).sum::<u32>()) / f64::from(booking.sessions.max(1))
        };
        let rank = |booking: &Booking| (self.problem.offers[booking.offer].cohort, freedom(booking));
        let ranks: Vec<(Cohort, f64)> = bookings.iter().map(rank).collect();
        let mut order: Vec<usize> = (0..bookings.len()).collect();
        order.sort_by(|a, b| ranks[*a].0.cmp(&ranks[*b].0).then(ranks[*a].1.total_cmp(&ranks[*b].1)).then(a.cmp(b)));
        order
    }

    /// How bad a week is for a session: guests blocked, guests away already, too late in the year.
    fn trouble(&self, booking: &Booking, week: usize, timetable: &Timetable) -> f64 {
        let is_secretary = self.problem.offers[booking.offer].cohort == Cohort::Secretary;
        let together = if is_secretary { f64::from(self.secretaries[week]) } else { 0.0 };
        let again = f64::from(timetable.get(&(booking.offer, week)).copied().unwrap_or(0));
        let left = f64::from(self.days.sessions_left(self.problem, booking.offer, week).min(9));
        let late = if week < self.problem.mid_week { 0.0 } else { self.wanted_early(booking) };
        10.0 * booking.blocked(self.problem, week) + 4.0 * together + 4.0 * late + again - 0.02 * left
    }

    /// The share of a session's heads that are still wanted before the middle of the year.
    fn wanted_early(&self, booking: &Booking) -> f64 {
        let all: f64 = booking.guests.iter().map(|guest| guest.heads).sum();
        let wanted = |guest: &Guest| guest.heads.min(self.early[guest.customer].max(0.0));
        let early: f64 = booking.guests.iter().map(wanted).sum();
        if all > 0.0 { early / all } else { 0.0 }
    }

    fn book(&mut self, booking: &Booking, week: usize, timetable: &mut Timetable) {
        self.days.take(self.problem, booking.offer, week, 1);
        *timetable.entry((booking.offer, week)).or_default() += 1;
        if self.problem.offers[booking.offer].cohort == Cohort::Secretary {
            self.secretaries[week] += 1;
        }
        if week < self.problem.mid_week {
            for guest in &booking.guests {
                if !self.problem.customers[guest.customer].blocked.contains(&week) {
                    self.early[guest.customer] -= guest.heads;
                }
            }
        }
    }
}

impl Booking {
    /// How much it hurts to run in a week, as a share of all guests.
    fn blocked(&self, problem: &Problem, week: usize) -> f64 {
        let weight = |guest: &Guest| guest.heads * (0.1 + guest.need);
        let all: f64 = self.guests.iter().map(weight).sum();
        let is_blocked = |guest: &&Guest| problem.customers[guest.customer].blocked.contains(&week);
        let blocked: f64 = self.guests.iter().filter(is_blocked).map(weight).sum();
        if all > 0.0 { blocked / all } else { 0.0 }
    }
}

/// The sessions that are locked.
pub(super) fn locked(problem: &Problem) -> Timetable {
    let mut timetable = Timetable::new();
    for lock in &problem.locked {
        let promised: u32 = lock.flows.iter().map(|flow| flow.1).sum();
        let places = problem.offers[lock.offer].max.max(1);
        let sessions = timetable.entry((lock.offer, lock.week)).or_insert(0);
        *sessions = (*sessions).max(lock.sessions).max(promised.div_ceil(places));
    }
    timetable.retain(|_, sessions| *sessions > 0);
    timetable
}
