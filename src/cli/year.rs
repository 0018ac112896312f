//! `lunxun plan`: drafts the year of a folder, says why it is so, and adopts it if asked to.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::arguments::PlanArgs;
use super::plan::Until;
use super::{Desk, Stop, say, say_json};
use crate::model::{Fen, Label, Workspace};
use crate::planner::Options;
use crate::planner::contradiction::Contradiction;
use crate::planner::year::{
    Change, Choice, Comparison, Draft, Drafted, Effort, Explanation, Instance, choose, compare, explain, settings,
};
use crate::rules::Finding;
use crate::words::year::{self as year_words, YearWords};
use crate::words::{Lang, records, refusals, report as report_words};

/// Work for each limit that the explanation takes away.
const EXPLAINING_WORK: u64 = 400;

/// Everything that planning brought.
struct Made {
    draft: Draft,
    comparison: Comparison,
    explanation: Explanation,
    instance: Instance,
    seconds: f64,
}

pub(super) fn run(desk: Desk, folder: &Path, arguments: &PlanArgs) -> Result<(), Stop> {
    let loaded = desk.read(folder)?;
    desk.must_be_whole(&loaded)?;
    let ws = &loaded.workspace;
    let as_of = arguments.as_of.unwrap_or_else(|| ws.as_of(desk.today));
    let made = make(desk, ws, as_of, arguments)?;
    if arguments.json {
        say_json(&told(desk, ws, &made))?;
    } else {
        tell(desk, ws, &made);
    }
    if arguments.apply {
        apply(desk, folder, ws, &made)?;
        if !arguments.json {
            say((YearWords::of(desk.lang).applied)(made.draft.sessions.len(), made.draft.n_seated()));
        }
    } else if !arguments.json {
        say(YearWords::of(desk.lang).not_applied);
    }
    Ok(())
}

fn make(desk: Desk, ws: &Workspace, as_of: NaiveDate, arguments: &PlanArgs) -> Result<Made, Stop> {
    let refused = |refusal| Stop::refused(refusals::refusal(desk.lang, &refusal));
    let begun = Instant::now();
    let watch = Until(begun + Duration::from_secs_f64(arguments.seconds));
    let settings = settings(ws, as_of);
    let contradictory = |instance: &Instance, contradiction: &Contradiction| {
        let lines = year_words::contradiction(desk.lang, ws, instance, contradiction);
        let message = format!("{}\n{}", YearWords::of(desk.lang).contradiction, lines.join("\n"));
        Stop::contradictory(message)
    };
    let options = Options { seed: arguments.seed, threads: arguments.threads as usize, ..Options::default() };
    // titles and papers are Chinese whatever the language of the output
    let naming = YearWords::of(Lang::Zh).naming;
    let chosen = choose(ws, &settings, as_of, (&options, naming), &watch);
    let Choice { instance, plan, draft } = chosen.map_err(|(instance, why)| contradictory(&instance, &why))?;
    let comparison = compare(ws, &draft, as_of).map_err(refused)?;
    let seconds = begun.elapsed().as_secs_f64();
    let effort = Effort { work: EXPLAINING_WORK, threads: arguments.threads as usize, seed: arguments.seed };
    let watch = Until(Instant::now() + Duration::from_secs_f64(arguments.seconds.max(2.0)));
    let explanation = explain(ws, &instance, &plan, &draft, effort, &watch);
    let explanation = explanation.map_err(|why| contradictory(&instance, &why))?;
    Ok(Made { draft, comparison, explanation, instance, seconds })
}

/// Adopts the draft as one edit, which the window can undo.
fn apply(desk: Desk, folder: &Path, before: &Workspace, made: &Made) -> Result<(), Stop> {
    let label = Label::Plan { sessions: made.draft.sessions.len(), people: made.draft.n_seated() as usize };
    desk.append(folder, before, label, |ws| made.draft.apply(ws))
}

/// A plan as other programs read it.
#[derive(Serialize)]
struct Told {
    as_of: NaiveDate,
    objective: i64,
    bound: i64,
    gap_percent: f64,
    seconds: f64,
    wanted: u64,
    placed: u64,
    left_out: u64,
    cost_fen: Fen,
    sessions: Vec<SessionLine>,
    dropped: Vec<String>,
    cohorts: Vec<CohortLine>,
    levels: Vec<LevelLine>,
    not_placed: Vec<LeftOutLine>,
    relaxations: Vec<RelaxationLine>,
    mended: Vec<String>,
    left: Vec<String>,
    brought: Vec<String>,
}

