//! Lists of venues, known by name and township.

use super::amount::{amount, number};
use super::{Col, Column, Desk, Fault, Filling, Line, Took, needed, optional};
use crate::model::{Period, Venue};

pub(super) const COLUMNS: &[Column] = &[
    needed(
        Col::Name,
        &["场地", "名称", "教室", "地点", "会议室", "站点", "name", "venue"],
        &["场地名称", "场所名称", "教室名称", "站点名称"],
    ),
    needed(Col::Capacity, &["人数", "座位", "capacity", "seats"], &["容纳", "座位数", "可坐", "容量"]),
    optional(Col::Township, &["乡镇", "单位", "township"], &["乡镇", "所属"]),
    optional(Col::DayRate, &["租金", "费用", "价格", "rate"], &["每天", "元/天", "日租", "场地费"]),
];

pub(super) fn take(desk: &mut Desk<'_>, line: &Line<'_>) -> Result<Took, Fault> {
    let name = line.needed(Col::Name)?;
    let township = desk.township(&line.text(Col::Township))?;
    let capacity = number(&line.text(Col::Capacity), Col::Capacity)?;
    let rate = amount(&line.text(Col::DayRate), Col::DayRate, desk.is_ten_thousand)?;
    let is_it = |venue: &&Venue| venue.name == name && (venue.township == township || township.is_none());
    let Some(known) = desk.after.venues.iter().find(is_it).cloned() else {
        let venue = Venue {
            id: desk.after.ids.take(),
            name,
            township,
            capacity: capacity.ok_or(Fault::Blank(Col::Capacity))?,
            closed: Vec::new(),
            is_shared: false,
            day_rate: rate,
            valid: Period::ALWAYS,
        };
        desk.after = desk.after.with(venue)?;
        return Ok(Took::New);
    };
    let mut venue = known;
    let mut filling = Filling::new(desk.options.overwrites);
    filling.fill(Col::Capacity, &mut venue.capacity, capacity, false);
    let is_blank = venue.day_rate.is_none();
    filling.fill(Col::DayRate, &mut venue.day_rate, rate.map(Some), is_blank);
    desk.after = desk.after.with(venue)?;
    filling.end()
}
