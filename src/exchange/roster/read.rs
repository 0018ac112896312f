//! What a row of a pasted table says. Knows nobody who is there already.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::columns::{RosterColumn, Table};
use super::{CohortChoice, Doubt, RosterOptions, RowFault, UnitChoice, UnitText};
use crate::exchange::clean::{
    TypedDate, TypedIdNumber, date, half_width, id_number, is_nothing, name, phone, without_spaces,
};
use crate::exchange::units::{Found, Units};
use crate::model::{BranchId, CohortId, CohortKind, Sex, TownshipId, Workspace};

/// The youngest a person in a list is.
const LEAST_AGE: i32 = 16;
/// The most Chinese characters of a name without a middle dot.
const LONGEST_NAME: usize = 12;

/// What was understood of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterRow {
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: Option<Sex>,
    /// 身份证号, if it can be right; 18 characters.
    pub id_number: String,
    /// 出生日期
    pub birth: Option<NaiveDate>,
    /// Whether only the month of birth is known.
    pub is_month_only: bool,
    /// 联系电话
    pub phone: String,
    /// 支部
    pub branch: Option<BranchId>,
    /// 职务
    pub post: String,
    /// 培训对象
    pub cohorts: Vec<CohortId>,
    /// The cohort of somebody who stands in none, as the title of the list has it.
    pub usual_cohort: Option<CohortId>,
    /// 备注
    pub note: String,
}

impl RosterRow {
    /// The cohorts of somebody new.
    pub fn cohorts_of_new(&self) -> Vec<CohortId> {
        let usual = self.usual_cohort.filter(|_| self.cohorts.is_empty());
        self.cohorts.iter().copied().chain(usual).collect()
    }
}

/// What the rows read so far say about the rows below: units of merged cells, of which only the first row has the
/// text, and which unit each text means.
#[derive(Default)]
pub(super) struct Spread {
    pub township: String,
    pub branch: String,
    known: BTreeMap<(String, String), Result<BranchId, RowFault>>,
    last_unit: Arc<UnitText>,
}

impl Spread {
    /// The unit of the row read last, as it is written; rows below each other share it.
    pub fn unit(&mut self) -> Arc<UnitText> {
        if (&self.last_unit.township, &self.last_unit.branch) != (&self.township, &self.branch) {
            self.last_unit = Arc::new(UnitText { township: self.township.clone(), branch: self.branch.clone() });
        }
        self.last_unit.clone()
    }
}

pub(super) struct Reader<'a> {
    pub workspace: &'a Workspace,
    pub units: &'a Units,
    pub table: &'a Table,
    pub options: &'a RosterOptions,
}

