//! A figure as it is printed, and the number behind it: spreadsheets are to add up what papers show.

/// A number with the format in which a spreadsheet shows it as it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The number.
    pub number: f64,
    /// The spreadsheet's format for it.
    pub format: &'static str,
}

/// The number behind a printed figure such as 680,000.00, 13,975 or 52.0%; `None` for any other text.
pub fn figure(text: &str) -> Option<Figure> {
    let (digits, is_percent) = text.strip_suffix('%').map_or((text, false), |digits| (digits, true));
    let unsigned = digits.strip_prefix('-').unwrap_or(digits);
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let groups: Vec<&str> = whole.split(',').collect();
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = match groups.as_slice() {
        // a number that is not grouped has no zero before it: 007 is a code
        [only] => are_digits(only) && !only.is_empty() && (*only == "0" || !only.starts_with('0')),
        [first, rest @ ..] => {
            (1..=3).contains(&first.len())
                && are_digits(first)
                && rest.iter().all(|group| group.len() == 3 && are_digits(group))
        }
        [] => false,
    };
    let has_point = unsigned.contains('.');
    if !is_whole || !are_digits(decimals) || has_point == decimals.is_empty() {
        return None;
    }
    let format = match (is_percent, decimals.len(), groups.len() > 1) {
        (false, 0, _) => "#,##0",
        (false, 1, _) => "#,##0.0",
        (false, 2, _) => "#,##0.00",
        (true, 0, false) => "0%",
        (true, 1, false) => "0.0%",
        _ => return None,
    };
    // a hundredth is no power of two, so a quotient would end in a tail of digits
    let exponent = if is_percent { "e-2" } else { "" };
    let number: f64 = format!("{}{exponent}", digits.replace(',', "")).parse().ok()?;
    Some(Figure { number, format })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_as_a_number_is_one() {
        let of = |text| figure(text).map(|figure| (figure.number, figure.format));
        assert_eq!(of("680,000.00"), Some((680_000.0, "#,##0.00")));
        assert_eq!(of("-643,700.05"), Some((-643_700.05, "#,##0.00")));
        assert_eq!(of("13,975"), Some((13_975.0, "#,##0")));
        assert_eq!(of("0"), Some((0.0, "#,##0")));
        assert_eq!(of("1.3"), Some((1.3, "#,##0.0")));
        assert_eq!(of("52.0%"), Some((0.52, "0.0%")));
        assert_eq!(of("56.6%"), Some((0.566, "0.0%")));
    }

    #[test]
    fn any_other_text_stays_text() {
        for text in
            ["", "—", "4,286 / 21,442", "007", "1,23", "12,3456", "1.", ".5", "1e5", "=1", "2012-06-28", "%", "-"]
        {
            assert_eq!(figure(text), None, "{text}");
        }
    }
}
