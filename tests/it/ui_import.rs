//! Rosters imported through the window: chosen or dropped, looked at, decided, taken in with one step, and taken back.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{DroppedFile, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use lunxun::model::{Half, MarkKind, Workspace};

use crate::exchange::district::{district, person, with_session};
use crate::import::files::{id_number, page, xlsx};
use crate::import::records::returned;
use crate::support::window::Desk;

/// A file that was dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        Err("the program reads the file itself".to_owned())
    }
}

fn desk() -> Desk {
    let mut ws = district();
    let id = person(&mut ws, "王秀英", "魏城镇", 2);
    ws = ws.with_person(id, |person| person.phone = "13800000001".into()).expect("changed");
    Desk::with(&ws)
}

fn roster(desk: &Desk) -> PathBuf {
    let rows = format!(
        "魏城镇党员花名册||||\n姓名|身份证号|联系电话|支部|培训对象\n张勇|{}|13800001037|铁炉村|书记\n王秀英||13900009999|铁炉村|书记\n\
         李明|||铁炉新村|书记",
        id_number("19650315", 1)
    );
    let path = desk.home.path().join("花名册.xlsx");
    fs::write(&path, xlsx(&[page("党员", &rows)])).expect("written");
    path
}

fn names(ws: &Workspace) -> Vec<String> {
    ws.people.iter().map(|person| person.name.clone()).collect()
}

fn read(desk: &mut Desk, path: &PathBuf) {
    desk.pick(std::slice::from_ref(path));
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    desk.harness.run_steps(3);
    desk.wait(|window| window.app.importing().shown().is_some());
}

#[test]
fn a_roster_is_chosen_looked_at_taken_in_and_taken_back() {
    let mut desk = desk();
    let path = roster(&desk);
    read(&mut desk, &path);
    for told in ["1 张表，确认之前不改动任何数据", "新增 1", "待决定 1", "不能导入 1", "没有支部“铁炉新村”"]
    {
        assert!(desk.shows(told), "{told} in {:?}", desk.texts());
    }
    assert_eq!(names(desk.ws()), ["王秀英"], "nothing has changed yet");
    desk.click("是另一人");
    desk.wait(|window| window.app.importing().shown().is_some_and(|shown| shown.counts().new == 2));
    desk.click("导入 2 条");
    desk.wait(|window| window.app.importing().draft().tables.is_empty());
    let mut after = names(desk.ws());
    after.sort();
    assert_eq!(after, ["张勇", "王秀英", "王秀英"]);
    let folder = desk.home.path().join("district");
    let imports: Vec<String> = fs::read_dir(folder.join("imports"))
        .expect("there are reports")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(imports.iter().any(|name| name.ends_with("导入报告.txt")), "{imports:?}");
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.harness.run_steps(3);
    assert_eq!(names(desk.ws()), ["王秀英"], "one step takes all of it back");

    // the same file again: what was decided is known, though who it was is gone
    read(&mut desk, &path);
    assert!(desk.shows("待决定 1"));
}

#[test]
fn a_dropped_file_is_read_and_an_unreadable_one_says_why() {
    let mut desk = desk();
    let path = roster(&desk);
    let page = desk.home.path().join("下载.xls");
    fs::write(&page, "<html><table></table></html>").expect("written");
    for path in [path, page] {
        desk.harness.input_mut().dropped_files.push(Arc::new(Dropped(path)));
    }
    desk.harness.run_steps(2);
    desk.wait(|window| window.app.importing().shown().is_some());
    assert!(desk.shows("花名册.xlsx") && desk.shows("这其实是网页"), "{:?}", desk.texts());
}

