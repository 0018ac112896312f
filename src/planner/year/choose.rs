//! The plan of a year with changes priced: one made freely, against one that leaves every sound draft alone.
//!
//! The problem knows nothing of the plan in force, so a plan of it may give up many drafts for little. Where it
//! changes any, the rest of the year is planned once more around the drafts as they stand, and the cheaper of both
//! is taken, each change at what it is said to be worth.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::NaiveDate;

use super::calendar::replannable;
use super::draft::{Change, Draft, Naming, draft};
use super::instance::{Instance, instance};
use super::offers::yuan_up;
use super::settings::Settings;
use crate::model::{Fen, Session, SessionId, TownshipId, Workspace};
use crate::planner::contradiction::Contradiction;
use crate::planner::plan::Plan;
use crate::planner::{Options, Progress, Watch, solve};
use crate::rules::{Board, Impact};

/// A plan of the year and the draft made of it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The problem that was solved.
    pub instance: Instance,
    /// The plan, as the planner gave it.
    pub plan: Plan,
    /// The plan as dated sessions and named people.
    pub draft: Draft,
}

/// Plans the year of a workspace as it stands at the end of a day.
///
/// # Errors
/// Constraints that exclude each other, with the problem in which they do.
pub fn choose(
    workspace: &Workspace,
    settings: &Settings,
    as_of: NaiveDate,
    (options, naming): (&Options, Naming),
    watch: &dyn Watch,
) -> Result<Choice, (Box<Instance>, Contradiction)> {
    let free = plan(workspace, settings, as_of, (options, naming), watch)?;
    let has_changes =
        !free.draft.dropped.is_empty() || free.draft.sessions.iter().any(|one| one.change == Change::Moved);
    if !has_changes || watch.stop() {
        return Ok(free);
    }
    let sound = sound_drafts(workspace, settings, as_of);
    let keeping = Settings { kept: settings.kept.union(&sound).copied().collect(), ..settings.clone() };
    let held = sound.iter().map(|id| worth(workspace, &free.instance, *id)).sum::<i64>();
    let rival = Rival { watch, to_beat: free.draft.objective - held, is_beaten: AtomicBool::new(false) };
    let Ok(mut kept) = plan(workspace, &keeping, as_of, (options, naming), &rival) else { return Ok(free) };
    kept.draft.objective += held;
    if kept.draft.objective >= free.draft.objective {
        return Ok(free);
    }
    // what holds for every plan holds for this one
    kept.draft.bound = free.draft.bound.min(kept.draft.objective);
    Ok(kept)
}

fn plan(
    workspace: &Workspace,
    settings: &Settings,
    as_of: NaiveDate,
    (options, naming): (&Options, Naming),
    watch: &dyn Watch,
) -> Result<Choice, (Box<Instance>, Contradiction)> {
    let instance = instance(workspace, settings, as_of);
    match solve(&instance.problem, options, watch) {
        Ok(outcome) => {
            let draft = draft(workspace, &instance, &outcome.plan, naming, outcome.bound);
            Ok(Choice { instance, plan: outcome.plan, draft })
        }
        Err(contradiction) => Err((Box::new(instance), contradiction)),
    }
}

/// Drafts that could be re-planned, whose people are all named, and in which the rules find nothing that should be
/// looked at.
fn sound_drafts(workspace: &Workspace, settings: &Settings, as_of: NaiveDate) -> BTreeSet<SessionId> {
    let board = Board::new(workspace, as_of);
    let is_named = |id: SessionId| {
        let quotas =
            workspace.sessions.get(id).map_or(0, |one| one.quotas.iter().map(|quota| quota.heads).sum::<u32>());
        workspace.n_enrolled(id) >= quotas as usize
    };
    let is_sound = |id: &SessionId| {
        is_named(*id) && board.findings_for(workspace, *id).iter().all(|finding| finding.impact == Impact::Info)
    };
    replannable(workspace, settings, as_of).into_iter().filter(is_sound).collect()
}

/// What a draft costs by the prices of the problem, yuan; one that is no run of any offer by its own budget.
fn worth(workspace: &Workspace, instance: &Instance, id: SessionId) -> i64 {
    let Some(session) = workspace.sessions.get(id) else { return 0 };
    let is_its = |at: &usize| {
        let of = &instance.offers[*at];
        let place = (of.township, of.venue) == (session.township, session.venue);
        session.course == Some(of.course) && session.cohorts.first() == Some(&of.cohort) && place
    };
    let Some(at) = (0..instance.offers.len()).find(is_its) else {
        let lines = workspace.costs_of(id).filter(|line| line.actual.is_none());
        return yuan_up(lines.map(|line| line.planned).sum::<Fen>());
    };
    let offer = &instance.problem.offers[at];
    let head = |(township, heads): (TownshipId, u32)| {
        let customer =
            instance.customers.iter().position(|of| (of.township, of.cohort) == (township, instance.offers[at].cohort));
        let place = customer.and_then(|customer| offer.customers.iter().position(|one| *one == customer));
        i64::from(heads) * (offer.head + place.map_or(0, |place| offer.travel[place]))
    };
    offer.fixed + heads(workspace, session).into_iter().map(head).sum::<i64>()
}

/// People of a session by township: by name, or by quota where these are more.
fn heads(workspace: &Workspace, session: &Session) -> BTreeMap<TownshipId, u32> {
    let mut heads: BTreeMap<TownshipId, u32> = BTreeMap::new();
    let Some(span) = session.span() else { return heads };
    for seat in workspace.enrolments_in(session.id).filter(|seat| seat.state.takes_part()) {
        let person = workspace.people.get(seat.person);
        if let Some(township) = person.and_then(|person| workspace.township_of(person, span.first)) {
            *heads.entry(township).or_default() += 1;
        }
    }
    for quota in &session.quotas {
        let named = heads.entry(quota.township).or_default();
        *named = (*named).max(quota.heads);
    }
    heads
}

/// Stops with another watch, and as soon as nothing better than the first plan can come of it. It tells the other
/// nothing: its figures are those of the first plan.
struct Rival<'a> {
    watch: &'a dyn Watch,
    /// What the rest of the year costs in the first plan, yuan.
    to_beat: i64,
    is_beaten: AtomicBool,
}

impl Watch for Rival<'_> {
    fn stop(&self) -> bool {
        self.is_beaten.load(Ordering::Relaxed) || self.watch.stop()
    }

    fn improved(&self, progress: &Progress<'_>) {
        if progress.bound >= self.to_beat {
            self.is_beaten.store(true, Ordering::Relaxed);
        }
    }
}
