//! The program: the open document, work under way, and what the window is to show next.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::closing::Closing;
use super::command::{Change, Command};
use super::derived::Derived;
use super::dialogs::Dialogs;
use super::document::{Document, Signature};
use super::folder::{Damage, Folder};
use super::importing::Importing;
use super::jobs::{Jobs, Wake};
use super::notice::Notice;
use super::place::Place;
use super::planning::Planning;
use super::prints::Prints;
use super::thumbnails::Thumbnails;
use crate::exchange::paper::pdf::faces::Faces;
use crate::exchange::papers::{FindFaces, Request};
use crate::model::edit::Echo;
use crate::model::{Edit, Label, Refusal, TableName, Workspace};
use crate::store::settings::Settings;
use crate::words::shell::ShellWords;
use crate::words::{Lang, edits, refusals};

/// What a page reads.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The workspace as it stands.
    pub ws: &'a Workspace,
    /// What follows from it.
    pub derived: &'a Derived,
    /// The language of the window.
    pub lang: Lang,
    /// Today, by the clock.
    pub today: NaiveDate,
    /// The day to which every figure refers.
    pub as_of: NaiveDate,
    /// Whether phones and ID numbers are hidden.
    pub is_masked: bool,
    /// Whether edits are refused.
    pub is_read_only: bool,
    /// Planning of the year; `None` where nothing can be planned, as in a picture.
    pub planning: Option<&'a Planning>,
    /// Small pictures of evidence; `None` where there are none, as in a picture.
    pub thumbnails: Option<&'a Thumbnails>,
}

impl View<'_> {
    /// Whether a picture is drawn of it, in which nothing can be clicked.
    pub fn is_picture(&self) -> bool {
        self.planning.is_none()
    }
}

/// The program without its window.
pub struct App {
    pub(super) document: Option<Document>,
    pub(super) folder: Option<Folder>,
    pub(super) damage: Option<Damage>,
    pub(super) settings: Settings,
    pub(super) home: Option<PathBuf>,
    pub(super) closing: Closing,
    pub(super) jobs: Jobs,
    pub(super) dialogs: Arc<dyn Dialogs>,
    pub(super) notices: Vec<Notice>,
    pub(super) planning: Planning,
    pub(super) importing: Importing,
    pub(super) thumbnails: Thumbnails,
    pub(super) prints: Prints,
    destination: Option<Place>,
    pub(super) asked_export: Option<Request>,
    forms: Vec<String>,
    pub(super) faces: FindFaces,
    pub(super) now: NaiveDateTime,
}

impl App {
    /// A program with nothing open. `home` is where it keeps what is its own; `wake` is called from other threads when a frame is wanted.
    pub fn new(
        settings: Settings,
        home: Option<PathBuf>,
        dialogs: Arc<dyn Dialogs>,
        wake: Wake,
        now: NaiveDateTime,
    ) -> Self {
        Self {
            document: None,
            folder: None,
            damage: None,
            closing: Closing::default(),
            settings,
            home,
            jobs: Jobs::new(wake),
            dialogs,
            notices: Vec::new(),
            planning: Planning::default(),
            importing: Importing::default(),
            thumbnails: Thumbnails::default(),
            prints: Prints::default(),
            destination: None,
            asked_export: None,
            forms: Vec::new(),
            faces: Faces::built_in,
            now,
        }
    }

