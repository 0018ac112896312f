//! The words of the tab of people, with its dialogs.

/// The words of the tab of people, with its dialogs.
pub struct EnrolmentWords {
    /// Column: post.
    pub post: &'static str,
    /// Column: state of an enrolment.
    pub state: &'static str,
    /// Column: what is worth knowing.
    pub remark: &'static str,
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
}

/// Chinese.
pub(super) const ZH: EnrolmentWords = EnrolmentWords {
    post: "职务",
    state: "状态",
    remark: "提示",
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
};

/// English.
pub(super) const EN: EnrolmentWords = EnrolmentWords {
    post: "Post",
    state: "State",
    remark: "Remark",
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
};
