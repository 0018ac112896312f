//! The parts pages are built from. They take plain values, know nothing of the program's data, and hand
//! back what the user did; the text on them comes from the caller, the few fixed words from
//! [`crate::words::widgets`]. Everything that can be used has a name for screen readers and tests.

mod button;
mod card;
mod checkbox;
mod chip;
mod date;
mod dialog;
mod field;
pub mod grid;
mod ime;
mod money;
mod paste;
mod progress;
mod search;
mod select;
mod tabs;
mod toast;

pub use button::{
    bare_icon_button, button, cell_label, danger_button, icon_button, link, menu_button, primary_button,
    primary_button_with,
};
pub use card::{bare_card, card, card_title, note, page_header};
pub use checkbox::{bare_checkbox, checkbox, paint_box};
pub use chip::chip;
pub use date::{DateError, DatePicker, DayMark, parse_date};
pub use dialog::{Dialog, DialogAnswer};
pub use field::Field;
pub use grid::{Column, Grid, GridOutput, GridState, Sort, Width, tab_separated};
pub use ime::{Composition, composition};
pub use money::{MoneyError, format_yuan, parse_yuan};
pub use paste::{has_several_cells, take_cells, take_paste};
pub use progress::progress;
pub use search::{SearchLook, SearchText, search_field};
pub use select::{select, select_wide};
pub use tabs::{segmented, tabs};
pub use toast::{Toast, Toasts};
