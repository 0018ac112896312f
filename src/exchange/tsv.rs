//! Tab-separated text, as spreadsheets put it on the clipboard. Knows nothing of what the cells mean.

use super::table_file::{Cell, Row, Sheet};

/// A pasted text as a sheet without a name.
pub fn sheet(text: &str) -> Sheet {
    let row = |(number, cells): (u32, Vec<String>)| {
        let cells = cells.iter().map(|cell| Cell::typed(cell)).collect();
        Row { number, is_hidden: false, cells }
    };
    Sheet { rows: (1..).zip(parse(text)).map(row).collect(), ..Sheet::default() }
}

/// The rows of a pasted text. Trailing blank cells and rows are left out, quoted cells may hold tabs and lines.
pub fn parse(text: &str) -> Vec<Vec<String>> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
    let mut rows = vec![Vec::new()];
    let mut rest = text.as_str();
    loop {
        let (cell, end) = cell(rest);
        if let Some(row) = rows.last_mut() {
            row.push(cell);
        }
        match rest[end..].chars().next() {
            Some('\t') => rest = &rest[end + 1..],
            Some(_) => {
                rows.push(Vec::new());
                rest = &rest[end + 1..];
            }
            None => break,
        }
    }
    for row in &mut rows {
        let n = row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
        row.truncate(n);
    }
    let n = rows.iter().rposition(|row| !row.is_empty()).map_or(0, |last| last + 1);
    rows.truncate(n);
    rows
}

/// The cell at the beginning of a text, trimmed, and where it ends.
fn cell(text: &str) -> (String, usize) {
    if let Some(quoted) = quoted_cell(text) {
        return quoted;
    }
    let end = text.find(['\t', '\n']).unwrap_or(text.len());
    let plain = text[..end].trim();
    let unguarded = plain.strip_prefix('\'').filter(|rest| is_risky(rest));
    (unguarded.unwrap_or(plain).to_owned(), end)
}

/// A cell in quotes; `None` if there is no quote, or none that closes it just before a tab or a line's end.
fn quoted_cell(text: &str) -> Option<(String, usize)> {
    let inner = text.strip_prefix('"')?;
    let mut from = 0;
    loop {
        let quote = from + inner[from..].find('"')?;
        match inner[quote + 1..].chars().next() {
            Some('"') => from = quote + 2,
            None | Some('\t' | '\n') => {
                let cell = inner[..quote].replace("\"\"", "\"");
                let cell = cell.trim();
                let unguarded = cell.strip_prefix('\'').filter(|rest| is_risky(rest)).unwrap_or(cell);
                return Some((unguarded.to_owned(), quote + 2));
            }
            Some(_) => return None,
        }
    }
}

/// Rows as text for the clipboard. What a spreadsheet would take for a formula is guarded by an apostrophe.
pub fn write<R: AsRef<[C]>, C: AsRef<str>>(rows: impl IntoIterator<Item = R>) -> String {
    let mut text = String::new();
    for row in rows {
        for (i, cell) in row.as_ref().iter().enumerate() {
            if i > 0 {
                text.push('\t');
            }
            push_cell(&mut text, cell.as_ref());
        }
        text.push_str("\r\n");
    }
    text
}

fn push_cell(text: &mut String, cell: &str) {
    let guard = if is_risky(cell) { "'" } else { "" };
    if cell.contains(['\t', '\n', '\r']) || cell.starts_with('"') {
        text.push('"');
        text.push_str(guard);
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(guard);
        text.push_str(cell);
    }
}

/// Whether a spreadsheet would calculate with the text; plain negative numbers are harmless.
pub fn is_risky(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Vec<Vec<String>> {
        parse(text)
    }

    #[test]
    fn cells_are_read_as_spreadsheets_write_them() {
        assert_eq!(parsed("a\tb\r\nc\td\r\n\r\n"), [["a", "b"], ["c", "d"]]);
        assert_eq!(parsed("\u{feff}a\t\"b\nc\"\"d\"\"\"\te\t\t\n"), [["a", "b\nc\"d\"", "e"]]);
        assert_eq!(parsed("\"not closed\tb"), [["\"not closed", "b"]]);
        assert_eq!(parsed(" a \r b"), [["a"], ["b"]]);
        assert_eq!(parsed(""), Vec::<Vec<String>>::new());
        assert_eq!(parsed("a\n\nb"), [vec!["a"], vec![], vec!["b"]]);
    }

    #[test]
    fn what_is_copied_can_be_pasted_back_and_calculates_nothing() {
        let rows = [["=1+1", "-5"], ["a\tb", "@x"], ["\"quoted\"", "+86 138"]];
        let text = write(rows);
        assert!(text.starts_with("'=1+1\t-5\r\n\"a\tb\"\t'@x\r\n"));
        assert_eq!(parse(&text), rows);
    }
}
