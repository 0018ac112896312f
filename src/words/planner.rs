//! What the planner of course plans has to say: what is wrong with a problem, what contradicts what, how good a plan
//! is. Entries keep their names and positions of the file, so that they can be found there.

use super::Lang;
use crate::planner::Outcome;
use crate::planner::contradiction::{Constraint, Contradiction};
use crate::planner::problem::Problem;
use crate::planner::read::{Fault, Malformed};

/// What is wrong with a problem, and where.
pub fn malformed(lang: Lang, malformed: &Malformed) -> String {
    let fault = fault(lang, &malformed.fault);
    if malformed.entry.is_empty() {
        return lang.pick(format!("问题文件读不出来：{fault}"), format!("The problem cannot be read: {fault}"));
    }
    let entry = &malformed.entry;
    lang.pick(format!("问题文件有误，{entry}：{fault}"), format!("The problem is malformed, {entry}: {fault}"))
}

fn fault(lang: Lang, fault: &Fault) -> String {
    match fault {
        Fault::NotJson(why) => lang.pick(format!("不是有效的 JSON（{why}）"), format!("not JSON ({why})")),
        Fault::UnknownFormat(format) => {
            lang.pick(format!("不认识的格式“{format}”"), format!("unknown format {format:?}"))
        }
        Fault::Missing => lang.pick("缺少这一项", "missing").to_owned(),
        Fault::WrongKind(why) => lang.pick(format!("内容不对（{why}）"), format!("wrong content ({why})")),
        Fault::WrongId { found } => lang.pick(
            format!("编号 {found} 应等于它在列表中的位置（从 0 起）"),
            format!("the id {found} must be the position in the list, counted from 0"),
        ),
        Fault::NoSuch { found, of } => lang.pick(
            format!("引用了不存在的第 {found} 项（共 {of} 项，从 0 起）"),
            format!("names number {found}, but there are {of}, counted from 0"),
        ),
        Fault::WrongLength { found, wanted } => {
            lang.pick(format!("有 {found} 个值，应有 {wanted} 个"), format!("{found} values where {wanted} belong"))
        }
        Fault::Twice { found } => lang.pick(format!("重复列出 {found}"), format!("lists {found} twice")),
        Fault::MinOverMax { min, max } => lang.pick(
            format!("最少人数 {min} 大于最多人数 {max}"),
            format!("the minimum {min} is more than the maximum {max}"),
        ),
        Fault::Negative { found } => {
            lang.pick(format!("金额不能为负（{found}）"), format!("an amount below zero ({found})"))
        }
        Fault::TooLarge => lang.pick("数值过大", "a number too large to count with").to_owned(),
    }
}

/// Which constraints exclude each other, one a line.
pub fn contradiction(lang: Lang, problem: &Problem, contradiction: &Contradiction) -> String {
    let head = lang.pick(
        "锁定的安排互相矛盾，做不出计划。以下各条不能同时成立，请放宽其中一条：",
        "What is locked contradicts itself, so there is no plan. These cannot hold together; relax one of them:",
    );
    let lines = contradiction.constraints.iter().map(|each| format!("- {}", constraint(lang, problem, *each)));
    [head.to_owned()].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
}

/// A constraint with its place in the problem and its figures.
pub fn constraint(lang: Lang, problem: &Problem, constraint: Constraint) -> String {
    match lang {
        Lang::Zh => zh(problem, constraint).unwrap_or_else(|| format!("{constraint:?}")),
        Lang::En => en(problem, constraint).unwrap_or_else(|| format!("{constraint:?}")),
    }
}

