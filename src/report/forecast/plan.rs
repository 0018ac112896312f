//! What the sessions to come add, day by day: named people, open seats, and who is left to be asked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::rates::Rates;
use super::{Band, Coming, Which, heads_of, without};
use crate::model::{CohortId, Fen, Level, Mode, Session, SessionId, Workspace};
use crate::report::apportion;
use crate::report::index::{CohortSet, Index, NONE, position};
use crate::report::room::{Room, to_come};

/// Thousandths of a head.
const WHOLE: u64 = 1000;

/// What the sessions to come add.
pub(in crate::report) struct Plan {
    runs: [Run; 3],
    pub(super) coming: Vec<Coming>,
    /// The cells in which sessions are to come.
    pub(super) cells: BTreeSet<(CohortId, Mode, Level)>,
}

/// What they add with one of the three no-show rates, in thousandths of a head.
#[derive(Default)]
struct Run {
    heads: BTreeMap<NaiveDate, u64>,
    cohorts: Vec<BTreeMap<NaiveDate, u64>>,
    /// By session to come, then cohort.
    sessions: Vec<Vec<u64>>,
}

/// A session to come, prepared once for all runs.
struct Next<'w> {
    day: NaiveDate,
    session: &'w Session,
    room: Room,
    named: Vec<Named>,
}

/// Somebody named in it who counts for the first time.
struct Named {
    cohort: u32,
    township: u32,
    is_new_place: bool,
    is_new_head: bool,
}

/// People who can still be asked: where they live, the cohorts whose places they have not used, whether they are
/// untrained.
type Pool = BTreeMap<(u32, CohortSet, bool), u64>;

impl Plan {
    /// The plan of a workspace by the rates of its index.
    pub(in crate::report) fn of(workspace: &Workspace, index: &Index) -> Self {
        Self::with(workspace, index, &Rates::of(workspace, index))
    }

    pub(super) fn with(workspace: &Workspace, index: &Index, rates: &Rates) -> Self {
        let (nexts, pool) = prepare(workspace, index);
        let runs = Which::ALL.map(|which| run(index, rates, &nexts, pool.clone(), which));
        let mut cells = BTreeSet::new();
        let billed = billed(workspace, index.as_of);
        let coming = nexts.iter().enumerate().map(|(at, next)| {
            let expected = |which: Which| &runs[which as usize].sessions[at];
            let heads = |which| heads_of(expected(which).iter().sum());
            let (mode, level) = (next.session.mode, next.session.level);
            let used = (0..index.cohorts.len()).filter(|cohort| expected(Which::High)[*cohort] > 0);
            cells.extend(used.map(|cohort| (index.cohorts[cohort], mode, level)));
            let priced = |which: Which| -> Fen {
                let cohorts = expected(which).iter().enumerate();
                let costs = cohorts.map(|(cohort, milli)| {
                    let fen = rates.rate(cohort as u32, mode, level).cost_per_head;
                    let fen = [fen.low, fen.middle, fen.high][which as usize];
                    Fen((i128::from(fen.0) * i128::from(*milli) / i128::from(WHOLE)) as i64)
                });
                costs.sum()
            };
            let bill = billed.get(&next.session.id).copied();
            Coming {
                session: next.session.id,
                day: next.day,
                heads: Band { low: heads(Which::Low), middle: heads(Which::Middle), high: heads(Which::High) },
                cost: bill.map_or_else(
                    || Band { low: priced(Which::Low), middle: priced(Which::Middle), high: priced(Which::High) },
                    Band::exactly,
                ),
                is_billed: bill.is_some(),
            }
        });
        let coming = coming.collect();
        Self { runs, coming, cells }
    }

    /// Heads that each day adds to those trained, in thousandths.
    pub(in crate::report) fn heads_by_day(&self, which: Which) -> impl Iterator<Item = (NaiveDate, u64)> + '_ {
        self.runs[which as usize].heads.iter().map(|(day, milli)| (*day, *milli))
    }

    /// Places of a cohort that each day uses, in thousandths.
    pub(super) fn cohort_by_day(&self, cohort: usize, which: Which) -> impl Iterator<Item = (NaiveDate, u64)> + '_ {
        self.runs[which as usize].cohorts[cohort].iter().map(|(day, milli)| (*day, *milli))
    }

    /// What the sessions without a bill cost, by their days.
    pub(in crate::report) fn unbilled(&self) -> impl Iterator<Item = (NaiveDate, Fen)> + '_ {
        self.coming.iter().filter(|coming| !coming.is_billed).map(|coming| (coming.day, coming.cost.middle))
    }
}

/// What is committed for each session that has a bill at all.
fn billed(workspace: &Workspace, as_of: NaiveDate) -> BTreeMap<SessionId, Fen> {
    use crate::report::budget::{LineState, state};
    let mut billed: BTreeMap<SessionId, Fen> = BTreeMap::new();
    for (session, line) in workspace.costs.iter().filter_map(|line| Some((line.session?, line))) {
        let due = match state(workspace, line, as_of) {
            LineState::Committed(amount) => amount,
            LineState::Spent(_) | LineState::Void => Fen::ZERO,
        };
        *billed.entry(session).or_default() += due;
    }
    billed
}

