//! The running program without widgets: the one door through which the workspace changes.
//!
//! A frame reads a [`View`] and pushes [`Command`]s; [`App::run_all`] carries them out in the order given.

mod apart;
mod closing;
mod command;
mod derived;
mod dialogs;
mod document;
mod evidence;
mod faces;
mod files;
mod folder;
mod importing;
mod jobs;
mod new_district;
mod notice;
mod papers;
mod place;
mod plan_job;
mod planning;
mod prints;
mod program;
pub mod search;
mod table_files;
mod thumbnails;

pub use apart::{READ_XLS, answer as read_apart};
pub use command::{Change, Command, Commands, FolderTask, Look, MadeFile, MakeFile};
pub use derived::Derived;
pub use dialogs::{Dialogs, Printed, SystemDialogs};
pub use document::{Document, Signature};
pub use evidence::EvidenceTask;
pub use faces::machine_faces;
pub use files::Opened;
pub use folder::{Damage, Folder, Repair, Saved};
pub use importing::{
    ImportDone, ImportDraft, ImportResult, ImportTable, ImportTask, Importing, Pasted, import_label, import_report,
    remember_import, rows_left,
};
pub use jobs::{Jobs, Progress, Wake};
pub use new_district::{NewDistrict, legal_holidays};
pub use notice::{Notice, NoticeKind, Offer};
pub use papers::{GoesTo, Order};
pub use place::{
    CalendarPlace, CalendarView, DashboardTab, PeopleFilter, Place, RotationTask, SessionFilter, SessionTab,
    SettingsTab, TopicsPlace,
};
pub use plan_job::PlanProgress;
pub use planning::{Mend, PlanOptions, PlanResult, PlanTask, Planned, Planning};
pub use program::{App, View};
pub use table_files::{Unreadable, read_table_file};
pub use thumbnails::{Shown, Thumbnail, Thumbnails};
