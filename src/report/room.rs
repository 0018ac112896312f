//! Sessions to come, and the seats in them that no name has taken yet.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::index::{Index, position};
use crate::model::{Session, SessionId, Status, Workspace};

/// The sessions with a half day after a day, by the first such day. The day may lie back: what was held since then
/// was still to come.
pub(super) fn to_come(workspace: &Workspace, as_of: NaiveDate) -> Vec<(NaiveDate, &Session)> {
    let alive = workspace.sessions.iter().filter(|session| session.status != Status::Cancelled);
    let mut sessions: Vec<(NaiveDate, &Session)> = alive
        .filter_map(|session| {
            let next = session.slots.iter().map(|slot| slot.date).filter(|day| *day > as_of).min()?;
            Some((next, session))
        })
        .collect();
    sessions.sort_by_key(|(day, session)| (*day, session.id));
    sessions
}

/// Whether people can still be put into a session.
pub(super) fn takes_more(session: &Session) -> bool {
    session.status.is_planned() || session.status == Status::Running
}

/// The seats of a session that no name has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Room {
    /// Seats left in all.
    pub free: u64,
    /// What is left of each township's share, by position; `None`: seats are not shared out.
    pub shares: Option<BTreeMap<u32, u64>>,
}

impl Room {
    pub(super) fn of(workspace: &Workspace, index: &Index, session: &Session) -> Self {
        let mut named: BTreeMap<u32, u64> = BTreeMap::new();
        let mut n_named = 0;
        for person in seated(workspace, session.id).filter_map(|person| index.position_of(person)) {
            n_named += 1;
            if let Some(township) = index.standing[person].township {
                *named.entry(township).or_default() += 1;
            }
        }
        let share = |quota: &crate::model::Quota| {
            let township = position(&index.townships, &quota.township);
            let taken = named.get(&township).copied().unwrap_or(0);
            (township, u64::from(quota.heads).saturating_sub(taken))
        };
        Self {
            free: u64::from(session.max_heads).saturating_sub(n_named),
            shares: (!session.quotas.is_empty()).then(|| session.quotas.iter().map(share).collect()),
        }
    }

    /// Seats left for people of a township.
    pub(super) fn for_township(&self, township: Option<u32>) -> u64 {
        let share = |shares: &BTreeMap<u32, u64>| {
            township.and_then(|township| shares.get(&township)).copied().unwrap_or(0).min(self.free)
        };
        self.shares.as_ref().map_or(self.free, share)
    }
}

/// The people who take a seat of a session by name.
pub(super) fn seated(
    workspace: &Workspace,
    session: SessionId,
) -> impl Iterator<Item = crate::model::PersonId> + use<'_> {
    workspace.enrolments_in(session).filter(|enrolment| enrolment.state.takes_part()).map(|enrolment| enrolment.person)
}
