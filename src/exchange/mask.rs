//! Personal numbers with their middle hidden. Knows only text.

/// How much of a phone number a paper shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PhoneDisplay {
    /// No phone column at all.
    Hidden,
    /// `138****1037`.
    #[default]
    Masked,
    /// The whole number.
    Full,
}

/// A phone number with its middle hidden: `138****1037`. Of two numbers in one field each is masked.
pub fn masked_phone(phone: &str) -> String {
    masked_runs(phone, |n| match n {
        0..=4 => (0, 0),
        5..=8 => (0, 4),
        _ => (3, 4),
    })
}

/// An ID number of which only the region and the last digit are left: `510704***********X`.
pub fn masked_id_number(id_number: &str) -> String {
    masked_runs(id_number, |n| if n <= 7 { (0, 0) } else { (6, 1) })
}

/// Masks each run of letters and digits; `shown` tells how many characters stay at its beginning and end.
fn masked_runs(text: &str, shown: impl Fn(usize) -> (usize, usize)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run: Vec<char> = Vec::new();
    for c in text.chars().map(Some).chain([None]) {
        match c {
            Some(c) if c.is_alphanumeric() => run.push(c),
            _ => {
                let (head, tail) = shown(run.len());
                let hidden = head..run.len().saturating_sub(tail);
                out.extend(run.drain(..).enumerate().map(|(i, c)| if hidden.contains(&i) { '*' } else { c }));
                out.extend(c);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_personal_numbers_is_hidden() {
        assert_eq!(masked_phone("13800001037"), "138****1037");
        assert_eq!(masked_phone("13800001037、0816-2291234"), "138****1037、****-***1234");
        assert_eq!(masked_phone(""), "");
        assert_eq!(masked_id_number("51070419650315001X"), "510704***********X");
        assert_eq!(masked_id_number("123"), "***");
    }
}
