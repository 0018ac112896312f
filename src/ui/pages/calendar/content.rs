//! What the calendar shows, as plain structs, kept per revision: faces of sessions, and the figures of a month.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::bars::Face;
use crate::app::View;
use crate::model::{DateSpan, Fen, Session, SessionId, Status};
use crate::report::budget::{LineState, state};
use crate::report::course::CoursePoint;
use crate::rules::{Finding, Impact};
use crate::ui::pages::sessions::list::Seats;
use crate::words::Lang;

/// What follows from the workspace and does not depend on the days shown.
#[derive(Default)]
pub struct Content {
    kept: Option<(u64, Lang)>,
    seats: Seats,
    faces: BTreeMap<SessionId, Face>,
    /// Goes up whenever something in here may have changed.
    pub version: u64,
}

impl Content {
    /// Brings everything up to date.
    pub fn follow(&mut self, view: View<'_>) {
        let now = (view.derived.revision(), view.lang);
        if self.kept == Some(now) {
            return;
        }
        self.seats.follow(&view.ws.enrolments);
        let impacts = impacts(view.derived.findings(view.ws));
        let face = |session: &Session| {
            let face = Face::of(session, self.seats.of(session.id), impacts.get(&session.id).copied());
            (session.id, face)
        };
        self.faces = view.ws.sessions.iter().map(face).collect();
        self.kept = Some(now);
        self.version += 1;
    }

    /// What a session's bars show.
    pub fn face(&self, id: SessionId) -> Option<&Face> {
        self.faces.get(&id)
    }
}

/// The gravest finding of each session; what is only worth knowing is left out.
pub fn impacts<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> BTreeMap<SessionId, Impact> {
    let mut impacts = BTreeMap::new();
    for finding in findings.into_iter().filter(|finding| finding.impact != Impact::Info) {
        for session in finding.sessions() {
            let gravest = impacts.entry(session).or_insert(finding.impact);
            *gravest = finding.impact.min(*gravest);
        }
    }
    impacts
}

/// The figures of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthFigures {
    /// Sessions that begin in it; cancelled ones left out.
    pub n_sessions: usize,
    /// People in them, or seats given to townships, or seats where neither is known.
    pub heads: u64,
    /// Spent and to be spent in it.
    pub money: Fen,
    /// People trained at its beginning and its end, as far as known and planned.
    pub trained: Option<(u64, u64)>,
    /// People who are to be trained.
    pub eligible: u64,
}

/// The figures of a span of days, such as a month.
pub fn figures(view: View<'_>, content: &Content, days: DateSpan) -> MonthFigures {
    let begins = |session: &&Session| {
        session.status != Status::Cancelled && session.span().is_some_and(|span| days.contains(span.first))
    };
    let sessions: Vec<&Session> = view.ws.sessions.iter().filter(begins).collect();
    let money = view.ws.costs.iter().filter(|line| days.contains(line.date));
    let money = money.map(|line| match state(view.ws, line, view.as_of) {
        LineState::Spent(amount) | LineState::Committed(amount) => amount,
        LineState::Void => Fen::ZERO,
    });
    let course = view.derived.course(view.ws);
    let points: Vec<&CoursePoint> = course.done.iter().chain(&course.forecast).collect();
    let at = |day: NaiveDate| points.iter().rev().find(|point| point.day <= day).map_or(0, |point| point.heads);
    let is_known = view.ws.programme.days().contains(days.last) && !points.is_empty();
    let before = days.first.pred_opt().unwrap_or(days.first);
    MonthFigures {
        n_sessions: sessions.len(),
        heads: sessions.iter().map(|session| u64::from(planned_heads(content, session))).sum(),
        money: money.sum(),
        trained: is_known.then(|| (at(before), at(days.last))),
        eligible: course.eligible,
    }
}

/// How many a session is planned for: its people or given seats, else all its seats.
pub fn planned_heads(content: &Content, session: &Session) -> u32 {
    match content.face(session.id).map_or(0, |face| face.heads) {
        0 => session.max_heads,
        heads => heads,
    }
}

/// How full the days of a year are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Load {
    /// Sessions on the day.
    pub n_sessions: u32,
    /// People in them.
    pub heads: u32,
}

/// The load of every day in a span on which something is held.
pub fn loads<'s>(
    sessions: impl Iterator<Item = &'s Session>,
    content: &Content,
    days: DateSpan,
) -> BTreeMap<NaiveDate, Load> {
    let mut loads: BTreeMap<NaiveDate, Load> = BTreeMap::new();
    for session in sessions.filter(|session| session.status != Status::Cancelled) {
        let heads = planned_heads(content, session);
        for day in session.days().into_iter().filter(|day| days.contains(*day)) {
            let load = loads.entry(day).or_default();
            load.n_sessions += 1;
            load.heads += heads;
        }
    }
    loads
}

/// The load of each month, from January on: the sessions that begin in it.
pub fn months<'s>(sessions: impl Iterator<Item = &'s Session>, content: &Content) -> Vec<Load> {
    let mut months = vec![Load::default(); 12];
    for session in sessions.filter(|session| session.status != Status::Cancelled) {
        let month = session.span().and_then(|span| months.get_mut(span.first.month0() as usize));
        if let Some(load) = month {
            load.n_sessions += 1;
            load.heads += planned_heads(content, session);
        }
    }
    months
}
