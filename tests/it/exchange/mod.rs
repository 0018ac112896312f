//! Papers, pasted tables and everything else that leaves or enters as bytes.

mod attendance_sheet;
mod calendar_file;
pub mod district;
mod papers;
mod roster;
mod template;
