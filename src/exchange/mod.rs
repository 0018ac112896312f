//! Bytes to rows to changes and back: papers, pasted tables. No dialogs, no files.

pub mod attendance_sheet;
pub mod calendar_file;
pub mod clean;
pub mod mask;
pub mod name_list;
pub mod paper_texts;
pub mod roster;
pub mod tsv;
pub mod units;

use crate::model::{Refusal, SessionId, Workspace};
use crate::words::papers::ZH;
use attendance_sheet::{SheetOptions, attendance_sheet};

/// Why a paper cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PaperError {
    /// What it should show is not there.
    Refused(Refusal),
    /// The writer of spreadsheets cannot take it; what it said.
    Unwritable(String),
}

/// The attendance sheet of a session as an xlsx file, in Chinese, with masked phones.
///
/// # Errors
/// [`PaperError::Refused`] if there is no such session.
pub fn attendance_xlsx(
    workspace: &Workspace,
    session: SessionId,
    one_sheet_a_township: bool,
) -> Result<Vec<u8>, PaperError> {
    let options = SheetOptions { one_a_township: one_sheet_a_township, ..SheetOptions::default() };
    attendance_xlsx_with(workspace, session, options)
}

/// The attendance sheet of a session as an xlsx file, in Chinese.
///
/// # Errors
/// [`PaperError::Refused`] if there is no such session.
pub fn attendance_xlsx_with(
    workspace: &Workspace,
    session: SessionId,
    options: SheetOptions,
) -> Result<Vec<u8>, PaperError> {
    let sheet = attendance_sheet(workspace, session, options, &ZH).map_err(PaperError::Refused)?;
    attendance_sheet::xlsx::write(&sheet, &ZH).map_err(|error| PaperError::Unwritable(error.to_string()))
}
