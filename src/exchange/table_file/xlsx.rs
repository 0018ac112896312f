//! Workbooks of XML parts in a zip (.xlsx, .xlsm), read as a stream: nothing is held but the cells.
#![expect(clippy::wildcard_enum_match_arm, reason = "the library has many events, of which few concern a table")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::xml::{Part, attribute, is_set, push_reference};
use super::{Book, Cell, FileFault, GoOn, Remark, Row, Sheet, limits, text_below};

/// Days between the two calendars that workbooks count from.
const DAYS_TO_1904: f64 = 1_462.0;

pub(super) fn read(bytes: &[u8], go_on: GoOn<'_>) -> Result<Book, FileFault> {
    let mut package = Package::open(bytes)?;
    let mut book = Book::default();
    if package.has(|name| name.ends_with("vbaproject.bin")) {
        book.remarks.push(Remark::Macros);
    }
    if package.has(|name| name.contains("externallinks/")) {
        book.remarks.push(Remark::ExternalLinks);
    }
    let contents = contents(&mut package)?;
    let mut counts = Counts::default();
    let shared = match package.part("xl/sharedstrings.xml")? {
        Some(part) => shared_texts(part, &mut counts, go_on)?,
        None => Vec::new(),
    };
    let dates = match package.part("xl/styles.xml")? {
        Some(part) => date_styles(part)?,
        None => Vec::new(),
    };
    for (name, path, is_hidden) in &contents.sheets {
        // A sheet of charts, or one that is not there, has no cells to offer.
        let Some(part) = package.part(path)? else { continue };
        let mut reader = SheetReader {
            shared: &shared,
            dates: &dates,
            is_1904: contents.is_1904,
            counts: &mut counts,
            remarks: &mut book.remarks,
            sheet: Sheet { name: name.clone(), is_hidden: *is_hidden, rows: Vec::new() },
            row: Row::default(),
            cell: OpenCell::default(),
        };
        reader.read(part, go_on)?;
        book.sheets.push(reader.sheet);
    }
    if book.sheets.iter().all(|sheet| sheet.rows.is_empty()) { Err(FileFault::Empty) } else { Ok(book) }
}

/// What has been read so far, against the limits.
#[derive(Default)]
struct Counts {
    cells: usize,
    text_bytes: usize,
}

impl Counts {
    fn text(&mut self, text: &str) -> Result<(), FileFault> {
        self.text_bytes += text.len();
        if self.text_bytes > limits::TEXT_BYTES { Err(FileFault::TooMuch) } else { Ok(()) }
    }

    fn cell(&mut self) -> Result<(), FileFault> {
        self.cells += 1;
        if self.cells > limits::CELLS { Err(FileFault::TooMuch) } else { Ok(()) }
    }
}

/// The zip, with its parts by name: small letters, `/` between folders.
struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: BTreeMap<String, usize>,
}

impl<'a> Package<'a> {
    fn open(bytes: &'a [u8]) -> Result<Self, FileFault> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_no_zip| FileFault::Damaged)?;
        if zip.len() > limits::PARTS {
            return Err(FileFault::TooMuch);
        }
        let mut names = BTreeMap::new();
        for index in 0..zip.len() {
            if let Some(Ok(name)) = zip.name_for_index(index) {
                names.insert(name.replace('\\', "/").to_lowercase(), index);
            }
        }
        let package = Self { zip, names };
        if package.names.contains_key("xl/workbook.xml") {
            return Ok(package);
        }
        Err(if package.has(|name| name == "xl/workbook.bin") {
            FileFault::OtherSpreadsheet("xlsb".to_owned())
        } else if package.has(|name| name == "content.xml") {
            FileFault::OtherSpreadsheet("ods".to_owned())
        } else {
            FileFault::NoTable
        })
    }

    fn has(&self, is_it: impl Fn(&str) -> bool) -> bool {
        self.names.keys().any(|name| is_it(name))
    }

