//! `lunxun import` as scripts and colleagues use it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use lunxun::model::{Half, Label, TableName, Workspace};
use lunxun::store::disk::RealDisk;
use lunxun::store::{self, Store, load_history};
use serde_json::Value;

use super::files::{id_number, package, page, with_part, with_sheet_xml, xlsx};
use super::records::returned;
use crate::exchange::district::{district, person, with_session};
use crate::support::window::now;

/// A folder with a small district, and files beside it.
struct Office {
    place: tempfile::TempDir,
}

impl Office {
    fn new(ws: &Workspace) -> Self {
        let place = tempfile::tempdir().expect("a folder");
        Store::create(&RealDisk, &place.path().join("district"), ws, now()).expect("made");
        Self { place }
    }

    fn folder(&self) -> PathBuf {
        self.place.path().join("district")
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.place.path().join(name);
        fs::write(&path, bytes).expect("written");
        path
    }

    fn import(&self, what: &str, files: &[&Path], more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lunxun"));
        command.env("LUNXUN_HOME", self.place.path().join("home")).args(["import", what]).arg(self.folder());
        command.args(files).args(more).output().expect("the program runs")
    }

    fn ws(&self) -> Workspace {
        store::read_only(&RealDisk, &self.folder()).expect("read").workspace
    }

