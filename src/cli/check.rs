//! `lunxun check`: everything that is wrong with a folder. Errors are damaged or impossible data; findings are
//! what deserves a look, such as a clash, and fail nothing.

use serde::Serialize;

use super::arguments::FolderArgs;
use super::{Desk, Stop, say, say_json};
use crate::report::attention::findings_on;
use crate::report::{Index, alternatives_to};
use crate::rules::{Alternative, Board, Finding, Impact, Subject};
use crate::store::disk::RealDisk;
use crate::store::problem::{Problem, ProblemCode, StoreError};
use crate::store::{Loaded, read_only};
use crate::words::{remedies, report as report_words, store as store_words};

/// So many alternatives are told for each finding.
const ALTERNATIVES: usize = 3;

/// A problem of a file as other programs read it.
#[derive(Serialize)]
struct ErrorLine {
    file: String,
    line: Option<u32>,
    column: Option<u32>,
    message: String,
}

/// A finding as other programs read it.
#[derive(Serialize)]
struct FindingLine {
    impact: &'static str,
    rule: String,
    date: Option<chrono::NaiveDate>,
    subjects: Vec<String>,
    n: u64,
    limit: u64,
    message: String,
    /// What can be done about it, the best first.
    alternatives: Vec<AlternativeLine>,
}

/// Something that can be done about a finding, as other programs read it.
#[derive(Clone, Serialize)]
struct AlternativeLine {
    /// The session that is changed.
    session: String,
    message: String,
    price_fen: i64,
    people_to_tell: usize,
    /// What it costs and who is told, in words.
    #[serde(skip)]
    terms: String,
}

#[derive(Serialize)]
struct Checked {
    ok: bool,
    errors: Vec<ErrorLine>,
    /// Problems by which no data is lost or impossible.
    warnings: Vec<ErrorLine>,
    findings: Vec<FindingLine>,
}

pub(super) fn run(desk: Desk, arguments: &FolderArgs) -> Result<(), Stop> {
    let checked = match read_only(&RealDisk, &arguments.folder) {
        Ok(loaded) => check(desk, &loaded),
        Err(StoreError::Damaged(problems)) => with_problems(desk, &problems),
        Err(error) => return Err(desk.unreadable(&error)),
    };
    if arguments.json {
        say_json(&checked)?;
    } else {
        tell(desk, &checked);
    }
    if checked.ok { Ok(()) } else { Err(Stop::refused("")) }
}

fn check(desk: Desk, loaded: &Loaded) -> Checked {
    let workspace = &loaded.workspace;
    let index = Index::new(workspace, workspace.as_of(desk.today));
    let coverage = index.coverage();
    let board = Board::new(workspace, coverage.as_of);
    let alternative = |alternative: &Alternative| AlternativeLine {
        session: alternative.session.map(|id| id.to_string()).unwrap_or_default(),
        message: remedies::remedy(desk.lang, alternative, workspace),
        price_fen: alternative.price.0,
        people_to_tell: alternative.n_told,
        terms: remedies::terms(desk.lang, alternative),
    };
    let line = |finding: &Finding| FindingLine {
        impact: impact_code(finding.impact),
        rule: snake_case(&format!("{:?}", finding.rule)),
        date: finding.date,
        subjects: finding.subjects.iter().map(subject_id).collect(),
        n: finding.n,
        limit: finding.limit,
        message: report_words::finding(desk.lang, finding, workspace),
        alternatives: alternatives_to(workspace, &index, &board, finding)
            .iter()
            .take(ALTERNATIVES)
            .map(alternative)
            .collect(),
    };
    let findings = findings_on(&board, workspace, &coverage).iter().map(line).collect();
    Checked { findings, ..with_problems(desk, &loaded.problems) }
}

/// An impact as other programs read it.
pub(super) fn impact_code(impact: Impact) -> &'static str {
    match impact {
        Impact::Block => "block",
        Impact::Warn => "warn",
        Impact::Info => "info",
    }
}

pub(super) fn subject_id(subject: &Subject) -> String {
    match subject {
        Subject::Session(id) => id.to_string(),
        Subject::Venue(id) => id.to_string(),
        Subject::Trainer(id) => id.to_string(),
        Subject::Township(id) => id.to_string(),
        Subject::Person(id) => id.to_string(),
        Subject::Blackout(id) => id.to_string(),
        Subject::Level(level) => snake_case(&format!("{level:?}")),
        Subject::Funding(funding) => snake_case(&format!("{funding:?}")),
        Subject::Cohort(id) => id.to_string(),
        Subject::Programme => "programme".to_owned(),
    }
}

fn with_problems(desk: Desk, problems: &[Problem]) -> Checked {
    let (errors, warnings): (Vec<&Problem>, Vec<&Problem>) = problems.iter().partition(|problem| is_error(problem));
    let line = |problem: &Problem| ErrorLine {
        file: problem.file.clone(),
        line: problem.line,
        column: problem.column,
        message: store_words::code(desk.lang, &problem.code),
    };
    Checked {
        ok: errors.is_empty(),
        errors: errors.into_iter().map(line).collect(),
        warnings: warnings.into_iter().map(line).collect(),
        findings: Vec::new(),
    }
}

/// Edits that were never acknowledged, or are kept elsewhere, are no damage.
fn is_error(problem: &Problem) -> bool {
    !matches!(problem.code, ProblemCode::TornTail { .. } | ProblemCode::EmergencyKept { .. })
}

fn tell(desk: Desk, checked: &Checked) {
    let words = desk.words();
    let place = |line: &ErrorLine| match (line.line, line.column) {
        (Some(n), Some(column)) => format!("{}:{n}:{column}", line.file),
        (Some(n), None) => format!("{}:{n}", line.file),
        (None, _) => line.file.clone(),
    };
    for error in &checked.errors {
        say(format!("{}\t{}\t{}", words.error, place(error), error.message));
    }
    for warning in &checked.warnings {
        say(format!("{}\t{}\t{}", words.warning, place(warning), warning.message));
    }
    for finding in &checked.findings {
        say(format!("{}\t{}", words.finding, finding.message));
        if let Some(best) = finding.alternatives.first() {
            say(format!("\t{}\t{} · {}", words.way_out, best.message, best.terms));
        }
    }
    say((words.checked)(checked.errors.len(), checked.findings.len()));
}

/// A name of the code as other programs read it.
pub(super) fn snake_case(camel: &str) -> String {
    let mut out = String::new();
    for (i, c) in camel.chars().enumerate() {
        if c.is_uppercase() && i > 0 {
            out.push('_');
        }
        out.extend(c.to_lowercase());
    }
    out
}
