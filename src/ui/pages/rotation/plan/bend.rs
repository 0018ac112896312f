//! A number typed into a cell of a draft: who is moved within the draft. Knows no egui.

use crate::app::{PlanTask, Planned, View};
use crate::model::PersonId;
use crate::planner::year::Drafted;
use crate::report::rotation::{Cell, seated_in, seats_asked};

/// What a number of heads in a cell of a draft asks of the planner; the view is the overlay's.
///
/// Seats go to people whom the draft leaves out, then to those of the township who sit in its last other sessions.
pub fn bend(view: View<'_>, planned: &Planned, (cell, place): (Cell, usize), heads: u32) -> Vec<PlanTask> {
    let index = view.derived.index(view.ws);
    let seated = seated_in(view.ws, index, (cell.session, cell.cohort), Some(cell.township));
    let asked = seats_asked(view.ws, index, cell, heads);
    let is_left_out = |person: &PersonId| {
        planned.draft.left_out.iter().any(|row| row.cohort == cell.cohort && row.people.contains(person))
    };
    let mut seat: Vec<PersonId> = asked.change.seat.into_iter().filter(is_left_out).collect();
    let missing = (heads as usize).saturating_sub(seated.len() + seat.len());
    seat.extend(elsewhere(view, planned, cell, place).into_iter().take(missing));
    let cohort = cell.cohort;
    let mut tasks = Vec::new();
    if !asked.change.unseat.is_empty() {
        tasks.push(PlanTask::MovePeople { people: asked.change.unseat, cohort, to: None });
    }
    if !seat.is_empty() {
        tasks.push(PlanTask::MovePeople { people: seat, cohort, to: Some(place) });
    }
    tasks
}

/// People of the cell's township and cohort in other sessions of the draft, the last session first.
fn elsewhere(view: View<'_>, planned: &Planned, cell: Cell, place: usize) -> Vec<PersonId> {
    let others = planned.draft.sessions.iter().enumerate().rev().filter(|(at, _)| *at != place);
    let seats = others.flat_map(|(_, one): (usize, &Drafted)| one.people.iter().rev());
    seats
        .filter(|seat| seat.cohort == cell.cohort)
        .filter(|seat| {
            let person = view.ws.people.get(seat.person);
            person.and_then(|person| view.ws.township_of(person, view.as_of)) == Some(cell.township)
        })
        .map(|seat| seat.person)
        .collect()
}
