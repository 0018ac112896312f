//! The texts of the official papers, one table a language.

use chrono::{Datelike, NaiveDate};

use crate::words::{Lang, records};

/// The texts of the papers in one language. Arrays are headings from left to right.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct OfficialWords {
    pub sample: &'static str,
    pub as_of: fn(NaiveDate) -> String,
    pub date: fn(NaiveDate) -> String,
    pub blank_date: &'static str,
    pub made_on: fn(NaiveDate) -> String,
    pub serial: &'static str,
    /// Session, time, place, organiser, trainers, cohorts, content, hours, number, as a form may ask for them.
    pub session_facts: [&'static str; 9],
    pub total: &'static str,
    pub all_of: fn(&str, i32) -> String,
    pub none: &'static str,
    pub yuan: &'static str,
    pub whole_foot: fn(&str) -> String,
    pub and: &'static str,
    pub no_unit: &'static str,
    pub unit_note: fn(&str) -> String,
    pub beside: &'static str,

    pub quota_title: fn(&str) -> String,
    pub quota_year_title: fn(&str, i32) -> String,
    /// Unit, seats, named, contact, phone, remark.
    pub quota_head: [&'static str; 6],
    pub quota_places: &'static str,
    pub people_unit: &'static str,
    pub quota_deadline: fn(&str, &str, [&str; 2]) -> String,
    pub quota_open: &'static str,
    pub quota_year_note: &'static str,

    pub notice_title: fn(&str) -> String,
    pub notice_all: &'static str,
    pub notice_unit: fn(&str) -> String,
    pub notice_branches: fn(&str) -> String,
    pub committee: fn(&str) -> String,
    pub notice_attached: fn(&str) -> String,
    pub notice_opening: fn(&str, &str) -> String,
    pub notice_parts: [&'static str; 7],
    pub notice_time: fn(&str, usize, &str) -> String,
    pub notice_place: fn(&str) -> String,
    pub notice_audience: fn(&str, u32) -> String,
    pub notice_quota: &'static str,
    pub notice_seats: fn(&str, u32) -> String,
    pub notice_topics: fn(&str) -> String,
    pub notice_purpose: fn(&str) -> String,
    pub notice_report: fn(&str, &str) -> String,
    pub notice_cost: fn(&str) -> String,
    pub notice_cost_open: &'static str,
    pub notice_discipline: fn(u32, u32) -> String,
    pub notice_contact: fn(&str, &str, [&str; 2]) -> String,
    pub notice_attachment: &'static str,
    pub to_be_fixed: &'static str,

    pub timetable_title: fn(&str) -> String,
    /// Date, weekday, half day, content, trainer, their unit, place, form, hours.
    pub timetable_head: [&'static str; 9],

    pub plan_title: fn(&str, i32) -> String,
    /// Name, purpose, audience, content, time, place, number, cost, source, remark.
    pub plan_head: [&'static str; 10],
    pub people_of: fn(&str) -> String,
    pub added: fn(&str) -> String,

    pub ledger_title: fn(&str, i32) -> String,
    /// Date, session, subject, form, level, place, trainer, due, attended, attendances, hours, rate, cost, evidence.
    pub ledger_head: [&'static str; 14],
    pub ledger_note: &'static str,
    pub counted: fn(u32) -> String,

    pub certificate: &'static str,
    pub certificate_number: fn(i32, u64, u32) -> String,
    /// Number, name, unit, hours, as a form may ask for them.
    pub certificate_head: [&'static str; 4],
    pub certificate_text: fn(&str, &str, &str, &str, &str, &str, &str) -> String,
    pub statement: &'static str,
    pub statement_text: fn(&str, &str, i32, NaiveDate, &str) -> String,
    /// Session, dates, form, hours, completed.
    pub statement_head: [&'static str; 5],
    pub completed: &'static str,
    pub not_completed: &'static str,

    pub settlement_title: fn(&str) -> String,
    /// Item, budget, actual, difference, per head, per person-day, limit, over or not.
    pub settlement_head: [&'static str; 8],
    /// People, attendances, person-days.
    pub settlement_facts: fn(&str, &str, &str) -> String,
    pub by_item: &'static str,
    pub by_level: &'static str,
    pub under_rate: &'static str,
    /// By how much, and how many sessions.
    pub over: fn(&str, usize) -> String,
    pub within: &'static str,
    pub no_limit: &'static str,
    pub settlement_note: &'static str,
    pub settlement_year_note: &'static str,
    pub settlement_unit_note: fn(&str) -> String,
    /// The ceilings together, and what is planned.
    pub settlement_ceiling: fn(&str, &str) -> String,
    pub settlement_open_marks: &'static str,
    /// Of one session: people, those of whom only a number is known, person-days.
    pub settlement_session: fn(&str, &str, &str) -> String,

    pub annual_title: fn(&str, i32) -> String,
    /// Name, content, time, place, audience and number, staff, cost, source, effect.
    pub annual_head: [&'static str; 9],
    /// Rate, completed, cells that are not marked yet.
    pub effect: fn(&str, u32, u64) -> String,
    pub effect_counted: &'static str,
    pub attendances_of: fn(&str) -> String,

    pub coverage_title: fn(&str, i32) -> String,
    pub coverage_unit: &'static str,
    /// Should, trained, rate.
    pub coverage_three: [&'static str; 3],
    /// Due to reach their hours, and those who did.
    pub coverage_hours: [&'static str; 2],
    pub coverage_heads: &'static str,
    pub reporting_unit: fn(&str) -> String,
    pub coverage_counted: fn(&str) -> String,
    /// Exempt, floating, gone and trained.
    pub coverage_apart: fn(&str, &str, &str) -> String,
    pub calendar_unit_note: &'static str,
    pub attendances: &'static str,
    pub hours_reached: &'static str,
    pub untrained_title: fn(&str) -> String,
    pub untrained_sheet: &'static str,
    /// Name, unit, post, cohorts, hours, phone, remark.
    pub untrained_head: [&'static str; 7],
    pub floating: &'static str,
    pub nobody_untrained: &'static str,

    pub calendar_title: fn(&str, i32) -> String,
    /// Dates, session, form, level, place, trainer, people, status.
    pub calendar_head: [&'static str; 8],
    pub month: fn(i32, u32) -> String,
    pub undated: &'static str,

    pub unconfirmed_title: fn(&str) -> String,
    /// Session, name, unit, post, phone, first day, called.
    pub unconfirmed_head: [&'static str; 7],
    pub unconfirmed_none: &'static str,
    pub unconfirmed_text: fn(&str, &str, &str) -> String,
    pub unconfirmed_unit: fn(&str, &str) -> String,
    /// Empty where neither name nor phone is known.
    pub unconfirmed_contact: fn([&str; 2]) -> String,

    pub keeper: &'static str,
    pub approver: &'static str,
}

impl OfficialWords {
    /// The texts of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: OfficialWords = OfficialWords {
    sample: "示例数据，人员均为虚构",
    as_of: |day| format!("截至{}", zh_date(day)),
    date: zh_date,
    blank_date: "____年__月__日",
    made_on: |day| format!("制表日期：{}", zh_date(day)),
    serial: "序号",
    session_facts: ["班次", "时间", "地点", "主办", "教师", "培训对象", "培训内容", "学时", "计划人数"],
    total: "合计",
    all_of: |district, year| format!("{district}{year}年度"),
    none: "—",
    yuan: "单位：元",
    whole_foot: |reason| format!("含完整联系电话，仅限本次使用。用途：{reason}"),
    and: "、",
    no_unit: "单位未定",
    unit_note: |unit| {
        format!("人数、人次、学时只计{unit}的人员；经费只计{unit}主办的班次，区级等其他班次的经费由主办单位列支。")
    },
    beside: "未归入班次的支出",

    quota_title: |title| format!("{title}名额分配表"),
    quota_year_title: |district, year| format!("{district}{year}年度培训名额分配表"),
    quota_head: ["单位", "名额（人）", "已报（人）", "联系人", "联系电话", "备注"],
    quota_places: "名额（人）",
    people_unit: "单位：人",
    quota_deadline: |day, organiser, contact| {
        let ask = zh_contact(contact, "");
        let ask = if ask.is_empty() { ask } else { format!("（{ask}）") };
        format!("请各单位于{day}前将参训人员名单和联系人报送{organiser}{ask}。")
    },
    quota_open: "本期名额尚未分配到单位。",
    quota_year_note: "各单位名额按在册应训人数分摊，合计与年度计划一致。",

    notice_title: |title| format!("关于举办{title}的通知"),
    notice_all: "各乡镇（街道）党委，区级有关部门：",
    notice_unit: |unit| format!("{unit}党委："),
    notice_branches: |unit| format!("{unit}各党支部："),
    committee: |unit| format!("{unit}党委"),
    notice_attached: |paper| format!("附件：{paper}"),
    notice_opening: |year, title| format!("按照{year}年度培训计划，决定举办{title}。现将有关事项通知如下："),
    notice_parts: [
        "一、时间和地点",
        "二、培训对象和名额",
        "三、培训内容",
        "四、报到",
        "五、经费",
        "六、纪律要求",
        "七、联系方式",
    ],
    notice_time: |days, n, hours| format!("时间：{days}（{n} 个半天，共 {hours} 学时）。"),
    notice_place: |venue| format!("地点：{venue}。"),
    notice_audience: |cohorts, n| format!("培训对象：{cohorts}，共 {n} 人。"),
    notice_quota: "名额分配见附件。",
    notice_seats: |unit, n| format!("{unit} {n} 人"),
    notice_topics: |topics| format!("主要内容：{topics}。"),
    notice_purpose: |purpose| format!("目的：{purpose}。"),
    notice_report: |when, venue| format!("请参训人员于{when}开课前到{venue}报到并签到。"),
    notice_cost: |levels| format!("培训经费由{levels}承担。"),
    notice_cost_open: "培训经费由________承担。",
    notice_discipline: |n, of| {
        format!(
            "请参训人员按时参加，每半天签到一次。因故不能参加的，由所在党组织提前向主办单位请假；缺课超过总学时 {n}/{of} 的不予结业。"
        )
    },
    notice_contact: |deadline, organiser, contact| {
        format!("请于{deadline}前将参训人员名单报送{organiser}。{}。", zh_contact(contact, "________"))
    },
    notice_attachment: "附件",
    to_be_fixed: "另行通知",

    timetable_title: |title| format!("{title}日程表"),
    timetable_head: ["日期", "星期", "时段", "内容", "授课教师", "教师单位", "地点", "形式", "学时"],

    plan_title: |district, year| format!("{district}{year}年度培训计划表"),
    plan_head: ["项目名称", "培训目的", "培训对象", "培训内容", "时间", "地点", "人数", "经费预算", "经费来源", "备注"],
    people_of: |count| format!("{count} 人"),
    added: |who| if who.is_empty() { "增补".to_owned() } else { format!("增补（{who}批准）") },

    ledger_title: |district, year| format!("{district}{year}年度培训台账"),
    ledger_head: [
        "日期",
        "班次",
        "主题",
        "形式",
        "级别",
        "地点",
        "教师",
        "应到",
        "实到",
        "人次",
        "学时",
        "到课率",
        "经费",
        "佐证材料",
    ],
    ledger_note: "实到：到课至少一个半天的人数；人次另含只有人数、没有名单的登记；到课率：到课的半天 / 已登记的半天。",
    counted: |n| format!("另登记 {n} 人（无名单）"),

    certificate: "结业证书",
    certificate_head: ["证书编号", "姓名", "单位", "到课学时"],
    certificate_number: |year, session, serial| format!("编号：〔{year}〕{session:06}-{serial:03} 号"),
    certificate_text: |name, unit, days, organiser, title, hours, class| {
        format!(
            "{name}同志（{unit}）于{days}参加{organiser}举办的“{title}”学习，到课 {hours} 学时（本期共 {class} 学时），达到结业要求，准予结业。"
        )
    },
    statement: "学时证明",
    statement_text: |name, unit, year, as_of, hours| {
        format!("兹证明{name}同志（{unit}）在{year}年度，截至{}，参加以下培训，共计 {hours} 学时。", zh_date(as_of))
    },
    statement_head: ["班次", "时间", "形式", "学时", "结业"],
    completed: "结业",
    not_completed: "未结业",

    settlement_title: |what| format!("{what}经费决算表"),
    settlement_head: ["项目", "预算", "实际", "差额", "人均", "每人天", "定额上限", "是否超支"],
    settlement_facts: |heads, attendances, days| format!("已训 {heads} 人，{attendances} 人次，{days} 人天"),
    by_item: "按项目",
    by_level: "按承担级别",
    under_rate: "其中计入综合定额",
    over: |amount, n| if n == 1 { format!("超 {amount}") } else { format!("{n} 期共超 {amount}") },
    within: "未超",
    no_limit: "未设定额",
    settlement_note: "差额 = 实际 − 预算，人均和每人天按实际支出计算；定额上限 = 每人天综合定额 × 人天，按班次开班日适用的标准；是否超支逐期比较，各期不互抵。",
    settlement_unit_note: |unit| {
        format!("只计{unit}主办的班次，人数、人次、人天和经费都是这些班次的；区级等其他班次的经费由主办单位列支。")
    },
    settlement_ceiling: |ceiling, planned| format!("年度经费上限 {ceiling} 元，各项预算合计 {planned} 元。"),
    settlement_open_marks: "考勤尚未登记完，人天暂按名单计算。",
    settlement_session: |heads, counted, days| match counted {
        "0" => format!("到课 {heads} 人，{days} 人天"),
        _ => format!("到课 {heads} 人（其中只登记人数的 {counted} 人），{days} 人天"),
    },
    settlement_year_note: "预算为全年数，实际为截至上述日期的数，年度未结束时差额不是结余。人均 = 实际 / 已训人数（去重）。",

    annual_title: |district, year| format!("{district}{year}年度培训执行情况表"),
    annual_head: ["名称", "内容", "时间", "地点", "对象及人数", "师资", "经费", "经费来源", "培训效果"],
    effect: |rate, completed, n_open| match n_open {
        0 => format!("到课率 {rate}，结业 {completed} 人"),
        _ => format!("到课率 {rate}；还有 {n_open} 个半天考勤未登记，结业人数待定"),
    },
    effect_counted: "只登记人数，未记名单",
    attendances_of: |n| format!("{n} 人次"),

    coverage_title: |district, year| format!("{district}{year}年度培训覆盖率报表"),
    coverage_unit: "单位",
    coverage_three: ["应训", "已训", "覆盖率"],
    coverage_hours: ["应达标", "已达标"],
    coverage_heads: "合计（去重）",
    reporting_unit: |unit| format!("填报单位：{unit}"),
    coverage_apart: |exempt, floating, gone| {
        format!("另列：免训 {exempt} 人（不计入应训），流动党员 {floating} 人（已计入应训），已训后调离 {gone} 人。")
    },
    calendar_unit_note: "列出本单位主办、有名额或有人员参加的班次；人数为该班次全部人数。",
    coverage_counted: |n| format!("人次含只登记人数、没有名单的 {n} 人次，这些不计入已训。"),
    attendances: "人次",
    hours_reached: "学时达标",
    untrained_title: |what| format!("{what}未训人员名单"),
    untrained_sheet: "未训名单",
    untrained_head: ["姓名", "单位（乡镇 · 支部）", "职务", "培训对象", "学时", "联系电话", "备注"],
    floating: "流动",
    nobody_untrained: "应训人员已全部参训。",

    calendar_title: |district, year| format!("{district}{year}年度培训日程"),
    calendar_head: ["日期", "班次", "形式", "级别", "地点", "教师", "人数", "状态"],
    month: |year, month| format!("{year}年{month}月"),
    undated: "日期未定",

    unconfirmed_title: |what| format!("{what}未回执人员名单"),
    unconfirmed_head: ["班次", "姓名", "单位（乡镇 · 支部）", "职务", "联系电话", "开班", "已联系"],
    unconfirmed_none: "已通知的人员均已回执。",
    unconfirmed_text: |title, days, venue| {
        format!("【{title}】{days}，{venue}。以下同志已通知、尚未回执，请各单位尽快确认：")
    },
    unconfirmed_unit: |unit, names| format!("{unit}：{names}"),
    unconfirmed_contact: |contact| zh_contact(contact, ""),

    keeper: "填表人：",
    approver: "审核人：",
};

static EN: OfficialWords = OfficialWords {
    sample: "Sample data; all people are invented",
    as_of: |day| format!("As of {}", en_date(day)),
    date: en_date,
    blank_date: "____________",
    made_on: |day| format!("Made on {}", en_date(day)),
    serial: "No.",
    session_facts: ["Session", "Time", "Place", "Organiser", "Trainers", "Audience", "Content", "Hours", "Seats"],
    total: "Total",
    all_of: |district, year| format!("{district} {year}"),
    none: "—",
    yuan: "in yuan",
    whole_foot: |reason| format!("With whole phone numbers, for this purpose only: {reason}"),
    and: ", ",
    no_unit: "Unit unknown",
    unit_note: |unit| {
        format!("People, attendances and hours are those of {unit}; money only that of sessions that {unit} runs.")
    },
    beside: "Spent for no session",

    quota_title: |title| format!("{title}: seats by township"),
    quota_year_title: |district, year| format!("{district} {year}: places by township"),
    quota_head: ["Unit", "Seats", "Named", "Contact", "Phone", "Remarks"],
    quota_places: "Places",
    people_unit: "in people",
    quota_deadline: |day, organiser, contact| {
        let ask = en_contact(contact, "");
        let ask = if ask.is_empty() { ask } else { format!(" {ask}.") };
        format!("Please send the names and a contact to {organiser} by {day}.{ask}")
    },
    quota_open: "No seats are shared out to units yet.",
    quota_year_note: "Each unit's places follow its people due for training and add up to the year's plan.",

    notice_title: |title| format!("Notice: {title}"),
    notice_all: "To all townships and offices of the district:",
    notice_unit: |unit| format!("To the party committee of {unit}:"),
    notice_branches: |unit| format!("To all branches of {unit}:"),
    committee: |unit| format!("Party committee of {unit}"),
    notice_attached: |paper| format!("Attachment: {paper}"),
    notice_opening: |year, title| format!("By the training plan of {year}, “{title}” will be held as follows."),
    notice_parts: [
        "1. Time and place",
        "2. Audience and seats",
        "3. Content",
        "4. Reporting in",
        "5. Cost",
        "6. Discipline",
        "7. Contact",
    ],
    notice_time: |days, n, hours| format!("Time: {days} ({n} half days, {hours} credit hours)."),
    notice_place: |venue| format!("Place: {venue}."),
    notice_audience: |cohorts, n| format!("Audience: {cohorts}, {n} people."),
    notice_quota: "Seats by township: see the attachment.",
    notice_seats: |unit, n| format!("{unit} {n}"),
    notice_topics: |topics| format!("Content: {topics}."),
    notice_purpose: |purpose| format!("Purpose: {purpose}."),
    notice_report: |when, venue| format!("Please report to {venue} and sign in before the class begins, {when}."),
    notice_cost: |levels| format!("The cost is borne by: {levels}."),
    notice_cost_open: "The cost is borne by ________.",
    notice_discipline: |n, of| {
        format!(
            "Please come on time and sign in every half day. Leave is asked for by the branch in advance; whoever misses more than {n}/{of} of the hours does not complete the class."
        )
    },
    notice_contact: |deadline, organiser, contact| {
        format!("Please send the names to {organiser} by {deadline}. {}.", en_contact(contact, "________"))
    },
    notice_attachment: "Attachment",
    to_be_fixed: "to be announced",

    timetable_title: |title| format!("{title}: timetable"),
    timetable_head: ["Date", "Day", "Half", "Content", "Trainer", "Of", "Place", "Form", "Hours"],

    plan_title: |district, year| format!("{district} {year}: training plan"),
    plan_head: ["Name", "Purpose", "Audience", "Content", "Time", "Place", "People", "Budget", "Paid by", "Remarks"],
    people_of: |count| format!("{count} people"),
    added: |who| if who.is_empty() { "added".to_owned() } else { format!("added ({who})") },

    ledger_title: |district, year| format!("{district} {year}: training ledger"),
    ledger_head: [
        "Date", "Session", "Subject", "Form", "Level", "Place", "Trainer", "Due", "Came", "Attend.", "Hours", "Rate",
        "Cost", "Evidence",
    ],
    ledger_note: "Came: people with at least one half day attended; attendances also hold those of whom only a number is known; rate: cells attended / cells marked.",
    counted: |n| format!("{n} more counted"),

    certificate: "Certificate of completion",
    certificate_head: ["Certificate", "Name", "Unit", "Hours attended"],
    certificate_number: |year, session, serial| format!("No. {year}/{session:06}-{serial:03}"),
    certificate_text: |name, unit, days, organiser, title, hours, class| {
        format!(
            "{name} ({unit}) attended “{title}”, held by {organiser}, {days}, for {hours} of {class} credit hours, and has completed it."
        )
    },
    statement: "Statement of hours",
    statement_text: |name, unit, year, as_of, hours| {
        format!(
            "{name} ({unit}) attended the following sessions in {year} up to {}: {hours} credit hours in all.",
            en_date(as_of)
        )
    },
    statement_head: ["Session", "Time", "Form", "Hours", "Completed"],
    completed: "yes",
    not_completed: "no",

    settlement_title: |what| format!("{what}: settlement"),
    settlement_head: ["Item", "Budget", "Actual", "Difference", "Per head", "Per person-day", "Limit", "Over?"],
    settlement_facts: |heads, attendances, days| {
        format!("{heads} people taught, {attendances} attendances, {days} person-days")
    },
    by_item: "By item",
    by_level: "By payer",
    under_rate: "Of it under the comprehensive rate",
    over: |amount, n| {
        if n == 1 { format!("over by {amount}") } else { format!("{n} sessions, by {amount}") }
    },
    within: "no",
    no_limit: "no rate set",
    settlement_note: "Difference = actual − budget; per head and per person-day from what was spent; limit = comprehensive rate × person-days by the rules of each session’s first day; each session is held to its own limit.",
    settlement_unit_note: |unit| {
        format!("Only sessions that {unit} runs, with their people, attendances, days and money.")
    },
    settlement_ceiling: |ceiling, planned| format!("Ceilings of the year {ceiling}, budgets together {planned}."),
    settlement_open_marks: "Not all marks are in; person-days follow the list of names.",
    settlement_session: |heads, counted, days| match counted {
        "0" => format!("{heads} people came, {days} person-days"),
        _ => format!("{heads} people came ({counted} of them known by number only), {days} person-days"),
    },
    settlement_year_note: "The budget is that of the whole year and what was spent that up to the day above, so before the year's end the difference is not what is left. Per head = spent / people trained, each once.",

    annual_title: |district, year| format!("{district} {year}: training carried out"),
    annual_head: ["Name", "Content", "Time", "Place", "Audience", "Staff", "Cost", "Paid by", "Effect"],
    effect: |rate, completed, n_open| match n_open {
        0 => format!("rate {rate}, {completed} completed"),
        _ => format!("rate {rate}; {n_open} half days not marked yet, so completion is open"),
    },
    effect_counted: "known by number only",
    attendances_of: |n| format!("{n} attendances"),

    coverage_title: |district, year| format!("{district} {year}: coverage"),
    coverage_unit: "Unit",
    coverage_three: ["Due", "Trained", "Rate"],
    coverage_hours: ["Due", "Reached"],
    coverage_heads: "All (heads)",
    reporting_unit: |unit| format!("Reported by: {unit}"),
    coverage_apart: |exempt, floating, gone| {
        format!("Apart: {exempt} exempt (not due), {floating} away (due), {gone} trained and gone since.")
    },
    calendar_unit_note: "Sessions that the unit runs, has seats in or sends people to; people are those of the whole session.",
    coverage_counted: |n| {
        format!("Attendances include {n} of which only a number is known; they do not count as trained.")
    },
    attendances: "Attend.",
    hours_reached: "Hours reached",
    untrained_title: |what| format!("{what}: not yet trained"),
    untrained_sheet: "Not yet trained",
    untrained_head: ["Name", "Unit (township · branch)", "Post", "Cohorts", "Hours", "Phone", "Remarks"],
    floating: "away",
    nobody_untrained: "Everybody due has been trained.",

    calendar_title: |district, year| format!("{district} {year}: calendar"),
    calendar_head: ["Dates", "Session", "Form", "Level", "Place", "Trainer", "People", "Status"],
    month: |year, month| format!("{} {year}", records::english_month(month)),
    undated: "No date yet",

    unconfirmed_title: |what| format!("{what}: not yet confirmed"),
    unconfirmed_head: ["Session", "Name", "Unit (township · branch)", "Post", "Phone", "Begins", "Called"],
    unconfirmed_none: "Everybody invited has confirmed.",
    unconfirmed_text: |title, days, venue| {
        format!("{title}, {days}, {venue}. Invited and not yet confirmed; please answer soon:")
    },
    unconfirmed_unit: |unit, names| format!("{unit}: {names}"),
    unconfirmed_contact: |contact| en_contact(contact, ""),

    keeper: "Kept by: ",
    approver: "Checked by: ",
};

/// Whom to ask, by name and phone; `blank` stands for what is not known, and nothing is said of it if it is empty.
fn zh_contact(contact: [&str; 2], blank: &str) -> String {
    said(["联系人：", "联系电话："], contact, blank).join("，")
}

fn en_contact(contact: [&str; 2], blank: &str) -> String {
    said(["Contact: ", "phone: "], contact, blank).join(", ")
}

fn said(labels: [&str; 2], values: [&str; 2], blank: &str) -> Vec<String> {
    let values = values.map(|value| if value.is_empty() { blank } else { value });
    let pairs = labels.into_iter().zip(values).filter(|(_, value)| !value.is_empty());
    pairs.map(|(label, value)| format!("{label}{value}")).collect()
}

fn zh_date(day: NaiveDate) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}

fn en_date(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), records::english_month(day.month()), day.year())
}
