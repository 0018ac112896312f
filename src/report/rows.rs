//! Reads the rows of coverage from the sums of the index.

use super::apportion;
use super::coverage::{CohortRow, CountRule, Coverage, Figures, MixRow, UnitRow, count};
use super::index::{CohortFacts, Index, NONE};
use super::tally::{Tally, mix_position};
use crate::model::{Fen, Level, Mode, TrainedBy};

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

    pub(super) fn heads_rule(&self) -> CountRule {
        let is_completion = |facts: &CohortFacts| facts.trained_by == TrainedBy::Completion;
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
}
