//! `lunxun export`: papers as files.

use std::path::Path;

use super::arguments::{AttendanceArgs, Format};
use super::{Desk, Stop, say};
use crate::exchange::attendance_sheet::SheetOptions;
use crate::exchange::{PaperError, attendance_xlsx_with};
use crate::model::SessionId;
use crate::store::disk::{RealDisk, replace};
use crate::store::problem::Failure;
use crate::words::{papers, store as store_words};

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

/// Writes a file whole or not at all.
fn save(desk: Desk, path: &Path, bytes: &[u8]) -> Result<(), Stop> {
    replace(&RealDisk, path, bytes).map_err(|error| {
        let failure = Failure::new(path, &error);
        Stop::unreadable((desk.words().not_written)(&store_words::failure(desk.lang, &failure)))
    })?;
    say((desk.words().written)(&path.display().to_string()));
    Ok(())
}
