//! The job that looks for a plan of the year: how it is watched, and what it makes of the plan.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::jobs::{Progress as JobProgress, Wake};
use super::planning::{PlanOptions, PlanResult, Planned};
use crate::model::Workspace;
use crate::planner::year::{Choice, Settings, choose, compare};
use crate::planner::{self, Options, Watch, gap_percent};
use crate::words::Lang;
use crate::words::year::YearWords;

/// How far the work has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanProgress {
    /// What the best plan costs with its penalties, yuan; `None`: there is none yet.
    pub objective: Option<i64>,
    /// No plan can cost less, yuan.
    pub bound: i64,
    /// Heads that the best plan places.
    pub heads_served: u64,
    /// Heads that are to be placed.
    pub heads_wanted: u64,
    /// How often the plan or the bound became better.
    pub n_improved: u64,
}

impl PlanProgress {
    /// At most so much better is possible, in percent; `None` without a plan.
    pub fn gap_percent(&self) -> Option<f64> {
        self.objective.map(|objective| gap_percent(objective, self.bound))
    }
}

/// What the job and the window share.
pub(super) struct Shared {
    pub progress: Mutex<PlanProgress>,
    pub is_stopped: AtomicBool,
    pub begun: Instant,
    pub limit: Duration,
    pub wake: Wake,
}

/// Stops when the time is up, when the user says so, and when nobody wants the result any more.
pub(super) struct PlanWatch<'a> {
    pub shared: &'a Shared,
    pub job: JobProgress,
}

impl Watch for PlanWatch<'_> {
    fn stop(&self) -> bool {
        let is_over = self.shared.begun.elapsed() >= self.shared.limit;
        is_over || self.shared.is_stopped.load(Ordering::Relaxed) || self.job.is_stopped()
    }

    fn improved(&self, progress: &planner::Progress<'_>) {
        let mut shown = self.shared.progress.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = PlanProgress {
            objective: Some(progress.objective),
            bound: progress.bound,
            heads_served: progress.heads_served,
            heads_wanted: progress.heads_wanted,
            n_improved: shown.n_improved + 1,
        };
        drop(shown);
        (self.shared.wake)();
    }
}

/// Stops when nobody wants the result any more.
pub(super) struct JobWatch(pub JobProgress);

impl Watch for JobWatch {
    fn stop(&self) -> bool {
        self.0.is_stopped()
    }
}

/// Looks for a plan, and makes a draft of it beside the plan in force.
pub(super) fn plan(
    (run, revision): (u64, u64),
    ws: &Workspace,
    settings: &Settings,
    as_of: chrono::NaiveDate,
    options: PlanOptions,
    watch: &PlanWatch<'_>,
) -> PlanResult {
    let asked = Options { seed: options.seed, threads: options.threads, work: None, start: None };
    // titles and papers are Chinese whatever the window's language
    let naming = YearWords::of(Lang::Zh).naming;
    let Choice { instance, plan, draft } = match choose(ws, settings, as_of, (&asked, naming), watch) {
        Ok(choice) => choice,
        Err((_, contradiction)) => return PlanResult::Contradiction(run, contradiction),
    };
    match compare(ws, &draft, as_of) {
        Ok(comparison) => PlanResult::Planned(Box::new(Planned {
            run,
            revision,
            number: 0,
            instance,
            plan,
            draft,
            comparison,
            explanation: None,
        })),
        Err(refusal) => PlanResult::Refused(run, refusal),
    }
}
