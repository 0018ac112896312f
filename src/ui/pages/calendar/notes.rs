//! What is to be known of days: holidays, days worked instead, festivals, and seasons in which nobody is
//! called away.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use tyme4rs::tyme::solar::SolarDay;

use crate::app::View;
use crate::model::{DateSpan, TownshipId};
use crate::words::Lang;
use crate::words::calendar::CalendarWords;

/// What is to be known of one day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DayNote {
    /// A holiday, a day worked instead of one, or a festival on which people work.
    pub feast: Option<Feast>,
    /// The seasons that lie on it.
    pub seasons: Vec<Season>,
    /// Whether people rest.
    pub is_off: bool,
}

/// A day with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Feast {
    /// What it is called, short enough for a cell.
    pub name: String,
    /// Whether people work in exchange for a holiday.
    pub is_worked: bool,
}

/// A season in which people are not called away.
#[derive(Clone, Debug, PartialEq)]
pub struct Season {
    /// Its name with those it binds.
    pub name: String,
    /// Whether it binds the whole district.
    pub is_general: bool,
    /// Whether this is its first day.
    pub is_first: bool,
    /// The townships it binds; empty: all.
    pub townships: Vec<TownshipId>,
}

/// The notes of days in a span that have any.
pub fn notes(view: View<'_>, days: DateSpan) -> BTreeMap<NaiveDate, DayNote> {
    days.days().map(|day| (day, note(view, day))).collect()
}

fn note(view: View<'_>, day: NaiveDate) -> DayNote {
    let words = CalendarWords::of(view.lang);
    let holiday = view.ws.holidays.get(day).map(|holiday| {
        let name = if holiday.is_workday { (words.worked_instead)(&holiday.name) } else { holiday.name.clone() };
        Feast { name, is_worked: holiday.is_workday }
    });
    let bound = view.ws.blackouts.iter().filter(|blackout| blackout.days.contains(day));
    let seasons = bound.map(|blackout| Season {
        name: match blackout.townships.as_slice() {
            [] => blackout.name.clone(),
            [one] => {
                let unit = view.ws.townships.get(*one).map_or("", |unit| unit.name.as_str());
                (words.season_of)(&blackout.name, unit)
            }
            some => (words.season_of_some)(&blackout.name, some.len()),
        },
        is_general: blackout.townships.is_empty(),
        is_first: blackout.days.first == day,
        townships: blackout.townships.clone(),
    });
    DayNote {
        feast: holiday.or_else(|| festival(view.lang, day)),
        seasons: seasons.collect(),
        is_off: view.ws.is_day_off(day),
    }
}

/// A festival that everybody knows, such as 建党节; nobody rests because of it.
fn festival(lang: Lang, day: NaiveDate) -> Option<Feast> {
    let solar = SolarDay::new(day.year() as isize, day.month() as usize, day.day() as usize).ok()?;
    let festival = solar.get_festival()?;
    let names = CalendarWords::of(lang).festivals;
    let name = names.get(festival.get_index()).map(|name| (*name).to_owned())?;
    Some(Feast { name, is_worked: false })
}
