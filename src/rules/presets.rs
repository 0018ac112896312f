//! Rule sets that come with the program: what regulations say, to be taken over into a workspace and edited there.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Refusal, Rule, RuleSet, Workspace, refusal::Field};

/// A rule set of the program.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// What it is called on the command line and in tests.
    pub key: String,
    /// Its name in English; the Chinese one is the set's own.
    pub name_en: String,
    /// What it says, in Chinese.
    #[serde(default)]
    pub note: String,
    /// What it says, in English.
    #[serde(default)]
    pub note_en: String,
    /// The checks it is the source of.
    #[serde(default)]
    pub backs: Vec<Rule>,
    /// The set, with an id that no workspace has.
    pub set: RuleSet,
}

macro_rules! embedded {
    ($($key:literal,)*) => {
        [$(include_str!(concat!("../../assets/rules/", $key, ".ron")),)*]
    };
}

/// Hours first, then money, then papers, then what every place fills in itself.
const FILES: [&str; 18] = embedded![
    "member-hours-2019",
    "hours-2009",
    "secretary-hours-2019",
    "cadres-2023",
    "no-hard-duty",
    "floating-members",
    "conversion",
    "rate-iii-2017",
    "rate-ii-2017",
    "rate-i-2017",
    "rate-2014",
    "rate-county-260",
    "lecture-fees-2017",
    "annual-plan",
    "field-visits",
    "reimbursement",
    "local-sichuan",
    "local-mianyang",
];

static PRESETS: LazyLock<Vec<Preset>> =
    LazyLock::new(|| FILES.iter().filter_map(|text| ron::from_str(text).ok()).collect());

/// The rule sets that come with the program.
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

/// Takes a preset over into a workspace as a rule set of its own, which can be edited from then on. What another set
/// says in the same words for the same days is left to that.
///
/// # Errors
/// [`Refusal::Twice`] if it has been taken over already; [`Refusal::Overlap`] if another set says something else for the
/// same days and level.
pub fn take_over(workspace: &Workspace, preset: &Preset) -> Result<Workspace, Refusal> {
    let mut next = workspace.clone();
    let mut set = RuleSet { id: next.ids.take(), ..preset.set.clone() };
    let is_twin = |other: &RuleSet| other.name == set.name && other.valid == set.valid;
    if workspace.rule_sets.iter().any(is_twin) {
        return Err(Refusal::Twice { field: Field::Name, value: set.name });
    }
    for other in workspace.rule_sets.iter().filter(|other| preset.set.meets(other)) {
        set.drop_shared(other);
    }
    next.with(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_can_be_read_and_taken_over() {
        for text in FILES {
            let read: Result<Preset, _> = ron::from_str(text);
            assert!(read.is_ok(), "{:?}\n{text}", read.err());
        }
        assert_eq!(presets().len(), FILES.len());
        let ws = crate::demo::district(1);
        for preset in presets() {
            let mut alone = ws.clone();
            alone.rule_sets = crate::model::Table::default();
            let taken = take_over(&alone, preset).expect("a legal set");
            assert_eq!(taken.rule_sets.len(), 1, "{}", preset.key);
            assert!(matches!(take_over(&taken, preset), Err(Refusal::Twice { .. })), "{}", preset.key);
        }
    }
}
