//! What the district's own sessions tell: who does not come, what a head costs, how many a session takes.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Band, CohortForecast, Plan};
use crate::model::{CohortId, Fen, Level, Mode, Record, Workspace};
use crate::report::index::{Index, position};
use crate::report::tally::mix_position;

/// With fewer sessions than this a median says nothing.
const LEAST_SESSIONS: usize = 3;

/// Where a rate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Basis {
    /// So many sessions of the cohort in this way at this level.
    Own(u32),
    /// So many sessions of any cohort in this way at this level.
    AnyCohort(u32),
    /// Too few sessions so far: a preset that should be looked at.
    Preset,
}

/// The rates of a cohort in one way of learning at one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// The cohort.
    pub cohort: CohortId,
    /// The way of learning.
    pub mode: Mode,
    /// Who runs the sessions.
    pub level: Level,
    /// Out of a thousand who were named, how many did not come.
    pub no_show_per_mille: Band<u64>,
    /// Where that comes from.
    pub no_show_basis: Basis,
    /// What a head that came has cost.
    pub cost_per_head: Band<Fen>,
    /// Where that comes from.
    pub cost_basis: Basis,
    /// Heads of a session.
    pub heads_per_session: u64,
}

impl Rate {
    /// Sessions needed so that so many come.
    pub fn sessions_for(&self, heads: u64) -> u64 {
        let coming = 1000 - self.no_show_per_mille.middle.min(999);
        (heads * 1000).div_ceil((self.heads_per_session * coming).max(1))
    }
}

/// The rates of all cells.
pub(super) struct Rates {
    cells: Vec<Rate>,
}

/// What is known of one held session and one cohort in it.
#[derive(Clone, Copy)]
struct Sample {
    no_show_per_mille: Option<u64>,
    cost_per_head: Option<Fen>,
    heads: u64,
}

impl Rates {
    pub(super) fn of(workspace: &Workspace, index: &Index) -> Self {
        let samples = samples(workspace, index);
        let n_cohorts = index.cohorts.len();
        let of_any = |cell: usize| -> Vec<Sample> {
            let cells = (0..n_cohorts).flat_map(|cohort| &samples[cohort * 12 + cell]);
            cells.copied().collect()
        };
        let any: Vec<Vec<Sample>> = (0..12).map(of_any).collect();
        let cells = (0..n_cohorts).flat_map(|cohort| {
            let (samples, any) = (&samples, &any);
            Mode::ALL.into_iter().flat_map(move |mode| {
                Level::ALL.map(|level| {
                    let at = mix_position(cohort as u32, mode, level);
                    rate(index.cohorts[cohort], (mode, level), &samples[at], &any[at % 12])
                })
            })
        });
        Self { cells: cells.collect() }
    }

    pub(super) fn rate(&self, cohort: u32, mode: Mode, level: Level) -> &Rate {
        &self.cells[mix_position(cohort, mode, level)]
    }

    /// The rates of the cells in which sessions are to come or people are left.
    pub(super) fn used(&self, plan: &Plan, cohorts: &[CohortForecast]) -> Vec<Rate> {
        let needed = cohorts.iter().flat_map(|one| one.needs.iter().map(|need| (one.cohort, need.mode, need.level)));
        let used: BTreeSet<(CohortId, Mode, Level)> = needed.chain(plan.cells.iter().copied()).collect();
        self.cells.iter().filter(|rate| used.contains(&(rate.cohort, rate.mode, rate.level))).copied().collect()
    }
}

fn rate(cohort: CohortId, (mode, level): (Mode, Level), own: &[Sample], any: &[Sample]) -> Rate {
    let (no_show_per_mille, no_show_basis) = known(own, any, |sample| sample.no_show_per_mille)
        .unwrap_or((Band { low: 0, middle: 50, high: 100 }, Basis::Preset));
    let (cost_per_head, cost_basis) =
        known(own, any, |sample| sample.cost_per_head).unwrap_or((preset(mode, level), Basis::Preset));
    let heads = known(own, any, |sample| Some(sample.heads).filter(|heads| *heads > 0));
    let heads_per_session = heads.map_or(PRESET_HEADS, |(heads, _)| heads.middle);
    Rate { cohort, mode, level, no_show_per_mille, no_show_basis, cost_per_head, cost_basis, heads_per_session }
}