#[test]
fn a_unit_nobody_knows_is_named_from_what_is_proposed() {
    let mut desk = desk();
    let path = roster(&desk);
    read(&mut desk, &path);
    desk.harness.get_by_label_contains("铁炉新村（1 行）").click();
    desk.harness.run_steps(3);
    desk.click("魏城镇 · 魏城铁炉村党支部");
    desk.wait(|window| window.app.importing().shown().is_some_and(|shown| shown.counts().refused == 0));
    desk.click("导入 2 条");
    desk.wait(|window| window.app.importing().draft().tables.is_empty());
    let branch = desk.ws().branches.iter().find(|branch| branch.aliases.contains(&"铁炉新村".to_owned()));
    assert_eq!(branch.map(|branch| branch.name.as_str()), Some("魏城铁炉村党支部"));
}

#[test]
fn a_column_is_given_another_meaning_and_refused_rows_are_saved() {
    let mut desk = desk();
    let path = roster(&desk);
    read(&mut desk, &path);
    desk.harness.get_by_label("列“联系电话” 电话").click();
    desk.harness.run_steps(3);
    desk.click("不读");
    desk.wait(|window| window.app.importing().shown().is_some());
    let rest = desk.save_as("rest.xlsx");
    desk.harness.get_by_label_contains("另存未导入的").click();
    desk.harness.run_steps(3);
    desk.wait(|_| rest.exists());
    assert!(fs::read(&rest).expect("the file").starts_with(b"PK"));
}

#[test]
fn the_page_looks_as_it_should() {
    let mut desk = desk();
    let path = roster(&desk);
    read(&mut desk, &path);
    desk.harness.snapshot("import_roster");
}

#[test]
fn a_returned_attendance_sheet_is_recognised_and_its_marks_are_taken_in() {
    let (ws, id) = with_session(4, 18, 18, &Half::ALL);
    let mut desk = Desk::with(&ws);
    let path = desk.home.path().join("签回.xlsx");
    fs::write(&path, returned(&ws, id, 5, &[(1, "到"), (2, "迟"), (3, "？")])).expect("written");
    read(&mut desk, &path);
    for told in ["这张表是：考勤", "新增 2", "不能导入 1", "看不懂考勤“？”"] {
        assert!(desk.shows(told), "{told} in {:?}", desk.texts());
    }
    desk.click("导入 2 条");
    desk.wait(|window| window.app.importing().draft().tables.is_empty());
    let kinds: Vec<MarkKind> = desk.ws().marks_in(id).map(|mark| mark.kind).collect();
    assert_eq!(kinds, [MarkKind::Present, MarkKind::Late]);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.harness.run_steps(3);
    assert_eq!(desk.ws().marks_in(id).count(), 0);
}

#[test]
fn files_of_several_kinds_are_one_step_and_what_a_table_holds_can_be_said() {
    let mut desk = desk();
    let files = [
        ("场地.xlsx", "场地名称|容纳人数\n魏城镇会议室|120"),
        ("计划.xlsx", "班次名称|培训时间|地点\n新村讲座|7月3日|魏城镇会议室"),
        ("明细.xlsx", "花在哪|花了多少|哪天\n飞机票|900|6月18日"),
        ("说明.xlsx", "填表说明\n请于月底前报送"),
    ];
    let paths: Vec<PathBuf> = files
        .map(|(name, text)| {
            let path = desk.home.path().join(name);
            fs::write(&path, xlsx(&[page("表", text)])).expect("written");
            path
        })
        .to_vec();
    desk.pick(&paths);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    desk.harness.run_steps(3);
    desk.wait(|window| window.app.importing().is_current());
    assert_eq!(desk.harness.state().app.importing().draft().tables.len(), 3, "an explanation is no table");
    for told in ["场地 · 场地.xlsx", "班次 · 计划.xlsx", "人员名册 · 明细.xlsx", "没有认出表头", "导入 2 条"]
    {
        assert!(desk.shows(told), "{told} in {:?}", desk.texts());
    }
    // the third table is said to hold costs, and what its columns are
    desk.harness.get_all_by_label("表").nth(2).expect("the third table").click();
    desk.harness.run_steps(3);
    desk.click("这张表是：人员名册");
    desk.harness.get_all_by_label("经费").last().expect("beside the page of that name").click();
    desk.harness.run_steps(3);
    desk.wait(|window| window.app.importing().is_current());
    assert!(desk.shows("还缺这些列：费用项目"), "{:?}", desk.texts());
    for (heading, meaning) in [("花在哪", "费用项目"), ("花了多少", "实际金额"), ("哪天", "日期")] {
        desk.click(&format!("列“{heading}” 不读"));
        desk.click(meaning);
        desk.wait(|window| window.app.importing().is_current());
    }
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    desk.wait(|window| window.app.importing().done().is_some());
    assert_eq!((desk.ws().sessions.len(), desk.ws().costs.len()), (1, 1));
    assert!(desk.ws().sessions.iter().all(|session| session.venue.is_some()), "the plan finds the new room");
    assert!(desk.shows("已导入 3 张表：新增 3 条"), "{:?}", desk.texts());
    let reports = fs::read_dir(desk.home.path().join("district/imports")).expect("there are reports");
    assert_eq!(reports.count(), 2, "one report, and what was learned");
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.harness.run_steps(3);
    assert!(desk.ws().sessions.is_empty() && desk.ws().costs.is_empty(), "one step takes all of it back");
    assert!(!desk.shows("已导入 3 张表"), "what was taken back is not called imported: {:?}", desk.texts());

    // the same layout again is known
    desk.pick(&paths[2..3]);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::I);
    desk.harness.run_steps(3);
    desk.wait(|window| window.app.importing().is_current());
    assert!(desk.shows("这张表是：经费") && desk.shows("导入 1 条"), "{:?}", desk.texts());
}

