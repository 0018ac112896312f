//! A folder that is made, opened, changed, closed and opened again.

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{NaiveDateTime, TimeDelta};
use lunxun::model::*;
use lunxun::store::disk::RealDisk;
use lunxun::store::problem::{Mode as OpenMode, ReadOnlyReason, StoreError};
use lunxun::store::{Clock, Loaded, Opener, SaveStatus, Store};

use super::support::*;

struct Watch(Mutex<NaiveDateTime>);

impl Clock for Watch {
    fn now(&self) -> NaiveDateTime {
        let mut now = self.0.lock().expect("not poisoned");
        *now += TimeDelta::milliseconds(1);
        *now
    }
}

fn opener() -> Opener {
    Opener {
        name: "王芳".to_owned(),
        device: device(),
        emergency: None,
        is_read_only: false,
        clock: Arc::new(Watch(Mutex::new(eight_o_clock()))),
        wake: None,
    }
}

pub fn open(folder: &Path) -> Result<(Store, Loaded), StoreError> {
    Store::open(Arc::new(RealDisk), folder, opener())
}

pub fn new_folder() -> std::io::Result<(tempfile::TempDir, std::path::PathBuf)> {
    let temp = tempfile::tempdir()?;
    let folder = temp.path().join("游仙区2012");
    Ok((temp, folder))
}

#[test]
fn a_day_of_work_is_there_again_after_closing() -> Result<(), Box<dyn std::error::Error>> {
    let (_temp, folder) = new_folder()?;
    let start = small_district();
    Store::create(&RealDisk, &folder, &start, eight_o_clock()).expect("made");
    let (mut store, loaded) = open(&folder).expect("opened");
    assert_eq!((loaded.mode, loaded.problems, loaded.notices), (OpenMode::Writable, vec![], vec![]));
    assert!(loaded.workspace.has_same_records(&start));
    let mut ws = loaded.workspace;
    for n in 0..20 {
        let next = with_mark(&ws, n, (n % 4) as u16, MarkKind::ALL[n % 9]);
        let seq = store.append(edit(&ws, &next, "马永贵", eight_o_clock()), next.clone()).expect("writable");
        assert_eq!(seq, n as u64 + 1);
        ws = next;
    }
    assert!(matches!(store.close(), SaveStatus::Saved { sequence: 20, .. }));
    let (store, loaded) = open(&folder).expect("opened again");
    assert!(loaded.workspace.has_same_records(&ws));
    assert_eq!(loaded.workspace.ids, ws.ids);
    assert_eq!((loaded.sequence, loaded.problems, loaded.notices), (20, vec![], vec![]));
    assert_eq!(store.load_history().expect("readable").len(), 20);
    Ok(())
}

#[test]
fn a_second_window_reads_and_says_who_has_the_folder() -> Result<(), Box<dyn std::error::Error>> {
    let (_temp, folder) = new_folder()?;
    Store::create(&RealDisk, &folder, &small_district(), eight_o_clock()).expect("made");
    let (_first, _) = open(&folder).expect("opened");
    let (mut second, loaded) = open(&folder).expect("opened for reading");
    let is_held = |mode: &OpenMode| match mode {
        OpenMode::ReadOnly(ReadOnlyReason::HeldBy(holder)) => holder.name == "王芳" && holder.since.is_some(),
        OpenMode::ReadOnly(_) | OpenMode::Writable => false,
    };
    assert!(is_held(&loaded.mode), "{:?}", loaded.mode);
    let next = with_mark(&loaded.workspace, 0, 0, MarkKind::Late);
    let refused = second.append(edit(&loaded.workspace, &next, "马永贵", eight_o_clock()), next);
    assert_eq!(refused, Err(Refusal::ReadOnly));
    Ok(())
}
