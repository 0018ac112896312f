//! The planner's side of the page: comparing, telling people, a mishap, constraints, and why somebody is where they are.

use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable as _};
use lunxun::app::{Command, Place, RotationTask};
use lunxun::model::{DateSpan, Fen, Status, Venue};

use crate::support::district::{District, day};
use crate::support::plannable::Plannable;
use crate::support::window::Desk;

fn open(plannable: &Plannable) -> Desk {
    let mut desk = Desk::with(&plannable.ws);
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Rotation(RotationTask::Show))]);
    desk.harness.run();
    desk
}

fn draft(desk: &mut Desk) {
    desk.click("起草全年方案");
    desk.wait(|window| window.app.planning().planned().is_some_and(|planned| planned.explanation.is_some()));
}

/// What stands in the field of several lines with this name.
fn text_in(desk: &Desk, name: &str) -> String {
    let field = desk.harness.get_by_role_and_label(Role::TextInput, name);
    field.accesskit_node().value().unwrap_or_default()
}

#[test]
fn a_draft_is_compared_with_the_plan_in_force_and_with_the_one_before() {
    let mut desk = open(&Plannable::new());
    desk.click("比较方案…");
    assert!(desk.shows("先起草一个方案"), "{:?}", desk.texts());
    desk.click("关闭");
    draft(&mut desk);
    desk.harness.get_all_by_label("比较方案…").next().expect("the button in the head").click();
    desk.harness.run_steps(3);
    assert!(desk.shows("书记覆盖 2 / 8 / 8 / 8"), "{:?}", desk.texts());
    assert!(desk.shows("待开班次 0 / 1"), "{:?}", desk.texts());
    assert!(desk.shows("新增班次 — / 1"));
    assert!(desk.shows("按月班次"), "the month of the new session: {:?}", desk.texts());
    desk.click("关闭");
    draft(&mut desk);
    desk.harness.get_all_by_label("比较方案…").next().expect("the button in the head").click();
    desk.harness.run_steps(3);
    assert!(desk.shows("待开班次 0 / 1 / 1"), "both drafts stand there: {:?}", desk.texts());
    desk.click("方案 A：改用此方案");
    desk.wait(|window| window.app.planning().planned().is_some_and(|planned| planned.number == 1));
    assert!(desk.shows("方案 A（当前草案）"));
}

#[test]
fn who_must_be_told_is_a_text_to_copy() {
    let mut plannable = Plannable::new();
    let people = plannable.people[2..4].to_vec();
    let draft_id = plannable.run("书记轮训第 2 期", (7, 17), Status::Draft, &people);
    // the room closes for the rest of that month, so that the draft has to move
    let venue = plannable.ws.venues.get(plannable.venue).cloned().expect("it is there");
    let closed = vec![DateSpan { first: day(7, 1), last: day(8, 31) }];
    plannable.ws = plannable.ws.with(Venue { closed, ..venue }).expect("a closed room");
    let mut desk = open(&plannable);
    draft(&mut desk);
    desk.click("需通知的人…");
    let text = text_in(&desk, "需通知的人");
    assert!(text.contains("【改期班次】") && text.contains("书记轮训第 2 期：原 7 月 17 日–7 月 18 日"), "{text}");
    assert!(
        desk.ws().sessions.get(draft_id).and_then(lunxun::model::Session::span).is_some_and(|s| s.first == day(7, 17))
    );
    desk.click("复制文字");
    assert!(desk.shows("已复制，可粘贴到群里或短信"), "{:?}", desk.texts());
}

