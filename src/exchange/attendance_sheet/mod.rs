//! The attendance sheet (签到表) of a session as data: what stands on the paper, row by row.
//!
//! Serial numbers and order are those of [`Workspace::roll`], so that a number read off the paper is the
//! number typed on the screen. People on the waiting list are left out. A replaced person keeps their row,
//! because the numbers below would shift otherwise; its sign boxes say 替 and its remark who comes instead.
//! [`paper()`] lays it out.

mod paper;

pub use paper::paper;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::mask::{PhoneDisplay, masked_phone};
use super::paper_texts::PaperTexts;
use crate::model::attendance::asks_for;
use crate::model::roll::RollRow;
use crate::model::{
    Branch, Enrolment, EnrolmentState, Half, Person, PersonId, Refusal, Session, SessionId, Slot, Township, TownshipId,
    Workspace,
};

/// The most sign columns that fit on a sheet with boxes wide enough to sign in.
///
/// Source: `ARCHITECTURE.md`, "Attendance sheet": at most 6 a sheet, sign box at least 18 mm wide.
pub const MAX_SIGN_COLUMNS: usize = 6;

/// How many blank rows a sheet may have.
///
/// Source: `ARCHITECTURE.md`, "Attendance sheet": 5 to 10.
pub const BLANK_ROWS: std::ops::RangeInclusive<u32> = 5..=10;

/// What can be chosen about an attendance sheet.
#[derive(Clone, Copy, Debug)]
pub struct SheetOptions {
    /// How much of phone numbers is printed.
    pub phone: PhoneDisplay,
    /// Blank rows for people who come without having been enrolled; brought into 5 to 10.
    pub walk_in_rows: u32,
    /// Whether each township gets a sheet of its own.
    pub one_a_township: bool,
    /// Only the people of this township.
    pub only: Option<TownshipId>,
}

impl Default for SheetOptions {
    fn default() -> Self {
        Self { phone: PhoneDisplay::Masked, walk_in_rows: 6, one_a_township: false, only: None }
    }
}

/// An attendance sheet: its heading and one or more tables, each of which becomes a worksheet.
#[derive(Clone, Debug, PartialEq)]
pub struct AttendanceSheet {
    /// The title, such as 书记轮训第 8 期学员签到表.
    pub title: String,
    /// The session's id, so that a returned file can be read back.
    pub session: String,
    /// Time, place, organiser and trainer, with their labels.
    pub facts: [String; 4],
    /// Whether there is a phone column.
    pub has_phones: bool,
    /// The tables.
    pub tables: Vec<SheetTable>,
}

/// One table of a sheet: some of the people, some of the half days.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetTable {
    /// A name for it, unique in the sheet.
    pub name: String,
    /// Whose it is, if each township has its own.
    pub township: Option<String>,
    /// The sign columns in time order; at least one.
    pub columns: Vec<SignColumn>,
    /// The people in order.
    pub rows: Vec<SheetRow>,
    /// What stands in the serial column of the blank rows.
    pub blanks: Vec<String>,
    /// 应到: how many should attend; replaced people do not count.
    pub n_expected: usize,
}

/// A sign column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignColumn {
    /// The day as printed; empty for the only column of a session without half days.
    pub day: String,
    /// The half of it as printed, or what to do in it.
    pub half: String,
}

/// A row of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetRow {
    /// 序号, as on the roll.
    pub serial: u32,
    /// 姓名
    pub name: String,
    /// 单位: township · branch.
    pub unit: String,
    /// 职务
    pub post: String,
    /// 联系电话, as much of it as may be shown.
    pub phone: String,
    /// What stands in the sign boxes already; empty where someone is to sign.
    pub boxes: Vec<String>,
    /// 备注
    pub remark: String,
    /// The person's id.
    pub id: String,
}

