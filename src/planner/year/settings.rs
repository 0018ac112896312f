//! What the planner may use and what things cost: what the office said, else what follows from the records.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Serialize;

use super::prices::{self, Price};
use crate::model::{CohortId, CohortKind, CourseId, DraftPolicy, Fen, Level, Mode, Session, SessionId, Workspace};

/// Days around the day of planning in which a course was or will be run to count as one in use.
const IN_USE_DAYS: i64 = 120;

/// Everything a plan depends on beside the records.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the settings page")]
pub struct Settings {
    /// Whether drafts may be moved, mended or dropped.
    pub replans_drafts: bool,
    /// Drafts that stay all the same, because the user holds on to them.
    pub kept: BTreeSet<SessionId>,
    /// Whether nobody is called away in the farming season.
    pub avoids_blackouts: bool,
    /// Whether no session is held on a weekend or a holiday.
    pub avoids_days_off: bool,
    /// Whether each level keeps to its ceiling.
    pub keeps_ceilings: bool,
    /// The day by which lagging branches and new secretaries should have been trained; `None`: there is none.
    pub mid_year: Option<NaiveDate>,
    /// At most this many secretaries of a township away in one week; `None`: no limit.
    pub max_away: Option<u32>,
    /// How full a session has to be, in percent of the people who usually come.
    pub min_fill_percent: u32,
    /// How many of a township's members may learn remotely, in percent.
    pub remote_percent: u32,
    /// What it costs to bring one person to a session outside the own township, where no bill says so.
    pub travel: Fen,
    /// What it is worth that an asker gets a seat where topics can be ordered.
    pub wish: Fen,
    /// What it is worth that a session of the plan in force stays where it is: each one changed or given up adds so
    /// much to a plan's price, and none is moved to save less.
    pub change: Fen,
    /// Rooms still to be found.
    pub extra_rooms: u32,
    /// Days between telling people and the first session they can be asked to.
    pub notice_days: u32,
    /// The terms of each cohort, in id order.
    pub cohorts: Vec<CohortTerms>,
    /// The terms of each course, in id order.
    pub courses: Vec<CourseTerms>,
}

/// The terms of one cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CohortTerms {
    /// The cohort.
    pub cohort: CohortId,
    /// What one person left untrained in the year is worth.
    pub left_out: Fen,
    /// What one person missing by mid-year is worth.
    pub late: Fen,
    /// The ways of learning it may use.
    pub modes: Vec<Mode>,
}

/// The terms of one course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CourseTerms {
    /// The course.
    pub course: CourseId,
    /// Whether runs of it may be planned.
    pub is_used: bool,
    /// What a run costs.
    pub price: Price,
    /// The fewest people for whom a run is worth it; 0: follows from how many usually come.
    pub min_heads: u32,
    /// How many people usually come; 0: not known.
    pub usual_heads: u32,
}

impl Settings {
    /// The terms of a cohort.
    pub fn cohort(&self, id: CohortId) -> Option<&CohortTerms> {
        self.cohorts.iter().find(|terms| terms.cohort == id)
    }

    /// The terms of a course.
    pub fn course(&self, id: CourseId) -> Option<&CourseTerms> {
        self.courses.iter().find(|terms| terms.course == id)
    }
}

/// The settings that hold for a workspace on a day.
///
/// Source of the defaults: mid-year 30 June (the year's halves are reported apart); the duty limit of the rule set;
/// a secretary left out costs most, then leaders, then members, and always more than it would cost to train them.
pub fn settings(workspace: &Workspace, as_of: NaiveDate) -> Settings {
    let said = &workspace.programme.planning;
    let mid_year = said.mid_year.or_else(|| NaiveDate::from_ymd_opt(workspace.programme.year, 6, 30));
    let courses: Vec<CourseTerms> =
        workspace.courses.iter().map(|course| course_terms(workspace, course.id, as_of)).collect();
    Settings {
        replans_drafts: said.drafts.is_none_or(|policy| policy == DraftPolicy::Replan),
        kept: BTreeSet::new(),
        avoids_blackouts: said.avoids_blackouts.unwrap_or(true),
        avoids_days_off: said.avoids_days_off.unwrap_or(true),
        keeps_ceilings: said.keeps_ceilings.unwrap_or(true),
        mid_year: mid_year.filter(|_| said.has_mid_year.unwrap_or(true)),
        max_away: said.max_away.or_else(|| workspace.rules_on(as_of).max_away),
        min_fill_percent: said.min_fill_percent.unwrap_or(60).min(100),
        remote_percent: said.remote_percent.unwrap_or(50).min(100),
        travel: said.travel.unwrap_or(Fen::ZERO),
        wish: said.wish.unwrap_or(Fen::yuan(10)),
        change: said.change.unwrap_or(Fen::yuan(50)),
        extra_rooms: said.extra_rooms.unwrap_or(0),
        notice_days: said.notice_days.unwrap_or(7),
        cohorts: workspace.cohorts.iter().map(|cohort| cohort_terms(workspace, cohort.id, &courses)).collect(),
        courses,
    }
}

