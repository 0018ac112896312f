//! A plan: sessions by week, and how many of whom go to each.

use serde::{Deserialize, Serialize};

/// The answer to a [`Problem`](super::problem::Problem). Rows of the same session or flow add up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// (offer, week, sessions).
    pub sessions: Vec<(usize, usize, u32)>,
    /// (customer, offer, week, heads).
    pub flows: Vec<(usize, usize, usize, u32)>,
}

impl Plan {
    /// How many sessions are run.
    pub fn n_sessions(&self) -> u64 {
        self.sessions.iter().map(|row| u64::from(row.2)).sum()
    }

    /// How many heads are trained.
    pub fn heads_served(&self) -> u64 {
        self.flows.iter().map(|row| u64::from(row.3)).sum()
    }

    /// The same plan in one canonical form: rows in order, added up, without empty ones.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.sessions.sort_unstable();
        self.sessions.dedup_by(|next, row| {
            let same = (next.0, next.1) == (row.0, row.1);
            row.2 += if same { next.2 } else { 0 };
            same
        });
        self.sessions.retain(|row| row.2 > 0);
        self.flows.sort_unstable();
        self.flows.dedup_by(|next, row| {
            let same = (next.0, next.1, next.2) == (row.0, row.1, row.2);
            row.3 += if same { next.3 } else { 0 };
            same
        });
        self.flows.retain(|row| row.3 > 0);
        self
    }
}
