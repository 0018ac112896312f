//! Papers on their way out: made on a job's thread, written to a file that the user chooses, or handed to the system
//! to be printed.

use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveDateTime};

use super::command::{Command, MadeFile, MakeFile};
use super::dialogs::{Dialogs, Printed};
use super::jobs::Progress;
use super::notice::Notice;
use super::program::App;
use crate::exchange::PaperError;
use crate::exchange::mask::PhoneDisplay;
use crate::exchange::papers::{
    DrawDashboard, FindFaces, Format, Kind, Request, Source, file_stem, file_watched, in_form, missing_characters,
    package,
};
use crate::model::{Label, Workspace};
use crate::store::attachments::{self, Attached};
use crate::store::disk::{Disk, RealDisk, replace};
use crate::store::layout::file_name;
use crate::store::problem::{Failure, FailureKind};
use crate::store::templates;
use crate::words::evidence::EvidenceWords;
use crate::words::shell::ShellWords;
use crate::words::{Lang, papers, refusals, store as store_words};

/// How often another name is asked for before a file is given up.
const ATTEMPTS: u32 = 3;

/// A paper to be made.
#[derive(Clone, Debug)]
pub struct Order {
    /// Which paper.
    pub request: Request,
    /// In which format; a package takes it for all papers that have it.
    pub format: Format,
    /// The office's own form for it, by its name in the folder; an xlsx file.
    pub form: Option<String>,
    /// Makes the dashboard's picture.
    pub draw: DrawDashboard,
    /// Where it goes.
    pub goes_to: GoesTo,
    /// The day whose figures it tells; `None`: the workspace's own.
    pub as_of: Option<NaiveDate>,
}

/// Where a paper goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoesTo {
    /// Into a file that the user chooses.
    File,
    /// To the program that the system opens such files with, to be printed.
    Printer,
}

/// A copy of what a paper is made from, for another thread.
#[derive(Clone)]
struct Desk {
    ws: Workspace,
    as_of: NaiveDate,
    now: NaiveDateTime,
    lang: Lang,
    faces: FindFaces,
    /// Where the records lie.
    folder: Option<PathBuf>,
}

impl Desk {
    fn source(&self, draw: DrawDashboard) -> Source<'_> {
        Source { ws: &self.ws, as_of: self.as_of, now: self.now, lang: self.lang, draw, faces: self.faces }
    }

    fn file_name(&self, order: &Order) -> String {
        let stem = file_stem(&self.source(order.draw), &order.request);
        let ending = if order.request.kind == Kind::Package { "zip" } else { order.format.extension() };
        format!("{}.{ending}", file_name(&stem))
    }

    fn make(&self, order: &Order, progress: &Progress) -> Result<MadeFile, String> {
        let said = |error: PaperError| papers::error(self.lang, &error);
        let (source, request) = (self.source(order.draw), &order.request);
        match (&order.form, request.kind) {
            (Some(name), _) => in_form(&source, request, &self.form(name)?).map(MadeFile::from).map_err(said),
            (None, Kind::Package) => self.package(order, progress),
            (None, _) => {
                let bytes = file_watched(&source, request, order.format, &step(progress)).map_err(said)?;
                let is_pdf = order.format == Format::Pdf;
                let missing = if is_pdf { missing_characters(&source, request) } else { String::new() };
                let remark = (!missing.is_empty()).then(|| papers::missing(self.lang, &missing));
                Ok(MadeFile { bytes, remarks: remark.into_iter().collect() })
            }
        }
    }

    fn form(&self, name: &str) -> Result<Vec<u8>, String> {
        let path = templates::path_of(self.folder.as_deref().unwrap_or(Path::new("")), name);
        let form = RealDisk.read(&path);
        form.map_err(|error| store_words::failure(self.lang, &Failure::new(path, &error)))
    }

    /// All papers of a session or the year; those of a session with its photos, scans and receipts.
    fn package(&self, order: &Order, progress: &Progress) -> Result<MadeFile, String> {
        let said = |error: PaperError| papers::error(self.lang, &error);
        let (source, request) = (self.source(order.draw), &order.request);
        let mut members = package::members(&source, request, &[order.format], step(progress)).map_err(said)?;
        let session = request.session.and_then(|id| self.ws.sessions.get(id));
        let attached = match (session, &self.folder) {
            (Some(session), Some(folder)) => attachments::read_all(&RealDisk, folder, session),
            (_, _) => Attached::default(),
        };
        package::attach(&mut members, attached.files, self.lang);
        let bytes = package::zip(&members, self.now).map_err(|why| said(PaperError::Unwritable(why)))?;
        let missing = attached.missing.join("、");
        let remark = (!missing.is_empty()).then(|| (EvidenceWords::of(self.lang).left_out)(&missing));
        Ok(MadeFile { bytes, remarks: remark.into_iter().collect() })
    }
}

