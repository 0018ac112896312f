//! Finds the unit that a list means: 魏城, 魏城镇 and 魏城镇党委 are one township. Knows no person.

use std::collections::BTreeMap;

use super::clean::without_spaces;
use crate::model::{BranchId, TownshipId, Workspace};

/// What a text was found to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// One.
    One(T),
    /// Several that the text does not tell apart.
    Many(Vec<T>),
    /// None.
    None,
}

impl<T: Copy + Ord> Found<T> {
    /// What these candidates come down to.
    pub fn of(mut candidates: Vec<T>) -> Self {
        candidates.sort_unstable();
        candidates.dedup();
        match candidates.as_slice() {
            [] => Self::None,
            [one] => Self::One(*one),
            _ => Self::Many(candidates),
        }
    }

    /// The one, if it is one.
    pub fn one(&self) -> Option<T> {
        match self {
            Self::One(one) => Some(*one),
            Self::Many(_) | Self::None => None,
        }
    }
}

/// The townships and branches of a district by all names that lists may use.
pub struct Units {
    townships: BTreeMap<String, Vec<TownshipId>>,
    branches: BTreeMap<String, Vec<BranchId>>,
    township_of: BTreeMap<BranchId, TownshipId>,
    /// Townships by their whole names.
    full_names: Vec<(String, TownshipId)>,
}

/// How many names are proposed for one that is not known.
const MOST_PROPOSED: usize = 6;

const TOWNSHIP_ENDS: [&str; 12] =
    ["党工委", "党委", "机关", "人民政府", "政府", "街道办事处", "办事处", "街道", "镇", "乡", "委员会", "街办"];
const BRANCH_ENDS: [&str; 11] = [
    "党支部委员会",
    "支部委员会",
    "党总支部",
    "党支部",
    "总支部",
    "党总支",
    "支部",
    "党委",
    "村民委员会",
    "村委会",
    "居委会",
];

impl Units {
    /// The units of a workspace.
    pub fn new(workspace: &Workspace) -> Self {
        let full_names = workspace.townships.iter().map(|township| (township.name.clone(), township.id)).collect();
        let (townships, branches, township_of) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut units = Self { townships, branches, township_of, full_names };
        for township in workspace.townships.iter() {
            for name in township.aliases.iter().chain([&township.name]) {
                note(&mut units.townships, keys(name, &TOWNSHIP_ENDS), township.id);
            }
        }
        for branch in workspace.branches.iter() {
            units.township_of.insert(branch.id, branch.township);
            for name in branch.aliases.iter().chain([&branch.name]) {
                let keys = units.branch_keys(name, Some(branch.township));
                note(&mut units.branches, keys, branch.id);
            }
        }
        units
    }

    /// The township that a text means.
    pub fn township(&self, text: &str) -> Found<TownshipId> {
        let found = |key: &String| self.townships.get(key).cloned();
        Found::of(keys(text, &TOWNSHIP_ENDS).iter().find_map(found).unwrap_or_default())
    }

    /// The branch that a text means, in a township if that is known. The text may begin with the township.
    pub fn branch(&self, text: &str, township: Option<TownshipId>) -> Found<BranchId> {
        let plain = without_spaces(text);
        let bare = plain.strip_prefix("中共").unwrap_or(&plain);
        let within = township.or_else(|| self.leading_township(bare).map(|(id, _)| id));
        for key in self.branch_keys(&plain, within) {
            let found = self.branches.get(&key).map_or(&[][..], Vec::as_slice);
            let is_there = |id: &&BranchId| within.is_none_or(|within| self.township_of.get(id) == Some(&within));
            let found: Vec<BranchId> = found.iter().filter(is_there).copied().collect();
            if !found.is_empty() {
                return Found::of(found);
            }
        }
        Found::None
    }

    /// The one township whose whole name stands in a text, such as a title.
    pub fn named_in(&self, text: &str) -> Option<TownshipId> {
        let named = self.full_names.iter().filter(|(name, _)| text.contains(name.as_str())).map(|(_, id)| *id);
        Found::of(named.collect()).one()
    }

    /// The townships whose names are most like a text that is none of them, the nearest first.
    pub fn townships_like(&self, text: &str) -> Vec<TownshipId> {
        nearest(text, self.townships.iter().flat_map(|(name, ids)| ids.iter().map(|id| (name.as_str(), *id))))
    }

