//! What a date field should know of a day: holidays, days worked instead, farming seasons.

use chrono::NaiveDate;

use crate::app::View;
use crate::ui::theme::Tone;
use crate::ui::widgets::DayMark;
use crate::words::sessions::SessionWords;

/// What is to be known of days, for a date field.
pub fn day_marks(view: View<'_>) -> impl Fn(NaiveDate) -> Option<DayMark> {
    let words = SessionWords::of(view.lang);
    move |day| {
        if let Some(holiday) = view.ws.holidays.get(day) {
            let (tone, text) = if holiday.is_workday {
                (Tone::Warn, (words.basics.worked_instead)(&holiday.name))
            } else {
                (Tone::Bad, holiday.name.clone())
            };
            return Some(DayMark { tone, text });
        }
        let season = view.ws.blackouts.iter().find(|blackout| blackout.days.contains(day))?;
        Some(DayMark { tone: Tone::Warn, text: season.name.clone() })
    }
}
