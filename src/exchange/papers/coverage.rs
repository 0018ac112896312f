//! 覆盖率报表: unit by unit and cohort by cohort, and the names of those not yet trained.

use super::facts::count;
use super::{Request, Source};
use crate::exchange::paper::{Block, Column, Head, Paper, Row, Section, Table};
use crate::model::Township;
use crate::report::coverage::{Coverage, Figures, UnitRow};
use crate::report::{Behind, Group, Index, Share};
use crate::words::{papers as words, records, report};

pub fn paper(source: &Source<'_>, request: &Request) -> Paper {
    let index = Index::new(source.ws, source.as_of);
    let coverage = index.coverage();
    let (unit, year) = source.whole(request);
    let title = (source.words().coverage_title)(unit, year);
    let figures = figures(source, request, &coverage, &title);
    let names = request.with_names.then(|| untrained(source, request, &index));
    Paper { sections: std::iter::once(figures).chain(names).collect(), ..Paper::single(title, "", Section::default()) }
}

fn figures(source: &Source<'_>, request: &Request, coverage: &Coverage, title: &str) -> Section {
    let words = source.words();
    let name = |unit: &UnitRow| {
        let unit: Option<&Township> = unit.township.and_then(|id| source.ws.townships.get(id));
        unit.map_or_else(|| words.no_unit.to_owned(), |unit| unit.name.clone())
    };
    let is_wanted = |unit: &&UnitRow| request.township.is_none_or(|id| unit.township == Some(id));
    let has_people = coverage.elsewhere.figures.heads.of > 0 || coverage.elsewhere.figures.has_record();
    let elsewhere = Some(&coverage.elsewhere).filter(|_| has_people && request.township.is_none());
    let units = coverage.townships.iter().filter(is_wanted).chain(elsewhere);
    let mut rows: Vec<Row> = (1..)
        .zip(units)
        .map(|(serial, unit)| {
            Row::of([serial.to_string(), name(unit)].into_iter().chain(cells(&unit.cohorts, &unit.figures)))
        })
        .collect();
    if request.township.is_none() {
        let cohorts: Vec<Figures> = coverage.cohorts.iter().map(|row| row.figures).collect();
        let total = [String::new(), words.total.to_owned()].into_iter();
        rows.push(Row::total(total.chain(cells(&cohorts, &coverage.total))));
    }
    let counted = coverage.townships.iter().filter(is_wanted).chain(elsewhere).map(|unit| unit.figures.counted).sum();
    let cohorts = coverage.cohorts.iter().filter_map(|row| source.ws.cohorts.get(row.cohort));
    let mut groups = vec![Head::tall(words.serial, 2), Head::tall(words.coverage_unit, 2)];
    groups.extend(cohorts.map(|cohort| Head::wide(&cohort.short_name, 3)));
    groups.push(Head::wide(words.coverage_heads, 3));
    groups.extend([Head::tall(words.attendances, 2), Head::wide(words.hours_reached, 2)]);
    let n_groups = coverage.cohorts.len() + 1;
    let threes = (0..n_groups).flat_map(|_| words.coverage_three).chain(words.coverage_hours).map(Head::new).collect();
    let mut columns = vec![Column::new(9, 11), Column::words(32, 46)];
    columns.extend(
        (0..n_groups).flat_map(|_| [Column::figures(14, 20), Column::figures(14, 20), Column::figures(15, 20)]),
    );
    columns.extend([Column::figures(15, 20), Column::figures(15, 20), Column::figures(15, 20)]);
    Section {
        name: words::kind(source.lang, request.kind).to_owned(),
        is_landscape: true,
        columns,
        above: vec![Block::Title(title.to_owned()), source.facts_line(request, "")],
        table: Some(Table { head: vec![groups, threes], rows, n_frozen: 2, ..Table::default() }),
        below: [Block::note(report::count_rule(source.lang, coverage.heads_rule))]
            .into_iter()
            .chain(counted_note(source, counted))
            .chain(apart_note(source, coverage, request))
            .chain([source.signing_line()])
            .collect(),
        ..Section::default()
    }
}

