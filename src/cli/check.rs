//! `lunxun check`: everything that is wrong with a folder. Errors are damaged or impossible data; findings are
//! what deserves a look, such as a clash, and fail nothing.

use serde::Serialize;

use super::arguments::FolderArgs;
use super::{Desk, Stop, say, say_json};
use crate::store::disk::RealDisk;
use crate::store::problem::{Problem, ProblemCode, StoreError};
use crate::store::read_only;
use crate::words::store as store_words;

/// A problem of a file as other programs read it.
#[derive(Serialize)]
struct ErrorLine {
    file: String,
    line: Option<u32>,
    column: Option<u32>,
    message: String,
}

#[derive(Serialize)]
struct Checked {
    ok: bool,
    errors: Vec<ErrorLine>,
    /// Problems by which no data is lost or impossible.
    warnings: Vec<ErrorLine>,
    findings: Vec<String>,
}

pub(super) fn run(desk: Desk, arguments: &FolderArgs) -> Result<(), Stop> {
    let checked = match read_only(&RealDisk, &arguments.folder) {
        Ok(loaded) => with_problems(desk, &loaded.problems),
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
        say(format!("{}\t{}", words.finding, finding));
    }
    say((words.checked)(checked.errors.len(), checked.findings.len()));
}
