//! Rooms and trainers by name, each with what has them in the half days in question. Knows no egui.

use crate::app::View;
use crate::model::{Session, SessionId, Slot};
use crate::rules::Taken;
use crate::words::records;
use crate::words::sessions::SessionWords;

/// The names of all rooms in id order; those that a session cannot have say why. Its own room is only named.
pub(super) fn venue_names(view: View<'_>, session: &Session) -> Vec<String> {
    let words = &SessionWords::of(view.lang).basics;
    let taken = view.derived.board(view.ws).taken_venues(view.ws, session);
    let name = |venue: &crate::model::Venue| match taken.get(&venue.id) {
        _ if session.venue == Some(venue.id) => venue.name.clone(),
        None => venue.name.clone(),
        Some(Taken::By(other)) => (words.taken_by)(&venue.name, title(view, *other)),
        Some(Taken::Closed(day)) => (words.closed_on)(&venue.name, &records::month_day(view.lang, *day)),
    };
    view.ws.venues.iter().map(name).collect()
}

/// The names of all trainers in id order; those who teach elsewhere in a half day say where. Its own trainer is
/// only named.
pub(super) fn trainer_names(view: View<'_>, session: &Session, slot: &Slot) -> Vec<String> {
    let words = &SessionWords::of(view.lang).basics;
    let taken = view.derived.board(view.ws).taken_trainers(view.ws, session, std::slice::from_ref(slot));
    let name = |trainer: &crate::model::Trainer| match taken.get(&trainer.id) {
        Some(other) if slot.trainer != Some(trainer.id) => (words.taken_by)(&trainer.name, title(view, *other)),
        Some(_) | None => trainer.name.clone(),
    };
    view.ws.trainers.iter().map(name).collect()
}

fn title(view: View<'_>, id: SessionId) -> &str {
    view.ws.sessions.get(id).map_or("", |session| session.title.as_str())
}
