//! `lunxun demo`: writes the invented district into a folder.

use super::arguments::DemoArgs;
use super::{Desk, Stop, say};
use crate::demo::district;
use crate::store::disk::RealDisk;
use crate::store::open::remove_sample;
use crate::store::problem::StoreError;
use crate::store::{Clock, Store, SystemClock};

pub(super) fn run(desk: Desk, arguments: &DemoArgs) -> Result<(), Stop> {
    let folder = &arguments.folder;
    if arguments.force {
        match remove_sample(&RealDisk, folder) {
            Ok(()) | Err(StoreError::NoSuchFolder(_) | StoreError::NotAWorkspace(_)) => {}
            Err(error) => return Err(desk.unreadable(&error)),
        }
    }
    let district = district(arguments.scale);
    let made = Store::create(&RealDisk, folder, &district, SystemClock.now());
    made.map_err(|error| {
        let message = crate::words::store::error(desk.lang, &error);
        if matches!(error, StoreError::NotEmpty(_)) { Stop::refused(message) } else { Stop::unreadable(message) }
    })?;
    let (n_people, n_sessions) = (district.people.len(), district.sessions.len());
    say((desk.words().demo_written)(&folder.display().to_string(), n_people, n_sessions));
    Ok(())
}
