//! What the office has told the planner: which liberties it has and what things are worth.
//!
//! Only what was said is kept; what is `None` or not listed follows from the records when a year is planned.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::money::Fen;
use super::places::{CourseId, money_faults};
use super::programme::CohortId;
use super::refusal::{Field, Refusal};
use super::sessions::Mode;
use super::workspace::Workspace;

/// What the planner does with drafts that are there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DraftPolicy {
    /// Drafts stay as they are; the rest of the year is planned around them.
    Keep,
    /// Drafts may be moved, mended or dropped, at the price of a change.
    Replan,
}

/// What the planner may do and what things are worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PlanSettings {
    /// What becomes of the drafts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drafts: Option<DraftPolicy>,
    /// Whether nobody is called away in the farming season.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avoids_blackouts: Option<bool>,
    /// Whether no session is held on a weekend or a holiday.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub avoids_days_off: Option<bool>,
    /// Whether each level keeps to its ceiling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keeps_ceilings: Option<bool>,
    /// The day by which lagging branches and new secretaries should have been trained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mid_year: Option<NaiveDate>,
    /// Whether the mid-year day counts at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_mid_year: Option<bool>,
    /// At most this many secretaries of a township away in one week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_away: Option<u32>,
    /// How full a session has to be, in percent of the people who usually come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_fill_percent: Option<u32>,
    /// How many of a township's people of one cohort may learn remotely, in percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remote_percent: Option<u32>,
    /// What it costs to bring one person to a session outside the own township, where no bill says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub travel: Option<Fen>,
    /// What it is worth that somebody who asked for a topic gets a seat where it can be taught.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wish: Option<Fen>,
    /// What it is worth that a session of the plan in force stays where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Fen>,
    /// Rooms still to be found, each as large as the district's largest class room.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra_rooms: Option<u32>,
    /// Days between telling people and the first session they can be asked to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notice_days: Option<u32>,
    /// What is said of single cohorts, one entry a cohort.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cohorts: Vec<CohortWish>,
    /// What is said of single courses, one entry a course.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub courses: Vec<CourseWish>,
}

/// What the office says of one cohort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CohortWish {
    /// The cohort.
    pub cohort: CohortId,
    /// What one person left untrained in the year is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<Fen>,
    /// What one person missing by mid-year is worth.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<Fen>,
    /// The ways of learning it may use.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modes: Option<Vec<Mode>>,
}

/// What the office says of one course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourseWish {
    /// The course.
    pub course: CourseId,
    /// Whether runs of it may be planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_used: Option<bool>,
    /// What a run costs however many come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_session: Option<Fen>,
    /// What a run costs for each person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_head: Option<Fen>,
    /// The fewest people for whom a run is worth it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_heads: Option<u32>,
}

impl PlanSettings {
    /// Whether nothing was said.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// What is said of a cohort, to be changed; an empty entry is added if there is none.
    pub fn cohort_mut(&mut self, cohort: CohortId) -> &mut CohortWish {
        let at = self.cohorts.iter().position(|wish| wish.cohort == cohort).unwrap_or_else(|| {
            self.cohorts.push(CohortWish { cohort, left_out: None, late: None, modes: None });
            self.cohorts.len() - 1
        });
        &mut self.cohorts[at]
    }

    /// What is said of a course, to be changed; an empty entry is added if there is none.
    pub fn course_mut(&mut self, course: CourseId) -> &mut CourseWish {
        let at = self.courses.iter().position(|wish| wish.course == course).unwrap_or_else(|| {
            let none = CourseWish { course, is_used: None, per_session: None, per_head: None, min_heads: None };
            self.courses.push(none);
            self.courses.len() - 1
        });
        &mut self.courses[at]
    }

    pub(super) fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        let cohorts = self.cohorts.iter().flat_map(|wish| [wish.left_out, wish.late]);
        let courses = self.courses.iter().flat_map(|wish| [wish.per_session, wish.per_head]);
        for price in [self.travel, self.wish, self.change].into_iter().chain(cohorts).chain(courses).flatten() {
            money_faults(price, Field::Planned, faults);
        }
        if let Some(day) = self.mid_year.filter(|day| !workspace.programme.may_hold(*day)) {
            faults.push(Refusal::DateOutOfRange(day));
        }
    }
}

impl Workspace {
    /// This workspace with other wishes for the planner.
    ///
    /// # Errors
    /// [`Refusal::Negative`] for a price below zero; [`Refusal::DateOutOfRange`] for a mid-year day far from the year.
    pub fn with_plan_settings(&self, planning: PlanSettings) -> Result<Self, Refusal> {
        self.with_programme(super::Programme { planning, ..(*self.programme).clone() })
    }
}
