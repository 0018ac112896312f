//! An invented district that makes the programme of Youxian, 28 June 2012, come out of its records.
//!
//! Nothing here is stored as a figure: people, sessions, marks and bills are made so that counting them
//! gives 21,442 people, 691 + 1,000 + 20,000 places, 11,150 people trained and 680,000 yuan spent. Names,
//! ID numbers and phones are nobody's.
//!
//! ```text
//! units → branches → people → who is to be trained → timetable → rolls → marks, bills, topics
//! ```
//!
//! A district of a larger scale is so many layers of this one side by side in the same 27 units.

mod attendance;
mod calendar;
mod chosen;
mod costs;
mod dice;
mod names;
mod people;
mod places;
mod programme;
mod records;
mod rolls;
mod sessions;
mod timetable;
mod topics;
mod units;

use crate::model::{CohortId, CourseId, DeviceCode, TownshipId, Workspace};
use dice::Dice;
use people::Registry;
use units::UNITS;

/// `DEMM`, as the low 20 bits of a seed.
const DEVICE: u64 = {
    let (d, e, m) = (11, 12, 19);
    d << 15 | e << 10 | m << 5 | m
};

/// What all layers share.
struct Frame {
    townships: Vec<TownshipId>,
    cohorts: [CohortId; 3],
    courses: Vec<CourseId>,
}

/// The demo district, `scale` times as large as the published one; a scale of 0 counts as 1.
///
/// The same scale gives the same workspace on every machine, ids included.
pub fn district(scale: u32) -> Workspace {
    let scale = scale.max(1);
    let mut workspace = Workspace::new(DeviceCode::from_seed(DEVICE), programme::programme(i64::from(scale)));
    let n_branches = UNITS.iter().flat_map(|unit| unit.branches).sum();
    let townships = units::put_townships(&mut workspace);
    let cohorts = programme::put_cohorts(&mut workspace, scale as usize, n_branches);
    programme::put_rules(&mut workspace, scale);
    programme::put_calendar(&mut workspace, &townships);
    let courses = programme::put_courses(&mut workspace, cohorts);
    let frame = Frame { townships, cohorts, courses };
    let mut registry = Registry::default();
    for layer in 0..scale as usize {
        let mut dice = Dice::new(0x2012_0628 + layer as u64);
        records::put_layer(&mut workspace, &frame, layer, &mut registry, &mut dice);
    }
    workspace
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_its_own_device_code() {
        assert_eq!(DeviceCode::from_seed(DEVICE).to_string(), "DEMM");
    }
}
