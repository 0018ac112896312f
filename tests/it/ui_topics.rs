//! The board of topics: cards moved, merged, turned into sessions, answered; with the pointer and without.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Pos2, Rect, Theme, pos2, vec2};
use egui_kittest::SnapshotResults;
use egui_kittest::kittest::Queryable as _;
use lunxun::app::{Command, Place, TopicsPlace};
use lunxun::model::{Asker, BranchId, PersonId, SessionId, Status, Topic, TopicArea, TopicId, TopicStage, TopicState};

use crate::support::district::{District, day};
use crate::support::window::Desk;

/// A branch with three people; two topics alike, asked by two and by one of them; one more; a class in July.
struct Story {
    d: District,
    branch: BranchId,
    li: PersonId,
    grafting: TopicId,
    tomatoes: TopicId,
    biogas: TopicId,
    class: SessionId,
}

fn story() -> Story {
    let mut d = District::new();
    let wei = d.township("魏城镇");
    let branch = d.branch(wei, "铁炉村");
    let member = d.member;
    let [li, wang, ma] = ["李建国", "王秀英", "马永贵"].map(|name| d.person(name, branch, &[member]));
    let mut topic = |text: &str, askers: &[PersonId]| {
        let id = d.ws.ids.take();
        let askers = askers.iter().map(|person| Asker::person(*person, day(5, 2))).collect();
        d.put(Topic { id, text: text.into(), area: TopicArea::Prosperity, state: TopicState::Asked, askers });
        id
    };
    let grafting = topic("大棚番茄嫁接技术", &[li, wang]);
    let tomatoes = topic("番茄嫁接", &[wang, ma]);
    let biogas = topic("沼气池维护", &[ma]);
    let class = d.session("沼气利用课", day(7, 4), 1, &[member]);
    Story { d, branch, li, grafting, tomatoes, biogas, class }
}

fn board(story: &Story) -> Desk {
    let mut desk = Desk::with(&story.d.ws);
    show(&mut desk, TopicsPlace::Board);
    desk
}

fn show(desk: &mut Desk, place: TopicsPlace) {
    desk.harness.state_mut().app.run_all(vec![Command::Go(Place::Topics(place))]);
    desk.harness.run();
}

fn press(desk: &mut Desk, modifiers: Modifiers, keys: &[Key]) {
    for key in keys {
        desk.harness.key_press_modifiers(modifiers, *key);
        desk.harness.run_steps(3);
    }
}

fn type_into(desk: &mut Desk, field: &str, text: &str) {
    desk.harness.get_by_role_and_label(Role::TextInput, field).focus();
    desk.harness.run_steps(2);
    desk.harness.get_by_role_and_label(Role::TextInput, field).type_text(text);
    desk.harness.run_steps(3);
}

fn place(desk: &Desk, name: &str) -> Rect {
    let node = desk.harness.query_all_by_label_contains(name).next();
    let bounds = node.and_then(|node| {
        use egui_kittest::kittest::NodeT as _;
        node.accesskit_node().raw_bounds()
    });
    let rect = bounds.unwrap_or_else(|| unreachable!("{name} is not in {:?}", desk.texts()));
    Rect::from_min_max(pos2(rect.x0 as f32, rect.y0 as f32), pos2(rect.x1 as f32, rect.y1 as f32))
}

/// Presses at one place and moves to another, in steps, as a hand does; does not let go.
fn drag(desk: &mut Desk, from: Pos2, to: Pos2) {
    desk.harness.hover_at(from);
    desk.harness.run();
    desk.harness.drag_at(from);
    desk.harness.run_steps(2);
    for step in 1..=6u8 {
        desk.harness.hover_at(from.lerp(to, f32::from(step) / 6.0));
        desk.harness.run_steps(1);
    }
    desk.harness.run_steps(2);
}

fn undo(desk: &mut Desk) {
    press(desk, Modifiers::COMMAND, &[Key::Z]);
}

fn stage(desk: &Desk, id: TopicId) -> Option<TopicStage> {
    desk.ws().topics.get(id).map(|topic| desk.ws().topic_stage(topic, day(6, 28)))
}

