//! What the people page says.

use super::Lang;

/// The words of the page in one language.
#[derive(Debug, Clone, Copy)]
pub struct PeopleWords {
    /// Title of the page.
    pub title: &'static str,
    /// Accessible name of the search field.
    pub search_name: &'static str,
    /// Placeholder of the search field.
    pub search_hint: &'static str,
    /// Filter: every unit.
    pub all_townships: &'static str,
    /// What the hours filter is called, before its choice.
    pub hours_filter: &'static str,
    /// What the cohort filter is called, before its choice.
    pub cohort_filter: &'static str,
    /// What the state filter is called, before its choice.
    pub state_filter: &'static str,
    /// Filter: everything.
    pub all: &'static str,
    /// Filter: hours reached.
    pub hours_reached: &'static str,
    /// Filter: hours missing.
    pub hours_short: &'static str,
    /// Trained.
    pub trained: &'static str,
    /// Not yet trained.
    pub not_trained: &'static str,
    /// Not yet trained, and without a seat to come.
    pub unplaced: &'static str,
    /// No hard duty.
    pub exempt: &'static str,
    /// Away for over half a year.
    pub floating: &'static str,
    /// The last day on which somebody was taught in an earlier year.
    pub taught_before: fn(chrono::NaiveDate) -> String,
    /// Chip of the filter by branch; takes it off.
    pub of_branch: &'static str,
    /// Button that takes all filters off.
    pub clear_filters: &'static str,
    /// Button: add a person.
    pub new_person: &'static str,
    /// Menu of what is done with lists from elsewhere.
    pub lists: &'static str,
    /// Button: paste a list from a spreadsheet.
    pub paste_list: &'static str,
    /// Accessible name of the grid.
    pub grid_name: &'static str,
    /// Column.
    pub col_name: &'static str,
    /// Column.
    pub col_sex: &'static str,
    /// Column.
    pub col_township: &'static str,
    /// Column.
    pub col_branch: &'static str,
    /// Column.
    pub col_post: &'static str,
    /// Column.
    pub col_cohorts: &'static str,
    /// Column.
    pub col_hours: &'static str,
    /// Column.
    pub col_sessions: &'static str,
    /// Column.
    pub col_phone: &'static str,
    /// Column of the copied table.
    pub col_id_number: &'static str,
    /// Column of the copied table.
    pub col_birth: &'static str,
    /// Column of the paste preview.
    pub col_row: &'static str,
    /// Column of the paste preview.
    pub col_outcome: &'static str,
    /// Column of the paste preview.
    pub col_reason: &'static str,
    /// Said when there is nobody at all.
    pub empty_title: &'static str,
    /// What to do when there is nobody at all.
    pub empty_text: &'static str,
    /// Said when nobody passes the filters.
    pub no_hits_title: &'static str,
    /// What to do when nobody passes the filters.
    pub no_hits_text: &'static str,
    /// Said in the detail while nobody is chosen.
    pub choose_someone: &'static str,
    /// Said of a person without a branch.
    pub nobody_home: &'static str,
    /// Said of a person in no cohort.
    pub no_cohort: &'static str,
    /// Said after the hours when they reach the target.
    pub reached: &'static str,
    /// Said after the hours when there is no target.
    pub no_target: &'static str,
    /// Heading.
    pub history: &'static str,
    /// Said when there is no session.
    pub no_history: &'static str,
    /// Heading.
    pub topics: &'static str,
    /// Heading: branches and posts with their dates.
    pub places: &'static str,
    /// Heading of the form.
    pub particulars: &'static str,
    /// Button: open the form.
    pub edit: &'static str,
    /// Button: close the form.
    pub done: &'static str,
    /// Button: move to another branch.
    pub move_to: &'static str,
    /// Button: a new post from a day on.
    pub new_term: &'static str,
    /// Menu: put into a cohort.
    pub join_cohort: &'static str,
    /// Menu: take out of a cohort.
    pub leave_cohort: &'static str,
    /// Item: choose who stands in.
    pub set_cover: &'static str,
    /// Item: nobody stands in any more.
    pub end_cover: &'static str,
    /// Title of the dialog that asks who stands in.
    pub choose_cover: &'static str,
    /// Its search field.
    pub cover_search: &'static str,
    /// Who stands in for whom.
    pub covers: fn(&str) -> String,
    /// Menu: exempt.
    pub exempt_menu: &'static str,
    /// Item: end an exemption.
    pub end_exemption: &'static str,
    /// Button: enrol in a session.
    pub enrol_in: &'static str,
    /// Button: copy as a table.
    pub copy: &'static str,
    /// Button: choose nobody.
    pub clear_choice: &'static str,
    /// Menu with what else can be done.
    pub more: &'static str,
    /// Item and field: moved away.
    pub moved_away: &'static str,
    /// Item and field: died.
    pub died: &'static str,
    /// Item: belongs to the district again.
    pub back_here: &'static str,
    /// Item: take the record away.
    pub remove: &'static str,
    /// Button: leave a dialog.
    pub cancel: &'static str,
    /// Button: do it.
    pub apply: &'static str,
    /// Title of a dialog.
    pub choose_branch: &'static str,
    /// Title of a dialog.
    pub choose_session: &'static str,
    /// Field: from which day on.
    pub from_day: &'static str,
    /// Field: on which day.
    pub on_day: &'static str,
    /// Field of a dialog.
    pub branch_search: &'static str,
    /// Field of a dialog.
    pub session_search: &'static str,
    /// Said when a list in a dialog is empty.
    pub nothing_found: &'static str,
    /// Title of a dialog.
    pub new_person_title: &'static str,
    /// Button: add.
    pub add: &'static str,
    /// Field.
    pub name: &'static str,
    /// Field.
    pub post: &'static str,
    /// Field.
    pub phone: &'static str,
    /// Field.
    pub id_number: &'static str,
    /// Why half a mask is no number.
    pub number_half_masked: &'static str,
    /// Field.
    pub birth: &'static str,
    /// Field.
    pub sex: &'static str,
    /// Field.
    pub note: &'static str,
    /// Field.
    pub branch: &'static str,
    /// Field.
    pub cohort: &'static str,
    /// Field: away from a day on.
    pub floating_from: &'static str,
    /// Field: back on a day.
    pub floating_until: &'static str,
    /// Field.
    pub moved_on: &'static str,
    /// Field.
    pub died_on: &'static str,
    /// Field.
    pub exempt_why: &'static str,
    /// Field.
    pub exempt_from: &'static str,
    /// Field.
    pub exempt_until: &'static str,
    /// A value that is not known.
    pub unknown: &'static str,
    /// A choice of nothing.
    pub none: &'static str,
    /// Title of a dialog.
    pub term_title: &'static str,
    /// Title of a dialog.
    pub moved_title: &'static str,
    /// Title of a dialog.
    pub died_title: &'static str,
    /// Title of a dialog.
    pub paste_title: &'static str,
    /// What to do in the paste dialog.
    pub paste_hint: &'static str,
    /// Field of the paste dialog.
    pub paste_field: &'static str,
    /// Accessible name of the preview.
    pub paste_grid: &'static str,
    /// Button: take the rows.
    pub paste_apply: &'static str,
    /// A row of a paste.
    pub outcome_new: &'static str,
    /// A row of a paste.
    pub outcome_changed: &'static str,
    /// A row of a paste.
    pub outcome_unchanged: &'static str,
    /// A row of a paste.
    pub outcome_conflict: &'static str,
    /// A row of a paste.
    pub outcome_refused: &'static str,
    /// Said when nothing has been pasted.
    pub paste_nothing: &'static str,
    /// Said when no column of names is recognised.
    pub paste_no_names: &'static str,
    /// Choice: the cohort of rows that name none.
    pub paste_cohort: &'static str,
    /// Link: a row is the person who is known.
    pub same_person: &'static str,
    /// Link: a row is somebody else.
    pub other_person: &'static str,
    /// Of a session: completed.
    pub completed: &'static str,
    /// Of a session: not completed.
    pub not_completed: &'static str,
    /// Of a session under way: attended.
    pub attended: &'static str,
    /// Of a session held: never came.
    pub not_attended: &'static str,
    /// A period without a beginning.
    pub since_ever: &'static str,
    /// A period without an end.
    pub until_now: &'static str,
    /// Chip of a person no longer here.
    pub gone: &'static str,
    /// Chip of a person who died.
    pub dead: &'static str,
    /// Notice after copying.
    pub copied: &'static str,
    /// How many people there are.
    pub n_people: fn(&str) -> String,
    /// How many people there are and how many pass the filters.
    pub n_hits: fn(&str, &str) -> String,
    /// How many people are chosen.
    pub n_chosen: fn(&str) -> String,
    /// The hours' target and what is said of it.
    pub of_target: fn(&str, &str) -> String,
    /// How many hours are missing.
    pub hours_missing: fn(&str) -> String,
    /// So many hours.
    pub hours: fn(&str) -> String,
    /// Whom a dialog is about: how many.
    pub people_affected: fn(&str) -> String,
    /// What a paste would do: new, changed, unchanged, conflicts, refused.
    pub paste_summary: fn([usize; 5]) -> String,
    /// Which columns were recognised.
    pub paste_columns: fn(&str) -> String,
    /// How full a session is.
    pub enrolled_note: fn(&str, u32) -> String,
    /// For how many of the people a session is, before how full it is.
    pub fits: fn(usize, usize) -> String,
}

