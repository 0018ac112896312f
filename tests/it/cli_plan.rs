//! `lunxun plan DIR`: drafts a folder's year, tells it, and adopts it as one edit that the window can undo.

use std::process::{Command, Output};

use lunxun::store::Store;
use lunxun::store::disk::RealDisk;
use serde_json::Value;

use crate::support::plannable::Plannable;
use crate::support::window::now;

struct Desk {
    place: tempfile::TempDir,
}

impl Desk {
    fn new(plannable: &Plannable) -> Self {
        let place = tempfile::tempdir().expect("a folder");
        Store::create(&RealDisk, &place.path().join("district"), &plannable.ws, now()).expect("a folder is made");
        Self { place }
    }

    fn run(&self, command: &str, more: &[&str]) -> Output {
        let folder = self.place.path().join("district");
        let mut run = Command::new(env!("CARGO_BIN_EXE_lunxun"));
        run.env("LUNXUN_HOME", self.place.path().join("home")).arg(command).arg(folder).args(more);
        run.output().expect("the program runs")
    }

    fn json(&self, command: &str, more: &[&str]) -> Value {
        let output = self.run(command, &[more, &["--json"]].concat());
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("JSON and nothing else")
    }
}

#[test]
fn a_year_is_drafted_told_and_only_adopted_when_asked_to() {
    let desk = Desk::new(&Plannable::new());
    let told = desk.json("plan", &["--seconds", "1", "--as-of", "2012-06-28"]);
    assert_eq!((told["wanted"].as_u64(), told["placed"].as_u64()), (Some(6), Some(6)));
    assert_eq!(told["left_out"], 0);
    assert!(told["bound"].as_i64() <= told["objective"].as_i64());
    let sessions = told["sessions"].as_array().expect("a list").len();
    assert!(sessions >= 1 && told["sessions"][0]["change"] == "added", "{told}");
    let text = desk.run("plan", &["--seconds", "1"]);
    let text = String::from_utf8(text.stdout).expect("text");
    assert!(text.contains("已安排 6 / 6 人") && text.contains("以上只是方案，数据没有改动"), "{text}");

    let before = desk.json("sessions", &[]).as_array().map(Vec::len);
    let adopted = desk.json("plan", &["--seconds", "1", "--apply"]);
    assert_eq!(adopted["placed"], 6);
    let after = desk.json("sessions", &[]).as_array().map(Vec::len);
    assert_eq!(after, before.map(|n| n + sessions), "the drafts are in the folder");
    assert_eq!(desk.json("check", &[])["ok"], true);
    let again = desk.json("plan", &["--seconds", "1"]);
    assert_eq!(again["sessions"][0]["change"], "kept", "what was drafted is kept: {again}");
}

#[test]
fn what_cannot_be_read_or_asked_for_ends_with_2() {
    let desk = Desk::new(&Plannable::new());
    assert_eq!(desk.run("plan", &["--seconds", "-1"]).status.code(), Some(2));
    let nowhere = Command::new(env!("CARGO_BIN_EXE_lunxun")).args(["plan", "/no/such/folder"]).output();
    assert_eq!(nowhere.expect("the program runs").status.code(), Some(2));
}
