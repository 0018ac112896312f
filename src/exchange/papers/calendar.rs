//! The year's sessions month by month.

use chrono::Datelike;

use super::facts::count;
use super::{Request, Source};
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::model::Session;
use crate::words::{papers as words, records};

pub fn paper(source: &Source<'_>, request: &Request) -> Paper {
    let words = source.words();
    let month = |session: &Session| session.span().map(|span| (span.first.year(), span.first.month()));
    let mut rows = Vec::new();
    for group in source.sessions(request).chunk_by(|one, next| month(one) == month(next)) {
        let heading = group.first().and_then(|session| month(session));
        rows.push(Row::group(heading.map_or_else(|| words.undated.to_owned(), |(y, m)| (words.month)(y, m))));
        rows.extend(group.iter().map(|session| row(source, session)));
    }
    let (unit, year) = source.whole(request);
    let title = (words.calendar_title)(unit, year);
    let section = Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns: vec![
            Column::new(32, 38),
            Column::words(52, 80),
            Column::new(20, 24),
            Column::new(14, 18),
            Column::words(34, 50),
            Column::words(26, 44),
            Column::figures(20, 26),
            Column::new(18, 22),
        ],
        above: vec![Block::Title(title.clone()), source.facts_line(request, "")],
        table: Some(Table {
            head: vec![words.calendar_head.map(Head::new).into()],
            rows,
            n_frozen: 2,
            ..Table::default()
        }),
        below: request.township.map(|_| Block::note(words.calendar_unit_note)).into_iter().collect(),
        ..Section::default()
    };
    Paper::single(title, "", section)
}

fn row(source: &Source<'_>, session: &Session) -> Row {
    Row::of([
        source.days_of_year(session),
        session.title.clone(),
        records::mode(source.lang, session.mode).to_owned(),
        records::level(source.lang, session.level).to_owned(),
        source.venue(session).to_owned(),
        source.trainers(session),
        format!("{} / {}", count(source.ws.n_enrolled(session.id)), count(session.max_heads)),
        records::status(source.lang, session.status).to_owned(),
    ])
}
