//! Heads become people: of each township those with the strongest claim first, nobody in two places at once, nobody
//! away together with whoever stands in for them.
//!
//! For each township and cohort this is a matching of people to seats. Seats are given in the order of claims by
//! augmenting paths, which serves the best possible set of people (the sets of people who can be served together
//! form a matroid); whoever was named for a draft that goes on is offered that seat first, others the earliest.

use std::collections::BTreeMap;

use super::align::Unit;
use super::calendar::Diary;
use super::draft::{LeftOut, Seat};
use super::instance::{Instance, asked};
use crate::model::{CohortId, EnrolmentState, PersonId, SessionId, Workspace};
use crate::planner::problem::Cohort;

/// Who sits where.
pub(super) struct Seating {
    /// By session.
    pub seats: Vec<Vec<Seat>>,
    pub left_out: Vec<LeftOut>,
}

/// Fills the seats that each session has for each township.
pub(super) fn seat(
    workspace: &Workspace,
    instance: &Instance,
    diary: &mut Diary<'_>,
    units: &[Unit],
    drafts: &[SessionId],
) -> Seating {
    let named = named(workspace, drafts);
    let mut seats: Vec<Vec<Seat>> = vec![Vec::new(); units.len()];
    let mut left_out = Vec::new();
    // secretaries and leaders first: they have fewer sessions to choose from
    for customer in 0..instance.customers.len() {
        let of = &instance.customers[customer];
        let open: Vec<usize> = (0..units.len()).filter(|at| units[*at].heads.contains_key(&customer)).collect();
        let mut matching = Matching::new(workspace, diary, units, &open, customer);
        let mut missing = Vec::new();
        for rank in &of.people {
            let before = named.get(&(rank.person, of.cohort)).map(|before| before.0);
            let likes_topics = asked(rank);
            let order = matching.order(instance, before, likes_topics);
            if !matching.place(rank.person, order) {
                missing.push(rank.person);
            }
        }
        for (person, at) in matching.seated() {
            let before = named.get(&(person, of.cohort)).filter(|before| units[at].from == Some(before.0));
            let state = before.map_or(EnrolmentState::Invited, |before| before.1);
            seats[at].push(Seat { person, cohort: of.cohort, state });
            diary.take_person(person, &units[at].at);
        }
        if !missing.is_empty() {
            left_out.push(LeftOut { township: of.township, cohort: of.cohort, people: missing });
        }
    }
    let mut seating = Seating { seats, left_out };
    seating.top_up(instance, diary, units);
    seating
}

impl Seating {
    /// Gives those whom the plan's share of seats left standing, for they sit elsewhere on its days or stand in for
    /// somebody there, any seat that is free in a session for them; where all seats are taken, one that somebody
    /// else can change for another session's.
    fn top_up(&mut self, instance: &Instance, diary: &mut Diary<'_>, units: &[Unit]) {
        let mut seats = std::mem::take(&mut self.seats);
        let mut hall = Hall::new(instance, diary, units, &mut seats);
        for row in &mut self.left_out {
            let place = instance.customers.iter().position(|of| (of.township, of.cohort) == (row.township, row.cohort));
            let Some(at) = place.filter(|at| instance.problem.customers[*at].cohort == Cohort::Secretary) else {
                continue;
            };
            let cohort = row.cohort;
            row.people.retain(|person| !hall.find_seat(at, *person, cohort));
        }
        self.left_out.retain(|row| !row.people.is_empty());
        self.seats = seats;
    }
}

/// The sessions with who sits in them and how many secretaries each township sends in each week.
struct Hall<'a, 'w> {
    instance: &'a Instance,
    diary: &'a mut Diary<'w>,
    units: &'a [Unit],
    seats: &'a mut Vec<Vec<Seat>>,
    away: BTreeMap<(usize, usize), u32>,
    /// The customer of each secretary.
    customer_of: BTreeMap<PersonId, usize>,
}

