//! What may be run: each course in each room that suits it, for each of its cohorts.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::{Diary, parallel};
use super::instance::{CustomerOf, OfferOf};
use super::settings::{CourseTerms, Settings};
use crate::model::{Course, Fen, Half, Level, Mode, Session, TownshipId, Venue, VenueId, Workspace};
use crate::planner::problem::{self, Offer, Room};

/// The topic of offers in which topics can be ordered.
pub(super) const ORDERED: &str = "ordered";

/// Offers with what they stand for, and their rooms.
#[derive(Default)]
#[expect(clippy::struct_field_names, reason = "they are the problem's own names")]
pub(super) struct Offers {
    pub offers: Vec<Offer>,
    pub of: Vec<OfferOf>,
    pub rooms: Vec<Room>,
    pub venues: Vec<Option<VenueId>>,
    room_of: BTreeMap<(Option<VenueId>, u32), usize>,
}

/// Money by which the payers' shares of an offer are weighed.
#[derive(Clone, Copy)]
pub(super) struct Purses {
    /// Left for townships; `None`: no ceiling.
    pub township: Option<Fen>,
    /// Left for villages; `None`: no ceiling.
    pub village: Option<Fen>,
}

/// What the offers are made from.
pub(super) struct Maker<'a> {
    pub workspace: &'a Workspace,
    pub settings: &'a Settings,
    pub diary: &'a Diary<'a>,
    pub customers: &'a [CustomerOf],
    pub demand: &'a [u32],
    pub blocked: &'a [Vec<usize>],
    pub purses: Purses,
    pub pool: Option<usize>,
}

