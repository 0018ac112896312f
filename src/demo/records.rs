//! One layer of the district as records: what the other files drew up, put into the workspace.

use std::collections::BTreeSet;

use super::attendance::{Gap, gaps, marks, scatter};
use super::calendar::{AS_OF, Calendar, day};
use super::chosen::choose;
use super::dice::Dice;
use super::people::{LEADER, MEMBER, Maker, Registry, Someone};
use super::places::{Diary, Teacher, put_rooms, put_trainers};
use super::programme::SLOT_MINUTES;
use super::rolls::Rolls;
use super::sessions::{Family, Plan};
use super::timetable::Timetable;
use super::topics::put_topics;
use super::units::{Place, TRADES, put_branches};
use super::{Frame, costs};
use crate::model::{
    Affiliation, BranchKind, Enrolment, HeadCount, Period, Quota, Session, SessionId, Slot, SlotNo, Workspace,
};

/// Makes one layer and puts it into the workspace.
pub(super) fn put_layer(
    workspace: &mut Workspace,
    frame: &Frame,
    layer: usize,
    registry: &mut Registry,
    dice: &mut Dice,
) {
    let places = put_branches(workspace, &frame.townships, layer, dice);
    let cohorts = frame.cohorts;
    let mut people = Maker { ids: &mut workspace.ids, registry, dice, cohorts, places: &places }.people();
    choose(&mut people, dice);
    let rooms = put_rooms(workspace, &frame.townships, layer);
    let trainers = put_trainers(workspace, dice);
    let mut diary = Diary::default();
    let mut timetable =
        Timetable { rooms: &rooms, diary: &mut diary, dice, calendar: Calendar::new(), layer, plans: Vec::new() };
    timetable.draw_up();
    let mut plans = timetable.plans;
    plans.sort_by_key(|plan| (plan.slots.first().copied(), plan.last_day(), plan.family.level()));
    Rolls { people: &mut people, plans: &mut plans, dice }.fill();
    for plan in plans.iter_mut().filter(|plan| plan.status.is_held()) {
        scatter(plan, dice);
    }
    industries(&mut people, &plans, &places, dice);
    movers(&mut people, &plans, &places, dice);

    let ids: Vec<SessionId> = plans.iter().map(|_| workspace.ids.take()).collect();
    let gaps = gaps(&plans);
    for (at, (plan, id)) in plans.iter().zip(&ids).enumerate() {
        let gap = gaps.iter().find(|(i, _)| *i == at).map(|(_, gap)| *gap);
        put_session(workspace, frame, plan, *id, (&trainers, at), &mut diary);
        put_roll(workspace, frame, plan, *id, (&people, gap), dice);
    }
    let held: Vec<(&Plan, SessionId)> = plans.iter().zip(ids).collect();
    for line in costs::lines(&held, &frame.townships, &mut workspace.ids, dice) {
        workspace.costs.put(line);
    }
    put_topics(workspace, &held, &people, &places, dice);
    for someone in people {
        workspace.people.put(someone.person);
    }
}

fn put_session(
    workspace: &mut Workspace,
    frame: &Frame,
    plan: &Plan,
    id: SessionId,
    (trainers, turn): (&[Teacher], usize),
    diary: &mut Diary,
) {
    let minutes = if plan.family == Family::Exchange { 135 } else { SLOT_MINUTES };
    let has_trainer = !matches!(plan.family, Family::TownRemote | Family::HeadCount | Family::Visit);
    let slots = plan.slots.iter().enumerate().map(|(no, (date, half))| {
        let topic = topic(plan, no);
        let trainer = if has_trainer { diary.ask(trainers, &topic, turn * 5 + no, (*date, *half)) } else { None };
        Slot { no: SlotNo(no as u16), date: *date, half: *half, minutes, topic, trainer }
    });
    let quotas =
        plan.quotas.iter().map(|(unit, heads)| Quota { township: frame.townships[*unit], heads: *heads as u32 });
    let course = Family::ALL.iter().position(|family| *family == plan.family);
    workspace.sessions.put(Session {
        id,
        title: plan.title.clone(),
        course: course.map(|at| frame.courses[at]),
        mode: plan.family.mode(),
        level: plan.family.level(),
        township: plan.unit.map(|unit| frame.townships[unit]),
        venue: Some(plan.venue),
        status: plan.status,
        cohorts: vec![frame.cohorts[plan.family.cohort()]],
        min_heads: if plan.max_heads >= 40 { 20 } else { 0 },
        max_heads: plan.max_heads as u32,
        slots: slots.collect(),
        quotas: quotas.collect(),
        is_locked: false,
        filing: crate::model::Filing { funding: Some(super::costs::funds(plan.family.level())), ..Default::default() },
        purpose: plan.purpose.clone(),
        note: plan.note.clone(),
    });
}

const SECRETARY_TOPICS: &[&str] = &[
    "基层组织建设年任务与要求",
    "发展党员工作程序",
    "村级财务与三务公开",
    "群众工作方法与矛盾调解",
    "带头致富经验交流",
    "分组讨论与结业测试",
];
const LEADER_TOPICS: &[&str] =
    &["惠农政策解读", "农产品市场与营销", "合作社组织与财务", "种养新技术", "小额信贷政策", "经验交流"];