fn zh(problem: &Problem, constraint: Constraint) -> Option<String> {
    Some(match constraint {
        Constraint::Lock { lock } => {
            let row = problem.locked.get(lock)?;
            format!("locked[{lock}]：第 {} 周必须办 offers[{}] {} 期", row.week, row.offer, row.sessions)
        }
        Constraint::Promise { lock } => {
            let row = problem.locked.get(lock)?;
            let heads: u32 = row.flows.iter().map(|flow| flow.1).sum();
            format!("locked[{lock}].flows：第 {} 周 offers[{}] 已安排的 {heads} 人保留名额", row.week, row.offer)
        }
        Constraint::Weeks { offer } => format!("offers[{offer}].weeks：只能在所列各周举办"),
        Constraint::RoomDays { room, week } => {
            let days = problem.rooms.get(room)?.days.get(week)?;
            format!("rooms[{room}].days[{week}]：第 {week} 周场地只有 {days} 天")
        }
        Constraint::PoolDays { pool, week } => {
            let days = problem.pools.get(pool)?.days.get(week)?;
            format!("pools[{pool}].days[{week}]：第 {week} 周教师只有 {days} 天")
        }
        Constraint::Minimum { offer } => {
            format!("offers[{offer}].min：每期至少 {} 人", problem.offers.get(offer)?.min)
        }
        Constraint::Invited { offer } => format!("offers[{offer}].customers：只有所列对象可以参加"),
        Constraint::Demand { customer } => {
            format!("customers[{customer}].demand：只有 {} 人", problem.customers.get(customer)?.demand)
        }
        Constraint::Blocked { customer, week } => format!("customers[{customer}].blocked：第 {week} 周不能参加"),
        Constraint::Duty { group, week } => {
            format!("duty：第 {group} 组同一周最多外出 {} 名书记（第 {week} 周）", problem.max_away(group)?)
        }
        Constraint::Share { share } => {
            let row = problem.shares.get(share)?;
            format!("shares[{share}]：customers[{}] 以这些方式最多 {} 人", row.customer, row.max_heads)
        }
        Constraint::Budget { budget } => {
            let row = problem.budgets.get(budget)?;
            format!("budgets[{budget}]“{}”：最多 {} 元", row.name, row.limit)
        }
    })
}

fn en(problem: &Problem, constraint: Constraint) -> Option<String> {
    Some(match constraint {
        Constraint::Lock { lock } => {
            let row = problem.locked.get(lock)?;
            format!("locked[{lock}]: {} session(s) of offers[{}] in week {}", row.sessions, row.offer, row.week)
        }
        Constraint::Promise { lock } => {
            let row = problem.locked.get(lock)?;
            let heads: u32 = row.flows.iter().map(|flow| flow.1).sum();
            format!(
                "locked[{lock}].flows: {heads} heads keep their places at offers[{}] in week {}",
                row.offer, row.week
            )
        }
        Constraint::Weeks { offer } => format!("offers[{offer}].weeks: only in the weeks listed"),
        Constraint::RoomDays { room, week } => {
            let days = problem.rooms.get(room)?.days.get(week)?;
            format!("rooms[{room}].days[{week}]: the room has {days} day(s) in week {week}")
        }
        Constraint::PoolDays { pool, week } => {
            let days = problem.pools.get(pool)?.days.get(week)?;
            format!("pools[{pool}].days[{week}]: the trainers have {days} day(s) in week {week}")
        }
        Constraint::Minimum { offer } => {
            format!("offers[{offer}].min: a session needs {} heads", problem.offers.get(offer)?.min)
        }
        Constraint::Invited { offer } => format!("offers[{offer}].customers: only those listed may come"),
        Constraint::Demand { customer } => {
            format!("customers[{customer}].demand: there are {} heads", problem.customers.get(customer)?.demand)
        }
        Constraint::Blocked { customer, week } => {
            format!("customers[{customer}].blocked: cannot come in week {week}")
        }
        Constraint::Duty { group, week } => {
            format!("duty: at most {} secretaries of group {group} away in week {week}", problem.max_away(group)?)
        }
        Constraint::Share { share } => {
            let row = problem.shares.get(share)?;
            format!("shares[{share}]: at most {} heads of customers[{}] in these modes", row.max_heads, row.customer)
        }
        Constraint::Budget { budget } => {
            let row = problem.budgets.get(budget)?;
            format!("budgets[{budget}] {:?}: at most {} yuan", row.name, row.limit)
        }
    })
}

/// How good a plan is, in a few lines.
pub fn outcome(lang: Lang, problem: &Problem, outcome: &Outcome, seconds: f64) -> String {
    let (served, wanted) = (outcome.plan.heads_served(), problem.heads_wanted());
    let (objective, bound, gap) = (outcome.objective, outcome.bound, outcome.gap_percent());
    let (sessions, money, price) = (outcome.plan.n_sessions(), outcome.price.money(), &outcome.price);
    let penalties = price.unserved + price.mid_year + price.wishes;
    lang.pick(
        format!(
            "计划：{sessions} 期，{served} / {wanted} 人，经费 {money} 元，未满足项折算 {penalties} 元，合计 {objective}\n\
             下界 {bound}：最多还能改进 {gap:.2}%，用时 {seconds:.1} 秒"
        ),
        format!(
            "Plan: {sessions} sessions, {served} / {wanted} heads, {money} yuan, penalties {penalties}, together {objective}\n\
             Bound {bound}: at most {gap:.2}% better is possible; {seconds:.1} s"
        ),
    )
}
