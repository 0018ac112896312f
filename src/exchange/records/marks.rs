//! An attendance sheet that comes back filled in by hand: rows by the id in the last column, else by serial number, name
//! and unit; half days by their headings, marks as words or signs. Each mark is taken that can be read; the others wait.

use chrono::{Datelike, NaiveDate};

use super::days::half;
use super::signs::{Sign, Signs};
use super::{Col, Desk, Fault, Outcome, RecordRow, RecordTable, RowRemark, Took, outcome};
use crate::exchange::clean;
use crate::exchange::clean::without_spaces;
use crate::exchange::table_file::{Cell, Row, Sheet};
use crate::exchange::units::Found;
use crate::model::roll::RollRow;
use crate::model::{MarkKind, Person, PersonId, Session, SessionId, SlotNo, Workspace};

/// The heading of the names.
const NAME: [&str; 2] = ["姓名", "name"];
/// The heading of the serial numbers.
const SERIAL: [&str; 3] = ["序号", "编号", "no."];
/// Words in the heading of the units.
const UNIT: [&str; 3] = ["单位", "支部", "unit"];
/// The session's id stands among the first rows.
const WITHIN: usize = 8;

/// Reads the marks of a sheet; `None` if it is no attendance sheet.
pub(super) fn table(desk: &mut Desk<'_>, sheet: &Sheet) -> Option<RecordTable> {
    let layout = Layout::of(sheet)?;
    let of_sheet = session_in(&desk.after, sheet);
    if of_sheet.is_none() && !layout.has_halves(sheet) {
        return None;
    }
    let session = of_sheet.or(desk.options.session);
    let found = session.and_then(|id| desk.after.sessions.get(id)).cloned();
    let slots = found.as_ref().map(|session| slots(session, &sheet.rows, layout.heading)).unwrap_or_default();
    let reading = Reading {
        session: found.as_ref().map(|session| session.id),
        slots,
        signs: desk.options.signs.with_legend(&sheet.rows),
        roll: found.as_ref().map(|session| desk.after.roll(session.id)).unwrap_or_default(),
        layout,
    };
    let mut rows = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate().skip(reading.layout.last + 1) {
        if !crate::exchange::roster::is_below_the_list(&row.cells) && !reading.layout.repeats(sheet, row) {
            reading.take_row(desk, at, row, &mut rows);
        }
    }
    let heading = Some(reading.layout.last);
    Some(RecordTable { is_ours: true, session: of_sheet, heading, rows, ..RecordTable::default() })
}

/// Whether a sheet is an attendance sheet: it names one of our sessions by id, or has names and half days above columns.
pub(super) fn is_ours(ws: &Workspace, sheet: &Sheet) -> bool {
    session_in(ws, sheet).is_some() || is_sheet(sheet)
}

/// Whether a sheet has names and half days above columns.
pub(super) fn is_sheet(sheet: &Sheet) -> bool {
    Layout::of(sheet).is_some_and(|layout| layout.has_halves(sheet))
}

fn session_in(ws: &Workspace, sheet: &Sheet) -> Option<SessionId> {
    let cells = sheet.rows.iter().take(WITHIN).flat_map(|row| &row.cells);
    let mut ids = cells.filter_map(|cell| cell.text().trim().parse::<SessionId>().ok());
    ids.find(|id| ws.sessions.has(*id))
}

/// Where what stands on a sheet.
struct Layout {
    /// The upper row of the heading.
    heading: usize,
    /// Its last row.
    last: usize,
    name: usize,
    serial: Option<usize>,
    unit: Option<usize>,
}

impl Layout {
    fn of(sheet: &Sheet) -> Option<Self> {
        let text = |cell: &Cell| without_spaces(&cell.text()).to_lowercase();
        let is_name = |cell: &Cell| NAME.contains(&text(cell).as_str());
        let heading = sheet.rows.iter().take(2 * WITHIN).position(|row| row.cells.iter().any(is_name))?;
        let cells = &sheet.rows[heading].cells;
        let name = cells.iter().position(is_name)?;
        let is_lower = |row: &Row| row.cells.get(name).is_none_or(Cell::is_blank) && !row.is_blank();
        let last = heading + usize::from(sheet.rows.get(heading + 1).is_some_and(is_lower));
        let serial = cells.iter().position(|cell| SERIAL.contains(&text(cell).as_str()));
        let unit = cells.iter().position(|cell| UNIT.iter().any(|word| text(cell).contains(word)));
        Some(Self { heading, last, name, serial, unit })
    }

    /// Whether half days stand above columns.
    fn has_halves(&self, sheet: &Sheet) -> bool {
        let cells = sheet.rows[self.heading..=self.last].iter().flat_map(|row| &row.cells);
        cells.filter(|cell| half(&cell.text()).is_some()).count() > 0
    }

