//! Papers asked for in the window: from the menu, the palette and a page; by keyboard; printed; with whole numbers;
//! and the evidence that goes along with them.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use lunxun::app::{Command, Place, SessionTab, Shown};
use lunxun::exchange::mask::PhoneDisplay;
use lunxun::exchange::papers::{Kind, Request};
use lunxun::model::{Label, SessionId, Workspace};

use crate::support::district::{District, day};
use crate::support::window::Desk;

fn class() -> (Workspace, SessionId) {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    let member = d.member;
    let people = d.people(7, branch, member);
    d.edit_person(people[0], |person| person.phone = "13800001037".into());
    let class = d.session("党员培训第 1 期", day(6, 18), 1, &[member]);
    let ws = d.ws.enrol(class, &people).expect("enrolled");
    (ws, class)
}

fn press(desk: &mut Desk, modifiers: Modifiers, key: Key) {
    desk.harness.key_press_modifiers(modifiers, key);
    desk.harness.run_steps(3);
}

#[test]
fn the_ledger_is_exported_from_the_palette_without_the_mouse() {
    let mut desk = Desk::with(&class().0);
    let path = desk.save_as("台账.xlsx");
    press(&mut desk, Modifiers::COMMAND, Key::K);
    desk.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "全局搜索").type_text("导出：培训台账");
    desk.harness.run();
    press(&mut desk, Modifiers::NONE, Key::Enter);
    assert!(desk.shows("导出培训台账"), "the dialog asks: {:?}", desk.texts());
    press(&mut desk, Modifiers::NONE, Key::Enter);
    desk.wait(|_| true);
    assert!(desk.shows("已导出到"), "{:?}", desk.texts());
    assert!(std::fs::read(path).expect("the file is there").starts_with(b"PK"));
}

#[test]
fn coverage_is_printed_from_the_menu_of_the_top_bar() {
    let mut desk = Desk::with(&class().0);
    desk.click("导出");
    desk.click("覆盖率报表…");
    desk.click("PDF");
    desk.click("打印");
    desk.wait(|_| true);
    let path = desk.opened().expect("the system was asked to open the paper");
    assert!(std::fs::read(&path).expect("the file is there").starts_with(b"%PDF"));
    std::fs::remove_file(path).expect("it is ours");
}

#[test]
fn a_page_of_a_session_leads_to_its_papers() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Session(class, SessionTab::Basics))]);
    desk.harness.run();
    let path = desk.save_as("通知.txt");
    desk.click("本期材料");
    desk.click("培训通知…");
    desk.click("群发文字 txt");
    desk.click("导出…");
    desk.wait(|_| true);
    let text = std::fs::read_to_string(path).expect("the file is there");
    assert!(text.starts_with("关于举办党员培训第 1 期的通知"));
}

#[test]
fn all_papers_of_a_session_come_as_one_file() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    let path = desk.save_as("全套.zip");
    let request = Request::of(Kind::Package, class);
    desk.harness.state_mut().app.run_all(vec![Command::AskExport(request)]);
    desk.harness.run();
    desk.click("导出…");
    desk.wait(|_| true);
    let file = std::fs::File::open(path).expect("the file is there");
    assert!(zip::ZipArchive::new(file).expect("a zip").len() >= 6);
}

#[test]
fn whole_phones_need_a_reason_which_stays_in_the_audit_trail() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    let path = desk.save_as("签到表.xlsx");
    let request = Request { phone: PhoneDisplay::Full, ..Request::of(Kind::Attendance, class) };
    desk.harness.state_mut().app.run_all(vec![Command::AskExport(request)]);
    desk.harness.run();
    desk.click("导出…");
    assert!(!path.exists() && desk.shows("导出签到表"), "nothing goes out without a reason");
    let reason = |desk: &Desk, act: &dyn Fn(egui_kittest::Node<'_>)| {
        act(desk.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "用途"));
    };
    reason(&desk, &|field| field.click());
    desk.harness.run();
    reason(&desk, &|field| field.type_text("开班前电话通知"));
    desk.harness.run();
    desk.click("导出…");
    desk.wait(|_| true);
    assert!(path.exists());
    let history = desk.harness.state().app.document().expect("open").history();
    let told = history.edits().any(|(_, edit)| {
        edit.label == Label::Disclose { paper: "签到表".into(), reason: "开班前电话通知".into() }
    });
    assert!(told && history.next_undo().is_none(), "told, and nothing to undo");

    let folder = desk.home.path().join("district");
    desk.harness.state_mut().app.run_all(vec![Command::CloseFolder]);
    desk.wait(|window| window.app.document().is_none());
    desk.open(folder);
    desk.wait(|window| window.app.document().is_some_and(|document| document.history().edits().count() > 0));
    let history = desk.harness.state().app.document().expect("open").history();
    assert!(history.edits().any(|(_, edit)| matches!(edit.label, Label::Disclose { .. })), "also after reopening");
}

