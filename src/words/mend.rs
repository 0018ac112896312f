//! What the dialog says in which a mishap is mended: a room that cannot be used, a township that cannot come.

use super::Lang;

/// The words of the dialog in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct MendWords {
    pub title: &'static str,
    pub open: &'static str,
    pub room: &'static str,
    pub unit: &'static str,
    pub room_prefix: &'static str,
    pub unit_prefix: &'static str,
    pub cause: &'static str,
    pub flood: &'static str,
    pub first: &'static str,
    pub last: &'static str,
    pub find: &'static str,
    pub hint: &'static str,
    pub looking: &'static str,
    pub summary: fn(usize, usize, usize) -> String,
    pub list: &'static str,
    pub session: fn(&str, &str, &str, usize) -> String,
    pub stuck: fn(&str) -> String,
    pub stuck_locked: fn(&str) -> String,
    pub extra: fn(usize, &str, &str) -> String,
    pub added: fn(&str, &str, usize, &str) -> String,
    pub person: fn(&str, &str, &str, Option<&str>) -> String,
    pub copy: &'static str,
    pub copied: &'static str,
    pub apply: &'static str,
    pub cancel: &'static str,
}

impl MendWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: MendWords = MendWords {
    title: "应对变故",
    open: "应对变故…",
    room: "场地不能用",
    unit: "乡镇来不了",
    room_prefix: "场地：",
    unit_prefix: "乡镇：",
    cause: "原因",
    flood: "洪水",
    first: "从",
    last: "到",
    find: "看看怎么调整",
    hint: "只动受影响的班次和人，已经通知的人尽量留在原班。先看结果，再决定是否采用",
    looking: "正在找改动最少的办法…",
    summary: |sessions, people, stuck| {
        let mut text = format!("调整 {sessions} 个班次、{people} 人");
        if stuck > 0 {
            text.push_str(&format!("；{stuck} 个班次没有动，请人工处理"));
        }
        text
    },
    list: "需通知的内容",
    session: |title, before, after, n| format!("{title}：原 {before}，改为 {after}（{n} 人）"),
    stuck: |title| format!("{title}：没有合适的场地或日子，待定"),
    stuck_locked: |title| format!("{title}：已锁定，没有动；如需调整请先解锁"),
    extra: |n, days, price| format!("另开一期安置 {n} 人（{days}，约 {price} 元）"),
    added: |title, days, n, price| format!("新增 {title}：{days}（{n} 人，预算 {price} 元）"),
    person: |name, unit, from, to| match to {
        Some(to) => format!("{name}（{unit}）：由“{from}”改到“{to}”"),
        None => format!("{name}（{unit}）：“{from}”去不了，另行通知"),
    },
    copy: "复制文字",
    copied: "已复制，可粘贴到群里或短信",
    apply: "采用调整",
    cancel: "关闭",
};

static EN: MendWords = MendWords {
    title: "After a mishap",
    open: "After a mishap…",
    room: "A room is out",
    unit: "A township cannot come",
    room_prefix: "Room: ",
    unit_prefix: "Township: ",
    cause: "Cause",
    flood: "Flood",
    first: "From",
    last: "To",
    find: "See what would move",
    hint: "Only what is hit moves; people already told stay where they can. Look first, then decide",
    looking: "Looking for the fewest moves…",
    summary: |sessions, people, stuck| {
        let mut text = format!("{sessions} sessions and {people} people move");
        if stuck > 0 {
            text.push_str(&format!("; {stuck} sessions were left as they are"));
        }
        text
    },
    list: "What to tell",
    session: |title, before, after, n| format!("{title}: was {before}, now {after} ({n} people)"),
    stuck: |title| format!("{title}: no other room or days found"),
    stuck_locked: |title| format!("{title}: locked, so it was left as it is; unlock it to have it moved"),
    extra: |n, days, price| format!("One more run for {n} people ({days}, about {price} yuan)"),
    added: |title, days, n, price| format!("New: {title}, {days} ({n} people, {price} yuan)"),
    person: |name, unit, from, to| match to {
        Some(to) => format!("{name} ({unit}): from “{from}” to “{to}”"),
        None => format!("{name} ({unit}): cannot go to “{from}”, to be told later"),
    },
    copy: "Copy the text",
    copied: "Copied",
    apply: "Adopt",
    cancel: "Close",
};
