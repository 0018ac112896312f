//! Tables other than rosters: marks, topics, costs, trainers, venues, holidays, sessions. Which column means what, what
//! each row would do, and the change.
//!
//! ```text
//! sheets → heading recognised → rows read one after the other against the workspace so far → one edit
//! ```
//!
//! Each kind is a file of its own: its columns with the headings that lists use, and a function that takes one row up.
//! Only blanks are filled unless the user says otherwise; nothing is deleted. Tables of several kinds are taken up one
//! kind after the other, so that a plan finds the venues and trainers of a list beside it.

mod amount;
mod choice;
mod costs;
mod days;
mod fault;
mod holidays;
mod kinds;
mod log;
mod marks;
mod refused;
mod sessions;
mod signs;
mod source;
mod topics;
mod trainers;
mod venues;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::Watch;
use super::clean::{half_width, without_spaces};
use super::name_list::Names;
use super::roster::Counts;
use super::table_file::{Cell, Sheet};
use super::units::{Found, Units};
use crate::model::{BranchId, CostId, PersonId, Refusal, SessionId, SlotNo, TownshipId, Workspace};
pub(super) use days::{day as day_of, half as half_of};
pub use fault::Fault;
pub use kinds::{Col, What};
use kinds::{Column, needed, optional};
pub use refused::refused;
pub use signs::{Signs, mark_of};
pub use source::RecordSource;

/// What a row has done.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Took {
    New,
    Changed,
    Unchanged,
}

impl RecordTable {
    /// How many rows would do what.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for row in &self.rows {
            match row.outcome {
                Outcome::New => counts.new += 1,
                Outcome::Changed => counts.changed += 1,
                Outcome::Unchanged => counts.unchanged += 1,
                Outcome::Conflict(_) => counts.conflicts += 1,
                Outcome::Refused(_) => counts.refused += 1,
            }
        }
        counts
    }
}

/// What a row would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Bring a record.
    New,
    /// Fill in or change one.
    Changed,
    /// Nothing: all is known.
    Unchanged,
    /// Nothing, because something else is known.
    Conflict(Fault),
    /// Nothing, because it cannot be taken.
    Refused(Fault),
}

/// A row of a table and what it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordRow {
    /// Its place among the sheet's rows.
    pub row: usize,
    /// Its number in the sheet.
    pub number: u32,
    /// What it says, for the user to recognise it.
    pub text: String,
    /// What deserves a look.
    pub remark: Option<RowRemark>,
    /// What it would do.
    pub outcome: Outcome,
}

/// Something that deserves a look in a row that is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowRemark {
    /// The person was not enrolled and becomes a walk-in.
    WalkIn,
    /// The row has no id; the person was found by serial number, name and unit.
    ByName,
}

impl RowRemark {
    /// A stable name for other programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::WalkIn => "walk_in",
            Self::ByName => "by_name",
        }
    }
}

/// What holds for all rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RecordOptions {
    /// The session of rows that name none.
    pub session: Option<SessionId>,
    /// Whether what the rows say takes the place of what is known.
    pub overwrites: bool,
    /// What signs mean on attendance sheets.
    pub signs: Signs,
}

/// What was made of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordTable {
    /// The columns that are needed and were not recognised; then there are no rows.
    pub missing: Vec<Col>,
    /// Whether it is an attendance sheet of ours, read by its ids and not by its columns.
    pub is_ours: bool,
    /// The session that an attendance sheet names itself.
    pub session: Option<SessionId>,
    /// The last row of the heading.
    pub heading: Option<usize>,
    /// Its rows below the heading.
    pub rows: Vec<RecordRow>,
}

/// What tables would do together, before they do anything.
#[derive(Clone, Debug)]
pub struct Records {
    /// Each table.
    pub tables: Vec<RecordTable>,
    after: Workspace,
}

impl Records {
    fn none(ws: &Workspace, n: usize) -> Self {
        Self { tables: vec![RecordTable::default(); n], after: ws.clone() }
    }

    /// The workspace as it would become.
    pub fn after(&self) -> &Workspace {
        &self.after
    }
}

