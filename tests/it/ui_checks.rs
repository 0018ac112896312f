//! The page of checks, what holds a submission up, the year's end and units that change.

use egui::accesskit::Role;
use egui::{Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::app::{Place, SessionTab, SettingsTab};
use lunxun::model::{Impact, Mode, Rule, Status};
use lunxun::ui::pages::checks::ChecksPage;
use lunxun::ui::pages::sessions::SessionsPage;
use lunxun::ui::pages::settings::SettingsPage;

use crate::support::desk::Desk;
use crate::support::district::{District, day};
use crate::support::window;

type Checks = Harness<'static, Desk<ChecksPage>>;

fn open(ws: lunxun::model::Workspace, theme: Theme) -> Checks {
    let mut harness = Desk::new(ws, ChecksPage::default()).harness(theme, ChecksPage::ui);
    harness.run();
    harness
}

/// A visit that does not say what it is for, still a draft; the plan is not filed.
fn district() -> (District, lunxun::model::SessionId) {
    let mut d = District::new();
    let visit = d.session("先进村考察", day(7, 6), 1, &[d.leader]);
    d.edit_session(visit, |session| {
        session.mode = Mode::FieldVisit;
        session.purpose.clear();
        session.status = Status::Draft;
    });
    let mut programme = (*d.ws.programme).clone();
    programme.filed = None;
    d.run(|ws| ws.with_programme(programme));
    (d, visit)
}

#[test]
fn the_plan_is_filed_once_nothing_blocks_it() {
    let (d, visit) = district();
    let mut page = open(d.ws, Theme::Light);
    page.get_by_label("报送年度计划…").click();
    page.run();
    page.get_by_label_contains("还有 1 个问题阻止提交");
    page.get_all_by_label("去处理").last().expect("the way there").click();
    page.run();
    assert_eq!(page.state().gone, [Place::Session(visit, SessionTab::Basics)]);
    // the office may decide that this is no reason to hold the plan up
    page.get_all_by_label("考察未写目的").next().expect("the check").click();
    page.run();
    page.get_by_label_contains("发现问题时：阻止提交").click();
    page.run();
    page.get_all_by_label("提醒").last().expect("the choice").click();
    page.run();
    let ws = page.state().document.workspace();
    assert_eq!(ws.impact_of(Rule::NoPurpose), Some(Impact::Warn));
    page.get_by_label("报送年度计划…").click();
    page.run();
    page.get_by_label("报送").click();
    page.run();
    let ws = page.state().document.workspace();
    assert_eq!(ws.programme.filed.as_ref().map(|filed| filed.on), Some(day(6, 28)));
    assert_eq!(ws.sessions.get(visit).and_then(|session| session.filing.filed_on), Some(day(6, 28)));
    page.get_by_label_contains("年度计划已于 2012-06-28");
}

#[test]
fn a_session_that_a_check_blocks_is_not_published() {
    let (d, visit) = district();
    let mut page = SessionsPage::default();
    page.open(visit, SessionTab::Basics);
    let mut page = Desk::new(d.ws, page).harness(Theme::Light, SessionsPage::ui);
    page.run();
    page.get_by_label("发布").click();
    page.run();
    page.get_by_label("还不能发布");
    let status = |page: &Harness<'_, Desk<SessionsPage>>| {
        let ws = page.state().document.workspace();
        ws.sessions.get(visit).map(|session| (session.status, session.filing.filed_on))
    };
    assert_eq!(status(&page), Some((Status::Draft, None)));
    page.key_press(Key::Escape);
    page.run();
    let ws = page.state_mut().document.workspace().clone();
    let mended = ws.with_session(visit, |session| session.purpose = "学习村级管理".into()).expect("a purpose");
    let mut next = SessionsPage::default();
    next.open(visit, SessionTab::Basics);
    let mut page = Desk::new(mended, next).harness(Theme::Light, SessionsPage::ui);
    page.run();
    page.get_by_label("发布").click();
    page.run();
    assert_eq!(status(&page), Some((Status::Published, Some(day(6, 28)))));
}

