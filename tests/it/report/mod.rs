//! Reports: what they count and what they refuse to count twice.

mod budget;
mod course;
mod coverage;
mod demo;
mod follows;
mod forecast;
mod hours;
mod sheet;
