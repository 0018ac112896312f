//! The page of sessions, through what a clerk does with keyboard and mouse.

mod editing;
mod mending;
mod pictures;

use egui::accesskit::Role;
use egui::{Frame, Key, Margin, Modifiers, Theme, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use lunxun::app::{Command, Commands, Document, Place, SessionTab, Signature, View};
use lunxun::model::{
    Course, DateSpan, Half, History, Level, MarkKind, Mode, Period, PersonId, SessionId, SlotNo, Status, TownshipId,
    Venue, Workspace,
};
use lunxun::ui::pages::sessions::SessionsPage;
use lunxun::words::{Lang, refusals};

use crate::support::district::{District, day};
use crate::support::raster::harness;

/// The page over an open document, as the window holds it.
struct Desk {
    document: Document,
    page: SessionsPage,
    lang: Lang,
    /// What the window would have said.
    told: Vec<String>,
}

impl Desk {
    fn new(ws: Workspace) -> Self {
        let document = Document::new(ws, History::default(), 0, day(6, 28));
        Self { document, page: SessionsPage::default(), lang: Lang::Zh, told: Vec::new() }
    }

    fn ws(&self) -> &Workspace {
        self.document.workspace()
    }

    fn ui(&mut self, ui: &mut Ui) {
        let mut commands = Commands::default();
        Frame::new().inner_margin(Margin::same(16)).show(ui, |ui| {
            let view = View {
                ws: self.document.workspace(),
                derived: self.document.derived(),
                lang: self.lang,
                today: day(6, 28),
                as_of: day(6, 28),
                is_masked: true,
                is_read_only: false,
                planning: None,
                thumbnails: None,
            };
            self.page.ui(ui, view, &mut commands);
        });
        for command in commands.take() {
            self.carry_out(command);
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "the page asks for no more than these")]
    fn carry_out(&mut self, command: Command) {
        match command {
            Command::Edit { label, change } => {
                if let Err(refusal) = self.document.run(label, change, signature()) {
                    self.told.push(refusals::refusal(Lang::Zh, &refusal));
                }
            }
            Command::Go(Place::Session(id, tab)) => self.page.open(id, tab),
            Command::Notify(notice) => self.told.push(notice.text),
            _other => {}
        }
    }

    fn mark(&self, session: SessionId, person: PersonId, slot: u16) -> Option<MarkKind> {
        self.ws().mark((session, person, SlotNo(slot)))
    }
}

fn signature() -> Signature {
    Signature { at: day(6, 28).and_hms_opt(9, 41, 7).expect("a time of day"), author: "王芳".into() }
}

fn window(desk: Desk) -> Harness<'static, Desk> {
    window_in(desk, Theme::Light)
}

fn window_in(desk: Desk, theme: Theme) -> Harness<'static, Desk> {
    harness([1218.0, 698.0], theme).build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk)
}

/// A class of twelve secretaries over three days in June, and what stands around it.
struct Class {
    ws: Workspace,
    id: SessionId,
    people: Vec<PersonId>,
    unit: TownshipId,
}

const TWELVE: [(&str, &str); 12] = [
    ("李建国", "魏城镇"),
    ("王秀英", "魏城镇"),
    ("张志强", "东林乡"),
    ("刘桂芳", "街子乡"),
    ("陈明亮", "柏林镇"),
    ("杨光荣", "建华乡"),
    ("赵立新", "白蝉乡"),
    ("周玉兰", "新桥镇"),
    ("吴德才", "玉河镇"),
    ("郑国栋", "石马镇"),
    ("孙丽华", "松垭镇"),
    ("马永贵", "忠兴镇"),
];

