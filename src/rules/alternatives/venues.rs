//! Another room.

use super::trial::Trial;
use super::{Alternative, Remedy};
use crate::model::Venue;

/// So many rooms are tried out, and so many proposed.
const TRIED: usize = 8;
const PROPOSED: usize = 3;

/// Rooms that seat everybody, the smallest that loses no seat first: the district's own, and those of the unit whose room or session
/// it is. A room that is large enough takes those who are over the number as well.
pub(super) fn propose(trial: &Trial<'_>) -> Vec<Alternative> {
    let ws = trial.workspace;
    let session = trial.session;
    if !trial.is_to_come() {
        return Vec::new();
    }
    let now = session.venue.and_then(|id| ws.venues.get(id));
    let units = [session.township, now.and_then(|venue| venue.township)];
    let n_people = u32::try_from(trial.board.seats(ws, session).len()).unwrap_or(u32::MAX);
    let seats: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
    let is_near = |venue: &&Venue| venue.township.is_none() || units.contains(&venue.township);
    let is_room = |venue: &&Venue| !venue.is_shared && Some(venue.id) != session.venue;
    let rooms = ws.venues.iter().filter(is_room).filter(is_near);
    let mut rooms: Vec<&Venue> = rooms.filter(|venue| venue.capacity >= n_people.max(seats)).collect();
    let wanted = session.max_heads.max(n_people);
    rooms.sort_by_key(|venue| (venue.capacity < wanted, venue.capacity, venue.day_rate, venue.id));
    let tried = rooms.into_iter().take(TRIED);
    let found = tried.filter_map(|venue| {
        let max_heads = wanted.min(venue.capacity);
        trial.run(Remedy::UseVenue { venue: venue.id, max_heads }).ok()
    });
    found.take(PROPOSED).collect()
}
