//! Attendance (考勤): marks by person and half day, head-counts without names, and the commands on them.

use serde::{Deserialize, Serialize};

use super::enrolment::{Enrolment, EnrolmentKey, EnrolmentState};
use super::id::Id;
use super::people::{Person, PersonId};
use super::places::{BranchId, TownshipId, township_faults};
use super::refusal::{Field, Refusal};
use super::sessions::{Session, SessionId, SlotNo, Status};
use super::table::{Record, TableName};
use super::workspace::Workspace;

/// The nine marks, in the order of the number keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum MarkKind {
    /// 到
    Present,
    /// 迟到
    Late,
    /// 早退
    LeftEarly,
    /// 病假
    Sick,
    /// 事假
    Personal,
    /// 公假
    Official,
    /// 缺课
    Absent,
    /// 送学: taught at home.
    HomeVisit,
    /// 补训: made up later.
    MakeUp,
}

impl MarkKind {
    /// All marks in the order of the number keys 1 to 9.
    pub const ALL: [Self; 9] = [
        Self::Present,
        Self::Late,
        Self::LeftEarly,
        Self::Sick,
        Self::Personal,
        Self::Official,
        Self::Absent,
        Self::HomeVisit,
        Self::MakeUp,
    ];

    /// Whether the person was taught in that half day.
    ///
    /// Source: `ARCHITECTURE.md`, "Trained": present, late, `left_early`, `make_up` or `home_visit`.
    pub fn is_attended(self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::LeftEarly | Self::HomeVisit | Self::MakeUp)
    }

    /// Whether the person was away with leave.
    pub fn is_leave(self) -> bool {
        matches!(self, Self::Sick | Self::Personal | Self::Official)
    }
}

/// The key of a mark.
pub type MarkKey = (SessionId, PersonId, SlotNo);

/// 考勤: how one person stood in one half day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mark {
    /// The session.
    pub session: SessionId,
    /// The person.
    pub person: PersonId,
    /// The half day.
    pub slot: SlotNo,
    /// How they stood.
    pub kind: MarkKind,
}

impl Record for Mark {
    type Key = MarkKey;
    const TABLE: TableName = TableName::Marks;

    fn key(&self) -> MarkKey {
        (self.session, self.person, self.slot)
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        let key = (self.session, self.person);
        if let Err(refusal) = workspace.enrolment(key) {
            faults.push(refusal);
        }
        if let Some(session) = workspace.sessions.get(self.session)
            && session.slot(self.slot).is_none()
        {
            faults.push(Refusal::Dangling { field: Field::Slot, id: self.slot.0.to_string() });
        }
    }
}

/// The id of a head-count.
pub type HeadCountId = Id<HeadCount>;

/// Attendance of which only a number is known: shown as an interval, never as names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeadCount {
    /// Its id.
    pub id: HeadCountId,
    /// The session.
    pub session: SessionId,
    /// The unit the people came from; `None`: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub township: Option<TownshipId>,
    /// The branch they came from; `None`: not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<BranchId>,
    /// How many they were.
    pub heads: u32,
    /// What proves it, such as a photo or a signed paper list.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
}

impl Workspace {
    /// The unit from which counted people came: the one named, else that of their branch; `None`: not known.
    pub fn township_of_count(&self, count: &HeadCount) -> Option<TownshipId> {
        count.township.or_else(|| count.branch.and_then(|id| self.branches.get(id)).map(|branch| branch.township))
    }
}

impl Record for HeadCount {
    type Key = HeadCountId;
    const TABLE: TableName = TableName::HeadCounts;

    fn key(&self) -> HeadCountId {
        self.id
    }

    fn faults(&self, workspace: &Workspace, faults: &mut Vec<Refusal>) {
        if !workspace.sessions.has(self.session) {
            faults.push(Refusal::Dangling { field: Field::Session, id: self.session.to_string() });
        }
        township_faults(self.township, workspace, faults);
        if let Some(branch) = self.branch.filter(|id| !workspace.branches.has(*id)) {
            faults.push(Refusal::Dangling { field: Field::Branch, id: branch.to_string() });
        }
        if self.heads == 0 {
            faults.push(Refusal::Zero(Field::Heads));
        }
    }
}

impl Workspace {
    /// The marks of a session, by person and slot.
    pub fn marks_in(&self, session: SessionId) -> impl Iterator<Item = &Mark> {
        let first = (session, PersonId::MIN, SlotNo(0));
        self.marks.range(first..=(session, PersonId::MAX, SlotNo(u16::MAX)))
    }

    /// The marks of one person in a session, by slot.
    pub fn marks_of(&self, (session, person): EnrolmentKey) -> impl Iterator<Item = &Mark> {
        self.marks.range((session, person, SlotNo(0))..=(session, person, SlotNo(u16::MAX)))
    }

    /// The mark in one cell.
    pub fn mark(&self, key: MarkKey) -> Option<MarkKind> {
        self.marks.get(key).map(|mark| mark.kind)
    }

    /// Sets the marks of cells, or clears them with `None`. The first mark of a planned session makes it
    /// a running one.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NotTakingPart`] for one replaced, withdrawn or waiting,
    /// [`Refusal::Closed`], [`Refusal::Cancelled`], [`Refusal::Dangling`] for a slot that is not there.
    pub fn set_marks(
        &self,
        id: SessionId,
        cells: &[(PersonId, SlotNo)],
        kind: Option<MarkKind>,
    ) -> Result<Self, Refusal> {
        let session = self.changeable(id)?;
        let mut next = self.clone();
        for (person, slot) in cells {
            self.markable((id, *person))?;
            let mark = |kind| Mark { session: id, person: *person, slot: *slot, kind };
            match kind {
                Some(_) if session.slot(*slot).is_none() => {
                    return Err(Refusal::Dangling { field: Field::Slot, id: slot.0.to_string() });
                }
                Some(kind) => next.marks.put(mark(kind)),
                None => drop(next.marks.remove((id, *person, *slot))),
            }
        }
        if kind.is_some() && !cells.is_empty() {
            next.begin(session);
        }
        Ok(next)
    }