fn cohort_terms(workspace: &Workspace, id: CohortId, courses: &[CourseTerms]) -> CohortTerms {
    let kind = workspace.cohorts.get(id).map_or(CohortKind::Other, |cohort| cohort.kind);
    let preset = Fen::yuan(match kind {
        CohortKind::Secretary => 3_000,
        CohortKind::Leader | CohortKind::Other => 1_000,
        CohortKind::Member => 300,
    });
    let is_for = |terms: &&CourseTerms| workspace.courses.get(terms.course).is_some_and(|c| c.cohorts.contains(&id));
    let heads = |terms: &CourseTerms| i64::from(terms.usual_heads.max(20));
    let per_head = |terms: &CourseTerms| terms.price.per_head.0 + terms.price.per_session.0 / heads(terms);
    let dearest = courses.iter().filter(is_for).filter(|terms| terms.is_used).map(per_head).max().unwrap_or(0);
    let derived = preset.max(Fen(dearest * 2 / 10_000 * 10_000));
    let wish = workspace.programme.planning.cohorts.iter().find(|wish| wish.cohort == id);
    let left_out = wish.and_then(|wish| wish.left_out).unwrap_or(derived);
    CohortTerms {
        cohort: id,
        left_out,
        late: wish.and_then(|wish| wish.late).unwrap_or(Fen(left_out.0 / 10)),
        modes: wish.and_then(|wish| wish.modes.clone()).unwrap_or_else(|| Mode::ALL.to_vec()),
    }
}

fn course_terms(workspace: &Workspace, id: CourseId, as_of: NaiveDate) -> CourseTerms {
    let runs: Vec<&Session> = workspace.sessions.iter().filter(|session| session.course == Some(id)).collect();
    let wish = workspace.programme.planning.courses.iter().find(|wish| wish.course == id);
    let mut price = prices::price(workspace, id, &runs);
    if let Some(wish) = wish {
        price = price.with(wish.per_session, wish.per_head);
    }
    CourseTerms {
        course: id,
        is_used: wish.and_then(|wish| wish.is_used).unwrap_or_else(|| is_in_use(workspace, &runs, as_of)),
        price,
        min_heads: wish.and_then(|wish| wish.min_heads).unwrap_or(0),
        usual_heads: usual_heads(workspace, &runs),
    }
}

/// A course without any run is new; one whose runs lie long ago, or were counted without names, is not planned
/// without being asked.
fn is_in_use(workspace: &Workspace, runs: &[&Session], as_of: NaiveDate) -> bool {
    let is_near =
        |session: &&&Session| session.span().is_some_and(|span| (as_of - span.last).num_days() <= IN_USE_DAYS);
    let has_people = |session: &&&Session| workspace.n_enrolled(session.id) > 0 || !session.quotas.is_empty();
    runs.is_empty() || runs.iter().filter(is_near).any(|session| has_people(&session))
}

fn usual_heads(workspace: &Workspace, runs: &[&Session]) -> u32 {
    let mut heads: Vec<u32> =
        runs.iter().map(|session| prices::heads_of(workspace, session)).filter(|n| *n > 0).collect();
    heads.sort_unstable();
    heads.get(heads.len() / 2).copied().unwrap_or(0)
}

/// What a level may still spend, spent and committed taken off except for drafts that may be re-planned; `None`
/// without a ceiling.
pub(super) fn money_left(workspace: &Workspace, settings: &Settings, as_of: NaiveDate, level: Level) -> Option<Fen> {
    use crate::report::budget::{LineState, state};
    let ceiling = workspace.programme.ceiling(level);
    if ceiling == Fen::ZERO || !settings.keeps_ceilings {
        return None;
    }
    let is_free = |session: Option<SessionId>| {
        let session = session.and_then(|id| workspace.sessions.get(id));
        session.is_some_and(|session| super::calendar::is_replannable(session, settings, as_of))
    };
    let bound: Fen = workspace
        .costs
        .iter()
        .filter(|line| line.payer == level)
        .map(|line| match state(workspace, line, as_of) {
            LineState::Spent(amount) => amount,
            LineState::Committed(amount) if line.actual.is_some() || !is_free(line.session) => amount,
            LineState::Committed(_) | LineState::Void => Fen::ZERO,
        })
        .sum();
    Some(ceiling - bound)
}