const CLASS_TOPICS: &[&str] =
    &["党章和党员权利义务", "惠农政策", "实用种养技术", "新农村建设与环境整治", "村民自治与法律常识", "交流讨论"];
const STATION_TOPICS: &[&str] = &["党员电教片：先锋榜样", "实用技术专题", "政策问答专题", "集中收看与讨论"];

fn topic(plan: &Plan, no: usize) -> String {
    let of = |list: &[&str]| list[no % list.len()].to_owned();
    match plan.family {
        Family::Secretary => of(SECRETARY_TOPICS),
        Family::LeaderClass => of(LEADER_TOPICS),
        Family::TownClass => of(CLASS_TOPICS),
        Family::TownRemote | Family::HeadCount => of(STATION_TOPICS),
        Family::Spring => of(&["形势政策与务工维权", "家乡发展情况通报"]),
        Family::Visit => of(&["参观产业基地", "座谈交流"]),
        Family::Remote if no > 0 => format!("{}：集中讨论与答疑", plan.subject),
        Family::Exchange => format!("{}现场交流", plan.subject),
        Family::Lecture | Family::Remote => plan.subject.to_owned(),
    }
}

fn put_roll(
    workspace: &mut Workspace,
    frame: &Frame,
    plan: &Plan,
    session: SessionId,
    (people, gap): (&[Someone], Option<Gap>),
    dice: &mut Dice,
) {
    let cohort = frame.cohorts[plan.family.cohort()];
    for row in &plan.rows {
        workspace.enrolments.put(Enrolment {
            session,
            person: people[row.who].person.id,
            cohort,
            state: row.state,
            joined: row.joined.map(|slot| SlotNo(slot as u16)),
            is_walk_in: row.is_walk_in,
        });
    }
    for mark in marks(plan, session, people, gap, dice) {
        workspace.marks.put(mark);
    }
    if plan.family == Family::HeadCount {
        let id = workspace.ids.take();
        workspace.head_counts.put(HeadCount {
            id,
            session,
            township: plan.unit.map(|unit| frame.townships[unit]),
            branch: None,
            heads: dice.between(46, 118) as u32,
            evidence: "收看现场照片 2 张、签到人数登记表".to_owned(),
        });
    }
}

/// Whoever came to an industry branch's meeting belongs to that branch besides, and so do many leaders.
fn industries(people: &mut [Someone], plans: &[Plan], places: &[Place], dice: &mut Dice) {
    let hosts: Vec<Vec<usize>> = (0..super::units::N_UNITS)
        .map(|unit| {
            (0..places.len()).filter(|i| places[*i].unit == unit && places[*i].kind == BranchKind::Industry).collect()
        })
        .collect();
    let join = |who: &mut Someone, branch: usize| {
        if who.branch != branch && who.person.industries.is_empty() {
            who.person.industries.push(Affiliation { branch: places[branch].id, period: Period::ALWAYS });
        }
    };
    for plan in plans.iter().filter(|plan| plan.family == Family::Exchange) {
        let trade = TRADES.iter().position(|trade| *trade == plan.subject);
        let host = plan.unit.and_then(|unit| hosts[unit].get(trade?).copied());
        for (row, branch) in plan.rows.iter().filter_map(|row| Some((row, host?))) {
            if !dice.per_mille(250) {
                join(&mut people[row.who], branch);
            }
        }
    }
    for someone in people.iter_mut().filter(|someone| someone.is[LEADER]) {
        let hosts = &hosts[someone.unit];
        if !hosts.is_empty() && dice.per_mille(450) {
            join(someone, dice.pick(hosts));
        }
    }
}

const MOVERS: usize = 46;

/// Some moved from one unit to another in spring: heads count where they are now, what they attended where
/// they were then. They had been to nothing but district lectures.
fn movers(people: &mut [Someone], plans: &[Plan], places: &[Place], dice: &mut Dice) {
    let tied: BTreeSet<usize> =
        plans.iter().filter(|p| p.family != Family::Lecture).flat_map(|p| p.rows.iter().map(|row| row.who)).collect();
    let may_move = |i: &usize| {
        let someone = &people[*i];
        someone.is[MEMBER] && !someone.is_special && !someone.is_floating && !tied.contains(i)
    };
    let mut who: Vec<usize> = (0..people.len()).filter(may_move).collect();
    dice.shuffle(&mut who);
    for i in who.into_iter().take(MOVERS) {
        let on = day(4, 1) + chrono::Days::new(dice.below(80) as u64);
        let from = loop {
            let from = dice.below(places.len());
            if places[from].unit != people[i].unit && places[from].kind == BranchKind::Village {
                break from;
            }
        };
        debug_assert!(on <= AS_OF);
        let person = &mut people[i].person;
        let before = Affiliation { branch: places[from].id, period: Period { since: None, until: Some(on) } };
        person.homes[0].period = Period::from(on);
        person.homes.insert(0, before);
        "由外乡镇转入组织关系".clone_into(&mut person.note);
    }
}