impl<'a, 'w> Hall<'a, 'w> {
    fn new(instance: &'a Instance, diary: &'a mut Diary<'w>, units: &'a [Unit], seats: &'a mut Vec<Vec<Seat>>) -> Self {
        let problem = &instance.problem;
        let mut customer_of = BTreeMap::new();
        for (at, of) in instance.customers.iter().enumerate() {
            if problem.customers[at].cohort == Cohort::Secretary {
                customer_of.extend(of.people.iter().map(|rank| (rank.person, at)));
            }
        }
        let mut hall = Self { instance, diary, units, seats, away: BTreeMap::new(), customer_of };
        for unit in 0..units.len() {
            for seat in 0..hall.seats[unit].len() {
                let person = hall.seats[unit][seat].person;
                if let Some(customer) = hall.customer_of.get(&person).copied() {
                    hall.count(customer, unit, true);
                }
            }
        }
        hall
    }

    fn count(&mut self, customer: usize, unit: usize, is_added: bool) {
        let group = self.instance.problem.customers[customer].group;
        let n = self.away.entry((group, self.units[unit].week)).or_default();
        *n = if is_added { *n + 1 } else { n.saturating_sub(1) };
    }

    /// Whether somebody may sit in a session, but for its seats.
    fn may_sit(&self, customer: usize, person: PersonId, unit: usize) -> bool {
        let problem = &self.instance.problem;
        let row = &problem.customers[customer];
        let unit = &self.units[unit];
        let gone = self.away.get(&(row.group, unit.week)).copied().unwrap_or(0);
        let cover = self.diary.workspace.people.get(person).and_then(|person| person.cover);
        problem.offers[unit.offer].customers.contains(&customer)
            && !row.blocked.contains(&unit.week)
            && problem.max_away(row.group).is_none_or(|limit| gone < limit)
            && self.diary.is_free(person, &unit.at)
            && cover.is_none_or(|other| self.diary.is_home(other, &unit.at))
    }

    fn has_room(&self, unit: usize) -> bool {
        (self.seats[unit].len() as u32) < self.instance.problem.offers[self.units[unit].offer].max
    }

    fn sit(&mut self, customer: usize, unit: usize, seat: Seat) {
        self.diary.take_person(seat.person, &self.units[unit].at);
        self.count(customer, unit, true);
        self.seats[unit].push(seat);
    }

    /// Takes the seat at a place of a session back; everybody else keeps theirs.
    fn rise(&mut self, customer: usize, unit: usize, place: usize) -> Seat {
        let seat = self.seats[unit].remove(place);
        self.diary.release_person(seat.person, &self.units[unit].at);
        self.count(customer, unit, false);
        seat
    }

    fn find_seat(&mut self, customer: usize, person: PersonId, cohort: CohortId) -> bool {
        let seat = Seat { person, cohort, state: EnrolmentState::Invited };
        let open: Vec<usize> = (0..self.units.len()).filter(|unit| self.may_sit(customer, person, *unit)).collect();
        if let Some(unit) = open.iter().copied().find(|unit| self.has_room(*unit)) {
            self.sit(customer, unit, seat);
            return true;
        }
        open.into_iter().any(|unit| self.change_places(customer, unit, seat))
    }

    /// Gives somebody the seat of another who can sit in a session that has room; false if nobody there can.
    fn change_places(&mut self, customer: usize, unit: usize, seat: Seat) -> bool {
        for place in (0..self.seats[unit].len()).rev() {
            let Some(theirs) = self.customer_of.get(&self.seats[unit][place].person).copied() else { continue };
            let other = self.rise(theirs, unit, place);
            let rooms = (0..self.units.len()).filter(|to| *to != unit && self.has_room(*to));
            let to = rooms.into_iter().find(|to| self.may_sit(theirs, other.person, *to));
            if let Some(to) = to {
                self.sit(theirs, to, Seat { state: EnrolmentState::Invited, ..other });
                if self.may_sit(customer, seat.person, unit) {
                    self.sit(customer, unit, seat);
                    return true;
                }
                let last = self.seats[to].len() - 1;
                self.rise(theirs, to, last);
            }
            self.diary.take_person(other.person, &self.units[unit].at);
            self.count(theirs, unit, true);
            self.seats[unit].insert(place, other);
        }
        false
    }
}

