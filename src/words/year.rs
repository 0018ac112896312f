//! Planning the year, in words: titles of new sessions, reasons, limits, and what the command line prints.

use chrono::NaiveDate;

use super::records::{count, month_day, yuan};
use super::{Lang, records};
use crate::model::{DateSpan, Fen, PersonId, Session, TownshipId, Workspace};
use crate::planner::contradiction::{Constraint, Contradiction};
use crate::planner::year::{Change, Instance, LeftOutReason, Naming, Relaxation, Relief, Replan, Why, WhyHere};

/// Words of the plan in one language.
#[expect(missing_docs, reason = "each is named after where it stands")]
#[derive(Debug)]
pub struct YearWords {
    pub settings: &'static str,
    pub planning: &'static str,
    pub explaining: &'static str,
    pub comparing: &'static str,
    pub naming: Naming,
    pub plan_of: fn(&str, NaiveDate) -> String,
    pub nothing_to_plan: &'static str,
    pub sessions_line: fn(u64, u64, u64, u64) -> String,
    pub placed: fn(u64, u64) -> String,
    pub cost: &'static str,
    pub proven: fn(i64, i64, &str) -> String,
    pub levels: &'static str,
    pub coverage: &'static str,
    pub coverage_line: fn(u64, u64, u64) -> String,
    pub month: fn(u32) -> String,
    pub change: fn(Change) -> &'static str,
    pub heads: fn(u64) -> String,
    pub left_out: &'static str,
    pub nobody_left_out: &'static str,
    pub apart: fn(u64) -> String,
    pub mended: &'static str,
    pub left: &'static str,
    pub brought: &'static str,
    pub relaxations: &'static str,
    pub not_applied: &'static str,
    pub applied: fn(usize, u64) -> String,
    pub contradiction: &'static str,
    pub dropped: &'static str,
    pub no_venue: &'static str,
}

impl YearWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: YearWords = YearWords {
    settings: "排班设置",
    planning: "正在编排年度计划",
    explaining: "正在分析方案",
    comparing: "正在比较方案",
    naming: zh_title,
    plan_of: |district, day| format!("{district}：{day} 之后的年度方案"),
    nothing_to_plan: "没有需要安排的人员：应训人员都已培训，或已在确定的班次中",
    sessions_line: |all, added, kept, moved| format!("共 {all} 个班次：新增 {added}，不变 {kept}，调整 {moved}"),
    placed: |n, of| format!("已安排 {} / {} 人", count(n), count(of)),
    cost: "班次经费（元）",
    proven: |objective, bound, gap| format!("方案总代价 {objective}，理论下限 {bound}：最多还能改进 {gap}%"),
    levels: "经费（元）：现计划 → 本方案 / 上限",
    coverage: "名额（人）：已训 + 已安排 / 应训",
    coverage_line: |trained, seated, eligible| format!("{} + {} / {}", count(trained), count(seated), count(eligible)),
    month: |month| format!("{month} 月"),
    change: |change| match change {
        Change::Added => "新增",
        Change::Kept => "不变",
        Change::Moved => "调整",
    },
    heads: |n| format!("{} 人", count(n)),
    left_out: "未能安排",
    nobody_left_out: "应安排的人员都有了班次",
    apart: |n| format!("另有 {} 人外出半年以上或没有所属支部，不在本次安排之内", count(n)),
    mended: "本方案消除的问题",
    left: "仍然存在的问题（已开班、已发布或已锁定）",
    brought: "本方案带来的问题",
    relaxations: "放宽以下限制可以改进",
    not_applied: "以上只是方案，数据没有改动。加 --apply 采用",
    applied: |sessions, people| format!("已采用：{sessions} 个班次，{} 人。可以在窗口中撤销", count(people)),
    contradiction: "没有任何方案能同时满足以下要求，请解除其中一项：",
    dropped: "不再开办",
    no_venue: "场地待定",
};

