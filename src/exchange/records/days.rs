//! Days and spans of days as plans write them.

use chrono::{Datelike, Days, NaiveDate};

use super::{Col, Fault};
use crate::exchange::clean::{TypedDate, date, without_spaces};
use crate::model::{DateSpan, Half};

/// One day: `2012-06-18`, `6月18日`, `6.18`. Days without a year belong to `year`.
pub(in crate::exchange) fn day(text: &str, year: i32) -> Option<NaiveDate> {
    if let Some(TypedDate::Day(day)) = date(text, year + 1) {
        return Some(day);
    }
    let text = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(text, |(day, _)| day);
    let plain = without_spaces(text);
    let numbers: Option<Vec<u32>> = plain
        .split(['月', '日', '号', '.', '-', '/'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect();
    match numbers?.as_slice() {
        [month, day] => NaiveDate::from_ymd_opt(year, *month, *day),
        _ => None,
    }
}

/// The half day that a text names.
pub(in crate::exchange) fn half(text: &str) -> Option<Half> {
    let plain = text.to_lowercase();
    if plain.contains("上午") || plain.contains("a.m") || plain.contains("早上") {
        Some(Half::Morning)
    } else if plain.contains("下午") || plain.contains("p.m") {
        Some(Half::Afternoon)
    } else {
        None
    }
}

/// A span: `6月18日-20日`, `2012.6.18—6.20`, `2012-06-18至2012-06-20`, or one day.
pub(super) fn span(text: &str, year: i32) -> Option<DateSpan> {
    let plain = without_spaces(text).replace("上午", "").replace("下午", "").replace("全天", "");
    if let Some(day) = day(&plain, year) {
        return Some(DateSpan::day(day));
    }
    let cuts = plain.char_indices().filter(|(_, c)| matches!(c, '-' | '—' | '–' | '~' | '～' | '至' | '到' | '－'));
    for (at, sign) in cuts {
        let (first, last) = (&plain[..at], plain[at + sign.len_utf8()..].trim_start_matches(['-', '—', '–']));
        let Some(first) = day(first, year) else { continue };
        let alone = last.trim_end_matches(['日', '号']).parse().ok();
        let in_month = alone.and_then(|day| NaiveDate::from_ymd_opt(first.year(), first.month(), day));
        if let Some(last) = in_month.or_else(|| day(last, first.year())) {
            return Some(DateSpan { first, last }).filter(|span| span.is_ordered());
        }
    }
    None
}

/// The days of two columns, or of one with a number of days.
pub(super) fn days_of(first: &str, last: &str, n_days: Option<u32>, year: i32) -> Result<DateSpan, Fault> {
    let unreadable = |column, text: &str| Fault::Unreadable(column, text.to_owned());
    let span = span(first, year).ok_or_else(|| unreadable(Col::Date, first))?;
    if !last.is_empty() {
        let last_day = day(last, year).ok_or_else(|| unreadable(Col::Until, last))?;
        let span = DateSpan { last: last_day, ..span };
        return Some(span).filter(|span| span.is_ordered()).ok_or_else(|| unreadable(Col::Until, last));
    }
    match n_days {
        Some(n @ 2..=366) if span.n_days() == 1 => {
            Ok(DateSpan { last: span.first + Days::new(u64::from(n) - 1), ..span })
        }
        _ => Ok(span),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_as_plans_write_them() {
        let june = |day| NaiveDate::from_ymd_opt(2012, 6, day).expect("a day");
        let expected = Some(DateSpan { first: june(18), last: june(20) });
        for text in [
            "6月18日-20日",
            "6月18日至6月20日",
            "2012.6.18—6.20",
            "2012-06-18至2012-06-20",
            "2012年6月18日－20日",
            "6月18—20日",
        ] {
            assert_eq!(span(text, 2012), expected, "{text}");
        }
        assert_eq!(span("2012-06-18", 2012), Some(DateSpan::day(june(18))));
        assert_eq!(span("6月18日上午", 2012), Some(DateSpan::day(june(18))));
        assert_eq!(span("6月中旬", 2012), None);
        assert_eq!(span("6月20日-18日", 2012), None);
    }
}