#[test]
fn a_preset_is_taken_over_with_a_click_and_its_figures_can_be_edited() {
    let mut page = SettingsPage::default();
    page.open(SettingsTab::Rules);
    let mut page = Desk::new(District::new().ws, page)
        .harness(Theme::Light, |page, ui, view, commands| page.ui(ui, view, commands, |_| {}));
    page.run();
    page.get_by_label("从规定库取用…").click();
    page.run();
    page.get_by_label("取用 年度培训计划").click_accesskit();
    page.run();
    page.key_press(Key::Escape);
    page.run();
    assert_eq!(page.state().told, ["新增规则“年度培训计划”"]);
    let field = "年度计划报送期限（月-日）";
    page.get_by_role_and_label(Role::TextInput, field).focus();
    page.run();
    page.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
    page.run();
    page.get_by_role_and_label(Role::TextInput, field).type_text("2-31");
    page.run();
    page.key_press(Key::Enter);
    page.run();
    page.get_by_label_contains("没有 2 月 31 日");
    let set = page.state().document.workspace().rule_sets.iter().next().cloned().expect("taken over");
    assert_eq!(set.plan_deadline, Some((3, 31)), "what was there stays");
}

#[test]
fn a_township_is_merged_in_the_settings() {
    let mut d = District::new();
    let [old, new] = ["徐家镇", "魏城镇"].map(|name| d.township(name));
    let branch = d.branch(old, "铁炉村");
    let person = d.person("李建国", branch, &[d.member]);
    let mut page = SettingsPage::default();
    page.open(SettingsTab::Townships);
    let mut page =
        Desk::new(d.ws, page).harness(Theme::Light, |page, ui, view, commands| page.ui(ui, view, commands, |_| {}));
    page.run();
    page.get_by_label("徐家镇").click();
    page.run();
    page.get_by_label("更名、合并…").click();
    page.run();
    page.get_by_label("并入").click();
    page.run();
    page.get_by_label("执行").click();
    page.run();
    page.get_by_label_contains("请填写并入单位");
    page.get_by_label("请选择").click();
    page.run();
    page.get_all_by_label("魏城镇").last().expect("the other unit").click();
    page.run();
    page.get_by_label("执行").click();
    page.run();
    let ws = page.state().document.workspace();
    let unit = |on| ws.people.get(person).and_then(|person| ws.township_of(person, on));
    assert_eq!((unit(day(6, 27)), unit(day(6, 28))), (Some(old), Some(new)));
    assert_eq!(page.state().told, ["2012-06-28 起“徐家镇”并入“魏城镇”"]);
}

#[test]
fn a_year_is_closed_refuses_edits_and_the_next_is_made_beside_it() {
    let mut d = District::new();
    let town = d.township("魏城镇");
    let branch = d.branch(town, "铁炉村");
    d.person("李建国", branch, &[d.member]);
    let mut desk = window::Desk::with(&d.ws);
    let go = |desk: &mut window::Desk| {
        let place = Place::Settings(SettingsTab::Year);
        desk.harness.state_mut().app.run_all(vec![lunxun::app::Command::Go(place)]);
        desk.harness.run();
    };
    go(&mut desk);
    desk.click("结账封存…");
    desk.click("结账");
    desk.harness.run();
    assert!(desk.ws().programme.closed.is_some());
    let label = lunxun::model::Label::Check { rule: Rule::Weekend, impact: None };
    let change: lunxun::app::Change = Box::new(|ws| ws.set_impact(Rule::Weekend, None));
    desk.harness.state_mut().app.run_all(vec![lunxun::app::Command::Edit { label, change }]);
    desk.harness.run();
    assert!(desk.shows("2012 年度已结账封存，不能修改"));
    assert!(desk.ws().programme.checks.is_empty());
    desk.click("新建 2013 年度…");
    desk.wait(|window| window.app.document().is_some_and(|open| open.workspace().programme.year == 2013));
    assert_eq!((desk.ws().people.len(), desk.ws().sessions.len()), (1, 0));
    assert!(desk.ws().programme.closed.is_none());
}

#[test]
fn the_checks_of_the_demo_look_calm() {
    let mut light = open(lunxun::demo::district(1), Theme::Light);
    light.snapshot("checks_light");
    let mut results = light.take_snapshot_results();
    let mut dark = open(lunxun::demo::district(1), Theme::Dark);
    dark.snapshot("checks_dark");
    results.extend(dark.take_snapshot_results());
}
