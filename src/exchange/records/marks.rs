//! An attendance sheet of ours that comes back filled in by hand: rows by the id in the last column, half days by their
//! headings, marks as words or signs.

use chrono::{Datelike, NaiveDate};

use super::days::half;
use super::{Col, Desk, Fault, Outcome, RecordRow, RecordTable, Took, outcome};
use crate::exchange::clean::without_spaces;
use crate::exchange::table_file::{Cell, Row, Sheet};
use crate::model::{MarkKind, PersonId, Session, SessionId, SlotNo, Workspace};

/// The heading of the names.
const NAME: [&str; 2] = ["姓名", "name"];
/// The session's id stands among the first rows.
const WITHIN: usize = 8;

/// Reads the marks of a sheet; `None` if it is no attendance sheet of ours.
pub(super) fn table(desk: &mut Desk<'_>, sheet: &Sheet) -> Option<RecordTable> {
    let id = session_in(&desk.after, sheet).or_else(|| desk.options.session.filter(|_| has_ids(desk, sheet)))?;
    let session = desk.after.sessions.get(id)?.clone();
    let is_name = |cell: &Cell| NAME.contains(&without_spaces(&cell.text()).to_lowercase().as_str());
    let heading = sheet.rows.iter().position(|row| row.cells.iter().any(is_name))?;
    let name = sheet.rows[heading].cells.iter().position(is_name)?;
    let slots = slots(&session, &sheet.rows, heading);
    let mut rows = Vec::new();
    for (at, row) in sheet.rows.iter().enumerate().skip(heading + 1) {
        let typed: Vec<&(usize, SlotNo)> = slots.iter().filter(|(column, _)| is_filled(row, *column)).collect();
        let name = row.cells.get(name).map(|cell| without_spaces(&cell.text())).unwrap_or_default();
        let person = row.cells.iter().rev().find_map(|cell| person_in(desk, cell));
        let is_heading = at == heading + 1 && person.is_none();
        if is_heading || crate::exchange::roster::is_below_the_list(&row.cells) || name.is_empty() && person.is_none() {
            continue;
        }
        let outcome = match person {
            Some(person) => outcome(take(desk, id, person, &name, row, &typed)),
            None if typed.is_empty() => continue,
            None => Outcome::Refused(Fault::NotOnSheet(name.clone())),
        };
        let signs: Vec<String> = typed.iter().map(|(column, _)| row.cells[*column].text().into_owned()).collect();
        rows.push(RecordRow { row: at, number: row.number, text: format!("{name} {}", signs.join(" ")), outcome });
    }
    Some(RecordTable { is_ours: true, heading: Some(heading), rows, ..RecordTable::default() })
}

/// Whether a sheet is an attendance sheet of ours: it names one of our sessions by id.
pub(super) fn is_ours(ws: &Workspace, sheet: &Sheet) -> bool {
    session_in(ws, sheet).is_some()
}

fn session_in(ws: &Workspace, sheet: &Sheet) -> Option<SessionId> {
    let cells = sheet.rows.iter().take(WITHIN).flat_map(|row| &row.cells);
    let mut ids = cells.filter_map(|cell| cell.text().trim().parse::<SessionId>().ok());
    ids.find(|id| ws.sessions.has(*id))
}

fn has_ids(desk: &Desk<'_>, sheet: &Sheet) -> bool {
    sheet.rows.iter().any(|row| row.cells.iter().any(|cell| person_in(desk, cell).is_some()))
}

fn person_in(desk: &Desk<'_>, cell: &Cell) -> Option<PersonId> {
    let Cell::Text(text) = cell else { return None };
    text.trim().parse::<PersonId>().ok().filter(|id| desk.after.people.has(*id))
}

/// A column of which the rows below hold marks that were typed or signed.
fn is_filled(row: &Row, column: usize) -> bool {
    row.cells.get(column).is_some_and(|cell| !cell.is_blank())
}

