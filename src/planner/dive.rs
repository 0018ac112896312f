//! A quick whole solution from a relaxed one: rounds the sessions that are nearest to running up, one after the other,
//! and lets the program adjust the rest.

use super::lp::{Status, Var};
use super::master::{Found, Master, is_whole};

/// Sessions with at least this fraction are rounded up together.
const NEARLY: f64 = 0.85;

/// Dives from a solved master; `None` if it ends where no heads fill the sessions, or `go_on` says no.
pub(super) fn dive(master: &mut Master, go_on: &dyn Fn(u64) -> bool) -> Option<Found> {
    loop {
        if master.solve_strong(f64::INFINITY, go_on) != Status::Optimal {
            return None;
        }
        let chosen = to_round_up(master);
        if chosen.is_empty() {
            return Some(master.found());
        }
        let basis = master.lp.basis();
        let before: Vec<(Var, f64, (f64, f64))> =
            chosen.iter().map(|(var, value)| (*var, *value, master.lp.bounds(*var))).collect();
        for &(var, value, (_, upper)) in &before {
            master.lp.set_bounds(var, value.ceil(), upper);
        }
        if master.solve_strong(f64::INFINITY, go_on) == Status::Infeasible {
            for &(var, value, (lower, upper)) in &before {
                master.lp.set_bounds(var, lower, upper);
                if var == before[0].0 {
                    master.lp.set_bounds(var, lower, value.floor());
                }
            }
            master.lp.set_basis(&basis);
        }
    }
}

/// The fractional sessions to round up next, the nearest to whole first.
fn to_round_up(master: &Master) -> Vec<(Var, f64)> {
    let values = master.runs.iter().map(|run| (run.column, master.lp.value(run.column)));
    let mut fractional: Vec<(Var, f64)> = values.filter(|(_, value)| !is_whole(*value)).collect();
    fractional.sort_by(|a, b| b.1.fract().total_cmp(&a.1.fract()).then(a.0.cmp(&b.0)));
    let nearly = fractional.iter().take_while(|(_, value)| value.fract() >= NEARLY).count();
    fractional.truncate(nearly.max(1));
    fractional
}
