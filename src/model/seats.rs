//! Seats of a township in a session, given and taken as a number is typed: the command behind a cell of the rotation.

use super::enrolment::{Enrolment, EnrolmentState};
use super::people::PersonId;
use super::places::TownshipId;
use super::refusal::Refusal;
use super::sessions::SessionId;
use super::workspace::Workspace;

/// Who is given a seat and who gives theirs up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatChange {
    /// People to be seated, in this order.
    pub seat: Vec<PersonId>,
    /// People to be taken off the list.
    pub unseat: Vec<PersonId>,
    /// The unit's share of the seats from now on; `None`: as it is.
    pub quota: Option<(TownshipId, u32)>,
}

impl SeatChange {
    /// Whether nobody and nothing changes.
    pub fn is_empty(&self) -> bool {
        self.seat.is_empty() && self.unseat.is_empty() && self.quota.is_none()
    }
}

impl Workspace {
    /// Whether people may be given seats of a session, or taken off it, without asking anybody back.
    ///
    /// # Errors
    /// [`Refusal::Missing`], [`Refusal::Closed`], [`Refusal::Cancelled`]; [`Refusal::Held`] for a session that has
    /// begun; [`Refusal::Locked`].
    pub fn may_change_seats(&self, id: SessionId) -> Result<(), Refusal> {
        let session = self.changeable(id)?;
        let title = || session.title.clone();
        if session.status.is_held() {
            return Err(Refusal::Held { session: title() });
        }
        self.must_be_unlocked(id)
    }

    /// Seats people as invited and takes others off, whether or not there is room: too many are pointed out, not
    /// refused. Nobody else moves up from the waiting list.
    ///
    /// # Errors
    /// Those of [`Workspace::may_change_seats`]; [`Refusal::NotInCohort`]; [`Refusal::NotEnrolled`].
    pub fn change_seats(&self, id: SessionId, change: &SeatChange) -> Result<Self, Refusal> {
        self.may_change_seats(id)?;
        let session = self.open_session(id)?;
        let mut next = self.clone();
        for person in &change.unseat {
            self.enrolment((id, *person))?;
            let marks: Vec<_> = self.marks_of((id, *person)).map(super::Record::key).collect();
            next.marks.remove_all(marks);
            next.enrolments.remove((id, *person));
        }
        for person in &change.seat {
            let cohort = self.cohort_for(session, self.find(*person)?)?;
            let state = EnrolmentState::Invited;
            next.enrolments.put(Enrolment {
                session: id,
                person: *person,
                cohort,
                state,
                joined: None,
                is_walk_in: false,
            });
        }
        match change.quota {
            Some((township, heads)) => next.set_quota(id, township, heads),
            None => Ok(next),
        }
    }
}
