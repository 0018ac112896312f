//! `lunxun report forecast`: where the plan leads, what the rest takes, and the rates behind both.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::arguments::CoverageArgs;
use super::super::{Desk, Stop, say, say_json};
use crate::model::{Fen, SessionId, Workspace};
use crate::report::Index;
use crate::report::forecast::{Band, CohortForecast, Forecast, Rate, Reach, forecast};
use crate::words::forecast::{self as words, ForecastWords};
use crate::words::records;

#[derive(Serialize)]
struct Cohort<'a> {
    name: String,
    #[serde(flatten)]
    forecast: &'a CohortForecast,
}

#[derive(Serialize)]
struct Coming {
    session: SessionId,
    title: String,
    day: NaiveDate,
    heads: Band<u64>,
    cost_fen: Band<Fen>,
    billed: bool,
}

#[derive(Serialize)]
struct Told<'a> {
    as_of: NaiveDate,
    heads: &'a Reach,
    cohorts: Vec<Cohort<'a>>,
    spent_fen: Fen,
    planned_fen: Band<Fen>,
    further_fen: Band<Fen>,
    full_cost_fen: Band<Fen>,
    ceiling_fen: Fen,
    /// The rest at the mean price so far, for comparison.
    flat_fen: Fen,
    sessions: Vec<Coming>,
    rates: &'a [Rate],
}

pub(super) fn run(desk: Desk, arguments: &CoverageArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder.folder)?;
    let workspace = &loaded.workspace;
    let as_of = arguments.as_of.unwrap_or_else(|| workspace.as_of(desk.today));
    let report = forecast(workspace, &Index::new(workspace, as_of));
    if arguments.folder.json {
        say_json(&told(workspace, &report))?;
    } else {
        tell(desk, workspace, &report);
    }
    desk.must_be_whole(&loaded)
}

fn told<'a>(workspace: &Workspace, report: &'a Forecast) -> Told<'a> {
    let coming = report.sessions.iter().map(|coming| Coming {
        session: coming.session,
        title: workspace.sessions.get(coming.session).map(|session| session.title.clone()).unwrap_or_default(),
        day: coming.day,
        heads: coming.heads,
        cost_fen: coming.cost,
        billed: coming.is_billed,
    });
    Told {
        as_of: report.as_of,
        heads: &report.heads,
        cohorts: report
            .cohorts
            .iter()
            .map(|forecast| Cohort { name: cohort_name(workspace, forecast), forecast })
            .collect(),
        spent_fen: report.spent,
        planned_fen: report.planned,
        further_fen: report.further,
        full_cost_fen: report.full_cost(),
        ceiling_fen: report.ceiling,
        flat_fen: report.flat,
        sessions: coming.collect(),
        rates: &report.rates,
    }
}

fn cohort_name(workspace: &Workspace, forecast: &CohortForecast) -> String {
    workspace.cohorts.get(forecast.cohort).map(|cohort| cohort.name.clone()).unwrap_or_default()
}

fn tell(desk: Desk, workspace: &Workspace, report: &Forecast) {
    let text = ForecastWords::of(desk.lang);
    say((desk.words().coverage_of)(&workspace.programme.district, report.as_of));
    let by: Vec<String> = report.heads.milestones.iter().map(|one| (text.by)(one.per_mille / 10)).collect();
    let shares: Vec<u64> = report.heads.milestones.iter().map(|one| one.per_mille).collect();
    say(format!("\t{}\t{}\t{}\t{}", text.trained, text.year_end, by.join("\t"), text.further));
    let row = |name: &str, reach: &Reach, cost: Band<Fen>| {
        let days: Vec<String> = shares
            .iter()
            .map(|share| {
                let found = reach.milestones.iter().find(|one| one.per_mille == *share);
                let day = |day: Option<NaiveDate>| day.map_or_else(|| text.not_this_year.to_owned(), |d| d.to_string());
                found.map_or_else(|| "√".to_owned(), |one| day(one.on.middle))
            })
            .collect();
        let trained = format!("{} / {}", records::count(reach.trained), records::count(reach.eligible));
        let end = words::heads(reach.year_end);
        say(format!("{name}\t{trained}\t{end}\t{}\t{}", days.join("\t"), words::wan(cost)));
    };
    row(text.everybody, &report.heads, report.further);
    for cohort in &report.cohorts {
        row(&cohort_name(workspace, cohort), &cohort.reach, cohort.cost);
    }
    say("");
    let full = words::wan(report.full_cost());
    say((text.money)(&records::wan(report.spent), &words::wan(report.planned), &full));
    say((text.flat)(&records::wan(report.flat)));
    say("");
    say(format!("{}\t{}\t{}\t{}", text.way, text.no_show, text.cost_per_head, text.heads_per_session));
    for rate in &report.rates {
        let cohort = workspace.cohorts.get(rate.cohort).map_or("", |cohort| cohort.short_name.as_str());
        let (mode, level) = (records::mode(desk.lang, rate.mode), records::level(desk.lang, rate.level));
        let no_show = format!("{} [{}]", words::per_mille(rate.no_show_per_mille), text.basis(rate.no_show_basis));
        let cost = format!("{} [{}]", words::yuan(rate.cost_per_head), text.basis(rate.cost_basis));
        say(format!("{cohort} {mode} · {level}\t{no_show}\t{cost}\t{}", rate.heads_per_session));
    }
    say(text.method);
}