/// Passes on how far the work has come, and whether to go on.
fn step(progress: &Progress) -> impl Fn(usize, usize) -> bool {
    |n, of| {
        progress.set((n * 1000 / of.max(1)) as u32);
        !progress.is_stopped()
    }
}

impl App {
    /// Asks which options a paper is to have, and looks for the office's own forms meanwhile.
    pub(super) fn ask_export(&mut self, request: Request) {
        self.asked_export = Some(request);
        let Some(folder) = self.folder.as_ref().map(|folder| folder.path().to_owned()) else { return };
        self.jobs.start(ShellWords::of(self.lang()).looking_for_forms, move |_| {
            vec![Command::FormsListed(templates::list(&RealDisk, &folder))]
        });
    }

    /// Makes a paper. If it shows whole numbers, that is put into the audit trail first.
    pub(super) fn export(&mut self, order: Order) {
        let Some(document) = &self.document else { return };
        let (ws, own) = (document.workspace().clone(), document.derived().as_of());
        let as_of = order.as_of.unwrap_or(own);
        if order.request.phone == PhoneDisplay::Full && !self.disclose(&order.request) {
            return;
        }
        let folder = self.folder.as_ref().map(|folder| folder.path().to_owned());
        let desk = Desk { ws, as_of, now: self.now, lang: self.lang(), faces: self.faces, folder };
        let name = desk.file_name(&order);
        match order.goes_to {
            GoesTo::File => self.save(name, Box::new(move |progress| desk.make(&order, progress))),
            GoesTo::Printer => self.print(&name, Box::new(move |progress| desk.make(&order, progress))),
        }
    }

    /// Returns whether it stands in the audit trail now.
    fn disclose(&mut self, request: &Request) -> bool {
        let (lang, signature) = (self.lang(), self.signature());
        let paper = papers::kind(lang, request.kind).to_owned();
        let label = Label::Disclose { paper, reason: request.reason.clone() };
        let Some(document) = &mut self.document else { return false };
        match document.note(label, signature) {
            Ok((_, edit)) => {
                if let (Some(folder), Some(document)) = (&mut self.folder, &self.document) {
                    folder.write(edit, document.workspace());
                }
                true
            }
            Err(refusal) => {
                self.notices.push(Notice::problem(refusals::refusal(lang, &refusal)));
                false
            }
        }
    }

    /// Writes a file to a place that the user chooses.
    pub(super) fn save(&mut self, file_name: String, make: MakeFile) {
        let (dialogs, lang) = (self.dialogs.clone(), self.lang());
        let words = ShellWords::of(lang);
        self.jobs.start(words.exporting, move |progress| {
            let Some(path) = dialogs.save_file(words.export, &file_name) else { return Vec::new() };
            made(make, progress, |bytes| write_or_ask(&RealDisk, dialogs.as_ref(), path, bytes, lang))
        });
    }

    /// Opens a file that was written.
    pub(super) fn open_file(&mut self, path: PathBuf) {
        let (dialogs, lang) = (self.dialogs.clone(), self.lang());
        self.jobs.start(ShellWords::of(lang).opening, move |_| {
            let opened = dialogs.open_file(&path);
            let failed = opened.err().map(|error| store_words::failure(lang, &Failure::new(&path, &error)));
            failed.map(|why| Command::Notify(Notice::problem(why))).into_iter().collect()
        });
    }