    /// Marks everyone who takes part in the slot present, except where a mark stands already or the
    /// person joined later.
    ///
    /// # Errors
    /// As [`Workspace::set_marks`].
    pub fn mark_rest_present(&self, id: SessionId, slot: SlotNo) -> Result<Self, Refusal> {
        let session = self.changeable(id)?;
        let cells: Vec<_> = self
            .enrolments_in(id)
            .filter(|enrolment| asks_for(session, enrolment, slot))
            .filter(|enrolment| self.mark((id, enrolment.person, slot)).is_none())
            .map(|enrolment| (enrolment.person, slot))
            .collect();
        self.set_marks(id, &cells, Some(MarkKind::Present))
    }

    /// Marks the rows of a sheet with these serial numbers in one slot. Within a range, rows of people who were
    /// replaced, wait or have not joined yet are passed over.
    ///
    /// # Errors
    /// [`Refusal::BadSerials`] or [`Refusal::NoSuchSerial`] for numbers that no row has; else as
    /// [`Workspace::set_marks`].
    pub fn mark_serials(
        &self,
        id: SessionId,
        slot: SlotNo,
        serials: &str,
        kind: Option<MarkKind>,
    ) -> Result<Self, Refusal> {
        let session = self.changeable(id)?;
        let roll = self.roll(id);
        let serials = parse_serials(serials, roll.len() as u32)?;
        let is_asked = |person| self.enrolments.get((id, person)).is_some_and(|e| asks_for(session, e, slot));
        let cells: Vec<_> = roll
            .iter()
            .filter(|row| serials.contains(&row.serial) && is_asked(row.person))
            .map(|row| (row.person, slot))
            .collect();
        self.set_marks(id, &cells, kind)
    }

    fn markable(&self, key: EnrolmentKey) -> Result<(), Refusal> {
        if self.enrolment(key)?.state.takes_part() {
            return Ok(());
        }
        let person = self.people.get(key.1).map_or_else(|| key.1.to_string(), |p: &Person| p.name.clone());
        Err(Refusal::NotTakingPart { person })
    }

    fn begin(&mut self, session: &Session) {
        if session.status.is_planned() {
            self.sessions.put(Session { status: Status::Running, ..session.clone() });
        }
    }
}

/// Whether a mark is due from this enrolment in this slot: they take part and have joined by then.
pub fn asks_for(session: &Session, enrolment: &Enrolment, slot: SlotNo) -> bool {
    let position = |no: SlotNo| session.slots.iter().position(|slot| slot.no == no);
    let has_joined = enrolment.joined.is_none_or(|from| position(from) <= position(slot));
    enrolment.state.takes_part() && has_joined
}

/// Whether an enrolment's cells show 替: someone else came instead.
pub fn is_replaced(enrolment: &Enrolment) -> bool {
    matches!(enrolment.state, EnrolmentState::Replaced { .. })
}

/// Reads serial numbers typed as `1-18,20,23-40`; full-width digits, commas and 、 are understood too.
///
/// # Errors
/// [`Refusal::BadSerials`] names the part that is no number or range; [`Refusal::NoSuchSerial`] a number
/// that is 0 or beyond `last`.
pub fn parse_serials(text: &str, last: u32) -> Result<Vec<u32>, Refusal> {
    let mut serials = Vec::new();
    let plain: String = text.chars().map(half_width).collect();
    for part in plain.split([',', ' ', '\n', '\t']).map(str::trim).filter(|part| !part.is_empty()) {
        let bad = || Refusal::BadSerials { part: part.to_owned() };
        let number = |text: &str| text.trim().parse::<u32>().ok().ok_or_else(bad);
        let (first, end) = match part.split_once('-') {
            Some((first, end)) => (number(first)?, number(end)?),
            None => (number(part)?, number(part)?),
        };
        if first > end {
            return Err(bad());
        }
        if let Some(serial) = [first, end].into_iter().find(|serial| *serial == 0 || *serial > last) {
            return Err(Refusal::NoSuchSerial { serial, last });
        }
        serials.extend(first..=end);
    }
    serials.sort_unstable();
    serials.dedup();
    Ok(serials)
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
        '，' | '、' | ';' | '；' => ',',
        '－' | '—' | '–' | '~' | '～' | '至' | '到' => '-',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_numbers_are_read_as_clerks_type_them() {
        assert_eq!(parse_serials("1-3,5", 9), Ok(vec![1, 2, 3, 5]));
        assert_eq!(parse_serials(" ２、４－６， 5 ", 9), Ok(vec![2, 4, 5, 6]));
        assert_eq!(parse_serials("", 9), Ok(vec![]));
        assert_eq!(parse_serials("1-", 9), Err(Refusal::BadSerials { part: "1-".into() }));
        assert_eq!(parse_serials("5-3", 9), Err(Refusal::BadSerials { part: "5-3".into() }));
        assert_eq!(parse_serials("7-10", 9), Err(Refusal::NoSuchSerial { serial: 10, last: 9 }));
        assert_eq!(parse_serials("0", 9), Err(Refusal::NoSuchSerial { serial: 0, last: 9 }));
    }
}
