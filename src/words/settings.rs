//! What the settings page says.

use super::Lang;

/// The words of the page in one language.
#[derive(Debug, Clone, Copy)]
pub struct SettingsWords {
    /// Title of the page.
    pub title: &'static str,
    /// Tab.
    pub programme: &'static str,
    /// Tab.
    pub cohorts: &'static str,
    /// Tab.
    pub townships: &'static str,
    /// Tab.
    pub branches: &'static str,
    /// Tab.
    pub venues: &'static str,
    /// Tab.
    pub trainers: &'static str,
    /// Tab.
    pub courses: &'static str,
    /// Tab.
    pub blackouts: &'static str,
    /// Tab.
    pub holidays: &'static str,
    /// Tab.
    pub rules: &'static str,
    /// Tab.
    pub year_end: &'static str,
    /// Tab.
    pub folder: &'static str,
    /// Button, and name of a new row.
    pub add_cohort: &'static str,
    /// Button, and name of a new row.
    pub add_township: &'static str,
    /// Button, and name of a new row.
    pub add_branch: &'static str,
    /// Button, and name of a new row.
    pub add_venue: &'static str,
    /// Button, and name of a new row.
    pub add_trainer: &'static str,
    /// Button, and name of a new row.
    pub add_course: &'static str,
    /// Button, and name of a new row.
    pub add_blackout: &'static str,
    /// Button, and name of a new row.
    pub add_holiday: &'static str,
    /// Column: a day.
    pub day: &'static str,
    /// Column: its weekday.
    pub weekday: &'static str,
    /// Why a weekday cannot be typed.
    pub weekday_follows: &'static str,
    /// Column: whether people work on it.
    pub free_or_worked: &'static str,
    /// Nobody works.
    pub day_free: &'static str,
    /// Worked in exchange for a holiday.
    pub day_worked: &'static str,
    /// Button: fill in what was announced for the year.
    pub fill_holidays: fn(i32, usize) -> String,
    /// Button, and name of a new row.
    pub add_rule_set: &'static str,
    /// Button: remove the row under the cursor.
    pub delete_row: &'static str,
    /// Said of an empty table.
    pub empty_table: &'static str,
    /// Note below the tables: how to edit.
    pub keys_note: &'static str,
    /// Notice after copying.
    pub copied: &'static str,
    /// Note when nothing may be changed.
    pub read_only: &'static str,
    /// Yes.
    pub yes: &'static str,
    /// No.
    pub no: &'static str,
    /// Every township.
    pub all_townships: &'static str,
    /// A venue that belongs to no township.
    pub district_own: &'static str,
    /// Column.
    pub name: &'static str,
    /// Column.
    pub person_name: &'static str,
    /// Column.
    pub short_name: &'static str,
    /// Column.
    pub kind: &'static str,
    /// Column.
    pub places: &'static str,
    /// Column.
    pub target: &'static str,
    /// Column.
    pub trained_by: &'static str,
    /// Column.
    pub order: &'static str,
    /// Column.
    pub aliases: &'static str,
    /// Column: the first day on which it holds.
    pub since: &'static str,
    /// Column: the first day on which it no longer holds.
    pub until: &'static str,
    /// Column.
    pub township: &'static str,
    /// Column.
    pub grade: &'static str,
    /// Column.
    pub capacity: &'static str,
    /// Column: what a venue costs a day.
    pub day_rate: &'static str,
    /// Column: days on which a venue cannot be used.
    pub closed: &'static str,
    /// Column: several sessions at once.
    pub shared: &'static str,
    /// Column.
    pub trainer_title: &'static str,
    /// Column.
    pub unit: &'static str,
    /// Column.
    pub phone: &'static str,
    /// Column.
    pub subjects: &'static str,
    /// Column.
    pub mode: &'static str,
    /// Column.
    pub level: &'static str,
    /// Column.
    pub course_cohorts: &'static str,
    /// Column.
    pub days: &'static str,
    /// Column.
    pub slot_hours: &'static str,
    /// Column.
    pub max_heads: &'static str,
    /// Column.
    pub purpose: &'static str,
    /// Column.
    pub first_day: &'static str,
    /// Column.
    pub last_day: &'static str,
    /// Column.
    pub source: &'static str,
    /// Column.
    pub verified: &'static str,
    /// Column.
    pub hour_minutes: &'static str,
    /// Column.
    pub leave_limit: &'static str,
    /// Column.
    pub online_cap: &'static str,
    /// Column.
    pub person_day_rate: &'static str,
    /// Column.
    pub max_away: &'static str,
    /// Field.
    pub district: &'static str,
    /// Field.
    pub year: &'static str,
    /// Field.
    pub organiser: &'static str,
    /// Field.
    pub as_of: &'static str,
    /// Field.
    pub ceiling_district: &'static str,
    /// Field.
    pub ceiling_township: &'static str,
    /// Field.
    pub ceiling_village: &'static str,
    /// Heading.
    pub programme_title: &'static str,
    /// Heading.
    pub ceilings_title: &'static str,
    /// Note: what the as-of date does.
    pub as_of_note: &'static str,
    /// Title of the card of whom to send names to.
    pub reply_title: &'static str,
    /// Label of the contact.
    pub contact: &'static str,
    /// Label of the contact's phone.
    pub contact_phone: &'static str,
    /// Label of the days before a session by which names are due.
    pub reply_days: &'static str,
    /// Where the contact is printed.
    pub reply_note: &'static str,
    /// Note: the data is invented.
    pub sample_note: &'static str,
    /// Kind of a cohort.
    pub secretary: &'static str,
    /// Kind of a cohort.
    pub leader: &'static str,
    /// Kind of a cohort.
    pub member: &'static str,
    /// Kind of a cohort.
    pub other: &'static str,
    /// What counts as trained.
    pub by_attendance: &'static str,
    /// What counts as trained.
    pub by_completion: &'static str,
    /// A text that is no number of hours.
    pub hours_unreadable: &'static str,
    /// A number below zero.
    pub number_negative: &'static str,
    /// A text that is no year.
    pub year_unreadable: &'static str,
    /// A text that is no fraction.
    pub fraction_unreadable: &'static str,
    /// A text that is no list of days.
    pub span_unreadable: &'static str,
    /// Between the first and the last of several days.
    pub to: &'static str,
    /// A text that is none of the choices.
    pub no_such_choice: fn(&str) -> String,
    /// What was pasted cannot be taken, so nothing of it was: the reason.
    pub paste_nothing_done: fn(&str) -> String,
    /// A row of what was pasted, and what is wrong with it.
    pub paste_row: fn(usize, &str) -> String,
    /// A cell of what was pasted: its column, its text, and why it cannot be read.
    pub paste_cell: fn(&str, &str, &str) -> String,
    /// A pasted row has more cells than there are columns from the cursor on.
    pub paste_too_wide: fn(usize) -> String,
    /// More rows were pasted than a grid takes.
    pub paste_too_long: fn(usize) -> String,
    /// What was pasted is there already.
    pub paste_same: &'static str,
    /// The ceilings of all levels together.
    pub ceiling_total: fn(&str) -> String,
    /// How many rows are shown.
    pub n_rows: fn(usize) -> String,
}

