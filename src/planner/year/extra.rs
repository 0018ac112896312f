//! After a mishap: one more run of a course for those for whom no seat was found, with its price.

use chrono::NaiveDate;

use super::replan::{Key, MovedPerson, is_gone, keys};
use super::resettle::find_place;
use super::settings::Settings;
use crate::model::{
    CostLine, DateSpan, Enrolment, EnrolmentState, Fen, Level, PersonId, Quota, Session, SessionId, Status, Workspace,
};

/// A run that is not part of the year yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Extra {
    /// The session: a draft.
    pub session: Session,
    /// Who would sit in it.
    pub people: Vec<PersonId>,
    /// What it costs, by the course's own bills.
    pub price: Fen,
    /// The workspace with it.
    pub(super) after: Workspace,
}

/// A run like the one that most of those without a seat have lost, on the nearest days on which they can come;
/// `None`: nobody is without a seat, or no days are found.
pub(super) fn propose(
    now: &Workspace,
    settings: &Settings,
    moved: &[MovedPerson],
    hit: DateSpan,
    as_of: NaiveDate,
) -> Option<Extra> {
    let without = || moved.iter().filter(|one| one.to.is_none());
    let n_lost = |from: SessionId| without().filter(|one| one.from == from).count();
    let from = without().map(|one| one.from).max_by_key(|from| (n_lost(*from), std::cmp::Reverse(*from)))?;
    let lost = now.sessions.get(from)?;
    let alike = |one: &&MovedPerson| now.sessions.get(one.from).is_some_and(|other| other.course == lost.course);
    let people: Vec<MovedPerson> = without().filter(alike).take(lost.max_heads as usize).copied().collect();
    let mut next = now.clone();
    let mut session = blank(&next, lost, &people, as_of);
    session.id = next.ids.take();
    let with_people = |session: &Session| -> Option<Workspace> {
        let mut next = next.with(session.clone()).ok()?;
        for one in &people {
            next.enrolments.put(Enrolment {
                session: session.id,
                person: one.person,
                cohort: one.cohort,
                state: EnrolmentState::Invited,
                joined: None,
                is_walk_in: false,
            });
        }
        Some(next)
    };
    let is_fine = |session: &Session, _: &[Key]| {
        let is_free = |after: Workspace| keys(&after, session, as_of).iter().all(is_gone);
        let is_dry = !session.slots.iter().any(|slot| hit.contains(slot.date));
        is_dry && with_people(session).is_some_and(is_free)
    };
    let placed = find_place(&next, settings, (&session, hit), as_of, is_fine)?;
    let mut after = with_people(&placed)?;
    let price = bill(&mut after, settings, &placed, i64::from(people.len() as u32));
    Some(Extra { session: placed, people: people.iter().map(|one| one.person).collect(), price, after })
}

/// A draft like a session, for some people only.
fn blank(now: &Workspace, like: &Session, people: &[MovedPerson], as_of: NaiveDate) -> Session {
    let day = like.span().map_or(as_of, |span| span.first);
    let mut quotas: Vec<Quota> = Vec::new();
    for one in people {
        let unit = now.people.get(one.person).and_then(|person| now.township_of(person, day));
        let Some(township) = unit else { continue };
        match quotas.iter_mut().find(|quota| quota.township == township) {
            Some(quota) => quota.heads += 1,
            None => quotas.push(Quota { township, heads: 1 }),
        }
    }
    Session {
        title: now.next_title(&like.title),
        status: Status::Draft,
        is_locked: false,
        filing: crate::model::Filing { funding: like.filing.funding, ..Default::default() },
        min_heads: like.min_heads.min(people.len() as u32),
        quotas,
        note: String::new(),
        ..like.clone()
    }
}

/// Puts what the run costs into the budget, and says how much that is.
fn bill(workspace: &mut Workspace, settings: &Settings, session: &Session, heads: i64) -> Fen {
    let Some(terms) = session.course.and_then(|id| settings.course(id)) else { return Fen::ZERO };
    let Some(date) = session.span().map(|span| span.last) else { return Fen::ZERO };
    let mut sum = Fen::ZERO;
    for part in &terms.price.parts {
        let planned = Fen(part.amount.0 * if part.is_per_head { heads } else { 1 });
        let line = CostLine {
            id: workspace.ids.take(),
            session: Some(session.id),
            item: part.item,
            payer: part.payer,
            township: session.township.filter(|_| part.payer != Level::District),
            funding: None,
            date,
            planned,
            actual: None,
            note: String::new(),
        };
        sum += planned;
        workspace.costs.put(line);
    }
    sum
}
