//! Who of a township goes first: lagging branches by mid-year, new secretaries within six months, those who have
//! waited longest, those who asked for a topic.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::people::NEW_TERM_MONTHS;
use crate::model::{BranchId, CohortId, CohortKind, Grade, Person, PersonId, TopicState, Workspace};

/// Why somebody goes before others, the strongest reason first. Ranks compare: the smaller goes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Claim {
    /// The branch is lagging and should be helped by mid-year.
    Lagging,
    /// A new secretary, due by a day.
    New {
        /// Six months after the term began.
        due: NaiveDate,
    },
    /// Has waited since a day without having been trained: since the last training of an earlier year, or since they
    /// came into the cohort.
    Waiting {
        /// Since when; `None`: as long as is known, which is longest.
        since: Option<NaiveDate>,
        /// Whether they asked for a topic.
        asked: std::cmp::Reverse<bool>,
    },
}

/// A person's place in the order of those to be trained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Rank {
    /// The reason.
    pub claim: Claim,
    /// The branch, so that neighbours in the order are neighbours at home.
    pub branch: Option<BranchId>,
    /// Who.
    pub person: PersonId,
}

/// Where a person stands among those of a cohort who are to be trained from a day on.
///
/// Source: 2019–23 plan, new secretaries within six months; the office's habit of helping lagging branches by 30 June.
pub fn rank(
    workspace: &Workspace,
    askers: &BTreeSet<PersonId>,
    person: &Person,
    cohort: CohortId,
    day: NaiveDate,
) -> Rank {
    let branch = person.home_on(day);
    let is_secretary = workspace.cohorts.get(cohort).is_some_and(|cohort| cohort.kind == CohortKind::Secretary);
    let grade = branch.and_then(|id| workspace.branches.get(id)).map(|branch| branch.grade);
    let period =
        person.cohorts.iter().find(|membership| membership.cohort == cohort && membership.period.holds_on(day));
    let began = period.and_then(|membership| membership.period.began());
    let since = began.max(person.last_taught);
    let due =
        period.and_then(|membership| membership.new_term_due(NEW_TERM_MONTHS)).filter(|due| *due > day && is_secretary);
    let claim = match (grade, due) {
        (Some(Grade::Lagging), _) if is_secretary => Claim::Lagging,
        (_, Some(due)) => Claim::New { due },
        _ => Claim::Waiting { since, asked: std::cmp::Reverse(askers.contains(&person.id)) },
    };
    Rank { claim, branch, person: person.id }
}

/// People who asked for a topic that nobody has taught or refused yet.
pub fn askers(workspace: &Workspace) -> BTreeSet<PersonId> {
    let open = workspace.topics.iter().filter(|topic| matches!(topic.state, TopicState::Asked | TopicState::Planned));
    open.flat_map(|topic| topic.askers.iter().filter_map(|asker| asker.person)).collect()
}
