//! Long work beside the frame: a named thread, a channel back, progress and a stop flag.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::command::Command;

/// Wakes the window when a job has something to say.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// What a job and the window share.
#[derive(Clone)]
pub struct Progress {
    permille: Arc<AtomicU32>,
    is_stopped: Arc<AtomicBool>,
    wake: Wake,
}

impl Progress {
    /// Says how far the work has come, in thousandths.
    pub fn set(&self, permille: u32) {
        self.permille.store(permille.min(1000), Ordering::Relaxed);
        (self.wake)();
    }

    /// Whether the user wants the work to stop.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }
}

struct Job {
    number: u64,
    name: String,
    progress: Progress,
    results: Receiver<Result<Vec<Command>, Panicked>>,
}

/// A job ended by a panic.
struct Panicked;

impl Drop for Job {
    fn drop(&mut self) {
        self.progress.is_stopped.store(true, Ordering::Relaxed);
    }
}

/// The jobs under way. Dropping a job stops and forgets it, so a stale result cannot arrive.
pub struct Jobs {
    running: Vec<Job>,
    n_ever: u64,
    wake: Wake,
}

impl Jobs {
    /// No jobs yet; `wake` is called from their threads.
    pub fn new(wake: Wake) -> Self {
        Self { running: Vec::new(), n_ever: 0, wake }
    }

    /// Starts work on a thread of its own. Its commands are carried out when it ends. Returns the number that
    /// [`Jobs::stop`] takes; `None` if no thread can be had.
    pub fn start(
        &mut self,
        name: impl Into<String>,
        work: impl FnOnce(&Progress) -> Vec<Command> + Send + 'static,
    ) -> Option<u64> {
        let name = name.into();
        let (sender, results) = channel();
        let progress = Progress { permille: Arc::default(), is_stopped: Arc::default(), wake: self.wake.clone() };
        let shared = progress.clone();
        let thread = std::thread::Builder::new().name(name.clone()).spawn(move || {
            let result = catch_unwind(AssertUnwindSafe(|| work(&shared))).map_err(|_payload| Panicked);
            let _ = sender.send(result);
            (shared.wake)();
        });
        match thread {
            Ok(_) => {
                self.n_ever += 1;
                self.running.push(Job { number: self.n_ever, name, progress, results });
                Some(self.n_ever)
            }
            Err(error) => {
                tracing::error!(%error, name, "a job could not start");
                None
            }
        }
    }

    /// What wakes the window.
    pub fn wake(&self) -> Wake {
        self.wake.clone()
    }

    /// The commands of the jobs that have ended since, and the names of those that failed.
    pub fn poll(&mut self) -> (Vec<Command>, Vec<String>) {
        let (mut commands, mut failed) = (Vec::new(), Vec::new());
        self.running.retain(|job| match job.results.try_recv() {
            Err(TryRecvError::Empty) => true,
            Ok(Ok(list)) => {
                commands.extend(list);
                false
            }
            Ok(Err(Panicked)) | Err(TryRecvError::Disconnected) => {
                failed.push(job.name.clone());
                false
            }
        });
        (commands, failed)
    }

    /// What is under way: names, and how far it has come in thousandths.
    pub fn under_way(&self) -> impl Iterator<Item = (&str, u32)> {
        self.running.iter().map(|job| (job.name.as_str(), job.progress.permille.load(Ordering::Relaxed)))
    }

    /// What is under way, with the number that [`Jobs::stop`] takes.
    pub fn stoppable(&self) -> impl Iterator<Item = (u64, &str, u32)> {
        let permille = |job: &Job| job.progress.permille.load(Ordering::Relaxed);
        self.running.iter().map(move |job| (job.number, job.name.as_str(), permille(job)))
    }

    /// Stops and forgets one job.
    pub fn stop(&mut self, number: u64) {
        self.running.retain(|job| job.number != number);
    }

    /// Stops and forgets everything under way.
    pub fn stop_all(&mut self) {
        self.running.clear();
    }
}
