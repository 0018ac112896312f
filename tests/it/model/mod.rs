//! Commands, edits, undo: what a clerk does, and that it can always be taken back.

mod classes;
mod edits;
mod figures;
mod merging;
mod units;
