//! The window as a whole: the first start, the dashboard's figures, the palette, undo, errors.

use egui::{Key, Modifiers, Theme};
use egui_kittest::kittest::Queryable;
use lunxun::app::{Command, GoesTo, Place, SessionTab};
use lunxun::exchange::papers::{Format, Kind, Request};
use lunxun::model::{MarkKind, SlotNo, Status, Workspace};
use lunxun::store::disk::RealDisk;
use lunxun::ui::papers::order;

use crate::support::district::{District, day};
use crate::support::window::Desk;

/// A class of eight in two towns, published, without marks.
fn class() -> (Workspace, lunxun::model::SessionId) {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let member = d.member;
    let mut people = d.people(7, branch, member);
    people.push(d.person("马永贵", branch, &[member]));
    let class = d.session("党员培训第 1 期", day(6, 18), 1, &[member]);
    let ws = d.ws.enrol(class, &people).expect("enrolled");
    (ws, class)
}

#[test]
fn the_first_start_offers_the_sample_district_and_shows_its_year() {
    let mut desk = Desk::first_start();
    desk.harness.run();
    desk.harness.snapshot("welcome");
    desk.click("打开示例区县");
    desk.wait(|window| window.app.document().is_some());
    assert!(desk.shows("已训 11,150 / 应训 21,442 人 = 52.0%"), "{:?}", desk.texts());
    for figure in ["支部书记轮训 59.6% 412 / 691", "党员致富带头人 46.8% 468 / 1,000", "普通党员 52.4% 10,470 / 20,000"]
    {
        assert!(desk.shows(figure), "{figure} in {:?}", desk.texts());
    }
    assert!(desk.shows("经费 52.3% 68.00 万 / 130.00 万"), "{:?}", desk.texts());
    desk.harness.snapshot("dashboard");
}

#[test]
fn another_measure_changes_the_figures_and_their_rule() {
    let mut desk = Desk::with(&lunxun::demo::district(1));
    desk.click("口径：覆盖率（去重人数）");
    desk.click("名额完成率");
    assert!(desk.shows("已用 11,350 / 计划 21,691 个名额 = 52.3%"), "{:?}", desk.texts());
    desk.click("口径：名额完成率");
    desk.click("人均经费");
    assert!(desk.shows("已支出 680,000.00 元 / 已训 11,150 人 = 60.99 元"), "{:?}", desk.texts());
}

#[test]
fn the_dashboard_in_the_dark() {
    let mut dark = Desk::sized([1366.0, 768.0], 1.0, Theme::Dark);
    dark.open_new(&lunxun::demo::district(1));
    dark.harness.snapshot("dashboard_dark");
}

#[test]
fn the_dashboard_at_one_and_a_half_times_the_size() {
    let mut large = Desk::sized([1280.0, 720.0], 1.5, Theme::Light);
    large.open_new(&lunxun::demo::district(1));
    large.harness.snapshot("dashboard_150");
}

#[test]
fn a_mark_shows_on_the_dashboard_and_goes_with_undo() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    assert!(desk.shows("已训 0 / 应训 8 人"), "{:?}", desk.texts());
    let who = ws.roll(class)[6].person;
    let label = lunxun::model::Label::Status { session: String::new(), to: Status::Running };
    let change = Box::new(move |ws: &Workspace| ws.set_marks(class, &[(who, SlotNo(0))], Some(MarkKind::Late)));
    desk.harness.state_mut().app.run_all(vec![Command::Edit { label, change }]);
    desk.harness.run();
    assert!(desk.shows("已训 1 / 应训 8 人"), "{:?}", desk.texts());
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.harness.run();
    assert!(desk.shows("已训 0 / 应训 8 人"), "{:?}", desk.texts());
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    desk.harness.run();
    assert!(desk.shows("已训 1 / 应训 8 人"), "{:?}", desk.texts());
}

