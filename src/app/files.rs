//! What the program does with folders and files: always on a job's thread, its results taken up by commands.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDateTime;

use super::closing::Closing;
use super::command::{Command, FolderTask, Look};
use super::document::Document;
use super::folder::{Damage, Folder};
use super::jobs::Progress;
use super::new_district::{NewDistrict, legal_holidays};
use super::notice::Notice;
use super::program::App;
use super::thumbnails::Thumbnails;
use crate::model::{DeviceCode, History, Workspace};
use crate::report::last_taught;
use crate::store::disk::{Disk, RealDisk};
use crate::store::history::BackupKind;
use crate::store::problem::StoreError;
use crate::store::settings::{Settings, emergency_folder};
use crate::store::{Loaded, Opener, Store, SystemClock, history};
use crate::words::folder::FolderWords;
use crate::words::shell::ShellWords;
use crate::words::welcome::WelcomeWords;
use crate::words::{Lang, refusals, store as store_words};

/// A folder that a job has opened.
pub struct Opened {
    folder: Folder,
    workspace: Workspace,
    sequence: u64,
    notices: Vec<crate::store::problem::Notice>,
}

/// What a job needs to know to open a folder.
#[derive(Clone)]
struct Who {
    name: String,
    device: DeviceCode,
    lang: Lang,
    home: Option<PathBuf>,
    closing: Closing,
    wake: super::Wake,
}

impl Who {
    fn open(&self, path: &Path) -> Result<Command, StoreError> {
        let opener = Opener {
            name: self.name.clone(),
            device: self.device,
            emergency: self.home.as_deref().map(emergency_folder),
            is_read_only: false,
            clock: Arc::new(SystemClock),
            wake: Some(self.wake.clone()),
        };
        self.closing.wait();
        let (store, Loaded { workspace, sequence, problems, notices, mode }) =
            Store::open(Arc::new(RealDisk), path, opener)?;
        let folder = Folder::new(store, mode, problems);
        Ok(Command::Opened(Box::new(Opened { folder, workspace, sequence, notices })))
    }

    fn say(&self, error: &StoreError) -> Command {
        Command::Notify(Notice::problem(store_words::error(self.lang, error)))
    }

    /// The command that a folder's opening makes: take it up, or say why not.
    fn opened(&self, path: &Path) -> Command {
        self.open(path).unwrap_or_else(|error| {
            if let StoreError::Damaged(problems) = error {
                return Command::Damaged(Box::new(Damage::of(&RealDisk, path, problems)));
            }
            self.say(&error)
        })
    }
}

/// Opening.
impl App {
    pub(super) fn open(&mut self, path: PathBuf) {
        let who = self.who();
        self.jobs.start(ShellWords::of(self.lang()).opening, move |_| vec![who.opened(&path)]);
    }

    pub(super) fn ask_open(&mut self) {
        let (who, dialogs) = (self.who(), self.dialogs.clone());
        let title = WelcomeWords::of(self.lang()).folder_to_open;
        self.jobs.start(ShellWords::of(self.lang()).opening, move |_| match dialogs.pick_folder(title) {
            Some(path) => vec![who.opened(&path)],
            None => Vec::new(),
        });
    }

    pub(super) fn make_demo(&mut self) {
        let (who, now, dialogs) = (self.who(), self.now, self.dialogs.clone());
        let lang = self.lang();
        self.jobs.start(ShellWords::of(lang).making_demo, move |_| {
            let district = crate::demo::district(1);
            let name = folder_name(&district, lang);
            let Some(parent) = dialogs.default_folder() else { return Vec::new() };
            let path = unused(&RealDisk, &parent.join(name));
            vec![made(&who, &district, &path, now)]
        });
    }

    pub(super) fn ask_new(&mut self, district: &NewDistrict) {
        let lang = self.lang();
        match district.workspace(self.settings.device(self.now)) {
            Err(refusal) => self.notices.push(Notice::problem(refusals::refusal(lang, &refusal))),
            Ok(workspace) => {
                let (who, now, dialogs) = (self.who(), self.now, self.dialogs.clone());
                self.jobs.start(ShellWords::of(lang).opening, move |_| {
                    let Some(parent) = dialogs.pick_folder(WelcomeWords::of(lang).choose_folder) else {
                        return Vec::new();
                    };
                    let path = unused(&RealDisk, &parent.join(folder_name(&workspace, lang)));
                    vec![made(&who, &workspace, &path, now)]
                });
            }
        }
    }

