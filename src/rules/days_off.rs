//! Nobody is called away on public holidays, nor without need on weekends; some weekend days are worked in exchange.
//! Remote lessons are watched when people have time.

use chrono::{Datelike, NaiveDate, Weekday};

use super::context::Context;
use super::{Finding, Rule, Subject};
use crate::model::{Mode, Workspace};

/// What offices do on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    /// They work, which on a weekend is in exchange for a holiday.
    Working,
    /// A weekend day on which nobody works.
    Weekend,
    /// A public holiday.
    Holiday,
}

/// What offices do on a day, by the weekday and the table of holidays.
pub fn day_kind(workspace: &Workspace, day: NaiveDate) -> DayKind {
    match workspace.holidays.get(day) {
        Some(holiday) if holiday.is_workday => DayKind::Working,
        Some(_) => DayKind::Holiday,
        None if matches!(day.weekday(), Weekday::Sat | Weekday::Sun) => DayKind::Weekend,
        None => DayKind::Working,
    }
}

pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    for class in context.checked().filter(|class| class.session.mode != Mode::Remote) {
        let days: Vec<_> =
            class.session.days().into_iter().map(|day| (day, day_kind(context.workspace, day))).collect();
        let kinds = [(DayKind::Holiday, Rule::Holiday), (DayKind::Weekend, Rule::Weekend)];
        for (kind, rule) in kinds {
            let mut off = days.iter().filter(|(_, of)| *of == kind);
            if let Some((first, _)) = off.next() {
                let finding = Finding::new(rule, vec![Subject::Session(class.session.id)]);
                findings.push(finding.on(Some(*first)).counting(1 + off.count() as u64, 0));
            }
        }
    }
}
