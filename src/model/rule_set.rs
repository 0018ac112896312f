//! Rule figures with the dates from which they hold and the level for which they do.
//!
//! A set says only what its regulation says; several sets hold side by side on one day, and [`super::Figures`]
//! puts together what they say.

use serde::{Deserialize, Serialize};

use super::costs::CostItem;
use super::dates::Period;
use super::id::Id;
use super::money::Fen;
use super::places::{TrainerTitle, money_faults, period_faults};
use super::programme::{CohortKind, Level};
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

/// One item of the comprehensive rate: a part of it, and the costs that count into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RateItem {
    /// The costs that count into it.
    pub items: Vec<CostItem>,
    /// Its part of the rate; it may be shifted to other items, only the sum is a ceiling.
    pub amount: Fen,
}

/// Long sessions cost less a day: the days beyond a number, and only those, count at a lower rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reduction {
    /// The last day that counts as before.
    pub beyond_days: u32,
    /// What the days after it count, in percent of the full rate.
    pub percent: u32,
}

/// The most that a trainer of one title is paid for a credit hour, after tax.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LectureFee {
    /// The title.
    pub title: TrainerTitle,
    /// The most for a credit hour.
    pub amount: Fen,
}

/// The hours that people of one kind should learn in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HourTarget {
    /// Whose.
    pub kind: CohortKind,
    /// Credit hours a year.
    pub hours: u32,
}

/// The id of a rule set.
pub type RuleSetId = Id<RuleSet>;

/// What one regulation, or the office itself, says. Whatever it leaves open is not its business.
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
    /// The level whose sessions it is for; `None`: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The regulation it comes from, or that it is a sample.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Who issued that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub issuer: String,
    /// Whether the figures were checked against the text of the regulation.
    #[serde(default)]
    pub is_verified: bool,
    /// Minutes in a credit hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_hour_minutes: Option<u32>,
    /// A person who misses more than `numerator / denominator` of a class's hours does not complete it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leave_limit: Option<(u32, u32)>,
    /// The comprehensive rate: the most one person-day may cost; `None`: no limit is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person_day_rate: Option<Fen>,
    /// The items of the rate. A cost that is in none of them does not count into it; with no item at all, all do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rate_items: Vec<RateItem>,
    /// What long sessions count less, the first days first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reductions: Vec<Reduction>,
    /// At most so many days of reporting in, and as many of leaving, count as person-days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub travel_days: Option<u32>,
    /// The most that trainers are paid for a credit hour, by title.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lecture_fees: Vec<LectureFee>,
    /// At most so many credit hours of a half day are paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_day_fee_hours: Option<u32>,
    /// At most this many secretaries of a township away on one day; `None`: no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_away: Option<u32>,
    /// Credit hours of a full day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_hours: Option<u32>,
    /// Credit hours of a half day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub half_day_hours: Option<u32>,
    /// Credit hours of a lecture or report meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lecture_hours: Option<u32>,
    /// At most so many credit hours online count for a person and year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub online_cap_hours: Option<u32>,
    /// Credit hours a year, by kind of cohort.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hour_targets: Vec<HourTarget>,
    /// Months within which a new secretary is trained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_secretary_months: Option<u32>,
    /// Month and day by which the annual plan is filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_deadline: Option<(u32, u32)>,
}

impl RuleSet {
    /// A set that says nothing yet.
    pub fn empty(id: RuleSetId) -> Self {
        Self {
            id,
            name: String::new(),
            valid: Period::ALWAYS,
            level: None,
            source: String::new(),
            issuer: String::new(),
            is_verified: false,
            credit_hour_minutes: None,
            leave_limit: None,
            person_day_rate: None,
            rate_items: Vec::new(),
            reductions: Vec::new(),
            travel_days: None,
            lecture_fees: Vec::new(),
            half_day_fee_hours: None,
            max_away: None,
            day_hours: None,
            half_day_hours: None,
            lecture_hours: None,
            online_cap_hours: None,
            hour_targets: Vec::new(),
            new_secretary_months: None,
            plan_deadline: None,
        }
    }

    /// A set that says what holds anyway: 45 minutes, and a seventh.
    pub fn fallback(id: RuleSetId) -> Self {
        Self { credit_hour_minutes: Some(45), leave_limit: Some((1, 7)), ..Self::empty(id) }
    }

