//! Plans of sessions: each row becomes a draft. A session of the same title is known.

use super::amount::{amount, number};
use super::choice;
use super::days::{days_of, half};
use super::{Col, Column, Desk, Fault, Filling, Line, Took, needed, one, optional};
use crate::exchange::clean::without_spaces;
use crate::exchange::units::Found;
use crate::model::{
    CohortId, CostItem, CostLine, DateSpan, Fen, Filing, Half, Level, Mode, Session, Status, TrainerId, VenueId,
};

pub(super) const COLUMNS: &[Column] = &[
    needed(
        Col::Session,
        &["班次", "名称", "培训班", "title", "session"],
        &["班次名称", "培训名称", "培训班名称", "项目名称", "培训项目"],
    ),
    needed(Col::Date, &["时间", "日期", "开始", "date", "from"], &["培训时间", "开始", "举办时间", "起止", "日期"]),
    optional(Col::Until, &["结束", "until", "to"], &["结束"]),
    optional(Col::Days, &["天数", "days"], &["天数"]),
    optional(Col::Mode, &["方式", "形式", "mode"], &["方式", "形式"]),
    optional(Col::Level, &["级别", "层级", "level"], &["级别", "主办级"]),
    optional(Col::Township, &["乡镇", "township"], &["主办单位", "承办单位", "乡镇"]),
    optional(Col::Venue, &["地点", "场地", "venue", "place"], &["地点", "场地"]),
    optional(Col::Cohorts, &["对象", "audience"], &["培训对象", "参训对象", "对象"]),
    optional(Col::Heads, &["人数", "heads"], &["人数", "规模", "名额"]),
    optional(Col::Planned, &["经费", "budget"], &["预算", "经费", "概算"]),
    optional(Col::Trainer, &["教师", "主讲", "trainer"], &["教师", "授课人", "主讲"]),
    optional(Col::Purpose, &["内容", "目的", "purpose"], &["培训内容", "目的", "主要内容", "内容"]),
    optional(Col::Note, &["备注", "note"], &["备注"]),
];

/// Minutes of a half day of which the plan says nothing: 4 credit hours.
const SLOT_MINUTES: u32 = 180;
/// Heads of a session of which the plan says nothing.
const HEADS: u32 = 50;

pub(super) fn take(desk: &mut Desk<'_>, line: &Line<'_>) -> Result<Took, Fault> {
    let title = line.needed(Col::Session)?;
    let typed_days = line.needed(Col::Date)?;
    let n_days = number(&line.text(Col::Days), Col::Days)?;
    let days = days_of(&typed_days, &line.text(Col::Until), n_days, desk.year())?;
    let halves: Vec<Half> = half(&typed_days).map_or_else(|| Half::ALL.to_vec(), |half| vec![half]);
    let read = Read {
        days,
        mode: choice::of(&line.text(Col::Mode), Col::Mode, choice::MODES)?,
        venue: venue(desk, &line.text(Col::Venue))?,
        cohorts: cohorts(desk, &line.text(Col::Cohorts))?,
        heads: number(&line.text(Col::Heads), Col::Heads)?,
        trainer: trainer(desk, &line.text(Col::Trainer))?,
        planned: amount(&line.text(Col::Planned), Col::Planned, desk.is_ten_thousand)?,
    };
    let plain = without_spaces(&title);
    let known = desk.after.sessions.iter().find(|session| without_spaces(&session.title) == plain).cloned();
    match known {
        Some(known) => fill(desk, known, &read, line),
        None => add(desk, title, &read, &halves, line),
    }
}

/// What a row says besides title and words.
struct Read {
    days: DateSpan,
    mode: Option<Mode>,
    venue: Option<VenueId>,
    cohorts: Vec<CohortId>,
    heads: Option<u32>,
    trainer: Option<TrainerId>,
    planned: Option<Fen>,
}

fn add(desk: &mut Desk<'_>, title: String, read: &Read, halves: &[Half], line: &Line<'_>) -> Result<Took, Fault> {
    let unit = line.text(Col::Township);
    // a plan of the district names its own offices as organisers; they are no townships
    let township = desk.units.township(&unit).one();
    let usual = if township.is_some() { Level::Township } else { Level::District };
    let level = choice::of(&line.text(Col::Level), Col::Level, choice::LEVELS)?.unwrap_or(usual);
    let mut session = Session {
        id: desk.after.ids.take(),
        title,
        course: None,
        mode: read.mode.unwrap_or(Mode::PartySchool),
        level,
        township,
        venue: read.venue,
        status: Status::Draft,
        cohorts: read.cohorts.clone(),
        min_heads: 0,
        max_heads: read.heads.filter(|heads| *heads > 0).unwrap_or(HEADS),
        slots: Vec::new(),
        quotas: Vec::new(),
        is_locked: false,
        filing: Filing::default(),
        purpose: line.text(Col::Purpose),
        note: line.text(Col::Note),
    };
    session.cover_days(read.days, halves, SLOT_MINUTES);
    for slot in &mut session.slots {
        slot.trainer = read.trainer;
    }
    let cost = read.planned.and_then(|planned| planned_cost(desk, &session, planned));
    desk.after = desk.after.with(session)?;
    desk.after = desk.after.with_all(cost)?;
    Ok(Took::New)
}

