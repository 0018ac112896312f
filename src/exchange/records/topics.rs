//! Lists of topics that members ask for. The same words asked again are one topic with one more asker.

use super::amount::number;
use super::choice;
use super::days::day;
use super::{Col, Column, Desk, Fault, Line, Took, needed, optional};
use crate::exchange::clean::without_spaces;
use crate::exchange::units::Found;
use crate::model::{Asker, Topic, TopicArea, TopicState};

pub(super) const COLUMNS: &[Column] = &[
    needed(
        Col::Text,
        &["点题", "内容", "题目", "需求", "课题", "topic"],
        &["点题内容", "培训需求", "需求内容", "想学", "希望"],
    ),
    optional(Col::Area, &["area"], &["类别", "领域", "分类", "方面"]),
    optional(Col::Name, &["姓名", "点题人", "name"], &["点题人", "提出人", "申请人"]),
    optional(Col::Phone, &[], &["电话", "手机", "phone"]),
    optional(Col::Township, &["乡镇", "township"], &["乡镇"]),
    optional(Col::Branch, &["branch"], &["支部", "单位", "党组织"]),
    optional(Col::Heads, &["人数", "heads"], &["人数"]),
    optional(Col::Date, &["日期", "时间", "date"], &["日期", "时间"]),
];

pub(super) fn take(desk: &mut Desk<'_>, line: &Line<'_>) -> Result<Took, Fault> {
    let text = line.needed(Col::Text)?;
    let asker = asker(desk, line)?;
    let plain = without_spaces(&text);
    let Some(known) = desk.after.topics.iter().find(|topic| without_spaces(&topic.text) == plain).cloned() else {
        let id = desk.after.ids.take();
        let topic = Topic {
            id,
            text,
            area: choice::known(&line.text(Col::Area), choice::AREAS).unwrap_or(TopicArea::Other),
            state: TopicState::Asked,
            askers: asker.into_iter().collect(),
        };
        desk.after = desk.after.with(topic)?;
        return Ok(Took::New);
    };
    let is_there =
        |asker: &Asker| known.askers.iter().any(|one| (one.person, one.branch) == (asker.person, asker.branch));
    let Some(asker) = asker.filter(|asker| !is_there(asker)) else { return Ok(Took::Unchanged) };
    let mut topic = known.clone();
    topic.askers.push(asker);
    desk.after = desk.after.with(topic)?;
    Ok(Took::Changed)
}

/// Who asks; `None` if the row names nobody. A person who is not found asks through their branch.
fn asker(desk: &Desk<'_>, line: &Line<'_>) -> Result<Option<Asker>, Fault> {
    let township = desk.township(&line.text(Col::Township))?;
    let branch = desk.branch(&line.text(Col::Branch), township)?;
    let who = [Col::Name, Col::Phone, Col::Township, Col::Branch].map(|column| line.text(column));
    let found = if who[0].is_empty() { Found::None } else { desk.names.find(&who) };
    let typed = line.text(Col::Date);
    let on = if typed.is_empty() {
        desk.day
    } else {
        day(&typed, desk.year()).ok_or(Fault::Unreadable(Col::Date, typed))?
    };
    let person = match found {
        Found::One(person) => Some(person),
        Found::Many(_) => return Err(Fault::Ambiguous(Col::Name, who[0].clone())),
        Found::None if branch.is_none() && !who[0].is_empty() => {
            return Err(Fault::Unknown(Col::Name, who[0].clone()));
        }
        Found::None => None,
    };
    let heads = number(&line.text(Col::Heads), Col::Heads)?.filter(|heads| *heads > 0);
    let is_somebody = person.is_some() || branch.is_some() || heads.is_some();
    let heads = if person.is_some() { 1 } else { heads.unwrap_or(1) };
    Ok(is_somebody.then_some(Asker { person, branch, heads, on }))
}
