//! What the widgets themselves say: months, weekdays, and why a field cannot be read.

use super::{Lang, records};

/// The fixed words of the widgets in one language; everything else is handed in by the pages.
#[derive(Debug, Clone, Copy)]
pub struct WidgetWords {
    /// Button that chooses the current day.
    pub today: &'static str,
    /// Button that empties a search field.
    pub clear: &'static str,
    /// Button that closes a dialog or a notice.
    pub close: &'static str,
    /// Button that opens the calendar of a date field.
    pub open_calendar: &'static str,
    /// Button to the month before.
    pub previous_month: &'static str,
    /// Button to the month after.
    pub next_month: &'static str,
    /// Weekdays in the calendar's heading, Monday first.
    pub weekdays_short: [&'static str; 7],
    /// Weekdays beside a date, Monday first.
    pub weekdays: [&'static str; 7],
    /// Months below a chart, January first.
    pub months: [&'static str; 12],
    /// Heading of a calendar: year and month (1 to 12).
    pub year_and_month: fn(i32, u32) -> String,
    /// A text that is no date.
    pub date_unreadable: &'static str,
    /// A text that looks like a date that does not exist, such as 31 April.
    pub date_impossible: fn(&str) -> String,
    /// A date outside what the field allows.
    pub date_out_of_range: fn(&str, &str) -> String,
    /// A text that is no whole number.
    pub number_unreadable: &'static str,
    /// A number outside what the field allows.
    pub number_out_of_range: fn(i64, i64) -> String,
    /// A text that is no amount of money.
    pub money_unreadable: &'static str,
    /// An amount under zero.
    pub money_negative: &'static str,
    /// An amount with parts of a fen.
    pub money_too_fine: &'static str,
    /// An amount larger than the program can hold.
    pub money_too_large: &'static str,
    /// Accessible name of a column that is sorted upwards; the argument is its title.
    pub sorted_ascending: fn(&str) -> String,
    /// Accessible name of a column that is sorted downwards; the argument is its title.
    pub sorted_descending: fn(&str) -> String,
    /// Accessible name of the box that chooses all rows.
    pub choose_all: &'static str,
    /// Accessible name of the box that chooses a row; the argument counts from 1.
    pub choose_row: fn(usize) -> String,
    /// Title of the message box when the window cannot be drawn.
    pub no_renderer_title: &'static str,
    /// Its text; the argument is the path of the log.
    pub no_renderer: fn(&str) -> String,
}

impl WidgetWords {
    /// The words of a language.
    pub fn of(lang: Lang) -> &'static Self {
        lang.pick(&ZH, &EN)
    }
}

/// Chinese.
pub const ZH: WidgetWords = WidgetWords {
    today: "今天",
    clear: "清除",
    close: "关闭",
    open_calendar: "打开日历",
    previous_month: "上个月",
    next_month: "下个月",
    weekdays_short: ["一", "二", "三", "四", "五", "六", "日"],
    weekdays: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
    months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"],
    year_and_month: |year, month| format!("{year} 年 {month} 月"),
    date_unreadable: "看不懂这个日期，可以写 2012-3-15、3-15、0315 或 3月15日",
    date_impossible: |text| format!("没有这一天：{text}"),
    date_out_of_range: |first, last| format!("日期应在 {first} 至 {last} 之间"),
    number_unreadable: "请填写整数",
    number_out_of_range: |least, most| format!("应在 {least} 至 {most} 之间"),
    money_unreadable: "看不懂这个金额，可以写 1234.5 或 1.2万",
    money_negative: "金额不能为负数",
    money_too_fine: "金额最多到分（两位小数）",
    money_too_large: "金额太大",
    sorted_ascending: |title| format!("{title}，升序"),
    sorted_descending: |title| format!("{title}，降序"),
    choose_all: "全选",
    choose_row: |row| format!("选择第 {row} 行"),
    no_renderer_title: "轮训打不开窗口",
    no_renderer: |log| {
        format!(
            "这台电脑的显卡驱动不能显示轮训的窗口。数据没有受影响。\n\n\
             可以更新显卡驱动后再打开；如果是远程桌面，可以在本机上直接打开。\n\n\
             详细原因记录在：\n{log}"
        )
    },
};

/// English.
pub const EN: WidgetWords = WidgetWords {
    today: "Today",
    clear: "Clear",
    close: "Close",
    open_calendar: "Open calendar",
    previous_month: "Previous month",
    next_month: "Next month",
    weekdays_short: ["M", "T", "W", "T", "F", "S", "S"],
    weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    year_and_month: |year, month| format!("{} {year}", records::english_month(month)),
    date_unreadable: "Not a date; try 2012-3-15, 3-15 or 0315",
    date_impossible: |text| format!("There is no such day: {text}"),
    date_out_of_range: |first, last| format!("The date must be between {first} and {last}"),
    number_unreadable: "A whole number is needed",
    number_out_of_range: |least, most| format!("Must be between {least} and {most}"),
    money_unreadable: "Not an amount; try 1234.5",
    money_negative: "An amount cannot be negative",
    money_too_fine: "An amount has two decimals at most",
    money_too_large: "The amount is too large",
    sorted_ascending: |title| format!("{title}, ascending"),
    sorted_descending: |title| format!("{title}, descending"),
    choose_all: "Select all",
    choose_row: |row| format!("Select row {row}"),
    no_renderer_title: "Lunxun cannot open its window",
    no_renderer: |log| {
        format!(
            "The graphics driver of this computer cannot show the window. Your data is safe.\n\n\
             Update the driver and try again; over remote desktop, try on the computer itself.\n\n\
             The reasons are written down in:\n{log}"
        )
    },
};
