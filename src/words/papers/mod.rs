//! The texts on papers. Papers are Chinese unless someone asks for English.

pub mod official;

use chrono::{Datelike, NaiveDate};

use super::{Lang, refusals};
use crate::exchange::PaperError;
use crate::exchange::paper_texts::PaperTexts;
use crate::exchange::papers::{Format, Kind, RowTable};
use crate::exchange::template::{TemplateError, Unknown};
use crate::model::{DateSpan, Half};

/// Chinese.
pub const ZH: PaperTexts = PaperTexts {
    attendance_title: |title| format!("{title}学员签到表"),
    time: "时间：",
    place: "地点：",
    organiser: "主办：",
    trainer: "授课：",
    by_timetable: "按课程表",
    and: "、",
    days: zh_days,
    day: |date, with_month| {
        if with_month { format!("{}月{}日", date.month(), date.day()) } else { format!("{}日", date.day()) }
    },
    half: |half| match half {
        Half::Morning => "上午",
        Half::Afternoon => "下午",
    },
    serial: "序号",
    name: "姓名",
    unit: "单位（乡镇 · 支部）",
    post: "职务",
    phone: "联系电话",
    signature: "签名",
    remark: "备注",
    id: "编号",
    replaced: "替",
    not_due: "—",
    replaced_by: |name| format!("由{name}替训"),
    stands_in_for: |name| format!("替{name}"),
    walk_in: "临时参加",
    totals: |n| format!("应到 {n} 人　实到____人　请假____人　缺席____人"),
    keeper: "考勤员：",
    leader: "带队人：",
    page_of: "第 &P 页/共 &N 页",
    no_unit: "单位未定",
    sheet: "签到表",
};

/// English.
pub const EN: PaperTexts = PaperTexts {
    attendance_title: |title| format!("{title}: attendance sheet"),
    time: "Time: ",
    place: "Place: ",
    organiser: "Organiser: ",
    trainer: "Trainer: ",
    by_timetable: "see the timetable",
    and: ", ",
    days: en_days,
    day: |date, with_month| date.format(if with_month { "%-d %b" } else { "%-d" }).to_string(),
    half: |half| match half {
        Half::Morning => "a.m.",
        Half::Afternoon => "p.m.",
    },
    serial: "No.",
    name: "Name",
    unit: "Unit (township · branch)",
    post: "Post",
    phone: "Phone",
    signature: "Signature",
    remark: "Remarks",
    id: "Id",
    replaced: "repl.",
    not_due: "—",
    replaced_by: |name| format!("replaced by {name}"),
    stands_in_for: |name| format!("for {name}"),
    walk_in: "walk-in",
    totals: |n| format!("Expected {n}   present ____   on leave ____   absent ____"),
    keeper: "Kept by: ",
    leader: "Leader: ",
    page_of: "Page &P of &N",
    no_unit: "Unit unknown",
    sheet: "Attendance",
};

/// The texts of a language.
pub fn texts(lang: Lang) -> &'static PaperTexts {
    lang.pick(&ZH, &EN)
}

/// Days as [`PaperTexts::days`] writes them, without a year.
pub fn without_year(lang: Lang, days: &str, year: i32) -> String {
    days.replace(&lang.pick(format!("{year}年"), format!(" {year}")), "")
}

/// What a paper is called.
pub fn kind(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Attendance => lang.pick("签到表", "Attendance sheet"),
        Kind::Quota => lang.pick("名额分配表", "Seats by township"),
        Kind::Notice => lang.pick("培训通知", "Notice"),
        Kind::Timetable => lang.pick("日程表", "Timetable"),
        Kind::Plan => lang.pick("年度培训计划表", "Annual plan"),
        Kind::Ledger => lang.pick("培训台账", "Ledger"),
        Kind::Certificate => lang.pick("学时证明、结业证书", "Certificates"),
        Kind::Settlement => lang.pick("经费决算表", "Settlement"),
        Kind::Annual => lang.pick("年度执行情况表", "Annual report"),
        Kind::Coverage => lang.pick("覆盖率报表", "Coverage"),
        Kind::Calendar => lang.pick("培训日程", "Calendar"),
        Kind::Dashboard => lang.pick("总览看板", "Dashboard"),
        Kind::Rows => lang.pick("原始数据", "Raw rows"),
        Kind::Package => lang.pick("全套材料", "Package"),
        Kind::Unconfirmed => lang.pick("未回执名单", "Not yet confirmed"),
    }
}

/// What a paper is called in the name of its file, behind what it is about.
pub fn kind_file(lang: Lang, kind: Kind) -> String {
    match (kind, lang) {
        (Kind::Attendance, Lang::Zh) => "学员签到表".to_owned(),
        // what they are the papers of ends in 年度 already
        (Kind::Plan, Lang::Zh) => "培训计划表".to_owned(),
        (Kind::Annual, Lang::Zh) => "培训执行情况表".to_owned(),
        (_, Lang::Zh) => self::kind(lang, kind).replace('、', ""),
        (_, Lang::En) => format!(" {}", self::kind(lang, kind).to_lowercase()),
    }
}

