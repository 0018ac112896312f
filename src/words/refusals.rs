//! Why something was refused: what happened and what to do.

use super::{Lang, records};
use crate::model::Refusal;
use crate::model::refusal::Field;

/// A refusal in one sentence or two.
pub fn refusal(lang: Lang, refusal: &Refusal) -> String {
    match lang {
        Lang::Zh => zh(refusal),
        Lang::En => en(refusal),
    }
}

/// The name of a field.
pub fn field(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Name => lang.pick("名称", "name"),
        Field::Title => lang.pick("班次名称", "title"),
        Field::District => lang.pick("区县名称", "district"),
        Field::Year => lang.pick("年度", "year"),
        Field::Places => lang.pick("名额", "places"),
        Field::HourTarget => lang.pick("学时目标", "hour target"),
        Field::Township => lang.pick("乡镇", "township"),
        Field::Branch => lang.pick("支部", "branch"),
        Field::Cohort => lang.pick("培训对象", "cohort"),
        Field::Venue => lang.pick("场地", "venue"),
        Field::Trainer => lang.pick("教师", "trainer"),
        Field::Course => lang.pick("课程", "course"),
        Field::Session => lang.pick("班次", "session"),
        Field::Person => lang.pick("人员", "person"),
        Field::Slot => lang.pick("时段", "half day"),
        Field::Topic => lang.pick("点题内容", "topic"),
        Field::Capacity => lang.pick("容纳人数", "capacity"),
        Field::Quota => lang.pick("名额分配", "quota"),
        Field::Hours => lang.pick("学时", "hours"),
        Field::Dates => lang.pick("日期", "dates"),
        Field::Period => lang.pick("起止日期", "period"),
        Field::Heads => lang.pick("人数", "heads"),
        Field::Planned => lang.pick("预算金额", "planned amount"),
        Field::Actual => lang.pick("实际金额", "actual amount"),
        Field::Ceiling => lang.pick("经费上限", "ceiling"),
        Field::Evidence => lang.pick("依据", "evidence"),
        Field::Reason => lang.pick("原因", "reason"),
        Field::Rate => lang.pick("综合定额", "comprehensive rate"),
        Field::Leave => lang.pick("请假上限", "leave limit"),
        Field::IdNumber => lang.pick("身份证号", "ID number"),
        Field::Phone => lang.pick("联系电话", "phone"),
        Field::CreditHour => lang.pick("学时分钟数", "minutes of a credit hour"),
        Field::Reduction => lang.pick("长班折扣", "reduction for long sessions"),
        Field::LectureFee => lang.pick("讲课费标准", "lecture fee"),
        Field::Away => lang.pick("同日离岗上限", "limit of people away"),
        Field::Filed => lang.pick("报送日期", "day of filing"),
        Field::Successor => lang.pick("并入单位", "successor"),
    }
}