    /// The branches whose names are most like a text that is none of them, the nearest first; of a township if that
    /// is known.
    pub fn branches_like(&self, text: &str, township: Option<TownshipId>) -> Vec<BranchId> {
        let is_there = |id: &BranchId| township.is_none_or(|within| self.township_of.get(id) == Some(&within));
        let all = self.branches.iter().flat_map(|(name, ids)| ids.iter().map(|id| (name.as_str(), *id)));
        nearest(text, all.filter(|(_, id)| is_there(id)))
    }

    /// The branches of a township; none if it is not known.
    pub fn branches_of(&self, township: Option<TownshipId>) -> impl Iterator<Item = BranchId> {
        self.township_of.iter().filter(move |(_, of)| Some(**of) == township).map(|(branch, _)| *branch)
    }

    /// The township that a text begins with, and the rest of the text; the longest name counts.
    fn leading_township<'a>(&self, text: &'a str) -> Option<(TownshipId, &'a str)> {
        let leading = self.townships.iter().filter(|(name, ids)| ids.len() == 1 && text.starts_with(name.as_str()));
        let (name, ids) = leading.max_by_key(|(name, _)| name.len())?;
        let rest = text[name.len()..].trim_start_matches(['·', '-', '/', '—', '、', '，', ',', '|']);
        Some((*ids.first()?, rest))
    }

    /// The names under which a branch is looked for, the fullest first.
    fn branch_keys(&self, name: &str, township: Option<TownshipId>) -> Vec<String> {
        let mut all = keys(name, &BRANCH_ENDS);
        let plain = without_spaces(name);
        let plain = plain.strip_prefix("中共").unwrap_or(&plain);
        if let Some((id, rest)) = self.leading_township(plain)
            && !rest.is_empty()
            && township.is_none_or(|township| township == id)
        {
            all.extend(keys(rest, &BRANCH_ENDS));
            let shorter = rest.strip_prefix(['镇', '乡']).filter(|rest| !rest.is_empty());
            all.extend(shorter.into_iter().flat_map(|rest| keys(rest, &BRANCH_ENDS)));
        }
        let bare: Vec<String> = all
            .iter()
            .filter_map(|key| key.strip_suffix("村").or_else(|| key.strip_suffix("社区")))
            .filter(|key| key.chars().count() > 1)
            .map(str::to_owned)
            .collect();
        all.extend(bare);
        all
    }
}

/// What is called most like a text, the nearest first; names that share less than half of their characters with it
/// are left out.
fn nearest<'a, T: Copy + Ord>(text: &str, names: impl Iterator<Item = (&'a str, T)>) -> Vec<T> {
    let plain: Vec<char> = without_spaces(text).chars().collect();
    let mut best: BTreeMap<T, u32> = BTreeMap::new();
    for (name, id) in names {
        let name: Vec<char> = name.chars().collect();
        let n_shared =
            plain.iter().filter(|c| name.contains(c)).count() + name.iter().filter(|c| plain.contains(c)).count();
        let permille = (1_000 * n_shared / (plain.len() + name.len()).max(1)) as u32;
        let known = best.entry(id).or_default();
        *known = permille.max(*known);
    }
    let mut best: Vec<(T, u32)> = best.into_iter().filter(|(_, permille)| *permille >= 500).collect();
    best.sort_by_key(|(id, permille)| (std::cmp::Reverse(*permille), *id));
    best.into_iter().map(|(id, _)| id).take(MOST_PROPOSED).collect()
}

/// Notes a unit under each of these names, once: a name and an alias may come down to the same.
fn note<T: Copy + PartialEq>(units: &mut BTreeMap<String, Vec<T>>, keys: Vec<String>, id: T) {
    for key in keys {
        let ids = units.entry(key).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
}

/// A name and its shorter forms, the fullest first.
fn keys(name: &str, ends: &[&str]) -> Vec<String> {
    let plain = without_spaces(name);
    let mut keys = vec![plain.clone()];
    let mut short = plain.strip_prefix("中共").unwrap_or(&plain);
    while let Some(shorter) = ends.iter().find_map(|end| short.strip_suffix(end)).filter(|s| s.chars().count() > 1) {
        short = shorter;
        keys.push(short.to_owned());
    }
    keys.retain(|key| !key.is_empty());
    keys
}
