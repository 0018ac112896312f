//! 培训台账: the running list of sessions held.

use std::collections::BTreeMap;

use super::facts::{count, money, spent_by};
use super::{Request, Source};
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::model::{EvidenceKind, Fen, Session, SessionId};
use crate::report::{Sheet, sheet};
use crate::words::{evidence as evidence_words, papers as words, records};

pub fn paper(source: &Source<'_>, request: &Request) -> Paper {
    let words = source.words();
    let spent = spent_by(source.ws, source.as_of);
    let mut sums = Sums::default();
    let mut rows: Vec<Row> = held(source, request)
        .into_iter()
        .filter_map(|session| Some(row(source, session, &sheet(source.ws, session.id)?, &spent, &mut sums)))
        .collect();
    rows.push(sums.row(words.total));
    let (unit, year) = source.whole(request);
    let title = (words.ledger_title)(unit, year);
    let section = Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns: vec![
            Column::new(24, 28),
            Column::words(34, 44),
            Column::words(32, 46),
            Column::new(17, 19),
            Column::new(12, 14),
            Column::words(22, 30),
            Column::words(17, 26),
            Column::figures(12, 13),
            Column::figures(12, 13),
            Column::figures(12, 13),
            Column::figures(11, 12),
            Column::figures(14, 16),
            Column::figures(21, 24),
            Column::words(20, 30),
        ],
        above: vec![Block::Title(title.clone()), source.facts_line(words.yuan)],
        table: Some(Table {
            head: vec![words.ledger_head.map(Head::new).into()],
            rows,
            n_frozen: 2,
            is_dense: true,
            ..Table::default()
        }),
        below: vec![Block::note(words.ledger_note), source.signing_line()],
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
        let mut cells = vec![String::new(); 14];
        total.clone_into(&mut cells[1]);
        cells[7] = count(self.due);
        cells[8] = count(self.attended);
        cells[9] = count(self.attendances);
        cells[11] = records::percent(self.cells.0, self.cells.1);
        cells[12] = money(self.spent);
        Row::total(cells)
    }
}

fn row(
    source: &Source<'_>,
    session: &Session,
    sheet: &Sheet,
    spent: &BTreeMap<SessionId, Fen>,
    sums: &mut Sums,
) -> Row {
    let spent = spent.get(&session.id).copied().unwrap_or_default();
    let attendances = u64::from(sheet.attended) + u64::from(sheet.counted);
    sums.due += u64::from(sheet.expected);
    sums.attended += u64::from(sheet.attended);
    sums.attendances += attendances;
    sums.cells = (sums.cells.0 + sheet.rate.n, sums.cells.1 + sheet.rate.of);
    sums.spent += spent;
    Row::of([
        source.days(session),
        session.title.clone(),
        source.subjects(session),
        records::mode(source.lang, session.mode).to_owned(),
        records::level(source.lang, session.level).to_owned(),
        source.venue(session).to_owned(),
        source.trainers(session),
        count(sheet.expected),
        count(sheet.attended),
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
