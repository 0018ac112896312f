//! Raw rows: people, sessions, marks and costs as plain tables for other programs.

use std::io::Write;

use super::{Request, Source};
use crate::exchange::mask::{PhoneDisplay, masked_id_number};
use crate::exchange::paper::{Unwritten, Watch};
use crate::exchange::tsv::is_risky;
use crate::model::Fen;
use crate::words::{papers as words, records};

/// Which raw rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowTable {
    /// One row a person.
    #[default]
    People,
    /// One row a session.
    Sessions,
    /// One row a person and half day that is marked.
    Marks,
    /// One row a cost line.
    Costs,
}

impl RowTable {
    /// All tables.
    pub const ALL: [Self; 4] = [Self::People, Self::Sessions, Self::Marks, Self::Costs];

    /// The columns that can be added up.
    const fn figures(self) -> &'static [u16] {
        match self {
            Self::People => &[12, 13],
            Self::Sessions => &[9, 10, 12, 13, 14, 15, 16],
            Self::Marks => &[8],
            Self::Costs => &[6, 7],
        }
    }
}

/// Takes rows one after the other.
type Take<'t> = dyn FnMut(&[String]) -> Result<(), Unwritten> + 't;

/// One table as comma-separated text in UTF-8 with a mark at its beginning, so that spreadsheets see what it is.
pub fn csv(source: &Source<'_>, request: &Request, watch: Watch<'_>) -> Result<Vec<u8>, Unwritten> {
    let mut bytes = b"\xef\xbb\xbf".to_vec();
    {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
        let mut write = |row: &[String]| {
            let guarded = row.iter().map(|cell| guarded(cell));
            writer.write_record(guarded).map_err(|error| error.to_string())
        };
        let mut watched = Watched { watch, n_done: 0, n_rows: n_rows(source, request.rows) };
        each_row(source, request, request.rows, &mut |row| watched.row(|| write(row)))?;
        writer.flush().map_err(|error| error.to_string())?;
    }
    bytes.flush().map_err(|error| error.to_string())?;
    Ok(bytes)
}

/// What a spreadsheet would calculate with is kept text by an apostrophe before it.
fn guarded(cell: &str) -> String {
    if is_risky(cell) { format!("'{cell}") } else { cell.to_owned() }
}

/// All tables as worksheets of plain cells: text, and numbers in the columns that can be added up.
pub fn xlsx(source: &Source<'_>, request: &Request, watch: Watch<'_>) -> Result<Vec<u8>, Unwritten> {
    let n_rows = RowTable::ALL.into_iter().map(|table| n_rows(source, table)).sum();
    let mut watched = Watched { watch, n_done: 0, n_rows };
    let mut book = rust_xlsxwriter::Workbook::new();
    let created = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created));
    // number format 49 is text: an ID number typed into such a cell later keeps its digits too
    let text = rust_xlsxwriter::Format::new().set_num_format_index(49);
    for table in RowTable::ALL {
        let sheet = book.add_worksheet();
        sheet.set_name(words::row_table(source.lang, table))?;
        sheet.set_freeze_panes(1, 0)?;
        for column in 0..words::row_heads(source.lang, table).len() as u16 {
            if !table.figures().contains(&column) {
                sheet.set_column_format(column, &text)?;
            }
        }
        let mut n = 0;
        let mut write = |row: &[String]| {
            for (column, cell) in (0..).zip(row) {
                let number = table.figures().contains(&column).then(|| cell.parse::<f64>().ok()).flatten();
                let written = match number {
                    Some(number) => sheet.write_number(n, column, number),
                    None => sheet.write_string(n, column, cell),
                };
                written.map_err(|error| error.to_string())?;
            }
            n += 1;
            Ok(())
        };
        each_row(source, request, table, &mut |row| watched.row(|| write(row)))?;
    }
    Ok(book.save_to_buffer()?)
}

/// How many rows a table has at most.
fn n_rows(source: &Source<'_>, table: RowTable) -> usize {
    match table {
        RowTable::People => source.ws.people.len(),
        RowTable::Sessions => source.ws.sessions.len(),
        RowTable::Marks => source.ws.marks.len(),
        RowTable::Costs => source.ws.costs.len(),
    }
}

/// Rows being written while somebody watches.
struct Watched<'w> {
    watch: Watch<'w>,
    n_done: usize,
    n_rows: usize,
}

impl Watched<'_> {
    /// Rows between two looks at whether to stop.
    const STEP: usize = 512;

    fn row(&mut self, write: impl FnOnce() -> Result<(), String>) -> Result<(), Unwritten> {
        self.n_done += 1;
        if self.n_done.is_multiple_of(Self::STEP) && !(self.watch)(self.n_done, self.n_rows) {
            return Err(Unwritten::Stopped);
        }
        write().map_err(Unwritten::Failed)
    }
}

fn each_row(source: &Source<'_>, request: &Request, table: RowTable, take: &mut Take<'_>) -> Result<(), Unwritten> {
    let head = words::row_heads(source.lang, table);
    take(&head.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())?;
    match table {
        RowTable::People => people(source, request, take),
        RowTable::Sessions => sessions(source, request, take),
        RowTable::Marks => marks(source, request, take),
        RowTable::Costs => costs(source, request, take),
    }
}

fn date(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(String::new, |day| day.to_string())
}

