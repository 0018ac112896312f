//! The words of the tab that says what a session is, and of the dialog for a new one.

use crate::exchange::timetable_block::TimetableFault;
use crate::words::Lang;

/// Why a pasted timetable cannot be taken, and what to do.
pub fn timetable_fault(lang: Lang, fault: &TimetableFault) -> String {
    match fault {
        TimetableFault::Empty => {
            lang.pick("粘贴的内容里没有课程安排", "There is no timetable in what was pasted").to_owned()
        }
        TimetableFault::UnknownTrainer { row, text } => lang.pick(
            format!("没有粘贴：第 {row} 行“{text}”不是已登记的教师，请先在设置里新增"),
            format!("Nothing was pasted: row {row}, “{text}” is no trainer on record; add them in the settings first"),
        ),
        TimetableFault::TooLong { row } => lang.pick(
            format!("没有粘贴：第 {row} 行起没有写日期，也没有空的半天可填"),
            format!("Nothing was pasted: from row {row} on there is no day, and no half day left to fill"),
        ),
    }
}

/// The words of the tab that says what a session is, and of the dialog for a new one.
pub struct BasicsWords {
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
    /// Card: the half days.
    pub slots_title: &'static str,
    /// Column: morning or afternoon.
    pub half: &'static str,
    /// Column: what is taught.
    pub topic: &'static str,
    /// Column: who teaches.
    pub trainer: &'static str,
    /// Button: one more half day.
    pub add_slot: &'static str,
    /// Button: remove a half day.
    pub remove_slot: &'static str,
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
    /// A room or trainer with the session that has them in one of the half days.
    pub taken_by: fn(&str, &str) -> String,
    /// A room with the first day on which it is closed.
    pub closed_on: fn(&str, &str) -> String,
    /// A day worked in exchange.
    pub worked_instead: fn(&str) -> String,
}

/// Chinese.
pub(super) const ZH: BasicsWords = BasicsWords {
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
    slots_title: "时段",
    half: "半天",
    topic: "专题",
    trainer: "教师",
    add_slot: "加一个半天",
    remove_slot: "删除这个半天",
    new_title: "新班次",
    create: "创建",
    whole_day: "全天",
    mornings: "上午",
    afternoons: "下午",
    taken_by: |name, session| format!("{name}（已被“{session}”占用）"),
    closed_on: |name, day| format!("{name}（{day}不开放）"),
    worked_instead: |name| format!("{name}调休上班"),
};

/// English.
pub(super) const EN: BasicsWords = BasicsWords {
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
    slots_title: "Half days",
    half: "Half",
    topic: "Topic",
    trainer: "Trainer",
    add_slot: "Add a half day",
    remove_slot: "Remove this half day",
    new_title: "New session",
    create: "Create",
    whole_day: "Whole days",
    mornings: "Mornings",
    afternoons: "Afternoons",
    taken_by: |name, session| format!("{name} (taken by “{session}”)"),
    closed_on: |name, day| format!("{name} (closed on {day})"),
    worked_instead: |name| format!("{name}: worked instead"),
};
