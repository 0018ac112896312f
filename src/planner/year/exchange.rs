//! After a mishap: a seat for somebody where all seats are taken, by changing places with somebody else.
//!
//! The other takes the seat that has become free, or one in a third run. Whoever has been told least goes first:
//! those who have moved already, then those in drafts, then those invited, last those who have confirmed.

use chrono::NaiveDate;

use super::replan::{MovedPerson, brings_nothing, has_seat, join, leave, lives_in, runs_like};
use crate::model::{DateSpan, Enrolment, EnrolmentState, Refusal, Session, SessionId, Status, TownshipId, Workspace};

/// So many pairs are tried for one person.
const MOST_TRIED: usize = 160;

/// What an exchange has to keep to.
#[derive(Clone, Copy)]
pub(super) struct Exchange {
    /// The township that cannot come.
    pub township: TownshipId,
    /// When.
    pub hit: DateSpan,
    pub as_of: NaiveDate,
}

/// The year after an exchange, where the person sits then, and who has moved for them.
type Found = (Workspace, SessionId, MovedPerson);

impl Exchange {
    /// The first exchange that seats a person who has none and brings no trouble; `None`: there is none.
    pub fn find(&self, now: &Workspace, moved: &[MovedPerson], person: MovedPerson) -> Result<Option<Found>, Refusal> {
        let Some(from) = now.sessions.get(person.from) else { return Ok(None) };
        let seat = Enrolment {
            session: from.id,
            person: person.person,
            cohort: person.cohort,
            state: EnrolmentState::Invited,
            joined: None,
            is_walk_in: false,
        };
        let mut n_tried = 0;
        for run in runs_like(now, from, &seat, self.hit, self.as_of) {
            for other in in_order(now, moved, run, &seat) {
                for to in self.rooms(now, from, run, &other) {
                    n_tried += 1;
                    if n_tried > MOST_TRIED {
                        return Ok(None);
                    }
                    if let Some(next) = self.attempt(now, run, to, (&seat, &other))? {
                        let was_told = run.status == Status::Published;
                        let other = MovedPerson {
                            person: other.person,
                            cohort: other.cohort,
                            from: run.id,
                            to: Some(to.id),
                            was_told,
                        };
                        return Ok(Some((next, run.id, other)));
                    }
                }
            }
        }
        Ok(None)
    }

    /// Where somebody could go instead: the run that has lost people, unless they are kept at home then, and runs
    /// with a free seat.
    fn rooms<'w>(&self, now: &'w Workspace, from: &'w Session, run: &Session, other: &Enrolment) -> Vec<&'w Session> {
        let day = from.span().map_or(self.as_of, |span| span.first);
        let may_return = has_seat(now, from)
            && !lives_in(now, other.person, self.township, day)
            && !now.enrolments.has((from.id, other.person));
        let free = runs_like(now, run, other, self.hit, self.as_of);
        let free = free.into_iter().filter(|to| to.id != from.id && has_seat(now, to));
        may_return.then_some(from).into_iter().chain(free).collect()
    }

    fn attempt(
        &self,
        now: &Workspace,
        run: &Session,
        to: &Session,
        (seat, other): (&Enrolment, &Enrolment),
    ) -> Result<Option<Workspace>, Refusal> {
        let unit = |enrolment: &Enrolment, session: &Session| {
            let day = session.span().map_or(self.as_of, |span| span.first);
            now.people.get(enrolment.person).and_then(|person| now.township_of(person, day))
        };
        let mut next = leave(now, run.id, other.person, unit(other, run))?;
        if let Some(run) = next.sessions.get(run.id).cloned() {
            next = join(&next, &run, seat, unit(seat, &run))?;
        }
        next = join(&next, to, other, unit(other, to))?;
        Ok(brings_nothing(now, &next, &[run.id, to.id], self.as_of).then_some(next))
    }
}

/// Who might give up a seat of a run, first who is disturbed least.
fn in_order(now: &Workspace, moved: &[MovedPerson], run: &Session, seat: &Enrolment) -> Vec<Enrolment> {
    let is_loose = |other: &&Enrolment| other.state.takes_part() && other.cohort == seat.cohort;
    let mut others: Vec<Enrolment> = now.enrolments_in(run.id).filter(is_loose).cloned().collect();
    others.sort_by_key(|other| {
        let has_moved = moved.iter().any(|one| one.person == other.person && one.to == Some(run.id));
        let was_told = run.status != Status::Draft;
        (!has_moved && was_told, other.state == EnrolmentState::Confirmed, other.person)
    });
    others
}
