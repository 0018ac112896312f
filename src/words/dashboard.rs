//! What the dashboard says.

use super::Lang;
use crate::report::Measure;

/// The words of the dashboard.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct DashboardWords {
    pub title: &'static str,
    pub measure: &'static str,
    pub export: &'static str,
    pub subtitle: fn(&Subtitle) -> String,
    pub budget: &'static str,
    pub ahead: fn(&str) -> String,
    pub behind: fn(&str) -> String,
    pub on_course: &'static str,
    pub no_target: &'static str,
    pub money_note: fn(&str, &str) -> String,
    pub wan: fn(&str, &str) -> String,
    pub course: &'static str,
    pub done: &'static str,
    pub expected: &'static str,
    pub spending: &'static str,
    pub farming: &'static str,
    pub year_end: fn(&str) -> String,
    pub point: fn(&str, &str) -> String,
    pub townships: fn(usize) -> String,
    pub township: &'static str,
    pub per_head: &'static str,
    pub upcoming: &'static str,
    pub no_upcoming: &'static str,
    pub unit_attendances: &'static str,
    pub unit_sessions: &'static str,
    pub unit_wan: &'static str,
    pub yuan_a_head: &'static str,
    pub to: &'static str,
    pub attention: &'static str,
    pub nothing_to_attend: &'static str,
    pub attend: &'static str,
    pub remedies: &'static str,
    pub no_remedy: &'static str,
    pub look: &'static str,
    pub enter_marks: &'static str,
    pub all_findings: fn(usize) -> String,
    pub empty: &'static str,
    pub empty_people: &'static str,
    pub apart: fn(&str, &str, &str) -> String,
    pub and_more: fn(usize) -> String,
}

/// What the line under the dashboard's title tells.
#[derive(Debug)]
pub struct Subtitle {
    /// The as-of date, as in 6 月 28 日.
    pub day: String,
    /// The share of the year gone by, in whole percent.
    pub elapsed_percent: u64,
    /// The measure's numerator.
    pub numerator: String,
    /// Its denominator; empty for plain counts.
    pub denominator: String,
    /// Its value, as in 52.0%.
    pub value: String,
    /// Which measure.
    pub measure: Measure,
}

impl DashboardWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// The name of a measure, as in the menu.
pub fn measure(lang: Lang, measure: Measure) -> &'static str {
    match measure {
        Measure::Heads => lang.pick("覆盖率（去重人数）", "Coverage (heads)"),
        Measure::Places => lang.pick("名额完成率", "Places used"),
        Measure::Attendances => lang.pick("培训人次", "Attendances"),
        Measure::Sessions => lang.pick("办班期次", "Sessions held"),
        Measure::Hours => lang.pick("学时达标率", "Hours reached"),
        Measure::CostPerHead => lang.pick("人均经费", "Cost per head"),
    }
}

fn subtitle_zh(s: &Subtitle) -> String {
    let so_far = format!("截至 {}，全年已过 {}%", s.day, s.elapsed_percent);
    let (n, of, value) = (&s.numerator, &s.denominator, &s.value);
    match s.measure {
        Measure::Heads => format!("{so_far} · 已训 {n} / 应训 {of} 人 = {value}"),
        Measure::Places => format!("{so_far} · 已用 {n} / 计划 {of} 个名额 = {value}"),
        Measure::Attendances => format!("{so_far} · 共 {n} 人次"),
        Measure::Sessions => format!("{so_far} · 已办 {n} 期"),
        Measure::Hours => format!("{so_far} · 学时达标 {n} / {of} 人 = {value}"),
        Measure::CostPerHead => format!("{so_far} · 已支出 {n} 元 / 已训 {of} 人 = {value} 元"),
    }
}

fn subtitle_en(s: &Subtitle) -> String {
    let so_far = format!("As of {}, {}% of the year", s.day, s.elapsed_percent);
    let (n, of, value) = (&s.numerator, &s.denominator, &s.value);
    match s.measure {
        Measure::Heads => format!("{so_far} · {n} trained of {of} eligible = {value}"),
        Measure::Places => format!("{so_far} · {n} of {of} places used = {value}"),
        Measure::Attendances => format!("{so_far} · {n} attendances"),
        Measure::Sessions => format!("{so_far} · {n} sessions held"),
        Measure::Hours => format!("{so_far} · {n} of {of} reached their hours = {value}"),
        Measure::CostPerHead => format!("{so_far} · {n} yuan spent on {of} people = {value} yuan"),
    }
}

