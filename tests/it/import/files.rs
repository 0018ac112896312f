//! Makes table files in memory: workbooks cell by cell, and packages part by part for what no spreadsheet writes.

use std::io::{Cursor, Write};

use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A cell to be written.
#[derive(Clone, Debug)]
pub enum V {
    /// Nothing.
    E,
    /// Text.
    S(String),
    /// A number.
    N(f64),
    /// A day by its serial number, shown as a date.
    D(f64),
}

impl From<&str> for V {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::E } else { Self::S(text.to_owned()) }
    }
}

/// A sheet to be written.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// What it is called.
    pub name: &'static str,
    /// Its rows.
    pub rows: Vec<Vec<V>>,
    /// Rows to hide, from 0.
    pub hidden: Vec<u32>,
    /// Cells to merge: first row, first column, last row, last column.
    pub merges: Vec<(u32, u16, u32, u16)>,
}

/// A page of texts: one line a row, cells separated by `|`.
pub fn page(name: &'static str, text: &str) -> Page {
    let row = |line: &str| line.split('|').map(|cell| V::from(cell.trim())).collect();
    Page { name, rows: text.lines().map(row).collect(), ..Page::default() }
}

/// A workbook.
pub fn xlsx(pages: &[Page]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    for page in pages {
        let sheet = workbook.add_worksheet().set_name(page.name).expect("a name");
        for (first_row, first_col, last_row, last_col) in &page.merges {
            sheet.merge_range(*first_row, *first_col, *last_row, *last_col, "", &Format::new()).expect("merged");
        }
        for (row, cells) in (0..).zip(&page.rows) {
            for (col, cell) in (0..).zip(cells) {
                match cell {
                    V::E => {}
                    V::S(text) => drop(sheet.write_string(row, col, text).expect("written")),
                    V::N(number) => drop(sheet.write_number(row, col, *number).expect("written")),
                    V::D(serial) => drop(sheet.write_number_with_format(row, col, *serial, &date).expect("written")),
                }
            }
        }
        for row in &page.hidden {
            sheet.set_row_hidden(*row).expect("hidden");
        }
    }
    workbook.save_to_buffer().expect("saved")
}

/// A zip of these parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        zip.start_file(*name, options).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("finished").into_inner()
}

/// A file of parts with one part more.
pub fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(bytes.to_vec())).expect("a zip");
    zip.start_file(name, SimpleFileOptions::DEFAULT).expect("begun");
    zip.write_all(content).expect("written");
    zip.finish().expect("finished").into_inner()
}

/// A workbook of one sheet whose XML is given.
pub fn with_sheet_xml(xml: &[u8]) -> Vec<u8> {
    let workbook = br#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="r"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let rels = br#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>"#;
    package(&[("xl/workbook.xml", workbook), ("xl/_rels/workbook.xml.rels", rels), ("xl/worksheets/sheet1.xml", xml)])
}

/// An ID number that can be right: born on a day such as `19650315`, of region 510704.
pub fn id_number(birth: &str, sequence: u32) -> String {
    let body = format!("510704{birth}{sequence:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{body}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
}
