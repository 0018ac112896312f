//! 年度执行情况表: what of the year's plan was carried out, and what came of it.

use super::facts::{count, money, spent_by};
use super::ledger::held;
use super::{Request, Source};
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::model::{Fen, Session};
use crate::report::{Sheet, sheet_of};
use crate::words::{papers as words, records};

pub fn paper(source: &Source<'_>, request: &Request) -> Paper {
    let words = source.words();
    let spent = spent_by(source.ws, source.as_of);
    let (mut heads, mut sum) = (0, Fen::ZERO);
    let mut row = |session: &&Session| {
        let sheet = sheet_of(source.ws, session.id, request.township)?;
        let attended = u64::from(sheet.attended) + u64::from(sheet.counted);
        let cost = spent.get(&session.id).filter(|_| source.tells_money(session, request));
        let cost = cost.copied().unwrap_or_default();
        heads += attended;
        sum += cost;
        Some(Row::of([
            session.title.clone(),
            source.subjects(session),
            source.days_of_year(session),
            source.venue(session).to_owned(),
            [source.cohorts(session), (words.people_of)(&count(attended))].join(" "),
            source.trainers(session),
            money(cost),
            source.funds(session),
            effect(source, &sheet),
        ]))
    };
    let mut rows: Vec<Row> = held(source, request).iter().filter_map(&mut row).collect();
    let blank = || vec![String::new(); 9];
    let beside = source.spent_beside(request);
    if beside > Fen::ZERO {
        let mut cells = blank();
        words.beside.clone_into(&mut cells[0]);
        cells[6] = money(beside);
        rows.push(Row::of(cells));
        sum += beside;
    }
    let mut total = blank();
    words.total.clone_into(&mut total[0]);
    total[4] = (words.attendances_of)(&count(heads));
    total[6] = money(sum);
    rows.push(Row::total(total));
    let (unit, year) = source.whole(request);
    let title = (words.annual_title)(unit, year);
    let section = Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns: vec![
            Column::words(38, 50),
            Column::words(42, 60),
            Column::new(28, 31),
            Column::words(26, 34),
            Column::words(30, 36),
            Column::words(22, 30),
            Column::figures(24, 28),
            Column::new(23, 26),
            Column::words(34, 40),
        ],
        above: vec![Block::Title(title.clone()), source.facts_line(request, words.yuan)],
        table: Some(Table {
            head: vec![words.annual_head.map(Head::new).into()],
            rows,
            n_frozen: 1,
            is_dense: true,
            ..Table::default()
        }),
        below: source.unit_note(request).into_iter().chain([source.signing_line()]).collect(),
        ..Section::default()
    };
    Paper::single(title, "", section)
}

/// What came of a session: nothing can be said of completion where nobody has a name, or marks are missing.
fn effect(source: &Source<'_>, sheet: &Sheet) -> String {
    let words = source.words();
    if sheet.rows.is_empty() && sheet.counted > 0 {
        return words.effect_counted.to_owned();
    }
    let n_open = sheet.entered.of - sheet.entered.n;
    (words.effect)(&records::percent(sheet.rate.n, sheet.rate.of), sheet.completed, n_open)
}
