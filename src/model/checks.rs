//! The checks there are, what each does when it finds something, and what the office has said about that.

use serde::{Deserialize, Serialize};

use super::refusal::Refusal;
use super::workspace::Workspace;

/// What a finding does: the first holds up submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Impact {
    /// It has to be put right before a session or a plan is submitted.
    Block,
    /// It should be looked at.
    Warn,
    /// It is worth knowing.
    Info,
}

impl Impact {
    /// All of them, the gravest first.
    pub const ALL: [Self; 3] = [Self::Block, Self::Warn, Self::Info];
}

macro_rules! rules {
    ($($(#[$doc:meta])* $rule:ident = $impact:ident,)*) => {
        /// What is checked. The order is that in which findings of one weight and day are shown.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Rule {
            $($(#[$doc])* $rule,)*
        }

        impl Rule {
            /// All checks.
            pub const ALL: &'static [Self] = &[$(Self::$rule,)*];

            /// What it does where the office has said nothing else.
            pub fn usual_impact(self) -> Impact {
                match self {
                    $(Self::$rule => Impact::$impact,)*
                }
            }
        }
    };
}

rules! {
    /// Two sessions in one room at the same time.
    VenueClash = Block,
    /// A session in a room on days on which it is closed.
    VenueClosed = Block,
    /// A trainer in two sessions at the same time.
    TrainerClash = Block,
    /// A field visit that does not say what it is for.
    NoPurpose = Block,
    /// More secretaries of a township away on one day than the rules allow.
    TooManyAway = Block,
    /// Two people who stand in for each other away on one day.
    CoverAway = Block,
    /// More spent than a level or a source of funds may spend.
    OverSpent = Block,
    /// More spent and committed than a level or a source of funds may spend.
    OverBudget = Block,
    /// A session dearer than the comprehensive rate allows for its person-days.
    OverRate = Warn,
    /// Lecture fees above what the trainers' titles and hours allow.
    OverLectureFee = Warn,
    /// People in two sessions at the same time.
    PersonClash = Warn,
    /// More people than the session takes.
    OverCapacity = Warn,
    /// More people than the room seats.
    OverVenue = Warn,
    /// More people of a township than its share of the seats.
    OverQuota = Warn,
    /// A session on days on which its people must not be called away.
    Blackout = Warn,
    /// A session on public holidays.
    Holiday = Warn,
    /// Marks missing long after the end.
    MarksMissing = Warn,
    /// A township whose coverage is far below the district's.
    LaggingTownship = Warn,
    /// A session without any half day.
    NoSlots = Warn,
    /// The annual plan not filed by its day.
    PlanLate = Warn,
    /// A session added after the plan was filed without anybody who approved it.
    NotApproved = Warn,
    /// A planned session that lacks columns of the annual plan.
    PlanGaps = Info,
    /// A cohort whose hours to be reached are below those that a rule set asks for.
    LowTarget = Info,
    /// Fewer people than it takes to be worth running.
    UnderMinimum = Info,
    /// A session on weekend days that are not worked in exchange for a holiday.
    Weekend = Info,
    /// Half days without a trainer.
    NoTrainer = Info,
}

/// What the office has said about a check; kept only where it differs from the usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckSetting {
    /// The check.
    pub rule: Rule,
    /// What it does; `None`: it is off and finds nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
}

impl Workspace {
    /// What a check does in this workspace; `None`: it is off.
    pub fn impact_of(&self, rule: Rule) -> Option<Impact> {
        let said = self.programme.checks.iter().find(|setting| setting.rule == rule);
        said.map_or(Some(rule.usual_impact()), |setting| setting.impact)
    }

    /// This workspace in which a check does something else, or with `None` nothing at all.
    ///
    /// # Errors
    /// The programme's own faults, if it has any.
    pub fn set_impact(&self, rule: Rule, impact: Option<Impact>) -> Result<Self, Refusal> {
        let mut programme = (*self.programme).clone();
        programme.checks.retain(|setting| setting.rule != rule);
        if impact != Some(rule.usual_impact()) {
            programme.checks.push(CheckSetting { rule, impact });
            programme.checks.sort_by_key(|setting| setting.rule);
        }
        self.with_programme(programme)
    }
}
