//! What the page of the rotation says: the matrix and what stands around it.

use chrono::{Datelike, NaiveDate};

use super::{Lang, records};
use crate::report::rotation::{Placing, Stage};

/// The words of the matrix in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct RotationWords {
    pub page: &'static str,
    pub title: fn(&str) -> String,
    pub subtitle: fn(&Placing, usize) -> String,
    pub cohort: &'static str,
    pub mode: &'static str,
    pub all_modes: &'static str,
    pub month: &'static str,
    pub all_months: &'static str,
    pub month_name: fn(u32) -> String,
    pub township: &'static str,
    pub no_township: &'static str,
    pub unnamed: &'static str,
    pub unnamed_tip: &'static str,
    pub left: &'static str,
    pub left_tip: &'static str,
    pub total: &'static str,
    pub number: fn(u32) -> String,
    pub stage: fn(Stage) -> &'static str,
    pub session_name: fn(&str, &str) -> String,
    pub session_tip: fn(&SessionTip) -> String,
    pub cell_name: fn(&str, &str, u32) -> String,
    pub grid_name: &'static str,
    pub came: fn(u32, u32) -> String,
    pub seated: fn(u32) -> String,
    pub quota: fn(u32) -> String,
    pub over_duty: &'static str,
    pub and_more: fn(usize) -> String,
    pub nobody: &'static str,
    pub was: fn(u32) -> String,
    pub open_session: &'static str,
    pub lock: &'static str,
    pub unlock: &'static str,
    pub open_after: &'static str,
    pub drop_session: &'static str,
    pub earlier: &'static str,
    pub later: &'static str,
    pub short: fn(&str, u32, u32) -> String,
    pub legend: &'static str,
    pub legend_held: &'static str,
    pub legend_planned: &'static str,
    pub legend_unnamed: &'static str,
    pub legend_over: &'static str,
    pub legend_draft: &'static str,
    pub keys: &'static str,
    pub cell_title: fn(&str, &str) -> String,
    pub why_here: &'static str,
    pub why_they: &'static str,
    pub no_claim: &'static str,
    pub empty_title: &'static str,
    pub empty_hint: &'static str,
    pub no_sessions: &'static str,
    pub no_sessions_hint: &'static str,
    pub new_session: &'static str,
}

/// What is told of a session when the pointer rests on its column.
#[derive(Debug)]
pub struct SessionTip {
    /// Its title.
    pub title: String,
    /// Its days, as in 7 月 3 日 – 7 月 5 日.
    pub days: String,
    /// Its way of learning.
    pub mode: &'static str,
    /// Its status.
    pub status: &'static str,
    /// Where it is held; empty if not known.
    pub venue: String,
    /// The cohort's heads.
    pub heads: u32,
    /// Others who take seats too.
    pub others: u32,
    /// The seats.
    pub seats: u32,
    /// Whether it is locked.
    pub is_locked: bool,
}

impl RotationWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// A day over a narrow column, as in `7-03`.
pub fn short_day(day: NaiveDate) -> String {
    format!("{}-{:02}", day.month(), day.day())
}

static ZH: RotationWords = RotationWords {
    page: "轮训",
    title: |cohort| format!("{cohort}轮训"),
    subtitle: |placing, n| {
        let n_of = |n: u32| records::count(u64::from(n));
        let mut text = format!("{} 人 · {n} 期 · 已训 {}", n_of(placing.size), n_of(placing.trained));
        text.push_str(&format!(" · 待训 {}", n_of(placing.untrained())));
        if placing.untrained() > 0 {
            let parts = [(placing.named, "已排名单"), (placing.unnamed, "名额待定"), (placing.left, "未排")];
            let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{what} {}", n_of(*n)));
            text.push_str(&format!("（{}）", parts.collect::<Vec<_>>().join("，")));
        }
        text
    },
    cohort: "培训对象",
    mode: "方式：",
    all_modes: "全部",
    month: "月份：",
    all_months: "全年",
    month_name: |month| format!("{month} 月"),
    township: "乡镇",
    no_township: "（无单位）",
    unnamed: "待定",
    unnamed_tip: "名额已分到乡镇、还没有落实到人的座位。点击查看这些待排的人",
    left: "未排",
    left_tip: "还没有参训、也没有任何班次座位或名额的人。点击查看名单",
    total: "合计 / 座位",
    number: |n| format!("{n} 期"),
    stage: |stage| match stage {
        Stage::Held => "已结束",
        Stage::Running => "进行中",
        Stage::Planned => "计划",
    },
    session_name: |title, day| format!("{title} {day}"),
    session_tip: |tip| {
        let mut text = format!("{}\n{} · {} · {}", tip.title, tip.days, tip.mode, tip.status);
        if !tip.venue.is_empty() {
            text.push_str(&format!("\n{}", tip.venue));
        }
        text.push_str(&format!("\n本类 {} 人", tip.heads));
        if tip.others > 0 {
            text.push_str(&format!("，其他对象 {} 人", tip.others));
        }
        text.push_str(&format!("，座位 {}", tip.seats));
        text.push_str(if tip.is_locked { "\n已锁定：排班时保持不动" } else { "" });
        text.push_str("\n点击打开班次；右键锁定或查看更多");
        text
    },
    cell_name: |township, session, heads| format!("{township} {session} {heads} 人"),
    grid_name: "轮训矩阵",
    came: |n, of| format!("到 {n} 人，名单 {of} 人"),
    seated: |n| format!("已排名单 {n} 人"),
    quota: |n| format!("名额 {n}"),
    over_duty: "超过同期离岗上限",
    and_more: |n| format!("…… 等 {n} 人"),
    nobody: "还没有人。输入数字即可排入",
    was: |n| format!("草案改动：原为 {n} 人"),
    open_session: "打开班次",
    lock: "锁定（排班时保持不动）",
    unlock: "解除锁定",
    open_after: "这是草案新增的班次，应用草案后才能打开",
    drop_session: "从草案中去掉",
    earlier: "更早的班次",
    later: "更晚的班次",
    short: |township, asked, found| {
        format!("{township}只找到 {found} 名可排的人（要求 {asked} 名）：其余的人已训、已排班或当天另有班次")
    },
    legend: "图例",
    legend_held: "已开班：实到人数",
    legend_planned: "计划：已排名单",
    legend_unnamed: "计划：名额待定人",
    legend_over: "超座位或同期离岗上限",
    legend_draft: "草案改动",
    keys: "方向键移动，直接输入人数，Delete 清空，L 锁定班次，O 打开班次，Ctrl Z 撤销",
    cell_title: |township, session| format!("{township} · {session}"),
    why_here: "乡镇为什么排在这期",
    why_they: "为什么是他们",
    no_claim: "按支部顺序轮到",
    empty_title: "这类培训对象还没有人",
    empty_hint: "先在“人员”里录入或粘贴名单，再来排轮训",
    no_sessions: "还没有这类培训对象的班次",
    no_sessions_hint: "可以逐个新建班次，也可以让程序起草全年方案",
    new_session: "新建班次",
};