impl SettingsWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// Chinese.
pub const ZH: SettingsWords = SettingsWords {
    title: "设置",
    programme: "年度计划",
    cohorts: "培训对象",
    townships: "乡镇",
    branches: "支部",
    venues: "场地",
    trainers: "教师",
    courses: "课程",
    blackouts: "农忙",
    holidays: "节假日",
    rules: "规则",
    year_end: "年终",
    folder: "文件夹",
    add_cohort: "新对象",
    add_township: "新乡镇",
    add_branch: "新支部",
    add_venue: "新场地",
    add_trainer: "新教师",
    add_course: "新课程",
    add_blackout: "新农忙",
    add_holiday: "新节假日",
    day: "日期",
    weekday: "星期",
    weekday_follows: "星期由日期决定，请改日期",
    free_or_worked: "放假或上班",
    day_free: "放假",
    day_worked: "上班（调休）",
    fill_holidays: |year, n| format!("补入 {year} 年国务院公布的 {n} 天"),
    add_rule_set: "新规则",
    delete_row: "删除所选",
    empty_table: "还没有内容，点左上角的按钮新增一行。",
    keys_note: "双击、回车或 F2 修改，Tab 到下一格，Esc 放弃；每一格改动都可以撤销。",
    copied: "已复制，可粘贴到电子表格",
    read_only: "此文件夹只读，不能修改",
    yes: "是",
    no: "否",
    all_townships: "全部乡镇",
    district_own: "区级",
    name: "名称",
    person_name: "姓名",
    short_name: "简称",
    kind: "类别",
    places: "名额",
    target: "学时目标",
    trained_by: "计为已训",
    order: "顺序",
    aliases: "别名",
    since: "启用",
    until: "停用",
    township: "乡镇",
    grade: "等次",
    capacity: "容纳人数",
    day_rate: "场租（元/天）",
    closed: "停用日期",
    shared: "可共用",
    trainer_title: "职称",
    unit: "单位",
    phone: "电话",
    subjects: "讲授内容",
    mode: "培训方式",
    level: "级别",
    course_cohorts: "培训对象",
    days: "天数",
    slot_hours: "半天学时",
    max_heads: "每期人数",
    purpose: "目的",
    first_day: "开始",
    last_day: "结束",
    source: "依据",
    verified: "已核对",
    hour_minutes: "每学时分钟",
    leave_limit: "缺课上限",
    online_cap: "线上学时上限",
    person_day_rate: "综合定额（元/人天）",
    max_away: "同日离岗书记上限",
    district: "区县名称",
    year: "年度",
    organiser: "主办单位",
    as_of: "数据截至（留空为今天）",
    ceiling_district: "区级经费上限（元）",
    ceiling_township: "乡镇经费上限（元）",
    ceiling_village: "村级经费上限（元）",
    programme_title: "年度计划",
    ceilings_title: "经费上限",
    as_of_note: "所有数字都按这一天统计；以后的考勤不计入。",
    reply_title: "报名联系",
    contact: "联系人",
    contact_phone: "联系电话",
    reply_days: "开班前几天截止报名（留空为 7）",
    reply_note: "印在区级班次的通知、名额分配表和未回执名单上。",
    sample_note: "这是示例数据，人名均为虚构。",
    secretary: "支部书记",
    leader: "致富带头人",
    member: "普通党员",
    other: "其他",
    by_attendance: "到课即计",
    by_completion: "结业才计",
    hours_unreadable: "请填写学时数，最多一位小数，例如 24 或 1.5",
    number_negative: "不能为负数",
    year_unreadable: "请填写四位年份，例如 2012",
    fraction_unreadable: "请写成分数，例如 1/7",
    span_unreadable: "请写成 2012-3-1至2012-3-5，多段用顿号隔开",
    to: "至",
    no_such_choice: |text| format!("没有“{text}”，请从列表里选"),
    paste_nothing_done: |fault| format!("没有粘贴任何内容：{fault}"),
    paste_row: |row, fault| format!("粘贴内容的第 {row} 行，{fault}"),
    paste_cell: |column, text, reason| format!("{column}“{text}”：{reason}"),
    paste_too_wide: |n| format!("格子太多，从这一列起只有 {n} 列"),
    paste_too_long: |n| format!("超过 {n} 行，请存成文件再导入"),
    paste_same: "粘贴的内容与现有的相同",
    ceiling_total: |yuan| format!("三级合计 {yuan} 元"),
    n_rows: |n| format!("共 {n} 行"),
};

