//! The comprehensive rate (综合定额): what a session may cost by its person-days, and which of its costs count.

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::{
    CostItem, CostLine, Fen, Figures, MOST_TRAVEL_DAYS, PersonId, Reduction, Session, Status, Workspace,
};

/// What the comprehensive rate says of one session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SessionRate {
    /// People times days, days of travel included as far as the rule counts them.
    pub person_days: u64,
    /// The most that the costs under the rate may come to; `None`: no rule names a rate.
    pub limit: Option<Fen>,
    /// What the costs under the rate come to: paid, or planned where nothing is paid yet.
    pub counted: Fen,
}

impl SessionRate {
    /// By how much the limit is broken; `None` if it is kept or not known.
    pub fn over(&self) -> Option<Fen> {
        self.limit.filter(|limit| self.counted > *limit).map(|limit| self.counted - limit)
    }
}

/// What the comprehensive rate of its first day says of a session.
pub fn session_rate(workspace: &Workspace, session: &Session) -> SessionRate {
    let lines: Vec<&CostLine> = workspace.costs_of(session.id).collect();
    rate_of(workspace, session, &heads_by_day(workspace, session), &lines)
}

/// The same for who knows the heads of each day of class and the session's cost lines already.
pub fn rate_of(workspace: &Workspace, session: &Session, heads: &[u64], lines: &[&CostLine]) -> SessionRate {
    let figures = figures_of(workspace, session);
    let days = with_travel(session, &figures, heads);
    let counts = |line: &&&CostLine| is_under_rate(&figures, line.item);
    SessionRate {
        person_days: days.iter().sum(),
        limit: limit(&figures, &days),
        counted: lines.iter().filter(counts).map(|line| line.actual.unwrap_or(line.planned)).sum(),
    }
}

/// The figures that hold on a session's first day at its level.
pub fn figures_of(workspace: &Workspace, session: &Session) -> Figures {
    let first = session.slots.iter().map(|slot| slot.date).min();
    workspace.rules_for(first.unwrap_or(workspace.programme.days().first), Some(session.level))
}

/// Whether a cost counts into the comprehensive rate. A rate without items takes everything.
pub fn is_under_rate(figures: &Figures, item: CostItem) -> bool {
    figures.rate_items.is_empty() || figures.rate_items.iter().any(|part| part.items.contains(&item))
}

/// The most that so many heads on each of the days in turn may cost: the full rate a head and day, and less for the
/// days, and only those, beyond the lengths that the rule names. `None` without a rate.
///
/// Source: from 2017 days beyond 30 count at 70 %; 2014–2016 beyond 15 at 80 % and beyond 30 at 70 %.
pub fn limit(figures: &Figures, heads_by_day: &[u64]) -> Option<Fen> {
    let rate = i128::from(figures.person_day_rate?.0);
    let hundredths: i128 = (1..)
        .zip(heads_by_day)
        .map(|(day, heads)| i128::from(*heads) * i128::from(percent_on(&figures.reductions, day)))
        .sum();
    Some(Fen(i64::try_from(rate * hundredths / 100).unwrap_or(i64::MAX)))
}

/// What the nth day counts, in percent.
fn percent_on(reductions: &[Reduction], day: u32) -> u32 {
    let reached = reductions.iter().filter(|reduction| day > reduction.beyond_days);
    reached.max_by_key(|reduction| reduction.beyond_days).map_or(100, |reduction| reduction.percent)
}

/// Heads on each day that is paid for: days of reporting in and leaving as filed, as many as the rule counts.
fn with_travel(session: &Session, figures: &Figures, heads: &[u64]) -> Vec<u64> {
    let (Some(first), Some(last)) = (heads.first(), heads.last()) else { return Vec::new() };
    let counted = |days: u32| days.min(figures.travel_days.unwrap_or(MOST_TRAVEL_DAYS)).min(MOST_TRAVEL_DAYS) as usize;
    let mut days = vec![*first; counted(session.filing.arrival_days)];
    days.extend(heads);
    days.extend(vec![*last; counted(session.filing.departure_days)]);
    days
}

/// The heads of each day of class, in order: those who came, once it is over and all its marks are there; until then
/// those who are to come, by name or by seats given to townships if these are more.
pub fn heads_by_day(workspace: &Workspace, session: &Session) -> Vec<u64> {
    let days = session.days();
    if matches!(session.status, Status::Finished | Status::Closed)
        && super::marks_missing::missing(workspace, session).0 == 0
        && let Some(came) = came_by_day(workspace, session, &days)
    {
        return came;
    }
    let quotas: u64 = session.quotas.iter().map(|quota| u64::from(quota.heads)).sum();
    let heads = quotas.max(workspace.n_enrolled(session.id) as u64);
    vec![heads; days.len()]
}

/// Those who came on each day, head-counts included; `None` where nobody was marked or counted.
fn came_by_day(workspace: &Workspace, session: &Session, days: &[NaiveDate]) -> Option<Vec<u64>> {
    let counted: u64 =
        workspace.head_counts.iter().filter(|c| c.session == session.id).map(|c| u64::from(c.heads)).sum();
    let mut came = vec![counted; days.len()];
    let mut last_seen: Vec<Option<PersonId>> = vec![None; days.len()];
    let mut is_known = counted > 0;
    for mark in workspace.marks_in(session.id).filter(|mark| mark.kind.is_attended()) {
        let Some(slot) = session.slot(mark.slot) else { continue };
        let Ok(day) = days.binary_search(&slot.date) else { continue };
        is_known = true;
        if last_seen[day] != Some(mark.person) {
            last_seen[day] = Some(mark.person);
            came[day] += 1;
        }
    }
    is_known.then_some(came)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_iii() -> Figures {
        let reductions = vec![Reduction { beyond_days: 30, percent: 70 }];
        Figures { person_day_rate: Some(Fen::yuan(550)), reductions, ..Figures::default() }
    }

    fn yuan(figures: &Figures, heads: u64, days: usize) -> Option<i64> {
        limit(figures, &vec![heads; days]).map(|fen| fen.0 / 100)
    }

    #[test]
    fn only_the_days_beyond_thirty_count_less() {
        let rule = class_iii();
        assert_eq!(yuan(&rule, 1, 29), Some(29 * 550));
        assert_eq!(yuan(&rule, 1, 30), Some(30 * 550));
        assert_eq!(yuan(&rule, 1, 31), Some(30 * 550 + 385));
        assert_eq!(yuan(&rule, 40, 45), Some(40 * (30 * 550 + 15 * 385)));
    }

    #[test]
    fn before_2017_the_days_count_less_in_two_steps() {
        let reductions = vec![Reduction { beyond_days: 15, percent: 80 }, Reduction { beyond_days: 30, percent: 70 }];
        let rule = Figures { person_day_rate: Some(Fen::yuan(450)), reductions, ..Figures::default() };
        assert_eq!(yuan(&rule, 1, 15), Some(15 * 450));
        assert_eq!(yuan(&rule, 1, 16), Some(15 * 450 + 360));
        assert_eq!(yuan(&rule, 1, 31), Some(15 * 450 + 15 * 360 + 315));
    }

    #[test]
    fn three_days_of_boarding_for_all_secretaries() {
        let rule = Figures { person_day_rate: Some(Fen::yuan(260)), ..Figures::default() };
        assert_eq!(limit(&rule, &[691; 3]), Some(Fen::yuan(538_980)));
        assert_eq!(limit(&Figures::default(), &[691; 3]), None, "no rate, no limit");
    }
}
