//! What is said of the forecast: where the plan leads, what the rest takes, and what the figures are made of.

use super::Lang;
use super::records;
use crate::model::Fen;
use crate::report::forecast::{Band, Basis};

/// The words of the forecast in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct ForecastWords {
    pub title: &'static str,
    pub who: &'static str,
    pub everybody: &'static str,
    pub trained: &'static str,
    pub year_end: &'static str,
    pub by: fn(u64) -> String,
    pub n_people: fn(&str) -> String,
    pub not_this_year: &'static str,
    pub further: &'static str,
    pub money: fn(&str, &str, &str) -> String,
    pub over_ceiling: fn(&str) -> String,
    pub under_ceiling: fn(&str) -> String,
    pub no_ceiling: &'static str,
    pub flat: fn(&str) -> String,
    pub inputs: fn(&str) -> String,
    pub way: &'static str,
    pub weight: &'static str,
    pub no_show: &'static str,
    pub cost_per_head: &'static str,
    pub heads_per_session: &'static str,
    pub heads: &'static str,
    pub sessions: &'static str,
    pub cost: &'static str,
    pub basis_own: fn(u32) -> String,
    pub basis_any: fn(u32) -> String,
    pub basis_preset: &'static str,
    pub method: &'static str,
    pub what_if: &'static str,
    pub what_if_hint: &'static str,
    pub no_sessions: &'static str,
    pub include: fn(&str) -> String,
    pub again: fn(&str) -> String,
    pub times: fn(u32) -> String,
    pub adds: fn(&str, &str) -> String,
    pub estimated: &'static str,
    pub effect: fn(&str, &str, &str) -> String,
    pub reset: &'static str,
    pub spent: &'static str,
}

impl ForecastWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }

    /// Where a rate comes from.
    pub fn basis(&self, basis: Basis) -> String {
        match basis {
            Basis::Own(n) => (self.basis_own)(n),
            Basis::AnyCohort(n) => (self.basis_any)(n),
            Basis::Preset => self.basis_preset.to_owned(),
        }
    }
}

/// A count with its range: `14,210 (13,902–14,388)`; alone where it is certain.
pub fn heads(band: Band<u64>) -> String {
    let n = records::count;
    if band.low == band.high {
        n(band.middle)
    } else {
        format!("{} ({}–{})", n(band.middle), n(band.low), n(band.high))
    }
}

/// An amount in units of 10,000 yuan with its range.
pub fn wan(band: Band<Fen>) -> String {
    let n = records::wan;
    if band.low == band.high {
        n(band.middle)
    } else {
        format!("{} ({}–{})", n(band.middle), n(band.low), n(band.high))
    }
}

/// An amount in yuan with its range, without fen.
pub fn yuan(band: Band<Fen>) -> String {
    let n = |fen: Fen| records::count(((fen.0 + 50) / 100).max(0) as u64);
    if band.low == band.high {
        n(band.middle)
    } else {
        format!("{} ({}–{})", n(band.middle), n(band.low), n(band.high))
    }
}

/// Tenths of a percent with their range: `5.0% (2.1–8.3)`.
pub fn per_mille(band: Band<u64>) -> String {
    let n = |tenths: u64| format!("{}.{}", tenths / 10, tenths % 10);
    if band.low == band.high {
        format!("{}%", n(band.middle))
    } else {
        format!("{}% ({}–{})", n(band.middle), n(band.low), n(band.high))
    }
}

static ZH: ForecastWords = ForecastWords {
    title: "按已排班次预计",
    who: "培训对象",
    everybody: "全部",
    trained: "已训",
    year_end: "年底预计",
    by: |percent| format!("达 {percent}%"),
    n_people: |n| format!("{n} 人"),
    not_this_year: "年内达不到",
    further: "补齐还需（万元）",
    money: |spent, planned, full| format!("已支出 {spent} 万 · 已排班次还需 {planned} 万 · 全部训到合计 {full} 万"),
    over_ceiling: |wan| format!("超出上限 {wan} 万"),
    under_ceiling: |wan| format!("上限内，余 {wan} 万"),
    no_ceiling: "未设经费上限",
    flat: |wan| format!("按目前人均算只需 {wan} 万：没有考虑各对象、方式的差别，仅供对照"),
    inputs: |who| format!("依据：{who}"),
    way: "方式 · 级别",
    weight: "已训占比",
    no_show: "缺席率",
    cost_per_head: "人均（元）",
    heads_per_session: "每期人数",
    heads: "还需人数",
    sessions: "还需期数",
    cost: "还需（万元）",
    basis_own: |n| format!("本对象 {n} 期"),
    basis_any: |n| format!("同类 {n} 期"),
    basis_preset: "预设，请核对",
    method: "低—中—高：本区已结束班次的下四分位、中位数、上四分位；不足 3 期用同方式同级别的班次，再不足用预设。缺席的人可以再排。",
    what_if: "如果…",
    what_if_hint: "去掉勾选看不办的影响，点“再加一期”看多办的影响；只是试算，不改数据",
    no_sessions: "没有以后的班次",
    include: |title| format!("计入：{title}"),
    again: |title| format!("再加一期：{title}"),
    times: |n| format!("再加 {n} 期"),
    adds: |heads, wan| format!("{heads} 人 · {wan} 万"),
    estimated: "无预算，按人均估算",
    effect: |heads, rate, wan| format!("年底 {heads} 人（{rate}），全年支出 {wan} 万"),
    reset: "恢复",
    spent: "已支出（万元）",
};

static EN: ForecastWords = ForecastWords {
    title: "Expected from planned sessions",
    who: "Cohort",
    everybody: "Everybody",
    trained: "Trained",
    year_end: "Year's end",
    by: |percent| format!("{percent}% on"),
    n_people: |n| format!("{n} people"),
    not_this_year: "not this year",
    further: "Rest × 10,000",
    money: |spent, planned, full| {
        format!("Spent {spent} · plan still needs {planned} · everybody trained {full} (× 10,000 yuan)")
    },
    over_ceiling: |wan| format!("{wan} × 10,000 above the ceiling"),
    under_ceiling: |wan| format!("within the ceiling, {wan} × 10,000 left"),
    no_ceiling: "no ceiling set",
    flat: |wan| format!("At the mean price so far it would be {wan} × 10,000: that hides the mix of cohorts and ways"),
    inputs: |who| format!("Inputs: {who}"),
    way: "Way · level",
    weight: "Share",
    no_show: "No-show",
    cost_per_head: "Yuan a head",
    heads_per_session: "A run",
    heads: "Left",
    sessions: "Sessions",
    cost: "Cost (× 10,000)",
    basis_own: |n| format!("{n} own sessions"),
    basis_any: |n| format!("{n} of any cohort"),
    basis_preset: "preset, please check",
    method: "Low, middle, high: lower quartile, median and upper quartile of the district's own sessions; with fewer than 3, \
             those of any cohort, else a preset. Who does not come can be asked again.",
    what_if: "What if…",
    what_if_hint: "Untick a session to see the year without it, add runs to see more; a trial that changes no data",
    no_sessions: "No sessions to come",
    include: |title| format!("Count: {title}"),
    again: |title| format!("One more run: {title}"),
    times: |n| format!("{n} more"),
    adds: |heads, wan| format!("{heads} heads · {wan} × 10,000"),
    estimated: "no bill, priced by the head",
    effect: |heads, rate, wan| format!("Year's end {heads} ({rate}), {wan} × 10,000 spent"),
    reset: "Reset",
    spent: "Spent (× 10,000)",
};
