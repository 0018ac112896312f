//! The folder on disk: what a crash, a full disk, a second window and a hand at the keyboard do to it.

mod bugs;
mod day;
mod faults;
mod folder;
mod format_1;
mod hand;
mod props;
mod sim;
mod support;