#[test]
fn after_a_mishap_the_class_moves_and_undo_brings_it_back() {
    let mut plannable = Plannable::new();
    let people = plannable.people[2..4].to_vec();
    let class = plannable.run("书记轮训第 2 期", (7, 2), Status::Published, &people);
    let mut desk = open(&plannable);
    desk.click("应对变故…");
    assert!(desk.shows("只动受影响的班次和人"), "{:?}", desk.texts());
    desk.click("看看怎么调整");
    desk.wait(|window| matches!(window.app.planning().mend(), lunxun::app::Mend::Found(_)));
    assert!(desk.shows("调整 1 个班次、0 人"), "{:?}", desk.texts());
    let text = text_in(&desk, "需通知的内容");
    assert!(text.starts_with("书记轮训第 2 期：原 7 月 2 日–7 月 3 日 区委党校一教室，改为 7 月 5 日"), "{text}");
    desk.click("采用调整");
    let first = |desk: &Desk| desk.ws().sessions.get(class).and_then(lunxun::model::Session::span).map(|s| s.first);
    assert_eq!(first(&desk), Some(day(7, 5)));
    assert_eq!(desk.ws().venues.get(plannable.venue).map(|venue| venue.closed.len()), Some(1), "the closure is kept");
    desk.harness.state_mut().app.run_all(vec![Command::Undo]);
    desk.harness.run();
    assert_eq!(first(&desk), Some(day(7, 2)));
}

#[test]
fn a_constraint_that_keeps_people_out_is_loosened_at_a_click() {
    let mut plannable = Plannable::new();
    // one week is left, in which one secretary of each town may go
    plannable.ws = plannable
        .ws
        .with_plan_settings(lunxun::model::PlanSettings {
            max_away: Some(1),
            min_fill_percent: Some(1),
            ..lunxun::model::PlanSettings::default()
        })
        .expect("settings");
    let venue = plannable.ws.venues.get(plannable.venue).cloned().expect("it is there");
    let closed = vec![DateSpan { first: day(7, 14), last: day(12, 31) }];
    plannable.ws = plannable.ws.with(Venue { closed, ..venue }).expect("a closed room");
    let mut d = District { ws: plannable.ws.clone(), ..District::new() };
    let mut said = d.ws.programme.planning.clone();
    let secretary = d.ws.cohorts.iter().next().expect("a cohort").id;
    said.cohort_mut(secretary).left_out = Some(Fen::yuan(50_000));
    d.run(|ws| ws.with_plan_settings(said));
    plannable.ws = d.ws;
    let mut desk = open(&plannable);
    draft(&mut desk);
    assert!(desk.shows("魏城镇 书记 2 人"), "two of three find no seat: {:?}", desk.texts());
    let name = "试一试：同一乡镇同时离岗的书记放宽到 2 人";
    assert!(desk.shows(name), "{:?}", desk.texts());
    desk.harness.get_by_label(name).scroll_to_me();
    desk.harness.run_steps(3);
    desk.click(name);
    assert_eq!(desk.ws().programme.planning.max_away, Some(2));
    desk.wait(|window| window.app.planning().planned().is_some_and(|planned| planned.number == 2));
    assert!(desk.shows("魏城镇 书记 1 人"), "{:?}", desk.texts());
    desk.harness.state_mut().app.run_all(vec![Command::Undo]);
    desk.harness.run();
    assert_eq!(desk.ws().programme.planning.max_away, Some(1), "loosening is an edit like any other");
}

#[test]
fn the_cell_under_the_cursor_says_why_they_are_there() {
    let mut plannable = Plannable::new();
    let mut d = District { ws: plannable.ws.clone(), ..District::new() };
    let branch = d.ws.branches.iter().find(|branch| branch.name == "铁炉村").cloned().expect("it is there");
    d.put(lunxun::model::Branch { grade: lunxun::model::Grade::Lagging, ..branch });
    plannable.ws = d.ws;
    let mut desk = open(&plannable);
    draft(&mut desk);
    desk.click("魏城镇 2 期 3 人");
    assert!(desk.shows("魏城镇 · 书记轮训第 2 期"), "{:?}", desk.texts());
    assert!(desk.shows("乡镇为什么排在这期") && desk.shows("这类人员只有这一期"), "{:?}", desk.texts());
    assert!(desk.shows("甲3：所在支部为后进，优先安排"), "{:?}", desk.texts());
    desk.click("甲3：所在支部为后进，优先安排");
    assert!(desk.shows("甲3") && !desk.shows("乡镇为什么排在这期"), "the name leads to the person");
}
