//! `lunxun report KIND DIR`: what a district is asked for, one file a kind.

mod budget;
mod duplicates;
mod forecast;
mod hours;
mod rules;
mod topics;

use super::arguments::ReportKind;
use super::{Desk, Stop};

pub(super) fn run(desk: Desk, kind: &ReportKind) -> Result<(), Stop> {
    match kind {
        ReportKind::Rules(arguments) => rules::run(desk, arguments),
        ReportKind::Budget(arguments) => budget::run(desk, arguments),
        ReportKind::Hours(arguments) => hours::run(desk, arguments),
        ReportKind::Forecast(arguments) => forecast::run(desk, arguments),
        ReportKind::Duplicates(arguments) => duplicates::run(desk, arguments),
        ReportKind::Topics(arguments) => topics::run(desk, arguments),
    }
}