    /// Whether a row is one of the heading again, as on every page.
    fn repeats(&self, sheet: &Sheet, row: &Row) -> bool {
        sheet.rows[self.heading..=self.last].iter().any(|heading| heading.cells == row.cells)
    }
}

/// A column of a half day.
struct SlotColumn {
    column: usize,
    slot: SlotNo,
    /// As its heading calls it.
    title: String,
}

/// The columns of half days: the day stands in the upper row of the heading, over both halves, the half in the lower.
fn slots(session: &Session, rows: &[Row], heading: usize) -> Vec<SlotColumn> {
    let (upper, lower) = (&rows[heading], rows.get(heading + 1));
    let text =
        |row: &Row, column: usize| row.cells.get(column).map(|cell| cell.text().into_owned()).unwrap_or_default();
    let mut day = String::new();
    let mut found = Vec::new();
    let n_columns = upper.cells.len().max(lower.map_or(0, |row| row.cells.len()));
    for column in 0..n_columns {
        let above = text(upper, column);
        if !above.is_empty() {
            day = above;
        }
        let below = lower.map(|row| text(row, column)).unwrap_or_default();
        let Some(half) = half(&below).or_else(|| half(&day)) else { continue };
        let slot = session.slots.iter().find(|slot| slot.half == half && is_day(&day, slot.date));
        let title = if super::days::half(&below).is_some() { format!("{day}{below}") } else { day.clone() };
        found.extend(slot.map(|slot| SlotColumn { column, slot: slot.no, title }));
    }
    found
}

/// Whether a heading such as `18日`, `6月18日`, `18 Jun` names the day.
fn is_day(text: &str, date: NaiveDate) -> bool {
    let numbers: Vec<u32> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    match numbers.as_slice() {
        [day] => *day == date.day(),
        [month, day] | [_, month, day] => (*month, *day) == (date.month(), date.day()),
        _ => false,
    }
}

/// What the rows of a sheet are read with.
struct Reading {
    session: Option<SessionId>,
    slots: Vec<SlotColumn>,
    signs: Signs,
    roll: Vec<RollRow>,
    layout: Layout,
}

/// Somebody whom a row is about.
struct Who {
    person: PersonId,
    remark: Option<RowRemark>,
}

impl Reading {
    /// Takes up a row: what can be read of it is one outcome, each mark that cannot another.
    fn take_row(&self, desk: &mut Desk<'_>, at: usize, row: &Row, rows: &mut Vec<RecordRow>) {
        let typed: Vec<&SlotColumn> = self.slots.iter().filter(|slot| is_filled(row, slot.column)).collect();
        let name = text_in(row, Some(self.layout.name));
        let name = clean::name(&name).name;
        let by_id = row.cells.iter().rev().find_map(|cell| person_in(&desk.after, cell));
        let is_heading = NAME.contains(&name.to_lowercase().as_str());
        if is_heading || name.is_empty() && by_id.is_none() {
            return;
        }
        let signs: Vec<String> = typed.iter().map(|slot| row.cells[slot.column].text().into_owned()).collect();
        let text = format!("{name} {}", signs.join(" "));
        let said = |text: String, remark, outcome| RecordRow { row: at, number: row.number, text, remark, outcome };
        let Some(session) = self.session else {
            rows.push(said(name, None, Outcome::Refused(Fault::NoSession)));
            return;
        };
        let found = match by_id {
            Some(person) => by_id_and_name(&desk.after, person, &name),
            None => self.by_name(desk, session, row, &name, !typed.is_empty()),
        };
        let Who { person, remark } = match found {
            Ok(found) => found,
            Err(fault) => {
                rows.push(said(text, None, Outcome::Refused(fault)));
                return;
            }
        };
        let mut marks = Vec::new();
        let n_before = rows.len();
        for slot in typed {
            let text = row.cells[slot.column].text();
            let fault = match self.signs.read(&text, &name) {
                Sign::Mark(kind) => {
                    marks.push((slot.slot, kind));
                    continue;
                }
                Sign::NotDue => continue,
                Sign::Open => Fault::OpenSign(text.into_owned()),
                Sign::Unsure => Fault::UnsureMark(text.into_owned()),
                Sign::Unknown => Fault::Unreadable(Col::Mark, text.into_owned()),
            };
            rows.push(said(format!("{name} {}", slot.title), None, Outcome::Refused(fault)));
        }
        let differs = differing(desk, session, person, &mut marks);
        if differs {
            let fault = Fault::Differs(vec![Col::Mark]);
            rows.push(said(text.clone(), None, Outcome::Conflict(fault)));
        }
        if !marks.is_empty() || rows.len() == n_before {
            rows.push(said(text, remark, outcome(set(desk, session, person, &marks))));
        }
    }

