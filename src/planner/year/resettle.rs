//! After a mishap: other days or another room for a session, tried with a diary of everything else.

use chrono::{Days, NaiveDate};

use super::calendar::{Diary, parallel};
use super::replan::{Key, keys};
use super::settings::Settings;
use crate::model::{DateSpan, Mode, Session, TownshipId, Venue, VenueId, Workspace};

/// Days around its own on which a session is looked for other days.
const REACH_DAYS: u64 = 56;

/// The nearest days and the room for a session that is hit: another room on its own days, the smallest that seats
/// everybody, else other days, in its own room first. `is_fine` has the last word, with what the rules find.
pub(super) fn find_place(
    now: &Workspace,
    settings: &Settings,
    (session, hit): (&Session, DateSpan),
    as_of: NaiveDate,
    is_fine: impl Fn(&Session, &[Key]) -> bool,
) -> Option<Session> {
    let first = session.span()?.first;
    let mut rooms = rooms_like(now, session);
    rooms.sort_by_key(|(id, capacity)| (*capacity, *id));
    let same_days = rooms.iter().map(|(id, _)| (first, Some(*id)));
    let shifts =
        (1..=REACH_DAYS).flat_map(|by| [first.checked_add_days(Days::new(by)), first.checked_sub_days(Days::new(by))]);
    let shifts: Vec<NaiveDate> = shifts.flatten().filter(|day| *day > as_of).collect();
    let own = shifts.iter().map(|day| (*day, session.venue));
    let others = shifts.iter().flat_map(|day| rooms.iter().map(move |(id, _)| (*day, Some(*id))));
    let candidates: Vec<(NaiveDate, Option<VenueId>)> = same_days.chain(own).chain(others).collect();
    let mut elsewhere = now.clone();
    elsewhere.sessions.remove(session.id);
    let keep = Settings { replans_drafts: false, ..settings.clone() };
    let diary = Diary::new(&elsewhere, &keep, as_of, as_of);
    candidates.into_iter().find_map(|(day, venue)| {
        let mut moved = session.clone();
        moved.move_to(day);
        moved.venue = venue;
        let in_span = moved.slots.iter().any(|slot| hit.contains(slot.date));
        if (in_span && day != first) || !suits(&diary, &moved) {
            return None;
        }
        find_trainers(diary.clone(), &mut moved);
        is_fine(&moved, &keys(now, &moved, as_of)).then_some(moved)
    })
}

/// Other rooms of the same unit that seat everybody, with their seats.
fn rooms_like(now: &Workspace, session: &Session) -> Vec<(VenueId, u32)> {
    let own = session.venue.and_then(|id| now.venues.get(id));
    let heads = super::prices::heads_of(now, session);
    let suits = |venue: &&Venue| {
        own.is_some_and(|own| own.id != venue.id && own.township == venue.township && own.is_shared == venue.is_shared)
            && venue.capacity >= heads
    };
    now.venues.iter().filter(suits).map(|venue| (venue.id, venue.capacity)).collect()
}

/// Whether every day is a workday of the year on which the room is open and free; the diary is without the session.
fn suits(diary: &Diary<'_>, moved: &Session) -> bool {
    let venue = moved.venue.and_then(|id| diary.workspace.venues.get(id));
    let called: Vec<TownshipId> =
        moved.township.into_iter().chain(moved.quotas.iter().map(|quota| quota.township)).collect();
    moved.slots.iter().all(|slot| {
        let has_room =
            venue.is_none_or(|venue| diary.room_left(venue, slot.date, parallel(venue, moved.max_heads)) > 0);
        let is_open = moved.mode == Mode::Remote || !diary.is_blacked_out(slot.date, &called);
        diary.weeks.week_of(slot.date).is_some() && diary.is_workday(slot.date) && has_room && is_open
    })
}

/// Gives the half days of trainers who are busy on the new days to others who are free.
fn find_trainers(mut diary: Diary<'_>, moved: &mut Session) {
    for slot in &mut moved.slots {
        let at = (slot.date, slot.half);
        let Some(trainer) = slot.trainer else { continue };
        let all = diary.workspace.trainers.iter().map(|trainer| trainer.id);
        slot.trainer = std::iter::once(trainer).chain(all).find(|id| diary.has_trainer(*id, at));
        if let Some(free) = slot.trainer {
            diary.take_trainer(free, at);
        }
    }
}
