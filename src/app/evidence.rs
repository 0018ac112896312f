//! Photos, scans and receipts of a session: copied into the folder on a job's thread, then put on record.

use std::path::PathBuf;

use super::command::Command;
use super::dialogs::Dialogs;
use super::notice::Notice;
use super::program::App;
use super::thumbnails::Shown;
use crate::model::{Evidence, EvidenceKind, Label, SessionId};
use crate::store::attachments::{path_of, take_in};
use crate::store::disk::RealDisk;
use crate::words::evidence::EvidenceWords;
use crate::words::store as store_words;

/// Something to do with the evidence of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvidenceTask {
    /// Ask for files and take them in.
    Ask,
    /// Take these files in.
    TakeIn(Vec<PathBuf>),
    /// Open a file with the program that the system has for it.
    Open(String),
    /// Make small pictures of files that have none yet.
    Look,
    /// Take up small pictures.
    Shown(Vec<(String, Shown)>),
}

impl App {
    pub(super) fn evidence(&mut self, session: SessionId, task: EvidenceTask) {
        match task {
            EvidenceTask::Ask => self.take_in_evidence(session, |dialogs, words| dialogs.pick_files(words.choose, &[])),
            EvidenceTask::TakeIn(files) => self.take_in_evidence(session, |_, _| files),
            EvidenceTask::Open(file) => {
                if let Some(folder) = &self.folder {
                    self.open_file(path_of(folder.path(), session, &file));
                }
            }
            EvidenceTask::Look => self.read_thumbnails(session),
            EvidenceTask::Shown(read) => self.take_up_thumbnails(session, read),
        }
    }

    fn take_in_evidence(
        &mut self,
        session: SessionId,
        choose: impl FnOnce(&dyn Dialogs, &'static EvidenceWords) -> Vec<PathBuf> + Send + 'static,
    ) {
        let Some(folder) = self.folder.as_ref().map(|folder| folder.path().to_owned()) else { return };
        let Some(record) = self.document.as_ref().and_then(|document| document.workspace().sessions.get(session))
        else {
            return;
        };
        let (title, dialogs, lang) = (record.title.clone(), self.dialogs.clone(), self.lang());
        let words = EvidenceWords::of(lang);
        self.jobs.start(words.working, move |progress| {
            let files = choose(dialogs.as_ref(), words);
            let (mut taken, mut commands) = (Vec::new(), Vec::new());
            for (number, file) in files.iter().enumerate() {
                if progress.is_stopped() {
                    break;
                }
                progress.set((number * 1000 / files.len()) as u32);
                match take_in(&RealDisk, &folder, session, file) {
                    Ok(name) => taken.push(Evidence { kind: EvidenceKind::of_file(&name), file: name }),
                    Err(error) => commands.push(Command::Notify(Notice::problem(store_words::error(lang, &error)))),
                }
            }
            if !taken.is_empty() {
                let label = Label::Evidence { session: title, n: taken.len() };
                commands.push(Command::Edit { label, change: Box::new(move |ws| ws.add_evidence(session, &taken)) });
            }
            commands
        });
    }
}