/// Where a stage's heading stands: an empty place to drop onto.
fn lane(column: f32) -> Pos2 {
    pos2(164.0 + 179.0 * column + 120.0, 160.0)
}

#[test]
fn a_card_dropped_on_another_is_merged_and_undo_and_a_restart_keep_their_word() {
    let story = story();
    let mut desk = board(&story);
    let from = place(&desk, "番茄嫁接，2 人点题").center();
    let to = place(&desk, "大棚番茄嫁接技术，2 人点题").center();
    drag(&mut desk, from, to);
    assert!(desk.shows("并入“大棚番茄嫁接技术”"), "{:?}", desk.texts());
    assert_eq!(stage(&desk, story.tomatoes), Some(TopicStage::Asked), "nothing has changed yet");
    desk.harness.drop_at(to);
    desk.harness.run_steps(3);
    assert_eq!(stage(&desk, story.tomatoes), Some(TopicStage::Merged));
    assert!(desk.shows("大棚番茄嫁接技术，3 人点题"), "王秀英 asked twice and counts once: {:?}", desk.texts());
    undo(&mut desk);
    assert_eq!(stage(&desk, story.tomatoes), Some(TopicStage::Asked));
    assert!(desk.shows("大棚番茄嫁接技术，2 人点题"), "{:?}", desk.texts());
    press(&mut desk, Modifiers::COMMAND, &[Key::Y]);
    let folder = desk.home.path().join("district");
    desk.harness.state_mut().app.run_all(vec![Command::CloseFolder]);
    desk.wait(|window| window.app.document().is_none());
    desk.open(folder);
    show(&mut desk, TopicsPlace::Board);
    assert_eq!(stage(&desk, story.tomatoes), Some(TopicStage::Merged), "it was written down");
}

#[test]
fn a_topic_merged_in_a_ring_is_refused_in_words() {
    let mut story = story();
    let (a, b) = (story.grafting, story.tomatoes);
    story.d.run(|ws| ws.merge_topics(&[b], a));
    let mut desk = board(&story);
    let from = place(&desk, "大棚番茄嫁接技术，3 人点题").center();
    let to = place(&desk, "番茄嫁接，2 人点题").center();
    drag(&mut desk, from, to);
    assert!(desk.shows("绕成一圈"), "said before it is dropped: {:?}", desk.texts());
    desk.harness.drop_at(to);
    desk.harness.run_steps(3);
    assert!(desk.shows("请先拆出"), "{:?}", desk.texts());
    assert_eq!(stage(&desk, a), Some(TopicStage::Asked), "nothing was lost");
    // taken out again, the two can be merged the other way round
    desk.click("拆出：番茄嫁接");
    assert_eq!(stage(&desk, b), Some(TopicStage::Asked));
}

#[test]
fn a_card_is_moved_and_declined_without_a_pointer() {
    let story = story();
    let mut desk = board(&story);
    press(&mut desk, Modifiers::NONE, &[Key::ArrowDown, Key::ArrowDown, Key::ArrowDown]);
    assert_eq!(desk.harness.state().app.document().map(|_| ()), Some(()));
    press(&mut desk, Modifiers::COMMAND, &[Key::ArrowRight]);
    assert_eq!(stage(&desk, story.biogas), Some(TopicStage::Planned), "{:?}", desk.texts());
    press(&mut desk, Modifiers::NONE, &[Key::X]);
    desk.harness.get_by_role_and_label(Role::TextInput, "原因");
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    assert!(desk.shows("请填写原因"), "{:?}", desk.texts());
    type_into(&mut desk, "原因", "与培训无关");
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    assert_eq!(stage(&desk, story.biogas), Some(TopicStage::Declined));
    assert!(desk.shows("未采纳：与培训无关"), "{:?}", desk.texts());
    undo(&mut desk);
    assert_eq!(stage(&desk, story.biogas), Some(TopicStage::Planned));
}

