//! Which column of a list means what: by its heading, or by what stands in it.

use std::borrow::Cow;
use std::sync::Arc;

use super::read::cohort_of;
use crate::exchange::clean::{TypedDate, TypedIdNumber, date, half_width, id_number, name, phone, without_spaces};
use crate::exchange::heading::{self, Heading, Known, plain_heading};
use crate::exchange::table_file::{Cell, Row, Sheet};
use crate::exchange::tsv;
use crate::exchange::units::{Found, Units};
use crate::model::{BranchId, CohortId, TownshipId, Workspace};
use serde::{Deserialize, Serialize};

/// What a column can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    pub(super) fn of_heading(text: &str) -> Option<Self> {
        let plain = plain_heading(text)?;
        let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
        let is = |words: &[&str]| words.contains(&plain.as_str());
        if is(&["姓名", "名字", "学员姓名", "党员姓名", "人员姓名", "学员", "name"]) {
            Some(Self::Name)
        } else if is(&["性别", "sex", "gender"]) {
            Some(Self::Sex)
        } else if has(&["身份证", "身份号码", "证件号", "idnumber", "idcard"]) {
            Some(Self::IdNumber)
        } else if has(&["出生", "生日", "birth"]) {
            Some(Self::Birth)
        } else if has(&["电话", "手机", "联系方式", "phone", "mobile"]) {
            Some(Self::Phone)
        } else if is(&["乡镇", "镇乡", "街道", "镇街", "乡", "镇", "township"])
            || has(&["乡镇", "镇乡", "镇街", "所属街道"])
        {
            Some(Self::Township)
        } else if has(&["支部", "党组织", "单位", "所在村", "村社区", "branch"]) || is(&["村", "社区", "村名"])
        {
            Some(Self::Branch)
        } else if has(&["职务", "职位"]) || is(&["post"]) {
            Some(Self::Post)
        } else if has(&["培训对象", "类别", "cohort"]) || is(&["对象"]) {
            Some(Self::Cohort)
        } else if is(&["备注", "说明", "note", "notes", "remarks"]) {
            Some(Self::Note)
        } else {
            None
        }
    }
}

/// A list of people has a column of names, and another one unless it is nothing but names.
const KNOWN: Known<'static, RosterColumn> = Known {
    meaning: &RosterColumn::of_heading,
    is_one: &|columns, is_lonely| {
        columns.contains(&Some(RosterColumn::Name)) && (is_lonely || columns.iter().flatten().count() > 1)
    },
};

/// A list with the meaning of its columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// Its sheet; without a name for a pasted text.
    pub sheet: Arc<Sheet>,
    /// What each column means; `None`: it is not read. The user may change it.
    pub columns: Vec<Option<RosterColumn>>,
    /// What stands above each column; empty without a heading.
    pub headings: Vec<String>,
    /// The last row of the heading; `None` if there is none and the columns were guessed from what stands in them.
    pub heading: Option<usize>,
    /// The unit that the sheet's name or the lines above the heading speak of, for rows that name none.
    pub unit: ListUnit,
}

/// What a whole list is of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ListUnit {
    /// The township, if one is spoken of.
    pub township: Option<TownshipId>,
    /// The branch, if one is spoken of.
    pub branch: Option<BranchId>,
    /// The cohort, if one is spoken of.
    pub cohort: Option<CohortId>,
}

/// The cohort that a title such as 党员花名册 or 村支部书记名册 speaks of. Those who want to become members are none.
fn cohort_in_title(workspace: &Workspace, text: &str) -> Option<CohortId> {
    const OTHERS: [&str; 5] = ["积极分子", "发展对象", "非党员", "单位", ":"];
    if OTHERS.iter().any(|other| text.contains(other)) {
        return None;
    }
    cohort_of(workspace, text)
}

/// A guess looks at so many rows.
const GUESS_ROWS: usize = 50;

impl Table {
    /// Reads a pasted text and recognises its columns.
    pub fn read(text: &str, workspace: &Workspace) -> Self {
        Self::of_sheet(tsv::sheet(text), workspace)
    }

