//! The command line as scripts and colleagues use it: what it prints, what it writes, how it exits.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;

use crate::support::window::now;

fn lunxun(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lunxun")).args(arguments).output().expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

fn json(arguments: &[&str]) -> Value {
    let output = lunxun(arguments);
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// A demo folder in a place of its own.
struct Demo {
    place: tempfile::TempDir,
    folder: String,
}

/// The demo as the program writes it, once for all tests; each works on a copy.
fn master() -> &'static Path {
    static MASTER: OnceLock<tempfile::TempDir> = OnceLock::new();
    let place = MASTER.get_or_init(|| {
        let place = tempfile::tempdir().expect("a folder");
        let folder = place.path().join("demo");
        let output = lunxun(&["demo", folder.to_str().expect("a path of text")]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        place
    });
    place.path()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

impl Demo {
    fn new() -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let folder = place.path().join("游仙区2012");
        copy(&master().join("demo"), &folder);
        Self { folder: folder.to_str().expect("a path of text").to_owned(), place }
    }

    fn folder(&self) -> &str {
        &self.folder
    }

    fn file(&self, name: &str) -> String {
        self.place.path().join(name).to_str().expect("a path of text").to_owned()
    }

    /// All files with their bytes.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        fn walk(folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    walk(&path, files);
                } else {
                    files.push((path.display().to_string(), fs::read(&path).expect("a file")));
                }
            }
        }
        let mut files = Vec::new();
        walk(Path::new(self.folder()), &mut files);
        files.sort();
        files
    }
}

#[test]
fn the_demo_arrives_at_the_published_figures_and_reading_changes_nothing() {
    let demo = Demo::new();
    let before = demo.files();
    let coverage = json(&["coverage", demo.folder(), "--as-of", "2012-06-28", "--json"]);
    assert_eq!(coverage["as_of"], "2012-06-28");
    assert_eq!(coverage["heads"]["trained"], 11_150);
    assert_eq!(coverage["heads"]["eligible"], 21_442);
    let places = coverage["places"].as_array().expect("a list");
    let column = |key: &str| places.iter().map(|row| row[key].as_u64().expect("a number")).collect::<Vec<_>>();
    assert_eq!(column("planned"), [691, 1_000, 20_000]);
    assert_eq!(column("used"), [412, 468, 10_470]);
    assert_eq!(coverage["budget"]["spent_fen"], 68_000_000);
    assert_eq!(coverage["budget"]["ceiling_fen"], 130_000_000);
    let townships = coverage["townships"].as_array().expect("a list");
    assert_eq!(townships.len(), 27);
    let sum: u64 = townships.iter().map(|row| row["heads"]["trained"].as_u64().expect("a number")).sum();
    assert_eq!(sum, 11_150);

    let told = lunxun(&["coverage", demo.folder()]);
    assert_eq!(told.status.code(), Some(0));
    assert!(out(&told).contains("11,150 / 21,442 = 52.0%"), "{}", out(&told));

    let checked = json(&["check", demo.folder(), "--json"]);
    assert_eq!(checked["ok"], true);
    assert_eq!(checked["errors"], Value::Array(Vec::new()));
    assert!(!checked["findings"].as_array().expect("a list").is_empty(), "the demo has things to look at");
    assert_eq!(lunxun(&["check", demo.folder()]).status.code(), Some(0));

    let sessions = json(&["sessions", demo.folder(), "--json"]);
    let session = &sessions.as_array().expect("a list")[0];
    let mut keys: Vec<&str> = session.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["enrolled", "first_day", "id", "last_day", "level", "mode", "status", "title"]);
    assert_eq!(lunxun(&["sessions", demo.folder(), "--lang", "en"]).status.code(), Some(0));
    assert!(before == demo.files(), "reading writes nothing");
}

#[test]
fn the_report_on_topics_says_what_was_answered() {
    let demo = Demo::new();
    let report = json(&["report", "topics", demo.folder(), "--json"]);
    assert_eq!((&report["answered"]["n"], &report["answered"]["of"]), (&Value::from(7), &Value::from(25)));
    let topics = report["topics"].as_array().expect("a list");
    let sum = |list: &str| -> u64 {
        report[list].as_array().expect("a list").iter().map(|row| row["topics"].as_u64().expect("a number")).sum()
    };
    assert_eq!((sum("stages"), sum("areas")), (topics.len() as u64, topics.len() as u64), "every topic stands once");
    let declined = topics.iter().find(|topic| topic["text"] == "购买彩票技巧").expect("it was asked for");
    assert_eq!((&declined["stage"], &declined["reason"]), (&Value::from("declined"), &Value::from("与培训内容无关")));
    let told = lunxun(&["report", "topics", demo.folder()]);
    assert_eq!(told.status.code(), Some(0));
    assert!(out(&told).contains("7 / 25 = 28.0%"), "{}", out(&told));
}

