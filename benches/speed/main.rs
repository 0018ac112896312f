//! How long things take, as medians and as ratios. `cargo bench --bench speed` runs all sections,
//! `cargo bench --bench speed -- report` the ones whose names contain `report`.
#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod import;
mod papers;
mod planner;
mod report;
mod store;
mod window;

use std::hint::black_box;
use std::time::Duration;

use cpu_time::ThreadTime;

/// A section: its name and what it measures.
type Section = (&'static str, fn(&mut Bench));

const SECTIONS: [Section; 6] = [
    ("import", import::run),
    ("papers", papers::run),
    ("planner", planner::run),
    ("report", report::run),
    ("store", store::run),
    ("window", window::run),
];

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
    /// The median of `n` runs, in time this thread had a processor, so that other programs do not count;
    /// the limit is printed beside it.
    fn median<T>(&mut self, what: &str, n: usize, limit: &str, mut run: impl FnMut() -> T) -> Duration {
        let times = (0..n).map(|_| {
            let start = ThreadTime::now();
            black_box(run());
            start.elapsed()
        });
        self.median_of(what, times.collect(), limit)
    }

    /// The median of times that were taken elsewhere.
    #[expect(clippy::unused_self, reason = "sections hold it to show that they print")]
    fn median_of(&mut self, what: &str, mut times: Vec<Duration>, limit: &str) -> Duration {
        times.sort_unstable();
        let (Some(median), Some(most)) = (times.get(times.len() / 2), times.last()) else { return Duration::ZERO };
        println!("{what:<44} {:>9.3} ms   (most {:.3}; wanted {limit})", ms(*median), ms(*most));
        *median
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
