//! The index: the records of a workspace as dense arrays for one as-of day, and what each person comes to.
//!
//! Positions (`u32`) stand for ids, so that sums over people and marks touch no map. It is built once per
//! opened workspace and as-of day and then follows edits ([`Index::update`]).

use chrono::NaiveDate;

use super::sitting::{SessionFacts, Sitting, Taught, can_count, sitting};
use super::tally::Tallies;
use crate::model::dates::DateSpan;
use crate::model::{
    Branch, BranchId, CohortId, Enrolment, Mark, Person, PersonId, Record, SessionId, TownshipId, TrainedBy, Workspace,
};

/// The position of nothing.
pub(super) const NONE: u32 = u32::MAX;

/// Where an id stands in a list; [`NONE`] if it does not.
pub(super) fn position<T: PartialEq>(ids: &[T], id: &T) -> u32 {
    ids.iter().position(|other| other == id).map_or(NONE, |position| position as u32)
}

/// A set of cohorts by position. The first 64 cohorts of a workspace can be told apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CohortSet(u64);

impl CohortSet {
    /// Whether a cohort is in it.
    pub fn has(self, cohort: usize) -> bool {
        cohort < 64 && self.0 >> cohort & 1 == 1
    }

    /// Whether it is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The positions of its cohorts in order.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(self.0), |left| Some(left & left.wrapping_sub(1)))
            .take_while(|left| *left != 0)
            .map(|left| left.trailing_zeros() as usize)
    }

    pub(super) fn insert(&mut self, cohort: u32) {
        if cohort < 64 {
            self.0 |= 1 << cohort;
        }
    }
}

/// How a person stands on the as-of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one person")]
pub struct Standing {
    /// Position of the home branch; `None` if they have none on that day.
    pub branch: Option<u32>,
    /// Position of the township in the official order.
    pub township: Option<u32>,
    /// The cohorts they stand in.
    pub cohorts: CohortSet,
    /// The highest hour target of their cohorts, in minutes.
    pub target_minutes: u32,
    /// Whether they have stood in that branch, and in no other, since the year began.
    pub(super) is_settled: bool,
    /// Whether they are alive and belong to the district.
    pub is_here: bool,
    /// Whether they have no hard duty.
    pub is_exempt: bool,
    /// Whether they are away for over half a year.
    pub is_floating: bool,
}

impl Standing {
    /// Whether they count among those to be trained.
    ///
    /// Source: `ARCHITECTURE.md`, "Eligible".
    pub fn is_eligible(&self) -> bool {
        self.is_here && !self.is_exempt && !self.cohorts.is_empty()
    }

    /// Whether they would have to be trained but for their exemption.
    pub fn is_set_apart(&self) -> bool {
        self.is_here && self.is_exempt && !self.cohorts.is_empty()
    }
}

/// What a person has learnt in the programme year up to the as-of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Learning {
    /// Minutes of the half days they were taught in.
    pub minutes: u32,
    /// Those of them taught remotely.
    pub remote_minutes: u32,
    /// Sessions in which they were taught at least one half day.
    pub n_sessions: u32,
    /// The day on which they came to count as trained.
    pub trained_on: Option<NaiveDate>,
    /// The cohorts whose places they have used.
    pub places: CohortSet,
}

/// What reports need of a cohort.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CohortFacts {
    pub target_minutes: u32,
    pub trained_by: TrainedBy,
    pub places: u32,
}

/// The records of a workspace as dense arrays, for one as-of day.
#[derive(Clone, Debug)]
pub struct Index {
    pub(super) as_of: NaiveDate,
    /// From the first day of the programme year to the as-of day, or the year's last.
    pub(super) window: DateSpan,
    pub(super) people: Vec<PersonId>,
    pub(super) cohorts: Vec<CohortId>,
    pub(super) townships: Vec<TownshipId>,
    pub(super) branches: Vec<BranchId>,
    pub(super) cohort_facts: Vec<CohortFacts>,
    /// The figures that hold for the year's hours.
    pub(super) hour_rules: crate::model::Figures,
    /// The township of each branch, by position.
    pub(super) township_of: Vec<u32>,
    /// Whether each township exists on the as-of day, by position.
    pub(super) is_township: Vec<bool>,
    pub(super) sessions: Vec<SessionFacts>,
    pub(super) standing: Vec<Standing>,
    pub(super) learning: Vec<Learning>,
    pub(super) first_sitting: Vec<u32>,
    pub(super) sittings: Vec<Sitting>,
    pub(super) taught: Vec<Taught>,
    /// How many sittings there were when everything was read; edits leave dead ones behind.
    pub(super) n_read: usize,
    pub(super) tallies: Tallies,
}

