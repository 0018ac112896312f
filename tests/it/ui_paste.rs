//! Cells copied from a spreadsheet and pasted wherever the program shows a table: straight into the grid with one undo
//! step, or as an import with a preview, or with a word that says why not.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use lunxun::app::{Command, Place, SessionFilter, SessionTab, SettingsTab, TopicsPlace};
use lunxun::exchange::records::What;
use lunxun::exchange::tables::Holds;
use lunxun::model::{Fen, Funding, Half, Level, MarkKind, SessionId};

use crate::exchange::district::{day, district, township, with_session};
use crate::support::window::Desk;

fn go(desk: &mut Desk, place: Place) {
    desk.harness.state_mut().app.run_all(vec![Command::Go(place)]);
    desk.harness.run_steps(4);
}

fn paste(desk: &mut Desk, text: &str) {
    desk.harness.event(Event::Paste(text.to_owned()));
    desk.harness.run_steps(4);
}

fn undo(desk: &mut Desk) {
    desk.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    desk.harness.run_steps(3);
}

/// What the page of imports has taken a pasted text for, once it is compared.
fn imported(desk: &mut Desk) -> Holds {
    desk.wait(|window| window.app.importing().is_current());
    desk.harness.state().app.importing().draft().tables[0].source.holds()
}

fn session() -> (Desk, SessionId) {
    let (ws, id) = with_session(4, 18, 19, &Half::ALL);
    (Desk::with(&ws), id)
}

/// The rooms by name, for ids follow the machine.
fn rooms(desk: &Desk) -> Vec<(String, u32)> {
    let mut rooms: Vec<_> = desk.ws().venues.iter().map(|venue| (venue.name.clone(), venue.capacity)).collect();
    rooms.sort();
    rooms
}

#[test]
fn cells_go_into_a_table_of_the_settings_from_the_cursor_on() {
    let mut desk = Desk::with(&district());
    go(&mut desk, Place::Settings(SettingsTab::Venues));
    desk.click("区委党校一教室");
    paste(&mut desk, "区委党校大教室\t\t80\r\n镇会议室\t魏城镇\t120\r\n");
    assert_eq!(rooms(&desk), [("区委党校大教室".into(), 80), ("镇会议室".into(), 120)], "one changed, one added");
    let wei = township(desk.ws(), "魏城镇");
    assert_eq!(desk.ws().venues.iter().find(|venue| venue.capacity == 120).and_then(|venue| venue.township), Some(wei));
    undo(&mut desk);
    assert_eq!(desk.ws().venues.len(), 1, "one step takes all of it back");

    paste(&mut desk, "好教室\t没有镇\t80");
    assert!(desk.shows("没有粘贴任何内容") && desk.shows("没有镇"), "{:?}", desk.texts());
    assert_eq!(desk.ws().venues.iter().next().map(|venue| venue.name.as_str()), Some("区委党校一教室"));

    // a table copied from here, corrected and pasted back finds its rows by name
    paste(&mut desk, "名称\t容纳人数\r\n区委党校一教室\t90\r\n新教室\t30");
    assert_eq!(rooms(&desk), [("区委党校一教室".into(), 90), ("新教室".into(), 30)]);

    // the headings of another office: an import with its preview
    paste(&mut desk, "教室名称\t可坐人数\n三教室\t40");
    assert_eq!(imported(&mut desk), Holds::Records(What::Venues));
    desk.click("导入 1 条");
    assert_eq!(desk.ws().venues.len(), 3);
}

#[test]
fn one_word_pasted_into_a_field_is_only_text() {
    let mut desk = Desk::with(&district());
    go(&mut desk, Place::Settings(SettingsTab::Venues));
    desk.click("区委党校一教室");
    desk.harness.key_press(Key::F2);
    desk.harness.run_steps(3);
    paste(&mut desk, "二教室");
    desk.harness.key_press(Key::Enter);
    desk.harness.run_steps(3);
    assert_eq!(desk.ws().venues.iter().next().map(|venue| venue.name.as_str()), Some("二教室"));
}

#[test]
fn marks_are_pasted_from_the_cell_under_the_cursor_on() {
    let (mut desk, id) = session();
    go(&mut desk, Place::Session(id, SessionTab::Attendance));
    paste(&mut desk, "到\t迟到\r\n√\t\r\n病假\t缺\r\n");
    let kinds: Vec<MarkKind> = desk.ws().marks_in(id).map(|mark| mark.kind).collect();
    assert_eq!(kinds.len(), 5, "a blank cell says nothing: {:?}", desk.texts());
    assert!(kinds.contains(&MarkKind::Sick) && kinds.contains(&MarkKind::Late));
    undo(&mut desk);
    assert_eq!(desk.ws().marks_in(id).count(), 0);
    paste(&mut desk, "到\n也许");
    assert!(desk.shows("看不懂考勤“也许”，可以写：到"), "{:?}", desk.texts());
    assert_eq!(desk.ws().marks_in(id).count(), 0, "all or nothing");
}

#[test]
fn costs_pasted_into_a_session_are_previewed_as_its_own() {
    let (mut desk, id) = session();
    go(&mut desk, Place::Session(id, SessionTab::Costs));
    paste(&mut desk, "项目\t金额\n讲课费\t1200\n租车费\t300");
    assert_eq!(imported(&mut desk), Holds::Records(What::Costs));
    desk.click("导入 2 条");
    assert!(desk.ws().costs.iter().all(|cost| cost.session == Some(id)));
    assert_eq!(desk.ws().costs.iter().filter_map(|cost| cost.actual).sum::<Fen>(), Fen::yuan(1_500));
}

