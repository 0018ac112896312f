//! What measures count and what rules have found, in words.

use super::{Lang, records};
use crate::model::{Fen, Workspace};
use crate::report::coverage::{CountRule, Figure, Measure};
use crate::rules::{Finding, GRACE_DAYS, Impact, PlanColumn, Rule, Subject, plan_gaps};

/// The name of a measure.
pub fn measure(lang: Lang, measure: Measure) -> &'static str {
    match measure {
        Measure::Heads => lang.pick("覆盖率（去重人数）", "Coverage (distinct heads)"),
        Measure::Places => lang.pick("名额完成率", "Places used"),
        Measure::Attendances => lang.pick("人次", "Attendances"),
        Measure::Sessions => lang.pick("期次", "Sessions held"),
        Measure::Hours => lang.pick("学时达标率", "Hours reached"),
        Measure::CostPerHead => lang.pick("人均经费", "Cost per head"),
    }
}

/// By which rule a number was counted, in one sentence.
pub fn count_rule(lang: Lang, rule: CountRule) -> &'static str {
    match rule {
        CountRule::HeadsAttended => lang.pick(
            "截至当日至少到课一个半天的应训人员，一人只计一次；免训、调离人员另列",
            "People due for training who attended at least one half day by the date, each counted once; exempt and departed people are listed apart",
        ),
        CountRule::HeadsCompleted => lang.pick(
            "截至当日至少结业一个班次的应训人员，一人只计一次；免训、调离人员另列",
            "People due for training who completed at least one session by the date, each counted once; exempt and departed people are listed apart",
        ),
        CountRule::HeadsByCohort => lang.pick(
            "截至当日按各类对象的规定（到课或结业）算已训的应训人员，一人只计一次；免训、调离人员另列",
            "People due for training who count as trained by the rule of their cohort (attendance or completion), each counted once; exempt and departed people are listed apart",
        ),
        CountRule::PlacesUsedOnce => lang.pick(
            "已用名额 / 计划名额；同一类对象重复参训不再占名额，免训人员不占名额",
            "Places used / planned; a repeat uses no second place of a cohort, exempt people use none",
        ),
        CountRule::PersonsInSessions => lang.pick(
            "一人在一个班次到课至少一个半天计一人次；只有人数、没有名单的另计",
            "A person in a session with at least one half day attended is one attendance; head-counts without names come on top",
        ),
        CountRule::SessionsHeld => {
            lang.pick("截至当日已开课的班次，不含取消的", "Sessions that have begun by the date, cancelled ones left out")
        }
        CountRule::HoursReached => lang.pick(
            "截至当日到课学时达到本人所属对象最高目标的应训人员",
            "People due for training whose attended hours reach the highest target of their cohorts",
        ),
        CountRule::SpentByHeads => lang.pick(
            "截至当日实际支出 / 已训人数（去重）；合办班次按到课人数分摊",
            "Spent by the date / distinct people trained; joint sessions are split by the heads that came",
        ),
    }
}

/// A figure in one line, such as `已训 11,150 / 应训 21,442 人 = 52.0%`.
pub fn figure(lang: Lang, figure: &Figure) -> String {
    let (n, of) = (figure.numerator, figure.denominator.unwrap_or(0));
    let (count_n, count_of) = (records::count(n), records::count(of));
    let percent = records::percent(n, of);
    match (figure.measure, lang) {
        (Measure::Heads, Lang::Zh) => format!("已训 {count_n} / 应训 {count_of} 人 = {percent}"),
        (Measure::Heads, Lang::En) => format!("{count_n} trained / {count_of} people = {percent}"),
        (Measure::Places, Lang::Zh) => format!("已用 {count_n} / 计划 {count_of} 个名额 = {percent}"),
        (Measure::Places, Lang::En) => format!("{count_n} / {count_of} places used = {percent}"),
        (Measure::Hours, Lang::Zh) => format!("达标 {count_n} / 应训 {count_of} 人 = {percent}"),
        (Measure::Hours, Lang::En) => format!("{count_n} / {count_of} people reached their hours = {percent}"),
        (Measure::Attendances, Lang::Zh) => format!("{count_n} 人次"),
        (Measure::Attendances, Lang::En) => format!("{count_n} attendances"),
        (Measure::Sessions, Lang::Zh) => format!("{count_n} 期"),
        (Measure::Sessions, Lang::En) => format!("{count_n} sessions"),
        (Measure::CostPerHead, _) => {
            let spent = Fen(i64::try_from(n).unwrap_or(i64::MAX));
            let per_head = spent.per_head(of).map_or_else(|| "—".to_owned(), records::yuan);
            match lang {
                Lang::Zh => format!("{} 元 / {count_of} 人 = {per_head} 元", records::yuan(spent)),
                Lang::En => format!("{} yuan / {count_of} people = {per_head} yuan", records::yuan(spent)),
            }
        }
    }
}

