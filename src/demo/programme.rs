//! The year's frame: programme, cohorts, rule set, courses. Knows no branch.

use super::calendar::{AS_OF, day, holidays, seasons};
use super::people::{LEADERS, MEMBERS};
use super::sessions::Family;
use crate::model::{
    Blackout, Ceiling, Cohort, CohortId, CohortKind, Course, CourseId, Fen, Filed, Level, Period, Programme, RuleSet,
    RuleSetId, TownshipId, TrainedBy, Workspace,
};

/// Minutes of a half day of class: four credit hours.
pub(super) const SLOT_MINUTES: u32 = 180;
const CREDIT_HOUR: u32 = 45;

/// The programme of the year, its ceilings by level.
pub(super) fn programme(scale: i64) -> Programme {
    let ceiling = |level, yuan: i64| Ceiling { level, funding: None, amount: Fen::yuan(yuan * scale) };
    Programme {
        district: "游仙区".to_owned(),
        year: 2012,
        level: Level::District,
        organiser: "区委组织部".to_owned(),
        as_of: Some(AS_OF),
        reply: crate::model::Reply {
            contact: "示例联系人".to_owned(), phone: "0816-0000000".to_owned(), days: None
        },
        planning: crate::model::PlanSettings::default(),
        checks: Vec::new(),
        filed: Some(Filed { on: day(3, 20), by: "区委组织部".to_owned() }),
        closed: None,
        is_sample: true,
        ceilings: vec![
            ceiling(Level::District, 900_000),
            ceiling(Level::Township, 290_000),
            ceiling(Level::Village, 110_000),
        ],
    }
}

/// Puts the three cohorts.
///
/// Source of the hour targets: 2009–13 plan, secretaries ≥ 24, rural members ≥ 16 credit hours a year.
pub(super) fn put_cohorts(workspace: &mut Workspace, scale: usize, n_branches: usize) -> [CohortId; 3] {
    let rows = [
        ("支部书记轮训", "书记", CohortKind::Secretary, n_branches, 24),
        ("党员致富带头人", "带头人", CohortKind::Leader, LEADERS, 16),
        ("普通党员", "党员", CohortKind::Member, MEMBERS, 16),
    ];
    rows.map(|(name, short_name, kind, places, hours)| {
        let id = workspace.ids.take();
        workspace.cohorts.put(Cohort {
            id,
            name: name.to_owned(),
            short_name: short_name.to_owned(),
            kind,
            places: (places * scale) as u32,
            target_minutes: hours * CREDIT_HOUR,
            trained_by: TrainedBy::Attendance,
        });
        id
    })
}

/// Puts the rule set of the year: before 2014 there was no national rate, so the rate is a sample.
pub(super) fn put_rules(workspace: &mut Workspace, scale: u32) {
    let rules = RuleSet {
        id: workspace.ids.take(),
        name: "2012 年度本区规则（示例）".to_owned(),
        valid: Period { since: Some(day(1, 1)), until: Some(day(12, 31) + chrono::Days::new(1)) },
        source: "示例数据：综合定额 260 元/人天为样例，未经核实；2014 年以前无全国统一标准".to_owned(),
        is_verified: false,
        credit_hour_minutes: Some(CREDIT_HOUR),
        leave_limit: Some((1, 7)),
        person_day_rate: Some(Fen::yuan(260)),
        max_away: Some(3 * scale),
        ..RuleSet::empty(RuleSetId::MIN)
    };
    workspace.rule_sets.put(rules);
}

/// Puts holidays and farming seasons.
pub(super) fn put_calendar(workspace: &mut Workspace, townships: &[TownshipId]) {
    workspace.holidays = holidays().collect();
    for season in seasons() {
        let id = workspace.ids.take();
        let bound = season.units.unwrap_or_default();
        workspace.blackouts.put(Blackout {
            id,
            name: season.name.to_owned(),
            days: season.days,
            townships: bound.into_iter().map(|unit| townships[unit]).collect(),
        });
    }
}

/// Puts one course a family of sessions.
pub(super) fn put_courses(workspace: &mut Workspace, cohorts: [CohortId; 3]) -> Vec<CourseId> {
    Family::ALL
        .iter()
        .map(|family| {
            let id = workspace.ids.take();
            let (name, n_days, max_heads, purpose) = course(*family);
            workspace.courses.put(Course {
                id,
                name: name.to_owned(),
                mode: family.mode(),
                level: family.level(),
                cohorts: vec![cohorts[family.cohort()]],
                n_days,
                slot_minutes: SLOT_MINUTES,
                max_heads,
                purpose: purpose.to_owned(),
            });
            id
        })
        .collect()
}

fn course(family: Family) -> (&'static str, u32, u32, &'static str) {
    match family {
        Family::Secretary => ("书记轮训", 3, 50, "全区支部书记每年轮训一次，补齐党建业务短板"),
        Family::LeaderClass => ("党员致富带头人培训班", 2, 55, "提高带头致富、带领群众共同致富的本领"),
        Family::Visit => ("先进村考察", 1, 45, "实地学习先进村产业发展和村级管理经验"),
        Family::Lecture => ("富乐大讲堂", 1, 600, "专家面对面讲政策、讲技术"),
        Family::Remote => ("远程教育课", 1, 400, "依托远程教育站点，就近集中收看"),
        Family::TownClass => ("乡镇党员集中培训", 2, 150, "党员培训学校分批轮训"),
        Family::TownRemote => ("乡镇远程教育轮学", 4, 150, "每周半天，站点集中收看并讨论"),
        Family::Exchange => ("产业支部现场交流会", 1, 60, "在产业基地现场交流种养技术和销路"),
        Family::Spring => ("返乡流动党员集中学习", 1, 60, "流动党员春节返乡期间补学"),
        Family::HeadCount => ("村级电教片集中收看", 1, 200, "利用农闲集中收看电教片"),
    }
}