#[test]
fn what_was_marked_is_still_there_after_a_restart_and_can_still_be_undone() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    let who = ws.roll(class)[6].person;
    let label = lunxun::model::Label::Status { session: String::new(), to: Status::Running };
    let change = Box::new(move |ws: &Workspace| ws.set_marks(class, &[(who, SlotNo(0))], Some(MarkKind::Late)));
    desk.harness.state_mut().app.run_all(vec![Command::Edit { label, change }]);
    desk.harness.state_mut().app.run_all(vec![Command::CloseFolder]);
    desk.wait(|window| window.app.document().is_none());
    assert!(desk.shows("打开示例区县"), "closing leads to the welcome page");
    let folder = desk.home.path().join("district");
    desk.open(folder);
    assert_eq!(desk.ws().mark((class, who, SlotNo(0))), Some(MarkKind::Late));
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.harness.run();
    assert_eq!(desk.ws().mark((class, who, SlotNo(0))), None);
}

#[test]
fn where_the_palette_finds_nothing_one_types_on() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    desk.harness.run_steps(3);
    desk.type_on("xyz");
    assert!(desk.shows("没有找到"), "{:?}", desk.texts());
    desk.harness.key_press(Key::Enter);
    desk.harness.run_steps(3);
    for _ in 0..3 {
        desk.harness.key_press(Key::Backspace);
        desk.harness.run_steps(1);
    }
    desk.type_on("dypx1");
    desk.harness.key_press(Key::Enter);
    desk.harness.run_steps(4);
    let title = &desk.ws().sessions.get(class).expect("the class").title;
    assert!(desk.shows("基本信息") && desk.shows(title), "{:?}", desk.texts());
}

#[test]
fn the_palette_finds_a_person_by_initials_and_leads_there() {
    let (ws, _) = class();
    let mut desk = Desk::with(&ws);
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    desk.harness.run();
    desk.harness.get_by_role_and_label(egui::Role::TextInput, "全局搜索").type_text("myg");
    desk.harness.run();
    assert!(desk.shows("马永贵 魏城镇 · 铁炉村"), "{:?}", desk.texts());
    desk.harness.key_press(Key::Enter);
    desk.harness.run();
    assert!(!desk.shows("全局搜索 "), "the palette has closed");
    assert!(desk.shows("新人员"), "the people page is shown: {:?}", desk.texts());
}

#[test]
fn a_second_window_on_the_same_folder_reads_only_and_says_so() {
    let (ws, class) = class();
    let desk = Desk::with(&ws);
    let mut second = Desk::first_start();
    second.open(desk.home.path().join("district"));
    assert!(second.shows("只读"), "{:?}", second.texts());
    let who = ws.roll(class)[0].person;
    let label = lunxun::model::Label::Status { session: String::new(), to: Status::Running };
    let change = Box::new(move |ws: &Workspace| ws.set_marks(class, &[(who, SlotNo(0))], Some(MarkKind::Late)));
    second.harness.state_mut().app.run_all(vec![Command::Edit { label, change }]);
    second.harness.run();
    assert!(second.shows("工作区以只读方式打开，不能修改"), "{:?}", second.texts());
    assert_eq!(second.ws().mark((class, who, SlotNo(0))), None);
}

#[test]
fn a_wrong_folder_is_explained_and_nothing_is_opened() {
    let mut desk = Desk::first_start();
    let folder = desk.home.path().join("照片");
    std::fs::create_dir(&folder).expect("a folder");
    desk.harness.state_mut().app.run_all(vec![Command::Open(folder)]);
    desk.wait(|_| true);
    assert!(desk.harness.state().app.document().is_none());
    assert!(desk.shows("workspace.ron"), "the message names what is missing: {:?}", desk.texts());
}

#[test]
fn a_new_district_is_made_by_the_wizard() {
    let mut desk = Desk::first_start();
    desk.harness.run();
    desk.click("新建区县…");
    desk.harness.get_by_role_and_label(egui::Role::TextInput, "区县名称").focus();
    desk.harness.run();
    desk.harness.get_by_role_and_label(egui::Role::TextInput, "区县名称").type_text("示例区");
    desk.harness.run();
    let townships = desk.harness.get_by_role_and_label(egui::Role::MultilineTextInput, "乡镇、街道");
    townships.focus();
    desk.harness.run();
    let townships = desk.harness.get_by_role_and_label(egui::Role::MultilineTextInput, "乡镇、街道");
    townships.type_text("东镇\n西乡");
    desk.harness.run();
    desk.click("选择位置并创建…");
    desk.wait(|window| window.app.document().is_some());
    assert_eq!(desk.ws().programme.district, "示例区");
    assert_eq!(desk.ws().townships.len(), 2);
    assert!(desk.shows("还没有人员和班次"), "an empty district says what to do first: {:?}", desk.texts());
}

