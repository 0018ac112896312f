//! The calendar as a subscription file (iCalendar): one event for each run of whole days of a session, else
//! one for each day. The same workspace and stamp write the same bytes. Knows no clock.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike};
use icalendar::{Calendar, CalendarDateTime, Component, Event, EventLike, EventStatus, Property};

use crate::model::moving::runs;
use crate::model::{DateSpan, Half, Person, Session, SessionId, Slot, Status, TownshipId, Workspace};

/// The zone in which the times of the file stand.
pub const TIME_ZONE: &str = "Asia/Shanghai";

/// The fixed words of the file.
#[derive(Debug)]
#[expect(missing_docs, reason = "each is named after where it stands")]
pub struct CalendarTexts {
    pub name: fn(&str, i32) -> String,
    pub name_of_township: fn(&str, &str, i32) -> String,
    pub draft: fn(&str) -> String,
    pub cancelled: fn(&str) -> String,
    pub trainers: fn(&str) -> String,
    pub heads: fn(usize, u32) -> String,
    pub purpose: fn(&str) -> String,
    pub half: fn(Half) -> &'static str,
    pub mode: fn(crate::model::Mode) -> &'static str,
    pub and: &'static str,
}

/// Hours between which a half day lies. Sessions name halves of days only, so these stand for all of them.
fn hours(half: Half) -> (u32, u32) {
    match half {
        Half::Morning => (9 * 60, 12 * 60),
        Half::Afternoon => (14 * 60 + 30, 17 * 60 + 30),
    }
}

/// The sessions of a workspace as an iCalendar file: all, those that concern one township, or one session. `stamp` is when
/// it is written, in local time.
///
/// A session concerns a township when it runs it, has seats for it, sends people of it, or is the district's
/// and open to all.
pub fn calendar_file(
    workspace: &Workspace,
    township: Option<TownshipId>,
    only: Option<SessionId>,
    stamp: NaiveDateTime,
    texts: &CalendarTexts,
) -> String {
    let programme = &workspace.programme;
    let name = match township.and_then(|id| workspace.townships.get(id)) {
        Some(township) => (texts.name_of_township)(&programme.district, &township.name, programme.year),
        None => (texts.name)(&programme.district, programme.year),
    };
    let mut calendar = Calendar::empty();
    calendar.append_property(Property::new("VERSION", "2.0"));
    calendar.append_property(Property::new("PRODID", "-//Lunxun//Lunxun//ZH"));
    calendar.append_property(Property::new("CALSCALE", "GREGORIAN"));
    calendar.append_property(Property::new("METHOD", "PUBLISH"));
    calendar.name(&name);
    calendar.append_property(Property::new("X-WR-TIMEZONE", TIME_ZONE));
    let mut sessions: Vec<&Session> = workspace.sessions.iter().collect();
    sessions.sort_by_key(|session| (session.span(), session.id));
    let is_wanted = |session: &&Session| {
        only.is_none_or(|id| id == session.id) && township.is_none_or(|id| concerns(workspace, session, id))
    };
    for session in sessions.into_iter().filter(is_wanted) {
        for part in parts(session) {
            calendar.push(event(workspace, session, &part, stamp, texts));
        }
    }
    with_time_zone(&calendar.to_string())
}

/// Whether a session concerns a township.
pub fn concerns(workspace: &Workspace, session: &Session, township: TownshipId) -> bool {
    let first = session.span().map_or(workspace.programme.days().first, |span| span.first);
    let is_of = |person: &Person| workspace.township_of(person, first) == Some(township);
    session.township == Some(township)
        || session.quotas.iter().any(|quota| quota.township == township)
        || (session.township.is_none() && session.quotas.is_empty())
        || workspace
            .enrolments_in(session.id)
            .filter(|enrolment| enrolment.state.takes_part())
            .any(|enrolment| workspace.people.get(enrolment.person).is_some_and(is_of))
}

/// The half days of one event.
struct Part<'s> {
    slots: Vec<&'s Slot>,
}

