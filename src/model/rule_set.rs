//! Rule figures with the dates from which they hold.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::dates::Period;
use super::id::Id;
use super::money::Fen;
use super::refusal::{Field, Refusal, must_say};
use super::table::{Record, TableName};
use super::workspace::Workspace;

/// What makes a person count as trained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum TrainedBy {
    /// At least one slot attended.
    #[default]
    Attendance,
    /// A session completed.
    Completion,
}

/// The id of a rule set.
pub type RuleSetId = Id<RuleSet>;

/// Figures that rules need; the day of a session picks the set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleSet {
    /// Its id.
    pub id: RuleSetId,
    /// Its name.
    pub name: String,
    /// The days on which it holds.
    #[serde(default, skip_serializing_if = "Period::is_always")]
    pub valid: Period,
    /// The regulation it comes from, or that it is a sample.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Whether the figures were checked against the text of the regulation.
    #[serde(default)]
    pub is_verified: bool,
    /// Minutes in a credit hour.
    pub credit_hour_minutes: u32,
    /// A person who misses more than `numerator / denominator` of a class's hours does not complete it.
    pub leave_limit: (u32, u32),
    /// The comprehensive rate: the most one person-day may cost; `None`: no limit is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_day_rate: Option<Fen>,
    /// At most this many secretaries of a township away on one day; `None`: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_away: Option<u32>,
}

impl RuleSet {
    /// The figures that hold where a workspace has no rule set for the day.
    ///
    /// Source: 1 credit hour = 45 minutes; leave above 1/7 of a class's hours: no completion (2023
    /// regulation on cadre training).
    pub fn fallback(id: RuleSetId) -> Self {
        Self {
            id,
            name: String::new(),
            valid: Period::ALWAYS,
            source: String::new(),
            is_verified: false,
            credit_hour_minutes: 45,
            leave_limit: (1, 7),
            person_day_rate: None,
            max_away: None,
        }
    }

    /// Whether missing this much of a class's time still lets a person complete it.
    pub fn lets_complete(&self, missed_minutes: u64, class_minutes: u64) -> bool {
        let (numerator, denominator) = self.leave_limit;
        missed_minutes * u64::from(denominator) <= class_minutes * u64::from(numerator)
    }
}

impl Record for RuleSet {
    type Key = RuleSetId;
    const TABLE: TableName = TableName::RuleSets;

    fn key(&self) -> RuleSetId {
        self.id
    }

    fn faults(&self, _workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        if self.credit_hour_minutes == 0 {
            faults.push(Refusal::Zero(Field::Hours));
        }
        if self.leave_limit.1 == 0 {
            faults.push(Refusal::Zero(Field::Leave));
        }
        match self.person_day_rate {
            Some(Fen::ZERO) => faults.push(Refusal::Zero(Field::Rate)),
            Some(rate) if rate < Fen::ZERO => faults.push(Refusal::Negative(Field::Rate)),
            _ => {}
        }
        super::places::period_faults(self.valid, faults);
    }
}

impl Workspace {
    /// The figures that hold on a day: of the sets valid then, the one that began last.
    pub fn rules_on(&self, day: NaiveDate) -> RuleSet {
        let valid = self.rule_sets.iter().filter(|set| set.valid.holds_on(day));
        let latest = valid.max_by_key(|set| (set.valid.since, set.id));
        latest.cloned().unwrap_or_else(|| RuleSet::fallback(RuleSetId::MIN))
    }
}