#[test]
fn the_attendance_sheet_is_written_whole_or_not_at_all() {
    let demo = Demo::new();
    let sessions = json(&["sessions", demo.folder(), "--json"]);
    let list = sessions.as_array().expect("a list");
    let session = list.iter().find(|session| session["mode"] == "party_school").expect("a class");
    let id = session["id"].as_str().expect("an id");
    let file = demo.file("签到表.xlsx");
    let export = |session: &str, file: &str| {
        lunxun(&["export", "attendance", demo.folder(), "--session", session, "--format", "xlsx", "-o", file])
    };
    let output = export(id, &file);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("签到表.xlsx"));
    let bytes = fs::read(&file).expect("the file");
    assert!(bytes.starts_with(b"PK"));
    assert_eq!(export(id, &file).status.code(), Some(0), "an older file is replaced");
    assert!(fs::read(&file).expect("the file") == bytes, "the same sheet");

    let unknown = export("K7QF-999999", &file);
    assert_eq!(unknown.status.code(), Some(1));
    assert!(err(&unknown).contains("K7QF-999999") && err(&unknown).contains("lunxun sessions"));
    assert!(fs::read(&file).expect("the file") == bytes, "a refusal leaves the file as it was");

    let nowhere = export(id, &demo.file("no such folder/x.xlsx"));
    assert_eq!(nowhere.status.code(), Some(2));
    assert!(err(&nowhere).contains("no such folder"), "{}", err(&nowhere));
}

