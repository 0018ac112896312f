//! The planning problem of a workspace, and what each of its numbers stands for.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::calendar::{Diary, Weeks, is_secretary, stays};
use super::offers::{self, Maker, ORDERED, Offers, Purses, kind, yuan_up};
use super::priority::{self, Claim, Rank};
use super::settings::{Settings, money_left};
use crate::model::{
    CohortId, CohortKind, CourseId, Fen, Half, Level, Mode, PersonId, TownshipId, TrainerId, VenueId, Workspace,
};
use crate::planner::problem::{self, Budget, Customer, Duty, Pool, Problem, Share};
use crate::report::Index;

/// Yuan of a budget without a ceiling: more than any district has.
const NO_CEILING: i64 = 1_000_000_000;

/// The people behind a customer of the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerOf {
    /// Their township.
    pub township: TownshipId,
    /// Their cohort.
    pub cohort: CohortId,
    /// Who they are, first who should go first.
    pub people: Vec<Rank>,
}

/// What an offer of the problem stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferOf {
    /// The course.
    pub course: CourseId,
    /// The cohort it is run for.
    pub cohort: CohortId,
    /// The township that runs it; `None`: the district.
    pub township: Option<TownshipId>,
    /// Where; `None`: a room still to be found, or none needed.
    pub venue: Option<VenueId>,
    /// The way of learning.
    pub mode: Mode,
    /// The half days of each day on which it is taught.
    pub halves: Vec<Half>,
    /// The most people it takes.
    pub max_heads: u32,
}

/// Why somebody who is to be trained is not part of the problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Apart {
    /// Away for over half a year: trained when they come home.
    ///
    /// Source: 2019 regulation on educating members, art. 33.
    Floating,
    /// Without a home branch, so that no township can send them.
    NoUnit,
}

/// A planning problem with what its numbers stand for.
#[derive(Clone, Debug)]
pub struct Instance {
    /// The problem; weeks count as in `weeks`.
    pub problem: Problem,
    /// The settings it was made with.
    pub settings: Settings,
    /// The day after which everything is still open.
    pub as_of: NaiveDate,
    /// The plan's weeks.
    pub weeks: Weeks,
    /// By customer.
    pub customers: Vec<CustomerOf>,
    /// By offer.
    pub offers: Vec<OfferOf>,
    /// By room.
    pub rooms: Vec<Option<VenueId>>,
    /// Trainers of the one pool, in id order; empty: nobody has to be found.
    pub trainers: Vec<TrainerId>,
    /// People who are to be trained but not by this plan.
    pub apart: Vec<(PersonId, CohortId, Apart)>,
}

/// The planning problem of a workspace as it stands at the end of a day.
pub fn instance(workspace: &Workspace, settings: &Settings, as_of: NaiveDate) -> Instance {
    // who is told today comes in a week at the earliest
    let from = as_of + Days::new(u64::from(settings.notice_days));
    let diary = Diary::new(workspace, settings, as_of, from);
    let Wanted { customers, apart } = wanted(workspace, settings, as_of);
    let promised = promised(workspace, settings, as_of);
    let demand: Vec<u32> = customers
        .iter()
        .map(|of| {
            (of.people.len() as u32).saturating_sub(promised.get(&(of.township, of.cohort)).copied().unwrap_or(0))
        })
        .collect();
    let blocked: Vec<Vec<usize>> = customers.iter().map(|of| blocked_weeks(workspace, &diary, of)).collect();
    let trainers: Vec<TrainerId> = workspace.trainers.iter().map(|trainer| trainer.id).collect();
    let purse = |level| money_left(workspace, settings, as_of, level);
    let purses = Purses { township: purse(Level::Township), village: purse(Level::Village) };
    let maker = Maker {
        workspace,
        settings,
        diary: &diary,
        customers: &customers,
        demand: &demand,
        blocked: &blocked,
        purses,
        pool: (!trainers.is_empty()).then_some(0),
    };
    let Offers { offers, of, rooms, venues, .. } = maker.make();
    let townships: Vec<TownshipId> = workspace.townships_in_order().iter().map(|township| township.id).collect();
    let frame = Frame { workspace, settings, from, weeks: diary.weeks, townships: &townships };
    let limit = |left: Option<Fen>| left.map_or(NO_CEILING, |left| left.0.max(0) / 100);
    let below = if purses.township.is_none() { purses.village } else { purses.township };
    let problem = Problem {
        format: problem::FORMAT.to_owned(),
        name: format!("{} {}", workspace.programme.district, workspace.programme.year),
        weeks: diary.weeks.n(),
        mid_week: frame.mid_week(),
        customers: (0..customers.len())
            .map(|at| frame.customer(at, &customers[at], demand[at], blocked[at].clone()))
            .collect(),
        rooms,
        pools: if trainers.is_empty() { Vec::new() } else { vec![pool(&diary, &trainers)] },
        duty: frame.duty(&customers),
        shares: frame.shares(&customers, &demand, &offers),
        budgets: vec![
            Budget { name: "district".to_owned(), limit: limit(purse(Level::District)) },
            Budget { name: "below".to_owned(), limit: limit(below) },
        ],
        locked: Vec::new(),
        offers,
    };
    Instance {
        problem,
        settings: settings.clone(),
        as_of,
        weeks: diary.weeks,
        customers,
        offers: of,
        rooms: venues,
        trainers,
        apart,
    }
}

