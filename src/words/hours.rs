//! What is said of hours: a person's half days, who is short, and what would mend it.

use super::Lang;
use super::records;
use crate::model::MarkKind;
use crate::report::people::Counting;

/// The words about hours in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct HoursWords {
    pub open: &'static str,
    pub title: fn(&str) -> String,
    pub in_class: fn(&str) -> String,
    pub online: fn(&str) -> String,
    pub online_capped: fn(&str, &str) -> String,
    pub sum: fn(&str, &str) -> String,
    pub reached: &'static str,
    pub short: fn(&str) -> String,
    pub no_target: &'static str,
    pub exempt: &'static str,
    pub grid: &'static str,
    pub day: &'static str,
    pub session: &'static str,
    pub mode: &'static str,
    pub mark: &'static str,
    pub hours: &'static str,
    pub counts: &'static str,
    pub no_lines: &'static str,
    pub not_completed: fn(&str, &str, &str) -> String,
    pub offers: &'static str,
    pub no_offers: &'static str,
    pub offer: fn(&str, u64) -> String,
    pub fills: &'static str,
    pub enrol: &'static str,
    pub close: &'static str,
    pub unit: &'static str,
    pub tab: Tab,
}

/// The words of the dashboard's page about hours, and of the command line.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct Tab {
    pub reached_of: fn(&str, &str, &str) -> String,
    pub by_cohort: &'static str,
    pub by_township: &'static str,
    pub cohort: &'static str,
    pub township: &'static str,
    pub no_township: &'static str,
    pub all: &'static str,
    pub n_reached: &'static str,
    pub n_target: &'static str,
    pub rate: &'static str,
    pub n_untouched: &'static str,
    pub short_hours: &'static str,
    pub online_hours: &'static str,
    pub online_uncounted: &'static str,
    pub mending: &'static str,
    pub no_mending: &'static str,
    pub mends: fn(u64, u64, &str) -> String,
    pub attention: &'static str,
    pub new_terms: fn(usize) -> String,
    pub overdue: fn(usize) -> String,
    pub no_new_terms: &'static str,
    pub due_by: fn(&str) -> String,
    pub overdue_since: fn(&str) -> String,
    pub trained_late: fn(&str) -> String,
    pub unrotated: fn(usize) -> String,
    pub away: fn(usize) -> String,
    pub at_home: fn(&str, &str, bool) -> String,
    pub at_home_unknown: &'static str,
    pub incomplete: fn(usize) -> String,
    pub exempt_apart: fn(&str) -> String,
    pub people: &'static str,
}

impl HoursWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// Whether a half day counts, and if not, why.
pub fn counting(lang: Lang, counting: Counting, kind: Option<MarkKind>) -> String {
    let plain = match counting {
        Counting::Counts => lang.pick("计入", "counts"),
        Counting::OtherYear => lang.pick("计入另一年度", "counts in another year"),
        Counting::Unmarked => lang.pick("考勤未登记", "not marked yet"),
        Counting::ToCome => lang.pick("尚未开课", "to come"),
        Counting::NotTaken => lang.pick("未参加", "not taken"),
        Counting::Missed => {
            let mark = kind.map_or("", |kind| records::mark(lang, kind));
            return match lang {
                Lang::Zh => format!("不计（{mark}）"),
                Lang::En => format!("does not count ({mark})"),
            };
        }
    };
    plain.to_owned()
}

