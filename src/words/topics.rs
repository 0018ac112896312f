//! What the board of topics says.

use super::Lang;
use crate::report::topics::matching::Reason;

/// The words of the page in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
pub struct TopicWords {
    pub title: &'static str,
    pub board_name: &'static str,
    /// Topics, heads, branches, and the answered share.
    pub subtitle: fn(usize, &str, &str, &str) -> String,
    pub hint_keys: &'static str,
    pub keys: &'static str,
    pub new_topic: &'static str,
    pub search: &'static str,
    pub all_areas: &'static str,
    pub with_count: fn(&str, usize) -> String,
    pub asked_by: fn(&str, &str) -> String,
    pub heads: fn(&str) -> String,
    pub to_answer: fn(&str) -> String,
    pub card_name: fn(&str, &str) -> String,
    pub n_under: fn(usize) -> String,
    pub merged_into: fn(&str) -> String,
    pub lane_empty: &'static str,
    pub nothing_asked: &'static str,
    pub nothing_found: &'static str,
    pub choose_one: &'static str,
    pub since: fn(&str) -> String,
    pub chosen: fn(usize) -> String,
    // what can be done
    pub plan: &'static str,
    pub schedule: &'static str,
    pub merge: &'static str,
    pub split: &'static str,
    pub reopen: &'static str,
    pub off_session: &'static str,
    pub decline: &'static str,
    pub tell: &'static str,
    pub tell_again: &'static str,
    pub invite: fn(usize) -> String,
    pub edit: &'static str,
    pub remove: &'static str,
    pub more: &'static str,
    pub open: &'static str,
    // the panel
    pub under: &'static str,
    pub alike: &'static str,
    pub courses: &'static str,
    pub trainers: &'static str,
    pub sessions: &'static str,
    pub take_in: &'static str,
    pub make_run: &'static str,
    pub ask_trainer: &'static str,
    pub attach: &'static str,
    pub act_on: fn(&str, &str) -> String,
    pub askers: fn(&str) -> String,
    pub unnamed: fn(u32) -> String,
    pub branch_heads: fn(&str, u32) -> String,
    pub as_a_whole: &'static str,
    pub no_askers: &'static str,
    pub reason_of_decline: fn(&str) -> String,
    // dragging
    pub would_merge: fn(&str) -> String,
    pub would_go: fn(&str) -> String,
    pub follows_session: &'static str,
    pub nothing_changes: &'static str,
    // dialogs
    pub new_title: &'static str,
    pub edit_title: &'static str,
    pub text: &'static str,
    pub text_hint: &'static str,
    pub area: &'static str,
    pub who: &'static str,
    pub who_hint: &'static str,
    pub n_unnamed: &'static str,
    pub asked_on: &'static str,
    pub take_out: fn(&str) -> String,
    pub like_it: &'static str,
    pub into_that: &'static str,
    pub goes_into: fn(&str) -> String,
    pub on_its_own: &'static str,
    pub create: &'static str,
    pub apply: &'static str,
    pub cancel: &'static str,
    pub merge_title: fn(&str) -> String,
    pub merge_search: &'static str,
    pub schedule_title: fn(&str) -> String,
    pub session_search: &'static str,
    pub new_session: &'static str,
    pub seats: fn(&str, u32) -> String,
    pub decline_title: fn(&str) -> String,
    pub reason: &'static str,
    pub reason_hint: &'static str,
    pub tell_title: &'static str,
    pub tell_note: &'static str,
    pub copy_and_answer: &'static str,
    pub copy: &'static str,
    pub copied: &'static str,
    pub close: &'static str,
    /// The text that tells what came of a topic.
    pub told: fn(&Told) -> String,
    pub many: fn(&str, usize) -> String,
    pub answer_rate: fn(&str, &str, &str) -> String,
    pub session_with_askers: fn(&str, &str) -> String,
}

/// What the askers of a topic are told.
#[derive(Debug)]
pub struct Told {
    /// What they asked for.
    pub topic: String,
    /// The session that taught it.
    pub session: String,
    /// When, as in 6 月 5 日.
    pub days: String,
    /// How, as in 远程教育.
    pub mode: String,
    /// Where; empty if it is not known.
    pub venue: String,
    /// Who asked, by unit: its name, and the people and branches.
    pub units: Vec<(String, Vec<String>)>,
    /// How many asked.
    pub heads: String,
}

impl TopicWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// Why something is proposed for a topic.
pub fn reason(lang: Lang, reason: &Reason) -> String {
    match (lang, reason) {
        (Lang::Zh, Reason::Shares(words)) => format!("都讲“{words}”"),
        (Lang::Zh, Reason::Held(title)) => format!("办过“{title}”"),
        (Lang::Zh, Reason::SameArea(n)) => format!("已接 {n} 条同类点题"),
        (Lang::Zh, Reason::Anywhere) => "随时随地可学".to_owned(),
        (Lang::En, Reason::Shares(words)) => format!("both about “{words}”"),
        (Lang::En, Reason::Held(title)) => format!("held “{title}”"),
        (Lang::En, Reason::SameArea(n)) => format!("took up {n} of the same area"),
        (Lang::En, Reason::Anywhere) => "taught at any time and place".to_owned(),
    }
}

