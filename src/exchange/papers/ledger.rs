//! 培训台账: the running list of sessions held.

use super::facts::{count, money, spent_by};
use super::{Request, Source};
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::model::{EvidenceKind, Fen, Session};
use crate::report::{Sheet, sheet_of};
use crate::words::{evidence as evidence_words, papers as words, records};

pub fn paper(source: &Source<'_>, request: &Request) -> Paper {
    let words = source.words();
    let spent = spent_by(source.ws, source.as_of);
    let mut sums = Sums::default();
    let mut rows: Vec<Row> = held(source, request)
        .into_iter()
        .filter_map(|session| {
            let spent = spent.get(&session.id).filter(|_| source.tells_money(session, request));
            let sheet = sheet_of(source.ws, session.id, request.township)?;
            Some(row(source, session, &sheet, spent.copied().unwrap_or_default(), &mut sums))
        })
        .collect();
    let beside = source.spent_beside(request);
    if beside > Fen::ZERO {
        rows.push(Row::of(only(&[(1, words.beside.to_owned()), (12, money(beside))])));
        sums.spent += beside;
    }
    rows.push(sums.row(words.total));
    let (unit, year) = source.whole(request);
    let title = (words.ledger_title)(unit, year);
    let section = Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns: vec![
            Column::new(26, 30),
            Column::words(34, 44),
            Column::words(35, 46),
            Column::new(17, 19),
            Column::new(12, 14),
            Column::words(22, 30),
            Column::words(16, 26),
            Column::figures(12, 13),
            Column::figures(12, 13),
            Column::figures(12, 13),
            Column::figures(11, 12),
            Column::figures(14, 16),
            Column::figures(21, 24),
            Column::words(18, 30),
        ],
        above: vec![Block::Title(title.clone()), source.facts_line(request, words.yuan)],
        table: Some(Table {
            head: vec![words.ledger_head.map(Head::new).into()],
            rows,
            n_frozen: 2,
            is_dense: true,
            ..Table::default()
        }),
        below: [Block::note(words.ledger_note)]
            .into_iter()
            .chain(source.unit_note(request))
            .chain([source.signing_line()])
            .collect(),
        ..Section::default()
    };
    Paper::single(title, "", section)
}

/// The sessions held that had begun by the day.
pub fn held<'a>(source: &'a Source<'_>, request: &Request) -> Vec<&'a Session> {
    let has_begun = |session: &&Session| session.span().is_some_and(|span| span.first <= source.as_of);
    source.sessions(request).into_iter().filter(|session| session.status.is_held()).filter(has_begun).collect()
}

#[derive(Default)]
struct Sums {
    due: u64,
    attended: u64,
    attendances: u64,
    cells: (u64, u64),
    spent: Fen,
}

impl Sums {
    fn row(&self, total: &str) -> Row {
        Row::total(only(&[
            (1, total.to_owned()),
            (7, count(self.due)),
            (8, count(self.attended)),
            (9, count(self.attendances)),
            (11, records::percent(self.cells.0, self.cells.1)),
            (12, money(self.spent)),
        ]))
    }
}

/// A row that is blank but for these cells.
fn only(filled: &[(usize, String)]) -> Vec<String> {
    let mut cells = vec![String::new(); 14];
    for (at, text) in filled {
        cells[*at].clone_from(text);
    }
    cells
}

fn row(source: &Source<'_>, session: &Session, sheet: &Sheet, spent: Fen, sums: &mut Sums) -> Row {
    let attendances = u64::from(sheet.attended) + u64::from(sheet.counted);
    sums.due += u64::from(sheet.expected);
    sums.attended += u64::from(sheet.attended);
    sums.attendances += attendances;
    sums.cells = (sums.cells.0 + sheet.rate.n, sums.cells.1 + sheet.rate.of);
    sums.spent += spent;
    let is_counted_only = sheet.rows.is_empty() && sheet.counted > 0;
    let unknown = || source.words().none.to_owned();
    Row::of([
        source.days_of_year(session),
        session.title.clone(),
        source.subjects(session),
        records::mode(source.lang, session.mode).to_owned(),
        records::level(source.lang, session.level).to_owned(),
        source.venue(session).to_owned(),
        source.trainers(session),
        if is_counted_only { unknown() } else { count(sheet.expected) },
        if is_counted_only { unknown() } else { count(sheet.attended) },
        count(attendances),
        source.hours(session, sheet.class_minutes),
        records::percent(sheet.rate.n, sheet.rate.of),
        money(spent),
        evidence(source, session, sheet),
    ])
}

/// What proves that it was held: what was written beside head-counts, and files by their kind.
fn evidence(source: &Source<'_>, session: &Session, sheet: &Sheet) -> String {
    let mut proofs: Vec<String> = Vec::new();
    for head_count in source.ws.head_counts.iter().filter(|count| count.session == session.id) {
        if !head_count.evidence.is_empty() && !proofs.contains(&head_count.evidence) {
            proofs.push(head_count.evidence.clone());
        }
    }
    for kind in EvidenceKind::ALL {
        let n = session.filing.evidence.iter().filter(|one| one.kind == kind).count();
        if n > 0 {
            proofs.push(format!("{} {n}", evidence_words::kind(source.lang, kind)));
        }
    }
    if sheet.counted > 0 {
        proofs.push((source.words().counted)(sheet.counted));
    }
    proofs.join("；")
}
