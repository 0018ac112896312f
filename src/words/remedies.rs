//! What can be done about a finding, in words: what, at what price, and how many people have to be told.

use super::{Lang, records};
use crate::model::{DateSpan, Fen, PersonId, SessionId, TownshipId, Workspace};
use crate::rules::{Alternative, Remedy};

/// More people than this are counted, not named.
const NAMED: usize = 2;

/// What is done, such as `换到区委党校二教室（60 座）`.
pub fn remedy(lang: Lang, alternative: &Alternative, ws: &Workspace) -> String {
    match lang {
        Lang::Zh => zh(alternative, ws),
        Lang::En => en(alternative, ws),
    }
}

/// What it costs, such as `不增费用`.
pub fn price(lang: Lang, price: Fen) -> String {
    let yuan = records::yuan(Fen(price.0.abs()));
    match price.0.signum() {
        0 => lang.pick("不增费用", "costs nothing").to_owned(),
        1 => lang.pick(format!("增加 {yuan} 元"), format!("{yuan} yuan more")),
        _ => lang.pick(format!("节省 {yuan} 元"), format!("saves {yuan} yuan")),
    }
}

/// How many people have to be told, such as `通知 51 人`.
pub fn told(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::Zh, 0) => "无需通知".to_owned(),
        (Lang::Zh, n) => format!("通知 {n} 人"),
        (Lang::En, 0) => "nobody to tell".to_owned(),
        (Lang::En, 1) => "1 person to tell".to_owned(),
        (Lang::En, n) => format!("{n} people to tell"),
    }
}

/// Where it is done if the finding itself does not say so: the session's title, and for a room of a session too.
pub fn place(lang: Lang, alternative: &Alternative, ws: &Workspace) -> String {
    match (&alternative.remedy, alternative.session) {
        (Remedy::UseVenue { .. }, Some(id)) => {
            lang.pick(format!("{}：", title(ws, id)), format!("{}: ", title(ws, id)))
        }
        _ => String::new(),
    }
}

/// Price and people together, such as `不增费用 · 通知 51 人`.
pub fn terms(lang: Lang, alternative: &Alternative) -> String {
    format!("{} · {}", price(lang, alternative.price), told(lang, alternative.n_told))
}

fn zh(alternative: &Alternative, ws: &Workspace) -> String {
    let title = |id| title(ws, id);
    match &alternative.remedy {
        Remedy::MoveTo { first, last } => format!("改到 {}", days(Lang::Zh, DateSpan { first: *first, last: *last })),
        Remedy::Schedule { first, last, .. } => {
            format!("安排在 {}", days(Lang::Zh, DateSpan { first: *first, last: *last }))
        }
        Remedy::UseVenue { venue, max_heads } => {
            let (name, seats) = ws.venues.get(*venue).map_or(("", 0), |venue| (venue.name.as_str(), venue.capacity));
            match new_capacity(alternative.session, *max_heads, ws) {
                Some(heads) => format!("换到{name}（{seats} 座），容纳 {heads} 人"),
                None => format!("换到{name}（{seats} 座）"),
            }
        }
        Remedy::Ask { trainer, slots } => {
            let name = ws.trainers.get(*trainer).map_or("", |trainer| trainer.name.as_str());
            format!("请{name}授课（{} 个半天）", slots.len())
        }
        Remedy::MovePeople { people, to } => format!("移{}到{}", who_zh(people, ws), title(*to)),
        Remedy::MoveSeats { township, heads, to } => {
            format!("把{}的 {heads} 个名额移到{}", unit(ws, *township), title(*to))
        }
        Remedy::Wait { people } => format!("{}转为候补", who_zh(people, ws).trim_start()),
        Remedy::MergeInto { into } => format!("并入{}，取消本班次", title(*into)),
        Remedy::RaiseCapacity { max_heads } => format!("容纳人数改为 {max_heads} 人"),
        Remedy::RaiseQuota { township, heads } => format!("{}名额增到 {heads} 人", unit(ws, *township)),
        Remedy::LowerMinimum { min_heads } => format!("开班人数降到 {min_heads} 人"),
        Remedy::Cancel => format!("取消草稿“{}”", own_title(alternative, ws)),
        Remedy::Seat { township, change } => {
            format!("{}再排 {} 人到{}", unit(ws, *township), change.seat.len(), own_title(alternative, ws))
        }
        Remedy::LiftCeiling { level, amount } => {
            format!("把{}经费上限提高到 {} 元", records::level(Lang::Zh, *level), records::yuan(*amount))
        }
        Remedy::SayPurpose { purpose } => format!("目的写“{purpose}”"),
    }
}

