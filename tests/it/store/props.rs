//! What holds for any workspace: written and read it is the same, and so it is made again from the journal.

use std::path::Path;
use std::sync::Arc;

use chrono::TimeDelta;
use lunxun::model::*;
use lunxun::store::disk::Disk;
use lunxun::store::load::load;
use lunxun::store::open;
use lunxun::store::writer::{Step, Writer};
use proptest::prelude::*;

use super::day::desk;
use super::sim::{Bytes, Names, SimDisk, folder};
use super::support::*;

/// One random change, sensible or not: `what` chooses the kind, `which` the record, `text` whatever it needs.
fn changed(ws: &Workspace, what: u8, which: u16, text: &str) -> Workspace {
    let mut next = ws.clone();
    let nth = usize::from(which);
    let person_at = |ws: &Workspace| ws.people.iter().nth(nth % ws.people.len().max(1)).cloned();
    match what % 10 {
        0 => {
            if let Some(mut person) = person_at(ws) {
                text.clone_into(&mut person.name);
                text.clone_into(&mut person.note);
                next.people.put(person);
            }
        }
        1 => {
            if let Some(person) = person_at(ws) {
                next.people.remove(person.id);
            }
        }
        2 => {
            if let Some(mut township) = ws.townships.iter().nth(nth % ws.townships.len().max(1)).cloned() {
                text.clone_into(&mut township.name);
                next.townships.put(township);
            }
        }
        3 => {
            let gone = ws.townships.iter().nth(nth % 9).map(|township| township.id);
            gone.map(|id| next.townships.remove(id));
        }
        4 => {
            let township = ws.townships.iter().last().map(|township| township.id);
            if let Some(mut branch) = ws.branches.iter().nth(nth % ws.branches.len().max(1)).cloned() {
                branch.township = township.unwrap_or(branch.township);
                next.branches.put(branch);
            }
        }
        5 => {
            let id = next.ids.take();
            let township = ws.townships.iter().nth(nth % 4).map(|township| township.id);
            next.sessions.put(session(id, township, text));
        }
        6 => {
            // Also for sessions and people that are not there.
            let session = ws.sessions.iter().nth(nth % 3).map_or(Id::new(device(), 9000), |session| session.id);
            let person = person_at(ws).map_or(Id::new(device(), 9001), |person| person.id);
            let cohort = Id::new(device(), 1);
            let state = EnrolmentState::Replaced { by: person };
            let joined = which.is_multiple_of(2).then_some(SlotNo(which));
            next.enrolments.put(Enrolment {
                session,
                person,
                cohort,
                state,
                joined,
                is_walk_in: which.is_multiple_of(3),
            });
        }
        7 => {
            let session = ws.sessions.iter().nth(nth % 3).map_or(Id::new(device(), 9000), |session| session.id);
            let person = person_at(ws).map_or(Id::new(device(), 9001), |person| person.id);
            next.marks.put(Mark { session, person, slot: SlotNo(which % 7), kind: MarkKind::ALL[nth % 9] });
        }
        8 => {
            if let Some(session) = ws.sessions.iter().nth(nth % 3).map(|session| session.id) {
                next.sessions.remove(session);
            }
        }
        _ => {
            let id = next.ids.take();
            let session = ws.sessions.iter().nth(nth % 3).map(|session| session.id);
            let (item, payer) = (CostItem::ALL[nth % 7], Level::District);
            let (planned, actual) = (Fen(i64::from(which)), Some(Fen(-i64::from(which))));
            let note = text.to_owned();
            let date = day(6, 1 + u32::from(which % 28));
            let line =
                CostLine { id, session, item, payer, township: None, funding: None, date, planned, actual, note };
            next.costs.put(line);
        }
    }
    next
}

fn changes() -> impl Strategy<Value = Vec<(u8, u16, String)>> {
    let text = prop_oneof![Just("石马镇".to_owned()), "[一-龥]{1,4}", "\\PC{0,6}", any::<String>()];
    prop::collection::vec((any::<u8>(), any::<u16>(), text), 1..12)
}

fn all_files(disk: &SimDisk, below: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in disk.list(below).unwrap_or_default() {
        let path = below.join(&entry.name);
        if entry.is_folder {
            files.extend(all_files(disk, &path));
        } else {
            files.push((path.display().to_string(), disk.read(&path).unwrap_or_default()));
        }
    }
    files
}

