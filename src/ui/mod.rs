//! The window: everything that knows egui.

pub mod charts;
pub mod fonts;
pub mod icons;
pub mod native;
pub mod pages;
pub mod papers;
pub mod raster;
pub mod renderer;
pub mod shell;
pub mod theme;
pub mod widgets;
