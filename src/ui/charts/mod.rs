//! Charts, painted by hand: they look the same on screen, in tests and in exported pictures.

mod labels;
mod year;

pub use year::{Series, SeriesColor, YearChart};
