//! Not too many secretaries of a township are away on one day: duty goes on at home.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::context::{Class, Context};
use super::{Finding, Impact, Rule, Subject};
use crate::model::{CohortId, CohortKind, Mode, SessionId, TownshipId};

/// Who of a township is away on one day, and why.
#[derive(Default)]
struct Away {
    heads: u64,
    sessions: BTreeSet<SessionId>,
}

/// One finding for each township and set of sessions, on the first day on which it is worst.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_secretary =
        |id: &CohortId| context.workspace.cohorts.get(*id).is_some_and(|cohort| cohort.kind == CohortKind::Secretary);
    let secretaries: Vec<CohortId> = context.workspace.cohorts.iter().map(|c| c.id).filter(is_secretary).collect();
    let mut away: BTreeMap<(TownshipId, NaiveDate), Away> = BTreeMap::new();
    for class in context.classes.iter().filter(|class| class.session.mode != Mode::Remote) {
        let sent = sent(context, class, &secretaries);
        let mut days: Vec<NaiveDate> = class.session.slots.iter().map(|slot| slot.date).collect();
        days.dedup();
        for (township, heads) in sent {
            for day in &days {
                let here = away.entry((township, *day)).or_default();
                here.heads += heads;
                here.sessions.insert(class.session.id);
            }
        }
    }
    let mut told: BTreeMap<(TownshipId, BTreeSet<SessionId>), (NaiveDate, u64, u64)> = BTreeMap::new();
    let mut limits: BTreeMap<NaiveDate, Option<u64>> = BTreeMap::new();
    for ((township, day), here) in away {
        let is_asked = context.focus().is_none_or(|focus| here.sessions.contains(&focus));
        let limit = *limits.entry(day).or_insert_with(|| context.workspace.rules_on(day).max_away.map(u64::from));
        let Some(limit) = limit.filter(|limit| is_asked && here.heads > *limit) else { continue };
        let worst = told.entry((township, here.sessions)).or_insert((day, here.heads, limit));
        if here.heads > worst.1 {
            *worst = (day, here.heads, limit);
        }
    }
    for ((township, sessions), (day, n, limit)) in told {
        let sessions = sessions.into_iter().map(Subject::Session);
        let subjects = std::iter::once(Subject::Township(township)).chain(sessions).collect();
        let finding = Finding::new(Rule::TooManyAway, Impact::Block, subjects).on(Some(day));
        findings.push(finding.counting(n, limit));
    }
}

/// Secretaries that a session calls away, by township: by name, or by quota if that is more.
fn sent(context: &Context<'_>, class: &Class<'_>, secretaries: &[CohortId]) -> BTreeMap<TownshipId, u64> {
    let mut sent: BTreeMap<TownshipId, u64> = BTreeMap::new();
    let Some(day) = class.first_day() else { return sent };
    for (person, cohort) in &class.people {
        if secretaries.contains(cohort)
            && let Some(township) = context.township_of(*person, day)
        {
            *sent.entry(township).or_default() += 1;
        }
    }
    let cohorts = &class.session.cohorts;
    if !cohorts.is_empty() && cohorts.iter().all(|cohort| secretaries.contains(cohort)) {
        for quota in &class.session.quotas {
            let heads = sent.entry(quota.township).or_default();
            *heads = (*heads).max(u64::from(quota.heads));
        }
    }
    sent
}