/// A file as the system hands it over when it is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// A photo as a phone takes it: lying on its side, with a note to turn it upright.
fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(640, 480).write_to(&mut bytes, image::ImageFormat::Jpeg).expect("a picture");
    let mut bytes = bytes.into_inner();
    let turn_right = b"\xff\xe1\x00\x22Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    bytes.splice(2..2, turn_right.iter().copied());
    bytes
}

#[test]
fn evidence_is_shown_upright_and_what_has_vanished_is_said() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    let names = ["现场.jpg", "发票.pdf", "签到表.jpg"];
    let files = names.map(|name| desk.home.path().join(name));
    std::fs::write(&files[0], picture()).expect("a photo");
    std::fs::write(&files[1], b"%PDF-1.7").expect("a receipt");
    std::fs::write(&files[2], b"a scan").expect("a scan");
    desk.pick(&files);
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Session(class, SessionTab::Basics))]);
    desk.harness.run();
    desk.harness.get_by_label("添加文件…").scroll_to_me();
    desk.harness.run_steps(3);
    desk.click("添加文件…");
    let kept = desk.home.path().join("district/attachments").join(class.to_string());
    desk.wait(|window| {
        let view = window.app.view().expect("open");
        let is_shown =
            |name: &&str| matches!(view.thumbnails.and_then(|all| all.of(class, name)), Some(Shown::NoPicture));
        names[1..].iter().all(is_shown)
    });
    let shown = |desk: &Desk, name: &str| {
        let view = desk.harness.state().app.view().expect("open");
        view.thumbnails.and_then(|all| all.of(class, name)).cloned()
    };
    let photo = match shown(&desk, "现场.jpg") {
        Some(Shown::Picture(photo)) => Some(photo.size),
        Some(Shown::Coming | Shown::NoPicture | Shown::Gone) | None => None,
    };
    assert_eq!(photo, Some([360, 480]), "it stands upright");
    desk.harness.get_by_label("打开 现场.jpg").scroll_to_me();
    desk.harness.run_steps(3);
    desk.click("打开 现场.jpg");
    desk.wait(|_| true);
    assert_eq!(desk.opened(), Some(kept.join("现场.jpg")));

    std::fs::remove_file(kept.join("签到表.jpg")).expect("somebody deletes it");
    let folder = desk.home.path().join("district");
    desk.open(folder);
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Session(class, SessionTab::Basics))]);
    desk.harness.run();
    desk.wait(|_| true);
    assert!(desk.harness.query_by_label("文件已不在工作区").is_some());
    desk.save_as("全套.zip");
    desk.harness.state_mut().app.run_all(vec![Command::AskExport(Request::of(Kind::Package, class))]);
    desk.harness.run();
    desk.click("导出…");
    desk.wait(|_| true);
    let said = "以下佐证材料的文件已不在工作区，没有装进全套材料：签到表.jpg";
    assert!(desk.harness.query_by_label_contains(said).is_some());
}

#[test]
fn a_photo_dropped_on_a_session_is_kept_listed_and_packed_and_can_be_taken_off_again() {
    let (ws, class) = class();
    let mut desk = Desk::with(&ws);
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Session(class, SessionTab::Basics))]);
    desk.harness.run();
    let photo = desk.home.path().join("现场.jpg");
    let picture = picture();
    std::fs::write(&photo, &picture).expect("a file to drop");
    desk.harness.input_mut().dropped_files.push(Arc::new(Dropped(photo.clone())));
    desk.harness.run_steps(2);
    desk.wait(|window| {
        let document = window.app.document().expect("open");
        document.workspace().sessions.get(class).is_some_and(|session| !session.filing.evidence.is_empty())
    });
    std::fs::remove_file(photo).expect("the copy stays");
    let kept = desk.home.path().join("district/attachments").join(class.to_string()).join("现场.jpg");
    assert_eq!(std::fs::read(&kept).expect("the copy"), picture);

    let path = desk.save_as("全套.zip");
    desk.harness.state_mut().app.run_all(vec![Command::AskExport(Request::of(Kind::Package, class))]);
    desk.harness.run();
    desk.click("导出…");
    desk.wait(|_| true);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).expect("the file")).expect("a zip");
    let mut bytes = Vec::new();
    archive.by_name("佐证材料/现场.jpg").expect("it is packed").read_to_end(&mut bytes).expect("bytes");
    assert_eq!(bytes, picture);

    let evidence = |desk: &Desk| desk.ws().sessions.get(class).expect("the session").filing.evidence.len();
    let remove = move |ws: &Workspace| ws.remove_evidence(class, "现场.jpg");
    let label = Label::Evidence { session: "党员培训第 1 期".into(), n: 1 };
    desk.harness.state_mut().app.run_all(vec![Command::Edit { label, change: Box::new(remove) }]);
    assert_eq!(evidence(&desk), 0);
    desk.harness.state_mut().app.run_all(vec![Command::Undo]);
    assert_eq!((evidence(&desk), kept.exists()), (1, true));
}