impl Index {
    /// Reads a workspace as it stands at the end of a day.
    pub fn new(workspace: &Workspace, as_of: NaiveDate) -> Self {
        let mut index = Self::without_people(workspace, as_of);
        let people: Vec<&Person> = workspace.people.iter().collect();
        index.people = people.iter().map(|person| person.id).collect();
        let mut near = 0;
        index.standing = people.iter().map(|person| index.stands(person, &mut near)).collect();
        index.learning = vec![Learning::default(); people.len()];
        index.first_sitting = vec![NONE; people.len()];
        index.read_marks(workspace, &people);
        index.n_read = index.sittings.len();
        for person in 0..index.people.len() {
            index.learning[person] = index.learns(person as u32);
        }
        index.tallies = Tallies::of(&index, workspace);
        index
    }

    fn without_people(workspace: &Workspace, as_of: NaiveDate) -> Self {
        let year = workspace.programme.days();
        let window = DateSpan { first: year.first, last: year.last.min(as_of) };
        let townships: Vec<TownshipId> = workspace.townships_in_order().iter().map(|t| t.id).collect();
        let cohorts: Vec<CohortId> = workspace.cohorts.iter().map(|cohort| cohort.id).collect();
        let facts = |session| SessionFacts::of(session, workspace, window, &townships, &cohorts);
        Self {
            as_of,
            window,
            people: Vec::new(),
            hour_rules: workspace.rules_on(window.last),
            branches: workspace.branches.iter().map(|branch| branch.id).collect(),
            cohort_facts: workspace
                .cohorts
                .iter()
                .map(|c| CohortFacts { target_minutes: c.target_minutes, trained_by: c.trained_by, places: c.places })
                .collect(),
            township_of: workspace
                .branches
                .iter()
                .map(|branch: &Branch| position(&townships, &branch.township))
                .collect(),
            is_township: workspace.townships_in_order().iter().map(|t| t.valid.holds_on(as_of)).collect(),
            sessions: workspace.sessions.iter().map(facts).collect(),
            cohorts,
            townships,
            standing: Vec::new(),
            learning: Vec::new(),
            first_sitting: Vec::new(),
            sittings: Vec::new(),
            taught: Vec::new(),
            n_read: 0,
            tallies: Tallies::default(),
        }
    }

    /// Walks enrolments and marks side by side: both stand in the order of session and person.
    fn read_marks(&mut self, workspace: &Workspace, people: &[&Person]) {
        // records lie scattered in memory: copied side by side first, so that waiting for one hides that for others
        let all: Vec<Mark> = workspace.marks.iter().copied().collect();
        let mut marks = all.as_slice();
        let enrolments: Vec<Enrolment> = workspace.enrolments.iter().cloned().collect();
        let (mut session, mut person) = (0, 0);
        let mut scratch = Vec::new();
        self.sittings.reserve(enrolments.len());
        self.taught.reserve(all.len());
        for enrolment in &enrolments {
            while self.sessions.get(session).is_some_and(|facts| facts.id < enrolment.session) {
                session += 1;
                person = 0;
            }
            let Some(facts) = self.sessions.get(session).filter(|facts| facts.id == enrolment.session) else { break };
            let key = enrolment.key();
            let n_before = marks.iter().take_while(|mark| (mark.session, mark.person) < key).count();
            let n_own = marks[n_before..].iter().take_while(|mark| (mark.session, mark.person) == key).count();
            let own = &marks[n_before..n_before + n_own];
            marks = &marks[n_before + n_own..];
            if own.is_empty() || !can_count(facts, enrolment) {
                continue;
            }
            person = gallop(&self.people, person, enrolment.person);
            if self.people.get(person) == Some(&enrolment.person) {
                self.sit(session, person, people[person], enrolment, own.iter(), &mut scratch);
            }
        }
    }

