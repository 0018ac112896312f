//! Attendance sheets that come back from an office: partly unreadable, with walk-ins, without ids, with signs of its own.

use lunxun::exchange::plain_table;
use lunxun::exchange::records::{
    Col, Fault, Outcome, RecordOptions, RecordRow, Records, RowRemark, Signs, What, refused, what_of,
};
use lunxun::model::{Half, MarkKind, PersonId, SessionId, Workspace};
use lunxun::words::{Lang, import_records};

use super::files::{Page, V, page, xlsx};
use super::records::{returned, sheets, shown};
use crate::exchange::district::{person, with_session};

/// The sheet with its rows as texts, to be edited by hand.
fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for row in &sheets(bytes)[0].rows {
        rows.resize(row.number as usize - 1, Vec::new());
        rows.push(row.cells.iter().map(|cell| cell.text().into_owned()).collect());
    }
    rows
}

fn written(rows: &[Vec<String>]) -> Vec<u8> {
    let rows = rows.iter().map(|row| row.iter().map(|text| V::from(text.as_str())).collect()).collect();
    xlsx(&[Page { name: "签到表", rows, ..Page::default() }])
}

/// Types into the row of a serial number.
fn write(rows: &mut [Vec<String>], serial: usize, cells: &[(usize, &str)]) {
    let serial = serial.to_string();
    let row = rows.iter_mut().find(|row| row.first() == Some(&serial)).expect("the row");
    for (column, text) in cells {
        row.resize(row.len().max(column + 1), String::new());
        (*text).clone_into(&mut row[*column]);
    }
}

fn read(ws: &Workspace, bytes: &[u8], options: RecordOptions) -> Records {
    shown(ws, What::Marks, bytes, options)
}

fn of_session(id: SessionId) -> RecordOptions {
    RecordOptions { session: Some(id), ..RecordOptions::default() }
}

fn outcomes(records: &Records) -> Vec<&Outcome> {
    records.tables[0].rows.iter().map(|row| &row.outcome).collect()
}

fn kinds(ws: &Workspace, id: SessionId, person: PersonId) -> Vec<Option<MarkKind>> {
    let slots = &ws.sessions.get(id).expect("the session").slots;
    slots.iter().map(|slot| ws.mark((id, person, slot.no))).collect()
}

const SIX: [(usize, &str); 6] = [(5, "√"), (6, "√"), (7, "？"), (8, "√"), (9, "√"), (10, "√")];

#[test]
fn one_unreadable_mark_costs_no_other_and_comes_back_mended() {
    let (ws, id) = with_session(3, 18, 20, &Half::ALL);
    let person = ws.roll(id)[0].person;
    let mut rows = texts(&returned(&ws, id, 5, &[]));
    write(&mut rows, 1, &SIX);
    let bytes = written(&rows);
    let found = read(&ws, &bytes, RecordOptions::default());
    let refused_mark = Outcome::Refused(Fault::Unreadable(Col::Mark, "？".into()));
    assert_eq!(outcomes(&found)[..2], [&refused_mark, &Outcome::New]);
    assert!(found.tables[0].rows[0].text.contains("19日上午"), "{}", found.tables[0].rows[0].text);
    let after = found.after();
    assert_eq!(kinds(after, id, person).iter().flatten().count(), 5, "the five that can be read are taken");

    let why = |row: &RecordRow| import_records::outcome(Lang::Zh, &row.outcome);
    let mut left = refused(&sheets(&bytes)[0], &found.tables[0], None, "原因", &why).expect("one row");
    assert_eq!(left.rows.len(), 1);
    left.rows[0][7] = "迟到".into();
    let mended = plain_table::xlsx(&[left]).expect("written");
    let found = read(after, &mended, RecordOptions::default());
    assert_eq!(outcomes(&found), [&Outcome::New], "no session need be said");
    let present = Some(MarkKind::Present);
    assert_eq!(kinds(found.after(), id, person), [present, present, Some(MarkKind::Late), present, present, present]);
}

#[test]
fn who_came_without_being_enrolled_becomes_a_walk_in_if_name_and_unit_tell_who_it_is() {
    let (mut ws, id) = with_session(3, 18, 18, &[Half::Morning]);
    let luo = person(&mut ws, "罗康", "魏城镇", 2);
    let first = ws.roll(id)[0].person;
    let name = ws.people.get(first).expect("there").name.clone();
    let mut rows = texts(&returned(&ws, id, 5, &[]));
    write(&mut rows, 4, &[(1, "罗康"), (2, "魏城镇 · 铁炉村"), (5, "√")]);
    write(&mut rows, 5, &[(1, "无此人"), (2, "魏城镇 · 铁炉村"), (5, "√")]);
    write(&mut rows, 6, &[(1, "罗康"), (5, "√")]);
    write(&mut rows, 1, &[(5, "√"), (7, "")]);
    let found = read(&ws, &written(&rows), RecordOptions::default());
    let remarks: Vec<Option<RowRemark>> = found.tables[0].rows.iter().map(|row| row.remark).collect();
    let told = outcomes(&found);
    let by_name = found.tables[0].rows.iter().find(|row| row.text.starts_with(&name)).expect("the first");
    assert_eq!((by_name.remark, &by_name.outcome), (Some(RowRemark::ByName), &Outcome::New), "an id that was lost");
    assert!(remarks.contains(&Some(RowRemark::WalkIn)), "{remarks:?}");
    let unknown = Fault::NotOnRecord { name: "无此人".into(), unit: "魏城镇 · 铁炉村".into() };
    assert!(told.contains(&&Outcome::Refused(unknown)), "{told:?}");
    assert!(told.contains(&&Outcome::Refused(Fault::NotOnSheet("罗康".into()))), "a name alone: {told:?}");
    let enrolment = found.after().enrolments.get((id, luo)).expect("enrolled");
    assert!(enrolment.is_walk_in);
    assert_eq!(kinds(found.after(), id, luo), [Some(MarkKind::Present)]);
}

