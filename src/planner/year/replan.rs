//! Mending the year after a mishap with the fewest moves: a room that cannot be used, a township that cannot come.
//!
//! Only what is hit moves. A session in a closed room changes its room if another one is free on its days, else its
//! days; people of a township that is cut off go to the seats that are free in other runs of the course, each once.
//! Where no seat is free somebody who has not been told yet changes places with them; for those who are left an
//! extra run is proposed with its price, which the office takes or leaves. A locked session is left to the office.
//! Every move is tried on the workspace and taken only if the rules find nothing they had not found before.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::exchange::Exchange;
use super::extra::{self, Extra};
use super::resettle::find_place;
use super::settings::Settings;
use crate::model::{
    Blackout, CohortId, DateSpan, Enrolment, EnrolmentState, Fen, Mode, PersonId, Quota, Refusal, Session, SessionId,
    Status, TownshipId, Venue, VenueId, Workspace,
};
use crate::rules;

/// What has happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Disruption {
    /// A room cannot be used.
    VenueClosed {
        /// Which.
        venue: VenueId,
        /// When.
        days: DateSpan,
    },
    /// Nobody of a township can be called away.
    TownshipCut {
        /// Which.
        township: TownshipId,
        /// When.
        days: DateSpan,
        /// What the blackout is called, such as 洪水.
        name: String,
    },
}

/// A session that is held on other days or in another room.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedSession {
    /// The session as it was.
    pub before: Session,
    /// The session as it will be.
    pub after: Session,
}

/// Somebody who goes to another session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MovedPerson {
    /// Who.
    pub person: PersonId,
    /// Whose place they use.
    pub cohort: CohortId,
    /// Where they sat.
    pub from: SessionId,
    /// Where they will sit; `None`: no seat is free, and they are to be planned for again.
    pub to: Option<SessionId>,
    /// Whether they had been told: the session they leave is published.
    pub was_told: bool,
}

/// A session that is hit and stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// Which.
    pub session: SessionId,
    /// Whether it is locked; else neither another room nor other days were found.
    pub is_locked: bool,
}

/// What has to move.
#[derive(Clone, Debug, PartialEq)]
pub struct Replan {
    /// What has happened.
    pub disruption: Disruption,
    /// Sessions that move.
    pub sessions: Vec<MovedSession>,
    /// Sessions that are left for the office to settle.
    pub stuck: Vec<Stuck>,
    /// People who go elsewhere.
    pub people: Vec<MovedPerson>,
    /// A run that would take those for whom no seat was found; it is not part of the mended year yet.
    pub extra: Option<Box<Extra>>,
    /// Whether the mended year has the extra run in it, and what that costs.
    pub added: Option<(SessionId, Fen)>,
    /// The workspace as it would be.
    after: Workspace,
    before: Workspace,
}

/// Finds the fewest moves that mend the year after a disruption. Nothing is changed.
///
/// # Errors
/// The refusal of the disruption itself, such as a venue that is not there or an end before the beginning.
pub fn replan(
    workspace: &Workspace,
    settings: &Settings,
    disruption: Disruption,
    as_of: NaiveDate,
) -> Result<Replan, Refusal> {
    let after = with_disruption(workspace, &disruption)?;
    let mut mend = Mend { settings, as_of, now: after, sessions: Vec::new(), stuck: Vec::new(), people: Vec::new() };
    match &disruption {
        Disruption::VenueClosed { venue, days } => mend.venue(*venue, *days)?,
        Disruption::TownshipCut { township, days, .. } => mend.township(*township, *days)?,
    }
    let extra = extra::propose(&mend.now, settings, &mend.people, disruption.days(), as_of);
    let Mend { now, sessions, stuck, people, .. } = mend;
    let extra = extra.map(Box::new);
    Ok(Replan { disruption, sessions, stuck, people, extra, added: None, after: now, before: workspace.clone() })
}

impl Disruption {
    /// When.
    pub fn days(&self) -> DateSpan {
        match self {
            Self::VenueClosed { days, .. } | Self::TownshipCut { days, .. } => *days,
        }
    }
}

