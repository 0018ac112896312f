//! What a row of a pasted table says. Knows nobody who is there already.

use chrono::NaiveDate;

use super::columns::{RosterColumn, Table};
use super::{Doubt, RosterOptions, RowFault};
use crate::exchange::clean::{TypedDate, TypedIdNumber, date, half_width, id_number, name, phone, without_spaces};
use crate::exchange::units::{Found, Units};
use crate::model::{BranchId, CohortId, CohortKind, Sex, Workspace};

/// The youngest a person in a list is.
const LEAST_AGE: i32 = 16;

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
    /// 备注
    pub note: String,
}

/// Units of merged cells: only the first row of several has the text.
#[derive(Default)]
pub(super) struct Spread {
    township: String,
    branch: String,
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
        if self.table.is_skipped(row) {
            return None;
        }
        let cell = |column| self.table.cell(row, column);
        let mut read = RosterRow::default();
        let clean = name(cell(RosterColumn::Name));
        if clean.is_damaged {
            doubts.push(Doubt::DamagedName);
        }
        read.name = clean.name;
        read.note = half_width(cell(RosterColumn::Note));
        if read.note.is_empty() && !matches!(clean.remark.as_str(), "男" | "女") {
            read.note.clone_from(&clean.remark);
        }
        read.sex = match without_spaces(cell(RosterColumn::Sex)).as_str() {
            "男" | "M" | "m" => Some(Sex::Male),
            "女" | "F" | "f" => Some(Sex::Female),
            _ if clean.remark == "女" => Some(Sex::Female),
            _ => None,
        };
        self.read_birth(cell(RosterColumn::Birth), &mut read, doubts);
        read_id_number(cell(RosterColumn::IdNumber), &mut read, doubts);
        match phone(cell(RosterColumn::Phone)) {
            Some(phone) => read.phone = phone,
            None => doubts.push(Doubt::PhoneLost),
        }
        read.post = half_width(cell(RosterColumn::Post));
        let fault = self.read_unit(row, spread, &mut read).err();
        let fault = fault.or(self.read_cohorts(cell(RosterColumn::Cohort), &mut read).err());
        if read.name.is_empty() {
            return Some((read, Some(RowFault::NoName)));
        }
        Some((read, fault))
    }

    fn read_birth(&self, text: &str, read: &mut RosterRow, doubts: &mut Vec<Doubt>) {
        if text.is_empty() {
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
        let township = self.table.cell(row, RosterColumn::Township).trim();
        let branch = self.table.cell(row, RosterColumn::Branch).trim();
        let same_township = township.is_empty() || township == spread.township;
        if !same_township {
            township.clone_into(&mut spread.township);
            spread.branch.clear();
        }
        if !branch.is_empty() {
            branch.clone_into(&mut spread.branch);
        }
        let within = match self.units.township(&spread.township) {
            _ if spread.township.is_empty() => None,
            Found::One(township) => Some(township),
            Found::Many(_) | Found::None => return Err(RowFault::UnknownTownship(spread.township.clone())),
        };
        if spread.branch.is_empty() {
            read.branch = self.options.branch;
            return if read.branch.is_some() { Ok(()) } else { Err(RowFault::NoUnit) };
        }
        match self.units.branch(&spread.branch, within) {
            Found::One(branch) => {
                read.branch = Some(branch);
                Ok(())
            }
            Found::Many(candidates) => Err(RowFault::AmbiguousBranch { text: spread.branch.clone(), candidates }),
            Found::None => Err(RowFault::UnknownBranch(spread.branch.clone())),
        }
    }

    fn read_cohorts(&self, text: &str, read: &mut RosterRow) -> Result<(), RowFault> {
        let plain = without_spaces(text);
        for part in plain.split(['、', ',', ';', '/', '，', '；', '+']).filter(|part| !part.is_empty()) {
            let cohort = self.cohort(part).ok_or_else(|| RowFault::UnknownCohort(part.to_owned()))?;
            read.cohorts.push(cohort);
        }
        if read.cohorts.is_empty() {
            read.cohorts.extend(self.options.cohort);
        }
        Ok(())
    }

    fn cohort(&self, text: &str) -> Option<CohortId> {
        let cohorts = || self.workspace.cohorts.iter();
        let named = cohorts().find(|cohort| cohort.name == text || cohort.short_name == text);
        let kind = match text {
            _ if text.contains("书记") => Some(CohortKind::Secretary),
            _ if text.contains("致富") || text.contains("带头人") => Some(CohortKind::Leader),
            _ if text.contains("党员") => Some(CohortKind::Member),
            _ => None,
        };
        named.or_else(|| cohorts().find(|cohort| Some(cohort.kind) == kind)).map(|cohort| cohort.id)
    }
}

fn read_id_number(text: &str, read: &mut RosterRow, doubts: &mut Vec<Doubt>) {
    if text.is_empty() {
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
        TypedIdNumber::Lost => doubts.push(Doubt::IdNumberLost),
        TypedIdNumber::Bad => doubts.push(Doubt::IdNumberBad),
    }
}

pub(super) fn is_same_month(a: NaiveDate, b: NaiveDate) -> bool {
    use chrono::Datelike;
    (a.year(), a.month()) == (b.year(), b.month())
}
