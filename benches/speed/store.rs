//! The folder on disk: made, opened, an edit acknowledged.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{NaiveDate, NaiveDateTime};
use lunxun::model::{DeviceCode, Edit, Label, TableName, Workspace};
use lunxun::store::disk::RealDisk;
use lunxun::store::{self, Opener, SaveStatus, Store, SystemClock};

use super::Bench;

pub fn run(bench: &mut Bench) {
    let folder = tempfile::tempdir().expect("a folder to measure in");
    let small = folder.path().join("1");
    let ws = lunxun::demo::district(1);
    let made = bench.median("the sample district made up", 5, "–", || lunxun::demo::district(1));
    let mut n = 0;
    let written = bench.median("its folder written", 5, "–", || {
        n += 1;
        Store::create(&RealDisk, &folder.path().join(format!("new{n}")), &ws, now()).expect("written");
    });
    println!("{:<44} {:>9.3} ms   (wanted < 3000)", "made and written", super::ms(made + written));
    Store::create(&RealDisk, &small, &ws, now()).expect("written");
    let one = bench.median("the folder read", 11, "≤ 400", || store::read_only(&RealDisk, &small).expect("read"));
    let large = folder.path().join("10");
    Store::create(&RealDisk, &large, &lunxun::demo::district(10), now()).expect("written");
    let ten = bench.median("the folder of ten times the people read", 3, "–", || {
        store::read_only(&RealDisk, &large).expect("read")
    });
    bench.ratio("scale 10 / 1: the folder read", ten, one, "≤ 12");
    let acknowledged = acknowledged(&small, ws);
    bench.median_of("an edit acknowledged (on the wall, synced)", acknowledged, "≤ 50");
}

/// Times from handing an edit to the store until it says that it is saved.
fn acknowledged(folder: &Path, mut ws: Workspace) -> Vec<Duration> {
    let opener = Opener {
        name: "bench".to_owned(),
        device: DeviceCode::from_seed(7),
        emergency: None,
        is_read_only: false,
        clock: Arc::new(SystemClock),
        wake: None,
    };
    let (mut store, _) = Store::open(Arc::new(RealDisk), folder, opener).expect("opened");
    let people: Vec<_> = ws.people.iter().map(|person| person.id).take(40).collect();
    let mut times = Vec::new();
    for person in people {
        let next = ws.with_person(person, |person| person.note.push('x')).expect("allowed");
        let changes = ws.changes_to(&next);
        let edit = Arc::new(Edit {
            label: Label::ChangeMany { table: TableName::People, n: 1 },
            at: now(),
            author: String::new(),
            echo: None,
            changes,
        });
        let start = Instant::now();
        let no = store.append(edit, next.clone()).expect("appended");
        while !matches!(store.status(), SaveStatus::Saved { sequence, .. } if sequence >= no) {
            std::thread::yield_now();
        }
        times.push(start.elapsed());
        ws = next;
    }
    store.close();
    times
}

fn now() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2012, 6, 28).and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a time")
}
