//! Tables of any kind that are imported together: what each holds, what all would do, and the one change.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Watch;
use super::learned::Learned;
use super::records::{self, Col, RecordOptions, RecordSource, RecordTable, What, records_watched};
use super::roster::{self, Counts, Previews, RosterColumn, RosterOptions, Source, Table};
use super::table_file::{Row, Sheet};
use crate::model::{Refusal, Workspace};

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holds {
    /// 名册: a list of people.
    People,
    /// Records of another kind.
    Records(What),
}

impl Holds {
    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        std::iter::once(Self::People).chain(What::ALL.map(Self::Records))
    }
}

/// What a column means, as the user says it; `None`: it is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// In a list of people.
    Person(Option<RosterColumn>),
    /// In another table.
    Record(Option<Col>),
}

/// A table with what was understood of it and decided about it.
#[derive(Clone, Debug, PartialEq)]
pub enum TableSource {
    /// A list of people.
    Roster(Source),
    /// Another table.
    Records(RecordSource),
}

impl TableSource {
    /// Takes a sheet for what it looks like, or for what a table of its layout was before. `None` if it looks like
    /// nothing that can be imported.
    pub fn recognised(sheet: &Arc<Sheet>, workspace: &Workspace, learned: &Learned) -> Option<Self> {
        let of = |holds| Self::of_sheet(holds, sheet, workspace, learned);
        if let Some(known) = Holds::all().map(of).find(|table| learned.knows(table)) {
            return Some(known);
        }
        match records::what_of(workspace, sheet) {
            Some(what) => Some(of(Holds::Records(what))),
            None => Some(of(Holds::People)).filter(Self::is_surely_people),
        }
    }

    /// Takes a sheet for a table of this kind, whatever it looks like.
    pub fn of_sheet(holds: Holds, sheet: &Arc<Sheet>, workspace: &Workspace, learned: &Learned) -> Self {
        match holds {
            Holds::People => {
                let table = Table::of_sheet(sheet.clone(), workspace);
                let mut source = Source { table, options: RosterOptions::default() };
                if source.table.heading.is_none() && source.table.columns.iter().flatten().count() < 2 {
                    source.table.take_likely_heading();
                }
                learned.prepare(&mut source);
                Self::Roster(source)
            }
            Holds::Records(what) => {
                let mut source = RecordSource::of_sheet(what, sheet.clone());
                learned.prepare_records(&mut source);
                Self::Records(source)
            }
        }
    }

    /// Whether it is a list of people by its heading, or without one by what only lists of people have.
    fn is_surely_people(&self) -> bool {
        const SURE: [RosterColumn; 4] =
            [RosterColumn::IdNumber, RosterColumn::Phone, RosterColumn::Sex, RosterColumn::Birth];
        self.is_understood()
            && self.roster().is_some_and(|Source { table, .. }| {
                let is_sure = table.heading.is_some() || SURE.into_iter().any(|column| table.has(column));
                is_sure && table.columns.iter().flatten().count() > 1
            })
    }

    /// What it is taken for.
    pub fn holds(&self) -> Holds {
        match self {
            Self::Roster(_) => Holds::People,
            Self::Records(source) => Holds::Records(source.what),
        }
    }

    /// Its sheet.
    pub fn sheet(&self) -> &Arc<Sheet> {
        match self {
            Self::Roster(source) => &source.table.sheet,
            Self::Records(source) => &source.sheet,
        }
    }

    /// The list of people; `None` if it is another table.
    pub fn roster(&self) -> Option<&Source> {
        match self {
            Self::Roster(source) => Some(source),
            Self::Records(_) => None,
        }
    }

    /// The other table; `None` if it is a list of people.
    pub fn records(&self) -> Option<&RecordSource> {
        match self {
            Self::Roster(_) => None,
            Self::Records(source) => Some(source),
        }
    }

    /// Whether its columns hold what such a table needs.
    pub fn is_understood(&self) -> bool {
        match self {
            Self::Roster(source) => source.table.has(RosterColumn::Name),
            Self::Records(source) => source.missing().is_empty(),
        }
    }