/// What a finding does.
pub fn impact(lang: Lang, impact: Impact) -> &'static str {
    match impact {
        Impact::Block => lang.pick("须处理", "Must be solved"),
        Impact::Warn => lang.pick("提醒", "Warning"),
        Impact::Info => lang.pick("提示", "Note"),
    }
}

/// The name of a rule.
pub fn rule(lang: Lang, rule: Rule) -> &'static str {
    match rule {
        Rule::VenueClash => lang.pick("场地冲突", "Venue clash"),
        Rule::VenueClosed => lang.pick("场地停用", "Venue closed"),
        Rule::TrainerClash => lang.pick("教师冲突", "Trainer clash"),
        Rule::NoPurpose => lang.pick("考察未写目的", "Visit without purpose"),
        Rule::TooManyAway => lang.pick("同日离岗超限", "Too many away"),
        Rule::CoverAway => lang.pick("互为替岗同时离岗", "Stand-ins both away"),
        Rule::OverSpent => lang.pick("支出超上限", "Overspent"),
        Rule::OverBudget => lang.pick("经费超限", "Over budget"),
        Rule::OverRate => lang.pick("超综合定额", "Above the comprehensive rate"),
        Rule::OverLectureFee => lang.pick("讲课费超标", "Lecture fees too high"),
        Rule::PlanLate => lang.pick("年度计划逾期未报", "Annual plan not filed"),
        Rule::NotApproved => lang.pick("追加班次未审批", "Added without approval"),
        Rule::PlanGaps => lang.pick("计划要素不全", "Gaps in the plan"),
        Rule::LowTarget => lang.pick("学时目标偏低", "Hour target too low"),
        Rule::PersonClash => lang.pick("人员冲突", "Person clash"),
        Rule::OverCapacity => lang.pick("超员", "Over-full class"),
        Rule::OverVenue => lang.pick("场地坐不下", "Venue too small"),
        Rule::OverQuota => lang.pick("超出分配名额", "Over quota"),
        Rule::Blackout => lang.pick("农忙避让", "Farming season"),
        Rule::Holiday => lang.pick("节假日", "Public holiday"),
        Rule::Weekend => lang.pick("周末", "Weekend"),
        Rule::MarksMissing => lang.pick("考勤未录", "Marks missing"),
        Rule::LaggingTownship => lang.pick("进度落后", "Lagging behind"),
        Rule::NoSlots => lang.pick("未排时段", "No half days"),
        Rule::UnderMinimum => lang.pick("人数不足", "Too few people"),
        Rule::NoTrainer => lang.pick("未定教师", "No trainer"),
    }
}