    /// A part as a stream; `None` if there is none of this name.
    fn part(&mut self, name: &str) -> Result<Option<Part<impl Read + '_>>, FileFault> {
        let Some(index) = self.names.get(&name.to_lowercase()) else { return Ok(None) };
        let raw = self.zip.by_index_raw(*index).map_err(|_damage| FileFault::Damaged)?;
        if raw.encrypted() {
            return Err(FileFault::Encrypted);
        }
        if raw.size() > limits::PART_BYTES {
            return Err(FileFault::TooMuch);
        }
        drop(raw);
        let file = self.zip.by_index(*index).map_err(|_damage| FileFault::Damaged)?;
        Ok(Some(Part::new(file)))
    }
}

/// What the workbook says of itself.
struct Contents {
    /// Name, part and whether it is hidden, of each sheet.
    sheets: Vec<(String, String, bool)>,
    is_1904: bool,
}

fn contents(package: &mut Package<'_>) -> Result<Contents, FileFault> {
    let mut targets = BTreeMap::new();
    if let Some(mut part) = package.part("xl/_rels/workbook.xml.rels")? {
        while let Some(event) = part.next()? {
            if let Event::Start(tag) | Event::Empty(tag) = event
                && let (Some(id), Some(target)) = (attribute(&tag, "Id"), attribute(&tag, "Target"))
            {
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                targets.insert(id.into_owned(), path);
            }
        }
    }
    let mut contents = Contents { sheets: Vec::new(), is_1904: false };
    let Some(mut part) = package.part("xl/workbook.xml")? else { return Ok(contents) };
    while let Some(event) = part.next()? {
        let (Event::Start(tag) | Event::Empty(tag)) = event else { continue };
        match tag.local_name().as_ref() {
            "workbookPr" => contents.is_1904 = is_set(&tag, "date1904"),
            "sheet" => {
                let (Some(name), Some(id)) = (attribute(&tag, "name"), attribute(&tag, "id")) else { continue };
                let is_hidden = attribute(&tag, "state").is_some_and(|state| state.contains("idden"));
                if let Some(path) = targets.get(id.as_ref()) {
                    contents.sheets.push((name.into_owned(), path.clone(), is_hidden));
                }
            }
            _ => {}
        }
    }
    if contents.sheets.len() > limits::SHEETS { Err(FileFault::TooMuch) } else { Ok(contents) }
}

fn shared_texts<R: Read>(mut part: Part<R>, counts: &mut Counts, go_on: GoOn<'_>) -> Result<Vec<Arc<str>>, FileFault> {
    let mut texts: Vec<Arc<str>> = Vec::new();
    let mut text = CellText::default();
    while let Some(event) = part.next()? {
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => text.clear(),
            Event::Empty(tag) if tag.local_name().as_ref() == "si" => texts.push("".into()),
            Event::End(tag) if tag.local_name().as_ref() == "si" => {
                counts.text(&text.text)?;
                texts.push(text.text.as_str().into());
                if texts.len() > limits::SHARED_TEXTS {
                    return Err(FileFault::TooMuch);
                }
                if texts.len().is_multiple_of(limits::ROWS_BETWEEN_LOOKS) && !go_on() {
                    return Err(FileFault::Stopped);
                }
            }
            event => text.hear(&event)?,
        }
    }
    Ok(texts)
}