#[test]
fn a_topic_is_typed_with_its_askers_and_the_session_that_suits_is_proposed() {
    let story = story();
    let mut desk = board(&story);
    press(&mut desk, Modifiers::NONE, &[Key::N]);
    desk.harness.get_by_role_and_label(Role::TextInput, "点题内容").type_text("沼气怎样安全使用");
    desk.harness.run_steps(3);
    type_into(&mut desk, "点题人", "ljg");
    assert!(desk.shows("魏城镇 · 铁炉村"), "{:?}", desk.texts());
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    type_into(&mut desk, "点题人", "铁炉");
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    type_into(&mut desk, "另有未具名人数", "5");
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    let made = desk.ws().topics.iter().find(|topic| topic.text == "沼气怎样安全使用").expect("it was made").clone();
    assert_eq!(made.area, TopicArea::Prosperity, "as the topic it is most like");
    let on = day(6, 28);
    let askers = [Asker::person(story.li, on), Asker::branch(story.branch, on), Asker::unnamed(5, on)];
    assert_eq!(made.askers, askers);
    assert!(desk.shows("沼气怎样安全使用，7 人点题"), "{:?}", desk.texts());
    assert!(desk.shows("都讲“沼气”"), "the class in July suits: {:?}", desk.texts());
    desk.click("排入：07-04 沼气利用课");
    assert_eq!(stage(&desk, made.id), Some(TopicStage::Scheduled));
}

#[test]
fn what_is_asked_again_goes_to_the_topic_that_is_there() {
    let story = story();
    let mut desk = board(&story);
    press(&mut desk, Modifiers::NONE, &[Key::N]);
    desk.harness.get_by_role_and_label(Role::TextInput, "点题内容").type_text("沼气池维护");
    desk.harness.run_steps(3);
    desk.click("记到这条：沼气池维护");
    type_into(&mut desk, "点题人", "ljg");
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    desk.click("记下");
    assert_eq!(desk.ws().topics.len(), 3, "no topic of its own");
    assert!(desk.shows("沼气池维护，2 人点题"), "{:?}", desk.texts());
}

#[test]
fn several_topics_become_one_draft_and_are_taught_when_it_is_over() {
    let story = story();
    let mut desk = board(&story);
    let first = place(&desk, "大棚番茄嫁接技术，2 人点题").center();
    desk.harness.hover_at(first);
    desk.harness.run();
    desk.harness.drag_at(first);
    desk.harness.drop_at(first);
    desk.harness.run_steps(3);
    press(&mut desk, Modifiers::NONE, &[Key::Space, Key::ArrowDown, Key::Space]);
    assert!(desk.shows("已选 2 条点题"), "{:?}", desk.texts());
    press(&mut desk, Modifiers::NONE, &[Key::S]);
    desk.click("另开新班次…");
    press(&mut desk, Modifiers::NONE, &[Key::Enter]);
    let made = desk.ws().sessions.iter().find(|session| session.title == "大棚番茄嫁接技术").expect("it was made");
    assert_eq!(made.status, Status::Draft);
    assert!(made.slots.iter().all(|slot| slot.topic == "大棚番茄嫁接技术、番茄嫁接"));
    let id = made.id;
    assert_eq!(
        (stage(&desk, story.grafting), stage(&desk, story.tomatoes)),
        (Some(TopicStage::Scheduled), Some(TopicStage::Scheduled))
    );
    undo(&mut desk);
    assert!(!desk.ws().sessions.has(id) && stage(&desk, story.tomatoes) == Some(TopicStage::Asked), "one step");
}

