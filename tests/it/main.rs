//! A user's stories, in one binary.

mod exchange;
mod kit;
mod report;
mod store;
mod support;
mod ui_sessions;
