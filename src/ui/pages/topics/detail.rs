//! What is to be known of the chosen topic, as plain values: who asked, what was merged into it, what suits it.

use super::steps::{Step, name};
use super::{Act, Ask};
use crate::app::View;
use crate::model::{PersonId, SessionId, Topic, TopicArea, TopicId, TopicStage, TopicState};
use crate::report::topics::{AskerLine, TopicRow, Who, askers, matching};
use crate::words::records;
use crate::words::topics::{TopicWords, reason};

/// What the panel shows.
#[derive(Default)]
pub struct Detail {
    /// The topics it is about; none: nothing is chosen.
    pub topics: Vec<TopicId>,
    /// What is asked for, or how many are chosen.
    pub title: String,
    /// Where it stands; `None` if several are chosen.
    pub stage: Option<TopicStage>,
    /// The area it falls into; `None` if several are chosen.
    pub area: Option<TopicArea>,
    /// How many asked and since when; why it was declined; where it was merged.
    pub facts: Vec<String>,
    /// The session that teaches or taught it, and what is to be known of that.
    pub session: Option<(SessionId, String)>,
    /// Those who asked and can still be enrolled in the session.
    pub invite: Vec<PersonId>,
    /// The topics it is about if several are chosen, else those merged into it.
    pub under: Vec<(TopicId, String)>,
    /// What suits it, by kind.
    pub groups: Vec<Group>,
    /// How many asked.
    pub heads: String,
    /// Who asked.
    pub askers: Vec<AskerText>,
}

/// Suggestions of a kind.
pub struct Group {
    /// What they are.
    pub title: &'static str,
    /// What taking one up is called.
    pub verb: &'static str,
    /// The suggestions, the best first.
    pub lines: Vec<Suggestion>,
}

/// Something that suits the topic.
pub struct Suggestion {
    /// What.
    pub text: String,
    /// Why.
    pub reason: String,
    /// What taking it up does.
    pub act: Act,
}

/// An asker, ready to be shown.
pub struct AskerText {
    /// Name, or branch, or a number.
    pub name: String,
    /// Where they belong.
    pub unit: String,
    /// The person, if known.
    pub person: Option<PersonId>,
}

impl Detail {
    /// Reads what is to be known of topics.
    pub fn of(view: View<'_>, topics: &[TopicId]) -> Self {
        let words = TopicWords::of(view.lang);
        match topics {
            [] => Self::default(),
            [one] => Self::of_one(view, *one),
            several => Self {
                topics: several.to_vec(),
                title: (words.chosen)(several.len()),
                under: named(view, several),
                ..Self::default()
            },
        }
    }

    fn of_one(view: View<'_>, id: TopicId) -> Self {
        let words = TopicWords::of(view.lang);
        let (Some(topic), Some(row)) = (view.ws.topics.get(id), view.derived.topics(view.ws).row(id)) else {
            return Self::default();
        };
        let askers = askers(view.ws, id);
        let session = row.session.and_then(|id| view.ws.sessions.get(id));
        Self {
            topics: vec![id],
            title: topic.text.clone(),
            stage: Some(row.stage),
            area: Some(topic.area),
            facts: facts(view, topic, row),
            session: session.map(|session| {
                let day = session.span().map(|span| records::month_day(view.lang, span.first)).unwrap_or_default();
                (session.id, format!("{day} · {}", session.title))
            }),
            invite: session.filter(|session| session.status.is_planned()).map_or_else(Vec::new, |session| {
                let people = askers.iter().filter_map(|asker| person(asker.who));
                let can_come = |id: &PersonId| {
                    !view.ws.enrolments.has((session.id, *id))
                        && view.ws.people.get(*id).is_some_and(|person| view.ws.cohort_for(session, person).is_ok())
                };
                people.filter(can_come).collect()
            }),
            under: named(view, &row.under),
            groups: if row.stage.is_open() { groups(view, topic) } else { Vec::new() },
            heads: (words.askers)(&records::count(row.asked.heads)),
            askers: askers.iter().map(|asker| asker_text(view, asker)).collect(),
        }
    }
}

fn named(view: View<'_>, topics: &[TopicId]) -> Vec<(TopicId, String)> {
    topics.iter().map(|id| (*id, name(view, &[*id]))).collect()
}

