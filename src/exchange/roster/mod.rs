//! Lists of people from spreadsheets: which column means what, what each row would change, and the change.
//!
//! ```text
//! text or sheets → Table (columns recognised) → Preview (row by row, nothing changed) → Workspace (one edit)
//! ```
//!
//! Rows are read one after the other, table by table, against the workspace as the rows before would leave it, so that
//! a person who stands in several lists is added once. Only blanks are filled unless the user says otherwise; nothing
//! is deleted.

mod codes;
mod columns;
mod compare;
mod founded;
mod known;
mod read;
pub mod refused;
mod verdict;

pub(super) use columns::is_below_the_list;
pub use columns::{ListUnit, RosterColumn, Table};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::Watch;
use super::units::Units;
use crate::model::{Branch, BranchId, CohortId, Person, PersonId, Refusal, Township, TownshipId, Workspace};
use compare::Known;
pub use founded::name_in;
pub use known::{is_telling, row_key, whole_key};
pub use read::RosterRow;
pub(super) use read::cohort_of;
use read::{Reader, Spread};
pub use verdict::{Conflict, Decision, Doubt, Likeness, RowFault, Verdict};

/// What holds for all rows of a table that say nothing of their own, and what the user decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RosterOptions {
    /// The cohort of people whose row names none.
    pub cohort: CohortChoice,
    /// The township of people whose row names none; `None`: the one that the title speaks of.
    pub township: Option<TownshipId>,
    /// The branch of people whose row names none; `None`: the one that the title speaks of.
    pub branch: Option<BranchId>,
    /// The day from which new places in cohorts and branches hold; `None`: always have.
    pub since: Option<NaiveDate>,
    /// Whether what the rows say takes the place of what is known.
    pub overwrites: bool,
    /// What the user decided about conflicts, by row.
    pub decisions: BTreeMap<usize, Decision>,
    /// What the user said about units that are not known.
    pub units: BTreeMap<UnitText, UnitChoice>,
    /// Who rows were found to be in earlier imports, by [`row_key`].
    pub known_rows: BTreeMap<String, PersonId>,
    /// Rows of which it was said in earlier imports that what is known stays, by [`whole_key`].
    pub kept_rows: BTreeSet<String>,
}

/// The cohort of people whose row names none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CohortChoice {
    /// The one that the sheet's name or its title speaks of. Being an ordinary member is taken from there only for
    /// those who stand in no cohort at all, since a list of members names secretaries too.
    #[default]
    OfTitle,
    /// None.
    None,
    /// This one.
    Is(CohortId),
}

/// A unit as rows write it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct UnitText {
    /// The township; empty if the row names none.
    pub township: String,
    /// The branch; empty if the township itself is not known.
    pub branch: String,
}

/// What a text was said to mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitChoice {
    /// This township.
    Township(TownshipId),
    /// This branch.
    Branch(BranchId),
    /// A branch of this name that is to be founded in this township.
    NewBranch(TownshipId),
}

/// A row of a pasted table and what it would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviewRow {
    /// Its place in the table, from 0.
    pub row: usize,
    /// What it would do.
    pub verdict: Verdict,
    /// What deserves a look.
    pub doubts: Vec<Doubt>,
    /// What was understood; `None` for a row that was skipped.
    pub read: Option<RosterRow>,
    /// Whom it is about or would add.
    pub person: Option<PersonId>,
    /// The unit as it is written; `None` for a row that was skipped.
    pub unit: Option<Arc<UnitText>>,
    /// The township that the row names, else that of the whole table.
    pub township: Option<TownshipId>,
}

/// How many rows would do what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named after the verdict it counts")]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    pub conflicts: usize,
    pub refused: usize,
}

impl std::iter::Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            new: sum.new + one.new,
            changed: sum.changed + one.changed,
            unchanged: sum.unchanged + one.unchanged,
            conflicts: sum.conflicts + one.conflicts,
            refused: sum.refused + one.refused,
        })
    }
}

impl Counts {
    /// The rows that are people's.
    pub fn rows(&self) -> usize {
        self.new + self.changed + self.unchanged + self.conflicts + self.refused
    }

    /// How many of these rows would do what.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a PreviewRow>) -> Self {
        let mut counts = Self::default();
        for row in rows {
            match row.verdict {
                Verdict::New => counts.new += 1,
                Verdict::Changed { .. } => counts.changed += 1,
                Verdict::Unchanged { .. } => counts.unchanged += 1,
                Verdict::Conflict(_) => counts.conflicts += 1,
                Verdict::Refused(_) => counts.refused += 1,
                Verdict::Skipped => {}
            }
        }
        counts
    }
}

/// What a pasted table would do, before it does anything.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Its rows.
    pub rows: Vec<PreviewRow>,
    /// The workspace as it would become.
    after: Workspace,
}

impl Preview {
    /// How many rows would do what.
    pub fn counts(&self) -> Counts {
        Counts::of(&self.rows)
    }

