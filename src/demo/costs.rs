//! What sessions cost: plausible prices, bent so that each level's sums come out to the yuan.

use chrono::{Days, NaiveDate};

use super::calendar::{AS_OF, Calendar, day};
use super::dice::Dice;
use super::sessions::{Family, Plan};
use crate::model::{CostItem, CostLine, Fen, Funding, IdSource, Level, SessionId, Status, TownshipId};

/// Yuan of one layer by level: spent up to the district's day, and planned from then on.
const SPENT: [(Level, i64); 3] = [(Level::District, 470_000), (Level::Township, 150_000), (Level::Village, 60_000)];
const COMMITTED: [(Level, i64); 3] = [(Level::District, 457_000), (Level::Township, 136_000), (Level::Village, 50_000)];

/// A price: once a session, a half day, a head, and a head and day, in yuan.
struct Price {
    item: CostItem,
    payer: Level,
    once: i64,
    per_slot: i64,
    per_head: i64,
    per_head_day: i64,
}

const fn price(item: CostItem, payer: Level, once: i64, per_slot: i64, per_head: i64, per_head_day: i64) -> Price {
    Price { item, payer, once, per_slot, per_head, per_head_day }
}

use CostItem::{Lecture, Lodging, Material, Meals, Other, Room, Transport};
use Level::{District, Township, Village};

const SECRETARY: &[Price] = &[
    price(Lecture, District, 0, 480, 0, 0),
    price(Lodging, District, 0, 0, 0, 85),
    price(Meals, District, 0, 0, 0, 68),
    price(Room, District, 900, 0, 0, 0),
    price(Material, District, 0, 0, 28, 0),
    price(Transport, District, 600, 0, 20, 0),
    price(Other, District, 300, 0, 0, 0),
];
const LEADER_CLASS: &[Price] = &[
    price(Lecture, District, 0, 500, 0, 0),
    price(Lodging, District, 0, 0, 0, 66),
    price(Meals, District, 0, 0, 0, 60),
    price(Room, District, 600, 0, 0, 0),
    price(Material, District, 0, 0, 24, 0),
    price(Transport, District, 0, 0, 12, 0),
];
const VISIT: &[Price] = &[
    price(Meals, District, 0, 0, 0, 40),
    price(Transport, District, 2_400, 0, 8, 0),
    price(Material, District, 0, 0, 6, 0),
    price(Other, District, 400, 0, 0, 0),
];
const LECTURE: &[Price] = &[
    price(Lecture, District, 1_500, 0, 0, 0),
    price(Room, District, 1_800, 0, 0, 0),
    price(Material, District, 0, 0, 3, 0),
    price(Transport, District, 0, 0, 4, 0),
];
const REMOTE: &[Price] = &[
    price(Lecture, District, 800, 0, 0, 0),
    price(Material, District, 0, 0, 3, 0),
    price(Other, District, 350, 0, 0, 0),
];
const TOWN_CLASS: &[Price] = &[
    price(Lecture, Township, 0, 200, 0, 0),
    price(Meals, Township, 0, 0, 0, 12),
    price(Material, Township, 0, 0, 5, 0),
    price(Room, Township, 200, 0, 0, 0),
    price(Transport, Village, 0, 0, 4, 0),
];
const TOWN_REMOTE: &[Price] = &[
    price(Material, Township, 0, 0, 5, 0),
    price(Other, Township, 160, 60, 0, 0),
    price(Transport, Village, 0, 0, 4, 0),
];
const EXCHANGE: &[Price] = &[
    price(Lecture, Township, 150, 0, 0, 0),
    price(Meals, Village, 0, 0, 0, 14),
    price(Material, Village, 0, 0, 4, 0),
    price(Transport, Village, 180, 0, 0, 0),
    price(Other, Village, 120, 0, 0, 0),
];
const SPRING: &[Price] = &[
    price(Meals, Township, 0, 0, 0, 18),
    price(Material, Township, 0, 0, 8, 0),
    price(Lecture, Township, 200, 0, 0, 0),
];
const HEAD_COUNT: &[Price] = &[price(Material, Village, 0, 0, 2, 0), price(Other, Village, 120, 0, 0, 0)];

fn prices(family: Family) -> &'static [Price] {
    match family {
        Family::Secretary => SECRETARY,
        Family::LeaderClass => LEADER_CLASS,
        Family::Visit => VISIT,
        Family::Lecture => LECTURE,
        Family::Remote => REMOTE,
        Family::TownClass => TOWN_CLASS,
        Family::TownRemote => TOWN_REMOTE,
        Family::Exchange => EXCHANGE,
        Family::Spring => SPRING,
        Family::HeadCount => HEAD_COUNT,
    }
}