/// Whole days in a row belong together; anything else is an event a day.
fn parts(session: &Session) -> Vec<Part<'_>> {
    let of_day = |day: NaiveDate| session.slots.iter().filter(move |slot| slot.date == day);
    let is_whole = |day: &NaiveDate| Half::ALL.iter().all(|half| of_day(*day).any(|slot| slot.half == *half));
    let (whole, partial): (Vec<NaiveDate>, Vec<NaiveDate>) = session.days().into_iter().partition(is_whole);
    let mut spans: Vec<DateSpan> = runs(&whole);
    spans.extend(partial.into_iter().map(DateSpan::day));
    spans.sort_unstable();
    let part = |span: DateSpan| Part { slots: span.days().flat_map(of_day).collect() };
    spans.into_iter().map(part).filter(|part| !part.slots.is_empty()).collect()
}

fn event(
    workspace: &Workspace,
    session: &Session,
    part: &Part<'_>,
    stamp: NaiveDateTime,
    texts: &CalendarTexts,
) -> Event {
    let (first, last) = (part.slots[0], part.slots[part.slots.len() - 1]);
    // Slots keep their numbers when a session moves, so a phone moves the event instead of doubling it.
    let number = part.slots.iter().map(|slot| slot.no.0).min().unwrap_or_default();
    let mut event = Event::new();
    event.uid(&format!("{}-{number}@lunxun", session.id));
    event.append_property(Property::new("DTSTAMP", utc(stamp)));
    event.starts(local(first.date, hours(first.half).0));
    event.ends(local(last.date, hours(last.half).1));
    let (summary, status) = match session.status {
        Status::Draft => ((texts.draft)(&session.title), EventStatus::Tentative),
        Status::Cancelled => ((texts.cancelled)(&session.title), EventStatus::Cancelled),
        Status::Published | Status::Running | Status::Finished | Status::Closed => {
            (session.title.clone(), EventStatus::Confirmed)
        }
    };
    event.summary(&summary).status(status);
    if let Some(venue) = session.venue.and_then(|id| workspace.venues.get(id)) {
        event.location(&venue.name);
    }
    event.add_property("CATEGORIES", (texts.mode)(session.mode));
    event.description(&description(workspace, session, part, texts));
    event.done()
}

/// Trainers, heads, purpose, and what is taught in which half day.
fn description(workspace: &Workspace, session: &Session, part: &Part<'_>, texts: &CalendarTexts) -> String {
    let mut lines = Vec::new();
    let mut trainers: Vec<&str> = Vec::new();
    for slot in &part.slots {
        let name = slot.trainer.and_then(|id| workspace.trainers.get(id)).map(|trainer| trainer.name.as_str());
        if let Some(name) = name.filter(|name| !trainers.contains(name)) {
            trainers.push(name);
        }
    }
    if !trainers.is_empty() {
        lines.push((texts.trainers)(&trainers.join(texts.and)));
    }
    lines.push((texts.heads)(workspace.n_enrolled(session.id), session.max_heads));
    if !session.purpose.is_empty() {
        lines.push((texts.purpose)(&session.purpose));
    }
    for slot in part.slots.iter().filter(|slot| !slot.topic.is_empty()) {
        let day = slot.date.format("%-m-%-d");
        lines.push(format!("{day} {} {}", (texts.half)(slot.half), slot.topic));
    }
    lines.join("\n")
}

fn local(date: NaiveDate, minutes: u32) -> CalendarDateTime {
    let time = NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0).unwrap_or(NaiveTime::MIN);
    CalendarDateTime::WithTimezone { date_time: date.and_time(time), tzid: TIME_ZONE.to_owned() }
}

/// China keeps one time all year, eight hours ahead.
fn utc(stamp: NaiveDateTime) -> String {
    let utc = stamp.checked_sub_signed(TimeDelta::hours(8)).unwrap_or(stamp).with_nanosecond(0).unwrap_or(stamp);
    utc.format("%Y%m%dT%H%M%SZ").to_string()
}

/// Puts the definition of the zone before the first event: some programs do not know its name by themselves.
fn with_time_zone(text: &str) -> String {
    let zone = format!(
        "BEGIN:VTIMEZONE\r\nTZID:{TIME_ZONE}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
         TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    );
    let at = text.find("BEGIN:VEVENT").or_else(|| text.find("END:VCALENDAR")).unwrap_or(text.len());
    format!("{}{zone}{}", &text[..at], &text[at..])
}
