//! The window: everything that knows egui.
