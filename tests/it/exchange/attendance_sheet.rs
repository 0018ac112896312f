//! The paper that people sign, read back as a clerk's spreadsheet program would.

use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use lunxun::exchange::attendance_sheet::{SheetOptions, attendance_sheet, paper};
use lunxun::exchange::mask::PhoneDisplay;
use lunxun::exchange::paper::xlsx;
use lunxun::model::{Half, SessionId, SlotNo, Workspace};
use lunxun::words::papers::ZH;

use super::district::{person, with_session};

fn bytes(district: &Workspace, session: SessionId, options: SheetOptions) -> Vec<u8> {
    let sheet = attendance_sheet(district, session, options, &ZH).expect("the session is there");
    xlsx::write(&paper(&sheet, &ZH)).expect("a file")
}

/// The worksheets with their names, as rows of texts.
fn read(bytes: &[u8]) -> Vec<(String, Vec<Vec<String>>)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a spreadsheet");
    let names = book.sheet_names();
    let text = |cell: &Data| {
        assert!(matches!(cell, Data::Empty | Data::String(_)), "a cell that is no text: {cell:?}");
        cell.to_string()
    };
    let sheet = |name: String| {
        assert!(book.worksheet_formula(&name).expect("a sheet").is_empty(), "no formula");
        let range = book.worksheet_range(&name).expect("a sheet");
        let rows = range.rows().map(|row| row.iter().map(text).collect()).collect();
        (name, rows)
    };
    names.into_iter().map(sheet).collect()
}

/// The text of a file inside the xlsx.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    archive.by_name(name).expect("the part").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn the_sheet_says_who_should_sign_where() {
    let (district, session) = with_session(50, 18, 20, &Half::ALL);
    let bytes = bytes(&district, session, SheetOptions::default());
    let sheets = read(&bytes);
    assert_eq!(sheets.len(), 1);
    let (name, rows) = &sheets[0];
    assert_eq!(name, "签到表");
    assert_eq!(rows[0][0], "书记轮训第 8 期学员签到表");
    let facts: Vec<&str> = rows[1].iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    let session_id = session.to_string();
    assert_eq!(
        facts,
        ["时间：2012年6月18日至20日", "地点：区委党校一教室", "主办：区委组织部", "授课：陈教员", &session_id]
    );
    let days = ["18日", "", "19日", "", "20日", ""];
    assert_eq!(rows[2][..5], ["序号", "姓名", "单位（乡镇 · 支部）", "职务", "联系电话"]);
    assert_eq!(rows[2][5..11], days);
    assert_eq!(rows[2][11..], ["备注", "编号"]);
    assert_eq!(rows[3][5..11], ["上午", "下午", "上午", "下午", "上午", "下午"]);

    let roll = district.roll(session);
    for (row, entry) in rows[4..54].iter().zip(&roll) {
        let person = district.people.get(entry.person).expect("the person");
        assert_eq!(row[0], entry.serial.to_string());
        assert_eq!(row[1], person.name);
        assert_eq!(row[3], "支部书记");
        assert_eq!(row[4], format!("138****{}", &person.phone[7..]));
        assert!(row[5..12].iter().all(String::is_empty), "boxes to sign and a blank remark");
        assert_eq!(row[12], entry.person.to_string());
    }
    assert_eq!(rows[4][2], "游仙镇 · 绣山村党支部");
    assert_eq!(rows[53][2], "魏城镇 · 魏城铁炉村党支部");
    for (row, serial) in rows[54..60].iter().zip(51..) {
        assert_eq!(row[0], serial.to_string());
        assert!(row[1..].iter().all(String::is_empty));
    }
    assert_eq!(rows[60][0], "应到 50 人　实到____人　请假____人　缺席____人");
    assert_eq!(rows.len(), 61);
}

