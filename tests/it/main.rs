//! A user's stories, in one binary.

mod demo;
mod exchange;
mod kit;
mod report;
mod rules;
mod store;
mod support;
mod ui_people;
mod ui_sessions;
mod ui_settings;
