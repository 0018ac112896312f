//! 未回执名单: who was invited and has not confirmed, with phones to call and words to paste.

use std::collections::BTreeMap;

use super::facts::count;
use super::{Request, Source};
use crate::exchange::PaperError;
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::model::{EnrolmentState, Person, Session};
use crate::words::papers as words;

/// Someone who has not confirmed.
struct Silent<'a> {
    session: &'a Session,
    person: &'a Person,
}

/// Of the session asked for, or of all that are still to come; in the order of the roll.
fn silent<'a>(source: &'a Source<'_>, request: &Request) -> Result<Vec<Silent<'a>>, PaperError> {
    let sessions = if request.session.is_some() {
        vec![source.session(request)?]
    } else {
        let is_to_come = |session: &&Session| session.span().is_none_or(|span| span.first > source.as_of);
        source.sessions(request).into_iter().filter(is_to_come).collect()
    };
    let mut list = Vec::new();
    for session in sessions {
        for row in source.ws.roll(session.id) {
            let state = source.ws.enrolments.get((session.id, row.person)).map(|enrolment| enrolment.state);
            let person = source.ws.people.get(row.person).filter(|_| state == Some(EnrolmentState::Invited));
            let unit = person.and_then(|person| source.ws.township_of(person, source.day_of(session)));
            if let Some(person) = person.filter(|_| request.township.is_none_or(|id| unit == Some(id))) {
                list.push(Silent { session, person });
            }
        }
    }
    Ok(list)
}

/// Whether everybody has confirmed.
pub fn is_empty(source: &Source<'_>, request: &Request) -> Result<bool, PaperError> {
    Ok(silent(source, request)?.is_empty())
}

pub fn paper(source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
    let words = source.words();
    let list = silent(source, request)?;
    let rows: Vec<Row> = (1..)
        .zip(&list)
        .map(|(serial, Silent { session, person })| {
            let day = source.day_of(session);
            Row::of([
                serial.to_string(),
                session.title.clone(),
                person.name.clone(),
                source.unit(person, day),
                person.post_on(day).to_owned(),
                source.phone(person, request),
                session.span().map_or_else(String::new, |span| (words::texts(source.lang).day)(span.first, true)),
                String::new(),
            ])
        })
        .collect();
    let what = if request.session.is_some() {
        source.session(request)?.title.clone()
    } else {
        let (unit, year) = source.whole(request);
        (words.all_of)(unit, year)
    };
    let title = (words.unconfirmed_title)(&what);
    let contact = list.first().map_or_else(String::new, |one| (words.unconfirmed_contact)(source.contact(one.session)));
    let note = if rows.is_empty() { words.unconfirmed_none.to_owned() } else { contact };
    let below = Some(note).filter(|note| !note.is_empty()).map(Block::note).into_iter().collect();
    let section = Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns: vec![
            Column::new(11, 13),
            Column::words(48, 66),
            Column::new(20, 26),
            Column::words(52, 80),
            Column::new(24, 34),
            Column::new(30, 34),
            Column::new(20, 24),
            Column::new(18, 30),
        ],
        above: vec![Block::Title(title.clone()), source.facts_line(request, &(words.people_of)(&count(rows.len())))],
        table: Some(Table {
            head: vec![[words.serial].into_iter().chain(words.unconfirmed_head).map(Head::new).collect()],
            rows,
            n_frozen: 3,
            ..Table::default()
        }),
        below,
        ..Section::default()
    };
    Ok(Paper::single(title, "", section))
}

/// Words for a chat group: a paragraph a session, a line a unit.
pub fn text(source: &Source<'_>, request: &Request) -> Result<String, PaperError> {
    let words = source.words();
    let list = silent(source, request)?;
    if list.is_empty() {
        return Ok(format!("{}\r\n", words.unconfirmed_none));
    }
    let mut text = String::new();
    for group in list.chunk_by(|one, next| one.session.id == next.session.id) {
        let Some(Silent { session, .. }) = group.first() else { continue };
        let or_open = |text: &str| if text.is_empty() { words.to_be_fixed.to_owned() } else { text.to_owned() };
        let (days, venue) = (or_open(&source.days(session)), or_open(source.venue(session)));
        text.push_str(&(words.unconfirmed_text)(&session.title, &days, &venue));
        text.push_str("\r\n");
        let mut units: BTreeMap<(u32, String), Vec<&str>> = BTreeMap::new();
        for Silent { person, .. } in group {
            let unit = source.ws.township_of(person, source.day_of(session)).and_then(|id| source.ws.townships.get(id));
            let key = unit.map_or((u32::MAX, words.no_unit.to_owned()), |unit| (unit.order, unit.name.clone()));
            units.entry(key).or_default().push(&person.name);
        }
        for ((_, unit), names) in units {
            text.push_str(&(words.unconfirmed_unit)(&unit, &names.join(words.and)));
            text.push_str("\r\n");
        }
        let contact = (words.unconfirmed_contact)(source.contact(session));
        if !contact.is_empty() {
            text.push_str(&contact);
            text.push_str("\r\n");
        }
        text.push_str("\r\n");
    }
    Ok(text)
}
