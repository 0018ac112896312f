//! Fields, dialogs and notices: what a hand, a keyboard and an input method do to them.

use chrono::{Datelike as _, NaiveDate};
use egui::{Event, ImeEvent, Key, Role, Theme, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::ui::theme::Tone;
use lunxun::ui::widgets::{
    DatePicker, DayMark, Dialog, DialogAnswer, Field, SearchLook, SearchText, Toast, Toasts, button, search_field,
};
use lunxun::words::widgets::ZH;

use crate::support::raster::harness;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day that exists")
}

struct Form {
    search: SearchText,
    queries: Vec<String>,
    n_places: i64,
    cost_fen: i64,
    start: NaiveDate,
    end: Option<NaiveDate>,
    name: String,
    dialog: Option<DialogAnswer>,
}

impl Form {
    fn new() -> Self {
        Self {
            search: SearchText::default(),
            queries: Vec::new(),
            n_places: 50,
            cost_fen: 6_100,
            start: day(2012, 6, 18),
            end: None,
            name: String::new(),
            dialog: None,
        }
    }
}

fn day_mark(day: NaiveDate) -> Option<DayMark> {
    let mark = |tone, text: &str| Some(DayMark { tone, text: text.to_owned() });
    match (day.month(), day.day()) {
        (6, 22..=24) => mark(Tone::Bad, "端午节放假"),
        (6, 30) => mark(Tone::Warn, "调休上班"),
        _other => None,
    }
}

fn form_ui(ui: &mut Ui, form: &mut Form) {
    let look = SearchLook { name: "搜索人员", placeholder: "姓名或拼音首字母", width: 200.0, shortcut: "" };
    if search_field(ui, &mut form.search, &look, &ZH).changed() {
        form.queries.push(form.search.query().to_owned());
    }
    ui.horizontal_top(|ui| {
        Field::new("名额").number_ui(ui, &mut form.n_places, 1..=2000, &ZH);
        Field::new("费用（元）").money_ui(ui, &mut form.cost_fen, &ZH);
    });
    ui.horizontal_top(|ui| {
        let today = day(2012, 6, 28);
        let picker = |label| DatePicker::new(label, today, today).marks(&day_mark);
        picker("开班").range(day(2012, 1, 1)..=day(2012, 12, 31)).ui(ui, &mut form.start, &ZH);
        picker("结束").optional_ui(ui, &mut form.end, &ZH);
    });
    if form.dialog == Some(DialogAnswer::Open) {
        let dialog = Dialog::new("新班次", "创建", "取消").ready(!form.name.is_empty());
        let answer = dialog.show(ui.ctx(), |ui| {
            Field::new("名称").text_ui(ui, &mut form.name);
        });
        form.dialog = Some(answer);
    }
}

fn form() -> Harness<'static, Form> {
    harness([620.0, 460.0], Theme::Light).build_ui_state(form_ui, Form::new())
}

fn field<'a>(harness: &'a Harness<'_, Form>, label: &'a str) -> egui_kittest::Node<'a> {
    harness.get_by_role_and_label(Role::TextInput, label)
}

fn press(harness: &mut Harness<'_, Form>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn fill(harness: &mut Harness<'_, Form>, label: &str, text: &str) {
    field(harness, label).focus();
    harness.run();
    field(harness, label).type_text(text);
    harness.run();
    press(harness, Key::Enter);
}

fn compose(harness: &mut Harness<'_, Form>, text: &str) {
    harness.event(Event::Ime(ImeEvent::Preedit { text: text.to_owned(), active_range_chars: None }));
    harness.run();
}

fn commit(harness: &mut Harness<'_, Form>, text: &str) {
    harness.event(Event::Ime(ImeEvent::Commit(text.to_owned())));
    harness.run();
}

#[test]
fn half_typed_pinyin_is_not_searched_for() {
    let mut harness = form();
    harness.get_by_label("搜索人员").focus();
    harness.run();
    compose(&mut harness, "li");
    compose(&mut harness, "li'jian");
    assert!(harness.state().queries.is_empty(), "{:?}", harness.state().queries);
    commit(&mut harness, "李建");
    assert_eq!(harness.state().queries, ["李建"]);
    harness.get_by_label("清除").click();
    harness.run();
    assert_eq!(harness.state().search.query(), "");
}

#[test]
fn plain_letters_are_searched_for_at_every_key_and_escape_empties_the_field() {
    let mut harness = form();
    harness.get_by_label("搜索人员").focus();
    harness.run();
    for letter in ["l", "j", "g"] {
        harness.get_by_label("搜索人员").type_text(letter);
        harness.run();
    }
    assert_eq!(harness.state().queries, ["l", "lj", "ljg"]);
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().search.query(), "");
}

#[test]
fn an_amount_is_taken_over_on_enter_and_an_unreadable_one_stays_with_the_reason() {
    let mut harness = form();
    fill(&mut harness, "费用（元）", "1.2万");
    assert_eq!(harness.state().cost_fen, 1_200_000);
    assert_eq!(field(&harness, "费用（元）").value().as_deref(), Some("12,000.00"));
    fill(&mut harness, "费用（元）", "十二");
    assert_eq!(harness.state().cost_fen, 1_200_000, "the amount before stays");
    assert!(harness.query_by_label(ZH.money_unreadable).is_some());
    fill(&mut harness, "费用（元）", "-3");
    assert!(harness.query_by_label(ZH.money_negative).is_some());
    fill(&mut harness, "费用（元）", "61");
    assert_eq!(harness.state().cost_fen, 6_100);
    assert!(harness.query_by_label(ZH.money_unreadable).is_none());
}

