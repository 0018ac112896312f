//! What a frame asks for: edits of the workspace, and moves of the program itself.

use std::path::PathBuf;

use super::evidence::EvidenceTask;
use super::files::Opened;
use super::folder::Damage;
use super::importing::{ImportResult, ImportTask};
use super::jobs::Progress;
use super::new_district::NewDistrict;
use super::notice::Notice;
use super::papers::Order;
use super::place::Place;
use super::planning::{PlanResult, PlanTask};
use crate::exchange::papers::Request;
use crate::model::{History, Label, Refusal, SessionId, Workspace};
use crate::store::settings::Appearance;
use crate::words::Lang;

/// A pure change of the workspace.
pub type Change = Box<dyn FnOnce(&Workspace) -> Result<Workspace, Refusal> + Send>;

/// A file that was made, before it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MadeFile {
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What the user should know about it, such as what it lacks.
    pub remarks: Vec<String>,
}

impl From<Vec<u8>> for MadeFile {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, remarks: Vec::new() }
    }
}

/// Makes a file, away from the frame; the error is said to the user.
pub type MakeFile = Box<dyn FnOnce(&Progress) -> Result<MadeFile, String> + Send>;

/// How things are shown; kept in the program's settings.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// In which language.
    Language(Lang),
    /// In which colours.
    Appearance(Appearance),
    /// How large, in percent.
    Zoom(u16),
    /// Whether phones and ID numbers are hidden.
    Mask(bool),
    /// Who works here.
    Author(String),
}

/// Something to do with the open folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderTask {
    /// Make a backup now.
    BackUp,
    /// Restore a backup into a new folder beside this one and open that.
    Restore {
        /// The backup's file name.
        name: String,
    },
    /// Put a backup's copy of a file in the place of the damaged one, which is kept beside it, and open the folder
    /// again.
    RestoreFile {
        /// The backup's file name.
        backup: String,
        /// The file, relative to the folder.
        file: String,
    },
    /// Ask for a place, such as a USB stick, and copy the folder there.
    CopyTo,
    /// Delete the sample folder and go back to the welcome page.
    RemoveSample,
}

/// What a frame asks for.
pub enum Command {
    /// Change the workspace: one undo step.
    Edit {
        /// What a user would call it.
        label: Label,
        /// The change.
        change: Change,
    },
    /// Take the last edit back.
    Undo,
    /// Carry out again what was taken back last.
    Redo,
    /// Show a place.
    Go(Place),
    /// Tell the user something.
    Notify(Notice),
    /// Make a paper and write it to a file or have it printed.
    Export(Order),
    /// Open a file with the program that the system has for it.
    OpenFile(PathBuf),
    /// Ask in which format and with what a paper is to be made.
    AskExport(Request),
    /// Something about the photos, scans and receipts of a session.
    Evidence(SessionId, EvidenceTask),
    /// The names of the office's own forms, listed anew.
    FormsListed(Vec<String>),
    /// Stop a job.
    Stop(u64),
    /// Write a file to a place that the user chooses.
    Save {
        /// The name to begin with.
        file_name: String,
        /// Makes its bytes.
        make: MakeFile,
    },
    /// Show numbers in the other language, hide them, and the like.
    Look(Look),
    /// Open the folder.
    Open(PathBuf),
    /// Ask for a folder and open it.
    AskOpen,
    /// Write the demo district into the user's documents and open it.
    MakeDemo,
    /// Ask for a place and make a new district there.
    AskNew(Box<NewDistrict>),
    /// Take up a folder that a job has opened.
    Opened(Box<Opened>),
    /// Say what is wrong with a folder that cannot be opened, and offer what its backups hold.
    Damaged(Box<Damage>),
    /// Leave the damaged folder alone.
    LeaveDamage,
    /// Take up the older edits of the open folder, read after opening.
    HistoryRead(PathBuf, History),
    /// The names of the open folder's backups, listed anew.
    BackupsListed(Vec<String>),
    /// Something about the open folder, its backups and copies.
    Folder(FolderTask),
    /// Something about the plan of the year.
    Plan(PlanTask),
    /// Take up what planning has brought.
    PlanResult(PlanResult),
    /// Something about files that are imported.
    Import(ImportTask),
    /// Take up what reading files for an import has brought.
    ImportResult(ImportResult),
    /// Ask for a place, make the folder of the next year there and open it.
    NextYear,
    /// Go back to the welcome page.
    CloseFolder,
}

/// The commands of one frame, in the order given.
#[derive(Default)]
pub struct Commands {
    list: Vec<Command>,
}

impl Commands {
    /// Asks for a change of the workspace.
    pub fn edit(
        &mut self,
        label: Label,
        change: impl FnOnce(&Workspace) -> Result<Workspace, Refusal> + Send + 'static,
    ) {
        self.list.push(Command::Edit { label, change: Box::new(change) });
    }

    /// Asks to show a place.
    pub fn go(&mut self, place: Place) {
        self.list.push(Command::Go(place));
    }

    /// Asks for anything else.
    pub fn push(&mut self, command: Command) {
        self.list.push(command);
    }

    /// Adds the commands of another list behind these.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// The commands, taken out.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.list)
    }

    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