    /// Whom a row without an id is about: somebody on the sheet, by serial number, name and unit; else somebody on
    /// record who came without having been enrolled, by name and unit.
    fn by_name(
        &self,
        desk: &mut Desk<'_>,
        session: SessionId,
        row: &Row,
        name: &str,
        is_marked: bool,
    ) -> Result<Who, Fault> {
        let unit = text_in(row, self.layout.unit);
        let serial: Option<u32> = text_in(row, self.layout.serial).trim().parse().ok();
        let on_roll = self.roll.iter().filter(|row| person(&desk.after, row.person).is_some_and(|p| p.name == name));
        let on_roll: Vec<&RollRow> = on_roll.filter(|row| is_of(desk, row.person, &unit) != Some(false)).collect();
        let by_serial = on_roll.iter().find(|row| Some(row.serial) == serial);
        if let Some(found) = by_serial.or(on_roll.first().filter(|_| on_roll.len() == 1)) {
            return Ok(Who { person: found.person, remark: Some(RowRemark::ByName) });
        }
        if !on_roll.is_empty() {
            return Err(Fault::Ambiguous(Col::Name, name.to_owned()));
        }
        if !is_marked {
            return Err(Fault::NoMark(name.to_owned()));
        }
        if without_spaces(&unit).is_empty() {
            return Err(Fault::NotOnSheet(name.to_owned()));
        }
        let known = desk.after.people.iter().filter(|person| person.name == name && person.is_here(desk.day));
        let known = known.filter(|person| is_of(desk, person.id, &unit) == Some(true)).map(|person| person.id);
        match Found::of(known.collect()) {
            Found::One(person) => {
                desk.after = desk.after.walk_in(session, person, None)?;
                Ok(Who { person, remark: Some(RowRemark::WalkIn) })
            }
            Found::Many(_) => Err(Fault::Ambiguous(Col::Name, name.to_owned())),
            Found::None => Err(Fault::NotOnRecord { name: name.to_owned(), unit }),
        }
    }
}

/// Whom an id tells, if the name beside it says nothing else.
fn by_id_and_name(ws: &Workspace, id: PersonId, typed: &str) -> Result<Who, Fault> {
    let known = person(ws, id).map(|person| clean::name(&person.name).name).unwrap_or_default();
    if typed.is_empty() || typed == known {
        return Ok(Who { person: id, remark: None });
    }
    Err(Fault::OtherName { typed: typed.to_owned(), known })
}

fn text_in(row: &Row, column: Option<usize>) -> String {
    column.and_then(|at| row.cells.get(at)).map(|cell| cell.text().into_owned()).unwrap_or_default()
}

fn person(ws: &Workspace, id: PersonId) -> Option<&Person> {
    ws.people.get(id)
}

fn person_in(ws: &Workspace, cell: &Cell) -> Option<PersonId> {
    let Cell::Text(text) = cell else { return None };
    text.trim().parse::<PersonId>().ok().filter(|id| ws.people.has(*id))
}

/// Whether somebody is of the unit that a sheet names; `None` where it names none.
fn is_of(desk: &Desk<'_>, id: PersonId, unit: &str) -> Option<bool> {
    if without_spaces(unit).is_empty() {
        return None;
    }
    let person = desk.after.people.get(id)?;
    let home = person.home_on(desk.day);
    let is_of = match (desk.units.branch(unit, None), desk.units.township(unit)) {
        (Found::One(branch), _) => home == Some(branch),
        (Found::Many(branches), _) => home.is_some_and(|home| branches.contains(&home)),
        (Found::None, Found::One(township)) => desk.after.township_of(person, desk.day) == Some(township),
        (Found::None, _) => false,
    };
    Some(is_of)
}

/// A column of which the rows below hold marks that were typed or signed.
fn is_filled(row: &Row, column: usize) -> bool {
    row.cells.get(column).is_some_and(|cell| !cell.is_blank())
}

/// Takes those out of which something else is known, unless the sheet wins; returns whether there were any.
fn differing(desk: &Desk<'_>, session: SessionId, person: PersonId, marks: &mut Vec<(SlotNo, MarkKind)>) -> bool {
    if desk.options.overwrites {
        return false;
    }
    let n_before = marks.len();
    marks.retain(|(slot, kind)| desk.after.mark((session, person, *slot)).is_none_or(|known| known == *kind));
    marks.len() < n_before
}

/// Sets marks where another or none was known.
fn set(desk: &mut Desk<'_>, session: SessionId, person: PersonId, marks: &[(SlotNo, MarkKind)]) -> Result<Took, Fault> {
    let mut took = Took::Unchanged;
    for (slot, kind) in marks {
        let known = desk.after.mark((session, person, *slot));
        if known == Some(*kind) {
            continue;
        }
        desk.after = desk.after.set_marks(session, &[(person, *slot)], Some(*kind))?;
        match (known, &took) {
            (None, _) => took = Took::New,
            (Some(_), Took::Unchanged) => took = Took::Changed,
            (Some(_), Took::New | Took::Changed) => {}
        }
    }
    Ok(took)
}
