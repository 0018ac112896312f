//! The five measures of coverage, in all and by cohort, township, branch, mode, level and month.
//!
//! What each measure counts (source: `DOMAIN.md` §1), up to the as-of day and within the programme year:
//!
//! - **heads**: distinct eligible people who were trained in any session, out of all eligible people. A
//!   cohort's row holds the people who stand in it on the day, however they were trained; so rows of
//!   cohorts overlap, and their union is the total. People count in the unit they belong to on the day.
//! - **places**: people who used a place of the cohort, each once, out of the places planned. A township's
//!   planned places are the cohort's, shared out by the eligible people who stand in it. Exempt people use
//!   no planned place.
//! - **attendances** (人次): a person in a session with at least one half day attended, in the unit of the
//!   first such day; exempt people and people who left since count too.
//! - **sessions** (期次): held, with a half day in the year up to the day; in the unit that runs them. One for several cohorts
//!   stands in the row of each of them.
//! - **hours**: eligible people whose attended minutes reach the highest target of their cohorts, out of the
//!   eligible people who have a target.
//! - **cost**: what was spent, split over cohorts and units by the heads that came.
//!
//! By mode and level heads overlap (a person learns in several ways); by month each person stands in the
//! month in which they came to count as trained.

use chrono::NaiveDate;
use serde::Serialize;

use super::index::{Index, NONE};
use super::tally::{Tally, mix_position};
use super::{Share, apportion};
use crate::model::{BranchId, CohortId, Fen, Level, Mode, TownshipId, TrainedBy};

/// The five measures; cost per head is the fifth, attendances and sessions share the third.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Measure {
    /// 覆盖率
    #[default]
    Heads,
    /// 名额完成率
    Places,
    /// 人次
    Attendances,
    /// 期次
    Sessions,
    /// 学时达标率
    Hours,
    /// 人均经费
    CostPerHead,
}

impl Measure {
    /// All measures in the order of a menu.
    pub const ALL: [Self; 6] =
        [Self::Heads, Self::Places, Self::Attendances, Self::Sessions, Self::Hours, Self::CostPerHead];
}

/// By which rule a number was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum CountRule {
    /// Distinct eligible people with a half day attended.
    HeadsAttended,
    /// Distinct eligible people who completed a session.
    HeadsCompleted,
    /// Distinct eligible people; some cohorts ask for attendance, others for completion.
    HeadsByCohort,
    /// Each person uses a cohort's place once.
    PlacesUsedOnce,
    /// A person in a session with a half day attended.
    PersonsInSessions,
    /// Sessions held.
    SessionsHeld,
    /// Minutes of attended half days against the highest target of the person's cohorts.
    HoursReached,
    /// Money spent by distinct people trained.
    SpentByHeads,
}

/// One number with everything that has to be said about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Figure {
    /// What is measured.
    pub measure: Measure,
    /// By which rule.
    pub rule: CountRule,
    /// The day to which it refers.
    pub as_of: NaiveDate,
    /// Heads, places, attendances, sessions; fen for the cost per head.
    pub numerator: u64,
    /// Out of how many; heads trained for the cost per head; `None` for plain counts.
    pub denominator: Option<u64>,
}

/// All measures of one row: the whole, a unit, a cohort, a mode, a level or a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Figures {
    /// People trained / eligible people.
    pub heads: Share,
    /// People trained at most, if all head-counts without names were people not yet trained.
    pub heads_high: u64,
    /// Places used / planned.
    pub places: Share,
    /// Attendances with names.
    pub attendances: u64,
    /// Attendances of which only a number is known; they come on top.
    pub counted: u64,
    /// Sessions held.
    pub sessions: u64,
    /// Minutes attended by all people together.
    pub minutes: u64,
    /// Those of them learnt remotely.
    pub remote_minutes: u64,
    /// People whose hours are reached / eligible people with a target.
    pub hours: Share,
    /// Money spent.
    pub spent: Fen,
    /// Money spent for each person trained.
    pub cost_per_head: Option<Fen>,
    /// Exempt people trained / exempt people; they come on top of the eligible ones.
    pub exempt: Share,
    /// Floating people trained / floating people; they are among the eligible ones.
    pub floating: Share,
    /// People trained who no longer belong to the district or a cohort; they come on top.
    pub gone_trained: u64,
}

