//! Holidays, which stand under their day: the day itself is changed like any other field.

use egui::Key;
use egui_kittest::kittest::Queryable as _;
use lunxun::app::SettingsTab;
use lunxun::model::Holiday;
use lunxun::ui::pages::settings::SettingsPage;

use super::{Settings, edit, type_over};
use crate::support::desk::Desk;
use crate::support::district::{District, day};

fn open(holidays: &[(u32, u32, &str, bool)]) -> Settings {
    let mut d = District::new();
    for (month, date, name, is_workday) in holidays {
        d.put(Holiday { date: day(*month, *date), name: (*name).into(), is_workday: *is_workday });
    }
    let mut page = SettingsPage::default();
    page.open(SettingsTab::Holidays);
    let mut harness = Desk::new(d.ws, page)
        .harness(egui::Theme::Light, |page, ui, view, commands| page.ui(ui, view, commands, |_| {}));
    harness.run();
    harness
}

fn holidays(harness: &Settings) -> Vec<(chrono::NaiveDate, String, bool)> {
    let ws = harness.state().document.workspace();
    ws.holidays.iter().map(|one| (one.date, one.name.clone(), one.is_workday)).collect()
}

#[test]
fn a_day_is_moved_past_others_and_stays_under_the_cursor() {
    let mut harness = open(&[(9, 30, "中秋节", false), (10, 1, "国庆节", false)]);
    edit(&mut harness, "2012-09-30");
    type_over(&mut harness, "节假日 日期", "10-8");
    harness.key_press(Key::Tab);
    harness.run();
    harness.run();
    assert_eq!(
        holidays(&harness),
        [(day(10, 1), "国庆节".into(), false), (day(10, 8), "中秋节".into(), false)],
        "it stands in order under its new day"
    );
    // Tab has gone on to the weekday of the same row, which follows from the day
    type_over(&mut harness, "节假日 星期", "周五");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("星期由日期决定，请改日期");
    harness.key_press(Key::Escape);
    harness.run();
    harness.state_mut().undo();
    harness.run();
    assert_eq!(holidays(&harness)[0].0, day(9, 30));
}

#[test]
fn two_holidays_cannot_stand_on_one_day() {
    let mut harness = open(&[(9, 30, "中秋节", false), (10, 1, "国庆节", false)]);
    edit(&mut harness, "2012-09-30");
    type_over(&mut harness, "节假日 日期", "10-1");
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label_contains("重复");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(holidays(&harness).len(), 2);
}

#[test]
fn a_saturday_is_worked_in_exchange_and_the_announced_days_are_filled_in() {
    let mut harness = open(&[(9, 30, "中秋节", false)]);
    harness.get_by_label("新节假日").click();
    harness.run();
    harness.run();
    type_over(&mut harness, "节假日 日期", "9-29");
    harness.key_press(Key::Enter);
    harness.run();
    harness.run();
    for _ in 0..3 {
        harness.key_press(Key::ArrowRight);
        harness.run();
    }
    harness.key_press(Key::F2);
    harness.run();
    harness.key_press(Key::ArrowDown);
    harness.key_press(Key::Enter);
    harness.run();
    let worked: Vec<_> = holidays(&harness).into_iter().filter(|one| one.2).map(|one| one.0).collect();
    assert_eq!(worked, [day(9, 29)], "the new row keeps the cursor");
    let ws = harness.state().document.workspace();
    assert!(!ws.is_day_off(day(9, 29)) && ws.is_day_off(day(9, 30)));
    harness.get_by_label_contains("补入 2012 年国务院公布的").click();
    harness.run();
    harness.run();
    let all = holidays(&harness);
    assert!(all.iter().any(|one| one.0 == day(10, 1) && !one.2), "{all:?}");
    assert!(all.iter().any(|one| one.0 == day(9, 30) && one.1 == "中秋节"), "what was there stays");
    assert!(harness.query_by_label_contains("补入").is_none(), "nothing is missing any more");
}
