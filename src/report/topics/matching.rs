//! What suits a topic, each with the reason: courses, trainers, sessions to come, topics that ask for the same.
//!
//! Texts are compared by the characters they share ([`crate::model::likeness`]); what a course or trainer has taught
//! before counts too. What was merged into a topic speaks for it as well. The best come first; where nothing speaks for
//! a record it is not proposed.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::model::likeness::{likeness, shared_runs};
use crate::model::{
    Course, CourseId, Mode, Session, SessionId, Status, Topic, TopicArea, TopicId, TopicStage, TrainerId, Workspace,
};

/// So many of a kind are proposed.
const PROPOSED: usize = 3;
/// Two topics ask for the same if they share so many pairs of characters.
const ALIKE: usize = 2;

/// Why a record suits a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its name or subjects hold these words of the topic.
    Shares(String),
    /// It held or will hold a session of this title, whose words the topic shares.
    Held(String),
    /// It has taken up so many topics of the same area.
    SameArea(usize),
    /// Nothing but that it can be taught anywhere at any time.
    Anywhere,
}

/// A record that suits a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match<I> {
    /// Which.
    pub id: I,
    /// The strongest reason.
    pub reason: Reason,
}

/// The courses of which a run could teach a topic. Without any other reason, those that are taught at any time and
/// place.
pub fn courses(workspace: &Workspace, topic: &Topic) -> Vec<Match<CourseId>> {
    let text = asked(workspace, topic);
    let mut taken_up: BTreeMap<CourseId, (usize, usize)> = BTreeMap::new();
    for other in workspace.topics.iter().filter(|other| other.id != topic.id) {
        let session = other.state.session().and_then(|id| workspace.sessions.get(id));
        if let Some(course) = session.and_then(|session| session.course) {
            let (same_area, any) = taken_up.entry(course).or_default();
            *same_area += usize::from(other.area == topic.area);
            *any += 1;
        }
    }
    let mut like_runs: BTreeMap<CourseId, (usize, &str)> = BTreeMap::new();
    for session in workspace.sessions.iter().filter(|session| session.status != Status::Cancelled) {
        let Some(course) = session.course else { continue };
        let alike = likeness(&text, &session.title);
        let best = like_runs.entry(course).or_default();
        if alike > best.0 {
            *best = (alike, &session.title);
        }
    }
    let scored = workspace.courses.iter().map(|course| {
        let (same_area, any) = taken_up.get(&course.id).copied().unwrap_or_default();
        let (run, title) = like_runs.get(&course.id).copied().unwrap_or_default();
        let own = likeness(&text, &course.name).max(likeness(&text, &course.purpose));
        let score = (own.max(run), same_area, any, is_anywhere(course), Reverse(course.id));
        let reason = match (own, run, same_area) {
            (own, run, _) if own > 0 && own >= run => longest(&text, &format!("{} {}", course.name, course.purpose)),
            (_, run, _) if run > 0 => Some(Reason::Held(title.to_owned())),
            (.., n) if n > 0 => Some(Reason::SameArea(n)),
            _ => is_anywhere(course).then_some(Reason::Anywhere),
        };
        (score, course.id, reason)
    });
    best(scored)
}

/// The trainers who know most of a topic on a day, or have taught its like.
pub fn trainers(workspace: &Workspace, topic: &Topic, day: NaiveDate) -> Vec<Match<TrainerId>> {
    let text = asked(workspace, topic);
    let mut lessons: BTreeMap<TrainerId, (usize, &Session)> = BTreeMap::new();
    for session in workspace.sessions.iter().filter(|session| session.status != Status::Cancelled) {
        let alike = likeness(&text, &session.title);
        let taught =
            session.slots.iter().filter_map(|slot| Some((slot.trainer?, alike.max(likeness(&text, &slot.topic)))));
        for (trainer, alike) in taught.filter(|(_, alike)| *alike >= ALIKE) {
            let (n, _) = lessons.entry(trainer).or_insert((0, session));
            *n = (*n).max(alike);
        }
    }
    let here = workspace.trainers.iter().filter(|trainer| trainer.valid.holds_on(day));
    let scored = here.map(|trainer| {
        let known = likeness(&text, &trainer.subjects);
        let taught = lessons.get(&trainer.id);
        let reason = longest(&text, &trainer.subjects)
            .or_else(|| taught.map(|(_, session)| Reason::Held(session.title.clone())));
        let score = (known + taught.map_or(0, |(alike, _)| *alike), known, Reverse(trainer.id));
        (score, trainer.id, reason)
    });
    best(scored)
}

