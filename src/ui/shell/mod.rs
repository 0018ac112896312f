//! The window around the pages: top bar, navigation, status bar, palette, toasts, shortcuts.

mod drop_target;
mod export;
mod folder;
mod look;
mod navigation;
mod palette;
mod paste;
mod problems;
mod status;
mod top_bar;
mod window;

pub use window::Window;
