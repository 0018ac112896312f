//! Other days.

use chrono::{Days, NaiveDate};

use super::trial::Trial;
use super::{Alternative, Remedy};
use crate::model::DateSpan;

/// So far, in days, other days are looked for on either side.
const REACH: u64 = 90;
/// So many are proposed later, and as many earlier.
const EACH_WAY: usize = 2;

/// The nearest later and earlier days on which the session has less trouble and no new one.
pub(super) fn propose(trial: &Trial<'_>) -> Vec<Alternative> {
    let Some(span) = trial.session.span().filter(|_| trial.is_to_come()) else { return Vec::new() };
    let later = (1..=REACH).filter_map(|n| span.first.checked_add_days(Days::new(n)));
    let earlier = (1..=REACH).filter_map(|n| span.first.checked_sub_days(Days::new(n)));
    let mut found: Vec<Alternative> = later.filter_map(|first| move_to(trial, first)).take(EACH_WAY).collect();
    found.extend(earlier.filter_map(|first| move_to(trial, first)).take(EACH_WAY));
    found
}

fn move_to(trial: &Trial<'_>, first: NaiveDate) -> Option<Alternative> {
    let mut moved = trial.session.clone();
    moved.move_to(first);
    let span = moved.span().filter(|span| is_open(trial, *span))?;
    if !trial.looks_better(&moved) {
        return None;
    }
    trial.run(Remedy::MoveTo { first: span.first, last: span.last }).ok()
}

/// The first days on which a session without half days can be held.
pub(super) fn propose_first(trial: &Trial<'_>) -> Vec<Alternative> {
    let course = trial.session.course.and_then(|id| trial.workspace.courses.get(id));
    let n_days = course.map_or(1, |course| u64::from(course.n_days.max(1)));
    let minutes = course.map_or(180, |course| course.slot_minutes);
    let from = trial.first_free_day();
    let spans = (0..REACH).filter_map(|n| {
        let first = from.checked_add_days(Days::new(n))?;
        Some(DateSpan { first, last: first.checked_add_days(Days::new(n_days - 1))? })
    });
    let tried = spans.filter(|span| is_open(trial, *span)).filter_map(|span| {
        let DateSpan { first, last } = span;
        trial.run(Remedy::Schedule { first, last, minutes }).ok()
    });
    tried.take(EACH_WAY).collect()
}

/// Whether days lie ahead and in the programme year.
fn is_open(trial: &Trial<'_>, span: DateSpan) -> bool {
    let year = trial.workspace.programme.days();
    span.first >= trial.first_free_day() && year.contains(span.first) && year.contains(span.last)
}