/// A list of which one person may have a record already.
fn with_somebody_alike(desk: &mut Desk) {
    let path = desk.home.path().join("花名册.xlsx");
    let rows = "姓名|联系电话|支部|乡镇\n王秀英|13800000001|长明村|魏城镇\n张勇|13800001037|长明村|魏城镇";
    fs::write(&path, xlsx(&[page("党员", rows)])).expect("written");
    read(desk, &path);
    assert!(desk.shows("可能与 魏城镇·魏城铁炉村党支部 的 王秀英 是同一人"), "{:?}", desk.texts());
}

#[test]
fn who_may_have_a_record_already_waits_and_the_rest_can_be_saved_after_the_import() {
    let mut desk = desk();
    with_somebody_alike(&mut desk);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    desk.harness.run_steps(3);
    desk.wait(|window| window.app.importing().done().is_some_and(|done| done.n_alike.is_some()));
    let mut after = names(desk.ws());
    after.sort();
    assert_eq!(after, ["张勇", "王秀英"], "nobody is added a second time unasked");
    assert!(desk.shows("1 行没有导入"), "{:?}", desk.texts());
    let rest = desk.save_as("rest.xlsx");
    desk.click("另存未导入的 1 行…");
    desk.wait(|_| rest.exists());
    assert!(fs::read(&rest).expect("the file").starts_with(b"PK"));
}

#[test]
fn whom_the_user_calls_somebody_else_is_added_and_asked_about_no_more() {
    let mut desk = desk();
    with_somebody_alike(&mut desk);
    desk.click("是另一人");
    desk.wait(|window| window.app.importing().shown().is_some_and(|shown| shown.counts().new == 2));
    desk.click("导入 2 条");
    desk.wait(|window| window.app.importing().done().is_some_and(|done| done.n_alike.is_some()));
    assert_eq!(desk.ws().people.len(), 3);
    assert!(!desk.shows("可能已有档案"), "{:?}", desk.texts());
}

#[test]
fn the_same_file_chosen_twice_is_there_once_and_a_copied_table_is_taken_from_the_clipboard() {
    let mut desk = desk();
    let path = roster(&desk);
    read(&mut desk, &path);
    read(&mut desk, &path);
    desk.wait(|window| !window.app.importing().is_reading());
    assert_eq!(desk.harness.state().app.importing().draft().tables.len(), 1);
    assert!(desk.shows("这张表已经读入"), "{:?}", desk.texts());

    let copied = "姓名\t乡镇\t支部\n周玉兰\t游仙镇\t绣山村";
    desk.harness.event(egui::Event::Paste(copied.to_owned()));
    desk.harness.run_steps(3);
    desk.wait(|window| window.app.importing().draft().tables.len() == 2);
}

