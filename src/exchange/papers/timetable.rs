//! 日程表: what is taught when, where and by whom.

use super::{Request, Source};
use crate::exchange::PaperError;
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::words::{papers as words, records};
use chrono::Datelike;

pub fn paper(source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
    let session = source.session(request)?;
    let (words, texts) = (source.words(), words::texts(source.lang));
    let mode = records::mode(source.lang, session.mode);
    let row = |slot: &crate::model::Slot| {
        let trainer = slot.trainer.and_then(|id| source.ws.trainers.get(id));
        Row::of([
            (texts.day)(slot.date, true),
            records::weekday(source.lang, slot.date.weekday()).to_owned(),
            (texts.half)(slot.half).to_owned(),
            slot.topic.clone(),
            trainer.map_or_else(String::new, |trainer| trainer.name.clone()),
            trainer.map_or_else(String::new, |trainer| trainer.unit.clone()),
            source.venue(session).to_owned(),
            mode.to_owned(),
            source.hours(session, u64::from(slot.minutes)),
        ])
    };
    let title = (words.timetable_title)(&session.title);
    let section = Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns: vec![
            Column::new(22, 28),
            Column::new(14, 16),
            Column::new(14, 16),
            Column::words(60, 90),
            Column::new(22, 30),
            Column::words(30, 50),
            Column::words(32, 50),
            Column::new(20, 24),
            Column::new(13, 15),
        ],
        above: vec![
            Block::Title(title.clone()),
            Block::line([
                format!("{}{}", texts.time, source.days(session)),
                format!("{}{}", texts.place, source.venue(session)),
                format!("{}{}", texts.organiser, source.organiser(session)),
            ]),
        ],
        table: Some(Table {
            head: vec![words.timetable_head.map(Head::new).into()],
            rows: session.slots.iter().map(row).collect(),
            n_frozen: 3,
            ..Table::default()
        }),
        ..Section::default()
    };
    Ok(Paper::single(title, "", section))
}
