//! What the page of sessions says: what all of it shares here, and a table for each of its tabs.

mod attendance;
mod basics;
mod costs;
mod enrolment;
mod quotas;

pub use attendance::AttendanceWords;
pub use basics::{BasicsWords, timetable_fault};
pub use costs::CostWords;
pub use enrolment::EnrolmentWords;
pub use quotas::{QuotaWords, reason as quota_reason};

use chrono::Datelike;

use super::{Lang, records};
use crate::model::DateSpan;

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
    /// Link: to the sheet on which marks are entered.
    pub to_sheet: &'static str,
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
    /// Chip: the session stays as it is.
    pub is_locked: &'static str,
    /// What that means.
    pub is_locked_tip: &'static str,
    /// Menu: let nothing move the session.
    pub lock: &'static str,
    /// Menu: let it be moved again.
    pub unlock: &'static str,
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
    /// Field: anything worth remembering.
    pub note: &'static str,
    /// A choice left open.
    pub none: &'static str,
    /// Column: day.
    pub date: &'static str,
    /// Column: credit hours.
    pub hours: &'static str,
    /// Button: remove a line.
    pub remove: &'static str,
    /// Column: number on the sheet.
    pub serial: &'static str,
    /// Column: name.
    pub name: &'static str,
    /// Column: township.
    pub township: &'static str,
    /// Column: branch.
    pub branch: &'static str,
    /// Menu and button: somebody else comes.
    pub replace: &'static str,
    /// Menu and button: takes no part.
    pub withdraw: &'static str,
    /// Only a number is known.
    pub about: fn(u32) -> String,
    /// More people than seats.
    pub over_full: fn(usize) -> String,
    /// Days with weekdays.
    pub span: fn(DateSpan) -> String,
    /// Credit hours.
    pub n_hours: fn(&str) -> String,
    /// The words of the tab of marks, with its dialogs.
    pub attendance: AttendanceWords,
    /// The words of the tab that says what a session is, and of the dialog for a new one.
    pub basics: BasicsWords,
    /// The words of the tab of money.
    pub costs: CostWords,
    /// The words of the tab of people, with its dialogs.
    pub enrolment: EnrolmentWords,
    /// The words of the proposal for quotas.
    pub quotas: QuotaWords,
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
    to_sheet: "去登记考勤",
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
    restore: "恢复为草稿",
    back_to_draft: "退回草稿",
    not_started_yet: "改回未开班",
    still_running: "改回进行中",
    cancel_session: "取消班次",
    is_locked: "已锁定",
    is_locked_tip: "排班、拖动和改期都不会动它；在“更多操作”里解锁",
    lock: "锁定（不改期、不换地）",
    unlock: "解锁",
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
    note: "备注",
    none: "（未定）",
    date: "日期",
    hours: "学时",
    remove: "删除",
    serial: "序号",
    name: "姓名",
    township: "乡镇",
    branch: "支部",
    replace: "替训…",
    withdraw: "退出",
    about: |n| format!("约 {n}"),
    over_full: |n| format!("超员 {n} 人"),
    span: zh_span,
    n_hours: |n| format!("{n} 学时"),
    attendance: attendance::ZH,
    basics: basics::ZH,
    costs: costs::ZH,
    enrolment: enrolment::ZH,
    quotas: quotas::ZH,
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
    to_sheet: "Enter the marks",
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
    restore: "Make it a draft again",
    back_to_draft: "Back to draft",
    not_started_yet: "Not started yet",
    still_running: "Still running",
    cancel_session: "Cancel the session",
    is_locked: "Locked",
    is_locked_tip: "Planning, dragging and new dates leave it as it is; unlock it under More",
    lock: "Lock (days and place stay)",
    unlock: "Unlock",
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
    note: "Note",
    none: "(open)",
    date: "Date",
    hours: "Hours",
    remove: "Remove",
    serial: "No.",
    name: "Name",
    township: "Township",
    branch: "Branch",
    replace: "Replace…",
    withdraw: "Withdraw",
    about: |n| format!("about {n}"),
    over_full: |n| format!("{n} over capacity"),
    span: en_span,
    n_hours: |n| format!("{n} credit hours"),
    attendance: attendance::EN,
    basics: basics::EN,
    costs: costs::EN,
    enrolment: enrolment::EN,
    quotas: quotas::EN,
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
