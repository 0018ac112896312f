//! `lunxun sessions`: the sessions with their ids.

use chrono::NaiveDate;
use serde::Serialize;

use super::arguments::FolderArgs;
use super::{Desk, Stop, say, say_json};
use crate::model::{Level, Mode, Session, Status, Workspace};
use crate::words::records;

/// A session as other programs read it.
#[derive(Serialize)]
struct SessionLine<'a> {
    id: String,
    title: &'a str,
    mode: &'static str,
    level: &'static str,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    enrolled: usize,
    status: &'static str,
}

pub(super) fn run(desk: Desk, arguments: &FolderArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder)?;
    let workspace = &loaded.workspace;
    let mut sessions: Vec<&Session> = workspace.sessions.iter().collect();
    sessions.sort_by_key(|session| (session.span(), session.id));
    if arguments.json {
        let lines: Vec<_> = sessions.iter().map(|session| line(workspace, session)).collect();
        say_json(&lines)?;
    } else {
        for session in sessions {
            let days = session.span().map_or_else(|| "—".to_owned(), |span| format!("{} – {}", span.first, span.last));
            let status = records::status(desk.lang, session.status);
            let enrolled = workspace.n_enrolled(session.id);
            say(format!("{}\t{days}\t{status}\t{enrolled}\t{}", session.id, session.title));
        }
    }
    desk.must_be_whole(&loaded)
}

fn line<'a>(workspace: &Workspace, session: &'a Session) -> SessionLine<'a> {
    let span = session.span();
    SessionLine {
        id: session.id.to_string(),
        title: &session.title,
        mode: match session.mode {
            Mode::PartySchool => "party_school",
            Mode::Remote => "remote",
            Mode::FieldVisit => "field_visit",
            Mode::LectureHall => "lecture_hall",
        },
        level: match session.level {
            Level::District => "district",
            Level::Township => "township",
            Level::Village => "village",
        },
        first_day: span.map(|span| span.first),
        last_day: span.map(|span| span.last),
        enrolled: workspace.n_enrolled(session.id),
        status: match session.status {
            Status::Draft => "draft",
            Status::Published => "published",
            Status::Running => "running",
            Status::Finished => "finished",
            Status::Closed => "closed",
            Status::Cancelled => "cancelled",
        },
    }
}