#[test]
fn the_attendance_sheet_of_a_class_is_written_where_the_user_says() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    let path = desk.save_as("签到表.xlsx");
    let order = order(Request::of(Kind::Attendance, class), Format::Xlsx, GoesTo::File);
    desk.harness.state_mut().app.run_all(vec![Command::Export(order)]);
    desk.wait(|_| true);
    assert!(desk.shows("已导出到"), "{:?}", desk.texts());
    let bytes = std::fs::read(path).expect("the file is there");
    assert!(bytes.starts_with(b"PK"));
}

#[test]
fn the_dashboard_is_written_as_a_picture_at_double_size() {
    let (ws, _) = class();
    let mut desk = Desk::with(&ws);
    let path = desk.save_as("看板.png");
    desk.click("导出看板");
    desk.wait(|_| true);
    let picture = image::load_from_memory(&std::fs::read(path).expect("the file is there")).expect("a picture");
    assert!(picture.width() > 2000, "{} wide", picture.width());
}

#[test]
fn the_sample_is_removed_with_a_click_and_a_real_district_is_not() {
    let mut desk = Desk::with(&lunxun::demo::district(1));
    let folder = desk.home.path().join("district");
    desk.harness.state_mut().app.run_all(vec![Command::Folder(lunxun::app::FolderTask::RemoveSample)]);
    desk.wait(|window| window.app.document().is_none());
    assert!(!folder.exists());

    let (mut ws, _) = class();
    let programme = lunxun::model::Programme { is_sample: false, ..(*ws.programme).clone() };
    ws = ws.with_programme(programme).expect("a programme");
    let mut desk = Desk::with(&ws);
    let folder = desk.home.path().join("district");
    desk.harness.state_mut().app.run_all(vec![Command::Folder(lunxun::app::FolderTask::RemoveSample)]);
    desk.wait(|_| true);
    assert!(lunxun::store::read_only(&RealDisk, &folder).is_ok(), "a real district stays");
}

#[test]
fn english_is_a_click_away() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    desk.click("视图");
    desk.click("English");
    assert!(desk.shows("Dashboard"), "{:?}", desk.texts());
    desk.wait(|_| true);
    let kept = lunxun::store::settings::Settings::load(&RealDisk, &desk.home.path().join("program"));
    assert_eq!(kept.language, lunxun::words::Lang::En, "the choice is kept for the next start");
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Session(class, SessionTab::Attendance))]);
    desk.harness.run();
    assert!(desk.shows("Attendance"), "{:?}", desk.texts());
}

#[test]
fn a_backup_can_be_made_and_gone_back_to() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    let task = |task| vec![Command::Folder(task)];
    desk.harness.state_mut().app.run_all(task(lunxun::app::FolderTask::BackUp));
    desk.wait(|_| true);
    let name = desk.harness.state().app.folder().and_then(|folder| folder.backups().last().cloned());
    let name = name.expect("a backup is listed");
    let label = lunxun::model::Label::Status { session: String::new(), to: Status::Running };
    let change = Box::new(move |ws: &Workspace| ws.without_session(class));
    desk.harness.state_mut().app.run_all(vec![Command::Edit { label, change }]);
    assert!(desk.ws().sessions.is_empty());
    let before = desk.home.path().join("district");
    desk.harness.state_mut().app.run_all(task(lunxun::app::FolderTask::Restore { name }));
    desk.wait(|window| window.app.folder().is_some_and(|folder| folder.path() != before));
    assert_eq!(desk.ws().sessions.len(), 1, "the session is back in the copy");
    assert!(lunxun::store::read_only(&RealDisk, &before).expect("the folder stays").workspace.sessions.is_empty());
}

