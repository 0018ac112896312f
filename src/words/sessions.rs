//! What the page of sessions says.

use chrono::{Datelike, NaiveDate};

use super::{Lang, records};
use crate::model::{DateSpan, Half};

/// The words of the page in one language.
pub struct SessionWords {
    /// The page.
    pub page_title: &'static str,
    /// Button: a new session.
    pub new_session: &'static str,
    /// Button: choose which sessions to show.
    pub filter: &'static str,
    /// Filter: everything.
    pub all_sessions: &'static str,
    /// Filter: sessions with something to attend to.
    pub needs_attention: &'static str,
    /// Title above what rules find in a session.
    pub findings_title: &'static str,
    /// Title above what can be done about it.
    pub alternatives_title: &'static str,
    /// The link that does it.
    pub adopt: &'static str,
    /// Its name for screen readers, with what is done.
    pub adopt_what: fn(&str) -> String,
    /// Which findings it takes away.
    pub mends: fn(&str) -> String,
    /// Accessible name of the list's search field.
    pub search_sessions: &'static str,
    /// Hint in the list's search field.
    pub search_short: &'static str,
    /// Column: the first day.
    pub first_day: &'static str,
    /// Column: the title.
    pub title: &'static str,
    /// Column and field: the way of learning.
    pub mode: &'static str,
    /// Column and field: number of people.
    pub heads: &'static str,
    /// Column: where a session stands.
    pub status: &'static str,
    /// Empty list.
    pub no_sessions_yet: &'static str,
    /// Nothing under the filter.
    pub no_match: &'static str,
    /// No session is chosen.
    pub begin_here: &'static str,
    /// Menu: the attendance sheet.
    pub export_sheet: &'static str,
    /// Menu: one sheet for all.
    pub export_one: &'static str,
    /// Menu: one sheet a township.
    pub export_by_township: &'static str,
    /// A session without half days.
    pub no_dates: &'static str,
    /// Tab.
    pub basics_tab: &'static str,
    /// Tab.
    pub enrolment_tab: &'static str,
    /// Tab.
    pub attendance_tab: &'static str,
    /// Tab.
    pub costs_tab: &'static str,
    /// Button: more that can be done.
    pub more: &'static str,
    /// Menu: a copy of the session.
    pub copy: &'static str,
    /// Menu: remove the session.
    pub delete: &'static str,
    /// Step to published.
    pub publish: &'static str,
    /// Step to running.
    pub start: &'static str,
    /// Step to finished.
    pub finish: &'static str,
    /// Step to closed; button that closes a dialog.
    pub close: &'static str,
    /// Button that leaves a dialog whose work is done.
    pub close_dialog: &'static str,
    /// Step from cancelled to draft.
    pub restore: &'static str,
    /// Step from published to draft.
    pub back_to_draft: &'static str,
    /// Step from running to published.
    pub not_started_yet: &'static str,
    /// Step from finished to running.
    pub still_running: &'static str,
    /// Step to cancelled.
    pub cancel_session: &'static str,
    /// Bar over a closed session.
    pub is_closed: &'static str,
    /// Bar over a cancelled session.
    pub is_cancelled: &'static str,
    /// Link and button: reopen a closed session.
    pub reopen: &'static str,
    /// Dialog.
    pub reopen_title: &'static str,
    /// Dialog: what happens.
    pub reopen_note: &'static str,
    /// Dialog: do it.
    pub reopen_confirm: &'static str,
    /// Field: why.
    pub reason: &'static str,
    /// Hint of the field.
    pub reason_hint: &'static str,
    /// Dialog.
    pub copy_title: &'static str,
    /// Dialog: what is copied.
    pub copy_note: &'static str,
    /// Dialog: do it.
    pub copy_confirm: &'static str,
    /// Button that leaves a dialog.
    pub cancel: &'static str,
    /// Field: the title.
    pub title_field: &'static str,
    /// Field: the first day.
    pub first_day_field: &'static str,
    /// Field: the last day.
    pub last_day_field: &'static str,
    /// Field: who runs it.
    pub level: &'static str,
    /// Field: which unit runs it.
    pub organising_unit: &'static str,
    /// Field: where.
    pub venue: &'static str,
    /// Field: which course.
    pub course: &'static str,
    /// Hint of the course field in the dialog.
    pub course_hint: &'static str,
    /// Field: for whom.
    pub cohorts: &'static str,
    /// Field: the most people.
    pub most_heads: &'static str,
    /// Field: the fewest people.
    pub least_heads: &'static str,
    /// Field: what for.
    pub purpose: &'static str,
    /// Hint for field visits.
    pub purpose_needed: &'static str,
    /// Field: anything worth remembering.
    pub note: &'static str,
    /// A choice left open.
    pub none: &'static str,
    /// Card: the half days.
    pub slots_title: &'static str,
    /// Column: day.
    pub date: &'static str,
    /// Column: morning or afternoon.
    pub half: &'static str,
    /// Column: credit hours.
    pub hours: &'static str,
    /// Column: what is taught.
    pub topic: &'static str,
    /// Column: who teaches.
    pub trainer: &'static str,
    /// Button: one more half day.
    pub add_slot: &'static str,
    /// Button: remove a half day.
    pub remove_slot: &'static str,
    /// Button: remove a line.
    pub remove: &'static str,
    /// Dialog.
    pub new_title: &'static str,
    /// Dialog: do it.
    pub create: &'static str,
    /// Both halves of a day.
    pub whole_day: &'static str,
    /// Mornings only.
    pub mornings: &'static str,
    /// Afternoons only.
    pub afternoons: &'static str,
    /// Column: number on the sheet.
    pub serial: &'static str,
    /// Column: name.
    pub name: &'static str,
    /// Column: township.
    pub township: &'static str,
    /// Column: branch.
    pub branch: &'static str,
    /// Column: post.
    pub post: &'static str,
    /// Column: state of an enrolment.
    pub state: &'static str,
    /// Column: what is worth knowing.
    pub remark: &'static str,
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
    /// Menu and button: somebody else comes.
    pub replace: &'static str,
    /// Menu and button: takes no part.
    pub withdraw: &'static str,
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
    /// Dialog.
    pub walk_in_title: &'static str,
    /// Dialog.
    pub enrol_title: &'static str,
    /// Dialog: take the chosen person.
    pub add: &'static str,
    /// Accessible name of a dialog's search field.
    pub search_person: &'static str,
    /// Hint of that field.
    pub search_person_hint: &'static str,
    /// Accessible name of the people found.
    pub candidates: &'static str,
    /// Why not.
    pub not_in_cohort: &'static str,
    /// Why not.
    pub is_set_apart: &'static str,
    /// Nothing against it.
    pub not_yet_trained: &'static str,
    /// Column: seats of a township.
    pub quota: &'static str,
    /// Column: people named for a quota.
    pub n_named: &'static str,
    /// Button: enrol people.
    pub add_people: &'static str,
    /// Button: remove from the list.
    pub take_off: &'static str,
    /// What it does.
    pub take_off_hint: &'static str,
    /// Button: onto the waiting list.
    pub to_waiting: &'static str,
    /// Button: has confirmed.
    pub confirm: &'static str,
    /// Nobody is enrolled.
    pub enrol_hint: &'static str,
    /// Column: what the money is for.
    pub cost_item: &'static str,
    /// Column: who pays.
    pub payer: &'static str,
    /// Column: planned amount.
    pub planned: &'static str,
    /// Column: amount spent.
    pub actual: &'static str,
    /// Hint: nothing spent yet.
    pub not_yet_paid: &'static str,
    /// No cost lines.
    pub no_costs_yet: &'static str,
    /// Column: the paying unit, and a note.
    pub paid_by_and_note: &'static str,
    /// Button: one more line.
    pub add_cost: &'static str,
    /// Sum.
    pub planned_sum: &'static str,
    /// Sum.
    pub actual_sum: &'static str,
    /// Nobody is chosen in the grid.
    pub choose_first: &'static str,
    /// How many are chosen in the grid.
    pub n_chosen: fn(usize) -> String,
    /// Button: a list of names.
    pub paste_button: &'static str,
    /// Dialog.
    pub paste_title: &'static str,
    /// Dialog: what it does.
    pub paste_note: &'static str,
    /// Accessible name of the field.
    pub paste_field: &'static str,
    /// Hint of the field.
    pub paste_hint: &'static str,
    /// Column: the row as it was pasted.
    pub pasted_row: &'static str,
    /// Column: the person.
    pub who_is_meant: &'static str,
    /// Nobody has that name.
    pub nobody_found: &'static str,
    /// Button: enrol so many.
    pub enrol_n: fn(usize) -> String,
    /// Several people of one name.
    pub namesakes: fn(usize) -> String,
    /// Only a number is known.
    pub about: fn(u32) -> String,
    /// More people than seats.
    pub over_full: fn(usize) -> String,
    /// Days with weekdays.
    pub span: fn(DateSpan) -> String,
    /// Credit hours.
    pub n_hours: fn(&str) -> String,
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
    /// Dialog: who comes for somebody.
    pub substitute_title: fn(&str) -> String,
    /// Stands in the session already.
    pub is_here_already: fn(&str) -> String,
    /// Another session on the same day.
    pub is_elsewhere: fn(&str) -> String,
    /// Trained earlier this year.
    pub trained_already: fn(&str) -> String,
    /// Who came instead.
    pub replaced_by: fn(&str) -> String,
    /// Sum of the quotas and the seats.
    pub quota_sum: fn(u32, u32) -> String,
    /// Accessible name of a quota's field.
    pub quota_of: fn(&str) -> String,
    /// Button: fill a quota.
    pub fill_up: fn(&str, usize) -> String,
    /// Too few people to fill a quota.
    pub not_enough_untrained: fn(&str, usize, usize) -> String,
    /// Seats taken, seats, people waiting.
    pub seats: fn(usize, u32, usize) -> String,
    /// Cost per head.
    pub per_head: fn(&str, u64) -> String,
    /// A day worked in exchange.
    pub worked_instead: fn(&str) -> String,
}

