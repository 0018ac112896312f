//! A real district starts by pasting the lists it has.

use lunxun::exchange::name_list::find_people;
use lunxun::exchange::roster::{
    Conflict, Counts, Decision, Doubt, PreviewRow, RosterColumn, RosterOptions, RowFault, Table, Verdict, import,
    preview,
};
use lunxun::exchange::units::{Found, Units};
use lunxun::model::{Person, Sex, Workspace};

use super::district::{day, district, person, township};

fn rows(district: &Workspace, text: &str) -> Vec<PreviewRow> {
    let table = Table::read(text, district);
    preview(district, &table, &RosterOptions::default(), day(6, 28)).rows
}

fn imported(district: &Workspace, text: &str) -> Workspace {
    let table = Table::read(text, district);
    import(district, &table, &RosterOptions::default(), day(6, 28)).expect("no fault")
}

fn find<'a>(district: &'a Workspace, name: &str) -> &'a Person {
    district.people.iter().find(|person| person.name == name).expect("the person")
}

const LIST: &str = "游仙区党员花名册\r\n\
    序号\t姓 名\t性别\t身份证号码\t联系电话\t乡镇\t所在支部\t职务\t培训对象\r\n\
    1\t张　勇\t男\t11010519491231002X\t138 0000 1037\t魏城\t铁炉村\t支部书记\t书记\r\n\
    2\t李秀英（女）\t\t\t\t\t\t\t书记\r\n\
    合计\t2\r\n";

#[test]
fn a_list_with_a_title_merged_cells_and_a_sum_is_understood() {
    let before = district();
    let table = Table::read(LIST, &before);
    assert_eq!(table.heading, Some(1));
    assert_eq!(table.columns[0], None, "serial numbers are not read");
    assert_eq!(table.columns[6], Some(RosterColumn::Branch));
    let shown = preview(&before, &table, &RosterOptions::default(), day(6, 28));
    assert_eq!(shown.counts(), Counts { new: 2, ..Counts::default() });
    assert_eq!(before.people.len(), 0, "a preview changes nothing");

    let after = imported(&before, LIST);
    let zhang = find(&after, "张勇");
    assert_eq!(zhang.id_number, "11010519491231002X");
    assert_eq!(zhang.birth.map(|day| day.to_string()).as_deref(), Some("1949-12-31"));
    assert_eq!(zhang.phone, "13800001037");
    assert_eq!(zhang.post_on(day(6, 28)), "支部书记");
    assert_eq!(after.township_of(zhang, day(6, 28)), Some(township(&after, "魏城镇")));
    assert!(zhang.is_eligible(day(6, 28)));
    let li = find(&after, "李秀英");
    assert_eq!(li.sex, Some(Sex::Female));
    assert_eq!(li.home_on(day(6, 28)), zhang.home_on(day(6, 28)), "merged cells hold for the rows below");
}

#[test]
fn pasting_the_same_list_again_changes_nothing() {
    let after = imported(&district(), LIST);
    let table = Table::read(LIST, &after);
    let shown = preview(&after, &table, &RosterOptions::default(), day(6, 28));
    let counts = shown.counts();
    assert_eq!((counts.new, counts.changed), (0, 0));
    assert_eq!(counts.unchanged, 1, "the ID number tells who it is");
    assert_eq!(counts.conflicts, 1, "a name in a branch alone does not");
    assert!(after.has_same_records(&imported(&after, LIST)));
}

#[test]
fn blanks_are_filled_and_nothing_is_overwritten() {
    let mut before = district();
    let id = person(&mut before, "王秀英", "游仙镇", 0);
    let phone = find(&before, "王秀英").phone.clone();
    before = before.with_person(id, |person| person.birth = Some(day(1, 2))).expect("a birthday");
    let list = "姓名\t出生日期\t性别\t电话\t乡镇\t支部\n王秀英\t2012-01-02\t女\t13999999999\t游仙镇\t绣山村党支部";
    let shown = rows(&before, list);
    assert_eq!(shown[1].verdict, Verdict::Changed { person: id, fields: vec![RosterColumn::Sex] });
    assert_eq!(
        shown[1].doubts,
        [Doubt::Differs { field: RosterColumn::Phone, text: "13999999999".into() }],
        "the phone on record stays"
    );
    let after = imported(&before, list);
    assert_eq!(find(&after, "王秀英").phone, phone);
    assert_eq!(find(&after, "王秀英").sex, Some(Sex::Female));
}

#[test]
fn a_namesake_waits_for_a_decision() {
    let mut before = district();
    let id = person(&mut before, "王秀英", "游仙镇", 0);
    let list = "王秀英\t游仙镇\t绣山村\t13800009999";
    let table = Table::read(list, &before);
    let shown = preview(&before, &table, &RosterOptions::default(), day(6, 28));
    assert_eq!(shown.rows[0].verdict, Verdict::Conflict(Conflict::SameName { candidates: vec![id] }));
    assert!(!shown.changes_anything());
    let decided = |decision| RosterOptions { decisions: [(0, decision)].into(), ..RosterOptions::default() };
    let other = import(&before, &table, &decided(Decision::New), day(6, 28)).expect("added");
    assert_eq!(other.people.len(), 2);
    let same = import(&before, &table, &decided(Decision::Same(id)), day(6, 28)).expect("the same");
    assert_eq!(same.people.len(), 1);
}

