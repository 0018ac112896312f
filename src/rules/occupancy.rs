//! Which rooms and trainers are taken in the half days of a session, and by which other session: what a list of
//! them should say before one is chosen.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Board;
use crate::model::{Session, SessionId, Slot, TrainerId, VenueId, Workspace};

/// Why a room cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Another session is held there in one of the half days.
    By(SessionId),
    /// It is closed, or does not exist, on this day.
    Closed(NaiveDate),
}

impl Board {
    /// The rooms that a session cannot have in its half days: the first reason for each. A network of stations or a
    /// place to visit is never taken.
    pub fn taken_venues(&self, workspace: &Workspace, session: &Session) -> BTreeMap<VenueId, Taken> {
        let mut taken = BTreeMap::new();
        for (other, _) in self.beside(workspace, session, &session.slots) {
            let room = other.venue.and_then(|id| workspace.venues.get(id)).filter(|venue| !venue.is_shared);
            if let Some(venue) = room {
                taken.entry(venue.id).or_insert(Taken::By(other.id));
            }
        }
        for venue in workspace.venues.iter() {
            let is_closed =
                |day: &NaiveDate| venue.closed.iter().any(|span| span.contains(*day)) || !venue.valid.holds_on(*day);
            if let Some(day) = session.days().into_iter().find(is_closed) {
                taken.entry(venue.id).or_insert(Taken::Closed(day));
            }
        }
        taken
    }

    /// The trainers who teach in other sessions in some of a session's half days, and the first such session.
    pub fn taken_trainers(
        &self,
        workspace: &Workspace,
        session: &Session,
        slots: &[Slot],
    ) -> BTreeMap<TrainerId, SessionId> {
        let mut taken = BTreeMap::new();
        for (other, slot) in self.beside(workspace, session, slots) {
            if let Some(trainer) = slot.trainer {
                taken.entry(trainer).or_insert(other.id);
            }
        }
        taken
    }

    /// The half days of other sessions at the same time as some of a session's, by session.
    fn beside<'w>(&self, workspace: &'w Workspace, session: &Session, slots: &[Slot]) -> Vec<(&'w Session, &'w Slot)> {
        let mut others: Vec<SessionId> =
            slots.iter().flat_map(|slot| self.on_day(workspace, slot.date)).copied().collect();
        others.sort_unstable();
        others.dedup();
        let others = others.into_iter().filter(|id| *id != session.id).filter_map(|id| workspace.sessions.get(id));
        let is_then = |slot: &Slot| slots.iter().any(|own| (own.date, own.half) == (slot.date, slot.half));
        others
            .flat_map(|other| other.slots.iter().filter(|slot| is_then(slot)).map(move |slot| (other, slot)))
            .collect()
    }
}
