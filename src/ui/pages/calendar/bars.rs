//! Sessions as bars: one for each run of days, with what is written on it. Before any drawing.

use chrono::NaiveDate;

use crate::model::moving::runs;
use crate::model::{DateSpan, Mode, Session, SessionId, Slot, Status};
use crate::rules::Impact;

/// A run of days of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Which session.
    pub session: SessionId,
    /// The days without a gap.
    pub days: DateSpan,
    /// Whether these are its last days, so that its end can be pulled.
    pub is_last: bool,
    /// What is written on it.
    pub face: Face,
    /// Whether it shows where something being dragged would lie.
    pub is_would_be: bool,
}

/// What a bar shows of its session; the same on all its bars.
#[derive(Clone, Debug, PartialEq)]
pub struct Face {
    /// The title.
    pub title: String,
    /// Its way of learning.
    pub mode: Mode,
    /// Where it stands.
    pub status: Status,
    /// Whether planning leaves it alone.
    pub is_locked: bool,
    /// How many people take a seat, or have been given one.
    pub heads: u32,
    /// How many it takes.
    pub max_heads: u32,
    /// The gravest thing that the rules found; `None`: nothing that needs a look.
    pub impact: Option<Impact>,
}

impl Face {
    /// The face of a session with so many people in it.
    pub fn of(session: &Session, enrolled: usize, impact: Option<Impact>) -> Self {
        let seats: u32 = session.quotas.iter().map(|quota| quota.heads).sum();
        Self {
            title: session.title.clone(),
            mode: session.mode,
            status: session.status,
            is_locked: session.is_locked,
            heads: seats.max(u32::try_from(enrolled).unwrap_or(u32::MAX)),
            max_heads: session.max_heads,
            impact,
        }
    }
}

/// The bars of a session for the half days that a row is about.
pub fn bars_of(session: &Session, face: &Face, is_meant: impl Fn(&Slot) -> bool) -> Vec<Bar> {
    let mut days: Vec<NaiveDate> = session.slots.iter().filter(|slot| is_meant(slot)).map(|slot| slot.date).collect();
    days.sort_unstable();
    days.dedup();
    let last = session.span().map(|span| span.last);
    let bar = |run: DateSpan| Bar {
        session: session.id,
        days: run,
        is_last: Some(run.last) == last,
        face: face.clone(),
        is_would_be: false,
    };
    runs(&days).into_iter().map(bar).collect()
}

/// The order in which bars find their lanes: by first day, the longer first, so that long ones lie on top.
pub fn sort(bars: &mut [Bar]) {
    bars.sort_by_key(|bar| (bar.days.first, std::cmp::Reverse(bar.days.last), bar.session));
}
