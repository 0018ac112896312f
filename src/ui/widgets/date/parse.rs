//! Dates as people type them.

use chrono::{Datelike as _, NaiveDate};

/// Why a text is no date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateError {
    /// It does not look like one.
    Unreadable,
    /// It looks like one, but there is no such day; the text is the date as it was understood.
    Impossible(String),
}

/// Reads a date; what is left out (year, month) is taken from `near`.
///
/// `2012-3-15`, `2012.3.15`, `2012年3月15日`, `12-3-15`, `20120315`; `3-15`, `3月15日`, `0315`, `315`; `15`,
/// `15日`. A weekday after it is passed over.
///
/// # Errors
/// When the text is no date, or a day that does not exist.
pub fn parse_date(text: &str, near: NaiveDate) -> Result<NaiveDate, DateError> {
    let plain: String = text.chars().map(plain_character).collect();
    let plain = without_weekday(&plain);
    let parts: Vec<&str> = plain.split(['-', ' ']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.len() <= 8 && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.is_empty() || !parts.iter().all(is_number) {
        return Err(DateError::Unreadable);
    }
    let number = |part: &str| part.parse::<u32>().unwrap_or_default();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] => (Some(number(year)), number(month), number(day)),
        [month, day] => (None, number(month), number(day)),
        [digits] => run_of_digits(digits, near).ok_or(DateError::Unreadable)?,
        _more => return Err(DateError::Unreadable),
    };
    let year = year.map_or(near.year(), full_year);
    NaiveDate::from_ymd_opt(year, month, day)
        .filter(|_| (1900..=2199).contains(&year))
        .ok_or_else(|| DateError::Impossible(format!("{year}-{month:02}-{day:02}")))
}

/// Year, month and day of digits without separators.
fn run_of_digits(digits: &str, near: NaiveDate) -> Option<(Option<u32>, u32, u32)> {
    let value: u32 = digits.parse().ok()?;
    match digits.len() {
        1 | 2 => Some((None, near.month(), value)),
        3 | 4 => Some((None, value / 100, value % 100)),
        6 | 8 => Some((Some(value / 10_000), value / 100 % 100, value % 100)),
        _other => None,
    }
}

/// Cuts off `周四`, `星期四`, `(周四)` or ` Thu`.
fn without_weekday(text: &str) -> &str {
    let text = text.split(['周', '星', '(']).next().unwrap_or_default().trim_end();
    match text.rsplit_once(' ') {
        Some((date, word)) if word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic()) => date,
        _no_weekday => text,
    }
}

/// Two digits mean this century.
fn full_year(year: u32) -> i32 {
    i32::try_from(if year < 100 { 2000 + year } else { year }).unwrap_or_default()
}

/// Full-width signs as plain ones; every separator as a hyphen.
fn plain_character(character: char) -> char {
    match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')).unwrap_or(character),
        '/' | '.' | '．' | '。' | '、' | '年' | '月' | '日' | '号' | '－' | '—' | '–' | '／' => '-',
        '（' => '(',
        blank if blank.is_whitespace() => ' ',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day that exists")
    }

    #[test]
    fn the_same_day_can_be_typed_in_many_ways() {
        for text in [
            "2012-3-15",
            "2012-03-15",
            "2012/3/15",
            "2012.3.15",
            "2012年3月15日",
            "２０１２－３－１５",
            "2012-03-15 周四",
            "2012-03-15（周四）",
            "2012-03-15 Thu",
            "12-3-15",
            "20120315",
            "120315",
            "3-15",
            "3/15",
            "3.15",
            "3月15日",
            "3月15号",
            "3月15",
            " 3 15 ",
            "0315",
            "315",
        ] {
            assert_eq!(parse_date(text, date(2012, 6, 28)), Ok(date(2012, 3, 15)), "{text:?}");
        }
    }

    #[test]
    fn a_day_alone_is_in_the_month_at_hand() {
        for text in ["5", "05", "5日", "5号"] {
            assert_eq!(parse_date(text, date(2012, 6, 28)), Ok(date(2012, 6, 5)), "{text:?}");
        }
    }

    #[test]
    fn a_day_that_does_not_exist_is_said_back_as_it_was_understood() {
        for (text, understood) in
            [("2012-04-31", "2012-04-31"), ("2.30", "2012-02-30"), ("1315", "2012-13-15"), ("0", "2012-06-00")]
        {
            let error = DateError::Impossible(understood.to_owned());
            assert_eq!(parse_date(text, date(2012, 6, 28)), Err(error), "{text:?}");
        }
        assert_eq!(parse_date("2-29", date(2012, 1, 1)), Ok(date(2012, 2, 29)), "a leap year");
    }

    #[test]
    fn what_is_no_date_is_not_guessed_at() {
        for text in ["", "下周", "三月十五", "-", "12345", "1-2-3-4", "2012-3-15x", "99999999999"] {
            assert_eq!(parse_date(text, date(2012, 6, 28)), Err(DateError::Unreadable), "{text:?}");
        }
    }
}
