//! The roll of a session: its rows in the order of the signed sheet, with their serial numbers.
//!
//! Screen, paper and typed serial numbers all use this one order.

use super::enrolment::EnrolmentState;
use super::people::PersonId;
use super::sessions::SessionId;
use super::workspace::Workspace;

/// A row of the roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RollRow {
    /// 序号, from 1.
    pub serial: u32,
    /// Who.
    pub person: PersonId,
}

impl Workspace {
    /// The people of a session by the official order of townships, then branch, then post, then id; people
    /// who walked in stand last, in the order of their ids, and those who withdrew are left out.
    ///
    /// Source: `ARCHITECTURE.md`, "Attendance sheet".
    pub fn roll(&self, id: SessionId) -> Vec<RollRow> {
        let Some(session) = self.sessions.get(id) else { return Vec::new() };
        let day = session.span().map_or(self.programme.days().first, |span| span.first);
        let mut rows: Vec<_> = self
            .enrolments_in(id)
            .filter(|enrolment| enrolment.state != EnrolmentState::Withdrawn)
            .map(|enrolment| {
                let person = self.people.get(enrolment.person);
                let branch = person.and_then(|p| p.home_on(day)).and_then(|branch| self.branches.get(branch));
                let township = branch.and_then(|branch| self.townships.get(branch.township));
                let has_no_post = person.is_none_or(|person| person.post_on(day).is_empty());
                let unit = (township.map_or(u32::MAX, |township| township.order), branch.map(|branch| branch.id));
                let is_waiting = enrolment.state == EnrolmentState::Waitlisted;
                let unit = (!enrolment.is_walk_in).then_some((unit, has_no_post));
                ((is_waiting, enrolment.is_walk_in, unit), enrolment.person)
            })
            .collect();
        rows.sort_unstable();
        rows.into_iter().zip(1..).map(|((_, person), serial)| RollRow { serial, person }).collect()
    }
}