fn made(workspace: &Workspace) -> SimDisk {
    let disk = SimDisk::new();
    open::create(&disk, &folder(), workspace, eight_o_clock()).expect("made");
    disk
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn written_and_read_it_is_the_same_and_gives_the_same_bytes(changes in changes()) {
        let ws = changes.iter().fold(small_district(), |ws, (what, which, text)| changed(&ws, *what, *which, text));
        let disk = made(&ws);
        let opened = load(&disk, &folder(), device()).expect("readable");
        prop_assert!(opened.workspace.has_same_records(&ws), "{:?}", ws.changes_to(&opened.workspace));
        prop_assert!(opened.is_at_rest);
        prop_assert_eq!(all_files(&disk, &folder()), all_files(&made(&opened.workspace), &folder()));
    }

    #[test]
    fn the_journal_makes_it_again_and_taking_all_back_leads_to_the_beginning(changes in changes()) {
        let start = small_district();
        let disk: Arc<dyn Disk> = Arc::new(made(&start));
        let mut writer = Writer::new(desk(&disk), load(disk.as_ref(), &folder(), device()).expect("readable"));
        let (mut ws, mut edits) = (start.clone(), Vec::new());
        for (what, which, text) in &changes {
            let next = changed(&ws, *what, *which, text);
            let edit = edit(&ws, &next, text, eight_o_clock());
            edits.push(edit.clone());
            writer.push(edits.len() as u64, &edit, next.clone(), eight_o_clock()).expect("writable");
            while writer.step(eight_o_clock()) == Step::Worked {}
            ws = next;
        }
        let opened = load(disk.as_ref(), &folder(), device()).expect("readable");
        prop_assert!(opened.workspace.has_same_records(&ws), "{:?}", ws.changes_to(&opened.workspace));
        prop_assert_eq!(opened.base, 0);
        writer.finish(eight_o_clock() + TimeDelta::days(1));
        let opened = load(disk.as_ref(), &folder(), device()).expect("readable");
        prop_assert!(opened.workspace.has_same_records(&ws), "{:?}", ws.changes_to(&opened.workspace));
        prop_assert!(opened.is_at_rest);
        let back = edits.iter().rev().try_fold(opened.workspace, |ws, edit| ws.apply(&edit.inverse_changes()));
        prop_assert!(back.is_ok_and(|back| back.has_same_records(&start)));
    }
}

#[test]
fn work_goes_on_while_the_folder_cannot_be_written_and_arrives_later() {
    use lunxun::store::SaveStatus;
    use lunxun::store::problem::{FailureKind, Notice};

    use super::day::open_folder;
    use super::sim::{Fault, Trouble};

    let start = small_district();
    let sim = made(&start);
    let disk: Arc<dyn Disk> = Arc::new(sim.clone());
    let access = open_folder(&disk, eight_o_clock()).expect("opened");
    let mut writer = Writer::new(desk(&disk), access.opened);
    sim.set_fault(Some(Fault { trouble: Trouble::Full, first: 0, n: usize::MAX }));
    let next = with_mark(&start, 0, 0, MarkKind::Late);
    writer.push(1, &edit(&start, &next, "马永贵", eight_o_clock()), next.clone(), eight_o_clock()).expect("writable");
    writer.step(eight_o_clock());
    let is_kept = |status: &SaveStatus| match status {
        SaveStatus::Failing { failure, n_edits, kept, .. } => {
            failure.kind == FailureKind::DiskFull && *n_edits == 1 && kept.is_some()
        }
        SaveStatus::Saved { .. } | SaveStatus::Saving => false,
    };
    assert!(is_kept(writer.status()), "{:?}", writer.status());
    drop((writer, access.lock));
    // The stick is put into the computer again after the power was gone.
    sim.set_fault(None);
    sim.lose_power(Bytes::Lost, Names::Lost);
    let access = open_folder(&disk, eight_o_clock()).expect("opened");
    assert_eq!(access.opened.notices, [Notice::EmergencyAdopted { n_edits: 1 }]);
    assert!(access.opened.workspace.has_same_records(&next));
    Writer::new(desk(&disk), access.opened).finish(eight_o_clock());
    drop(access.lock);
    let access = open_folder(&disk, eight_o_clock()).expect("opened");
    assert!(access.opened.notices.is_empty() && access.opened.workspace.has_same_records(&next));
}
