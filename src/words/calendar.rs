//! What the calendar says.

use super::Lang;

/// The words of the page in one language.
pub struct CalendarWords {
    /// The layouts: week, month, year, venues, trainers.
    pub views: [&'static str; 5],
    /// Palette: show a layout.
    pub go_to_view: fn(&str) -> String,
    /// Menu and palette: the whole calendar as a file.
    pub export_all: &'static str,
}

impl CalendarWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

static ZH: CalendarWords = CalendarWords {
    views: ["周", "月", "全年", "场地", "教师"],
    go_to_view: |view| format!("日程：{view}"),
    export_all: "日历订阅文件（ics）…",
};

static EN: CalendarWords = CalendarWords {
    views: ["Week", "Month", "Year", "Venues", "Trainers"],
    go_to_view: |view| format!("Calendar: {view}"),
    export_all: "Calendar file (ics)…",
};