fn facts(view: View<'_>, topic: &Topic, row: &TopicRow) -> Vec<String> {
    let words = TopicWords::of(view.lang);
    let mut asked = (words.asked_by)(&records::count(row.asked.heads), &records::count(row.asked.branches));
    if let Some(first) = row.first {
        asked = format!("{asked} · {}", (words.since)(&records::month_day(view.lang, first)));
    }
    let mut facts = vec![asked];
    match &topic.state {
        TopicState::Merged { into } => facts.push((words.merged_into)(&name(view, &[*into]))),
        TopicState::Declined { reason } => facts.push((words.reason_of_decline)(reason)),
        TopicState::Asked | TopicState::Planned | TopicState::Scheduled { .. } | TopicState::Answered { .. } => {}
    }
    facts
}

/// What suits a topic that waits for a session.
fn groups(view: View<'_>, topic: &Topic) -> Vec<Group> {
    let words = TopicWords::of(view.lang);
    let (ws, day) = (view.ws, view.as_of);
    let alike = matching::alike(ws, &topic.text, Some(topic.id), day).into_iter().filter_map(|found| {
        let text = ws.topics.get(found.id)?.text.clone();
        let act = Act::Take(Step::Merge(found.id), vec![topic.id]);
        Some(Suggestion { text, reason: reason(view.lang, &found.reason), act })
    });
    let sessions = matching::sessions(ws, topic, day).into_iter().filter_map(|found| {
        let session = ws.sessions.get(found.id)?;
        let day = session.span().map(|span| span.first.format("%m-%d ").to_string()).unwrap_or_default();
        let act = Act::Take(Step::Attach(found.id), vec![topic.id]);
        Some(Suggestion { text: format!("{day}{}", session.title), reason: reason(view.lang, &found.reason), act })
    });
    let courses = matching::courses(ws, topic).into_iter().filter_map(|found| {
        let text = ws.courses.get(found.id)?.name.clone();
        Some(Suggestion {
            text,
            reason: reason(view.lang, &found.reason),
            act: Act::Ask(Ask::Run(Some(found.id), None)),
        })
    });
    let trainers = matching::trainers(ws, topic, day).into_iter().filter_map(|found| {
        let trainer = ws.trainers.get(found.id)?;
        let text = format!("{} {}", trainer.name, trainer.unit);
        Some(Suggestion {
            text,
            reason: reason(view.lang, &found.reason),
            act: Act::Ask(Ask::Run(None, Some(found.id))),
        })
    });
    let groups = [
        (words.alike, words.take_in, alike.collect::<Vec<_>>()),
        (words.sessions, words.attach, sessions.collect()),
        (words.courses, words.make_run, courses.collect()),
        (words.trainers, words.ask_trainer, trainers.collect()),
    ];
    let groups = groups.into_iter().map(|(title, verb, lines)| Group { title, verb, lines });
    groups.filter(|group| !group.lines.is_empty()).collect()
}

fn person(who: Who) -> Option<PersonId> {
    match who {
        Who::Person(id) => Some(id),
        Who::Branch(_) | Who::Unnamed(..) => None,
    }
}

/// An asker by name, with the unit they belong to.
pub fn asker_text(view: View<'_>, asker: &AskerLine) -> AskerText {
    let words = TopicWords::of(view.lang);
    let branch = asker.branch.and_then(|id| view.ws.branches.get(id)).map_or("", |branch| branch.name.as_str());
    let township = asker.township.and_then(|id| view.ws.townships.get(id)).map_or("", |unit| unit.name.as_str());
    let name = match asker.who {
        Who::Person(id) => view.ws.people.get(id).map_or_else(|| id.to_string(), |person| person.name.clone()),
        Who::Branch(_) if asker.heads > 1 => (words.branch_heads)(branch, asker.heads),
        Who::Branch(_) => branch.to_owned(),
        Who::Unnamed(..) => (words.unnamed)(asker.heads),
    };
    let within = if matches!(asker.who, Who::Branch(_)) { words.as_a_whole } else { branch };
    let unit = [township, within].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    AskerText { name, unit, person: person(asker.who) }
}
