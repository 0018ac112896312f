//! The dashboard beyond its first screen: an earlier day, townships down to people, hours, the forecast, months.

use egui::Theme;
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::app::{DashboardTab, PeopleFilter, Place};
use lunxun::model::{PersonId, SessionId, TownshipId};
use lunxun::ui::pages::dashboard::DashboardPage;

use crate::support::desk::Desk;
use crate::support::district::{District, day};

struct Story {
    desk: Desk<DashboardPage>,
    wei: TownshipId,
    wang: PersonId,
    july: SessionId,
}

/// Two townships; one of ten people trained in March, two more in May; a class of July with twenty seats.
fn story() -> Story {
    let mut d = District::new();
    let (wei, jie) = (d.township("魏城镇"), d.township("街子乡"));
    let (tielu, shucai) = (d.branch(wei, "铁炉村"), d.branch(jie, "蔬菜支部"));
    let wang = d.person("王秀英", tielu, &[d.member]);
    let mut people = d.people(4, tielu, d.member);
    people.extend(d.people(5, shucai, d.member));
    let march = d.session("三月班", day(3, 6), 1, &[d.member]);
    d.attend(march, &people[..1]);
    let may = d.session("五月班", day(5, 8), 1, &[d.member]);
    d.attend(may, &people[4..6]);
    d.spend(may, 300);
    let july = d.session("七月班", day(7, 10), 1, &[d.member]);
    d.edit_session(july, |session| session.max_heads = 20);
    Story { desk: Desk::new(d.ws, DashboardPage::default()), wei, wang, july }
}

fn open(mut desk: Desk<DashboardPage>, tab: DashboardTab) -> Harness<'static, Desk<DashboardPage>> {
    desk.page.open(tab);
    let mut harness = desk.harness(Theme::Light, DashboardPage::ui);
    harness.run();
    harness
}

fn look_at(harness: &mut Harness<'_, Desk<DashboardPage>>, typed: &str) {
    let field = || Role::TextInput;
    harness.get_by_role_and_label(field(), "截至").focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    harness.get_by_role_and_label(field(), "截至").type_text(typed);
    harness.run();
    harness.key_press(egui::Key::Enter);
    harness.run();
}

#[test]
fn an_earlier_day_is_looked_at_on_this_page_and_left_again() {
    let mut harness = open(story().desk, DashboardTab::Overview);
    harness.get_by_label_contains("已训 3 / 应训 10 人 = 30.0%");
    look_at(&mut harness, "2012-03-31");
    harness.get_by_label_contains("已训 1 / 应训 10 人 = 10.0%");
    harness.get_by_label_contains("正在看 3 月 31 日的数字");
    harness.get_by_label("月份与方式").click();
    harness.run();
    harness.get_by_label_contains("正在看 3 月 31 日的数字");
    assert_eq!(harness.state().document.workspace().programme.as_of, Some(day(6, 28)), "the data stay as they are");
    harness.get_by_label("回到 6 月 28 日").click();
    harness.run();
    assert!(harness.query_by_label_contains("正在看").is_none());
    harness.get_by_label_contains("已训 3 / 应训 10 人 = 30.0%");
}

#[test]
fn a_later_day_than_the_workspaces_own_is_not_offered() {
    let mut harness = open(story().desk, DashboardTab::Overview);
    look_at(&mut harness, "2012-12-01");
    harness.get_by_label_contains("已训 3 / 应训 10 人");
    assert!(harness.query_by_label_contains("正在看").is_none());
}

#[test]
fn from_a_township_to_its_people_who_are_put_into_a_session() {
    let Story { desk, wang, july, .. } = story();
    let mut harness = open(desk, DashboardTab::Townships);
    harness.get_by_label("魏城镇").click();
    harness.run();
    harness.get_by_label("铁炉村").click();
    harness.run();
    harness.get_by_label("未训人员 4 人");
    harness.get_by_label("王秀英").click();
    harness.run();
    harness.key_press(egui::Key::Space);
    harness.run();
    harness.get_by_label("已选 1 人");
    harness.get_by_label("安排进班次…").click();
    harness.run();
    harness.get_by_label_contains("07-10 七月班").click();
    harness.run();
    harness.get_by_label("确定").click();
    harness.run();
    let is_enrolled =
        |harness: &Harness<'_, Desk<DashboardPage>>| harness.state().document.workspace().enrolments.has((july, wang));
    assert!(is_enrolled(&harness));
    harness.get_by_label_contains("07-10 七月班");
    harness.state_mut().undo();
    harness.run();
    assert!(!is_enrolled(&harness), "one step back");
    harness.get_by_label("全部乡镇").click();
    harness.run();
    harness.get_by_label("街子乡");
}

