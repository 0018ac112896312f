//! What people type into lists, made uniform: names, phones, dates, ID numbers. Knows no record.

use chrono::{Datelike, NaiveDate};

use crate::model::Sex;

/// The text with full-width letters, digits and signs made plain, and without spaces at its ends.
pub fn half_width(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    };
    text.chars().map(plain).collect::<String>().trim().to_owned()
}

/// The text without any space.
pub fn without_spaces(text: &str) -> String {
    half_width(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// A name and the remark that stood in brackets behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CleanName {
    /// The name, without spaces between its characters.
    pub name: String,
    /// What stood in brackets.
    pub remark: String,
    /// Whether it holds a character that some program could not write.
    pub is_damaged: bool,
}

/// Reads a name as typed: `张　勇`, `李四（女）`, `王五同志`, `买买提•托合提`.
pub fn name(text: &str) -> CleanName {
    let text = half_width(text);
    let (name, remark) = match text.split_once('(') {
        Some((name, rest)) => (name, rest.trim_end_matches(')').trim()),
        None => (text.as_str(), ""),
    };
    let is_latin = name.is_ascii();
    let mut name: String = if is_latin {
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        name.chars().filter(|c| !c.is_whitespace()).collect()
    };
    if !is_latin {
        name = name.replace(['•', '‧', '・', '．', '.', '∙', '●'], "·");
    }
    if let Some(n) = name.strip_suffix("同志").map(str::len).filter(|n| *n > 0) {
        name.truncate(n);
    }
    let is_damaged = name.chars().any(|c| matches!(c, '\u{fffd}' | '?' | '\u{e000}'..='\u{f8ff}'));
    CleanName { name, remark: remark.to_owned(), is_damaged }
}

/// Whether a text says that there is nothing to say: `无`, `不详`, `—`.
pub fn is_nothing(text: &str) -> bool {
    const WORDS: [&str; 13] = ["", "无", "没有", "暂无", "不详", "未知", "空", "-", "--", "—", "——", "/", "\\"];
    WORDS.contains(&without_spaces(text).as_str())
}

/// Phones as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedPhone {
    /// The numbers that can be right, kept apart by `、`; empty if there are none.
    pub numbers: String,
    /// What can be no number, if something cannot.
    pub odd: Option<String>,
    /// Whether digits were lost in a spreadsheet, as in `1.38E+10`.
    pub is_lost: bool,
    /// Whether one of the numbers is a landline's without its area code.
    pub is_local: bool,
}

impl TypedPhone {
    /// The numbers, if nothing is wrong with any.
    pub fn good(self) -> Option<String> {
        (self.odd.is_none() && !self.is_lost).then_some(self.numbers)
    }
}

/// One phone number as typed.
enum Number {
    Mobile(String),
    Landline(String),
    Local(String),
    Lost,
    None,
}

/// Reads phones as typed: spaces, dashes of mobiles, `+86` and words such as 座机 go.
pub fn phone(text: &str) -> TypedPhone {
    let mut typed = TypedPhone::default();
    let text = half_width(text);
    // two whole numbers side by side, not one in groups
    let n_digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let are_several = text.split_whitespace().count() > 1 && text.split_whitespace().all(|part| n_digits(part) > 6);
    let text = if are_several { text.split_whitespace().collect::<Vec<_>>().join("/") } else { text };
    let mut numbers: Vec<String> = Vec::new();
    for part in text.split(['/', '、', ',', ';', '\n', '，', '；']) {
        let part: String = part.chars().filter(|c| !c.is_whitespace()).collect();
        if is_nothing(&part) {
            continue;
        }
        match number(&part) {
            Number::Mobile(number) | Number::Landline(number) => numbers.push(number),
            Number::Local(number) => {
                typed.is_local = true;
                numbers.push(number);
            }
            Number::Lost => typed.is_lost = true,
            Number::None => typed.odd = typed.odd.or(Some(part)),
        }
    }
    typed.numbers = numbers.join("、");
    typed
}

