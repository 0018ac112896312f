//! What the values of records are called, short enough for a cell.

use chrono::{Datelike, NaiveDate, Weekday};

use super::Lang;
use crate::model::{
    BranchKind, CostItem, EnrolmentState, ExemptionReason, Fen, Funding, Grade, Half, Level, MarkKind, Mode, Sex,
    Status, TableName, TopicArea, TopicStage, TownshipKind, TrainerTitle,
};

/// The name of a way of learning.
pub fn mode(lang: Lang, mode: Mode) -> &'static str {
    match mode {
        Mode::PartySchool => lang.pick("党校集中", "Party school"),
        Mode::Remote => lang.pick("远程教育", "Remote"),
        Mode::FieldVisit => lang.pick("参观考察", "Field visit"),
        Mode::LectureHall => lang.pick("大讲堂", "Lecture hall"),
    }
}

/// The name of a level.
pub fn level(lang: Lang, level: Level) -> &'static str {
    match level {
        Level::District => lang.pick("区级", "District"),
        Level::Township => lang.pick("乡镇", "Township"),
        Level::Village => lang.pick("村级", "Village"),
    }
}

/// The name of a source of funds.
pub fn funding(lang: Lang, funding: Funding) -> &'static str {
    match funding {
        Funding::Fiscal => lang.pick("财政预算", "Public budget"),
        Funding::Dues => lang.pick("党费", "Party dues"),
        Funding::Collective => lang.pick("村集体经济", "Village collective"),
        Funding::Other => lang.pick("其他来源", "Other source"),
    }
}

/// The name of a session's status.
pub fn status(lang: Lang, status: Status) -> &'static str {
    match status {
        Status::Draft => lang.pick("草稿", "Draft"),
        Status::Published => lang.pick("已发布", "Published"),
        Status::Running => lang.pick("进行中", "Running"),
        Status::Finished => lang.pick("已结束", "Finished"),
        Status::Closed => lang.pick("已归档", "Closed"),
        Status::Cancelled => lang.pick("已取消", "Cancelled"),
    }
}

/// The name of a mark.
pub fn mark(lang: Lang, kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Present => lang.pick("到", "Present"),
        MarkKind::Late => lang.pick("迟到", "Late"),
        MarkKind::LeftEarly => lang.pick("早退", "Left early"),
        MarkKind::Sick => lang.pick("病假", "Sick"),
        MarkKind::Personal => lang.pick("事假", "Personal"),
        MarkKind::Official => lang.pick("公假", "Official"),
        MarkKind::Absent => lang.pick("缺课", "Absent"),
        MarkKind::HomeVisit => lang.pick("送学", "Home visit"),
        MarkKind::MakeUp => lang.pick("补训", "Made up"),
    }
}

/// A mark as one sign in a cell of the sheet, the same in both languages.
pub fn mark_sign(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Present => "√",
        MarkKind::Late => "迟",
        MarkKind::LeftEarly => "退",
        MarkKind::Sick => "病",
        MarkKind::Personal => "事",
        MarkKind::Official => "公",
        MarkKind::Absent => "缺",
        MarkKind::HomeVisit => "送",
        MarkKind::MakeUp => "补",
    }
}

/// The name of an enrolment's state.
pub fn enrolment(lang: Lang, state: EnrolmentState) -> &'static str {
    match state {
        EnrolmentState::Invited => lang.pick("已通知", "Invited"),
        EnrolmentState::Confirmed => lang.pick("已回执", "Confirmed"),
        EnrolmentState::Waitlisted => lang.pick("候补", "Waiting"),
        EnrolmentState::Replaced { .. } => lang.pick("替训", "Replaced"),
        EnrolmentState::Withdrawn => lang.pick("退出", "Withdrawn"),
    }
}

/// The name of a half day.
pub fn half(lang: Lang, half: Half) -> &'static str {
    match half {
        Half::Morning => lang.pick("上午", "a.m."),
        Half::Afternoon => lang.pick("下午", "p.m."),
    }
}