/// The columns of half days: the day stands in the upper row of the heading, over both halves, the half in the lower.
fn slots(session: &Session, rows: &[Row], heading: usize) -> Vec<(usize, SlotNo)> {
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
        found.extend(slot.map(|slot| (column, slot.no)));
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

/// Sets the marks of a row on blank cells, and on others if the sheet wins.
fn take(
    desk: &mut Desk<'_>,
    session: SessionId,
    person: PersonId,
    name: &str,
    row: &Row,
    typed: &[&(usize, SlotNo)],
) -> Result<Took, Fault> {
    let (mut has_new, mut has_changed, mut differs) = (false, false, false);
    let mut marks = Vec::new();
    for (column, slot) in typed {
        let text = row.cells[*column].text();
        let Some(kind) = mark_of(&text, name).map_err(|()| Fault::Unreadable(Col::Mark, text.into_owned()))? else {
            continue;
        };
        match desk.after.mark((session, person, *slot)) {
            Some(known) if known == kind => {}
            Some(_) if !desk.options.overwrites => differs = true,
            known => {
                has_changed |= known.is_some();
                has_new |= known.is_none();
                marks.push((*slot, kind));
            }
        }
    }
    for (slot, kind) in marks {
        desk.after = desk.after.set_marks(session, &[(person, slot)], Some(kind))?;
    }
    match (has_new, has_changed, differs) {
        (true, ..) => Ok(Took::New),
        (false, true, _) => Ok(Took::Changed),
        (false, false, true) => Err(Fault::Differs(vec![Col::Mark])),
        (false, false, false) => Ok(Took::Unchanged),
    }
}

/// The mark that a word or sign stands for; a typed name is a signature. `None` where nothing is due.
///
/// # Errors
/// A text that is no mark.
#[expect(clippy::result_unit_err, reason = "the caller knows the text, and there is no more to say of it")]
pub fn mark_of(text: &str, name: &str) -> Result<Option<MarkKind>, ()> {
    let plain = without_spaces(text).to_lowercase();
    let is_sign = |words: &[&str]| words.contains(&plain.as_str());
    let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    Ok(Some(if is_sign(&["替", "—", "-", "/", "\\", "·", "repl."]) || plain.is_empty() {
        return Ok(None);
    } else if has(&["迟", "late"]) {
        MarkKind::Late
    } else if has(&["退", "left"]) {
        MarkKind::LeftEarly
    } else if has(&["病", "sick"]) {
        MarkKind::Sick
    } else if has(&["公假", "公差", "official"]) || is_sign(&["公"]) {
        MarkKind::Official
    } else if has(&["事假", "personal", "请假"]) || is_sign(&["事", "假"]) {
        MarkKind::Personal
    } else if has(&["补"]) {
        MarkKind::MakeUp
    } else if has(&["送"]) {
        MarkKind::HomeVisit
    } else if has(&["缺", "旷", "未到", "没到", "absent"]) || is_sign(&["×", "x", "✗", "✘", "╳", "0", "无", "否"])
    {
        MarkKind::Absent
    } else if has(&["√", "✓", "✔", "到", "出勤", "present", "签"])
        || is_sign(&["1", "v", "是", "○", "●", "ok", "y"])
        || plain == name
    {
        MarkKind::Present
    } else {
        return Err(());
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_mark_is_read_by_word_and_by_sign() {
        for (texts, kind) in [
            (&["到", "√", "✓", "出勤", "张勇", "1", "已到"][..], MarkKind::Present),
            (&["迟", "迟到", " 迟 到 "], MarkKind::Late),
            (&["退", "早退"], MarkKind::LeftEarly),
            (&["病", "病假"], MarkKind::Sick),
            (&["事", "事假", "请假"], MarkKind::Personal),
            (&["公", "公假"], MarkKind::Official),
            (&["缺", "缺课", "×", "X", "ｘ", "旷课", "未到"], MarkKind::Absent),
            (&["送", "送学"], MarkKind::HomeVisit),
            (&["补", "补训"], MarkKind::MakeUp),
        ] {
            for text in texts {
                assert_eq!(mark_of(text, "张勇"), Ok(Some(kind)), "{text}");
            }
        }
        assert_eq!(mark_of("替", "张勇"), Ok(None));
        assert_eq!(mark_of("？？", "张勇"), Err(()));
        assert_eq!(mark_of("李明", "张勇"), Err(()), "somebody else's name is no signature");
    }
}
