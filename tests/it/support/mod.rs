//! What the stories share.

pub mod district;
pub mod raster;
