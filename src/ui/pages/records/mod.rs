//! Records edited in place: a column says how one field is shown and read, a sheet shows many records as a
//! grid, a form shows one.
//!
//! What is typed is a draft. It is tried on the workspace at once, since commands are pure; only what is
//! accepted becomes a command, and what is refused stays in the field with the reason beside it.

mod column;
mod editor;
mod form;
mod paste;
mod sheet;

pub use column::{Column, Scene, parse_day, split_names};
pub use form::{FormState, form_ui};
pub use sheet::{Sheet, SheetState};
