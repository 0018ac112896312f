//! Tables as text: commas, tabs or semicolons, in UTF-8, UTF-16 or GB18030, with or without a mark in front.

use csv::ReaderBuilder;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{Book, Cell, FileFault, GoOn, Remark, Row, Sheet, limits, text_below};

/// So many lines tell which sign separates the cells.
const LINES: usize = 20;

pub(super) fn read(bytes: &[u8], go_on: GoOn<'_>) -> Result<Book, FileFault> {
    let (text, is_damaged) = decode(bytes);
    let mut sheet = Sheet::default();
    let mut remarks = Vec::new();
    if is_damaged {
        remarks.push(Remark::BadCharacters);
    }
    let separator = separator(&text);
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let mut n_cells = 0;
    let mut record = csv::StringRecord::new();
    loop {
        let line = reader.position().line();
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => break,
            Err(_) => return Err(FileFault::Damaged),
        }
        if record.len() > limits::COLUMNS {
            remarks.push(Remark::FarCells);
        }
        let cell = |(column, text)| text_below(&sheet.rows, column, unguarded(text));
        let mut cells: Vec<Cell> = record.iter().take(limits::COLUMNS).enumerate().map(cell).collect();
        cells.truncate(cells.iter().rposition(|cell| *cell != Cell::Empty).map_or(0, |last| last + 1));
        n_cells += cells.len();
        if !cells.is_empty() {
            sheet.rows.push(Row { number: line as u32, is_hidden: false, cells });
        }
        if sheet.rows.len() > limits::ROWS {
            return Err(FileFault::TooManyRows(String::new()));
        }
        if n_cells > limits::CELLS {
            return Err(FileFault::TooMuch);
        }
        if sheet.rows.len().is_multiple_of(limits::ROWS_BETWEEN_LOOKS) && !go_on() {
            return Err(FileFault::Stopped);
        }
    }
    if sheet.rows.is_empty() {
        return Err(FileFault::Empty);
    }
    Ok(Book { sheets: vec![sheet], remarks })
}

/// `="138…"` and `'138…` keep a spreadsheet from taking text for a number.
fn unguarded(cell: &str) -> &str {
    let cell = cell.trim();
    let formula = cell.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"'));
    let apostrophe = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']) || is_long(rest));
    formula.or(apostrophe).unwrap_or(cell)
}

fn is_long(text: &str) -> bool {
    text.len() >= 11 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The text, and whether some of it could not be decoded.
fn decode(bytes: &[u8]) -> (String, bool) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if is_utf_16(bytes) => {
            if zeros(bytes, 1) > zeros(bytes, 0) {
                UTF_16LE
            } else {
                UTF_16BE
            }
        }
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => chinese(bytes),
    };
    let (text, _, is_damaged) = encoding.decode(bytes);
    (text.into_owned(), is_damaged)
}

/// Chinese text in GB18030, unless it cannot be that and is likely something else, such as Big5.
fn chinese(bytes: &[u8]) -> &'static Encoding {
    if GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        return GB18030;
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow);
    if guess == encoding_rs::GBK { GB18030 } else { guess }
}

/// Whether the bytes are text of two bytes a character: they say so, or zeros stand on one side, where Latin letters and
/// line ends have them; on the other they are as rare as U+3000.
pub(super) fn is_utf_16(bytes: &[u8]) -> bool {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return true;
    }
    let (even, odd) = (zeros(bytes, 0), zeros(bytes, 1));
    bytes.len().is_multiple_of(2) && even.max(odd) >= 2 && 4 * even.min(odd) < even.max(odd)
}

/// How many of the first bytes at even (0) or odd (1) places are zero.
fn zeros(bytes: &[u8], side: usize) -> usize {
    bytes.iter().take(4_096).skip(side).step_by(2).filter(|byte| **byte == 0).count()
}

/// The sign that separates cells: the one that the first lines have most of.
fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LINES).collect();
    let count = |sign: char| lines.iter().filter(|line| line.contains(sign)).count();
    let signs = [('\t', b'\t'), (',', b','), (';', b';')];
    signs.into_iter().rev().max_by_key(|(sign, _)| count(*sign)).map_or(b',', |(_, byte)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let book = read(bytes, &|| true).expect("a table");
        let row = |row: &Row| row.cells.iter().map(|cell| cell.text().into_owned()).collect();
        book.sheets[0].rows.iter().map(row).collect()
    }

    #[test]
    fn every_usual_encoding_gives_the_same_table() {
        let text = "姓名,身份证号\r\n\"李, 䶮\",\"=\"\"11010519491231002X\"\"\"\r\n";
        let expected = [["姓名", "身份证号"], ["李, 䶮", "11010519491231002X"]];
        let wide = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let (gb, _, _) = GB18030.encode(text);
        assert_eq!(cells(text.as_bytes()), expected);
        assert_eq!(cells(format!("\u{feff}{text}").as_bytes()), expected);
        assert_eq!(cells(&gb), expected);
        assert_eq!(cells(&wide(u16::to_le_bytes)), expected, "no mark in front");
        assert_eq!(cells(&wide(u16::to_be_bytes)), expected);
        assert_eq!(cells(&[&[0xff, 0xfe][..], &wide(u16::to_le_bytes)].concat()), expected);
        assert_eq!(cells(text.replace("\r\n", "\r").replace(", ", "；").replace(',', "\t").as_bytes())[1][0], "李；䶮");
    }

    #[test]
    fn rows_keep_their_numbers_and_blank_ones_are_left_out() {
        let book = read("姓名;乡镇\n\n;;\n张勇;魏城".as_bytes(), &|| true).expect("a table");
        let numbers: Vec<u32> = book.sheets[0].rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 4]);
    }
}