/// What a session is planned to cost, as one line: a plan does not part it by items.
fn planned_cost(desk: &mut Desk<'_>, session: &Session, planned: Fen) -> Option<CostLine> {
    let (item, payer, township, funding) = (CostItem::Other, session.level, session.township, None);
    let (actual, note, date) = (None, String::new(), session.span()?.first);
    let (id, session) = (desk.after.ids.take(), Some(session.id));
    (planned > Fen::ZERO).then_some(CostLine {
        id,
        session,
        item,
        payer,
        township,
        funding,
        date,
        planned,
        actual,
        note,
    })
}

/// Adds what a session that is known is planned to cost if nothing was; another amount is told.
fn fill_cost(desk: &mut Desk<'_>, session: &Session, planned: Option<Fen>, filling: &mut Filling) -> Result<(), Fault> {
    let Some(planned) = planned else { return Ok(()) };
    let lines: Vec<&CostLine> = desk.after.costs.iter().filter(|cost| cost.session == Some(session.id)).collect();
    let known: Fen = lines.iter().map(|cost| cost.planned).sum();
    if lines.iter().all(|cost| cost.planned == Fen::ZERO) {
        let cost = planned_cost(desk, session, planned);
        filling.has_filled |= cost.is_some();
        desk.after = desk.after.with_all(cost)?;
    } else if known != planned {
        filling.differs.push(Col::Planned);
    }
    Ok(())
}

/// Fills blanks of a session that is known. Its days are moved only if the plan wins.
fn fill(desk: &mut Desk<'_>, known: Session, read: &Read, line: &Line<'_>) -> Result<Took, Fault> {
    let mut session = known;
    let id = session.id;
    let mut filling = Filling::new(desk.options.overwrites);
    let span = session.span();
    let mut first = span.map(|span| span.first);
    filling.fill(Col::Date, &mut first, Some(Some(read.days.first)), span.is_none());
    let is_blank = session.venue.is_none();
    filling.fill(Col::Venue, &mut session.venue, read.venue.map(Some), is_blank);
    let is_blank = session.cohorts.is_empty();
    filling.fill(
        Col::Cohorts,
        &mut session.cohorts,
        Some(read.cohorts.clone()).filter(|all| !all.is_empty()),
        is_blank,
    );
    filling.fill(Col::Mode, &mut session.mode, read.mode, false);
    filling.fill(Col::Heads, &mut session.max_heads, read.heads.filter(|heads| *heads > 0), false);
    filling.text(Col::Purpose, &mut session.purpose, &line.text(Col::Purpose));
    filling.text(Col::Note, &mut session.note, &line.text(Col::Note));
    if first != span.map(|span| span.first)
        && let Some(first) = first
    {
        if span.is_some() { session.move_to(first) } else { session.cover_days(read.days, &Half::ALL, SLOT_MINUTES) }
    }
    if filling.has_filled {
        desk.after = desk.after.with_session(id, |known| *known = session.clone())?;
    }
    fill_cost(desk, &session, read.planned, &mut filling)?;
    filling.end()
}

fn venue(desk: &Desk<'_>, text: &str) -> Result<Option<VenueId>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let plain = without_spaces(text);
    let found = desk.after.venues.iter().filter(|venue| without_spaces(&venue.name) == plain).map(|venue| venue.id);
    one(&Found::of(found.collect()), Col::Venue, text).map(Some)
}

fn trainer(desk: &Desk<'_>, text: &str) -> Result<Option<TrainerId>, Fault> {
    if text.is_empty() {
        return Ok(None);
    }
    let plain = without_spaces(text);
    let found = desk.after.trainers.iter().filter(|trainer| trainer.name == plain).map(|trainer| trainer.id);
    one(&Found::of(found.collect()), Col::Trainer, text).map(Some)
}

fn cohorts(desk: &Desk<'_>, text: &str) -> Result<Vec<CohortId>, Fault> {
    let plain = without_spaces(text);
    let parts = plain.split(['、', ',', ';', '/', '，', '；', '和', '+']).filter(|part| !part.is_empty());
    let cohort = |part: &str| {
        crate::exchange::roster::cohort_of(&desk.after, part)
            .ok_or_else(|| Fault::Unknown(Col::Cohorts, part.to_owned()))
    };
    parts.map(cohort).collect()
}