impl SessionWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// Chinese.
pub const ZH: SessionWords = SessionWords {
    page_title: "班次",
    new_session: "新班次",
    filter: "筛选",
    all_sessions: "全部班次",
    needs_attention: "需要关注",
    findings_title: "需要处理",
    alternatives_title: "可行的改法",
    adopt: "采用",
    adopt_what: |what| format!("采用：{what}"),
    mends: |rules| format!("解决：{rules}"),
    search_sessions: "搜索班次",
    search_short: "搜索",
    first_day: "开班",
    title: "名称",
    mode: "方式",
    heads: "人数",
    status: "状态",
    no_sessions_yet: "还没有班次，按 Ctrl+N 新建一个",
    no_match: "没有符合条件的班次",
    begin_here: "从左边选一个班次，或按 Ctrl+N 新建",
    export_sheet: "导出签到表",
    export_one: "全班一张表…",
    export_by_township: "每个乡镇一张表…",
    no_dates: "未定日期",
    basics_tab: "基本信息",
    enrolment_tab: "学员",
    attendance_tab: "考勤",
    costs_tab: "经费",
    more: "更多操作",
    copy: "复制为新班次…",
    delete: "删除班次",
    publish: "发布",
    start: "开班",
    finish: "结束",
    close: "归档",
    close_dialog: "关闭",
    restore: "恢复为草稿",
    back_to_draft: "退回草稿",
    not_started_yet: "改回未开班",
    still_running: "改回进行中",
    cancel_session: "取消班次",
    is_closed: "已归档，内容不能修改",
    is_cancelled: "已取消，恢复为草稿后才能修改学员和考勤",
    reopen: "重新打开…",
    reopen_title: "重新打开已归档的班次",
    reopen_note: "原因会写进备注和修改记录。改完后请再次归档。",
    reopen_confirm: "重新打开",
    reason: "原因",
    reason_hint: "例如 补录 19 日下午考勤",
    copy_title: "复制为新班次",
    copy_note: "时段、名额、场地照搬，不带学员、考勤和经费；期数自动加一。",
    copy_confirm: "复制",
    cancel: "取消",
    title_field: "班次名称",
    first_day_field: "开班日期",
    last_day_field: "结束日期",
    level: "层级",
    organising_unit: "主办单位",
    venue: "场地",
    course: "课程",
    course_hint: "输入课程名或拼音首字母，如 sjlx",
    cohorts: "培训对象",
    most_heads: "容纳人数",
    least_heads: "最少人数",
    purpose: "培训目的",
    purpose_needed: "参观考察须写明教学目的",
    note: "备注",
    none: "（未定）",
    slots_title: "时段",
    date: "日期",
    half: "半天",
    hours: "学时",
    topic: "专题",
    trainer: "教师",
    add_slot: "加一个半天",
    remove_slot: "删除这个半天",
    remove: "删除",
    new_title: "新班次",
    create: "创建",
    whole_day: "全天",
    mornings: "上午",
    afternoons: "下午",
    serial: "序号",
    name: "姓名",
    township: "乡镇",
    branch: "支部",
    post: "职务",
    state: "状态",
    remark: "提示",
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
    replace: "替训…",
    withdraw: "退出",
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
    walk_in_title: "临时参加的人员",
    enrol_title: "添加学员",
    add: "加入",
    search_person: "查找人员",
    search_person_hint: "姓名或拼音首字母，回车加入",
    candidates: "可选人员",
    not_in_cohort: "不属于本班次的培训对象",
    is_set_apart: "免于硬性要求或流动在外",
    not_yet_trained: "今年未训",
    quota: "名额",
    n_named: "已报",
    add_people: "添加人员",
    take_off: "移出",
    take_off_hint: "从名单中去掉，考勤一并删除；可撤销",
    to_waiting: "候补",
    confirm: "已回执",
    enrol_hint: "先在左边填各乡镇名额，再按 ＋ 补齐未训人员，或点“添加人员”",
    cost_item: "项目",
    payer: "出资",
    planned: "预算（元）",
    actual: "实际（元）",
    not_yet_paid: "未支出",
    no_costs_yet: "还没有经费记录",
    paid_by_and_note: "备注",
    add_cost: "加一行",
    planned_sum: "预算合计",
    actual_sum: "实际合计",
    choose_first: "选中学员后，可在这里改状态、替训或移出",
    n_chosen: |n| format!("所选 {n} 人："),
    paste_button: "粘贴名单…",
    paste_title: "粘贴名单",
    paste_note: "从 Excel 或 WPS 复制姓名（可连同乡镇、支部、电话），贴到下面；确认前不会改动任何数据。",
    paste_field: "粘贴的名单",
    paste_hint: "Ctrl+V 粘贴",
    pasted_row: "粘贴的内容",
    who_is_meant: "对应人员",
    nobody_found: "查无此人",
    enrol_n: |n| format!("加入 {n} 人"),
    namesakes: |n| format!("{n} 人同名，请选择"),
    about: |n| format!("约 {n}"),
    over_full: |n| format!("超员 {n} 人"),
    span: zh_span,
    n_hours: |n| format!("{n} 学时"),
    slot_head: zh_slot_head,
    slot_name: |day, half| format!("{}-{} {}", day.month(), day.day(), records::half(Lang::Zh, half)),
    slot_tip: |name, hours| format!("{name} · {hours} 学时"),
    slot_entered: |slot, n, due| format!("{slot}：已录 {n} / {due}"),
    jumping: |letters| format!("查找 {letters}"),
    completion_rule: |n, of| format!("结业条件：请假不超过学时的 {n}/{of}"),
    head_count_line: |unit, n, evidence| {
        format!("{unit} · {n} 人{}{evidence}", if evidence.is_empty() { "" } else { " · " })
    },
    substitute_title: |name| format!("谁替 {name} 参训"),
    is_here_already: |state| format!("已在名单：{state}"),
    is_elsewhere: |title| format!("同日在“{title}”"),
    trained_already: |title| format!("今年已训：{title}"),
    replaced_by: |name| format!("由 {name} 替训"),
    quota_sum: |n, of| format!("名额分配 {n} / {of}"),
    quota_of: |unit| format!("{unit}名额"),
    fill_up: |unit, n| format!("从{unit}未训人员中补 {n} 人"),
    not_enough_untrained: |unit, n, of| format!("{unit}未训且当天有空的只有 {n} 人，还差 {} 人", of - n),
    seats: |n, of, waiting| format!("{n} / {of} 人 · 候补 {waiting}"),
    per_head: |amount, heads| format!("人均 {amount}（{heads} 人）"),
    worked_instead: |name| format!("{name}调休上班"),
};

