//! A draft beside the plan in force: what changes, what it costs, whom it reaches, what it mends.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::draft::{Change, Draft};
use crate::model::{CohortId, DateSpan, Fen, Level, PersonId, Refusal, SessionId, Status, VenueId, Workspace};
use crate::report::{Index, budget, findings};
use crate::rules::{Finding, Impact, Rule, Subject};

/// A session that goes on at other days or in another room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Its place in the draft.
    pub at: usize,
    /// The session.
    pub session: SessionId,
    /// Its days before.
    pub before: Option<DateSpan>,
    /// Its days in the draft.
    pub after: Option<DateSpan>,
    /// Its room before.
    pub venue_before: Option<VenueId>,
    /// Its room in the draft.
    pub venue_after: Option<VenueId>,
}

/// How far a cohort comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CohortComparison {
    /// The cohort.
    pub cohort: CohortId,
    /// People who stand in it and are to be trained.
    pub eligible: u64,
    /// Those of them who have used their place.
    pub trained: u64,
    /// Those besides who have a named seat in a session to come, as the plan in force stands.
    pub seated_before: u64,
    /// The same with the draft.
    pub seated_after: u64,
}

/// What a level pays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelComparison {
    /// Who pays.
    pub level: Level,
    /// The most it may spend; zero: no ceiling.
    pub ceiling: Fen,
    /// Spent and committed as the plan in force stands.
    pub before: Fen,
    /// The same with the draft.
    pub after: Fen,
}

/// This against that.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Places of new sessions in the draft.
    pub added: Vec<usize>,
    /// Places of sessions that stay.
    pub kept: Vec<usize>,
    /// Sessions that move.
    pub moved: Vec<Moved>,
    /// Sessions given up.
    pub dropped: Vec<SessionId>,
    /// Sessions to come as the plan in force stands, and with the draft.
    pub sessions: (u64, u64),
    /// The same by the month of their first day, from January on.
    pub months: [(u32, u32); 12],
    /// People who were named for a session and sit in another one, or in none, in the draft.
    pub people_moved: Vec<PersonId>,
    /// By cohort, in id order.
    pub cohorts: Vec<CohortComparison>,
    /// By level, from the top down.
    pub levels: Vec<LevelComparison>,
    /// Findings of the plan in force that the draft does away with.
    pub mended: Vec<Finding>,
    /// Findings that stay, because they lie in what is held, published or locked.
    pub left: Vec<Finding>,
    /// Findings that the draft brings: none, unless it was bent.
    pub brought: Vec<Finding>,
}

/// Compares a draft with the plan in force, by applying it.
///
/// The findings are those of the rules, which know nothing of how the draft was made.
///
/// # Errors
/// Why the draft cannot be applied to this workspace.
pub fn compare(workspace: &Workspace, draft: &Draft, as_of: NaiveDate) -> Result<Comparison, Refusal> {
    let after = draft.apply(workspace)?;
    let index = Index::new(workspace, as_of);
    let (old, new) = (grave_findings(workspace, as_of), grave_findings(&after, as_of));
    let is_in = |list: &[Finding], finding: &Finding| list.iter().any(|other| is_same(other, finding));
    let at = |change: Change| -> Vec<usize> {
        (0..draft.sessions.len()).filter(|at| draft.sessions[*at].change == change).collect()
    };
    let moved = at(Change::Moved).into_iter().filter_map(|at| moved(workspace, draft, at)).collect();
    Ok(Comparison {
        added: at(Change::Added),
        kept: at(Change::Kept),
        moved,
        dropped: draft.dropped.clone(),
        sessions: (n_to_come(workspace, as_of), n_to_come(&after, as_of)),
        months: months(workspace, &after, as_of),
        people_moved: people_moved(workspace, &after, draft),
        cohorts: cohorts(workspace, &after, &index),
        levels: levels(workspace, &after, as_of),
        mended: old.iter().filter(|finding| !is_in(&new, finding)).cloned().collect(),
        left: new.iter().filter(|finding| is_in(&old, finding)).cloned().collect(),
        brought: new.iter().filter(|finding| !is_in(&old, finding)).cloned().collect(),
    })
}

/// What the rules find that should be looked at, about coverage and money too.
fn grave_findings(workspace: &Workspace, as_of: NaiveDate) -> Vec<Finding> {
    let mut found = findings(workspace, &Index::new(workspace, as_of).coverage());
    found.retain(|finding| finding.impact != Impact::Info);
    found
}