    /// Makes the folder of the next year where the user wants it, and opens that.
    pub(super) fn make_next_year(&mut self) {
        let Some(document) = &self.document else { return };
        let (ws, index) = (document.workspace().clone(), document.derived().index(document.workspace()).clone());
        let (who, now, dialogs, lang) = (self.who(), self.now, self.dialogs.clone(), self.lang());
        self.jobs.start(ShellWords::of(lang).opening, move |_| {
            let Some(parent) = dialogs.pick_folder(WelcomeWords::of(lang).choose_folder) else { return Vec::new() };
            let next = ws.next_year(|person| last_taught(&index, person));
            let next = next.and_then(|next| next.with_all(legal_holidays(next.programme.year)));
            match next {
                Ok(next) => vec![made(&who, &next, &unused(&RealDisk, &parent.join(folder_name(&next, lang))), now)],
                Err(refusal) => vec![Command::Notify(Notice::problem(refusals::refusal(lang, &refusal)))],
            }
        });
    }

    /// Takes up a folder that a job has opened; the one open before is closed.
    pub(super) fn take_up(&mut self, opened: Opened) {
        self.close_folder();
        let Opened { folder, workspace, sequence, notices } = opened;
        self.settings.opened(folder.path());
        self.keep_settings();
        let lang = self.lang();
        let said = notices.iter().map(|notice| Notice::info(store_words::notice(lang, notice)));
        self.notices.extend(said);
        let mut document = Document::new(workspace, History::default(), sequence, self.today());
        document.is_read_only = folder.read_only().is_some();
        self.read_history(folder.path().to_owned());
        self.document = Some(document);
        self.folder = Some(folder);
    }

    fn read_history(&mut self, path: PathBuf) {
        self.jobs.start(ShellWords::of(self.lang()).opening, move |_| {
            match crate::store::load_history(&RealDisk, &path) {
                Ok(edits) => vec![Command::HistoryRead(path, History::from_edits(edits))],
                Err(error) => {
                    tracing::warn!(?error, "the history cannot be read");
                    Vec::new()
                }
            }
        });
    }

    /// Takes up the older edits of the folder, unless another has been opened since.
    pub(super) fn take_up_history(&mut self, path: &Path, older: History) {
        let is_the_same = self.folder.as_ref().is_some_and(|folder| folder.path() == path);
        if let Some(document) = self.document.as_mut().filter(|_| is_the_same) {
            document.take_up_history(older);
        }
    }

    /// Closes the open folder. What is left is written on a thread of its own.
    pub fn close_folder(&mut self) {
        self.document = None;
        self.discard_plan();
        self.discard_import();
        self.thumbnails = Thumbnails::default();
        if let Some(folder) = self.folder.take() {
            let announced = self.closing.announce(folder.into_store());
            self.jobs.start(FolderWords::of(self.lang()).closing, move |_| {
                announced.close();
                Vec::new()
            });
        }
    }

    /// Ends the program: closes the folder and waits until everything is written.
    pub fn finish(&mut self) {
        self.close_folder();
        self.closing.wait();
    }

    fn who(&mut self) -> Who {
        Who {
            name: self.settings.author.clone(),
            device: self.settings.device(self.now),
            lang: self.lang(),
            home: self.home.clone(),
            closing: self.closing.clone(),
            wake: self.jobs.wake(),
        }
    }
}

/// Settings.
impl App {
    pub(super) fn look(&mut self, look: Look) {
        match look {
            Look::Language(lang) => self.settings.language = lang,
            Look::Appearance(appearance) => self.settings.appearance = appearance,
            Look::Zoom(percent) => self.settings.zoom_percent = percent.clamp(60, 250),
            Look::Mask(is_masked) => self.settings.is_masked = is_masked,
            Look::Author(author) => self.settings.author = author,
        }
        self.keep_settings();
    }

    /// Preferences are small and seldom change; still the frame does not wait for the disk.
    fn keep_settings(&mut self) {
        let (settings, home): (Settings, _) = (self.settings.clone(), self.home.clone());
        self.jobs.start(ShellWords::of(self.lang()).settings, move |_| {
            if let Some(Err(error)) = home.map(|home| settings.save(&RealDisk, &home)) {
                tracing::warn!(?error, "the settings cannot be kept");
            }
            Vec::new()
        });
    }
}

/// Backups and copies.
impl App {
    pub(super) fn folder_task(&mut self, task: FolderTask) {
        match task {
            FolderTask::BackUp => self.back_up(),
            FolderTask::Restore { name } => self.restore(name),
            FolderTask::RestoreFile { backup, file } => self.restore_file(backup, file),
            FolderTask::CopyTo => self.copy_folder(),
            FolderTask::RemoveSample => self.remove_sample(),
        }
    }