/// The window with the sample district at 1920×1080 and a scale of 1.5, showing a place.
fn large(place: Place) -> Desk {
    let mut desk = Desk::sized([1280.0, 720.0], 1.5, Theme::Light);
    desk.open_new(&lunxun::demo::district(1));
    desk.harness.state_mut().app.run_all(vec![Command::Go(place)]);
    desk.harness.run();
    desk
}

fn session_called(title: &str) -> lunxun::model::SessionId {
    let ws = lunxun::demo::district(1);
    let found = ws.sessions.iter().find(|session| session.title == title).map(|session| session.id);
    found.expect("a session of the sample")
}

#[test]
fn the_sheet_of_a_running_class_at_one_and_a_half_times_the_size() {
    let place = Place::Session(session_called("书记轮训第 8 期"), SessionTab::Attendance);
    large(place).harness.snapshot("window_attendance_150");
}

#[test]
fn the_enrolment_of_a_class_to_come_at_one_and_a_half_times_the_size() {
    let place = Place::Session(session_called("书记轮训第 9 期"), SessionTab::Enrolment);
    large(place).harness.snapshot("window_enrolment_150");
}

#[test]
fn the_people_not_yet_trained_at_one_and_a_half_times_the_size() {
    let filter = lunxun::app::PeopleFilter { is_trained: Some(false), ..lunxun::app::PeopleFilter::default() };
    large(Place::People(filter)).harness.snapshot("window_people_150");
}

#[test]
fn the_venues_at_one_and_a_half_times_the_size() {
    large(Place::Settings(lunxun::app::SettingsTab::Venues)).harness.snapshot("window_settings_150");
}

#[test]
fn a_file_broken_by_hand_is_named_with_its_line_and_comes_back_from_the_backup() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    let folder = desk.home.path().join("district");
    desk.harness.state_mut().app.run_all(vec![Command::Folder(lunxun::app::FolderTask::BackUp)]);
    desk.wait(|_| true);
    desk.harness.state_mut().app.run_all(vec![Command::CloseFolder]);
    desk.wait(|window| window.app.document().is_none());
    let file = folder.join("people").join("魏城镇.ron");
    let text = std::fs::read_to_string(&file).expect("a readable file");
    std::fs::write(&file, text.replacen("name: ", "name： ", 1)).expect("a careless hand");
    desk.open(folder);
    assert!(desk.shows("魏城镇.ron"), "{:?}", desk.texts());
    assert!(desk.ws().sessions.has(class), "the other files are there");
    let repair = desk.texts().into_iter().find(|text| text.starts_with("用备份"));
    desk.click(&repair.expect("a repair is offered"));
    desk.wait(|window| window.app.document().is_some());
    assert_eq!(desk.ws().people.len(), 8);
    assert!(desk.ws().sessions.has(class));
    assert!(
        !desk.harness.state().app.document().is_none_or(|document| document.is_read_only),
        "it can be edited again"
    );
}

#[test]
fn a_broken_workspace_file_is_explained_and_comes_back_from_the_backup() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    let folder = desk.home.path().join("district");
    desk.harness.state_mut().app.run_all(vec![Command::Folder(lunxun::app::FolderTask::BackUp)]);
    desk.wait(|_| true);
    desk.harness.state_mut().app.run_all(vec![Command::CloseFolder]);
    desk.wait(|window| window.app.document().is_none());
    let file = folder.join("workspace.ron");
    let text = std::fs::read_to_string(&file).expect("a readable file");
    std::fs::write(&file, text.replacen("district: ", "district； ", 1)).expect("a careless hand");
    desk.harness.state_mut().app.run_all(vec![Command::Open(folder)]);
    desk.wait(|window| window.app.damage().is_some());
    assert!(desk.harness.state().app.document().is_none(), "nothing is opened as if it were empty");
    assert!(desk.shows("workspace.ron"), "{:?}", desk.texts());
    let repair = desk.texts().into_iter().find(|text| text.starts_with("用备份"));
    desk.click(&repair.expect("a repair is offered"));
    desk.wait(|window| window.app.document().is_some());
    assert!(desk.ws().sessions.has(class));
    assert!(desk.harness.state().app.damage().is_none());
}