#[test]
fn rows_that_cannot_be_taken_say_why() {
    let before = district();
    let list = "姓名\t身份证号\t电话\t出生\t乡镇\t支部\t类别\n\
        甲一\t\t\t\t无此镇\t铁炉村\t\n\
        乙二\t\t\t\t游仙镇\t无此村\t\n\
        丙三\t\t\t\t\t\t\n\
        \t\t\t\t游仙镇\t铁炉村\t\n\
        丁四\t\t\t\t游仙镇\t铁炉村\t飞行员\n\
        戊五\t110105194912310021\t1.38E+10\t2012-04-31\t游仙镇\t铁炉村\t书记\n\
        己六\t1.10105E+17\t\t1965.1\t游仙镇\t铁炉村\t书记";
    let shown = rows(&before, list);
    assert_eq!(shown[1].verdict, Verdict::Refused(RowFault::UnknownTownship("无此镇".into())));
    assert_eq!(shown[2].verdict, Verdict::Refused(RowFault::UnknownBranch("无此村".into())));
    assert_eq!(shown[3].verdict, Verdict::Refused(RowFault::UnknownBranch("无此村".into())), "as a merged cell");
    assert_eq!(shown[4].verdict, Verdict::Refused(RowFault::NoName));
    assert_eq!(shown[5].verdict, Verdict::Refused(RowFault::UnknownCohort("飞行员".into())));
    assert_eq!(shown[6].verdict, Verdict::New);
    assert_eq!(shown[6].doubts, [Doubt::DateUnreadable("2012-04-31".into()), Doubt::IdNumberBad, Doubt::PhoneLost]);
    assert_eq!(shown[7].doubts, [Doubt::JanuaryOrOctober, Doubt::IdNumberLost]);
    assert_eq!(find(&imported(&before, list), "戊五").id_number, "", "a wrong number is not kept");
}

#[test]
fn an_id_number_of_someone_else_is_never_merged() {
    let before = imported(&district(), LIST);
    let list = "姓名\t身份证号\t乡镇\t支部\n赵六\t11010519491231002x\t魏城镇\t铁炉村";
    let zhang = find(&before, "张勇").id;
    assert_eq!(
        rows(&before, list)[1].verdict,
        Verdict::Conflict(Conflict::OtherName { person: zhang, name: "张勇".into() })
    );
}

#[test]
fn someone_on_two_lists_is_added_once() {
    let list = "姓名\t身份证号\t乡镇\t支部\t类别\n\
        张勇\t11010519491231002X\t魏城镇\t铁炉村\t书记\n\
        张勇\t110105491231002\t魏城镇\t铁炉村\t书记";
    let shown = rows(&district(), list);
    assert_eq!(shown[1].verdict, Verdict::New);
    assert!(matches!(shown[2].verdict, Verdict::Unchanged { .. }), "15 digits are the same number");
    assert_eq!(imported(&district(), list).people.len(), 1);
}

#[test]
fn units_are_found_under_all_their_names() {
    let district = district();
    let units = Units::new(&district);
    let weicheng = township(&district, "魏城镇");
    for text in ["魏城镇", "魏城", "魏城镇党委", "中共魏城镇委员会", "老魏城", " 魏城 镇 ", "魏城镇人民政府"]
    {
        assert_eq!(units.township(text), Found::One(weicheng), "{text}");
    }
    assert_eq!(units.township("梓棉"), Found::None);
    let tielu = units.branch("魏城铁炉村党支部", None).one().expect("the branch");
    for text in ["魏城镇 · 魏城铁炉村党支部", "魏城镇铁炉村党支部", "魏城铁炉村", "魏城镇铁炉村"]
    {
        assert_eq!(units.branch(text, None), Found::One(tielu), "{text}");
    }
    for text in ["铁炉村", "铁炉", "铁炉村支部", "铁炉村党支部"] {
        assert_eq!(units.branch(text, Some(weicheng)), Found::One(tielu), "{text}");
    }
}

#[test]
fn names_to_enrol_are_found_or_told_apart() {
    let mut district = district();
    let in_you = person(&mut district, "王秀英", "游仙镇", 0);
    let in_wei = person(&mut district, "王秀英", "魏城镇", 1);
    let li = person(&mut district, "李建国", "魏城镇", 0);
    let found = |text: &str| -> Vec<Found<_>> {
        find_people(&district, text, day(6, 28)).into_iter().map(|named| named.found).collect()
    };
    assert_eq!(found("姓名\t乡镇\r\n王秀英\t魏城\r\n李 建国\t魏城镇"), [Found::One(in_wei), Found::One(li)]);
    assert_eq!(found("王秀英、李建国，无此人"), [Found::Many(vec![in_you, in_wei]), Found::One(li), Found::None]);
    assert_eq!(found("1\t游仙镇绣山村\t王秀英"), [Found::One(in_you)]);
    let phone = find(&district, "李建国").phone.clone();
    assert_eq!(found(&format!("李建国\t{phone}")), [Found::One(li)]);
    assert_eq!(found("李建国\t游仙镇"), [Found::None], "nobody of that name is there");
}
