//! One field of a record: its title, how it is shown, how what was typed is read.

use chrono::NaiveDate;
use egui::Align;

use crate::app::View;
use crate::model::{Fen, Workspace};
use crate::ui::widgets::{DateError, Width, format_yuan, parse_date, parse_yuan};
use crate::words::Lang;
use crate::words::records;
use crate::words::settings::SettingsWords;
use crate::words::widgets::WidgetWords;

/// What reading and showing a field may need to know.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// The workspace as it stands.
    pub ws: &'a Workspace,
    /// The language of the window.
    pub lang: Lang,
    /// The day whose year is meant where a date has none.
    pub near: NaiveDate,
    /// Minutes in a credit hour.
    pub credit_hour_minutes: u32,
    /// Whether nothing may be changed.
    pub is_read_only: bool,
}

impl<'a> Scene<'a> {
    /// The scene of a view.
    pub fn of(view: View<'a>) -> Self {
        Self {
            ws: view.ws,
            lang: view.lang,
            near: view.as_of,
            credit_hour_minutes: view.ws.rules_on(view.as_of).credit_hour_minutes,
            is_read_only: view.is_read_only,
        }
    }

    fn widgets(self) -> &'static WidgetWords {
        WidgetWords::of(self.lang)
    }
}

type Get<'a, R> = Box<dyn Fn(&R) -> String + 'a>;
type Set<'a, R> = Box<dyn Fn(&mut R, &str) -> Result<(), String> + 'a>;

/// A field of the records `R`.
pub struct Column<'a, R> {
    /// Its title.
    pub title: &'static str,
    /// How wide it is in a grid.
    pub width: Width,
    /// Where its text stands in a grid.
    pub align: Align,
    get: Get<'a, R>,
    set: Set<'a, R>,
    choices: Vec<String>,
}

impl<'a, R: 'a> Column<'a, R> {
    /// A field read and shown by these functions; the one that reads says in the user's language why it
    /// cannot.
    pub fn new(
        title: &'static str,
        get: impl Fn(&R) -> String + 'a,
        set: impl Fn(&mut R, &str) -> Result<(), String> + 'a,
    ) -> Self {
        let width = Width::Rest { parts: 1.0, least: 90.0 };
        Self { title, width, align: Align::Min, get: Box::new(get), set: Box::new(set), choices: Vec::new() }
    }

    /// Its width in points.
    #[must_use]
    pub fn wide(self, points: f32) -> Self {
        Self { width: Width::Fixed(points), ..self }
    }

    /// How many parts it takes of the width that is left.
    #[must_use]
    pub fn share(self, parts: f32) -> Self {
        Self { width: Width::Rest { parts, least: 90.0 }, ..self }
    }

    fn right(self) -> Self {
        Self { align: Align::Max, ..self }
    }

    /// Its text in a record.
    pub fn text_of(&self, record: &R) -> String {
        (self.get)(record)
    }

    /// The texts it can have; none where anything can be typed.
    pub fn choices(&self) -> &[String] {
        &self.choices
    }

    /// The record with what was typed.
    ///
    /// # Errors
    /// Why it cannot be read, in the user's language.
    pub fn read(&self, record: &R, text: &str) -> Result<R, String>
    where
        R: Clone,
    {
        let mut changed = record.clone();
        (self.set)(&mut changed, text.trim())?;
        Ok(changed)
    }

    /// Any text.
    pub fn text(title: &'static str, get: fn(&R) -> &str, set: fn(&mut R, String)) -> Self {
        Self::new(
            title,
            move |record| get(record).to_owned(),
            move |record, text| {
                set(record, text.to_owned());
                Ok(())
            },
        )
    }

    /// Several names, written with `、` between them.
    pub fn names(title: &'static str, get: fn(&R) -> &[String], set: fn(&mut R, Vec<String>)) -> Self {
        Self::new(
            title,
            move |record| get(record).join("、"),
            move |record, text| {
                set(record, split_names(text).map(str::to_owned).collect());
                Ok(())
            },
        )
    }

    /// A whole number.
    pub fn number(scene: Scene<'a>, title: &'static str, get: fn(&R) -> u32, set: fn(&mut R, u32)) -> Self {
        let show = move |record: &R| records::count(u64::from(get(record)));
        Self::new(title, show, move |record, text| {
            set(record, parse_number(scene, text)?);
            Ok(())
        })
        .right()
    }

    /// A whole number or nothing.
    pub fn optional_number(
        scene: Scene<'a>,
        title: &'static str,
        get: fn(&R) -> Option<u32>,
        set: fn(&mut R, Option<u32>),
    ) -> Self {
        let show = move |record: &R| get(record).map_or_else(String::new, |n| records::count(u64::from(n)));
        Self::new(title, show, move |record, text| {
            set(record, if text.is_empty() { None } else { Some(parse_number(scene, text)?) });
            Ok(())
        })
        .right()
    }

    /// Minutes, shown and typed as credit hours.
    pub fn hours(scene: Scene<'a>, title: &'static str, get: fn(&R) -> u32, set: fn(&mut R, u32)) -> Self {
        let unit = scene.credit_hour_minutes;
        let show = move |record: &R| records::credit_hours(u64::from(get(record)), unit);
        Self::new(title, show, move |record, text| {
            let tenths = parse_tenths(text).ok_or(SettingsWords::of(scene.lang).hours_unreadable)?;
            set(record, (tenths * unit + 5) / 10);
            Ok(())
        })
        .right()
    }

    /// Yuan, or nothing.
    pub fn money(
        scene: Scene<'a>,
        title: &'static str,
        get: impl Fn(&R) -> Option<Fen> + 'a,
        set: impl Fn(&mut R, Option<Fen>) + 'a,
    ) -> Self {
        let show = move |record: &R| get(record).map_or_else(String::new, |fen| format_yuan(fen.0));
        Self::new(title, show, move |record, text| {
            let fen = |text| parse_yuan(text).map_err(|error| error.words(scene.widgets()).to_owned());
            set(record, if text.is_empty() { None } else { Some(Fen(fen(text)?)) });
            Ok(())
        })
        .right()
    }

    /// A day, or nothing.
    pub fn date(
        scene: Scene<'a>,
        title: &'static str,
        get: fn(&R) -> Option<NaiveDate>,
        set: fn(&mut R, Option<NaiveDate>),
    ) -> Self {
        let show = move |record: &R| get(record).map_or_else(String::new, |day| day.to_string());
        Self::new(title, show, move |record, text| {
            let near = get(record).unwrap_or(scene.near);
            set(record, if text.is_empty() { None } else { Some(parse_day(scene, text, near)?) });
            Ok(())
        })
        .wide(104.0)
    }

    /// A day that must be there.
    pub fn day(scene: Scene<'a>, title: &'static str, get: fn(&R) -> NaiveDate, set: fn(&mut R, NaiveDate)) -> Self {
        let show = move |record: &R| get(record).to_string();
        Self::new(title, show, move |record, text| {
            set(record, parse_day(scene, text, get(record))?);
            Ok(())
        })
        .wide(104.0)
    }

    /// One of several values, by their names.
    pub fn choice<T: PartialEq + Clone + 'a>(
        scene: Scene<'a>,
        title: &'static str,
        options: Vec<(T, String)>,
        get: fn(&R) -> T,
        set: fn(&mut R, T),
    ) -> Self {
        let choices = options.iter().map(|(_, name)| name.clone()).collect();
        let names = options.clone();
        let show = move |record: &R| {
            let value = get(record);
            names.iter().find(|(option, _)| *option == value).map_or_else(String::new, |(_, name)| name.clone())
        };
        let column = Self::new(title, show, move |record, text| {
            let found = options.iter().find(|(_, name)| name == text);
            let (value, _) = found.ok_or_else(|| (SettingsWords::of(scene.lang).no_such_choice)(text))?;
            set(record, value.clone());
            Ok(())
        });
        Self { choices, ..column }
    }

    /// Yes or no.
    pub fn flag(scene: Scene<'a>, title: &'static str, get: fn(&R) -> bool, set: fn(&mut R, bool)) -> Self {
        let words = SettingsWords::of(scene.lang);
        let options = vec![(false, words.no.to_owned()), (true, words.yes.to_owned())];
        Self::choice(scene, title, options, get, set).wide(72.0)
    }
}