    /// What the pages read; `None` while nothing is open.
    pub fn view(&self) -> Option<View<'_>> {
        let document = self.document.as_ref()?;
        Some(View {
            ws: document.workspace(),
            derived: document.derived(),
            lang: self.lang(),
            today: self.today(),
            as_of: document.derived().as_of(),
            is_masked: self.settings.is_masked,
            is_read_only: document.is_read_only,
            planning: Some(&self.planning),
            thumbnails: Some(&self.thumbnails),
        })
    }

    /// The open document.
    pub fn document(&self) -> Option<&Document> {
        self.document.as_ref()
    }

    /// The language of the window.
    pub fn lang(&self) -> Lang {
        self.settings.language
    }

    /// How things are shown.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Today, by the clock of the last frame.
    pub fn today(&self) -> NaiveDate {
        self.now.date()
    }

    /// The folders opened before, the last one first.
    pub fn recent(&self) -> &[PathBuf] {
        &self.settings.recent
    }

    /// The open folder.
    pub fn folder(&self) -> Option<&Folder> {
        self.folder.as_ref()
    }

    /// The folder that could not be opened, until the user leaves it alone or it has been mended.
    pub fn damage(&self) -> Option<&Damage> {
        self.damage.as_ref()
    }

    /// The work under way, each with what stops it: names, and how far it has come in thousandths.
    pub fn stoppable(&self) -> impl Iterator<Item = (u64, &str, u32)> {
        self.jobs.stoppable()
    }

    /// The work under way: names, and how far it has come in thousandths.
    pub fn under_way(&self) -> impl Iterator<Item = (&str, u32)> {
        self.jobs.under_way()
    }

    /// What is to be said to the user, taken out.
    pub fn take_notices(&mut self) -> Vec<Notice> {
        std::mem::take(&mut self.notices)
    }

    /// Where the window is to go, taken out.
    pub fn take_destination(&mut self) -> Option<Place> {
        self.destination.take()
    }

    /// The names of the office's own forms, as they were when a paper was last asked for.
    pub fn forms(&self) -> &[String] {
        &self.forms
    }

    /// The paper whose options the window is to ask for, taken out.
    pub fn take_asked_export(&mut self) -> Option<Request> {
        self.asked_export.take()
    }

    /// Begins a frame: the clock moves on, and what jobs have brought is carried out.
    pub fn tick(&mut self, now: NaiveDateTime) {
        self.now = now;
        let (commands, failed) = self.jobs.poll();
        let words = ShellWords::of(self.lang());
        self.notices.extend(failed.iter().map(|name| Notice::problem((words.job_failed)(name))));
        self.run_all(commands);
        self.follow_import();
    }

    /// Carries out the commands of a frame in the order given.
    pub fn run_all(&mut self, commands: Vec<Command>) {
        for command in commands {
            match command {
                Command::Edit { label, change } => self.edit(label, change),
                Command::Undo => self.undo(),
                Command::Redo => self.redo(),
                Command::Go(place) => self.destination = Some(place),
                Command::Notify(notice) => self.notices.push(notice),
                Command::Look(look) => self.look(look),
                Command::Export(order) => self.export(order),
                Command::AskExport(request) => self.ask_export(request),
                Command::FormsListed(names) => self.forms = names,
                Command::Evidence(session, task) => self.evidence(session, task),
                Command::Stop(job) => self.jobs.stop(job),
                Command::OpenFile(path) => self.open_file(path),
                Command::Save { file_name, make } => self.save(file_name, make),
                Command::Open(path) => self.open(path),
                Command::AskOpen => self.ask_open(),
                Command::MakeDemo => self.make_demo(),
                Command::AskNew(district) => self.ask_new(&district),
                Command::Opened(opened) => self.take_up(*opened),
                Command::Damaged(damage) => self.damage = Some(*damage),
                Command::LeaveDamage => self.damage = None,
                Command::HistoryRead(path, history) => self.take_up_history(&path, history),
                Command::BackupsListed(names) => self.take_up_backups(names),
                Command::Folder(task) => self.folder_task(task),
                Command::Plan(task) => self.plan_task(task),
                Command::PlanResult(result) => self.take_up_plan(result),
                Command::Import(task) => self.import_task(task),
                Command::ImportResult(result) => self.take_up_import(result),
                Command::NextYear => self.make_next_year(),
                Command::CloseFolder => self.close_folder(),
            }
        }
    }
}

