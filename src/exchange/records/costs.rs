//! Lists of costs. The same session, item, payer, day and amount again is the same line; a receipt belongs to the planned
//! line that nothing was paid of yet.

use chrono::NaiveDate;

use super::amount::amount;
use super::choice;
use super::days::day;
use super::{Col, Column, Desk, Fault, Filling, Line, Took, needed, optional};
use crate::model::{CostItem, CostLine, Fen, Level, Session, SessionId, TownshipId};

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
    let read = Read { session, item, payer, township, date, is_dated: !typed.is_empty(), planned, actual };
    let Some(mut cost) = read.known_line(desk).cloned() else {
        let id = desk.after.ids.take();
        let planned = planned.unwrap_or(Fen::ZERO);
        let (funding, note) = (None, line.text(Col::Note));
        let cost = CostLine { id, session, item, payer, township, funding, date, planned, actual, note };
        desk.after = desk.after.with(cost)?;
        desk.costs.insert(id);
        return Ok(Took::New);
    };
    let id = cost.id;
    let mut filling = Filling::new(desk.options.overwrites);
    let is_open = cost.actual.is_none();
    filling.fill(Col::Planned, &mut cost.planned, planned, false);
    filling.fill(Col::Actual, &mut cost.actual, actual.map(Some), is_open);
    if is_open && actual.is_some() && read.is_dated {
        cost.date = date;
    }
    filling.text(Col::Note, &mut cost.note, &line.text(Col::Note));
    desk.after = desk.after.with(cost)?;
    desk.costs.insert(id);
    filling.end()
}

/// What a row says.
struct Read {
    session: Option<SessionId>,
    item: CostItem,
    payer: Level,
    township: Option<TownshipId>,
    date: NaiveDate,
    /// Whether the row itself says the date.
    is_dated: bool,
    planned: Option<Fen>,
    actual: Option<Fen>,
}

impl Read {
    /// The line that a row is about: the same of this day or, once it was paid, of the plan; for a receipt the planned
    /// line nearest in time of which nothing was paid yet. Each line is one row's only.
    fn known_line<'a>(&self, desk: &'a Desk<'_>) -> Option<&'a CostLine> {
        let is_of_it = |cost: &&CostLine| {
            (cost.session, cost.item, cost.payer, cost.township) == (self.session, self.item, self.payer, self.township)
                && !desk.costs.contains(&cost.id)
        };
        let lines = || desk.after.costs.iter().filter(is_of_it);
        let is_day = |cost: &CostLine| cost.date == self.date;
        let has_planned = |cost: &CostLine| self.planned == Some(cost.planned);
        let has_actual = |cost: &CostLine| self.actual.is_some() && cost.actual == self.actual;
        let is_receipt = self.planned.is_none();
        let same = lines().find(|cost| is_day(cost) && (has_planned(cost) || has_actual(cost)));
        let undated = || lines().find(|cost| !self.is_dated && has_actual(cost));
        // a planned line that was paid has the day of its receipt
        let is_paid = |cost: &&CostLine| self.actual.is_none() && cost.actual.is_some() && has_planned(cost);
        let is_open = |cost: &&CostLine| is_receipt && cost.actual.is_none();
        let distance = |cost: &&CostLine| (cost.date - self.date).num_days().abs();
        same.or_else(undated).or_else(|| lines().find(is_paid)).or_else(|| lines().filter(is_open).min_by_key(distance))
    }
}