/// The name of a sex.
pub fn sex(lang: Lang, sex: Sex) -> &'static str {
    match sex {
        Sex::Male => lang.pick("男", "M"),
        Sex::Female => lang.pick("女", "F"),
    }
}

/// The name of a branch's kind.
pub fn branch_kind(lang: Lang, kind: BranchKind) -> &'static str {
    match kind {
        BranchKind::Village => lang.pick("村", "Village"),
        BranchKind::Community => lang.pick("社区", "Community"),
        BranchKind::Agency => lang.pick("机关事业", "Agency"),
        BranchKind::Company => lang.pick("企业", "Company"),
        BranchKind::Social => lang.pick("社会组织", "Social organisation"),
        BranchKind::Industry => lang.pick("产业支部", "Industry"),
        BranchKind::School => lang.pick("学校", "School"),
    }
}

/// The name of a branch's grade.
pub fn grade(lang: Lang, grade: Grade) -> &'static str {
    match grade {
        Grade::Advanced => lang.pick("先进", "Advanced"),
        Grade::Average => lang.pick("一般", "Average"),
        Grade::Lagging => lang.pick("后进", "Lagging"),
    }
}

/// The name of a unit's kind.
pub fn township_kind(lang: Lang, kind: TownshipKind) -> &'static str {
    match kind {
        TownshipKind::Town => lang.pick("镇", "Town"),
        TownshipKind::Township => lang.pick("乡", "Township"),
        TownshipKind::Street => lang.pick("街道", "Street"),
        TownshipKind::Organs => lang.pick("机关", "Organs"),
    }
}

/// The name of a trainer's title.
pub fn trainer_title(lang: Lang, title: TrainerTitle) -> &'static str {
    match title {
        TrainerTitle::Other => lang.pick("其他", "Other"),
        TrainerTitle::Associate => lang.pick("副高", "Associate professor"),
        TrainerTitle::Professor => lang.pick("正高", "Professor"),
        TrainerTitle::Academician => lang.pick("院士、知名专家", "Academician"),
    }
}

/// The name of a reason for an exemption.
pub fn exemption(lang: Lang, reason: ExemptionReason) -> &'static str {
    match reason {
        ExemptionReason::Old => lang.pick("年老", "Old"),
        ExemptionReason::Ill => lang.pick("患病", "Ill"),
        ExemptionReason::Disabled => lang.pick("残疾", "Disabled"),
    }
}

/// The name of a cost item.
pub fn cost_item(lang: Lang, item: CostItem) -> &'static str {
    match item {
        CostItem::Lecture => lang.pick("讲课费", "Lecture fee"),
        CostItem::Lodging => lang.pick("住宿费", "Lodging"),
        CostItem::Meals => lang.pick("伙食费", "Meals"),
        CostItem::Room => lang.pick("场地费", "Room"),
        CostItem::Material => lang.pick("资料费", "Material"),
        CostItem::Transport => lang.pick("交通费", "Transport"),
        CostItem::Other => lang.pick("其他", "Other"),
    }
}

/// The name of a handbook area.
pub fn topic_area(lang: Lang, area: TopicArea) -> &'static str {
    match area {
        TopicArea::Theory => lang.pick("理论", "Theory"),
        TopicArea::Admission => lang.pick("发展党员", "Admitting members"),
        TopicArea::RuralWork => lang.pick("农村工作", "Rural work"),
        TopicArea::Prosperity => lang.pick("带头致富", "Prosperity"),
        TopicArea::NewCountryside => lang.pick("新农村建设", "New countryside"),
        TopicArea::Other => lang.pick("其他", "Other"),
    }
}

/// The name of a topic's stage.
pub fn topic_stage(lang: Lang, stage: TopicStage) -> &'static str {
    match stage {
        TopicStage::Asked => lang.pick("已点题", "Asked"),
        TopicStage::Merged => lang.pick("已合并", "Merged"),
        TopicStage::Planned => lang.pick("已列入计划", "Planned"),
        TopicStage::Scheduled => lang.pick("已排班", "Scheduled"),
        TopicStage::Taught => lang.pick("已开讲", "Taught"),
        TopicStage::Answered => lang.pick("已答复", "Answered"),
        TopicStage::Declined => lang.pick("未采纳", "Declined"),
    }
}