#[test]
fn a_broken_file_is_named_with_its_line_and_fails_the_check() {
    let demo = Demo::new();
    let (path, text) = demo
        .files()
        .into_iter()
        .find(|(path, _)| path.contains("people") && path.contains("魏城"))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text")))
        .expect("a township's people");
    let line = text.lines().position(|line| line.contains("name:")).expect("a person") + 1;
    let broken: Vec<String> = text
        .lines()
        .enumerate()
        .map(|(i, text)| if i + 1 == line { text.replacen("name: \"", "name: \u{201c}", 1) } else { text.to_owned() })
        .collect();
    assert!(broken.join("\n") != text.trim_end(), "something is broken");
    fs::write(&path, broken.join("\n")).expect("written");

    let output = lunxun(&["check", demo.folder(), "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let checked: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(checked["ok"], false);
    let error = &checked["errors"][0];
    assert!(error["file"].as_str().expect("a file").contains("魏城"));
    assert_eq!(error["line"], line as u64);
    assert!(!error["message"].as_str().expect("a message").is_empty());

    let coverage = lunxun(&["coverage", demo.folder(), "--json"]);
    assert_eq!(coverage.status.code(), Some(1), "figures of a part are not passed off as those of the whole");
    assert!(serde_json::from_slice::<Value>(&coverage.stdout).is_ok(), "they are printed all the same");
    assert!(err(&coverage).contains("魏城"));
}

#[test]
fn an_impossible_record_is_an_error_where_it_stands() {
    let demo = Demo::new();
    let is_session = |path: &str| path.contains("sessions");
    let (path, text) = demo
        .files()
        .into_iter()
        .find(|(path, bytes)| is_session(path) && bytes.windows(11).any(|w| w == b"max_heads: "))
        .map(|(path, bytes)| (path, String::from_utf8(bytes).expect("text")))
        .expect("a session");
    let at = text.find("max_heads: ").expect("a capacity") + "max_heads: ".len();
    let digits = text[at..].find(|c: char| !c.is_ascii_digit()).expect("an end");
    fs::write(&path, format!("{}0{}", &text[..at], &text[at + digits..])).expect("written");
    let line = text[..at].lines().count();

    let output = lunxun(&["check", demo.folder(), "--json"]);
    assert_eq!(output.status.code(), Some(1), "{}", out(&output));
    let checked: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let errors = checked["errors"].as_array().expect("a list");
    assert!(errors.iter().any(|error| error["line"] == line as u64), "{errors:?} name line {line}");
}

#[test]
fn wrong_folders_and_wrong_usage_are_told_apart_from_refusals() {
    let place = tempfile::tempdir().expect("a folder");
    let path = |name: &str| place.path().join(name).to_str().expect("text").to_owned();
    let missing = lunxun(&["coverage", &path("nothing")]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(err(&missing).contains("nothing"), "{}", err(&missing));
    fs::create_dir(path("empty")).expect("a folder");
    let empty = lunxun(&["check", &path("empty"), "--lang", "en"]);
    assert_eq!(empty.status.code(), Some(2));
    assert!(err(&empty).contains("workspace.ron"), "{}", err(&empty));
    for wrong in [&["coverage"][..], &["frobnicate", "x", "y"], &["coverage", "x", "--as-of", "2012-04-31"]] {
        assert_eq!(lunxun(wrong).status.code(), Some(2), "{wrong:?}");
    }
    assert_eq!(lunxun(&["--version"]).status.code(), Some(0));
    assert_eq!(lunxun(&["--help"]).status.code(), Some(0));
}

#[test]
fn a_demo_replaces_a_sample_only_if_told_and_never_anything_else() {
    let demo = Demo::new();
    let again = lunxun(&["demo", demo.folder()]);
    assert_eq!(again.status.code(), Some(1));
    assert!(err(&again).contains("游仙区2012"));
    assert_eq!(lunxun(&["demo", demo.folder(), "--force"]).status.code(), Some(0));
    fs::write(Path::new(demo.folder()).join("letters.docx"), "mine").expect("written");
    let refused = lunxun(&["demo", demo.folder(), "--force"]);
    assert_ne!(refused.status.code(), Some(0));
    assert!(Path::new(demo.folder()).join("letters.docx").exists(), "other people's files stay");
    assert_eq!(lunxun(&["check", demo.folder()]).status.code(), Some(0), "and so does the sample");
}

#[test]
fn the_calendar_is_exported_for_phones_for_all_or_for_one_township() {
    let demo = Demo::new();
    let file = demo.place.path().join("all.ics");
    let path = file.to_str().expect("a path of text");
    let output = lunxun(&["export", "calendar", &demo.folder, "--format", "ics", "-o", path]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let all = fs::read_to_string(&file).expect("it was written");
    assert!(all.starts_with("BEGIN:VCALENDAR\r\n") && all.contains("X-WR-TIMEZONE:Asia/Shanghai"));

    let output = lunxun(&["export", "calendar", &demo.folder, "-o", path, "--township", "魏城镇"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let own = fs::read_to_string(&file).expect("it was written");
    let events = |text: &str| text.matches("BEGIN:VEVENT").count();
    assert!(events(&own) > 0 && events(&own) < events(&all), "{} of {}", events(&own), events(&all));

    let output = lunxun(&["export", "calendar", &demo.folder, "-o", path, "--township", "没有镇"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("没有名为“没有镇”的乡镇"), "{}", err(&output));
}

#[test]
fn every_paper_is_exported_in_every_format_it_has() {
    let demo = Demo::new();
    let session = "DEMM-022769";
    let papers: &[(&str, &[&str])] = &[
        ("attendance", &["xlsx", "pdf"]),
        ("quota", &["xlsx", "pdf"]),
        ("notice", &["xlsx", "pdf", "txt"]),
        ("timetable", &["xlsx", "pdf"]),
        ("settlement", &["xlsx", "pdf"]),
        ("certificate", &["xlsx", "pdf"]),
        ("unconfirmed", &["xlsx", "pdf", "txt"]),
        ("plan", &["xlsx", "pdf"]),
        ("ledger", &["xlsx", "pdf"]),
        ("annual", &["xlsx", "pdf"]),
        ("calendar", &["ics", "xlsx", "pdf"]),
        ("rows", &["csv", "xlsx"]),
    ];
    for (paper, formats) in papers {
        for format in *formats {
            let file = demo.file(&format!("{paper}.{format}"));
            let arguments = ["export", paper, demo.folder(), "--session", session, "--format", format, "-o", &file];
            let output = lunxun(&arguments);
            assert_eq!(output.status.code(), Some(0), "{paper} {format}: {}", err(&output));
            let bytes = fs::read(&file).expect("the file is there");
            let begins: &[u8] = match *format {
                "xlsx" => b"PK",
                "pdf" => b"%PDF",
                "csv" => b"\xef\xbb\xbf",
                "ics" => b"BEGIN:VCALENDAR",
                _ => b"",
            };
            assert!(bytes.starts_with(begins) && bytes.len() > 20, "{paper} {format}");
        }
    }
}

#[test]
fn a_paper_asked_for_in_the_wrong_way_is_refused_with_what_is_possible() {
    let demo = Demo::new();
    let file = demo.file("x");
    let export = |arguments: &[&str]| lunxun(&[&["export"], arguments, &["-o", &file]].concat());
    let output = export(&["plan", demo.folder(), "--format", "csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("xlsx、pdf"), "{}", err(&output));
    let output = export(&["notice", demo.folder()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--session"), "{}", err(&output));
    let output = export(&["unconfirmed", demo.folder(), "--phones", "full"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--reason"), "{}", err(&output));
    assert_eq!(export(&["ledger", demo.folder(), "--township", "某某镇"]).status.code(), Some(1));
    assert_eq!(export(&["newspaper", demo.folder()]).status.code(), Some(2));
    assert!(!Path::new(&file).exists());
}

#[test]
fn whole_phones_on_the_command_line_stay_in_the_audit_trail() {
    let demo = Demo::new();
    let file = demo.file("未回执.txt");
    let arguments = ["unconfirmed", demo.folder(), "--format", "txt", "--phones", "full", "--reason", "电话通知"];
    let output = lunxun(&[&["export"], &arguments[..], &["-o", &file]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let edits = lunxun::store::load_history(&lunxun::store::disk::RealDisk, Path::new(demo.folder())).expect("edits");
    let reasons: Vec<String> = edits.iter().map(|(_, edit)| format!("{:?}", edit.label)).collect();
    assert!(reasons.iter().any(|label| label.contains("Disclose") && label.contains("电话通知")), "{reasons:?}");
}

#[test]
fn a_package_goes_into_a_folder_or_a_zip() {
    let demo = Demo::new();
    let (folder, file) = (demo.file("材料"), demo.file("材料.zip"));
    for target in [&folder, &file] {
        let arguments =
            ["export", "package", demo.folder(), "--session", "DEMM-022769", "--format", "pdf", "-o", target];
        let output = lunxun(&arguments);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    let names: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(names.len() >= 7, "{names:?}");
    let archive = zip::ZipArchive::new(fs::File::open(file).expect("a file")).expect("a zip");
    assert_eq!(archive.len(), names.len());
}

#[test]
fn a_package_holds_the_evidence_and_says_what_has_vanished() {
    let demo = Demo::new();
    let id = "DEMM-022769";
    let ws = lunxun::demo::district(1);
    let session = ws.sessions.iter().find(|session| session.id.to_string() == id).expect("the session").id;
    let evidence = ["现场.jpg", "发票.pdf"].map(|file| lunxun::model::Evidence {
        file: file.to_owned(),
        kind: lunxun::model::EvidenceKind::of_file(file),
    });
    let ws = ws.add_evidence(session, &evidence).expect("on record");
    let other = demo.file("另一个区县");
    lunxun::store::Store::create(&lunxun::store::disk::RealDisk, Path::new(&other), &ws, now()).expect("a folder");
    let kept = Path::new(&other).join("attachments").join(id);
    fs::create_dir_all(&kept).expect("a folder");
    fs::write(kept.join("现场.jpg"), b"a picture").expect("a photo");
    let folder = demo.file("材料");
    let output = lunxun(&["export", "package", &other, "--session", id, "--format", "pdf", "-o", &folder]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(fs::read(Path::new(&folder).join("佐证材料").join("现场.jpg")).expect("the photo"), b"a picture");
    assert!(err(&output).contains("没有装进全套材料：发票.pdf"), "{}", err(&output));
}

#[test]
fn wrong_arguments_are_told_in_the_users_words() {
    let demo = Demo::new();
    let said = |arguments: &[&str]| {
        let output = lunxun(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        err(&output)
    };
    let date = said(&["export", "ledger", demo.folder(), "--as-of", "昨天", "-o", "台账.pdf"]);
    assert!(date.starts_with("--as-of <YYYY-MM-DD> 不能是“昨天”"), "{date}");
    let paper = said(&["export", "台账", demo.folder(), "-o", "台账.pdf"]);
    assert!(paper.contains("不能是“台账”，可以是 attendance、quota"), "{paper}");
    assert!(said(&["export", "ledger", demo.folder()]).starts_with("缺少 --output <FILE>"));
    assert!(said(&["coverage", demo.folder(), "--jsno"]).starts_with("没有 --jsno 这个参数"));
}

#[test]
fn a_file_holds_what_its_name_says() {
    let demo = Demo::new();
    let export = |arguments: &[&str], name: &str| {
        let file = demo.file(name);
        let output = lunxun(&[&["export"], arguments, &["-o", &file]].concat());
        (output.status.code(), err(&output), fs::read(&file).unwrap_or_default())
    };
    let ledger = ["ledger", demo.folder()];
    assert!(export(&ledger, "台账.pdf").2.starts_with(b"%PDF"), "the format follows from the name");
    assert!(export(&ledger, "台账").2.starts_with(b"PK"), "without one it is the usual one");
    let (code, said, bytes) = export(&["ledger", demo.folder(), "--format", "pdf"], "台账.xlsx");
    assert_eq!((code, bytes.is_empty()), (Some(2), true));
    assert!(said.contains("请改用以 .pdf 结尾的文件名"), "{said}");
    let (code, said, _) = export(&["package", demo.folder(), "--format", "csv"], "材料");
    assert!(code == Some(2) && said.contains("没有 csv 格式"), "{said}");
    assert_eq!(export(&["package", demo.folder()], "材料.xlsx").0, Some(2));
    let (code, said, _) = export(&["dashboard", demo.folder(), "--township", "魏城镇"], "看板.png");
    assert!(code == Some(2) && said.contains("不能只出一个乡镇的"), "{said}");
}

#[test]
fn hours_and_the_forecast_are_told_as_text_and_as_json() {
    let demo = Demo::new();
    let hours = json(&["report", "hours", demo.folder(), "--json"]);
    assert_eq!((&hours["as_of"], &hours["total"]["reached"]["of"]), (&"2012-06-28".into(), &21_442.into()));
    let (short, reached) = (hours["short"].as_array().expect("a list").len() as u64, &hours["total"]["reached"]["n"]);
    assert_eq!(Some(21_442 - short), reached.as_u64());
    let forecast = json(&["report", "forecast", demo.folder(), "--json"]);
    assert_eq!((&forecast["heads"]["trained"], &forecast["spent_fen"]), (&11_150.into(), &68_000_000.into()));
    assert_eq!(forecast["cohorts"].as_array().map(Vec::len), Some(3));
    let earlier = json(&["report", "forecast", demo.folder(), "--as-of", "2012-03-31", "--json"]);
    assert!(earlier["heads"]["trained"].as_u64() < Some(11_150));
    let text = out(&lunxun(&["report", "forecast", demo.folder()]));
    assert!(text.contains("已支出 68.00 万") && text.contains("下四分位"), "{text}");
    assert!(out(&lunxun(&["report", "hours", demo.folder()])).contains("可以补学时的班次"));
}

#[test]
fn a_paper_comes_out_in_the_offices_own_form() {
    let demo = Demo::new();
    let folder = Path::new(demo.folder()).join("templates");
    fs::create_dir(&folder).expect("a folder");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "{{标题}}").expect("a cell");
    sheet.write(1, 0, "地点：{{地点}}").expect("a cell");
    sheet.write(2, 0, "{{序号}}").expect("a cell");
    sheet.write(2, 1, "{{姓名}}").expect("a cell");
    book.save(folder.join("我的签到表.xlsx")).expect("a form");
    let file = demo.file("签到表.xlsx");
    let export = |form: &str| {
        let session = ["--session", "DEMM-022769", "--template", form, "-o", &file];
        lunxun(&[&["export", "attendance", demo.folder()], &session[..]].concat())
    };
    assert_eq!(export("没有这个模板").status.code(), Some(2));
    let output = export("我的签到表");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&file).expect("a spreadsheet");
    let range = calamine::Reader::worksheet_range(&mut book, "Sheet1").expect("a sheet");
    assert_eq!(range.get_value((0, 0)).map(ToString::to_string).as_deref(), Some("书记轮训第 1 期学员签到表"));
    assert!(range.height() > 2 + 56, "a row for everybody, and blank ones");
}

#[test]
fn the_reports_of_money_and_checks_are_json_that_adds_up() {
    let demo = Demo::new();
    let budget = json(&["report", "budget", demo.folder(), "--json"]);
    let sum = |list: &str, field: &str| -> i64 {
        let parts = budget[list].as_array().expect("a list");
        parts.iter().map(|part| part[field].as_i64().expect("fen")).sum()
    };
    assert_eq!(budget["total"]["spent_fen"], 68_000_000);
    for list in ["levels", "items", "cells", "sources"] {
        assert_eq!((sum(list, "spent_fen"), sum(list, "committed_fen")), (68_000_000, 64_300_000), "{list}");
    }
    let rules = json(&["report", "rules", demo.folder(), "--json"]);
    assert_eq!((rules["ok"].as_bool(), rules["as_of"].as_str()), (Some(false), Some("2012-06-28")));
    let checks = rules["checks"].as_array().expect("a list");
    let away = checks.iter().find(|check| check["rule"] == "too_many_away").expect("it is checked");
    assert_eq!((away["impact"].as_str(), away["verified"].as_bool()), (Some("block"), Some(false)));
    assert_eq!(away["findings"][0]["n"], 5);
    let fees = checks.iter().find(|check| check["rule"] == "over_lecture_fee").expect("it is listed");
    assert_eq!(fees["findings"].as_array().map(Vec::len), Some(0), "no figure, nothing is checked");
}