/// The attendance sheet of a session.
///
/// # Errors
/// [`Refusal::Missing`] if there is no such session.
pub fn attendance_sheet(
    workspace: &Workspace,
    id: SessionId,
    options: SheetOptions,
    texts: &PaperTexts,
) -> Result<AttendanceSheet, Refusal> {
    let session: &Session = workspace.find(id)?;
    let source = Source { workspace, session, options, texts };
    let people = source.people();
    let groups = if options.one_a_township { source.by_township(&people) } else { vec![(None, people)] };
    let tables =
        groups.into_iter().flat_map(|(township, people)| source.tables(township.as_deref(), &people)).collect();
    Ok(AttendanceSheet {
        title: (texts.attendance_title)(&session.title),
        session: id.to_string(),
        facts: source.facts(),
        has_phones: options.phone != PhoneDisplay::Hidden,
        tables,
    })
}

/// Someone on the roll with the enrolment that put them there.
#[derive(Clone, Copy)]
struct OnRoll<'a> {
    serial: u32,
    enrolment: &'a Enrolment,
}

/// The people of one sheet, and whose it is if each township has its own.
type Group<'a> = (Option<String>, Vec<OnRoll<'a>>);

struct Source<'a> {
    workspace: &'a Workspace,
    session: &'a Session,
    options: SheetOptions,
    texts: &'a PaperTexts,
}

impl<'a> Source<'a> {
    fn day(&self) -> NaiveDate {
        self.session.span().map_or(self.workspace.programme.days().first, |span| span.first)
    }