/// What a format is called.
pub fn format(lang: Lang, format: Format) -> &'static str {
    match format {
        Format::Xlsx => lang.pick("表格 xlsx", "Spreadsheet (xlsx)"),
        Format::Pdf => "PDF",
        Format::Csv => lang.pick("文本表格 csv", "Plain rows (csv)"),
        Format::Ics => lang.pick("手机日历 ics", "Phone calendar (ics)"),
        Format::Png => lang.pick("图片 png", "Picture (png)"),
        Format::Txt => lang.pick("群发文字 txt", "Text (txt)"),
    }
}

/// What raw rows are called.
pub fn row_table(lang: Lang, table: RowTable) -> &'static str {
    match table {
        RowTable::People => lang.pick("人员", "People"),
        RowTable::Sessions => lang.pick("班次", "Sessions"),
        RowTable::Marks => lang.pick("考勤", "Marks"),
        RowTable::Costs => lang.pick("经费", "Costs"),
    }
}

/// The headings of raw rows.
pub fn row_heads(lang: Lang, table: RowTable) -> &'static [&'static str] {
    match table {
        RowTable::People => lang.pick(
            &[
                "编号",
                "姓名",
                "性别",
                "出生日期",
                "身份证号",
                "联系电话",
                "乡镇",
                "支部",
                "职务",
                "培训对象",
                "应训",
                "已训",
                "已学分钟",
                "目标分钟",
                "免训",
                "流动",
            ],
            &[
                "id",
                "name",
                "sex",
                "birth",
                "id number",
                "phone",
                "township",
                "branch",
                "post",
                "cohorts",
                "due",
                "trained",
                "minutes",
                "target minutes",
                "exempt",
                "away",
            ],
        ),
        RowTable::Sessions => lang.pick(
            &[
                "编号",
                "班次",
                "状态",
                "形式",
                "级别",
                "主办乡镇",
                "地点",
                "开始",
                "结束",
                "半天数",
                "分钟",
                "培训对象",
                "计划人数",
                "名单人数",
                "到课人数",
                "另登记人数",
                "已支出（元）",
            ],
            &[
                "id",
                "session",
                "status",
                "form",
                "level",
                "township",
                "place",
                "first day",
                "last day",
                "half days",
                "minutes",
                "cohorts",
                "capacity",
                "enrolled",
                "attended",
                "counted",
                "spent (yuan)",
            ],
        ),
        RowTable::Marks => lang.pick(
            &["班次编号", "班次", "人员编号", "姓名", "乡镇", "日期", "时段", "考勤", "计学分钟"],
            &["session id", "session", "person id", "name", "township", "date", "half", "mark", "minutes"],
        ),
        RowTable::Costs => lang.pick(
            &["编号", "班次", "项目", "承担级别", "承担乡镇", "日期", "预算（元）", "实际（元）", "备注"],
            &["id", "session", "item", "payer", "township", "date", "budget (yuan)", "actual (yuan)", "note"],
        ),
    }
}

/// Yes in a column of raw rows.
pub fn yes(lang: Lang) -> &'static str {
    lang.pick("是", "yes")
}

/// That a PDF has no shapes for some characters, and what to do. Private characters are told by their numbers, since
/// they would look empty here as well.
pub fn missing(lang: Lang, characters: &str) -> String {
    let name = |c: char| match c {
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => format!("U+{:04X} ", u32::from(c)),
        _ => c.to_string(),
    };
    let names: String = characters.chars().map(name).collect();
    let names = names.trim_end();
    lang.pick(
        format!("PDF 里“{names}”在本机的字体中没有字形，印成了〓（仍可搜索）；要印出来请改用 xlsx，由 WPS 打印"),
        format!("The PDF prints 〓 for {names}, which no font of this machine has; print the xlsx instead"),
    )
}

/// The placeholder of a paper's title.
pub fn title_name(lang: Lang) -> &'static str {
    lang.pick("标题", "title")
}

/// Why an office's own form cannot be filled, and what could stand in it.
fn form_error(lang: Lang, error: &TemplateError) -> String {
    match error {
        TemplateError::Unreadable(detail) => lang.pick(
            format!("模板读不出来，请用 WPS 或 Excel 另存为 xlsx 后重试（{detail}）"),
            format!("The form cannot be read; save it as xlsx again ({detail})"),
        ),
        TemplateError::TooLarge => {
            lang.pick("模板解压后超过 64 MB，没有采用", "The form is larger than 64 MB unpacked").to_owned()
        }
        TemplateError::TwoRows { sheet, row } => lang.pick(
            format!("模板“{sheet}”第 {row} 行也含有名单占位符；每张表只能有一行重复"),
            format!("Row {row} of “{sheet}” repeats too; only one row of a sheet can"),
        ),
        TemplateError::Unknown { unknown, known } => {
            let place = |one: &Unknown| format!("{}!{} {{{{{}}}}}", one.sheet, one.cell, one.name);
            let and = lang.pick("、", ", ");
            let places = unknown.iter().map(place).collect::<Vec<_>>().join(and);
            let known = known.join(and);
            lang.pick(
                format!("模板里有这张表没有的占位符：{places}。可以用：{known}"),
                format!("The form has placeholders that this paper does not have: {places}. It has: {known}"),
            )
        }
    }
}

