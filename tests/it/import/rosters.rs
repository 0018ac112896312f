//! What an import makes of every roster of the corpus.

use std::sync::Arc;

use chrono::Datelike as _;
use lunxun::exchange::learned::Learned;
use lunxun::exchange::roster::refused::{RefusedTexts, refused};
use lunxun::exchange::roster::{
    Conflict, Counts, Decision, Doubt, PreviewRow, RosterColumn, RosterOptions, Source, Table, UnitChoice, UnitText,
    Verdict, import_all, previews,
};
use lunxun::exchange::table_file::{self, Book, FileFault};
use lunxun::exchange::{plain_table, units::Units};
use lunxun::model::{Person, Sex, Workspace};
use lunxun::words::{Lang, import, roster};

use super::corpus::corpus;
use super::files::{Page, V, id_number, page, xlsx};
use crate::exchange::district::{day, district, person, township};

fn apart(_: &[u8]) -> Result<Book, FileFault> {
    Err(FileFault::ReaderFailed)
}

/// The sheets of a file that have people, ready to be imported.
pub fn sources(ws: &Workspace, name: &str, bytes: &[u8]) -> Vec<Source> {
    let book = table_file::read(name, bytes, &apart, &|| true).expect(name);
    let source = |sheet| Source { table: Table::of_sheet(sheet, ws), options: RosterOptions::default() };
    let all = book.sheets.into_iter().map(source);
    all.filter(|source| source.table.has(RosterColumn::Name)).collect()
}

/// The codes of a row in the order in which they are told.
fn codes(row: &PreviewRow) -> Vec<&'static str> {
    let verdict = match &row.verdict {
        Verdict::Refused(fault) => Some(fault.code()),
        Verdict::Conflict(conflict) => Some(conflict.code()),
        Verdict::New | Verdict::Changed { .. } | Verdict::Unchanged { .. } | Verdict::Skipped => None,
    };
    verdict.into_iter().chain(row.doubts.iter().map(Doubt::code)).collect()
}

#[test]
fn every_roster_of_the_corpus_is_understood() {
    let ws = district();
    for case in corpus() {
        let sources = sources(&ws, case.name, &case.bytes);
        let shown = previews(&ws, &sources, day(6, 28));
        let found: Vec<_> = sources
            .iter()
            .zip(&shown.tables)
            .map(|(source, rows)| {
                let counts = Counts::of(rows);
                let number = |row: &PreviewRow| source.table.sheet.rows[row.row].number;
                let told: Vec<(u32, &str)> =
                    rows.iter().flat_map(|row| codes(row).into_iter().map(|code| (number(row), code))).collect();
                (source.table.sheet.name.clone(), counts.new, counts.refused, told)
            })
            .collect();
        let expected: Vec<_> = case
            .expected
            .into_iter()
            .map(|(sheet, new, refused, codes)| (sheet.to_owned(), new, refused, codes))
            .collect();
        assert_eq!(found, expected, "{}", case.name);
    }
}

fn find<'a>(ws: &'a Workspace, name: &str) -> &'a Person {
    ws.people.iter().find(|person| person.name == name).expect("the person")
}

fn imported(ws: &Workspace, name: &str) -> Workspace {
    let case = corpus().into_iter().find(|case| case.name == name).expect("a case");
    import_all(ws, &sources(ws, case.name, &case.bytes), day(6, 28)).expect("imported")
}

