//! Days, half days, and from-until periods. Knows no calendar of holidays.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A beginning up to this year is a spreadsheet's empty date.
const LONG_AGO: i32 = 1900;

/// A half of a day, the unit of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Half {
    /// 上午
    Morning,
    /// 下午
    Afternoon,
}

impl Half {
    /// Both halves in the order of a day.
    pub const ALL: [Self; 2] = [Self::Morning, Self::Afternoon];
}

/// Days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DateSpan {
    /// The first day.
    pub first: NaiveDate,
    /// The last day, itself included.
    pub last: NaiveDate,
}

impl DateSpan {
    /// A span of one day.
    pub fn day(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }

    /// Whether the day lies in the span.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.first <= day && day <= self.last
    }

    /// Whether two spans share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Whether the last day does not come before the first.
    pub fn is_ordered(self) -> bool {
        self.first <= self.last
    }

    /// Every day of the span in order; none if it is out of order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first.iter_days().take_while(move |day| *day <= self.last)
    }

    /// The number of days; 0 if the span is out of order.
    pub fn n_days(self) -> u64 {
        u64::try_from((self.last - self.first).num_days() + 1).unwrap_or(0)
    }
}

/// When something holds: from `since` up to, not including, `until`. An open end holds without limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// The first day on which it holds; `None`: always has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<NaiveDate>,
    /// The first day on which it no longer holds; `None`: still does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

impl Period {
    /// Always.
    pub const ALWAYS: Self = Self { since: None, until: None };

    /// From a day on.
    pub fn from(day: NaiveDate) -> Self {
        Self { since: Some(day), until: None }
    }

    /// Whether it holds on the day.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= day) && self.until.is_none_or(|until| day < until)
    }

    /// Whether both hold on some day.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins_before = |one: &Self, end: Option<NaiveDate>| match (one.since, end) {
            (Some(since), Some(until)) => since < until,
            _ => true,
        };
        begins_before(self, other.until) && begins_before(other, self.until)
    }

    /// From the earlier beginning to the later end.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        // an open beginning is the least of all, an open end the greatest
        let until = self.until.zip(other.until).map(|(one, two)| one.max(two));
        Self { since: self.since.min(other.since), until }
    }

    /// What is left of it before and after another.
    pub fn without(&self, other: &Self) -> [Option<Self>; 2] {
        let is_some_time = |period: &Self| match (period.since, period.until) {
            (Some(since), Some(until)) => since < until,
            _ => true,
        };
        let before =
            other.since.map(|end| Self { until: Some(self.until.map_or(end, |until| until.min(end))), ..*self });
        let after = other.until.map(|begin| Self { since: self.since.max(Some(begin)), ..*self });
        [before.filter(is_some_time), after.filter(is_some_time)]
    }

    /// The first day, if it is known.
    pub fn began(&self) -> Option<NaiveDate> {
        self.since.filter(|day| day.year() > LONG_AGO)
    }

    /// Whether the end does not come before the beginning.
    pub fn is_ordered(&self) -> bool {
        match (self.since, self.until) {
            (Some(since), Some(until)) => since <= until,
            _ => true,
        }
    }

    /// Whether it always holds, so that it need not be written down.
    pub fn is_always(&self) -> bool {
        *self == Self::ALWAYS
    }
}

/// The days of a calendar year.
pub fn year_span(year: i32) -> DateSpan {
    let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(NaiveDate::MIN);
    let next = NaiveDate::from_ymd_opt(year + 1, 1, 1).unwrap_or(NaiveDate::MAX);
    DateSpan { first, last: next - Days::new(1) }
}

/// The share of the span that has gone by at the end of `day`, as days gone and days in all.
///
/// Source: the elapsed-time mark on 28 June 2012 is 180 of 366 days, 49 %.
pub fn elapsed(span: DateSpan, day: NaiveDate) -> (u64, u64) {
    let gone = DateSpan { first: span.first, last: day.min(span.last) };
    (if day < span.first { 0 } else { gone.n_days() }, span.n_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn half_of_2012_has_gone_on_28_june() {
        assert_eq!(elapsed(year_span(2012), day(2012, 6, 28)), (180, 366));
        assert_eq!(elapsed(year_span(2012), day(2011, 6, 28)), (0, 366));
        assert_eq!(elapsed(year_span(2012), day(2013, 6, 28)), (366, 366));
    }

    #[test]
    fn a_period_ends_before_its_last_date() {
        let term = Period { since: Some(day(2012, 3, 1)), until: Some(day(2012, 6, 1)) };
        assert!(term.holds_on(day(2012, 3, 1)) && term.holds_on(day(2012, 5, 31)));
        assert!(!term.holds_on(day(2012, 6, 1)) && !term.holds_on(day(2012, 2, 29)));
    }

    #[test]
    fn periods_that_follow_each_other_do_not_overlap() {
        let until = |year| Period { since: None, until: Some(day(year, 1, 1)) };
        let since = |year| Period::from(day(year, 1, 1));
        assert!(!until(2017).overlaps(&since(2017)) && !since(2017).overlaps(&until(2017)));
        assert!(until(2018).overlaps(&since(2017)) && since(2014).overlaps(&since(2017)));
        assert!(Period::ALWAYS.overlaps(&until(2014)));
    }
}
