//! Topic requests (点题): what members ask to be taught, and what became of it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::people::PersonId;
use super::places::BranchId;
use super::refusal::{Field, Refusal, must_say};
use super::sessions::SessionId;
use super::table::{Record, TableName};
use super::workspace::Workspace;

/// The six areas of the handbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TopicArea {
    /// 理论
    Theory,
    /// 发展党员
    Admission,
    /// 农村工作
    RuralWork,
    /// 带头致富
    Prosperity,
    /// 新农村建设
    NewCountryside,
    /// 其他
    Other,
}

impl TopicArea {
    /// All areas.
    pub const ALL: [Self; 6] =
        [Self::Theory, Self::Admission, Self::RuralWork, Self::Prosperity, Self::NewCountryside, Self::Other];
}

/// Where a topic request stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum TopicState {
    /// 已点题
    Asked,
    /// 已合并: asked again elsewhere.
    Merged {
        /// The topic that stands for it.
        into: TopicId,
    },
    /// 已列入计划
    Planned,
    /// 已排班
    Scheduled {
        /// The session that will teach it.
        session: SessionId,
    },
    /// 已开讲
    Taught {
        /// The session that taught it.
        session: SessionId,
    },
    /// 已反馈: the askers were told.
    Answered {
        /// The session that taught it.
        session: SessionId,
    },
    /// 未采纳
    Declined {
        /// Why.
        reason: String,
    },
}

/// Who asked, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asker {
    /// The person, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The branch, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<BranchId>,
    /// When.
    pub on: NaiveDate,
}

/// The id of a topic request.
pub type TopicId = Id<Topic>;

/// 点题
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its id.
    pub id: TopicId,
    /// What is asked for.
    pub text: String,
    /// The area of the handbook it falls into.
    pub area: TopicArea,
    /// Where it stands.
    pub state: TopicState,
    /// Who asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub askers: Vec<Asker>,
}

impl Record for Topic {
    type Key = TopicId;
    const TABLE: TableName = TableName::Topics;

    fn key(&self) -> TopicId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        must_say(&self.text, Field::Topic, faults);
        match &self.state {
            TopicState::Merged { into } if *into == self.id => faults.push(Refusal::Itself(Field::Topic)),
            TopicState::Merged { into } if !workspace.topics.has(*into) => {
                faults.push(Refusal::Dangling { field: Field::Topic, id: into.to_string() });
            }
            TopicState::Scheduled { session } | TopicState::Taught { session } | TopicState::Answered { session }
                if !workspace.sessions.has(*session) =>
            {
                faults.push(Refusal::Dangling { field: Field::Session, id: session.to_string() });
            }
            TopicState::Declined { reason } => must_say(reason, Field::Reason, faults),
            TopicState::Asked
            | TopicState::Planned
            | TopicState::Merged { .. }
            | TopicState::Scheduled { .. }
            | TopicState::Taught { .. }
            | TopicState::Answered { .. } => {}
        }
        for asker in &self.askers {
            if let Some(person) = asker.person.filter(|id| !workspace.people.has(*id)) {
                faults.push(Refusal::Dangling { field: Field::Person, id: person.to_string() });
            }
            if let Some(branch) = asker.branch.filter(|id| !workspace.branches.has(*id)) {
                faults.push(Refusal::Dangling { field: Field::Branch, id: branch.to_string() });
            }
        }
    }
}