/// English.
pub const EN: SessionWords = SessionWords {
    page_title: "Sessions",
    new_session: "New session",
    filter: "Filter",
    all_sessions: "All sessions",
    needs_attention: "Needs attention",
    findings_title: "To be dealt with",
    alternatives_title: "What can be done",
    adopt: "Adopt",
    adopt_what: |what| format!("Adopt: {what}"),
    mends: |rules| format!("Mends: {rules}"),
    search_sessions: "Search sessions",
    search_short: "Search",
    first_day: "Start",
    title: "Title",
    mode: "Mode",
    heads: "Heads",
    status: "Status",
    no_sessions_yet: "No sessions yet; press Ctrl+N for the first",
    no_match: "No session matches",
    begin_here: "Choose a session on the left, or press Ctrl+N",
    export_sheet: "Attendance sheet",
    export_one: "One sheet for all…",
    export_by_township: "One sheet a township…",
    no_dates: "No dates yet",
    basics_tab: "Basics",
    enrolment_tab: "People",
    attendance_tab: "Attendance",
    costs_tab: "Costs",
    more: "More",
    copy: "Copy to a new session…",
    delete: "Delete the session",
    publish: "Publish",
    start: "Start",
    finish: "Finish",
    close: "Archive",
    close_dialog: "Close",
    restore: "Make it a draft again",
    back_to_draft: "Back to draft",
    not_started_yet: "Not started yet",
    still_running: "Still running",
    cancel_session: "Cancel the session",
    is_closed: "Archived: nothing can be changed",
    is_cancelled: "Cancelled: make it a draft again to change people and marks",
    reopen: "Reopen…",
    reopen_title: "Reopen an archived session",
    reopen_note: "The reason goes into the note and the history. Archive it again afterwards.",
    reopen_confirm: "Reopen",
    reason: "Reason",
    reason_hint: "Such as: marks of the 19th were missing",
    copy_title: "Copy to a new session",
    copy_note: "Half days, quotas and venue are copied; people, marks and costs are not.",
    copy_confirm: "Copy",
    cancel: "Cancel",
    title_field: "Title",
    first_day_field: "First day",
    last_day_field: "Last day",
    level: "Level",
    organising_unit: "Organised by",
    venue: "Venue",
    course: "Course",
    course_hint: "Type the course's name or initials",
    cohorts: "For",
    most_heads: "Capacity",
    least_heads: "Least",
    purpose: "Purpose",
    purpose_needed: "A field visit must say what it is for",
    note: "Note",
    none: "(open)",
    slots_title: "Half days",
    date: "Date",
    half: "Half",
    hours: "Hours",
    topic: "Topic",
    trainer: "Trainer",
    add_slot: "Add a half day",
    remove_slot: "Remove this half day",
    remove: "Remove",
    new_title: "New session",
    create: "Create",
    whole_day: "Whole days",
    mornings: "Mornings",
    afternoons: "Afternoons",
    serial: "No.",
    name: "Name",
    township: "Township",
    branch: "Branch",
    post: "Post",
    state: "State",
    remark: "Remark",
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
    replace: "Replace…",
    withdraw: "Withdraw",
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
    walk_in_title: "Walk-in",
    enrol_title: "Add people",
    add: "Add",
    search_person: "Find a person",
    search_person_hint: "Name or initials, Enter adds",
    candidates: "People found",
    not_in_cohort: "In no cohort of this session",
    is_set_apart: "Exempt or away",
    not_yet_trained: "Not yet trained this year",
    quota: "Quota",
    n_named: "Named",
    add_people: "Add people",
    take_off: "Remove",
    take_off_hint: "Takes them off the list with their marks; can be undone",
    to_waiting: "Waiting list",
    confirm: "Confirmed",
    enrol_hint: "Fill in quotas on the left, then add names with +",
    cost_item: "Item",
    payer: "Payer",
    planned: "Planned",
    actual: "Spent",
    not_yet_paid: "none yet",
    no_costs_yet: "No cost lines yet",
    paid_by_and_note: "Note",
    add_cost: "Add a line",
    planned_sum: "Planned",
    actual_sum: "Spent",
    choose_first: "Choose people to change their state here",
    n_chosen: |n| format!("{n} chosen:"),
    paste_button: "Paste names…",
    paste_title: "Paste names",
    paste_note: "Copy names from a spreadsheet, with township, branch or phone if you like; nothing changes until you confirm.",
    paste_field: "Pasted names",
    paste_hint: "Ctrl+V pastes",
    pasted_row: "Pasted row",
    who_is_meant: "Person",
    nobody_found: "Nobody found",
    enrol_n: |n| format!("Add {n}"),
    namesakes: |n| format!("{n} of that name: choose"),
    about: |n| format!("about {n}"),
    over_full: |n| format!("{n} over capacity"),
    span: en_span,
    n_hours: |n| format!("{n} credit hours"),
    slot_head: en_slot_head,
    slot_name: |day, half| format!("{} {}", records::month_day(Lang::En, day), records::half(Lang::En, half)),
    slot_tip: |name, hours| format!("{name}, {hours} hours"),
    slot_entered: |slot, n, due| format!("{slot}: {n} of {due} entered"),
    jumping: |letters| format!("Find {letters}"),
    completion_rule: |n, of| format!("Completed if at most {n}/{of} of the hours are missed"),
    head_count_line: |unit, n, evidence| format!("{unit}: {n} {evidence}"),
    substitute_title: |name| format!("Who comes for {name}"),
    is_here_already: |state| format!("On the list: {state}"),
    is_elsewhere: |title| format!("In “{title}” on the same day"),
    trained_already: |title| format!("Trained this year: {title}"),
    replaced_by: |name| format!("Replaced by {name}"),
    quota_sum: |n, of| format!("Quotas {n} of {of}"),
    quota_of: |unit| format!("Quota of {unit}"),
    fill_up: |unit, n| format!("Add {n} not yet trained from {unit}"),
    not_enough_untrained: |unit, n, of| format!("{unit} has only {n} of the {of} people wanted"),
    seats: |n, of, waiting| format!("{n} of {of}, {waiting} waiting"),
    per_head: |amount, heads| format!("{amount} a head ({heads})"),
    worked_instead: |name| format!("{name}: worked instead"),
};

/// 6 月 18 日（周一）至 20 日
fn zh_span(span: DateSpan) -> String {
    let weekday = records::weekday(Lang::Zh, span.first.weekday());
    let first = format!("{}（{weekday}）", records::month_day(Lang::Zh, span.first));
    if span.first == span.last {
        first
    } else if span.first.month() == span.last.month() {
        format!("{first}至 {} 日", span.last.day())
    } else {
        format!("{first}至 {}", records::month_day(Lang::Zh, span.last))
    }
}

fn en_span(span: DateSpan) -> String {
    let weekday = records::weekday(Lang::En, span.first.weekday());
    let first = format!("{weekday} {}", records::month_day(Lang::En, span.first));
    if span.first == span.last { first } else { format!("{first} – {}", records::month_day(Lang::En, span.last)) }
}

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
