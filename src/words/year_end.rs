//! What the tab of the year's end says, and the dialog that renames and merges units.

use super::Lang;

/// The words in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct YearEndWords {
    pub state_title: fn(i32) -> String,
    pub is_open: &'static str,
    pub is_closed: fn(&str, &str) -> String,
    pub unfinished: fn(usize, usize, usize) -> String,
    pub all_done: &'static str,
    pub show_sessions: &'static str,
    pub close: &'static str,
    pub close_title: fn(i32) -> String,
    pub close_text: &'static str,
    pub close_by: &'static str,
    pub close_confirm: &'static str,
    pub reopen: &'static str,
    pub reopen_title: &'static str,
    pub reopen_text: &'static str,
    pub reason: &'static str,
    pub next_title: fn(i32) -> String,
    pub next_text: &'static str,
    pub next: fn(i32) -> String,
    pub cancel: &'static str,
    pub change_unit: &'static str,
    pub unit_title: fn(&str) -> String,
    pub rename: &'static str,
    pub merge: &'static str,
    pub new_name: &'static str,
    pub into: &'static str,
    pub choose_unit: &'static str,
    pub from_day: &'static str,
    pub rename_note: &'static str,
    pub merge_note: fn(usize) -> String,
    pub carry_out: &'static str,
    pub choose_first: &'static str,
}

impl YearEndWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: YearEndWords = YearEndWords {
    state_title: |year| format!("{year} 年度"),
    is_open: "本年度进行中，可以修改",
    is_closed: |on, by| {
        let by = if by.is_empty() { String::new() } else { format!("，经办：{by}") };
        format!("已于 {on} 结账封存{by}。数字和规则不再变动，只能查看和导出")
    },
    unfinished: |planned, running, marks| {
        format!("还有 {planned} 个未开班的班次、{running} 个未结束的班次、{marks} 个班次考勤未录全")
    },
    all_done: "班次都已结束，考勤齐全",
    show_sessions: "查看班次",
    close: "结账封存…",
    close_title: |year| format!("{year} 年度结账封存"),
    close_text: "结账后本年度不能再修改，所有统计停在年底（或已设的截止日期），规则按现在的保留。确需更正时可以写明原因重新打开",
    close_by: "经办人",
    close_confirm: "结账",
    reopen: "重新打开…",
    reopen_title: "重新打开已结账的年度",
    reopen_text: "原因会记入修改记录",
    reason: "原因",
    next_title: |year| format!("新建 {year} 年度"),
    next_text: "在新文件夹里建立下一年度：带上在册人员（含上次参训日期）、支部、乡镇、场地、教师、课程、仍有效的规则、顺延一年的农忙，以及还没讲的点题。班次、考勤和经费留在本年度",
    next: |year| format!("新建 {year} 年度…"),
    cancel: "取消",
    change_unit: "更名、合并…",
    unit_title: |name| format!("“{name}”更名或合并"),
    rename: "更名",
    merge: "并入",
    new_name: "新名称",
    into: "并入哪个单位",
    choose_unit: "请选择",
    from_day: "从哪天起",
    rename_note: "原名称留作别名，旧名单照样认得",
    merge_note: |people| format!("从这一天起，{people} 人转到接收单位；之前的数字不变"),
    carry_out: "执行",
    choose_first: "先在表里选一个单位",
};

static EN: YearEndWords = YearEndWords {
    state_title: |year| format!("The year {year}"),
    is_open: "The year is open and can be changed",
    is_closed: |on, by| {
        let by = if by.is_empty() { String::new() } else { format!(" by {by}") };
        format!("Closed on {on}{by}. Figures and rules stay as they are; they can be read and exported")
    },
    unfinished: |planned, running, marks| {
        format!("{planned} sessions not begun, {running} not finished, {marks} with marks missing")
    },
    all_done: "All sessions are over and all marks are there",
    show_sessions: "Show sessions",
    close: "Close the year…",
    close_title: |year| format!("Close the year {year}"),
    close_text: "A closed year cannot be changed; every figure stays as on its last day, or on the as-of day, with the rules of now. It can be reopened with a reason",
    close_by: "Closed by",
    close_confirm: "Close it",
    reopen: "Reopen…",
    reopen_title: "Reopen a closed year",
    reopen_text: "The reason goes into the list of edits",
    reason: "Reason",
    next_title: |year| format!("Make the year {year}"),
    next_text: "A new folder with the people who are still there (and when they were last taught), branches, townships, rooms, trainers, courses, rules that still hold, the seasons a year later and topics not yet taught. Sessions, attendance and money stay here",
    next: |year| format!("Make {year}…"),
    cancel: "Cancel",
    change_unit: "Rename or merge…",
    unit_title: |name| format!("Rename or merge “{name}”"),
    rename: "Rename",
    merge: "Merge into",
    new_name: "New name",
    into: "Into which unit",
    choose_unit: "choose one",
    from_day: "From which day",
    rename_note: "The old name stays as another name, so old lists are still understood",
    merge_note: |people| format!("From that day on {people} people belong to the other unit; older figures stay"),
    carry_out: "Do it",
    choose_first: "Choose a unit in the table first",
};