    /// Takes up a sheet of a file and recognises its columns.
    pub fn of_sheet(sheet: impl Into<Arc<Sheet>>, workspace: &Workspace) -> Self {
        let sheet = sheet.into();
        let n_columns = sheet.n_columns();
        let units = Units::new(workspace);
        let mut table = Self { sheet, ..Self::default() };
        match heading::find(&table.sheet.rows, n_columns, &KNOWN) {
            Some(heading) => table.put_heading(heading),
            None => table.columns = guessed(&table.sheet.rows, n_columns, &units, workspace),
        }
        table.unit = table.spoken_of(&units, workspace);
        table
    }

    /// Takes the row that looks most like a heading for one, where none names the column of names: the user says what
    /// its columns mean.
    pub fn take_likely_heading(&mut self) {
        let Some(heading) = heading::likely(&self.sheet.rows, self.sheet.n_columns(), &KNOWN) else { return };
        let guessed = std::mem::take(&mut self.columns);
        self.put_heading(heading);
        for (column, guess) in guessed.into_iter().enumerate() {
            if self.columns.get(column) == Some(&None) && !self.columns.contains(&guess) {
                self.columns[column] = guess;
            }
        }
    }

    fn put_heading(&mut self, heading: Heading<RosterColumn>) {
        self.heading = Some(heading.last);
        self.headings = heading.headings;
        self.columns = heading.columns;
    }

    /// The unit in the sheet's name, in a line such as `填报单位：魏城镇`, or in the title.
    fn spoken_of(&self, units: &Units, workspace: &Workspace) -> ListUnit {
        let above = &self.sheet.rows[..self.heading.unwrap_or(0)];
        let cells = above.iter().flat_map(|row| &row.cells).map(Cell::text);
        let mut texts: Vec<String> = vec![self.sheet.name.clone()];
        for text in cells.filter(|text| !text.is_empty()) {
            let plain = without_spaces(&text);
            let named = plain.split_once(':').filter(|(label, _)| label.contains("单位") || label.contains("乡镇"));
            texts.extend(named.map(|(_, unit)| unit.to_owned()));
            texts.push(plain);
        }
        let township = texts.iter().find_map(|text| units.township(text).one().or_else(|| units.named_in(text)));
        let branch = texts.iter().find_map(|text| units.branch(text, township).one());
        let cohort = texts.iter().find_map(|text| cohort_in_title(workspace, text));
        ListUnit { township, branch, cohort }
    }

    /// The cell of a row in the column with a meaning; empty if there is none.
    pub fn cell(&self, row: usize, column: RosterColumn) -> Cow<'_, str> {
        let position = self.columns.iter().position(|meaning| *meaning == Some(column));
        position.and_then(|i| self.sheet.rows.get(row)?.cells.get(i)).map_or(Cow::Borrowed(""), Cell::text)
    }

    /// Whether a column has this meaning.
    pub fn has(&self, column: RosterColumn) -> bool {
        self.columns.contains(&Some(column))
    }

    /// Gives a column a meaning; the column that had it before loses it.
    pub fn set_column(&mut self, column: usize, meaning: Option<RosterColumn>) {
        heading::set_meaning(&mut self.columns, column, meaning);
    }

    /// What tells this layout from others: its headings in order. Empty without a heading.
    pub fn layout(&self) -> String {
        heading::layout_of(&self.headings)
    }

    /// Whether a row is no person's: above the heading, the heading or its repetition, a sum, a signature, or blank
    /// in all columns that are read.
    pub fn is_skipped(&self, row: usize) -> bool {
        let cells = &self.sheet.rows[row].cells;
        if self.is_heading(row) || self.is_below_heading(row) || self.sheet.rows[row].is_blank() {
            return true;
        }
        let says_nothing = self.heading.is_some()
            && self.columns.iter().zip(cells).all(|(meaning, cell)| meaning.is_none() || cell.is_blank());
        says_nothing || is_below_the_list(cells) || self.repeats_heading(row)
    }

    /// Whether a row goes on explaining the columns right below the heading, as `男/女` and `年月` do: it names nobody and
    /// no unit, and holds nothing that lists hold.
    fn is_below_heading(&self, row: usize) -> bool {
        let is_blank = |column| self.cell(row, column).trim().is_empty();
        let who = [RosterColumn::Name, RosterColumn::Township, RosterColumn::Branch, RosterColumn::IdNumber];
        self.heading.is_some_and(|heading| row == heading + 1)
            && who.into_iter().all(is_blank)
            && !self.sheet.rows[row].cells.iter().any(heading::is_value)
    }

    fn repeats_heading(&self, row: usize) -> bool {
        let cell = self.cell(row, RosterColumn::Name);
        if cell.trim().is_empty() {
            // the lower row of a heading of several rows has nothing below 姓名
            let mut filled = self.columns.iter().zip(&self.sheet.rows[row].cells).filter(|(_, cell)| !cell.is_blank());
            return filled
                .all(|(meaning, cell)| meaning.is_some() && RosterColumn::of_heading(&cell.text()) == *meaning);
        }
        let is_name = RosterColumn::of_heading(&cell) == Some(RosterColumn::Name);
        is_name && (self.heading.is_some() || self.sheet.rows[row].cells.len() == 1)
    }

    /// Whether a row belongs to the title or the heading.
    pub(super) fn is_heading(&self, row: usize) -> bool {
        self.heading.is_some_and(|heading| row <= heading)
    }

    /// The only cell of a row that holds anything, if it stands outside the column of names: `一、铁炉村支部（23人）`.
    pub(super) fn caption(&self, row: usize) -> Option<String> {
        let mut filled = self.sheet.rows[row].cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank());
        let (column, cell) = filled.next()?;
        let is_name = self.columns.get(column).copied().flatten() == Some(RosterColumn::Name) && column > 0;
        if filled.next().is_some() || is_name || self.columns.len() < 2 {
            return None;
        }
        let plain = without_spaces(&cell.text());
        let plain =
            plain.strip_prefix('(').and_then(|rest| rest.split_once(')')).map_or(plain.as_str(), |(_, rest)| rest);
        let plain = plain.split('(').next().unwrap_or_default();
        let numbering = plain.find('、').filter(|at| *at <= 9).map_or(0, |at| at + '、'.len_utf8());
        Some(plain[numbering..].to_owned())
    }
}