#[test]
fn a_number_outside_its_range_is_not_taken_over() {
    let mut harness = form();
    fill(&mut harness, "名额", "0");
    assert_eq!(harness.state().n_places, 50);
    assert!(harness.query_by_label("应在 1 至 2000 之间").is_some());
    fill(&mut harness, "名额", "６０");
    assert_eq!(harness.state().n_places, 60);
}

#[test]
fn a_date_is_typed_short_and_shown_long() {
    let mut harness = form();
    fill(&mut harness, "开班", "3-15");
    assert_eq!(harness.state().start, day(2012, 3, 15));
    assert_eq!(field(&harness, "开班").value().as_deref(), Some("2012-03-15 周四"));
    fill(&mut harness, "开班", "4月31日");
    assert_eq!(harness.state().start, day(2012, 3, 15), "the day before stays");
    assert!(harness.query_by_label("没有这一天：2012-04-31").is_some());
    fill(&mut harness, "开班", "2013-1-1");
    assert!(harness.query_by_label("日期应在 2012-01-01 至 2012-12-31 之间").is_some());
    fill(&mut harness, "结束", "20日");
    assert_eq!(harness.state().end, Some(day(2012, 6, 20)), "this month's");
}

#[test]
fn a_day_is_chosen_with_the_keyboard_alone() {
    let mut harness = form();
    field(&harness, "开班").focus();
    harness.run();
    for key in [Key::ArrowDown, Key::ArrowRight, Key::ArrowDown, Key::PageDown, Key::ArrowLeft, Key::Enter] {
        press(&mut harness, key);
    }
    assert_eq!(harness.state().start, day(2012, 7, 25));
    assert!(harness.query_by_label("今天").is_none(), "the calendar is closed");
    assert_eq!(field(&harness, "开班").value().as_deref(), Some("2012-07-25 周三"));
}

#[test]
fn a_day_is_chosen_with_the_mouse() {
    let mut harness = form();
    harness.get_by_label("结束：打开日历").click();
    harness.run();
    harness.get_by_label("上个月").click();
    harness.run();
    harness.get_by_label("2012-05-07").click();
    harness.run();
    assert_eq!(harness.state().end, Some(day(2012, 5, 7)));
    harness.get_by_label("开班：打开日历").click();
    harness.run();
    harness.get_by_label("今天").click();
    harness.run();
    assert_eq!(harness.state().start, day(2012, 6, 28));
}

#[test]
fn the_calendar_looks_as_designed() {
    let mut harness = form();
    harness.get_by_label("开班：打开日历").click();
    harness.run();
    for _ in 0..4 {
        press(&mut harness, Key::ArrowRight);
    }
    harness.snapshot("kit_calendar");
}

#[test]
fn enter_confirms_a_dialog_when_it_is_ready_but_not_while_composing() {
    let mut harness = form();
    harness.state_mut().dialog = Some(DialogAnswer::Open);
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().dialog, Some(DialogAnswer::Open), "a name is missing");
    field(&harness, "名称").focus();
    harness.run();
    compose(&mut harness, "shuji");
    harness.event(Event::Ime(ImeEvent::Commit("书记".to_owned())));
    harness.run();
    assert_eq!(harness.state().dialog, Some(DialogAnswer::Open));
    assert_eq!(harness.state().name, "书记");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().dialog, Some(DialogAnswer::Confirmed));
}

#[test]
fn escape_leaves_a_dialog() {
    let mut harness = form();
    harness.state_mut().dialog = Some(DialogAnswer::Open);
    harness.run();
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().dialog, Some(DialogAnswer::Cancelled));
}

#[derive(Default)]
struct Notices {
    toasts: Toasts<&'static str>,
    asked: Vec<&'static str>,
}

fn notices_ui(ui: &mut Ui, notices: &mut Notices) {
    if button(ui, "删除").clicked() {
        let toast = |text: &str, tone, action| Toast { text: text.to_owned(), tone, action };
        let now = ui.input(|input| input.time);
        notices.toasts.push(toast("保存失败：磁盘已满，改动仍在内存中", Tone::Bad, None), now);
        let undo = Some(("撤销".to_owned(), "undo"));
        notices.toasts.push(toast("已删除 书记轮训第 8 期", Tone::Good, undo), now);
    }
    notices.asked.extend(notices.toasts.show(ui.ctx(), 20.0, &ZH));
}

#[test]
fn a_notice_offers_the_way_back_and_only_bad_news_stays() {
    let mut harness =
        harness([620.0, 220.0], Theme::Light).with_max_steps(40).build_ui_state(notices_ui, Notices::default());
    harness.get_by_label("删除").click();
    harness.run_steps(4);
    harness.snapshot("kit_notices");
    harness.get_by_label("撤销").click();
    harness.run_steps(4);
    assert_eq!(harness.state().asked, ["undo"]);
    harness.get_by_label("删除").click();
    harness.run_steps(40);
    assert!(harness.query_by_label("撤销").is_none(), "good news goes by itself");
    assert!(harness.query_all_by_label("保存失败：磁盘已满，改动仍在内存中").count() > 0);
}

#[test]
fn a_dialog_looks_as_designed() {
    let mut harness = form();
    harness.state_mut().dialog = Some(DialogAnswer::Open);
    harness.state_mut().name = "书记轮训第 12 期".to_owned();
    harness.run();
    harness.snapshot("kit_dialog");
}
