//! Where the window can go: pages, and what they show there. Numbers, findings and the palette lead here.

use chrono::NaiveDate;

use crate::model::{BranchId, CohortId, Mode, PersonId, Rule, SessionId, Status, TopicId, TownshipId};

/// A place in the window.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// 总览, on one of its tabs.
    Dashboard(DashboardTab),
    /// A township on the dashboard, by its branches.
    Township(TownshipId),
    /// 日程
    Calendar(CalendarPlace),
    /// 班次, the whole list under a filter.
    Sessions(SessionFilter),
    /// One session, on one of its tabs.
    Session(SessionId, SessionTab),
    /// 轮训, and what is to be done there.
    Rotation(RotationTask),
    /// 人员 under a filter.
    People(PeopleFilter),
    /// One person.
    Person(PersonId),
    /// People who may be one.
    Duplicates,
    /// 点题
    Topics(TopicsPlace),
    /// 导入
    Import,
    /// 经费
    Budget,
    /// 检查: all of them, or the one that is named.
    Checks(Option<Rule>),
    /// 设置, on one of its tabs.
    Settings(SettingsTab),
}

/// The tabs of the dashboard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DashboardTab {
    /// 概况
    #[default]
    Overview,
    /// 乡镇
    Townships,
    /// 学时
    Hours,
    /// 预测
    Forecast,
    /// 月份与方式
    Months,
}

impl DashboardTab {
    /// All of them, in the order in which they stand.
    pub const ALL: [Self; 5] = [Self::Overview, Self::Townships, Self::Hours, Self::Forecast, Self::Months];
}

/// How the calendar is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CalendarView {
    /// One week, mornings and afternoons apart.
    Week,
    /// One month, a row a week.
    #[default]
    Month,
    /// The year, a small month each.
    Year,
    /// One month, a row a venue.
    Venues,
    /// One month, a row a trainer.
    Trainers,
}

impl CalendarView {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Week, Self::Month, Self::Year, Self::Venues, Self::Trainers];
}

/// What the calendar shows; what is `None` stays as it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalendarPlace {
    /// The layout.
    pub view: Option<CalendarView>,
    /// The day around which it is opened.
    pub day: Option<NaiveDate>,
    /// The session that is chosen.
    pub session: Option<SessionId>,
}

/// What the page of topics shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TopicsPlace {
    /// The board as it was left.
    #[default]
    Board,
    /// One topic, whatever the filter.
    Topic(TopicId),
    /// A new topic, to be typed.
    New,
}

/// What is to be done on the page of the rotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RotationTask {
    /// Look at it.
    #[default]
    Show,
    /// Draft the year.
    Draft,
    /// Say what the planner may do.
    Settings,
}

/// The tabs of a session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SessionTab {
    /// 基本信息
    #[default]
    Basics,
    /// 学员
    Enrolment,
    /// 考勤
    Attendance,
    /// 经费
    Costs,
}

/// The tabs of the settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is named after the table it edits")]
pub enum SettingsTab {
    #[default]
    Programme,
    Cohorts,
    Townships,
    Branches,
    Venues,
    Trainers,
    Courses,
    Blackouts,
    Holidays,
    Rules,
    Year,
    Folder,
}

/// Which sessions to show; an empty filter shows all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SessionFilter {
    /// What was typed into the search field.
    pub search: String,
    /// Only this way of learning.
    pub mode: Option<Mode>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only sessions that have something to attend to.
    pub needs_attention: bool,
}

/// Which people to show; an empty filter shows all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PeopleFilter {
    /// What was typed into the search field.
    pub search: String,
    /// Only people of this unit.
    pub township: Option<TownshipId>,
    /// Only people of this branch.
    pub branch: Option<BranchId>,
    /// Only people of this cohort.
    pub cohort: Option<CohortId>,
    /// Only people trained (`true`) or not yet trained (`false`) by the as-of date.
    pub is_trained: Option<bool>,
    /// Only people whose hours reach (`true`) or miss (`false`) the target.
    pub has_hours: Option<bool>,
    /// Only people who have no hard duty.
    pub is_exempt: bool,
    /// Only people who are away for over half a year.
    pub is_floating: bool,
    /// Only people not yet trained who have no seat by name in a session to come.
    pub is_unplaced: bool,
}