/// Why a paper cannot be made.
pub fn error(lang: Lang, error: &PaperError) -> String {
    match error {
        PaperError::Refused(reason) => refusals::refusal(lang, reason),
        PaperError::NeedsSession(kind) => {
            let name = self::kind(lang, *kind);
            lang.pick(
                format!("“{name}”是某一期的材料，请先选定班次（命令行用 --session 编号）"),
                format!("“{name}” is about one session: choose it first (--session ID on the command line)"),
            )
        }
        PaperError::NoFormat { kind, format } => {
            let name = self::kind(lang, *kind);
            let list: Vec<&str> = kind.formats().iter().map(|format| format.extension()).collect();
            let (list, asked) = (list.join(lang.pick("、", ", ")), format.extension());
            lang.pick(
                format!("“{name}”没有 {asked} 格式，可以用 {list}"),
                format!("“{name}” cannot be had as {asked}; choose {list}"),
            )
        }
        PaperError::NotOfUnit(kind) => {
            let name = self::kind(lang, *kind);
            lang.pick(
                format!("“{name}”不能只出一个乡镇的，请去掉乡镇（--township）再导出"),
                format!("“{name}” cannot be had for one township: leave the township (--township) out"),
            )
        }
        PaperError::NotOneAUnit(kind) => {
            let name = self::kind(lang, *kind);
            lang.pick(
                format!("“{name}”这样导出不能每个乡镇一张，请去掉“每个乡镇一张”（--per-township），或用 xlsx、pdf、不套模板"),
                format!(
                    "“{name}” cannot be had so with a sheet for each township: leave --per-township out, or take xlsx or pdf without a form"
                ),
            )
        }
        PaperError::NotOfSession(kind) => {
            let name = self::kind(lang, *kind);
            lang.pick(
                format!("“{name}”不是某一期的材料，请去掉班次（--session）再导出"),
                format!("“{name}” is not about one session: leave the session (--session) out"),
            )
        }
        PaperError::NobodyCompleted => lang
            .pick("还没有人达到结业要求，没有证书可出", "Nobody has completed it yet, so there is nothing to certify")
            .to_owned(),
        PaperError::Stopped => lang.pick("已停止，没有写出文件", "Stopped; no file was written").to_owned(),
        PaperError::Form(reason) => form_error(lang, reason),
        PaperError::Unwritable(detail) => lang.pick(
            format!("文件无法生成，数据未受影响（{detail}）"),
            format!("The file cannot be made; the data is as it was ({detail})"),
        ),
    }
}

fn zh_days(span: DateSpan, half: Option<Half>) -> String {
    let full = |day: NaiveDate| format!("{}年{}月{}日", day.year(), day.month(), day.day());
    let DateSpan { first, last } = span;
    if first == last {
        return format!("{}{}", full(first), half.map_or("", ZH.half));
    }
    let end = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => format!("{}日", last.day()),
        (true, false) => format!("{}月{}日", last.month(), last.day()),
        (false, _) => full(last),
    };
    format!("{}至{end}", full(first))
}

fn en_days(span: DateSpan, half: Option<Half>) -> String {
    let full = |day: NaiveDate| day.format("%-d %B %Y").to_string();
    let DateSpan { first, last } = span;
    if first == last {
        return half.map_or_else(|| full(first), |half| format!("{}, {}", full(first), (EN.half)(half)));
    }
    let begin = match (first.year() == last.year(), first.month() == last.month()) {
        (true, true) => first.format("%-d").to_string(),
        (true, false) => first.format("%-d %B").to_string(),
        (false, _) => full(first),
    };
    format!("{begin} – {}", full(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(first: (i32, u32, u32), last: (i32, u32, u32)) -> DateSpan {
        let day = |(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        DateSpan { first: day(first), last: day(last) }
    }

    #[test]
    fn days_are_said_no_longer_than_needed() {
        let one = span((2012, 6, 18), (2012, 6, 18));
        let three = span((2012, 6, 18), (2012, 6, 20));
        let months = span((2012, 6, 30), (2012, 7, 2));
        let years = span((2012, 12, 31), (2013, 1, 1));
        assert_eq!((ZH.days)(one, Some(Half::Morning)), "2012年6月18日上午");
        assert_eq!((ZH.days)(three, None), "2012年6月18日至20日");
        assert_eq!((ZH.days)(months, None), "2012年6月30日至7月2日");
        assert_eq!((ZH.days)(years, None), "2012年12月31日至2013年1月1日");
        assert_eq!((EN.days)(three, None), "18 – 20 June 2012");
        assert_eq!((EN.days)(months, None), "30 June – 2 July 2012");
    }
}