impl Replan {
    /// The workspace with the disruption on record and everything moved; one difference, so one undo step.
    ///
    /// # Errors
    /// [`Refusal::Stale`] if the records concerned have changed since.
    pub fn apply(&self, workspace: &Workspace) -> Result<Workspace, Refusal> {
        let mut next = workspace.apply(&self.before.changes_to(&self.after))?;
        next.ids.next = next.ids.next.max(self.after.ids.next);
        Ok(next)
    }

    /// The same mended year with the extra run in it; without a proposal nothing changes.
    #[must_use]
    pub fn with_extra(&self) -> Self {
        let mut with = self.clone();
        if let Some(extra) = with.extra.take() {
            for moved in
                with.people.iter_mut().filter(|moved| moved.to.is_none() && extra.people.contains(&moved.person))
            {
                moved.to = Some(extra.session.id);
            }
            with.added = Some((extra.session.id, extra.price));
            with.after = extra.after;
        }
        with
    }

    /// The workspace as it would be.
    pub fn after(&self) -> &Workspace {
        &self.after
    }

    /// People who had been told of a session that moves or that they leave, by session, in the order of its roll:
    /// who must be told.
    pub fn to_tell(&self) -> Vec<(SessionId, Vec<PersonId>)> {
        let mut lists: BTreeMap<SessionId, BTreeSet<PersonId>> = BTreeMap::new();
        for moved in self.sessions.iter().filter(|moved| moved.before.status == Status::Published) {
            let seats = self.before.enrolments_in(moved.before.id).filter(|seat| seat.state.takes_part());
            lists.entry(moved.before.id).or_default().extend(seats.map(|seat| seat.person));
        }
        for moved in self.people.iter().filter(|moved| moved.was_told) {
            lists.entry(moved.from).or_default().insert(moved.person);
        }
        let in_order = |session: SessionId, people: &BTreeSet<PersonId>| -> Vec<PersonId> {
            let roll = self.before.roll(session).into_iter().map(|row| row.person);
            roll.filter(|person| people.contains(person)).collect()
        };
        lists.iter().map(|(session, people)| (*session, in_order(*session, people))).collect()
    }
}

/// The workspace that knows what has happened.
fn with_disruption(workspace: &Workspace, disruption: &Disruption) -> Result<Workspace, Refusal> {
    match disruption {
        Disruption::VenueClosed { venue, days } => {
            let mut venue: Venue = workspace.find::<Venue>(*venue)?.clone();
            if !venue.closed.contains(days) {
                venue.closed.push(*days);
            }
            workspace.with(venue)
        }
        Disruption::TownshipCut { township, days, name } => {
            let mut next = workspace.clone();
            let id = next.ids.take();
            next.with(Blackout { id, name: name.clone(), days: *days, townships: vec![*township] })
        }
    }
}

/// The work of mending, move by move.
struct Mend<'a> {
    settings: &'a Settings,
    as_of: NaiveDate,
    now: Workspace,
    sessions: Vec<MovedSession>,
    stuck: Vec<Stuck>,
    people: Vec<MovedPerson>,
}