static EN: YearWords = YearWords {
    settings: "planner's settings",
    planning: "Planning the year",
    explaining: "Finding out why",
    comparing: "Comparing plans",
    naming: en_title,
    plan_of: |district, day| format!("{district}: a plan of the year after {day}"),
    nothing_to_plan: "Nobody is left to plan for: all are trained or have a seat that stands",
    sessions_line: |all, added, kept, moved| format!("{all} sessions: {added} new, {kept} unchanged, {moved} moved"),
    placed: |n, of| format!("{} of {} people placed", count(n), count(of)),
    cost: "Cost of the sessions (yuan)",
    proven: |objective, bound, gap| format!("Total price {objective}, proven bound {bound}: at most {gap}% better"),
    levels: "Money (yuan): plan in force → this plan / ceiling",
    coverage: "Places (people): trained + placed / eligible",
    coverage_line: |trained, seated, eligible| format!("{} + {} / {}", count(trained), count(seated), count(eligible)),
    month: |month| format!("month {month}"),
    change: |change| match change {
        Change::Added => "new",
        Change::Kept => "unchanged",
        Change::Moved => "moved",
    },
    heads: |n| format!("{} people", count(n)),
    left_out: "Left out",
    nobody_left_out: "Everybody has a session",
    apart: |n| format!("{} more are away for over half a year or have no branch, and are not planned for", count(n)),
    mended: "Mended by this plan",
    left: "Still there (held, published or locked)",
    brought: "Brought by this plan",
    relaxations: "What loosening a limit would bring",
    not_applied: "This is a draft; nothing has changed. Add --apply to adopt it",
    applied: |sessions, people| {
        format!("Adopted: {sessions} sessions, {} people. It can be undone in the window", count(people))
    },
    contradiction: "No plan can meet all of these; give up one of them:",
    dropped: "Given up",
    no_venue: "room to be found",
};

fn zh_title(course: &str, unit: Option<&str>, n: u32) -> String {
    // 魏城镇 + 乡镇党员集中培训: the unit takes the place of the word for any unit
    let course =
        unit.and_then(|_| course.strip_prefix("乡镇").or_else(|| course.strip_prefix("村级"))).unwrap_or(course);
    format!("{}{course}第 {n} 期", unit.unwrap_or_default())
}

fn en_title(course: &str, unit: Option<&str>, n: u32) -> String {
    let unit = unit.map(|unit| format!("{unit}: ")).unwrap_or_default();
    format!("{unit}{course}, no. {n}")
}

/// A limit that could be loosened.
pub fn relief(lang: Lang, ws: &Workspace, relief: Relief) -> String {
    let title = |id| ws.sessions.get(id).map_or("", |session: &Session| session.title.as_str());
    match (lang, relief) {
        (Lang::Zh, Relief::Duty { limit }) => format!("同一乡镇同时离岗的书记放宽到 {limit} 人"),
        (Lang::Zh, Relief::Room) => "增加一间教室".to_owned(),
        (Lang::Zh, Relief::Money) => "不受经费上限限制".to_owned(),
        (Lang::Zh, Relief::MidYear) => "取消年中目标".to_owned(),
        (Lang::Zh, Relief::Blackouts) => "农忙期间也可调训".to_owned(),
        (Lang::Zh, Relief::MinFill { percent }) => format!("开班人数降到通常人数的 {percent}%"),
        (Lang::Zh, Relief::Remote { percent }) => format!("远程学习比例放宽到 {percent}%"),
        (Lang::Zh, Relief::Drafts) => "允许调整现有草稿".to_owned(),
        (Lang::Zh, Relief::Lock { session }) => format!("解锁“{}”", title(session)),
        (Lang::En, Relief::Duty { limit }) => format!("let {limit} secretaries of a township be away at once"),
        (Lang::En, Relief::Room) => "one more class room".to_owned(),
        (Lang::En, Relief::Money) => "no ceiling on money".to_owned(),
        (Lang::En, Relief::MidYear) => "no mid-year target".to_owned(),
        (Lang::En, Relief::Blackouts) => "call people away in the farming season".to_owned(),
        (Lang::En, Relief::MinFill { percent }) => format!("hold sessions at {percent}% of the usual number"),
        (Lang::En, Relief::Remote { percent }) => format!("let {percent}% learn remotely"),
        (Lang::En, Relief::Drafts) => "let the drafts be moved".to_owned(),
        (Lang::En, Relief::Lock { session }) => format!("unlock “{}”", title(session)),
    }
}

