//! 年度培训计划表: every session of the year with what the annual-plan rule asks for.

use super::facts::{count, money};
use super::{Request, Source};
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::model::{Fen, Session, Status};
use crate::words::{papers as words, records};

pub fn paper(source: &Source<'_>, request: &Request) -> Paper {
    let words = source.words();
    let sessions = source.sessions(request);
    let (mut heads, mut planned) = (0, Fen::ZERO);
    let mut row = |(serial, session): (usize, &&Session)| {
        let lines = source.costs(session).filter(|_| source.tells_money(session, request));
        let budget: Fen = lines.map(|line| line.planned).sum();
        let seats = source.seats(session, request);
        heads += u64::from(seats);
        planned += budget;
        Row::of([
            serial.to_string(),
            session.title.clone(),
            session.purpose.clone(),
            source.cohorts(session),
            source.subjects(session),
            source.days_of_year(session),
            source.venue(session).to_owned(),
            count(seats),
            money(budget),
            source.funds(session),
            remark(source, session),
        ])
    };
    let mut rows: Vec<Row> = (1..).zip(&sessions).map(&mut row).collect();
    let blank = String::new;
    rows.push(Row::total([
        blank(),
        words.total.to_owned(),
        blank(),
        blank(),
        blank(),
        blank(),
        blank(),
        count(heads),
        money(planned),
        blank(),
        blank(),
    ]));
    let (unit, year) = source.whole(request);
    let title = (words.plan_title)(unit, year);
    let section = Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns: vec![
            Column::new(10, 12),
            Column::words(34, 50),
            Column::words(28, 40),
            Column::words(16, 24),
            Column::words(40, 60),
            Column::new(28, 31),
            Column::words(24, 32),
            Column::figures(14, 16),
            Column::figures(24, 28),
            Column::new(23, 26),
            Column::new(14, 18),
        ],
        above: vec![Block::Title(title.clone()), source.facts_line(request, words.yuan)],
        table: Some(Table {
            head: vec![[words.serial].into_iter().chain(words.plan_head).map(Head::new).collect()],
            rows,
            n_frozen: 2,
            is_dense: true,
            ..Table::default()
        }),
        below: source.unit_note(request).into_iter().chain([source.signing_line()]).collect(),
        ..Section::default()
    };
    Paper::single(title, "", section)
}

/// A draft, or a session that came after the plan, with who approved it.
///
/// Source: `ARCHITECTURE.md`, "Papers": a later session is marked "added" with its approver.
fn remark(source: &Source<'_>, session: &Session) -> String {
    let words = source.words();
    if source.ws.is_added(session) {
        return (words.added)(&session.filing.approver);
    }
    if session.status == Status::Draft { records::status(source.lang, Status::Draft).to_owned() } else { String::new() }
}
