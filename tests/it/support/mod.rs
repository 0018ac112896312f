//! What the stories share.

pub mod raster;
