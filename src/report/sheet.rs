//! One session's attendance: what its marks add up to, by person and by half day.

use chrono::NaiveDate;
use serde::Serialize;

use super::Share;
use super::sessions::asked_slots;
use crate::model::{
    CohortId, Enrolment, EnrolmentState, Half, HeadCount, MarkKind, PersonId, Session, SessionId, SlotNo, TownshipId,
    Workspace,
};

/// How many marks of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct KindCounts([u32; 9]);

impl KindCounts {
    /// How many marks of one kind.
    pub fn get(&self, kind: MarkKind) -> u32 {
        self.0[kind as usize]
    }

    /// How many marks the test picks.
    pub fn sum(&self, is_picked: impl Fn(MarkKind) -> bool) -> u32 {
        MarkKind::ALL.into_iter().filter(|kind| is_picked(*kind)).map(|kind| self.get(kind)).sum()
    }

    fn add(&mut self, kind: MarkKind) {
        self.0[kind as usize] += 1;
    }
}

/// One half day of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SlotSum {
    /// The slot's number.
    pub no: SlotNo,
    /// The day.
    pub date: NaiveDate,
    /// Morning or afternoon.
    pub half: Half,
    /// 应到: people who are asked for.
    pub due: u32,
    /// Marks that are there.
    pub entered: u32,
    /// Marks by kind.
    pub kinds: KindCounts,
}

impl SlotSum {
    /// 实到: people who were taught.
    pub fn attended(&self) -> u32 {
        self.kinds.sum(MarkKind::is_attended)
    }

    /// 请假: people away with leave.
    pub fn on_leave(&self) -> u32 {
        self.kinds.sum(MarkKind::is_leave)
    }

    /// 缺席: people away without leave.
    pub fn absent(&self) -> u32 {
        self.kinds.get(MarkKind::Absent)
    }
}

/// One person of a session, in the order of the roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct SheetRow {
    /// 序号
    pub serial: u32,
    /// Who.
    pub person: PersonId,
    /// The cohort whose place it uses.
    pub cohort: CohortId,
    /// Where the enrolment stands.
    pub state: EnrolmentState,
    /// Whether they came without having been enrolled.
    pub is_walk_in: bool,
    /// A late joiner's first slot.
    pub joined: Option<SlotNo>,
    /// Minutes of the half days in which they were taught, whatever the year.
    pub minutes: u64,
    /// Half days that ask for a mark.
    pub due: u32,
    /// Those of them that are marked.
    pub entered: u32,
    /// Whether what they attended meets the session's attendance rule. Half days before they joined count
    /// as missed: they were not taught in them.
    pub is_completed: bool,
}

/// One session's attendance. Half days still to come are asked for too; a replaced, waiting or withdrawn person's
/// cells ask for nothing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Sheet {
    /// The session.
    pub session: SessionId,
    /// Minutes of all half days.
    pub class_minutes: u64,
    /// 应到: people who take part.
    pub expected: u32,
    /// 实到: people who were taught at least one half day.
    pub attended: u32,
    /// People who meet the attendance rule.
    pub completed: u32,
    /// People who came without having been enrolled.
    pub walk_ins: u32,
    /// People who joined later.
    pub late_joiners: u32,
    /// People in whose place others came.
    pub replaced: u32,
    /// People on the waiting list.
    pub waitlisted: u32,
    /// People who withdrew; they have no row.
    pub withdrawn: u32,
    /// People of whom only a number is known.
    pub counted: u32,
    /// Marks by kind, over all half days.
    pub kinds: KindCounts,
    /// Attended cells / marked cells: the attendance rate of what is known.
    pub rate: Share,
    /// Marked cells / cells that ask for a mark.
    pub entered: Share,
    /// By half day, in time order.
    pub slots: Vec<SlotSum>,
    /// By person, in the order of the roll.
    pub rows: Vec<SheetRow>,
}

/// The attendance of a session; `None` if there is no such session.
pub fn sheet(workspace: &Workspace, id: SessionId) -> Option<Sheet> {
    sheet_of(workspace, id, None)
}