fn class() -> Class {
    let mut d = District::new();
    let mut units: Vec<(String, TownshipId)> = Vec::new();
    let mut people = Vec::new();
    for (i, (name, unit)) in TWELVE.into_iter().enumerate() {
        let township = match units.iter().find(|(known, _)| known == unit) {
            Some((_, id)) => *id,
            None => d.township(unit),
        };
        units.push((unit.to_owned(), township));
        let branch = d.branch(township, &format!("示例{}村", i + 1));
        people.push(d.person(name, branch, &[d.secretary]));
        d.person(&format!("何小{}", ["军", "红", "兰", "伟"][i % 4]), branch, &[d.member]);
    }
    let venue = d.ws.ids.take();
    d.put(Venue {
        id: venue,
        name: "区委党校一教室".into(),
        township: None,
        capacity: 50,
        closed: Vec::new(),
        is_shared: false,
        day_rate: None,
        valid: Period::ALWAYS,
    });
    let course = course(&mut d, "书记轮训", 3, 60);
    course_of_members(&mut d);
    let earlier = d.session("书记轮训第 7 期", day(6, 11), 3, &[d.secretary]);
    let id = d.session("书记轮训第 8 期", day(6, 18), 3, &[d.secretary]);
    let later = d.session("土地流转政策", day(7, 9), 1, &[d.member]);
    d.edit_session(later, |session| session.mode = Mode::LectureHall);
    for session in [earlier, id] {
        d.edit_session(session, |session| {
            session.course = Some(course);
            session.venue = Some(venue);
            for slot in &mut session.slots {
                slot.minutes = 180;
            }
        });
    }
    d.run(|ws| ws.enrol(id, &people));
    d.cost(id, 4_500, Some(4_260));
    d.cost(id, 1_800, None);
    let unit = units[0].1;
    Class { ws: d.ws, id, people, unit }
}

fn course(d: &mut District, name: &str, n_days: u32, max_heads: u32) -> lunxun::model::CourseId {
    let id = d.ws.ids.take();
    let cohorts = vec![d.secretary];
    d.put(Course {
        id,
        name: name.into(),
        mode: Mode::PartySchool,
        level: Level::District,
        cohorts,
        n_days,
        slot_minutes: 180,
        max_heads,
        purpose: String::new(),
    });
    id
}

fn course_of_members(d: &mut District) {
    let id = d.ws.ids.take();
    let cohorts = vec![d.member];
    d.put(Course {
        id,
        name: "蔬菜病虫害防治".into(),
        mode: Mode::Remote,
        level: Level::Township,
        cohorts,
        n_days: 1,
        slot_minutes: 180,
        max_heads: 400,
        purpose: String::new(),
    });
}

/// The attendance tab of the class, ready for the keyboard.
fn attendance(class: &Class) -> Harness<'static, Desk> {
    let mut desk = Desk::new(class.ws.clone());
    desk.page.open(class.id, SessionTab::Attendance);
    let mut window = window(desk);
    window.run();
    window
}

fn press(window: &mut Harness<'_, Desk>, keys: &[Key]) {
    for key in keys {
        window.key_press(*key);
        window.run();
    }
}

fn row(window: &Harness<'_, Desk>, name: &str) -> String {
    let node = window.get_by(|node| {
        let label = node.label().or(node.value()).unwrap_or_default();
        label.contains(name) && label.contains("学时")
    });
    let node = node.accesskit_node();
    node.label().or(node.value()).unwrap_or_default()
}

#[test]
fn all_are_present_but_the_seventh_who_was_late() {
    let class = class();
    let mut window = attendance(&class);
    window.get_by_label("本时段全部到课").click();
    window.run();
    let desk = window.state();
    assert!(class.people.iter().all(|person| desk.mark(class.id, *person, 0) == Some(MarkKind::Present)));
    assert_eq!(desk.ws().sessions.get(class.id).map(|session| session.status), Some(Status::Running));

    press(&mut window, &[Key::ArrowDown; 6]);
    press(&mut window, &[Key::Num2]);
    assert_eq!(window.state().mark(class.id, class.people[6], 0), Some(MarkKind::Late));
    assert!(row(&window, "赵立新").contains("迟 · · · · · 学时 4"), "{}", row(&window, "赵立新"));

    press(&mut window, &[Key::Num0]);
    assert_eq!(window.state().mark(class.id, class.people[7], 0), None, "the cursor has gone on to the next row");
}

