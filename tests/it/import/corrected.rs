//! A roster comes again, corrected: who is proposed as the same person, what is remembered, and what is left out of a
//! row without losing the row.

use chrono::Datelike as _;
use lunxun::exchange::learned::Learned;
use lunxun::exchange::roster::{
    CohortChoice, Conflict, Counts, Decision, Doubt, PreviewRow, RosterOptions, Source, Table, Verdict, import_all,
    n_without_cohort, previews,
};
use lunxun::model::{Cohort, CohortKind, Workspace};
use lunxun::words::{Lang, import};

use super::files::{id_number, page, xlsx};
use super::rosters::sources;
use crate::exchange::district::{day, district, person};

fn list(text: &str) -> Vec<u8> {
    xlsx(&[page("名单", text)])
}

fn read(ws: &Workspace, text: &str) -> Vec<Source> {
    sources(ws, "名单.xlsx", &list(text))
}

fn taken(ws: &Workspace, text: &str) -> Workspace {
    import_all(ws, &read(ws, text), day(6, 28)).expect("imported")
}

fn rows(ws: &Workspace, sources: &[Source]) -> Vec<PreviewRow> {
    previews(ws, sources, day(6, 28)).tables.concat()
}

/// What is said of the first person of a list.
fn said(ws: &Workspace, text: &str) -> String {
    import::row(Lang::Zh, &rows(ws, &read(ws, text))[1])
}

const FIRST: &str = "姓名|出生年月|电话|乡镇|支部\n张勇|1965.1|13800001037|魏城镇|铁炉村";

#[test]
fn somebody_whose_birth_was_corrected_is_proposed_and_not_added_a_second_time() {
    let ws = taken(&district(), FIRST);
    let zhang = ws.people.iter().next().expect("张勇").id;
    for corrected in [
        "姓名|出生年月|乡镇|支部\n张勇|1965.10|魏城镇|铁炉村",
        "姓名|出生年月|电话|乡镇|支部\n张勇|1966.2|13800001037|魏城镇|长明村",
        "姓名|出生年月|电话|乡镇|支部\n张勇|1965.1|13800001037|游仙镇|绣山村",
    ] {
        let shown = rows(&ws, &read(&ws, corrected));
        let mut proposed = Vec::new();
        if let Verdict::Conflict(Conflict::Alike { candidates, .. }) = &shown[1].verdict {
            proposed.clone_from(candidates);
        }
        assert_eq!(proposed, [zhang], "{corrected}: {:?}", shown[1].verdict);
        let said = said(&ws, corrected);
        assert!(said.starts_with("可能与 魏城镇·魏城铁炉村党支部 的 张勇 是同一人："), "{said}");
        assert_eq!(taken(&ws, corrected).people.len(), 1, "nobody is added unasked");
    }
    let october = "姓名|出生年月|乡镇|支部\n张勇|1965.10|魏城镇|铁炉村";
    assert!(said(&ws, october).contains("出生日期不同（现有 1965-01-01）"), "{}", said(&ws, october));

    let mut decided = read(&ws, october);
    decided[0].options.decisions.insert(1, Decision::Same(zhang));
    let verdict = rows(&ws, &decided)[1].verdict.clone();
    assert!(matches!(verdict, Verdict::Conflict(Conflict::Differs { person, .. }) if person == zhang), "{verdict:?}");
    decided[0].options.decisions.insert(1, Decision::Overwrite(zhang));
    let after = import_all(&ws, &decided, day(6, 28)).expect("imported");
    assert_eq!(after.people.get(zhang).and_then(|person| person.birth), day(10, 1).with_year(1965));

    decided[0].options.decisions.insert(1, Decision::New);
    let after = import_all(&ws, &decided, day(6, 28)).expect("imported");
    assert_eq!(after.people.len(), 2);
    let again = rows(&after, &read(&after, october));
    assert!(matches!(again[1].verdict, Verdict::Unchanged { .. }), "both are known now: {:?}", again[1].verdict);
}

#[test]
fn two_of_one_name_on_one_list_are_two_people_if_their_births_say_so() {
    let text = "姓名|出生日期|乡镇|支部\n王秀英|1965-03-15|魏城镇|铁炉村\n王秀英|1970-05-20|魏城镇|铁炉村";
    let ws = taken(&district(), text);
    assert_eq!(ws.people.len(), 2);
    let again = Counts::of(&rows(&ws, &read(&ws, text)));
    assert_eq!(again, Counts { unchanged: 2, ..Counts::default() });
}

