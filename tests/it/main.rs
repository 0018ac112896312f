//! A user's stories, in one binary.

mod kit;
mod report;
mod store;
mod support;