fn en(alternative: &Alternative, ws: &Workspace) -> String {
    let title = |id| title(ws, id);
    match &alternative.remedy {
        Remedy::MoveTo { first, last } => {
            format!("Move to {}", days(Lang::En, DateSpan { first: *first, last: *last }))
        }
        Remedy::Schedule { first, last, .. } => {
            format!("Hold it on {}", days(Lang::En, DateSpan { first: *first, last: *last }))
        }
        Remedy::UseVenue { venue, max_heads } => {
            let (name, seats) = ws.venues.get(*venue).map_or(("", 0), |venue| (venue.name.as_str(), venue.capacity));
            match new_capacity(alternative.session, *max_heads, ws) {
                Some(heads) => format!("Hold it in {name} ({seats} seats), for {heads} people"),
                None => format!("Hold it in {name} ({seats} seats)"),
            }
        }
        Remedy::Ask { trainer, slots } => {
            let name = ws.trainers.get(*trainer).map_or("", |trainer| trainer.name.as_str());
            format!("Ask {name} to teach ({} half days)", slots.len())
        }
        Remedy::MovePeople { people, to } => format!("Move {} to {}", who_en(people, ws), title(*to)),
        Remedy::MoveSeats { township, heads, to } => {
            format!("Move {heads} seats of {} to {}", unit(ws, *township), title(*to))
        }
        Remedy::Wait { people } => format!("Put {} on the waiting list", who_en(people, ws)),
        Remedy::MergeInto { into } => format!("Merge into {} and cancel this one", title(*into)),
        Remedy::RaiseCapacity { max_heads } => format!("Take up to {max_heads} people"),
        Remedy::RaiseQuota { township, heads } => format!("Give {} {heads} seats", unit(ws, *township)),
        Remedy::LowerMinimum { min_heads } => format!("Hold it with {min_heads} people"),
        Remedy::Cancel => format!("Cancel the draft “{}”", own_title(alternative, ws)),
        Remedy::Seat { township, change } => {
            format!("Seat {} more of {} in {}", change.seat.len(), unit(ws, *township), own_title(alternative, ws))
        }
        Remedy::LiftCeiling { level, amount } => {
            format!("Raise the ceiling ({}) to {} yuan", records::level(Lang::En, *level), records::yuan(*amount))
        }
        Remedy::SayPurpose { purpose } => format!("Say what for: “{purpose}”"),
    }
}

/// The number of people a session takes then, if it changes.
fn new_capacity(session: Option<SessionId>, max_heads: u32, ws: &Workspace) -> Option<u32> {
    let is_new = session.and_then(|id| ws.sessions.get(id)).is_some_and(|session| session.max_heads != max_heads);
    is_new.then_some(max_heads)
}

fn days(lang: Lang, span: DateSpan) -> String {
    let (first, last) = (records::month_day(lang, span.first), records::month_day(lang, span.last));
    if span.first == span.last {
        return first;
    }
    lang.pick(format!("{first}至 {last}"), format!("{first} – {last}"))
}

fn who_zh(people: &[PersonId], ws: &Workspace) -> String {
    if people.len() > NAMED {
        return format!(" {} 人", people.len());
    }
    format!(" {} 人（{}）", people.len(), names(people, ws, "、"))
}

fn who_en(people: &[PersonId], ws: &Workspace) -> String {
    if people.len() > NAMED {
        return format!("{} people", people.len());
    }
    names(people, ws, " and ")
}

fn names(people: &[PersonId], ws: &Workspace, between: &str) -> String {
    let names = people.iter().filter_map(|id| ws.people.get(*id)).map(|person| person.name.as_str());
    names.collect::<Vec<_>>().join(between)
}

fn own_title(alternative: &Alternative, ws: &Workspace) -> String {
    alternative.session.map(|id| title(ws, id)).unwrap_or_default()
}

fn title(ws: &Workspace, id: SessionId) -> String {
    ws.sessions.get(id).map(|session| session.title.clone()).unwrap_or_default()
}

fn unit(ws: &Workspace, id: TownshipId) -> String {
    ws.townships.get(id).map(|township| township.name.clone()).unwrap_or_default()
}
