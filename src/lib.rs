//! 轮训 Lunxun: plans, runs and proves a year of training for a district's grass-roots party organisations.
//!
//! The modules, in reading order; an arrow that is not here is a `use` that must not be written:
//!
//! ```text
//! model ← rules            pure: values in, values out; no egui, files, clock, threads
//! model ← report           (may use rules)
//! planner                  a year's course plan: numbers in, numbers out; knows no other module
//! {rules, report, planner} ← planner::year   from a workspace to a plan and back
//! model ← demo             the invented district
//! model ← exchange         bytes ↔ rows ↔ changes (may use report's sheets)
//! model ← store            the only code that touches files
//! model ← words            every text a person reads, in both languages
//! {all of these} ← app ← ui
//! {app, ui's off-screen pictures} ← cli ← main
//! ```
//!
//! What holds everywhere: the [`model::Workspace`] is a value that changes only by applying an
//! [`model::Edit`]; money is in fen, time in minutes and days, and no float is ever stored.

pub mod app;
pub mod assets;
pub mod cli;
pub mod demo;
pub mod exchange;
pub mod log;
pub mod model;
pub mod planner;
pub mod report;
pub mod rules;
pub mod store;
pub mod ui;
pub mod words;