/// Of how many only a number is known; nothing if of none.
fn counted_note(source: &Source<'_>, counted: u64) -> Option<Block> {
    (counted > 0).then(|| Block::note((source.words().coverage_counted)(&count(counted))))
}

/// Who stands apart from those due: exempt people, and floating ones, who are among them.
fn apart_note(source: &Source<'_>, coverage: &Coverage, request: &Request) -> Option<Block> {
    let of_unit = |id| coverage.townships.iter().find(|unit| unit.township == Some(id)).map(|unit| &unit.figures);
    let figures = request.township.map_or(Some(&coverage.total), of_unit)?;
    let (exempt, floating) = (count(figures.exempt.of), count(figures.floating.of));
    Some(Block::note((source.words().coverage_apart)(&exempt, &floating, &count(figures.gone_trained))))
}

/// The figures of a row: each cohort's, those of all heads, attendances, and people who have reached their hours.
fn cells(cohorts: &[Figures], all: &Figures) -> Vec<String> {
    let three = |share: Share| [count(share.of), count(share.n), records::percent(share.n, share.of)];
    let shares = cohorts.iter().map(|figures| figures.heads).chain([all.heads]);
    let mut cells: Vec<String> = shares.flat_map(three).collect();
    cells.push(count(all.attendances + all.counted));
    cells.extend([count(all.hours.of), count(all.hours.n)]);
    cells
}

fn untrained(source: &Source<'_>, request: &Request, index: &Index) -> Section {
    let words = source.words();
    let behind = Behind { group: Group::Untrained, township: request.township, ..Behind::default() };
    let mut people: Vec<_> = index
        .who(&behind)
        .into_iter()
        .filter_map(|id| Some((index.row(index.position_of(id)?), source.ws.people.get(id)?)))
        .collect();
    people.sort_by_key(|(row, person)| (row.township.is_none(), row.township, row.branch, person.id));
    let unit_minutes = source.ws.rules_on(source.as_of).credit_hour_minutes;
    let hours = |minutes: u32| records::credit_hours(u64::from(minutes), unit_minutes);
    let rows: Vec<Row> = (1..)
        .zip(&people)
        .map(|(serial, (row, person))| {
            let cohorts = row.cohorts.iter().filter_map(|at| source.ws.cohorts.get(*index.cohorts().get(at)?));
            let cohorts: Vec<&str> = cohorts.map(|cohort| cohort.short_name.as_str()).collect();
            Row::of([
                serial.to_string(),
                person.name.clone(),
                source.unit(person, source.as_of),
                person.post_on(source.as_of).to_owned(),
                cohorts.join(words.and),
                format!("{} / {}", hours(row.hours.counted()), hours(row.hours.target_minutes)),
                source.phone(person, request),
                if row.is_floating { words.floating.to_owned() } else { String::new() },
            ])
        })
        .collect();
    let (unit, year) = source.whole(request);
    let below = if rows.is_empty() { vec![Block::note(words.nobody_untrained)] } else { Vec::new() };
    Section {
        name: words.untrained_sheet.to_owned(),
        is_landscape: false,
        columns: vec![
            Column::new(13, 15),
            Column::new(19, 24),
            Column::words(58, 72),
            Column::new(18, 24),
            Column::new(14, 20),
            Column::new(15, 18),
            Column::new(24, 26),
            Column::new(11, 16),
        ],
        above: vec![
            Block::Title((words.untrained_title)(&(words.all_of)(unit, year))),
            source.facts_line(request, &(words.people_of)(&count(rows.len()))),
        ],
        table: Some(Table {
            head: vec![[words.serial].into_iter().chain(words.untrained_head).map(Head::new).collect()],
            rows,
            n_frozen: 2,
            is_dense: true,
            ..Table::default()
        }),
        below,
        ..Section::default()
    }
}
