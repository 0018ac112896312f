//! The branches of a township, for drilling down.

use std::collections::BTreeMap;

use super::coverage::{BranchRow, Figures};
use super::index::{Index, position};
use crate::model::TownshipId;

impl Index {
    /// The branches of a township, those without any record first, then in id order; `None`: all branches.
    pub fn branches_of(&self, township: Option<TownshipId>) -> Vec<BranchRow> {
        let wanted = township.map(|id| position(&self.townships, &id));
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

    /// What was spent in each branch: a township's share of a session split by the heads of its branches.
    fn branch_spent(&self, wanted: Option<u32>) -> Vec<i64> {
        let n_townships = self.townships.len();
        let mut heads: Vec<BTreeMap<(u32, u32), u64>> = vec![BTreeMap::default(); self.sessions.len()];
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
