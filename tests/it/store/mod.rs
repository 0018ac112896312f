//! The folder on disk: what a crash, a full disk, a second window and a hand at the keyboard do to it.

mod folder;
mod support;