#[derive(Serialize)]
struct SessionLine {
    title: String,
    change: &'static str,
    id: Option<String>,
    cohort: String,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    venue: Option<String>,
    township: Option<String>,
    heads: usize,
    cost_fen: Fen,
}

#[derive(Serialize)]
struct CohortLine {
    cohort: String,
    eligible: u64,
    trained: u64,
    placed_before: u64,
    placed_after: u64,
}

#[derive(Serialize)]
struct LevelLine {
    level: &'static str,
    before_fen: Fen,
    after_fen: Fen,
    ceiling_fen: Fen,
}

#[derive(Serialize)]
struct LeftOutLine {
    township: String,
    cohort: String,
    heads: usize,
    reason: String,
}

#[derive(Serialize)]
struct RelaxationLine {
    limit: String,
    freed: i64,
    cost_fen: Fen,
    better: i64,
}

fn told(desk: Desk, ws: &Workspace, made: &Made) -> Told {
    let Made { draft, comparison, explanation, .. } = made;
    let texts = |list: &[Finding]| list.iter().map(|f| report_words::finding(desk.lang, f, ws)).collect();
    Told {
        as_of: draft.as_of,
        objective: draft.objective,
        bound: draft.bound,
        gap_percent: draft.gap_percent(),
        seconds: made.seconds,
        wanted: draft.wanted,
        placed: draft.n_seated(),
        left_out: draft.n_left_out(),
        cost_fen: draft.cost(),
        sessions: draft.sessions.iter().map(|session| session_line(ws, session)).collect(),
        dropped: draft.dropped.iter().map(ToString::to_string).collect(),
        cohorts: comparison
            .cohorts
            .iter()
            .map(|row| CohortLine {
                cohort: cohort_name(ws, row.cohort),
                eligible: row.eligible,
                trained: row.trained,
                placed_before: row.seated_before,
                placed_after: row.seated_after,
            })
            .collect(),
        levels: comparison
            .levels
            .iter()
            .map(|row| LevelLine {
                level: match row.level {
                    crate::model::Level::District => "district",
                    crate::model::Level::Township => "township",
                    crate::model::Level::Village => "village",
                },
                before_fen: row.before,
                after_fen: row.after,
                ceiling_fen: row.ceiling,
            })
            .collect(),
        not_placed: explanation
            .left_out
            .iter()
            .map(|row| LeftOutLine {
                township: township_name(ws, Some(row.township)).unwrap_or_default(),
                cohort: cohort_name(ws, row.cohort),
                heads: row.people.len(),
                reason: year_words::left_out_reason(desk.lang, ws, row.reason),
            })
            .collect(),
        relaxations: explanation
            .relaxations
            .iter()
            .map(|one| RelaxationLine {
                limit: year_words::relief(desk.lang, ws, one.relief),
                freed: one.freed,
                cost_fen: one.cost,
                better: one.better,
            })
            .collect(),
        mended: texts(&comparison.mended),
        left: texts(&comparison.left),
        brought: texts(&comparison.brought),
    }
}

fn session_line(ws: &Workspace, drafted: &Drafted) -> SessionLine {
    let session = &drafted.session;
    let span = session.span();
    SessionLine {
        title: session.title.clone(),
        change: match drafted.change {
            Change::Added => "added",
            Change::Kept => "kept",
            Change::Moved => "moved",
        },
        id: drafted.from.map(|id| id.to_string()),
        cohort: session.cohorts.first().map(|id| cohort_name(ws, *id)).unwrap_or_default(),
        first: span.map(|span| span.first),
        last: span.map(|span| span.last),
        venue: session.venue.and_then(|id| ws.venues.get(id)).map(|venue| venue.name.clone()),
        township: township_name(ws, session.township),
        heads: drafted.people.len(),
        cost_fen: drafted.cost(),
    }
}

fn cohort_name(ws: &Workspace, id: crate::model::CohortId) -> String {
    ws.cohorts.get(id).map(|cohort| cohort.short_name.clone()).unwrap_or_default()
}

fn township_name(ws: &Workspace, id: Option<crate::model::TownshipId>) -> Option<String> {
    id.and_then(|id| ws.townships.get(id)).map(|township| township.name.clone())
}

