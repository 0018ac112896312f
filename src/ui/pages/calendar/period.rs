//! Which days a layout shows around a day, and where a step leads. Knows no sessions.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::app::CalendarView;
use crate::model::DateSpan;
use crate::model::dates::year_span;

/// The Monday of a day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    let back = u64::from(day.weekday().num_days_from_monday());
    day.checked_sub_days(Days::new(back)).unwrap_or(day)
}

/// The days of a day's month.
pub fn month(day: NaiveDate) -> DateSpan {
    let first = day.with_day(1).unwrap_or(day);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    DateSpan { first, last: next.pred_opt().unwrap_or(first) }
}

/// The first days of the weeks that a day's month touches.
pub fn weeks(day: NaiveDate) -> Vec<NaiveDate> {
    let month = month(day);
    let from = monday(month.first);
    from.iter_weeks().take_while(|monday| *monday <= month.last).collect()
}

/// All days that a layout shows around a day, those of other months in the first and last week included.
pub fn shown(layout: CalendarView, day: NaiveDate) -> DateSpan {
    let week = |monday: NaiveDate| DateSpan { first: monday, last: later(monday, 6) };
    match layout {
        CalendarView::Week => week(monday(day)),
        CalendarView::Month => {
            let weeks = weeks(day);
            let (first, last) = (weeks.first().copied().unwrap_or(day), weeks.last().copied().unwrap_or(day));
            DateSpan { first, last: week(last).last }
        }
        CalendarView::Year => year_span(day.year()),
        CalendarView::Venues | CalendarView::Trainers => month(day),
    }
}

/// The same day so many pages on: weeks, months or years, as the layout has it.
pub fn turn(layout: CalendarView, day: NaiveDate, pages: i32) -> NaiveDate {
    let months = |n: u32| {
        let step = Months::new(n * pages.unsigned_abs());
        let turned = if pages < 0 { day.checked_sub_months(step) } else { day.checked_add_months(step) };
        turned.unwrap_or(day)
    };
    match layout {
        CalendarView::Week => later(day, i64::from(pages) * 7),
        CalendarView::Month | CalendarView::Venues | CalendarView::Trainers => months(1),
        CalendarView::Year => months(12),
    }
}

/// The day of a column of a row.
pub fn column_day(first: NaiveDate, column: usize) -> NaiveDate {
    later(first, i64::try_from(column).unwrap_or(i64::MAX))
}

/// The day so many days on; the day itself where the calendar ends.
pub fn later(day: NaiveDate, days: i64) -> NaiveDate {
    let step = Days::new(days.unsigned_abs());
    let moved = if days < 0 { day.checked_sub_days(step) } else { day.checked_add_days(step) };
    moved.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2012, month, day).expect("a date")
    }

    #[test]
    fn a_month_shows_the_weeks_it_touches() {
        let july = shown(CalendarView::Month, day(7, 18));
        assert_eq!((july.first, july.last), (day(6, 25), day(8, 5)));
        assert_eq!(weeks(day(7, 18)).len(), 6);
        assert_eq!(shown(CalendarView::Venues, day(2, 9)), DateSpan { first: day(2, 1), last: day(2, 29) });
        assert_eq!(shown(CalendarView::Week, day(7, 1)), DateSpan { first: day(6, 25), last: day(7, 1) });
    }

    #[test]
    fn pages_turn_by_weeks_months_and_years() {
        assert_eq!(turn(CalendarView::Week, day(6, 28), 1), day(7, 5));
        assert_eq!(turn(CalendarView::Month, day(3, 31), -1), day(2, 29));
        assert_eq!(turn(CalendarView::Year, day(2, 29), 1), NaiveDate::from_ymd_opt(2013, 2, 28).expect("a date"));
    }
}