static ZH: HoursWords = HoursWords {
    open: "学时明细…",
    title: |name| format!("学时明细：{name}"),
    in_class: |hours| format!("课堂 {hours} 学时"),
    online: |hours| format!("线上 {hours} 学时"),
    online_capped: |hours, counted| format!("线上 {hours} 学时，按上限计 {counted}"),
    sum: |hours, target| format!("合计 {hours} / {target} 学时"),
    reached: "已达标",
    short: |hours| format!("还差 {hours} 学时"),
    no_target: "没有学时要求",
    exempt: "免训人员不作学时要求，可以送学上门",
    grid: "学时明细",
    day: "日期",
    session: "班次",
    mode: "方式",
    mark: "考勤",
    hours: "学时",
    counts: "是否计入",
    no_lines: "本年度还没有班次记录",
    not_completed: |title, missed, class| {
        format!("“{title}”缺 {missed} / {class} 学时，超过规定，不能结业；到课的学时照计")
    },
    offers: "可以补学时的班次",
    no_offers: "以后的班次里没有适合的空位。可以到“班次”页新建，或放宽人数上限",
    offer: |hours, seats| format!("+{hours} 学时 · 余 {seats} 席"),
    fills: "可补足",
    enrol: "报名",
    close: "关闭",
    unit: "学时",
    tab: Tab {
        reached_of: |n, of, rate| format!("学时达标 {n} / {of} 人 = {rate}"),
        by_cohort: "分培训对象",
        by_township: "分乡镇",
        cohort: "培训对象",
        township: "乡镇",
        no_township: "单位未定",
        all: "全区",
        n_reached: "达标",
        n_target: "应达标",
        rate: "达标率",
        n_untouched: "零学时",
        short_hours: "还差学时",
        online_hours: "线上学时",
        online_uncounted: "超上限不计",
        mending: "可以补学时的班次",
        no_mending: "以后的班次里没有空位。到“班次”页新建班次，这里会列出能补多少人",
        mends: |people, seats, hours| format!("欠学时 {} 人 · 余 {seats} 席 · {hours} 学时", records::count(people)),
        attention: "需要留意",
        new_terms: |n| format!("新任书记六个月内参训：{n} 人"),
        overdue: |n| format!("{n} 人已超期"),
        no_new_terms: "本年度没有新任书记",
        due_by: |day| format!("{day} 前"),
        overdue_since: |day| format!("{day} 已超期"),
        trained_late: |day| format!("{day} 参训，超期"),
        unrotated: |n| format!("本年度还没参加过区级轮训的书记：{n} 人"),
        away: |n| format!("流动党员未训或欠学时：{n} 人"),
        at_home: |first, last, is_over| {
            format!("返乡时段 {first} 至 {last}{}", if is_over { "，今年已过，可远程学或送学" } else { "" })
        },
        at_home_unknown: "节假日表里没有春节，无法提示返乡时段",
        incomplete: |n| format!("请假缺课超过规定、不能结业：{n} 人次"),
        exempt_apart: |n| format!("另列：免训 {n} 人，不作学时要求"),
        people: "名单",
    },
};

static EN: HoursWords = HoursWords {
    open: "Hours in detail…",
    title: |name| format!("Hours of {name}"),
    in_class: |hours| format!("{hours} in class"),
    online: |hours| format!("{hours} online"),
    online_capped: |hours, counted| format!("{hours} online, {counted} of them count"),
    sum: |hours, target| format!("{hours} of {target} hours"),
    reached: "reached",
    short: |hours| format!("{hours} missing"),
    no_target: "no target",
    exempt: "Exempt: no target; can be taught at home",
    grid: "Hours in detail",
    day: "Day",
    session: "Session",
    mode: "Way",
    mark: "Mark",
    hours: "Hours",
    counts: "Counts",
    no_lines: "No session in this year yet",
    not_completed: |title, missed, class| {
        format!("{missed} of {class} hours of {title} missed: not completed; hours attended count all the same")
    },
    offers: "Sessions that would help",
    no_offers: "No seat that fits in the sessions to come. Make a session, or raise its number of seats",
    offer: |hours, seats| format!("+{hours} hours · {seats} seats left"),
    fills: "fills the gap",
    enrol: "Enrol",
    close: "Close",
    unit: "hours",
    tab: Tab {
        reached_of: |n, of, rate| format!("{n} of {of} reached their hours = {rate}"),
        by_cohort: "By cohort",
        by_township: "By township",
        cohort: "Cohort",
        township: "Township",
        no_township: "No unit",
        all: "All",
        n_reached: "Done",
        n_target: "Of",
        rate: "Rate",
        n_untouched: "At zero",
        short_hours: "Missing",
        online_hours: "Online",
        online_uncounted: "Above limit",
        mending: "Sessions that would help",
        no_mending: "No seats left in the sessions to come. Make a session and it is listed here",
        mends: |people, seats, hours| {
            format!("{} short of hours · {seats} seats left · {hours} hours", records::count(people))
        },
        attention: "Worth knowing",
        new_terms: |n| format!("New secretaries, trained within six months: {n}"),
        overdue: |n| format!("{n} overdue"),
        no_new_terms: "No new secretaries this year",
        due_by: |day| format!("by {day}"),
        overdue_since: |day| format!("overdue since {day}"),
        trained_late: |day| format!("trained late, on {day}"),
        unrotated: |n| format!("Secretaries without a session of the district this year: {n}"),
        away: |n| format!("Floating members untrained or short of hours: {n}"),
        at_home: |first, last, is_over| {
            let over = if is_over { "; over for this year: remote or at home" } else { "" };
            format!("at home {first} to {last}{over}")
        },
        at_home_unknown: "The table of holidays has no Spring Festival",
        incomplete: |n| format!("Missed too much of a class to complete it: {n}"),
        exempt_apart: |n| format!("Apart: {n} exempt, without a target"),
        people: "People",
    },
};
