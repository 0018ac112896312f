//! Half days of a session pasted from a spreadsheet. Each cell says by itself what it is: a day, a half, hours, a trainer
//! who is known, or else the topic.

use chrono::NaiveDate;

use super::clean::{half_width, without_spaces};
use super::records::{day_of, half_of};
use super::tsv;
use crate::model::{Half, Session, Slot, TrainerId, Workspace};

/// Minutes of a half day of which nothing is said, where the session has none yet: 4 credit hours.
const SLOT_MINUTES: u32 = 180;

/// Why a pasted timetable cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimetableFault {
    /// There is no half day in it.
    Empty,
    /// A row has a second text besides its topic, which is nobody who teaches.
    UnknownTrainer {
        /// The row, from 1.
        row: usize,
        /// The text.
        text: String,
    },
    /// There are more rows without a day than half days.
    TooLong {
        /// The first row too many, from 1.
        row: usize,
    },
}

/// What a row says.
#[derive(Debug, Default)]
struct Line {
    date: Option<NaiveDate>,
    half: Option<Half>,
    minutes: Option<u32>,
    trainer: Option<TrainerId>,
    topic: Option<String>,
}

/// The half days of a session with those of a pasted text: rows that name a day fill in that half day, or add it;
/// rows without one fill in the half days one after the other. What a row does not say stays.
///
/// # Errors
/// Why nothing of it can be taken.
pub fn timetable(ws: &Workspace, session: &Session, text: &str) -> Result<Vec<Slot>, TimetableFault> {
    let mut next = session.clone();
    let (mut n_read, mut last_date) = (0, None);
    for (row, cells) in (1..).zip(tsv::parse(text)) {
        if cells.is_empty() || is_heading(&cells) {
            continue;
        }
        let mut line = read(ws, &cells, row)?;
        // the day stands once over both halves
        line.date = line.date.or(last_date.filter(|_| line.half.is_some()));
        last_date = line.date.or(last_date);
        let at = match line.date {
            Some(date) => slot_on(&mut next, date, line.half),
            None if n_read < next.slots.len() => n_read,
            None => return Err(TimetableFault::TooLong { row }),
        };
        fill(&mut next.slots[at], line);
        n_read += 1;
    }
    next.slots.sort_by_key(|slot| (slot.date, slot.half));
    if n_read == 0 { Err(TimetableFault::Empty) } else { Ok(next.slots) }
}

fn is_heading(cells: &[String]) -> bool {
    const WORDS: [&str; 15] = [
        "日期",
        "时间",
        "半天",
        "时段",
        "学时",
        "课时",
        "题目",
        "内容",
        "专题",
        "课程",
        "教师",
        "授课人",
        "主讲",
        "地点",
        "备注",
    ];
    let is_word = |cell: &String| WORDS.contains(&without_spaces(cell).as_str());
    cells.iter().filter(|cell| !cell.is_empty()).all(is_word)
}

fn read(ws: &Workspace, cells: &[String], row: usize) -> Result<Line, TimetableFault> {
    let mut line = Line::default();
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        let plain = without_spaces(cell);
        let date = looks_like_a_day(&plain).then(|| day_of(cell, ws.programme.year)).flatten();
        if line.date.is_none() && date.is_some() {
            line.date = date;
            line.half = line.half.or(half_of(cell));
        } else if line.half.is_none() && plain.chars().count() <= 4 && half_of(cell).is_some() {
            line.half = half_of(cell);
        } else if line.minutes.is_none()
            && let Some(hours) = hours(&plain)
        {
            line.minutes = Some(hours * ws.rules_on(first_day(ws, &line)).credit_hour_minutes / 10);
        } else if let Some(trainer) = ws.trainers.iter().find(|trainer| trainer.name == plain) {
            line.trainer = Some(trainer.id);
        } else if line.topic.is_none() {
            line.topic = Some(half_width(cell));
        } else {
            return Err(TimetableFault::UnknownTrainer { row, text: cell.clone() });
        }
    }
    Ok(line)
}

fn first_day(ws: &Workspace, line: &Line) -> NaiveDate {
    line.date.unwrap_or(ws.programme.days().first)
}

/// Whether a text has the signs of a day, so that hours such as `1.5` are not taken for one.
fn looks_like_a_day(plain: &str) -> bool {
    plain.contains(['月', '日', '-', '/']) || plain.len() >= 8 && plain.chars().any(|c| c.is_ascii_digit())
}

/// Credit hours in tenths: `4`, `1.5`, `4学时`.
fn hours(plain: &str) -> Option<u32> {
    let number = plain.trim_end_matches("学时").trim_end_matches("课时");
    let (whole, tenth) = number.split_once('.').unwrap_or((number, "0"));
    let (whole, tenth): (u32, u32) = (whole.parse().ok()?, tenth.parse().ok().filter(|_| tenth.len() == 1)?);
    Some(whole * 10 + tenth).filter(|tenths| (1..=240).contains(tenths))
}

/// The place of the half day of a date, added if it is not there; the first of the date if no half is said.
fn slot_on(session: &mut Session, date: NaiveDate, half: Option<Half>) -> usize {
    let is_it = |slot: &Slot| slot.date == date && half.is_none_or(|half| slot.half == half);
    if let Some(at) = session.slots.iter().position(is_it) {
        return at;
    }
    let minutes = session.slots.last().map_or(SLOT_MINUTES, |slot| slot.minutes);
    let no = session.next_slot_no();
    let half = half.unwrap_or(Half::Morning);
    session.slots.push(Slot { no, date, half, minutes, topic: String::new(), trainer: None });
    session.slots.len() - 1
}

fn fill(slot: &mut Slot, line: Line) {
    slot.minutes = line.minutes.unwrap_or(slot.minutes);
    slot.trainer = line.trainer.or(slot.trainer);
    if let Some(topic) = line.topic {
        slot.topic = topic;
    }
}