fn told_zh(told: &Told) -> String {
    let Told { topic, session, days, mode, venue, units, heads } = told;
    let place = if venue.is_empty() { String::new() } else { format!("，{venue}") };
    let mut text = format!(
        "【点题答复】“{topic}”\n您点的题已于 {days}在“{session}”开讲（{mode}{place}）。\n请转告点题人（{heads} 人）：\n"
    );
    for (unit, people) in units {
        text.push_str(&format!("{unit}：{}\n", people.join("、")));
    }
    text
}

fn told_en(told: &Told) -> String {
    let Told { topic, session, days, mode, venue, units, heads } = told;
    let place = if venue.is_empty() { String::new() } else { format!(", {venue}") };
    let mut text = format!(
        "[Topic answered] “{topic}”\nIt was taught on {days} in “{session}” ({mode}{place}).\nPlease tell those who asked ({heads}):\n"
    );
    for (unit, people) in units {
        text.push_str(&format!("{unit}: {}\n", people.join(", ")));
    }
    text
}

static ZH: TopicWords = TopicWords {
    title: "点题",
    board_name: "点题看板",
    subtitle: |n, heads, branches, answered| format!("{n} 条 · {heads} 人、{branches} 个支部点题 · 已答复 {answered}"),
    hint_keys: "拖动卡片可改进度；拖到另一张卡片上即合并；Ctrl+单击可多选\n键盘：方向键选择，空格多选，Enter 修改，N 新点题，P 列入计划，S 排班，M 合并，U 退回，X 不采纳，T 告知点题人，I 邀请点题人，Delete 删除，Ctrl+左右推进或退回",
    keys: "按键说明",
    new_topic: "新点题",
    search: "搜索点题",
    all_areas: "全部",
    with_count: |name, n| format!("{name} {n}"),
    asked_by: |heads, branches| format!("{heads} 人 · {branches} 个支部"),
    heads: |heads| format!("{heads} 人"),
    to_answer: |heads| format!("待告知 {heads} 人"),
    card_name: |text, heads| format!("{text}，{heads} 人点题"),
    n_under: |n| format!("含 {n} 条"),
    merged_into: |text| format!("并入“{text}”"),
    lane_empty: "无",
    nothing_asked: "还没有点题。按 N 或“新点题”记下第一条：要什么、谁点的",
    nothing_found: "没有符合条件的点题",
    choose_one: "选一张卡片，查看点题人、适合的课程和教师",
    since: |day| format!("{day}起"),
    chosen: |n| format!("已选 {n} 条点题"),
    plan: "列入计划",
    schedule: "排班…",
    merge: "合并…",
    split: "拆出",
    reopen: "退回已点题",
    off_session: "撤下排班",
    decline: "不采纳…",
    tell: "告知点题人…",
    tell_again: "告知名单…",
    invite: |n| format!("邀请点题人 {n} 人"),
    edit: "修改…",
    remove: "删除",
    more: "更多",
    open: "打开班次",
    under: "合并进来的",
    alike: "相近点题",
    courses: "适合的课程",
    trainers: "适合的教师",
    sessions: "可排入的班次",
    take_in: "合并",
    make_run: "开班",
    ask_trainer: "请讲",
    attach: "排入",
    act_on: |act, what| format!("{act}：{what}"),
    askers: |n| format!("点题人 {n}"),
    unnamed: |n| format!("未具名 {n} 人"),
    branch_heads: |branch, n| format!("{branch} {n} 人"),
    as_a_whole: "支部集体",
    no_askers: "还没有记下点题人",
    reason_of_decline: |reason| format!("未采纳：{reason}"),
    would_merge: |text| format!("并入“{text}”"),
    would_go: |lane| format!("改为“{lane}”"),
    follows_session: "“已开讲”由班次决定：班次办完即自动转入",
    nothing_changes: "放在这里没有变化",
    new_title: "新点题",
    edit_title: "修改点题",
    text: "点题内容",
    text_hint: "如：大棚番茄怎样嫁接",
    area: "手册分类",
    who: "点题人",
    who_hint: "姓名、支部或拼音首字母，Enter 加入",
    n_unnamed: "另有未具名人数",
    asked_on: "点题日期",
    take_out: |name| format!("移除 {name}"),
    like_it: "已有相近点题：",
    into_that: "记到这条",
    goes_into: |text| format!("点题人将记到“{text}”，不另立一条"),
    on_its_own: "仍单独立一条",
    create: "记下",
    apply: "确定",
    cancel: "取消",
    merge_title: |text| format!("把“{text}”并入"),
    merge_search: "搜索要并入的点题",
    schedule_title: |text| format!("给“{text}”排班"),
    session_search: "搜索已排的班次",
    new_session: "另开新班次…",
    seats: |enrolled, most| format!("{enrolled}/{most}"),
    decline_title: |text| format!("不采纳“{text}”"),
    reason: "原因",
    reason_hint: "会告知点题人，如：与培训内容无关",
    tell_title: "告知点题人",
    tell_note: "可粘贴到工作群或短信。复制后记为已答复，可撤销",
    copy_and_answer: "复制并记为已答复",
    copy: "复制",
    copied: "已复制，可粘贴到工作群",
    close: "关闭",
    told: told_zh,
    many: |first, n| format!("{first}等 {n} 条"),
    answer_rate: |n, of, rate| format!("点题已答复 {n} / {of} = {rate}"),
    session_with_askers: |title, heads| format!("{title}（点题 {heads} 人）"),
};