struct Wanted {
    customers: Vec<CustomerOf>,
    apart: Vec<(PersonId, CohortId, Apart)>,
}

/// Everyone who has still to use a cohort's place, by township in the official order and cohort.
fn wanted(workspace: &Workspace, settings: &Settings, as_of: NaiveDate) -> Wanted {
    let index = Index::new(workspace, as_of);
    let askers = priority::askers(workspace);
    let seated = seated(workspace, settings, as_of);
    let mut by_unit: BTreeMap<(u32, usize), Vec<Rank>> = BTreeMap::new();
    let mut apart = Vec::new();
    for (at, person) in workspace.people.iter().enumerate() {
        let (standing, learning) = (index.standing(at), index.learning(at));
        if !standing.is_eligible() {
            continue;
        }
        for place in standing.cohorts.iter().filter(|cohort| !learning.places.has(*cohort)) {
            let cohort = index.cohorts()[place];
            if seated.contains(&(person.id, cohort)) {
                continue;
            }
            match standing.township {
                _ if standing.is_floating => apart.push((person.id, cohort, Apart::Floating)),
                None => apart.push((person.id, cohort, Apart::NoUnit)),
                Some(township) => {
                    let rank = priority::rank(workspace, &askers, person, cohort, as_of);
                    by_unit.entry((township, place)).or_default().push(rank);
                }
            }
        }
    }
    let customers = by_unit.into_iter().map(|((township, place), mut people)| {
        people.sort_unstable();
        CustomerOf { township: index.townships()[township as usize], cohort: index.cohorts()[place], people }
    });
    Wanted { customers: customers.collect(), apart }
}

/// People with a seat in a session that stays, and the cohort whose place they use there.
fn seated(workspace: &Workspace, settings: &Settings, as_of: NaiveDate) -> BTreeSet<(PersonId, CohortId)> {
    let staying = workspace.sessions.iter().filter(|session| stays(session, settings, as_of));
    staying
        .flat_map(|session| workspace.enrolments_in(session.id))
        .filter(|enrolment| enrolment.state.takes_part())
        .map(|enrolment| (enrolment.person, enrolment.cohort))
        .collect()
}

/// Seats that sessions which stay have given to townships without naming anybody yet.
fn promised(workspace: &Workspace, settings: &Settings, as_of: NaiveDate) -> BTreeMap<(TownshipId, CohortId), u32> {
    let mut promised: BTreeMap<(TownshipId, CohortId), u32> = BTreeMap::new();
    for session in workspace.sessions.iter().filter(|session| stays(session, settings, as_of)) {
        let (Some(cohort), Some(span)) = (session.cohorts.first(), session.span()) else { continue };
        let mut named: BTreeMap<TownshipId, u32> = BTreeMap::new();
        for enrolment in workspace.enrolments_in(session.id).filter(|one| one.state.takes_part()) {
            let person = workspace.people.get(enrolment.person);
            if let Some(township) = person.and_then(|person| workspace.township_of(person, span.first)) {
                *named.entry(township).or_default() += 1;
            }
        }
        for quota in &session.quotas {
            let left = quota.heads.saturating_sub(named.get(&quota.township).copied().unwrap_or(0));
            *promised.entry((quota.township, *cohort)).or_default() += left;
        }
    }
    promised
}

/// Weeks in which a township's people of a cohort cannot come: a farming season, or, for secretaries, colleagues
/// away already.
fn blocked_weeks(workspace: &Workspace, diary: &Diary<'_>, of: &CustomerOf) -> Vec<usize> {
    let is_blocked = |week: &usize| {
        let is_away = is_secretary(workspace, of.cohort) && diary.away.contains(&(of.township, *week));
        let mut workdays = diary.weeks.days(*week).filter(|day| diary.is_workday(*day));
        let own = |day: NaiveDate| diary.is_blacked_out(day, &[of.township]) && !diary.is_blacked_out(day, &[]);
        is_away || workdays.any(own)
    };
    (0..diary.weeks.n()).filter(is_blocked).collect()
}

/// The trainers' free days by week.
fn pool(diary: &Diary<'_>, trainers: &[TrainerId]) -> Pool {
    let free = |week: usize| {
        let workdays = diary.weeks.days(week).filter(|day| diary.is_workday(*day));
        let whole = workdays.map(|day| {
            let is_free = |id: &&TrainerId| Half::ALL.iter().all(|half| diary.has_trainer(**id, (day, *half)));
            trainers.iter().filter(is_free).count() as u32
        });
        whole.sum()
    };
    Pool { id: 0, name: String::new(), days: (0..diary.weeks.n()).map(free).collect() }
}

