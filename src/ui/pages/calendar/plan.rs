//! What a drag or a key would do: a change of the workspace with its label, and what the rules say of it
//! before it is made.

use std::sync::Arc;

use chrono::NaiveDate;

use super::bars::Face;
use super::content::impacts;
use super::runs::{new_run, run_for_people, run_for_topic};
use super::sheet::RowKind;
use crate::app::View;
use crate::model::{
    CohortId, Half, Label, PersonId, Refusal, Session, SessionId, TableName, TopicId, TownshipId, TrainerId, VenueId,
    Workspace,
};
use crate::rules::{self, Impact};
use crate::words::calendar::CalendarWords;
use crate::words::{records, refusals, report};

/// What is being dragged.
#[derive(Clone, Debug, PartialEq)]
pub enum Load {
    /// A session, taken hold of on a day, in a row.
    Session {
        /// Which.
        id: SessionId,
        /// The day at which it was taken hold of.
        from: NaiveDate,
        /// The row in which it lay.
        row: Option<RowKind>,
    },
    /// The end of a session.
    End {
        /// Which.
        id: SessionId,
    },
    /// A topic that was asked for.
    Topic(TopicId),
    /// The untrained people of a unit's cohort, the most urgent first.
    People {
        /// The unit.
        township: TownshipId,
        /// The cohort.
        cohort: CohortId,
        /// Who.
        people: Arc<Vec<PersonId>>,
    },
}

/// Where something is being dragged to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Target {
    /// The day.
    pub day: NaiveDate,
    /// The row.
    pub row: Option<RowKind>,
    /// The session that lies there.
    pub session: Option<SessionId>,
}

/// A pure change that can be tried before it is made.
pub type Trial = Arc<dyn Fn(&Workspace) -> Result<Workspace, Refusal> + Send + Sync>;

/// What would be done.
#[derive(Clone)]
pub struct Plan {
    /// What a user would call it.
    pub label: Label,
    /// The change.
    pub change: Trial,
    /// The session it is about; one that is yet to be made has the id it will get.
    pub session: SessionId,
}

/// What would come of a plan.
#[derive(Clone, Debug)]
pub struct Outlook {
    /// The session as it would be, with its face; `None` if the plan is refused.
    pub would_be: Option<(Session, Face)>,
    /// What would be done, in words.
    pub headline: String,
    /// What the rules say, or why it is refused.
    pub lines: Vec<(Impact, String)>,
}

impl Plan {
    fn new(
        label: Label,
        session: SessionId,
        change: impl Fn(&Workspace) -> Result<Workspace, Refusal> + Send + Sync + 'static,
    ) -> Self {
        Self { label, session, change: Arc::new(change) }
    }

    /// What would come of it.
    pub fn outlook(&self, view: View<'_>) -> Outlook {
        let after = match (self.change)(view.ws) {
            Ok(after) => after,
            Err(refusal) => {
                let why = refusals::refusal(view.lang, &refusal);
                let headline = CalendarWords::of(view.lang).not_possible.to_owned();
                return Outlook { would_be: None, headline, lines: vec![(Impact::Block, why)] };
            }
        };
        let Some(session) = after.sessions.get(self.session).cloned() else {
            return Outlook { would_be: None, headline: String::new(), lines: Vec::new() };
        };
        // what was read of the sessions stays true while only this one's days, room or trainer change
        let is_moved = matches!(self.label, Label::Move { .. } | Label::Place { .. } | Label::Length { .. });
        let found = if is_moved {
            view.derived.board(view.ws).findings_of(&after, &session)
        } else {
            rules::findings_of(&after, &session, view.as_of)
        };
        let grave = found.iter().filter(|finding| finding.impact != Impact::Info);
        let lines = grave.map(|finding| (finding.impact, report::finding(view.lang, finding, &after))).collect();
        let face = Face::of(&session, after.n_enrolled(session.id), impacts(&found).get(&session.id).copied());
        let headline = self.headline(view, &session);
        Outlook { would_be: Some((session, face)), headline, lines }
    }

    /// What would be done, short enough to follow the pointer.
    fn headline(&self, view: View<'_>, after: &Session) -> String {
        let words = CalendarWords::of(view.lang);
        let days = after.span().map(|span| (words.days)(span)).unwrap_or_default();
        match (&self.label, view.ws.sessions.get(self.session)) {
            (Label::Enrol { n, .. }, Some(_)) => (words.adds_people)(&after.title, *n),
            (Label::Topic { .. }, Some(_)) => (words.adds_topic)(&after.title),
            (Label::Place { at, .. }, _) => (words.moves_to)(&days, at),
            (_, Some(_)) => (words.moves_to)(&days, ""),
            (_, None) => (words.makes)(&after.title, &days),
        }
    }
}

/// What dropping a load on a target would do; `None`: nothing.
pub fn plan(view: View<'_>, load: &Load, target: &Target) -> Option<Plan> {
    match load {
        Load::Session { id, from, row } => moved(view, *id, (target.day - *from).num_days(), (*row, target.row)),
        Load::End { id } => stretched(view, *id, target.day),
        Load::Topic(topic) => taken_up(view, *topic, target),
        Load::People { township, cohort, people } => called(view, (*township, *cohort), people, target),
    }
}

