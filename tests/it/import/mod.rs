//! Tables from other offices: rosters with everything that goes wrong in them, files made to do harm, and what the
//! command line says and does about both.

mod command_line;
mod corpus;
mod corrected;
pub mod files;
mod hostile;
pub mod records;
mod returned;
mod rosters;
mod unit_names;