/// By number of a cell's style: whether it shows a date.
fn date_styles<R: Read>(mut part: Part<R>) -> Result<Vec<bool>, FileFault> {
    let mut own_formats: BTreeMap<u32, bool> = BTreeMap::new();
    let mut styles = Vec::new();
    let mut is_in_styles = false;
    while let Some(event) = part.next()? {
        match event {
            Event::Start(tag) if tag.local_name().as_ref() == "cellXfs" => is_in_styles = true,
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => is_in_styles = false,
            Event::Start(tag) | Event::Empty(tag) => {
                let number = |name| attribute(&tag, name).and_then(|id| id.parse::<u32>().ok());
                let Some(id) = number("numFmtId") else { continue };
                if tag.local_name().as_ref() == "numFmt" {
                    own_formats.insert(id, attribute(&tag, "formatCode").is_some_and(|code| is_date_format(&code)));
                } else if is_in_styles {
                    let is_built_in = matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58);
                    styles.push(own_formats.get(&id).copied().unwrap_or(is_built_in));
                }
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// Whether a number format shows days or times: it holds their letters outside quotes and brackets.
fn is_date_format(code: &str) -> bool {
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '[' => drop(characters.by_ref().find(|c| *c == ']')),
            '\\' | '_' | '*' => drop(characters.next()),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' => return true,
            _ => {}
        }
    }
    false
}

/// The text between tags, without the reading that may stand above Chinese characters.
#[derive(Default)]
struct CellText {
    text: String,
    is_open: bool,
    is_reading: bool,
}

impl CellText {
    fn clear(&mut self) {
        self.text.clear();
        self.is_open = false;
    }

    fn hear(&mut self, event: &Event<'_>) -> Result<(), FileFault> {
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "t" | "v" => self.is_open = !self.is_reading,
                "rPh" => self.is_reading = true,
                _ => {}
            },
            Event::End(tag) => match tag.local_name().as_ref() {
                "t" | "v" => self.is_open = false,
                "rPh" => self.is_reading = false,
                _ => {}
            },
            Event::Text(text) if self.is_open => self.push(text)?,
            Event::CData(text) if self.is_open => self.push(text)?,
            Event::GeneralRef(reference) if self.is_open => push_reference(&mut self.text, reference),
            _ => {}
        }
        Ok(())
    }

    fn push(&mut self, text: &str) -> Result<(), FileFault> {
        if self.text.len() + text.len() > limits::CELL_BYTES {
            return Err(FileFault::TooMuch);
        }
        self.text.push_str(text);
        Ok(())
    }
}

/// How a cell's value is written.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Written {
    #[default]
    Number,
    Shared,
    Text,
    Bool,
    Error,
}

/// The cell being read.
#[derive(Default)]
struct OpenCell {
    column: usize,
    written: Written,
    style: usize,
    has_formula: bool,
    text: CellText,
}

struct SheetReader<'a> {
    shared: &'a [Arc<str>],
    dates: &'a [bool],
    is_1904: bool,
    counts: &'a mut Counts,
    remarks: &'a mut Vec<Remark>,
    sheet: Sheet,
    row: Row,
    cell: OpenCell,
}

