//! What is said of the rows of other tables than rosters: their columns, and why a row is not taken.

use super::{Lang, records, refusals};
use crate::exchange::records::{Col, Fault, Outcome, RecordRow, RowRemark, What};
use crate::exchange::tables::Holds;
use crate::model::{CostItem, Level, MarkKind, Mode};

/// What a table holds.
pub fn what(lang: Lang, what: What) -> &'static str {
    records::table(lang, what.table())
}

/// What a table holds, people among it.
pub fn holds(lang: Lang, holds: Holds) -> &'static str {
    match holds {
        Holds::People => lang.pick("人员名册", "people"),
        Holds::Records(what) => self::what(lang, what),
    }
}

/// The values that are understood in a column that takes only a few; `None` where anything can stand.
fn choices(lang: Lang, col: Col) -> Option<String> {
    let names: Vec<&str> = if col == Col::Item {
        CostItem::ALL.map(|item| records::cost_item(lang, item)).to_vec()
    } else if matches!(col, Col::Payer | Col::Level) {
        Level::ALL.map(|level| records::level(lang, level)).to_vec()
    } else if col == Col::Mode {
        Mode::ALL.map(|mode| records::mode(lang, mode)).to_vec()
    } else if col == Col::Mark {
        MarkKind::ALL.map(|kind| records::mark(lang, kind)).to_vec()
    } else {
        return None;
    };
    Some(names.join(lang.pick("、", ", ")))
}

/// The name of a column.
pub fn column(lang: Lang, column: Col) -> &'static str {
    match column {
        Col::Name => lang.pick("姓名或名称", "name"),
        Col::IdNumber => lang.pick("身份证号", "ID number"),
        Col::Phone => lang.pick("电话", "phone"),
        Col::Township => lang.pick("乡镇", "township"),
        Col::Branch => lang.pick("支部", "branch"),
        Col::Session => lang.pick("班次", "session"),
        Col::Date => lang.pick("日期", "date"),
        Col::Until => lang.pick("结束日期", "last day"),
        Col::Days => lang.pick("天数", "days"),
        Col::Minutes => lang.pick("学习时长", "minutes"),
        Col::Text => lang.pick("点题内容", "topic"),
        Col::Area => lang.pick("类别", "area"),
        Col::Item => lang.pick("费用项目", "item"),
        Col::Planned => lang.pick("预算金额", "planned amount"),
        Col::Actual => lang.pick("实际金额", "actual amount"),
        Col::Payer => lang.pick("承担单位", "payer"),
        Col::Unit => lang.pick("单位", "office"),
        Col::TrainerTitle => lang.pick("职称", "title"),
        Col::Subjects => lang.pick("专长", "subjects"),
        Col::Capacity => lang.pick("容纳人数", "capacity"),
        Col::DayRate => lang.pick("每天费用", "rate a day"),
        Col::Workday => lang.pick("放假或上班", "holiday or workday"),
        Col::Mode => lang.pick("培训方式", "mode"),
        Col::Level => lang.pick("级别", "level"),
        Col::Venue => lang.pick("地点", "venue"),
        Col::Cohorts => lang.pick("培训对象", "audience"),
        Col::Heads => lang.pick("人数", "heads"),
        Col::Purpose => lang.pick("内容", "purpose"),
        Col::Trainer => lang.pick("教师", "trainer"),
        Col::Mark => lang.pick("考勤", "mark"),
        Col::Note => lang.pick("备注", "note"),
    }
}

/// Several columns.
pub fn columns(lang: Lang, columns: impl IntoIterator<Item = Col>) -> String {
    let names: Vec<&str> = columns.into_iter().map(|one| column(lang, one)).collect();
    names.join(lang.pick("、", ", "))
}

