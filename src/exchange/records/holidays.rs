//! Lists of public holidays and of weekend days on which people work in exchange.

use super::days::days_of;
use super::{Col, Column, Desk, Fault, Line, Took, needed, optional};
use crate::model::Holiday;

pub(super) const COLUMNS: &[Column] = &[
    needed(Col::Date, &["日期", "放假时间", "时间", "开始", "date", "from"], &["开始日期", "起始", "放假日期", "日期"]),
    optional(Col::Until, &["结束", "until", "to"], &["结束日期", "截止"]),
    needed(Col::Name, &["节日", "名称", "假期", "name", "holiday"], &["节日名称", "节假日", "假日"]),
    optional(Col::Workday, &["类型", "说明", "kind"], &["是否上班", "调休", "放假"]),
];

pub(super) fn take(desk: &mut Desk<'_>, line: &Line<'_>) -> Result<Took, Fault> {
    let name = line.needed(Col::Name)?;
    let days = days_of(&line.needed(Col::Date)?, &line.text(Col::Until), None, desk.year())?;
    let kind = line.text(Col::Workday);
    let is_workday = ["上班", "补班", "工作", "work"].iter().any(|word| kind.contains(word) || name.contains(word));
    let (mut has_new, mut has_changed, mut differs) = (false, false, false);
    for date in days.days() {
        let holiday = Holiday { date, name: name.clone(), is_workday };
        match desk.after.holidays.get(date) {
            Some(known) if *known == holiday => continue,
            Some(_) if !desk.options.overwrites => {
                differs = true;
                continue;
            }
            Some(_) => has_changed = true,
            None => has_new = true,
        }
        desk.after = desk.after.with(holiday)?;
    }
    match (has_new, has_changed, differs) {
        (true, ..) => Ok(Took::New),
        (false, true, _) => Ok(Took::Changed),
        (false, false, true) => Err(Fault::Differs(vec![Col::Name])),
        (false, false, false) => Ok(Took::Unchanged),
    }
}
