//! A fair share of a session's seats for each township, by the people who still have to be trained there.
//!
//! Seats are shared out by the largest remainder over the eligible people of the session's cohorts who have not used a
//! place and sit in no other session to come. A township in which anybody is left gets at least one seat, if there are
//! as many seats as such townships; the others share what remains. No township gets more seats than it has people left.
//! Equal remainders go by the official order.

use serde::Serialize;

use super::index::{Index, position};
use super::room::seated;
use super::rotation::unplaced;
use super::{Share, apportion};
use crate::model::{CohortId, Session, TownshipId, Workspace};

/// Why a township gets as many seats as it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Reason {
    /// Nobody is left to be trained there.
    NobodyLeft,
    /// The exact share is a whole number.
    Exact,
    /// The remainder was among the largest.
    RoundedUp,
    /// The remainder was not among the largest.
    RoundedDown,
    /// The share alone would give none.
    AtLeastOne,
    /// There are fewer seats than townships with people left.
    TooFewSeats,
}

/// A township's share.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct ShareRow {
    /// The township.
    pub township: TownshipId,
    /// Trained on a place of the session's cohorts / eligible in them.
    pub trained: Share,
    /// People left: not trained in these cohorts, and named in no other session to come.
    pub left: u64,
    /// The exact share of the seats in hundredths, cut off.
    pub exact_hundredths: u64,
    /// The seats proposed.
    pub seats: u64,
    /// People by which the township is ahead of the district's mean so far; below zero: behind it.
    pub gap_heads: i64,
    /// Why so many.
    pub reason: Reason,
}

/// A session's seats shared out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FairShare {
    /// The townships in the official order.
    pub rows: Vec<ShareRow>,
    /// The seats shared out: those there are, but no more than people left.
    pub seats: u64,
    /// Trained / eligible in the session's cohorts, in all these townships.
    pub mean: Share,
}

/// Shares out the seats of a session, which need not be saved yet; the index must be of the same workspace.
pub fn fair_share(workspace: &Workspace, index: &Index, session: &Session, seats: u64) -> FairShare {
    let cohorts: Vec<CohortId> =
        if session.cohorts.is_empty() { index.cohorts.clone() } else { session.cohorts.clone() };
    let n = index.townships.len();
    let (mut trained, mut left) = (vec![Share::default(); n], vec![0_u64; n]);
    let is_left = people_left(workspace, index, session, &cohorts);
    let positions: Vec<usize> = cohorts.iter().map(|id| position(&index.cohorts, id) as usize).collect();
    for (at, standing) in index.standing.iter().enumerate().filter(|(_, standing)| standing.is_eligible()) {
        let Some(township) = standing.township.map(|township| township as usize) else { continue };
        if positions.iter().any(|cohort| standing.cohorts.has(*cohort)) {
            trained[township].of += 1;
            trained[township].n += u64::from(positions.iter().any(|cohort| index.learning[at].places.has(*cohort)));
            left[township] += u64::from(is_left[at]);
        }
    }
    let is_meant = |at: usize| index.is_township[at] && session.township.is_none_or(|id| id == index.townships[at]);
    let meant: Vec<usize> = (0..n).filter(|at| is_meant(*at)).collect();
    let weights: Vec<u64> = meant.iter().map(|at| left[*at]).collect();
    let shares = shares(seats, &weights);
    let sum = |of: fn(&Share) -> u64| meant.iter().map(|at| of(&trained[*at])).sum();
    let mean = Share { n: sum(|share| share.n), of: sum(|share| share.of) };
    let rows = meant.iter().zip(&shares).map(|(at, (seats, exact_hundredths, reason))| ShareRow {
        township: index.townships[*at],
        trained: trained[*at],
        left: left[*at],
        exact_hundredths: *exact_hundredths,
        seats: *seats,
        gap_heads: gap(trained[*at], mean),
        reason: *reason,
    });
    let rows: Vec<ShareRow> = rows.collect();
    FairShare { seats: rows.iter().map(|row| row.seats).sum(), rows, mean }
}

/// By position of the person: whether they still have to use a place of any of the cohorts and sit in no other session
/// to come.
fn people_left(workspace: &Workspace, index: &Index, session: &Session, cohorts: &[CohortId]) -> Vec<bool> {
    let mut is_left = vec![false; index.people.len()];
    for cohort in cohorts {
        let unplaced = unplaced(workspace, index, *cohort);
        is_left.iter_mut().zip(unplaced).for_each(|(is, other)| *is |= other);
    }
    for at in seated(workspace, session.id).filter_map(|person| index.position_of(person)) {
        let due = |id: &CohortId| {
            let cohort = position(&index.cohorts, id) as usize;
            index.standing[at].cohorts.has(cohort) && !index.learning[at].places.has(cohort)
        };
        is_left[at] |= index.standing[at].is_eligible() && cohorts.iter().any(due);
    }
    is_left
}