/// The attendance of a session by the people of one unit, who belong where they belonged on its first day;
/// `None` for the unit: by everyone.
pub fn sheet_of(workspace: &Workspace, id: SessionId, unit: Option<TownshipId>) -> Option<Sheet> {
    let session = workspace.sessions.get(id)?;
    let first_day = session.span().map_or(workspace.programme.days().first, |span| span.first);
    let is_of_unit = |person: PersonId| {
        let township = || workspace.people.get(person).and_then(|person| workspace.township_of(person, first_day));
        unit.is_none_or(|unit| township() == Some(unit))
    };
    let counted = |count: &&HeadCount| {
        count.session == id && unit.is_none_or(|unit| workspace.township_of_count(count) == Some(unit))
    };
    let rules = workspace.rules_for(first_day, Some(session.level));
    let mut slots: Vec<SlotSum> = session.slots.iter().map(bare_slot).collect();
    let rows: Vec<SheetRow> = workspace
        .roll(id)
        .into_iter()
        .filter(|row| is_of_unit(row.person))
        .filter_map(|row| Some((row.serial, workspace.enrolments.get((id, row.person))?)))
        .map(|(serial, enrolment)| {
            let mut row = sheet_row(workspace, session, (serial, enrolment), &mut slots);
            let missed = session.minutes().saturating_sub(row.minutes);
            row.is_completed = row.minutes > 0 && rules.lets_complete(missed, session.minutes());
            row
        })
        .collect();
    let count = |is: &dyn Fn(&SheetRow) -> bool| rows.iter().filter(|row| is(row)).count() as u32;
    let withdrawn = workspace.enrolments_in(id).filter(|e| e.state == EnrolmentState::Withdrawn);
    let withdrawn = withdrawn.filter(|enrolment| is_of_unit(enrolment.person)).count();
    let mut kinds = KindCounts::default();
    for slot in &slots {
        kinds.0.iter_mut().zip(slot.kinds.0).for_each(|(sum, n)| *sum += n);
    }
    let entered: u64 = slots.iter().map(|slot| u64::from(slot.entered)).sum();
    Some(Sheet {
        session: id,
        class_minutes: session.minutes(),
        expected: count(&|row| row.state.takes_part()),
        attended: count(&|row| row.minutes > 0),
        completed: count(&|row| row.is_completed),
        walk_ins: count(&|row| row.is_walk_in && row.state.takes_part()),
        late_joiners: count(&|row| row.joined.is_some() && row.state.takes_part()),
        replaced: count(&|row| matches!(row.state, EnrolmentState::Replaced { .. })),
        waitlisted: count(&|row| row.state == EnrolmentState::Waitlisted),
        withdrawn: withdrawn as u32,
        counted: workspace.head_counts.iter().filter(counted).map(|count| count.heads).sum(),
        kinds,
        rate: Share { n: u64::from(kinds.sum(MarkKind::is_attended)), of: entered },
        entered: Share { n: entered, of: slots.iter().map(|slot| u64::from(slot.due)).sum() },
        slots,
        rows,
    })
}

fn bare_slot(slot: &crate::model::Slot) -> SlotSum {
    let (no, date, half) = (slot.no, slot.date, slot.half);
    SlotSum { no, date, half, due: 0, entered: 0, kinds: KindCounts::default() }
}

fn sheet_row(
    workspace: &Workspace,
    session: &Session,
    (serial, enrolment): (u32, &Enrolment),
    sums: &mut [SlotSum],
) -> SheetRow {
    let mut row = SheetRow {
        serial,
        person: enrolment.person,
        cohort: enrolment.cohort,
        state: enrolment.state,
        is_walk_in: enrolment.is_walk_in,
        joined: enrolment.joined,
        minutes: 0,
        due: 0,
        entered: 0,
        is_completed: false,
    };
    if !enrolment.state.takes_part() {
        return row;
    }
    let asked = asked_slots(session, enrolment.joined);
    let skipped = session.slots.len() - asked.len();
    for (slot, sum) in asked.iter().zip(&mut sums[skipped..]) {
        row.due += 1;
        sum.due += 1;
        if let Some(kind) = workspace.mark((session.id, enrolment.person, slot.no)) {
            row.entered += 1;
            sum.entered += 1;
            sum.kinds.add(kind);
            row.minutes += if kind.is_attended() { u64::from(slot.minutes) } else { 0 };
        }
    }
    row
}