/// What loosening a limit would free and cost.
pub fn relaxation(lang: Lang, ws: &Workspace, of: &Relaxation) -> String {
    let what = relief(lang, ws, of.relief);
    let money = yuan(Fen(of.cost.0.abs()));
    let is_less = of.cost < Fen::ZERO;
    match lang {
        Lang::Zh => {
            let money = format!("经费{} {money} 元", if is_less { "减少" } else { "增加" });
            let people = match of.freed {
                n if n > 0 => format!("多安排 {n} 人，"),
                n if n < 0 => format!("少安排 {} 人，", -n),
                _ => String::new(),
            };
            format!("{what}：{people}{money}")
        }
        Lang::En => {
            let money = format!("{money} yuan {}", if is_less { "less" } else { "more" });
            let people = if of.freed == 0 { String::new() } else { format!("{:+} people, ", of.freed) };
            format!("{what}: {people}{money}")
        }
    }
}

/// Why people are left out.
pub fn left_out_reason(lang: Lang, ws: &Workspace, reason: LeftOutReason) -> String {
    match (lang, reason) {
        (Lang::Zh, LeftOutReason::NoCourse) => "没有适合的课程：请在设置中启用课程或添加场地".to_owned(),
        (Lang::Zh, LeftOutReason::NoWeek) => "剩下的各周都不能调训（农忙，或已有书记离岗）".to_owned(),
        (Lang::Zh, LeftOutReason::Limit { relief: of, freed }) => {
            format!("受限：若{}，可多安排其中 {freed} 人", relief(lang, ws, of))
        }
        (Lang::Zh, LeftOutReason::NoDay) => "开班的日子本人另有班次，或互为替班".to_owned(),
        (Lang::Zh, LeftOutReason::TooDear) => "凑不够一个班，或开班费用高于设定的未训代价".to_owned(),
        (Lang::En, LeftOutReason::NoCourse) => "no course suits them: put one in use or add a room".to_owned(),
        (Lang::En, LeftOutReason::NoWeek) => "kept at home in every week left".to_owned(),
        (Lang::En, LeftOutReason::Limit { relief: of, freed }) => {
            format!("a limit: {} would place {freed} of them", relief(lang, ws, of))
        }
        (Lang::En, LeftOutReason::NoDay) => "busy elsewhere on the days, or standing in for a colleague".to_owned(),
        (Lang::En, LeftOutReason::TooDear) => "too few for a session, or dearer than leaving them out".to_owned(),
    }
}

/// Why a person sits where they sit.
pub fn why(lang: Lang, ws: &Workspace, why: Why) -> String {
    let title =
        |id| ws.sessions.get(id).map_or_else(String::new, |session: &crate::model::Session| session.title.clone());
    match (lang, why) {
        (Lang::Zh, Why::Lagging) => "所在支部为后进，优先安排".to_owned(),
        (Lang::Zh, Why::New { due }) => format!("新任书记，{} 前须轮训", month_day(lang, due)),
        (Lang::Zh, Why::Waiting { since }) => format!("{since} 起一直未训"),
        (Lang::Zh, Why::Asked) => "本人点过题，这里可以点题".to_owned(),
        (Lang::Zh, Why::NamedBefore) => "原已安排在本班".to_owned(),
        (Lang::Zh, Why::NamedElsewhere { session }) => format!("原安排在“{}”，该班已调整", title(session)),
        (Lang::Zh, Why::Duty { limit }) => format!("本乡镇在本班已达 {limit} 人，不能再多"),
        (Lang::Zh, Why::Behind { n }) => format!("本乡镇排在前面的有 {n} 人"),
        (Lang::Zh, Why::Floating) => "外出半年以上，返乡时安排".to_owned(),
        (Lang::Zh, Why::NoUnit) => "没有所属支部，请先在人员页设置".to_owned(),
        (Lang::Zh, Why::NothingToPlan) => "已训、免训或已在确定的班次中".to_owned(),
        (Lang::En, Why::Lagging) => "the branch is lagging and goes first".to_owned(),
        (Lang::En, Why::New { due }) => format!("a new secretary, due by {}", month_day(lang, due)),
        (Lang::En, Why::Waiting { since }) => format!("untrained since {since}"),
        (Lang::En, Why::Asked) => "asked for a topic, which can be ordered here".to_owned(),
        (Lang::En, Why::NamedBefore) => "was named for this session already".to_owned(),
        (Lang::En, Why::NamedElsewhere { session }) => format!("was named for “{}”, which has changed", title(session)),
        (Lang::En, Why::Duty { limit }) => format!("the township has its {limit} people here"),
        (Lang::En, Why::Behind { n }) => format!("{n} of the township come before"),
        (Lang::En, Why::Floating) => "away for over half a year; to be trained when home".to_owned(),
        (Lang::En, Why::NoUnit) => "has no branch; give one first".to_owned(),
        (Lang::En, Why::NothingToPlan) => "trained, exempt, or in a session that stands".to_owned(),
    }
}