#[test]
fn a_mark_can_be_taken_back() {
    let class = class();
    let mut window = attendance(&class);
    press(&mut window, &[Key::Num7]);
    assert_eq!(window.state().mark(class.id, class.people[0], 0), Some(MarkKind::Absent));
    window.state_mut().document.undo(signature()).expect("it can be undone");
    window.run();
    assert_eq!(window.state().mark(class.id, class.people[0], 0), None);
    assert!(row(&window, "李建国").contains("· · · · · · 学时 0"), "{}", row(&window, "李建国"));
}

#[test]
fn a_block_is_marked_at_once() {
    let class = class();
    let mut window = attendance(&class);
    for key in [Key::ArrowDown, Key::ArrowDown, Key::ArrowRight] {
        window.key_press_modifiers(Modifiers::SHIFT, key);
        window.run();
    }
    press(&mut window, &[Key::Num4]);
    let sick = |i: usize, slot| window.state().mark(class.id, class.people[i], slot) == Some(MarkKind::Sick);
    assert!((0..3).all(|i| sick(i, 0) && sick(i, 1)));
    assert!(!sick(3, 0) && !sick(0, 2));
}

#[test]
fn serial_numbers_mark_ranges_and_mistakes_are_told() {
    let class = class();
    let mut window = attendance(&class);
    window.get_by_role_and_label(Role::TextInput, "序号范围").focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "序号范围").type_text("1-3,5");
    press(&mut window, &[Key::Enter]);
    let present = |window: &Harness<'_, Desk>, i: usize| window.state().mark(class.id, class.people[i], 0);
    assert_eq!(present(&window, 2), Some(MarkKind::Present));
    assert_eq!((present(&window, 3), present(&window, 4)), (None, Some(MarkKind::Present)));

    window.get_by_role_and_label(Role::TextInput, "序号范围").focus();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "序号范围").type_text("9-40");
    press(&mut window, &[Key::Enter]);
    assert!(window.query_by_label("没有序号 40，最后一个序号是 12").is_some());
}

#[test]
fn initials_find_a_row() {
    let class = class();
    let mut window = attendance(&class);
    press(&mut window, &[Key::S, Key::L, Key::H, Key::Num5]);
    assert_eq!(window.state().mark(class.id, class.people[10], 0), Some(MarkKind::Personal), "孙丽华");
}

#[test]
fn a_replaced_persons_cells_say_so_and_take_no_mark() {
    let mut class = class();
    let substitute = class.ws.people.iter().find(|person| person.name == "何小军").map(|person| person.id);
    let substitute = substitute.expect("he stands in a branch");
    class.ws = class.ws.replace((class.id, class.people[0]), substitute).expect("he comes instead");
    let mut window = attendance(&class);
    assert!(row(&window, "李建国").contains("替 替 替 替 替 替"), "{}", row(&window, "李建国"));
    press(&mut window, &[Key::Home, Key::PageUp]);
    let serial = |name| row(&window, name).split(' ').next().and_then(|n| n.parse::<usize>().ok());
    let steps = serial("李建国").expect("a serial number") - 1;
    press(&mut window, &vec![Key::ArrowDown; steps]);
    press(&mut window, &[Key::Num1]);
    assert_eq!(window.state().told, ["李建国 已替训、退出或在候补中，不能登记考勤"]);
}

