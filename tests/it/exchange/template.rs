//! An office's own form: its look stays, its row repeats, its sums reach over all rows, what it cannot mean is named.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use lunxun::exchange::template::{TemplateError, Unknown, Values, fill};
use rust_xlsxwriter::{Color, Format, Workbook};

fn values(n: usize) -> Values {
    let single = [("标题", "书记轮训第 8 期学员签到表"), ("地点", "区委党校 & 一教室")];
    Values {
        single: single.map(|(name, value)| (name.to_owned(), value.to_owned())).into(),
        numbers: std::collections::BTreeSet::new(),
        columns: ["序号", "姓名", "单位", "经费"].map(str::to_owned).into(),
        figures: vec![false, false, false, true],
        rows: (1..=n)
            .map(|i| vec![i.to_string(), format!("=甲{i}"), "魏城镇".to_owned(), format!("{i},200.50")])
            .collect(),
    }
}

/// A form with a red title, a repeating row with two merged cells, a sum below it, and a print area.
fn form(placeholder: &str) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("花名册").expect("a name");
    let red = Format::new().set_font_color(Color::Red).set_font_name("方正小标宋简体");
    let merge = |sheet: &mut rust_xlsxwriter::Worksheet, row, text: &str| {
        sheet.merge_range(row, 0, row, 3, text, &red).expect("merged");
    };
    merge(sheet, 0, "{{标题}}");
    sheet.write(1, 0, "地点：{{地点}}").expect("a cell");
    sheet.write(3, 0, "{{序号}}").expect("a cell");
    sheet.write(3, 1, "{{姓名}}（{{单位}}）").expect("a cell");
    sheet.merge_range(3, 2, 3, 3, placeholder, &red).expect("merged");
    sheet.write_formula(3, 4, "=LEN(B4)+LEN(A4)").expect("a formula");
    sheet.write_formula(4, 0, "=COUNTA(A4:A4)").expect("a formula");
    sheet.write(5, 0, "经办人").expect("a cell");
    sheet.set_print_area(0, 0, 5, 3).expect("an area");
    book.save_to_buffer().expect("a file")
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn a_form_is_filled_and_keeps_its_look() {
    for n in [0, 1, 3, 553] {
        let empty = form("");
        let bytes = fill(&empty, &values(n)).expect("filled");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("a spreadsheet");
        let range = book.worksheet_range("花名册").expect("a sheet");
        let cell = |row: u32, column: u32| range.get_value((row, column)).map(ToString::to_string).unwrap_or_default();
        assert_eq!(cell(0, 0), "书记轮训第 8 期学员签到表");
        assert_eq!(cell(1, 0), "地点：区委党校 & 一教室");
        for i in 0..n as u32 {
            assert_eq!(cell(3 + i, 0), (i + 1).to_string());
            assert_eq!(cell(3 + i, 1), format!("=甲{}（魏城镇）", i + 1));
        }
        let more = n.max(1) as u32 - 1;
        assert_eq!(cell(5 + more, 0), "经办人");
        let formulas = book.worksheet_formula("花名册").expect("a sheet");
        let sum = formulas.get_value((4 + more, 0)).expect("the sum");
        assert_eq!(sum, &format!("COUNTA(A4:A{})", 4 + more));
        for row in 4..=4 + more {
            let own = formulas.get_value((row - 1, 4)).expect("the formula of the row");
            assert_eq!(own, &format!("LEN(B{row})+LEN(A{row})"), "each copy calculates with its own row");
        }
        assert_eq!(part(&bytes, "xl/styles.xml"), part(&empty, "xl/styles.xml"), "no format is touched");
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert_eq!(sheet.matches("<mergeCell ").count(), 1 + n.max(1));
        assert!(part(&bytes, "xl/workbook.xml").contains(&format!("$D${}", 6 + more)), "the print area grows");
    }
}

#[test]
fn money_in_a_form_is_a_number_that_its_sums_take_up() {
    let bytes = fill(&form("{{经费}}"), &values(3)).expect("filled");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes)).expect("a spreadsheet");
    let range = book.worksheet_range("花名册").expect("a sheet");
    let money: Vec<Option<f64>> =
        (3..6).map(|row| range.get_value((row, 2)).and_then(calamine::DataType::get_float)).collect();
    assert_eq!(money, [Some(1200.5), Some(2200.5), Some(3200.5)]);
    let serial = range.get_value((3, 0)).expect("a cell");
    assert!(calamine::DataType::is_string(serial), "what is no figure stays text: {serial:?}");
}

#[test]
fn a_placeholder_that_means_nothing_is_named_with_sheet_and_cell() {
    let known = values(2).names();
    assert!(known.contains(&"姓名".to_owned()));
    let (sheet, cell, name) = ("花名册".to_owned(), "C4".to_owned(), "手机号".to_owned());
    let unknown = vec![Unknown { sheet, cell, name }];
    assert_eq!(fill(&form("{{手机号}}"), &values(2)), Err(TemplateError::Unknown { unknown, known }));
}

#[test]
fn what_is_no_form_is_refused() {
    assert!(matches!(fill(b"not a zip", &values(1)), Err(TemplateError::Unreadable(_))));
    assert!(matches!(fill(&form("")[..200], &values(1)), Err(TemplateError::Unreadable(_))));
}
