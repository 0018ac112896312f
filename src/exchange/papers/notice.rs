//! 培训通知: the letter that calls people to a session, and the same words for a chat group.

use super::quota;
use super::{Kind, Request, Source};
use crate::exchange::PaperError;
use crate::exchange::paper::{Block, Column, LETTER_POINTS, Paper, Role, Section, Text};
use crate::model::{Session, TownshipId};
use crate::words::papers as words;

/// A letter.
pub struct Letter {
    title: String,
    addressee: String,
    opening: String,
    /// Headings with their paragraphs.
    parts: Vec<(&'static str, Vec<String>)>,
    /// Who sends it, and when.
    sender: [String; 2],
    /// The units' seats, for where there is no attachment, and what stands between them.
    seats: Vec<String>,
    between: &'static str,
    /// The paragraph that points to the attachment.
    see_attachment: String,
}

pub fn letter(source: &Source<'_>, request: &Request) -> Result<Letter, PaperError> {
    let session = source.session(request)?;
    let words = source.words();
    let or_open = |text: &str| if text.is_empty() { words.to_be_fixed.to_owned() } else { text.to_owned() };
    let hours = source.hours(session, session.minutes());
    let venue = or_open(source.venue(session));
    let days = or_open(&source.days(session));
    let rules = source.ws.rules_on(source.day_of(session));
    let seats: Vec<String> = session
        .quotas
        .iter()
        .filter(|quota| quota.heads > 0 && request.township.is_none_or(|unit| unit == quota.township))
        .filter_map(|quota| Some((source.ws.townships.get(quota.township)?, quota.heads)))
        .map(|(unit, heads)| (words.notice_seats)(&unit.name, heads))
        .collect();
    let heads = source.seats(session, request);
    let mut audience = vec![(words.notice_audience)(&or_open(&source.cohorts(session)), heads)];
    audience.extend((!seats.is_empty()).then(|| words.notice_quota.to_owned()));
    let subjects = source.subjects(session);
    let mut content = Vec::new();
    if subjects != session.purpose {
        content.push((words.notice_topics)(&subjects));
    }
    if !session.purpose.is_empty() {
        content.push((words.notice_purpose)(&session.purpose));
    }
    if content.is_empty() {
        content.push((words.notice_topics)(words.to_be_fixed));
    }
    let payers = source.payers(session);
    let cost = if payers.is_empty() { words.notice_cost_open.to_owned() } else { (words.notice_cost)(&payers) };
    let first = session.slots.first();
    let when = first.map_or_else(
        || words.to_be_fixed.to_owned(),
        |slot| format!("{}{}", (words.date)(slot.date), (words::texts(source.lang).half)(slot.half)),
    );
    let bodies = [
        vec![(words.notice_time)(&days, session.slots.len(), &hours), (words.notice_place)(&venue)],
        audience,
        content,
        vec![(words.notice_report)(&when, &venue)],
        vec![cost],
        vec![(words.notice_discipline)(rules.leave_limit.0, rules.leave_limit.1)],
        vec![(words.notice_contact)(
            &or_open(&source.deadline(session)),
            source.organiser(session),
            source.contact(session),
        )],
    ];
    Ok(Letter {
        title: (words.notice_title)(&session.title),
        addressee: addressee(source, session, request),
        opening: (words.notice_opening)(&source.ws.programme.year.to_string(), &session.title),
        parts: words.notice_parts.into_iter().zip(bodies).collect(),
        sender: [source.committee(session), source.letter_day(session)],
        seats,
        between: words.and,
        see_attachment: words.notice_quota.to_owned(),
    })
}

/// To whom the letter goes: a unit's own session to its branches, the district's to all units or to the one asked for.
fn addressee(source: &Source<'_>, session: &Session, request: &Request) -> String {
    let words = source.words();
    let named = |id: Option<TownshipId>| id.and_then(|id| source.ws.townships.get(id));
    match (named(session.township), named(request.township)) {
        (Some(own), _) => (words.notice_branches)(&own.name),
        (None, Some(unit)) => (words.notice_unit)(&unit.name),
        (None, None) => words.notice_all.to_owned(),
    }
}

impl Letter {
    /// The letter on paper, with the quotas attached if there are any.
    pub fn paper(&self, source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
        let mut above = vec![Block::Title(self.title.clone())];
        above.push(Block::body(""));
        above.push(Block::Text(Text { text: self.addressee.clone(), points: LETTER_POINTS, ..Text::default() }));
        above.push(Block::body(&self.opening));
        for (heading, paragraphs) in &self.parts {
            above.push(Block::heading(*heading));
            above.extend(paragraphs.iter().map(Block::body));
        }
        let session = source.session(request)?;
        if !self.seats.is_empty() {
            let attached = (source.words().quota_title)(&session.title);
            above.push(Block::body(""));
            above.push(Block::body((source.words().notice_attached)(&attached)));
        }
        above.extend([Block::body("\n"), Block::Signed(self.sender.to_vec())]);
        let name = words::kind(source.lang, Kind::Notice).to_owned();
        let letter =
            Section { name, is_letter: true, columns: vec![Column::words(159, 159)], above, ..Section::default() };
        let mut paper = Paper::single(self.title.clone(), "", letter);
        if !self.seats.is_empty() {
            let mut attached = quota::of_session(source, session, request);
            let text = source.words().notice_attachment.to_owned();
            let mark = Text { text, points: LETTER_POINTS, role: Role::Heading, ..Text::default() };
            attached.above.insert(0, Block::Text(mark));
            paper.sections.push(attached);
        }
        Ok(paper)
    }

    /// The letter as text.
    pub fn text(&self) -> String {
        let mut lines = vec![self.title.clone(), String::new(), self.addressee.clone(), self.opening.clone()];
        for (heading, paragraphs) in &self.parts {
            lines.push((*heading).to_owned());
            lines.extend(paragraphs.iter().filter(|text| **text != self.see_attachment).cloned());
            if paragraphs.contains(&self.see_attachment) {
                lines.push(self.seats.join(self.between));
            }
        }
        lines.push(String::new());
        lines.extend(self.sender.iter().cloned());
        lines.join("\r\n") + "\r\n"
    }
}
