//! What all rule sets of a day say together.

use chrono::NaiveDate;

use super::money::Fen;
use super::places::TrainerTitle;
use super::programme::{CohortKind, Level};
use super::rule_set::{HourTarget, LectureFee, RateItem, Reduction, RuleSet};
use super::workspace::Workspace;

/// The figures that hold on a day for the sessions of a level. `None` and empty lists: no rule says.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// Minutes in a credit hour.
    pub credit_hour_minutes: u32,
    /// A person who misses more than `numerator / denominator` of a class's hours does not complete it.
    pub leave_limit: (u32, u32),
    /// The comprehensive rate: the most one person-day may cost.
    pub person_day_rate: Option<Fen>,
    /// Its items; a cost in none of them does not count into it, unless there is no item at all.
    pub rate_items: Vec<RateItem>,
    /// What the days of long sessions count less, the first days first.
    pub reductions: Vec<Reduction>,
    /// Days of reporting in, and of leaving, that count at most.
    pub travel_days: Option<u32>,
    /// What a credit hour is paid at most, by title.
    pub lecture_fees: Vec<LectureFee>,
    /// Credit hours of a half day that are paid at most.
    pub half_day_fee_hours: Option<u32>,
    /// Secretaries of a township away on one day at most.
    pub max_away: Option<u32>,
    /// Credit hours of a full day.
    pub day_hours: Option<u32>,
    /// Credit hours of a half day.
    pub half_day_hours: Option<u32>,
    /// Credit hours of a lecture.
    pub lecture_hours: Option<u32>,
    /// Credit hours online that count for a person and year at most.
    pub online_cap_hours: Option<u32>,
    /// Credit hours a year, by kind of cohort.
    pub hour_targets: Vec<HourTarget>,
    /// Months within which a new secretary is trained.
    pub new_secretary_months: Option<u32>,
    /// Month and day by which the annual plan is filed.
    pub plan_deadline: Option<(u32, u32)>,
}

impl Default for Figures {
    /// What holds where no rule set says anything.
    ///
    /// Source: 1 credit hour = 45 minutes; leave above 1/7 of a class's hours: no completion (2023
    /// regulation on cadre training).
    fn default() -> Self {
        Self {
            credit_hour_minutes: 45,
            leave_limit: (1, 7),
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
}

impl Figures {
    /// Whether missing this much of a class's time still lets a person complete it.
    pub fn lets_complete(&self, missed_minutes: u64, class_minutes: u64) -> bool {
        let (numerator, denominator) = self.leave_limit;
        missed_minutes * u64::from(denominator) <= class_minutes * u64::from(numerator)
    }

    /// Minutes that a half day in class counts: as many as a new half day is given.
    ///
    /// Source: the usual conversion of 4 credit hours a half day.
    pub fn half_day_minutes(&self) -> u32 {
        self.half_day_hours.unwrap_or(4).saturating_mul(self.credit_hour_minutes)
    }

    /// How many minutes learnt online count for a person and year; `None`: all of them.
    pub fn online_minutes_at_most(&self) -> Option<u32> {
        self.online_cap_hours.map(|hours| hours.saturating_mul(self.credit_hour_minutes))
    }

    /// The most that a trainer of a title is paid for a credit hour, after tax; `None`: no rule names the title.
    pub fn lecture_fee(&self, title: TrainerTitle) -> Option<Fen> {
        self.lecture_fees.iter().find(|fee| fee.title == title).map(|fee| fee.amount)
    }

    /// The credit hours that people of a kind should learn in a year.
    pub fn target_hours(&self, kind: CohortKind) -> Option<u32> {
        self.hour_targets.iter().find(|target| target.kind == kind).map(|target| target.hours)
    }

    /// Takes over whatever a set says.
    fn take(&mut self, set: &RuleSet) {
        macro_rules! take {
            (plain: $($plain:ident),*; or_none: $($maybe:ident),*; lists: $($list:ident),*) => {
                $(if let Some(said) = set.$plain { self.$plain = said; })*
                $(if set.$maybe.is_some() { self.$maybe = set.$maybe; })*
                $(if !set.$list.is_empty() { self.$list.clone_from(&set.$list); })*
            };
        }
        take!(
            plain: credit_hour_minutes, leave_limit;
            or_none: travel_days, half_day_fee_hours, max_away, day_hours, half_day_hours, lecture_hours,
                online_cap_hours, new_secretary_months, plan_deadline;
            lists: reductions
        );
        if set.person_day_rate.is_some() {
            self.person_day_rate = set.person_day_rate;
            self.rate_items.clone_from(&set.rate_items);
        }
        for fee in &set.lecture_fees {
            self.lecture_fees.retain(|known| known.title != fee.title);
            self.lecture_fees.push(*fee);
        }
        for target in &set.hour_targets {
            self.hour_targets.retain(|known| known.kind != target.kind);
            self.hour_targets.push(*target);
        }
    }
}

impl Workspace {
    /// The rule sets that hold on a day for the sessions of a level, the one that has the last word last: sets of
    /// that level come after those for all, later ones after earlier ones.
    pub fn rule_sets_on(&self, day: NaiveDate, level: Option<Level>) -> Vec<&RuleSet> {
        let holds = |set: &&RuleSet| set.valid.holds_on(day) && (set.level.is_none() || set.level == level);
        let mut sets: Vec<&RuleSet> = self.rule_sets.iter().filter(holds).collect();
        sets.sort_by_key(|set| (set.level.is_some(), set.valid.since, set.id));
        sets
    }

    /// The figures that hold on a day, whatever the level.
    pub fn rules_on(&self, day: NaiveDate) -> Figures {
        self.rules_for(day, None)
    }

    /// The figures that hold on a day for the sessions of a level.
    pub fn rules_for(&self, day: NaiveDate, level: Option<Level>) -> Figures {
        let mut figures = Figures::default();
        for set in self.rule_sets_on(day, level) {
            figures.take(set);
        }
        figures
    }
}
