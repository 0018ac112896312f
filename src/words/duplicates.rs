//! What the dialog says that finds people with two records.

use super::Lang;
use crate::report::duplicates::Evidence;

/// The words of the dialog in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
pub struct DuplicateWords {
    pub button: &'static str,
    pub title: &'static str,
    pub hint: &'static str,
    pub none_found: &'static str,
    pub n_pairs: fn(usize) -> String,
    pub keep: fn(&str) -> String,
    pub merge: &'static str,
    pub not_same: &'static str,
    pub close: &'static str,
    pub home: &'static str,
    pub sessions: &'static str,
    pub moved_away: &'static str,
    /// Sessions in which both are enrolled, half days marked differently.
    pub clashes: fn(usize, usize) -> String,
}

impl DuplicateWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// What speaks for two records being of one person.
pub fn evidence(lang: Lang, evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::IdNumber => lang.pick("身份证号相同", "same ID number"),
        Evidence::NameAndBirth => lang.pick("姓名、出生日期相同", "same name and birth"),
        Evidence::NameAndPhone => lang.pick("姓名、电话相同", "same name and phone"),
        Evidence::NameAndBirthMonth => lang.pick("姓名、出生年月相同", "same name and month of birth"),
    }
}

/// Chinese.
pub const ZH: DuplicateWords = DuplicateWords {
    button: "查重…",
    title: "人员查重",
    hint: "↑↓ 换一对 · ←→ 选保留哪条 · Enter 合并 · N 不是同一人",
    none_found: "没有发现重复的人员。只凭姓名相同不算重复。",
    n_pairs: |n| format!("可能重复的 {n} 对"),
    keep: |unit| format!("保留：{unit}"),
    merge: "合并",
    not_same: "不是同一人",
    close: "关闭",
    home: "单位",
    sessions: "参加班次",
    moved_away: "迁出",
    clashes: |sessions, marks| match (sessions, marks) {
        (0, _) => "保留的一条缺什么，用另一条补上；另一条的班次、考勤和点题一并转来。".to_owned(),
        (n, 0) => format!("两条都在的班次有 {n} 个，合并后各留一条学员记录。"),
        (n, m) => {
            format!("两条都在的班次有 {n} 个，其中 {m} 个半天考勤不同：到课的优先，其次请假，最后缺课。")
        }
    },
};

/// English.
pub const EN: DuplicateWords = DuplicateWords {
    button: "Duplicates…",
    title: "Find duplicate people",
    hint: "↑↓ next pair · ←→ which to keep · Enter merges · N not the same",
    none_found: "No duplicates found. The same name alone is none.",
    n_pairs: |n| format!("{n} possible duplicates"),
    keep: |unit| format!("Keep: {unit}"),
    merge: "Merge",
    not_same: "Not the same",
    close: "Close",
    home: "Unit",
    sessions: "Sessions",
    moved_away: "Moved away",
    clashes: |sessions, marks| match (sessions, marks) {
        (0, _) => {
            "The record that is kept is filled from the other, and takes its sessions, marks and topics.".to_owned()
        }
        (n, 0) => format!("Both are enrolled in {n} sessions; one enrolment of each two is left."),
        (n, m) => format!(
            "Both are enrolled in {n} sessions and {m} half days are marked differently: attended first, then leave."
        ),
    },
};
