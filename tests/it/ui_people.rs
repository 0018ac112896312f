//! The people page: finding, changing, choosing many, pasting a list.

use egui::{Key, Modifiers, Theme};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use lunxun::app::PeopleFilter;
use lunxun::model::{ExemptionReason, PersonId, Sex, Topic, TopicArea, TopicState, topics::Asker};
use lunxun::ui::pages::people::PeoplePage;

use crate::support::desk::Desk;
use crate::support::district::{District, day};

struct Story {
    desk: Desk<PeoplePage>,
    li: PersonId,
    shan: PersonId,
}

fn story() -> Story {
    let mut d = District::new();
    let (wei, jie) = (d.township("魏城镇"), d.township("街子乡"));
    let (village, vegetables) = (d.branch(wei, "铁炉村"), d.branch(jie, "蔬菜支部"));
    let (secretary, leader, member) = (d.secretary, d.leader, d.member);
    let li = d.person("李金花", vegetables, &[leader, member]);
    let shan = d.person("单雄信", village, &[secretary]);
    let others = ["李建国", "黎建民", "林静", "王秀英", "曾小兰", "刘佳", "梁菊"];
    let others = others.map(|name| d.person(name, village, &[member]));
    d.edit_person(li, |person| {
        person.sex = Some(Sex::Female);
        person.phone = "15200001187".into();
        person.id_number = "510704197001011237".into();
    });
    let class = d.session("蔬菜病虫害防治", day(3, 15), 1, &[member]);
    d.attend(class, &[li, others[0]]);
    let visit = d.session("先进村考察（一）", day(7, 25), 1, &[member]);
    d.run(|ws| ws.enrol(visit, &[li]));
    let id = d.ws.ids.take();
    d.put(Topic {
        id,
        text: "大棚番茄嫁接技术".into(),
        area: TopicArea::Prosperity,
        state: TopicState::Scheduled { session: visit },
        askers: vec![Asker::person(li, day(2, 1))],
    });
    Story { desk: Desk::new(d.ws, PeoplePage::default()), li, shan }
}

fn open(desk: Desk<PeoplePage>) -> Harness<'static, Desk<PeoplePage>> {
    themed(desk, Theme::Light)
}

fn themed(desk: Desk<PeoplePage>, theme: Theme) -> Harness<'static, Desk<PeoplePage>> {
    desk.harness(theme, PeoplePage::ui)
}

fn search(harness: &mut Harness<'_, Desk<PeoplePage>>, text: &str) {
    harness.get_by_label("搜索人员").focus();
    harness.run();
    harness.get_by_label("搜索人员").type_text(text);
    harness.run();
}

#[test]
fn initials_find_the_right_people() {
    let mut harness = open(story().desk);
    harness.run();
    harness.get_by_label("9 人");
    search(&mut harness, "lj");
    for name in ["李金花", "李建国", "黎建民", "林静", "刘佳", "梁菊"] {
        harness.get_by_label(name);
    }
    assert!(harness.query_by_label("王秀英").is_none(), "她的首字母是 wxy");
    harness.get_by_label("9 人，命中 6");
}

#[test]
fn a_surname_is_found_in_every_reading() {
    for typed in ["sxx", "dxx"] {
        let mut harness = open(story().desk);
        harness.run();
        search(&mut harness, typed);
        harness.get_by_label("单雄信");
        harness.get_by_label("9 人，命中 1");
    }
}

#[test]
fn nobody_found_says_what_to_do() {
    let mut harness = open(story().desk);
    harness.run();
    search(&mut harness, "zzz");
    harness.get_by_label("没有符合条件的人员");
    harness.get_by_label("清除筛选").click();
    harness.run();
    harness.get_by_label("李金花");
}

#[test]
fn the_filter_shows_who_is_not_yet_trained() {
    let mut desk = story().desk;
    desk.page.set_filter(PeopleFilter { is_trained: Some(false), ..PeopleFilter::default() });
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label("9 人，命中 7");
    assert!(harness.query_by_label("李金花").is_none());
}