/// Edits.
impl App {
    fn edit(&mut self, label: Label, change: Change) {
        let signature = self.signature();
        let Some(document) = &mut self.document else { return };
        let result = document.run(label, change, signature);
        self.write_down(result);
    }

    fn undo(&mut self) {
        self.step_back_or_on(Document::undo, |words| (words.nothing_to_undo, words.undone));
    }

    fn redo(&mut self) {
        self.step_back_or_on(Document::redo, |words| (words.nothing_to_redo, words.redone));
    }

    fn step_back_or_on(
        &mut self,
        step: impl FnOnce(&mut Document, Signature) -> Made,
        say: impl FnOnce(&'static ShellWords) -> (&'static str, fn(&str) -> String),
    ) {
        let signature = self.signature();
        let lang = self.lang();
        let (nothing, done) = say(ShellWords::of(lang));
        let Some(document) = &mut self.document else { return };
        let result = step(document, signature);
        let text = match &result {
            Ok(Some((_, edit))) => done(&edits::label(lang, &edit.label)),
            Ok(None) => nothing.to_owned(),
            Err(_) => String::new(),
        };
        if !text.is_empty() {
            self.notices.push(Notice::info(text));
        }
        if let Ok(Some((_, edit))) = &result
            && let Some(Echo::Undoes(seq)) = edit.echo
        {
            self.importing.forget(seq);
        }
        self.write_down(result);
    }

    /// Hands an edit to the folder, or says why there is none.
    fn write_down(&mut self, result: Made) {
        match result {
            Ok(Some((_, edit))) => {
                if edit.echo.is_none() && is_worth_telling(&edit.label) {
                    let what = edits::label(self.lang(), &edit.label);
                    self.notices.push(Notice::done((ShellWords::of(self.lang()).done_what)(&what)));
                }
                if let (Some(folder), Some(document)) = (&mut self.folder, &self.document) {
                    folder.write(edit, document.workspace());
                }
            }
            Ok(None) => {}
            Err(refusal) => self.notices.push(Notice::problem(refusals::refusal(self.lang(), &refusal))),
        }
    }

    pub(super) fn signature(&self) -> Signature {
        Signature { at: self.now, author: self.settings.author.clone() }
    }
}

/// Only what takes much away or happens out of sight is told; the rest is seen where it happens.
fn is_worth_telling(label: &Label) -> bool {
    match label {
        Label::Plan { .. } | Label::Mishap { .. } => true,
        Label::Remove { .. } | Label::ChangeMany { .. } | Label::Import { .. } | Label::Status { .. } => true,
        Label::ImportTables { .. } => true,
        Label::Enrol { .. } | Label::Replace { .. } | Label::Reopen { .. } | Label::Move { .. } => true,
        Label::Length { .. } | Label::Place { .. } | Label::Topic { .. } => true,
        Label::TopicStep { .. } | Label::MergeTopic { .. } => true,
        Label::Add { table: TableName::Sessions, .. } => true,
        Label::FilePlan { .. } | Label::CloseYear(_) | Label::ReopenYear { .. } => true,
        Label::Rename { .. } | Label::MergeUnit { .. } => true,
        Label::MergePeople { .. } | Label::NotSame { .. } => true,
        Label::Venue { .. } | Label::Teach { .. } | Label::MovePeople { .. } => true,
        Label::Merge { .. } | Label::Mend { .. } => true,
        Label::MarkMany { n, .. } | Label::Enrolment { n, .. } => *n > 1,
        Label::Add { .. } | Label::Change { .. } | Label::Mark { .. } | Label::Check { .. } => false,
        Label::Seats { n_in, n_out, .. } => n_in + n_out > 0,
        Label::Disclose { .. } => false,
        Label::Evidence { .. } => true,
        Label::Lock { .. } => false,
    }
}

type Made = Result<Option<(u64, Arc<Edit>)>, Refusal>;