impl Figures {
    fn of(tally: &Tally) -> Self {
        let share = |n: i32, of: i32| Share { n: count(n), of: count(of) };
        let heads = share(tally.trained, tally.eligible);
        Self {
            heads,
            heads_high: heads.n,
            places: share(tally.places, 0),
            attendances: count(tally.attendances),
            minutes: tally.minutes.max(0) as u64,
            remote_minutes: tally.remote_minutes.max(0) as u64,
            hours: share(tally.reached, tally.targeted),
            exempt: share(tally.exempt_trained, tally.exempt),
            floating: share(tally.floating_trained, tally.floating),
            gone_trained: count(tally.gone_trained),
            ..Self::default()
        }
    }

    fn spend(mut self, spent: i64) -> Self {
        self.spent = Fen(spent);
        self.cost_per_head = self.spent.per_head(self.heads.n);
        self
    }

    /// Adds heads of which no names are known.
    fn add_counted(&mut self, heads: u32) {
        self.counted += u64::from(heads);
        self.heads_high = (self.heads.n + self.counted).min(self.heads.of.max(self.heads.n));
    }

    /// Whether anything at all was recorded here.
    pub fn has_record(&self) -> bool {
        self.attendances + self.counted + self.heads.n > 0
    }

    /// The heads share of this row in tenths of a percent.
    pub fn per_mille(&self) -> Option<u64> {
        self.heads.per_mille()
    }
}

fn count(n: i32) -> u64 {
    n.max(0) as u64
}

/// A cohort's row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CohortRow {
    /// The cohort.
    pub cohort: CohortId,
    /// Its figures.
    pub figures: Figures,
}

/// A township's row.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnitRow {
    /// The unit; `None`: what belongs to no township, as the district's own sessions and people without a branch.
    pub township: Option<TownshipId>,
    /// Its figures.
    pub figures: Figures,
    /// Its figures by cohort, in the order of [`Coverage::cohorts`].
    pub cohorts: Vec<Figures>,
}

/// A branch's row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BranchRow {
    /// The branch.
    pub branch: BranchId,
    /// Its figures; sessions and planned places are not kept by branch.
    pub figures: Figures,
    /// Its figures by cohort, in the order of [`Coverage::cohorts`].
    pub cohorts: Vec<Figures>,
}

/// Heads and cost of one cohort in one way of learning at one level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MixRow {
    /// The cohort whose places were used.
    pub cohort: CohortId,
    /// The way of learning.
    pub mode: Mode,
    /// Who ran the sessions.
    pub level: Level,
    /// Distinct eligible people trained so.
    pub heads: u64,
    /// Attendances with names.
    pub attendances: u64,
    /// Money spent.
    pub spent: Fen,
    /// Money spent for each of the heads.
    pub cost_per_head: Option<Fen>,
}

/// Coverage of a district on a day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// The day to which all figures refer.
    pub as_of: NaiveDate,
    /// The rule by which heads are counted.
    pub heads_rule: CountRule,
    /// The whole district.
    pub total: Figures,
    /// By cohort, in id order.
    pub cohorts: Vec<CohortRow>,
    /// By township: those without any record first, then in the official order.
    pub townships: Vec<UnitRow>,
    /// What belongs to no township; with the townships it adds up to the total.
    pub elsewhere: UnitRow,
    /// By way of learning.
    pub modes: Vec<(Mode, Figures)>,
    /// By the level that runs the sessions.
    pub levels: Vec<(Level, Figures)>,
    /// By month, January first.
    pub months: Vec<Figures>,
    /// By cohort, mode and level, where anything was held or spent.
    pub mix: Vec<MixRow>,
    /// Money spent that belongs to no cohort: for the programme as a whole, or before anyone came.
    pub unsplit: Fen,
}

impl Coverage {
    /// One measure of the whole district with all that has to be said about it.
    pub fn figure(&self, measure: Measure) -> Figure {
        self.figure_of(measure, &self.total)
    }

