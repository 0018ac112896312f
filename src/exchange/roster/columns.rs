//! Which column of a pasted table means what: by its heading, or by what stands in it.

use crate::exchange::clean::{TypedDate, TypedIdNumber, date, half_width, id_number, name, phone, without_spaces};
use crate::exchange::tsv;
use crate::exchange::units::{Found, Units};
use crate::model::Workspace;

/// What a column can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is named after what it holds")]
pub enum RosterColumn {
    Name,
    Sex,
    IdNumber,
    Birth,
    Phone,
    Township,
    Branch,
    Post,
    Cohort,
    Note,
}

impl RosterColumn {
    /// All meanings, in the order of a usual list.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Sex,
        Self::IdNumber,
        Self::Birth,
        Self::Phone,
        Self::Township,
        Self::Branch,
        Self::Post,
        Self::Cohort,
        Self::Note,
    ];

    /// The meaning of a heading, if it is one that lists use.
    fn of_heading(text: &str) -> Option<Self> {
        let plain = without_spaces(text).to_lowercase();
        let plain = plain.split(['(', ':']).next().unwrap_or_default().trim_matches('*');
        let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
        let is = |words: &[&str]| words.contains(&plain);
        if plain.is_empty() || plain.chars().count() > 14 {
            None
        } else if is(&["姓名", "名字", "学员姓名", "党员姓名", "学员", "name"]) {
            Some(Self::Name)
        } else if is(&["性别", "sex"]) {
            Some(Self::Sex)
        } else if has(&["身份证", "身份号码", "证件号", "id number"]) {
            Some(Self::IdNumber)
        } else if has(&["出生", "生日", "birth"]) {
            Some(Self::Birth)
        } else if has(&["电话", "手机", "联系方式", "phone"]) {
            Some(Self::Phone)
        } else if is(&["乡镇", "镇乡", "街道", "镇街", "乡", "镇", "township"])
            || has(&["乡镇", "镇乡", "镇街", "所属街道"])
        {
            Some(Self::Township)
        } else if has(&["支部", "党组织", "单位", "所在村", "村社区", "branch"]) || is(&["村", "社区", "村名"])
        {
            Some(Self::Branch)
        } else if is(&["职务", "党内职务", "现任职务", "职位", "post"]) {
            Some(Self::Post)
        } else if has(&["培训对象", "类别", "cohort"]) {
            Some(Self::Cohort)
        } else if is(&["备注", "说明", "note", "remarks"]) {
            Some(Self::Note)
        } else {
            None
        }
    }
}

/// A pasted table with the meaning of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its cells.
    pub rows: Vec<Vec<String>>,
    /// What each column means; `None`: it is not read. The user may change it.
    pub columns: Vec<Option<RosterColumn>>,
    /// The row of the heading; `None` if there is none and the columns were guessed from what stands in them.
    pub heading: Option<usize>,
}

/// A heading stands among the first rows, below a title at most.
const HEADING_WITHIN: usize = 10;
/// A guess looks at so many rows.
const GUESS_ROWS: usize = 50;

impl Table {
    /// Reads a pasted text and recognises its columns.
    pub fn read(text: &str, workspace: &Workspace) -> Self {
        let rows = tsv::parse(text);
        let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let heading = rows.iter().take(HEADING_WITHIN).position(|row| is_heading(row));
        let columns = match heading {
            Some(row) => of_headings(&rows[row], n_columns),
            None => guessed(&rows, n_columns, workspace),
        };
        Self { rows, columns, heading }
    }

    /// The cell of a row in the column with a meaning; empty if there is none.
    pub fn cell(&self, row: usize, column: RosterColumn) -> &str {
        let position = self.columns.iter().position(|meaning| *meaning == Some(column));
        position.and_then(|i| self.rows.get(row)?.get(i)).map_or("", String::as_str)
    }

    /// Whether a column has this meaning.
    pub fn has(&self, column: RosterColumn) -> bool {
        self.columns.contains(&Some(column))
    }