fn prepare<'w>(workspace: &'w Workspace, index: &Index) -> (Vec<Next<'w>>, Pool) {
    let sessions = to_come(workspace, index.as_of);
    let mut named_for = vec![CohortSet::default(); index.people.len()];
    let mut nexts = Vec::with_capacity(sessions.len());
    for (day, session) in sessions {
        let mut named = Vec::new();
        for enrolment in workspace.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part()) {
            let Some(at) = index.position_of(enrolment.person) else { continue };
            let (standing, learning) = (&index.standing[at], &index.learning[at]);
            let cohort = position(&index.cohorts, &enrolment.cohort);
            if !standing.is_eligible() || cohort == NONE || named_for[at].has(cohort as usize) {
                continue;
            }
            let is_new_head = learning.trained_on.is_none() && named_for[at].is_empty();
            let is_new_place = standing.cohorts.has(cohort as usize) && !learning.places.has(cohort as usize);
            named_for[at].insert(cohort);
            if is_new_head || is_new_place {
                let township = standing.township.unwrap_or(NONE);
                named.push(Named { cohort, township, is_new_place, is_new_head });
            }
        }
        nexts.push(Next { day, session, room: Room::of(workspace, index, session), named });
    }
    let mut pool = Pool::new();
    for (at, named) in named_for.into_iter().enumerate().filter(|(at, _)| index.standing[*at].is_eligible()) {
        let (standing, learning) = (&index.standing[at], &index.learning[at]);
        let due = without(without(standing.cohorts, learning.places), named);
        let is_untrained = learning.trained_on.is_none() && named.is_empty();
        if !due.is_empty() {
            *pool.entry((standing.township.unwrap_or(NONE), due, is_untrained)).or_default() += WHOLE;
        }
    }
    (nexts, pool)
}

fn run(index: &Index, rates: &Rates, nexts: &[Next<'_>], pool: Pool, which: Which) -> Run {
    let n_cohorts = index.cohorts.len();
    let mut state = State { index, rates, which, pool, run: Run::default() };
    state.run.cohorts = vec![BTreeMap::new(); n_cohorts];
    for next in nexts {
        state.run.sessions.push(vec![0; n_cohorts]);
        state.seat_named(next);
        match &next.room.shares {
            None => {
                let township = next.session.township.map(|id| position(&index.townships, &id));
                state.fill(next, township, next.room.free);
            }
            Some(shares) => {
                let mut free = next.room.free;
                for (township, left) in shares {
                    free -= state.fill(next, Some(*township), (*left).min(free));
                }
            }
        }
    }
    state.run
}

struct State<'a> {
    index: &'a Index,
    rates: &'a Rates,
    which: Which,
    pool: Pool,
    run: Run,
}

impl State<'_> {
    /// Out of a thousand who have a seat, how many come.
    fn coming(&self, session: &Session, cohort: u32) -> u64 {
        let band = self.rates.rate(cohort, session.mode, session.level).no_show_per_mille;
        let no_show = match self.which {
            Which::Low => band.high,
            Which::Middle => band.middle,
            Which::High => band.low,
        };
        WHOLE - no_show.min(WHOLE)
    }

    fn seat_named(&mut self, next: &Next<'_>) {
        for named in &next.named {
            let came = self.coming(next.session, named.cohort);
            self.count(next, named.cohort, came, named.is_new_place, named.is_new_head);
            let mut due = CohortSet::default();
            due.insert(named.cohort);
            *self.pool.entry((named.township, due, named.is_new_head)).or_default() += WHOLE - came;
        }
    }

    fn count(&mut self, next: &Next<'_>, cohort: u32, milli: u64, is_new_place: bool, is_new_head: bool) {
        if is_new_head {
            *self.run.heads.entry(next.day).or_default() += milli;
        }
        if is_new_place {
            *self.run.cohorts[cohort as usize].entry(next.day).or_default() += milli;
        }
        if let Some(session) = self.run.sessions.last_mut() {
            session[cohort as usize] += milli;
        }
    }

    /// Gives seats to people of a township, or of all, in proportion to who is left there. Returns how many seats were
    /// taken.
    fn fill(&mut self, next: &Next<'_>, township: Option<u32>, seats: u64) -> u64 {
        let Self { index, .. } = *self;
        let place = |due: CohortSet| {
            let wanted = next.session.cohorts.iter().map(|id| position(&index.cohorts, id) as usize);
            let any = due.iter().next().filter(|_| next.session.cohorts.is_empty());
            wanted.into_iter().find(|cohort| due.has(*cohort)).or(any)
        };
        let groups = self.pool.iter().filter(|((at, ..), _)| township.is_none_or(|township| township == *at));
        let groups: Vec<_> = groups
            .filter_map(|((at, due, is_untrained), milli)| Some((*at, *due, *is_untrained, place(*due)?, *milli)))
            .filter(|(.., milli)| *milli > 0)
            .collect();
        let sizes: Vec<u64> = groups.iter().map(|(.., milli)| *milli).collect();
        let seated = (seats * WHOLE).min(sizes.iter().sum());
        if seated == 0 {
            return 0;
        }
        for ((at, due, is_untrained, cohort, _), part) in groups.into_iter().zip(apportion(seated, &sizes)) {
            let came = part * self.coming(next.session, cohort as u32) / WHOLE;
            self.count(next, cohort as u32, came, true, is_untrained);
            if let Some(milli) = self.pool.get_mut(&(at, due, is_untrained)) {
                *milli = milli.saturating_sub(came);
            }
            let mut used = CohortSet::default();
            used.insert(cohort as u32);
            let rest = without(due, used);
            if !rest.is_empty() {
                *self.pool.entry((at, rest, false)).or_default() += came;
            }
        }
        seated.div_ceil(WHOLE)
    }
}
