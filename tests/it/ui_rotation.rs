//! The rotation page: seeing who is left, typing numbers into cells, locking, undoing.

mod planning;

use std::sync::OnceLock;

use egui::{Event, Key, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::app::{Command, Place, RotationTask, SessionTab};
use lunxun::demo::district;
use lunxun::model::{PersonId, SessionId, Status, TownshipId, Workspace};
use lunxun::ui::pages::rotation::RotationPage;

use crate::support::desk::Desk;
use crate::support::district::{District, day};
use crate::support::plannable::Plannable;
use crate::support::window;

struct Story {
    ws: Workspace,
    wei: TownshipId,
    /// Held, with two of 魏城镇.
    first: SessionId,
    /// To come, with seats for three.
    second: SessionId,
    /// 魏城镇's secretaries.
    people: Vec<PersonId>,
}

/// Two towns, five and three secretaries, two of them trained, and a class of three seats to come.
fn story() -> Story {
    let mut d = District::new();
    let (wei, liu) = (d.township("魏城镇"), d.township("刘家镇"));
    let (village, other) = (d.branch(wei, "铁炉村"), d.branch(liu, "曾家垭村"));
    let secretary = d.secretary;
    let people = d.people(5, village, secretary);
    d.people(3, other, secretary);
    let first = d.session("书记轮训第 1 期", day(3, 15), 2, &[secretary]);
    d.attend(first, &people[..2]);
    let second = d.session("书记轮训第 2 期", day(7, 16), 2, &[secretary]);
    d.run(|ws| ws.with_session(second, |session| session.max_heads = 3));
    Story { ws: d.ws, wei, first, second, people }
}

type Page = Harness<'static, Desk<RotationPage>>;

fn open(ws: Workspace) -> Page {
    let mut page = Desk::new(ws, RotationPage::default()).harness(Theme::Light, RotationPage::ui);
    page.run();
    page
}

/// Types a number into the cell of the cursor and goes on to the row below.
fn type_number(page: &mut Page, digits: &str) {
    page.event(Event::Text(digits.to_owned()));
    page.run();
    page.key_press(Key::Enter);
    page.run();
}

fn seated(page: &Page, session: SessionId) -> Vec<PersonId> {
    page.state().document.workspace().enrolments_in(session).map(|enrolment| enrolment.person).collect()
}

fn told(page: &Page) -> &str {
    page.state().told.last().map_or("", String::as_str)
}

#[test]
fn the_page_says_who_came_who_is_left_and_how_many_seats_there_are() {
    let page = open(story().ws);
    page.get_by_label("书记轮训");
    page.get_by_label("8 人 · 2 期 · 已训 2 · 待训 6（未排 6）");
    page.get_by_label("魏城镇 5 1 期 2");
    page.get_by_label("刘家镇 3");
    page.get_by_label("1 期 2/50");
    page.get_by_label("2 期 0/3");
    page.get_by_label("魏城镇 未排 3");
    page.get_by_label("合计 / 座位 未排 6");
}

#[test]
fn a_number_typed_into_a_cell_seats_the_untrained_and_the_totals_follow() {
    let story = story();
    let mut page = open(story.ws);
    page.get_by_label("魏城镇 2 期 0 人").click();
    page.run();
    type_number(&mut page, "2");
    assert_eq!(seated(&page, story.second), story.people[2..4], "已训的两人不再排");
    assert_eq!(told(&page), "魏城镇在“书记轮训第 2 期”改为 2 人，排入 甲3、甲4 2 人");
    page.get_by_label("2 期 2/3");
    page.get_by_label("魏城镇 未排 1");
    page.get_by_label("8 人 · 2 期 · 已训 2 · 待训 6（已排名单 2，未排 4）");
    // the cursor is in the row below now: more than there are seats is shown, not refused
    type_number(&mut page, "3");
    page.get_by_label("2 期 5/3");
    page.state_mut().undo();
    page.run();
    page.get_by_label("2 期 2/3");
    page.state_mut().undo();
    page.run();
    page.get_by_label("2 期 0/3");
    assert!(seated(&page, story.second).is_empty());
}

#[test]
fn a_smaller_number_takes_off_those_who_have_not_confirmed() {
    let mut story = story();
    let mut d = District { ws: story.ws.clone(), ..District::new() };
    let (second, people) = (story.second, story.people.clone());
    d.run(|ws| ws.enrol(second, &people[2..5]));
    d.run(|ws| ws.set_enrolment(second, &people[4..5], lunxun::model::EnrolmentState::Confirmed));
    story.ws = d.ws;
    let mut page = open(story.ws);
    page.get_by_label("魏城镇 2 期 3 人").click();
    page.run();
    type_number(&mut page, "1");
    assert_eq!(seated(&page, second), people[4..5]);
    page.get_by_label("魏城镇 2 期 1 人").click();
    page.run();
    page.key_press(Key::Delete);
    page.run();
    assert!(seated(&page, second).is_empty());
}

#[test]
fn asking_for_more_people_than_there_are_says_so() {
    let story = story();
    let mut page = open(story.ws);
    page.get_by_label("魏城镇 2 期 0 人").click();
    page.run();
    type_number(&mut page, "9");
    assert_eq!(seated(&page, story.second).len(), 3);
    assert!(page.state().told.iter().any(|text| text.contains("只找到 3 名可排的人")), "{:?}", page.state().told);
}

#[test]
fn a_session_that_was_held_is_not_edited_here() {
    let story = story();
    let mut page = open(story.ws);
    page.get_by_label("魏城镇 1 期 2 人").click();
    page.run();
    type_number(&mut page, "4");
    assert!(told(&page).contains("已经开班"), "{}", told(&page));
    assert_eq!(seated(&page, story.first).len(), 2);
}

#[test]
fn a_locked_session_stays_as_it_is_until_it_is_unlocked() {
    let story = story();
    let mut page = open(story.ws);
    page.get_by_label("魏城镇 2 期 0 人").click();
    page.run();
    page.event(Event::Text("l".into()));
    page.run();
    let is_locked = |page: &Page| page.state().document.workspace().sessions.get(story.second).map(|s| s.is_locked);
    assert_eq!(is_locked(&page), Some(true));
    type_number(&mut page, "2");
    assert!(told(&page).contains("已锁定"), "{}", told(&page));
    page.event(Event::Text("l".into()));
    page.run();
    assert_eq!(is_locked(&page), Some(false));
}

#[test]
fn shares_of_the_seats_without_names_are_told_apart() {
    let mut story = story();
    let mut d = District { ws: story.ws.clone(), ..District::new() };
    let (second, wei) = (story.second, story.wei);
    d.run(|ws| ws.set_quota(second, wei, 3));
    story.ws = d.ws;
    let mut page = open(story.ws);
    page.get_by_label("8 人 · 2 期 · 已训 2 · 待训 6（名额待定 3，未排 3）");
    page.get_by_label("魏城镇 待定 3").click();
    page.run();
    let gone = page.state().gone.last();
    assert!(
        matches!(gone, Some(Place::People(filter)) if filter.is_unplaced && filter.township == Some(wei)),
        "{gone:?}"
    );
    // the same number again names the people
    page.get_by_label("魏城镇 2 期 3 人").click();
    page.run();
    type_number(&mut page, "3");
    assert_eq!(seated(&page, second), story.people[2..5]);
}

#[test]
fn the_head_of_a_column_opens_its_session() {
    let story = story();
    let mut page = open(story.ws);
    page.get_by_label("书记轮训第 2 期 7-16").click();
    page.run();
    assert_eq!(page.state().gone.last(), Some(&Place::Session(story.second, SessionTab::Enrolment)));
}

#[test]
fn escape_forgets_what_was_typed() {
    let story = story();
    let mut page = open(story.ws);
    page.get_by_label("魏城镇 2 期 0 人").click();
    page.run();
    page.event(Event::Text("2".into()));
    page.run();
    page.key_press(Key::Escape);
    page.run();
    page.key_press(Key::Enter);
    page.run();
    assert!(seated(&page, story.second).is_empty());
}

#[test]
fn cancelled_sessions_have_no_column() {
    let mut story = story();
    let second = story.second;
    let mut d = District { ws: story.ws.clone(), ..District::new() };
    d.run(|ws| ws.set_status(second, Status::Cancelled));
    story.ws = d.ws;
    let page = open(story.ws);
    page.get_by_label("8 人 · 1 期 · 已训 2 · 待训 6（未排 6）");
}

fn demo() -> Workspace {
    static DEMO: OnceLock<Workspace> = OnceLock::new();
    DEMO.get_or_init(|| district(1)).clone()
}

#[test]
fn the_sample_district_has_279_secretaries_still_to_be_trained() {
    let mut page = open(demo());
    let subtitle = page.get_all_by_label_contains("691 人 · 14 期 · 已训 412 · 待训 279").next();
    assert!(subtitle.is_some());
    // members have many sessions: the columns are filtered, and the arrows reach those out of sight
    page.get_by_label("党员").click();
    page.run();
    page.get_by_label("更晚的班次").click();
    page.run();
    page.get_by_label("更早的班次");
}

/// The window with the sample district, on the page.
fn window(size: [f32; 2], scale: f32, theme: Theme) -> window::Desk {
    let mut desk = window::Desk::sized(size, scale, theme);
    desk.open_new(&demo());
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Rotation(RotationTask::Show))]);
    desk.harness.run();
    desk
}

