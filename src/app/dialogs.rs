//! The system's dialogs, behind a trait so that stories can answer them.

use std::io;
use std::path::{Path, PathBuf};

/// Asks the user for a file or folder. Called from a job's thread, never from the frame's.
pub trait Dialogs: Send + Sync {
    /// Asks for a folder; `None` if the user thinks better of it.
    fn pick_folder(&self, title: &str) -> Option<PathBuf>;

    /// Where new folders go when nobody asks: the user's documents.
    fn default_folder(&self) -> Option<PathBuf>;

    /// Asks for files to read, whose names end in one of these ways if any are given; none if the user thinks better of it.
    fn pick_files(&self, title: &str, extensions: &[&str]) -> Vec<PathBuf>;

    /// Asks where to write a file; `None` if the user thinks better of it.
    fn save_file(&self, title: &str, file_name: &str) -> Option<PathBuf>;

    /// Opens a file with the program that the system has for it.
    ///
    /// # Errors
    /// When the system has none, or cannot start it.
    fn open_file(&self, path: &Path) -> io::Result<()>;

    /// Has the system print a file: with the program that prints such files or, where none does, by opening it.
    ///
    /// # Errors
    /// As [`Dialogs::open_file`].
    fn print_file(&self, path: &Path) -> io::Result<Printed>;
}

/// What has become of a file that was to be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// A program has taken it and prints it.
    Sent,
    /// It is open in a program, to be printed from there.
    Opened,
}

/// The operating system's own dialogs.
pub struct SystemDialogs;

impl Dialogs for SystemDialogs {
    fn default_folder(&self) -> Option<PathBuf> {
        let user = directories::UserDirs::new()?;
        Some(user.document_dir().unwrap_or(user.home_dir()).to_owned())
    }

    fn pick_folder(&self, title: &str) -> Option<PathBuf> {
        rfd::FileDialog::new().set_title(title).pick_folder()
    }

    fn pick_files(&self, title: &str, extensions: &[&str]) -> Vec<PathBuf> {
        let dialog = rfd::FileDialog::new().set_title(title);
        let filtered = |dialog: rfd::FileDialog| dialog.add_filter(extensions.join(" "), extensions);
        let dialog = if extensions.is_empty() { dialog } else { filtered(dialog) };
        dialog.pick_files().unwrap_or_default()
    }

    fn save_file(&self, title: &str, file_name: &str) -> Option<PathBuf> {
        let extension = file_name.rsplit('.').next().unwrap_or_default();
        rfd::FileDialog::new().set_title(title).set_file_name(file_name).add_filter(extension, &[extension]).save_file()
    }

    fn open_file(&self, path: &Path) -> io::Result<()> {
        let program = match (cfg!(windows), cfg!(target_os = "macos")) {
            (true, _) => "explorer",
            (_, true) => "open",
            (false, false) => "xdg-open",
        };
        std::process::Command::new(program).arg(path).spawn().map(drop)
    }

    fn print_file(&self, path: &Path) -> io::Result<Printed> {
        if has_printed(path) {
            return Ok(Printed::Sent);
        }
        self.open_file(path).map(|()| Printed::Opened)
    }
}

/// Asks Windows for the print verb of the program that such files belong to. Not every program has one: a browser that
/// shows PDFs has none.
#[cfg(windows)]
fn has_printed(path: &Path) -> bool {
    use std::os::windows::process::CommandExt;
    const NO_CONSOLE: u32 = 0x0800_0000;
    // the path goes by the environment: nothing in it is read as a script
    let script = "Start-Process -FilePath $env:LUNXUN_PAPER -Verb Print -WindowStyle Hidden -ErrorAction Stop";
    let mut shell = std::process::Command::new("powershell");
    shell.args(["-NoProfile", "-NonInteractive", "-Command", script]).env("LUNXUN_PAPER", path);
    shell.creation_flags(NO_CONSOLE).status().is_ok_and(|status| status.success())
}

/// Elsewhere programs print from their own windows.
#[cfg(not(windows))]
fn has_printed(_path: &Path) -> bool {
    false
}
