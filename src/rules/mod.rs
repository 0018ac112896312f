//! What must hold or deserves a warning, one rule a file: pure functions of a workspace.
//!
//! Nothing is forbidden while typing: a clash is flagged, never refused. Rules look at sessions that are
//! planned or running, because only there something can still be done; marks are missed in finished ones too.

mod alternatives;
mod blackout;
mod board;
mod context;
mod cover_away;
mod days_off;
mod filing;
mod lagging;
mod lecture_fee;
mod low_target;
mod marks_missing;
mod no_purpose;
mod no_slots;
mod no_trainer;
mod occupancy;
mod over_budget;
mod over_capacity;
mod over_quota;
mod over_rate;
mod over_venue;
mod person_clash;
mod plan_gaps;
mod presets;
pub mod rate;
mod source;
mod too_many_away;
mod trainer_clash;
mod under_minimum;
mod venue_clash;
mod venue_closed;

pub use alternatives::{Alternative, Remedy, alternatives, shortlist};
pub use board::Board;
pub use days_off::{DayKind, day_kind};
pub use filing::plan_late;
pub use lagging::{LAG_PER_MILLE, lagging};
pub use lecture_fee::{Teaching, lecture_fees, lecture_limit};
pub use low_target::low_targets;
pub use marks_missing::GRACE_DAYS;
pub use occupancy::Taken;
pub use over_budget::{Purse, over_budget};
pub use plan_gaps::{PlanColumn, plan_gaps};
pub use presets::{Preset, presets, take_over};
pub use rate::{SessionRate, session_rate};
pub use source::{Source, source_of};

use chrono::NaiveDate;
use context::Context;
use serde::Serialize;

use crate::model::{
    BlackoutId, CohortId, Funding, Half, Level, PersonId, Session, SessionId, Status, TownshipId, TrainerId, VenueId,
    Workspace,
};
pub use crate::model::{Impact, Rule};

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum Subject {
    /// A session.
    Session(SessionId),
    /// A venue.
    Venue(VenueId),
    /// A trainer.
    Trainer(TrainerId),
    /// A township.
    Township(TownshipId),
    /// A person.
    Person(PersonId),
    /// A blackout.
    Blackout(BlackoutId),
    /// A payer.
    Level(Level),
    /// A source of funds.
    Funding(Funding),
    /// A cohort.
    Cohort(CohortId),
    /// The programme as a whole.
    Programme,
}

impl Subject {
    /// The township, if it is one.
    pub fn township(&self) -> Option<TownshipId> {
        if let Self::Township(id) = self { Some(*id) } else { None }
    }

    /// The trainer, if it is one.
    pub fn trainer(&self) -> Option<TrainerId> {
        if let Self::Trainer(id) = self { Some(*id) } else { None }
    }
}

/// Something that a rule found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What it does.
    pub impact: Impact,
    /// The day on which it begins to matter; `None` if it has none.
    pub date: Option<NaiveDate>,
    /// Which rule found it.
    pub rule: Rule,
    /// What it is about, the thing to be changed first.
    pub subjects: Vec<Subject>,
    /// The half of the day, for clashes.
    pub half: Option<Half>,
    /// How many: people, marks, half days, tenths of a percent, or fen, as the rule has it.
    pub n: u64,
    /// How many there may be, or should be at least; 0 where there is no such number.
    pub limit: u64,
}

impl Finding {
    /// A finding with the rule's usual impact; [`settle`] gives it the one that the office wants.
    fn new(rule: Rule, subjects: Vec<Subject>) -> Self {
        Self { impact: rule.usual_impact(), date: None, rule, subjects, half: None, n: 0, limit: 0 }
    }

    fn on(self, date: Option<NaiveDate>) -> Self {
        Self { date, ..self }
    }

    fn counting(self, n: u64, limit: u64) -> Self {
        Self { n, limit, ..self }
    }

    /// The sessions it is about.
    pub fn sessions(&self) -> impl Iterator<Item = SessionId> {
        self.subjects.iter().filter_map(|subject| match subject {
            Subject::Session(id) => Some(*id),
            Subject::Venue(_)
            | Subject::Trainer(_)
            | Subject::Township(_)
            | Subject::Person(_)
            | Subject::Blackout(_)
            | Subject::Level(_)
            | Subject::Funding(_)
            | Subject::Cohort(_)
            | Subject::Programme => None,
        })
    }
}

/// All rules that look at sessions.
const RULES: [fn(&Context<'_>, &mut Vec<Finding>); 20] = [
    venue_clash::check,
    venue_closed::check,
    trainer_clash::check,
    no_purpose::check,
    too_many_away::check,
    cover_away::check,
    person_clash::check,
    over_capacity::check,
    over_venue::check,
    over_quota::check,
    blackout::check,
    days_off::check,
    marks_missing::check,
    no_slots::check,
    under_minimum::check,
    no_trainer::check,
    over_rate::check,
    lecture_fee::check,
    plan_gaps::check,
    filing::check,
];

/// What the rules find in the sessions of a district, the weightiest first, then by date.
pub fn findings(workspace: &Workspace, as_of: NaiveDate) -> Vec<Finding> {
    Board::new(workspace, as_of).findings(workspace)
}

/// What the rules find in one session as it would be: it need not be part of the workspace yet. Whoever asks
/// often, as while dragging, keeps a [`Board`] and asks that.
pub fn findings_of(workspace: &Workspace, session: &Session, as_of: NaiveDate) -> Vec<Finding> {
    Board::new(workspace, as_of).findings_of(workspace, session)
}

/// What the rules find in one session as it is; in one that is over, nothing but marks and money.
pub fn findings_for_session(workspace: &Workspace, id: SessionId, as_of: NaiveDate) -> Vec<Finding> {
    Board::new(workspace, as_of).findings_for(workspace, id)
}

/// Puts findings into the order in which they are shown.
pub fn sort(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.impact, f.date.is_none(), f.date, f.rule);
        key(a).cmp(&key(b)).then_with(|| a.subjects.cmp(&b.subjects))
    });
}

/// Gives findings the impact that the office wants, leaves out those of checks that are off, and puts the others into
/// the order in which they are shown.
pub fn settle(workspace: &Workspace, findings: &mut Vec<Finding>) {
    findings.retain_mut(|finding| match workspace.impact_of(finding.rule) {
        Some(impact) => {
            finding.impact = impact;
            true
        }
        None => false,
    });
    sort(findings);
}

fn run(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        rule(context, &mut findings);
    }
    settle(context.workspace, &mut findings);
    findings
}

/// Whether something can still be done about a session.
fn is_open(session: &Session) -> bool {
    session.status.is_planned() || session.status == Status::Running
}