/// The names in a text, between `、`, commas or semicolons.
pub fn split_names(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', '；', ';']).map(str::trim).filter(|name| !name.is_empty())
}

/// The day a text means.
///
/// # Errors
/// Why it is none, in the user's language.
pub fn parse_day(scene: Scene<'_>, text: &str, near: NaiveDate) -> Result<NaiveDate, String> {
    parse_date(text, near).map_err(|error| match error {
        DateError::Unreadable => scene.widgets().date_unreadable.to_owned(),
        DateError::Impossible(day) => (scene.widgets().date_impossible)(&day),
    })
}

fn parse_number(scene: Scene<'_>, text: &str) -> Result<u32, String> {
    let digits = plain(text);
    if digits.starts_with('-') && digits[1..].parse::<u64>().is_ok() {
        return Err(SettingsWords::of(scene.lang).number_negative.to_owned());
    }
    digits.parse().map_err(|_not_a_number| scene.widgets().number_unreadable.to_owned())
}

/// A number with at most one decimal, in tenths.
fn parse_tenths(text: &str) -> Option<u32> {
    let plain = plain(text);
    let (whole, tenth) = plain.split_once('.').unwrap_or((&plain, "0"));
    let whole: u32 = whole.parse().ok()?;
    let tenth: u32 = tenth.parse().ok().filter(|_| tenth.len() == 1)?;
    whole.checked_mul(10)?.checked_add(tenth).filter(|tenths| *tenths <= 100_000)
}

/// Digits as `parse` wants them: full-width ones made plain, spaces and separators left out.
fn plain(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
            '－' | '−' => Some('-'),
            '．' | '。' => Some('.'),
            ',' | '，' => None,
            blank if blank.is_whitespace() => None,
            other => Some(other),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_typed_as_people_write_them() {
        assert_eq!(parse_tenths("56"), Some(560));
        assert_eq!(parse_tenths("１．５"), Some(15));
        assert_eq!(parse_tenths("1.55"), None, "no tenth of a tenth");
        assert_eq!(parse_tenths("-3"), None);
        assert_eq!(parse_tenths("999999"), None);
        assert_eq!(parse_tenths(""), None);
    }

    #[test]
    fn names_are_split_at_any_comma() {
        assert_eq!(split_names("魏城、魏城镇党委， 魏城场 ;").collect::<Vec<_>>(), ["魏城", "魏城镇党委", "魏城场"]);
    }
}
