//! The settings: tables edited in place, refusals in words, undo.

mod holidays;

use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::app::SettingsTab;
use lunxun::model::{Period, Reply, Venue, Workspace};
use lunxun::ui::pages::settings::SettingsPage;

use crate::support::desk::Desk;
use crate::support::district::District;

fn district() -> Workspace {
    let mut d = District::new();
    for (name, village) in [("魏城镇", "铁炉村"), ("街子乡", "示例二村"), ("白蝉乡", "示例三村")] {
        let township = d.township(name);
        d.branch(township, village);
    }
    d.township("观太乡");
    for (name, capacity) in [("区委党校一教室", 60), ("区会议中心", 600)] {
        let id = d.ws.ids.take();
        let closed = Vec::new();
        d.put(Venue {
            id,
            name: name.into(),
            township: None,
            capacity,
            closed,
            is_shared: false,
            day_rate: None,
            valid: Period::ALWAYS,
        });
    }
    d.ws
}

type Settings = Harness<'static, Desk<SettingsPage>>;

fn open(tab: SettingsTab) -> Settings {
    themed(tab, Theme::Light)
}

fn themed(tab: SettingsTab, theme: Theme) -> Settings {
    let mut page = SettingsPage::default();
    page.open(tab);
    let mut harness =
        Desk::new(district(), page).harness(theme, |page, ui, view, commands| page.ui(ui, view, commands, |_| {}));
    harness.run();
    harness
}

/// Puts the cursor on a cell by its text and opens it with F2.
fn edit(harness: &mut Settings, cell: &str) {
    harness.get_by_label(cell).click();
    harness.run();
    harness.key_press(Key::F2);
    harness.run();
}

fn type_over(harness: &mut Settings, field: &str, text: &str) {
    let input = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field);
    input.type_text(text);
    harness.run();
}

fn venue<'a>(harness: &'a Settings, name: &str) -> Option<&'a Venue> {
    harness.state().document.workspace().venues.iter().find(|venue| venue.name == name)
}

#[test]
fn a_capacity_of_nothing_is_refused_in_words_and_can_be_mended() {
    let mut harness = open(SettingsTab::Venues);
    edit(&mut harness, "60");
    type_over(&mut harness, "场地 容纳人数", "0");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label_contains("容纳人数不能为 0");
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "场地 容纳人数");
    assert_eq!(field.value().as_deref(), Some("0"), "what was typed is still there");
    assert_eq!(venue(&harness, "区委党校一教室").map(|venue| venue.capacity), Some(60));
    type_over(&mut harness, "场地 容纳人数", "8");
    harness.key_press(Key::Backspace);
    harness.run();
    type_over(&mut harness, "场地 容纳人数", "80");
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(venue(&harness, "区委党校一教室").map(|venue| venue.capacity), Some(80));
    harness.state_mut().undo();
    assert_eq!(venue(&harness, "区委党校一教室").map(|venue| venue.capacity), Some(60));
}

#[test]
fn a_venue_is_added_with_the_keyboard() {
    let mut harness = open(SettingsTab::Venues);
    harness.get_by_label("新场地").click();
    harness.run();
    harness.run();
    type_over(&mut harness, "场地 名称", "富乐大讲堂");
    harness.key_press(Key::Tab);
    harness.run();
    type_over(&mut harness, "场地 乡镇", "wcz");
    harness.key_press(Key::Tab);
    harness.run();
    type_over(&mut harness, "场地 容纳人数", "300");
    harness.key_press(Key::Enter);
    harness.run();
    let ws = harness.state().document.workspace();
    let hall = venue(&harness, "富乐大讲堂").expect("the new venue is there");
    assert_eq!(hall.capacity, 300);
    let township = hall.township.and_then(|id| ws.townships.get(id));
    assert_eq!(township.map(|township| township.name.as_str()), Some("魏城镇"));
}

#[test]
fn a_township_in_use_is_not_deleted_and_says_why() {
    let mut harness = open(SettingsTab::Townships);
    harness.get_by_label("魏城镇").click();
    harness.run();
    harness.get_by_label("删除所选").click();
    harness.run();
    harness.get_by_label_contains("“魏城镇”");
    assert_eq!(harness.state().document.workspace().townships.len(), 4);
    harness.get_by_label("观太乡").click();
    harness.run();
    harness.key_press(Key::Delete);
    harness.run();
    assert_eq!(harness.state().document.workspace().townships.len(), 3, "nothing belongs to this one");
    assert_eq!(harness.state().told, ["删除乡镇“观太乡”"]);
}

#[test]
fn a_name_that_is_taken_is_refused() {
    let mut harness = open(SettingsTab::Townships);
    edit(&mut harness, "街子乡");
    type_over(&mut harness, "乡镇 名称", "魏城镇");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label_contains("“魏城镇”重复");
    harness.key_press(Key::Escape);
    harness.run();
    harness.get_by_label("街子乡");
    assert!(harness.state().told.is_empty());
}

#[test]
fn an_end_before_its_beginning_is_refused() {
    let mut harness = open(SettingsTab::Blackouts);
    harness.get_by_label("新农忙").click();
    harness.run();
    harness.run();
    type_over(&mut harness, "农忙 名称", "双抢");
    harness.key_press(Key::Tab);
    harness.run();
    harness.key_press(Key::Tab);
    harness.run();
    type_over(&mut harness, "农忙 结束", "5-1");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label_contains("2012-05-01");
    type_over(&mut harness, "农忙 结束", "2");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().document.workspace().blackouts.iter().count(), 1);
}

#[test]
fn the_ceiling_of_a_level_is_an_amount_in_yuan() {
    let mut harness = open(SettingsTab::Programme);
    let field = "区级经费上限（元）";
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    harness.run();
    type_over(&mut harness, field, "68万");
    harness.key_press(Key::Enter);
    harness.run();
    let programme = &harness.state().document.workspace().programme;
    assert_eq!(programme.ceiling(lunxun::model::Level::District), lunxun::model::Fen::yuan(680_000));
}

#[test]
fn whom_to_ask_and_by_when_is_typed_once_printed_on_notices_and_undone() {
    let mut harness = open(SettingsTab::Programme);
    for (field, text) in [("联系人", "示例员"), ("联系电话", "0816-0000000"), ("开班前几天截止报名（留空为 7）", "10")]
    {
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, field).focus();
        harness.run();
        type_over(&mut harness, field, text);
        harness.key_press(Key::Enter);
        harness.run();
    }
    let reply = |harness: &Settings| harness.state().document.workspace().programme.reply.clone();
    let typed = Reply { contact: "示例员".into(), phone: "0816-0000000".into(), days: Some(10) };
    assert_eq!(reply(&harness), typed);
    harness.state_mut().undo();
    harness.run();
    assert_eq!(reply(&harness), Reply { days: None, ..typed });
}

fn picture(theme: Theme, name: &str) {
    let mut harness = themed(SettingsTab::Townships, theme);
    edit(&mut harness, "街子乡");
    type_over(&mut harness, "乡镇 名称", "魏城镇");
    harness.key_press(Key::Enter);
    harness.run();
    harness.snapshot(name);
}

#[test]
fn the_tables_look_as_designed_in_light() {
    picture(Theme::Light, "settings_light");
}

#[test]
fn the_tables_look_as_designed_in_dark() {
    picture(Theme::Dark, "settings_dark");
}
