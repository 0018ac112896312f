//! What the page of checks says, and where checks come from.

use super::{Lang, report};
use crate::model::{Impact, Period};
use crate::rules::Source;

/// What a check does; `None`: it is off.
pub fn impact(lang: Lang, impact: Option<Impact>) -> &'static str {
    match impact {
        Some(Impact::Block) => lang.pick("阻止提交", "Blocks submission"),
        Some(Impact::Warn) => report::impact(lang, Impact::Warn),
        Some(Impact::Info) => report::impact(lang, Impact::Info),
        None => lang.pick("关闭", "Off"),
    }
}

/// Where a check comes from, with its dates.
pub fn source(lang: Lang, source: &Source<'_>) -> String {
    let (set, note) = match source {
        Source::Set(set) => (*set, ""),
        Source::Preset(preset) => (&preset.set, ""),
        Source::Missing => return lang.pick("未设标准，此项不检查", "No figure set: nothing is checked").to_owned(),
        Source::Plain => return lang.pick("通用检查", "Common sense").to_owned(),
    };
    let name = if set.source.is_empty() { &set.name } else { &set.source };
    let doubt = if set.is_verified { note } else { lang.pick("（未核实）", " (not verified)") };
    format!("{name}{doubt}{}", period(lang, set.valid))
}

/// The dates of something, after a separator; nothing where it always holds.
pub fn period(lang: Lang, period: Period) -> String {
    match (period.since, period.until, lang) {
        (None, None, _) => String::new(),
        (Some(since), None, Lang::Zh) => format!(" · {since} 起"),
        (Some(since), None, Lang::En) => format!(" · from {since}"),
        (None, Some(until), Lang::Zh) => format!(" · {until} 前"),
        (None, Some(until), Lang::En) => format!(" · before {until}"),
        (Some(since), Some(until), Lang::Zh) => format!(" · {since} 至 {until} 前"),
        (Some(since), Some(until), Lang::En) => format!(" · {since} until {until}"),
    }
}

/// The words of the page in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct ChecksWords {
    pub title: &'static str,
    pub subtitle: fn(usize, usize, usize) -> String,
    pub check: &'static str,
    pub impact: &'static str,
    pub found: &'static str,
    pub source: &'static str,
    pub passed: &'static str,
    pub not_checked: &'static str,
    pub off: &'static str,
    pub impact_label: &'static str,
    pub usual: fn(&str) -> String,
    pub nothing_found: &'static str,
    pub go: &'static str,
    pub file_plan: &'static str,
    pub filed: fn(&str, &str) -> String,
    pub unfile: &'static str,
    pub filing_title: &'static str,
    pub filing_blocked: fn(usize) -> String,
    pub filing_ready: fn(usize) -> String,
    pub filed_by: &'static str,
    pub filed_on: &'static str,
    pub confirm: &'static str,
    pub cancel: &'static str,
    pub close: &'static str,
    pub submit_title: &'static str,
    pub submit_blocked: &'static str,
}

impl ChecksWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: ChecksWords = ChecksWords {
    title: "检查",
    subtitle: |block, warn, info| format!("阻止提交 {block} · 提醒 {warn} · 提示 {info}"),
    check: "检查项",
    impact: "影响",
    found: "结果",
    source: "依据",
    passed: "通过",
    not_checked: "未设标准",
    off: "未查",
    impact_label: "发现问题时：",
    usual: |impact| format!("缺省：{impact}"),
    nothing_found: "没有发现问题",
    go: "去处理",
    file_plan: "报送年度计划…",
    filed: |on, by| {
        if by.is_empty() {
            format!("年度计划已于 {on} 报送")
        } else {
            format!("年度计划已于 {on} 由{by}报送")
        }
    },
    unfile: "撤回",
    filing_title: "报送年度计划",
    filing_blocked: |n| format!("还有 {n} 个问题阻止提交，请先处理："),
    filing_ready: |n| {
        format!("没有阻止提交的问题。报送后，{n} 个已排班次记为计划内，之后增加的班次记为追加，须写明审批人")
    },
    filed_by: "报送单位或经办人",
    filed_on: "报送日期",
    confirm: "报送",
    cancel: "取消",
    close: "知道了",
    submit_title: "还不能发布",
    submit_blocked: "这个班次有问题阻止提交，请先处理：",
};

static EN: ChecksWords = ChecksWords {
    title: "Checks",
    subtitle: |block, warn, info| format!("{block} block submission · {warn} warnings · {info} notes"),
    check: "Check",
    impact: "Impact",
    found: "Result",
    source: "Source",
    passed: "passed",
    not_checked: "no figure",
    off: "off",
    impact_label: "If something is found: ",
    usual: |impact| format!("Usually: {impact}"),
    nothing_found: "Nothing was found",
    go: "Go there",
    file_plan: "File the annual plan…",
    filed: |on, by| {
        if by.is_empty() { format!("The plan was filed on {on}") } else { format!("Filed on {on} by {by}") }
    },
    unfile: "Take back",
    filing_title: "File the annual plan",
    filing_blocked: |n| format!("{n} findings hold up the submission:"),
    filing_ready: |n| {
        format!(
            "Nothing holds it up. The {n} sessions planned so far belong to the plan; later ones are added and need an approver"
        )
    },
    filed_by: "Filed by",
    filed_on: "Filed on",
    confirm: "File",
    cancel: "Cancel",
    close: "Close",
    submit_title: "It cannot be published yet",
    submit_blocked: "Some findings hold this session up:",
};
