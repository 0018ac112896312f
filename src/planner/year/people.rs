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
use crate::model::{CohortId, EnrolmentState, Person, PersonId, SessionId, Workspace};
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
    /// Gives those whom the plan's share of seats left standing, for they sit elsewhere on its days, any seat that is
    /// free in a session for them.
    fn top_up(&mut self, instance: &Instance, diary: &mut Diary<'_>, units: &[Unit]) {
        let problem = &instance.problem;
        let mut away: BTreeMap<(usize, usize), u32> = BTreeMap::new();
        for (unit, seats) in units.iter().zip(&self.seats) {
            for (customer, _) in unit.heads.iter().filter(|(k, _)| problem.customers[**k].cohort == Cohort::Secretary) {
                let people = &instance.customers[*customer].people;
                let n = seats.iter().filter(|seat| people.iter().any(|rank| rank.person == seat.person)).count();
                *away.entry((problem.customers[*customer].group, unit.week)).or_default() += n as u32;
            }
        }
        let mut rows = std::mem::take(&mut self.left_out);
        for row in &mut rows {
            let place = instance.customers.iter().position(|of| (of.township, of.cohort) == (row.township, row.cohort));
            let Some(at) = place.filter(|at| problem.customers[*at].cohort == Cohort::Secretary) else { continue };
            let customer = &problem.customers[at];
            let limit = problem.max_away(customer.group).unwrap_or(u32::MAX);
            row.people.retain(|person| {
                let is_free = |unit: &usize| {
                    let (unit, seats) = (&units[*unit], &self.seats[*unit]);
                    let offer = &problem.offers[unit.offer];
                    let gone = away.get(&(customer.group, unit.week)).copied().unwrap_or(0);
                    offer.customers.contains(&at)
                        && !customer.blocked.contains(&unit.week)
                        && (seats.len() as u32) < offer.max
                        && gone < limit
                        && diary.is_free(*person, &unit.at)
                        && diary
                            .workspace
                            .people
                            .get(*person)
                            .and_then(cover_of)
                            .is_none_or(|o| diary.is_home(o, &unit.at))
                };
                let Some(found) = (0..units.len()).find(is_free) else { return true };
                let state = EnrolmentState::Invited;
                self.seats[found].push(Seat { person: *person, cohort: row.cohort, state });
                diary.take_person(*person, &units[found].at);
                *away.entry((customer.group, units[found].week)).or_default() += 1;
                false
            });
        }
        rows.retain(|row| !row.people.is_empty());
        self.left_out = rows;
    }
}

/// Who was named for which draft.
fn named(workspace: &Workspace, drafts: &[SessionId]) -> BTreeMap<(PersonId, CohortId), (SessionId, EnrolmentState)> {
    let seats = drafts.iter().flat_map(|id| workspace.enrolments_in(*id)).filter(|seat| seat.state.takes_part());
    seats.map(|seat| ((seat.person, seat.cohort), (seat.session, seat.state))).collect()
}

/// Who stands in for a person at home.
fn cover_of(person: &Person) -> Option<PersonId> {
    person.cover
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
        let cover = self.workspace.people.get(person).and_then(cover_of);
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