fn people(source: &Source<'_>, request: &Request, take: &mut Take<'_>) -> Result<(), Unwritten> {
    let day = source.as_of;
    let index = crate::report::Index::new(source.ws, day);
    for (row, person) in index.rows().iter().zip(source.ws.people.iter()) {
        let branch = person.home_on(day).and_then(|id| source.ws.branches.get(id));
        let township = branch.and_then(|branch| source.ws.townships.get(branch.township));
        if request.township.is_some_and(|id| township.is_none_or(|unit| unit.id != id)) {
            continue;
        }
        let cohorts = row.cohorts.iter().filter_map(|at| source.ws.cohorts.get(*index.cohorts().get(at)?));
        let cohorts: Vec<&str> = cohorts.map(|cohort| cohort.short_name.as_str()).collect();
        let id_number = match request.phone {
            PhoneDisplay::Hidden => String::new(),
            PhoneDisplay::Masked => masked_id_number(&person.id_number),
            PhoneDisplay::Full => person.id_number.clone(),
        };
        let yes = |is: bool| if is { words::yes(source.lang) } else { "" }.to_owned();
        take(&[
            person.id.to_string(),
            person.name.clone(),
            person.sex.map_or("", |sex| records::sex(source.lang, sex)).to_owned(),
            date(person.birth),
            id_number,
            source.phone(person, request),
            township.map_or_else(String::new, |unit| unit.name.clone()),
            branch.map_or_else(String::new, |branch| branch.name.clone()),
            person.post_on(day).to_owned(),
            cohorts.join(source.words().and),
            yes(row.is_eligible),
            yes(row.is_trained),
            row.hours.counted().to_string(),
            row.hours.target_minutes.to_string(),
            yes(row.is_exempt),
            yes(row.is_floating),
        ])?;
    }
    Ok(())
}

fn sessions(source: &Source<'_>, request: &Request, take: &mut Take<'_>) -> Result<(), Unwritten> {
    for row in crate::report::sessions(source.ws, source.as_of) {
        let Some(session) = source.ws.sessions.get(row.session) else { continue };
        let is_wanted = request.session.is_none_or(|id| id == row.session)
            && request.township.is_none_or(|id| crate::exchange::calendar_file::concerns(source.ws, session, id));
        if !is_wanted {
            continue;
        }
        let unit = row.township.and_then(|id| source.ws.townships.get(id));
        take(&[
            row.session.to_string(),
            row.title.clone(),
            records::status(source.lang, row.status).to_owned(),
            records::mode(source.lang, row.mode).to_owned(),
            records::level(source.lang, row.level).to_owned(),
            unit.map_or_else(String::new, |unit| unit.name.clone()),
            source.venue(session).to_owned(),
            date(row.first_day),
            date(row.last_day),
            row.n_slots.to_string(),
            session.minutes().to_string(),
            source.cohorts(session),
            row.max_heads.to_string(),
            row.enrolled.to_string(),
            row.attended.to_string(),
            row.counted.to_string(),
            yuan(row.spent),
        ])?;
    }
    Ok(())
}

fn marks(source: &Source<'_>, request: &Request, take: &mut Take<'_>) -> Result<(), Unwritten> {
    for mark in source.ws.marks.iter().filter(|mark| request.session.is_none_or(|id| id == mark.session)) {
        let (Some(session), Some(person)) = (source.ws.sessions.get(mark.session), source.ws.people.get(mark.person))
        else {
            continue;
        };
        let unit = source.ws.township_of(person, source.day_of(session));
        if request.township.is_some_and(|id| unit != Some(id)) {
            continue;
        }
        let slot = session.slot(mark.slot);
        take(&[
            session.id.to_string(),
            session.title.clone(),
            person.id.to_string(),
            person.name.clone(),
            unit.and_then(|id| source.ws.townships.get(id)).map_or_else(String::new, |unit| unit.name.clone()),
            date(slot.map(|slot| slot.date)),
            slot.map_or("", |slot| records::half(source.lang, slot.half)).to_owned(),
            records::mark(source.lang, mark.kind).to_owned(),
            slot.filter(|_| mark.kind.is_attended()).map_or(0, |slot| slot.minutes).to_string(),
        ])?;
    }
    Ok(())
}

fn costs(source: &Source<'_>, request: &Request, take: &mut Take<'_>) -> Result<(), Unwritten> {
    for line in source.ws.costs.iter() {
        let is_wanted = request.session.is_none_or(|id| line.session == Some(id))
            && request.township.is_none_or(|id| line.township == Some(id));
        if !is_wanted {
            continue;
        }
        let session = line.session.and_then(|id| source.ws.sessions.get(id));
        let unit = line.township.and_then(|id| source.ws.townships.get(id));
        take(&[
            line.id.to_string(),
            session.map_or_else(String::new, |session| session.title.clone()),
            records::cost_item(source.lang, line.item).to_owned(),
            records::level(source.lang, line.payer).to_owned(),
            unit.map_or_else(String::new, |unit| unit.name.clone()),
            date(Some(line.date)),
            yuan(line.planned),
            line.actual.map_or_else(String::new, yuan),
            line.note.clone(),
        ])?;
    }
    Ok(())
}

/// Yuan without groups of three, as other programs read numbers.
fn yuan(amount: Fen) -> String {
    records::yuan(amount).replace(',', "")
}
