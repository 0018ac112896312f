//! Money as people write it: yuan with two decimals, kept in fen.

use crate::words::widgets::WidgetWords;

/// Why a text is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// It is not a number.
    Unreadable,
    /// It is under zero.
    Negative,
    /// It has parts of a fen.
    TooFine,
    /// It does not fit.
    TooLarge,
}

impl MoneyError {
    /// The reason in words.
    pub fn words(self, words: &WidgetWords) -> &'static str {
        match self {
            Self::Unreadable => words.money_unreadable,
            Self::Negative => words.money_negative,
            Self::TooFine => words.money_too_fine,
            Self::TooLarge => words.money_too_large,
        }
    }
}

/// Fen as yuan with thousands separated: `1,234.50`.
pub fn format_yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let fen = fen.unsigned_abs();
    let digits = (fen / 100).to_string();
    let mut yuan = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            yuan.push(',');
        }
        yuan.push(digit);
    }
    format!("{sign}{yuan}.{:02}", fen % 100)
}

/// Reads yuan: `1234.5`, `1,234.50`, `¥1234`, `1234元`, `1.2万`, full-width digits too. An empty text is 0.
///
/// # Errors
/// When the text is no amount, or one that cannot be kept exactly.
pub fn parse_yuan(text: &str) -> Result<i64, MoneyError> {
    let plain: String = text.chars().filter_map(plain_character).collect();
    let plain = plain.trim_start_matches('¥').trim_end_matches('元');
    let (number, decimals_of_unit) = match plain.strip_suffix('万') {
        Some(number) => (number, 6),
        None => (plain, 2),
    };
    if number.starts_with('-') {
        return Err(MoneyError::Negative);
    }
    if number.is_empty() {
        return if plain.is_empty() { Ok(0) } else { Err(MoneyError::Unreadable) };
    }
    fixed_point(number, decimals_of_unit)
}

/// A decimal number times ten to the power of `n_decimals`.
fn fixed_point(number: &str, n_decimals: usize) -> Result<i64, MoneyError> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !all_digits(whole) || !all_digits(decimals) || (whole.is_empty() && decimals.is_empty()) {
        return Err(MoneyError::Unreadable);
    }
    let decimals = decimals.trim_end_matches('0');
    if decimals.len() > n_decimals {
        return Err(MoneyError::TooFine);
    }
    let digits = format!("0{whole}{decimals:0<n_decimals$}");
    digits.parse().map_err(|_not_an_i64| MoneyError::TooLarge)
}

/// Full-width signs as plain ones; separators and spaces left out.
fn plain_character(character: char) -> Option<char> {
    match character {
        '０'..='９' => char::from_u32(u32::from(character) - u32::from('０') + u32::from('0')),
        '．' | '。' => Some('.'),
        '－' | '−' => Some('-'),
        '￥' => Some('¥'),
        ',' | '，' => None,
        blank if blank.is_whitespace() => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, fen) in [
            ("", 0),
            ("0", 0),
            ("61", 6_100),
            ("1234.5", 123_450),
            ("1,234.50", 123_450),
            ("1，234.50 元", 123_450),
            ("¥ 12", 1_200),
            ("￥１２．３４", 1_234),
            (".5", 50),
            ("3.", 300),
            ("68万", 68_000_000),
            ("1.234567万", 1_234_567),
            ("1.500000", 150),
        ] {
            assert_eq!(parse_yuan(text), Ok(fen), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        for (text, error) in [
            ("十二", MoneyError::Unreadable),
            ("1.2.3", MoneyError::Unreadable),
            ("万", MoneyError::Unreadable),
            (".", MoneyError::Unreadable),
            ("12 parts", MoneyError::Unreadable),
            ("-1", MoneyError::Negative),
            ("－1", MoneyError::Negative),
            ("0.001", MoneyError::TooFine),
            ("99999999999999999999", MoneyError::TooLarge),
        ] {
            assert_eq!(parse_yuan(text), Err(error), "{text:?}");
        }
    }

    #[test]
    fn what_is_written_can_be_read_back() {
        for fen in [0, 1, 99, 100, 12_345, 68_000_000, 130_000_000, i64::MAX] {
            assert_eq!(parse_yuan(&format_yuan(fen)), Ok(fen));
        }
        assert_eq!(format_yuan(123_456_789), "1,234,567.89");
        assert_eq!(format_yuan(-50), "-0.50");
    }
}