#[test]
fn a_phone_is_corrected_and_the_correction_taken_back() {
    let Story { mut desk, li, .. } = story();
    desk.page.open(li);
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label("修改").click();
    harness.run();
    let field = harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "电话");
    field.focus();
    harness.run();
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "电话").type_text("13900001111");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let phone = |harness: &Harness<'_, Desk<PeoplePage>>| {
        harness.state().document.workspace().people.get(li).map(|person| person.phone.clone())
    };
    assert_eq!(phone(&harness).as_deref(), Some("13900001111"));
    assert_eq!(harness.state().told, ["修改人员“李金花”"]);
    harness.state_mut().undo();
    harness.run();
    assert_eq!(phone(&harness).as_deref(), Some("15200001187"));
}

#[test]
fn a_refused_change_stays_in_its_field_with_the_reason() {
    let Story { mut desk, li, .. } = story();
    desk.page.open(li);
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label("修改").click();
    harness.run();
    let birth = |harness: &Harness<'_, Desk<PeoplePage>>| {
        harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "出生日期").value()
    };
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "出生日期").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "出生日期").type_text("1970-04-31");
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.get_by_label("没有这一天：1970-04-31");
    assert_eq!(birth(&harness).as_deref(), Some("1970-04-31"), "what was typed is still there");
    assert!(harness.state().told.is_empty(), "nothing was changed");
}

#[test]
fn many_are_exempted_in_one_step() {
    let mut harness = open(story().desk);
    harness.run();
    harness.get_by_label("全选").click();
    harness.run();
    harness.get_by_label("已选 9 人");
    harness.get_by_label("免训").click();
    harness.run();
    harness.get_by_label("免训：年老").click();
    harness.run();
    let exempt = |harness: &Harness<'_, Desk<PeoplePage>>| {
        let people = &harness.state().document.workspace().people;
        people.iter().filter(|p| p.exemption.as_ref().is_some_and(|e| e.reason == ExemptionReason::Old)).count()
    };
    assert_eq!(exempt(&harness), 9);
    harness.state_mut().undo();
    assert_eq!(exempt(&harness), 0, "one step back takes all of it back");
}

#[test]
fn people_are_moved_to_a_branch_found_by_initials() {
    let Story { mut desk, shan, .. } = story();
    desk.page.set_filter(PeopleFilter { search: "sxx".into(), ..PeopleFilter::default() });
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label("全选").click();
    harness.run();
    harness.get_by_label("调整支部…").click();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "查找支部").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "查找支部").type_text("sczb");
    harness.run();
    harness.get_by_label_contains("蔬菜支部").click();
    harness.run();
    harness.get_by_label("确定").click();
    harness.run();
    let ws = harness.state().document.workspace();
    let branch = ws.people.get(shan).and_then(|person| person.home_on(day(6, 28))).and_then(|id| ws.branches.get(id));
    assert_eq!(branch.map(|branch| branch.name.as_str()), Some("蔬菜支部"));
    let before = ws.people.get(shan).and_then(|person| person.home_on(day(6, 1))).and_then(|id| ws.branches.get(id));
    assert_eq!(before.map(|branch| branch.name.as_str()), Some("铁炉村"), "the past stays on record");
}

#[test]
fn a_new_person_is_added_and_shown() {
    let mut harness = open(story().desk);
    harness.run();
    harness.get_by_label("新人员").click();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "姓名").type_text("马永贵");
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "查找支部").focus();
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "查找支部").type_text("tlc");
    harness.run();
    harness.get_by_role_and_label(egui::accesskit::Role::Button, "铁炉村 魏城镇").click();
    harness.run();
    harness.get_by_label("新增").click();
    harness.run();
    assert_eq!(harness.state().told, ["新增人员“马永贵”"]);
    harness.get_by_label("10 人");
    assert!(harness.get_all_by_label("马永贵").count() >= 2, "in the grid and beside it");
}