fn tell(desk: Desk, ws: &Workspace, made: &Made) {
    let words = YearWords::of(desk.lang);
    let Made { draft, comparison, explanation, instance, .. } = made;
    say((words.plan_of)(&ws.programme.district, draft.as_of));
    if draft.wanted == 0 {
        say(words.nothing_to_plan);
    }
    let n = |list: usize| list as u64;
    say((words.sessions_line)(
        n(draft.sessions.len()),
        n(comparison.added.len()),
        n(comparison.kept.len()),
        n(comparison.moved.len()),
    ));
    say((words.placed)(draft.n_seated(), draft.wanted));
    say((words.proven)(draft.objective, draft.bound, &format!("{:.1}", draft.gap_percent())));
    say(format!("{}\t{}", words.cost, records::yuan(draft.cost())));
    tell_calendar(desk, ws, draft);
    say("");
    say(words.coverage);
    for row in &comparison.cohorts {
        let line = (words.coverage_line)(row.trained, row.seated_after, row.eligible);
        say(format!("  {}\t{line}", cohort_name(ws, row.cohort)));
    }
    say(words.levels);
    for row in &comparison.levels {
        let (before, after, ceiling) =
            (records::yuan(row.before), records::yuan(row.after), records::yuan(row.ceiling));
        say(format!("  {}\t{before} → {after} / {ceiling}", records::level(desk.lang, row.level)));
    }
    tell_left_out(desk, ws, explanation);
    if !instance.apart.is_empty() {
        say((words.apart)(n(instance.apart.len())));
    }
    tell_findings(desk, ws, comparison);
}

/// What would be run, by month and cohort.
fn tell_calendar(desk: Desk, ws: &Workspace, draft: &Draft) {
    let words = YearWords::of(desk.lang);
    let mut months: BTreeMap<(i32, u32), Vec<&Drafted>> = BTreeMap::new();
    for drafted in &draft.sessions {
        let Some(span) = drafted.session.span() else { continue };
        months.entry((span.first.year(), span.first.month())).or_default().push(drafted);
    }
    for ((_, month), sessions) in months {
        say(format!("\n{}", (words.month)(month)));
        let mut sums: BTreeMap<_, (u64, u64)> = BTreeMap::new();
        for drafted in &sessions {
            let sum = sums.entry(drafted.session.cohorts.first().copied()).or_default();
            *sum = (sum.0 + 1, sum.1 + drafted.people.len() as u64);
        }
        let sums = sums.into_iter().map(|(cohort, (n, heads))| {
            let name = cohort.map(|id| cohort_name(ws, id)).unwrap_or_default();
            format!("{name} {n} · {}", (words.heads)(heads))
        });
        say(format!("  {}", sums.collect::<Vec<_>>().join("；")));
        for drafted in sessions {
            let session = &drafted.session;
            let Some(span) = session.span() else { continue };
            let venue = session.venue.and_then(|id| ws.venues.get(id)).map_or(words.no_venue, |v| v.name.as_str());
            let days = if span.first == span.last {
                span.first.format("%m-%d").to_string()
            } else {
                format!("{}—{}", span.first.format("%m-%d"), span.last.format("%m-%d"))
            };
            let heads = (words.heads)(drafted.people.len() as u64);
            let money = records::yuan(drafted.cost());
            let change = (words.change)(drafted.change);
            say(format!("  {days}\t{change}\t{}\t{venue}\t{heads}\t{money}", session.title));
        }
    }
}

fn tell_left_out(desk: Desk, ws: &Workspace, explanation: &Explanation) {
    let words = YearWords::of(desk.lang);
    if explanation.left_out.is_empty() {
        say(words.nobody_left_out);
    } else {
        say(words.left_out);
    }
    for row in &explanation.left_out {
        let township = township_name(ws, Some(row.township)).unwrap_or_default();
        let heads = (words.heads)(row.people.len() as u64);
        let reason = year_words::left_out_reason(desk.lang, ws, row.reason);
        say(format!("  {township}\t{}\t{heads}\t{reason}", cohort_name(ws, row.cohort)));
    }
    if !explanation.relaxations.is_empty() {
        say(words.relaxations);
        for relaxation in &explanation.relaxations {
            say(format!("  {}", year_words::relaxation(desk.lang, ws, relaxation)));
        }
    }
}

fn tell_findings(desk: Desk, ws: &Workspace, comparison: &Comparison) {
    let words = YearWords::of(desk.lang);
    let lists =
        [(words.mended, &comparison.mended), (words.left, &comparison.left), (words.brought, &comparison.brought)];
    for (heading, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        say(heading);
        for finding in list {
            say(format!("  {}", report_words::finding(desk.lang, finding, ws)));
        }
    }
}
