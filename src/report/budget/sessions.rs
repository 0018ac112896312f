//! What each session costs, a head and a person-day, against its limits and against the district's own medians.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{LineState, Money, state};
use crate::model::{CostLine, Fen, Level, Mode, Session, SessionId, Status, Workspace};
use crate::rules::rate::{heads_by_day, rate_of};
use crate::rules::{SessionRate, Teaching, lecture_fees, lecture_limit};

/// The money of one session.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SessionMoney {
    /// The session.
    pub session: SessionId,
    /// The way of learning.
    pub mode: Mode,
    /// Who runs it.
    pub level: Level,
    /// Its first day.
    pub first_day: Option<NaiveDate>,
    /// Where it stands.
    pub status: Status,
    /// What was planned for it.
    pub planned: Fen,
    /// What is paid, and what is planned and not yet paid.
    pub money: Money,
    /// The most people on one of its days: those who came once it is over and marked, else those who are to come.
    pub heads: u64,
    /// What is bound for each of them.
    pub per_head: Option<Fen>,
    /// What is bound for each person and day.
    pub per_day: Option<Fen>,
    /// What the comprehensive rate says.
    pub rate: SessionRate,
    /// Its lecture fees.
    pub lecture_fees: Fen,
    /// The most they may come to; `None`: it cannot be said.
    pub lecture_limit: Option<Fen>,
}

impl SessionMoney {
    /// By how much it breaks the comprehensive rate or the limit of lecture fees, the larger of the two.
    pub fn over(&self) -> Option<Fen> {
        let lectures = self.lecture_limit.filter(|limit| self.lecture_fees > *limit);
        self.rate.over().max(lectures.map(|limit| self.lecture_fees - limit))
    }
}

/// What sessions of one way of learning cost in this district.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Median {
    /// The way of learning.
    pub mode: Mode,
    /// Sessions with money and heads that it is taken from.
    pub n: usize,
    /// The median of what is bound a head.
    pub per_head: Fen,
    /// The median of what is bound a person-day.
    pub per_day: Fen,
}

/// The money of all sessions that have some, cancelled ones only if they have cost something; by first day.
pub fn sessions(workspace: &Workspace, as_of: NaiveDate) -> Vec<SessionMoney> {
    let mut lines: BTreeMap<SessionId, Vec<&CostLine>> = BTreeMap::new();
    for line in workspace.costs.iter().filter(|line| state(workspace, line, as_of) != LineState::Void) {
        if let Some(session) = line.session {
            lines.entry(session).or_default().push(line);
        }
    }
    let teaching = Teaching::of(workspace.sessions.iter().filter(|session| session.status != Status::Cancelled));
    let known = lines.iter().filter_map(|(id, lines)| Some((workspace.sessions.get(*id)?, lines)));
    let mut rows: Vec<SessionMoney> =
        known.map(|(session, lines)| row(workspace, session, lines, &teaching, as_of)).collect();
    rows.sort_by_key(|row| (row.first_day.is_none(), row.first_day, row.session));
    rows
}

fn row(
    workspace: &Workspace,
    session: &Session,
    lines: &[&CostLine],
    teaching: &Teaching,
    as_of: NaiveDate,
) -> SessionMoney {
    let by_day = heads_by_day(workspace, session);
    let heads = by_day.iter().copied().max().unwrap_or(0);
    let rate = rate_of(workspace, session, &by_day, lines);
    let mut money = Money::default();
    for line in lines {
        money.add(state(workspace, line, as_of));
    }
    SessionMoney {
        session: session.id,
        mode: session.mode,
        level: session.level,
        first_day: session.span().map(|span| span.first),
        status: session.status,
        planned: lines.iter().map(|line| line.planned).sum(),
        money,
        heads,
        per_head: money.bound().per_head(heads),
        per_day: money.bound().per_head(rate.person_days),
        rate,
        lecture_fees: lecture_fees(lines),
        lecture_limit: lecture_limit(workspace, session, teaching),
    }
}

/// The medians of each way of learning that has sessions with money and heads.
pub fn medians(rows: &[SessionMoney]) -> Vec<Median> {
    let of = |mode: Mode| {
        let own = || rows.iter().filter(move |row| row.mode == mode);
        let per_head: Vec<Fen> = own().filter_map(|row| row.per_head).collect();
        let per_day: Vec<Fen> = own().filter_map(|row| row.per_day).collect();
        let (n, per_head) = (per_head.len(), median(per_head)?);
        Some(Median { mode, n, per_head, per_day: median(per_day)? })
    };
    Mode::ALL.into_iter().filter_map(of).collect()
}

/// The middle one, or half way between the two in the middle, rounded down.
pub(in crate::report) fn median(mut amounts: Vec<Fen>) -> Option<Fen> {
    amounts.sort_unstable();
    let upper = *amounts.get(amounts.len() / 2)?;
    let lower = amounts[(amounts.len() - 1) / 2];
    Some(Fen((lower.0 + upper.0).div_euclid(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_lies_in_the_middle() {
        assert_eq!(median(Vec::new()), None);
        assert_eq!(median(vec![Fen(5)]), Some(Fen(5)));
        assert_eq!(median(vec![Fen(9), Fen(1), Fen(2)]), Some(Fen(2)));
        assert_eq!(median(vec![Fen(1), Fen(4)]), Some(Fen(2)));
    }
}