/// The sessions still to come after a day that could teach a topic along with their own.
pub fn sessions(workspace: &Workspace, topic: &Topic, day: NaiveDate) -> Vec<Match<SessionId>> {
    let text = asked(workspace, topic);
    let to_come = workspace
        .sessions
        .iter()
        .filter(|session| session.status.is_planned() && session.span().is_some_and(|span| span.last > day));
    let scored = to_come.map(|session| {
        let said = told(session);
        let alike = likeness(&text, &said);
        let first = session.span().map(|span| Reverse(span.first));
        ((alike, first, Reverse(session.id)), session.id, longest(&text, &said))
    });
    best(scored)
}

/// The topics that ask for the same as a text, those that stand for others first; `own` is left out.
pub fn alike(workspace: &Workspace, text: &str, own: Option<TopicId>, day: NaiveDate) -> Vec<Match<TopicId>> {
    let others = workspace.topics.iter().filter(|other| Some(other.id) != own);
    let standing =
        others.filter(|other| !matches!(workspace.topic_stage(other, day), TopicStage::Merged | TopicStage::Declined));
    let scored = standing.map(|other| {
        let alike = likeness(text, &other.text);
        let reason = longest(text, &other.text).filter(|_| alike >= ALIKE);
        ((alike, other.askers.len(), Reverse(other.id)), other.id, reason)
    });
    best(scored)
}

/// The area that a new text most likely falls into: that of the topic it is most like; `None` if it is like none.
pub fn likely_area(workspace: &Workspace, text: &str) -> Option<TopicArea> {
    let scored = workspace.topics.iter().map(|topic| (likeness(text, &topic.text), Reverse(topic.id), topic.area));
    scored.max().filter(|(alike, ..)| *alike > 0).map(|(.., area)| area)
}

fn is_anywhere(course: &Course) -> bool {
    matches!(course.mode, Mode::Remote | Mode::LectureHall)
}

/// What a topic asks for, in the words of all that were merged into it.
fn asked(workspace: &Workspace, topic: &Topic) -> String {
    let under = workspace.topics_under(topic.id);
    let under = under.iter().filter_map(|id| workspace.topics.get(*id)).map(|topic| topic.text.as_str());
    std::iter::once(topic.text.as_str()).chain(under).collect::<Vec<_>>().join("；")
}

/// What a session says of itself.
fn told(session: &Session) -> String {
    let mut told = session.title.clone();
    for slot in session.slots.iter().filter(|slot| !slot.topic.is_empty()) {
        told.push(' ');
        told.push_str(&slot.topic);
    }
    told
}

/// The longest words of a text that another holds too.
fn longest(text: &str, other: &str) -> Option<Reason> {
    let runs = shared_runs(text, other).into_iter().rev();
    runs.max_by_key(|run| run.chars().count()).map(|run| Reason::Shares(run.to_owned()))
}

/// The best few of those for which something speaks, the best first.
fn best<I, S: Ord>(scored: impl Iterator<Item = (S, I, Option<Reason>)>) -> Vec<Match<I>> {
    let mut found: Vec<(S, Match<I>)> =
        scored.filter_map(|(score, id, reason)| Some((score, Match { id, reason: reason? }))).collect();
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    found.into_iter().take(PROPOSED).map(|(_, found)| found).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2012, 6, 28).expect("a day")
    }

    fn asked<'w>(ws: &'w Workspace, text: &str) -> &'w Topic {
        ws.topics.iter().find(|topic| topic.text == text).expect("it was asked for")
    }

    #[test]
    fn a_topic_finds_what_suits_it_in_the_sample() {
        let ws = crate::demo::district(1);
        let topic = asked(&ws, "农家乐怎样办出特色");
        let trainers = trainers(&ws, topic, day());
        let first = trainers.first().expect("somebody knows of it");
        assert_eq!(first.reason, Reason::Shares("旅游".into()), "that word stands in what was merged into it");
        let courses = courses(&ws, topic);
        let course = courses.first().and_then(|found| ws.courses.get(found.id));
        assert_eq!(course.map(|course| course.name.as_str()), Some("产业支部现场交流会"));
        assert!(matches!(&courses[0].reason, Reason::Held(title) if title.contains("乡村旅游")), "{courses:?}");
        assert!(courses[1..].iter().any(|found| found.reason == Reason::Anywhere), "{courses:?}");
        let alike: Vec<_> = alike(&ws, "番茄嫁接", None, day()).into_iter().map(|found| found.id).collect();
        assert_eq!(alike, [asked(&ws, "大棚番茄嫁接技术").id], "the one that stands for the other");
        assert_eq!(likely_area(&ws, "土地流转合同"), Some(TopicArea::RuralWork));
        assert_eq!(likely_area(&ws, "xyz"), None);
    }

    #[test]
    fn nothing_is_proposed_without_a_reason() {
        let ws = crate::demo::district(1);
        let topic = Topic { text: "量子计算".into(), ..asked(&ws, "沼气池维护").clone() };
        assert!(trainers(&ws, &topic, day()).is_empty() && sessions(&ws, &topic, day()).is_empty());
        assert!(alike(&ws, &topic.text, None, day()).is_empty());
    }
}
