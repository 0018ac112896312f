//! Topic requests (点题): what members ask to be taught, what became of it, and the commands on them.
//!
//! Whether a topic was taught is not written down: it follows from its session ([`Workspace::topic_stage`]).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::id::Id;
use super::people::PersonId;
use super::places::BranchId;
use super::refusal::{Field, Refusal, must_say};
use super::sessions::{Session, SessionId, Status};
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

/// What is written down of where a topic request stands.
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
    #[serde(alias = "Taught")]
    Scheduled {
        /// The session that teaches it.
        session: SessionId,
    },
    /// 已答复: the askers were told.
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

impl TopicState {
    /// The session that teaches or taught it.
    pub fn session(&self) -> Option<SessionId> {
        match self {
            Self::Scheduled { session } | Self::Answered { session } => Some(*session),
            Self::Asked | Self::Merged { .. } | Self::Planned | Self::Declined { .. } => None,
        }
    }
}

/// Where a topic request stands on a day, with what follows from its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum TopicStage {
    /// 已点题
    Asked,
    /// 已合并
    Merged,
    /// 已列入计划
    Planned,
    /// 已排班
    Scheduled,
    /// 已开讲
    Taught,
    /// 已答复
    Answered,
    /// 未采纳
    Declined,
}

impl TopicStage {
    /// All stages in the order of a topic's way.
    pub const ALL: [Self; 7] =
        [Self::Asked, Self::Merged, Self::Planned, Self::Scheduled, Self::Taught, Self::Answered, Self::Declined];

    /// Whether it still waits for a session.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Asked | Self::Planned)
    }
}

/// Who asked, and when: a person, a branch as a whole, or a number of people without names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asker {
    /// The person, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<PersonId>,
    /// The branch, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<BranchId>,
    /// How many people this stands for, those asked for by name elsewhere left out; 1 for a person.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub heads: u32,
    /// When.
    pub on: NaiveDate,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn is_one(n: &u32) -> bool {
    *n == 1
}

impl Asker {
    /// A person who asked.
    pub fn person(person: PersonId, on: NaiveDate) -> Self {
        Self { person: Some(person), branch: None, heads: 1, on }
    }

    /// A branch that asked as a whole.
    pub fn branch(branch: BranchId, on: NaiveDate) -> Self {
        Self { person: None, branch: Some(branch), heads: 1, on }
    }

    /// So many people whose names nobody wrote down.
    pub fn unnamed(heads: u32, on: NaiveDate) -> Self {
        Self { person: None, branch: None, heads, on }
    }
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
            TopicState::Merged { into } => self.merge_faults(*into, workspace, faults),
            TopicState::Scheduled { session } | TopicState::Answered { session }
                if !workspace.sessions.has(*session) =>
            {
                faults.push(Refusal::Dangling { field: Field::Session, id: session.to_string() });
            }
            TopicState::Declined { reason } => must_say(reason, Field::Reason, faults),
            TopicState::Asked | TopicState::Planned | TopicState::Scheduled { .. } | TopicState::Answered { .. } => {}
        }
        for asker in &self.askers {
            if let Some(person) = asker.person.filter(|id| !workspace.people.has(*id)) {
                faults.push(Refusal::Dangling { field: Field::Person, id: person.to_string() });
            }
            if let Some(branch) = asker.branch.filter(|id| !workspace.branches.has(*id)) {
                faults.push(Refusal::Dangling { field: Field::Branch, id: branch.to_string() });
            }
            if asker.heads == 0 {
                faults.push(Refusal::Zero(Field::Heads));
            }
        }
    }
}

impl Topic {
    fn merge_faults(&self, into: TopicId, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        let Some(target) = workspace.topics.get(into).filter(|_| into != self.id) else {
            faults.push(if into == self.id {
                Refusal::Itself(Field::Topic)
            } else {
                Refusal::Dangling { field: Field::Topic, id: into.to_string() }
            });
            return;
        };
        if workspace.merged_ways(into).any(|on_the_way| on_the_way == self.id) {
            faults.push(Refusal::Ring { field: Field::Topic, one: self.text.clone(), other: target.text.clone() });
        }
    }
}

/// Reading what became of topics.
impl Workspace {
    /// Where a topic stands at the end of a day. One whose session was held by then is taught; one whose session is
    /// cancelled or gone is back in the plan.
    pub fn topic_stage(&self, topic: &Topic, day: NaiveDate) -> TopicStage {
        match &topic.state {
            TopicState::Asked => TopicStage::Asked,
            TopicState::Merged { .. } => TopicStage::Merged,
            TopicState::Planned => TopicStage::Planned,
            TopicState::Answered { .. } => TopicStage::Answered,
            TopicState::Declined { .. } => TopicStage::Declined,
            TopicState::Scheduled { session } => match self.sessions.get(*session) {
                Some(session) if is_over(session, day) => TopicStage::Taught,
                Some(session) if session.status != Status::Cancelled => TopicStage::Scheduled,
                Some(_) | None => TopicStage::Planned,
            },
        }
    }

    /// The topic that stands for one: itself, or the last of those it was merged into.
    pub fn topic_root(&self, id: TopicId) -> TopicId {
        self.merged_ways(id).last().unwrap_or(id)
    }