/// A session so many days on, and in another half, room or hand if the row is another.
pub fn moved(view: View<'_>, id: SessionId, days: i64, rows: (Option<RowKind>, Option<RowKind>)) -> Option<Plan> {
    let session = view.ws.sessions.get(id)?;
    let row = RowChange::between(session, rows);
    if days == 0 && row.is_none() {
        return None;
    }
    let first = super::period::later(session.span()?.first, days);
    let at = row.as_ref().map(|row| row.name(view));
    let title = session.title.clone();
    let label = match at {
        Some(at) => Label::Place { session: title, at, first },
        None => Label::Move { session: title, first },
    };
    Some(Plan::new(label, id, move |ws| {
        let next = if days == 0 { ws.clone() } else { ws.move_session(id, days)? };
        match row {
            None => Ok(next),
            Some(RowChange::Half(half)) => next.set_half(id, half),
            Some(RowChange::Venue(venue)) => next.set_venue(id, venue),
            Some(RowChange::Trainer(from, to)) => next.hand_over(id, from, to),
        }
    }))
}

/// What another row changes.
#[derive(Clone, Copy)]
enum RowChange {
    Half(Half),
    Venue(Option<VenueId>),
    Trainer(Option<TrainerId>, Option<TrainerId>),
}

impl RowChange {
    fn between(session: &Session, rows: (Option<RowKind>, Option<RowKind>)) -> Option<Self> {
        match rows {
            (Some(RowKind::Half(from)), Some(RowKind::Half(to))) if from != to => {
                session.only_half().map(|_| Self::Half(to))
            }
            (_, Some(RowKind::Venue(to))) if session.venue != to => Some(Self::Venue(to)),
            (Some(RowKind::Trainer(from)), Some(RowKind::Trainer(to))) if from != to => Some(Self::Trainer(from, to)),
            _same => None,
        }
    }

    fn name(self, view: View<'_>) -> String {
        let words = CalendarWords::of(view.lang);
        match self {
            Self::Half(half) => records::half(view.lang, half).to_owned(),
            Self::Venue(id) => {
                let venue = id.and_then(|id| view.ws.venues.get(id));
                venue.map_or(words.no_venue, |venue| venue.name.as_str()).to_owned()
            }
            Self::Trainer(_, id) => {
                let trainer = id.and_then(|id| view.ws.trainers.get(id));
                trainer.map_or(words.no_trainer, |trainer| trainer.name.as_str()).to_owned()
            }
        }
    }
}

/// A session with another last day.
pub fn stretched(view: View<'_>, id: SessionId, last: NaiveDate) -> Option<Plan> {
    let session = view.ws.sessions.get(id)?;
    let span = session.span()?;
    let last = last.max(span.first);
    if last == span.last {
        return None;
    }
    let label = Label::Length { session: session.title.clone(), last };
    Some(Plan::new(label, id, move |ws| ws.set_last_day(id, last)))
}

/// A topic taken up by a session that is there, or by a new one.
fn taken_up(view: View<'_>, id: TopicId, target: &Target) -> Option<Plan> {
    let topic = view.ws.topics.get(id)?;
    if let Some(session) = target.session.and_then(|session| view.ws.sessions.get(session)) {
        let label = Label::Topic { topic: topic.text.clone(), session: session.title.clone() };
        let session = session.id;
        return Some(Plan::new(label, session, move |ws| ws.schedule_topics(&[id], session)));
    }
    let run = run_for_topic(view.ws, topic, target.day);
    let label = Label::Add { table: TableName::Sessions, name: run.title.clone() };
    let made = view.ws.ids.clone().take();
    Some(Plan::new(label, made, move |ws| {
        let (next, session) = new_run(ws, &run)?;
        next.schedule_topics(&[id], session)
    }))
}

/// A unit's people invited to a session, as many as seats and quota allow, or called to a new one.
fn called(view: View<'_>, of: (TownshipId, CohortId), people: &[PersonId], target: &Target) -> Option<Plan> {
    let (township, cohort) = of;
    if let Some(session) = target.session.and_then(|session| view.ws.sessions.get(session)) {
        let people = who_fits(view.ws, session, township, people);
        let label = Label::Enrol { n: people.len(), session: session.title.clone() };
        let id = session.id;
        return Some(Plan::new(label, id, move |ws| ws.enrol(id, &people)));
    }
    let run = run_for_people(view.ws, township, cohort, target.day)?;
    let n = people.len().min(run.max_heads as usize);
    let people = people.get(..n).unwrap_or_default().to_vec();
    let label = Label::Add { table: TableName::Sessions, name: run.title.clone() };
    let made = view.ws.ids.clone().take();
    Some(Plan::new(label, made, move |ws| {
        let (next, session) = new_run(ws, &run)?;
        next.enrol(session, &people)
    }))
}

/// Those of a unit's people whom a session can still take: it is for them, they are not in it, and neither
/// its seats nor the unit's share of them run out.
fn who_fits(ws: &Workspace, session: &Session, township: TownshipId, people: &[PersonId]) -> Vec<PersonId> {
    let day = session.span().map_or(ws.programme.days().first, |span| span.first);
    let is_of = |id: PersonId| ws.people.get(id).is_some_and(|p| ws.township_of(p, day) == Some(township));
    let free = (session.max_heads as usize).saturating_sub(ws.n_enrolled(session.id));
    let share = session.quotas.iter().find(|quota| quota.township == township).map(|quota| quota.heads as usize);
    let own = || ws.enrolments_in(session.id).filter(|e| e.state.takes_part() && is_of(e.person)).count();
    let room = share.map_or(free, |share| free.min(share.saturating_sub(own())));
    let fits = |id: &&PersonId| {
        !ws.enrolments.has((session.id, **id))
            && ws.people.get(**id).is_some_and(|person| ws.cohort_for(session, person).is_ok())
    };
    people.iter().filter(fits).take(room).copied().collect()
}