/// A list of 魏城镇 with a village that is not on record.
fn unknown_village(desk: &mut Desk) {
    let path = desk.home.path().join("名册.xlsx");
    let rows = "魏城镇党员花名册||\n姓名|出生日期|支部\n张勇|1965-03-15|双河堰村\n李明|1966-04-16|双河堰村";
    fs::write(&path, xlsx(&[page("党员", rows)])).expect("written");
    read(desk, &path);
    assert!(desk.shows("没有支部“双河堰村”"), "{:?}", desk.texts());
    desk.harness.get_by_label_contains("双河堰村（2 行）").click();
    desk.harness.run_steps(3);
}

#[test]
fn a_village_that_is_not_on_record_is_founded_in_its_township() {
    let mut desk = desk();
    unknown_village(&mut desk);
    assert!(desk.shows("魏城镇 · 魏城长明村党支部"), "the township's branches: {:?}", desk.texts());
    desk.click("在魏城镇新建支部“双河堰村”");
    desk.wait(|window| window.app.importing().shown().is_some_and(|shown| shown.counts().new == 2));
    desk.click("导入 2 条");
    desk.wait(|window| window.app.importing().draft().tables.is_empty());
    let founded = desk.ws().branches.iter().find(|branch| branch.name == "双河堰村").expect("founded");
    let township = desk.ws().townships.get(founded.township).map(|township| township.name.clone());
    assert_eq!(township.as_deref(), Some("魏城镇"));
    let id = founded.id;
    let n = desk.ws().people.iter().filter(|person| person.homes.iter().any(|home| home.branch == id)).count();
    assert_eq!(n, 2);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.harness.run_steps(3);
    assert!(!desk.ws().branches.has(id), "one step takes the branch back too");
}

#[test]
fn a_village_is_any_other_branch_by_search() {
    let mut desk = desk();
    unknown_village(&mut desk);
    desk.click("选择其他支部…");
    assert!(desk.shows("“双河堰村”是哪个支部"), "{:?}", desk.texts());
    desk.harness.get_by_label("查找支部").click();
    desk.harness.run_steps(2);
    desk.harness.get_by_label("查找支部").type_text("绣山");
    desk.harness.run_steps(3);
    desk.harness.get_by_label_contains("魏城绣山村党支部").click();
    desk.harness.run_steps(2);
    desk.click("确定");
    desk.wait(|window| window.app.importing().shown().is_some_and(|shown| shown.counts().new == 2));
    assert!(desk.shows("“双河堰村”记作 魏城绣山村党支部"), "{:?}", desk.texts());
}

#[test]
fn what_a_circle_means_is_asked_once_for_the_whole_sheet() {
    let (ws, id) = with_session(4, 18, 18, &Half::ALL);
    let mut desk = Desk::with(&ws);
    let path = desk.home.path().join("签回.xlsx");
    fs::write(&path, returned(&ws, id, 5, &[(1, "○"), (2, "○"), (3, "√")])).expect("written");
    read(&mut desk, &path);
    assert!(desk.shows("○ 表示：暂不导入") && !desk.shows("△ 表示："), "{:?}", desk.texts());
    desk.click("○ 表示：暂不导入");
    desk.click("事假");
    desk.wait(|window| window.app.importing().shown().is_some_and(|shown| shown.counts().new == 3));
    desk.click("导入 3 条");
    desk.wait(|window| window.app.importing().draft().tables.is_empty());
    let kinds: Vec<MarkKind> = desk.ws().marks_in(id).map(|mark| mark.kind).collect();
    assert_eq!(kinds, [MarkKind::Personal, MarkKind::Personal, MarkKind::Present]);
}
