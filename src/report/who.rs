//! The people behind a number.

use super::index::{Index, NONE, position};
use crate::model::{BranchId, CohortId, PersonId, TownshipId};

/// Which people of a row are meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Group {
    /// All who are to be trained.
    #[default]
    Eligible,
    /// Eligible and trained.
    Trained,
    /// Eligible and not yet trained.
    Untrained,
    /// Without hard duty: they come on top.
    Exempt,
    /// Eligible and away for over half a year.
    Floating,
    /// Eligible, with the hours of their cohorts reached.
    HoursReached,
    /// Eligible, with a target not yet reached.
    HoursShort,
    /// Trained, but no longer in the district or in a cohort.
    GoneTrained,
    /// Who used a place of the cohort (of any, if none is given).
    PlaceUsed,
    /// Taught in any session of the year, whoever they are now.
    Attended,
}

/// A number of a report, for asking which people it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Behind {
    /// Which people.
    pub group: Group,
    /// Of which cohort; `None`: of any.
    pub cohort: Option<CohortId>,
    /// Of which township; `None`: of all, also those without one.
    pub township: Option<TownshipId>,
    /// Of which home branch; `None`: of all.
    pub branch: Option<BranchId>,
}

impl Index {
    /// The people behind a number, in id order.
    pub fn who(&self, behind: &Behind) -> Vec<PersonId> {
        let cohort = behind.cohort.map(|id| position(&self.cohorts, &id) as usize);
        let township = behind.township.map(|id| position(&self.townships, &id));
        let branch = behind.branch.map(|id| self.branches.binary_search(&id).map_or(NONE, |at| at as u32));
        let is_there = |person: &usize| {
            let standing = &self.standing[*person];
            township.is_none_or(|township| standing.township == Some(township))
                && branch.is_none_or(|branch| standing.branch == Some(branch))
        };
        let people = (0..self.people.len()).filter(is_there);
        people.filter(|person| self.is_in_group(*person, behind.group, cohort)).map(|at| self.people[at]).collect()
    }

    fn is_in_group(&self, person: usize, group: Group, cohort: Option<usize>) -> bool {
        let (standing, learning) = (&self.standing[person], &self.learning[person]);
        let is_eligible = standing.is_eligible() && cohort.is_none_or(|cohort| standing.cohorts.has(cohort));
        let is_trained = match cohort {
            Some(cohort) => learning.places.has(cohort),
            None => learning.trained_on.is_some(),
        };
        match group {
            Group::Eligible => is_eligible,
            Group::Trained => is_eligible && is_trained,
            Group::Untrained => is_eligible && !is_trained,
            Group::Exempt => standing.is_set_apart() && cohort.is_none_or(|cohort| standing.cohorts.has(cohort)),
            Group::Floating => is_eligible && standing.is_floating,
            Group::HoursReached => is_eligible && self.has_hours(person),
            Group::HoursShort => is_eligible && standing.target_minutes > 0 && !self.has_hours(person),
            Group::GoneTrained => is_trained && cohort.is_none() && !standing.is_eligible() && !standing.is_set_apart(),
            Group::PlaceUsed => match cohort {
                _ if standing.is_exempt => false,
                Some(cohort) => learning.places.has(cohort),
                None => !learning.places.is_empty(),
            },
            Group::Attended => learning.n_sessions > 0 && cohort.is_none_or(|cohort| standing.cohorts.has(cohort)),
        }
    }
}
