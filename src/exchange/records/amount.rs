//! Amounts of money and numbers as lists write them.

use super::{Col, Fault};
use crate::exchange::clean::without_spaces;
use crate::model::Fen;

/// An amount in 10,000 yuan above this is likely yuan.
const MOST_TEN_THOUSAND: f64 = 1_000.0;

/// An amount: `1,234.50`, `¥300元`, `1.2万`, or in 10,000 yuan where the heading says so. `None` for a blank.
pub(super) fn amount(text: &str, column: Col, is_ten_thousand: bool) -> Result<Option<Fen>, Fault> {
    let plain = without_spaces(text).replace([',', '，', '¥', '￥'], "");
    let plain = plain.trim_end_matches('元');
    let (number, unit) = match plain.strip_suffix('万') {
        Some(number) => (number, 10_000.0),
        None if is_ten_thousand => (plain, 10_000.0),
        None => (plain, 1.0),
    };
    if number.is_empty() || matches!(number, "-" | "—" | "/") {
        return Ok(None);
    }
    let unreadable = || Fault::Unreadable(column, text.to_owned());
    let value: f64 = number.parse().ok().filter(|value: &f64| value.is_finite()).ok_or_else(unreadable)?;
    if unit > 1.0 && value > MOST_TEN_THOUSAND {
        return Err(Fault::LikelyYuan(column, text.to_owned()));
    }
    Ok(Some(Fen((value * unit * 100.0).round() as i64)))
}

/// A whole number with a word behind it: `50`, `50人`. `None` for a blank.
pub(super) fn number(text: &str, column: Col) -> Result<Option<u32>, Fault> {
    let plain = without_spaces(text);
    let digits = plain.trim_end_matches(|c: char| !c.is_ascii_digit()).replace(',', "");
    if plain.is_empty() {
        return Ok(None);
    }
    let number = digits.strip_suffix(".0").unwrap_or(&digits).parse();
    number.map(Some).map_err(|_no_number| Fault::Unreadable(column, text.to_owned()))
}

/// Minutes: `95`, `95分钟`, `1小时35分`, `1.5小时`, `01:35:00`. `None` for a blank.
pub(super) fn minutes(text: &str) -> Result<Option<u32>, Fault> {
    let plain = without_spaces(text);
    if plain.is_empty() {
        return Ok(None);
    }
    let unreadable = || Fault::Unreadable(Col::Minutes, text.to_owned());
    let value = |text: &str| text.parse::<f64>().ok().filter(|value| (0.0..=100_000.0).contains(value));
    if plain.contains(':') {
        let parts: Option<Vec<f64>> = plain.split(':').map(value).collect();
        let parts = parts.ok_or_else(unreadable)?;
        return Ok(Some((parts[0] * 60.0 + parts.get(1).copied().unwrap_or(0.0)) as u32));
    }
    let (hours, rest) = plain.split_once("小时").or_else(|| plain.split_once('时')).unwrap_or(("", &plain));
    let rest = rest.trim_end_matches("分钟").trim_end_matches(['分', '钟']);
    let part = |text: &str| if text.is_empty() { Some(0.0) } else { value(text) };
    let total = part(hours).zip(part(rest)).map(|(hours, minutes)| hours * 60.0 + minutes);
    total.map(|total| Some(total.round() as u32)).ok_or_else(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_in_yuan_and_in_ten_thousand_yuan_are_told_apart() {
        let read = |text, is_ten_thousand| amount(text, Col::Planned, is_ten_thousand);
        assert_eq!(read("1,234.50", false), Ok(Some(Fen(123_450))));
        assert_eq!(read("￥300 元", false), Ok(Some(Fen::yuan(300))));
        assert_eq!(read("1.2万", false), Ok(Some(Fen::yuan(12_000))));
        assert_eq!(read("68", true), Ok(Some(Fen::yuan(680_000))));
        assert_eq!(read("", false), Ok(None));
        assert_eq!(read("—", true), Ok(None));
        assert!(matches!(read("680000", true), Err(Fault::LikelyYuan(Col::Planned, _))));
        assert!(matches!(read("三百", false), Err(Fault::Unreadable(..))));
    }

    #[test]
    fn minutes_are_read_in_every_usual_form() {
        for (text, expected) in [("95", 95), ("95分钟", 95), ("1小时35分", 95), ("1.5小时", 90), ("01:35:00", 95)]
        {
            assert_eq!(minutes(text), Ok(Some(expected)), "{text}");
        }
        assert!(minutes("很久").is_err());
    }
}
