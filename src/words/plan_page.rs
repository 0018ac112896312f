//! What the planner's side of the rotation page says: drafting, comparing, explaining, adopting.

use super::{Lang, records};

/// The words of the planner's side in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct PlanWords {
    pub constraints: &'static str,
    pub compare: &'static str,
    pub draft_year: &'static str,
    pub in_force: &'static str,
    pub working: &'static str,
    pub plan: fn(char) -> String,
    pub current_draft: fn(char) -> String,
    pub coverage: &'static str,
    pub money_bound: &'static str,
    pub sessions_to_come: &'static str,
    pub left: &'static str,
    pub session_cost: &'static str,
    pub session_cost_tip: &'static str,
    pub price: &'static str,
    pub price_tip: &'static str,
    pub bound: &'static str,
    pub bound_tip: &'static str,
    pub gap: &'static str,
    pub at_most: fn(&str) -> String,
    pub best_possible: &'static str,
    pub solving: &'static str,
    pub seconds: fn(u32) -> String,
    pub seconds_of: fn(u32, u32) -> String,
    pub first_plan: &'static str,
    pub placed: &'static str,
    pub stop: &'static str,
    pub give_up: &'static str,
    pub apply: &'static str,
    pub go_on: &'static str,
    pub go_on_tip: &'static str,
    pub discard: &'static str,
    pub told: &'static str,
    pub changes: &'static str,
    pub changes_line: fn(usize, usize, usize) -> String,
    pub nothing_changes: &'static str,
    pub people_moved: fn(usize) -> String,
    pub unapplied: &'static str,
    pub unapplied_hint: &'static str,
    pub stale: fn(&str) -> String,
    pub why_title: &'static str,
    pub why_working: &'static str,
    pub why_nothing: &'static str,
    pub all_placed: &'static str,
    pub left_out_line: fn(&str, &str, usize) -> String,
    pub more_left_out: fn(usize) -> String,
    pub relax: &'static str,
    pub try_it: &'static str,
    pub broken_lock: fn(&str) -> String,
    pub free_locks: fn(u64) -> String,
    pub contradiction: &'static str,
    pub in_effect: &'static str,
    pub wan: fn(&str) -> String,
    pub yuan: fn(&str) -> String,
    pub brought: fn(usize) -> String,
    pub mended: fn(usize) -> String,
    pub no_blackouts: fn(&str) -> String,
    pub day_range: fn(&str, &str) -> String,
    pub no_days_off: &'static str,
    pub duty: fn(u32) -> String,
    pub mid_year: fn(&str) -> String,
    pub fixed: fn(usize, usize, usize) -> String,
    pub drafts_free: &'static str,
    pub drafts_kept: &'static str,
    pub ceilings: fn(&str) -> String,
    pub min_fill: fn(u32) -> String,
    pub remote: fn(u32) -> String,
    pub notice: fn(u32) -> String,
    pub extra_rooms: fn(u32) -> String,
    pub close: &'static str,
    pub compare_title: &'static str,
    pub compare_none: &'static str,
    pub row_sessions: &'static str,
    pub row_cost: fn(&str) -> String,
    pub row_placed: fn(&str) -> String,
    pub row_added: &'static str,
    pub row_moved: &'static str,
    pub row_dropped: &'static str,
    pub row_people: &'static str,
    pub row_findings: &'static str,
    pub row_gap: &'static str,
    pub row_months: &'static str,
    pub month: fn(u32) -> String,
    pub recall: &'static str,
    pub shown: &'static str,
    pub difference: fn(&Difference) -> String,
    pub told_title: &'static str,
    pub told_none: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub told_new: &'static str,
    pub told_moved: &'static str,
    pub told_dropped: &'static str,
    pub told_person: fn(&ToldPerson) -> String,
    pub told_session: fn(&str, &str, &str, usize) -> String,
    pub only_draft: &'static str,
}

/// How one plan differs from another, for the status line.
#[derive(Debug)]
pub struct Difference {
    /// The plan shown and the one it is held against.
    pub names: (char, char),
    /// Sessions more, or fewer.
    pub sessions: i64,
    /// Fen more, or less.
    pub fen: i64,
    /// People more, or fewer, with a seat.
    pub people: i64,
}

/// Somebody who must be told.
#[derive(Debug)]
pub struct ToldPerson {
    /// The name.
    pub name: String,
    /// Township and branch.
    pub unit: String,
    /// Where they were to go; empty for nowhere.
    pub before: String,
    /// Where they go now; empty for nowhere.
    pub after: String,
}

