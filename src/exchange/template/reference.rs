//! References to cells, and how they change when a row of a worksheet becomes many.

/// A row that became many, or a single one still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The row, counted from 1.
    pub row: u32,
    /// How many rows came after it.
    pub more: u32,
}

impl Growth {
    /// The row where a row ends up that is named as the end of a range (or not).
    fn moved(self, row: u32, is_end: bool) -> u32 {
        if row > self.row || (row == self.row && is_end) { row + self.more } else { row }
    }

    /// Where a row of the form ends up.
    pub fn row(self, row: u32) -> u32 {
        self.moved(row, false)
    }

    /// A formula, a name's range or a list of ranges with all rows brought up to date: a range over the repeated row
    /// reaches over all of its copies.
    pub fn in_formula(self, text: &str) -> String {
        rewritten(text, |_, row, is_end| self.moved(row, is_end))
    }

    /// A formula of the repeated row in one of its copies, the `number`th row of the worksheet: what it says of its own
    /// row it says of the copy, unless the row is fixed by a `$`.
    pub fn in_copy(self, text: &str, number: u32) -> String {
        rewritten(text, |head, row, is_end| {
            let is_own = row == self.row && !head.ends_with('$');
            if is_own { number } else { self.moved(row, is_end) }
        })
    }
}

/// A formula with the rows of its references changed: `row` is told what stands before a row's number, the number, and
/// whether it ends a range.
fn rewritten(text: &str, row: impl Fn(&str, u32, bool) -> u32) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut in_quotes) = (0, false);
    while at < bytes.len() {
        let Some(c) = text[at..].chars().next() else { break };
        in_quotes ^= c == '"';
        let is_start = !in_quotes && (c == '$' || c.is_ascii_uppercase()) && !continues(text, at);
        match is_start.then(|| reference(&text[at..])).flatten() {
            Some((head, old, length)) if !continued(text, at + length) => {
                let is_end = text[..at].ends_with(':');
                let is_alone = !is_end && !text[at + length..].starts_with(':');
                out.push_str(head);
                out.push_str(&row(head, old, is_end && !is_alone).to_string());
                at += length;
            }
            _ => {
                out.push(c);
                at += c.len_utf8();
            }
        }
    }
    out
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '$')
}

/// Whether what stands before belongs to the same word.
fn continues(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(is_word)
}

/// Whether what comes after makes it another word, such as a function's name or a sheet's.
fn continued(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| is_word(c) || matches!(c, '(' | '!'))
}

/// A reference such as `$AB$12` at the beginning: what stands before the row's number, the number, the whole length.
fn reference(text: &str) -> Option<(&str, u32, usize)> {
    let letters_from = usize::from(text.starts_with('$'));
    let n_letters = text[letters_from..].bytes().take_while(u8::is_ascii_uppercase).count();
    if !(1..=3).contains(&n_letters) {
        return None;
    }
    let mut digits_from = letters_from + n_letters;
    digits_from += usize::from(text[digits_from..].starts_with('$'));
    let n_digits = text[digits_from..].bytes().take_while(u8::is_ascii_digit).count();
    let row = text[digits_from..digits_from + n_digits].parse().ok()?;
    Some((&text[..digits_from], row, digits_from + n_digits))
}

/// The letters of a cell's name: `AB` of `AB12`.
pub fn letters(cell: &str) -> &str {
    cell.trim_end_matches(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_grow_with_the_row_and_what_is_below_moves_down() {
        let growth = Growth { row: 5, more: 9 };
        for (before, after) in [
            ("SUM(E5:E5)", "SUM(E5:E14)"),
            ("SUM(E3:E5)+E6", "SUM(E3:E14)+E15"),
            ("E4*2", "E4*2"),
            ("Sheet1!$A$1:$H$20", "Sheet1!$A$1:$H$29"),
            ("LOG10(A5)", "LOG10(A5)"),
            ("\"A6\"&A6", "\"A6\"&A15"),
            ("A7:C7 B8", "A16:C16 B17"),
        ] {
            assert_eq!(growth.in_formula(before), after);
        }
        let copied = growth.in_copy("IF(D5>0,F5/D5,0)+SUM(A5:C5)+D$5+A2+B9", 8);
        assert_eq!(copied, "IF(D8>0,F8/D8,0)+SUM(A8:C8)+D$5+A2+B18");
        assert_eq!(letters("AB12"), "AB");
    }
}