#[test]
fn what_was_understood_is_what_was_meant() {
    let ws = imported(&district(), "titles.xlsx");
    let li = find(&ws, "李秀英");
    assert_eq!(ws.township_of(li, day(6, 28)), Some(township(&ws, "魏城镇")), "the line above the heading says so");
    assert_eq!(li.home_on(day(6, 28)), find(&ws, "张勇").home_on(day(6, 28)), "a merged cell holds for both rows");
    assert_eq!(li.phone, "13800001074");
    assert_eq!(li.birth.map(|birth| birth.to_string()).as_deref(), Some("1970-05-01"));

    let ws = imported(&district(), "ids.xlsx");
    assert_eq!(find(&ws, "张勇").id_number, id_number("19650315", 1));
    assert_eq!(find(&ws, "李明").id_number, id_number("19660416", 3));
    assert_eq!(find(&ws, "李明").sex, Some(Sex::Male));
    assert_eq!(find(&ws, "赵强").id_number, id_number("19680618", 5), "fifteen digits become eighteen");
    let lost = find(&ws, "钱伟");
    assert_eq!((lost.id_number.as_str(), lost.birth), ("", day(7, 19).with_year(1969)), "only what is left is used");

    let ws = imported(&district(), "phones.xlsx");
    assert_eq!(find(&ws, "张勇").phone, "13800001037");
    assert_eq!(find(&ws, "李明").phone, "");
    assert_eq!(find(&ws, "王芳").phone, "13800001111、0816-2291234");

    let ws = imported(&district(), "dates.xlsx");
    for name in ["张勇", "周杰", "吴静"] {
        assert_eq!(find(&ws, name).birth.map(|birth| birth.to_string()).as_deref(), Some("1965-03-15"), "{name}");
    }
    let ws = imported(&district(), "captions.xlsx");
    assert_eq!(ws.township_of(find(&ws, "周玉兰"), day(6, 28)), Some(township(&ws, "游仙镇")));
    assert_eq!(ws.township_of(find(&ws, "吴德才"), day(6, 28)), Some(township(&ws, "魏城镇")));
    let ws = imported(&district(), "careless.xlsx");
    assert_eq!(find(&ws, "孙立").phone, "13900003333、13900004444");
    assert_eq!(find(&ws, "钱秀珍").birth.map(|birth| birth.to_string()).as_deref(), Some("1970-10-01"));
    assert_eq!(ws.township_of(find(&ws, "李红军"), day(6, 28)), Some(township(&ws, "魏城镇")));
    let ws = imported(&district(), "posts.xlsx");
    assert_eq!(find(&ws, "冯小一").post_on(day(6, 28)), "支部书记", "a unit and a post in one cell");
    let ws = imported(&district(), "names.xlsx");
    for name in ["张勇", "李四", "王五", "买买提·托合提", "李䶮"] {
        find(&ws, name);
    }
}

#[test]
fn the_same_file_again_changes_nothing_and_a_corrected_one_only_what_was_corrected() {
    let list = |phone: &str| {
        let id = id_number("19650315", 1);
        xlsx(&[page("名单", &format!("姓名|身份证号|电话|乡镇|支部\n张勇|{id}|{phone}|魏城镇|铁炉村"))])
    };
    let ws = district();
    let first = import_all(&ws, &sources(&ws, "a", &list("13800001037")), day(6, 28)).expect("imported");
    let again = previews(&first, &sources(&first, "a", &list("13800001037")), day(6, 28));
    assert!(matches!(again.tables[0][1].verdict, Verdict::Unchanged { .. }));

    let mut corrected = sources(&first, "a", &list("13800009999"));
    let shown = previews(&first, &corrected, day(6, 28));
    let zhang = find(&first, "张勇").id;
    let fields = vec![RosterColumn::Phone];
    assert_eq!(shown.tables[0][1].verdict, Verdict::Conflict(Conflict::Differs { person: zhang, fields }));
    let left = import_all(&first, &corrected, day(6, 28)).expect("imported");
    assert_eq!(find(&left, "张勇").phone, "13800001037", "nothing is overwritten unasked");
    corrected[0].options.decisions.insert(1, Decision::Overwrite(zhang));
    let taken = import_all(&first, &corrected, day(6, 28)).expect("imported");
    assert_eq!(find(&taken, "张勇").phone, "13800009999");
}