    /// One measure of a row.
    pub fn figure_of(&self, measure: Measure, row: &Figures) -> Figure {
        let (rule, numerator, denominator) = match measure {
            Measure::Heads => (self.heads_rule, row.heads.n, Some(row.heads.of)),
            Measure::Places => (CountRule::PlacesUsedOnce, row.places.n, Some(row.places.of)),
            Measure::Attendances => (CountRule::PersonsInSessions, row.attendances, None),
            Measure::Sessions => (CountRule::SessionsHeld, row.sessions, None),
            Measure::Hours => (CountRule::HoursReached, row.hours.n, Some(row.hours.of)),
            Measure::CostPerHead => (CountRule::SpentByHeads, row.spent.0.max(0) as u64, Some(row.heads.n)),
        };
        Figure { measure, rule, as_of: self.as_of, numerator, denominator }
    }

    /// The row of a cohort.
    pub fn cohort(&self, cohort: CohortId) -> Option<&Figures> {
        self.cohorts.iter().find(|row| row.cohort == cohort).map(|row| &row.figures)
    }

    /// The row of a township.
    pub fn township(&self, township: TownshipId) -> Option<&UnitRow> {
        self.townships.iter().find(|row| row.township == Some(township))
    }
}

impl Index {
    /// Coverage on the as-of day, read from the sums.
    pub fn coverage(&self) -> Coverage {
        let grid = self.unit_grid();
        let mut rows = self.unit_rows(&grid);
        let (mut total, mut cohorts) = self.totals(&rows, &grid);
        self.add_head_counts(&mut total, &mut cohorts, &mut rows);
        let mut elsewhere = rows.pop().unwrap_or_default();
        self.add_sessions(&mut total, &mut cohorts, &mut rows, &mut elsewhere);
        let mut townships: Vec<UnitRow> = rows
            .into_iter()
            .zip(&self.is_township)
            .filter(|(row, exists)| **exists || row.figures.has_record() || row.figures.heads.of > 0)
            .map(|(row, _)| row)
            .collect();
        townships.sort_by_key(|row| row.figures.has_record());
        let ids = self.cohorts.iter();
        Coverage {
            as_of: self.as_of,
            heads_rule: self.heads_rule(),
            total,
            cohorts: ids.zip(cohorts).map(|(cohort, figures)| CohortRow { cohort: *cohort, figures }).collect(),
            townships,
            elsewhere,
            modes: self.mode_rows(total.heads.of),
            levels: self.level_rows(total.heads.of),
            months: self.month_rows(total.heads.of),
            mix: self.mix_rows(),
            unsplit: Fen(self.unsplit()),
        }
    }

    /// The branches of a township, those without any record first, then in id order; `None`: all branches.
    pub fn branches_of(&self, township: Option<TownshipId>) -> Vec<BranchRow> {
        let wanted = township.map(|id| super::index::position(&self.townships, id));
        let spent = self.branch_spent(wanted);
        let k = self.cohorts.len() + 1;
        let here = |branch: &usize| wanted.is_none_or(|township| self.township_of[*branch] == township);
        let mut rows: Vec<BranchRow> = (0..self.branches.len())
            .filter(here)
            .map(|branch| {
                let tallies = &self.tallies.units[branch * k..(branch + 1) * k];
                let mut figures = Figures::of(&tallies[0]).spend(spent[branch]);
                let counts = self.tallies.counted.iter().filter(|counted| counted.branch as usize == branch);
                counts.for_each(|counted| figures.add_counted(counted.heads));
                BranchRow {
                    branch: self.branches[branch],
                    figures,
                    cohorts: tallies[1..].iter().map(Figures::of).collect(),
                }
            })
            .collect();
        rows.sort_by_key(|row| row.figures.has_record());
        rows
    }

    pub(super) fn heads_rule(&self) -> CountRule {
        let is_completion = |facts: &super::index::CohortFacts| facts.trained_by == TrainedBy::Completion;
        match self.cohort_facts.iter().filter(|facts| is_completion(facts)).count() {
            0 => CountRule::HeadsAttended,
            n if n == self.cohort_facts.len() => CountRule::HeadsCompleted,
            _ => CountRule::HeadsByCohort,
        }
    }

    /// By township (the last: none), and in it the union over cohorts, then each cohort.
    fn unit_grid(&self) -> Vec<Tally> {
        let k = self.cohorts.len() + 1;
        let mut grid = vec![Tally::default(); (self.townships.len() + 1) * k];
        for (branch, tallies) in self.tallies.units.chunks(k).enumerate() {
            let township = self.township_of.get(branch).copied().unwrap_or(NONE) as usize;
            let row = township.min(self.townships.len()) * k;
            for (sum, tally) in grid[row..row + k].iter_mut().zip(tallies) {
                sum.add(tally);
            }
        }
        grid
    }

