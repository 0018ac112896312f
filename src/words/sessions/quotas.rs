//! Sharing out a session's seats among the townships.

use crate::report::fair_share::{Reason, ShareRow};
use crate::words::{Lang, records};

/// The words of the proposal for quotas in one language.
pub struct QuotaWords {
    /// Button: propose quotas.
    pub open: &'static str,
    /// What the button does.
    pub open_hint: &'static str,
    /// Title of the dialog.
    pub title: &'static str,
    /// Field: how many seats.
    pub seats: &'static str,
    /// Name of the table.
    pub table: &'static str,
    /// Column: people left.
    pub left: &'static str,
    /// Column: trained of eligible.
    pub trained: &'static str,
    /// Column: ahead of the mean.
    pub gap: &'static str,
    /// Column: the exact share.
    pub exact: &'static str,
    /// Column: seats.
    pub quota: &'static str,
    /// Column: why.
    pub reason: &'static str,
    /// Sum of the seats given, and the district's mean.
    pub sum: fn(u64, &str) -> String,
    /// The sum is above the seats there are.
    pub too_many: fn(u64) -> String,
    /// A pasted row has no number of heads: the row and its text.
    pub paste_no_number: fn(usize, &str) -> String,
    /// A pasted row is of no township of the table: the row and its text.
    pub paste_no_township: fn(usize, &str) -> String,
    /// Nobody is left.
    pub nobody: &'static str,
    /// Button: take the proposal over.
    pub apply: &'static str,
    /// Box in the dialog for a new session.
    pub at_once: &'static str,
}

/// Why a township gets as many seats as it does.
pub fn reason(lang: Lang, row: &ShareRow) -> String {
    let exact = format!("{}.{:02}", row.exact_hundredths / 100, row.exact_hundredths % 100);
    let left = records::count(row.left);
    match (lang, row.reason) {
        (Lang::Zh, Reason::NobodyLeft) => "没有待训人员".to_owned(),
        (Lang::Zh, Reason::Exact) => format!("待训 {left} 人，正好 {exact} 席"),
        (Lang::Zh, Reason::RoundedUp) => format!("应得 {exact} 席，余数大，进一"),
        (Lang::Zh, Reason::RoundedDown) => format!("应得 {exact} 席，余数小，舍去"),
        (Lang::Zh, Reason::AtLeastOne) => format!("应得 {exact} 席，有人待训至少一席"),
        (Lang::Zh, Reason::TooFewSeats) => format!("应得 {exact} 席，总席位不够每处一席"),
        (Lang::En, Reason::NobodyLeft) => "nobody left".to_owned(),
        (Lang::En, Reason::Exact) => format!("{left} left, exactly {exact}"),
        (Lang::En, Reason::RoundedUp) => format!("{exact}, a large remainder: rounded up"),
        (Lang::En, Reason::RoundedDown) => format!("{exact}, a small remainder: rounded down"),
        (Lang::En, Reason::AtLeastOne) => format!("{exact}, at least one where anybody is left"),
        (Lang::En, Reason::TooFewSeats) => format!("{exact}, too few seats for one each"),
    }
}

/// Chinese.
pub(super) const ZH: QuotaWords = QuotaWords {
    paste_no_number: |row, text| format!("没有粘贴：第 {row} 行“{text}”不是人数"),
    paste_no_township: |row, text| format!("没有粘贴：第 {row} 行“{text}”不在表里的乡镇中"),
    open: "按待训人数分配…",
    open_hint: "按各乡镇还没参训、也没排进其他班次的人数，提出名额分配建议",
    title: "名额分配建议",
    seats: "分配席位",
    table: "名额分配",
    left: "待训",
    trained: "已训 / 应训",
    gap: "比均值（人）",
    exact: "应得",
    quota: "名额",
    reason: "理由",
    sum: |n, mean| format!("共分 {n} 席 · 全区平均已训 {mean}"),
    too_many: |n| format!("比人数上限多 {n} 席"),
    nobody: "这个班次的对象里没有待训人员",
    apply: "采用",
    at_once: "名额按各乡镇待训人数分配（建好后可在“学员”里修改）",
};

/// English.
pub(super) const EN: QuotaWords = QuotaWords {
    paste_no_number: |row, text| format!("Nothing was pasted: row {row}, “{text}” is no number of heads"),
    paste_no_township: |row, text| format!("Nothing was pasted: row {row}, “{text}” is no township of the table"),
    open: "Share out…",
    open_hint: "Proposes quotas by the people of each township who are neither trained nor seated elsewhere",
    title: "Proposed quotas",
    seats: "Seats",
    table: "Quotas",
    left: "Left",
    trained: "Trained / eligible",
    gap: "Above mean",
    exact: "Exact",
    quota: "Quota",
    reason: "Why",
    sum: |n, mean| format!("{n} seats given · the district's mean is {mean}"),
    too_many: |n| format!("{n} more than the session takes"),
    nobody: "Nobody is left in this session's cohorts",
    apply: "Take over",
    at_once: "Share the seats out by the people left in each township (can be changed under People)",
};
