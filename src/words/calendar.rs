//! What the calendar says.

use chrono::Datelike;

use super::{Lang, records};
use crate::model::{DateSpan, Mode};

/// The words of the page in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
pub struct CalendarWords {
    pub board_name: &'static str,
    /// The layouts: week, month, year, venues, trainers.
    pub views: [&'static str; 5],
    pub go_to_view: fn(&str) -> String,
    pub earlier: &'static str,
    pub later: &'static str,
    pub today: &'static str,
    pub today_key: &'static str,
    pub hint: &'static str,
    pub hint_keys: &'static str,
    pub year_hint: &'static str,
    pub new_session: &'static str,
    pub new_key: &'static str,
    pub export: &'static str,
    pub export_all: &'static str,
    pub export_for: fn(&str) -> String,
    pub week_title: fn(DateSpan) -> String,
    pub year_title: fn(i32) -> String,
    pub month_name: fn(u32) -> String,
    pub month_load: fn(usize, &str) -> String,
    /// One letter a way of learning, in the order of [`Mode::ALL`].
    letters: [&'static str; 4],
    /// Monday first.
    pub weekday_letters: [&'static str; 7],
    pub days: fn(DateSpan) -> String,
    pub no_days: &'static str,
    pub cell_name: fn(&str, usize) -> String,
    pub bar_name: fn(&str, DateSpan) -> String,
    pub more: fn(usize) -> String,
    pub worked_instead: fn(&str) -> String,
    pub season_of: fn(&str, &str) -> String,
    pub season_of_some: fn(&str, usize) -> String,
    /// Festivals of the solar year, from New Year's Day to National Day.
    pub festivals: [&'static str; 10],
    pub no_venue: &'static str,
    pub venue_note: fn(u32, usize) -> String,
    pub no_trainer: &'static str,
    pub trainer_note: fn(&str, usize) -> String,
    pub not_possible: &'static str,
    pub nothing_changes: &'static str,
    pub no_conflict: &'static str,
    pub moves_to: fn(&str, &str) -> String,
    pub makes: fn(&str, &str) -> String,
    pub adds_people: fn(&str, usize) -> String,
    pub adds_topic: fn(&str) -> String,
    pub open: &'static str,
    pub is_locked: &'static str,
    pub unlock: &'static str,
    pub choose: &'static str,
    pub remedies: &'static str,
    pub adopt: &'static str,
    pub nothing_on_day: &'static str,
    pub day_hint: &'static str,
    pub tip_keys: &'static str,
    /// The lower card: the month, topics, people not yet trained.
    pub lower: [&'static str; 3],
    pub n_sessions: &'static str,
    pub planned_heads: &'static str,
    pub heads: fn(&str) -> String,
    pub money: &'static str,
    pub wan: fn(&str) -> String,
    pub coverage: &'static str,
    pub no_topics: &'static str,
    pub nobody_left: &'static str,
    pub askers: fn(usize) -> String,
    pub people: fn(usize) -> String,
    pub drop_on_day: fn(&str) -> String,
    pub drop_on_session: fn(&str) -> String,
}

impl CalendarWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }

    /// The letter of a way of learning, so that its colour never stands alone.
    pub fn mode_letter(&self, mode: Mode) -> &'static str {
        self.letters[Mode::ALL.iter().position(|other| *other == mode).unwrap_or(0)]
    }
}

static ZH: CalendarWords = CalendarWords {
    board_name: "日程表",
    views: ["周", "月", "全年", "场地", "教师"],
    go_to_view: |view| format!("日程：{view}"),
    earlier: "往前（PageUp）",
    later: "往后（PageDown）",
    today: "今天",
    today_key: "回到统计截止日（T）",
    hint: "拖动可改期；拖动右缘可改天数",
    hint_keys: "拖动班次可改期，拖到别的行可换场地或教师，拖动右缘可改天数，Esc 放弃\n键盘：方向键选日期，Tab 选班次，Ctrl+方向键改期，Shift+左右改天数，Enter 打开，N 新班次，L 锁定或解锁\nPageUp/PageDown 翻页，T 今天，W 周 M 月 Y 全年 V 场地 R 教师（或 1–5）",
    year_hint: "颜色越深，当天班次越多；橙线为农忙避让",
    new_session: "新班次",
    new_key: "在所选日期新建班次（N）",
    export: "订阅",
    export_all: "日历订阅文件（ics）…",
    export_for: |unit| format!("{unit}…"),
    week_title: |span| {
        let (first, last) = (span.first, span.last);
        let end = if first.month() == last.month() {
            format!("{} 日", last.day())
        } else {
            format!("{} 月 {} 日", last.month(), last.day())
        };
        format!("{} 年 {} 月 {} 日至 {end}", first.year(), first.month(), first.day())
    },
    year_title: |year| format!("{year} 年"),
    month_name: |month| format!("{month} 月"),
    month_load: |n, heads| format!("{n} 班 · {heads} 人次"),
    letters: ["党", "远", "实", "讲"],
    weekday_letters: ["一", "二", "三", "四", "五", "六", "日"],
    days: zh_days,
    no_days: "未排时段",
    cell_name: |day, n| if n == 0 { day.to_owned() } else { format!("{day}，{n} 个班次") },
    bar_name: |title, span| format!("{title}，{}", zh_days(span)),
    more: |n| format!("还有 {n} 项"),
    worked_instead: |name| format!("{name}调休上班"),
    season_of: |name, unit| format!("{name} · {unit}"),
    season_of_some: |name, n| format!("{name} · {n} 个乡镇"),
    festivals: ["元旦", "妇女节", "植树节", "劳动节", "青年节", "儿童节", "建党节", "建军节", "教师节", "国庆节"],
    no_venue: "未定场地",
    venue_note: |seats, n| {
        if n == 0 { format!("{seats} 座 · 空闲") } else { format!("{seats} 座 · 用 {n} 天") }
    },
    no_trainer: "未定教师",
    trainer_note: |unit, n| if n == 0 { format!("{unit} · 空闲") } else { format!("{unit} · 教 {n} 天") },
    not_possible: "不能这样改",
    nothing_changes: "没有变化",
    no_conflict: "没有冲突",
    moves_to: |days, at| if at.is_empty() { format!("改到 {days}") } else { format!("改到 {days}，{at}") },
    makes: |title, days| format!("新班次“{title}”：{days}"),
    adds_people: |title, n| {
        if n == 0 { format!("“{title}”没有空余名额可加人") } else { format!("{n} 人加入“{title}”") }
    },
    adds_topic: |title| format!("由“{title}”讲授"),
    open: "打开",
    is_locked: "已锁定：排班、拖动和按键都不改动它",
    unlock: "解锁",
    choose: "选中",
    remedies: "可行的改法",
    adopt: "采用",
    nothing_on_day: "这一天没有班次",
    day_hint: "双击空白处或按 N 新建班次；点选班次可看冲突和改法",
    tip_keys: "双击打开 · 拖动改期 · Ctrl+方向键",
    lower: ["本月", "点题", "未训"],
    n_sessions: "班次",
    planned_heads: "计划培训",
    heads: |n| format!("{n} 人次"),
    money: "经费",
    wan: |amount| format!("{amount} 万"),
    coverage: "月底覆盖率",
    no_topics: "没有待安排的点题",
    nobody_left: "都已培训或已列入班次",
    askers: |n| format!("{n} 人点"),
    people: |n| format!("{n} 人"),
    drop_on_day: |day| format!("拖到日历上；回车排到 {day}"),
    drop_on_session: |title| format!("拖到日历上；回车加入“{title}”"),
};

static EN: CalendarWords = CalendarWords {
    board_name: "Calendar",
    views: ["Week", "Month", "Year", "Venues", "Trainers"],
    go_to_view: |view| format!("Calendar: {view}"),
    earlier: "Earlier (PageUp)",
    later: "Later (PageDown)",
    today: "Today",
    today_key: "To the as-of day (T)",
    hint: "Drag to move, drag the right edge for the length",
    hint_keys: "Drag a session to move it, to another row for another venue or trainer, its right edge for its length; Esc gives up\nKeys: arrows choose a day, Tab a session, Ctrl+arrows move it, Shift+left/right its length, Enter opens, N makes a new one, L locks or unlocks\nPageUp/PageDown turn the page, T today, W week M month Y year V venues R trainers (or 1–5)",
    year_hint: "The darker, the more is held; orange: farming seasons",
    new_session: "New session",
    new_key: "A new session on the chosen day (N)",
    export: "Subscribe",
    export_all: "Calendar file (ics)…",
    export_for: |unit| format!("{unit}…"),
    week_title: |span| format!("{} – {}", span.first.format("%-d %b"), span.last.format("%-d %b %Y")),
    year_title: |year| year.to_string(),
    month_name: |month| records::english_month(month).to_owned(),
    month_load: |n, heads| format!("{n} · {heads} people"),
    letters: ["P", "R", "V", "L"],
    weekday_letters: ["M", "T", "W", "T", "F", "S", "S"],
    days: en_days,
    no_days: "no half days",
    cell_name: |day, n| if n == 0 { day.to_owned() } else { format!("{day}, {n} sessions") },
    bar_name: |title, span| format!("{title}, {}", en_days(span)),
    more: |n| format!("{n} more"),
    worked_instead: |name| format!("{name}: at work"),
    season_of: |name, unit| format!("{name} · {unit}"),
    season_of_some: |name, n| format!("{name} · {n} townships"),
    festivals: [
        "New Year's Day",
        "Women's Day",
        "Arbor Day",
        "Labour Day",
        "Youth Day",
        "Children's Day",
        "Party Day",
        "Army Day",
        "Teachers' Day",
        "National Day",
    ],
    no_venue: "No venue yet",
    venue_note: |seats, n| if n == 0 { format!("{seats} seats · free") } else { format!("{seats} seats · {n} days") },
    no_trainer: "No trainer yet",
    trainer_note: |unit, n| if n == 0 { format!("{unit} · free") } else { format!("{unit} · {n} days") },
    not_possible: "This cannot be done",
    nothing_changes: "Nothing changes",
    no_conflict: "No conflict",
    moves_to: |days, at| if at.is_empty() { format!("To {days}") } else { format!("To {days}, {at}") },
    makes: |title, days| format!("New session “{title}”: {days}"),
    adds_people: |title, n| {
        if n == 0 { format!("“{title}” has no seat left") } else { format!("{n} join “{title}”") }
    },
    adds_topic: |title| format!("Taught in “{title}”"),
    open: "Open",
    is_locked: "Locked: planning, dragging and keys leave it as it is",
    unlock: "Unlock",
    choose: "Choose",
    remedies: "What can be done",
    adopt: "Adopt",
    nothing_on_day: "Nothing is held on this day",
    day_hint: "Double-click a free place or press N for a new session; choose one to see what stands in its way",
    tip_keys: "Double-click opens · drag moves · Ctrl+arrows",
    lower: ["Month", "Topics", "Untrained"],
    n_sessions: "Sessions",
    planned_heads: "Planned people",
    heads: |n| n.to_owned(),
    money: "Money",
    wan: |amount| format!("{amount} wan"),
    coverage: "Coverage",
    no_topics: "No topic waits",
    nobody_left: "All are trained or named in a session",
    askers: |n| format!("{n} ask"),
    people: |n| n.to_string(),
    drop_on_day: |day| format!("Drag onto the calendar; Enter: {day}"),
    drop_on_session: |title| format!("Drag onto the calendar; Enter: “{title}”"),
};

/// 7 月 24 日至 26 日
fn zh_days(span: DateSpan) -> String {
    let DateSpan { first, last } = span;
    let begin = format!("{} 月 {} 日", first.month(), first.day());
    if first == last {
        begin
    } else if first.month() == last.month() {
        format!("{begin}至 {} 日", last.day())
    } else {
        format!("{begin}至 {} 月 {} 日", last.month(), last.day())
    }
}

/// 24 – 26 July
fn en_days(span: DateSpan) -> String {
    let DateSpan { first, last } = span;
    if first == last {
        first.format("%-d %B").to_string()
    } else if first.month() == last.month() {
        format!("{} – {}", first.day(), last.format("%-d %B"))
    } else {
        format!("{} – {}", first.format("%-d %B"), last.format("%-d %B"))
    }
}