/// Why people of a township go to a session.
pub fn why_here(lang: Lang, why: WhyHere) -> String {
    match (lang, why) {
        (Lang::Zh, WhyHere::Own) => "本乡镇自办的班次".to_owned(),
        (Lang::Zh, WhyHere::Named { n }) => format!("其中 {n} 人原已安排在本班"),
        (Lang::Zh, WhyHere::ByMidYear { n, day }) => format!("有 {n} 人须在 {}前培训", month_day(lang, day)),
        (Lang::Zh, WhyHere::Turns { sessions, limit }) => {
            format!("同期离岗不超过 {limit} 人，所以分 {sessions} 期轮流参加")
        }
        (Lang::Zh, WhyHere::Weeks { open, of }) => {
            format!("能开班的 {of} 周里，只有 {open} 周可以调训（农忙，或已有书记离岗）")
        }
        (Lang::Zh, WhyHere::EarlierFull { n }) => format!("更早的 {n} 期已经满员"),
        (Lang::Zh, WhyHere::OnlyOne) => "这类人员只有这一期".to_owned(),
        (Lang::Zh, WhyHere::Price) => "没有硬性限制，这样安排总代价最低".to_owned(),
        (Lang::En, WhyHere::Own) => "the township runs it".to_owned(),
        (Lang::En, WhyHere::Named { n }) => format!("{n} of them were named for it already"),
        (Lang::En, WhyHere::ByMidYear { n, day }) => format!("{n} are due by {}", month_day(lang, day)),
        (Lang::En, WhyHere::Turns { sessions, limit }) => {
            format!("no more than {limit} may be away at once, so they go in turns to {sessions} sessions")
        }
        (Lang::En, WhyHere::Weeks { open, of }) => {
            format!("they can be called away in {open} of the {of} weeks in which it can be held")
        }
        (Lang::En, WhyHere::EarlierFull { n }) => format!("{n} earlier sessions are full"),
        (Lang::En, WhyHere::OnlyOne) => "the only session for them".to_owned(),
        (Lang::En, WhyHere::Price) => "nothing binds them here; it costs least in all".to_owned(),
    }
}

/// Constraints that exclude each other, one a line, in the workspace's names.
pub fn contradiction(lang: Lang, ws: &Workspace, instance: &Instance, of: &Contradiction) -> Vec<String> {
    of.constraints.iter().map(|constraint| self::constraint(lang, ws, instance, *constraint)).collect()
}

fn constraint(lang: Lang, ws: &Workspace, instance: &Instance, of: Constraint) -> String {
    let offer = |at: usize| {
        let course = instance.offers.get(at).and_then(|of| ws.courses.get(of.course));
        course.map_or_else(String::new, |course| course.name.clone())
    };
    let week = |week: usize| month_day(lang, instance.weeks.monday(week));
    let lock = |at: usize| instance.problem.locked.get(at).map_or_else(String::new, |lock| offer(lock.offer));
    let room = |at: usize| {
        let venue = instance.rooms.get(at).copied().flatten().and_then(|id| ws.venues.get(id));
        venue.map_or_else(|| YearWords::of(lang).no_venue.to_owned(), |venue| venue.name.clone())
    };
    match of {
        Constraint::Lock { lock: at } => lang.pick("锁定的班次：", "locked: ").to_owned() + &lock(at),
        Constraint::Promise { lock: at } => lang.pick("已定的名单：", "promised places: ").to_owned() + &lock(at),
        Constraint::Weeks { offer: at } => lang.pick("可开班的周：", "possible weeks: ").to_owned() + &offer(at),
        Constraint::RoomDays { room: at, week: w } => format!("{} · {}", room(at), week(w)),
        Constraint::PoolDays { week: w, .. } => format!("{} · {}", lang.pick("教师", "trainers"), week(w)),
        Constraint::Minimum { offer: at } => lang.pick("最少人数：", "least number: ").to_owned() + &offer(at),
        Constraint::Invited { offer: at } => lang.pick("培训对象：", "for whom: ").to_owned() + &offer(at),
        Constraint::Demand { .. } => lang.pick("应训人数", "people to be trained").to_owned(),
        Constraint::Blocked { week: w, .. } => format!("{} · {}", lang.pick("农忙", "farming season"), week(w)),
        Constraint::Duty { week: w, .. } => format!("{} · {}", lang.pick("离岗上限", "duty limit"), week(w)),
        Constraint::Share { .. } => lang.pick("远程学习比例", "remote share").to_owned(),
        Constraint::Budget { budget } => {
            let level = if budget == 0 { crate::model::Level::District } else { crate::model::Level::Township };
            format!("{} · {}", lang.pick("经费上限", "ceiling"), records::level(lang, level))
        }
    }
}