    fn unit_rows(&self, grid: &[Tally]) -> Vec<UnitRow> {
        let k = self.cohorts.len() + 1;
        let planned = self.planned_places(grid);
        let rows = grid.chunks(k).enumerate().map(|(township, tallies)| {
            let spent = |cohort: usize| self.tallies.spent[self.tallies.cell(cohort as u32, township as u32)];
            let mut cohorts: Vec<Figures> =
                tallies[1..].iter().enumerate().map(|(cohort, t)| Figures::of(t).spend(spent(cohort))).collect();
            for (figures, planned) in cohorts.iter_mut().zip(&planned) {
                figures.places.of = planned[township];
            }
            let all_spent: i64 = (0..k).map(spent).sum();
            let mut figures = Figures::of(&tallies[0]).spend(all_spent);
            figures.places.of = cohorts.iter().map(|cohort| cohort.places.of).sum();
            UnitRow { township: self.townships.get(township).copied(), figures, cohorts }
        });
        rows.collect()
    }

    /// By cohort, then township: the planned places shared out by the eligible people who stand in the cohort.
    fn planned_places(&self, grid: &[Tally]) -> Vec<Vec<u64>> {
        let k = self.cohorts.len() + 1;
        let shared_out = self.cohort_facts.iter().enumerate().map(|(cohort, facts)| {
            let weights: Vec<u64> = grid.chunks(k).map(|row| count(row[cohort + 1].eligible)).collect();
            apportion(u64::from(facts.places), &weights)
        });
        shared_out.collect()
    }

    fn totals(&self, rows: &[UnitRow], grid: &[Tally]) -> (Figures, Vec<Figures>) {
        let k = self.cohorts.len() + 1;
        let mut sums = vec![Tally::default(); k];
        for row in grid.chunks(k) {
            sums.iter_mut().zip(row).for_each(|(sum, tally)| sum.add(tally));
        }
        let spent: i64 = self.tallies.spent.iter().sum::<i64>() + self.tallies.loose_spent;
        let mut total = Figures::of(&sums[0]).spend(spent);
        total.places.of = self.cohort_facts.iter().map(|facts| u64::from(facts.places)).sum();
        let cohorts = sums[1..].iter().zip(&self.cohort_facts).enumerate().map(|(cohort, (sum, facts))| {
            let spent: i64 = rows.iter().map(|row| row.cohorts[cohort].spent.0).sum();
            let mut figures = Figures::of(sum).spend(spent);
            figures.places.of = u64::from(facts.places);
            figures
        });
        (total, cohorts.collect())
    }

    fn add_head_counts(&self, total: &mut Figures, cohorts: &mut [Figures], rows: &mut [UnitRow]) {
        for counted in &self.tallies.counted {
            total.add_counted(counted.heads);
            if let Some(cohort) = cohorts.get_mut(counted.cohort as usize) {
                cohort.add_counted(counted.heads);
            }
            let row = &mut rows[(counted.township as usize).min(self.townships.len())];
            row.figures.add_counted(counted.heads);
            if let Some(cohort) = row.cohorts.get_mut(counted.cohort as usize) {
                cohort.add_counted(counted.heads);
            }
        }
    }

    fn add_sessions(&self, total: &mut Figures, cohorts: &mut [Figures], rows: &mut [UnitRow], none: &mut UnitRow) {
        for facts in self.sessions.iter().filter(|facts| facts.counts_from.is_some()) {
            total.sessions += 1;
            let row = rows.get_mut(facts.township as usize).unwrap_or(&mut *none);
            row.figures.sessions += 1;
            for cohort in &facts.cohorts {
                if let Some(figures) = cohorts.get_mut(*cohort as usize) {
                    figures.sessions += 1;
                }
                if let Some(figures) = row.cohorts.get_mut(*cohort as usize) {
                    figures.sessions += 1;
                }
            }
        }
    }

