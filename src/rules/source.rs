//! Where a check comes from: the rule set whose figure it uses, or else the regulation behind it.

use chrono::NaiveDate;

use super::presets::{Preset, presets};
use crate::model::{Rule, RuleSet, Workspace};

/// Where a check comes from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Source<'w> {
    /// A rule set of the workspace, whose figure it uses.
    Set(&'w RuleSet),
    /// A figure that no rule set of the workspace states: the check finds nothing until one is taken over or filled in.
    Missing,
    /// A regulation without figures.
    Preset(&'static Preset),
    /// Common sense: nobody can be in two places, and the like.
    Plain,
}

/// Where a check comes from on a day.
pub fn source_of(workspace: &Workspace, rule: Rule, day: NaiveDate) -> Source<'_> {
    if let Some(states) = figure_of(rule) {
        let sets = workspace.rule_sets.iter().filter(|set| set.valid.holds_on(day) && states(set));
        return sets.max_by_key(|set| (set.valid.since, set.id)).map_or(Source::Missing, Source::Set);
    }
    let backing = presets().iter().find(|preset| preset.backs.contains(&rule));
    backing.map_or(Source::Plain, Source::Preset)
}

/// Whether a set states the figure that a check uses; `None` for checks that need none.
fn figure_of(rule: Rule) -> Option<fn(&RuleSet) -> bool> {
    match rule {
        Rule::OverRate => Some(|set| set.person_day_rate.is_some()),
        Rule::OverLectureFee => Some(|set| !set.lecture_fees.is_empty()),
        Rule::TooManyAway => Some(|set| set.max_away.is_some()),
        Rule::PlanLate => Some(|set| set.plan_deadline.is_some()),
        Rule::LowTarget => Some(|set| !set.hour_targets.is_empty()),
        Rule::VenueClash
        | Rule::VenueClosed
        | Rule::TrainerClash
        | Rule::NoPurpose
        | Rule::CoverAway
        | Rule::OverSpent
        | Rule::OverBudget
        | Rule::PersonClash
        | Rule::OverCapacity
        | Rule::OverVenue
        | Rule::OverQuota
        | Rule::Blackout
        | Rule::Holiday
        | Rule::MarksMissing
        | Rule::LaggingTownship
        | Rule::NoSlots
        | Rule::NotApproved
        | Rule::PlanGaps
        | Rule::UnderMinimum
        | Rule::Weekend
        | Rule::NoTrainer => None,
    }
}