impl Reader<'_> {
    /// What a row says and why it could not be taken for a new person; `None` if it is no person's.
    pub fn read(
        &self,
        row: usize,
        spread: &mut Spread,
        doubts: &mut Vec<Doubt>,
    ) -> Option<(RosterRow, Option<RowFault>)> {
        if self.table.is_heading(row) || self.is_caption(row, spread) || self.table.is_skipped(row) {
            return None;
        }
        let cell = |column| self.table.cell(row, column);
        let mut read = RosterRow::default();
        if self.table.sheet.rows[row].is_hidden {
            doubts.push(Doubt::Hidden);
        }
        let typed_name = cell(RosterColumn::Name);
        let clean = name(&typed_name);
        if clean.is_damaged {
            doubts.push(Doubt::DamagedName);
        } else if name_fault(&clean.name).is_none() && clean.name.chars().any(|c| c.is_ascii_digit()) {
            doubts.push(Doubt::OddName);
        }
        read.name = clean.name;
        read.note = half_width(&cell(RosterColumn::Note));
        if read.note.is_empty() && !matches!(clean.remark.as_str(), "男" | "女") {
            read.note.clone_from(&clean.remark);
        }
        read.sex = match without_spaces(&cell(RosterColumn::Sex)).as_str() {
            "男" | "M" | "m" => Some(Sex::Male),
            "女" | "F" | "f" => Some(Sex::Female),
            _ if clean.remark == "女" => Some(Sex::Female),
            _ => None,
        };
        self.read_birth(&cell(RosterColumn::Birth), &mut read, doubts);
        read_id_number(&cell(RosterColumn::IdNumber), &mut read, doubts);
        read_phone(&cell(RosterColumn::Phone), &mut read, doubts);
        read.post = half_width(&cell(RosterColumn::Post));
        if is_nothing(&read.post) {
            read.post.clear();
        }
        let fault = name_fault(&read.name);
        let unit = self.read_unit(row, spread, &mut read).err();
        let cohorts = self.read_cohorts(&cell(RosterColumn::Cohort), &mut read).err();
        Some((read, fault.or(unit).or(cohorts)))
    }

    /// Takes a line between the rows, such as `二、魏城镇`, for the unit of the rows below. Returns whether it was one.
    fn is_caption(&self, row: usize, spread: &mut Spread) -> bool {
        let Some(text) = self.table.caption(row).filter(|text| !text.is_empty()) else { return false };
        if self.units.township(&text).one().is_some() {
            spread.township = text;
            spread.branch.clear();
            return true;
        }
        let within = self.units.township(&spread.township).one().or(self.township_of_list());
        let is_branch = self.units.branch(&text, within).one().is_some();
        if is_branch {
            spread.branch = text;
        }
        is_branch
    }

    fn read_birth(&self, text: &str, read: &mut RosterRow, doubts: &mut Vec<Doubt>) {
        if is_nothing(text) {
            return;
        }
        let Some(typed) = date(text, self.workspace.programme.year - LEAST_AGE) else {
            doubts.push(Doubt::DateUnreadable(text.to_owned()));
            return;
        };
        match typed {
            TypedDate::Day(_) => {}
            TypedDate::Month(_) => doubts.push(Doubt::MonthOnly),
            TypedDate::JanuaryOrOctober(_) => doubts.push(Doubt::JanuaryOrOctober),
        }
        read.birth = Some(typed.first());
        read.is_month_only = !matches!(typed, TypedDate::Day(_));
    }

    fn read_unit(&self, row: usize, spread: &mut Spread, read: &mut RosterRow) -> Result<(), RowFault> {
        let township = self.table.cell(row, RosterColumn::Township);
        let branch = self.table.cell(row, RosterColumn::Branch);
        let (township, branch) = (township.trim(), branch.trim());
        if !township.is_empty() && township != spread.township {
            township.clone_into(&mut spread.township);
            spread.branch.clear();
        }
        if !branch.is_empty() {
            branch.clone_into(&mut spread.branch);
        }
        let key = (spread.township.clone(), spread.branch.clone());
        let unit = spread.known.entry(key).or_insert_with_key(|(township, branch)| self.unit(township, branch));
        if let Err(RowFault::UnknownBranch(text)) = unit
            && let Some((unit, post)) = split_post(text)
            && let Ok(branch) = self.unit(&spread.township, unit)
        {
            read.branch = Some(branch);
            if read.post.is_empty() {
                post.clone_into(&mut read.post);
            }
            return Ok(());
        }
        read.branch = Some(unit.clone()?);
        Ok(())
    }

    /// The branch that two texts mean; either may be empty.
    fn unit(&self, township: &str, branch: &str) -> Result<BranchId, RowFault> {
        let text = UnitText { township: township.to_owned(), branch: branch.to_owned() };
        match self.options.units.get(&text).copied() {
            Some(UnitChoice::Branch(branch)) => return Ok(branch),
            Some(UnitChoice::NewBranch(within)) => {
                let found = self.units.branch(branch, Some(within)).one();
                return found.ok_or_else(|| RowFault::UnknownBranch(branch.to_owned()));
            }
            Some(UnitChoice::Township(_)) | None => {}
        }
        let within = self.township_of(&text);
        if within.is_none() && !township.is_empty() {
            return Err(RowFault::UnknownTownship(township.to_owned()));
        }
        if branch.is_empty() {
            return self.options.branch.or(self.table.unit.branch).ok_or(RowFault::NoUnit);
        }
        let found = self.units.branch(branch, within);
        let found = match found {
            // what the title speaks of need not hold for every row
            Found::None if township.is_empty() => self.units.branch(branch, None),
            Found::One(_) | Found::Many(_) | Found::None => found,
        };
        match found {
            Found::One(branch) => Ok(branch),
            Found::Many(candidates) => Err(RowFault::AmbiguousBranch { text: branch.to_owned(), candidates }),
            Found::None => Err(RowFault::UnknownBranch(branch.to_owned())),
        }
    }

    /// The township of a unit: the one that the text names, as it is known or was chosen, or that of the whole table.
    pub fn township_of(&self, text: &UnitText) -> Option<TownshipId> {
        if text.township.is_empty() {
            return self.township_of_list();
        }
        let alone = UnitText { township: text.township.clone(), branch: String::new() };
        match self.options.units.get(&alone) {
            Some(UnitChoice::Township(township)) => Some(*township),
            Some(UnitChoice::Branch(_) | UnitChoice::NewBranch(_)) | None => self.units.township(&text.township).one(),
        }
    }

    fn township_of_list(&self) -> Option<TownshipId> {
        self.options.township.or(self.table.unit.township)
    }

    fn read_cohorts(&self, text: &str, read: &mut RosterRow) -> Result<(), RowFault> {
        let plain = without_spaces(text);
        for part in plain.split(['、', ',', ';', '/', '，', '；', '+']).filter(|part| !part.is_empty()) {
            let cohort = cohort_of(self.workspace, part).ok_or_else(|| RowFault::UnknownCohort(part.to_owned()))?;
            read.cohorts.push(cohort);
        }
        if read.cohorts.is_empty() {
            match (self.options.cohort, self.table.unit.cohort) {
                (CohortChoice::Is(cohort), _) => read.cohorts.push(cohort),
                (CohortChoice::OfTitle, Some(cohort)) if self.is_usual(cohort) => read.usual_cohort = Some(cohort),
                (CohortChoice::OfTitle, of_title) => read.cohorts.extend(of_title),
                (CohortChoice::None, _) => {}
            }
        }
        Ok(())
    }

    /// Whether people are in this cohort who are in no other.
    fn is_usual(&self, cohort: CohortId) -> bool {
        self.workspace.cohorts.get(cohort).is_some_and(|cohort| cohort.kind == CohortKind::Member)
    }
}

