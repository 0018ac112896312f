//! `lunxun export`: papers as files.

use std::path::Path;

use chrono::NaiveDateTime;

use super::arguments::{AttendanceArgs, CalendarArgs, CalendarFormat, Format};
use super::{Desk, Stop, say};
use crate::exchange::attendance_sheet::SheetOptions;
use crate::exchange::calendar_file::calendar_file;
use crate::exchange::{PaperError, attendance_xlsx_with};
use crate::model::{SessionId, Township, TownshipId, Workspace};
use crate::store::disk::{RealDisk, replace};
use crate::store::problem::Failure;
use crate::words::{calendar_file as calendar_words, papers, store as store_words};

pub(super) fn attendance(desk: Desk, arguments: &AttendanceArgs) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder)?;
    let words = desk.words();
    let session: SessionId =
        arguments.session.parse().map_err(|_no_id| Stop::refused((words.no_session)(&arguments.session)))?;
    let options = SheetOptions {
        phone: arguments.phones.into(),
        one_a_township: arguments.per_township,
        ..SheetOptions::default()
    };
    let bytes = match arguments.format {
        Format::Xlsx => attendance_xlsx_with(&loaded.workspace, session, options),
    };
    let bytes = bytes.map_err(|error| match &error {
        PaperError::Refused(_) => Stop::refused((words.no_session)(&arguments.session)),
        PaperError::Unwritable(_) => Stop::refused(papers::error(desk.lang, &error)),
    })?;
    save(desk, &arguments.output, &bytes)?;
    desk.must_be_whole(&loaded)
}

/// `now` is noted in the file as the time at which it was written.
pub(super) fn calendar(desk: Desk, arguments: &CalendarArgs, now: NaiveDateTime) -> Result<(), Stop> {
    let loaded = desk.read(&arguments.folder)?;
    let ws = &loaded.workspace;
    let township = match &arguments.township {
        None => None,
        Some(name) => Some(named(ws, name).ok_or_else(|| Stop::refused((desk.words().no_township)(name)))?),
    };
    let text = match arguments.format {
        CalendarFormat::Ics => calendar_file(ws, township, now, calendar_words::texts(desk.lang)),
    };
    save(desk, &arguments.output, text.as_bytes())?;
    desk.must_be_whole(&loaded)
}

/// The township of this name or alias.
fn named(ws: &Workspace, name: &str) -> Option<TownshipId> {
    let is_called = |township: &&Township| township.name == name || township.aliases.iter().any(|alias| alias == name);
    ws.townships.iter().find(is_called).map(|township| township.id)
}

/// Writes a file whole or not at all.
fn save(desk: Desk, path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    replace(&RealDisk, path, bytes).map_err(|error| {
        let failure = Failure::new(path, &error);
        Stop::unreadable((desk.words().not_written)(&store_words::failure(desk.lang, &failure)))
    })?;
    say((desk.words().written)(&path.display().to_string()));
    Ok(())
}
