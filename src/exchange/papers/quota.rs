//! 名额分配表: how many seats each unit has, of a session or of the year.

use super::facts::count;
use super::{Request, Source};
use crate::exchange::PaperError;
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::model::{Person, Session, Township};
use crate::report::Index;
use crate::words::papers as words;

pub fn paper(source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
    let section = match request.session {
        Some(_) => of_session(source, source.session(request)?, request),
        None => of_year(source, request),
    };
    let title = section.above.first().map_or_else(String::new, |block| match block {
        Block::Title(title) => title.clone(),
        Block::Line { .. } | Block::Text(_) | Block::Signed(_) => String::new(),
    });
    Ok(Paper::single(title, "", section))
}

/// The section with a session's quotas: its units, their seats and how many names have come.
pub fn of_session(source: &Source<'_>, session: &Session, request: &Request) -> Section {
    let (words, texts) = (source.words(), words::texts(source.lang));
    let day = source.day_of(session);
    let named = |unit: &Township| {
        let is_of = |person: &Person| source.ws.township_of(person, day) == Some(unit.id);
        let seated = source.ws.enrolments_in(session.id).filter(|enrolment| enrolment.state.takes_part());
        seated.filter(|enrolment| source.ws.people.get(enrolment.person).is_some_and(is_of)).count()
    };
    let seats = |unit: &Township| session.quotas.iter().filter(|q| q.township == unit.id).map(|q| q.heads).sum::<u32>();
    let units = source.ws.townships_in_order().into_iter();
    let units = units.filter(|unit| request.township.is_none_or(|id| id == unit.id));
    let units: Vec<(&Township, u32, usize)> = units
        .map(|unit| (unit, seats(unit), named(unit)))
        .filter(|(_, seats, named)| *seats > 0 || *named > 0)
        .collect();
    let mut rows: Vec<Row> = (1..)
        .zip(&units)
        .map(|(serial, (unit, seats, named))| {
            Row::of([serial.to_string(), unit.name.clone(), count(*seats), count(*named)].into_iter().chain(blanks(3)))
        })
        .collect();
    let sums =
        [units.iter().map(|(_, seats, _)| u64::from(*seats)).sum(), units.iter().map(|u| u.2 as u64).sum::<u64>()];
    let total = [String::new(), words.total.to_owned(), count(sums[0]), count(sums[1])];
    rows.push(Row::total(total.into_iter().chain(blanks(3))));
    let note = if session.quotas.is_empty() {
        words.quota_open.to_owned()
    } else {
        (words.quota_deadline)(&source.deadline(session), source.organiser(session), source.contact(session))
    };
    Section {
        name: words::kind(source.lang, super::Kind::Quota).to_owned(),
        columns: vec![
            Column::new(10, 14),
            Column::words(42, 60),
            Column::figures(18, 24),
            Column::figures(18, 24),
            Column::new(22, 30),
            Column::new(26, 36),
            Column::new(18, 30),
        ],
        above: vec![
            Block::Title((words.quota_title)(&session.title)),
            Block::line([
                format!("{}{}", texts.time, source.days(session)),
                format!("{}{}", texts.place, source.venue(session)),
                format!("{}{}", texts.organiser, source.organiser(session)),
            ]),
        ],
        table: Some(Table {
            head: vec![[words.serial].into_iter().chain(words.quota_head).map(Head::new).collect()],
            rows,
            n_frozen: 2,
            ..Table::default()
        }),
        below: vec![Block::note(note)],
        ..Section::default()
    }
}

fn of_year(source: &Source<'_>, request: &Request) -> Section {
    let words = source.words();
    let coverage = Index::new(source.ws, source.as_of).coverage();
    let cohorts: Vec<&str> = coverage
        .cohorts
        .iter()
        .map(|row| source.ws.cohorts.get(row.cohort).map_or("", |cohort| cohort.short_name.as_str()))
        .collect();
    let order = |unit: &Township| coverage.townships.iter().find(|row| row.township == Some(unit.id));
    let mut rows = Vec::new();
    let mut sums = vec![0; cohorts.len()];
    let units = source.ws.townships_in_order().into_iter();
    for unit in units.filter(|unit| request.township.is_none_or(|id| id == unit.id)) {
        let Some(row) = order(unit) else { continue };
        let places: Vec<u64> = row.cohorts.iter().map(|figures| figures.places.of).collect();
        sums.iter_mut().zip(&places).for_each(|(sum, n)| *sum += n);
        let cells = [(rows.len() + 1).to_string(), unit.name.clone()].into_iter();
        let cells = cells.chain(places.iter().map(|n| count(*n))).chain([count(places.iter().sum::<u64>())]);
        rows.push(Row::of(cells.chain(blanks(1))));
    }
    if request.township.is_none() {
        let rest: Vec<u64> = coverage.elsewhere.cohorts.iter().map(|figures| figures.places.of).collect();
        if rest.iter().any(|n| *n > 0) {
            sums.iter_mut().zip(&rest).for_each(|(sum, n)| *sum += n);
            let cells = [(rows.len() + 1).to_string(), words.no_unit.to_owned()].into_iter();
            let cells = cells.chain(rest.iter().map(|n| count(*n))).chain([count(rest.iter().sum::<u64>())]);
            rows.push(Row::of(cells.chain(blanks(1))));
        }
    }
    let total = [String::new(), words.total.to_owned()].into_iter().chain(sums.iter().map(|n| count(*n)));
    rows.push(Row::total(total.chain([count(sums.iter().sum::<u64>())]).chain(blanks(1))));
    let n = cohorts.len() as u16;
    let head = [Head::tall(words.serial, 2), Head::tall(words.quota_head[0], 2)].into_iter();
    let head = head.chain([Head::wide(words.quota_places, n + 1), Head::tall(words.quota_head[5], 2)]).collect();
    let names = cohorts.iter().copied().chain([words.total]).map(Head::new).collect();
    let columns = [Column::new(10, 14), Column::words(36, 60)].into_iter();
    let columns = columns.chain((0..=n).map(|_| Column::figures(18, 26))).chain([Column::new(18, 40)]).collect();
    let (unit, year) = source.whole(request);
    let note = request.township.is_none().then(|| Block::note(words.quota_year_note));
    Section {
        name: words::kind(source.lang, super::Kind::Quota).to_owned(),
        columns,
        above: vec![Block::Title((words.quota_year_title)(unit, year)), source.facts_line(request, words.people_unit)],
        table: Some(Table { head: vec![head, names], rows, n_frozen: 2, ..Table::default() }),
        below: note.into_iter().chain([source.signing_line()]).collect(),
        ..Section::default()
    }
}

fn blanks(n: usize) -> impl Iterator<Item = String> {
    std::iter::repeat_n(String::new(), n)
}