#[test]
fn the_askers_are_invited_and_told_once_the_session_is_over() {
    let mut story = story();
    let (class, biogas) = (story.class, story.biogas);
    story.d.run(|ws| ws.schedule_topics(&[biogas], class));
    let mut desk = board(&story);
    show(&mut desk, TopicsPlace::Topic(biogas));
    desk.click("邀请点题人 1 人");
    assert_eq!(desk.ws().n_enrolled(class), 1);
    // not before it was taught
    let from = place(&desk, "沼气池维护，1 人点题").center();
    drag(&mut desk, from, lane(4.0));
    assert!(desk.shows("还没有开讲"), "{:?}", desk.texts());
    desk.harness.drop_at(lane(4.0));
    desk.harness.run_steps(3);
    assert_eq!(stage(&desk, biogas), Some(TopicStage::Scheduled));

    let mut held = story;
    held.d.run(|ws| ws.move_session(class, -30));
    let ma = held.d.ws.topics.get(biogas).and_then(|topic| topic.askers[0].person).expect("somebody asked");
    held.d.attend(class, &[ma]);
    let mut desk = board(&held);
    assert_eq!(stage(&desk, biogas), Some(TopicStage::Taught), "nobody had to move the card");
    show(&mut desk, TopicsPlace::Topic(biogas));
    press(&mut desk, Modifiers::NONE, &[Key::T]);
    let text = desk.harness.get_by_role_and_label(Role::MultilineTextInput, "告知点题人").value().unwrap_or_default();
    assert!(text.contains("“沼气池维护”") && text.contains("魏城镇：马永贵（铁炉村）"), "{text}");
    desk.click("复制并记为已答复");
    assert_eq!(stage(&desk, biogas), Some(TopicStage::Answered));
    assert!(desk.shows("已答复 1 / 3 = 33.3%"), "{:?}", desk.texts());
}

#[test]
fn a_session_that_goes_gives_its_topics_back() {
    let mut story = story();
    let (class, biogas) = (story.class, story.biogas);
    story.d.run(|ws| ws.schedule_topics(&[biogas], class));
    story.d.run(|ws| ws.without_session(class));
    let desk = board(&story);
    assert_eq!(stage(&desk, biogas), Some(TopicStage::Planned));
    assert!(desk.ws().faults().is_empty());
}

#[test]
fn the_palette_and_the_areas_find_topics() {
    let mut story = story();
    let biogas = story.biogas;
    story.d.run(|ws| ws.with_topic(biogas, |topic| topic.area = TopicArea::NewCountryside));
    let mut desk = board(&story);
    desk.click("新农村建设 1");
    assert!(desk.shows("沼气池维护，") && !desk.shows("番茄嫁接，"), "{:?}", desk.texts());
    press(&mut desk, Modifiers::COMMAND, &[Key::K]);
    desk.harness.get_by_role_and_label(Role::TextInput, "全局搜索").type_text("fqjj");
    desk.harness.run();
    press(&mut desk, Modifiers::NONE, &[Key::ArrowDown, Key::Enter]);
    assert!(desk.shows("番茄嫁接，2 人点题"), "the filter gives way: {:?}", desk.texts());
    assert!(desk.shows("王秀英"), "its askers are shown: {:?}", desk.texts());
}

#[test]
fn a_board_without_topics_says_what_to_do_first() {
    let desk = {
        let mut desk = Desk::with(&District::new().ws);
        show(&mut desk, TopicsPlace::Board);
        desk
    };
    assert!(desk.shows("选一张卡片"), "{:?}", desk.texts());
    assert!(desk.shows("新点题"));
}

fn pictures(size: [f32; 2], scale: f32, theme: Theme, suffix: &str) -> SnapshotResults {
    let mut desk = Desk::sized(size, scale, theme);
    let ws = lunxun::demo::district(1);
    desk.open_new(&ws);
    let topic = ws.topics.iter().find(|topic| topic.text == "农家乐怎样办出特色").expect("it was asked for").id;
    show(&mut desk, TopicsPlace::Topic(topic));
    desk.harness.snapshot(format!("topics{suffix}"));
    show(&mut desk, TopicsPlace::New);
    desk.harness.get_by_role_and_label(Role::TextInput, "点题内容").type_text("大棚番茄嫁接");
    desk.harness.run_steps(2);
    type_into(&mut desk, "点题人", "lj");
    desk.harness.hover_at(Pos2::ZERO + vec2(2.0, 2.0));
    desk.harness.run();
    desk.harness.snapshot(format!("topics_new{suffix}"));
    desk.harness.take_snapshot_results()
}

#[test]
fn the_board_is_whole_on_the_smallest_screen() {
    drop(pictures([1366.0, 768.0], 1.0, Theme::Light, ""));
}

#[test]
fn the_board_in_the_dark() {
    drop(pictures([1366.0, 768.0], 1.0, Theme::Dark, "_dark"));
}

#[test]
fn the_board_at_one_and_a_half_times_the_size() {
    drop(pictures([1280.0, 720.0], 1.5, Theme::Light, "_150"));
}