#[test]
fn the_first_screens_table_leads_to_the_branches_of_a_township() {
    let Story { desk, wei, .. } = story();
    let mut harness = open(desk, DashboardTab::Overview);
    harness.get_by_label("魏城镇").click();
    harness.run();
    assert_eq!(harness.state().gone, [Place::Township(wei)]);
    harness.state_mut().page.open_township(wei);
    harness.run();
    harness.get_by_label("铁炉村");
}

#[test]
fn any_measure_sorts_the_townships() {
    let mut harness = open(story().desk, DashboardTab::Townships);
    let first = |harness: &Harness<'_, Desk<DashboardPage>>| {
        let top = |name| harness.get_by_label(name).rect().top();
        if top("魏城镇") < top("街子乡") { "魏城镇" } else { "街子乡" }
    };
    assert_eq!(first(&harness), "魏城镇", "one of five before two of five");
    let column = |harness: &mut Harness<'_, Desk<DashboardPage>>| {
        harness.get_by_label_contains("人次").click();
        harness.run();
    };
    column(&mut harness);
    column(&mut harness);
    assert_eq!(first(&harness), "街子乡", "most attendances first");
}

#[test]
fn hours_lead_to_the_people_who_are_short() {
    let Story { desk, wei, .. } = story();
    let mut harness = open(desk, DashboardTab::Hours);
    harness.get_by_label("学时达标 3 / 10 人 = 30.0%");
    harness.get_by_label_contains("07-10 七月班");
    harness.get_by_label("欠学时 7 人 · 余 20 席 · 4 学时");
    harness.get_by_label("魏城镇").click();
    harness.run();
    let short = PeopleFilter { township: Some(wei), has_hours: Some(false), ..PeopleFilter::default() };
    assert_eq!(harness.state().gone, [Place::People(short)]);
}

#[test]
fn a_session_is_left_out_of_the_forecast_on_trial_only() {
    let Story { desk, july, .. } = story();
    let mut harness = open(desk, DashboardTab::Forecast);
    harness.get_by_label_contains("年底 10 (9–10) 人");
    harness.get_by_label("计入：七月班").click();
    harness.run();
    harness.get_by_label_contains("→ 年底 3 人（30.0%）");
    harness.get_by_label("恢复").click();
    harness.run();
    assert!(harness.query_by_label_contains("→").is_none());
    let session = harness.state().document.workspace().sessions.get(july).expect("it is still there");
    assert!(session.status.is_planned() && harness.state().told.is_empty(), "nothing was changed");
    harness.get_by_label("依据：全部");
}

#[test]
fn months_and_data_add_up() {
    let mut harness = open(story().desk, DashboardTab::Months);
    harness.get_by_label("合计");
    harness.get_by_label("人员有出生日期");
    harness.run();
}

fn picture(tab: DashboardTab, theme: Theme, name: &str) {
    let mut desk = Desk::new(lunxun::demo::district(1), DashboardPage::default());
    desk.page.open(tab);
    let mut harness = desk.harness(theme, DashboardPage::ui);
    harness.run();
    harness.snapshot(name);
}

#[test]
fn townships_look_as_designed() {
    picture(DashboardTab::Townships, Theme::Light, "dashboard_townships");
}

#[test]
fn hours_look_as_designed() {
    picture(DashboardTab::Hours, Theme::Light, "dashboard_hours");
}

#[test]
fn the_forecast_looks_as_designed() {
    picture(DashboardTab::Forecast, Theme::Light, "dashboard_forecast");
}

#[test]
fn the_forecast_looks_as_designed_in_the_dark() {
    picture(DashboardTab::Forecast, Theme::Dark, "dashboard_forecast_dark");
}

#[test]
fn months_look_as_designed() {
    picture(DashboardTab::Months, Theme::Light, "dashboard_months");
}