static EN: TopicWords = TopicWords {
    title: "Topics",
    board_name: "Board of topics",
    subtitle: |n, heads, branches, answered| {
        format!("{n} topics · asked by {heads} people, {branches} branches · answered {answered}")
    },
    hint_keys: "Drag a card to another stage; drop it on a card to merge; Ctrl and a click choose several\nKeys: arrows choose, Space chooses several, Enter edits, N new, P plan, S schedule, M merge, U back, X decline, T tell the askers, I invite them, Delete removes, Ctrl and left or right step",
    keys: "Keys",
    new_topic: "New topic",
    search: "Search topics",
    all_areas: "All",
    with_count: |name, n| format!("{name} {n}"),
    asked_by: |heads, branches| format!("{heads} people · {branches} branches"),
    heads: |heads| format!("{heads} people"),
    to_answer: |heads| format!("{heads} to tell"),
    card_name: |text, heads| format!("{text}, asked by {heads}"),
    n_under: |n| format!("{n} merged"),
    merged_into: |text| format!("in “{text}”"),
    lane_empty: "None",
    nothing_asked: "Nobody has asked for anything yet. Press N and write the first topic down: what, and by whom",
    nothing_found: "No topic matches",
    choose_one: "Choose a card to see who asked, and the courses and trainers that suit it",
    since: |day| format!("since {day}"),
    chosen: |n| format!("{n} topics chosen"),
    plan: "Plan",
    schedule: "Schedule…",
    merge: "Merge…",
    split: "Take out",
    reopen: "Back to asked",
    off_session: "Off the session",
    decline: "Decline…",
    tell: "Tell the askers…",
    tell_again: "List of askers…",
    invite: |n| format!("Invite {n} askers"),
    edit: "Edit…",
    remove: "Delete",
    more: "More",
    open: "Open session",
    under: "Merged into it",
    alike: "Alike",
    courses: "Courses that suit",
    trainers: "Trainers who know of it",
    sessions: "Sessions that could teach it",
    take_in: "Merge",
    make_run: "New run",
    ask_trainer: "Ask",
    attach: "Attach",
    act_on: |act, what| format!("{act}: {what}"),
    askers: |n| format!("Asked by {n}"),
    unnamed: |n| format!("{n} without names"),
    branch_heads: |branch, n| format!("{branch} ({n})"),
    as_a_whole: "as a branch",
    no_askers: "Nobody is written down yet",
    reason_of_decline: |reason| format!("Declined: {reason}"),
    would_merge: |text| format!("Merge into “{text}”"),
    would_go: |lane| format!("To “{lane}”"),
    follows_session: "“Taught” follows the session: it comes by itself when the session is over",
    nothing_changes: "Nothing changes here",
    new_title: "New topic",
    edit_title: "Edit topic",
    text: "What is asked for",
    text_hint: "Such as: grafting tomatoes in a greenhouse",
    area: "Area of the handbook",
    who: "Who asks",
    who_hint: "Name, branch or initials; Enter adds",
    n_unnamed: "People without names",
    asked_on: "Asked on",
    take_out: |name| format!("Take out {name}"),
    like_it: "There is already:",
    into_that: "Add to this",
    goes_into: |text| format!("The askers are added to “{text}”"),
    on_its_own: "A topic of its own",
    create: "Add",
    apply: "OK",
    cancel: "Cancel",
    merge_title: |text| format!("Merge “{text}” into"),
    merge_search: "Search the topic to merge into",
    schedule_title: |text| format!("A session for “{text}”"),
    session_search: "Search the sessions to come",
    new_session: "New session…",
    seats: |enrolled, most| format!("{enrolled}/{most}"),
    decline_title: |text| format!("Decline “{text}”"),
    reason: "Reason",
    reason_hint: "The askers will be told, such as: nothing that is taught here",
    tell_title: "Tell the askers",
    tell_note: "To be pasted into a message. Once copied, it counts as answered; this can be undone",
    copy_and_answer: "Copy, and mark as answered",
    copy: "Copy",
    copied: "Copied; paste it into a message",
    close: "Close",
    told: told_en,
    many: |first, n| format!("{first} and {} more", n.saturating_sub(1)),
    answer_rate: |n, of, rate| format!("Topics answered {n} / {of} = {rate}"),
    session_with_askers: |title, heads| format!("{title} (asked by {heads})"),
};
