//! The words in a calendar file.

use super::{Lang, records};
use crate::exchange::calendar_file::CalendarTexts;

/// The words of a language.
pub fn texts(lang: Lang) -> &'static CalendarTexts {
    lang.pick(&ZH, &EN)
}

/// The name under which a calendar file is saved.
pub fn file_name(lang: Lang, district: &str, township: Option<&str>, year: i32) -> String {
    let texts = texts(lang);
    let name = match township {
        Some(township) => (texts.name_of_township)(district, township, year),
        None => (texts.name)(district, year),
    };
    format!("{name}.ics")
}

static ZH: CalendarTexts = CalendarTexts {
    name: |district, year| format!("{district}{year}年轮训日程"),
    name_of_township: |_, township, year| format!("{township}{year}年轮训日程"),
    draft: |title| format!("（草稿）{title}"),
    cancelled: |title| format!("（已取消）{title}"),
    trainers: |names| format!("授课：{names}"),
    heads: |n, of| format!("学员：{n} / {of} 人"),
    purpose: |purpose| format!("目的：{purpose}"),
    half: |half| records::half(Lang::Zh, half),
    mode: |mode| records::mode(Lang::Zh, mode),
    and: "、",
};

static EN: CalendarTexts = CalendarTexts {
    name: |district, year| format!("{district} training {year}"),
    name_of_township: |_, township, year| format!("{township} training {year}"),
    draft: |title| format!("(draft) {title}"),
    cancelled: |title| format!("(cancelled) {title}"),
    trainers: |names| format!("Trainers: {names}"),
    heads: |n, of| format!("People: {n} / {of}"),
    purpose: |purpose| format!("Purpose: {purpose}"),
    half: |half| records::half(Lang::En, half),
    mode: |mode| records::mode(Lang::En, mode),
    and: ", ",
};
