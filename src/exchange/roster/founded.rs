//! Branches that an import founds because the user says so.

use std::collections::BTreeSet;

use super::{RosterOptions, UnitChoice};
use crate::exchange::clean::without_spaces;
use crate::model::{Branch, BranchId, BranchKind, Grade, Period, TownshipId, Workspace};

/// A workspace with the branches that are to be founded.
pub(super) fn with_new_branches<'a>(
    workspace: &Workspace,
    options: impl IntoIterator<Item = &'a RosterOptions>,
) -> Workspace {
    let mut founded = workspace.clone();
    for (text, choice) in options.into_iter().flat_map(|options| &options.units) {
        let UnitChoice::NewBranch(township) = *choice else { continue };
        let name = name_in(workspace, township, &text.branch);
        let is_there = founded.branches.iter().any(|branch| branch.township == township && branch.name == name);
        if !is_there && !name.is_empty() {
            let id = founded.ids.take();
            let (kind, grade, valid) = (kind_of(&name), Grade::Average, Period::ALWAYS);
            let (aliases, succession) = (Vec::new(), crate::model::Succession::default());
            founded.branches.put(Branch { id, name, township, kind, grade, aliases, valid, succession });
        }
    }
    founded
}

/// The name of a branch as it is called in its township, which a list may write in front of it.
pub fn name_in(workspace: &Workspace, township: TownshipId, text: &str) -> String {
    let plain = without_spaces(text);
    let township = workspace.townships.get(township).map_or("", |township| township.name.as_str());
    let rest = plain.strip_prefix(township).unwrap_or_default().trim_start_matches(['·', '-', '—', '/']);
    if rest.is_empty() { plain } else { rest.to_owned() }
}

/// The branches that were founded and have people.
pub(super) fn lived_in(before: &Workspace, after: &Workspace) -> Vec<Branch> {
    let deltas = before.branches.deltas(&after.branches);
    if deltas.is_empty() {
        return Vec::new();
    }
    let homes = after.people.iter().flat_map(|person| &person.homes).map(|home| home.branch);
    let homes: BTreeSet<BranchId> = homes.collect();
    let new = deltas.iter().filter_map(|delta| delta.after().cloned());
    new.filter(|branch| homes.contains(&branch.id)).collect()
}

/// A branch is a village's unless its name says something else.
fn kind_of(name: &str) -> BranchKind {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["社区", "居委会"]) {
        BranchKind::Community
    } else if has(&["公司", "厂", "企业"]) {
        BranchKind::Company
    } else if has(&["学校", "小学", "中学", "幼儿园"]) {
        BranchKind::School
    } else if has(&["机关", "局", "所", "站", "医院", "卫生院"]) {
        BranchKind::Agency
    } else {
        BranchKind::Village
    }
}
