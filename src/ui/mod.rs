//! The window: everything that knows egui.

pub mod fonts;
pub mod raster;
pub mod theme;