    /// Takes out of this set what another says too, in the same words. The items of a rate go with the rate.
    pub fn drop_shared(&mut self, other: &Self) {
        macro_rules! drop_equal {
            ($($field:ident),*) => {
                $(if self.$field == other.$field { self.$field = Default::default(); })*
            };
        }
        if self.person_day_rate == other.person_day_rate && self.rate_items == other.rate_items {
            self.person_day_rate = None;
            self.rate_items = Vec::new();
        }
        drop_equal!(
            credit_hour_minutes,
            leave_limit,
            reductions,
            travel_days,
            lecture_fees,
            half_day_fee_hours,
            max_away,
            day_hours,
            half_day_hours,
            lecture_hours,
            online_cap_hours,
            hour_targets,
            new_secretary_months,
            plan_deadline
        );
    }

    /// Whether the other holds for the same sessions on some of the same days.
    pub fn meets(&self, other: &Self) -> bool {
        self.id != other.id && self.level == other.level && self.valid.overlaps(&other.valid)
    }

    /// What both say, named by fields.
    fn said_by_both(&self, other: &Self) -> Option<Field> {
        let both = |is_said: fn(&Self) -> bool| is_said(self) && is_said(other);
        let titles = |set: &Self| set.lecture_fees.iter().map(|fee| fee.title).collect::<Vec<_>>();
        let kinds = |set: &Self| set.hour_targets.iter().map(|target| target.kind).collect::<Vec<_>>();
        let pairs = [
            (Field::CreditHour, both(|set| set.credit_hour_minutes.is_some())),
            (Field::Leave, both(|set| set.leave_limit.is_some())),
            (Field::Rate, both(|set| set.person_day_rate.is_some())),
            (Field::Reduction, both(|set| !set.reductions.is_empty())),
            (Field::LectureFee, titles(self).iter().any(|title| titles(other).contains(title))),
            (Field::Away, both(|set| set.max_away.is_some())),
            (Field::HourTarget, kinds(self).iter().any(|kind| kinds(other).contains(kind))),
            (Field::Dates, both(|set| set.plan_deadline.is_some())),
        ];
        pairs.into_iter().find(|(_, is_said)| *is_said).map(|(field, _)| field)
    }

    fn amount_faults(&self, faults: &mut Vec<Refusal>) {
        match self.person_day_rate {
            Some(Fen::ZERO) => faults.push(Refusal::Zero(Field::Rate)),
            Some(rate) => money_faults(rate, Field::Rate, faults),
            None => {}
        }
        for item in &self.rate_items {
            money_faults(item.amount, Field::Rate, faults);
        }
        for fee in &self.lecture_fees {
            money_faults(fee.amount, Field::LectureFee, faults);
            if fee.amount == Fen::ZERO {
                faults.push(Refusal::Zero(Field::LectureFee));
            }
        }
    }

    fn number_faults(&self, faults: &mut Vec<Refusal>) {
        if self.credit_hour_minutes == Some(0) {
            faults.push(Refusal::Zero(Field::CreditHour));
        }
        if self.leave_limit.is_some_and(|(_, denominator)| denominator == 0) {
            faults.push(Refusal::Zero(Field::Leave));
        }
        if self.reductions.iter().any(|reduction| reduction.percent == 0) {
            faults.push(Refusal::Zero(Field::Reduction));
        }
        if let Some((month, day)) = self.plan_deadline
            && chrono::NaiveDate::from_ymd_opt(2000, month, day).is_none()
        {
            faults.push(Refusal::NoSuchDay { month, day });
        }
    }
}

impl Record for RuleSet {
    type Key = RuleSetId;
    const TABLE: TableName = TableName::RuleSets;

    fn key(&self) -> RuleSetId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.name, Field::Name, faults);
        self.number_faults(faults);
        self.amount_faults(faults);
        period_faults(self.valid, faults);
        let met = workspace.rule_sets.iter().filter(|other| self.meets(other));
        let twice = met.filter_map(|other| Some((self.said_by_both(other)?, other)));
        faults.extend(twice.map(|(field, other)| Refusal::Overlap { field, other: other.name.clone() }));
    }
}
