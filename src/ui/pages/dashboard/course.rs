//! The course over the year as lines of a chart: shares of all eligible people and of the ceiling.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use crate::app::View;
use crate::report::course::{Course, CoursePoint};
use crate::words::dashboard::DashboardWords;
use crate::words::records;

/// Shares by day, ready for the chart.
pub(super) struct CourseLines {
    pub name: String,
    pub heads_done: Vec<(NaiveDate, f32)>,
    pub heads_forecast: Vec<(NaiveDate, f32)>,
    /// Low and high of what is expected.
    pub heads_band: Vec<(NaiveDate, f32, f32)>,
    pub money_done: Vec<(NaiveDate, f32)>,
    pub ceiling_wan: f32,
    pub today: String,
    pub year_end: String,
    pub seasons: Vec<RangeInclusive<NaiveDate>>,
}

impl CourseLines {
    pub(super) fn of(view: View<'_>) -> Self {
        let words = DashboardWords::of(view.lang);
        let course = view.derived.course(view.ws);
        let percent = |point: Option<CoursePoint>| {
            records::percent(point.map(|point| point.heads).unwrap_or_default(), course.eligible)
        };
        let spent = records::wan(course.now().map(|point| point.spent).unwrap_or_default());
        let today = (words.point)(&percent(course.now()), &spent);
        let year_end = course.year_end().filter(|_| !course.forecast.is_empty()).map_or_else(String::new, |end| {
            let [low, high] = [end.heads_low, end.heads_high].map(|heads| records::percent(heads, course.eligible));
            let range = if low == high { String::new() } else { format!("（{low}–{high}）") };
            (words.year_end)(&format!("{}{range}", percent(Some(end))))
        });
        let heads = |points: &[CoursePoint]| line(points, |point| ratio(point.heads as f32, course.eligible as f32));
        Self {
            name: format!("{} {today} {year_end}", words.course),
            heads_done: heads(&course.done),
            heads_forecast: heads(&course.forecast),
            heads_band: course
                .forecast
                .iter()
                .map(|point| {
                    let share = |heads: u64| ratio(heads as f32, course.eligible as f32);
                    (point.day, share(point.heads_low), share(point.heads_high))
                })
                .collect(),
            money_done: line(&course.done, |point| money_share(course, point)),
            ceiling_wan: course.ceiling.0 as f32 / 1_000_000.0,
            today,
            year_end,
            seasons: seasons(view),
        }
    }
}

fn line(points: &[CoursePoint], share: impl Fn(&CoursePoint) -> f32) -> Vec<(NaiveDate, f32)> {
    points.iter().map(|point| (point.day, share(point))).collect()
}

fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn money_share(course: &Course, point: &CoursePoint) -> f32 {
    ratio(point.spent.0 as f32, course.ceiling.0 as f32)
}

/// The farming seasons that concern at least half of the townships.
fn seasons(view: View<'_>) -> Vec<RangeInclusive<NaiveDate>> {
    let concerns_most = |n: usize| n == 0 || n * 2 >= view.ws.townships.len();
    let general = view.ws.blackouts.iter().filter(|blackout| concerns_most(blackout.townships.len()));
    general.map(|blackout| blackout.days.first..=blackout.days.last).collect()
}
