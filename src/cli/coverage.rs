//! `lunxun coverage`: the figures of the year on a day.

use super::arguments::CoverageArgs;
use super::{Desk, Stop, say, say_json};
use crate::report::summary::{PlacesSummary, Summary, TownshipSummary, summary};
use crate::words::records::{count, percent, yuan};

pub(super) fn run(desk: Desk, arguments: &CoverageArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder.folder)?;
    let workspace = &loaded.workspace;
    let summary = summary(workspace, arguments.as_of.unwrap_or_else(|| workspace.as_of(desk.today)));
    if arguments.folder.json {
        say_json(&summary)?;
    } else {
        tell(desk, &workspace.programme.district, &summary);
    }
    desk.must_be_whole(&loaded)
}

fn tell(desk: Desk, district: &str, summary: &Summary) {
    let words = desk.words();
    say((words.coverage_of)(district, summary.as_of));
    let share = |part: u64, whole: u64| format!("{} / {} = {}", count(part), count(whole), percent(part, whole));
    let row = |label: &str, text: &str| say(format!("{label}\t{text}"));
    row(words.heads, &share(summary.heads.trained, summary.heads.eligible));
    let sums = |of: fn(&PlacesSummary) -> u64| summary.places.iter().map(of).sum::<u64>();
    row(words.places, &share(sums(|p| p.used), sums(|p| p.planned)));
    for places in &summary.places {
        row(&format!("  {}", places.cohort), &share(places.used, places.planned));
    }
    row(words.attendances, &count(summary.attendances));
    row(words.sessions, &count(summary.sessions));
    row(words.hours, &share(summary.hours.reached, summary.hours.eligible));
    let budget = &summary.budget;
    row(words.spent, &yuan(budget.spent_fen));
    row(words.committed, &yuan(budget.committed_fen));
    row(words.ceiling, &yuan(budget.ceiling_fen));
    row(words.per_head, &budget.per_head_fen.map_or_else(|| "—".to_owned(), yuan));
    say("");
    for township in &summary.townships {
        let TownshipSummary { name, heads, .. } = township;
        row(if name.is_empty() { words.no_unit } else { name }, &share(heads.trained, heads.eligible));
    }
}