static ZH: DashboardWords = DashboardWords {
    title: "总览",
    measure: "口径：",
    export: "导出看板",
    subtitle: subtitle_zh,
    budget: "经费",
    ahead: |points| format!("进度领先 {points} 个百分点"),
    behind: |points| format!("落后进度 {points} 个百分点"),
    on_course: "与进度持平",
    no_target: "未设目标",
    money_note: |per_head, expected| format!("人均 {per_head} 元 · 预计全年 {expected} 万"),
    wan: |part, whole| format!("{part} 万 / {whole} 万"),
    course: "覆盖率与经费",
    done: "已完成",
    expected: "按已排班次预计",
    spending: "经费",
    farming: "农忙",
    year_end: |value| format!("年底预计 {value}"),
    point: |value, wan| format!("{value}  {wan} 万"),
    townships: |n| format!("乡镇完成情况（{n} 个，按落后排序）"),
    township: "乡镇",
    per_head: "人均",
    upcoming: "近期班次",
    unit_attendances: "人次",
    unit_sessions: "期",
    unit_wan: "万",
    yuan_a_head: "元/人",
    to: "至",
    no_upcoming: "还没有排定以后的班次。到“班次”页新建",
    attention: "需要处理",
    nothing_to_attend: "没有需要处理的事项",
    attend: "去处理",
    remedies: "办法",
    no_remedy: "没有现成的办法，请看详情",
    look: "查看",
    enter_marks: "录入",
    all_findings: |n| format!("另有 {n} 项…"),
    empty: "还没有人员和班次",
    empty_people: "先到“设置”填写乡镇和支部，再到“人员”粘贴名单，然后到“班次”排第一期班",
    and_more: |n| format!("另有 {n} 项"),
    apart: |exempt, floating, counted| {
        format!("另列：免训 {exempt} 人；流动党员 {floating} 人（已含）；仅有人数登记 {counted} 人次")
    },
};

static EN: DashboardWords = DashboardWords {
    title: "Dashboard",
    measure: "Measure: ",
    export: "Export picture",
    subtitle: subtitle_en,
    budget: "Budget",
    ahead: |points| format!("{points} points ahead of the year"),
    behind: |points| format!("{points} points behind the year"),
    on_course: "On course",
    no_target: "No target set",
    money_note: |per_head, expected| format!("{per_head} yuan a head · {expected} × 10,000 expected"),
    wan: |part, whole| format!("{part} / {whole} × 10,000"),
    course: "Coverage and spending",
    done: "Done",
    expected: "Expected from planned sessions",
    spending: "Spending",
    farming: "Farming",
    year_end: |value| format!("Year's end {value}"),
    point: |value, wan| format!("{value}  {wan} × 10,000"),
    townships: |n| format!("Townships ({n}, most behind first)"),
    township: "Township",
    per_head: "A head",
    upcoming: "Next sessions",
    unit_attendances: "attendances",
    unit_sessions: "sessions",
    unit_wan: "× 10,000",
    yuan_a_head: "yuan a head",
    to: "–",
    no_upcoming: "No sessions planned yet. Make one on the Sessions page",
    attention: "To attend to",
    nothing_to_attend: "Nothing to attend to",
    remedies: "Ways out",
    no_remedy: "Nothing is at hand; look at the details",
    attend: "Mend",
    look: "Look",
    enter_marks: "Enter",
    all_findings: |n| format!("{n} more…"),
    empty: "No people and no sessions yet",
    empty_people: "Fill in townships and branches in Settings, paste a list on People, then plan a first session",
    and_more: |n| format!("and {n} more"),
    apart: |exempt, floating, counted| {
        format!("Apart: {exempt} exempt; {floating} floating (included); {counted} known by number only")
    },
};