/// A unit and the post in it, as in a column of both: `铁炉村支部书记`.
fn split_post(text: &str) -> Option<(&str, &str)> {
    const POSTS: [&str; 14] = [
        "党总支书记",
        "党支部副书记",
        "党支部书记",
        "支部副书记",
        "支部书记",
        "总支书记",
        "副书记",
        "书记",
        "支部委员",
        "委员",
        "主任",
        "组长",
        "文书",
        "党员",
    ];
    let post = POSTS.into_iter().find(|post| text.ends_with(post))?;
    let unit = text[..text.len() - post.len()].trim_end();
    (!unit.is_empty()).then_some((unit, post))
}

/// The cohort that a text names, by name or by the word for its kind.
pub(in crate::exchange) fn cohort_of(workspace: &Workspace, text: &str) -> Option<CohortId> {
    let cohorts = || workspace.cohorts.iter();
    let named = cohorts().find(|cohort| cohort.name == text || cohort.short_name == text);
    let kind = match text {
        _ if text.contains("书记") => Some(CohortKind::Secretary),
        _ if text.contains("致富") || text.contains("带头人") => Some(CohortKind::Leader),
        _ if text.contains("党员") => Some(CohortKind::Member),
        _ => None,
    };
    named.or_else(|| cohorts().find(|cohort| Some(cohort.kind) == kind)).map(|cohort| cohort.id)
}

/// Why a text can be nobody's name.
fn name_fault(name: &str) -> Option<RowFault> {
    let number = name.trim_end_matches(['人', '名']);
    if name.is_empty() {
        Some(RowFault::NoName)
    } else if number.bytes().all(|byte| byte.is_ascii_digit()) {
        Some(RowFault::HeadCount(name.to_owned()))
    } else if is_no_name(name) {
        Some(RowFault::NotAName(name.to_owned()))
    } else {
        None
    }
}

/// Whether a text is a formula, signs only, or a whole sentence.
fn is_no_name(name: &str) -> bool {
    let is_sentence = name.chars().filter(|c| !c.is_ascii()).count() > LONGEST_NAME && !name.contains('·');
    !name.chars().any(|c| c.is_alphabetic() || matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}'))
        || name.starts_with(['=', '+', '-', '@', '#'])
        || is_sentence
}

fn read_phone(text: &str, read: &mut RosterRow, doubts: &mut Vec<Doubt>) {
    let typed = phone(text);
    read.phone = typed.numbers;
    if typed.is_lost {
        doubts.push(Doubt::PhoneLost);
    }
    if typed.is_local {
        doubts.push(Doubt::PhoneLocal);
    }
    doubts.extend(typed.odd.map(Doubt::PhoneOdd));
}

fn read_id_number(text: &str, read: &mut RosterRow, doubts: &mut Vec<Doubt>) {
    if is_nothing(text) {
        return;
    }
    match id_number(text) {
        TypedIdNumber::Good { number, birth, sex } => {
            let agrees = |typed: NaiveDate| typed == birth || read.is_month_only && is_same_month(typed, birth);
            if read.birth.is_some_and(|typed| !agrees(typed)) {
                doubts.push(Doubt::BirthNotInIdNumber);
            }
            doubts.retain(|doubt| !matches!(doubt, Doubt::MonthOnly | Doubt::JanuaryOrOctober));
            read.id_number = number;
            read.birth = Some(birth);
            read.is_month_only = false;
            read.sex = read.sex.or(Some(sex));
        }
        TypedIdNumber::Lost { birth } => {
            doubts.push(Doubt::IdNumberLost);
            read.birth = read.birth.filter(|_| !read.is_month_only).or(birth).or(read.birth);
            read.is_month_only &= birth.is_none();
        }
        TypedIdNumber::Bad => doubts.push(Doubt::IdNumberBad),
    }
}

pub(super) fn is_same_month(a: NaiveDate, b: NaiveDate) -> bool {
    use chrono::Datelike;
    (a.year(), a.month()) == (b.year(), b.month())
}
