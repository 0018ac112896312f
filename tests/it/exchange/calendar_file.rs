//! The calendar file, read back as a phone reads it.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use lunxun::exchange::calendar_file::calendar_file;
use lunxun::model::{DateSpan, Half, Quota, Status, Workspace};
use lunxun::words::{Lang, calendar_file::texts};

use crate::support::district::{District, day};

fn stamp() -> NaiveDateTime {
    day(6, 28).and_hms_opt(9, 41, 7).expect("a time of day")
}

fn written(ws: &Workspace) -> String {
    calendar_file(ws, None, None, stamp(), texts(Lang::Zh))
}

/// An event's properties by name; parameters stay with the name.
type Event = BTreeMap<String, String>;

/// Unfolds the lines, checks what every reader insists on, and returns the events.
fn read(text: &str) -> Vec<Event> {
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"), "{text}");
    // 75 bytes should be the most (RFC 5545, 3.1); the library's last piece of a folded line may have one more
    assert!(text.split("\r\n").all(|line| line.len() <= 76 && !line.contains('\n')), "short lines");
    let whole = text.replace("\r\n ", "");
    let mut events = Vec::new();
    let mut open: Option<Event> = None;
    for line in whole.split("\r\n") {
        match (line, &mut open) {
            ("BEGIN:VEVENT", None) => open = Some(Event::new()),
            ("END:VEVENT", Some(event)) => events.push(std::mem::take(event)),
            (_, Some(event)) => {
                let (name, value) = line.split_once(':').expect("name and value");
                let value = value.replace("\\n", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\");
                let before = event.insert(name.to_owned(), value);
                assert_eq!(before, None, "{name} stands there once");
            }
            _ => {}
        }
        if line == "END:VEVENT" {
            open = None;
        }
    }
    events
}

fn district() -> District {
    let mut d = District::new();
    let room = d.venue("区委党校一教室", 50);
    let secretary = d.secretary;
    let class = d.session("书记轮训第 9 期", day(7, 3), 3, &[secretary]);
    d.edit_session(class, |session| session.venue = Some(room));
    d
}

#[test]
fn days_in_a_row_are_one_event_with_place_time_and_zone() {
    let d = district();
    let text = written(&d.ws);
    assert!(text.contains("BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\n"));
    let events = read(&text);
    assert_eq!(events.len(), 1);
    let event = &events[0];
    assert_eq!(event["SUMMARY"], "书记轮训第 9 期");
    assert_eq!(event["DTSTART;TZID=Asia/Shanghai"], "20120703T090000");
    assert_eq!(event["DTEND;TZID=Asia/Shanghai"], "20120705T173000");
    assert_eq!((event["LOCATION"].as_str(), event["STATUS"].as_str()), ("区委党校一教室", "CONFIRMED"));
    assert_eq!(event["DTSTAMP"], "20120628T014107Z", "the stamp that was handed in, in UTC");
}

#[test]
fn half_days_and_weekly_classes_are_an_event_each_day() {
    let mut d = District::new();
    let member = d.member;
    let class = d.session("远程课", day(7, 4), 1, &[member]);
    d.run(|ws| ws.set_days(class, DateSpan::day(day(7, 4)), &[Half::Afternoon], 90));
    d.edit_session(class, |session| {
        let slot = session.slots[0].clone();
        for (no, date) in [(7, day(7, 11)), (8, day(7, 12))] {
            session.slots.push(lunxun::model::Slot { no: lunxun::model::SlotNo(no), date, ..slot.clone() });
        }
    });
    let starts: Vec<String> =
        read(&written(&d.ws)).into_iter().map(|event| event["DTSTART;TZID=Asia/Shanghai"].clone()).collect();
    assert_eq!(starts, ["20120704T143000", "20120711T143000", "20120712T143000"]);
}

#[test]
fn an_event_keeps_its_identity_when_the_session_moves() {
    let mut d = district();
    let before = read(&written(&d.ws))[0]["UID"].clone();
    let class = d.ws.sessions.iter().next().expect("a session").id;
    d.run(|ws| ws.move_session(class, 7));
    let after = &read(&written(&d.ws))[0];
    assert_eq!(after["UID"], before);
    assert_eq!(after["DTSTART;TZID=Asia/Shanghai"], "20120710T090000");
}

#[test]
fn a_cancelled_session_is_sent_as_cancelled_and_a_draft_as_tentative() {
    let mut d = district();
    let class = d.ws.sessions.iter().next().expect("a session").id;
    d.run(|ws| ws.set_status(class, Status::Cancelled));
    let event = &read(&written(&d.ws))[0];
    assert_eq!((event["STATUS"].as_str(), event["SUMMARY"].as_str()), ("CANCELLED", "（已取消）书记轮训第 9 期"));
    d.run(|ws| ws.set_status(class, Status::Draft));
    assert_eq!(read(&written(&d.ws))[0]["STATUS"], "TENTATIVE");
}

#[test]
fn a_township_gets_what_concerns_it() {
    let mut d = district();
    let (wei, dong) = (d.township("魏城镇"), d.township("东林乡"));
    let member = d.member;
    let own = d.session("东林乡党员集中培训班", day(7, 9), 1, &[member]);
    d.edit_session(own, |session| session.township = Some(dong));
    let shared = d.session("联办班", day(7, 10), 1, &[member]);
    d.edit_session(shared, |session| session.quotas.push(Quota { township: wei, heads: 5 }));
    let titles = |township| -> Vec<String> {
        let text = calendar_file(&d.ws, Some(township), None, stamp(), texts(Lang::Zh));
        read(&text).into_iter().map(|event| event["SUMMARY"].clone()).collect()
    };
    assert_eq!(titles(wei), ["书记轮训第 9 期", "联办班"]);
    assert_eq!(titles(dong), ["书记轮训第 9 期", "东林乡党员集中培训班"]);
}

#[test]
fn odd_characters_come_through_and_the_same_state_writes_the_same_bytes() {
    let mut d = district();
    let class = d.ws.sessions.iter().next().expect("a session").id;
    d.edit_session(class, |session| {
        session.title = "一,二;三\\四".to_owned();
        session.purpose = "第一行\n第二行，".repeat(20);
    });
    let events = read(&written(&d.ws));
    assert_eq!(events[0]["SUMMARY"], "一,二;三\\四");
    assert!(events[0]["DESCRIPTION"].contains("目的：第一行\n第二行，第一行"));
    assert_eq!(written(&d.ws), written(&d.ws.clone()));
}

#[test]
fn the_sample_year_has_an_event_for_every_half_day_it_teaches() {
    let ws = lunxun::demo::district(1);
    let text = written(&ws);
    let events = read(&text);
    let uids: std::collections::BTreeSet<&String> = events.iter().map(|event| &event["UID"]).collect();
    assert_eq!(uids.len(), events.len(), "no two events share a name");
    let days: usize = ws.sessions.iter().map(|session| session.days().len()).sum();
    let n_dated = ws.sessions.iter().filter(|session| !session.days().is_empty()).count();
    assert!(events.len() >= n_dated && events.len() <= days, "{} events", events.len());
}
