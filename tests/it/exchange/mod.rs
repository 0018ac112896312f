//! Papers, pasted tables and everything else that leaves or enters as bytes.

mod attendance_sheet;
mod district;
mod roster;