impl PlanWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// A share in percent with two digits, as in `0.47`.
pub fn gap(percent: f64) -> String {
    format!("{percent:.2}")
}

/// Whole yuan in the unit of the page: 万 from 10,000 on in Chinese.
pub fn amount(lang: Lang, yuan: i64) -> String {
    match lang {
        Lang::Zh if yuan.abs() >= 10_000 => {
            let hundredths = (yuan.abs() + 50) / 100;
            let sign = if yuan < 0 { "-" } else { "" };
            format!("{sign}{}.{:02} 万", hundredths / 100, hundredths % 100)
        }
        Lang::Zh => format!("{yuan} 元"),
        Lang::En => {
            let sign = if yuan < 0 { "-" } else { "" };
            format!("{sign}¥{}", records::count(yuan.unsigned_abs()))
        }
    }
}

static ZH: PlanWords = PlanWords {
    constraints: "约束…",
    compare: "比较方案…",
    draft_year: "起草全年方案",
    in_force: "现行安排",
    working: "正在起草全年方案",
    plan: |letter| format!("方案 {letter}"),
    current_draft: |letter| format!("方案 {letter}（当前草案）"),
    coverage: "覆盖",
    money_bound: "已支出与已安排",
    sessions_to_come: "待开班次",
    left: "未排",
    session_cost: "班次费用",
    session_cost_tip: "新班次按往期账单估算；继续开办的草稿保留原来的预算",
    price: "总代价",
    price_tip: "按往期账单估算的班次费用，加上未训、年中未达标、点题未满足和改动班次的折价（可在“约束”里设置）",
    bound: "理论下限",
    bound_tip: "在这些约束下，任何方案的总代价都不会低于这个数",
    gap: "与最优差距",
    at_most: |percent| format!("不超过 {percent}%"),
    best_possible: "已证明最优",
    solving: "求解",
    seconds: |n| format!("{n} 秒 · 可继续优化"),
    seconds_of: |n, of| format!("{n} / {of} 秒"),
    first_plan: "正在寻找第一个可行方案…",
    placed: "安排",
    stop: "停止，采用目前最好的",
    give_up: "放弃",
    apply: "应用草案",
    go_on: "继续优化",
    go_on_tip: "再用 30 秒，从头寻找更好的方案",
    discard: "放弃草案",
    told: "需通知的人…",
    changes: "班次改动",
    changes_line: |added, moved, dropped| {
        let parts = [(added, "新增"), (moved, "调整"), (dropped, "取消")];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what} {n}"));
        parts.collect::<Vec<_>>().join(" · ")
    },
    nothing_changes: "无",
    people_moved: |n| format!("{n} 人"),
    unapplied: "草案未应用",
    unapplied_hint: "矩阵显示的是草案，红角为改动；工作区还没有变",
    stale: |why| format!("草案已经过时：{why}。请重新起草"),
    why_title: "为什么排不下",
    why_working: "正在分析是哪些约束在起作用…",
    why_nothing: "没有哪一项约束单独放宽后会更好",
    all_placed: "该排的人都排进去了",
    left_out_line: |township, cohort, n| format!("{township} {cohort} {n} 人"),
    more_left_out: |n| format!("…… 还有 {n} 处"),
    relax: "放宽一项约束会怎样",
    try_it: "试一试",
    broken_lock: |title| format!("锁定的“{title}”照原样办不成："),
    free_locks: |n| format!("锁定的 {n} 期不影响方案，解锁也不会更好"),
    contradiction: "约束互相矛盾，无法起草",
    in_effect: "已生效的约束",
    wan: |wan| format!("{wan} 万"),
    yuan: |yuan| format!("{yuan} 元"),
    brought: |n| format!("草案带来 {n} 处新的冲突"),
    mended: |n| format!("消除现有冲突 {n} 处"),
    no_blackouts: |days| format!("农忙 {days} 不排"),
    day_range: |first, last| format!("{first} 至 {last}"),
    no_days_off: "周末和节假日不排",
    duty: |n| format!("同一乡镇书记同期离岗不超过 {n} 人"),
    mid_year: |day| format!("后进支部、新任书记安排在 {day}前"),
    fixed: |held, published, locked| {
        let parts = [(held, "已开 "), (published, "已发布 "), (locked, "已锁定 ")];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what}{n} 期"));
        format!("{}，保持不动", parts.collect::<Vec<_>>().join("、"))
    },
    drafts_free: "草稿班次可以重排，尽量少改动",
    drafts_kept: "草稿班次保持不动",
    ceilings: |parts| format!("经费上限 {parts} 万"),
    min_fill: |percent| format!("开班人数不低于通常的 {percent}%"),
    remote: |percent| format!("远程教育不超过 {percent}%"),
    notice: |days| format!("最早在 {days} 天后开班，留出通知时间"),
    extra_rooms: |n| format!("假定另有 {n} 间教室"),
    close: "关闭",
    compare_title: "比较方案",
    compare_none: "先起草一个方案，才能与现行安排比较；再起草一次，两个方案就可以对比。",
    row_sessions: "待开班次",
    row_cost: |level| format!("{level}支出与安排"),
    row_placed: |cohort| format!("{cohort}覆盖"),
    row_added: "新增班次",
    row_moved: "调整班次",
    row_dropped: "取消班次",
    row_people: "改期的人",
    row_findings: "冲突",
    row_gap: "与最优差距",
    row_months: "按月班次",
    month: |month| format!("{month} 月"),
    recall: "改用此方案",
    shown: "当前",
    difference: |of| {
        let mut parts = Vec::new();
        if of.sessions != 0 {
            parts.push(format!("{} {} 期", if of.sessions < 0 { "少" } else { "多" }, of.sessions.abs()));
        }
        if of.fen != 0 {
            let wan = records::wan(crate::model::Fen(of.fen.abs()));
            parts.push(format!("{} {wan} 万", if of.fen < 0 { "省" } else { "多花" }));
        }
        if of.people != 0 {
            parts.push(format!("{} {} 人", if of.people < 0 { "少排" } else { "多排" }, of.people.abs()));
        }
        let parts = if parts.is_empty() { "基本相同".to_owned() } else { parts.join("，") };
        format!("方案 {} 与 {} 相比：{parts}", of.names.0, of.names.1)
    },
    told_title: "需通知的人",
    told_none: "没有人需要另行通知：已通知的人都留在原来的班次",
    copy: "复制文字",
    copied: "已复制，可粘贴到群里或短信",
    told_new: "新增班次",
    told_moved: "改期班次",
    told_dropped: "取消班次",
    told_person: |person| {
        let from = if person.before.is_empty() { String::new() } else { format!("原 {}，", person.before) };
        let to =
            if person.after.is_empty() { "改为另行通知".to_owned() } else { format!("改为 {}", person.after) };
        format!("{}（{}）：{from}{to}", person.name, person.unit)
    },
    told_session: |title, before, after, n| {
        let when = match (before.is_empty(), after.is_empty()) {
            (true, _) => after.to_owned(),
            (false, true) => format!("原 {before}，取消"),
            (false, false) => format!("原 {before}，改为 {after}"),
        };
        format!("{title}：{when}（{n} 人）")
    },
    only_draft: "草案中只能改草案里的班次；已发布或已锁定的班次请先放弃或应用草案再改",
};