/// Heads by which a share is ahead of the mean, rounded half away from zero.
fn gap(share: Share, mean: Share) -> i64 {
    let of = i128::from(mean.of.max(1));
    let ahead = i128::from(share.n) * of - i128::from(share.of) * i128::from(mean.n);
    let rounded = (ahead.abs() * 2 + of) / (of * 2);
    (rounded * ahead.signum()) as i64
}

/// By township: seats, the exact share in hundredths, and why.
fn shares(seats: u64, left: &[u64]) -> Vec<(u64, u64, Reason)> {
    let all: u64 = left.iter().sum();
    let seats = seats.min(all);
    let n_with_people = left.iter().filter(|n| **n > 0).count() as u64;
    let has_enough = seats >= n_with_people;
    let mut is_least = vec![false; left.len()];
    let mut given = apportion_some(seats, left, &is_least);
    while has_enough && (0..left.len()).any(|at| left[at] > 0 && given[at] == 0) {
        for at in 0..left.len() {
            is_least[at] |= left[at] > 0 && given[at] == 0;
        }
        given = apportion_some(seats, left, &is_least);
    }
    let rows = left.iter().zip(given).zip(is_least).map(|((left, given), is_least)| {
        let exact_hundredths = (seats * left * 100).checked_div(all).unwrap_or(0);
        let reason = match given * 100 {
            _ if *left == 0 => Reason::NobodyLeft,
            _ if is_least => Reason::AtLeastOne,
            0 if !has_enough => Reason::TooFewSeats,
            given if given > exact_hundredths => Reason::RoundedUp,
            given if given < exact_hundredths => Reason::RoundedDown,
            _ => Reason::Exact,
        };
        (given, exact_hundredths, reason)
    });
    rows.collect()
}

/// One seat where it is the least, the others by the largest remainder of what is then left.
fn apportion_some(seats: u64, left: &[u64], is_least: &[bool]) -> Vec<u64> {
    let n_least = is_least.iter().filter(|is| **is).count() as u64;
    let weights: Vec<u64> = left.iter().zip(is_least).map(|(n, is)| if *is { 0 } else { *n }).collect();
    let rest = seats.saturating_sub(n_least).min(weights.iter().sum());
    let parts = if rest == 0 { vec![0; left.len()] } else { apportion(rest, &weights) };
    parts.into_iter().zip(is_least).map(|(part, is)| if *is { 1 } else { part }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seats(seats: u64, left: &[u64]) -> Vec<u64> {
        shares(seats, left).into_iter().map(|(given, ..)| given).collect()
    }

    #[test]
    fn equal_remainders_go_by_the_official_order() {
        assert_eq!(seats(4, &[3, 3, 3]), [2, 1, 1]);
        assert_eq!(seats(5, &[3, 3, 3]), [2, 2, 1]);
        assert_eq!(shares(5, &[3, 3, 3])[2], (1, 166, Reason::RoundedDown));
        assert_eq!(shares(5, &[3, 3, 3])[0], (2, 166, Reason::RoundedUp));
    }

    #[test]
    fn whoever_has_anybody_left_gets_a_seat_while_there_are_enough() {
        assert_eq!(seats(10, &[96, 2, 2, 0]), [8, 1, 1, 0]);
        assert_eq!(shares(10, &[96, 2, 2, 0])[1], (1, 20, Reason::AtLeastOne));
        assert_eq!(shares(10, &[96, 2, 2, 0])[3].2, Reason::NobodyLeft);
        assert_eq!(seats(2, &[5, 4, 1]), [1, 1, 0]);
        assert_eq!(shares(2, &[5, 4, 1])[2].2, Reason::TooFewSeats);
    }

    #[test]
    fn nobody_gets_more_seats_than_people() {
        assert_eq!(seats(50, &[2, 1, 4]), [2, 1, 4]);
        assert_eq!(seats(3, &[0, 0]), [0, 0]);
        assert!(seats(3, &[]).is_empty());
    }

    #[test]
    fn the_gap_counts_heads_behind_the_mean() {
        let mean = Share { n: 50, of: 100 };
        assert_eq!(gap(Share { n: 3, of: 10 }, mean), -2);
        assert_eq!(gap(Share { n: 8, of: 11 }, mean), 3, "2.5 is rounded away from zero");
        assert_eq!(gap(Share { n: 0, of: 0 }, mean), 0);
    }
}