/// A finding in one sentence, with the names as they are now.
pub fn finding(lang: Lang, finding: &Finding, workspace: &Workspace) -> String {
    let names: Vec<String> = finding.subjects.iter().map(|subject| name(lang, *subject, workspace)).collect();
    let first = names.first().map_or("", String::as_str);
    let second = names.get(1).map_or("", String::as_str);
    let third = names.get(2).map_or("", String::as_str);
    let (n, limit) = (finding.n, finding.limit);
    let when = when(lang, finding);
    match lang {
        Lang::Zh => match finding.rule {
            Rule::VenueClash => format!("{first}与{second} {when}同用{third}"),
            Rule::VenueClosed => format!("{first}与{second}停用时间冲突（{when}起）"),
            Rule::TrainerClash => format!("{third} {when}同时在{first}、{second}授课"),
            Rule::NoPurpose => format!("{first}未写考察目的"),
            Rule::TooManyAway => format!("{first} {when}同日离岗书记 {n} 人，超过上限 {limit} 人"),
            Rule::CoverAway => format!("{first}、{second}互为替岗，{when}同时离岗（{third}）"),
            Rule::OverBudget => {
                format!("{}经费已支出和已安排 {} 万元，超过上限 {} 万元", names.join("·"), wan(n), wan(limit))
            }
            Rule::OverSpent => format!("{}已支出 {} 万元，超过上限 {} 万元", names.join("·"), wan(n), wan(limit)),
            Rule::OverRate => over_rate_zh(first, n, limit),
            Rule::OverLectureFee => {
                format!("{first}讲课费 {} 元，按职称和学时最多 {} 元", yuan(n), yuan(limit))
            }
            Rule::PlanLate => format!("年度计划应在{when}前报送，还没有报送"),
            Rule::NotApproved => format!("{first}是{when}追加的班次，还没有写明审批人"),
            Rule::PlanGaps => format!("{first}的年度计划要素不全：{}", gaps(lang, finding, workspace)),
            Rule::LowTarget => format!("{first}的学时目标是 {n} 学时，规定不少于 {limit} 学时"),
            Rule::PersonClash => format!("{n} 人 {when}同时在{first}、{second}"),
            Rule::OverCapacity => format!("{first}已报 {n} 人，超过容量 {limit} 人"),
            Rule::OverVenue => format!("{first}有 {n} 人，{second}只能坐 {limit} 人"),
            Rule::OverQuota => format!("{second}在{first}报了 {n} 人，分配名额 {limit} 人"),
            Rule::Blackout => format!("{first}安排在{second}期间（{when}）"),
            Rule::Holiday => format!("{first}安排在{}（{when}）", holiday(finding, workspace)),
            Rule::Weekend => format!("{first}有 {n} 天安排在周末（{when}起）"),
            Rule::MarksMissing => format!("{first}结束超过 {GRACE_DAYS} 天，还有 {n} 个考勤未录"),
            Rule::LaggingTownship => {
                format!("{first}覆盖率 {}，落后全区 {} 个百分点", permille(n), points(limit.saturating_sub(n)))
            }
            Rule::NoSlots => format!("{first}还没有排时段"),
            Rule::UnderMinimum => format!("{first}只有 {n} 人，不足开班人数 {limit} 人"),
            Rule::NoTrainer => format!("{first}有 {n} 个时段未定教师"),
        },
        Lang::En => match finding.rule {
            Rule::VenueClash => format!("{first} and {second} both use {third} on {when}"),
            Rule::VenueClosed => format!("{first}: {second} is closed from {when}"),
            Rule::TrainerClash => format!("{third} teaches {first} and {second} at once on {when}"),
            Rule::NoPurpose => format!("{first} does not say what the visit is for"),
            Rule::TooManyAway => format!("{first}: {n} secretaries away on {when}, the limit is {limit}"),
            Rule::CoverAway => format!("{first} and {second} stand in for each other; both away on {when} ({third})"),
            Rule::OverBudget => {
                format!("{}: {} of {} wan yuan spent and committed", names.join(" · "), wan(n), wan(limit))
            }
            Rule::OverSpent => format!("{}: {} of {} wan yuan spent", names.join(" · "), wan(n), wan(limit)),
            Rule::OverRate => over_rate_en(first, n, limit),
            Rule::OverLectureFee => {
                format!("{first}: lecture fees of {} yuan, by title and hours at most {}", yuan(n), yuan(limit))
            }
            Rule::PlanLate => format!("The annual plan was due by {when} and is not filed yet"),
            Rule::NotApproved => format!("{first} was added on {when} and does not say who approved it"),
            Rule::PlanGaps => format!("{first} lacks for the annual plan: {}", gaps(lang, finding, workspace)),
            Rule::LowTarget => format!("{first} aims at {n} credit hours, the rule asks for {limit}"),
            Rule::PersonClash => format!("{n} people are in {first} and {second} at once on {when}"),
            Rule::OverCapacity => format!("{first} has {n} people for {limit} seats"),
            Rule::OverVenue => format!("{first} has {n} people, {second} seats {limit}"),
            Rule::OverQuota => format!("{second} sends {n} people to {first}, its share is {limit}"),
            Rule::Blackout => format!("{first} falls into {second} ({when})"),
            Rule::Holiday => format!("{first} falls on {} ({when})", holiday(finding, workspace)),
            Rule::Weekend => format!("{first} has {n} weekend days (from {when})"),
            Rule::MarksMissing => format!("{first} ended over {GRACE_DAYS} days ago, {n} marks are missing"),
            Rule::LaggingTownship => {
                format!("{first} is at {}, {} points below the district", permille(n), points(limit.saturating_sub(n)))
            }
            Rule::NoSlots => format!("{first} has no half days yet"),
            Rule::UnderMinimum => format!("{first} has only {n} people of at least {limit}"),
            Rule::NoTrainer => format!("{first} has {n} half days without a trainer"),
        },
    }
}

