//! One file or folder a page: its state, its content as plain structs, and how it is drawn.

pub mod people;
pub mod records;
pub mod sessions;
pub mod settings;