#[test]
fn the_sheet_prints_ready_to_sign() {
    let (district, session) = with_session(50, 18, 20, &Half::ALL);
    let bytes = bytes(&district, session, SheetOptions::default());
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains(r#"paperSize="9""#) && sheet.contains(r#"orientation="landscape""#), "A4 landscape");
    assert!(sheet.contains(r#"<pageSetUpPr fitToPage="1"/>"#) && sheet.contains(r#"fitToHeight="0""#), "one page wide");
    assert!(sheet.contains(r#"xSplit="2" ySplit="4""#), "the heading stays in sight");
    assert!(sheet.contains("第 &amp;P 页/共 &amp;N 页"));
    assert!(sheet.contains("<rowBreaks"));
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("签到表!$3:$4"), "the heading on each page: {workbook}");
    assert!(workbook.contains("签到表!$A$1:$M$61"), "the print area: {workbook}");
    let heights: Vec<f64> =
        sheet.split(" ht=\"").skip(5).filter_map(|rest| rest.split('"').next()?.parse().ok()).collect();
    assert_eq!(heights.len(), 57, "50 people, 6 blank rows and the totals");
    assert!(heights.iter().all(|points| *points >= 24.1), "8.5 mm: {heights:?}");
    assert!(!sheet.contains("<f>"), "no formulas");
}

#[test]
fn up_to_two_sign_columns_stand_on_portrait_paper() {
    for halves in [1, 2] {
        let (district, session) = with_session(7, 18, 18, &Half::ALL[..halves]);
        let bytes = bytes(&district, session, SheetOptions::default());
        let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(sheet.contains(r#"orientation="portrait""#), "{halves}");
        assert!(!sheet.contains("<rowBreaks"), "one page");
    }
}

#[test]
fn more_than_six_half_days_take_another_sheet() {
    let (district, session) = with_session(9, 18, 21, &Half::ALL);
    let sheets = read(&bytes(&district, session, SheetOptions::default()));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["签到表 1", "签到表 2"]);
    assert_eq!(sheets[0].1[2][5..9], ["18日", "", "19日", ""]);
    assert_eq!(sheets[1].1[2][5..9], ["20日", "", "21日", ""]);
    assert_eq!(sheets[0].1[4][..4], sheets[1].1[4][..4], "the same people on both");
}

#[test]
fn each_township_can_have_its_own_sheet_with_the_serials_of_the_whole() {
    let (district, session) = with_session(10, 18, 20, &Half::ALL);
    let options = SheetOptions { one_a_township: true, ..SheetOptions::default() };
    let sheets = read(&bytes(&district, session, options));
    let names: Vec<&str> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["游仙镇", "魏城镇"]);
    assert_eq!(sheets[1].1[0][0], "书记轮训第 8 期学员签到表（魏城镇）");
    let serials: Vec<&str> = sheets[1].1[4..15].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(serials, ["6", "7", "8", "9", "10", "+1", "+2", "+3", "+4", "+5", "+6"]);
    assert!(sheets[1].1[15][0].starts_with("应到 5 人"));
}

#[test]
fn who_is_replaced_late_or_waiting_is_told_on_the_sheet() {
    let (mut district, session) = with_session(4, 18, 19, &Half::ALL);
    let absentee = district.roll(session)[1].person;
    let substitute = person(&mut district, "替训人", "游仙镇", 2);
    let late = person(&mut district, "后来人", "魏城镇", 0);
    let waiting = person(&mut district, "候补人", "魏城镇", 0);
    district = district.replace((session, absentee), substitute).expect("replaced");
    district = district.walk_in(session, late, Some(SlotNo(2))).expect("walked in");
    district = district.with_session(session, |session| session.max_heads = 5).expect("a smaller room");
    district = district.enrol(session, &[waiting]).expect("on the waiting list");
    let sheets = read(&bytes(&district, session, SheetOptions::default()));
    let rows = &sheets[0].1[4..];
    let row = |name: &str| rows.iter().find(|row| row[1] == name).expect("the row");
    let replaced = district.people.get(absentee).expect("the person").name.clone();
    assert_eq!(row(&replaced)[5..10], ["替", "替", "替", "替", "由替训人替训"]);
    assert_eq!(row("替训人")[5..10], ["", "", "", "", &format!("替{replaced}")]);
    assert_eq!(row("后来人")[5..10], ["—", "—", "", "", "临时参加"]);
    assert!(rows.iter().all(|row| row[1] != "候补人"), "nobody on the waiting list signs");
    let totals = rows.iter().find(|row| row[0].starts_with("应到")).expect("the totals");
    assert!(totals[0].starts_with("应到 5 人"), "three enrolled, one substitute, one walk-in");
}

#[test]
fn phones_are_left_out_or_printed_whole_as_asked() {
    let (district, session) = with_session(3, 18, 20, &Half::ALL);
    let with = |phone| read(&bytes(&district, session, SheetOptions { phone, ..SheetOptions::default() }));
    let phone = district.people.get(district.roll(session)[0].person).expect("the person").phone.clone();
    assert_eq!(with(PhoneDisplay::Full)[0].1[4][4], phone);
    let hidden = with(PhoneDisplay::Hidden);
    assert_eq!(hidden[0].1[2][4], "18日");
    assert!(hidden[0].1.iter().flatten().all(|cell| !cell.contains("138")));
}

#[test]
fn blank_rows_stay_between_five_and_ten() {
    let (district, session) = with_session(3, 18, 20, &Half::ALL);
    for (asked, given) in [(0, 5), (8, 8), (50, 10)] {
        let sheets = read(&bytes(&district, session, SheetOptions { walk_in_rows: asked, ..SheetOptions::default() }));
        assert_eq!(sheets[0].1.len(), 4 + 3 + given + 1);
    }
}

#[test]
fn what_looks_like_a_formula_or_a_number_stays_text() {
    let (mut district, session) = with_session(1, 18, 18, &[]);
    let person = district.roll(session)[0].person;
    district = district
        .with_person(person, |person| {
            person.name = "=HYPERLINK(\"http://x\")".into();
            person.phone = "+8613800001037".into();
        })
        .expect("a name");
    let bytes = bytes(&district, session, SheetOptions { phone: PhoneDisplay::Full, ..SheetOptions::default() });
    let sheets = read(&bytes);
    let row = &sheets[0].1[4];
    assert_eq!(row[1], "=HYPERLINK(\"http://x\")");
    assert_eq!(row[4], "+8613800001037");
    assert_eq!(sheets[0].1[2][5], "签名", "a session without half days is signed once");
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"));
    let styles = part(&bytes, "xl/styles.xml");
    assert!(styles.contains(r#"numFmtId="49""#), "text cells");
}

#[test]
fn the_same_sheet_is_the_same_file() {
    let (district, session) = with_session(20, 18, 20, &Half::ALL);
    let file = bytes(&district, session, SheetOptions::default());
    assert!(file == bytes(&district, session, SheetOptions::default()));
    assert!(part(&file, "docProps/core.xml").contains("2000-01-01"), "no clock in it");
}