    /// The topics merged into one, those merged into these included, in id order.
    pub fn topics_under(&self, id: TopicId) -> Vec<TopicId> {
        let is_under = |topic: &&Topic| topic.id != id && self.merged_ways(topic.id).any(|on_the_way| on_the_way == id);
        self.topics.iter().filter(is_under).map(|topic| topic.id).collect()
    }

    /// The topics that a session teaches or taught, in id order.
    pub fn topics_of(&self, session: SessionId) -> impl Iterator<Item = &Topic> {
        self.topics.iter().filter(move |topic| topic.state.session() == Some(session))
    }

    /// The topics a topic was merged into, one after the other. It ends even in a file edited into a ring.
    pub fn merged_ways(&self, id: TopicId) -> impl Iterator<Item = TopicId> {
        let next = |id: &TopicId| match self.topics.get(*id)?.state {
            TopicState::Merged { into } if into != *id => Some(into),
            TopicState::Merged { .. }
            | TopicState::Asked
            | TopicState::Planned
            | TopicState::Scheduled { .. }
            | TopicState::Answered { .. }
            | TopicState::Declined { .. } => None,
        };
        let mut seen = BTreeSet::from([id]);
        std::iter::successors(next(&id), move |at| next(at)).take_while(move |at| seen.insert(*at))
    }
}

fn is_over(session: &Session, day: NaiveDate) -> bool {
    session.status.is_held() && session.span().is_some_and(|span| span.last <= day)
}

/// Commands on topics.
impl Workspace {
    /// This workspace with a topic changed by `change`.
    ///
    /// # Errors
    /// [`Refusal::Missing`]; the first fault the change brings.
    pub fn with_topic(&self, id: TopicId, change: impl FnOnce(&mut Topic)) -> Result<Self, Refusal> {
        let mut topic: Topic = self.find::<Topic>(id)?.clone();
        change(&mut topic);
        self.with(topic)
    }

    /// Lets one topic stand for others that ask for the same. Whoever asked for these asks for it from now on.
    ///
    /// # Errors
    /// [`Refusal::Itself`] or [`Refusal::Ring`] if a topic would end up in itself; [`Refusal::TopicTaken`] for a
    /// topic that has a session of its own.
    pub fn merge_topics(&self, topics: &[TopicId], into: TopicId) -> Result<Self, Refusal> {
        self.find::<Topic>(into)?;
        let mut next = self.clone();
        for id in topics {
            let topic: &Topic = next.find(*id)?;
            if let Some(session) = topic.state.session().and_then(|session| next.sessions.get(session)) {
                return Err(Refusal::TopicTaken { topic: topic.text.clone(), session: session.title.clone() });
            }
            next = next.with_topic(*id, |topic| topic.state = TopicState::Merged { into })?;
        }
        Ok(next)
    }

    /// Puts topics back among those asked for: out of the one they were merged into, out of the plan, off their
    /// session, or after all.
    ///
    /// # Errors
    /// [`Refusal::Missing`].
    pub fn reopen_topics(&self, topics: &[TopicId]) -> Result<Self, Refusal> {
        self.with_topics(topics, |_| TopicState::Asked)
    }

    /// Puts topics into the plan.
    ///
    /// # Errors
    /// [`Refusal::Missing`].
    pub fn plan_topics(&self, topics: &[TopicId]) -> Result<Self, Refusal> {
        self.with_topics(topics, |_| TopicState::Planned)
    }

    /// Declines topics for a reason.
    ///
    /// # Errors
    /// [`Refusal::Empty`] without a reason.
    pub fn decline_topics(&self, topics: &[TopicId], reason: &str) -> Result<Self, Refusal> {
        self.with_topics(topics, |_| TopicState::Declined { reason: reason.trim().to_owned() })
    }

    /// Notes that a session teaches topics that were asked for. One merged into another counts as that other.
    ///
    /// # Errors
    /// [`Refusal::Missing`] for a topic or session that is not there; [`Refusal::Cancelled`].
    pub fn schedule_topics(&self, topics: &[TopicId], session: SessionId) -> Result<Self, Refusal> {
        let teaches: &Session = self.find(session)?;
        if teaches.status == Status::Cancelled {
            return Err(Refusal::Cancelled { session: teaches.title.clone() });
        }
        let roots: BTreeSet<TopicId> = topics.iter().map(|id| self.topic_root(*id)).collect();
        self.with_topics(&roots.into_iter().collect::<Vec<_>>(), |_| TopicState::Scheduled { session })
    }

    /// Notes that those who asked for topics were told on a day.
    ///
    /// # Errors
    /// [`Refusal::NotTaught`] for a topic that no session had taught by then.
    pub fn answer_topics(&self, topics: &[TopicId], day: NaiveDate) -> Result<Self, Refusal> {
        for id in topics {
            let topic: &Topic = self.find(*id)?;
            if !matches!(self.topic_stage(topic, day), TopicStage::Taught | TopicStage::Answered) {
                return Err(Refusal::NotTaught { topic: topic.text.clone() });
            }
        }
        self.with_topics(topics, |state| match state {
            TopicState::Scheduled { session } => TopicState::Answered { session: *session },
            TopicState::Asked
            | TopicState::Merged { .. }
            | TopicState::Planned
            | TopicState::Answered { .. }
            | TopicState::Declined { .. } => state.clone(),
        })
    }

