//! Turns a solution of the master into a plan by weeks.

use super::dice::Dice;
use super::heads::{Assigned, Timetable, assign};
use super::master::{Found, Master, Shape};
use super::place::{Booking, Guest, locked, place};
use super::problem::Problem;

/// Sessions that look for their weeks, and what they would cost at best.
#[derive(Clone, Debug)]
pub(super) struct Sketch {
    /// The cost of the master's solution; a plan that costs no more is as good as can be.
    pub objective: f64,
    pub bookings: Vec<Booking>,
    /// Timetables to try.
    pub tries: u32,
}

/// The best plan of a few timetables for a sketch; `None` if none of them could be filled.
pub(super) fn realise(
    problem: &Problem,
    shape: &Shape,
    sketch: &Sketch,
    (dice, mood): (&mut Dice, f64),
    work: &mut u64,
) -> Option<Assigned> {
    let mut best: Option<Assigned> = None;
    for attempt in 0..sketch.tries {
        let mut timetable = locked_in(problem, shape);
        place(problem, &sketch.bookings, &mut timetable, (dice, mood + 0.4 * f64::from(attempt)));
        let assigned = assign(problem, shape, &timetable, work);
        let is_better = |assigned: &Assigned| best.as_ref().is_none_or(|best| assigned.objective < best.objective);
        if let Some(assigned) = assigned.filter(is_better) {
            best = Some(assigned);
        }
        if best.as_ref().is_some_and(|best| best.objective < sketch.objective + 0.5) {
            break;
        }
    }
    best
}

/// The locked sessions of a part.
pub(super) fn locked_in(problem: &Problem, shape: &Shape) -> Timetable {
    let mut own = locked(problem);
    own.retain(|(offer, _), _| shape.offers.binary_search(offer).is_ok());
    own
}

/// The sessions of a solution beside the locked ones.
pub(super) fn sketch(problem: &Problem, (shape, master): (&Shape, &Master), found: &Found, tries: u32) -> Sketch {
    let own = locked_in(problem, shape);
    let mut bookings = Vec::new();
    for (r, run) in master.runs.iter().enumerate() {
        let offers = &master.classes[run.class].offers;
        let period = &shape.periods[run.period];
        let held = own.iter().filter(|((offer, week), _)| offers.contains(offer) && period.contains(week));
        let held: u32 = held.map(|(_, sessions)| sessions).sum();
        let all = found.sessions[r].round();
        let sessions = (all as u32).saturating_sub(held);
        if sessions == 0 {
            continue;
        }
        let guest = |f: &usize| {
            let flow = &master.flows[*f];
            let heads = found.heads[*f] / all;
            Guest { customer: flow.customer, heads, need: (heads / flow.per_session.max(1.0)).min(1.0) }
        };
        let offer = offers[0];
        let weeks = problem.offers[offer].weeks.iter().copied().filter(|week| period.contains(week)).collect();
        bookings.push(Booking { offer, weeks, sessions, guests: master.flows_of[r].iter().map(guest).collect() });
    }
    Sketch { objective: found.objective, bookings, tries }
}

/// A fractional solution with its sessions rounded up from the fraction `from` on.
pub(super) fn rounded(found: &Found, from: f64) -> Found {
    let round = |n: &f64| if n.fract() >= from { n.ceil() } else { n.floor() };
    Found {
        objective: found.objective,
        sessions: found.sessions.iter().map(round).collect(),
        heads: found.heads.clone(),
    }
}
