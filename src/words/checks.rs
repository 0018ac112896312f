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