    /// This workspace without a topic; those merged into it are asked for by themselves again.
    ///
    /// # Errors
    /// [`Refusal::Missing`].
    pub fn without_topic(&self, id: TopicId) -> Result<Self, Refusal> {
        self.find::<Topic>(id)?;
        let into_it = |topic: &&Topic| matches!(topic.state, TopicState::Merged { into } if into == id);
        let merged: Vec<TopicId> = self.topics.iter().filter(into_it).map(|topic| topic.id).collect();
        let mut next = self.reopen_topics(&merged)?;
        next.topics.remove(id);
        Ok(next)
    }

    /// Puts the topics of a session that goes back into the plan.
    pub(super) fn let_go_of_topics(&mut self, session: SessionId) {
        let taught: Vec<Topic> = self.topics_of(session).cloned().collect();
        for topic in taught {
            self.topics.put(Topic { state: TopicState::Planned, ..topic });
        }
    }

    fn with_topics(&self, topics: &[TopicId], state: impl Fn(&TopicState) -> TopicState) -> Result<Self, Refusal> {
        topics.iter().try_fold(self.clone(), |next, id| next.with_topic(*id, |topic| topic.state = state(&topic.state)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DeviceCode, Level, PlanSettings, Programme};

    fn three() -> (Workspace, [TopicId; 3]) {
        let programme = Programme {
            district: "游仙区".into(),
            year: 2012,
            level: Level::District,
            organiser: String::new(),
            as_of: None,
            is_sample: true,
            ceilings: Vec::new(),
            reply: crate::model::Reply::default(),
            planning: PlanSettings::default(),
            checks: Vec::new(),
            filed: None,
            closed: None,
        };
        let mut ws = Workspace::new(DeviceCode::from_seed(7), programme);
        let ids = ["嫁接", "番茄嫁接", "黄瓜嫁接"].map(|text| {
            let id = ws.ids.take();
            let (text, area) = (text.to_owned(), TopicArea::Prosperity);
            ws.topics.put(Topic { id, text, area, state: TopicState::Asked, askers: Vec::new() });
            id
        });
        (ws, ids)
    }

    #[test]
    fn topics_are_merged_in_a_row_and_never_in_a_ring() {
        let (ws, [a, b, c]) = three();
        let ws = ws.merge_topics(&[c], b).and_then(|ws| ws.merge_topics(&[b], a)).expect("they are alike");
        assert_eq!((ws.topic_root(c), ws.topics_under(a)), (a, vec![b, c]));
        assert_eq!(ws.merge_topics(&[a], a).err(), Some(Refusal::Itself(Field::Topic)));
        let ring = Refusal::Ring { field: Field::Topic, one: "嫁接".into(), other: "黄瓜嫁接".into() };
        assert_eq!(ws.merge_topics(&[a], c).err(), Some(ring));
        let apart = ws.reopen_topics(&[b]).expect("it stands alone again");
        assert_eq!((apart.topic_root(c), apart.topics_under(a)), (b, vec![]), "what was merged into it stays with it");
    }

    #[test]
    fn a_ring_in_a_file_is_listed_and_nothing_runs_for_ever() {
        let (mut ws, [a, b, c]) = three();
        for (id, into) in [(a, b), (b, c), (c, a)] {
            let topic = ws.topics.get(id).expect("it is there").clone();
            ws.topics.put(Topic { state: TopicState::Merged { into }, ..topic });
        }
        let rings = ws.faults().into_iter().filter(|fault| matches!(fault.reason, Refusal::Ring { .. }));
        assert_eq!(rings.count(), 3);
        assert!(ws.topics.has(ws.topic_root(a)));
        assert_eq!(ws.topics_under(a), [b, c]);
    }

    #[test]
    fn a_topic_that_goes_sets_free_what_was_merged_into_it() {
        let (ws, [a, b, c]) = three();
        let ws = ws.merge_topics(&[b, c], a).and_then(|ws| ws.without_topic(a)).expect("it can go");
        assert!(ws.topics.iter().all(|topic| topic.state == TopicState::Asked) && ws.topics.len() == 2);
        assert!(ws.faults().is_empty());
    }

    #[test]
    fn what_was_written_as_taught_is_read_as_scheduled() {
        let (ws, [a, ..]) = three();
        let text = ron::to_string(&TopicState::Answered { session: SessionId::MIN }).expect("it can be written");
        let read: TopicState = ron::from_str(&text.replace("Answered", "Taught")).expect("it can be read");
        assert_eq!(read, TopicState::Scheduled { session: SessionId::MIN });
        let topic = Topic { state: read, ..ws.topics.get(a).expect("it is there").clone() };
        let day = NaiveDate::from_ymd_opt(2012, 6, 28).expect("a day");
        assert_eq!(ws.topic_stage(&topic, day), TopicStage::Planned, "its session is gone");
    }
}