fn zh(refusal: &Refusal) -> String {
    let name = |f: &Field| field(Lang::Zh, *f);
    match refusal {
        Refusal::Missing { table, key } => {
            format!("找不到{} {key}，可能已被删除。请刷新后重试", records::table(Lang::Zh, *table))
        }
        Refusal::Stale { table, key } => {
            format!("{} {key} 已被改动，这一步没有执行，数据未受影响", records::table(Lang::Zh, *table))
        }
        Refusal::Empty(field) => format!("请填写{}", name(field)),
        Refusal::Zero(field) => format!("{}不能为 0，请填写大于 0 的数", name(field)),
        Refusal::Negative(field) => format!("{}不能为负数", name(field)),
        Refusal::Reversed { first, last } => format!("结束日期 {last} 早于开始日期 {first}，请改正"),
        Refusal::YearOutOfRange(year) => format!("年度 {year} 超出范围，请填写四位年份，如 2012"),
        Refusal::DateOutOfRange(date) => format!("日期 {date} 与本年度相差太远，请检查年份"),
        Refusal::MinAboveMax { min, max } => format!("最少人数 {min} 大于最多人数 {max}，请改正"),
        Refusal::Dangling { field, id } => format!("引用的{} {id} 不存在", name(field)),
        Refusal::Twice { field, value } => format!("{}“{value}”重复", name(field)),
        Refusal::Itself(field) => format!("{}不能指向自身", name(field)),
        Refusal::Ring { field, one, other } => {
            format!("“{other}”已经并入“{one}”，不能再反过来合并，否则{}会绕成一圈；请先拆出", name(field))
        }
        Refusal::TwoPeople { one, other } => {
            format!("“{one}”与“{other}”的身份证号不同，是两个人，不能合并；若有一个写错，请先改正")
        }
        Refusal::TopicTaken { topic, session } => {
            format!("“{topic}”已排入“{session}”，不能并入别的点题；请先退回“已点题”")
        }
        Refusal::NotTaught { topic } => format!("“{topic}”还没有开讲，开讲以后才能答复点题人"),
        Refusal::NotEnrolled { person, session } => format!("{person} 不在“{session}”的学员名单中，请先加入名单"),
        Refusal::AlreadyEnrolled { person, session } => format!("{person} 已在“{session}”的学员名单中"),
        Refusal::NotInCohort { person } => format!("{person} 不属于本班次的培训对象，请先在人员页设置"),
        Refusal::NotTakingPart { person } => format!("{person} 已替训、退出或在候补中，不能登记考勤"),
        Refusal::Closed { session } => format!("“{session}”已归档，请先重新打开并说明原因"),
        Refusal::Marked { session, n } => {
            format!("“{session}”已有 {n} 条考勤，考勤记的是当天到课，不能整体改期；确需更正请到班次页改相应时段")
        }
        Refusal::Cancelled { session } => format!("“{session}”已取消，请先恢复为草稿"),
        Refusal::Held { session } => format!("“{session}”已经开班，名单请到班次的“学员”“考勤”里更正"),
        Refusal::Locked { session } => format!("“{session}”已锁定，请先解锁"),
        Refusal::NoSuchStep { from, to } => {
            format!("不能从“{}”改为“{}”", records::status(Lang::Zh, *from), records::status(Lang::Zh, *to))
        }
        Refusal::InUse { name, by, n } => {
            format!("“{name}”还被 {n} 条{}记录使用，不能删除；可以改为停用日期", records::table(Lang::Zh, *by))
        }
        Refusal::BadSerials { part } => format!("看不懂“{part}”，请按 1-18,20,23-40 的格式填写序号"),
        Refusal::NoSuchSerial { serial, last } => format!("没有序号 {serial}，最后一个序号是 {last}"),
        Refusal::Overlap { field, other } => {
            format!("{}与“{other}”在同一时期、同一层级都有规定，请先改其中一个的起止日期或适用层级", name(field))
        }
        Refusal::NoSuchDay { month, day } => format!("没有 {month} 月 {day} 日，请改正"),
        Refusal::TooMuch { field, amount, limit } => format!(
            "{} {} 元（{} 万元）超过一个班次的最大金额 {} 万元，请检查是不是把元和万元写混了",
            name(field),
            records::yuan(*amount),
            records::wan(*amount),
            records::wan(*limit)
        ),
        Refusal::Gone { name, on } => format!("“{name}”在 {on} 已经停用或还没有启用，请检查日期"),
        Refusal::YearClosed(year) => {
            format!("{year} 年度已结账封存，不能修改。确需更正，请到“设置 · 年终”写明原因后重新打开")
        }
        Refusal::ReadOnly => "工作区以只读方式打开，不能修改".to_owned(),
    }
}