/// Quartiles of the own sessions if there are enough, else of any cohort's.
fn known<T: Copy + Ord>(own: &[Sample], any: &[Sample], of: impl Fn(&Sample) -> Option<T>) -> Option<(Band<T>, Basis)> {
    let enough = |samples: &[Sample]| {
        let values: Vec<T> = samples.iter().filter_map(&of).collect();
        let n = values.len();
        quartiles(values).filter(|_| n >= LEAST_SESSIONS).map(|band| (band, n as u32))
    };
    let own = enough(own).map(|(band, n)| (band, Basis::Own(n)));
    own.or_else(|| enough(any).map(|(band, n)| (band, Basis::AnyCohort(n))))
}

/// Lower quartile, median and upper quartile by nearest rank; `None` of nothing.
fn quartiles<T: Copy + Ord>(mut values: Vec<T>) -> Option<Band<T>> {
    values.sort_unstable();
    let rank = |quarter: usize| values.get((values.len() * quarter).div_ceil(4).saturating_sub(1)).copied();
    Some(Band { low: rank(1)?, middle: rank(2)?, high: rank(3)? })
}

/// Heads of a session where none was held yet.
const PRESET_HEADS: u64 = 50;

/// Plain prices where no bill is known, a quarter less and a quarter more.
///
/// Source: a low county rate of 260 yuan a person-day for two days of boarding; the rest are samples to be looked at.
fn preset(mode: Mode, level: Level) -> Band<Fen> {
    let yuan = match (mode, level) {
        (Mode::PartySchool, Level::District) => 520,
        (Mode::PartySchool, Level::Township | Level::Village) => 32,
        (Mode::Remote, _) => 8,
        (Mode::FieldVisit, _) => 100,
        (Mode::LectureHall, _) => 12,
    };
    Band { low: Fen(yuan * 75), middle: Fen::yuan(yuan), high: Fen(yuan * 125) }
}

/// By cohort, mode and level: what the sessions that are over tell.
fn samples(workspace: &Workspace, index: &Index) -> Vec<Vec<Sample>> {
    let turnout = turnout(workspace, index);
    let mut samples = vec![Vec::new(); index.cohorts.len() * 12];
    for (session, facts) in index.sessions.iter().enumerate() {
        let is_over = facts.is_held && facts.slots.last().is_some_and(|slot| slot.date <= index.as_of);
        for cohort in facts.cohorts.iter().copied().filter(|cohort| is_over && (*cohort as usize) < index.cohorts.len())
        {
            let (heads, spent) = index.tallies.of_cohort(session, cohort);
            let (named, came) = turnout[session * index.cohorts.len() + cohort as usize];
            let no_show_per_mille = (named > 0).then(|| ((named - came) * 1000 + named / 2) / named);
            let cost_per_head = spent.per_head(heads).filter(|_| spent > Fen::ZERO);
            let sample = Sample { no_show_per_mille, cost_per_head, heads };
            samples[mix_position(cohort, facts.mode, facts.level)].push(sample);
        }
    }
    samples
}

/// By session and cohort: people named beforehand with any mark up to the day, and those of them who were there.
fn turnout(workspace: &Workspace, index: &Index) -> Vec<(u64, u64)> {
    let n_cohorts = index.cohorts.len();
    let mut turnout = vec![(0, 0); index.sessions.len() * n_cohorts];
    let mut marks = workspace.marks.iter().peekable();
    let mut session = 0;
    for enrolment in workspace.enrolments.iter() {
        while index.sessions.get(session).is_some_and(|facts| facts.id < enrolment.session) {
            session += 1;
        }
        let key = enrolment.key();
        while marks.next_if(|mark| (mark.session, mark.person) < key).is_some() {}
        let (mut has_mark, mut came) = (false, false);
        while let Some(mark) = marks.next_if(|mark| (mark.session, mark.person) == key) {
            has_mark = true;
            came |= mark.kind.is_attended();
        }
        let is_here = index.sessions.get(session).is_some_and(|facts| facts.id == enrolment.session && facts.is_held);
        let cohort = position(&index.cohorts, &enrolment.cohort) as usize;
        if is_here && has_mark && !enrolment.is_walk_in && enrolment.state.takes_part() && cohort < n_cohorts {
            let (named, there) = &mut turnout[session * n_cohorts + cohort];
            *named += 1;
            *there += u64::from(came);
        }
    }
    turnout
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quartiles_are_values_that_occurred() {
        let of = |values: &[u64]| quartiles(values.to_vec()).map(|band| (band.low, band.middle, band.high));
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[7]), Some((7, 7, 7)));
        assert_eq!(of(&[40, 10, 30, 20]), Some((10, 20, 30)));
        assert_eq!(of(&[5, 1, 4, 2, 3]), Some((2, 3, 4)));
    }
}