    fn mode_rows(&self, eligible: u64) -> Vec<(Mode, Figures)> {
        let row = |mode: Mode| {
            let is_mode = |session: usize| self.sessions[session].mode == mode;
            let position = mode as usize;
            self.cut(&self.tallies.modes[position], self.tallies.mode_spent[position], eligible, &is_mode)
        };
        Mode::ALL.into_iter().map(|mode| (mode, row(mode))).collect()
    }

    fn level_rows(&self, eligible: u64) -> Vec<(Level, Figures)> {
        let row = |level: Level| {
            let is_level = |session: usize| self.sessions[session].level == level;
            let position = level as usize;
            self.cut(&self.tallies.levels[position], self.tallies.level_spent[position], eligible, &is_level)
        };
        Level::ALL.into_iter().map(|level| (level, row(level))).collect()
    }

    fn month_rows(&self, eligible: u64) -> Vec<Figures> {
        let row = |month: usize| {
            let first = |session: usize| self.sessions[session].counts_from;
            let is_month =
                |session: usize| first(session).is_some_and(|d| chrono::Datelike::month0(&d) as usize == month);
            self.cut(&self.tallies.months[month], self.tallies.month_spent[month], eligible, &is_month)
        };
        (0..12).map(row).collect()
    }

    /// The figures of the sessions that `is_in` picks.
    fn cut(&self, tally: &Tally, spent: i64, eligible: u64, is_in: &dyn Fn(usize) -> bool) -> Figures {
        let mut figures = Figures::of(tally).spend(spent);
        figures.heads.of = eligible;
        let held = (0..self.sessions.len()).filter(|session| self.sessions[*session].counts_from.is_some());
        figures.sessions = held.filter(|session| is_in(*session)).count() as u64;
        let counts = self.tallies.counted.iter().filter(|counted| is_in(counted.session as usize));
        counts.for_each(|counted| figures.add_counted(counted.heads));
        figures
    }

    fn mix_rows(&self) -> Vec<MixRow> {
        let mut rows = Vec::new();
        for (position, cohort) in self.cohorts.iter().enumerate() {
            for (mode, level) in Mode::ALL.into_iter().flat_map(|mode| Level::ALL.map(|level| (mode, level))) {
                let cell = mix_position(position as u32, mode, level);
                let (tally, spent) = (&self.tallies.mix[cell], Fen(self.tallies.mix_spent[cell]));
                if tally.attendances != 0 || spent != Fen::ZERO {
                    let heads = count(tally.trained);
                    rows.push(MixRow {
                        cohort: *cohort,
                        mode,
                        level,
                        heads,
                        attendances: count(tally.attendances),
                        spent,
                        cost_per_head: spent.per_head(heads),
                    });
                }
            }
        }
        rows
    }

    fn unsplit(&self) -> i64 {
        let no_cohort = self.tallies.cell(NONE, 0);
        self.tallies.loose_spent + self.tallies.spent[no_cohort..].iter().sum::<i64>()
    }

    /// What was spent in each branch: a township's share of a session split by the heads of its branches.
    fn branch_spent(&self, wanted: Option<u32>) -> Vec<i64> {
        let n_townships = self.townships.len();
        let mut heads: Vec<std::collections::BTreeMap<(u32, u32), u64>> = vec![Default::default(); self.sessions.len()];
        for person in 0..self.people.len() as u32 {
            for sitting in self.sittings_of(person) {
                let Some(first) = self.taught_in(sitting).first() else { continue };
                *heads[sitting.session as usize].entry((sitting.cohort, first.branch)).or_default() += 1;
            }
        }
        let mut spent = vec![0; self.branches.len() + 1];
        for cell in 0..self.tallies.spent.len() {
            let township = cell % (n_townships + 1);
            if township == n_townships || wanted.is_some_and(|wanted| wanted as usize != township) {
                continue;
            }
            let cohort = (cell / (n_townships + 1)) as u32;
            for (session, part) in self.tallies.parts_in(cell) {
                let here = heads[session].range((cohort, 0)..=(cohort, u32::MAX));
                let (branches, weights): (Vec<u32>, Vec<u64>) = here
                    .filter(|((_, branch), _)| self.township_of.get(*branch as usize) == Some(&(township as u32)))
                    .map(|((_, branch), n)| (*branch, *n))
                    .unzip();
                for (branch, fen) in branches.into_iter().zip(part.split(&weights)) {
                    spent[branch as usize] += fen.0;
                }
            }
        }
        spent
    }
}
