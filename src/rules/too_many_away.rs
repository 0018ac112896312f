//! Not too many secretaries of a township are away on one day: duty goes on at home.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::context::{Class, Context};
use super::{Finding, Rule, Subject};
use crate::model::{CohortId, CohortKind, Mode, SessionId, TownshipId};

/// One finding for each township and set of sessions, on the first day on which it is worst.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let cohorts = context.workspace.cohorts.iter();
    let secretaries: Vec<CohortId> = cohorts.filter(|c| c.kind == CohortKind::Secretary).map(|c| c.id).collect();
    let mut told: BTreeMap<(TownshipId, Vec<SessionId>), (NaiveDate, u64, u64)> = BTreeMap::new();
    let mut limits: BTreeMap<NaiveDate, Option<u64>> = BTreeMap::new();
    let away = away(context, &secretaries);
    for here in away.chunk_by(|one, other| (one.0, one.1) == (other.0, other.1)) {
        let (township, day, ..) = here[0];
        let heads: u64 = here.iter().map(|(.., heads)| heads).sum();
        let is_asked = context.focus().is_none_or(|focus| here.iter().any(|(_, _, id, _)| *id == focus.id));
        let limit = *limits.entry(day).or_insert_with(|| context.workspace.rules_on(day).max_away.map(u64::from));
        let Some(limit) = limit.filter(|limit| is_asked && heads > *limit) else { continue };
        let sessions = here.iter().map(|(_, _, id, _)| *id).collect();
        let worst = told.entry((township, sessions)).or_insert((day, heads, limit));
        if heads > worst.1 {
            *worst = (day, heads, limit);
        }
    }
    for ((township, sessions), (day, n, limit)) in told {
        let sessions = sessions.into_iter().map(Subject::Session);
        let subjects = std::iter::once(Subject::Township(township)).chain(sessions).collect();
        let finding = Finding::new(Rule::TooManyAway, subjects).on(Some(day));
        findings.push(finding.counting(n, limit));
    }
}

/// Who calls how many secretaries of which township away on which day, in this order.
fn away(context: &Context<'_>, secretaries: &[CohortId]) -> Vec<(TownshipId, NaiveDate, SessionId, u64)> {
    let mut away = Vec::new();
    for class in context.classes.iter().filter(|class| class.session.mode != Mode::Remote) {
        let sent = sent(class, secretaries);
        for day in class.session.days() {
            away.extend(sent.iter().map(|(township, heads)| (*township, day, class.session.id, *heads)));
        }
    }
    away.sort_unstable();
    away
}

/// Secretaries that a session calls away, by township: by name, or by quota if that is more.
pub(super) fn sent(class: &Class<'_>, secretaries: &[CohortId]) -> Vec<(TownshipId, u64)> {
    let mut sent = class.sent(|seat| secretaries.contains(&seat.cohort));
    let cohorts = &class.session.cohorts;
    if class.session.slots.is_empty() || cohorts.is_empty() || !cohorts.iter().all(|id| secretaries.contains(id)) {
        return sent;
    }
    for quota in class.session.quotas.iter().filter(|quota| quota.heads > 0) {
        match sent.binary_search_by_key(&quota.township, |(township, _)| *township) {
            Ok(at) => sent[at].1 = sent[at].1.max(u64::from(quota.heads)),
            Err(at) => sent.insert(at, (quota.township, u64::from(quota.heads))),
        }
    }
    sent
}
