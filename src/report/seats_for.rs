//! What can be done for a township that lags: seats in sessions to come that have room for its people.

use super::Index;
use super::rotation::{Cell, seated_in, seats_asked};
use crate::model::{Fen, Session, SessionId, Status, TownshipId, Workspace};
use crate::rules::{Alternative, Board, Finding, Remedy, Rule, Subject};

/// So many sessions are proposed.
const PROPOSED: usize = 5;

/// What can be done about one finding, the best first: what the rules know, and seats for townships that lag.
pub fn alternatives_to(ws: &Workspace, index: &Index, board: &Board, finding: &Finding) -> Vec<Alternative> {
    match finding.subjects.iter().find_map(Subject::township) {
        Some(township) if finding.rule == Rule::LaggingTownship => seats_for(ws, index, board, township),
        Some(_) | None => board.alternatives_to(ws, finding),
    }
}

/// Seats for people of a township who are not trained and have none: in each session to come that has room for them
/// and gets into no trouble by it, the one with the most first. They are not trained by that yet, so it mends
/// nothing by itself.
pub fn seats_for(ws: &Workspace, index: &Index, board: &Board, township: TownshipId) -> Vec<Alternative> {
    let is_open = |session: &&Session| session.status.is_planned() && !session.is_locked;
    let is_later = |session: &&Session| session.span().is_some_and(|span| span.first > index.as_of());
    let sessions = ws.sessions.iter().filter(is_open).filter(is_later);
    let mut found: Vec<Alternative> = sessions.filter_map(|one| seats_in(ws, index, board, one, township)).collect();
    found.sort_by_key(|one| {
        let Remedy::Seat { change, .. } = &one.remedy else { return (0, None) };
        (-i64::try_from(change.seat.len()).unwrap_or(0), first_day(ws, one.session))
    });
    found.truncate(PROPOSED);
    found
}

fn first_day(ws: &Workspace, session: Option<SessionId>) -> Option<chrono::NaiveDate> {
    session.and_then(|id| ws.sessions.get(id)).and_then(Session::span).map(|span| span.first)
}

/// As many seats of a session as it has free and the township has people for.
fn seats_in(
    ws: &Workspace,
    index: &Index,
    board: &Board,
    session: &Session,
    township: TownshipId,
) -> Option<Alternative> {
    let quotas: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
    let taken = quotas.max(u32::try_from(ws.n_enrolled(session.id)).unwrap_or(u32::MAX));
    let free = session.max_heads.saturating_sub(taken);
    let is_own = session.township.is_none_or(|own| own == township);
    let before = board.findings_for(ws, session.id);
    let cohorts = session.cohorts.iter().filter(|_| free > 0 && is_own);
    let asked = cohorts.map(|cohort| {
        let cell = Cell { session: session.id, cohort: *cohort, township };
        let seated = seated_in(ws, index, (cell.session, cell.cohort), Some(township)).len() as u32;
        seats_asked(ws, index, cell, seated + free).change
    });
    let mut change = asked.max_by_key(|change| change.seat.len()).filter(|change| !change.seat.is_empty())?;
    // a quota grows by who is seated, not by who was asked for
    let own = session.quotas.iter().find(|quota| quota.township == township).map_or(0, |quota| quota.heads);
    let named = ws.enrolments_in(session.id).filter(|seat| seat.state.takes_part());
    let named = named.filter(|seat| {
        let day = session.span().map_or(index.as_of(), |span| span.first);
        ws.people.get(seat.person).and_then(|person| ws.township_of(person, day)) == Some(township)
    });
    let named = named.count() as u32;
    // fewer and fewer of them, until nothing speaks against it: the duty limit at home may
    while !change.seat.is_empty() {
        let heads = own.max(named + change.seat.len() as u32);
        change.quota = change.quota.map(|_| (township, heads));
        let after = ws.change_seats(session.id, &change).ok()?;
        let mut later = board.clone();
        later.update(&after, &ws.changes_to(&after));
        let found = later.findings_for(&after, session.id);
        let is_known = |finding: &Finding| before.iter().any(|old| old.rule == finding.rule && old.n >= finding.n);
        if found.iter().all(is_known) {
            let n_told = if session.status == Status::Draft { 0 } else { change.seat.len() };
            let remedy = Remedy::Seat { township, change };
            let (mends, price) = (Vec::new(), Fen::ZERO);
            return Some(Alternative { session: Some(session.id), remedy, mends, price, n_told, n_days: 0 });
        }
        change.seat.pop();
    }
    None
}