impl PeopleWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// Chinese.
pub const ZH: PeopleWords = PeopleWords {
    title: "人员",
    search_name: "搜索人员",
    search_hint: "姓名、拼音首字母",
    all_townships: "全部乡镇",
    hours_filter: "学时：",
    cohort_filter: "对象：",
    state_filter: "状态：",
    all: "全部",
    hours_reached: "已达标",
    hours_short: "未完成",
    trained: "已训",
    not_trained: "未训",
    unplaced: "未训且未排班",
    exempt: "免训",
    floating: "流动",
    taught_before: |day| format!("以往年度最近参训：{day}"),
    of_branch: "支部：",
    clear_filters: "清除筛选",
    new_person: "新人员",
    lists: "名单",
    paste_list: "粘贴名单…",
    grid_name: "人员名册",
    col_name: "姓名",
    col_sex: "性别",
    col_township: "乡镇",
    col_branch: "支部",
    col_post: "职务",
    col_cohorts: "培训对象",
    col_hours: "学时",
    col_sessions: "班次",
    col_phone: "电话",
    col_id_number: "身份证号",
    col_birth: "出生日期",
    col_row: "行",
    col_outcome: "结果",
    col_reason: "说明",
    empty_title: "还没有人员",
    empty_text: "在电子表格里复制名单（含表头：姓名、乡镇、支部……），在这里按 Ctrl+V 粘贴；也可以逐个新增。",
    no_hits_title: "没有符合条件的人员",
    no_hits_text: "换个写法试试：姓名、全拼或首字母（例如 ljg）都可以；或者清除筛选。",
    choose_someone: "选中一人，这里显示学时、培训经历和点题",
    nobody_home: "未定支部",
    no_cohort: "无培训对象",
    reached: "已达标",
    no_target: "无学时要求",
    history: "培训经历",
    no_history: "本年度还没有参加过班次",
    topics: "点过的题",
    places: "支部与职务",
    particulars: "个人信息",
    edit: "修改",
    done: "完成",
    move_to: "调整支部…",
    new_term: "任新职务…",
    join_cohort: "加入对象",
    leave_cohort: "退出对象",
    set_cover: "设置替岗搭档…",
    end_cover: "取消替岗搭档",
    choose_cover: "与谁互为替岗",
    cover_search: "搜索同乡镇人员",
    covers: |name| format!("与{name}互为替岗，不同时外出参训"),
    exempt_menu: "免训",
    end_exemption: "取消免训",
    enrol_in: "加入班次…",
    copy: "复制为表格",
    clear_choice: "取消选择",
    more: "更多",
    moved_away: "迁出…",
    died: "去世…",
    back_here: "恢复在册",
    remove: "删除",
    cancel: "取消",
    apply: "确定",
    choose_branch: "调整到哪个支部",
    choose_session: "加入哪个班次",
    from_day: "自何日起",
    on_day: "日期",
    branch_search: "查找支部",
    session_search: "查找班次",
    nothing_found: "没有符合的",
    new_person_title: "新增人员",
    add: "新增",
    name: "姓名",
    post: "职务",
    phone: "电话",
    id_number: "身份证号",
    number_half_masked: "请输入完整的号码，或先在右上角显示号码",
    birth: "出生日期",
    sex: "性别",
    note: "备注",
    branch: "支部",
    cohort: "培训对象",
    floating_from: "外出流动自",
    floating_until: "返乡日期",
    moved_on: "迁出日期",
    died_on: "去世日期",
    exempt_why: "免训原因",
    exempt_from: "免训自",
    exempt_until: "免训至",
    unknown: "未填",
    none: "无",
    term_title: "任新职务",
    moved_title: "迁出",
    died_title: "去世",
    paste_title: "粘贴名单",
    paste_hint: "在电子表格里复制（含表头一行），在下面粘贴。系统先说明看懂了什么，确定以后才改动，且可以一步撤销。",
    paste_field: "名单内容",
    paste_grid: "粘贴预览",
    paste_apply: "导入",
    outcome_new: "新增",
    outcome_changed: "补充",
    outcome_unchanged: "无变化",
    outcome_conflict: "待决定",
    outcome_refused: "不能导入",
    paste_nothing: "还没有内容",
    paste_no_names: "没有认出“姓名”一列，请连同表头一起复制",
    paste_cohort: "未写明对象的计入：",
    same_person: "是同一人",
    other_person: "是另一人",
    completed: "结业",
    not_completed: "未结业",
    attended: "到课",
    not_attended: "未到课",
    since_ever: "起",
    until_now: "至今",
    gone: "已迁出",
    dead: "已去世",
    copied: "已复制，可粘贴到电子表格",
    n_people: |n| format!("{n} 人"),
    n_hits: |n, hits| format!("{n} 人，命中 {hits}"),
    n_chosen: |n| format!("已选 {n} 人"),
    of_target: |target, state| format!("/ {target} 学时，{state}"),
    hours_missing: |n| format!("还差 {n}"),
    hours: |n| format!("{n} 学时"),
    people_affected: |n| format!("共 {n} 人"),
    paste_summary: |[new, changed, same, conflict, refused]| {
        format!("新增 {new}，改动 {changed}，无变化 {same}，冲突 {conflict}，不能导入 {refused}")
    },
    paste_columns: |names| format!("认出的列：{names}"),
    fits: |n, of| format!("只适合其中 {n} / {of} 人 · "),
    enrolled_note: |n, max| format!("{n}/{max}"),
};

