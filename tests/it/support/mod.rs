//! What the stories share.

pub mod desk;
pub mod district;
pub mod plannable;
pub mod raster;
pub mod window;
