//! A level that would spend more than it may: a cheaper room, a draft given up, a higher ceiling.

use super::trial::{Trial, bound};
use super::{Alternative, Remedy};
use crate::model::{CostItem, Fen, Level, Session, Status, VenueId, Workspace};
use crate::rules::{Board, Finding, Subject};

/// So many of each sort are proposed.
const PROPOSED: usize = 3;

/// What brings a level's money down, or its ceiling up: first what is enough. What is not enough by itself mends
/// nothing, but says what it saves.
pub(super) fn propose(board: &Board, ws: &Workspace, finding: &Finding) -> Vec<Alternative> {
    // what one source of funds lacks another may have: that is for people to decide
    let [Subject::Level(level)] = finding.subjects[..] else { return Vec::new() };
    let mut rooms = Vec::new();
    let mut drafts = Vec::new();
    let is_to_come = |session: &&Session| session.status.is_planned() && !session.is_locked;
    let is_later = |session: &&Session| session.span().is_some_and(|span| span.first > board.as_of());
    for session in ws.sessions.iter().filter(is_to_come).filter(is_later) {
        let trial = Trial::new(ws, board, session);
        let save = |remedy: Remedy| saving(&trial, remedy, level, finding);
        rooms.extend(cheaper_rooms(ws, session, level).into_iter().find_map(save));
        if session.status == Status::Draft {
            drafts.extend(save(Remedy::Cancel));
        }
    }
    for list in [&mut rooms, &mut drafts] {
        // what is enough first, with the least given up; then what saves most
        list.sort_by_key(|one: &Alternative| {
            let is_enough = !one.mends.is_empty();
            (!is_enough, if is_enough { -one.price.0 } else { one.price.0 }, one.session)
        });
        list.truncate(PROPOSED);
    }
    rooms.append(&mut drafts);
    rooms.extend(lift(ws, level, finding));
    rooms.sort_by_key(|one| one.mends.is_empty());
    rooms
}

/// The alternative, if it brings no trouble and saves the level money.
fn saving(trial: &Trial<'_>, remedy: Remedy, level: Level, finding: &Finding) -> Option<Alternative> {
    let outcome = trial.carry_out(&remedy)?;
    let is_paid = |ws: &Workspace| bound(ws, |line| line.payer == level);
    let (before, after) = (is_paid(trial.workspace), is_paid(&outcome.after));
    if !outcome.new.is_empty() || after >= before {
        return None;
    }
    let is_enough = after <= trial.workspace.programme.ceiling(level);
    let mends = if is_enough { vec![finding.clone()] } else { Vec::new() };
    Some(Alternative { mends, ..outcome.into_alternative(Some(trial.session.id), remedy) })
}

/// Rooms that seat everybody for less, the dearest of them first, so that as little as possible is lost.
fn cheaper_rooms(ws: &Workspace, session: &Session, level: Level) -> Vec<Remedy> {
    let is_charged = ws.costs.iter().any(|line| {
        let is_open = line.actual.is_none() && line.item == CostItem::Room;
        line.session == Some(session.id) && is_open && line.payer == level
    });
    let own = session.venue.and_then(|id| ws.venues.get(id));
    let Some((own, rate)) = own.filter(|_| is_charged).and_then(|own| Some((own, own.day_rate?))) else {
        return Vec::new();
    };
    let quotas: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
    let heads = quotas.max(u32::try_from(ws.n_enrolled(session.id)).unwrap_or(u32::MAX));
    let mut rooms: Vec<(Fen, VenueId, u32)> = ws
        .venues
        .iter()
        .filter(|venue| venue.township == own.township && !venue.is_shared && venue.capacity >= heads)
        .filter_map(|venue| Some((venue.day_rate.filter(|other| *other < rate)?, venue.id, venue.capacity)))
        .collect();
    rooms.sort_by_key(|(rate, id, _)| (std::cmp::Reverse(*rate), *id));
    let remedy =
        |(_, venue, seats): (Fen, VenueId, u32)| Remedy::UseVenue { venue, max_heads: session.max_heads.min(seats) };
    rooms.into_iter().map(remedy).collect()
}

/// The ceiling raised to what is bound.
fn lift(ws: &Workspace, level: Level, finding: &Finding) -> Option<Alternative> {
    let amount = Fen(i64::try_from(finding.n).ok()?);
    let more = amount - ws.programme.ceiling(level);
    (more > Fen::ZERO).then(|| Alternative {
        session: None,
        remedy: Remedy::LiftCeiling { level, amount },
        mends: vec![finding.clone()],
        price: Fen::ZERO,
        n_told: 0,
        n_days: 0,
    })
}