impl SheetReader<'_> {
    fn read<R: Read>(&mut self, mut part: Part<R>, go_on: GoOn<'_>) -> Result<(), FileFault> {
        let mut n_rows = 0_usize;
        while let Some(event) = part.next()? {
            match &event {
                Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "row" => self.begin_row(tag),
                Event::Start(tag) if tag.local_name().as_ref() == "c" => self.begin_cell(tag),
                Event::Empty(tag) if tag.local_name().as_ref() == "c" => self.begin_cell(tag),
                Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "f" => {
                    self.cell.has_formula = true;
                }
                Event::End(tag) => match tag.local_name().as_ref() {
                    "c" => self.end_cell()?,
                    "row" => {
                        self.end_row()?;
                        n_rows += 1;
                        if n_rows.is_multiple_of(limits::ROWS_BETWEEN_LOOKS) && !go_on() {
                            return Err(FileFault::Stopped);
                        }
                    }
                    "sheetData" => break,
                    _ => self.cell.text.hear(&event)?,
                },
                event => self.cell.text.hear(event)?,
            }
        }
        Ok(())
    }

    fn begin_row(&mut self, tag: &BytesStart<'_>) {
        let number = attribute(tag, "r").and_then(|number| number.parse().ok());
        self.row.number = number.unwrap_or(self.row.number + 1);
        self.row.is_hidden = is_set(tag, "hidden");
        self.cell.column = usize::MAX;
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) {
        let mut cell = OpenCell { text: std::mem::take(&mut self.cell.text), ..OpenCell::default() };
        cell.text.clear();
        cell.column = self.cell.column.wrapping_add(1);
        for one in tag.attributes().with_checks(false).flatten() {
            match one.key.local_name().as_ref() {
                "r" => cell.column = column(&one.value).unwrap_or(cell.column),
                "s" => cell.style = one.value.parse().unwrap_or(0),
                "t" => {
                    cell.written = match one.value.as_ref() {
                        "s" => Written::Shared,
                        "b" => Written::Bool,
                        "e" => Written::Error,
                        "n" => Written::Number,
                        _ => Written::Text,
                    };
                }
                _ => {}
            }
        }
        self.cell = cell;
    }

    fn end_cell(&mut self) -> Result<(), FileFault> {
        let value = self.value()?;
        if value == Cell::NoValue {
            self.remark(Remark::FormulasWithoutValue);
        }
        if value == Cell::Empty {
            return Ok(());
        }
        let column = self.cell.column;
        if column >= limits::COLUMNS {
            self.remark(Remark::FarCells);
            return Ok(());
        }
        self.counts.cell()?;
        if self.row.cells.len() <= column {
            self.row.cells.resize(column + 1, Cell::Empty);
        }
        self.row.cells[column] = value;
        Ok(())
    }

    fn value(&mut self) -> Result<Cell, FileFault> {
        let (cell, text) = (&self.cell, self.cell.text.text.trim());
        Ok(match cell.written {
            Written::Shared => {
                let shared = text.parse::<usize>().ok().and_then(|index| self.shared.get(index));
                shared.filter(|text| !text.trim().is_empty()).map_or(Cell::Empty, |text| Cell::Text(text.clone()))
            }
            Written::Error => Cell::NoValue,
            _ if text.is_empty() && cell.has_formula => Cell::NoValue,
            _ if text.is_empty() => Cell::Empty,
            Written::Bool => Cell::Bool(text == "1"),
            Written::Text => {
                self.counts.text(text)?;
                text_below(&self.sheet.rows, cell.column, text)
            }
            Written::Number => match text.parse::<f64>() {
                Ok(number) if number.is_finite() && self.dates.get(cell.style).copied().unwrap_or(false) => {
                    Cell::Date(if self.is_1904 { number + DAYS_TO_1904 } else { number })
                }
                Ok(number) if number.is_finite() => Cell::Number(number),
                _ => Cell::typed(text),
            },
        })
    }

    fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    fn end_row(&mut self) -> Result<(), FileFault> {
        if self.row.cells.is_empty() {
            return Ok(());
        }
        let next = Row { number: self.row.number, is_hidden: false, cells: Vec::with_capacity(self.row.cells.len()) };
        self.sheet.rows.push(std::mem::replace(&mut self.row, next));
        if self.sheet.rows.len() > limits::ROWS {
            return Err(FileFault::TooManyRows(self.sheet.name.clone()));
        }
        Ok(())
    }
}

/// The column of a reference such as `AB12`, from 0.
fn column(reference: &str) -> Option<usize> {
    let letters = reference.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0, |n, letter| n * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_other_numbers_by_their_format() {
        for code in ["yyyy/m/d", "yyyy\"年\"m\"月\"", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "h:mm"] {
            assert!(is_date_format(code), "{code}");
        }
        for code in ["General", "0.00", "#,##0.00_);[Red](#,##0.00)", "@", "0\"day\"", "[$¥-804]#,##0"] {
            assert!(!is_date_format(code), "{code}");
        }
    }

    #[test]
    fn references_name_columns() {
        let columns = ["A1", "Z9", "AA10", "XFD1048576", "17"].map(column);
        assert_eq!(columns, [Some(0), Some(25), Some(26), Some(16_383), None]);
    }
}
