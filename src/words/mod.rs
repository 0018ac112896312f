//! Every text a person reads, Chinese and English: typed codes and arguments in, text out.
//!
//! Texts of a page or a paper stand in a table of their own: a struct of `&'static str` fields with one
//! constant a language, so that the compiler finds a missing text.

pub mod breakdown;
pub mod budget;
pub mod calendar;
pub mod calendar_file;
pub mod checks;
pub mod cli;
pub mod dashboard;
pub mod duplicates;
pub mod edits;
pub mod evidence;
pub mod export;
pub mod folder;
pub mod forecast;
pub mod hours;
pub mod import;
pub mod import_page;
pub mod import_records;
pub mod mend;
pub mod papers;
pub mod people;
pub mod plan_page;
pub mod plan_settings;
pub mod planner;
pub mod records;
pub mod refusals;
pub mod remedies;
pub mod report;
pub mod roster;
pub mod rotation;
pub mod rule_sets;
pub mod sessions;
pub mod settings;
pub mod shell;
pub mod store;
pub mod topics;
pub mod welcome;
pub mod widgets;
pub mod year;
pub mod year_end;

use serde::{Deserialize, Serialize};

/// A language of the window and the papers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Both languages, the first one first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The one of two values that belongs to the language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}