/// What a sheet holds, if it is no roster.
pub fn what_of(ws: &Workspace, sheet: &Arc<Sheet>) -> Option<What> {
    if marks::is_ours(ws, sheet) {
        return Some(What::Marks);
    }
    // of several kinds whose needed columns are there, the one that knows most of the others
    let known = What::ALL.into_iter().rev().filter_map(|what| {
        let source = RecordSource::of_sheet(what, sheet.clone());
        let has = |one: &[Col]| source.columns.iter().flatten().any(|holds| one.contains(holds));
        let n = source.columns.iter().flatten().count();
        let is_it = source.missing().is_empty()
            && n > 1
            && match what {
                // lists of people have names and dates too
                What::Marks => has(&[Col::Minutes]),
                What::Trainers => has(&[Col::TrainerTitle, Col::Subjects]),
                What::Costs => has(&[Col::Planned, Col::Actual]),
                What::Topics | What::Venues | What::Holidays | What::Sessions => true,
            };
        is_it.then_some((n, what))
    });
    known.max_by_key(|(n, _)| *n).map(|(_, what)| what)
}

/// Rows between two questions whether to go on.
const ROWS_BETWEEN_LOOKS: usize = 200;

/// What tables would do to a workspace, in the order in which kinds need each other. `day` is the day to which units
/// refer.
pub fn records(ws: &Workspace, sources: &[&RecordSource], options: RecordOptions, day: NaiveDate) -> Records {
    records_watched(ws, sources, options, day, &|_| true).unwrap_or_else(|| Records::none(ws, sources.len()))
}

/// The same; `None` if it was not to go on.
pub(super) fn records_watched(
    ws: &Workspace,
    sources: &[&RecordSource],
    options: RecordOptions,
    day: NaiveDate,
    watch: Watch<'_>,
) -> Option<Records> {
    if sources.is_empty() {
        return Some(Records::none(ws, 0));
    }
    let (units, names) = (Units::new(ws), Names::new(ws, day));
    let (after, minutes) = (ws.clone(), BTreeMap::new());
    let costs = BTreeSet::new();
    let mut desk = Desk { after, units, names, day, options, is_ten_thousand: false, minutes, costs, n_read: 0, watch };
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|at| sources[*at].what.turn());
    let mut tables = vec![RecordTable::default(); sources.len()];
    for at in order {
        tables[at] = desk.table(sources[at])?;
    }
    Some(Records { tables, after: desk.after })
}

/// Carries out what [`records`] shows, against the workspace as it is now.
///
/// # Errors
/// None of its own; what cannot be taken is left out.
pub fn import_records(
    ws: &Workspace,
    sources: &[&RecordSource],
    options: RecordOptions,
    day: NaiveDate,
) -> Result<Workspace, Refusal> {
    Ok(records(ws, sources, options, day).after)
}

/// What the rows are read with.
struct Desk<'a> {
    after: Workspace,
    units: Units,
    names: Names<'a>,
    day: NaiveDate,
    options: RecordOptions,
    /// Whether amounts are in 10,000 yuan.
    is_ten_thousand: bool,
    /// Minutes learned so far in a log, by session, person and half day.
    minutes: BTreeMap<(SessionId, PersonId, SlotNo), u32>,
    /// Lines of costs that rows were about so far.
    costs: BTreeSet<CostId>,
    n_read: usize,
    watch: Watch<'a>,
}

impl Desk<'_> {
    /// Takes a table up; `None` if it was not to go on.
    fn table(&mut self, source: &RecordSource) -> Option<RecordTable> {
        if source.what == What::Marks
            && let Some(table) = marks::table(self, &source.sheet)
        {
            return Some(table);
        }
        let missing = source.missing();
        if !missing.is_empty() {
            return Some(RecordTable { missing, heading: source.heading, ..RecordTable::default() });
        }
        self.is_ten_thousand = source.is_ten_thousand();
        let mut rows = Vec::new();
        let first = source.heading.map_or(0, |last| last + 1);
        for (row, of_sheet) in source.sheet.rows.iter().enumerate().skip(first) {
            let line = Line { source, cells: &of_sheet.cells };
            if line.is_none() {
                continue;
            }
            let outcome = outcome(source.what.take()(self, &line));
            rows.push(RecordRow { row, number: of_sheet.number, text: said(&of_sheet.cells), remark: None, outcome });
            self.n_read += 1;
            if self.n_read.is_multiple_of(ROWS_BETWEEN_LOOKS) && !(self.watch)(self.n_read) {
                return None;
            }
        }
        Some(RecordTable { heading: source.heading, rows, ..RecordTable::default() })
    }

    /// The township a text names; `None` if it is blank.
    fn township(&self, text: &str) -> Result<Option<TownshipId>, Fault> {
        if text.is_empty() {
            return Ok(None);
        }
        one(&self.units.township(text), Col::Township, text).map(Some)
    }

    /// The branch a text names, within a township if one is known; `None` if it is blank.
    fn branch(&self, text: &str, within: Option<TownshipId>) -> Result<Option<BranchId>, Fault> {
        if text.is_empty() {
            return Ok(None);
        }
        one(&self.units.branch(text, within), Col::Branch, text).map(Some)
    }

    /// The session of this title, or the one that holds for all rows.
    fn session(&self, title: &str) -> Result<Option<SessionId>, Fault> {
        if title.is_empty() {
            return Ok(self.options.session);
        }
        let plain = without_spaces(title);
        let is_it = |session: &&crate::model::Session| {
            without_spaces(&session.title) == plain || session.id.to_string() == plain
        };
        let found = self.after.sessions.iter().filter(is_it).map(|session| session.id).collect();
        one(&Found::of(found), Col::Session, title).map(Some)
    }

    /// The year to which dates without one belong.
    fn year(&self) -> i32 {
        self.after.programme.year
    }
}

