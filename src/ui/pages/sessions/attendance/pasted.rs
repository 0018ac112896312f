//! Marks pasted from a spreadsheet, put into the sheet from the cell under the cursor on: one edit or none.

use super::cursor::Place;
use super::sheet::Sheet;
use crate::app::{Command, Commands, Notice, View};
use crate::exchange::records::{Col, Fault, mark_of};
use crate::exchange::tsv;
use crate::model::{Label, MarkKind, PersonId, Refusal, Session, SessionId, SlotNo, TableName, Workspace};
use crate::words::sessions::SessionWords;
use crate::words::{import_records, refusals};

type Mark = (PersonId, SlotNo, MarkKind);

/// Asks for the marks of a pasted text, or says why they cannot be taken.
pub(super) fn paste(text: &str, at: Place, session: &Session, sheet: &Sheet, view: View<'_>, commands: &mut Commands) {
    let words = &SessionWords::of(view.lang).attendance;
    let id = session.id;
    let tried = marks(text, at, sheet, view).and_then(|marks| match with_marks(view.ws, id, &marks) {
        Ok(_) if marks.is_empty() => Err(words.paste_no_marks.to_owned()),
        Ok(_) => Ok(marks),
        Err(refusal) => Err(refusals::refusal(view.lang, &refusal)),
    });
    match tried {
        Ok(marks) => {
            let label = Label::Import { table: TableName::Marks, n: marks.len() };
            commands.edit(label, move |ws| with_marks(ws, id, &marks));
        }
        Err(fault) => commands.push(Command::Notify(Notice::problem(fault))),
    }
}

fn with_marks(ws: &Workspace, id: SessionId, marks: &[Mark]) -> Result<Workspace, Refusal> {
    marks.iter().try_fold(ws.clone(), |ws, (person, slot, kind)| ws.set_marks(id, &[(*person, *slot)], Some(*kind)))
}

/// The marks of a text; blank cells and those where nothing is due say nothing.
fn marks(text: &str, at: Place, sheet: &Sheet, view: View<'_>) -> Result<Vec<Mark>, String> {
    let words = &SessionWords::of(view.lang).attendance;
    let mut marks = Vec::new();
    for (i, cells) in tsv::parse(text).iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
        let row = sheet.rows.get(at.row + i).ok_or_else(|| (words.paste_too_long)(sheet.rows.len() - at.row))?;
        if cells.len() > sheet.slots.len() - at.column {
            return Err((words.paste_too_wide)(sheet.slots.len() - at.column));
        }
        for (slot, cell) in sheet.slots[at.column..].iter().zip(cells) {
            let fault = |()| import_records::fault(view.lang, &Fault::Unreadable(Col::Mark, cell.clone()));
            let kind = mark_of(cell, &row.name).map_err(fault)?;
            marks.extend(kind.map(|kind| (row.person, slot.no, kind)));
        }
    }
    Ok(marks)
}
