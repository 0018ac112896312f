//! `lunxun report rules`: every check with its source, what it does and what it has found.

use chrono::NaiveDate;
use serde::Serialize;

use super::super::arguments::CoverageArgs;
use super::super::check::{impact_code, snake_case, subject_id};
use super::super::{Desk, Stop, say, say_json};
use crate::model::Workspace;
use crate::report::Index;
use crate::report::attention::findings;
use crate::report::checks::{CheckRow, checks};
use crate::rules::{Finding, Source};
use crate::words::{checks as words, report as report_words};

/// A check as other programs read it.
#[derive(Serialize)]
struct CheckLine {
    rule: String,
    name: &'static str,
    /// `null`: it is off.
    impact: Option<&'static str>,
    source: String,
    /// Whether the figures were checked against the text of the regulation; `null` where there are none.
    verified: Option<bool>,
    since: Option<NaiveDate>,
    until: Option<NaiveDate>,
    findings: Vec<FindingLine>,
}

#[derive(Serialize)]
struct FindingLine {
    message: String,
    date: Option<NaiveDate>,
    subjects: Vec<String>,
    n: u64,
    limit: u64,
}

#[derive(Serialize)]
struct Rules {
    as_of: NaiveDate,
    /// Whether nothing holds up a submission.
    ok: bool,
    checks: Vec<CheckLine>,
}

pub(super) fn run(desk: Desk, arguments: &CoverageArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder.folder)?;
    let workspace = &loaded.workspace;
    let as_of = arguments.as_of.unwrap_or_else(|| workspace.as_of(desk.today));
    let found = findings(workspace, &Index::new(workspace, as_of).coverage());
    let rows = checks(workspace, &found, as_of);
    let is_blocked = crate::report::checks::blocking(&found).next().is_some();
    if arguments.folder.json {
        let checks = rows.iter().map(|row| line(desk, workspace, row)).collect();
        say_json(&Rules { as_of, ok: !is_blocked, checks })?;
    } else {
        tell(desk, workspace, &rows);
    }
    desk.must_be_whole(&loaded)
}

fn line(desk: Desk, workspace: &Workspace, row: &CheckRow<'_>) -> CheckLine {
    let set = match row.source {
        Source::Set(set) => Some(set),
        Source::Preset(preset) => Some(&preset.set),
        Source::Missing | Source::Plain => None,
    };
    let finding = |finding: &Finding| FindingLine {
        message: report_words::finding(desk.lang, finding, workspace),
        date: finding.date,
        subjects: finding.subjects.iter().map(subject_id).collect(),
        n: finding.n,
        limit: finding.limit,
    };
    CheckLine {
        rule: snake_case(&format!("{:?}", row.rule)),
        name: report_words::rule(desk.lang, row.rule),
        impact: row.impact.map(impact_code),
        source: words::source(desk.lang, &row.source),
        verified: set.map(|set| set.is_verified),
        since: set.and_then(|set| set.valid.since),
        until: set.and_then(|set| set.valid.until),
        findings: row.findings.iter().map(finding).collect(),
    }
}

fn tell(desk: Desk, workspace: &Workspace, rows: &[CheckRow<'_>]) {
    for row in rows {
        let name = report_words::rule(desk.lang, row.rule);
        let impact = words::impact(desk.lang, row.impact);
        say(format!("{name}\t{impact}\t{}\t{}", row.findings.len(), words::source(desk.lang, &row.source)));
        for finding in &row.findings {
            say(format!("\t{}", report_words::finding(desk.lang, finding, workspace)));
        }
    }
}