/// What the rows of the problem are made from.
struct Frame<'a> {
    workspace: &'a Workspace,
    settings: &'a Settings,
    /// The last day on which nothing new can be held.
    from: NaiveDate,
    weeks: Weeks,
    townships: &'a [TownshipId],
}

impl Frame<'_> {
    /// The first week that ends its workdays after mid-year.
    fn mid_week(&self) -> usize {
        let Some(mid) = self.settings.mid_year else { return 0 };
        (0..self.weeks.n()).filter(|week| self.weeks.monday(*week) + Days::new(4) <= mid).count()
    }

    fn customer(&self, id: usize, of: &CustomerOf, demand: u32, blocked: Vec<usize>) -> Customer {
        let terms = self.settings.cohort(of.cohort);
        let price = |amount: fn(&super::CohortTerms) -> Fen| terms.map_or(0, |terms| yuan_up(amount(terms)));
        let mid = self.settings.mid_year.filter(|mid| *mid > self.from);
        let is_early = |rank: &&Rank| match (rank.claim, mid) {
            (Claim::Lagging, Some(_)) => true,
            (Claim::New { due }, Some(mid)) => due <= mid,
            (Claim::Lagging | Claim::New { .. } | Claim::Waiting { .. }, _) => false,
        };
        let wishes = of.people.iter().filter(|rank| asked(rank)).count() as u32;
        Customer {
            id,
            group: self.townships.iter().position(|township| *township == of.township).unwrap_or(0),
            cohort: kind(self.workspace, of.cohort),
            demand,
            budget: 1,
            blocked,
            unserved_penalty: price(|terms| terms.left_out),
            mid_min: (of.people.iter().filter(is_early).count() as u32).min(demand),
            mid_penalty: price(|terms| terms.late),
            wish: if wishes > 0 { BTreeMap::from([(ORDERED.to_owned(), wishes.min(demand))]) } else { BTreeMap::new() },
            wish_penalty: yuan_up(self.settings.wish),
        }
    }

    /// How many secretaries of each township may be away in a week: no more than the office says, and of two who stand
    /// in for each other one at most, so that of every pair one stays at home.
    fn duty(&self, customers: &[CustomerOf]) -> Vec<Duty> {
        let limit = |group: usize| {
            let is_meant =
                |of: &&CustomerOf| of.township == self.townships[group] && is_secretary(self.workspace, of.cohort);
            let people: BTreeSet<PersonId> =
                customers.iter().filter(is_meant).flat_map(|of| &of.people).map(|rank| rank.person).collect();
            let cover = |person: &PersonId| self.workspace.people.get(*person).and_then(|person| person.cover);
            let pairs: BTreeSet<(PersonId, PersonId)> = people
                .iter()
                .filter_map(|person| Some((*person, cover(person).filter(|other| people.contains(other))?)))
                .map(|(one, other)| (one.min(other), one.max(other)))
                .collect();
            let of_pairs = (!pairs.is_empty()).then(|| people.len().saturating_sub(pairs.len()).max(1) as u32);
            self.settings.max_away.into_iter().chain(of_pairs).min()
        };
        (0..self.townships.len()).filter_map(|group| Some(Duty { group, max_away: limit(group)? })).collect()
    }

    /// Members learn remotely only so far.
    fn shares(&self, customers: &[CustomerOf], demand: &[u32], offers: &[problem::Offer]) -> Vec<Share> {
        let is_member = |of: &CustomerOf| {
            self.workspace.cohorts.get(of.cohort).is_some_and(|cohort| cohort.kind == CohortKind::Member)
        };
        let is_remote =
            |at: usize| offers.iter().any(|offer| offer.mode == problem::Mode::Remote && offer.customers.contains(&at));
        let capped = (0..customers.len()).filter(|at| is_member(&customers[*at]) && is_remote(*at));
        capped
            .map(|customer| Share {
                customer,
                modes: vec![problem::Mode::Remote],
                max_heads: demand[customer] * self.settings.remote_percent / 100,
            })
            .collect()
    }
}

/// Whether a person asked for a topic.
pub(super) fn asked(rank: &Rank) -> bool {
    matches!(rank.claim, Claim::Waiting { asked: std::cmp::Reverse(true), .. })
}

impl Instance {
    /// The days of a week on which an offer could be held.
    pub(super) fn free_days(&self, diary: &Diary<'_>, offer: usize, week: usize) -> Vec<NaiveDate> {
        offers::free_days(diary, &self.offers[offer], week).collect()
    }

    /// Heads still to be trained of a cohort.
    pub fn wanted(&self, cohort: CohortId) -> u64 {
        let mine = self.customers.iter().zip(&self.problem.customers).filter(|(of, _)| of.cohort == cohort);
        mine.map(|(_, customer)| u64::from(customer.demand)).sum()
    }
}