/// Who must be told of a mended year, as text to paste into a chat group: a paragraph a session, with the names by
/// township.
pub fn to_tell(lang: Lang, before: &Workspace, replan: &Replan) -> String {
    let paragraphs = replan.to_tell().into_iter().filter_map(|(session, people)| {
        let session = before.sessions.get(session)?;
        let moved = replan.sessions.iter().find(|moved| moved.before.id == session.id);
        let mut lines = vec![match moved {
            Some(moved) => news(lang, before, &moved.before, &moved.after),
            None => lang.pick(
                format!("“{}”以下人员改期：", session.title),
                format!("“{}”: these people go elsewhere:", session.title),
            ),
        }];
        lines.extend(names(lang, before, replan, (session, moved.is_some()), &people));
        Some(lines.join("\n"))
    });
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// What is new about a session.
fn news(lang: Lang, ws: &Workspace, before: &Session, after: &Session) -> String {
    let days = |session: &Session| session.span().map_or_else(String::new, |span| span_text(lang, span));
    let place = |session: &Session| {
        let venue = session.venue.and_then(|id| ws.venues.get(id));
        venue.map_or_else(|| YearWords::of(lang).no_venue.to_owned(), |venue| venue.name.clone())
    };
    let mut news = Vec::new();
    if days(before) != days(after) {
        news.push(lang.pick(
            format!("时间由 {} 改为 {}", days(before), days(after)),
            format!("now on {} instead of {}", days(after), days(before)),
        ));
    }
    if before.venue != after.venue {
        news.push(lang.pick(
            format!("地点由 {} 改为 {}", place(before), place(after)),
            format!("now in {} instead of {}", place(after), place(before)),
        ));
    }
    lang.pick(
        format!("“{}”{}，请通知：", before.title, news.join("，")),
        format!("“{}” is {}; please tell:", before.title, news.join(" and ")),
    )
}

fn span_text(lang: Lang, span: DateSpan) -> String {
    let first = month_day(lang, span.first);
    if span.first == span.last { first } else { format!("{first}—{}", month_day(lang, span.last)) }
}

/// A line a township: its people, and where each goes if not with the session.
fn names(
    lang: Lang,
    ws: &Workspace,
    replan: &Replan,
    (session, is_moved): (&Session, bool),
    people: &[PersonId],
) -> Vec<String> {
    let first = session.span().map(|span| span.first);
    let mut lines: Vec<(Option<TownshipId>, Vec<String>)> = Vec::new();
    for id in people {
        let Some(person) = ws.people.get(*id) else { continue };
        let township = first.and_then(|day| ws.township_of(person, day));
        let name =
            if is_moved { person.name.clone() } else { format!("{}{}", person.name, goes_to(lang, ws, replan, *id)) };
        match lines.last_mut().filter(|line| line.0 == township) {
            Some(line) => line.1.push(name),
            None => lines.push((township, vec![name])),
        }
    }
    let line = |(township, names): (Option<TownshipId>, Vec<String>)| {
        let unit = township.and_then(|id| ws.townships.get(id)).map_or_else(String::new, |unit| unit.name.clone());
        let n = names.len();
        lang.pick(format!("{unit}（{n} 人）：{}", names.join("、")), format!("{unit} ({n}): {}", names.join(", ")))
    };
    lines.into_iter().map(line).collect()
}

fn goes_to(lang: Lang, ws: &Workspace, replan: &Replan, person: PersonId) -> String {
    let to = replan.people.iter().find(|moved| moved.person == person).and_then(|moved| moved.to);
    match to.and_then(|id| ws.sessions.get(id).or_else(|| replan.after().sessions.get(id))) {
        Some(session) => {
            let day = session.span().map_or_else(String::new, |span| span_text(lang, span));
            lang.pick(format!("→ {}（{day}）", session.title), format!(" → {} ({day})", session.title))
        }
        None => lang.pick("（另行安排）".to_owned(), " (to be planned anew)".to_owned()),
    }
}