/// Why a row is not taken, and what to do.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let name = |col: &Col| column(lang, *col);
    if let Fault::Unreadable(col, text) | Fault::Unknown(col, text) = fault
        && let Some(choices) = choices(lang, *col)
    {
        return lang.pick(
            format!("看不懂{}“{text}”，可以写：{choices}", name(col)),
            format!("{} “{text}” cannot be read; write one of: {choices}", name(col)),
        );
    }
    match fault {
        Fault::Blank(col) => lang.pick(format!("没有填{}", name(col)), format!("no {}", name(col))),
        Fault::Unreadable(col, text) => {
            lang.pick(format!("看不懂{}“{text}”", name(col)), format!("{} “{text}” cannot be read", name(col)))
        }
        Fault::Unknown(Col::Session, text) => lang.pick(
            format!("没有班次“{text}”，请改成已有班次的名称，或指定整张表是哪一期"),
            format!("no session “{text}”; write a known title, or say which session the table is of"),
        ),
        Fault::Unknown(col, text) => lang.pick(
            format!("没有{}“{text}”，可先在设置里新增，或改成已有的名称", name(col)),
            format!("no {} “{text}”; add it first or write a known name", name(col)),
        ),
        Fault::Ambiguous(col, text) => lang.pick(
            format!("{}“{text}”可能是几个，请写明乡镇、电话或编号", name(col)),
            format!("{} “{text}” may be several; add township, phone or id", name(col)),
        ),
        Fault::Differs(cols) => {
            let names = columns(lang, cols.iter().copied());
            lang.pick(format!("{names}与现有不同，未改动"), format!("{names} differs; left as it is"))
        }
        Fault::LikelyYuan(col, text) => lang.pick(
            format!("{}“{text}”万元太大，可能是元，请核对单位", name(col)),
            format!("{} “{text}” ten thousand yuan is likely yuan; check the unit", name(col)),
        ),
        Fault::Short { minutes, needed } => lang.pick(
            format!("学习 {minutes} 分钟，不足 {needed} 分钟，未记到课"),
            format!("{minutes} minutes learned of {needed}; not marked"),
        ),
        Fault::NoSession => lang
            .pick(
                "没有写是哪一期班次，请选定（命令行用 --session）",
                "no session; say which (on the command line: --session)",
            )
            .to_owned(),
        Fault::NotOnSheet(name) => lang.pick(
            format!("“{name}”不在名单里，请写明单位（乡镇·支部），或在考勤页用“临时参加”登记"),
            format!("“{name}” is not on the list; write the unit, or add them as a walk-in"),
        ),
        Fault::NotOnRecord { name, unit } => lang.pick(
            format!("{unit}没有“{name}”这个人，请核对姓名和单位；确有其人的，先在人员页新增"),
            format!("there is no “{name}” in {unit}; check both, or add the person first"),
        ),
        Fault::OtherName { typed, known } => lang.pick(
            format!("这一行的编号是“{known}”的，姓名写的是“{typed}”；替训的请先在学员页登记，写错的请改正"),
            format!(
                "the id of the row is that of “{known}”, the name says “{typed}”; note who stood in, or correct it"
            ),
        ),
        Fault::NoMark(name) => lang.pick(
            format!("“{name}”写了名字但没有签到，请填 到 或 缺，或删去这一行"),
            format!("“{name}” is written but not marked; mark them or delete the row"),
        ),
        Fault::OpenSign(sign) => lang.pick(
            format!("“{sign}”在各单位含义不同，请选定它在这张表里是什么意思"),
            format!("“{sign}” means something else in each office; say what it means here"),
        ),
        Fault::UnsureMark(text) => lang.pick(
            format!("“{text}”不能证明本人到课，请核实后填 到、补 或 缺"),
            format!("“{text}” does not show that the person came; check, and write what is true"),
        ),
        Fault::NoSlot(text) => {
            lang.pick(format!("班次在“{text}”没有课"), format!("the session has no half day on “{text}”"))
        }
        Fault::Refused(refusal) => refusals::refusal(lang, refusal),
    }
}

/// What is said of a row: what deserves a look, or why it is not taken; empty if there is nothing to say.
pub fn row(lang: Lang, row: &RecordRow) -> String {
    let remark = row.remark.map(|remark| self::remark(lang, remark).to_owned());
    let why = Some(outcome(lang, &row.outcome)).filter(|why| !why.is_empty());
    remark.into_iter().chain(why).collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// What deserves a look in a row that is taken.
pub fn remark(lang: Lang, remark: RowRemark) -> &'static str {
    match remark {
        RowRemark::WalkIn => lang.pick("不在名单里，按临时参加登记", "not on the list; becomes a walk-in"),
        RowRemark::ByName => lang.pick("没有编号，按姓名和单位对应", "without id; found by name and unit"),
    }
}

/// Why a row is not taken; empty if there is nothing to say.
pub fn outcome(lang: Lang, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Conflict(why) | Outcome::Refused(why) => fault(lang, why),
        Outcome::New | Outcome::Changed | Outcome::Unchanged => String::new(),
    }
}
