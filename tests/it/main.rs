//! A user's stories, in one binary.

mod architecture;
mod cli;
mod cli_plan;
mod demo;
mod exchange;
mod import;
mod kit;
mod model;
mod planner;
mod planner_year;
mod report;
mod rules;
mod search;
mod store;
mod support;
mod ui_calendar;
mod ui_dashboard;
mod ui_import;
mod ui_papers;
mod ui_people;
mod ui_rotation;
mod ui_sessions;
mod ui_settings;
mod ui_topics;
mod ui_window;
