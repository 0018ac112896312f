//! Lists of costs. The same session, item, payer, day and amount again is the same line.

use super::amount::amount;
use super::choice;
use super::days::day;
use super::{Col, Column, Desk, Fault, Filling, Line, Took, needed, optional};
use crate::model::{CostLine, Fen, Level, Session};

pub(super) const COLUMNS: &[Column] = &[
    needed(Col::Item, &["项目", "科目", "费用", "item"], &["费用项目", "经费项目", "开支项目", "支出项目", "用途"]),
    optional(Col::Planned, &["planned"], &["预算", "计划金额", "概算"]),
    optional(Col::Actual, &["金额", "actual", "amount"], &["实际", "支出", "决算", "金额", "报销"]),
    optional(Col::Date, &["日期", "时间", "date"], &["日期", "时间"]),
    optional(Col::Payer, &["级别", "payer", "level"], &["承担", "支付", "列支", "出资", "经费来源"]),
    optional(Col::Township, &["乡镇", "township"], &["乡镇"]),
    optional(Col::Session, &["班次", "session"], &["班次", "培训班"]),
    optional(Col::Note, &["备注", "说明", "note"], &["备注"]),
];

pub(super) fn take(desk: &mut Desk<'_>, line: &Line<'_>) -> Result<Took, Fault> {
    let typed = line.needed(Col::Item)?;
    let item = choice::of(&typed, Col::Item, choice::ITEMS)?.ok_or(Fault::Blank(Col::Item))?;
    let session = desk.session(&line.text(Col::Session))?;
    let township = desk.township(&line.text(Col::Township))?;
    let planned = amount(&line.text(Col::Planned), Col::Planned, desk.is_ten_thousand)?;
    let actual = amount(&line.text(Col::Actual), Col::Actual, desk.is_ten_thousand)?;
    if planned.is_none() && actual.is_none() {
        return Err(Fault::Blank(Col::Actual));
    }
    let of_session = session.and_then(|id| desk.after.sessions.get(id));
    let typed = line.text(Col::Date);
    let date = match (typed.as_str(), of_session.and_then(Session::span)) {
        ("", Some(span)) => span.first,
        ("", None) => return Err(Fault::Blank(Col::Date)),
        (text, _) => day(text, desk.year()).ok_or_else(|| Fault::Unreadable(Col::Date, text.to_owned()))?,
    };
    let of_row = choice::of(&line.text(Col::Payer), Col::Payer, choice::LEVELS)?;
    let by_unit = township.map(|_| Level::Township);
    let payer = of_row.or(by_unit).or(of_session.map(|session| session.level)).unwrap_or(Level::District);
    let is_it = |cost: &&CostLine| {
        let is_same_amount =
            planned.is_none_or(|planned| cost.planned == planned) || cost.actual == actual && actual.is_some();
        (cost.session, cost.item, cost.payer, cost.township, cost.date) == (session, item, payer, township, date)
            && is_same_amount
    };
    let Some(known) = desk.after.costs.iter().find(is_it).cloned() else {
        let id = desk.after.ids.take();
        let planned = planned.or(actual).unwrap_or(Fen::ZERO);
        let (funding, note) = (None, line.text(Col::Note));
        let cost = CostLine { id, session, item, payer, township, funding, date, planned, actual, note };
        desk.after = desk.after.with(cost)?;
        return Ok(Took::New);
    };
    let mut cost = known;
    let mut filling = Filling::new(desk.options.overwrites);
    let is_blank = cost.actual.is_none();
    filling.fill(Col::Planned, &mut cost.planned, planned, false);
    filling.fill(Col::Actual, &mut cost.actual, actual.map(Some), is_blank);
    filling.text(Col::Note, &mut cost.note, &line.text(Col::Note));
    desk.after = desk.after.with(cost)?;
    filling.end()
}
