//! `lunxun plan --problem FILE`: solves a course planning problem from a file.

use std::path::Path;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::arguments::PlanArgs;
use super::{Desk, Stop, say, say_json};
use crate::planner::problem::Problem;
use crate::planner::{self, Options, Watch};
use crate::store::disk::{Disk, RealDisk, replace};
use crate::store::problem::Failure;
use crate::words::{planner as words, store as store_words};

/// The result as other programs read it.
#[derive(Serialize)]
struct Solved {
    objective: i64,
    bound: i64,
    gap_percent: f64,
    seconds: f64,
}

/// Stops at a moment.
pub(super) struct Until(pub Instant);

impl Watch for Until {
    fn stop(&self) -> bool {
        Instant::now() >= self.0
    }
}

/// Solves the problem of a file, or plans the year of a folder.
pub(super) fn run(desk: Desk, arguments: &PlanArgs) -> Result<(), Stop> {
    match (&arguments.problem, &arguments.folder) {
        (Some(path), _) => solve(desk, path, arguments),
        (None, Some(folder)) => super::year::run(desk, folder, arguments),
        (None, None) => Ok(()),
    }
}

fn solve(desk: Desk, path: &Path, arguments: &PlanArgs) -> Result<(), Stop> {
    let start = Instant::now();
    let problem = read(desk, path)?;
    let options =
        Options { seed: arguments.seed, threads: arguments.threads as usize, work: None, ..Options::default() };
    let until = Until(start + Duration::from_secs_f64(arguments.seconds));
    let outcome = planner::solve(&problem, &options, &until)
        .map_err(|found| Stop::contradictory(words::contradiction(desk.lang, &problem, &found)))?;
    let seconds = start.elapsed().as_secs_f64();
    if let Some(path) = &arguments.output {
        let plan = serde_json::to_vec(&outcome.plan).map_err(|error| Stop::refused(error.to_string()))?;
        write(desk, path, &plan)?;
    }
    if arguments.json {
        return say_json(&Solved {
            objective: outcome.objective,
            bound: outcome.bound,
            gap_percent: outcome.gap_percent(),
            seconds,
        });
    }
    say(words::outcome(desk.lang, &problem, &outcome, seconds));
    if let Some(path) = &arguments.output {
        say((desk.words().written)(&path.display().to_string()));
    }
    Ok(())
}

fn read(desk: Desk, path: &Path) -> Result<Problem, Stop> {
    let bytes = RealDisk
        .read(path)
        .map_err(|error| Stop::unreadable(store_words::failure(desk.lang, &Failure::new(path, &error))))?;
    let text = String::from_utf8_lossy(&bytes);
    Problem::read(&text).map_err(|malformed| Stop::unreadable(words::malformed(desk.lang, &malformed)))
}

/// Writes the plan whole or not at all.
fn write(desk: Desk, path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    replace(&RealDisk, path, bytes).map_err(|error| {
        let failure = Failure::new(path, &error);
        Stop::unreadable((desk.words().not_written)(&store_words::failure(desk.lang, &failure)))
    })
}
