//! Who asked for a topic, each once: the people to be told what came of it.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::{Asker, BranchId, PersonId, TopicId, TownshipId, Workspace};

/// An asker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Known by name.
    Person(PersonId),
    /// A branch as a whole.
    Branch(BranchId),
    /// People whose names nobody wrote down: the how-manieth entry of which topic.
    Unnamed(TopicId, usize),
}

/// An asker with where they belong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskerLine {
    /// Who.
    pub who: Who,
    /// Their unit, on the day they asked.
    pub township: Option<TownshipId>,
    /// Their branch, on the day they asked.
    pub branch: Option<BranchId>,
    /// How many people it stands for.
    pub heads: u32,
    /// When they asked first.
    pub on: NaiveDate,
    /// The topic under which they asked first.
    pub topic: TopicId,
}

/// Who asked for a topic or for one merged into it, each once, in the official order of units, then by branch.
pub fn askers(workspace: &Workspace, id: TopicId) -> Vec<AskerLine> {
    let all = std::iter::once(id).chain(workspace.topics_under(id));
    let mut lines = askers_of_all(workspace, all);
    let order = |id: Option<TownshipId>| {
        id.and_then(|id| workspace.townships.get(id)).map_or((u32::MAX, None), |unit| (unit.order, Some(unit.id)))
    };
    lines.sort_by_key(|line| (order(line.township), line.branch.is_none(), line.branch, line.who));
    lines
}

/// Who asked for any of the topics, each once: people by name, branches that asked as a whole (the largest number
/// given), and every entry without a name. In the order of [`Who`].
pub fn askers_of_all(workspace: &Workspace, topics: impl IntoIterator<Item = TopicId>) -> Vec<AskerLine> {
    let topics = topics.into_iter().filter_map(|id| workspace.topics.get(id));
    distinct(topics.flat_map(|topic| lines(workspace, topic.id, &topic.askers)))
}

/// A list of askers of a topic, each once, as in [`askers_of_all`].
pub fn askers_of_list(workspace: &Workspace, topic: TopicId, askers: &[Asker]) -> Vec<AskerLine> {
    distinct(lines(workspace, topic, askers))
}

/// Who an entry of a topic's list stands for.
pub fn who(topic: TopicId, at: usize, asker: &Asker) -> Who {
    match (asker.person, asker.branch) {
        (Some(person), _) => Who::Person(person),
        (None, Some(branch)) => Who::Branch(branch),
        (None, None) => Who::Unnamed(topic, at),
    }
}

fn distinct(lines: impl Iterator<Item = AskerLine>) -> Vec<AskerLine> {
    let mut found: BTreeMap<Who, AskerLine> = BTreeMap::new();
    for new in lines {
        let known = found.entry(new.who).or_insert(new);
        let heads = known.heads.max(new.heads);
        let first = if new.on < known.on { new } else { *known };
        *known = AskerLine { heads, ..first };
    }
    found.into_values().collect()
}

fn lines(workspace: &Workspace, topic: TopicId, askers: &[Asker]) -> impl Iterator<Item = AskerLine> {
    askers.iter().enumerate().map(move |(at, asker)| {
        let home = || asker.person.and_then(|id| workspace.people.get(id)).and_then(|person| person.home_on(asker.on));
        let branch = asker.branch.or_else(home);
        let township = branch.and_then(|id| workspace.branches.get(id)).map(|branch| branch.township);
        AskerLine { who: who(topic, at, asker), township, branch, heads: asker.heads, on: asker.on, topic }
    })
}
