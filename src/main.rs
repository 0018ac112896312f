//! Arguments to a window or a command line; nothing else.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

use std::process::ExitCode;

use lunxun::cli::{self, Invocation};
use lunxun::ui::native;

fn main() -> ExitCode {
    match cli::run(std::env::args_os()) {
        Invocation::Done(code) => code,
        Invocation::Window(arguments) => {
            let renderer = arguments.renderer.and_then(|name| name.parse().ok());
            native::open_window(arguments.folder.as_deref(), renderer)
        }
    }
}