static EN: PlanWords = PlanWords {
    constraints: "Constraints…",
    compare: "Compare…",
    draft_year: "Draft the year",
    in_force: "Plan in force",
    working: "Drafting the year",
    plan: |letter| format!("Plan {letter}"),
    current_draft: |letter| format!("Plan {letter} (this draft)"),
    coverage: "Covered",
    money_bound: "Spent and committed",
    sessions_to_come: "Sessions to come",
    left: "Left",
    session_cost: "Cost of sessions",
    session_cost_tip: "New sessions by past bills; drafts that go on keep their own budgets",
    price: "Total price",
    price_tip: "The sessions' cost by past bills, and what people left out, late, or sessions changed are said to be worth (see Constraints)",
    bound: "Proven bound",
    bound_tip: "Under these constraints no plan can have a total price below this",
    gap: "Room for better",
    at_most: |percent| format!("at most {percent}%"),
    best_possible: "proven optimal",
    solving: "Solved in",
    seconds: |n| format!("{n} s · can go on"),
    seconds_of: |n, of| format!("{n} / {of} s"),
    first_plan: "Looking for a first plan…",
    placed: "Placed",
    stop: "Stop with the best so far",
    give_up: "Give up",
    apply: "Apply the draft",
    go_on: "Improve",
    go_on_tip: "Look for a better plan for 30 seconds",
    discard: "Discard",
    told: "Who must be told…",
    changes: "Sessions changed",
    changes_line: |added, moved, dropped| {
        let parts = [(added, "new"), (moved, "moved"), (dropped, "dropped")];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        parts.collect::<Vec<_>>().join(" · ")
    },
    nothing_changes: "none",
    people_moved: |n| format!("{n} people"),
    unapplied: "Draft not applied",
    unapplied_hint: "The matrix shows the draft, red corners its changes; the workspace is as it was",
    stale: |why| format!("The draft is out of date: {why}. Draft again"),
    why_title: "Why it does not fit",
    why_working: "Finding out which constraints bind…",
    why_nothing: "No single constraint would help if loosened",
    all_placed: "Everybody who should be is placed",
    left_out_line: |township, cohort, n| format!("{township}, {cohort}: {n}"),
    more_left_out: |n| format!("… {n} more"),
    relax: "What loosening one would do",
    try_it: "Try it",
    broken_lock: |title| format!("“{title}” is locked but cannot be held as it is:"),
    free_locks: |n| format!("{n} locked sessions cost the plan nothing"),
    contradiction: "The constraints exclude each other",
    in_effect: "Constraints in effect",
    wan: |wan| format!("{wan} 万"),
    yuan: |yuan| format!("¥{yuan}"),
    brought: |n| format!("The draft brings {n} new findings"),
    mended: |n| format!("{n} findings are mended"),
    no_blackouts: |days| format!("Nobody called away {days}"),
    day_range: |first, last| format!("{first} to {last}"),
    no_days_off: "No weekends or holidays",
    duty: |n| format!("At most {n} secretaries of a township away at once"),
    mid_year: |day| format!("Lagging branches and new secretaries by {day}"),
    fixed: |held, published, locked| {
        let parts = [(held, "held"), (published, "published"), (locked, "locked")];
        let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
        format!("{} stay as they are", parts.collect::<Vec<_>>().join(", "))
    },
    drafts_free: "Drafts may be planned again, with few changes",
    drafts_kept: "Drafts stay as they are",
    ceilings: |parts| format!("Ceilings: {parts} 万 yuan"),
    min_fill: |percent| format!("Sessions at least {percent}% full"),
    remote: |percent| format!("At most {percent}% learn remotely"),
    notice: |days| format!("First session in {days} days at the earliest"),
    extra_rooms: |n| format!("{n} more rooms assumed"),
    close: "Close",
    compare_title: "Compare plans",
    compare_none: "Draft a plan first to compare it with the plan in force; draft again to compare two.",
    row_sessions: "Sessions to come",
    row_cost: |level| format!("{level}: spent and committed"),
    row_placed: |cohort| format!("Covered: {cohort}"),
    row_added: "New sessions",
    row_moved: "Moved sessions",
    row_dropped: "Dropped sessions",
    row_people: "People moved",
    row_findings: "Findings",
    row_gap: "Room for better",
    row_months: "Sessions by month",
    month: |month| format!("M{month}"),
    recall: "Use this one",
    shown: "shown",
    difference: |of| {
        let mut parts = Vec::new();
        if of.sessions != 0 {
            parts.push(format!("{:+} sessions", of.sessions));
        }
        if of.fen != 0 {
            let sign = if of.fen < 0 { "-" } else { "+" };
            parts.push(format!("{sign}¥{}", records::yuan(crate::model::Fen(of.fen.abs()))));
        }
        if of.people != 0 {
            parts.push(format!("{:+} people", of.people));
        }
        let parts = if parts.is_empty() { "much the same".to_owned() } else { parts.join(", ") };
        format!("Plan {} against {}: {parts}", of.names.0, of.names.1)
    },
    told_title: "Who must be told",
    told_none: "Nobody: all who were told keep their sessions",
    copy: "Copy the text",
    copied: "Copied",
    told_new: "New sessions",
    told_moved: "Moved sessions",
    told_dropped: "Dropped sessions",
    told_person: |person| {
        let from = if person.before.is_empty() { String::new() } else { format!("was {}, ", person.before) };
        let to = if person.after.is_empty() { "to be told later".to_owned() } else { format!("now {}", person.after) };
        format!("{} ({}): {from}{to}", person.name, person.unit)
    },
    told_session: |title, before, after, n| {
        let when = match (before.is_empty(), after.is_empty()) {
            (true, _) => after.to_owned(),
            (false, true) => format!("was {before}, dropped"),
            (false, false) => format!("was {before}, now {after}"),
        };
        format!("{title}: {when} ({n} people)")
    },
    only_draft: "Only sessions of the draft can be edited here; apply or discard it to edit others",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_said_in_the_unit_of_the_office() {
        assert_eq!(amount(Lang::Zh, 318_449), "31.84 万");
        assert_eq!(amount(Lang::Zh, 9_999), "9999 元");
        assert_eq!(amount(Lang::En, -318_449), "-¥318,449");
        assert_eq!(gap(0.4666), "0.47");
    }
}