#[test]
fn a_corrected_birth_brings_nobody_a_second_time() {
    let ws = district();
    let heading = ["姓名", "出生年月", "身份证号", "电话", "乡镇", "支部"].map(V::from).to_vec();
    let row = |name: &str, birth: V, id: &str, phone: &str| {
        vec![V::from(name), birth, V::from(id), V::from(phone), V::from("魏城镇"), V::from("铁炉村")]
    };
    let list = |rows: Vec<Vec<V>>| {
        let rows = [vec![heading.clone()], rows].concat();
        xlsx(&[Page { name: "名单", rows, ..Page::default() }])
    };
    let first = list(vec![
        row("孙立", V::from("65.3"), "", ""),
        row("赵大明", V::N(1965.1), "", ""),
        row("王芳", V::from("1970-05-06"), "", "13800001111"),
    ]);
    let known = import_all(&ws, &sources(&ws, "a", &first), day(6, 28)).expect("imported");
    let corrected = list(vec![
        row("孙立", V::from("65.3"), &id_number("19650317", 3), ""),
        row("赵大明", V::from("1965.10"), &id_number("19651003", 5), ""),
        row("王芳", V::from("1971-05-06"), "", "13800001111"),
    ]);
    let mut sources = sources(&known, "b", &corrected);
    let shown = previews(&known, &sources, day(6, 28));
    let sun = find(&known, "孙立").id;
    let fields = [RosterColumn::Birth, RosterColumn::IdNumber];
    let fills = |verdict: &Verdict| matches!(verdict, Verdict::Changed { person, fields: of } if *person == sun && fields.iter().all(|field| of.contains(field)));
    assert!(fills(&shown.tables[0][1].verdict), "the month was known: {:?}", shown.tables[0][1].verdict);
    for row in [2, 3] {
        let verdict = &shown.tables[0][row].verdict;
        assert!(matches!(verdict, Verdict::Conflict(Conflict::Alike { .. })), "asked, not added: {verdict:?}");
    }
    sources[0].options.decisions.insert(2, Decision::Same(find(&known, "赵大明").id));
    let after = import_all(&known, &sources, day(6, 28)).expect("imported");
    assert_eq!(after.people.len(), 3);
    let zhao = find(&after, "赵大明");
    assert_eq!(zhao.birth.map(|birth| birth.to_string()).as_deref(), Some("1965-10-03"), "October after all");
}

#[test]
fn who_is_missing_from_a_list_is_told_and_stays() {
    let mut ws = district();
    let gone = person(&mut ws, "欧阳铉", "魏城镇", 2);
    person(&mut ws, "刘桂芳", "游仙镇", 0);
    let list = xlsx(&[page("名单", "姓名|乡镇|支部|类别\n张勇|魏城镇|铁炉村|书记")]);
    let sources = sources(&ws, "a", &list);
    assert_eq!(previews(&ws, &sources, day(6, 28)).missing, [gone], "and nobody of another branch");
    let after = import_all(&ws, &sources, day(6, 28)).expect("imported");
    assert!(after.people.has(gone));
}

#[test]
fn a_person_on_several_lists_is_added_once() {
    let id = id_number("19650315", 1);
    let list = xlsx(&[
        page("书记", &format!("姓名|身份证号|乡镇|支部\n张勇|{id}|魏城镇|铁炉村")),
        page("党员", &format!("姓名|身份证号|电话|乡镇|支部\n张勇|{id}|13800001037|魏城镇|铁炉村")),
    ]);
    let ws = district();
    let after = import_all(&ws, &sources(&ws, "a", &list), day(6, 28)).expect("imported");
    assert_eq!(after.people.len(), 1);
    assert_eq!(find(&after, "张勇").phone, "13800001037");
}

#[test]
fn an_unknown_unit_is_named_once_and_known_from_then_on() {
    let ws = district();
    let list = xlsx(&[page("名单", "姓名|乡镇|支部\n张勇|魏城镇|铁炉新村\n李明|魏城镇|铁炉新村")]);
    let mut sources = sources(&ws, "a", &list);
    assert_eq!(Counts::of(&previews(&ws, &sources, day(6, 28)).tables[0]).refused, 2);
    let units = Units::new(&ws);
    let wei = township(&ws, "魏城镇");
    let proposed = units.branches_like("铁炉新村", Some(wei));
    let tielu = units.branch("铁炉村", Some(wei)).one().expect("the branch");
    assert_eq!(proposed.first(), Some(&tielu), "the nearest name comes first");
    let text = UnitText { township: "魏城镇".into(), branch: "铁炉新村".into() };
    sources[0].options.units.insert(text, UnitChoice::Branch(tielu));
    let after = import_all(&ws, &sources, day(6, 28)).expect("imported");
    assert_eq!(after.people.len(), 2);
    assert_eq!(Units::new(&after).branch("铁炉新村", Some(wei)).one(), Some(tielu), "the name was learned");
}