    /// Whether the table would change anything.
    pub fn changes_anything(&self) -> bool {
        let counts = self.counts();
        counts.new + counts.changed > 0
    }
}

/// A table with what the user decided about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The table.
    pub table: Table,
    /// What was decided.
    pub options: RosterOptions,
}

/// What several tables would do together, before they do anything.
#[derive(Clone, Debug)]
pub struct Previews {
    /// The rows of each.
    pub tables: Vec<Vec<PreviewRow>>,
    /// People of the units and cohorts in the tables whom no row names. They stay as they are.
    pub missing: Vec<PersonId>,
    /// The workspace as it would become.
    after: Workspace,
}

impl Previews {
    /// How many rows of all tables would do what.
    pub fn counts(&self) -> Counts {
        Counts::of(self.tables.iter().flatten())
    }

    /// The workspace as it would become, with the names that units were said to have; `workspace` is the one that was
    /// looked at.
    ///
    /// # Errors
    /// The first fault that a person would have.
    pub(super) fn adopt(&self, workspace: &Workspace, sources: &[&Source]) -> Result<Workspace, Refusal> {
        adopt(workspace, &self.after, sources.iter().map(|source| &source.options))
    }
}

/// What tables would do to a workspace. `day` is the day to which posts, branches and cohorts refer.
pub fn previews(workspace: &Workspace, sources: &[Source], day: NaiveDate) -> Previews {
    let sources: Vec<&Source> = sources.iter().collect();
    let shown = previews_watched(workspace, &sources, day, &|_| true);
    shown.unwrap_or_else(|| Previews { tables: Vec::new(), missing: Vec::new(), after: workspace.clone() })
}

/// Rows between two questions whether to go on.
const ROWS_BETWEEN_LOOKS: usize = 500;

/// The same; `None` if it was not to go on.
pub(super) fn previews_watched(
    workspace: &Workspace,
    sources: &[&Source],
    day: NaiveDate,
    watch: Watch<'_>,
) -> Option<Previews> {
    let pairs: Vec<_> = sources.iter().map(|source| (&source.table, &source.options)).collect();
    previews_of(workspace, &pairs, day, watch)
}

fn previews_of(
    workspace: &Workspace,
    sources: &[(&Table, &RosterOptions)],
    day: NaiveDate,
    watch: Watch<'_>,
) -> Option<Previews> {
    let founded = founded::with_new_branches(workspace, sources.iter().map(|(_, options)| *options));
    let workspace = &founded;
    let units = Units::new(workspace);
    let mut known = Known::new(workspace, day);
    let mut touched = Touched::default();
    let mut named = Named::default();
    let mut tables = Vec::with_capacity(sources.len());
    let mut n_read = 0;
    for (number, (table, options)) in sources.iter().enumerate() {
        let reader = Reader { workspace, units: &units, table, options };
        let mut spread = Spread::default();
        let mut rows = Vec::with_capacity(table.sheet.rows.len());
        for row in 0..table.sheet.rows.len() {
            n_read += 1;
            if usize::is_multiple_of(n_read, ROWS_BETWEEN_LOOKS) && !watch(n_read) {
                return None;
            }
            let mut doubts = Vec::new();
            let read = reader.read(row, &mut spread, &mut doubts);
            let verdict = match &read {
                None => Verdict::Skipped,
                Some((read, Some(fault))) if known.needs_unit(read) => Verdict::Refused(fault.clone()),
                Some((read, fault)) => {
                    doubts.extend(fault.clone().map(Doubt::Left));
                    known.take(row, read, options, &mut doubts)
                }
            };
            let mut read = read.map(|(read, _)| read);
            if let Some(read) = read.as_mut().filter(|_| verdict == Verdict::New) {
                read.cohorts = read.cohorts_of_new();
            }
            let person = known.take_last();
            touched.hear(&verdict, read.as_ref(), person);
            doubts.extend(named.hear(&verdict, person, sources, (number, row)));
            let unit = read.is_some().then(|| spread.unit());
            let township = unit.as_ref().and_then(|unit| reader.township_of(unit));
            rows.push(PreviewRow { row, verdict, doubts, read, person, unit, township });
        }
        tables.push(rows);
    }
    let missing = touched.missing(workspace, day);
    Some(Previews { tables, missing, after: known.after })
}

/// Which rows have named whom: their tables and numbers.
#[derive(Default)]
struct Named(BTreeMap<PersonId, (usize, u32)>);

impl Named {
    /// Notes whom a row is about; says which row was about them before.
    fn hear(
        &mut self,
        verdict: &Verdict,
        person: Option<PersonId>,
        sources: &[(&Table, &RosterOptions)],
        (table, row): (usize, usize),
    ) -> Option<Doubt> {
        let person = person.filter(|_| !matches!(verdict, Verdict::Conflict(Conflict::OtherName { .. })))?;
        let sheet = |table: usize| &sources[table].0.sheet;
        if let Some((other, row)) = self.0.get(&person) {
            let (other, own) = (&sheet(*other).name, &sheet(table).name);
            let other = if other == own { String::new() } else { other.clone() };
            return Some(Doubt::SameAsRow { sheet: other, row: *row });
        }
        self.0.insert(person, (table, sheet(table).rows[row].number));
        None
    }
}

