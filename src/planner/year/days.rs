//! Weeks become days: the days of a draft that goes on, else free days next to each other.

use chrono::NaiveDate;

use super::align::Unit;
use super::calendar::{At, Diary};
use super::instance::Instance;
use super::slots::needs_trainer;
use crate::model::{Mode, TownshipId, Workspace};

/// Gives every session its half days and takes its room for them; a session that finds none keeps none.
///
/// Drafts that can stay on their days come first, then the longest sessions of each week.
pub(super) fn place(workspace: &Workspace, instance: &Instance, diary: &mut Diary<'_>, units: &mut [Unit]) {
    for unit in units.iter_mut() {
        if let Some(at) = own_days(workspace, instance, diary, unit) {
            diary.take_room(instance.offers[unit.offer].venue, &at);
            unit.at = at;
        }
    }
    let mut order: Vec<usize> = (0..units.len()).filter(|at| units[*at].at.is_empty()).collect();
    order.sort_by_key(|at| {
        let unit = &units[*at];
        (unit.week, std::cmp::Reverse(instance.problem.offers[unit.offer].days), *at)
    });
    for at in order {
        let slots = new_days(instance, diary, &units[at]);
        diary.take_room(instance.offers[units[at].offer].venue, &slots);
        units[at].at = slots;
    }
}

/// The days of the draft a session continues, if they lie in its week and all are free.
fn own_days(workspace: &Workspace, instance: &Instance, diary: &Diary<'_>, unit: &Unit) -> Option<Vec<At>> {
    let before = unit.from.and_then(|id| workspace.sessions.get(id))?;
    let of = &instance.offers[unit.offer];
    if before.venue != of.venue && of.venue.is_some() && before.span().is_none() {
        return None;
    }
    let at: Vec<At> = before.slots.iter().map(|slot| (slot.date, slot.half)).collect();
    let weeks = before.slots.iter().map(|slot| instance.weeks.week_of(slot.date));
    let free: Vec<NaiveDate> = weeks
        .flatten()
        .collect::<std::collections::BTreeSet<_>>()
        .into_iter()
        .flat_map(|week| instance.free_days(diary, unit.offer, week))
        .collect();
    let townships = called(instance, unit);
    let is_open = |at: &At| of.mode == Mode::Remote || !diary.is_blacked_out(at.0, &townships);
    let starts_here = instance.weeks.week_of(at.first()?.0) == Some(unit.week);
    (starts_here && at.iter().all(|one| free.contains(&one.0) && is_open(one))).then_some(at)
}

/// The townships a session calls away.
fn called(instance: &Instance, unit: &Unit) -> Vec<TownshipId> {
    unit.heads.keys().map(|customer| instance.customers[*customer].township).collect()
}

/// Free days of the session's week, as close together as possible, then as early as possible; those on which a
/// trainer can be found come first.
fn new_days(instance: &Instance, diary: &Diary<'_>, unit: &Unit) -> Vec<At> {
    let of = &instance.offers[unit.offer];
    let n = instance.problem.offers[unit.offer].days as usize;
    let townships = called(instance, unit);
    let is_open = |day: &NaiveDate| of.mode == Mode::Remote || !diary.is_blacked_out(*day, &townships);
    let is_taught = |day: &NaiveDate| {
        let has_any = |half: &crate::model::Half| {
            instance.trainers.iter().any(|trainer| diary.has_trainer(*trainer, (*day, *half)))
        };
        instance.trainers.is_empty() || !needs_trainer(of.mode) || of.halves.iter().all(has_any)
    };
    let free: Vec<NaiveDate> = instance.free_days(diary, unit.offer, unit.week).into_iter().filter(is_open).collect();
    let taught: Vec<NaiveDate> = free.iter().copied().filter(is_taught).collect();
    let days = [&taught, &free].into_iter().find(|days| days.len() >= n);
    let Some(window) = days.and_then(|days| days.windows(n.max(1)).min_by_key(|window| (spread(window), window[0])))
    else {
        return Vec::new();
    };
    window.iter().flat_map(|day| of.halves.iter().map(move |half| (*day, *half))).collect()
}

fn spread(window: &[NaiveDate]) -> i64 {
    window.first().zip(window.last()).map_or(0, |(first, last)| (*last - *first).num_days())
}