impl Mend<'_> {
    /// Sessions still to come with a half day in a span, in time order; locked ones are only noted.
    fn hit(&mut self, days: DateSpan, is_meant: impl Fn(&Session) -> bool) -> Vec<Session> {
        let is_hit = |session: &&Session| {
            let is_to_come = session.status.is_planned() && session.span().is_some_and(|span| span.first > self.as_of);
            is_to_come && is_meant(session) && session.slots.iter().any(|slot| days.contains(slot.date))
        };
        let mut hit: Vec<Session> = self.now.sessions.iter().filter(is_hit).cloned().collect();
        hit.sort_by_key(|session| (session.span().map(|span| span.first), session.id));
        let (locked, hit): (Vec<Session>, Vec<Session>) = hit.into_iter().partition(|session| session.is_locked);
        self.stuck.extend(locked.into_iter().map(|session| Stuck { session: session.id, is_locked: true }));
        hit
    }

    fn venue(&mut self, venue: VenueId, days: DateSpan) -> Result<(), Refusal> {
        for session in self.hit(days, |session| session.venue == Some(venue)) {
            self.move_session(&session, days)?;
        }
        Ok(())
    }

    fn township(&mut self, township: TownshipId, days: DateSpan) -> Result<(), Refusal> {
        let calls_away = |session: &Session| session.mode != Mode::Remote;
        for session in self.hit(days, |session| calls_away(session) && session.township == Some(township)) {
            self.move_session(&session, days)?;
        }
        let now = self.now.clone();
        let sends = |session: &Session| {
            let day = session.span().map_or(days.first, |span| span.first);
            let mut seats = now.enrolments_in(session.id).filter(|seat| seat.state.takes_part());
            session.quotas.iter().any(|quota| quota.township == township)
                || seats.any(|seat| lives_in(&now, seat.person, township, day))
        };
        let others = |session: &Session| calls_away(session) && session.township != Some(township) && sends(session);
        for session in self.hit(days, others) {
            self.move_people(&session, township, days)?;
        }
        self.exchange(township, days)
    }

    /// Another room on the same days, the smallest that seats them; else the nearest other days, in its own room
    /// first.
    fn move_session(&mut self, session: &Session, hit: DateSpan) -> Result<(), Refusal> {
        let known = keys(&self.now, session, self.as_of);
        let is_fine = |_: &Session, found: &[Key]| found.iter().all(|key| known.contains(key) || is_gone(key));
        match find_place(&self.now, self.settings, (session, hit), self.as_of, is_fine) {
            Some(moved) => {
                self.now = self.now.with_session(session.id, |before| *before = moved.clone())?;
                self.sessions.push(MovedSession { before: session.clone(), after: moved });
            }
            None => self.stuck.push(Stuck { session: session.id, is_locked: false }),
        }
        Ok(())
    }

    /// Seats the people of a township in other sessions that have a seat for them.
    fn move_people(&mut self, session: &Session, township: TownshipId, hit: DateSpan) -> Result<(), Refusal> {
        let Some(first) = session.span().map(|span| span.first) else { return Ok(()) };
        let seats: Vec<Enrolment> = self
            .now
            .enrolments_in(session.id)
            .filter(|seat| seat.state.takes_part() && lives_in(&self.now, seat.person, township, first))
            .cloned()
            .collect();
        let was_told = session.status == Status::Published;
        for seat in seats {
            let to = self.seat_elsewhere(session, &seat, township, hit)?;
            self.people.push(MovedPerson { person: seat.person, cohort: seat.cohort, from: session.id, to, was_told });
        }
        // what is left of the quota calls people who are not named yet
        let emptied = self.now.sessions.get(session.id).cloned();
        if let Some(mut emptied) = emptied.filter(|s| s.quotas.iter().any(|quota| quota.township == township)) {
            emptied.quotas.retain(|quota| quota.township != township);
            self.now = self.now.with(emptied)?;
        }
        Ok(())
    }

    /// Moves one person to the nearest run with a free seat; if none suits, they leave and stay to be planned for.
    fn seat_elsewhere(
        &mut self,
        session: &Session,
        seat: &Enrolment,
        township: TownshipId,
        hit: DateSpan,
    ) -> Result<Option<SessionId>, Refusal> {
        let left = leave(&self.now, session.id, seat.person, Some(township))?;
        let mut found = None;
        for other in runs_like(&left, session, seat, hit, self.as_of).into_iter().filter(|other| has_seat(&left, other))
        {
            let next = join(&left, other, seat, Some(township))?;
            if brings_nothing(&left, &next, &[other.id], self.as_of) {
                found = Some((other.id, next));
                break;
            }
        }
        let to = found.as_ref().map(|(id, _)| *id);
        self.now = found.map_or(left, |(_, next)| next);
        Ok(to)
    }

    /// Lets those for whom no seat was free change places with somebody else.
    fn exchange(&mut self, township: TownshipId, hit: DateSpan) -> Result<(), Refusal> {
        for at in 0..self.people.len() {
            if self.people[at].to.is_some() {
                continue;
            }
            let exchange = Exchange { township, hit, as_of: self.as_of };
            if let Some((next, to, other)) = exchange.find(&self.now, &self.people, self.people[at])? {
                self.now = next;
                self.people[at].to = Some(to);
                match self.people.iter_mut().find(|moved| moved.person == other.person) {
                    Some(known) => known.to = other.to,
                    None => self.people.push(other),
                }
            }
        }
        Ok(())
    }
}