/// English.
pub const EN: PeopleWords = PeopleWords {
    title: "People",
    search_name: "Search people",
    search_hint: "Name or pinyin initials",
    all_townships: "All townships",
    hours_filter: "Hours: ",
    cohort_filter: "Cohort: ",
    state_filter: "State: ",
    all: "all",
    hours_reached: "reached",
    hours_short: "short",
    trained: "Trained",
    not_trained: "Not yet trained",
    unplaced: "Not yet trained, no seat",
    exempt: "Exempt",
    floating: "Floating",
    taught_before: |day| format!("Last taught in an earlier year: {day}"),
    of_branch: "Branch: ",
    clear_filters: "Clear filters",
    new_person: "New person",
    lists: "Lists",
    paste_list: "Paste list…",
    grid_name: "People",
    col_name: "Name",
    col_sex: "Sex",
    col_township: "Township",
    col_branch: "Branch",
    col_post: "Post",
    col_cohorts: "Cohorts",
    col_hours: "Hours",
    col_sessions: "Sessions",
    col_phone: "Phone",
    col_id_number: "ID number",
    col_birth: "Born",
    col_row: "Row",
    col_outcome: "Outcome",
    col_reason: "Why",
    empty_title: "Nobody here yet",
    empty_text: "Copy a list with its headings from a spreadsheet and press Ctrl+V here, or add people one by one.",
    no_hits_title: "Nobody matches",
    no_hits_text: "Try the name, pinyin or initials (such as ljg), or clear the filters.",
    choose_someone: "Choose a person to see hours, sessions and topics",
    nobody_home: "no branch",
    no_cohort: "in no cohort",
    reached: "reached",
    no_target: "no target",
    history: "Sessions",
    no_history: "No session this year",
    topics: "Topics asked",
    places: "Branches and posts",
    particulars: "Particulars",
    edit: "Edit",
    done: "Done",
    move_to: "Move to branch…",
    new_term: "New post…",
    join_cohort: "Add to cohort",
    leave_cohort: "Leave cohort",
    set_cover: "Set stand-in…",
    end_cover: "End stand-in",
    choose_cover: "Who stands in",
    cover_search: "Search people of the township",
    covers: |name| format!("{name} stands in; the two are not called away together"),
    exempt_menu: "Exempt",
    end_exemption: "End exemption",
    enrol_in: "Enrol…",
    copy: "Copy as table",
    clear_choice: "Clear",
    more: "More",
    moved_away: "Moved away…",
    died: "Died…",
    back_here: "Back in the district",
    remove: "Delete",
    cancel: "Cancel",
    apply: "OK",
    choose_branch: "Move to which branch",
    choose_session: "Enrol in which session",
    from_day: "From",
    on_day: "Date",
    branch_search: "Find branch",
    session_search: "Find session",
    nothing_found: "Nothing found",
    new_person_title: "New person",
    add: "Add",
    name: "Name",
    post: "Post",
    phone: "Phone",
    id_number: "ID number",
    number_half_masked: "Type the whole number, or show the numbers first",
    birth: "Born",
    sex: "Sex",
    note: "Note",
    branch: "Branch",
    cohort: "Cohort",
    floating_from: "Away since",
    floating_until: "Back on",
    moved_on: "Moved away on",
    died_on: "Died on",
    exempt_why: "Exempt because",
    exempt_from: "Exempt from",
    exempt_until: "Exempt until",
    unknown: "not known",
    none: "none",
    term_title: "New post",
    moved_title: "Moved away",
    died_title: "Died",
    paste_title: "Paste list",
    paste_hint: "Copy rows with their headings from a spreadsheet and paste them below. Nothing changes before you agree, and it can be undone in one step.",
    paste_field: "Rows",
    paste_grid: "Preview",
    paste_apply: "Import",
    outcome_new: "new",
    outcome_changed: "changed",
    outcome_unchanged: "unchanged",
    outcome_conflict: "to decide",
    outcome_refused: "refused",
    paste_nothing: "Nothing pasted yet",
    paste_no_names: "No column of names found; copy the headings too",
    paste_cohort: "Rows without a cohort: ",
    same_person: "Same person",
    other_person: "Somebody else",
    completed: "completed",
    not_completed: "not completed",
    attended: "attended",
    not_attended: "never came",
    since_ever: "from the start",
    until_now: "today",
    gone: "moved away",
    dead: "died",
    copied: "Copied; paste it into a spreadsheet",
    n_people: |n| format!("{n} people"),
    n_hits: |n, hits| format!("{hits} of {n} people"),
    n_chosen: |n| format!("{n} chosen"),
    of_target: |target, state| format!("/ {target} hours, {state}"),
    hours_missing: |n| format!("{n} missing"),
    hours: |n| format!("{n} hours"),
    people_affected: |n| format!("{n} people"),
    paste_summary: |[new, changed, same, conflict, refused]| {
        format!("{new} new, {changed} changed, {same} unchanged, {conflict} conflicts, {refused} refused")
    },
    paste_columns: |names| format!("Columns found: {names}"),
    fits: |n, of| format!("for {n} of {of} only · "),
    enrolled_note: |n, max| format!("{n}/{max}"),
};