impl Maker<'_> {
    /// Everything that may be run.
    pub fn make(&self) -> Offers {
        let mut out = Offers::default();
        for terms in self.settings.courses.iter().filter(|terms| terms.is_used) {
            let Some(course) = self.workspace.courses.get(terms.course) else { continue };
            let runs: Vec<&Session> =
                self.workspace.sessions.iter().filter(|session| session.course == Some(course.id)).collect();
            let halves = halves(&runs);
            for cohort in &course.cohorts {
                let suits = self.settings.cohort(*cohort).is_some_and(|terms| terms.modes.contains(&course.mode));
                if !suits {
                    continue;
                }
                if course.level == Level::District {
                    let invited: Vec<usize> =
                        (0..self.customers.len()).filter(|at| self.customers[*at].cohort == *cohort).collect();
                    for venue in self.district_venues(course, &runs) {
                        let of = self.of(course, *cohort, None, venue, &halves);
                        self.add(&mut out, of, terms, course, &invited);
                    }
                } else {
                    for (at, customer) in self.customers.iter().enumerate().filter(|(_, c)| c.cohort == *cohort) {
                        for venue in self.township_venues(course, &runs, customer.township) {
                            let of = self.of(course, *cohort, Some(customer.township), Some(venue), &halves);
                            self.add(&mut out, of, terms, course, &[at]);
                        }
                    }
                }
            }
        }
        out
    }

    fn of(
        &self,
        course: &Course,
        cohort: crate::model::CohortId,
        township: Option<TownshipId>,
        venue: Option<VenueId>,
        halves: &[Half],
    ) -> OfferOf {
        let seats = venue.and_then(|id| self.workspace.venues.get(id)).filter(|venue| !venue.is_shared);
        let max_heads = seats.map_or(course.max_heads, |venue| course.max_heads.min(venue.capacity));
        OfferOf { course: course.id, cohort, township, venue, mode: course.mode, halves: halves.to_vec(), max_heads }
    }

    /// Rooms of the district that suit a course: those it was held in; class rooms that are not far too large.
    fn district_venues(&self, course: &Course, runs: &[&Session]) -> Vec<Option<VenueId>> {
        let is_class = matches!(course.mode, Mode::PartySchool | Mode::LectureHall);
        let suits = |venue: &&Venue| {
            let was_used = runs.iter().any(|run| run.venue == Some(venue.id));
            let is_fit = !venue.is_shared
                && venue.capacity >= course.max_heads / 2
                && venue.capacity <= course.max_heads.saturating_mul(3);
            let is_station = course.mode == Mode::Remote && venue.is_shared;
            let is_free_choice = venue.township.is_none() && ((is_class && is_fit) || (runs.is_empty() && is_station));
            was_used || is_free_choice
        };
        let mut venues: Vec<Option<VenueId>> =
            self.workspace.venues.iter().filter(suits).map(|venue| Some(venue.id)).collect();
        let needs_none = course.mode == Mode::Remote || course.mode == Mode::FieldVisit;
        let is_extra = self.settings.extra_rooms > 0 && course.mode == Mode::PartySchool;
        if is_extra || (venues.is_empty() && needs_none) {
            venues.push(None);
        }
        venues
    }

    /// Rooms of a township that suit its course: those it was held in there, else its own class rooms.
    fn township_venues(&self, course: &Course, runs: &[&Session], township: TownshipId) -> Vec<VenueId> {
        let own: Vec<&Venue> = self.workspace.venues.iter().filter(|venue| venue.township == Some(township)).collect();
        let used: Vec<VenueId> =
            own.iter().filter(|venue| runs.iter().any(|run| run.venue == Some(venue.id))).map(|v| v.id).collect();
        if !used.is_empty() || course.mode == Mode::FieldVisit {
            return used;
        }
        let serves = |venue: &Venue, mode: Mode| {
            self.workspace.sessions.iter().any(|session| session.venue == Some(venue.id) && session.mode == mode)
        };
        let fits = |venue: &&&Venue| {
            let is_free = !self.workspace.sessions.iter().any(|session| session.venue == Some(venue.id));
            !venue.is_shared && venue.capacity >= 20 && (is_free || serves(venue, course.mode))
        };
        own.iter().filter(fits).map(|venue| venue.id).collect()
    }

    fn add(&self, out: &mut Offers, of: OfferOf, terms: &CourseTerms, course: &Course, invited: &[usize]) {
        let min = self.min_heads(terms, of.max_heads);
        let invited: Vec<usize> = invited.iter().copied().filter(|at| self.demand[*at] > 0).collect();
        let wanted: u64 = invited.iter().map(|at| u64::from(self.demand[*at])).sum();
        let Some((travel_township, travel_village)) = self.per_head_below(terms, min) else { return };
        let weeks = self.weeks(&of, course, &invited);
        if weeks.is_empty() || wanted < u64::from(min) || of.max_heads == 0 {
            return;
        }
        let room = self.room(out, &of, course);
        let (fixed, head) = terms.price.paid_by(&[Level::District]);
        let has_fare = terms.price.parts.iter().any(|part| part.item == crate::model::CostItem::Transport);
        let fare = |at: &usize| {
            let home = self.customers[*at].township;
            let place = of.venue.and_then(|id| self.workspace.venues.get(id)).and_then(|venue| venue.township);
            let is_away = of.mode != Mode::Remote && place != Some(home);
            yuan_up(self.below(travel_township, travel_village))
                + if is_away && !has_fare { yuan_up(self.settings.travel) } else { 0 }
        };
        let is_ordered = course.level == Level::District && matches!(of.mode, Mode::Remote | Mode::LectureHall);
        out.offers.push(Offer {
            id: out.offers.len(),
            mode: mode(course),
            cohort: kind(self.workspace, of.cohort),
            topic: if is_ordered { ORDERED.to_owned() } else { String::new() },
            room: Some(room),
            pool: self.pool.filter(|_| matches!(of.mode, Mode::PartySchool | Mode::LectureHall)),
            days: course.n_days,
            fixed: yuan_up(fixed),
            min,
            max: of.max_heads,
            weeks,
            head: yuan_up(head),
            travel: invited.iter().map(fare).collect(),
            customers: invited,
        });
        out.of.push(of);
    }

    fn min_heads(&self, terms: &CourseTerms, max: u32) -> u32 {
        if terms.min_heads > 0 {
            return terms.min_heads.min(max);
        }
        let usual = if terms.usual_heads > 0 { terms.usual_heads.min(max) } else { max };
        (usual * self.settings.min_fill_percent / 100).max(1)
    }

    /// What townships and villages pay for a head, with their share of what is paid once a run spread over the
    /// fewest heads; `None` if one of them has nothing left for it.
    fn per_head_below(&self, terms: &CourseTerms, min: u32) -> Option<(Fen, Fen)> {
        let share = |level: Level, purse: Option<Fen>| {
            let (fixed, head) = terms.price.paid_by(&[level]);
            let amount = Fen(head.0 + fixed.0 / i64::from(min.max(1)) + i64::from(fixed.0 > 0));
            let is_broke = purse.is_some_and(|left| left <= Fen::ZERO) && amount > Fen::ZERO;
            (!is_broke).then_some(amount)
        };
        Some((share(Level::Township, self.purses.township)?, share(Level::Village, self.purses.village)?))
    }

    /// One price that keeps both ceilings: townships' and villages' money is one budget, in which the villages'
    /// part weighs as much more as they have less left.
    fn below(&self, township: Fen, village: Fen) -> Fen {
        match (self.purses.township, self.purses.village) {
            (Some(all), Some(small)) if small > Fen::ZERO && all > Fen::ZERO => {
                let weighed = i128::from(village.0) * i128::from(all.0) / i128::from(small.0);
                township.max(Fen(i64::try_from(weighed).unwrap_or(i64::MAX / 1_000_000)))
            }
            _ => township + village,
        }
    }

    /// Weeks with enough free days of the room on which people of the townships can come.
    fn weeks(&self, of: &OfferOf, course: &Course, invited: &[usize]) -> Vec<usize> {
        let n = self.diary.weeks.n();
        let open = |week: &usize| invited.iter().any(|at| !self.blocked[*at].contains(week));
        (0..n).filter(open).filter(|week| self.free_days(of, *week).count() >= course.n_days as usize).collect()
    }

    fn free_days(&self, of: &OfferOf, week: usize) -> impl Iterator<Item = NaiveDate> {
        free_days(self.diary, of, week)
    }

    fn room(&self, out: &mut Offers, of: &OfferOf, course: &Course) -> usize {
        // rooms that are still to be found are as many as the office says; a network is as wide as it is
        let at_a_time = match of.venue.and_then(|id| self.workspace.venues.get(id)) {
            Some(venue) => parallel(venue, of.max_heads),
            None if course.mode == Mode::PartySchool => self.settings.extra_rooms.max(1),
            None => 1,
        };
        let key = (of.venue, if of.venue.is_none() { course.mode as u32 } else { 0 });
        if let Some(room) = out.room_of.get(&key) {
            return *room;
        }
        let days = (0..self.diary.weeks.n()).map(|week| {
            let left = free_days(self.diary, of, week).map(|day| match of.venue {
                Some(id) => {
                    self.workspace.venues.get(id).map_or(0, |venue| self.diary.room_left(venue, day, at_a_time))
                }
                None => at_a_time,
            });
            left.sum()
        });
        let name = of.venue.and_then(|id| self.workspace.venues.get(id)).map(|venue| venue.name.clone());
        let room = Room { id: out.rooms.len(), name: name.unwrap_or_default(), days: days.collect() };
        out.rooms.push(room);
        out.venues.push(of.venue);
        out.room_of.insert(key, out.rooms.len() - 1);
        out.rooms.len() - 1
    }
}

