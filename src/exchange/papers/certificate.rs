//! 结业证书 of everyone who completed a session, one a page; and 学时证明 of one person.

use super::{Request, Source};
use crate::exchange::PaperError;
use crate::exchange::paper::{Align, Block, Column, Head, Paper, Role, Row, Section, Table, Text};
use crate::model::{Person, PersonId, Session};
use crate::report::{history, sheet_of};
use crate::words::{papers as words, records};

pub fn paper(source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
    match (request.session, request.person) {
        (Some(_), _) => of_class(source, source.session(request)?, request),
        (None, Some(person)) => of_person(source, person),
        (None, None) => Err(PaperError::NeedsSession(request.kind)),
    }
}

fn of_class(source: &Source<'_>, session: &Session, request: &Request) -> Result<Paper, PaperError> {
    let words = source.words();
    let Some(sheet) = sheet_of(source.ws, session.id, request.township) else {
        return Err(PaperError::NobodyCompleted);
    };
    let hours = |minutes: u64| source.hours(session, minutes);
    let day = source.day_of(session);
    let sign_day = session.span().map_or(source.as_of, |span| span.last);
    let certificate = |serial: u32, person: &Person, minutes: u64| {
        let number = (words.certificate_number)(source.ws.programme.year, session.id.counter(), serial);
        let text = (words.certificate_text)(
            &person.name,
            &source.unit(person, day),
            &source.days(session),
            &source.committee(session),
            &session.title,
            &hours(minutes),
            &hours(sheet.class_minutes),
        );
        Section {
            name: words.certificate.to_owned(),
            is_landscape: true,
            is_letter: true,
            columns: vec![Column::words(220, 220)],
            above: vec![
                Block::Text(Text {
                    text: words.certificate.to_owned(),
                    points: 42,
                    align: Align::Center,
                    role: Role::Title,
                    ..Text::default()
                }),
                Block::Text(Text { text: number, align: Align::Right, points: 14, ..Text::default() }),
                Block::body(""),
                Block::Text(Text { text, points: 22, align: Align::Both, is_indented: true, ..Text::default() }),
                Block::body(""),
                Block::signed(source.organiser(session), (words.date)(sign_day)),
            ],
            ..Section::default()
        }
    };
    let rows =
        sheet.rows.iter().filter(|row| row.is_completed).filter(|row| request.person.is_none_or(|id| id == row.person));
    let sections: Vec<Section> =
        rows.filter_map(|row| Some(certificate(row.serial, source.ws.people.get(row.person)?, row.minutes))).collect();
    if sections.is_empty() {
        return Err(PaperError::NobodyCompleted);
    }
    let title = format!("{}{}", session.title, words.certificate);
    Ok(Paper { title, sections, ..Paper::default() })
}

/// Those who completed a session, one a row, for an office's own register or certificates.
pub fn register(source: &Source<'_>, session: &Session, request: &Request) -> (Table, Vec<Column>) {
    let words = source.words();
    let sheet = sheet_of(source.ws, session.id, request.township);
    let day = source.day_of(session);
    let completed = sheet.iter().flat_map(|sheet| &sheet.rows).filter(|row| row.is_completed);
    let rows = completed.filter_map(|row| {
        let person: &Person = source.ws.people.get(row.person)?;
        let number = (words.certificate_number)(source.ws.programme.year, session.id.counter(), row.serial);
        let number = number.split_once('：').map_or(number.as_str(), |(_, number)| number).to_owned();
        Some(Row::of([number, person.name.clone(), source.unit(person, day), source.hours(session, row.minutes)]))
    });
    let heads = [words.serial].into_iter().chain(words.certificate_head).map(Head::new).collect();
    let rows = (1..).zip(rows).map(|(serial, row): (u32, Row)| Row {
        cells: std::iter::once(serial.to_string()).chain(row.cells).collect(),
        ..row
    });
    let columns =
        vec![Column::new(1, 1), Column::new(1, 1), Column::new(1, 1), Column::new(1, 1), Column::figures(1, 1)];
    (Table { head: vec![heads], rows: rows.collect(), ..Table::default() }, columns)
}

fn of_person(source: &Source<'_>, id: PersonId) -> Result<Paper, PaperError> {
    let words = source.words();
    let person: &Person = source.ws.find(id).map_err(PaperError::Refused)?;
    let rows = history(source.ws, id, source.as_of);
    let rows: Vec<_> = rows.into_iter().filter(|row| row.minutes > 0).collect();
    let unit = source.ws.rules_on(source.as_of).credit_hour_minutes;
    let hours = |minutes: u64| records::credit_hours(minutes, unit);
    let total: u64 = rows.iter().map(|row| row.minutes).sum();
    let table = rows
        .iter()
        .map(|row| {
            let session = source.ws.sessions.get(row.session);
            Row::of([
                row.title.clone(),
                session.map_or_else(String::new, |session| source.days(session)),
                records::mode(source.lang, row.mode).to_owned(),
                hours(row.minutes),
                if row.is_completed { words.completed } else { words.not_completed }.to_owned(),
            ])
        })
        .chain([Row::total([words.total, "", "", &hours(total), ""])])
        .collect();
    let year = source.ws.programme.year;
    let text =
        (words.statement_text)(&person.name, &source.unit(person, source.as_of), year, source.as_of, &hours(total));
    let section = Section {
        name: words.statement.to_owned(),
        columns: vec![
            Column::words(60, 80),
            Column::new(44, 52),
            Column::new(22, 26),
            Column::figures(16, 20),
            Column::new(18, 22),
        ],
        above: vec![Block::Title(words.statement.to_owned()), Block::body(text)],
        table: Some(Table { head: vec![words.statement_head.map(Head::new).into()], rows: table, ..Table::default() }),
        below: vec![Block::body(""), Block::signed(source.office(), (words.date)(source.now.date()))],
        ..Section::default()
    };
    Ok(Paper::single(format!("{}{}", person.name, words::kind(source.lang, super::Kind::Certificate)), "", section))
}
