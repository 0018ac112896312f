//! The log of a platform for remote learning: who learned on which day for how long. Times of one half day add up;
//! once they reach what the half day asks for, the person was present.

use chrono::NaiveDate;

use super::amount::minutes;
use super::days::{day, half};
use super::{Col, Column, Desk, Fault, Line, Took, needed, one, optional};
use crate::exchange::clean::without_spaces;
use crate::exchange::units::Found;
use crate::model::{MarkKind, PersonId, Session, SessionId, Slot};

pub(super) const COLUMNS: &[Column] = &[
    needed(Col::Name, &["姓名", "学员", "用户", "name", "user"], &["学员姓名", "用户名"]),
    needed(Col::Date, &["日期", "时间", "date"], &["学习日期", "学习时间", "登录时间", "观看时间", "日期"]),
    optional(Col::Minutes, &["minutes"], &["时长", "分钟", "学习用时"]),
    optional(Col::IdNumber, &["id"], &["身份证", "证件"]),
    optional(Col::Phone, &[], &["电话", "手机", "phone"]),
    optional(Col::Township, &["乡镇", "township"], &["乡镇"]),
    optional(Col::Branch, &["branch"], &["支部", "单位", "党组织"]),
    optional(
        Col::Session,
        &["班次", "课程", "课件", "专题", "session", "course"],
        &["班次", "培训班", "课程名称", "课件名称"],
    ),
];

pub(super) fn take(desk: &mut Desk<'_>, line: &Line<'_>) -> Result<Took, Fault> {
    let typed = line.needed(Col::Date)?;
    let without_half = typed.replace("上午", "").replace("下午", "");
    let date = day(&without_half, desk.year()).ok_or_else(|| Fault::Unreadable(Col::Date, typed.clone()))?;
    let session = session_of(desk, &line.text(Col::Session), date)?;
    let typed_name = line.needed(Col::Name)?;
    let who = [Col::Name, Col::IdNumber, Col::Phone, Col::Township, Col::Branch].map(|column| line.text(column));
    let person = one(&desk.names.find(&who), Col::Name, &typed_name)?;
    let slots = desk.after.sessions.get(session).map(|session| session.slots.clone()).unwrap_or_default();
    let mut of_day = slots.iter().filter(|slot| slot.date == date && half(&typed).is_none_or(|half| slot.half == half));
    let slot = of_day.next().ok_or(Fault::NoSlot(typed))?;
    if let Some(learned) = minutes(&line.text(Col::Minutes))? {
        let sum = desk.minutes.entry((session, person, slot.no)).or_default();
        *sum += learned;
        if *sum < slot.minutes {
            return Err(Fault::Short { minutes: *sum, needed: slot.minutes });
        }
    }
    present(desk, session, person, slot)
}

/// The session of a row: the one of this title, the one that holds for all rows, or the only one that teaches on the
/// day what the row calls its course.
fn session_of(desk: &Desk<'_>, title: &str, date: NaiveDate) -> Result<SessionId, Fault> {
    let unknown = match desk.session(title) {
        Ok(found) => return found.ok_or(Fault::NoSession),
        Err(fault) => fault,
    };
    if let Some(session) = desk.options.session {
        return Ok(session);
    }
    let plain = without_spaces(title);
    let teaches =
        |session: &&Session| session.slots.iter().any(|slot| slot.date == date && without_spaces(&slot.topic) == plain);
    let found = desk.after.sessions.iter().filter(teaches).map(|session| session.id).collect();
    Found::of(found).one().ok_or(unknown)
}

fn present(desk: &mut Desk<'_>, session: SessionId, person: PersonId, slot: &Slot) -> Result<Took, Fault> {
    let is_enrolled =
        desk.after.enrolments.get((session, person)).is_some_and(|enrolment| enrolment.state.takes_part());
    if !is_enrolled {
        desk.after = desk.after.walk_in(session, person, None)?;
    }
    match desk.after.mark((session, person, slot.no)) {
        Some(kind) if kind.is_attended() => return Ok(Took::Unchanged),
        Some(_) if !desk.options.overwrites => return Err(Fault::Differs(vec![Col::Mark])),
        _ => {}
    }
    desk.after = desk.after.set_marks(session, &[(person, slot.no)], Some(MarkKind::Present))?;
    Ok(Took::New)
}