/// The days of a week on which an offer could be held: its room is free, and nobody at all is kept at home.
pub(super) fn free_days(diary: &Diary<'_>, of: &OfferOf, week: usize) -> impl Iterator<Item = NaiveDate> {
    let venue = of.venue.and_then(|id| diary.workspace.venues.get(id));
    let is_free = move |day: &NaiveDate| {
        let has_room = venue.is_none_or(|venue| diary.room_left(venue, *day, parallel(venue, of.max_heads)) > 0);
        let is_open = of.mode == Mode::Remote || !diary.is_blacked_out(*day, &[]);
        diary.is_workday(*day) && has_room && is_open
    };
    diary.weeks.days(week).filter(is_free)
}

/// The half days on which a course is usually taught: those of its last run's first day.
fn halves(runs: &[&Session]) -> Vec<Half> {
    let last = runs.iter().filter(|run| !run.slots.is_empty()).max_by_key(|run| run.span().map(|span| span.first));
    let Some(last) = last else { return Half::ALL.to_vec() };
    let first = last.slots[0].date;
    last.slots.iter().filter(|slot| slot.date == first).map(|slot| slot.half).collect()
}

/// Whole yuan, rounded up.
pub(super) fn yuan_up(amount: Fen) -> i64 {
    (amount.0 + 99).div_euclid(100)
}

fn mode(course: &Course) -> problem::Mode {
    match course.mode {
        Mode::PartySchool if course.level == Level::District => problem::Mode::School,
        Mode::PartySchool => problem::Mode::Local,
        Mode::Remote => problem::Mode::Remote,
        Mode::FieldVisit => problem::Mode::Field,
        Mode::LectureHall => problem::Mode::Hall,
    }
}

/// The planner's name for a cohort.
pub(super) fn kind(workspace: &Workspace, cohort: crate::model::CohortId) -> problem::Cohort {
    use crate::model::CohortKind;
    match workspace.cohorts.get(cohort).map(|cohort| cohort.kind) {
        Some(CohortKind::Secretary) => problem::Cohort::Secretary,
        Some(CohortKind::Member) => problem::Cohort::Member,
        Some(CohortKind::Leader | CohortKind::Other) | None => problem::Cohort::Leader,
    }
}
