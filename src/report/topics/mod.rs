//! 点题 as data: where every topic stands, how many asked for it, how much was answered.
//!
//! A topic that was merged into another counts with that other; askers and branches are counted once each, however
//! often they asked.

mod askers;
pub mod matching;

use std::collections::BTreeMap;

use chrono::NaiveDate;

pub use askers::{AskerLine, Who, askers, askers_of_all, askers_of_list, who};

use super::Share;
use crate::model::{SessionId, TopicArea, TopicId, TopicStage, Workspace};

/// How many asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Distinct people, branches that asked as a whole, and people without names.
    pub heads: u64,
    /// Distinct branches they belong to.
    pub branches: u64,
}

/// A topic request with what follows for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicRow {
    /// Which.
    pub id: TopicId,
    /// The area of the handbook it falls into.
    pub area: TopicArea,
    /// Where it stands.
    pub stage: TopicStage,
    /// The topic that stands for it: itself, unless it was merged.
    pub root: TopicId,
    /// The topics merged into it, those merged into these included, in id order.
    pub under: Vec<TopicId>,
    /// The session that teaches or taught it.
    pub session: Option<SessionId>,
    /// Who asked for it or for a topic under it.
    pub asked: Asked,
    /// When it was asked for first; `None` if nobody is written down.
    pub first: Option<NaiveDate>,
}

/// All topic requests on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topics {
    /// One row a topic, in id order.
    pub rows: Vec<TopicRow>,
    /// All who asked, each counted once.
    pub asked: Asked,
    /// Topics whose askers were told, of all that were not declined. A topic merged into another is not counted.
    pub answered: Share,
}

impl Topics {
    /// The row of a topic.
    pub fn row(&self, id: TopicId) -> Option<&TopicRow> {
        self.rows.binary_search_by_key(&id, |row| row.id).ok().map(|at| &self.rows[at])
    }

    /// How many topics stand at a stage.
    pub fn n_at(&self, stage: TopicStage) -> usize {
        self.rows.iter().filter(|row| row.stage == stage).count()
    }

    /// How many topics fall into an area.
    pub fn n_in(&self, area: TopicArea) -> usize {
        self.rows.iter().filter(|row| row.area == area).count()
    }
}

/// Reads the topics of a workspace as they stand at the end of a day.
pub fn topics(workspace: &Workspace, as_of: NaiveDate) -> Topics {
    let mut under: BTreeMap<TopicId, Vec<TopicId>> = BTreeMap::new();
    for topic in workspace.topics.iter() {
        for above in workspace.merged_ways(topic.id) {
            under.entry(above).or_default().push(topic.id);
        }
    }
    let rows: Vec<TopicRow> = workspace
        .topics
        .iter()
        .map(|topic| {
            let under = under.remove(&topic.id).unwrap_or_default();
            let all = || std::iter::once(topic.id).chain(under.iter().copied());
            let dates = all().filter_map(|id| workspace.topics.get(id)).flat_map(|topic| &topic.askers);
            TopicRow {
                id: topic.id,
                area: topic.area,
                stage: workspace.topic_stage(topic, as_of),
                root: workspace.topic_root(topic.id),
                session: topic.state.session().filter(|id| workspace.sessions.has(*id)),
                asked: asked(&askers_of_all(workspace, all())),
                first: dates.map(|asker| asker.on).min(),
                under,
            }
        })
        .collect();
    let counts = |row: &&TopicRow| !matches!(row.stage, TopicStage::Merged | TopicStage::Declined);
    let n = rows.iter().filter(|row| row.stage == TopicStage::Answered).count() as u64;
    let answered = Share { n, of: rows.iter().filter(counts).count() as u64 };
    let everybody = askers_of_all(workspace, workspace.topics.iter().map(|topic| topic.id));
    Topics { rows, asked: asked(&everybody), answered }
}

/// How many a list of distinct askers stands for.
fn asked(askers: &[AskerLine]) -> Asked {
    let mut branches: Vec<_> = askers.iter().filter_map(|asker| asker.branch).collect();
    branches.sort_unstable();
    branches.dedup();
    Asked { heads: askers.iter().map(|asker| u64::from(asker.heads)).sum(), branches: branches.len() as u64 }
}