    fn names_in(&self, part: &str) -> Vec<String> {
        let entries = fs::read_dir(self.folder().join(part)).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
    }
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn roster() -> Vec<u8> {
    let id = id_number("19650315", 1);
    let rows = format!("姓名|身份证号|乡镇|支部\n张勇|{id}|魏城镇|铁炉村\n李明|1.10105E+17|魏城镇|没有的村");
    xlsx(&[page("名单", &rows)])
}

#[test]
fn a_preview_tells_everything_and_changes_nothing() {
    let office = Office::new(&district());
    let file = office.file("花名册.xlsx", &roster());
    let output = office.import("roster", &[&file], &["--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let told = json(&output);
    let line = &told["files"][0];
    let mut keys: Vec<&str> = line.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["changed", "conflict", "file", "new", "refused", "rows", "sheet", "unchanged"]);
    let number = |key: &str| line[key].as_u64().expect("a number");
    assert_eq!([number("rows"), number("new"), number("refused"), number("conflict")], [2, 1, 1, 0]);
    assert_eq!(line["sheet"], "名单");
    let problems = told["problems"].as_array().expect("a list");
    let codes: Vec<&str> = problems.iter().map(|problem| problem["code"].as_str().expect("a code")).collect();
    assert_eq!(codes, ["unknown_branch", "id_number_lost"]);
    assert_eq!(problems[0]["row"], 3);
    assert_eq!(problems[0]["column"], "支部");
    assert!(problems[0]["message"].as_str().expect("a message").contains("没有的村"));
    assert_eq!(office.ws().people.len(), 0);
    assert!(office.names_in("imports").is_empty());

    let plain = office.import("roster", &[&file], &[]);
    let text = String::from_utf8_lossy(&plain.stdout).into_owned();
    assert!(text.contains("新增 1 人") && text.contains("第 3 行") && text.contains("--apply"), "{text}");
}

#[test]
fn an_import_is_one_edit_after_a_backup_with_a_report_and_the_rest_in_a_file() {
    let office = Office::new(&district());
    let file = office.file("花名册.xlsx", &roster());
    let rest = office.place.path().join("没有导入.xlsx");
    let output = office.import(
        "roster",
        &[&file],
        &["--apply", "--json", "--cohort", "书记", "--refused", rest.to_str().expect("text")],
    );
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    json(&output);
    let ws = office.ws();
    assert_eq!(ws.people.len(), 1);
    assert!(ws.people.iter().all(|person| person.cohorts.len() == 1));
    let history = load_history(&RealDisk, &office.folder()).expect("read");
    let labels: Vec<&Label> = history.iter().map(|(_, edit)| &edit.label).collect();
    assert_eq!(labels, [&Label::Import { table: TableName::People, n: 1 }]);
    assert!(office.names_in("history").iter().any(|name| name.contains("-import")));
    let imports = office.names_in("imports");
    assert!(imports.iter().any(|name| name.contains("导入报告")) && imports.contains(&"learned.ron".to_owned()));

    let again = json(&office.import("roster", &[&file], &["--json"]));
    assert_eq!(again["files"][0]["unchanged"], 1);
    let left = json(&office.import("roster", &[&rest], &["--json"]));
    assert_eq!(left["files"][0]["refused"], 1, "the refused row is in the file");
    let folder = office.folder();
    let check = Command::new(env!("CARGO_BIN_EXE_lunxun")).arg("check").arg(folder).output().expect("it runs");
    assert_eq!(check.status.code(), Some(0), "{}", String::from_utf8_lossy(&check.stdout));
}

#[test]
fn tables_of_several_kinds_are_recognised_and_one_edit() {
    let office = Office::new(&district());
    let list = office.file("花名册.xlsx", &roster());
    let plan = office.file("计划.xlsx", &xlsx(&[page("表", "班次名称|培训时间|地点\n新村讲座|7月3日|新会议室")]));
    let rooms = office.file("场地.xlsx", &xlsx(&[page("表", "场地名称|容纳人数\n新会议室|120")]));
    let odd = office.file("别的.xlsx", &xlsx(&[page("表", "甲|乙\n丙|丁")]));
    let output = office.import("tables", &[&list, &plan, &rooms, &odd], &["--apply", "--json"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let told = json(&output);
    let kinds: Vec<&str> = told["files"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|line| line["what"].as_str().expect("what it was taken for"))
        .collect();
    assert_eq!(kinds, ["roster", "sessions", "venues"]);
    assert_eq!(told["problems"][0]["code"], "no_heading", "{told}");
    let history = load_history(&RealDisk, &office.folder()).expect("read");
    let labels: Vec<&Label> = history.iter().map(|(_, edit)| &edit.label).collect();
    assert_eq!(labels, [&Label::ImportTables { n_tables: 3, n: 3 }]);
    assert!(office.ws().sessions.iter().all(|session| session.venue.is_some()));
    assert_eq!(office.names_in("imports").len(), 2, "one report, and what was learned");
}

#[test]
fn a_file_that_cannot_be_read_stops_the_import_of_all() {
    let office = Office::new(&district());
    let (good, bad) = (office.file("a.xlsx", &roster()), office.file("b.xls", b"<html><table></table></html>"));
    let output = office.import("roster", &[&good, &bad], &["--apply", "--json"]);
    assert_eq!(output.status.code(), Some(2));
    let told = json(&output);
    assert_eq!(told["files"].as_array().map(Vec::len), Some(1));
    let problems = told["problems"].as_array().expect("a list");
    assert!(problems.iter().any(|problem| problem["code"] == "web_page" && problem["row"].is_null()), "{problems:?}");
    assert_eq!(office.ws().people.len(), 0, "all or nothing");

    let nowhere = office.place.path().join("nowhere.xlsx");
    assert_eq!(office.import("roster", &[&nowhere], &[]).status.code(), Some(2));
    assert_eq!(office.import("roster", &[&good], &["--sheet", "没有"]).status.code(), Some(2));
    let no_names = office.file("c.xlsx", &xlsx(&[page("s", "序号|数量\n1|2")]));
    assert_eq!(office.import("roster", &[&no_names], &[]).status.code(), Some(1));
    assert_eq!(office.import("roster", &[&good], &["--cohort", "没有"]).status.code(), Some(1));
}

#[test]
fn duplicates_are_listed_with_what_speaks_for_them() {
    let mut ws = district();
    let (one, other) = (person(&mut ws, "王秀英", "魏城镇", 2), person(&mut ws, "王秀英", "游仙镇", 0));
    for id in [one, other] {
        ws = ws.with_person(id, |person| person.phone = "13800001037".into()).expect("changed");
    }
    let office = Office::new(&ws);
    let report = |more: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_lunxun"));
        command.args(["report", "duplicates"]).arg(office.folder()).args(more).output().expect("it runs")
    };
    let told = json(&report(&["--json"]));
    let pair = &told["pairs"][0];
    assert_eq!(pair["evidence"], serde_json::json!(["name_and_phone"]));
    assert_eq!(pair["people"][0]["township"], "魏城镇");
    assert_eq!(told["pairs"].as_array().map(Vec::len), Some(1));
    let text = String::from_utf8_lossy(&report(&[]).stdout).into_owned();
    assert!(text.contains("姓名、电话相同") && !text.contains("13800001037"), "phones are masked: {text}");
}

#[test]
fn a_known_person_is_filled_in_and_overwritten_only_if_told() {
    let mut ws = district();
    let id = person(&mut ws, "王秀英", "魏城镇", 2);
    ws = ws.with_person(id, |person| person.id_number = id_number("19650315", 2)).expect("changed");
    let phone = ws.people.get(id).map(|person| person.phone.clone()).expect("a phone");
    let office = Office::new(&ws);
    let rows = format!("姓名|身份证号|电话|乡镇|支部\n王秀英|{}|13900009999|魏城镇|铁炉村", id_number("19650315", 2));
    let file = office.file("a.xlsx", &xlsx(&[page("s", &rows)]));
    let of = |ws: &Workspace| ws.people.get(id).map(|person| person.phone.clone()).expect("a phone");
    office.import("roster", &[&file], &["--apply"]);
    assert_eq!(of(&office.ws()), phone);
    let output = office.import("roster", &[&file], &["--apply", "--overwrite"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(of(&office.ws()), "13900009999");
}

#[test]
fn old_spreadsheets_are_read_in_a_process_of_their_own() {
    let office = Office::new(&district());
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rosters/old.xls");
    let told = json(&office.import("roster", &[&fixture], &["--json"]));
    assert_eq!(told["files"][0]["new"], 3, "{told}");
    assert_eq!(told["problems"], Value::Array(Vec::new()));

    let mut damaged = fs::read(&fixture).expect("the fixture");
    for at in (600..damaged.len()).step_by(97) {
        damaged[at] ^= 0x5a;
    }
    let damaged = office.file("damaged.xls", &damaged);
    let output = office.import("roster", &[&damaged], &["--json"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    let code = json(&output)["problems"][0]["code"].clone();
    assert!(code == "damaged" || code == "reader_failed", "{code}");
}

#[test]
fn what_is_told_says_whether_a_row_is_taken_and_a_summary_is_no_list() {
    let office = Office::new(&district());
    let people = page("名单", "姓名|乡镇|支部|家庭成员\n张勇|魏城镇|铁炉村|3\n李明|魏城镇|没有的村|2");
    let summary = page("汇总", "姓名|乡镇|支部\n王芳|魏城镇|铁炉村");
    let file = office.file("花名册.xlsx", &xlsx(&[people, summary]));
    let told = json(&office.import("roster", &[&file], &["--json"]));
    assert_eq!(told["files"].as_array().map(Vec::len), Some(1));
    let problems = told["problems"].as_array().expect("a list");
    let kind = |code: &str| {
        let problem = problems.iter().find(|problem| problem["code"] == code).expect(code);
        problem["kind"].as_str().expect("a kind").to_owned()
    };
    assert_eq!([kind("sums_up"), kind("columns_not_read"), kind("unknown_branch")], ["remark", "remark", "refused"]);
    let plain = String::from_utf8_lossy(&office.import("roster", &[&file], &[]).stdout).into_owned();
    for said in ["第 3 行 · 支部\t不能导入\t没有支部“没有的村”", "没有读的列：家庭成员", "有 1 人没有培训对象"]
    {
        assert!(plain.contains(said), "{said} in {plain}");
    }
    let named = json(&office.import("roster", &[&file], &["--json", "--sheet", "汇总"]));
    assert_eq!(named["files"][0]["new"], 1, "named, it is imported");
}

#[test]
fn marks_say_whose_they_are_and_what_a_circle_means() {
    let (ws, id) = with_session(3, 18, 18, &[Half::Morning]);
    let office = Office::new(&ws);
    let file = office.file("签回.xlsx", &returned(&ws, id, 5, &[(1, "√"), (2, "○")]));
    let told = json(&office.import("marks", &[&file], &["--json"]));
    assert_eq!(told["files"][0]["new"], 1);
    assert_eq!(told["problems"][0]["code"], "open_sign");
    let told = json(&office.import("marks", &[&file], &["--json", "--sign", "○=事假"]));
    assert_eq!(told["files"][0]["new"], 2);
    assert_eq!(office.import("marks", &[&file], &["--sign", "○"]).status.code(), Some(1));
}

#[test]
fn a_list_of_names_comes_again_unchanged() {
    let office = Office::new(&district());
    let file =
        office.file("名单.xlsx", &xlsx(&[page("名单", "姓名|乡镇|支部\n张勇|魏城镇|铁炉村\n李明|魏城镇|铁炉村")]));
    office.import("roster", &[&file], &["--apply"]);
    let again = json(&office.import("roster", &[&file], &["--json"]));
    assert_eq!([&again["files"][0]["unchanged"], &again["files"][0]["conflict"]], [2, 0]);
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/rosters").join(name);
    fs::read(path).expect("the fixture")
}

#[test]
fn every_odd_file_has_its_answer_and_its_exit_code() {
    let office = Office::new(&district());
    let good = roster();
    let (xls, cut) = (fixture("old.xls"), &good[..good.len() / 2]);
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let row = |cells: &[&str]| format!("<row>{}</row>", cells.iter().map(|text| cell(text)).collect::<String>());
    let list = |more: &str| {
        let rows = row(&["姓名", "乡镇", "支部"]) + &row(&["张勇", "魏城镇", "铁炉村"]);
        with_sheet_xml(format!("<sheetData>{rows}{more}</sheetData>").as_bytes())
    };
    let formula = list("<row><c t=\"str\"><f>B1</f></c></row>");
    let far = list("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    let bomb = with_sheet_xml(&vec![b' '; lunxun::exchange::table_file::limits::PART_BYTES as usize + 1]);
    let html = b"<html><table><tr><td>\xd0\xd5\xc3\xfb</td></tr></table></html>";
    let cases: Vec<(&str, Vec<u8>, i32, &[&str])> = vec![
        ("有密码.xlsx", fixture("encrypted.xlsx"), 2, &["encrypted"]),
        ("有密码.xls", fixture("encrypted.xlsx"), 2, &["encrypted"]),
        ("名单.et", xls.clone(), 2, &["other_spreadsheet"]),
        ("名单.xlsx", xls.clone(), 0, &[]),
        ("断.xlsx", cut.to_vec(), 2, &["damaged"]),
        ("断.xls", xls[..xls.len() / 2].to_vec(), 2, &["damaged", "reader_failed"]),
        ("宏.xlsm", with_part(&good, "xl/vbaProject.bin", b"macro"), 0, &["macros"]),
        ("链接.xlsx", with_part(&good, "xl/externalLinks/externalLink1.xml", b"<x/>"), 0, &["external_links"]),
        ("公式.xlsx", formula, 0, &["formulas_without_value"]),
        ("远.xlsx", far, 0, &["far_cells"]),
        ("炸弹.xlsx", bomb, 2, &["too_much"]),
        ("网页.xls", html.to_vec(), 2, &["web_page"]),
        ("表格.ods", package(&[("mimetype", b"x"), ("content.xml", b"<office/>")]), 2, &["other_spreadsheet"]),
        ("空.csv", Vec::new(), 2, &["empty"]),
    ];
    for (name, bytes, exit, codes) in cases {
        let file = office.file(name, &bytes);
        let output = office.import("roster", &[&file], &["--json"]);
        assert_eq!(output.status.code(), Some(exit), "{name}: {}", err(&output));
        let told = json(&output);
        let found = told["problems"][0]["code"].as_str().unwrap_or_default();
        let is_expected = if codes.is_empty() { exit == 0 } else { codes.contains(&found) };
        assert!(is_expected, "{name}: {told}");
    }
    assert_eq!(office.ws().people.len(), 0);
}

#[test]
fn merged_units_in_an_old_spreadsheet_hold_for_the_rows_below() {
    let office = Office::new(&district());
    let file = office.file("merged.xls", &fixture("merged.xls"));
    let output = office.import("roster", &[&file], &["--json", "--apply"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let told = json(&output);
    assert_eq!((&told["files"][0]["new"], &told["files"][0]["refused"]), (&4.into(), &0.into()), "{told}");
    let ws = office.ws();
    let of = |name: &str| {
        let person = ws.people.iter().find(|person| person.name == name).expect("imported");
        ws.township_of(person, now().date()).and_then(|id| ws.townships.get(id)).map(|unit| unit.name.clone())
    };
    let units = ["张勇", "李明", "王芳", "赵强"].map(|name| of(name).expect("a township"));
    assert_eq!(units, ["魏城镇", "魏城镇", "游仙镇", "游仙镇"]);
}