/// Who was named for which draft.
fn named(workspace: &Workspace, drafts: &[SessionId]) -> BTreeMap<(PersonId, CohortId), (SessionId, EnrolmentState)> {
    let seats = drafts.iter().flat_map(|id| workspace.enrolments_in(*id)).filter(|seat| seat.state.takes_part());
    seats.map(|seat| ((seat.person, seat.cohort), (seat.session, seat.state))).collect()
}

struct Matching<'a, 'w> {
    workspace: &'w Workspace,
    diary: &'a Diary<'w>,
    units: &'a [Unit],
    open: &'a [usize],
    customer: usize,
    /// By position in `open`.
    seated: Vec<Vec<PersonId>>,
    /// What each person would accept, best first, as positions in `open`.
    orders: BTreeMap<PersonId, Vec<usize>>,
    /// Sessions from which no path led to a free seat: none ever will, because seats only fill.
    dead: Vec<bool>,
}

impl<'a, 'w> Matching<'a, 'w> {
    fn new(
        workspace: &'w Workspace,
        diary: &'a Diary<'w>,
        units: &'a [Unit],
        open: &'a [usize],
        customer: usize,
    ) -> Self {
        let seated = vec![Vec::new(); open.len()];
        let dead = vec![false; open.len()];
        Self { workspace, diary, units, open, customer, seated, orders: BTreeMap::new(), dead }
    }

    /// The sessions in the order in which somebody would take them: the one they were named for, one in which
    /// topics can be ordered if they asked for one, the earliest.
    fn order(&self, instance: &Instance, before: Option<SessionId>, likes_topics: bool) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.open.len()).collect();
        order.sort_by_key(|at| {
            let unit = &self.units[self.open[*at]];
            let is_own = before.is_some() && unit.from == before;
            let is_ordered = likes_topics && !instance.problem.offers[unit.offer].topic.is_empty();
            (!is_own, !is_ordered, *at)
        });
        order
    }

    /// Gives a person a seat, moving others to other seats if need be.
    fn place(&mut self, person: PersonId, order: Vec<usize>) -> bool {
        self.orders.insert(person, order);
        let mut seen = self.dead.clone();
        let is_placed = self.augment(person, &mut seen);
        if !is_placed {
            self.dead = seen;
        }
        is_placed
    }

    fn augment(&mut self, person: PersonId, seen: &mut [bool]) -> bool {
        let order = self.orders.get(&person).cloned().unwrap_or_default();
        let may: Vec<usize> = order.into_iter().filter(|at| !seen[*at] && self.may_sit(person, *at)).collect();
        if let Some(at) = may.iter().copied().find(|at| self.seated[*at].len() < self.capacity(*at)) {
            self.seated[at].push(person);
            return true;
        }
        for at in may {
            if std::mem::replace(&mut seen[at], true) {
                continue;
            }
            for place in (0..self.seated[at].len()).rev() {
                let other = self.seated[at][place];
                self.seated[at][place] = person;
                if self.augment(other, seen) {
                    return true;
                }
                self.seated[at][place] = other;
            }
        }
        false
    }

    fn capacity(&self, at: usize) -> usize {
        self.units[self.open[at]].heads.get(&self.customer).copied().unwrap_or(0) as usize
    }

    /// Whether a person is free and whoever stands in for them is at home.
    fn may_sit(&self, person: PersonId, at: usize) -> bool {
        let slots = &self.units[self.open[at]].at;
        let cover = self.workspace.people.get(person).and_then(|person| person.cover);
        let is_home = cover.is_none_or(|other| {
            let shares_day = |place: &usize| {
                let theirs = &self.units[self.open[*place]].at;
                theirs.iter().any(|one| slots.iter().any(|slot| slot.0 == one.0))
            };
            let is_away = (0..self.open.len()).filter(shares_day).any(|place| self.seated[place].contains(&other));
            !is_away && self.diary.is_home(other, slots)
        });
        self.diary.is_free(person, slots) && is_home
    }

    fn seated(self) -> Vec<(PersonId, usize)> {
        let rows = self.seated.into_iter().enumerate();
        rows.flat_map(|(at, people)| people.into_iter().map(move |person| (person, at)))
            .map(|(person, at)| (person, self.open[at]))
            .collect()
    }
}