#[test]
fn what_was_decided_is_not_asked_again() {
    let mut ws = district();
    person(&mut ws, "王秀英", "魏城镇", 2);
    let list = xlsx(&[page("名单", "序号|姓名|乡镇|支部|联系人\n1|王秀英|魏城镇|铁炉村|13800005555")]);
    let mut first = sources(&ws, "a", &list);
    assert!(first[0].table.columns[4].is_none(), "nobody can know that this is a phone");
    first[0].table.set_column(4, Some(RosterColumn::Phone));
    first[0].options.decisions.insert(1, Decision::New);
    let shown = previews(&ws, &first, day(6, 28));
    let mut learned = Learned::default();
    learned.remember(&first[0], &shown.tables[0]);
    let after = import_all(&ws, &first, day(6, 28)).expect("imported");
    assert_eq!(after.people.len(), 2);

    let learned = Learned::read(&learned.text());
    let mut again = sources(&after, "b", &list);
    learned.prepare(&mut again[0]);
    assert_eq!(again[0].table.columns[4], Some(RosterColumn::Phone), "the layout is known");
    let shown = previews(&after, &again, day(6, 28));
    assert!(matches!(shown.tables[0][1].verdict, Verdict::Unchanged { .. }), "and so is the other 王秀英");
}

#[test]
fn who_was_said_to_be_somebody_else_is_told_apart_from_then_on_by_both() {
    let mut ws = district();
    let old = person(&mut ws, "王秀英", "魏城镇", 2);
    ws = ws.with_person(old, |person| person.phone = "13800000001".into()).expect("changed");
    let list = |phone: &str| xlsx(&[page("名单", &format!("姓名|乡镇|支部|电话\n王秀英|魏城镇|铁炉村|{phone}"))]);
    let mut first = sources(&ws, "a", &list("13800000002"));
    first[0].options.decisions.insert(1, Decision::New);
    let after = import_all(&ws, &first, day(6, 28)).expect("imported");
    let new = after.people.iter().map(|person| person.id).find(|id| *id != old).expect("another one");
    assert!(after.is_not_same(old, new), "the search for duplicates knows it too");

    // a list of another layout, without anything remembered of the rows
    for (phone, id) in [("13800000002", new), ("13800000001", old)] {
        let shown = previews(&after, &sources(&after, "b", &list(phone)), day(6, 28));
        assert_eq!(shown.tables[0][1].verdict, Verdict::Unchanged { person: id }, "{phone}");
    }
    let shown = previews(&after, &sources(&after, "c", &list("13800000003")), day(6, 28));
    assert!(matches!(shown.tables[0][1].verdict, Verdict::Conflict(Conflict::SameName { .. })), "a third phone");
}

#[test]
fn refused_rows_come_back_with_their_reasons_and_go_in_once_mended() {
    let ws = district();
    let list = xlsx(&[page(
        "六月名单",
        "填报单位：魏城镇|||\n姓名|支部|电话|类别\n张勇|铁炉村|13800001037|书记\n李明|||书记\n王芳|没有的村|13800001111|书记",
    )]);
    let mut first = sources(&ws, "a", &list);
    Arc::make_mut(&mut first[0].table.sheet).rows[3].cells.truncate(1);
    let shown = previews(&ws, &first, day(6, 28));
    let texts = RefusedTexts {
        reason: "原因",
        heading: |column| roster::column(Lang::Zh, column),
        why: &|row| import::row(Lang::Zh, row),
    };
    let sheet = refused(&ws, &first[0], &shown.tables[0], &texts).expect("one row");
    assert_eq!(sheet.headings, ["姓名", "支部", "电话", "培训对象", "乡镇", "原因"]);
    assert_eq!(sheet.rows.len(), 1);
    assert_eq!(sheet.rows[0][..5], ["王芳", "没有的村", "13800001111", "书记", "魏城镇"]);
    assert!(sheet.rows[0][5].contains("没有的村"), "{}", sheet.rows[0][5]);

    let mut mended = sheet;
    mended.rows[0][1] = "长明村".into();
    let bytes = plain_table::xlsx(&[mended]).expect("written");
    let after = import_all(&ws, &sources(&ws, "refused.xlsx", &bytes), day(6, 28)).expect("imported");
    let wang = find(&after, "王芳");
    assert_eq!(wang.phone, "13800001111");
    assert_eq!(after.township_of(wang, day(6, 28)), Some(township(&after, "魏城镇")));
}
