//! `lunxun demo`: writes the invented district into a folder.

use super::arguments::DemoArgs;
use super::{Desk, Stop};

pub(super) fn run(_desk: Desk, _arguments: &DemoArgs) -> Result<(), Stop> {
    Err(Stop::refused(""))
}