#[test]
fn the_detail_tells_hours_sessions_and_topics() {
    let Story { mut desk, li, .. } = story();
    desk.page.open(li);
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label("/ 2 学时，已达标");
    harness.get_by_label("4 学时 · 结业");
    harness.get_by_label("已通知");
    harness.get_by_label("大棚番茄嫁接技术");
    harness.get_by_label("已排班");
    assert!(harness.query_by_label_contains("15200001187").is_none(), "masked unless asked for");
    harness.get_by_label("152****1187 · 510704***********7");
}

#[test]
fn hours_are_shown_half_day_by_half_day_and_mended_with_a_seat() {
    let Story { mut desk, shan, .. } = story();
    let ws = desk.document.workspace().clone();
    let secretary = ws.people.get(shan).expect("he is there").cohorts[0].cohort;
    let mut d = District { ws, secretary, leader: secretary, member: secretary };
    let july = d.session("书记班", day(7, 10), 1, &[secretary]);
    desk = Desk::new(d.ws, PeoplePage::default());
    desk.page.open(shan);
    let mut harness = open(desk);
    harness.run();
    harness.get_by_label("/ 4 学时，还差 4");
    harness.get_by_label("学时明细…").click();
    harness.run();
    harness.get_by_label("学时明细：单雄信");
    harness.get_by_label("课堂 0 学时 · 线上 0 学时 · 合计 0 / 4 学时 · 还差 4 学时");
    harness.get_by_label_contains("07-10 书记班").click();
    harness.run();
    harness.get_by_label("报名").click();
    harness.run();
    assert!(harness.state().document.workspace().enrolments.has((july, shan)));
    harness.get_by_label("学时明细…").click();
    harness.run();
    assert!(harness.get_all_by_label("尚未开课").count() == 2, "both half days are to come");
    harness.state_mut().undo();
    assert!(!harness.state().document.workspace().enrolments.has((july, shan)));
}

fn picture(theme: Theme, name: &str) {
    let Story { mut desk, li, .. } = story();
    desk.page.open(li);
    let mut harness = themed(desk, theme);
    harness.run();
    search(&mut harness, "lj");
    harness.snapshot(name);
}

#[test]
fn the_page_looks_as_designed_in_light() {
    picture(Theme::Light, "people_light");
}

#[test]
fn the_page_looks_as_designed_in_dark() {
    picture(Theme::Dark, "people_dark");
}

const LIST: &str = "姓名\t乡镇\t支部\t职务\t培训对象\t联系电话\r\n\
    马永贵\t魏城\t铁炉村\t委员\t党员\t13800001037\r\n\
    李金花\t街子乡\t蔬菜支部\t\t党员\t15200001187\r\n\
    赵立新\t魏城\t没有的村\t\t党员\t\r\n";

#[test]
fn a_pasted_list_is_shown_before_it_changes_anything_and_is_one_step() {
    let mut harness = open(story().desk);
    harness.run();
    harness.get_by_label("李建国").click();
    harness.run();
    harness.event(egui::Event::Paste(LIST.to_owned()));
    harness.run_steps(8);
    harness.get_by_label_contains("认出的列：姓名、乡镇、支部、职务、培训对象、电话");
    harness.get_by_label("不能导入");
    harness.get_by_label_contains("没有支部“没有的村”");
    assert_eq!(harness.state().document.workspace().people.len(), 9, "nothing has changed yet");
    harness.get_by_label("导入").click();
    harness.run_steps(8);
    let find = |harness: &Harness<'_, Desk<PeoplePage>>, name: &str| {
        harness.state().document.workspace().people.iter().any(|person| person.name == name)
    };
    assert!(find(&harness, "马永贵"));
    assert!(!find(&harness, "赵立新"), "a refused row is left out");
    harness.get_by_label("10 人");
    harness.state_mut().undo();
    assert!(!find(&harness, "马永贵"));
}