    /// Gives a column a meaning. What was decided about rows is forgotten, for they may say something else now.
    pub fn set_column(&mut self, column: usize, meaning: Meaning) {
        match (self, meaning) {
            (Self::Roster(source), Meaning::Person(meaning)) => {
                source.table.set_column(column, meaning);
                source.options.decisions.clear();
            }
            (Self::Records(source), Meaning::Record(meaning)) => source.set_column(column, meaning),
            (Self::Roster(_), Meaning::Record(_)) | (Self::Records(_), Meaning::Person(_)) => {}
        }
    }
}

/// Whether a sheet of a file of so many only sums up what the others list, by its name. It is imported if the user says
/// so.
pub fn sums_up(sheet: &Sheet, n_sheets: usize) -> bool {
    n_sheets > 1 && ["汇总", "统计", "合计"].iter().any(|word| sheet.name.contains(word))
}

/// Whether a sheet that was not recognised may be a table all the same, rather than a page of explanations.
pub fn may_be_a_table(sheet: &Sheet) -> bool {
    let is_wide = |row: &&Row| row.cells.iter().filter(|cell| !cell.is_blank()).count() > 1;
    sheet.rows.iter().filter(is_wide).count() > 1
}

/// What tables would do together, before they do anything.
#[derive(Clone, Debug)]
pub struct Together {
    /// The lists of people; tables that are none, or are left out, are empty here.
    pub rosters: Previews,
    /// The other tables, each at its place.
    pub records: Vec<Option<RecordTable>>,
    before: Workspace,
    after: Workspace,
}

impl Together {
    /// How many rows of a table would do what.
    pub fn counts_of(&self, table: usize) -> Counts {
        match self.records.get(table) {
            Some(Some(records)) => records.counts(),
            _ => Counts::of(self.rosters.tables.get(table).into_iter().flatten()),
        }
    }

    /// How many rows of all tables would do what.
    pub fn counts(&self) -> Counts {
        (0..self.records.len()).map(|table| self.counts_of(table)).sum()
    }

    /// The workspace as it would become.
    pub fn after(&self) -> &Workspace {
        &self.after
    }

    /// The change that is shown, for the workspace that it was worked out for.
    ///
    /// # Errors
    /// [`Refusal::Stale`] if the workspace is another one by now: what is shown is not what would come of it.
    pub fn adopt(&self, workspace: &Workspace) -> Result<Workspace, Refusal> {
        if workspace.is_same_version(&self.before) {
            return Ok(self.after.clone());
        }
        Err(Refusal::Stale { table: crate::model::TableName::Programme, key: String::new() })
    }
}

/// What tables would do to a workspace: the people first, then what names them. Tables that are `None` are left out.
/// `watch` hears how many rows were gone through and says whether to go on.
///
/// # Errors
/// The first fault that a record would have; `None` in it if it was not to go on.
pub fn together(
    workspace: &Workspace,
    tables: &[Option<&TableSource>],
    options: RecordOptions,
    day: NaiveDate,
    watch: Watch<'_>,
) -> Result<Together, Option<Refusal>> {
    let nothing = Source::default();
    let sources: Vec<&Source> =
        tables.iter().map(|table| table.and_then(TableSource::roster).unwrap_or(&nothing)).collect();
    let rosters = roster::previews_watched(workspace, &sources, day, watch).ok_or(None)?;
    let people = rosters.adopt(workspace, &sources)?;
    let n_read = sources.iter().map(|source| source.table.sheet.rows.len()).sum::<usize>();

    let others: Vec<(usize, &RecordSource)> =
        (0..).zip(tables).filter_map(|(at, table)| Some((at, table.as_ref()?.records()?))).collect();
    let sources: Vec<&RecordSource> = others.iter().map(|(_, source)| *source).collect();
    let found = records_watched(&people, &sources, options, day, &|n| watch(n_read + n)).ok_or(None)?;
    let after = found.after().clone();
    let mut records = vec![None; tables.len()];
    for ((at, _), table) in others.iter().zip(found.tables) {
        records[*at] = Some(table);
    }
    Ok(Together { rosters, records, before: workspace.clone(), after })
}
