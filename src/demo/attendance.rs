//! The signed sheets: marks of every kind, late joiners, walk-ins, and the sheets nobody has typed in yet.

use super::calendar::{AS_OF, day};
use super::dice::Dice;
use super::people::Someone;
use super::sessions::{Family, Fate, Plan, Row};
use crate::model::{EnrolmentState, Mark, MarkKind, SessionId, SlotNo, Status};

/// Some of those who came joined late or walked in.
pub(super) fn scatter(plan: &mut Plan, dice: &mut Dice) {
    let n_slots = plan.slots.iter().filter(|slot| slot.0 <= AS_OF).count();
    let is_over = plan.last_day() <= AS_OF;
    for row in plan.rows.iter_mut().filter(|row| row.fate == Fate::Attends) {
        if n_slots > 1 && is_over && dice.per_mille(7) {
            row.joined = Some(1 + dice.below(n_slots.min(3) - 1));
        } else if plan.family != Family::Secretary && dice.per_mille(9) {
            row.is_walk_in = true;
        }
    }
}

/// The marks of a session up to the district's day.
pub(super) fn marks(
    plan: &Plan,
    session: SessionId,
    people: &[Someone],
    gap: Option<Gap>,
    dice: &mut Dice,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, row) in plan.rows.iter().enumerate() {
        if row.state != EnrolmentState::Confirmed || row.fate == Fate::Unknown {
            continue;
        }
        let first = row.joined.unwrap_or(0);
        let mood = Mood::of(row, dice);
        let due = plan.slots.iter().enumerate().skip(first).filter(|(_, slot)| slot.0 <= AS_OF);
        for (slot, _) in due.filter(|(slot, _)| *slot == first || !gap.is_some_and(|gap| gap.holds(*slot, at))) {
            let kind = if slot == first { mood.first(dice) } else { mood.later(dice) };
            marks.push(Mark { session, person: people[row.who].person.id, slot: SlotNo(slot as u16), kind });
        }
    }
    marks
}

/// The cells of a sheet that nobody has typed in: from a slot on, from a row on.
#[derive(Clone, Copy)]
pub(super) struct Gap {
    slot: usize,
    row: usize,
}

impl Gap {
    fn holds(self, slot: usize, row: usize) -> bool {
        slot > self.slot || (slot == self.slot && row >= self.row)
    }
}

/// Which sheets have gaps: the secretaries' eighth class, a remote class, a township's class, and the class
/// that is running.
pub(super) fn gaps(plans: &[Plan]) -> Vec<(usize, Gap)> {
    let find = |is_meant: &dyn Fn(&Plan) -> bool| plans.iter().position(is_meant);
    let is_over = |plan: &Plan| plan.status == Status::Finished && plan.last_day() <= day(6, 20);
    let eighth = find(&|plan| plan.family == Family::Secretary && plan.first_day() == day(6, 18));
    let remote = find(&|plan| plan.family == Family::Remote && plan.first_day() == day(6, 12));
    let town = find(&|plan| plan.family == Family::TownClass && is_over(plan));
    let running = find(&|plan| plan.family == Family::LeaderClass && plan.status == Status::Running);
    let gaps = [
        (eighth, Gap { slot: 4, row: 6 }),
        (remote, Gap { slot: 1, row: 180 }),
        (town, Gap { slot: 3, row: 0 }),
        (running, Gap { slot: 2, row: 26 }),
    ];
    gaps.into_iter().filter_map(|(plan, gap)| Some((plan?, gap))).collect()
}

/// How a person takes a session.
enum Mood {
    Faithful,
    /// Taught at home or made up as a whole.
    Elsewhere(MarkKind),
    /// Away the whole time.
    Away(MarkKind),
}

impl Mood {
    fn of(row: &Row, dice: &mut Dice) -> Self {
        let reasons = [(MarkKind::Sick, 3), (MarkKind::Personal, 4), (MarkKind::Official, 2), (MarkKind::Absent, 3)];
        match row.fate {
            Fate::Misses | Fate::Unknown => Self::Away(dice.weighted(&reasons)),
            Fate::Attends if dice.per_mille(4) => Self::Elsewhere(MarkKind::HomeVisit),
            Fate::Attends if dice.per_mille(6) => Self::Elsewhere(MarkKind::MakeUp),
            Fate::Attends => Self::Faithful,
        }
    }

    fn first(&self, dice: &mut Dice) -> MarkKind {
        match self {
            Self::Faithful => {
                dice.weighted(&[(MarkKind::Present, 960), (MarkKind::Late, 30), (MarkKind::LeftEarly, 10)])
            }
            Self::Elsewhere(kind) | Self::Away(kind) => *kind,
        }
    }

    fn later(&self, dice: &mut Dice) -> MarkKind {
        let usual = [
            (MarkKind::Present, 935),
            (MarkKind::Late, 18),
            (MarkKind::LeftEarly, 14),
            (MarkKind::Sick, 9),
            (MarkKind::Personal, 10),
            (MarkKind::Official, 5),
            (MarkKind::Absent, 9),
        ];
        match self {
            Self::Faithful => dice.weighted(&usual),
            Self::Elsewhere(kind) | Self::Away(kind) => *kind,
        }
    }
}