fn one<T: Copy + Ord>(found: &Found<T>, column: Col, text: &str) -> Result<T, Fault> {
    match found {
        Found::One(one) => Ok(*one),
        Found::Many(_) => Err(Fault::Ambiguous(column, text.to_owned())),
        Found::None => Err(Fault::Unknown(column, text.to_owned())),
    }
}

fn outcome(took: Result<Took, Fault>) -> Outcome {
    match took {
        Ok(Took::New) => Outcome::New,
        Ok(Took::Changed) => Outcome::Changed,
        Ok(Took::Unchanged) => Outcome::Unchanged,
        Err(fault @ Fault::Differs(_)) => Outcome::Conflict(fault),
        Err(fault) => Outcome::Refused(fault),
    }
}

/// The cells of a row in one line.
fn said(cells: &[Cell]) -> String {
    let texts: Vec<Cow<'_, str>> = cells.iter().filter(|cell| !cell.is_blank()).map(Cell::text).collect();
    texts.join(" · ")
}

/// A row below a heading.
struct Line<'a> {
    source: &'a RecordSource,
    cells: &'a [Cell],
}

impl Line<'_> {
    /// What stands in a column, in plain characters but for what is written for people; empty if there is no such
    /// column.
    fn text(&self, column: Col) -> String {
        let at = self.source.columns.iter().position(|holds| *holds == Some(column));
        let Some(cell) = at.and_then(|at| self.cells.get(at)) else { return String::new() };
        if column.is_prose() { cell.text().trim().to_owned() } else { half_width(&cell.text()) }
    }

    /// What stands in a column that must be filled in.
    fn needed(&self, column: Col) -> Result<String, Fault> {
        let text = self.text(column);
        if text.is_empty() { Err(Fault::Blank(column)) } else { Ok(text) }
    }

    /// Whether it is no record: blank where columns are read, a sum, a signature, or the heading again.
    fn is_none(&self) -> bool {
        let read =
            self.source.columns.iter().zip(self.cells).filter(|(holds, cell)| holds.is_some() && !cell.is_blank());
        read.count() == 0 || super::roster::is_below_the_list(self.cells) || self.source.repeats_heading(self.cells)
    }
}

/// A record being compared with a row: blanks are filled, what says something else is told or overwritten.
#[derive(Default)]
struct Filling {
    overwrites: bool,
    has_filled: bool,
    differs: Vec<Col>,
}

impl Filling {
    fn new(overwrites: bool) -> Self {
        Self { overwrites, ..Self::default() }
    }

    /// Takes a value from the row if the field is blank or the row wins.
    fn fill<T: PartialEq>(&mut self, column: Col, own: &mut T, typed: Option<T>, is_blank: bool) {
        let Some(typed) = typed.filter(|typed| typed != own) else { return };
        if is_blank || self.overwrites {
            *own = typed;
            self.has_filled = true;
        } else {
            self.differs.push(column);
        }
    }

    fn text(&mut self, column: Col, own: &mut String, typed: &str) {
        let is_blank = own.is_empty();
        self.fill(column, own, Some(typed.to_owned()).filter(|typed| !typed.is_empty()), is_blank);
    }

    /// What came of it.
    fn end(self) -> Result<Took, Fault> {
        match (self.has_filled, self.differs.is_empty()) {
            (true, _) => Ok(Took::Changed),
            (false, true) => Ok(Took::Unchanged),
            (false, false) => Err(Fault::Differs(self.differs)),
        }
    }
}