/// Whether a finding was there before, no smaller: the same rule about the same things.
fn is_same(before: &Finding, after: &Finding) -> bool {
    let things = |finding: &Finding| -> Vec<Subject> {
        // days and people of a session may change without the finding becoming another
        let is_thing = |subject: &&Subject| !matches!(subject, Subject::Person(_));
        finding.subjects.iter().filter(is_thing).copied().collect()
    };
    let is_worse = after.n > before.n && after.rule != Rule::LaggingTownship;
    before.rule == after.rule && things(before) == things(after) && !is_worse
}

fn moved(workspace: &Workspace, draft: &Draft, at: usize) -> Option<Moved> {
    let drafted = &draft.sessions[at];
    let before = workspace.sessions.get(drafted.from?)?;
    Some(Moved {
        at,
        session: before.id,
        before: before.span(),
        after: drafted.session.span(),
        venue_before: before.venue,
        venue_after: drafted.session.venue,
    })
}

fn is_to_come(session: &crate::model::Session, as_of: NaiveDate) -> bool {
    let is_open = session.status.is_planned() || session.status == Status::Running;
    is_open && session.span().is_some_and(|span| span.last > as_of)
}

fn n_to_come(workspace: &Workspace, as_of: NaiveDate) -> u64 {
    workspace.sessions.iter().filter(|session| is_to_come(session, as_of)).count() as u64
}

fn months(before: &Workspace, after: &Workspace, as_of: NaiveDate) -> [(u32, u32); 12] {
    let first_months = |workspace: &Workspace| -> Vec<usize> {
        let to_come = workspace.sessions.iter().filter(|session| is_to_come(session, as_of));
        to_come.filter_map(crate::model::Session::span).map(|span| span.first.month0() as usize).collect()
    };
    let mut months = [(0, 0); 12];
    for month in first_months(before) {
        months[month].0 += 1;
    }
    for month in first_months(after) {
        months[month].1 += 1;
    }
    months
}

/// Who was named for one of the drafts and sits elsewhere now.
fn people_moved(workspace: &Workspace, after: &Workspace, draft: &Draft) -> Vec<PersonId> {
    let touched = draft.sessions.iter().filter_map(|session| session.from).chain(draft.dropped.iter().copied());
    let mut moved = BTreeSet::new();
    for id in touched {
        for seat in workspace.enrolments_in(id).filter(|seat| seat.state.takes_part()) {
            let still = after.enrolments.get((id, seat.person)).is_some_and(|seat| seat.state.takes_part());
            if !still {
                moved.insert(seat.person);
            }
        }
    }
    moved.into_iter().collect()
}

fn cohorts(before: &Workspace, after: &Workspace, index: &Index) -> Vec<CohortComparison> {
    let seats = |workspace: &Workspace| -> BTreeSet<(PersonId, CohortId)> {
        let open = workspace.sessions.iter().filter(|session| is_to_come(session, index.as_of()));
        let seats = open.flat_map(|session| workspace.enrolments_in(session.id));
        seats.filter(|seat| seat.state.takes_part()).map(|seat| (seat.person, seat.cohort)).collect()
    };
    let (old, new) = (seats(before), seats(after));
    let mut rows: Vec<CohortComparison> = index
        .cohorts()
        .iter()
        .map(|cohort| CohortComparison { cohort: *cohort, eligible: 0, trained: 0, seated_before: 0, seated_after: 0 })
        .collect();
    for (at, person) in index.people().iter().enumerate().filter(|(at, _)| index.standing(*at).is_eligible()) {
        for place in index.standing(at).cohorts.iter() {
            let row = &mut rows[place];
            row.eligible += 1;
            if index.learning(at).places.has(place) {
                row.trained += 1;
                continue;
            }
            row.seated_before += u64::from(old.contains(&(*person, row.cohort)));
            row.seated_after += u64::from(new.contains(&(*person, row.cohort)));
        }
    }
    rows
}

fn levels(before: &Workspace, after: &Workspace, as_of: NaiveDate) -> Vec<LevelComparison> {
    let after: BTreeMap<Level, Fen> =
        budget::budget(after, as_of).levels.into_iter().map(|(level, money)| (level, money.bound())).collect();
    let rows = budget::budget(before, as_of).levels.into_iter();
    rows.map(|(level, money)| LevelComparison {
        level,
        ceiling: money.ceiling,
        before: money.bound(),
        after: after.get(&level).copied().unwrap_or_default(),
    })
    .collect()
}
