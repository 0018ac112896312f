//! What a frame asks for: edits of the workspace, and moves of the program itself.

use std::path::PathBuf;

use super::notice::Notice;
use super::place::Place;
use crate::model::{Label, Refusal, SessionId, Workspace};

/// A pure change of the workspace.
pub type Change = Box<dyn FnOnce(&Workspace) -> Result<Workspace, Refusal> + Send>;

/// A paper or picture to be written to a file that the user chooses.
#[derive(Clone, Debug, PartialEq)]
pub enum Paper {
    /// 签到表
    Attendance {
        /// Of which session.
        session: SessionId,
        /// Whether each township gets a sheet of its own.
        one_sheet_a_township: bool,
    },
    /// The dashboard as a picture at double size.
    DashboardPicture,
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
    /// Write a paper.
    Export(Paper),
    /// Open the folder.
    Open(PathBuf),
    /// Ask for a folder and open it.
    AskOpen,
    /// Ask for a place and write the demo district there.
    AskDemo,
    /// Ask for a place and make a new district there.
    AskNew(Box<Workspace>),
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

    /// The commands, taken out.
    pub fn take(&mut self) -> Vec<Command> {
        std::mem::take(&mut self.list)
    }

    /// Whether nothing was asked for.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}
