//! The year 2012: public holidays, farming seasons, and on which days a unit can be called away.

use chrono::{Datelike, NaiveDate, Weekday};

use super::units::{N_RURAL, N_UNITS};
use crate::model::{DateSpan, Holiday};

/// The district's day: every published figure refers to it.
pub(super) const AS_OF: NaiveDate = day(6, 28);

/// A day of 2012; the tables of this module tree name only days that exist.
pub(super) const fn day(month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(2012, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

/// Days off and, with `true`, weekend days on which people worked in exchange.
///
/// Source: the State Council's notice on the holidays of 2012.
const HOLIDAYS: &[(u32, u32, &str, bool)] = &[
    (1, 1, "元旦", false),
    (1, 2, "元旦", false),
    (1, 3, "元旦", false),
    (1, 21, "春节", true),
    (1, 22, "春节", false),
    (1, 23, "春节", false),
    (1, 24, "春节", false),
    (1, 25, "春节", false),
    (1, 26, "春节", false),
    (1, 27, "春节", false),
    (1, 28, "春节", false),
    (1, 29, "春节", true),
    (3, 31, "清明节", true),
    (4, 1, "清明节", true),
    (4, 2, "清明节", false),
    (4, 3, "清明节", false),
    (4, 4, "清明节", false),
    (4, 28, "劳动节", true),
    (4, 29, "劳动节", false),
    (4, 30, "劳动节", false),
    (5, 1, "劳动节", false),
    (6, 22, "端午节", false),
    (6, 23, "端午节", false),
    (6, 24, "端午节", false),
    (9, 29, "国庆节", true),
    (9, 30, "中秋节", false),
    (10, 1, "国庆节", false),
    (10, 2, "国庆节", false),
    (10, 3, "国庆节", false),
    (10, 4, "国庆节", false),
    (10, 5, "国庆节", false),
    (10, 6, "国庆节", false),
    (10, 7, "国庆节", false),
];

/// A farming season and the units it binds.
pub(super) struct Season {
    pub(super) name: &'static str,
    pub(super) days: DateSpan,
    /// Positions of the units; `None`: all.
    pub(super) units: Option<Vec<usize>>,
}

/// The farming calendar of the year; streets and organs harvest nothing.
///
/// Source: `ARCHITECTURE.md`, "Farming calendar".
pub(super) fn seasons() -> Vec<Season> {
    let span = |first, last| DateSpan { first, last };
    let rural = || (0..N_RURAL).collect();
    vec![
        Season {
            name: "油菜收割", days: span(day(5, 1), day(5, 9)), units: Some((4..N_RURAL).step_by(2).collect())
        },
        Season { name: "双抢（插秧、收麦）", days: span(day(5, 10), day(6, 5)), units: Some(rural()) },
        Season { name: "稻谷、玉米收获", days: span(day(9, 1), day(9, 20)), units: None },
        Season {
            name: "小春播种",
            days: span(day(10, 24), day(11, 15)),
            units: Some((1..N_RURAL).step_by(2).collect()),
        },
    ]
}

pub(super) fn holidays() -> impl Iterator<Item = Holiday> {
    HOLIDAYS.iter().map(|(month, d, name, is_workday)| Holiday {
        date: day(*month, *d),
        name: (*name).to_owned(),
        is_workday: *is_workday,
    })
}

/// Which days of the year suit which unit.
pub(super) struct Calendar {
    seasons: Vec<Season>,
}

impl Calendar {
    pub(super) fn new() -> Self {
        Self { seasons: seasons() }
    }

    /// Whether offices work on the day; weekends worked in exchange are left alone.
    pub(super) fn is_workday(date: NaiveDate) -> bool {
        let is_weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        !is_weekend && !HOLIDAYS.iter().any(|(month, d, _, works)| !works && day(*month, *d) == date)
    }

    /// Whether the unit can be called away on the day.
    pub(super) fn suits(&self, unit: usize, date: NaiveDate) -> bool {
        debug_assert!(unit < N_UNITS);
        let is_bound = |season: &Season| season.units.as_ref().is_none_or(|units| units.contains(&unit));
        Self::is_workday(date) && !self.seasons.iter().any(|s| s.days.contains(date) && is_bound(s))
    }
}
