//! A date field: typed, or chosen from a month. Days off and other days of note come from the caller.

mod calendar;
mod parse;

use std::ops::RangeInclusive;

use chrono::{Datelike as _, NaiveDate};
use egui::{Id, Key, Popup, PopupCloseBehavior, Rect, Response, SetOpenCommand, Ui, Vec2, pos2};

use super::Field;
use super::button::bare_icon_at;
use super::ime;
use crate::ui::icons::Icon;
use crate::ui::theme::Tone;
use crate::words::widgets::WidgetWords;

pub use parse::{DateError, parse_date};

/// What is to be known of a day: a holiday, a day worked instead, a farming season.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayMark {
    /// The colour of its number: [`Tone::Bad`] for days off, [`Tone::Warn`] for what needs a thought.
    pub tone: Tone,
    /// What it is: shown below the month and when the pointer rests on the day.
    pub text: String,
}

/// A date field to be.
#[derive(Clone)]
pub struct DatePicker<'a> {
    field: Field<'a>,
    label: &'a str,
    today: NaiveDate,
    near: NaiveDate,
    range: Option<RangeInclusive<NaiveDate>>,
    marks: Option<&'a dyn Fn(NaiveDate) -> Option<DayMark>>,
}

impl<'a> DatePicker<'a> {
    /// A field of 170 points. `near` is the day whose year and month are meant when they are left out, and
    /// where the calendar opens when the field is empty: today, or the start of the programme year.
    pub fn new(label: &'a str, today: NaiveDate, near: NaiveDate) -> Self {
        Self { field: Field::new(label).width(170.0), label, today, near, range: None, marks: None }
    }

    /// Another field around the date: width, error, no label. Its label must be the picker's own.
    #[must_use]
    pub fn field(self, change: impl FnOnce(Field<'a>) -> Field<'a>) -> Self {
        Self { field: change(self.field), ..self }
    }

    /// The days that are allowed.
    #[must_use]
    pub fn range(self, range: RangeInclusive<NaiveDate>) -> Self {
        Self { range: Some(range), ..self }
    }

    /// What is to be known of days.
    #[must_use]
    pub fn marks(self, marks: &'a dyn Fn(NaiveDate) -> Option<DayMark>) -> Self {
        Self { marks: Some(marks), ..self }
    }

    /// A date that must be there. [`Response::changed`] says that `day` is new.
    pub fn ui(&self, ui: &mut Ui, day: &mut NaiveDate, words: &WidgetWords) -> Response {
        let mut value = Some(*day);
        let response = self.any_ui(ui, &mut value, true, words);
        if let Some(value) = value {
            *day = value;
        }
        response
    }

    /// A date that may be left out. [`Response::changed`] says that `day` is new.
    pub fn optional_ui(&self, ui: &mut Ui, day: &mut Option<NaiveDate>, words: &WidgetWords) -> Response {
        self.any_ui(ui, day, false, words)
    }

    fn any_ui(&self, ui: &mut Ui, day: &mut Option<NaiveDate>, is_required: bool, words: &WidgetWords) -> Response {
        let near = day.unwrap_or(self.near);
        let show = |day: &Option<NaiveDate>| day.map_or_else(String::new, |day| spelled(day, words));
        let parse = |text: &str| self.parse(text, near, is_required, words);
        let mut response = self.field.drafted_ui(ui, day, show, parse);
        let id = response.id.with("calendar");
        let icon_id = id.with("icon");
        let icon =
            Rect::from_center_size(pos2(response.rect.right() - 15.0, response.rect.center().y), Vec2::splat(24.0));
        let button =
            bare_icon_at(ui, icon_id, icon, Icon::Calendar, &format!("{}：{}", self.label, words.open_calendar));
        let by_key = response.has_focus()
            && !ime::composition(ui).owns_keys
            && ui.input(|input| input.key_pressed(Key::ArrowDown));
        if let Some(chosen) = self.popup_ui(ui, &response, id, *day, by_key || button.clicked(), words) {
            self.field.forget_draft(ui);
            response.request_focus();
            if *day != Some(chosen) {
                *day = Some(chosen);
                response.mark_changed();
            }
        }
        response
    }

    fn parse(
        &self,
        text: &str,
        near: NaiveDate,
        is_required: bool,
        words: &WidgetWords,
    ) -> Result<Option<NaiveDate>, String> {
        if text.trim().is_empty() && !is_required {
            return Ok(None);
        }
        let day = parse_date(text, near).map_err(|error| match error {
            DateError::Unreadable => words.date_unreadable.to_owned(),
            DateError::Impossible(day) => (words.date_impossible)(&day),
        })?;
        match &self.range {
            Some(range) if !range.contains(&day) => {
                Err((words.date_out_of_range)(&range.start().to_string(), &range.end().to_string()))
            }
            _ => Ok(Some(day)),
        }
    }

    /// The calendar below the field, while it is open; returns the day chosen in it.
    fn popup_ui(
        &self,
        ui: &Ui,
        anchor: &Response,
        id: Id,
        day: Option<NaiveDate>,
        opens: bool,
        words: &WidgetWords,
    ) -> Option<NaiveDate> {
        let known: Option<Month> = ui.data(|data| data.get_temp(id));
        let opened = Month { cursor: day.unwrap_or(self.near), wants_focus: true };
        let mut month = known.filter(|_| !opens).unwrap_or(opened);
        let popup = Popup::from_response(anchor)
            .id(id)
            .gap(4.0)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .open_memory(opens.then_some(SetOpenCommand::Bool(true)));
        let shown = popup.show(|ui| calendar::calendar_ui(ui, self, day, &mut month, words))?;
        ui.data_mut(|data| data.insert_temp(id, month));
        if shown.inner.is_some() {
            Popup::close_id(ui, id);
        }
        shown.inner
    }

    fn allows(&self, day: NaiveDate) -> bool {
        self.range.as_ref().is_none_or(|range| range.contains(&day))
    }

    fn mark(&self, day: NaiveDate) -> Option<DayMark> {
        self.marks.and_then(|marks| marks(day))
    }
}

/// An open calendar.
#[derive(Debug, Clone, Copy)]
struct Month {
    /// The day the keyboard is on; its month is shown.
    cursor: NaiveDate,
    /// The days shall hear the keyboard as soon as they are there.
    wants_focus: bool,
}

/// `2012-03-15 周四`
fn spelled(day: NaiveDate, words: &WidgetWords) -> String {
    let weekday = words.weekdays.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    format!("{day} {weekday}")
}
