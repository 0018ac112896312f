//! Reports: what they count and what they refuse to count twice.

mod budget;
mod coverage;
mod follows;
