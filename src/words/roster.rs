//! What is said of the rows of a pasted list: what they would do, why they cannot be taken, what deserves a look.

use chrono::NaiveDate;

use super::{Lang, duplicates, refusals};
use crate::exchange::roster::{Conflict, Doubt, Likeness, RosterColumn, RowFault};
use crate::model::refusal::Field;

/// The name of a column.
pub fn column(lang: Lang, column: RosterColumn) -> &'static str {
    match column {
        RosterColumn::Name => lang.pick("姓名", "name"),
        RosterColumn::Sex => lang.pick("性别", "sex"),
        RosterColumn::IdNumber => refusals::field(lang, Field::IdNumber),
        RosterColumn::Birth => lang.pick("出生日期", "date of birth"),
        RosterColumn::Phone => lang.pick("电话", "phone"),
        RosterColumn::Township => refusals::field(lang, Field::Township),
        RosterColumn::Branch => refusals::field(lang, Field::Branch),
        RosterColumn::Post => lang.pick("职务", "post"),
        RosterColumn::Cohort => refusals::field(lang, Field::Cohort),
        RosterColumn::Note => lang.pick("备注", "note"),
    }
}

/// Several columns.
pub fn columns(lang: Lang, columns: &[RosterColumn]) -> String {
    let names: Vec<&str> = columns.iter().map(|one| column(lang, *one)).collect();
    names.join(lang.pick("、", ", "))
}

/// What a row would fill in.
pub fn fills(lang: Lang, fields: &[RosterColumn]) -> String {
    let names = columns(lang, fields);
    lang.pick(format!("补充{names}"), format!("fills in {names}"))
}

/// Why a row cannot be taken, and what to do.
pub fn fault(lang: Lang, fault: &RowFault) -> String {
    match fault {
        RowFault::NoName => lang.pick("没有姓名", "no name").to_owned(),
        RowFault::HeadCount(text) => {
            lang.pick(format!("“{text}”是人数，不是姓名，请写名单"), format!("“{text}” is a number, not a name"))
        }
        RowFault::NotAName(text) => lang.pick(
            format!("“{text}”不像姓名，请写姓名，或删去这一行"),
            format!("“{text}” can be nobody's name; write one, or delete the row"),
        ),
        RowFault::NoUnit => lang.pick("没有写支部，请补上支部一列", "no branch; add a column of branches").to_owned(),
        RowFault::UnknownTownship(name) => lang.pick(
            format!("没有乡镇“{name}”，可在设置里新增或加别名"),
            format!("no township “{name}”; add it in the settings"),
        ),
        RowFault::UnknownBranch(name) => lang.pick(
            format!("没有支部“{name}”，可在设置里新增或加别名"),
            format!("no branch “{name}”; add it in the settings"),
        ),
        RowFault::AmbiguousBranch { text, candidates } => {
            let n = candidates.len();
            lang.pick(
                format!("“{text}”可能是 {n} 个支部，请写明乡镇"),
                format!("“{text}” may be {n} branches; name the township"),
            )
        }
        RowFault::Refused(refusal) => refusals::refusal(lang, refusal),
        RowFault::UnknownCohort(name) => lang.pick(format!("没有培训对象“{name}”"), format!("no cohort “{name}”")),
    }
}

/// Why the user has to decide.
pub fn conflict(lang: Lang, conflict: &Conflict) -> String {
    match conflict {
        Conflict::SameName { .. } => lang
            .pick("该支部已有同名的人，无法确定是否同一人", "someone of this name is in this branch already")
            .to_owned(),
        Conflict::Alike { candidates, like } => alike(lang, candidates.len(), like),
        Conflict::OtherName { name, .. } => {
            lang.pick(format!("身份证号与“{name}”相同，姓名不同"), format!("the ID number is that of “{name}”"))
        }
        Conflict::Differs { fields, .. } => {
            let names = columns(lang, fields);
            lang.pick(format!("{names}与现有不同"), format!("{names} differs from what is known"))
        }
    }
}

/// Who a row may be, what speaks for it, and what against.
fn alike(lang: Lang, n_candidates: usize, like: &Likeness) -> String {
    let Likeness { unit, name, birth, evidence } = like;
    let mut said: Vec<String> =
        evidence.iter().map(|evidence| duplicates::evidence(lang, *evidence).to_owned()).collect();
    if evidence.is_empty() {
        said.push(lang.pick("同一支部、姓名相同", "same name in the same branch").to_owned());
    }
    let other = |birth: &NaiveDate| {
        lang.pick(format!("出生日期不同（现有 {birth}）"), format!("another date of birth (known: {birth})"))
    };
    said.extend(birth.as_ref().map(other));
    let said = said.join(lang.pick("，", ", "));
    if n_candidates > 1 {
        return lang.pick(
            format!("可能与 {unit} 的 {name} 等 {n_candidates} 人中的一人相同：{said}"),
            format!("may be one of {n_candidates} such as {name} of {unit}: {said}"),
        );
    }
    lang.pick(format!("可能与 {unit} 的 {name} 是同一人：{said}"), format!("may be {name} of {unit}: {said}"))
}

/// Something that was left out or deserves a look.
pub fn doubt(lang: Lang, doubt: &Doubt) -> String {
    let plain = match doubt {
        Doubt::IdNumberLost => lang.pick("身份证号末几位已丢失，未采用", "ID number lost its last digits; left out"),
        Doubt::IdNumberBad => lang.pick("身份证号不正确，未采用", "ID number cannot be right; left out"),
        Doubt::PhoneLost => lang.pick("电话位数已丢失，未采用", "phone lost digits; left out"),
        Doubt::PhoneLocal => lang.pick("座机没有区号，请核对", "the landline has no area code"),
        Doubt::OddName => lang.pick("姓名里有数字，请核对", "there are digits in the name"),
        Doubt::PhoneOdd(text) => {
            return lang.pick(
                format!("电话“{text}”不像电话号码，未采用"),
                format!("“{text}” can be no phone number; left out"),
            );
        }
        Doubt::Left(fault) => {
            let why = self::fault(lang, fault);
            return lang.pick(format!("{why}；这一项未采用"), format!("{why}; left out"));
        }
        Doubt::SameAsRow { sheet, row } => {
            return match sheet.as_str() {
                "" => lang.pick(format!("与第 {row} 行是同一人"), format!("the same person as row {row}")),
                sheet => lang.pick(
                    format!("与“{sheet}”第 {row} 行是同一人"),
                    format!("the same person as row {row} of “{sheet}”"),
                ),
            };
        }
        Doubt::MonthOnly => lang.pick("出生只有年月，记为当月 1 日", "only the month of birth is known"),
        Doubt::JanuaryOrOctober => lang.pick("出生月份可能是 1 月或 10 月", "born in January or October"),
        Doubt::BirthNotInIdNumber => {
            lang.pick("出生日期与身份证号不符，以身份证号为准", "date of birth taken from the ID number")
        }
        Doubt::Hidden => lang.pick("这一行在表中是隐藏的", "the row is hidden in the file"),
        Doubt::DamagedName => lang.pick("姓名里有乱码，请核对", "a character of the name is damaged"),
        Doubt::DateUnreadable(text) => {
            return lang.pick(format!("看不懂日期“{text}”，未采用"), format!("date “{text}” left out"));
        }
        Doubt::Differs { field, text } => {
            let name = column(lang, *field);
            return lang.pick(
                format!("{name}与现有不同（表中“{text}”），未改动"),
                format!("{name} differs (“{text}”); left as it is"),
            );
        }
    };
    plain.to_owned()
}