#[test]
fn a_timetable_fills_in_and_adds_half_days() {
    let (mut desk, id) = session();
    go(&mut desk, Place::Session(id, SessionTab::Basics));
    let text = "日期\t时段\t内容\t教师\t学时\n6月18日\t上午\t党的建设\t陈教员\t4\n\t下午\t分组讨论\t\t2\n6月20日\t上午\t现场观摩\t\t4";
    paste(&mut desk, text);
    let slots = desk.ws().sessions.get(id).expect("it").slots.clone();
    let said: Vec<_> = slots.iter().map(|slot| (slot.date, slot.half, slot.topic.as_str())).collect();
    assert_eq!(said[0], (day(6, 18), Half::Morning, "党的建设"), "{:?}", desk.texts());
    assert_eq!(said[1], (day(6, 18), Half::Afternoon, "分组讨论"));
    assert_eq!(said[4], (day(6, 20), Half::Morning, "现场观摩"), "a day that was not there");
    assert_eq!((slots[0].trainer.is_some(), slots[1].minutes), (true, 90));
    undo(&mut desk);
    paste(&mut desk, "党的建设\t没有的人");
    assert!(desk.shows("“没有的人”不是已登记的教师"), "{:?}", desk.texts());
    paste(&mut desk, "专题一\n专题二");
    let slots = &desk.ws().sessions.get(id).expect("it").slots;
    assert_eq!((slots[0].topic.as_str(), slots[1].topic.as_str()), ("专题一", "专题二"), "one after the other");
}

#[test]
fn a_column_of_heads_fills_the_quotas_from_the_field_on() {
    let (mut desk, id) = session();
    go(&mut desk, Place::Session(id, SessionTab::Enrolment));
    desk.harness.get_by_role_and_label(Role::TextInput, "魏城镇名额").focus();
    desk.harness.run_steps(3);
    paste(&mut desk, "30\r\n");
    assert!(desk.ws().sessions.get(id).is_some_and(|session| session.quotas.is_empty()), "one cell is the field's own");
    desk.harness.key_press(Key::Tab);
    desk.harness.run_steps(3);
    let quota = |desk: &Desk, name: &str| {
        let (ws, unit) = (desk.ws(), township(desk.ws(), name));
        let quotas = ws.sessions.get(id).map(|session| session.quotas.clone()).unwrap_or_default();
        quotas.iter().find(|quota| quota.township == unit).map_or(0, |quota| quota.heads)
    };
    assert_eq!(quota(&desk, "魏城镇"), 30);
    desk.harness.get_by_role_and_label(Role::TextInput, "游仙镇名额").focus();
    desk.harness.run_steps(3);
    paste(&mut desk, "魏城镇\t12\n游仙镇\t8人");
    assert_eq!((quota(&desk, "游仙镇"), quota(&desk, "魏城镇")), (8, 12), "{:?}", desk.texts());
    undo(&mut desk);
    assert_eq!((quota(&desk, "游仙镇"), quota(&desk, "魏城镇")), (0, 30));
}

#[test]
fn amounts_fill_the_ceilings_by_source_and_level() {
    let mut desk = Desk::with(&district());
    go(&mut desk, Place::Budget);
    desk.click("设上限…");
    let field = desk.harness.get_all_by_role_and_label(Role::TextInput, "党费").next().expect("the district's dues");
    field.focus();
    desk.harness.run_steps(3);
    paste(&mut desk, "1万\t5000\t\r\n2万\t6000\t700\r\n");
    let at = |desk: &Desk, level, at: usize| {
        let first = Funding::ALL.iter().position(|source| *source == Funding::Dues).expect("dues");
        desk.ws().programme.ceiling_of(level, Some(Funding::ALL[first + at]))
    };
    assert_eq!(at(&desk, Level::District, 0), Fen::yuan(10_000), "{:?}", desk.texts());
    assert_eq!(at(&desk, Level::Township, 1), Fen::yuan(6_000));
    assert_eq!(at(&desk, Level::Village, 1), Fen::yuan(700));
    paste(&mut desk, "");
    assert_eq!(at(&desk, Level::District, 0), Fen::yuan(10_000), "leaving the field puts nothing back");
}

#[test]
fn a_table_pasted_on_any_page_is_known_by_its_headings_and_a_word_is_told_that_it_means_nothing() {
    let mut desk = Desk::with(&district());
    paste(&mut desk, "随便一句话");
    assert!(desk.shows("这里不能粘贴这段文字"), "{:?}", desk.texts());
    paste(&mut desk, "姓名\t单位\t职称\n刘专家\t农科院\t研究员");
    assert_eq!(imported(&mut desk), Holds::Records(What::Trainers));
    desk.click("放弃");
    go(&mut desk, Place::Topics(TopicsPlace::default()));
    paste(&mut desk, "番茄嫁接技术\n怎样办好合作社");
    assert_eq!(imported(&mut desk), Holds::Records(What::Topics));
    desk.click("导入 2 条");
    assert_eq!(desk.ws().topics.len(), 2);
    go(&mut desk, Place::Sessions(SessionFilter::default()));
    paste(&mut desk, "班次名称\t培训时间\n新村讲座\t7月3日");
    assert_eq!(imported(&mut desk), Holds::Records(What::Sessions));
}