    /// Whether a row is no person's: above the heading, the heading or its repetition, a sum, or blank.
    pub fn is_skipped(&self, row: usize) -> bool {
        let cells = &self.rows[row];
        let is_sum = cells.iter().take(3).any(|cell| {
            let plain = without_spaces(cell);
            ["合计", "小计", "总计", "填表人", "制表人", "审核人"].iter().any(|word| plain.starts_with(word))
        });
        self.heading.is_some_and(|heading| row <= heading) || cells.is_empty() || is_sum || is_heading(cells)
    }
}

fn is_heading(row: &[String]) -> bool {
    let meanings: Vec<_> = row.iter().filter_map(|cell| RosterColumn::of_heading(cell)).collect();
    meanings.contains(&RosterColumn::Name) && (meanings.len() > 1 || row.len() == 1)
}

/// Of two columns with one meaning the first counts.
fn of_headings(headings: &[String], n_columns: usize) -> Vec<Option<RosterColumn>> {
    let mut columns: Vec<Option<RosterColumn>> = Vec::with_capacity(n_columns);
    for i in 0..n_columns {
        let meaning = headings.get(i).and_then(|heading| RosterColumn::of_heading(heading));
        columns.push(meaning.filter(|meaning| !columns.contains(&Some(*meaning))));
    }
    columns
}

fn guessed(rows: &[Vec<String>], n_columns: usize, workspace: &Workspace) -> Vec<Option<RosterColumn>> {
    let units = Units::new(workspace);
    let mut columns: Vec<Option<RosterColumn>> = Vec::with_capacity(n_columns);
    for i in 0..n_columns {
        let cells = rows.iter().take(GUESS_ROWS).filter_map(|row| row.get(i)).filter(|cell| !cell.is_empty());
        let cells: Vec<&str> = cells.map(String::as_str).collect();
        let looks = |column: RosterColumn| {
            let n = cells.iter().filter(|cell| looks_like(column, cell, &units, workspace)).count();
            !cells.is_empty() && 2 * n > cells.len()
        };
        // the surest signs first: a name looks like many other things
        let order = [
            RosterColumn::IdNumber,
            RosterColumn::Phone,
            RosterColumn::Sex,
            RosterColumn::Birth,
            RosterColumn::Cohort,
            RosterColumn::Township,
            RosterColumn::Branch,
            RosterColumn::Post,
            RosterColumn::Name,
        ];
        columns.push(order.into_iter().find(|column| !columns.contains(&Some(*column)) && looks(*column)));
    }
    columns
}

fn looks_like(column: RosterColumn, cell: &str, units: &Units, workspace: &Workspace) -> bool {
    let plain = without_spaces(cell);
    let n_chars = plain.chars().count();
    match column {
        RosterColumn::IdNumber => {
            matches!(n_chars, 15 | 18) && !matches!(id_number(cell), TypedIdNumber::Bad)
                || n_chars == 18 && plain.chars().take(17).all(|c| c.is_ascii_digit())
        }
        RosterColumn::Phone => {
            phone(cell).is_some_and(|phone| phone.chars().filter(char::is_ascii_digit).count() >= 7 && n_chars != 8)
                && plain.chars().all(|c| c.is_ascii_digit() || "-/、,.;".contains(c))
                && !matches!(date(cell, 2100), Some(TypedDate::Day(_)))
        }
        RosterColumn::Sex => plain == "男" || plain == "女",
        RosterColumn::Birth => date(cell, 2100).is_some() && n_chars >= 5,
        RosterColumn::Cohort => {
            workspace.cohorts.iter().any(|cohort| cohort.name == plain || cohort.short_name == plain)
        }
        RosterColumn::Township => units.township(cell) != Found::None && !plain.contains("支部"),
        RosterColumn::Branch => plain.ends_with("支部") || units.branch(cell, None) != Found::None,
        RosterColumn::Post => ["书记", "主任", "委员", "党员", "组长"].iter().any(|post| plain.ends_with(post)),
        RosterColumn::Name => {
            let name = name(cell).name;
            (2..=4).contains(&name.chars().count()) && name.chars().all(|c| !c.is_ascii()) || name.contains('·')
        }
        RosterColumn::Note => half_width(cell).len() > 30,
    }
}