/// A mobile has 11 digits from 1 on (samples take some that nobody has); a landline an area code of 3 or 4 and 7 or 8 more.
fn number(text: &str) -> Number {
    const LABELS: [&str; 9] = ["座机", "固定电话", "固话", "手机", "电话", "办公", "办", "宅", ":"];
    if is_scientific(text) {
        return Number::Lost;
    }
    let mut text = text.strip_suffix(".0").unwrap_or(text);
    while let Some(rest) = LABELS.iter().find_map(|label| text.strip_prefix(label)) {
        text = rest;
    }
    let text = text.strip_prefix("+86").or_else(|| text.strip_prefix("0086")).unwrap_or(text);
    let text = text.trim_start_matches('-');
    let (number, has_extension) = text.split_once('转').map_or((text, false), |(number, _)| (number, true));
    if !number.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '(' | ')')) {
        return Number::None;
    }
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("86").filter(|rest| rest.len() == 11).map(str::to_owned).unwrap_or(digits);
    let first = |n: usize| digits.get(..n).unwrap_or_default();
    match digits.len() {
        11 if first(1) == "1" => {
            // a spreadsheet that shows 1.39E+10 has kept three digits
            if digits.ends_with("0000000") { Number::Lost } else { Number::Mobile(digits) }
        }
        10..=12 if first(1) == "0" => Number::Landline(text.to_owned()),
        10 if matches!(first(3), "400" | "800") => Number::Landline(text.to_owned()),
        7 | 8 if !matches!(first(1), "0" | "1") || has_extension => Number::Local(text.to_owned()),
        _ => Number::None,
    }
}

fn is_scientific(text: &str) -> bool {
    text.to_ascii_uppercase().contains("E+") && text.parse::<f64>().is_ok()
}

/// A date as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypedDate {
    /// A day.
    Day(NaiveDate),
    /// A month, as its first day.
    Month(NaiveDate),
    /// `1965.1`: January, or October typed as a number; as the first of January.
    JanuaryOrOctober(NaiveDate),
}

impl TypedDate {
    /// The day, or the first of the month.
    pub fn first(self) -> NaiveDate {
        match self {
            Self::Day(day) | Self::Month(day) | Self::JanuaryOrOctober(day) => day,
        }
    }
}

/// Reads a date of birth: `1965-03-15`, `1965.3`, `65年3月`, `196503`, `19650315`, a spreadsheet's day number.
/// `None` for anything else, or a day that does not exist.
///
/// Source: `ARCHITECTURE.md`, "Rosters".
pub fn date(text: &str, latest_year: i32) -> Option<TypedDate> {
    let text = half_width(text);
    let day = text.split_once([' ', 'T']).filter(|(_, time)| time.contains(':')).map_or(text.as_str(), |(day, _)| day);
    let text = with_digits(&without_spaces(day));
    let text = text.as_str();
    let digits = text.strip_suffix(".0").filter(|t| t.len() >= 5).unwrap_or(text);
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return digits_date(digits);
    }
    let parts: Vec<&str> =
        text.split(['-', '/', '.', '年', '月', '日', '、', '号']).filter(|part| !part.is_empty()).collect();
    let numbers: Vec<i32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    if numbers.len() != parts.len() {
        return None;
    }
    let year = |n: i32| match n {
        0..=99 if n + 2000 <= latest_year => Some(n + 2000),
        0..=99 => Some(n + 1900),
        1900..=2100 => Some(n),
        _ => None,
    };
    let month_or_day = |n: i32| u32::try_from(n).ok();
    match numbers.as_slice() {
        [y, m, d] => NaiveDate::from_ymd_opt(year(*y)?, month_or_day(*m)?, month_or_day(*d)?).map(TypedDate::Day),
        [y, m] => {
            let first = NaiveDate::from_ymd_opt(year(*y)?, month_or_day(*m)?, 1)?;
            let is_number = text.contains('.') && parts[1] == "1";
            Some(if is_number { TypedDate::JanuaryOrOctober(first) } else { TypedDate::Month(first) })
        }
        _ => None,
    }
}

