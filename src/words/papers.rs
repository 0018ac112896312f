//! The texts on papers. Papers are Chinese unless someone asks for English.

use chrono::{Datelike, NaiveDate};

use super::{Lang, refusals};
use crate::exchange::PaperError;
use crate::exchange::paper_texts::PaperTexts;
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

/// The name under which an attendance sheet is saved, from the session's title.
pub fn attendance_file_name(title: &str) -> String {
    format!("{}.xlsx", (ZH.attendance_title)(title))
}

/// Why a paper cannot be made.
pub fn error(lang: Lang, error: &PaperError) -> String {
    match error {
        PaperError::Refused(reason) => refusals::refusal(lang, reason),
        PaperError::Unwritable(detail) => lang.pick(
            format!("表格无法生成，数据未受影响（{detail}）"),
            format!("The sheet cannot be made; the data is as it was ({detail})"),
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