/// How many of these rows would add people who stand in no cohort, and so count nowhere.
pub fn n_without_cohort<'a>(rows: impl IntoIterator<Item = &'a PreviewRow>) -> usize {
    let is_without = |row: &&PreviewRow| {
        row.verdict == Verdict::New && row.read.as_ref().is_some_and(|read| read.cohorts.is_empty())
    };
    rows.into_iter().filter(is_without).count()
}

/// Which units, cohorts and people the rows speak of.
#[derive(Default)]
struct Touched {
    branches: BTreeSet<BranchId>,
    cohorts: BTreeSet<CohortId>,
    people: BTreeSet<PersonId>,
}

impl Touched {
    fn hear(&mut self, verdict: &Verdict, read: Option<&RosterRow>, person: Option<PersonId>) {
        self.people.extend(person);
        if let Verdict::Conflict(Conflict::SameName { candidates } | Conflict::Alike { candidates, .. }) = verdict {
            self.people.extend(candidates);
        }
        if let Some(read) = read {
            self.branches.extend(read.branch);
            self.cohorts.extend(&read.cohorts);
        }
    }

    /// The people on record in those units and cohorts whom no row names.
    fn missing(&self, workspace: &Workspace, day: NaiveDate) -> Vec<PersonId> {
        let is_meant = |person: &&Person| {
            person.is_here(day)
                && person.home_on(day).is_some_and(|home| self.branches.contains(&home))
                && (self.cohorts.is_empty() || person.cohorts_on(day).any(|cohort| self.cohorts.contains(&cohort)))
                && !self.people.contains(&person.id)
        };
        workspace.people.iter().filter(is_meant).map(|person| person.id).collect()
    }
}

/// What a table would do to a workspace. `day` is the day to which posts, branches and cohorts refer.
pub fn preview(workspace: &Workspace, table: &Table, options: &RosterOptions, day: NaiveDate) -> Preview {
    match previews_of(workspace, &[(table, options)], day, &|_| true) {
        Some(Previews { mut tables, after, .. }) => Preview { rows: tables.pop().unwrap_or_default(), after },
        None => Preview { rows: Vec::new(), after: workspace.clone() },
    }
}

/// Carries out what [`preview`] shows, against the workspace as it is now. Rows in conflict without a decision and
/// refused rows are left out.
///
/// # Errors
/// The first fault that a person would have.
pub fn import(
    workspace: &Workspace,
    table: &Table,
    options: &RosterOptions,
    day: NaiveDate,
) -> Result<Workspace, Refusal> {
    adopt(workspace, &preview(workspace, table, options, day).after, [options])
}

/// Carries out what [`previews`] shows, against the workspace as it is now, and teaches units the names that the user
/// said are theirs.
///
/// # Errors
/// The first fault that a person would have.
pub fn import_all(workspace: &Workspace, sources: &[Source], day: NaiveDate) -> Result<Workspace, Refusal> {
    previews(workspace, sources, day).adopt(workspace, &sources.iter().collect::<Vec<_>>())
}

fn adopt<'a>(
    workspace: &Workspace,
    after: &Workspace,
    options: impl IntoIterator<Item = &'a RosterOptions>,
) -> Result<Workspace, Refusal> {
    let changed = workspace.people.deltas(&after.people);
    let mut next = workspace.clone();
    next.ids = after.ids;
    next = next.with_all(founded::lived_in(workspace, after))?;
    // those who are known may speak of those who come
    let (new, known): (Vec<_>, Vec<_>) = changed.iter().partition(|delta| delta.before().is_none());
    for deltas in [new, known] {
        next = next.with_all(deltas.iter().filter_map(|delta| delta.after().cloned()))?;
    }
    for (text, choice) in options.into_iter().flat_map(|options| &options.units) {
        next = learn(&next, text, *choice)?;
    }
    Ok(next)
}

/// Gives a unit another name under which lists know it.
fn learn(workspace: &Workspace, text: &UnitText, choice: UnitChoice) -> Result<Workspace, Refusal> {
    let add = |aliases: &mut Vec<String>, alias: &String| {
        if !alias.is_empty() && !aliases.contains(alias) {
            aliases.push(alias.clone());
        }
    };
    match choice {
        UnitChoice::Township(id) => {
            let mut township: Township = workspace.find::<Township>(id)?.clone();
            add(&mut township.aliases, &text.township);
            workspace.with(township)
        }
        UnitChoice::Branch(id) => {
            let mut branch: Branch = workspace.find::<Branch>(id)?.clone();
            add(&mut branch.aliases, &text.branch);
            workspace.with(branch)
        }
        UnitChoice::NewBranch(_) => Ok(workspace.clone()),
    }
}
