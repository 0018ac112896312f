//! The people behind a cell, and those who have no seat yet.

use crate::model::{CohortId, EnrolmentState, PersonId, SessionId, TownshipId, Workspace};
use crate::report::index::Index;

/// One of the people in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seated {
    /// Who.
    pub person: PersonId,
    /// Where the enrolment stands.
    pub state: EnrolmentState,
    /// Whether they came, up to the as-of day.
    pub has_attended: bool,
}

/// The people of a township who take or took a place of the cohort in a session, by id.
pub fn seated_in(
    ws: &Workspace,
    index: &Index,
    (session, cohort): (SessionId, CohortId),
    township: Option<TownshipId>,
) -> Vec<Seated> {
    let row = township.map(|id| index.townships.iter().position(|other| *other == id));
    let session_at = index.session_position(session);
    let is_here = |position: usize| match (row, index.standing[position].township) {
        (Some(row), is) => row.is_some() && row == is.map(|is| is as usize),
        (None, is) => is.is_none(),
    };
    let seated = ws.enrolments_in(session).filter(|one| one.cohort == cohort && one.state.takes_part());
    seated
        .filter_map(|enrolment| Some((enrolment, index.position_of(enrolment.person)?)))
        .filter(|(_, position)| is_here(*position))
        .map(|(enrolment, position)| Seated {
            person: enrolment.person,
            state: enrolment.state,
            has_attended: index
                .sittings_of(position as u32)
                .any(|sitting| Some(sitting.session as usize) == session_at && sitting.trained_on.is_some()),
        })
        .collect()
}

/// By position of the person: whether they still have to use a place of the cohort and have no seat by name in a
/// session to come.
pub fn unplaced(ws: &Workspace, index: &Index, cohort: CohortId) -> Vec<bool> {
    let at = index.cohorts.iter().position(|id| *id == cohort).unwrap_or(usize::MAX);
    let is_due = |position: usize| {
        let standing = &index.standing[position];
        standing.is_eligible() && standing.cohorts.has(at) && !index.learning[position].places.has(at)
    };
    let mut is_unplaced: Vec<bool> = (0..index.people.len()).map(is_due).collect();
    let to_come = ws.sessions.iter().filter(|s| s.status.is_planned() || s.status == crate::model::Status::Running);
    for session in to_come {
        for enrolment in ws.enrolments_in(session.id) {
            let is_seat = enrolment.cohort == cohort && enrolment.state.takes_part();
            if let Some(position) = index.position_of(enrolment.person).filter(|_| is_seat) {
                is_unplaced[position] = false;
            }
        }
    }
    is_unplaced
}