/// What a record of a table is called.
pub fn table(lang: Lang, table: TableName) -> &'static str {
    match table {
        TableName::Programme => lang.pick("年度计划", "programme"),
        TableName::Cohorts => lang.pick("培训对象", "cohort"),
        TableName::Townships => lang.pick("乡镇", "township"),
        TableName::Branches => lang.pick("支部", "branch"),
        TableName::People => lang.pick("人员", "person"),
        TableName::Venues => lang.pick("场地", "venue"),
        TableName::Trainers => lang.pick("教师", "trainer"),
        TableName::Courses => lang.pick("课程", "course"),
        TableName::Blackouts => lang.pick("农忙", "blackout"),
        TableName::Holidays => lang.pick("节假日", "holiday"),
        TableName::RuleSets => lang.pick("规则", "rule set"),
        TableName::Sessions => lang.pick("班次", "session"),
        TableName::Enrolments => lang.pick("学员", "enrolment"),
        TableName::Marks => lang.pick("考勤", "mark"),
        TableName::HeadCounts => lang.pick("人数登记", "head-count"),
        TableName::Costs => lang.pick("经费", "cost line"),
        TableName::Topics => lang.pick("点题", "topic"),
    }
}

/// A weekday, short: 周一, Mon.
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    let i = day.num_days_from_monday() as usize;
    let zh = ["周一", "周二", "周三", "周四", "周五", "周六", "周日"];
    let en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    lang.pick(zh[i], en[i])
}

/// A date without its year: 6 月 18 日, 18 June.
pub fn month_day(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Zh => format!("{} 月 {} 日", date.month(), date.day()),
        Lang::En => date.format("%-d %B").to_string(),
    }
}

/// Yuan with two decimals and groups of three: 680,000.00.
pub fn yuan(amount: Fen) -> String {
    let sign = if amount.0 < 0 { "-" } else { "" };
    let fen = amount.0.unsigned_abs();
    format!("{sign}{}.{:02}", count(fen / 100), fen % 100)
}

/// An amount in units of 10,000 yuan with two decimals, rounded half up: 68.00 (万).
pub fn wan(amount: Fen) -> String {
    let hundredths = (amount.0 + 5_000).div_euclid(10_000);
    let sign = if hundredths < 0 { "-" } else { "" };
    let hundredths = hundredths.unsigned_abs();
    format!("{sign}{}.{:02}", count(hundredths / 100), hundredths % 100)
}

/// A whole number with groups of three: 21,442.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A share as a percentage with one decimal, rounded half up: 52.0%; — for a share of nothing.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "—".to_owned();
    }
    let tenths = (part * 2_000 + whole) / (whole * 2);
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Minutes as credit hours of 45 minutes, with a decimal only where needed: 24, 1.3.
pub fn credit_hours(minutes: u64, credit_hour_minutes: u32) -> String {
    let unit = u64::from(credit_hour_minutes.max(1));
    let tenths = (minutes * 20 + unit) / (unit * 2);
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// A month from 1 on by its English name; empty for no month.
pub fn english_month(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get((month as usize).wrapping_sub(1)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_districts_figures_read_as_it_reports_them() {
        assert_eq!(percent(11_150, 21_442), "52.0%");
        assert_eq!(percent(11_350, 21_691), "52.3%");
        assert_eq!(percent(11_150, 21_691), "51.4%");
        assert_eq!(percent(11_150, 21_000), "53.1%");
        assert_eq!(percent(0, 0), "—");
        assert_eq!(yuan(Fen::yuan(680_000)), "680,000.00");
        assert_eq!(wan(Fen::yuan(680_000)), "68.00");
        assert_eq!(yuan(Fen(-5)), "-0.05");
        assert_eq!(count(21_442), "21,442");
        assert_eq!(credit_hours(24 * 45, 45), "24");
        assert_eq!(credit_hours(60, 45), "1.3");
    }
}
