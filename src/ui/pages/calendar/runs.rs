//! New runs of courses for what is dropped on a day: which course suits, and what its last run tells.

use chrono::NaiveDate;

use crate::model::{
    CohortId, Course, Half, Level, Mode, Refusal, Session, SessionId, Slot, SlotNo, Status, Topic, TownshipId,
    Workspace,
};
use crate::report::topics::matching;

const DEFAULT_HEADS: u32 = 50;
const DEFAULT_MINUTES: u32 = 180;

/// A draft for a topic on a day: a run of the course that suits it best.
pub fn run_for_topic(ws: &Workspace, topic: &Topic, day: NaiveDate) -> Session {
    let course = matching::courses(ws, topic).first().and_then(|found| ws.courses.get(found.id));
    let mut run = run(ws, course, None, day);
    run.title.clone_from(&topic.text);
    if run.purpose.is_empty() {
        run.purpose.clone_from(&topic.text);
    }
    for slot in &mut run.slots {
        slot.topic.clone_from(&topic.text);
    }
    run
}

/// A draft for people of a unit's cohort on a day; `None` if there is no course at all for the cohort.
pub fn run_for_people(ws: &Workspace, township: TownshipId, cohort: CohortId, day: NaiveDate) -> Option<Session> {
    let course = course_for_cohort(ws, cohort)?;
    let mut run = run(ws, Some(course), Some(township), day);
    run.cohorts.retain(|other| *other != cohort);
    run.cohorts.insert(0, cohort);
    Some(run)
}

/// Puts a draft into the workspace, with an id of its own.
///
/// # Errors
/// The draft's first fault, such as a day far from the programme year.
pub fn new_run(ws: &Workspace, run: &Session) -> Result<(Workspace, SessionId), Refusal> {
    let mut next = ws.clone();
    let id = next.ids.take();
    Ok((next.with(Session { id, ..run.clone() })?, id))
}

/// The course for a cohort: in class before elsewhere, then the one with most runs.
fn course_for_cohort(ws: &Workspace, cohort: CohortId) -> Option<&Course> {
    let weight = |course: &&Course| {
        let n_runs = ws.sessions.iter().filter(|session| session.course == Some(course.id)).count();
        let is_first = course.cohorts.first() == Some(&cohort);
        (is_first, course.mode == Mode::PartySchool, n_runs, std::cmp::Reverse(course.id))
    };
    ws.courses.iter().filter(|course| course.cohorts.contains(&cohort)).max_by_key(weight)
}

/// A draft that begins on a day, like the course's last run (of the unit, if the unit runs it).
fn run(ws: &Workspace, course: Option<&Course>, township: Option<TownshipId>, day: NaiveDate) -> Session {
    let level = course.map_or(ws.programme.level, |course| course.level);
    let unit = township.filter(|_| level != Level::District);
    let runs = ws.sessions.iter().filter(|s| s.course.is_some() && s.course == course.map(|course| course.id));
    let latest = runs
        .filter(|session| unit.is_none() || session.township == unit)
        .max_by_key(|session| (session.span().map(|span| span.first), session.id));
    let venue = latest.and_then(|latest| latest.venue);
    let max_heads = course.map_or(DEFAULT_HEADS, |course| course.max_heads);
    let room = venue.and_then(|id| ws.venues.get(id)).filter(|venue| !venue.is_shared);
    Session {
        id: SessionId::MIN,
        title: title(ws, course, unit, latest),
        course: course.map(|course| course.id),
        mode: course.map_or(Mode::PartySchool, |course| course.mode),
        level,
        township: unit,
        venue,
        status: Status::Draft,
        cohorts: course.map(|course| course.cohorts.clone()).unwrap_or_default(),
        min_heads: 0,
        max_heads: room.map_or(max_heads, |room| max_heads.min(room.capacity)),
        slots: slots(ws, course, latest, day),
        quotas: Vec::new(),
        is_locked: false,
        filing: crate::model::Filing::default(),
        purpose: course.map(|course| course.purpose.clone()).unwrap_or_default(),
        note: String::new(),
    }
}

/// The number after the last run's, or the course's name with 第 1 期.
fn title(ws: &Workspace, course: Option<&Course>, unit: Option<TownshipId>, latest: Option<&Session>) -> String {
    if let Some(latest) = latest {
        let next = ws.next_title(&latest.title);
        if next != latest.title {
            return next;
        }
    }
    let unit = unit.and_then(|id| ws.townships.get(id)).map_or("", |unit| unit.name.as_str());
    let name = course.map_or("", |course| course.name.as_str());
    let first = format!("{unit}{name}第 1 期");
    let is_taken = ws.sessions.iter().any(|session| session.title == first);
    if is_taken { ws.next_title(&first) } else { first }
}

/// The half days of the last run, moved; without one, as many whole days as the course takes, days off left out.
fn slots(ws: &Workspace, course: Option<&Course>, latest: Option<&Session>, day: NaiveDate) -> Vec<Slot> {
    let minutes = course.map_or(DEFAULT_MINUTES, |course| course.slot_minutes);
    let halves: Vec<Half> = match latest.and_then(Session::only_half) {
        Some(half) => vec![half],
        None => Half::ALL.to_vec(),
    };
    let n_days = latest.map_or(course.map_or(1, |course| course.n_days as usize), |latest| latest.days().len());
    let free = day.iter_days().skip(1).filter(|day| !ws.is_day_off(*day));
    let days = std::iter::once(day).chain(free).take(n_days.clamp(1, 60));
    days.flat_map(|date| halves.iter().map(move |half| (date, *half)))
        .zip(0u16..)
        .map(|((date, half), no)| Slot { no: SlotNo(no), date, half, minutes, topic: String::new(), trainer: None })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2012, month, day).expect("a date")
    }

    #[test]
    fn people_get_the_next_run_of_their_course() {
        let ws = crate::demo::district(1);
        let secretary = ws.cohorts.iter().next().expect("a cohort").id;
        let unit = ws.townships_in_order()[0].id;
        let run = run_for_people(&ws, unit, secretary, day(11, 23)).expect("there is a course");
        assert_eq!(run.title, "书记轮训第 15 期");
        let days: Vec<NaiveDate> = run.days();
        assert_eq!(days, [day(11, 23), day(11, 26), day(11, 27)], "a weekend lies in between");
        let (next, id) = new_run(&ws, &run).expect("a legal draft");
        assert_eq!(next.sessions.get(id).map(|session| session.status), Some(Status::Draft));
    }

    #[test]
    fn a_topic_goes_to_the_course_that_teaches_its_like() {
        let ws = crate::demo::district(1);
        let topic = ws.topics.iter().find(|topic| topic.text == "农家乐怎样办出特色").expect("it was asked");
        let run = run_for_topic(&ws, topic, day(7, 25));
        assert_eq!((run.title.as_str(), run.mode), ("农家乐怎样办出特色", Mode::FieldVisit));
        assert!(run.slots.iter().all(|slot| slot.date == day(7, 25) && slot.topic == run.title));
    }
}