    fn people(&self) -> Vec<OnRoll<'a>> {
        let on_roll = |row: RollRow| {
            let enrolment = self.workspace.enrolments.get((self.session.id, row.person))?;
            let is_waiting = enrolment.state == EnrolmentState::Waitlisted;
            let is_of = |id: TownshipId| self.unit(row.person).0.is_some_and(|township| township.id == id);
            (!is_waiting && self.options.only.is_none_or(is_of)).then_some(OnRoll { serial: row.serial, enrolment })
        };
        self.workspace.roll(self.session.id).into_iter().filter_map(on_roll).collect()
    }

    fn by_township(&self, people: &[OnRoll<'a>]) -> Vec<Group<'a>> {
        let mut groups: BTreeMap<(u32, Option<TownshipId>), Vec<OnRoll<'a>>> = BTreeMap::new();
        for person in people.iter().copied() {
            let township = self.unit(person.enrolment.person).0;
            let key = township.map_or((u32::MAX, None), |township| (township.order, Some(township.id)));
            groups.entry(key).or_default().push(person);
        }
        if groups.is_empty() {
            groups.insert((0, self.options.only), Vec::new());
        }
        let name = |id: Option<TownshipId>| {
            let township = id.and_then(|id| self.workspace.townships.get(id));
            township.map_or_else(|| self.texts.no_unit.to_owned(), |township| township.name.clone())
        };
        groups.into_iter().map(|((_, id), people)| (Some(name(id)), people)).collect()
    }

    /// The tables of one group of people: one for every six half days at most.
    fn tables(&self, township: Option<&str>, people: &[OnRoll<'a>]) -> Vec<SheetTable> {
        let chunks = sign_chunks(&self.session.slots);
        let n_chunks = chunks.len();
        let name = township.unwrap_or(self.texts.sheet);
        let table = |(number, slots): (usize, &[Slot])| SheetTable {
            name: if n_chunks > 1 { format!("{name} {number}") } else { name.to_owned() },
            township: township.map(str::to_owned),
            columns: self.sign_columns(slots),
            rows: people.iter().map(|person| self.row(*person, slots)).collect(),
            blanks: self.blanks(people, township.is_some()),
            n_expected: people.iter().filter(|person| person.enrolment.state.takes_part()).count(),
        };
        (1..).zip(chunks).map(table).collect()
    }

    fn sign_columns(&self, slots: &[Slot]) -> Vec<SignColumn> {
        if slots.is_empty() {
            return vec![SignColumn { day: String::new(), half: self.texts.signature.to_owned() }];
        }
        let in_one_month = self
            .session
            .span()
            .is_some_and(|span| (span.first.year(), span.first.month0()) == (span.last.year(), span.last.month0()));
        let column = |slot: &Slot| SignColumn {
            day: (self.texts.day)(slot.date, !in_one_month),
            half: (self.texts.half)(slot.half).to_owned(),
        };
        slots.iter().map(column).collect()
    }

    /// Blank rows go on counting; on a township's own sheet they say `+1`, since the next numbers are
    /// those of the next township.
    fn blanks(&self, people: &[OnRoll<'a>], is_part: bool) -> Vec<String> {
        let n = self.options.walk_in_rows.clamp(*BLANK_ROWS.start(), *BLANK_ROWS.end());
        let last = people.iter().map(|person| person.serial).max().unwrap_or(0);
        (1..=n).map(|i| if is_part { format!("+{i}") } else { (last + i).to_string() }).collect()
    }

    fn row(&self, OnRoll { serial, enrolment }: OnRoll<'a>, slots: &[Slot]) -> SheetRow {
        let (township, branch) = self.unit(enrolment.person);
        let person = self.workspace.people.get(enrolment.person);
        let names = township.map(|township| township.name.as_str()).into_iter();
        let names: Vec<&str> = names.chain(branch.map(|branch| branch.name.as_str())).collect();
        let phone = person.map_or("", |person| person.phone.as_str());
        SheetRow {
            serial,
            name: self.name(enrolment.person),
            unit: names.join(" · "),
            post: person.map_or_else(String::new, |person| person.post_on(self.day()).to_owned()),
            phone: match self.options.phone {
                PhoneDisplay::Hidden => String::new(),
                PhoneDisplay::Masked => masked_phone(phone),
                PhoneDisplay::Full => phone.to_owned(),
            },
            boxes: self.boxes(enrolment, slots),
            remark: self.remark(enrolment),
            id: enrolment.person.to_string(),
        }
    }

    fn boxes(&self, enrolment: &Enrolment, slots: &[Slot]) -> Vec<String> {
        let is_replaced = matches!(enrolment.state, EnrolmentState::Replaced { .. });
        let text = |slot: &Slot| match (is_replaced, asks_for(self.session, enrolment, slot.no)) {
            (true, _) => self.texts.replaced.to_owned(),
            (false, true) => String::new(),
            (false, false) => self.texts.not_due.to_owned(),
        };
        match slots {
            [] if is_replaced => vec![self.texts.replaced.to_owned()],
            [] => vec![String::new()],
            slots => slots.iter().map(text).collect(),
        }
    }

    fn remark(&self, enrolment: &Enrolment) -> String {
        if let EnrolmentState::Replaced { by } = enrolment.state {
            return (self.texts.replaced_by)(&self.name(by));
        }
        let replaced = EnrolmentState::Replaced { by: enrolment.person };
        let stood_in_for = self.workspace.enrolments_in(self.session.id).filter(|other| other.state == replaced);
        let names: Vec<String> = stood_in_for.map(|other| self.name(other.person)).collect();
        match (names.is_empty(), enrolment.is_walk_in) {
            (false, _) => (self.texts.stands_in_for)(&names.join(self.texts.and)),
            (true, true) => self.texts.walk_in.to_owned(),
            (true, false) => String::new(),
        }
    }

    fn name(&self, id: PersonId) -> String {
        self.workspace.people.get(id).map_or_else(|| id.to_string(), |person: &Person| person.name.clone())
    }

    fn unit(&self, id: PersonId) -> (Option<&'a Township>, Option<&'a Branch>) {
        let person = self.workspace.people.get(id);
        let branch = person.and_then(|p| p.home_on(self.day())).and_then(|id| self.workspace.branches.get(id));
        (branch.and_then(|branch| self.workspace.townships.get(branch.township)), branch)
    }

    fn facts(&self) -> [String; 4] {
        let texts = self.texts;
        let only_half = match self.session.slots.as_slice() {
            [only] => Some(only.half),
            _ => None::<Half>,
        };
        let days = self.session.span().map_or_else(String::new, |span| (texts.days)(span, only_half));
        let venue = self.session.venue.and_then(|id| self.workspace.venues.get(id));
        let venue = venue.map_or("", |venue| venue.name.as_str());
        let labelled = |label: &str, text: &str| format!("{label}{text}");
        [
            labelled(texts.time, &days),
            labelled(texts.place, venue),
            labelled(texts.organiser, self.organiser()),
            labelled(texts.trainer, &self.trainers()),
        ]
    }

    /// The township that runs the session; else the programme's office; else the district itself.
    fn organiser(&self) -> &'a str {
        let programme = &self.workspace.programme;
        let township = self.session.township.and_then(|id| self.workspace.townships.get(id));
        match township {
            Some(township) => &township.name,
            None if programme.organiser.is_empty() => &programme.district,
            None => &programme.organiser,
        }
    }

    /// Two names at most; more stand on the timetable.
    fn trainers(&self) -> String {
        let mut names: Vec<&str> = Vec::new();
        for slot in &self.session.slots {
            let trainer = slot.trainer.and_then(|id| self.workspace.trainers.get(id));
            if let Some(trainer) = trainer.filter(|trainer| !names.contains(&trainer.name.as_str())) {
                names.push(&trainer.name);
            }
        }
        if names.len() > 2 { self.texts.by_timetable.to_owned() } else { names.join(self.texts.and) }
    }
}

/// Splits half days into the fewest runs of at most [`MAX_SIGN_COLUMNS`], about equally long, without parting
/// the halves of a day. A session without half days has one empty run.
fn sign_chunks(slots: &[Slot]) -> Vec<&[Slot]> {
    if slots.is_empty() {
        return vec![slots];
    }
    let days: Vec<&[Slot]> = slots.chunk_by(|a, b| a.date == b.date).collect();
    let n_chunks = chunk_ends(&days, MAX_SIGN_COLUMNS).len();
    let widths = slots.len().div_ceil(n_chunks)..=MAX_SIGN_COLUMNS;
    let ends = widths.map(|most| chunk_ends(&days, most)).find(|ends| ends.len() == n_chunks).unwrap_or_default();
    let mut start = 0;
    ends.into_iter().map(|end| &slots[std::mem::replace(&mut start, end)..end]).collect()
}

/// Where the runs end when days are taken in order as long as a run has at most `most` half days.
fn chunk_ends(days: &[&[Slot]], most: usize) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut start, mut end) = (0, 0);
    for day in days {
        if end > start && end + day.len() - start > most {
            ends.push(end);
            start = end;
        }
        end += day.len();
    }
    ends.push(end);
    ends
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::model::SlotNo;

    fn slots(halves_by_day: &[u32]) -> Vec<Slot> {
        let mut slots = Vec::new();
        for (day, halves) in (1..).zip(halves_by_day) {
            for half in &Half::ALL[..*halves as usize] {
                let date = NaiveDate::from_ymd_opt(2012, 6, day).expect("a date");
                let no = SlotNo(slots.len() as u16);
                slots.push(Slot { no, date, half: *half, minutes: 180, topic: String::new(), trainer: None });
            }
        }
        slots
    }

    fn lengths(halves_by_day: &[u32]) -> Vec<usize> {
        sign_chunks(&slots(halves_by_day)).iter().map(|chunk| chunk.len()).collect()
    }

    #[test]
    fn half_days_are_spread_over_the_fewest_sheets_without_parting_a_day() {
        assert_eq!(lengths(&[]), [0]);
        assert_eq!(lengths(&[1]), [1]);
        assert_eq!(lengths(&[2, 2, 2]), [6]);
        assert_eq!(lengths(&[2, 2, 2, 2]), [4, 4]);
        assert_eq!(lengths(&[2, 2, 2, 1]), [4, 3]);
        assert_eq!(lengths(&[1, 2, 2, 2]), [3, 4]);
        assert_eq!(lengths(&[2; 10]), [6, 6, 6, 2]);
        assert_eq!(lengths(&[1; 7]), [4, 3]);
    }
}