#[test]
fn a_name_that_was_written_over_another_is_no_mark_of_either() {
    let (ws, id) = with_session(3, 18, 18, &[Half::Morning]);
    let known = ws.people.get(ws.roll(id)[0].person).expect("there").name.clone();
    let mut rows = texts(&returned(&ws, id, 5, &[(1, "√"), (2, "√")]));
    write(&mut rows, 1, &[(1, "罗康")]);
    let found = read(&ws, &written(&rows), RecordOptions::default());
    assert_eq!(outcomes(&found)[0], &Outcome::Refused(Fault::OtherName { typed: "罗康".into(), known }));
    assert_eq!(found.after().marks_in(id).count(), 1);
}

#[test]
fn a_sheet_without_title_and_ids_asks_for_the_session_and_is_read_by_names() {
    let (ws, id) = with_session(4, 18, 18, &Half::ALL);
    let mut rows = texts(&returned(&ws, id, 5, &[(1, "√"), (2, "病假")]));
    let heading = rows.iter().position(|row| row.contains(&"姓名".to_owned())).expect("a heading");
    rows.drain(..heading);
    for row in &mut rows {
        row.truncate(7);
    }
    let bytes = written(&rows);
    let sheet = std::sync::Arc::new(sheets(&bytes).remove(0));
    assert_eq!(what_of(&ws, &sheet), Some(What::Marks));
    let unsaid = read(&ws, &bytes, RecordOptions::default());
    assert!(!outcomes(&unsaid).is_empty());
    assert!(outcomes(&unsaid).iter().all(|outcome| **outcome == Outcome::Refused(Fault::NoSession)));

    let found = read(&ws, &bytes, of_session(id));
    let after = found.after();
    let marks: Vec<MarkKind> = after.roll(id).iter().filter_map(|row| kinds(after, id, row.person)[0]).collect();
    assert_eq!(marks, [MarkKind::Present, MarkKind::Sick]);
    let why = |row: &RecordRow| import_records::outcome(Lang::Zh, &row.outcome);
    let left = refused(&sheet, &unsaid.tables[0], Some(id), "原因", &why).expect("all rows");
    let again = read(&ws, &plain_table::xlsx(&[left]).expect("written"), RecordOptions::default());
    assert_eq!(again.after().marks_in(id).count(), 2, "what was said goes with the rows that are left");
    let other = read(&ws, &returned(&ws, id, 5, &[(1, "√")]), RecordOptions::default());
    assert_eq!(other.tables[0].session, Some(id), "a whole sheet says whose it is");
}

#[test]
fn a_signature_of_somebody_else_and_signs_of_the_office_are_never_guessed() {
    let (ws, id) = with_session(4, 18, 18, &[Half::Morning]);
    let bytes = returned(&ws, id, 5, &[(1, "代签"), (2, "○"), (3, "出差"), (4, "☑")]);
    let found = read(&ws, &bytes, RecordOptions::default());
    let told = outcomes(&found);
    assert_eq!(told[0], &Outcome::Refused(Fault::UnsureMark("代签".into())));
    assert_eq!(told[1], &Outcome::Refused(Fault::OpenSign("○".into())));
    assert_eq!(told[2..], [&Outcome::New, &Outcome::New]);
    let second = ws.roll(id)[1].person;
    let signs = Signs { circle: Some(MarkKind::Personal), triangle: None };
    let said = read(&ws, &bytes, RecordOptions { signs, ..RecordOptions::default() });
    assert_eq!(kinds(said.after(), id, second), [Some(MarkKind::Personal)]);

    let mut rows = texts(&bytes);
    rows.push(vec!["注：√到　○迟到　×缺课".to_owned()]);
    let legend = read(&ws, &written(&rows), RecordOptions::default());
    assert_eq!(kinds(legend.after(), id, second), [Some(MarkKind::Late)], "the sheet says so itself");
}

#[test]
fn a_log_names_its_session_by_what_was_taught_or_the_user_names_it() {
    let (mut ws, id) = with_session(2, 18, 18, &[Half::Morning]);
    ws = ws.with_session(id, |session| session.slots[0].topic = "党章解读".into()).expect("changed");
    let name = ws.people.iter().next().expect("somebody").name.clone();
    let log = |course: &str| {
        let text = format!("课程名称|姓名|学习时间|学习时长\n{course}|{name}|2012-06-18 上午|200");
        xlsx(&[page("log", &text)])
    };
    assert_eq!(outcomes(&read(&ws, &log("党章解读"), RecordOptions::default())), [&Outcome::New]);
    let unknown = read(&ws, &log("别的课"), RecordOptions::default());
    assert_eq!(outcomes(&unknown), [&Outcome::Refused(Fault::Unknown(Col::Session, "别的课".into()))]);
    assert_eq!(outcomes(&read(&ws, &log("别的课"), of_session(id))), [&Outcome::New]);
}
