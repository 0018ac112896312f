//! Bytes to rows to changes and back: papers, pasted tables. No dialogs, no files.

pub mod attendance_sheet;
pub mod mask;
pub mod paper_texts;
