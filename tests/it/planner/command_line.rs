//! `lunxun plan --problem` as scripts use it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use lunxun::planner::check::check;
use lunxun::planner::plan::Plan;
use lunxun::planner::problem::Problem;
use serde_json::{Value, json};

use super::{Size, invented, locked};

/// A problem in a file of its own.
struct Desk {
    place: tempfile::TempDir,
    problem: PathBuf,
}

impl Desk {
    fn new(problem: &Value) -> Self {
        let place = tempfile::tempdir().expect("a folder");
        let path = place.path().join("problem.json");
        fs::write(&path, problem.to_string()).expect("a file");
        Self { place, problem: path }
    }

    fn plan(&self, more: &[&str]) -> Output {
        let problem = self.problem.to_str().expect("a path of text");
        let arguments = ["plan", "--problem", problem, "--seconds", "5", "--lang", "en"];
        Command::new(env!("CARGO_BIN_EXE_lunxun")).args(arguments).args(more).output().expect("the program runs")
    }
}

fn small() -> Problem {
    let mut problem = invented(1, Size { weeks: 3, customers: 2, offers: 2, heads: 4 });
    problem.budgets.clear();
    problem
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

#[test]
fn a_plan_is_written_and_its_gap_printed() {
    let problem = small();
    let desk = Desk::new(&json!(problem));
    let file = desk.place.path().join("plan.json");
    let output = desk.plan(&["--json", "-o", file.to_str().expect("a path of text")]);
    assert_eq!(output.status.code(), Some(0), "{}", text_of(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).expect("JSON and nothing else");
    let mut keys: Vec<&String> = told.as_object().expect("an object").keys().collect();
    keys.sort();
    assert_eq!(keys, ["bound", "gap_percent", "objective", "seconds"]);
    let plan: Plan = serde_json::from_slice(&fs::read(file).expect("the plan")).expect("a plan");
    let price = check(&problem, &plan).expect("no violation");
    assert_eq!(told["objective"], price.total());
    assert!(told["bound"].as_i64() <= told["objective"].as_i64());
    let said = text_of(&desk.plan(&[]).stdout);
    assert!(said.contains("at most 0.00% better is possible"), "{said}");
}

/// What a clear error names, and how the problem is spoilt.
type Case<'a> = (&'a str, &'a dyn Fn(&mut Value));

#[test]
fn a_malformed_problem_names_the_entry_and_ends_with_2() {
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut problem = json!(small());
        change(&mut problem);
        let output = Desk::new(&problem).plan(&["--json"]);
        assert_eq!(output.status.code(), Some(2), "{problem}");
        assert!(output.stdout.is_empty());
        text_of(&output.stderr)
    };
    let cases: [Case<'_>; 8] = [
        ("customers[1].demand", &|problem| problem["customers"][1]["demand"] = json!(-3)),
        ("customers[0].id", &|problem| problem["customers"][0]["id"] = json!(7)),
        ("offers[0].travel", &|problem| problem["offers"][0]["travel"] = json!([])),
        ("offers[1].room", &|problem| problem["offers"][1]["room"] = json!(9)),
        ("offers[1].min", &|problem| problem["offers"][1]["min"] = json!(1_000)),
        ("rooms[0].days", &|problem| problem["rooms"][0]["days"] = json!([1])),
        ("locked[0].offer", &|problem| problem["locked"] = json!([{"offer": 5, "week": 0, "sessions": 1}])),
        ("format", &|problem| problem["format"] = json!("course-plan-9")),
    ];
    for (entry, change) in cases {
        let said = broken(change);
        assert!(said.contains(entry), "{entry} is not named: {said}");
    }
    let missing = broken(&|problem| {
        problem["offers"][1].as_object_mut().expect("an object").remove("max");
    });
    assert!(missing.contains("offers[1]") && missing.contains("max"), "{missing}");
    let no_file = Command::new(env!("CARGO_BIN_EXE_lunxun")).args(["plan", "--problem", "/no/such/file"]).output();
    assert_eq!(no_file.expect("the program runs").status.code(), Some(2));
}

#[test]
fn a_contradictory_problem_names_the_constraints_and_ends_with_3() {
    let mut problem = small();
    problem.offers[0].weeks = vec![0];
    problem.rooms[0].days = vec![1; 3];
    problem.offers[0].days = 2;
    problem.locked = vec![locked(0, 0)];
    let output = Desk::new(&json!(problem)).plan(&[]);
    assert_eq!(output.status.code(), Some(3));
    let said = text_of(&output.stderr);
    assert!(said.contains("locked[0]") && said.contains("rooms[0].days[0]"), "{said}");
    assert!(output.stdout.is_empty());
}