    /// Adds the sitting of an enrolment, if there is one.
    pub(super) fn sit<'m>(
        &mut self,
        session: usize,
        person: usize,
        record: &Person,
        enrolment: &Enrolment,
        marks: impl Iterator<Item = &'m Mark>,
        scratch: &mut Vec<u16>,
    ) {
        let facts = &self.sessions[session];
        let cohort = position(&self.cohorts, &enrolment.cohort);
        let Some(cohort_facts) = self.cohort_facts.get(cohort as usize) else { return };
        let enrolled = (cohort, cohort_facts.trained_by);
        let Some(found) = sitting((session as u32, facts), enrolled, marks, self.as_of, scratch) else { return };
        let from = self.taught.len() as u32;
        for slot in scratch.iter() {
            let branch = self.branch_on(person, record, facts.slots[usize::from(*slot)].date);
            self.taught.push(Taught { slot: *slot, branch });
        }
        self.sittings.push(Sitting { taught_from: from, next: self.first_sitting[person], ..found });
        self.first_sitting[person] = self.sittings.len() as u32 - 1;
    }

    /// Position of a person's home branch on a day; the number of branches stands for none.
    fn branch_on(&self, person: usize, record: &Person, day: NaiveDate) -> u32 {
        let nowhere = self.branches.len() as u32;
        match self.standing[person] {
            Standing { is_settled: true, branch: Some(branch), .. } => branch,
            _ => record.home_on(day).and_then(|id| self.branch_position(id)).unwrap_or(nowhere),
        }
    }

    fn branch_position(&self, id: BranchId) -> Option<u32> {
        self.branches.binary_search(&id).ok().map(|position| position as u32)
    }

    /// How a person stands on the as-of day; `near` remembers the branch of the one before, mostly the same.
    pub(super) fn stands(&self, person: &Person, near: &mut u32) -> Standing {
        let day = self.as_of;
        let mut cohorts = CohortSet::default();
        for cohort in person.cohorts_on(day) {
            cohorts.insert(position(&self.cohorts, &cohort));
        }
        let branch = person.home_on(day).and_then(|id| match self.branches.get(*near as usize) {
            Some(same) if *same == id => Some(*near),
            _ => self.branch_position(id),
        });
        *near = branch.unwrap_or(*near);
        let township = branch.map(|branch| self.township_of[branch as usize]).filter(|township| *township != NONE);
        Standing {
            branch,
            township,
            cohorts,
            target_minutes: cohorts.iter().map(|cohort| self.cohort_facts[cohort].target_minutes).max().unwrap_or(0),
            is_settled: matches!(person.homes.as_slice(), [home] if home.period.holds_on(self.window.first) && home.period.holds_on(day)),
            is_here: person.is_here(day),
            is_exempt: person.is_exempt(day),
            is_floating: person.is_floating(day),
        }
    }

    /// What a person's sittings come to.
    pub(super) fn learns(&self, person: u32) -> Learning {
        let mut learning = Learning::default();
        for sitting in self.sittings_of(person) {
            let facts = &self.sessions[sitting.session as usize];
            let minutes: u32 = self.taught_in(sitting).iter().map(|t| facts.slots[usize::from(t.slot)].minutes).sum();
            learning.minutes += minutes;
            learning.remote_minutes += if facts.mode == crate::model::Mode::Remote { minutes } else { 0 };
            learning.n_sessions += 1;
            if let Some(day) = sitting.trained_on {
                learning.trained_on = Some(learning.trained_on.map_or(day, |earlier| earlier.min(day)));
                learning.places.insert(sitting.cohort);
            }
        }
        learning
    }

    /// A person's sittings, the last session first.
    pub(super) fn sittings_of(&self, person: u32) -> impl Iterator<Item = &Sitting> {
        let first = self.sittings.get(self.first_sitting[person as usize] as usize);
        std::iter::successors(first, |sitting| self.sittings.get(sitting.next as usize))
    }

    /// The half days of a sitting that count, in time order.
    pub(super) fn taught_in(&self, sitting: &Sitting) -> &[Taught] {
        let from = sitting.taught_from as usize;
        &self.taught[from..from + usize::from(sitting.n_taught)]
    }

    /// Position of a session.
    pub(super) fn session_position(&self, id: SessionId) -> Option<usize> {
        self.sessions.binary_search_by_key(&id, |facts| facts.id).ok()
    }
}

impl Index {
    /// The day to which all figures refer.
    pub fn as_of(&self) -> NaiveDate {
        self.as_of
    }

    /// All people in id order: positions count in this list.
    pub fn people(&self) -> &[PersonId] {
        &self.people
    }

    /// All cohorts in id order: positions count in this list.
    pub fn cohorts(&self) -> &[CohortId] {
        &self.cohorts
    }

    /// All townships in the official order: positions count in this list.
    pub fn townships(&self) -> &[TownshipId] {
        &self.townships
    }

    /// All branches in id order: positions count in this list.
    pub fn branches(&self) -> &[BranchId] {
        &self.branches
    }

    /// The position of a person.
    pub fn position_of(&self, person: PersonId) -> Option<usize> {
        self.people.binary_search(&person).ok()
    }

    /// How the person at a position stands.
    pub fn standing(&self, position: usize) -> &Standing {
        &self.standing[position]
    }

    /// What the person at a position has learnt.
    pub fn learning(&self, position: usize) -> &Learning {
        &self.learning[position]
    }
}

/// The first position from `from` on whose id is not below `id`, found in steps that double: neighbours are near.
fn gallop(ids: &[PersonId], from: usize, id: PersonId) -> usize {
    let mut step = 1;
    let mut low = from;
    while ids.get(low + step).is_some_and(|other| *other < id) {
        low += step;
        step *= 2;
    }
    let high = (low + step + 1).min(ids.len());
    low + ids[low.min(high)..high].partition_point(|other| *other < id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeviceCode, Id};

    #[test]
    fn galloping_finds_every_id_from_every_start_before_it() {
        let id = |n: u64| -> PersonId { Id::new(DeviceCode::from_seed(1), n) };
        let ids: Vec<PersonId> = (0..40).map(|n| id(2 * n)).collect();
        for from in 0..ids.len() {
            for n in 2 * from as u64..82 {
                assert_eq!(gallop(&ids, from, id(n)), ids.partition_point(|other| *other < id(n)).max(from));
            }
        }
        assert_eq!(gallop(&[], 0, id(3)), 0);
    }
}
