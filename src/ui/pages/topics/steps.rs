//! What is done with topics: one edit each, with its name.

use crate::app::{Commands, View};
use crate::model::{Label, Refusal, SessionId, TableName, TopicId, TopicStage, Workspace};
use crate::words::topics::TopicWords;

/// Something done with topics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Back among those asked for.
    Reopen,
    /// Into the plan.
    Plan,
    /// Into another topic.
    Merge(TopicId),
    /// Into a session.
    Attach(SessionId),
    /// Not taken up, for a reason.
    Decline(String),
    /// The askers were told.
    Answer,
    /// Away.
    Remove,
}

impl Step {
    /// Carries it out on a workspace.
    ///
    /// # Errors
    /// The refusal of the command.
    pub fn apply(&self, view_day: chrono::NaiveDate, ws: &Workspace, topics: &[TopicId]) -> Result<Workspace, Refusal> {
        match self {
            Self::Reopen => ws.reopen_topics(topics),
            Self::Plan => ws.plan_topics(topics),
            Self::Merge(into) => ws.merge_topics(topics, *into),
            Self::Attach(session) => ws.schedule_topics(topics, *session),
            Self::Decline(reason) => ws.decline_topics(topics, reason),
            Self::Answer => ws.answer_topics(topics, view_day),
            Self::Remove => topics.iter().try_fold(ws.clone(), |ws, id| ws.without_topic(*id)),
        }
    }

    fn label(&self, view: View<'_>, topics: &[TopicId]) -> Label {
        let topic = name(view, topics);
        let to = |to| Label::TopicStep { topic: topic.clone(), to };
        match self {
            Self::Reopen => to(TopicStage::Asked),
            Self::Plan => to(TopicStage::Planned),
            Self::Merge(into) => Label::MergeTopic { topic, into: name(view, &[*into]) },
            Self::Attach(session) => {
                let session = view.ws.sessions.get(*session).map(|session| session.title.clone()).unwrap_or_default();
                Label::Topic { topic, session }
            }
            Self::Decline(_) => to(TopicStage::Declined),
            Self::Answer => to(TopicStage::Answered),
            Self::Remove => Label::Remove { table: TableName::Topics, name: topic },
        }
    }
}

/// Asks for a step to be taken with topics.
pub fn take(view: View<'_>, topics: &[TopicId], step: Step, commands: &mut Commands) {
    if topics.is_empty() {
        return;
    }
    let (day, topics) = (view.as_of, topics.to_vec());
    commands.edit(step.label(view, &topics), move |ws| step.apply(day, ws, &topics));
}

/// What topics are called: the one by its text, many by the first and their number.
pub fn name(view: View<'_>, topics: &[TopicId]) -> String {
    let first = topics.first().and_then(|id| view.ws.topics.get(*id)).map_or("", |topic| topic.text.as_str());
    if topics.len() > 1 { (TopicWords::of(view.lang).many)(first, topics.len()) } else { first.to_owned() }
}