/// The name of what a finding is about, as it is now; its id if it is gone.
pub fn name(lang: Lang, subject: Subject, workspace: &Workspace) -> String {
    let found = match subject {
        Subject::Session(id) => workspace.sessions.get(id).map(|session| session.title.clone()).ok_or(id.to_string()),
        Subject::Venue(id) => workspace.venues.get(id).map(|venue| venue.name.clone()).ok_or(id.to_string()),
        Subject::Trainer(id) => workspace.trainers.get(id).map(|trainer| trainer.name.clone()).ok_or(id.to_string()),
        Subject::Township(id) => workspace.townships.get(id).map(|t| t.name.clone()).ok_or(id.to_string()),
        Subject::Person(id) => workspace.people.get(id).map(|person| person.name.clone()).ok_or(id.to_string()),
        Subject::Blackout(id) => workspace.blackouts.get(id).map(|b| b.name.clone()).ok_or(id.to_string()),
        Subject::Level(level) => Ok(records::level(lang, level).to_owned()),
        Subject::Funding(funding) => Ok(records::funding(lang, funding).to_owned()),
        Subject::Cohort(id) => workspace.cohorts.get(id).map(|cohort| cohort.name.clone()).ok_or(id.to_string()),
        Subject::Programme => Ok(lang.pick("年度计划", "The annual plan").to_owned()),
    };
    found.unwrap_or_else(|id| id)
}

fn holiday(finding: &Finding, workspace: &Workspace) -> String {
    let holiday = finding.date.and_then(|day| workspace.holidays.get(day));
    holiday.map(|holiday| holiday.name.clone()).unwrap_or_default()
}

fn when(lang: Lang, finding: &Finding) -> String {
    let day = finding.date.map(|date| records::month_day(lang, date)).unwrap_or_default();
    match finding.half {
        Some(half) => format!("{day}{}{}", lang.pick("", " "), records::half(lang, half)),
        None => day,
    }
}

/// The columns of the annual plan that a session lacks.
fn gaps(lang: Lang, finding: &Finding, workspace: &Workspace) -> String {
    let session = finding.sessions().next().and_then(|id| workspace.sessions.get(id));
    let gaps = session.map(|session| plan_gaps(workspace, session)).unwrap_or_default();
    let names: Vec<&str> = gaps.into_iter().map(|gap| plan_column(lang, gap)).collect();
    names.join(lang.pick("、", ", "))
}

/// A column of the annual plan.
pub fn plan_column(lang: Lang, column: PlanColumn) -> &'static str {
    match column {
        PlanColumn::Purpose => lang.pick("目的", "purpose"),
        PlanColumn::Audience => lang.pick("对象", "audience"),
        PlanColumn::Content => lang.pick("内容", "content"),
        PlanColumn::Time => lang.pick("时间", "time"),
        PlanColumn::Place => lang.pick("地点", "place"),
        PlanColumn::Cost => lang.pick("费用", "cost"),
        PlanColumn::Funding => lang.pick("经费来源", "source of funds"),
    }
}

fn over_rate_zh(session: &str, n: u64, limit: u64) -> String {
    let over = yuan(n.saturating_sub(limit));
    format!("{session}综合定额内费用 {} 元，限额 {} 元，超 {over} 元", yuan(n), yuan(limit))
}

fn over_rate_en(session: &str, n: u64, limit: u64) -> String {
    let over = yuan(n.saturating_sub(limit));
    format!("{session} costs {} yuan under the comprehensive rate, {over} above the limit of {}", yuan(n), yuan(limit))
}

fn yuan(fen: u64) -> String {
    records::yuan(Fen(i64::try_from(fen).unwrap_or(i64::MAX)))
}

fn wan(fen: u64) -> String {
    records::wan(Fen(i64::try_from(fen).unwrap_or(i64::MAX)))
}

fn permille(n: u64) -> String {
    records::percent(n, 1000)
}

fn points(n: u64) -> String {
    format!("{}.{}", n / 10, n % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    #[test]
    fn the_head_figure_reads_as_on_the_dashboard() {
        let heads = Figure {
            measure: Measure::Heads,
            rule: CountRule::HeadsAttended,
            as_of: NaiveDate::MIN,
            numerator: 11_150,
            denominator: Some(21_442),
        };
        assert_eq!(figure(Lang::Zh, &heads), "已训 11,150 / 应训 21,442 人 = 52.0%");
    }

    #[test]
    fn measures_and_rules_have_different_names_in_both_languages() {
        for lang in Lang::ALL {
            let mut names: Vec<&str> = Measure::ALL.into_iter().map(|m| measure(lang, m)).collect();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), Measure::ALL.len());
        }
    }
}
