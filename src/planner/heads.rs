//! Heads for sessions whose weeks are settled: the cheapest assignment of whole heads.

use std::collections::BTreeMap;

use super::lp::Status;
use super::lp::simplex::Allowance;
use super::master::{Master, Shape, by_week, is_whole};
use super::plan::Plan;
use super::problem::Problem;

/// Sessions by offer and week.
pub(super) type Timetable = BTreeMap<(usize, usize), u32>;

/// A plan for a part of the problem with what it costs.
#[derive(Clone, Debug)]
pub(super) struct Assigned {
    pub plan: Plan,
    /// What it costs, yuan.
    pub objective: f64,
}

/// Assigns heads to the sessions of a timetable; `None` if its sessions cannot all be filled to their minimum. Adds
/// its steps of arithmetic to `work`.
pub(super) fn assign(problem: &Problem, shape: &Shape, timetable: &Timetable, work: &mut u64) -> Option<Assigned> {
    let weekly = Shape { periods: by_week(problem), merges: false, fixed: Some(timetable.clone()), ..shape.clone() };
    let mut master = Master::new(problem, &weekly);
    let status = master.lp.solve(Allowance::default());
    let is_whole = status == Status::Optimal && make_whole(&mut master).is_some();
    *work += master.lp.work() + 10 * (master.lp.n_columns() + master.lp.n_rows()) as u64;
    let plan = || Plan { sessions: sessions(&master), flows: flows(&master) }.tidy();
    is_whole.then(|| Assigned { plan: plan(), objective: master.objective().round() })
}

/// Rounds one fractional flow after the other, each time letting the program adjust the rest.
fn make_whole(master: &mut Master) -> Option<()> {
    loop {
        let fractions = master.flows.iter().map(|flow| (flow.column, master.lp.value(flow.column)));
        let fractional = fractions.filter(|(_, value)| !is_whole(*value));
        let nearest = |value: f64| (value - value.round()).abs();
        let next = fractional.min_by(|a, b| nearest(a.1).total_cmp(&nearest(b.1)).then(a.0.cmp(&b.0)));
        let Some((column, value)) = next else { return Some(()) };
        let first = value.round();
        let second = if first > value { value.floor() } else { value.ceil() };
        let basis = master.lp.basis();
        master.lp.set_bounds(column, first, first);
        if master.lp.solve(Allowance::default()) == Status::Optimal {
            continue;
        }
        master.lp.set_bounds(column, second, second);
        master.lp.set_basis(&basis);
        if master.lp.solve(Allowance::default()) != Status::Optimal {
            return None;
        }
    }
}

fn sessions(master: &Master) -> Vec<(usize, usize, u32)> {
    let row = |run: &super::master::Run| {
        let offer = master.classes[run.class].offers[0];
        (offer, run.period, master.lp.value(run.column).round() as u32)
    };
    master.runs.iter().map(row).collect()
}

fn flows(master: &Master) -> Vec<(usize, usize, usize, u32)> {
    let row = |flow: &super::master::Flow| {
        let run = master.runs[flow.run];
        let offer = master.classes[run.class].offers[0];
        (flow.customer, offer, run.period, master.lp.value(flow.column).round() as u32)
    };
    master.flows.iter().map(row).collect()
}