/// English.
pub const EN: SettingsWords = SettingsWords {
    title: "Settings",
    programme: "Programme",
    cohorts: "Cohorts",
    townships: "Townships",
    branches: "Branches",
    venues: "Venues",
    trainers: "Trainers",
    courses: "Courses",
    blackouts: "Blackouts",
    holidays: "Holidays",
    rules: "Rules",
    year_end: "Year's end",
    folder: "Folder",
    add_cohort: "New cohort",
    add_township: "New township",
    add_branch: "New branch",
    add_venue: "New venue",
    add_trainer: "New trainer",
    add_course: "New course",
    add_blackout: "New blackout",
    add_holiday: "New holiday",
    day: "Day",
    weekday: "Weekday",
    weekday_follows: "The weekday follows from the day",
    free_or_worked: "Free or worked",
    day_free: "free",
    day_worked: "worked in exchange",
    fill_holidays: |year, n| format!("Fill in the {n} days announced for {year}"),
    add_rule_set: "New rules",
    delete_row: "Delete",
    empty_table: "Nothing here yet; add a row with the button above.",
    keys_note: "Double-click, Enter or F2 to edit, Tab for the next cell, Esc to leave it; every change can be undone.",
    copied: "Copied; paste it into a spreadsheet",
    read_only: "This folder is open for reading only",
    yes: "yes",
    no: "no",
    all_townships: "All townships",
    district_own: "District",
    name: "Name",
    person_name: "Name",
    short_name: "Short name",
    kind: "Kind",
    places: "Places",
    target: "Hour target",
    trained_by: "Counts as trained",
    order: "Order",
    aliases: "Other names",
    since: "From",
    until: "Until",
    township: "Township",
    grade: "Grade",
    capacity: "Capacity",
    day_rate: "Yuan a day",
    closed: "Closed",
    shared: "Shared",
    trainer_title: "Title",
    unit: "Unit",
    phone: "Phone",
    subjects: "Subjects",
    mode: "Mode",
    level: "Level",
    course_cohorts: "Cohorts",
    days: "Days",
    slot_hours: "Hours a slot",
    max_heads: "Heads",
    purpose: "Purpose",
    first_day: "First day",
    last_day: "Last day",
    source: "Source",
    verified: "Verified",
    hour_minutes: "Minutes an hour",
    leave_limit: "Leave limit",
    online_cap: "Online hours at most",
    person_day_rate: "Rate a person-day",
    max_away: "Most away a day",
    district: "District",
    year: "Year",
    organiser: "Organiser",
    as_of: "As of (empty: today)",
    ceiling_district: "District ceiling (yuan)",
    ceiling_township: "Township ceiling (yuan)",
    ceiling_village: "Village ceiling (yuan)",
    programme_title: "Programme",
    ceilings_title: "Budget ceilings",
    as_of_note: "Every figure refers to this day; later marks do not count.",
    reply_title: "Names to",
    contact: "Contact",
    contact_phone: "Phone",
    reply_days: "Names due, days before a session (empty: 7)",
    reply_note: "Printed on notices, quota tables and lists of the unconfirmed of the district's sessions.",
    sample_note: "This is sample data; the names are invented.",
    secretary: "Secretaries",
    leader: "Leaders",
    member: "Members",
    other: "Other",
    by_attendance: "Attendance",
    by_completion: "Completion",
    hours_unreadable: "Hours with at most one decimal, such as 24 or 1.5",
    number_negative: "Must not be negative",
    year_unreadable: "Four digits, such as 2012",
    fraction_unreadable: "A fraction such as 1/7",
    span_unreadable: "Write 2012-3-1 to 2012-3-5, with commas between",
    to: " to ",
    no_such_choice: |text| format!("There is no “{text}”; choose from the list"),
    paste_nothing_done: |fault| format!("Nothing was pasted: {fault}"),
    paste_row: |row, fault| format!("in row {row} of it, {fault}"),
    paste_cell: |column, text, reason| format!("{column} “{text}”: {reason}"),
    paste_too_wide: |n| format!("too many cells; there are {n} columns from here on"),
    paste_too_long: |n| format!("more than {n} rows; import them from a file"),
    paste_same: "What was pasted is there already",
    ceiling_total: |yuan| format!("{yuan} yuan in all"),
    n_rows: |n| format!("{n} rows"),
};