    fn back_up(&mut self) {
        let Some(folder) = &self.folder else { return };
        folder.store().back_up(BackupKind::Asked);
        let (path, n_before) = (folder.path().to_owned(), folder.backups().len());
        let words = FolderWords::of(self.lang());
        self.jobs.start(words.working, move |progress| match wait_for_backup(&path, n_before, progress) {
            Some(names) => vec![Command::BackupsListed(names), Command::Notify(Notice::info(words.backed_up))],
            None => vec![Command::Notify(Notice::problem(words.not_backed_up))],
        });
    }

    pub(super) fn take_up_backups(&mut self, names: Vec<String>) {
        if let Some(folder) = &mut self.folder {
            folder.set_backups(names);
        }
    }

    fn restore(&mut self, name: String) {
        let Some(path) = self.folder.as_ref().map(|folder| folder.path().to_owned()) else { return };
        let who = self.who();
        self.jobs.start(FolderWords::of(self.lang()).working, move |_| {
            let label = name.trim_end_matches(".zip");
            let beside = path.with_file_name(format!(
                "{} {label}",
                path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
            ));
            let to = unused(&RealDisk, &beside);
            match history::restore_copy(&RealDisk, &path, &name, &to) {
                Ok(()) => vec![who.opened(&to)],
                Err(error) => vec![who.say(&error)],
            }
        });
    }

    /// Mends the folder that could not be opened, or else the open one.
    fn restore_file(&mut self, backup: String, file: String) {
        let open = self.folder.as_ref().map(|folder| folder.path().to_owned());
        let Some(path) = self.damage.take().map(|damage| damage.path).or(open) else { return };
        let who = self.who();
        self.close_folder();
        self.jobs.start(FolderWords::of(self.lang()).working, move |_| {
            who.closing.wait();
            match crate::store::open::restore_file(&RealDisk, &path, &backup, &file) {
                Ok(_kept_aside) => vec![who.opened(&path)],
                Err(error) => vec![who.say(&error), who.opened(&path)],
            }
        });
    }

    fn copy_folder(&mut self) {
        let Some(path) = self.folder.as_ref().map(|folder| folder.path().to_owned()) else { return };
        let (who, dialogs, lang) = (self.who(), self.dialogs.clone(), self.lang());
        let words = FolderWords::of(lang);
        self.jobs.start(words.working, move |_| {
            let Some(parent) = dialogs.pick_folder(words.copy) else { return Vec::new() };
            let name = path.file_name().unwrap_or_default();
            let to = unused(&RealDisk, &parent.join(name));
            match history::copy_to(&RealDisk, &path, &to) {
                Ok(()) => vec![Command::Notify(Notice::info((words.copied)(&to.display().to_string())))],
                Err(error) => vec![who.say(&error)],
            }
        });
    }

    fn remove_sample(&mut self) {
        let Some(path) = self.folder.as_ref().map(|folder| folder.path().to_owned()) else { return };
        let who = self.who();
        self.close_folder();
        self.settings.recent.retain(|known| *known != path);
        self.keep_settings();
        let words = FolderWords::of(self.lang());
        self.jobs.start(words.working, move |_| {
            who.closing.wait();
            match crate::store::open::remove_sample(&RealDisk, &path) {
                Ok(()) => vec![Command::Notify(Notice::info(words.removed))],
                Err(error) => vec![who.say(&error)],
            }
        });
    }
}

/// The backups' names once there is one more than before, which the writer makes in its own time.
fn wait_for_backup(path: &Path, n_before: usize, progress: &Progress) -> Option<Vec<String>> {
    for _ in 0..100 {
        let names: Vec<String> =
            history::backups(&RealDisk, path).ok()?.into_iter().map(|backup| backup.name).collect();
        if names.len() > n_before {
            return Some(names);
        }
        if progress.is_stopped() {
            return None;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    None
}

fn folder_name(workspace: &Workspace, lang: Lang) -> String {
    let programme = &workspace.programme;
    let sample = if programme.is_sample { format!("（{}）", ShellWords::of(lang).sample) } else { String::new() };
    crate::store::layout::file_name(&format!("{}{}{sample}", programme.district, programme.year))
}

/// The path, or the path with the first number behind it under which nothing is there.
fn unused(disk: &dyn Disk, path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let numbered = (2..).map(|n| path.with_file_name(format!("{name} {n}")));
    let mut candidates = std::iter::once(path.to_owned()).chain(numbered);
    let is_free = |path: &PathBuf| matches!(disk.kind(path), Ok(None));
    candidates.by_ref().take(999).find(is_free).unwrap_or_else(|| path.to_owned())
}

fn made(who: &Who, workspace: &Workspace, path: &Path, now: NaiveDateTime) -> Command {
    match Store::create(&RealDisk, path, workspace, now) {
        Ok(()) => who.opened(path),
        Err(error) => who.say(&error),
    }
}
