//! 经费决算表: planned and spent by item and by payer, against heads, days and the comprehensive rate.

use super::facts::{count, money};
use super::{Request, Source};
use crate::exchange::PaperError;
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::report::settlement::{Scope, Settlement, Sum, settlement};
use crate::report::sheet;
use crate::words::{papers as words, records};

pub fn paper(source: &Source<'_>, request: &Request) -> Result<Paper, PaperError> {
    let words = source.words();
    let what = if request.session.is_some() {
        source.session(request)?.title.clone()
    } else {
        let (unit, year) = source.whole(request);
        (words.all_of)(unit, year)
    };
    let scope = match (request.session, request.township) {
        (Some(session), _) => Scope::Session(session),
        (None, Some(unit)) => Scope::Unit(unit),
        (None, None) => Scope::Year,
    };
    let title = (words.settlement_title)(&what);
    let sums = settlement(source.ws, scope, source.as_of);
    let notes = notes(source, request, &sums).into_iter().map(Block::note);
    let section = Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns: vec![
            Column::words(40, 52),
            Column::figures(30, 34),
            Column::figures(30, 34),
            Column::figures(30, 34),
            Column::figures(24, 30),
            Column::figures(24, 30),
            Column::figures(30, 34),
            Column::new(28, 40),
        ],
        above: vec![
            Block::Title(title.clone()),
            Block::line([(words.as_of)(source.as_of), facts(source, request, &sums), words.yuan.to_owned()]),
        ],
        table: Some(Table {
            head: vec![words.settlement_head.map(Head::new).into()],
            rows: rows(source, &sums),
            n_frozen: 1,
            ..Table::default()
        }),
        below: [Block::note(words.settlement_note)].into_iter().chain(notes).chain([source.signing_line()]).collect(),
        ..Section::default()
    };
    Ok(Paper::single(title, "", section))
}

/// How many were taught: of the year or a unit people and attendances, of a session those who came.
fn facts(source: &Source<'_>, request: &Request, sums: &Settlement) -> String {
    let words = source.words();
    let days = count(sums.person_days);
    if request.session.is_some() {
        (words.settlement_session)(&count(sums.heads), &count(sums.counted), &days)
    } else {
        (words.settlement_facts)(&count(sums.heads), &count(sums.attendances), &days)
    }
}

/// What one must know to read the figures.
fn notes(source: &Source<'_>, request: &Request, sums: &Settlement) -> Vec<String> {
    let words = source.words();
    if let Some(session) = request.session.and_then(|id| source.ws.sessions.get(id)) {
        let entered = sheet(source.ws, session.id).map(|sheet| sheet.entered).unwrap_or_default();
        let is_open = session.status.is_held() && entered.n < entered.of && sums.heads > 0;
        return is_open.then(|| words.settlement_open_marks.to_owned()).into_iter().collect();
    }
    let unit = request.township.and_then(|id| source.ws.townships.get(id));
    let mut notes = vec![words.settlement_year_note.to_owned()];
    if let Some(unit) = unit {
        notes.push((words.settlement_unit_note)(&unit.name));
    } else {
        let ceiling = source.ws.programme.total_ceiling();
        let (ceiling, planned) = (records::yuan(ceiling), records::yuan(sums.total.planned));
        notes.push((words.settlement_ceiling)(&ceiling, &planned));
    }
    notes
}

fn rows(source: &Source<'_>, sums: &Settlement) -> Vec<Row> {
    let words = source.words();
    let mut rows = vec![Row::group(words.by_item)];
    let items = sums.items.iter().map(|(item, sum)| (records::cost_item(source.lang, *item), *sum));
    rows.extend(items.map(|(name, sum)| Row::of(cells(name, sum, sums, ["", ""]))));
    let limit = sums.limit.map_or_else(|| words.none.to_owned(), records::yuan);
    let over = match (sums.limit, sums.over()) {
        (None, _) => words.no_limit.to_owned(),
        (Some(_), None) => words.within.to_owned(),
        (Some(_), Some(over)) => (words.over)(&records::yuan(over), sums.over.len()),
    };
    rows.push(Row::total(cells(words.total, sums.total, sums, ["", ""])));
    rows.push(Row::of(cells(words.under_rate, sums.under_rate, sums, [&limit, &over])));
    rows.push(Row::group(words.by_level));
    let levels = sums.levels.iter().map(|(level, sum)| (records::level(source.lang, *level), *sum));
    rows.extend(levels.map(|(name, sum)| Row::of(cells(name, sum, sums, ["", ""]))));
    rows.push(Row::total(cells(words.total, sums.total, sums, ["", ""])));
    rows
}

fn cells(name: &str, sum: Sum, sums: &Settlement, [limit, over]: [&str; 2]) -> [String; 8] {
    let each = |of: u64| sum.actual.per_head(of).map_or_else(String::new, money);
    [
        name.to_owned(),
        money(sum.planned),
        money(sum.actual),
        money(sum.difference()),
        each(sums.heads),
        each(sums.person_days),
        limit.to_owned(),
        over.to_owned(),
    ]
}
