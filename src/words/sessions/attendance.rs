//! The words of the tab of marks, with its dialogs.

use chrono::{Datelike, NaiveDate};

use crate::model::Half;
use crate::words::{Lang, records};

/// The words of the tab of marks, with its dialogs.
pub struct AttendanceWords {
    /// There is no mark in what was pasted.
    pub paste_no_marks: &'static str,
    /// More rows were pasted than there are from the cursor down.
    pub paste_too_long: fn(usize) -> String,
    /// More columns were pasted than there are from the cursor on.
    pub paste_too_wide: fn(usize) -> String,
    /// Button that leaves a dialog whose work is done.
    pub close_dialog: &'static str,
    /// Column: completion.
    pub completion_short: &'static str,
    /// Button: half days further left.
    pub earlier_slots: &'static str,
    /// Button: half days further right.
    pub later_slots: &'static str,
    /// Button: mark the rest present.
    pub all_present: &'static str,
    /// What the button does.
    pub all_present_hint: &'static str,
    /// The mark of the key 0.
    pub clear_mark: &'static str,
    /// Before the field of serial numbers.
    pub serials: &'static str,
    /// Accessible name of the field of serial numbers.
    pub serials_field: &'static str,
    /// Button: take what was typed.
    pub enter: &'static str,
    /// Button: someone who was not enrolled.
    pub walk_in_button: &'static str,
    /// Button: only a number is known.
    pub head_counts_button: &'static str,
    /// Menu: a late joiner.
    pub join_here: &'static str,
    /// Menu: not a late joiner after all.
    pub join_at_once: &'static str,
    /// Sum of those present.
    pub came: &'static str,
    /// Share of marks attended.
    pub attendance_rate: &'static str,
    /// How many complete the session.
    pub completed: &'static str,
    /// Attendance without half days.
    pub no_slots_yet: &'static str,
    /// Attendance without people.
    pub nobody_enrolled_yet: &'static str,
    /// Dialog.
    pub head_counts_title: &'static str,
    /// Dialog: what it is for.
    pub head_counts_note: &'static str,
    /// Field: a township.
    pub unit: &'static str,
    /// No unit is known.
    pub unit_unknown: &'static str,
    /// Field: what proves it.
    pub evidence: &'static str,
    /// Hint of the field.
    pub evidence_hint: &'static str,
    /// Head of a column; `true` leaves the month out.
    pub slot_head: fn(NaiveDate, Half, bool) -> String,
    /// A half day by its day: 6-20 上午.
    pub slot_name: fn(NaiveDate, Half) -> String,
    /// A half day and its hours.
    pub slot_tip: fn(&str, &str) -> String,
    /// How many marks of a half day are entered.
    pub slot_entered: fn(&str, u32, u32) -> String,
    /// The letters typed to find a row.
    pub jumping: fn(&str) -> String,
    /// How much may be missed.
    pub completion_rule: fn(u32, u32) -> String,
    /// A line of a unit.
    pub head_count_line: fn(&str, u32, &str) -> String,
}

/// Chinese.
pub(super) const ZH: AttendanceWords = AttendanceWords {
    paste_no_marks: "粘贴的内容里没有考勤记号",
    paste_too_long: |n| format!("没有粘贴：行数太多，从光标往下只有 {n} 人"),
    paste_too_wide: |n| format!("没有粘贴：列数太多，从光标往右只有 {n} 个半天。只复制考勤记号，不要带姓名"),
    close_dialog: "关闭",
    completion_short: "结业",
    earlier_slots: "前面的时段",
    later_slots: "后面的时段",
    all_present: "本时段全部到课",
    all_present_hint: "只填还没登记的格子，已登记的不变",
    clear_mark: "清除",
    serials: "按序号",
    serials_field: "序号范围",
    enter: "登记",
    walk_in_button: "临时参加…",
    head_counts_button: "只登人数…",
    join_here: "从本时段起参加",
    join_at_once: "从头参加",
    came: "到课",
    attendance_rate: "到课率",
    completed: "结业",
    no_slots_yet: "还没有时段，请先在“基本信息”填写日期",
    nobody_enrolled_yet: "还没有学员，请先在“学员”里加人",
    head_counts_title: "只登人数",
    head_counts_note: "没有名单、只知道人数时使用。人数按区间另列，不计入去重人数。",
    unit: "单位",
    unit_unknown: "（未注明单位）",
    evidence: "依据",
    evidence_hint: "例如 现场照片、纸质名单",
    slot_head: zh_slot_head,
    slot_name: |day, half| format!("{}-{} {}", day.month(), day.day(), records::half(Lang::Zh, half)),
    slot_tip: |name, hours| format!("{name} · {hours} 学时"),
    slot_entered: |slot, n, due| format!("{slot}：已录 {n} / {due}"),
    jumping: |letters| format!("查找 {letters}"),
    completion_rule: |n, of| format!("结业条件：请假不超过学时的 {n}/{of}"),
    head_count_line: |unit, n, evidence| {
        format!("{unit} · {n} 人{}{evidence}", if evidence.is_empty() { "" } else { " · " })
    },
};

/// English.
pub(super) const EN: AttendanceWords = AttendanceWords {
    paste_no_marks: "There are no marks in what was pasted",
    paste_too_long: |n| format!("Nothing was pasted: too many rows; there are {n} people from the cursor down"),
    paste_too_wide: |n| {
        format!(
            "Nothing was pasted: too many columns; there are {n} half days from the cursor on. Copy the marks alone"
        )
    },
    close_dialog: "Close",
    completion_short: "Done",
    earlier_slots: "Earlier half days",
    later_slots: "Later half days",
    all_present: "All present",
    all_present_hint: "Only empty cells are filled in",
    clear_mark: "Clear",
    serials: "By numbers",
    serials_field: "Serial numbers",
    enter: "Enter",
    walk_in_button: "Walk-in…",
    head_counts_button: "Numbers only…",
    join_here: "Joins from this half day",
    join_at_once: "Joins from the beginning",
    came: "Present",
    attendance_rate: "Rate",
    completed: "Completed",
    no_slots_yet: "No half days yet: set the dates first",
    nobody_enrolled_yet: "Nobody is enrolled yet",
    head_counts_title: "Numbers only",
    head_counts_note: "For attendance without names; it is shown apart and never counted as heads.",
    unit: "Unit",
    unit_unknown: "(unknown)",
    evidence: "Evidence",
    evidence_hint: "Such as a photo or a signed list",
    slot_head: en_slot_head,
    slot_name: |day, half| format!("{} {}", records::month_day(Lang::En, day), records::half(Lang::En, half)),
    slot_tip: |name, hours| format!("{name}, {hours} hours"),
    slot_entered: |slot, n, due| format!("{slot}: {n} of {due} entered"),
    jumping: |letters| format!("Find {letters}"),
    completion_rule: |n, of| format!("Completed if at most {n}/{of} of the hours are missed"),
    head_count_line: |unit, n, evidence| format!("{unit}: {n} {evidence}"),
};

/// 20 上, or 6-20 上 with the month.
fn zh_slot_head(day: NaiveDate, half: Half, is_short: bool) -> String {
    let half = match half {
        Half::Morning => "上",
        Half::Afternoon => "下",
    };
    if is_short { format!("{} {half}", day.day()) } else { format!("{}-{} {half}", day.month(), day.day()) }
}

fn en_slot_head(day: NaiveDate, half: Half, is_short: bool) -> String {
    let half = match half {
        Half::Morning => "am",
        Half::Afternoon => "pm",
    };
    if is_short { format!("{} {half}", day.day()) } else { format!("{}/{} {half}", day.day(), day.month()) }
}