#[test]
fn a_list_of_names_and_villages_is_unchanged_when_it_comes_again() {
    let text = "姓名|乡镇|支部|备注\n张勇|魏城镇|铁炉村|\n李明|魏城镇|铁炉村|\n王秀英|魏城镇|铁炉村|外出";
    let mut ws = district();
    let wang = person(&mut ws, "王秀英", "魏城镇", 2);
    ws = ws.with_person(wang, |person| person.note = "在家".into()).expect("changed");
    let mut first = read(&ws, text);
    first[0].options.decisions.insert(3, Decision::Keep(wang));
    let shown = previews(&ws, &first, day(6, 28));
    let mut learned = Learned::default();
    learned.remember(&first[0], &shown.tables[0]);
    let after = import_all(&ws, &first, day(6, 28)).expect("imported");

    let learned = Learned::read(&learned.text());
    let mut again = read(&after, text);
    learned.prepare(&mut again[0]);
    assert_eq!(Counts::of(&rows(&after, &again)), Counts { unchanged: 3, ..Counts::default() });

    let mut other = read(&after, "姓名|乡镇|支部|职务\n张勇|魏城镇|铁炉村|委员");
    learned.prepare(&mut other[0]);
    let verdict = &rows(&after, &other)[1].verdict;
    assert!(matches!(verdict, Verdict::Conflict(Conflict::SameName { .. })), "another list asks: {verdict:?}");
}

#[test]
fn a_row_about_somebody_named_before_says_which_row_that_was() {
    let id = id_number("19650315", 1);
    let text =
        format!("姓名|身份证号|乡镇|支部\n张勇|{id}|魏城镇|铁炉村\n李明||魏城镇|铁炉村\n张勇|{id}|魏城镇|没有的村");
    let shown = rows(&district(), &read(&district(), &text));
    assert_eq!(import::row(Lang::Zh, &shown[1]), "");
    let said = import::row(Lang::Zh, &shown[3]);
    assert!(said.contains("与第 2 行是同一人") && said.contains("没有支部“没有的村”"), "{said}");
}

#[test]
fn what_can_be_no_phone_and_no_name_is_said_and_the_rest_of_the_row_stays() {
    let text = "姓名|电话|乡镇|支部\n张勇|同上|魏城镇|铁炉村\n李明|+86 138 0000 1037|魏城镇|铁炉村\n\
                王芳|座机2345678|魏城镇|铁炉村\n赵强|13900000000|魏城镇|铁炉村\n=1+1|13800001111|魏城镇|铁炉村\n\
                钱伟2|无|魏城镇|铁炉村";
    let ws = district();
    let shown = rows(&ws, &read(&ws, text));
    let codes: Vec<Vec<&str>> = shown[1..].iter().map(|row| row.doubts.iter().map(Doubt::code).collect()).collect();
    assert_eq!(codes, [vec!["phone_odd"], vec![], vec!["phone_local"], vec!["phone_lost"], vec![], vec!["odd_name"]]);
    assert!(import::row(Lang::Zh, &shown[1]).contains("“同上”"));
    assert!(import::row(Lang::Zh, &shown[5]).contains("“=1+1”不像姓名"));
    let after = taken(&ws, text);
    let phones: Vec<(&str, &str)> =
        after.people.iter().map(|person| (person.name.as_str(), person.phone.as_str())).collect();
    assert_eq!(phones, [("张勇", ""), ("李明", "13800001037"), ("王芳", "2345678"), ("赵强", ""), ("钱伟2", "")]);
}

#[test]
fn a_list_of_members_brings_members_unless_its_title_says_nothing() {
    let mut ws = district();
    let secretary = ws.cohorts.iter().next().expect("secretaries").clone();
    let secretary_id = secretary.id;
    let member = Cohort {
        id: ws.ids.take(),
        name: "普通党员".into(),
        short_name: "党员".into(),
        kind: CohortKind::Member,
        ..secretary
    };
    let member_id = member.id;
    ws.cohorts.put(member);
    let wang = person(&mut ws, "王秀英", "魏城镇", 2);
    ws = ws.with_person(wang, |person| person.birth = day(1, 2).with_year(1960)).expect("changed");

    let members = "魏城镇党员花名册||\n姓名|支部|出生日期\n张勇|铁炉村|1965-03-15\n王秀英|铁炉村|1960-01-02";
    let table = read(&ws, members);
    assert_eq!(table[0].table.unit.cohort, Some(member_id));
    let after = taken(&ws, members);
    let cohorts = |name: &str| {
        let person = after.people.iter().find(|person| person.name == name).expect("there");
        person.cohorts_on(day(6, 28)).collect::<Vec<_>>()
    };
    assert_eq!(cohorts("张勇"), [member_id]);
    assert_eq!(cohorts("王秀英"), [secretary_id], "a secretary on a list of members stays a secretary alone");

    let untitled = "姓名|乡镇|支部\n张勇|魏城镇|铁炉村";
    assert_eq!(n_without_cohort(&rows(&ws, &read(&ws, untitled))), 1);
    let mut chosen = read(&ws, untitled);
    chosen[0].options.cohort = CohortChoice::Is(member_id);
    assert_eq!(n_without_cohort(&rows(&ws, &chosen)), 0);
}

#[test]
fn a_title_without_a_table_of_people_tells_no_cohort() {
    let table = Table::read("入党积极分子名册\n姓名\t乡镇\t支部\n张勇\t魏城镇\t铁炉村", &district());
    assert_eq!((table.unit.cohort, RosterOptions::default().cohort), (None, CohortChoice::OfTitle));
}