fn en(refusal: &Refusal) -> String {
    let name = |f: &Field| field(Lang::En, *f);
    match refusal {
        Refusal::Missing { table, key } => {
            format!("There is no {} {key} any more; it may have been removed", records::table(Lang::En, *table))
        }
        Refusal::Stale { table, key } => {
            format!("The {} {key} has changed since, so nothing was done", records::table(Lang::En, *table))
        }
        Refusal::Empty(field) => format!("Please fill in the {}", name(field)),
        Refusal::Zero(field) => format!("The {} cannot be 0", name(field)),
        Refusal::Negative(field) => format!("The {} cannot be negative", name(field)),
        Refusal::Reversed { first, last } => format!("The end {last} comes before the beginning {first}"),
        Refusal::YearOutOfRange(year) => format!("The year {year} is out of range; type four digits, such as 2012"),
        Refusal::DateOutOfRange(date) => format!("The date {date} is far from the programme year; check the year"),
        Refusal::MinAboveMax { min, max } => format!("The least number {min} is above the most {max}"),
        Refusal::Dangling { field, id } => format!("The {} {id} does not exist", name(field)),
        Refusal::Twice { field, value } => format!("The {} “{value}” stands there twice", name(field)),
        Refusal::Itself(field) => format!("A {} cannot refer to itself", name(field)),
        Refusal::Ring { field, one, other } => {
            format!(
                "“{other}” is merged into “{one}” already: the {} would end up in itself. Take it out first",
                name(field)
            )
        }
        Refusal::TwoPeople { one, other } => {
            format!("“{one}” and “{other}” have different ID numbers and are two people; correct the wrong one first")
        }
        Refusal::TopicTaken { topic, session } => {
            format!("“{topic}” is taught in “{session}”; put it back among those asked for before merging it")
        }
        Refusal::NotTaught { topic } => format!("“{topic}” has not been taught yet, so there is nothing to tell"),
        Refusal::NotEnrolled { person, session } => {
            format!("{person} is not enrolled in “{session}”; enrol them first")
        }
        Refusal::AlreadyEnrolled { person, session } => format!("{person} is enrolled in “{session}” already"),
        Refusal::NotInCohort { person } => format!("{person} is in no cohort that this session is for"),
        Refusal::NotTakingPart { person } => format!("{person} was replaced, has withdrawn or is waiting"),
        Refusal::Closed { session } => format!("“{session}” is closed; reopen it first, with a reason"),
        Refusal::Marked { session, n } => {
            format!("“{session}” has {n} marks, which say who came on which day; correct its half days on its own page")
        }
        Refusal::Cancelled { session } => format!("“{session}” is cancelled; make it a draft again first"),
        Refusal::Held { session } => format!("“{session}” has begun; correct its list on the session's own page"),
        Refusal::Locked { session } => format!("“{session}” is locked; unlock it first"),
        Refusal::NoSuchStep { from, to } => {
            format!(
                "A session cannot go from {} to {}",
                records::status(Lang::En, *from),
                records::status(Lang::En, *to)
            )
        }
        Refusal::InUse { name, by, n } => {
            format!(
                "“{name}” is still used by {n} records ({}); give it an end date instead",
                records::table(Lang::En, *by)
            )
        }
        Refusal::BadSerials { part } => format!("“{part}” is no serial number; type 1-18,20,23-40"),
        Refusal::NoSuchSerial { serial, last } => format!("There is no row {serial}; the last one is {last}"),
        Refusal::Overlap { field, other } => format!(
            "“{other}” says something else of the {} for the same days and level; change the dates or the level of one",
            name(field)
        ),
        Refusal::NoSuchDay { month, day } => format!("There is no day {month}-{day}"),
        Refusal::TooMuch { field, amount, limit } => format!(
            "The {} of {} yuan is more than any session costs ({} yuan); check whether it was meant in yuan",
            name(field),
            records::yuan(*amount),
            records::yuan(*limit)
        ),
        Refusal::Gone { name, on } => format!("“{name}” does not exist on {on}; check the date"),
        Refusal::YearClosed(year) => {
            format!("The year {year} is closed; reopen it first, with a reason, under Settings · Year's end")
        }
        Refusal::ReadOnly => "This folder is open for reading only".to_owned(),
    }
}
