//! How long things take, as medians and as ratios. `cargo bench --bench speed` runs all sections,
//! `cargo bench --bench speed -- report` the ones whose names contain `report`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A section: its name and what it measures.
type Section = (&'static str, fn(&mut Bench));

const SECTIONS: [Section; 1] = [("report", report::run)];

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    for (name, run) in SECTIONS {
        if wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str())) {
            println!("== {name}");
            run(&mut Bench);
        }
    }
}

/// Measures and prints.
struct Bench;

impl Bench {
    /// The median of `n` runs; the limit is printed beside it.
    #[expect(clippy::unused_self, reason = "sections hold it to show that they print")]
    fn median<T>(&mut self, what: &str, n: usize, limit: &str, mut run: impl FnMut() -> T) -> Duration {
        let mut times: Vec<Duration> = (0..n)
            .map(|_| {
                let start = Instant::now();
                black_box(run());
                start.elapsed()
            })
            .collect();
        times.sort_unstable();
        let median = times[n / 2];
        println!("{what:<44} {:>9.3} ms   (most {:.3}; wanted {limit})", ms(median), ms(times[n - 1]));
        median
    }

    /// How many times as long one thing takes as another.
    #[expect(clippy::unused_self, reason = "sections hold it to show that they print")]
    fn ratio(&mut self, what: &str, one: Duration, other: Duration, limit: &str) {
        println!("{what:<44} {:>9.2} ×    (wanted {limit})", one.as_secs_f64() / other.as_secs_f64());
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// Coverage, findings and the tables behind the pages.
mod report {
    use lunxun::model::{MarkKind, Workspace};
    use lunxun::report::{self, Index};

    use super::{Bench, Duration, black_box};

    pub fn run(bench: &mut Bench) {
        let small = times(bench, 1);
        let large = times(bench, 10);
        for (what, one, ten) in [
            ("scale 10 / 1: index and coverage", small[0], large[0]),
            ("scale 10 / 1: findings", small[1], large[1]),
            ("scale 10 / 1: people table", small[2], large[2]),
        ] {
            bench.ratio(what, ten, one, "≤ 12");
        }
        bench.ratio("anew / after one mark", small[0], small[3], "the more the better");
    }

    fn times(bench: &mut Bench, scale: u32) -> [Duration; 4] {
        let ws = lunxun::demo::district(scale);
        let n = if scale == 1 { 41 } else { 7 };
        let as_of = ws.as_of(ws.programme.days().last);
        let (people, marks) = (ws.people.len(), ws.marks.len());
        println!("-- scale {scale}: {people} people, {marks} marks, {} sessions", ws.sessions.len());
        let limit = |text: &'static str| if scale == 1 { text } else { "–" };
        let anew = bench.median("index and coverage anew", n, limit("≤ 5"), || Index::new(&ws, as_of).coverage());
        bench.median("index anew", n, "–", || Index::new(&ws, as_of));
        let index = Index::new(&ws, as_of);
        let coverage = index.coverage();
        bench.median("coverage read from the index", n, "–", || index.coverage());
        let one_mark = after_one_mark(bench, &ws, index.clone(), n, limit("≤ 0.1"));
        let findings = bench.median("findings", n, limit("≤ 5"), || report::findings(&ws, &coverage));
        let table = bench.median("people table", n, "–", || index.rows());
        bench.median("list of sessions", n, "–", || report::sessions(&ws, as_of));
        bench.median("course over the year", n, "–", || report::course(&ws, &index));
        bench.median("budget", n, "–", || report::budget::budget(&ws, as_of));
        bench.median("branches of all townships", n, "–", || index.branches_of(None));
        let behind = report::Behind { group: report::Group::Untrained, ..report::Behind::default() };
        bench.median("the people not yet trained", n, "–", || index.who(&behind));
        [anew, findings, table, one_mark]
    }

    /// The index follows a mark set and taken back, and coverage is read again.
    fn after_one_mark(bench: &mut Bench, ws: &Workspace, mut index: Index, n: usize, limit: &str) -> Duration {
        let Some(mark) = ws.marks.iter().nth(ws.marks.len() / 2).copied() else { return Duration::ZERO };
        let kind = if mark.kind.is_attended() { MarkKind::Absent } else { MarkKind::Present };
        let mut other = ws.clone();
        other.marks.put(lunxun::model::Mark { kind, ..mark });
        let (there, back) = (ws.changes_to(&other), other.changes_to(ws));
        let mut is_there = false;
        bench.median("coverage after one mark", 8 * n, limit, || {
            is_there = !is_there;
            let (now, changes) = if is_there { (&other, &there) } else { (ws, &back) };
            index.update(now, changes);
            black_box(index.coverage())
        })
    }
}