/// How much dearer a planned session is than one held, in per mille: the second half of the year boards
/// more, and planners are careful.
fn surcharge(family: Family) -> i64 {
    match family {
        Family::Secretary => 1_150,
        Family::LeaderClass => 1_240,
        Family::Visit => 1_300,
        Family::Lecture => 1_250,
        Family::Remote => 1_900,
        Family::TownClass | Family::TownRemote | Family::Exchange | Family::Spring | Family::HeadCount => 1_500,
    }
}

/// Where a level's money comes from.
pub(super) fn funds(level: Level) -> Funding {
    match level {
        District => Funding::Fiscal,
        Township => Funding::Dues,
        Village => Funding::Collective,
    }
}

/// The cost lines of one layer: those of its sessions, and two of the programme as a whole.
pub(super) fn lines(
    plans: &[(&Plan, SessionId)],
    townships: &[TownshipId],
    ids: &mut IdSource,
    dice: &mut Dice,
) -> Vec<CostLine> {
    let mut spent: Vec<(CostLine, u64)> = Vec::new();
    let mut committed: Vec<(CostLine, u64)> = Vec::new();
    for (plan, session) in plans.iter().filter(|(plan, _)| plan.status != Status::Cancelled) {
        for price in prices(plan.family) {
            let weight = weight(plan, price) * dice.between(94, 106) as u64;
            let line = line(ids.take(), plan, price, *session, townships, dice);
            if plan.status.is_planned() {
                committed.push((line, weight * surcharge(plan.family) as u64));
            } else {
                spent.push((line, weight * 1_000));
            }
        }
    }
    for (item, date, yuan, note) in
        [(Material, day(1, 18), 14_600, "《党员学用手册》印制"), (Other, day(3, 20), 6_200, "远程教育站点接收设备维护")]
    {
        let line = CostLine {
            id: ids.take(),
            session: None,
            item,
            payer: District,
            township: None,
            funding: Some(funds(District)),
            date,
            planned: Fen::ZERO,
            actual: None,
            note: note.to_owned(),
        };
        spent.push((line, yuan * 100 * 1_000));
    }
    bend(&mut spent, &SPENT);
    bend(&mut committed, &COMMITTED);
    settle(&mut spent, dice);
    spent.into_iter().chain(committed).map(|(line, _)| line).collect()
}

fn weight(plan: &Plan, price: &Price) -> u64 {
    let named = plan.rows.iter().filter(|row| row.state.takes_part()).count();
    let heads = named.max(plan.quotas.iter().map(|quota| quota.1).sum()).max(20);
    let (heads, n_slots) = ((heads as u64).cast_signed(), (plan.slots.len() as u64).cast_signed());
    let yuan = price.once
        + price.per_slot * n_slots
        + price.per_head * heads
        + price.per_head_day * heads * ((n_slots + 1) / 2);
    yuan as u64
}

fn line(
    id: crate::model::CostId,
    plan: &Plan,
    price: &Price,
    session: SessionId,
    townships: &[TownshipId],
    dice: &mut Dice,
) -> CostLine {
    let last = plan.last_day();
    let paid = last + Days::new(1 + dice.below(6) as u64);
    let paid = paid.iter_days().find(|date| Calendar::is_workday(*date)).unwrap_or(paid);
    let date: NaiveDate = if plan.status.is_planned() { last } else { paid.min(AS_OF) };
    let township = plan.unit.map(|unit| townships[unit]).filter(|_| price.payer != District);
    CostLine {
        id,
        session: Some(session),
        item: price.item,
        payer: price.payer,
        township,
        funding: Some(funds(price.payer)),
        date,
        planned: Fen::ZERO,
        actual: None,
        note: String::new(),
    }
}

/// Shares each level's sum out over its lines by weight, in whole yuan.
fn bend(lines: &mut [(CostLine, u64)], sums: &[(Level, i64)]) {
    for (level, yuan) in sums {
        let weights: Vec<u64> =
            lines.iter().map(|(line, weight)| if line.payer == *level { *weight } else { 0 }).collect();
        for ((line, _), part) in
            lines.iter_mut().zip(Fen(*yuan).split(&weights)).filter(|((l, _), _)| l.payer == *level)
        {
            line.planned = Fen::yuan(part.0);
        }
    }
}

/// What was spent is what `bend` gave; what was planned lay a little off it. Some bills have odd fen, which
/// the next line of the same payer makes up for.
fn settle(lines: &mut [(CostLine, u64)], dice: &mut Dice) {
    for (line, _) in lines.iter_mut() {
        line.actual = Some(line.planned);
        let off = line.planned.0 * dice.between(-70, 90) / 1_000;
        line.planned = Fen((line.planned.0 + off) / 1_000 * 1_000);
    }
    for i in (0..lines.len().saturating_sub(1)).step_by(37) {
        let odd = Fen(dice.between(3, 97));
        let [(first, _), (second, _)] = &mut lines[i..=i + 1] else { continue };
        if let (true, Some(a), Some(b)) = (first.payer == second.payer, &mut first.actual, &mut second.actual)
            && *b > odd
        {
            *a += odd;
            *b -= odd;
        }
    }
}