#[test]
fn the_page_looks_as_designed() {
    window([1366.0, 768.0], 1.0, Theme::Light).harness.snapshot("rotation_light");
}

#[test]
fn the_page_looks_calm_in_the_dark() {
    window([1366.0, 768.0], 1.0, Theme::Dark).harness.snapshot("rotation_dark");
}

#[test]
fn the_page_at_one_and_a_half_times_the_size() {
    window([1280.0, 720.0], 1.5, Theme::Light).harness.snapshot("rotation_150");
}

#[test]
fn a_year_is_drafted_looked_at_applied_and_taken_back() {
    let mut desk = window::Desk::with(&Plannable::new().ws);
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Rotation(RotationTask::Show))]);
    desk.harness.run();
    let before = desk.ws().sessions.len();
    desk.click("起草全年方案");
    desk.wait(|window| window.app.planning().planned().is_some());
    assert!(desk.shows("草案未应用"));
    assert!(desk.shows("与最优差距"));
    assert_eq!(desk.ws().sessions.len(), before, "nothing has changed yet");
    desk.harness.get_by_label_contains("已训 2 · 待训 6（已排名单 6）");
    desk.click("应用草案");
    desk.wait(|window| window.app.planning().planned().is_none());
    assert!(desk.ws().sessions.len() > before);
    let named: std::collections::BTreeSet<PersonId> = desk.ws().enrolments.iter().map(|one| one.person).collect();
    assert_eq!(named.len(), 8, "everybody has come or has a seat");
    desk.harness.state_mut().app.run_all(vec![Command::Undo]);
    desk.harness.run();
    assert_eq!(desk.ws().sessions.len(), before);
}
