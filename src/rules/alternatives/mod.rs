//! What can be done about a session's findings: other days, another room or trainer, people moved elsewhere.
//!
//! Every alternative was tried out: carried out on a copy of the workspace it takes away at least one of the
//! session's findings and brings none to any session it touches. It is a pure command, so adopting it is one
//! edit that can be undone.

mod dates;
mod figures;
mod money;
mod people;
mod remedy;
mod trainers;
mod trial;
mod venues;

pub use remedy::Remedy;

use chrono::NaiveDate;

use self::trial::Trial;
use super::{Board, Finding, Impact, Rule, is_open};
use crate::model::{Fen, Label, Refusal, SessionId, Workspace};

/// Something that can be done about a session, tried out.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The session it is about; `None`: what concerns the whole district.
    pub session: Option<SessionId>,
    /// What is done.
    pub remedy: Remedy,
    /// The findings that it takes away; none if it only helps.
    pub mends: Vec<Finding>,
    /// What it costs more than things as they stand; below zero: what it saves.
    pub price: Fen,
    /// How many people, trainers included, have to be told of a change in what they were told before.
    pub n_told: usize,
    /// By how many days things are moved.
    pub n_days: u64,
}

impl Alternative {
    /// The workspace in which it is adopted.
    ///
    /// # Errors
    /// The reason why it can no longer be done, as when somebody has changed the session since.
    pub fn apply(&self, workspace: &Workspace) -> Result<Workspace, Refusal> {
        self.remedy.apply(workspace, self.session.unwrap_or(SessionId::MIN))
    }

    /// What adopting it is called in the workspace as it stands.
    pub fn label(&self, workspace: &Workspace) -> Label {
        self.remedy.label(workspace, self.session.unwrap_or(SessionId::MIN))
    }

    /// The gravest finding that it takes away.
    pub fn impact(&self) -> Impact {
        self.mends.iter().map(|finding| finding.impact).min().unwrap_or(Impact::Info)
    }
}

/// What can be done about a session's findings, the best first: what mends the gravest, then what is cheapest,
/// what fewest people have to be told of, what moves things least. `today` counts where the programme has no
/// as-of day of its own.
pub fn alternatives(workspace: &Workspace, session: SessionId, today: NaiveDate) -> Vec<Alternative> {
    Board::new(workspace, workspace.as_of(today)).alternatives(workspace, session)
}

impl Board {
    /// What can be done about a session's findings, the best first; nothing for one that is over or cancelled.
    pub fn alternatives(&self, workspace: &Workspace, id: SessionId) -> Vec<Alternative> {
        let Some(session) = workspace.sessions.get(id).filter(|session| is_open(session)) else { return Vec::new() };
        let trial = Trial::new(workspace, self, session);
        let mut found: Vec<Alternative> = Vec::new();
        for alternative in trial.before.iter().flat_map(|finding| propose(&trial, finding)) {
            if !found.iter().any(|other| other.remedy == alternative.remedy) {
                found.push(alternative);
            }
        }
        found.sort_by_key(rank);
        found
    }

    /// What can be done about one finding, in any of its sessions, the best first.
    pub fn alternatives_to(&self, workspace: &Workspace, finding: &Finding) -> Vec<Alternative> {
        if finding.rule == Rule::OverBudget {
            return money::propose(self, workspace, finding);
        }
        let of_session = |id| self.alternatives(workspace, id);
        let mut found: Vec<Alternative> = finding.sessions().flat_map(of_session).collect();
        found.retain(|alternative| alternative.mends.iter().any(|mended| trial::is_same(mended, finding)));
        found.sort_by_key(rank);
        found
    }
}

/// The best `n` of many in their order: one for each finding that can be mended, then one of each sort, then more.
pub fn shortlist(alternatives: &[Alternative], n: usize) -> Vec<&Alternative> {
    let mut mended: Vec<&Finding> = Vec::new();
    let mut sorts = Vec::new();
    let mut order: Vec<(u8, usize)> = Vec::new();
    for (i, alternative) in alternatives.iter().enumerate() {
        let sort = std::mem::discriminant(&alternative.remedy);
        let mends_more = alternative.mends.iter().any(|finding| !mended.contains(&finding));
        let is_first_of_sort = !sorts.contains(&sort);
        order.push((if mends_more { 0 } else { 2 - u8::from(is_first_of_sort) }, i));
        mended.extend(&alternative.mends);
        sorts.push(sort);
    }
    order.sort_unstable();
    order.truncate(n);
    order.sort_unstable_by_key(|(_, i)| *i);
    order.into_iter().map(|(_, i)| &alternatives[i]).collect()
}

/// Giving up a figure comes after whatever keeps it.
fn rank(alternative: &Alternative) -> (Impact, bool, Fen, usize, u64) {
    let Alternative { remedy, price, n_told, n_days, .. } = alternative;
    (alternative.impact(), remedy.is_concession(), *price, *n_told, *n_days)
}

/// All that might be done about one finding, tried out.
fn propose(trial: &Trial<'_>, finding: &Finding) -> Vec<Alternative> {
    let mut found = Vec::new();
    match finding.rule {
        Rule::VenueClash | Rule::VenueClosed => {
            found.extend(venues::propose(trial));
            found.extend(dates::propose(trial));
        }
        Rule::TrainerClash | Rule::NoTrainer => {
            found.extend(trainers::propose(trial, finding));
            if finding.rule == Rule::TrainerClash {
                found.extend(dates::propose(trial));
            }
        }
        Rule::Blackout | Rule::Holiday | Rule::Weekend => {
            found.extend(dates::propose(trial));
            found.extend(people::propose(trial, finding));
        }
        Rule::TooManyAway | Rule::CoverAway | Rule::PersonClash => {
            found.extend(people::propose(trial, finding));
            found.extend(dates::propose(trial));
        }
        Rule::OverCapacity | Rule::OverVenue => {
            found.extend(figures::raise_capacity(trial, finding));
            found.extend(people::propose(trial, finding));
            found.extend(venues::propose(trial));
            found.extend(people::propose_waiting(trial, finding));
        }
        Rule::OverQuota => {
            found.extend(people::propose(trial, finding));
            found.extend(figures::raise_quota(trial, finding));
            found.extend(people::propose_waiting(trial, finding));
        }
        Rule::UnderMinimum => {
            found.extend(people::propose_merging(trial));
            found.extend(figures::lower_minimum(trial, finding));
        }
        Rule::NoPurpose => found.extend(figures::take_purpose(trial)),
        Rule::NoSlots => found.extend(dates::propose_first(trial)),
        // marks are entered, money and coverage are the whole district's
        Rule::OverSpent
        | Rule::OverBudget
        | Rule::OverRate
        | Rule::OverLectureFee
        | Rule::MarksMissing
        | Rule::LaggingTownship
        | Rule::PlanLate
        | Rule::NotApproved
        | Rule::PlanGaps
        | Rule::LowTarget => {}
    }
    found
}