/// Chinese numerals of a date as digits: `一九六五年十二月` becomes `1965年12月`.
fn with_digits(text: &str) -> String {
    const NUMERALS: &str = "〇一二三四五六七八九";
    let value = |c: char| NUMERALS.chars().position(|n| n == c).or((c == '零' || c == '○').then_some(0));
    let characters: Vec<char> = text.chars().collect();
    let is_numeral = |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| value(*c).is_some());
    let mut plain = String::with_capacity(text.len());
    for (at, c) in characters.iter().enumerate() {
        match value(*c) {
            Some(digit) => plain.push_str(&digit.to_string()),
            // ten is 1 before a digit, 0 behind one, nothing between two, and 10 alone
            None if *c == '十' => {
                plain.push_str(if is_numeral(at.checked_sub(1)) { "" } else { "1" });
                plain.push_str(if is_numeral(Some(at + 1)) { "" } else { "0" });
            }
            None => plain.push(*c),
        }
    }
    plain
}

fn digits_date(digits: &str) -> Option<TypedDate> {
    let number = |from: usize, to: usize| digits[from..to].parse::<u32>().ok();
    let year = digits.get(..4).and_then(|year| year.parse().ok());
    match digits.len() {
        8 => NaiveDate::from_ymd_opt(year?, number(4, 6)?, number(6, 8)?).map(TypedDate::Day),
        6 => NaiveDate::from_ymd_opt(year?, number(4, 6)?, 1).map(TypedDate::Month),
        5 | 4 => {
            let day = NaiveDate::from_ymd_opt(1899, 12, 30)? + chrono::Days::new(u64::from(number(0, digits.len())?));
            (day.year() >= 1915).then_some(TypedDate::Day(day))
        }
        _ => None,
    }
}

/// What an ID number says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TypedIdNumber {
    /// A number that can be right, as 18 characters.
    Good {
        /// The number.
        number: String,
        /// The day of birth in it.
        birth: NaiveDate,
        /// The sex in it.
        sex: Sex,
    },
    /// The last digits were lost when a spreadsheet took it for a number.
    Lost {
        /// The day of birth, if its digits are left.
        birth: Option<NaiveDate>,
    },
    /// Its length, date or check digit cannot be right.
    Bad,
}

/// Reads an ID number: spaces, full-width digits and a small x are mended, 15 digits become 18.
///
/// Source: GB 11643: weights `2^(17-i) mod 11` and the check character.
pub fn id_number(text: &str) -> TypedIdNumber {
    let text: String = without_spaces(text).to_ascii_uppercase().chars().filter(|c| *c != '\'' && *c != '-').collect();
    if is_scientific(&text) {
        return TypedIdNumber::Lost { birth: birth_of_scientific(&text) };
    }
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let number = match text.len() {
        _ if !text.is_ascii() => return TypedIdNumber::Bad,
        15 if is_digits(text) => {
            let body = format!("{}19{}", &text[..6], &text[6..]);
            format!("{body}{}", check_character(&body))
        }
        18 if is_digits(&text[..17]) => text.to_owned(),
        _ => return TypedIdNumber::Bad,
    };
    if check_character(&number[..17]) != number.chars().last().unwrap_or(' ') {
        let is_lost = number.ends_with("000");
        return if is_lost { TypedIdNumber::Lost { birth: birth_in(&number) } } else { TypedIdNumber::Bad };
    }
    let Some(birth) = birth_in(&number) else { return TypedIdNumber::Bad };
    let is_male = number.as_bytes()[16] % 2 == 1;
    TypedIdNumber::Good { number, birth, sex: if is_male { Sex::Male } else { Sex::Female } }
}

/// The day of birth in an ID number's digits 7 to 14.
fn birth_in(number: &str) -> Option<NaiveDate> {
    match number.get(6..14).and_then(digits_date)? {
        TypedDate::Day(birth) => Some(birth),
        TypedDate::Month(_) | TypedDate::JanuaryOrOctober(_) => None,
    }
}