/// Whether a row sums up, is signed, dated, or explains.
pub(in crate::exchange) fn is_below_the_list(cells: &[Cell]) -> bool {
    const WORDS: [&str; 17] = [
        "合计",
        "小计",
        "总计",
        "共计",
        "填表",
        "制表",
        "审核",
        "复核",
        "签字",
        "签章",
        "盖章",
        "填报",
        "经办",
        "注:",
        "备注:",
        "说明:",
        "单位负责人",
    ];
    let mut filled = cells.iter().filter(|cell| !cell.is_blank()).map(Cell::text);
    let first = filled.next().map(|text| without_spaces(&text)).unwrap_or_default();
    let is_alone = filled.next().is_none();
    let is_day = is_alone && first.contains('月') && matches!(date(&first, 2100), Some(TypedDate::Day(_)));
    if is_day || first.ends_with(':') || is_sum(&first) {
        return true;
    }
    cells.iter().filter(|cell| !cell.is_blank()).take(3).any(|cell| {
        let Cell::Text(text) = cell else { return false };
        let plain = without_spaces(text);
        WORDS.iter().any(|word| plain.starts_with(word)) || plain.starts_with('第') && plain.contains('页')
    })
}

/// `共3人`, `以上共 5 名`, `以上合计12人`
fn is_sum(plain: &str) -> bool {
    let rest = plain.trim_start_matches("以上").trim_start_matches(['共', '合', '总', '计', '有']);
    let number = rest.trim_end_matches(['人', '名', '个', '。']);
    rest.len() < plain.len() && !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn guessed(rows: &[Row], n_columns: usize, units: &Units, workspace: &Workspace) -> Vec<Option<RosterColumn>> {
    let mut columns: Vec<Option<RosterColumn>> = Vec::with_capacity(n_columns);
    for i in 0..n_columns {
        let cells = rows.iter().take(GUESS_ROWS).filter_map(|row| row.cells.get(i)).filter(|cell| !cell.is_blank());
        let cells: Vec<Cow<'_, str>> = cells.map(Cell::text).collect();
        let looks = |column: RosterColumn| {
            let n = cells.iter().filter(|cell| looks_like(column, cell, units, workspace)).count();
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
            phone(cell)
                .good()
                .is_some_and(|phone| phone.chars().filter(char::is_ascii_digit).count() >= 7 && n_chars != 8)
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