    /// Writes a file where the system keeps passing ones, and has the system print it.
    fn print(&mut self, file_name: &str, make: MakeFile) {
        let (dialogs, lang) = (self.dialogs.clone(), self.lang());
        let words = ShellWords::of(lang);
        let prints = self.prints.clone();
        // the time in the name: the same paper may still be open from before
        let name = format!("{} {file_name}", self.now.format("%H%M%S"));
        self.jobs.start(words.printing, move |progress| {
            made(make, progress, |bytes| {
                let written = prints.folder().and_then(|folder| {
                    let path = folder.join(&name);
                    replace(&RealDisk, &path, bytes).map(|()| path)
                });
                match written.and_then(|path| dialogs.print_file(&path)) {
                    Ok(Printed::Sent) => Notice::info((words.sent_to_printer)(&name)),
                    Ok(Printed::Opened) => Notice::info((words.opened_to_print)(&name)),
                    Err(error) => Notice::problem(store_words::failure(lang, &Failure::new(&name, &error))),
                }
            })
        });
    }
}

/// Makes a file and lets `finish` put it where it belongs; says how that went, and what is to be known about the file.
fn made(make: MakeFile, progress: &Progress, finish: impl FnOnce(&[u8]) -> Notice) -> Vec<Command> {
    let MadeFile { bytes, remarks } = match make(progress) {
        Ok(made) => made,
        Err(why) => return vec![Command::Notify(Notice::problem(why))],
    };
    if progress.is_stopped() {
        return Vec::new();
    }
    let notices = std::iter::once(finish(&bytes)).chain(remarks.into_iter().map(Notice::problem));
    notices.map(Command::Notify).collect()
}

/// Writes bytes to a path. If another program has that file open, another name is asked for: the bytes are not lost.
fn write_or_ask(disk: &dyn Disk, dialogs: &dyn Dialogs, mut path: PathBuf, bytes: &[u8], lang: Lang) -> Notice {
    let words = ShellWords::of(lang);
    let mut attempt = 1;
    loop {
        let error = match replace(disk, &path, bytes) {
            Ok(()) => return Notice::file((words.exported)(&path.display().to_string()), path),
            Err(error) => error,
        };
        let failure = Failure::new(&path, &error);
        let can_retry = matches!(failure.kind, FailureKind::InUse | FailureKind::NotAllowed);
        let title = (words.file_in_use)(&path.display().to_string());
        let another =
            (can_retry && attempt < ATTEMPTS).then(|| dialogs.save_file(&title, &other_name(&path))).flatten();
        match another {
            Some(other) => path = other,
            None => return Notice::problem(store_words::failure(lang, &failure)),
        }
        attempt += 1;
    }
}

/// The name of a file with a number behind it.
fn other_name(path: &Path) -> String {
    let text =
        |part: Option<&std::ffi::OsStr>| part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default();
    format!("{} (2).{}", text(path.file_stem()), text(path.extension()))
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use super::*;
    use crate::app::NoticeKind;
    use crate::store::disk::MemoryDisk;

    /// Answers with one more name each time, and keeps what was asked.
    #[derive(Default)]
    struct Patient(Mutex<Vec<(String, String)>>);

    impl Dialogs for Patient {
        fn pick_folder(&self, _title: &str) -> Option<PathBuf> {
            None
        }

        fn default_folder(&self) -> Option<PathBuf> {
            None
        }

        fn save_file(&self, title: &str, file_name: &str) -> Option<PathBuf> {
            self.0.lock().expect("no thread has failed").push((title.to_owned(), file_name.to_owned()));
            Some(PathBuf::from(file_name))
        }

        fn pick_files(&self, _title: &str, _extensions: &[&str]) -> Vec<PathBuf> {
            Vec::new()
        }

        fn open_file(&self, _path: &Path) -> std::io::Result<()> {
            Ok(())
        }

        fn print_file(&self, _path: &Path) -> std::io::Result<Printed> {
            Ok(Printed::Opened)
        }
    }

    #[test]
    fn a_file_that_cannot_be_replaced_is_offered_another_name() {
        let dialogs = Patient::default();
        // nothing can be written to this disk, as to a file that another program holds
        let disk = MemoryDisk::new(Vec::new());
        let notice = write_or_ask(&disk, &dialogs, PathBuf::from("台账.xlsx"), b"PK", Lang::Zh);
        assert_eq!(notice.kind, NoticeKind::Problem);
        let asked = dialogs.0.into_inner().expect("no thread has failed");
        assert_eq!(asked.len(), 2, "it gives up in the end");
        assert!(asked[0].0.contains("台账.xlsx 正被 WPS 等程序打开"), "{}", asked[0].0);
        assert_eq!(asked[0].1, "台账 (2).xlsx");
    }
}