/// The day of birth in `1.10105194912310E+17`, an ID number of which a spreadsheet kept fifteen digits.
fn birth_of_scientific(text: &str) -> Option<NaiveDate> {
    let (digits, _) = text.split_once("E+17")?;
    birth_in(&digits.replace('.', ""))
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn check_character(body: &str) -> char {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    char::from(b"10X98765432"[(sum % 11) as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a date")
    }

    #[test]
    fn names_lose_spaces_remarks_and_titles() {
        for (typed, clean) in [
            ("张　勇", "张勇"),
            (" 李 四 （女）", "李四"),
            ("王五同志", "王五"),
            ("买买提•托合提", "买买提·托合提"),
            ("Li  Wei", "Li Wei"),
            ("同志", "同志"),
        ] {
            assert_eq!(name(typed).name, clean, "{typed}");
        }
        assert_eq!(name("李四（女）").remark, "女");
        assert!(name("李\u{fffd}").is_damaged && name("王\u{e000}").is_damaged && !name("李䶮").is_damaged);
    }

    #[test]
    fn phones_lose_spaces_but_never_digits() {
        for (typed, numbers) in [
            ("138 0000 1037", "13800001037"),
            ("１３８００００１０３７", "13800001037"),
            ("13800001037/0816-2291234", "13800001037、0816-2291234"),
            ("13800001037.0", "13800001037"),
            ("+86 138-0000-1037", "13800001037"),
            ("8613800001037", "13800001037"),
            ("座机：0816-2291234转8", "0816-2291234转8"),
            ("", ""),
            ("无", ""),
            ("13900003333 13900004444", "13900003333、13900004444"),
        ] {
            assert_eq!(phone(typed).good().as_deref(), Some(numbers), "{typed}");
        }
        assert_eq!(
            phone("座机2345678"),
            TypedPhone { numbers: "2345678".into(), is_local: true, ..Default::default() }
        );
        for lost in ["1.38E+10", "13900000000"] {
            assert!(phone(lost).is_lost, "{lost}");
        }
        for odd in ["123", "同上", "1380000103", "21000001037"] {
            assert_eq!(phone(odd).odd.as_deref(), Some(odd));
        }
        let two = phone("13800001037、同上");
        assert_eq!((two.numbers.as_str(), two.odd.as_deref()), ("13800001037", Some("同上")));
    }

    #[test]
    fn dates_of_birth_are_read_in_every_usual_form() {
        for typed in
            ["1965-03-15", "1965/3/15", "1965.3.15", "1965年3月15日", "19650315", "23816", "１９６５－３－１５"]
        {
            assert_eq!(date(typed, 1996), Some(TypedDate::Day(ymd(1965, 3, 15))), "{typed}");
        }
        for typed in ["1965.3", "1965年3月", "65年3月", "196503", "1965-03", "1965.03", "一九六五年三月"] {
            assert_eq!(date(typed, 1996), Some(TypedDate::Month(ymd(1965, 3, 1))), "{typed}");
        }
        assert_eq!(date("1965.1", 1996), Some(TypedDate::JanuaryOrOctober(ymd(1965, 1, 1))));
        assert_eq!(date("二〇一二年十二月二十一日", 2012), Some(TypedDate::Day(ymd(2012, 12, 21))));
        assert_eq!(date("一九七〇年十月", 1996), Some(TypedDate::Month(ymd(1970, 10, 1))));
        assert_eq!(date("1965.10", 1996), Some(TypedDate::Month(ymd(1965, 10, 1))));
        for typed in ["2012-04-31", "1965.13", "不详", "", "1965", "3月"] {
            assert!(!matches!(date(typed, 1996), Some(TypedDate::Month(_))), "{typed}");
        }
        assert_eq!(date("2012-04-31", 2012), None);
    }

    #[test]
    fn id_numbers_are_checked_and_mended() {
        let good =
            TypedIdNumber::Good { number: "11010519491231002X".into(), birth: ymd(1949, 12, 31), sex: Sex::Female };
        for typed in
            ["11010519491231002X", "11010519491231002x", "110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ"]
        {
            assert_eq!(id_number(typed), good, "{typed}");
        }
        assert_eq!(id_number("110105491231002"), good);
        assert_eq!(id_number("110105194912310021"), TypedIdNumber::Bad);
        assert_eq!(id_number("1.10105E+17"), TypedIdNumber::Lost { birth: None });
        let left = TypedIdNumber::Lost { birth: Some(ymd(1949, 12, 31)) };
        assert_eq!(id_number("110105194912310000"), left);
        assert_eq!(id_number("1.10105194912310E+17"), left);
        assert_eq!(id_number("无"), TypedIdNumber::Bad);
        assert_eq!(id_number("游仙镇绣山村"), TypedIdNumber::Bad, "eighteen bytes are not eighteen digits");
    }
}
