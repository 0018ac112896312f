//! Files made to do harm, or that are not what they are called: a clear answer, no crash, no hunger.

use lunxun::exchange::table_file::{self, Book, Cell, FileFault, Remark, limits};
use lunxun::words::{Lang, import};

use super::files::{package, page, with_sheet_xml, xlsx};

fn read(name: &str, bytes: &[u8]) -> Result<Book, FileFault> {
    table_file::read(name, bytes, &|_| Err(FileFault::ReaderFailed), &|| true)
}

#[test]
fn one_far_cell_is_one_row() {
    let xml = br#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>2</v></c></row></sheetData></worksheet>"#;
    let book = read("far.xlsx", &with_sheet_xml(xml)).expect("read");
    assert_eq!(book.sheets[0].rows.len(), 2);
    assert_eq!(book.sheets[0].rows[1].number, 1_048_576);
    assert_eq!(book.sheets[0].rows[1].cells, [Cell::Number(2.0)]);
    assert_eq!(book.remarks, [Remark::FarCells]);
}

#[test]
fn a_part_that_unpacks_without_end_is_given_up() {
    let n = limits::PART_BYTES as usize + 1;
    let bomb = with_sheet_xml(&vec![b' '; n]);
    assert!(bomb.len() < 1 << 20, "{} bytes that claim to be many", bomb.len());
    assert_eq!(read("bomb.xlsx", &bomb), Err(FileFault::TooMuch));

    // the same with a lie about its size, in the local header and in the directory
    let mut lying = bomb;
    let declared = (n as u32).to_le_bytes();
    let places: Vec<usize> = (0..lying.len() - 4).filter(|at| lying[*at..*at + 4] == declared).collect();
    assert!(!places.is_empty());
    for at in places {
        lying[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    assert!(matches!(read("lying.xlsx", &lying), Err(FileFault::TooMuch | FileFault::Damaged | FileFault::Empty)));
}

#[test]
fn a_cell_as_long_as_a_book_is_given_up() {
    let text = "长".repeat(limits::CELL_BYTES / 3 + 1);
    let xml = format!("<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><v>{text}</v></c></row></sheetData>");
    assert_eq!(read("long.xlsx", &with_sheet_xml(xml.as_bytes())), Err(FileFault::TooMuch));
}

#[test]
fn a_sheet_of_a_million_rows_is_given_up_unless_they_are_blank() {
    let rows = |n: usize, cell: &str| -> String { (0..n).map(|_| ["<row>", cell, "</row>"].concat()).collect() };
    let sheet = |rows: &str| with_sheet_xml(["<sheetData>", rows, "</sheetData>"].concat().as_bytes());
    let full = rows(limits::ROWS + 1, "<c><v>1</v></c>");
    assert_eq!(read("full.xlsx", &sheet(&full)), Err(FileFault::TooManyRows("s".into())));
    let formatted = ["<row><c><v>1</v></c></row>", &rows(1_000_000, "<c s=\"1\"/>")].concat();
    assert_eq!(read("formatted.xlsx", &sheet(&formatted)).expect("read").sheets[0].rows.len(), 1);
}

#[test]
fn files_that_are_something_else_say_what_to_do() {
    let other = package(&[("word/document.xml", b"<w/>")]);
    let ods = package(&[("mimetype", b"x"), ("content.xml", b"<office/>")]);
    let binary = package(&[("xl/workbook.bin", b"\0")]);
    let html = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><table><tr><td>姓名</td></tr></table></html>";
    let whole = xlsx(&[page("名单", "姓名|乡镇\n张勇|魏城镇")]);
    let cases: [(&str, &[u8], FileFault); 8] = [
        ("a.xlsx", &other, FileFault::NoTable),
        ("a.xlsx", &ods, FileFault::OtherSpreadsheet("ods".into())),
        ("a.xlsx", &binary, FileFault::OtherSpreadsheet("xlsb".into())),
        ("a.xls", html.as_bytes(), FileFault::WebPage),
        ("a.xlsx", &whole[..whole.len() / 2], FileFault::Damaged),
        ("a.xlsx", b"PK\x03\x04", FileFault::Damaged),
        ("a.csv", b"", FileFault::Empty),
        ("a.csv", b"\n\n , \n", FileFault::Empty),
    ];
    for (name, bytes, fault) in cases {
        assert_eq!(read(name, bytes), Err(fault.clone()), "{name}");
        for lang in Lang::ALL {
            assert!(!import::file_fault(lang, &fault).is_empty());
        }
    }
}

#[test]
fn a_damaged_byte_anywhere_is_no_crash() {
    let whole = xlsx(&[page("名单", "姓名|乡镇\n张勇|魏城镇\n李明|游仙镇")]);
    for at in (0..whole.len()).step_by(7) {
        for flip in [0x01, 0x80, 0xff] {
            let mut damaged = whole.clone();
            damaged[at] ^= flip;
            let _ = read("damaged.xlsx", &damaged);
        }
    }
    for n in (0..whole.len()).step_by(13) {
        let _ = read("cut.xlsx", &whole[..n]);
    }
}

#[test]
fn formulas_without_a_value_and_macros_are_told_of() {
    let xml = br#"<sheetData><row r="1"><c r="A1" t="str"><f>B1</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="e"><v>#N/A</v></c></row></sheetData>"#;
    let book = read("formula.xlsx", &with_sheet_xml(xml)).expect("read");
    assert_eq!(book.sheets[0].rows[0].cells, [Cell::NoValue, Cell::Number(2.0), Cell::NoValue]);
    assert_eq!(book.remarks, [Remark::FormulasWithoutValue]);

    let workbook = br#"<workbook><sheets><sheet name="s" sheetId="1" id="r1"/></sheets></workbook>"#;
    let rels = br#"<Relationships><Relationship Id="r1" Target="/xl/worksheets/sheet1.xml"/></Relationships>"#;
    let parts: [(&str, &[u8]); 5] = [
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", rels),
        ("xl/worksheets/sheet1.xml", xml),
        ("xl/vbaProject.bin", b"macro"),
        ("xl/externalLinks/externalLink1.xml", b"<x/>"),
    ];
    let book = read("macro.xlsm", &package(&parts)).expect("read");
    assert_eq!(book.remarks, [Remark::Macros, Remark::ExternalLinks, Remark::FormulasWithoutValue]);
}

#[test]
fn reading_can_be_cancelled() {
    let rows = "<row><c><v>1</v></c></row>".repeat(2_000);
    let bytes = with_sheet_xml(format!("<sheetData>{rows}</sheetData>").as_bytes());
    let stopped = table_file::read("a.xlsx", &bytes, &|_| Err(FileFault::ReaderFailed), &|| false);
    assert_eq!(stopped, Err(FileFault::Stopped));
}
