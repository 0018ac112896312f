//! A block of cells from a spreadsheet, put into a sheet from the cell under the cursor on: one edit, or none with the
//! reason.

use super::column::Scene;
use super::sheet::{Sheet, SheetState};
use crate::app::{Commands, Pasted};
use crate::exchange::clean::without_spaces;
use crate::exchange::records::{RecordSource, What};
use crate::exchange::tables::Holds;
use crate::exchange::tsv;
use crate::model::refusal::Field;
use crate::model::workspace::Keeps;
use crate::model::{Label, Record, Refusal, Workspace};
use crate::ui::pages::import_pasted;
use crate::words::refusals;
use crate::words::settings::SettingsWords;

/// So many rows are put into a grid at most; longer tables are imported from a file.
const MOST_ROWS: usize = 2_000;

/// The cells of a block, and which column of the sheet each belongs to.
struct Block {
    columns: Vec<usize>,
    rows: Vec<Vec<String>>,
    /// Whether titles above the cells say which columns they are.
    is_titled: bool,
}

/// A record as it would become.
struct Step<R: Record> {
    /// In the place of which one; `None` if it is new.
    known: Option<R::Key>,
    record: R,
    /// The next id to be given out.
    next_id: u64,
}

impl<R: Record> Step<R>
where
    Workspace: Keeps<R>,
{
    fn carried_out(self, ws: &Workspace) -> Result<Workspace, Refusal> {
        match self.known {
            Some(key) => ws.with_in_place_of(key, self.record),
            None => ws.with(self.record),
        }
    }
}

impl<R> Sheet<'_, R>
where
    R: Record + Send + 'static,
    R::Key: Send + std::hash::Hash,
    Workspace: Keeps<R>,
{
    /// Puts a pasted text into the sheet. A table with the headings of another office is imported with a preview.
    pub(super) fn paste(
        &self,
        state: &mut SheetState<R>,
        scene: Scene<'_>,
        commands: &mut Commands,
        rows: &[R::Key],
        text: String,
    ) {
        let words = SettingsWords::of(scene.lang);
        // where no cell was chosen nothing is written over
        let at = (state.cursor().unwrap_or(rows.len()), state.column());
        let block = self.block(&text, at.1);
        if !block.is_titled
            && let Some(what) = foreign(&text, R::TABLE)
        {
            let holds = Some(Holds::Records(what));
            import_pasted(Pasted { text, holds, session: None }, commands);
            return;
        }
        let steps = if block.rows.len() > MOST_ROWS {
            Err((words.paste_too_long)(MOST_ROWS))
        } else {
            self.steps(scene, rows, at.0, &block)
        };
        match steps {
            Err(fault) => state.say((words.paste_nothing_done)(&fault)),
            Ok(steps) if steps.is_empty() => state.say(words.paste_same.to_owned()),
            Ok(steps) => {
                let label = Label::ChangeMany { table: R::TABLE, n: steps.len() };
                let next_id = steps.last().map_or(0, |step| step.next_id);
                commands.edit(label, move |ws| {
                    let mut next = steps.into_iter().try_fold(ws.clone(), |ws, step| step.carried_out(&ws))?;
                    next.ids.next = next.ids.next.max(next_id);
                    Ok(next)
                });
            }
        }
    }

    /// Which columns the cells of a text belong to: as titles above them say, or from a column on.
    fn block(&self, text: &str, column: usize) -> Block {
        let mut rows = tsv::parse(text);
        let title_of = |cell: &String| {
            let plain = without_spaces(cell);
            self.columns.iter().position(|column| without_spaces(column.title) == plain)
        };
        let titles: Option<Vec<usize>> = rows.first().and_then(|first| first.iter().map(title_of).collect());
        let is_titled = titles.as_ref().is_some_and(|titles| !titles.is_empty());
        if is_titled {
            rows.remove(0);
        }
        let columns = titles.filter(|_| is_titled).unwrap_or_else(|| (column..self.columns.len()).collect());
        Block { columns, rows, is_titled }
    }

    /// What each row of a block would do; rows that change nothing are left out.
    fn steps(&self, scene: Scene<'_>, rows: &[R::Key], first: usize, block: &Block) -> Result<Vec<Step<R>>, String> {
        let words = SettingsWords::of(scene.lang);
        let mut trial = scene.ws.clone();
        let mut steps = Vec::new();
        for (at, cells) in block.rows.iter().enumerate().filter(|(_, cells)| !cells.is_empty()) {
            let in_row = |fault: String| (words.paste_row)(at + 1 + usize::from(block.is_titled), &fault);
            let refused = |refusal: Refusal| in_row(refusals::refusal(scene.lang, &refusal));
            if cells.len() > block.columns.len() {
                return Err(in_row((words.paste_too_wide)(block.columns.len())));
            }
            let mut ids = trial.ids;
            let fresh = (self.fresh)(&mut ids, format!("{} {}", self.add, at + 1));
            let known = if block.is_titled {
                let probe = self.with_cells(scene, fresh.clone(), cells, block).map_err(in_row)?;
                Keeps::<R>::table(&trial).iter().find(|other| (self.is_twin)(other, &probe)).map(Record::key)
            } else {
                rows.get(first + at).copied()
            };
            let before: R = match known {
                Some(key) => trial.find::<R>(key).map_err(refused)?.clone(),
                None => fresh,
            };
            let after = self.with_cells(scene, before.clone(), cells, block).map_err(in_row)?;
            if known.is_some() && after == before {
                continue;
            }
            let is_twin = |other: &&R| Some(other.key()) != known && (self.is_twin)(other, &after);
            if Keeps::<R>::table(&trial).iter().any(|other| is_twin(&other)) {
                let value = (self.name_of)(&after).to_owned();
                return Err(refused(Refusal::Twice { field: Field::Name, value }));
            }
            if known.is_none() {
                trial.ids = ids;
            }
            let step = |record| Step { known, record, next_id: trial.ids.next };
            steps.push(step(after.clone()));
            trial = step(after).carried_out(&trial).map_err(refused)?;
        }
        Ok(steps)
    }

    /// The record with the cells of a row; blank ones leave it as it is.
    fn with_cells(&self, scene: Scene<'_>, record: R, cells: &[String], block: &Block) -> Result<R, String> {
        let words = SettingsWords::of(scene.lang);
        let filled = block.columns.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        filled.map(|(at, cell)| (&self.columns[*at], cell)).try_fold(record, |record, (column, cell)| {
            if column.text_of(&record) == *cell {
                return Ok(record);
            }
            column.read(&record, cell).map_err(|reason| (words.paste_cell)(column.title, cell, &reason))
        })
    }
}

/// What a text with the headings of another office holds, if such tables are imported.
fn foreign(text: &str, table: crate::model::TableName) -> Option<What> {
    let what = What::ALL.into_iter().find(|what| what.table() == table)?;
    let source = RecordSource::of_sheet(what, tsv::sheet(text));
    (source.heading.is_some() && source.missing().is_empty()).then_some(what)
}
