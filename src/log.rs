//! The log and the last words of a crash, in the program's own folder.

use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

use crate::store::disk::{Disk as _, RealDisk};

/// How many days of logs are kept.
const DAYS_KEPT: usize = 14;

/// Where the logs are.
pub fn folder(home: &Path) -> PathBuf {
    home.join("logs")
}

/// Starts the log; it ends when the guard is dropped. A program without a log still runs.
pub fn start(home: &Path) -> Option<WorkerGuard> {
    // the appender complains on the terminal of a folder that it makes itself a moment later
    let _ = RealDisk.create_folder(home).and_then(|()| RealDisk.create_folder(&folder(home)));
    let appender = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("lunxun")
        .filename_suffix("log")
        .max_log_files(DAYS_KEPT)
        .build(folder(home))
        .ok()?;
    let (writer, guard) = tracing_appender::non_blocking(appender);
    let subscriber = tracing_subscriber::fmt().with_writer(writer).with_ansi(false).finish();
    tracing::subscriber::set_global_default(subscriber).ok()?;
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        tracing::error!("panic: {info}");
        usual(info);
    }));
    Some(guard)
}
