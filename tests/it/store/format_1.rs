//! Format 1 as it was released: a folder that every later program must read.

use std::path::{Path, PathBuf};

use lunxun::model::{EnrolmentState, Fen, MarkKind, Workspace};
use lunxun::store::disk::RealDisk;
use lunxun::store::read_only;

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/format-1")
}

fn read() -> Workspace {
    let loaded = read_only(&RealDisk, &fixture()).expect("the folder opens");
    assert!(loaded.problems.is_empty(), "{:?}", loaded.problems);
    loaded.workspace
}

#[test]
fn a_folder_of_format_1_still_says_what_it_said() {
    let ws = read();
    assert_eq!((ws.programme.district.as_str(), ws.programme.year), ("游仙区", 2012));
    assert_eq!((ws.people.len(), ws.sessions.len(), ws.enrolments.len(), ws.marks.len()), (4, 2, 4, 11));
    let ma = ws.people.iter().find(|person| person.name == "马永贵").expect("a person");
    let late = ws.marks.iter().filter(|mark| mark.person == ma.id && mark.kind == MarkKind::Late).count();
    assert_eq!(late, 1);
    assert!(ws.enrolments.iter().any(|enrolment| matches!(enrolment.state, EnrolmentState::Replaced { .. })));
    assert_eq!(ws.costs.iter().filter_map(|line| line.actual).sum::<Fen>(), Fen::yuan(600));
}