static EN: RotationWords = RotationWords {
    page: "Rotation",
    title: |cohort| format!("Rotation: {cohort}"),
    subtitle: |placing, n| {
        let n_of = |n: u32| records::count(u64::from(n));
        let mut text = format!("{} people · {n} sessions · {} trained", n_of(placing.size), n_of(placing.trained));
        text.push_str(&format!(" · {} to go", n_of(placing.untrained())));
        if placing.untrained() > 0 {
            let parts = [(placing.named, "named"), (placing.unnamed, "to be named"), (placing.left, "without a seat")];
            let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} {what}", n_of(*n)));
            text.push_str(&format!(" ({})", parts.collect::<Vec<_>>().join(", ")));
        }
        text
    },
    cohort: "Cohort",
    mode: "Mode: ",
    all_modes: "all",
    month: "Month: ",
    all_months: "all year",
    month_name: |month| records::english_month(month).to_owned(),
    township: "Township",
    no_township: "(no unit)",
    unnamed: "To name",
    unnamed_tip: "Seats that the township has but nobody is named for yet. Click to see who could take them",
    left: "Left",
    left_tip: "People not yet trained for whom there is no seat at all. Click to see them",
    total: "Total / seats",
    number: |n| format!("No {n}"),
    stage: |stage| match stage {
        Stage::Held => "held",
        Stage::Running => "running",
        Stage::Planned => "planned",
    },
    session_name: |title, day| format!("{title} {day}"),
    session_tip: |tip| {
        let mut text = format!("{}\n{} · {} · {}", tip.title, tip.days, tip.mode, tip.status);
        if !tip.venue.is_empty() {
            text.push_str(&format!("\n{}", tip.venue));
        }
        text.push_str(&format!("\n{} of this cohort", tip.heads));
        if tip.others > 0 {
            text.push_str(&format!(", {} others", tip.others));
        }
        text.push_str(&format!(", {} seats", tip.seats));
        text.push_str(if tip.is_locked { "\nLocked: planning leaves it as it is" } else { "" });
        text.push_str("\nClick to open it; right-click to lock it and for more");
        text
    },
    cell_name: |township, session, heads| format!("{township} {session}: {heads}"),
    grid_name: "Rotation matrix",
    came: |n, of| format!("{n} came of {of} on the list"),
    seated: |n| format!("{n} on the list"),
    quota: |n| format!("{n} seats set aside"),
    over_duty: "More away at once than allowed",
    and_more: |n| format!("… {n} in all"),
    nobody: "Nobody yet. Type a number to seat people",
    was: |n| format!("Changed by the draft: was {n}"),
    open_session: "Open the session",
    lock: "Lock (planning leaves it as it is)",
    unlock: "Unlock",
    open_after: "The draft adds this session; apply the draft to open it",
    drop_session: "Drop from the draft",
    earlier: "Earlier sessions",
    later: "Later sessions",
    short: |township, asked, found| {
        format!("{township}: only {found} of {asked} could be found; the others are trained, seated or busy that day")
    },
    legend: "Legend",
    legend_held: "Held: who came",
    legend_planned: "Planned: named",
    legend_unnamed: "Planned: to be named",
    legend_over: "Over the seats or the duty limit",
    legend_draft: "Changed by the draft",
    keys: "Arrow keys move, digits set the heads, Delete empties, L locks, O opens the session, Ctrl Z undoes",
    cell_title: |township, session| format!("{township} · {session}"),
    why_here: "Why the township is here",
    why_they: "Why these people",
    no_claim: "next in the order of branches",
    empty_title: "Nobody is in this cohort yet",
    empty_hint: "Enter or paste people on the People page first",
    no_sessions: "No sessions for this cohort yet",
    no_sessions_hint: "Make sessions one by one, or let the program draft the year",
    new_session: "New session",
};