/// Other runs still to come of a session's course in which somebody might sit, the nearest first; those that lie in
/// a span of days, and locked ones, are left out.
pub(super) fn runs_like<'w>(
    now: &'w Workspace,
    session: &Session,
    seat: &Enrolment,
    hit: DateSpan,
    as_of: NaiveDate,
) -> Vec<&'w Session> {
    let first = session.span().map_or(as_of, |span| span.first);
    let is_alike = |other: &&Session| {
        let is_same = other.id != session.id && other.cohorts.contains(&seat.cohort) && other.course == session.course;
        let is_to_come = other.status.is_planned() && other.span().is_some_and(|span| span.first > as_of);
        let in_span = other.slots.iter().any(|slot| hit.contains(slot.date));
        is_same && is_to_come && !in_span && !other.is_locked && !now.enrolments.has((other.id, seat.person))
    };
    let mut runs: Vec<&Session> = now.sessions.iter().filter(is_alike).collect();
    runs.sort_by_key(|other| (other.span().map_or(0, |span| (span.first - first).num_days().abs()), other.id));
    runs
}

/// Whether a session has a seat that is neither taken nor set aside.
pub(super) fn has_seat(now: &Workspace, session: &Session) -> bool {
    super::prices::heads_of(now, session) < session.max_heads
}

/// Whether the rules find nothing in some sessions that they had not found before.
pub(super) fn brings_nothing(before: &Workspace, after: &Workspace, ids: &[SessionId], as_of: NaiveDate) -> bool {
    ids.iter().all(|id| {
        let (Some(was), Some(is)) = (before.sessions.get(*id), after.sessions.get(*id)) else { return false };
        let known = keys(before, was, as_of);
        keys(after, is, as_of).iter().all(|key| known.contains(key))
    })
}

/// Whether somebody belongs to a township on a day.
pub(super) fn lives_in(now: &Workspace, person: PersonId, township: TownshipId, day: NaiveDate) -> bool {
    now.people.get(person).and_then(|person| now.township_of(person, day)) == Some(township)
}

/// Takes a person and the township's seat for them out of a session.
pub(super) fn leave(
    workspace: &Workspace,
    session: SessionId,
    person: PersonId,
    township: Option<TownshipId>,
) -> Result<Workspace, Refusal> {
    let mut next = workspace.clone();
    next.enrolments.remove((session, person));
    let mut changed: Session = next.find::<Session>(session)?.clone();
    for quota in changed.quotas.iter_mut().filter(|quota| Some(quota.township) == township) {
        quota.heads = quota.heads.saturating_sub(1);
    }
    changed.quotas.retain(|quota| quota.heads > 0);
    next.with(changed)
}

/// Puts a person and a township's seat for them into a session.
pub(super) fn join(
    workspace: &Workspace,
    session: &Session,
    seat: &Enrolment,
    township: Option<TownshipId>,
) -> Result<Workspace, Refusal> {
    let mut next = workspace.clone();
    let mut changed = session.clone();
    if let Some(township) = township.filter(|_| !changed.quotas.is_empty()) {
        match changed.quotas.iter_mut().find(|quota| quota.township == township) {
            Some(quota) => quota.heads += 1,
            None => changed.quotas.push(Quota { township, heads: 1 }),
        }
    }
    next = next.with(changed)?;
    next.enrolments.put(Enrolment {
        session: session.id,
        state: EnrolmentState::Invited,
        joined: None,
        is_walk_in: false,
        ..seat.clone()
    });
    Ok(next)
}

/// What the rules found about a session, without days and people.
pub(super) type Key = (rules::Rule, u64, Vec<rules::Subject>);

/// What the rules find about a session.
pub(super) fn keys(workspace: &Workspace, session: &Session, as_of: NaiveDate) -> Vec<Key> {
    let findings = rules::findings_of(workspace, session, as_of).into_iter();
    let is_thing = |subject: &rules::Subject| !matches!(subject, rules::Subject::Person(_));
    findings
        .map(|finding| (finding.rule, finding.n, finding.subjects.into_iter().filter(|s| is_thing(s)).collect()))
        .collect()
}

/// Findings that do not speak against a move: trainers and what is to be filed are looked for later.
pub(super) fn is_gone(finding: &Key) -> bool {
    matches!(finding.0, rules::Rule::NoTrainer | rules::Rule::PlanGaps)
}
