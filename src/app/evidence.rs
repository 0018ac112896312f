//! Photos, scans and receipts of a session: copied into the folder on a job's thread, then put on record.

use std::path::PathBuf;

use super::command::Command;
use super::notice::Notice;
use super::program::App;
use crate::model::{Evidence, EvidenceKind, Label, SessionId};
use crate::store::attachments::{path_of, take_in};
use crate::store::disk::RealDisk;
use crate::store::problem::Failure;
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
}

impl App {
    pub(super) fn evidence(&mut self, session: SessionId, task: EvidenceTask) {
        let Some(folder) = self.folder.as_ref().map(|folder| folder.path().to_owned()) else { return };
        let Some(title) = self.document.as_ref().and_then(|document| document.workspace().sessions.get(session)) else {
            return;
        };
        let (title, dialogs, lang) = (title.title.clone(), self.dialogs.clone(), self.lang());
        let words = EvidenceWords::of(lang);
        self.jobs.start(words.working, move |progress| {
            let files = match task {
                EvidenceTask::Ask => dialogs.pick_files(words.choose, &[]),
                EvidenceTask::TakeIn(files) => files,
                EvidenceTask::Open(file) => {
                    let path = path_of(&folder, session, &file);
                    let opened = dialogs.open_file(&path);
                    return opened.err().map(|error| say(lang, &Failure::new(path, &error))).into_iter().collect();
                }
            };
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

fn say(lang: crate::words::Lang, failure: &Failure) -> Command {
    Command::Notify(Notice::problem(store_words::failure(lang, failure)))
}
