//! The same work without a window: arguments in, text or JSON out, and an exit code.
//!
//! Exit codes: 0 done; 1 the data has errors, or what was asked was refused; 2 wrong usage, or a file that
//! cannot be read or written; 3 a planning problem that contradicts itself. Reading a folder takes no lock and
//! writes nothing.

mod arguments;
mod check;
mod coverage;
mod demo;
mod export;
mod import;
mod plan;
mod report;
mod sessions;
mod usage;
mod year;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Parser;
use serde::Serialize;

use crate::model::{Edit, Label, Refusal, TableName, Workspace};
use crate::store::disk::RealDisk;
use crate::store::history::BackupKind;
use crate::store::problem::{Mode, StoreError};
use crate::store::settings::{Settings, emergency_folder, home};
use crate::store::{self, Loaded, Opener, SaveStatus, Store, SystemClock};
use crate::words::cli::CliWords;
use crate::words::{Lang, refusals, store as store_words};
use arguments::{Arguments, Command};

/// What the arguments asked for.
#[derive(Debug)]
pub enum Invocation {
    /// To open the window.
    Window(WindowArgs),
    /// A command, which has been carried out.
    Done(ExitCode),
}

/// How to open the window.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WindowArgs {
    /// The folder to open; `None`: the one opened last, or the welcome page.
    pub folder: Option<PathBuf>,
    /// The renderer to use in place of the best one that works.
    pub renderer: Option<String>,
}

/// Reads the arguments, the program's own name first, and carries out a command if they hold one.
pub fn run(arguments: impl Iterator<Item = OsString>) -> Invocation {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            if let Some(why) = usage::explain(&error) {
                complain(&why);
            }
            // A closed pipe is no reason to fail.
            let _ = error.print();
            return Invocation::Done(ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)));
        }
    };
    let Some(command) = arguments.command else {
        return Invocation::Window(WindowArgs { folder: arguments.folder, renderer: arguments.renderer });
    };
    let now = chrono::Local::now().naive_local();
    let desk = Desk { lang: arguments.lang.into(), today: now.date() };
    let done = match command {
        Command::Demo(arguments) => demo::run(desk, &arguments),
        Command::Coverage(arguments) => coverage::run(desk, &arguments),
        Command::Sessions(arguments) => sessions::run(desk, &arguments),
        Command::Check(arguments) => check::run(desk, &arguments),
        Command::Plan(arguments) => plan::run(desk, &arguments),
        Command::Report { kind } => report::run(desk, &kind),
        Command::Import(arguments) => import::run(desk, &arguments, now),
        Command::ReadXls => read_xls(),
        Command::Export(arguments) => export::run(desk, &arguments, now),
    };
    Invocation::Done(match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            if !stop.message.is_empty() {
                complain(&stop.message);
            }
            ExitCode::from(stop.code)
        }
    })
}

/// What the program asks of itself: to read in a process of its own what might abort it.
fn read_xls() -> Result<(), Stop> {
    let done = crate::app::read_apart(&mut std::io::stdin().lock(), &mut std::io::stdout().lock());
    done.map_err(|error| Stop::unreadable(error.to_string()))
}

/// What every command has at hand.
#[derive(Clone, Copy)]
struct Desk {
    lang: Lang,
    today: NaiveDate,
}

impl Desk {
    fn words(self) -> &'static CliWords {
        CliWords::of(self.lang)
    }

    fn read(self, folder: &Path) -> Result<Loaded, Stop> {
        store::read_only(&RealDisk, folder).map_err(|error| self.unreadable(&error))
    }

    fn unreadable(self, error: &StoreError) -> Stop {
        let message = store_words::error(self.lang, error);
        if matches!(error, StoreError::Damaged(_)) { Stop::refused(message) } else { Stop::unreadable(message) }
    }

    /// Makes one edit of a folder that was read before as `before`, which the window can undo. An edit that changes
    /// nothing is kept for its label. Before an import the folder is backed up.
    fn append(
        self,
        folder: &Path,
        before: &Workspace,
        label: Label,
        change: impl FnOnce(&Workspace) -> Result<Workspace, Refusal>,
    ) -> Result<(), Stop> {
        let clock = Arc::new(SystemClock);
        let at = store::Clock::now(clock.as_ref());
        let place = home();
        let mut preferences = place.as_deref().map(|home| Settings::load(&RealDisk, home)).unwrap_or_default();
        let opener = Opener {
            name: preferences.author.clone(),
            device: preferences.device(at),
            emergency: place.as_deref().map(emergency_folder),
            is_read_only: false,
            clock,
            wake: None,
        };
        let refused = |refusal| Stop::refused(refusals::refusal(self.lang, &refusal));
        let (mut store, loaded) =
            Store::open(Arc::new(RealDisk), folder, opener).map_err(|error| self.unreadable(&error))?;
        if let Mode::ReadOnly(reason) = &loaded.mode {
            let why = store_words::read_only(self.lang, reason);
            return Err(Stop::refused((self.words().cannot_change)(&why)));
        }
        if !loaded.workspace.has_same_records(before) {
            return Err(refused(Refusal::Stale { table: TableName::Programme, key: String::new() }));
        }
        let after = change(&loaded.workspace).map_err(refused)?;
        let changes = loaded.workspace.changes_to(&after);
        if !changes.is_empty() {
            loaded.workspace.may_become(&after).map_err(refused)?;
        }
        let edit = Edit { label, at, author: preferences.author.clone(), echo: None, changes };
        if matches!(edit.label, Label::Import { .. } | Label::ImportTables { .. }) {
            store.back_up(BackupKind::BeforeImport);
        }
        store.append(Arc::new(edit), after).map_err(refused)?;
        match store.close() {
            SaveStatus::Failing { failure, .. } => {
                Err(Stop::unreadable((self.words().not_written)(&store_words::failure(self.lang, &failure))))
            }
            SaveStatus::Saved { .. } | SaveStatus::Saving => Ok(()),
        }
    }

    /// Warns of files that could not be read, because then the figures are not those of the whole district.
    fn must_be_whole(self, loaded: &Loaded) -> Result<(), Stop> {
        let damage: Vec<String> = loaded
            .problems
            .iter()
            .filter(|problem| problem.is_damage())
            .map(|problem| store_words::problem(self.lang, problem))
            .collect();
        if damage.is_empty() {
            return Ok(());
        }
        Err(Stop::refused(format!("{}\n{}", self.words().incomplete, damage.join("\n"))))
    }
}

/// Why a command did not do all that was asked.
struct Stop {
    code: u8,
    /// What the user reads; empty if everything has been said.
    message: String,
}

impl Stop {
    fn refused(message: impl Into<String>) -> Self {
        Self { code: 1, message: message.into() }
    }

    /// What is asked for contradicts itself.
    fn contradictory(message: impl Into<String>) -> Self {
        Self { code: 3, message: message.into() }
    }

    fn unreadable(message: impl Into<String>) -> Self {
        Self { code: 2, message: message.into() }
    }
}

/// Writes a line to the standard output. A reader that has gone, as `head` does, is no error.
fn say(text: impl Display) {
    let _ = writeln!(std::io::stdout().lock(), "{text}");
}

fn complain(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

fn say_json(value: &impl Serialize) -> Result<(), Stop> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Stop::refused(error.to_string()))?;
    say(text);
    Ok(())
}