#[test]
fn somebody_who_walks_in_stands_last_and_is_asked_for_from_that_half_day_on() {
    let mut class = class();
    class.ws = class.ws.unenrol(class.id, &class.people[..1]).expect("he was enrolled");
    let mut window = attendance(&class);
    press(&mut window, &[Key::ArrowRight, Key::ArrowRight]);
    window.get_by_label("临时参加…").click();
    window.run();
    window.get_by_role_and_label(Role::TextInput, "查找人员").type_text("ljg");
    window.run();
    press(&mut window, &[Key::Enter]);
    assert!(row(&window, "李建国").starts_with("12 李建国"), "{}", row(&window, "李建国"));
    assert!(row(&window, "李建国").contains("– – · · · ·"), "{}", row(&window, "李建国"));
}

#[test]
fn where_only_a_number_is_known_the_number_is_entered() {
    let class = class();
    let mut window = attendance(&class);
    window.get_by_label("只登人数…").click();
    window.run();
    press(&mut window, &[Key::Enter]);
    assert!(window.query_by_label("人数不能为 0，请填写大于 0 的数").is_some(), "nobody is no number");
    retype(&mut window, "人数", "36");
    press(&mut window, &[Key::Enter]);
    let heads: Vec<u32> = window.state().ws().head_counts.iter().map(|count| count.heads).collect();
    assert_eq!(heads, [36]);
}

#[test]
fn a_long_session_scrolls_to_the_half_day_of_the_cursor() {
    let mut class = class();
    class.ws = class
        .ws
        .set_days(class.id, DateSpan { first: day(6, 18), last: day(6, 27) }, &Half::ALL, 180)
        .expect("ten days");
    let mut window = attendance(&class);
    assert!(window.query_by_label("6-27 下午").is_none());
    press(&mut window, &[Key::End]);
    assert!(window.query_by_label("6-27 下午").is_some() && window.query_by_label("6-18 上午").is_none());
    press(&mut window, &[Key::Num3]);
    let last = class.ws.sessions.get(class.id).and_then(|session| session.slots.last()).map(|slot| slot.no.0);
    assert_eq!(window.state().mark(class.id, class.people[0], last.expect("a slot")), Some(MarkKind::LeftEarly));
}

#[test]
fn a_late_joiner_is_not_asked_for_earlier_half_days() {
    let mut class = class();
    class.ws = class.ws.join_from((class.id, class.people[1]), Some(SlotNo(2))).expect("she is enrolled");
    let mut window = attendance(&class);
    assert!(row(&window, "王秀英").contains("– – · · · ·"), "{}", row(&window, "王秀英"));
    window.get_by_label("本时段全部到课").click();
    window.run();
    assert_eq!(window.state().mark(class.id, class.people[1], 0), None);
}

#[test]
fn a_closed_session_refuses_marks_until_it_is_reopened_with_a_reason() {
    let mut class = class();
    for status in [Status::Running, Status::Finished, Status::Closed] {
        class.ws = class.ws.set_status(class.id, status).expect("one step after the other");
    }
    let mut window = attendance(&class);
    press(&mut window, &[Key::Num1]);
    assert_eq!(window.state().told, ["“书记轮训第 8 期”已归档，请先重新打开并说明原因"]);

    window.get_by_role_and_label(Role::Link, "重新打开…").click();
    window.run();
    press(&mut window, &[Key::Enter]);
    assert!(window.query_by_label("请填写原因").is_some(), "without a reason it stays closed");
    window.get_by_role_and_label(Role::TextInput, "原因").type_text("补录 19 日");
    press(&mut window, &[Key::Enter]);
    press(&mut window, &[Key::Num1]);
    assert_eq!(window.state().mark(class.id, class.people[0], 0), Some(MarkKind::Present));
}

/// Puts a text in the place of what stands in a field.
fn retype(window: &mut Harness<'_, Desk>, field: &str, text: &str) {
    last_field(window, field).focus();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.run();
    last_field(window, field).type_text(text);
    window.run();
}

/// The field of this name; a dialog's comes after those of the page behind it.
fn last_field<'a>(window: &'a Harness<'_, Desk>, field: &'a str) -> egui_kittest::Node<'a> {
    window.query_all_by_role_and_label(Role::TextInput, field).last().expect("the field is there")
}
